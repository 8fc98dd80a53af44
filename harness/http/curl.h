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

// One line, quoted for a POSIX shell; nothing in it is expanded but the environment variables that stand for
// secrets ("$AVOUCH_USER"). `url` is the absolute URL that was asked for. Framing fields that curl sends by
// itself (Host, Content-Length, Connection, User-Agent, Accept-Encoding) are left out; `Accept-Encoding`
// becomes --compressed.
std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets);

}  // namespace avouch::http
