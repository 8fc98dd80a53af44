// SPDX-License-Identifier: MIT
#include "exchange/message/request.h"

#include <algorithm>

#include "base/text.h"
#include "http/syntax.h"
#include "http/usual_fields.h"

namespace avouch::wire {

void add_usual_fields(http::Request& request, std::string_view host) {
  const auto lacks = [&](const char* name) { return !http::contains(request.fields, name); };
  const auto add = [&](const char* name, const char* value) {
    if (lacks(name)) request.fields.push_back({name, value});
  };
  // RFC 9110 §7.2: Host comes first, because it routes the request.
  if (lacks("Host")) request.fields.insert(request.fields.begin(), {"Host", std::string(host)});
  add("User-Agent", http::kUsualAgent);
  add("Accept", "*/*");
  add("Accept-Encoding", http::kUsualCodings);
}

std::optional<std::string> unsendable(const http::Request& request) {
  if (!http::is_token(request.method)) return "its method " + in_quotes(request.method) + " is not a token";
  const bool visible = std::all_of(request.target.begin(), request.target.end(),
                                   [](char c) { return c > 0x20 && c < 0x7F && c != '#'; });
  if (!request.target.starts_with('/') || !visible)
    return "its target " + in_quotes(request.target) + " is not a percent-encoded path";
  for (const http::Field& field : request.fields) {
    if (!http::is_token(field.name)) return "its field name " + in_quotes(field.name) + " is not a token";
    if (!http::is_field_value(field.value))
      return "its field " + in_quotes(field.name) + " contains a control character";
  }
  return std::nullopt;
}

void frame(http::Request& request) {
  http::remove(request.fields, "Content-Length");
  http::remove(request.fields, "Transfer-Encoding");
  const bool gives_meaning = request.method == "POST" || request.method == "PUT" ||
                             request.method == "PATCH" || request.method == "QUERY";
  if (gives_meaning || !request.body.empty())
    request.fields.push_back({"Content-Length", std::to_string(request.body.size())});
}

std::string serialized(const http::Request& request) {
  std::size_t size = request.method.size() + request.target.size() + request.body.size() + 14;
  for (const http::Field& field : request.fields) size += field.name.size() + field.value.size() + 4;
  std::string bytes;
  bytes.reserve(size);
  bytes.append(request.method).append(" ").append(request.target).append(" HTTP/1.1\r\n");
  for (const http::Field& field : request.fields) {
    bytes += field.name;
    bytes += ": ";
    bytes += field.value;
    bytes += "\r\n";
  }
  bytes += "\r\n";
  bytes += request.body;
  return bytes;
}

}  // namespace avouch::wire
