// SPDX-License-Identifier: MIT
#include "mock/answer/problem.h"

#include "json/json_value.h"

namespace avouch {

std::string reason_phrase(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    default:
      return "Unknown";
  }
}

http::Response problem(int status, const std::string& detail) {
  const std::string title = reason_phrase(status);
  const JsonValue body = JsonValue::object({{"detail", JsonValue::string(detail)},
                                            {"status", JsonValue::integer(status)},
                                            {"title", JsonValue::string(title)},
                                            {"type", JsonValue::string("about:blank")}});
  http::Response response{.status = status, .reason = title};
  http::set(response.fields, "Content-Type", "application/problem+json");
  response.body = to_text(body);
  return response;
}

}  // namespace avouch
