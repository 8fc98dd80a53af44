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

constexpr std::string_view kHeading =
    "Known failures of the API, and what the run of that day exercised: docs/gate.md. Edit the first list "
    "freely.";

// The comment of a line of YAML, without "#" and the blank behind it; nullopt if it has none. "#" begins a
// comment at the beginning or after a blank, outside quotes (YAML 1.2.2 §6.6).
std::optional<std::string> comment_in(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char letter = line[i];
    if (quote != 0) {
      const bool is_doubled = quote == '\'' && letter == quote && i + 1 < line.size() && line[i + 1] == quote;
      if ((letter == '\\' && quote == '"') || is_doubled) {
        ++i;
      } else if (letter == quote) {
        quote = 0;
      }
      continue;
    }
    const bool is_first = i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t';
    if ((letter == '"' || letter == '\'') && is_first) quote = letter;
    if (letter != '#' || !is_first) continue;
    std::string_view text = line.substr(i + 1);
    if (text.starts_with(' ')) text.remove_prefix(1);
    return std::string(trim_ows(text));
  }
  return std::nullopt;
}

void append_comments(std::string& out, const std::vector<std::string>& comments, const char* indent) {
  for (const std::string& comment : comments) out += std::string(indent) + "# " + comment + "\n";
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

ListComments comments_of(std::string_view yaml) {
  ListComments comments;
  std::vector<std::string> open;  // of the entry that comes next
  std::size_t entry = 0;          // the line where the current one begins; 0: none has begun
  bool is_in_list = false;
  bool has_key = false;
  std::size_t number = 0;
  const auto close_entry = [&] {
    if (entry == 0) return;
    std::vector<std::string>& own = comments.of_entry[entry];
    own.insert(own.end(), open.begin(), open.end());
    open.clear();
    entry = 0;
  };
  for (const std::string_view line : split(yaml, '\n')) {
    ++number;
    const std::string_view text = trim_ows(line);
    const std::optional<std::string> comment = comment_in(line);
    if (!text.empty() && text.front() != '#' && line.front() != ' ' && line.front() != '-') {
      is_in_list = text.starts_with("waivers:");  // a key of the whole document
      has_key = true;
      close_entry();
    }
    if (is_in_list && text.starts_with("- ")) {
      entry = number;
      std::vector<std::string>& own = comments.of_entry[entry];
      own.insert(own.end(), open.begin(), open.end());
      open.clear();
    }
    if (!comment || *comment == kHeading) continue;
    if (text.front() == '#' && is_in_list) {
      open.push_back(*comment);
    } else if (entry != 0) {
      comments.of_entry[entry].push_back(*comment);
    } else if (text.front() == '#' && !has_key) {
      comments.top.push_back(*comment);
    }
  }
  close_entry();
  return comments;
}

std::string baseline_text(const Ledger& ledger, const std::string& file, std::string_view old) {
  ListComments comments = comments_of(old);
  const std::string day = utc_timestamp(ledger.run.started).substr(0, 10);
  std::vector<const Entry*> known;
  std::vector<std::string> exercised;
  for (const Entry& entry : ledger.entries) {
    if (is_exercised(entry)) exercised.push_back(entry.clause->coordinate);
    const bool fails = entry.verdict.outcome == Outcome::violated &&
                       (entry.waived || entry.clause->severity == Severity::violation);
    if (fails) known.push_back(&entry);
  }
  std::sort(known.begin(), known.end(), [](const Entry* left, const Entry* right) {
    return left->clause->coordinate < right->clause->coordinate;
  });
  std::sort(exercised.begin(), exercised.end());

  std::string out = "# " + std::string(kHeading) + "\n";
  append_comments(out, comments.top, "");
  out += "waivers:";
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
    if (!file.empty() && waived.place.file == file && waived.place.line > 0) {
      // Once, where the first clause of the entry stands now.
      const auto kept = comments.of_entry.find(static_cast<std::size_t>(waived.place.line));
      if (kept != comments.of_entry.end()) append_comments(out, std::exchange(kept->second, {}), "  ");
    }
    for (std::string& message : messages) {
      waived.message = std::move(message);
      append(entry->clause->coordinate, waived);
    }
  }
  out += "baseline:\n  date: \"" + day + "\"\n  exercised:";
  if (exercised.empty()) out += " []";
  out += '\n';
  for (const std::string& coordinate : exercised) out += "    - " + quoted(coordinate) + "\n";
  return out;
}

}  // namespace avouch
