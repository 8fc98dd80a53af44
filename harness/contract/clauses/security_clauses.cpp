// SPDX-License-Identifier: MIT
// Clauses about access control.
#include <string>
#include <utility>

#include "contract/clauses/derive.h"

namespace avouch {

void add_security(ClauseList& list) {
  const Operation& operation = list.operation();
  if (!operation.needs_credentials()) return;
  const auto add = [&](const char* name, const std::string& who, Role role) {
    // The response to the right credentials shows whether another error is a refusal.
    list.add_to_operation(std::string("security/") + name, who + " is refused with 401 or 403",
                          operation.security_place, operation.security_documentation,
                          {role, Role::documented}, SecuritySubject{});
  };
  add("anonymous", "a request without credentials", Role::anonymous);
  add("wrong-credentials", "a request with wrong credentials", Role::wrong_credentials);
}

}  // namespace avouch
