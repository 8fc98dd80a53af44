// SPDX-License-Identifier: MIT
// A transport without a network, for proofs: a function gives the bytes of each response.
//
//   const std::unique_ptr<Transport> transport = in_memory_transport([](const http::Request& request) {
//     return wire::serialized({.status = 200, .body = "{}"}, request.method);
//   });
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "exchange/transport.h"

namespace avouch {

// Completes each request as http_transport() does for http://127.0.0.1, gives it to `respond`, and reads the
// bytes as if the connection ended after them. As thread-safe as `respond`.
std::unique_ptr<Transport> in_memory_transport(std::function<std::string(const http::Request&)> respond);

}  // namespace avouch
