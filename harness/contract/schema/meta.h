// SPDX-License-Identifier: MIT
// The metaschemas, in words of our own: what each dialect says a schema must look like, so that a schema may
// refer to them. Written from the specifications' keyword sections; names that other schemas refer to are
// kept.
#pragma once

#include <optional>
#include <string_view>

namespace avouch {

// Of a URI without a fragment; nullopt where it is not a metaschema of ours.
std::optional<std::string_view> metaschema_text(std::string_view uri);

}  // namespace avouch
