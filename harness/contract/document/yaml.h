// SPDX-License-Identifier: MIT
// Parses YAML as JSON: the part of YAML 1.2 that has a meaning in an OpenAPI document.
//
//   Result<Document> document = parse_yaml_document("api.yaml", "paths: {/users: {get: …}}");
//
// Plain scalars follow the core schema of YAML 1.2.2 §10.3: `no` and `2020-01-01` are strings. Aliases are
// copied, up to a limit. A plain key << is the merge key of YAML 1.1 (yaml.org/type/merge), which most
// readers of YAML 1.2 support: the members that it adds have the line where they are written. Other keys are
// names as written: `200:` is "200".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "contract/document/document.h"

namespace avouch {

// Parses one document in UTF-8. Errors: one, with its line: syntax, a duplicate key, a key that is not a
// scalar, an alias that contains itself, a merge key without a mapping, tags outside the core schema, .inf
// and .nan, more than 500 levels, more than `most_values`, more than a million values or 64 MiB of texts
// and keys that copies of aliases add.
Result<Document> parse_yaml_document(std::string file, std::string_view text,
                                     std::size_t most_values = kMostDocumentValues);

}  // namespace avouch
