// SPDX-License-Identifier: MIT
// A GoogleTest matcher: a response conforms to what the contract documents for an operation.
//
//   EXPECT_THAT(response, ConformsTo(contract, "getBook"));
//
// It takes a http::Response, a response of a client library (library/response.h), or the
// text of an HTTP/1.1 message. The failure message names each violated clause with its place in the contract.
// A response that Avouch could not judge does not match either. To judge many responses, make one matcher
// and use it again: making it prepares the schemas of the operation.
#pragma once

#include <gtest/gtest-matchers.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "library/checker.h"
#include "library/message.h"
#include "library/response.h"

namespace avouch {

class ConformanceMatcher {
 public:
  using is_gtest_matcher = void;

  ConformanceMatcher(std::string operation, ResponseChecker checker)
      : operation_(std::move(operation)), checker_(std::make_shared<ResponseChecker>(std::move(checker))) {}

  template <class Response>
  bool MatchAndExplain(const Response& response, testing::MatchResultListener* listener) const {
    if constexpr (std::is_convertible_v<const Response&, std::string_view>) {
      const Result<http::Response> parsed = parse_response(response);
      if (parsed) return explain(*parsed, listener);
      *listener << to_string(parsed.errors());
      return false;
    } else {
      return explain(response_of(response), listener);
    }
  }

  void DescribeTo(std::ostream* out) const { *out << "conforms to " << operation_; }
  void DescribeNegationTo(std::ostream* out) const { *out << "does not conform to " << operation_; }

 private:
  bool explain(const http::Response& response, testing::MatchResultListener* listener) const {
    const ResponseCheck check = checker_->check(response);
    *listener << to_string(check);
    return check.conforms();
  }

  std::string operation_;
  std::shared_ptr<const ResponseChecker> checker_;
};

// `operation`: an operationId, or METHOD and path as documented. Throws std::runtime_error if the contract
// has no such operation or its schemas cannot be judged: a matcher that cannot judge must not be negated to a
// pass.
inline ConformanceMatcher ConformsTo(const Contract& contract, std::string_view operation) {
  return {std::string(operation), ResponseChecker::make(contract, operation).value()};
}

}  // namespace avouch
