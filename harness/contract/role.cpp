// SPDX-License-Identifier: MIT
#include "contract/role.h"

namespace avouch {

std::string_view to_string(Role role) {
  switch (role) {
    case Role::documented:
      return "documented";
    case Role::cross_origin:
      return "cross-origin";
    case Role::other_origin:
      return "other-origin";
    case Role::preflight:
      return "preflight";
    case Role::anonymous:
      return "anonymous";
    case Role::wrong_credentials:
      return "wrong-credentials";
    case Role::denied_origin:
      return "denied-origin";
    case Role::unknown_resource:
      return "unknown-resource";
    case Role::undocumented_method:
      return "undocumented-method";
    case Role::invalid_value:
      return "invalid-value";
    case Role::read_back:
      return "read-back";
    case Role::repeated:
      return "repeated";
    case Role::other_identity:
      return "other-identity";
  }
  return {};
}

bool seeks_an_error(Role role) {
  return role == Role::unknown_resource || role == Role::undocumented_method || role == Role::invalid_value;
}

}  // namespace avouch
