// SPDX-License-Identifier: MIT
// What a contract's schemas say of the bodies and headers of exchanges, worked out once: a body is parsed
// once per exchange and judged once per schema, however many clauses ask.
//
//   values.parsed(exchange).fault
//   values.body_verdicts(exchange, {operation, response, media}).by_keyword[3]
//
// The contract outlives it, and an exchange lives until forget(). Callers on several threads need one each.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "exchange/exchange.h"
#include "judge/body/body.h"
#include "judge/judge.h"
#include "verdict/verdict.h"

namespace avouch {

// Which schema: that of an operation's response's media type, or header.
struct SchemaKey {
  std::size_t operation = 0;
  std::size_t response = 0;
  std::size_t index = 0;

  auto operator<=>(const SchemaKey&) const = default;
};

class JudgedValues {
 public:
  // Errors: what the judge does not support, by name and place.
  static Result<JudgedValues> make(const Contract& contract, const JudgeOptions& options);

  // null where no schema is judged there.
  const BodyJudge* of_body(const SchemaKey& key) const;
  const BodyJudge* of_header(const SchemaKey& key) const;

  // Precondition of those below: an answer came.
  const ParsedBody& parsed(const Exchange& exchange);

  struct BodyVerdicts {
    std::vector<Verdict> by_keyword;
    std::vector<std::size_t> violated;  // keywords
  };
  // Preconditions: the body could be parsed, and a schema is judged there.
  const BodyVerdicts& body_verdicts(const Exchange& exchange, const SchemaKey& key);
  // By keyword. Precondition: a schema is judged there.
  const std::vector<Verdict>& header_verdicts(const Exchange& exchange, const SchemaKey& key);

  void forget(const Exchange& exchange);

 private:
  struct Body {
    ParsedBody parsed;
    std::map<SchemaKey, BodyVerdicts> verdicts;
  };

  explicit JudgedValues(const Contract& contract) : contract_(&contract) {}
  Body& body(const Exchange& exchange);

  const Contract* contract_;
  std::map<SchemaKey, BodyJudge> body_judges_;
  std::map<SchemaKey, BodyJudge> header_judges_;
  std::map<const Exchange*, Body> bodies_;
  std::map<const Exchange*, std::map<SchemaKey, std::vector<Verdict>>> headers_;
};

}  // namespace avouch
