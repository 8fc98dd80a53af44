// SPDX-License-Identifier: MIT
// The purpose of a request. A clause names the roles that can exercise it; the planner makes a request for
// each role; the judge interprets an exchange by its role.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace avouch {

enum class Role : std::uint8_t {
  documented,         // the documented call, with the given credentials and without an Origin
  cross_origin,       // the same from a page on another origin, with credentials in `Authorization`
  other_origin,       // the same from an unknown origin: does the response depend on the origin?
  preflight,          // the CORS-preflight for cross_origin (Fetch §4.8): OPTIONS, no credentials
  anonymous,          // cross_origin without credentials
  wrong_credentials,  // documented, with credentials that cannot be right
  denied_origin,      // cross_origin from an origin that must not be admitted; only if one is given
  // Calls that trigger an error with a generic cause. Only the documented error counts; another response
  // proves nothing.
  unknown_resource,     // documented, with path values that name no resource
  undocumented_method,  // the documented path with a method that it does not document
  invalid_value,        // documented, with a parameter or a body that its schema forbids
  malformed_body,       // documented, with a body that is no JSON
  unknown_type,         // documented, with a body of a media type that nobody documents
  unacceptable,         // documented, accepting that media type alone
  duplicate,            // the POST that created something, once more as it was accepted
  forbidden,            // documented, with the credentials of a second identity that may have no right to it
  // For what state implies: docs/state.md.
  read_back,       // documented, of what a write of this run created, changed or deleted
  repeated,        // the documented call once more, with the same values
  other_identity,  // documented, with the credentials of the second identity
};

// The origin of the calling page if the user gives none. It is made up, so a server with a list of origins
// refuses it.
inline constexpr const char* kPageOrigin = "https://avouch.example";

// "documented", "cross-origin", "other-origin", "preflight", "anonymous", "wrong-credentials",
// "denied-origin", "unknown-resource", "undocumented-method", "invalid-value", "malformed-body",
// "unknown-type", "unacceptable", "duplicate", "forbidden", "read-back", "repeated", "other-identity".
std::string_view to_string(Role role);

// What the requests of a role that is meant to trigger a documented error have wrong: "to a request for an
// unknown resource". Empty for the other roles.
std::string_view cause_of_error(Role role);

// Whether the target must refuse requests of that role: their credentials are missing or wrong.
inline bool must_be_refused(Role role) {
  return role == Role::anonymous || role == Role::wrong_credentials;
}

// Whether it is the documented call with right values in the life of a resource, behind another request.
inline bool is_of_a_life(Role role) {
  return role == Role::read_back || role == Role::repeated || role == Role::other_identity;
}

// Whether requests of that role are meant to trigger a documented error.
inline bool seeks_an_error(Role role) {
  return !cause_of_error(role).empty();
}

// Roles in the order in which they were added, each once. They need no memory of their own: every clause of a
// contract has two of these.
//
//   Roles roles = {Role::documented, Role::cross_origin};
//   roles.add(Role::documented);        // it is there
//   roles.contains(Role::preflight);    // false
class Roles {
 public:
  Roles() = default;
  Roles(std::initializer_list<Role> roles) {
    for (const Role role : roles) add(role);
  }

  void add(Role role) {
    if (!contains(role)) roles_[size_++] = role;
  }
  template <class Predicate>
  void remove_if(Predicate is_meant) {
    size_ = static_cast<std::uint8_t>(std::remove_if(roles_.begin(), roles_.begin() + size_, is_meant) -
                                      roles_.begin());
  }

  bool contains(Role role) const { return std::find(begin(), end(), role) != end(); }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  Role front() const { return roles_.front(); }  // of roles that are not empty
  const Role* begin() const { return roles_.data(); }
  const Role* end() const { return roles_.data() + size_; }

  friend bool operator==(const Roles& left, const Roles& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
  }

 private:
  static constexpr std::size_t kRoles = static_cast<std::size_t>(Role::other_identity) + 1;

  std::array<Role, kRoles> roles_{};
  std::uint8_t size_ = 0;
};

}  // namespace avouch
