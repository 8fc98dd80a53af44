// SPDX-License-Identifier: MIT
// A response that conforms to its documentation: what a mock serves, and what no judge may flag.
//
//   Result<http::Response> response = conformant_response(contract, operation.responses[0]);
//
// A documented example comes first; of several, the one that exercises the most. Where it contradicts its own
// schema, what contradicts is replaced by values of the schema and the rest is kept; where there is none, the
// whole is made from the schema. The judge has confirmed every body that this returns. The same contract
// gives the same response. Pure; the contract is only read.
#pragma once

#include <string>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "json/json_value.h"

namespace avouch {

// With the documented media type, body and headers, and no others. "2XX" and "default" are served as 200.
// Errors: there is no body that the schema allows, or none that could be made, with its place.
Result<http::Response> conformant_response(const Contract& contract, const DocumentedResponse& response);

// The body alone. Precondition: media.is_json().
Result<JsonValue> conformant_body(const Contract& contract, const DocumentedMedia& media);

// The parts of it, for a body that is chosen otherwise.

// Which of the documented types is served: JSON before others, a type before a range. nullptr where there is
// none, and where the status has no content.
const DocumentedMedia* served_media(const DocumentedResponse& response);
// The response around that body, with the documented headers. `media` may be null: then it has no content.
// Fields that frame the message or say how it is encoded are never the documentation's to set.
http::Response response_around(const DocumentedResponse& response, const DocumentedMedia* media,
                               std::string body);
// A documented value as the content of that type.
std::string content_text(const DocumentedMedia& media, const JsonValue& value);
// Whether a documented header of that name is left out: RFC 9110 §6.4, §8.4, RFC 9112 §6.
bool is_of_the_message(const DocumentedHeader& header);

}  // namespace avouch
