// SPDX-License-Identifier: MIT
#include "exchange/message/response.h"

#include "http/field.h"

namespace avouch::wire {

std::string serialized(const http::Response& response, std::string_view method) {
  std::size_t size = response.body.size() + response.reason.size() + 64;
  for (const http::Field& field : response.fields) size += field.name.size() + field.value.size() + 4;
  std::string bytes;
  bytes.reserve(size);
  bytes.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(response.reason);
  bytes += "\r\n";
  for (const http::Field& field : response.fields) {
    if (http::is_for_the_connection(field.name)) continue;
    bytes.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  // RFC 9110 §8.6: none in a 1xx or a 204.
  if (response.status >= 200 && response.status != 204)
    bytes.append("Content-Length: ").append(std::to_string(response.body.size())).append("\r\n");
  bytes += "\r\n";
  if (method != "HEAD") bytes += response.body;
  return bytes;
}

}  // namespace avouch::wire
