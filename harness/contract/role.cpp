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
    case Role::malformed_body:
      return "malformed-body";
    case Role::unknown_type:
      return "unknown-type";
    case Role::unacceptable:
      return "unacceptable";
    case Role::duplicate:
      return "duplicate";
    case Role::forbidden:
      return "forbidden";
    case Role::read_back:
      return "read-back";
    case Role::repeated:
      return "repeated";
    case Role::other_identity:
      return "other-identity";
  }
  return {};
}

std::string_view cause_of_error(Role role) {
  switch (role) {
    case Role::unknown_resource:
      return "to a request for an unknown resource";
    case Role::undocumented_method:
      return "to a method that its path does not have";
    case Role::invalid_value:
      return "to a value that its schema forbids";
    case Role::malformed_body:
      return "to a body that is no JSON";
    case Role::unknown_type:
      return "to a body of an unknown media type";
    case Role::unacceptable:
      return "to a request that accepts an unknown media type alone";
    case Role::duplicate:
      return "to a second request for the same resource";
    case Role::forbidden:
      return "to an identity without the right to it";
    case Role::documented:
    case Role::cross_origin:
    case Role::other_origin:
    case Role::preflight:
    case Role::anonymous:
    case Role::wrong_credentials:
    case Role::denied_origin:
    case Role::read_back:
    case Role::repeated:
    case Role::other_identity:
      break;
  }
  return {};
}

}  // namespace avouch
