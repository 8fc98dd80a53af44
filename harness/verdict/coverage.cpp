// SPDX-License-Identifier: MIT
#include "verdict/coverage.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

// Rows by name, in the order of first use.
class Rows {
 public:
  void add(std::string_view name, const Entry& entry) {
    auto found = index_.find(name);
    if (found == index_.end()) {
      Coverage& row = rows_.emplace_back(Coverage{.name = std::string(name)});
      found = index_.emplace(row.name, &row).first;
    }
    add_to(*found->second, entry);
  }

  static void add_to(Coverage& row, const Entry& entry) {
    ++row.clauses;
    if (entry.verdict.outcome == Outcome::holds) ++row.holds;
    if (entry.verdict.outcome == Outcome::violated)
      ++(entry.clause->severity == Severity::warning ? row.warnings : row.failing);
  }

  std::vector<Coverage> rows() && {
    return {std::make_move_iterator(rows_.begin()), std::make_move_iterator(rows_.end())};
  }

 private:
  std::deque<Coverage> rows_;  // a row stays where it is, because the index has its name
  std::unordered_map<std::string_view, Coverage*> index_;
};

bool is_response(std::string_view segment) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto may_be_x = [&](char c) { return is_digit(c) || c == 'X'; };
  return segment == "default" ||
         (segment.size() == 3 && is_digit(segment[0]) && may_be_x(segment[1]) && may_be_x(segment[2]));
}

// "200", "4XX" or "default" after the operation in a coordinate.
std::string_view response_of(const Clause& clause) {
  const std::string_view coordinate = clause.coordinate;
  for (std::size_t slash = coordinate.find('/'); slash != coordinate.npos;) {
    const std::size_t next = coordinate.find('/', slash + 1);
    const std::string_view segment = coordinate.substr(slash + 1, next - slash - 1);
    if (is_response(segment)) return segment;
    slash = next;
  }
  return "request";
}

// The documented type of the content that the clause is about. The coordinate names it if the response has
// several; otherwise the clause of the media type does ("the media type is application/json").
std::string media_type_of(const Clause& clause, const std::map<std::string, std::string>& only) {
  const bool is_of_content = clause.kind == ClauseKind::body_schema || clause.kind == ClauseKind::body_syntax;
  const std::string_view coordinate = clause.coordinate;
  const std::size_t body = coordinate.find("/body");
  if (!is_of_content || body == coordinate.npos) return {};
  std::string_view rest = coordinate.substr(body + std::string_view("/body").size());
  if (rest.starts_with('[')) {
    std::string type(rest.substr(1, rest.find(']') - 1));
    for (std::size_t at = type.find("~1"); at != type.npos; at = type.find("~1", at + 1))
      type.replace(at, 2, "/");
    return type;
  }
  const auto found = only.find(std::string(coordinate.substr(0, body)));
  return found == only.end() ? std::string() : found->second;
}

// By "OPERATION/STATUS": the type, of responses that document one.
std::map<std::string, std::string> only_types(const std::vector<const Entry*>& entries) {
  constexpr std::string_view kSuffix = "/media-type";
  constexpr std::string_view kClaim = "the media type is ";
  std::map<std::string, std::string> only;
  for (const Entry* entry : entries) {
    const std::string& coordinate = entry->clause->coordinate;
    const std::string& claim = entry->clause->claim;
    if (!coordinate.ends_with(kSuffix) || !claim.starts_with(kClaim)) continue;
    if (claim.find(" or ") != claim.npos || claim.find(", ") != claim.npos) continue;
    only.emplace(coordinate.substr(0, coordinate.size() - kSuffix.size()), claim.substr(kClaim.size()));
  }
  return only;
}

// The branches that the clause is in: "…/oneOf/1", "…/then".
std::vector<std::string_view> branches_of(const Clause& clause) {
  std::vector<std::string_view> found;
  if (clause.kind != ClauseKind::body_schema) return found;
  const std::string_view coordinate = clause.coordinate;
  std::string_view before;
  std::size_t begin = 0;
  while (begin <= coordinate.size()) {
    const std::size_t end = std::min(coordinate.find('/', begin), coordinate.size());
    const std::string_view segment = coordinate.substr(begin, end - begin);
    const bool is_number = !segment.empty() && segment.find_first_not_of("0123456789") == segment.npos;
    const bool is_alternative = (before == "anyOf" || before == "oneOf") && is_number;
    const bool has_more = end < coordinate.size();
    if (has_more && (is_alternative || segment == "then" || segment == "else"))
      found.push_back(coordinate.substr(0, end));
    before = segment;
    begin = end + 1;
  }
  return found;
}

