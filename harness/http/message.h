// SPDX-License-Identifier: MIT
// HTTP messages as plain values. This file does no I/O.
#pragma once

#include <optional>
#include <string>

#include "http/field.h"

namespace avouch::http {

// How a request shows who sends it, besides its fields. Not a part of the message.
struct Identity {
  std::optional<std::string> digest;    // NAME:PASSWORD for a Digest challenge (RFC 7616)
  bool is_without_certificate = false;  // no client certificate is presented, even if there is one
  std::string certificate;              // files of the certificate that was presented, and of its key
  std::string key;

  bool operator==(const Identity&) const = default;
};

struct Request {
  std::string method = "GET";  // case-sensitive (RFC 9110 §9.1)
  std::string target = "/";    // origin-form: path and query, percent-encoded (RFC 9112 §3.2.1)
  Fields fields;
  std::string body;
  Identity identity = {};

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
