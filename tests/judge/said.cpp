// SPDX-License-Identifier: MIT
#include "said.h"

#include "judge/body/well_formed.h"

#include <gtest/gtest.h>

#include <optional>
#include <set>

#include "contract/schema/schema.h"

namespace avouch {

BodyJudge judge_for(const std::string& text) {
  Library library;
  const auto schema = load_schema(library, **library.add("s.json", text), "", Dialect::draft2020_12);
  EXPECT_TRUE(schema) << to_string(schema.errors());
  Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  EXPECT_TRUE(judge) << to_string(judge.errors());
  return *std::move(judge);
}

std::string said(const BodyJudge& judge, std::string_view text) {
  const ParsedBody body = parse_body(text);
  if (body.fault) return well_formed_verdict(body).reason;
  const std::optional<bool> whole = judge.accepts(*body.instance);
  std::set<std::string> undecided;
  bool is_violated = false;
  for (const Verdict& verdict : judge.judge(*body.instance)) {
    is_violated = is_violated || verdict.outcome == Outcome::violated;
    if (verdict.outcome == Outcome::undecided) undecided.insert(verdict.reason);
  }
  if (is_violated) return whole == false ? "violated" : "the clauses and the whole disagree";
  if (undecided.empty()) return whole == true ? "accepted" : "the clauses and the whole disagree";
  // Clauses are undecided more often than the whole: they ask every alternative, to say which were exercised.
  return whole == false ? "the clauses and the whole disagree" : *undecided.begin();
}

std::string said(const std::string& schema, std::string_view body) {
  return said(judge_for(schema), body);
}

}  // namespace avouch
