// SPDX-License-Identifier: MIT
#include "verdict/causes.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "verdict/gap_kind.h"

namespace avouch {
namespace {

// A part of a violation that has one cause: the whole entry, or one of its findings.
struct Part {
  const Entry* entry;
  const Finding* finding;  // nullptr: the whole
};

// "body /items/3/name" -> "body /items/*/name"; "line 3, column 1" -> "line *, column *".
std::string without_numbers(std::string_view text) {
  std::string out;
  bool is_number = false;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit) out += c;
    if (is_digit && !is_number) out += '*';
    is_number = is_digit;
  }
  return out;
}

// Array indexes of a JSON Pointer become *. A name of digits does, too: nobody can tell it from an index.
std::string without_indexes(std::string_view where) {
  std::string out;
  for (const std::string_view token : split(where, '/')) {
    const bool is_index = !token.empty() && std::all_of(token.begin(), token.end(),
                                                        [](char c) { return c >= '0' && c <= '9'; });
    if (!out.empty() || token.data() != where.data()) out += '/';
    out += is_index ? std::string("*") : std::string(token);
  }
  return out;
}

bool is_header(const Finding& finding) {
  return finding.where.starts_with("header ");
}

// The code of the status that was not as required, such as "502"; empty if the verdict is not about that.
std::string_view status_of(const Verdict& verdict) {
  if (verdict.findings.empty() || !verdict.findings.front().where.ends_with("status")) return {};
  const std::string_view seen = verdict.findings.front().seen;
  return seen.substr(0, seen.find_first_not_of("0123456789"));
}

// A server that fails fails everywhere, whatever the clause required.
bool is_server_error(std::string_view status) {
  return status.size() == 3 && status.front() == '5';
}

// The end of a coordinate after its response: "headers/Location/required".
std::string_view aspect_of(const Clause& clause) {
  const std::size_t at = clause.coordinate.find("/headers/");
  return at == clause.coordinate.npos ? std::string_view()
                                      : std::string_view(clause.coordinate).substr(at + 1);
}

// Two parts that share a key share their cause. Each key begins with its kind.
std::vector<std::string> keys_of(const Part& part) {
  const Entry& entry = *part.entry;
  const Verdict& verdict = entry.verdict;
  const std::string first = verdict.findings.empty() ? "" : verdict.findings.front().expected;
  if (part.finding != nullptr) {
    const std::string where =
        is_header(*part.finding) ? ascii_lower(part.finding->where) : without_indexes(part.finding->where);
    return {"drift " + where};
  }
  switch (entry.clause->kind) {
    case ClauseKind::status:
      if (const std::string_view status = status_of(verdict); !status.empty())
        return {"status " + std::string(status)};
      return {"status line " + verdict.reason};
    case ClauseKind::media_type:
      return {"media type " + verdict.reason};
    case ClauseKind::body_syntax:
      return {"syntax " + without_numbers(verdict.reason)};
    case ClauseKind::security:
      if (const std::string_view status = status_of(verdict); is_server_error(status))
        return {"status " + std::string(status)};
      return {"security " + verdict.reason, "security of " + entry.clause->operation};
    case ClauseKind::cors:
      if (const std::string_view status = status_of(verdict); is_server_error(status))
        return {"status " + std::string(status)};
      return {"cors " + verdict.reason + (verdict.findings.empty() ? "" : verdict.findings.front().where)};
    case ClauseKind::header:
      if (!aspect_of(entry.clause).empty()) return {"header " + ascii_lower(aspect_of(entry.clause))};
      return {"header " + verdict.reason};
    case ClauseKind::workflow:
    case ClauseKind::state:
      return {"step " + entry.clause->coordinate};
    case ClauseKind::drift:
      return {"drift " + verdict.reason};
    case ClauseKind::body_schema: {
      std::vector<std::string> keys = {"claim " + entry.clause->claim + "\n" + first};
      const Place& place = entry.clause->place;
      if (!place.pointer.empty()) keys.push_back("place " + place.file + "#" + place.pointer);
      return keys;
    }
  }
  return {};
}

std::string title_of(const Part& part) {
  if (part.finding == nullptr) return headline(*part.entry);
  const Finding& finding = *part.finding;
  if (is_header(finding)) return "the " + finding.where + " is not documented";
  const std::string where = without_indexes(finding.where);
  return "the response has " + where + ", which is not documented";
}

