// SPDX-License-Identifier: MIT
// How much of a contract runs exercised: per operation, status, media type, branch, kind of clause and
// keyword.
//
//   std::cout << coverage_text(coverage_of(merged_ledger), false);
//   for (const CoverageSection& section : sections_of(report)) print(section.heading, *section.rows);
//
// A clause is covered if it holds or is violated. Violations and warnings are counted apart: the claim was
// seen, but nothing says that it works. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/ledger.h"

namespace avouch {

struct Coverage {
  std::string name;  // "getBook", "200", "headers", "pattern"
  std::size_t clauses = 0;
  std::size_t holds = 0;
  std::size_t failing = 0;   // violated, known or not, but for warnings
  std::size_t warnings = 0;  // violated, but they do not fail a run

  std::size_t covered() const { return holds + failing + warnings; }
  bool operator==(const Coverage&) const = default;
};

// Each list in the order of the first clause of each row.
struct CoverageReport {
  Coverage whole;
  std::vector<Coverage> operations;
  std::vector<Coverage> responses;  // "200", "404", "default"; the clauses of no response are "request"
  // Of content, by the documented type: "application/json". Clauses about the content of several types, and
  // about no content, are in no row.
  std::vector<Coverage> media_types;
  // The alternatives of anyOf, oneOf and if: "getBook/200/body/price/oneOf/1". A branch whose clauses were
  // not exercised was never taken.
  std::vector<Coverage> branches;
  std::vector<Coverage> kinds;     // "status", "media type", "body", …
  std::vector<Coverage> keywords;  // of bodies: "type", "pattern", "required"
};

CoverageReport coverage_of(const Ledger& ledger);
// Of some entries of a ledger: all of some operations.
CoverageReport coverage_of(const std::vector<const Entry*>& entries);

// The lists of a report, for those who write all of them. Points into the report.
struct CoverageSection {
  const char* key;      // "media_types"
  const char* heading;  // "media types"
  const std::vector<Coverage>* rows = nullptr;
  // Whether there may be thousands of rows: those that are covered whole are left out of texts for people.
  bool is_long = false;
};

std::vector<CoverageSection> sections_of(const CoverageReport& report);

// "80 %", rounded down; "-" if there are no clauses.
std::string covered_share(const Coverage& row);
// "12 of 15 clauses (80 %), 2 of them violated, 1 of them a warning".
std::string covered_text(const Coverage& row);

// Returns a table. Operations without a gap are left out unless verbose. Safe to print; ends in a line feed.
std::string coverage_text(const CoverageReport& report, bool verbose);

}  // namespace avouch
