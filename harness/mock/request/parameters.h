// SPDX-License-Identifier: MIT
// Checks a request against the documented parameters of an operation.
//
//   MockParameters parameters(contract, operation, notes);
//   std::optional<ParameterFault> fault = parameters.fault(route.path, request);
//
// Immutable after construction. Thread-safe.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "http/message.h"
#include "mock/request/pairs.h"
#include "mock/request/schema.h"

namespace avouch {

struct ParameterFault {
  Parameter::In in = Parameter::In::query;
  std::string reason;  // "query parameter "limit": its value is 0; …", safe to print
};

class MockParameters {
 public:
  // Adds what it cannot check to `notes`.
  MockParameters(const Contract& contract, const Operation& operation, std::vector<std::string>& notes);

  // Returns the first fault, in documentation order.
  std::optional<ParameterFault> fault(const http::Request& request) const;

 private:
  struct Checked {
    Parameter parameter;
    std::optional<MockSchema> schema;
    bool may_be_empty = false;      // allowEmptyValue
    std::set<std::string> members;  // of an exploded object: each is a query parameter of its own
    // Of an exploded object with members of any name: the names that belong to other parameters and to keys.
    std::optional<std::set<std::string>> names_of_others = {};

    bool has_member(const std::string& name) const {
      return members.contains(name) || (names_of_others && !names_of_others->contains(name));
    }
  };
  std::optional<std::string> in_path(const std::string& name, const http::Request& request) const;
  std::optional<WrittenValue> written(const Checked& checked, const http::Request& request) const;

  std::vector<std::string> paths_;  // the operation's path templates
  std::vector<Checked> checked_;
};

}  // namespace avouch
