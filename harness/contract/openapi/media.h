// SPDX-License-Identifier: MIT
// Reads media types of bodies and their examples: OpenAPI 3.1 §4.8.14 and §4.8.19.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "contract/openapi/reader.h"
#include "contract/schema/direction.h"

namespace avouch {

// One entry of `content`, named by its media type range. nullopt if it cannot be read; `fault` says why.
std::optional<DocumentedMedia> read_media(Reader& reader, const NamedLocation& member, Direction direction,
                                          ContractFault& fault);

// `encoding` of a media type.
std::map<std::string, Encoding> read_encoding(Reader& reader, const Location& media);

// `content`: a map from media type ranges to media type objects. An entry that cannot be read is left out;
// `fault` says why.
std::vector<DocumentedMedia> read_content(Reader& reader, const Location& content, Direction direction,
                                          ContractFault& fault);

// `example` and `examples` of `owner` (a media type, a parameter, a header).
std::vector<Example> read_examples(Reader& reader, const Location& owner);

// `example` of a schema, or else its `examples` (JSON Schema 2020-12 Validation §9.5).
std::vector<Example> read_schema_examples(Reader& reader, const Location& schema);

// Takes the examples out that are nothing but a `$ref`, and notes them in the reader. `schema` may be null.
void leave_out_references(Reader& reader, std::vector<Example>& examples,
                          const std::shared_ptr<const Schema>& schema);

}  // namespace avouch
