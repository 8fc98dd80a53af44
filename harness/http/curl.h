// SPDX-License-Identifier: MIT
// A request as a curl command that repeats it.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "http/secrets.h"

namespace avouch::http {

// A word for a POSIX shell (XCU 2.2.2): as it is where nothing in it is special, else in single quotes.
std::string shell_word(std::string_view text);

// What a command begins with that a secret had to be taken out of: a comment to the shell, which sends
// nothing.
inline constexpr std::string_view kNotWhole = "# a secret is left out of this command: ";

// One line, quoted for a POSIX shell; nothing in it is expanded but the environment variables that stand for
// secrets ("$AVOUCH_USER"), which hold them as they are: where one stands in a query or a form, curl encodes
// it, elsewhere jq does. `url` is the absolute URL that was asked for. Framing fields that curl sends by
// itself (Host, Content-Length, Connection, User-Agent, Accept-Encoding) are left out; `Accept-Encoding`
// becomes --compressed. A text that has a secret in any other form is redacted, and the command is a comment.
std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets);

// A method, a target or a URL for a person: each secret in it is its variable, however short it is.
std::string told(std::string_view text, const Secrets& secrets);

}  // namespace avouch::http
