// SPDX-License-Identifier: MIT
// The documented request body of an operation, held against a request's.
//
//   MockContent content(contract, operation, notes);
//   std::optional<ContentFault> fault = content.fault(request);
//
// JSON, forms and multipart forms are held against their schemas; of other types, only that they are
// documented. Immutable once made; any thread may ask.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/media_type.h"
#include "http/message.h"
#include "mock/request/schema.h"

namespace avouch {

struct ContentFault {
  enum class Kind {
    missing,      // a body is required
    media_type,   // not a documented one: RFC 9110 §15.5.16
    unreadable,   // not of the syntax of its type
    contradicts,  // not what its schema wants
  };
  Kind kind = Kind::contradicts;
  std::string reason;  // a sentence without a full stop, safe to print
};

class MockContent {
 public:
  // `notes` gets what cannot be held against anything.
  MockContent(const Operation& operation, std::vector<std::string>& notes);

  std::optional<ContentFault> fault(const http::Request& request) const;

 private:
  struct Checked {
    DocumentedMedia media;
    std::optional<MockSchema> schema;
  };
  std::vector<std::string> ranges() const;

  bool is_documented_ = false;
  bool is_required_ = false;
  std::vector<Checked> checked_;
};

}  // namespace avouch
