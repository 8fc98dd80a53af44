// SPDX-License-Identifier: MIT
// Edits of a response that several kinds of mutants share.
//
//   Mutant mutant{.what = "missing ETag", .roles = clause.roles, .edit = without_line("ETag")};
//
// Pure; edits are thread-safe.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "contract/contract.h"
#include "http/message.h"

namespace avouch {

using Edit = std::function<void(const http::Request&, http::Response&)>;

// Sets the status, and removes the body if the status has none (RFC 9110 §6.4.1).
Edit with_status(int status);

// Replaces all lines of that name.
Edit with_line(std::string name, std::string value);
Edit without_line(std::string name);

// Duplicates each line of that name, as if a proxy and the application both added it.
Edit with_lines_twice(std::string name);

// Renames the lines.
Edit with_lines_renamed(std::string name, std::string other);

// The body becomes that value, a JSON text, written as content of the media type. nullopt if that is not read
// as the value again.
std::optional<Edit> with_value(const DocumentedMedia& media, const std::string& text);

// Changes the value of the body, a JSON text, by `change`. The body stays as it is if the changed value
// cannot be written as content of the media type.
Edit with_changed_value(const DocumentedMedia& media, std::function<std::string(const std::string&)> change);

// Changes the body by `change`.
Edit with_body(std::function<std::string(const std::string&)> change);

}  // namespace avouch
