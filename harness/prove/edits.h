// SPDX-License-Identifier: MIT
// Edits of an answer that several kinds of mutant are made of.
//
//   Mutant mutant{.what = "missing ETag", .roles = clause.roles, .edit = without_line("ETag")};
//
// Pure; an edit may be called by any thread.
#pragma once

#include <functional>
#include <string>

#include "http/message.h"

namespace avouch {

using Edit = std::function<void(const http::Request&, http::Response&)>;

// With no body where the status has none (RFC 9110 §6.4.1).
Edit with_status(int status);

// In place of all lines of that name.
Edit with_line(std::string name, std::string value);
Edit without_line(std::string name);

// Each line of that name once more, as where a proxy and the application both add it.
Edit with_lines_twice(std::string name);

// The lines under another name.
Edit with_lines_renamed(std::string name, std::string other);

// The body, changed by that.
Edit with_body(std::function<std::string(const std::string&)> change);

}  // namespace avouch
