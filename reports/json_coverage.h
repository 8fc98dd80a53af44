// SPDX-License-Identifier: MIT
// How much of a contract a run exercised, as the reports in JSON have it: schemas/report.schema.json
// describes it. Pure and thread-safe.
//
//   report["coverage"] = coverage_json<Json>(ledger);
//
// `Json` is the type of value that the report is made of: this header shows no library's types.
#pragma once

#include <utility>

#include "verdict/coverage.h"
#include "verdict/ledger.h"

namespace avouch {

template <class Json>
Json coverage_row_json(const Coverage& row) {
  return {{"name", row.name},
          {"clauses", row.clauses},
          {"holds", row.holds},
          {"failing", row.failing},
          {"warnings", row.warnings}};
}

template <class Json>
Json coverage_json(const Ledger& ledger) {
  const CoverageReport report = coverage_of(ledger);
  Json json = {{"whole", coverage_row_json<Json>(report.whole)}};
  for (const CoverageSection& section : sections_of(report)) {
    Json rows = Json::array();
    for (const Coverage& row : *section.rows) rows.push_back(coverage_row_json<Json>(row));
    json[section.key] = std::move(rows);
  }
  return json;
}

}  // namespace avouch
