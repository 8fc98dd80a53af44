// SPDX-License-Identifier: MIT
// Reads the reasons for unexercised clauses from the sources: each must be of a kind, so that a report can
// say what to do about it.
#include "verdict/gap_kind.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {
namespace gap_kind_test {

namespace fs = std::filesystem;

Entry entry(const std::string& reason, ClauseKind kind = ClauseKind::body_schema) {
  return {.clause = Clause{.kind = kind}, .verdict = {.outcome = Outcome::unexercised, .reason = reason}};
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The string literals of the expression at `from`, with "X" for whatever stands between them; empty without a
// literal. The expression ends where its statement, its argument or its initializer does.
std::string words_of_expression(const std::string& text, std::size_t from) {
  std::string words;
  int depth = 0;
  bool has_literal = false;
  bool is_gap = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (is_gap) words += "X";
      is_gap = false;
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\') ++i;
        words += text[i];
      }
      has_literal = true;
      continue;
    }
    if (c == '(' || c == '{') ++depth;
    if ((c == ')' || c == '}') && depth-- == 0) break;
    if ((c == ';' || c == ',') && depth == 0) break;
    if (c == '?' && !has_literal) {  // the condition is no part of the text
      is_gap = false;
      continue;
    }
    if (c != ' ' && c != '\n' && c != '+') is_gap = true;
  }
  return has_literal ? words + (is_gap ? "X" : "") : "";
}

struct Reason {
  std::string file;
  std::string words;
  ClauseKind kind;
};

// What a clause of that folder is about.
ClauseKind kind_of_folder(const std::string& file) {
  if (file.find("judge/cors/") != file.npos) return ClauseKind::cors;
  if (file.find("judge/state/") != file.npos) return ClauseKind::state;
  if (file.find("judge/header/") != file.npos) return ClauseKind::header;
  if (file.find("/workflow/") != file.npos) return ClauseKind::workflow;
  return ClauseKind::body_schema;
}

// The ways in which the sources give a reason.
std::vector<Reason> reasons_in_the_sources() {
  const std::vector<std::pair<std::string, std::vector<std::string>>> ways = {
      {"harness/judge",
       {" unexercised(", "(unexercised(", "Outcome::unexercised, .reason = ", "Outcome::unexercised,\n",
        " unread(", ".unread = ", "unread_ = ", ".unexercised = "}},
      {"harness/plan", {"unplanned = ", ".missing = ", "refuse(", "no_request_for("}},
      {"harness/run", {"unplanned = "}},
      {"harness/workflow", {"Outcome::unexercised, .reason = "}},
  };
  std::vector<Reason> reasons;
  const fs::path root = AVOUCH_SOURCE_DIR;
  for (const auto& [folder, beginnings] : ways) {
    for (const fs::directory_entry& file : fs::recursive_directory_iterator(root / folder)) {
      if (file.path().extension() != ".cpp") continue;
      const std::string name = file.path().lexically_relative(root).generic_string();
      const std::string text = text_of(file.path());
      for (const std::string& beginning : beginnings) {
        for (std::size_t at = text.find(beginning); at != text.npos; at = text.find(beginning, at + 1)) {
          std::size_t from = at + beginning.size();
          if (beginning.ends_with(",\n")) {
            from = text.find_first_not_of(' ', from);
            if (text.compare(from, 10, ".reason = ") != 0) continue;
            from += 10;
          }
          std::string words = words_of_expression(text, from);
          if (!words.empty()) reasons.push_back({name, std::move(words), kind_of_folder(name)});
        }
      }
    }
  }
  return reasons;
}

TEST(GapKind, IsKnownForEveryReasonInTheSources) {
  const std::vector<Reason> reasons = reasons_in_the_sources();
  EXPECT_GT(reasons.size(), 100U) << "the sources give their reasons in another way now";
  std::set<std::string> unknown;
  for (const Reason& reason : reasons) {
    if (gap_kind(entry(reason.words, reason.kind)) == GapKind::other)
      unknown.insert(reason.file + ": " + reason.words);
  }
  EXPECT_EQ(unknown, std::set<std::string>());
}

