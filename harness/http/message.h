// SPDX-License-Identifier: MIT
// HTTP messages as plain values. This file does no I/O.
#pragma once

#include <string>

#include "http/field.h"

namespace avouch::http {

struct Request {
  std::string method = "GET";  // case-sensitive (RFC 9110 §9.1)
  std::string target = "/";    // origin-form: path and query, percent-encoded (RFC 9112 §3.2.1)
  Fields fields;
  std::string body;

  bool operator==(const Request&) const = default;
};

struct Response {
  int status = 0;
  std::string reason;
  std::string version;  // "HTTP/1.1"
  Fields fields;
  std::string body;  // with transfer and content codings removed

  bool operator==(const Response&) const = default;
};

}  // namespace avouch::http
