// SPDX-License-Identifier: MIT
// Formats a request as a curl command that repeats it.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "http/secrets.h"

namespace avouch::http {

// Quotes `text` as one word for a POSIX shell (XCU 2.2.2). Text without special characters stays as it is;
// other text gets single quotes.
std::string shell_word(std::string_view text);

// The prefix of a command from which a secret was removed. It makes the command a shell comment, so pasting
// it sends nothing.
inline constexpr std::string_view kNotWhole = "# a secret is left out of this command: ";

// Returns one line, quoted for a POSIX shell. The shell expands only the environment variables that replace
// secrets ("$AVOUCH_USER"). They hold the secrets unencoded: in a query or a form curl encodes them,
// elsewhere jq does. `url` is the absolute URL of the request. Framing fields that curl sends by itself
// (Host, Content-Length, Connection, and the usual User-Agent and Accept-Encoding) are left out;
// `Accept-Encoding` becomes --compressed. Text that contains a secret in any other form is redacted, and the
// command becomes a comment.
std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets);

// Returns the command with further options, such as "-i -m 5", for the curl that makes the request. A command
// of several steps has its own and stays as it is.
std::string with_options(std::string command, std::string_view options);

// Returns a method, a target or a URL for display. Each secret in it is replaced by its variable, even a
// short one.
std::string told(std::string_view text, const Secrets& secrets);

}  // namespace avouch::http