// Undocumented headers and members are each a fault of their own.
bool is_list_of_faults(const Entry& entry) {
  if (entry.clause->kind != ClauseKind::drift || entry.verdict.findings.empty()) return false;
  return entry.clause->coordinate.ends_with("/drift/headers") ||
         entry.clause->coordinate.ends_with("/drift/fields");
}

// A status that several clauses report: the clause about the documented request says it best.
void put_status_first(Cause& cause) {
  const auto at = std::find_if(cause.entries.begin(), cause.entries.end(),
                               [](const Entry* entry) { return entry->clause->kind == ClauseKind::status; });
  if (at == cause.entries.end() || !is_server_error(status_of(cause.entries.front()->verdict))) return;
  const auto offset = at - cause.entries.begin();
  cause.title = headline(**at);
  std::rotate(cause.entries.begin(), at, at + 1);
  std::rotate(cause.findings.begin(), cause.findings.begin() + offset, cause.findings.begin() + offset + 1);
}

class Groups {
 public:
  explicit Groups(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), 0U); }

  std::size_t root(std::size_t at) {
    while (parents_[at] != at) at = parents_[at] = parents_[parents_[at]];
    return at;
  }

  // The earlier one stays the root.
  void join(std::size_t left, std::size_t right) {
    left = root(left);
    right = root(right);
    parents_[std::max(left, right)] = std::min(left, right);
  }

 private:
  std::vector<std::size_t> parents_;
};

}  // namespace

std::vector<Cause> causes_of(const std::vector<const Entry*>& violated) {
  std::vector<Part> parts;
  for (const Entry* entry : violated) {
    if (!is_list_of_faults(*entry)) {
      parts.push_back({entry, nullptr});
      continue;
    }
    for (const Finding& finding : entry->verdict.findings) parts.push_back({entry, &finding});
  }
  Groups groups(parts.size());
  std::unordered_map<std::string, std::size_t> known;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (std::string& key : keys_of(parts[i])) {
      const auto [found, fresh] = known.try_emplace(std::move(key), i);
      if (!fresh) groups.join(found->second, i);
    }
  }
  std::vector<Cause> causes;
  std::unordered_map<std::size_t, std::size_t> index;  // root -> cause
  std::vector<std::set<std::string_view>> operations;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto [found, fresh] = index.try_emplace(groups.root(i), causes.size());
    if (fresh) {
      causes.push_back({.title = title_of(parts[i])});
      operations.emplace_back();
    }
    Cause& cause = causes[found->second];
    if (!cause.entries.empty() && cause.entries.back() == parts[i].entry) continue;
    cause.entries.push_back(parts[i].entry);
    cause.findings.push_back(parts[i].finding);
    operations[found->second].insert(parts[i].entry->clause->operation);
  }
  for (std::size_t i = 0; i < causes.size(); ++i) {
    causes[i].operations = operations[i].size();
    put_status_first(causes[i]);
  }
  std::stable_sort(causes.begin(), causes.end(), [](const Cause& left, const Cause& right) {
    return left.entries.size() > right.entries.size();
  });
  return causes;
}

std::vector<Gap> gaps_of(const std::vector<const Entry*>& unexercised) {
  std::vector<Gap> gaps;
  std::map<std::pair<GapKind, std::string_view>, std::size_t> index;
  for (const Entry* entry : unexercised) {
    const GapKind kind = gap_kind(*entry);
    const GapTraits traits = traits_of(kind);
    const std::string_view title = traits.title.empty() ? entry->verdict.reason : traits.title;
    const auto [found, fresh] = index.try_emplace({kind, title}, gaps.size());
    if (fresh)
      gaps.push_back({.title = std::string(title), .advice = std::string(traits.advice), .entries = {}});
    gaps[found->second].entries.push_back(entry);
  }
  // The very reason, where all share it.
  for (Gap& gap : gaps) {
    const std::string& first = gap.entries.front()->verdict.reason;
    const bool is_one = std::all_of(gap.entries.begin(), gap.entries.end(),
                                    [&](const Entry* entry) { return entry->verdict.reason == first; });
    if (!is_one) continue;
    gap.title = first;
    if (gives_advice(first)) gap.advice.clear();
  }
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& left, const Gap& right) {
    return left.entries.size() > right.entries.size();
  });
  return gaps;
}

}  // namespace avouch
