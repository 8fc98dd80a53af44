// SPDX-License-Identifier: MIT
#include "gate/baseline.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "json/json_value.h"

namespace avouch {
namespace {

// A JSON string in ASCII is a double-quoted scalar of YAML 1.2 (§7.3.1), except for half of a surrogate pair.
std::string quoted(std::string text) {
  for (std::optional<std::size_t> at = first_invalid_utf8(text); at; at = first_invalid_utf8(text))
    text.replace(*at, 1, "\xEF\xBF\xBD");
  return to_ascii_text(JsonValue::string(std::move(text)));
}

void append_member(std::string& out, const char* name, const std::string& text) {
  if (!text.empty()) out += std::string("    ") + name + ": " + quoted(text) + "\n";
}

// What a finding is about, without what differs from run to run: the place and the value, but for a status.
std::string message_of(const Finding& finding) {
  if (finding.where.starts_with("status")) return std::string(value_seen(finding));
  return finding.expected.substr(0, finding.expected.find(", nearest "));
}

// The messages of the entries for a violation: one per finding that differs, so that another fault of the
// clause is not hidden. One without a message if the verdict does not keep all findings.
std::vector<std::string> messages_of(const Verdict& verdict) {
  std::vector<std::string> messages;
  const bool keeps_all = keeps_every_finding(verdict);
  for (const Finding& finding : verdict.findings) {
    std::string message = keeps_all ? message_of(finding) : std::string();
    if (std::find(messages.begin(), messages.end(), message) == messages.end())
      messages.push_back(std::move(message));
  }
  if (messages.empty()) messages.emplace_back();
  return messages;
}

}  // namespace

std::string baseline_text(const Ledger& ledger) {
  const std::string day = utc_timestamp(ledger.run.started).substr(0, 10);
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
  const auto append = [&](const std::string& coordinate, const Waived& waived) {
    out += "  - clause: " + quoted(coordinate) + "\n";
    append_member(out, "reason", waived.reason);
    append_member(out, "owner", waived.owner);
    append_member(out, "issue", waived.issue);
    append_member(out, "expires", waived.expires);
    append_member(out, "message", waived.message);
  };
  for (const Entry* entry : known) {
    Waived waived = entry->waived.value_or(Waived{.reason = "baseline of " + day});
    std::vector<std::string> messages = messages_of(entry->verdict);
    if (entry->waived && messages.size() == 1) messages = {waived.message};
    for (std::string& message : messages) {
      waived.message = std::move(message);
      append(entry->clause.coordinate, waived);
    }
  }
  out += "baseline:\n  date: \"" + day + "\"\n  exercised:";
  if (exercised.empty()) out += " []";
  out += '\n';
  for (const std::string& coordinate : exercised) out += "    - " + quoted(coordinate) + "\n";
  return out;
}

}  // namespace avouch
