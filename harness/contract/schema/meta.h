// SPDX-License-Identifier: MIT
// The metaschemas, in Avouch's own wording: the rules of each dialect for schemas, so that a schema may refer
// to them. Written from the keyword sections of the specifications. Names that other schemas refer to are
// kept.
#pragma once

#include <optional>
#include <string_view>

namespace avouch {

// The metaschema of a URI without a fragment; nullopt if it is not included.
std::optional<std::string_view> metaschema_text(std::string_view uri);

}  // namespace avouch
