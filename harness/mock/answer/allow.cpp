// SPDX-License-Identifier: MIT
#include "mock/answer/allow.h"

#include <algorithm>

#include "base/text.h"
#include "http/field.h"

namespace avouch {

std::vector<std::string> methods_of(const std::vector<const Operation*>& operations) {
  std::vector<std::string> methods;
  const auto add = [&](const std::string& method) {
    if (std::find(methods.begin(), methods.end(), method) == methods.end()) methods.push_back(method);
  };
  for (const Operation* operation : operations) {
    add(operation->method);
    if (operation->method == "GET") add("HEAD");
  }
  add("OPTIONS");
  return methods;
}

void add_allow(std::vector<std::string> methods, const std::string& refused, http::Response& response) {
  if (response.status != 405) return;
  std::erase(methods, refused);
  http::set(response.fields, "Allow", join(methods, ", "));
}

}  // namespace avouch
