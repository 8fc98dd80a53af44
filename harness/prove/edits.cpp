// SPDX-License-Identifier: MIT
#include "prove/edits.h"

#include <utility>
#include <vector>

namespace avouch {

using http::Request;
using http::Response;

Edit with_status(int status) {
  return [status](const Request&, Response& answer) {
    answer.status = status;
    answer.reason.clear();
    if (status != 204 && status != 205 && status != 304) return;
    answer.body.clear();
    http::remove(answer.fields, "Content-Type");
  };
}

Edit with_line(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](const Request&, Response& answer) {
    http::set(answer.fields, name, value);
  };
}

Edit without_line(std::string name) {
  return [name = std::move(name)](const Request&, Response& answer) { http::remove(answer.fields, name); };
}

Edit with_lines_twice(std::string name) {
  return [name = std::move(name)](const Request&, Response& answer) {
    for (const std::string& value : http::values(answer.fields, name)) answer.fields.push_back({name, value});
  };
}

Edit with_lines_renamed(std::string name, std::string other) {
  return [name = std::move(name), other = std::move(other)](const Request&, Response& answer) {
    const std::vector<std::string> lines = http::values(answer.fields, name);
    http::remove(answer.fields, name);
    for (const std::string& line : lines) answer.fields.push_back({other, line});
  };
}

Edit with_body(std::function<std::string(const std::string&)> change) {
  return
      [change = std::move(change)](const Request&, Response& answer) { answer.body = change(answer.body); };
}

}  // namespace avouch