// Those that functions return, which the test above does not see.
TEST(GapKind, IsKnownForReasonsThatArePutTogether) {
  const std::vector<std::pair<std::string, GapKind>> reasons = {
      {"contract: \"/x\" leads nowhere", GapKind::contract_fault},
      {"POST is not sent without --allow-writes", GapKind::writes_off},
      {"PUT /a/{b} may change what this run did not create: --allow-writes=any sends it",
       GapKind::foreign_write},
      {"DELETE goes only to what this run created, and no documented POST creates it: --variable id=VALUE "
       "names one, --allow-writes=any sends it anyway",
       GapKind::foreign_write},
      {"GET reads back what this run created, and createBook got 500", GapKind::earlier_request},
      {"GET reads back what this run created, and the answer to createBook does not name what it created",
       GapKind::earlier_request},
      {"its operation is documented at another server: --server https://a.example=URL sets its address",
       GapKind::no_server},
      {"GET reads back what this run created, and createJob got 202, which only accepts the request "
       "(RFC 9110 §15.3.3)",
       GapKind::earlier_request},
      {"no body can be made: the schema allows no value: \"a\" is required, and no property of that name is "
       "allowed",
       GapKind::contract_fault},
      {"a second request with the same Idempotency-Key got 201 Created, which is also documented",
       GapKind::repeated_key},
      {"no response had title of the body", GapKind::too_little_data},
      {"the body was only an object", GapKind::other_values},
      {"the body never matched alternative 2", GapKind::other_values},
      {"`if` was never met by the body", GapKind::other_values},
      {"empty claim: nothing contradicts it", GapKind::excused_proof},
      {"formats are annotations in this run", GapKind::annotation},
      {"the body is not JSON: it is empty", GapKind::other_content},
      {"the response was 200 OK, not the documented 404", GapKind::other_response},
      {"a request with a value that its schema forbids got 200 OK, which is also documented",
       GapKind::accepted_error},
      {"a request for an unknown resource got 404 Not Found, which is also documented",
       GapKind::other_response},
      {"the target refused the given credentials (the response was 401 Unauthorized)",
       GapKind::credentials_refused},
      {"the response was 404 Not Found, and id is an example of the documentation: give an accepted value "
       "with "
       "--variable id=VALUE",
       GapKind::made_up_value},
  };
  for (const auto& [reason, kind] : reasons) EXPECT_EQ(gap_kind(entry(reason)), kind) << reason;
}

TEST(GapKind, DependsOnTheClauseWhereReasonsAreShort) {
  EXPECT_EQ(gap_kind(entry("missing Access-Control-Max-Age", ClauseKind::cors)), GapKind::cors_step);
  EXPECT_EQ(gap_kind(entry("the response has no ETag", ClauseKind::cors)), GapKind::no_header);
  EXPECT_EQ(gap_kind(entry("the list showed no other item", ClauseKind::state)), GapKind::unclear_list);
  EXPECT_EQ(gap_kind(entry("after POST, GET got 500", ClauseKind::state)), GapKind::failed_sequence);
  EXPECT_EQ(gap_kind(entry("the documentation of GET shows no member that was sent", ClauseKind::state)),
            GapKind::unclear_state);
  EXPECT_EQ(gap_kind(entry("the target is blue")), GapKind::other);
}

// Neither other options nor another selection sends such a request.
TEST(GapKind, ClaimsNoWayWhereThereIsNone) {
  for (const char* reason :
       {"only a POST to a collection is sent a second time",
        "a second POST may create something, and no DELETE of it is documented",
        "a second resource could keep another one from being deleted",
        "a write is sent only once, so not from a second origin",
        "no request of a run triggers this documented response, and no preference asks for it"})
    EXPECT_EQ(traits_of(gap_kind(entry(reason))).advice, "no option changes that") << reason;
  EXPECT_EQ(gap_kind(entry("a resource is deleted only once, and deleteA does so")), GapKind::sent_once);
}

TEST(GapKind, GivesNoAdviceThatTheReasonGives) {
  EXPECT_TRUE(
      gives_advice("Avouch made no response: no value was found that the schema allows (a.yaml:1); "
                   "document an example"));
  EXPECT_FALSE(gives_advice("only a POST to a collection is sent a second time"));
}

TEST(GapKind, HasAdviceForEach) {
  for (int kind = 0; kind <= static_cast<int>(GapKind::other); ++kind) {
    const GapTraits traits = traits_of(static_cast<GapKind>(kind));
    EXPECT_FALSE(traits.advice.empty()) << kind;
    EXPECT_EQ(traits.title.empty(), static_cast<GapKind>(kind) == GapKind::other) << kind;
    EXPECT_FALSE(traits.advice.ends_with(".")) << kind;
  }
}

// Advice that leads to a page or an option must lead somewhere.
TEST(GapKind, NamesPagesThatExist) {
  for (int kind = 0; kind <= static_cast<int>(GapKind::other); ++kind) {
    const std::string advice(traits_of(static_cast<GapKind>(kind)).advice);
    const std::size_t at = advice.find("docs/");
    if (at == advice.npos) continue;
    const std::string page = advice.substr(at, advice.find(".md", at) + 3 - at);
    EXPECT_TRUE(fs::exists(fs::path(AVOUCH_SOURCE_DIR) / page)) << page;
  }
}

}  // namespace gap_kind_test
}  // namespace avouch
