// SPDX-License-Identifier: MIT
// A request as a curl command that repeats it.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "http/secrets.h"

namespace avouch::http {

// One line, quoted for a POSIX shell; nothing in it is expanded but the environment variables that stand for
// secrets ("$AVOUCH_USER"). `url` is the absolute URL that was asked for. Framing fields that curl sends by
// itself (Host, Content-Length, Connection, User-Agent, Accept-Encoding) are left out; `Accept-Encoding`
// becomes --compressed.
std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets);

}  // namespace avouch::http
