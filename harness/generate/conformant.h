// SPDX-License-Identifier: MIT
// Generates a response that conforms to its documentation. The mock serves it, and the judge must accept it.
//
//   Result<http::Response> response = conformant_response(contract, operation.responses[0]);
//
// Prefers a documented example; of several, the one that exercises the most. If the example contradicts its
// own schema, the contradicting values are replaced by generated ones and the rest is kept. Without an
// example, the whole body is generated from the schema. The judge has accepted every returned body. The
// result is deterministic for a contract. Pure; the contract is only read.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "contract/contract.h"
#include "generate/media/writer.h"
#include "http/message.h"
#include "json/json_value.h"

namespace avouch {

// Has the documented media type, body and headers, and no others. "2XX" and "default" become 200. Errors: the
// schema permits no body, or none could be generated, with its place.
Result<http::Response> conformant_response(const Contract& contract, const DocumentedResponse& response);

// The value of the body alone, whatever the form of its media type.
Result<JsonValue> conformant_body(const Contract& contract, const DocumentedMedia& media);

// The steps of conformant_response(), for a body from another source.

// The documented type to serve: JSON before others, a type before a range. nullptr if none is documented, or
// if the status has no content.
const DocumentedMedia* served_media(const DocumentedResponse& response);
// The response with that content and the documented headers. Without content, it has none. Documentation
// never sets the fields that frame or encode the message.
http::Response response_around(const DocumentedResponse& response, std::optional<WrittenContent> content);
// Whether a documented header of that name is omitted: RFC 9110 §6.4, §8.4, RFC 9112 §6.
bool is_of_the_message(const DocumentedHeader& header);

}  // namespace avouch
