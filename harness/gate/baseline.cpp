// SPDX-License-Identifier: MIT
#include "gate/baseline.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "gate/conditions.h"
#include "json/json_value.h"

namespace avouch {
namespace {

std::string digits(int number, std::size_t width) {
  std::string text = std::to_string(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

std::string day_text(std::chrono::system_clock::time_point time) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
  return digits(static_cast<int>(date.year()), 4) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         digits(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

// A JSON string in ASCII is a double-quoted scalar of YAML 1.2 (§7.3.1), except for half of a surrogate pair.
std::string quoted(std::string text) {
  for (std::optional<std::size_t> at = first_invalid_utf8(text); at; at = first_invalid_utf8(text))
    text.replace(*at, 1, "\xEF\xBF\xBD");
  return to_ascii_text(JsonValue::string(std::move(text)));
}

void append_member(std::string& out, const char* name, const std::string& text) {
  if (!text.empty()) out += std::string("    ") + name + ": " + quoted(text) + "\n";
}

}  // namespace

std::string baseline_text(const Ledger& ledger) {
  const std::string day = day_text(ledger.run.started);
  std::vector<const Entry*> known;
  std::vector<std::string> exercised;
  for (const Entry& entry : ledger.entries) {
    if (is_exercised(entry)) exercised.push_back(entry.clause.coordinate);
    const bool fails = entry.verdict.outcome == Outcome::violated &&
                       (entry.waived || entry.clause.severity == Severity::violation);
    if (fails) known.push_back(&entry);
  }
  std::sort(known.begin(), known.end(), [](const Entry* left, const Entry* right) {
    return left->clause.coordinate < right->clause.coordinate;
  });
  std::sort(exercised.begin(), exercised.end());

  std::string out =
      "# Known failures of the API, and what the run of that day exercised: docs/gate.md. Edit the first "
      "list "
      "freely.\nwaivers:";
  if (known.empty()) out += " []";
  out += '\n';
  for (const Entry* entry : known) {
    out += "  - clause: " + quoted(entry->clause.coordinate) + "\n";
    const Waived waived = entry->waived.value_or(Waived{.reason = "baseline of " + day});
    append_member(out, "reason", waived.reason);
    append_member(out, "owner", waived.owner);
    append_member(out, "issue", waived.issue);
    append_member(out, "expires", waived.expires);
    append_member(out, "message", waived.message);
  }
  out += "baseline:\n  date: \"" + day + "\"\n  exercised:";
  if (exercised.empty()) out += " []";
  out += '\n';
  for (const std::string& coordinate : exercised) out += "    - " + quoted(coordinate) + "\n";
  return out;
}

}  // namespace avouch
