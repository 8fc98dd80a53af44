// SPDX-License-Identifier: MIT
#include "difference/report.h"

#include <algorithm>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kShownChanges = 20;  // of an effect, unless verbose
constexpr std::size_t kShownOperations = 3;

struct Look {
  const char* mark;
  const char* color;
};

Look look_of(Effect effect) {
  switch (effect) {
    case Effect::breaking:
      return {"✗", "\x1b[31m"};
    case Effect::undecided:
      return {"?", "\x1b[33m"};
    case Effect::compatible:
      return {"✓", "\x1b[32m"};
  }
  return {};
}

std::string marked(Effect effect, bool color) {
  const Look look = look_of(effect);
  return color ? std::string(look.color) + look.mark + "\x1b[0m" : look.mark;
}

std::string operations_in_words(const std::vector<std::string>& operations) {
  std::vector<std::string> names(
      operations.begin(),
      operations.begin() + static_cast<std::ptrdiff_t>(std::min(operations.size(), kShownOperations)));
  std::string text = join(names, ", ");
  if (operations.size() > kShownOperations)
    text += " and " + counted(operations.size() - kShownOperations, "other operation", "other operations");
  return text;
}

void append_line(std::string& text, const char* name, const std::string& value) {
  std::string label = std::string("    ") + name;
  label.resize(std::max<std::size_t>(label.size(), 13), ' ');
  text += label + value + "\n";
}

std::string place_in_words(const Place& place) {
  return place.file.empty() ? "nothing" : printable(to_string(place));
}

void append_change(std::string& text, const Change& change, bool color) {
  text += "\n" + marked(change.effect, color) + " " + printable(operations_in_words(change.operations));
  if (change.side != Side::operation) text += ": " + std::string(to_string(change.side));
  if (!change.places.empty()) text += " " + printable(change.places.front());
  if (change.places.size() > 1)
    text += " and " + counted(change.places.size() - 1, "other place", "other places");
  text += "\n    " + printable(change.what) + "\n";
  if (change.effect == Effect::undecided && !change.why.empty())
    append_line(text, "because", printable(change.why));
  if (!change.value.empty()) append_line(text, "such as", shown(change.value, 100));
  append_line(text, "before", place_in_words(change.before));
  append_line(text, "after", place_in_words(change.after));
  append_line(text, "rule", change.rule);
}

void append_changes(std::string& text, const ContractDifference& difference, Effect effect,
                    const DifferenceTextOptions& options) {
  const std::size_t count = difference.count(effect);
  if (count == 0) return;
  text += "\n" + std::string(to_string(effect)) + ": " + counted(count, "change", "changes");
  if (effect == Effect::compatible && !options.verbose) {
    text += " (-v lists them)\n";
    return;
  }
  text += "\n";
  std::size_t told = 0;
  for (const Change& change : difference.changes) {
    if (change.effect != effect) continue;
    if (++told > kShownChanges && !options.verbose) {
      text += "\nand " + std::to_string(count - kShownChanges) + " more; -v shows all\n";
      return;
    }
    append_change(text, change, options.color);
  }
}

void append_clauses(std::string& text, const char* heading, const std::vector<std::string>& clauses) {
  if (clauses.empty()) return;
  text += "\n" + std::string(heading) + ": " + counted(clauses.size(), "clause", "clauses") + "\n";
  for (const std::string& clause : clauses) text += "  " + printable(clause) + "\n";
}

std::string verdict_of(const ContractDifference& difference) {
  if (difference.has(Effect::breaking)) return "Clients of the earlier contract break.";
  if (difference.has(Effect::undecided)) return "A person must decide whether clients break.";
  return "Clients of the earlier contract keep working.";
}

}  // namespace

std::string difference_text(const ContractDifference& difference, const Contract& before,
                            const Contract& after, const DifferenceTextOptions& options) {
  std::string text = "before  " + printable(before.file) + " (" + printable(before.title) + ")\nafter   " +
                     printable(after.file) + " (" + printable(after.title) + ")\n";
  for (const Effect effect : {Effect::compatible, Effect::undecided, Effect::breaking})
    append_changes(text, difference, effect, options);
  if (options.verbose) {
    append_clauses(text, "gone", difference.gone);
    append_clauses(text, "added", difference.added);
  } else if (!difference.gone.empty() || !difference.added.empty()) {
    text += "\nclauses: " + std::to_string(difference.gone.size()) + " gone, " +
            std::to_string(difference.added.size()) + " added (-v lists them)\n";
  }
  if (difference.changes.empty()) {
    return text + "\n" + marked(Effect::compatible, options.color) + " " +
           counted(difference.compared, "operation", "operations") + ": nothing differs for clients.\n";
  }
  const Effect worst = difference.changes.front().effect;
  return text + "\n" + marked(worst, options.color) + " " +
         counted(difference.changes.size(), "change", "changes") + ": " +
         std::to_string(difference.count(Effect::breaking)) + " breaking, " +
         std::to_string(difference.count(Effect::undecided)) + " undecided, " +
         std::to_string(difference.count(Effect::compatible)) + " compatible. " + verdict_of(difference) +
         "\n";
}

}  // namespace avouch
