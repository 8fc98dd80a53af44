// SPDX-License-Identifier: MIT
// Checks the body of a request against the documented request body of an operation.
//
//   MockContent content(contract, operation, notes);
//   std::optional<ContentFault> fault = content.fault(request, budget);
//
// Content that can be read is checked against its schema. For other types only the media type is checked.
// Immutable after construction. Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/media_type.h"
#include "http/message.h"
#include "mock/request/budget.h"
#include "mock/request/schema.h"

namespace avouch {

struct ContentFault {
  enum class Kind {
    missing,      // a required body is missing
    media_type,   // undocumented media type: RFC 9110 §15.5.16
    unreadable,   // does not match the syntax of its type
    contradicts,  // violates its schema
    over_limit,   // too large to be checked: RFC 9110 §15.5.14
  };
  Kind kind = Kind::contradicts;
  std::string reason;  // a sentence without a full stop, safe to print
};

class MockContent {
 public:
  // Adds what it cannot check to `notes`.
  MockContent(const Operation& operation, std::vector<std::string>& notes);

  std::optional<ContentFault> fault(const http::Request& request, RequestBudget& budget) const;

 private:
  struct Checked {
    DocumentedMedia media;
    std::optional<MockSchema> schema;
  };
  std::vector<std::string> ranges() const;
  static std::optional<ContentFault> fault_in(const Checked& checked, const std::string& body,
                                              const http::MediaType& type, RequestBudget& budget);
  static std::optional<ContentFault> fault_of_form(const Checked& checked, const std::string& body,
                                                   const http::MediaType& type, RequestBudget& budget);

  bool is_documented_ = false;
  bool is_required_ = false;
  std::vector<Checked> checked_;
};

}  // namespace avouch
