// SPDX-License-Identifier: MIT
// Which requests bring about one of an operation's documented responses: the roles of the clauses about it.
//
//   ResponseRoles roles(operation, 1);                 // its 404
//   roles.of_answer() == std::vector{Role::unknown_resource}
//
// Refers to the operation, which outlives it. Private to this room.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "contract/contract.h"
#include "contract/role.h"

namespace avouch {

class ResponseRoles {
 public:
  ResponseRoles(const Operation& operation, std::size_t response)
      : operation_(operation), response_(response) {}

  // Of clauses about the answer, and of those about its content: none where HTTP gives it none.
  std::vector<Role> of_answer() const;
  std::vector<Role> of_content() const;
  // In which further roles an answer exercises a clause that has the roles `when`. A documented error is
  // judged whenever it comes: the requests of other clauses may bring it about.
  std::vector<Role> also(const std::vector<Role>& when) const;

  bool is_expected() const { return operation_.expected_response() == response_; }
  // 401 and 403 have a cause that any client can bring about: it leaves its credentials out.
  bool is_refusal() const;
  // The answer to a HEAD, a 204, a 205 and a 304 have no content, whatever is documented: RFC 9110 §6.4.1.
  bool has_no_content() const;

  // What any client can do to get the documented error; nullopt where only the documentation's reader knows.
  std::optional<Role> generic_cause() const;
  // The same of an error that is documented by a range or by `default` alone. A method that the path does not
  // have is no call of this operation.
  std::vector<Role> causes_of_range() const;

 private:
  const DocumentedResponse& response() const { return operation_.responses[response_]; }
  bool is_for(int status) const;
  bool names_a_resource() const;
  bool takes_a_value() const { return !operation_.parameters.empty() || operation_.request_body; }

  const Operation& operation_;
  std::size_t response_;
};

}  // namespace avouch
