// SPDX-License-Identifier: MIT
#include "cli/command/baseline_file.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "cli/option/waivers_file.h"
#include "gate/baseline.h"

namespace avouch {

std::string baseline_over(const std::string& file, const Ledger& ledger) {
  if (file.empty() || !file_exists(file)) return baseline_text(ledger);
  const Result<std::string> old = read_file(file);
  return old ? baseline_text(ledger, file, *old) : baseline_text(ledger);
}

Errors not_a_baseline(const std::string& file) {
  if (file.empty() || !file_exists(file)) return {};
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  const bool is_blank = text->find_first_not_of(" \t\r\n") == text->npos;
  if (is_blank || read_waivers_file(file)) return {};
  return {{.title = in_quotes(file) + " is no list of known failures, and would be overwritten",
           .place = {.file = file},
           .hint = "Name another file, or correct or delete this one."}};
}

Errors without_baseline(const std::string& file, const Ledger& ledger) {
  const bool is_vain = std::none_of(ledger.entries.begin(), ledger.entries.end(), is_exercised);
  const bool is_part =
      ledger.run.interrupted || ledger.run.shard || ledger.entries.size() < ledger.run.contract_clauses;
  if (!is_vain && !is_part) return {};
  return {{.title = std::string("no baseline is written: ") +
                    (is_vain ? "the run exercised no clause" : "the run judged only a part of the clauses"),
           .place = {.file = file},
           .hint = is_vain ? "Check the target and the credentials."
                           : "Leave out filters and shards, or write it with avouch merge."}};
}

std::string baseline_told(const std::string& file, const Ledger& ledger) {
  const Tally tally = ledger.tally();
  return "wrote " + counted(tally.violated + tally.waived, "known failure", "known failures") + " and " +
         counted(tally.exercised(), "exercised clause", "exercised clauses") + " to " + printable(file) +
         "\n";
}

}  // namespace avouch
