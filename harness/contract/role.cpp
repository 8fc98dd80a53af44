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
  }
  return {};
}

}  // namespace avouch