std::string_view keyword_of(const Clause& clause) {
  const std::string_view coordinate = clause.coordinate;
  return coordinate.substr(coordinate.rfind('/') + 1);
}

std::string padded_left(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

// A column of ten characters; "·" has two bytes.
std::string padded_count(std::size_t count) {
  return count == 0 ? padded_left("·", 11) : padded_left(std::to_string(count), 10);
}

void append_row(std::string& text, const std::string& name, std::size_t width, const Coverage& row) {
  const std::size_t length = code_points(name);
  text += name + std::string(length < width ? width - length : 0, ' ') + padded_left(covered_share(row), 7) +
          padded_left(std::to_string(row.covered()), 9) + padded_left(std::to_string(row.clauses), 9) +
          padded_count(row.failing) + padded_count(row.warnings) + "\n";
}

void append_rows(std::string& text, const char* heading, const std::vector<Coverage>& rows, std::size_t width,
                 bool verbose) {
  std::size_t hidden = 0;
  std::string body;
  for (const Coverage& row : rows) {
    if (!verbose && row.covered() == row.clauses) {
      ++hidden;
    } else {
      append_row(body, "  " + shown(row.name, 46), width, row);
    }
  }
  if (rows.empty()) return;
  text += std::string(heading) + "\n" + body;
  if (hidden > 0) text += "  and " + std::to_string(hidden) + " that are covered whole\n";
}

}  // namespace

CoverageReport coverage_of(const Ledger& ledger) {
  std::vector<const Entry*> all;
  for (const Entry& entry : ledger.entries) all.push_back(&entry);
  return coverage_of(all);
}

CoverageReport coverage_of(const std::vector<const Entry*>& entries) {
  CoverageReport report;
  report.whole.name = "whole";
  Rows operations;
  Rows responses;
  Rows media_types;
  Rows branches;
  Rows kinds;
  Rows keywords;
  const std::map<std::string, std::string> only = only_types(entries);
  for (const Entry* one : entries) {
    const Entry& entry = *one;
    Rows::add_to(report.whole, entry);
    operations.add(entry.clause->operation, entry);
    responses.add(response_of(entry.clause), entry);
    if (const std::string type = media_type_of(entry.clause, only); !type.empty())
      media_types.add(type, entry);
    for (const std::string_view branch : branches_of(entry.clause)) branches.add(branch, entry);
    kinds.add(to_string(entry.clause->kind), entry);
    if (entry.clause->kind == ClauseKind::body_schema) keywords.add(keyword_of(entry.clause), entry);
  }
  report.operations = std::move(operations).rows();
  report.responses = std::move(responses).rows();
  report.media_types = std::move(media_types).rows();
  report.branches = std::move(branches).rows();
  report.kinds = std::move(kinds).rows();
  report.keywords = std::move(keywords).rows();
  return report;
}

std::vector<CoverageSection> sections_of(const CoverageReport& report) {
  return {{"operations", "operations", &report.operations, true},
          {"statuses", "statuses", &report.responses},
          {"media_types", "media types", &report.media_types},
          {"branches", "branches", &report.branches, true},
          {"kinds", "kinds of clause", &report.kinds},
          {"keywords", "keywords of bodies", &report.keywords, true}};
}

std::string covered_share(const Coverage& row) {
  return row.clauses == 0 ? "-" : std::to_string(row.covered() * 100 / row.clauses) + " %";
}

std::string covered_text(const Coverage& row) {
  std::string text = std::to_string(row.covered()) + " of " + counted(row.clauses, "clause", "clauses") +
                     " (" + covered_share(row) + ")";
  if (row.failing > 0) text += ", " + std::to_string(row.failing) + " of them violated";
  if (row.warnings > 0) text += ", " + counted(row.warnings, "of them a warning", "of them warnings");
  return text;
}

std::string coverage_text(const CoverageReport& report, bool verbose) {
  std::size_t width = 20;
  for (const Coverage& row : report.operations) width = std::max(width, code_points(shown(row.name, 46)) + 2);
  std::string text = std::string(width, ' ') + "  share  covered  clauses  violated  warnings\n";
  append_row(text, "all clauses", width, report.whole);
  for (const CoverageSection& section : sections_of(report))
    append_rows(text, section.heading, *section.rows, width, verbose || !section.is_long);
  return text;
}

}  // namespace avouch
