// SPDX-License-Identifier: MIT
// Responses of client libraries as http::Response.
//
//   checker.check(response_of(*client.Get("/books/1")));  // client: httplib::Client
#pragma once

#include "http/message.h"

namespace avouch {

// A response of a library whose responses have `status`, `body`, and `headers` as pairs of name and value.
// httplib::Response is one.
template <class Other>
http::Response response_of(const Other& other) {
  http::Response response{.status = static_cast<int>(other.status), .body = other.body};
  for (const auto& [name, value] : other.headers) response.fields.push_back({name, value});
  return response;
}

inline const http::Response& response_of(const http::Response& response) {
  return response;
}

}  // namespace avouch
