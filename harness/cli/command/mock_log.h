// SPDX-License-Identifier: MIT
// Formats one line per request to a mock: method and target, the status, and the reason for the status.
//
//   const MockLog log(contract, secrets);
//   err << log.line(request, reply);   // GET /v1/things?limit=0 400: query parameter "limit": its value is
//   0; …
//
// Request text may be hostile and may contain credentials. The line is escaped and never shows credentials.
// Thread-safe.
#pragma once

#include <set>
#include <string>

#include "contract/contract.h"
#include "http/message.h"
#include "http/secrets.h"
#include "mock/answer/reply.h"

namespace avouch {

class MockLog {
 public:
  MockLog(const Contract& contract, http::Secrets secrets);

  std::string line(const http::Request& request, const MockReply& reply) const;  // ends in a line feed

 private:
  std::string shown_target(const std::string& target) const;

  std::set<std::string> keys_;  // parameters that carry API keys
  http::Secrets secrets_;
};

}  // namespace avouch
