// SPDX-License-Identifier: MIT
// Determines which requests trigger a documented response: the roles of the clauses about it.
//
//   ResponseRoles roles(operation, 1);                 // its 404
//   roles.of_answer() == Roles{Role::unknown_resource}
//
// Refers to the operation, which must outlive it. Private to this folder.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "contract/role.h"

namespace avouch {

// The requests besides the documented call whose statuses must be documented: those without the right
// credentials have clauses of their own.
Roles further_requests_with_credentials();

class ResponseRoles {
 public:
  ResponseRoles(const Operation& operation, std::size_t response)
      : operation_(operation), response_(response) {}

  // Roles for clauses about the response, and for clauses about its content: none if HTTP gives it no
  // content.
  Roles of_answer() const;
  Roles of_content() const;
  // Further roles that exercise a clause with the roles `when`. A documented response is judged whenever it
  // comes: the requests of other clauses may trigger an error, one that is to get an error may get a success,
  // and so do those in the life of a resource.
  Roles also(const Roles& when) const;

  bool is_expected() const { return operation_.expected_response() == response_; }
  // 401 and 403 can be triggered by any client that omits its credentials, and 403 by one whose credentials
  // do not suffice.
  bool is_refusal() const;
  // A 401 of an operation that documents no security: a server may require credentials all the same.
  bool is_undocumented_refusal() const;
  // The requests that get it. A write without credentials would be the documented one where none are given,
  // so only wrong ones trigger it.
  Roles causes_of_undocumented_refusal() const;
  // contract/documented_status.h
  bool has_no_content() const;

  // How any client can trigger the documented error; nullopt if no generic way exists.
  std::optional<Role> generic_cause() const;
  // The same for an error that only a range or `default` documents. A method that the path does not document
  // is no call of this operation.
  Roles causes_of_range() const;

 private:
  const DocumentedResponse& response() const { return operation_.responses[response_]; }
  bool is_for(int status) const;
  bool names_a_resource() const;
  bool documents(std::string_view status) const;
  bool takes_json() const;
  bool takes_a_value() const { return !operation_.parameters.empty() || operation_.request_body; }

  const Operation& operation_;
  std::size_t response_;
};

}  // namespace avouch
