// SPDX-License-Identifier: MIT
#include "reports/shortened.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "reports/fingerprint.h"

namespace avouch {
namespace {

enum class Part { text, name, command };

std::size_t longest(Part part) {
  switch (part) {
    case Part::text:
      return kLongestText;
    case Part::name:
      return kLongestName;
    case Part::command:
      return kLongestCommand;
  }
  return 0;
}

std::string_view beginning(std::string_view text, std::size_t limit) {
  std::size_t end = std::min(text.size(), limit);
  // RFC 3629: a code point has at most four bytes.
  for (int i = 0; i < 3 && end > 0 && end < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U) break;
    --end;
  }
  return text.substr(0, end);
}

constexpr std::size_t kNote = 100;  // bytes of what follows a text that is cut, at most

std::string cut(const std::string& text, Part part) {
  const std::string start(beginning(text, longest(part) - kNote));
  const std::string length = "(" + counted(text.size(), "byte", "bytes") + ")";
  switch (part) {
    case Part::text:
      return start + "… " + length;
    case Part::name:  // two long names may begin alike
      return start + "…" + fingerprint(text);
    case Part::command:  // pasting it sends nothing
      return "# too long to be shown whole " + length + ": " + start + "…";
  }
  return start;
}

// Calls `act` for every text. Const or not, as the ledger is.
template <class Act>
void visit_shared(const SharedText& shared, Part part, const Act& act) {
  act(shared.text(), part);
}

template <class Act>
void visit_shared(SharedText& shared, Part part, const Act& act) {
  act.shared(shared, part);
}

template <class AnyPlace, class Act>
void visit_place(AnyPlace& place, const Act& act) {
  visit_shared(place.file, Part::text, act);
  act(place.pointer, Part::text);
}

template <class Value, class Visit>
void visit_value(const SharedValue<Value>& value, const Visit& visit) {
  visit(*value);
}

// Copies of the value that were not visited keep it.
template <class Value, class Visit>
void visit_value(SharedValue<Value>& value, const Visit& visit) {
  Value changed = *value;
  visit(changed);
  if (changed != *value) value = std::move(changed);
}

template <class AnyWaived, class Act>
void visit_waived(AnyWaived& waived, const Act& act) {
  act(waived.reason, Part::text);
  act(waived.owner, Part::text);
  act(waived.issue, Part::text);
  act(waived.expires, Part::text);
  act(waived.message, Part::text);
  visit_place(waived.place, act);
}

template <class AnyRun, class Act>
void visit_run(AnyRun& run, const Act& act) {
  for (auto* text : {&run.version, &run.contract, &run.title, &run.api_version, &run.target, &run.hostname})
    act(*text, Part::text);
  for (auto* list : {&run.notes, &run.faults, &run.left_behind}) {
    for (auto& text : *list) act(text, Part::text);
  }
  for (auto& place : run.fault_places) visit_place(place, act);
  for (auto& use : run.waivers) {
    act(use.clause, Part::text);
    act(use.why, Part::text);
    visit_waived(use.waived, act);
  }
  for (auto& unmet : run.unmet) act(unmet.what, Part::text);
  if (run.rounds) act(run.rounds->ended, Part::text);
}

template <class AnyClause, class Act>
void visit_texts(AnyClause& clause, const Act& act) {
  act(clause.coordinate, Part::name);
  visit_shared(clause.operation, Part::name, act);
  visit_shared(clause.claim, Part::text, act);
  visit_value(clause.place, [&](auto& place) { visit_place(place, act); });
  visit_shared(clause.documentation, Part::text, act);
}

template <class AnyEntry, class Act>
void visit_entry(AnyEntry& entry, const Act& act) {
  visit_value(entry.clause, [&](auto& clause) { visit_texts(clause, act); });
  act(entry.verdict.reason, Part::text);
  for (auto& finding : entry.verdict.findings) {
    act(finding.where, Part::text);
    act(finding.seen, Part::text);
    act(finding.expected, Part::text);
    for (auto* text : {&finding.excerpt.before, &finding.excerpt.marked, &finding.excerpt.after})
      act(*text, Part::text);
  }
  act(entry.probe, Part::name);
  visit_shared(entry.reproduce, Part::command, act);
  for (auto& name : entry.chain) act(name, Part::name);
  if (entry.waived) visit_waived(*entry.waived, act);
}

template <class AnyExchange, class Act>
void visit_exchange(AnyExchange& exchange, const Act& act) {
  act(exchange.probe, Part::name);
  act(exchange.request, Part::text);
  act(exchange.outcome, Part::text);
  visit_shared(exchange.reproduce, Part::command, act);
  for (auto& value : exchange.values) act(value, Part::text);
  if (!exchange.messages) return;
  auto& messages = *exchange.messages;
  for (auto* text : {&messages.method, &messages.url, &messages.reason, &messages.version})
    act(*text, Part::text);
  for (auto* fields : {&messages.request_fields, &messages.response_fields}) {
    for (auto& field : *fields) {
      act(field.name, Part::text);
      act(field.value, Part::text);
    }
  }
}

template <class AnyLedger, class Act>
void visit(AnyLedger& ledger, const Act& act) {
  visit_run(ledger.run, act);
  for (auto& entry : ledger.entries) visit_entry(entry, act);
  for (auto& exchange : ledger.exchanges) visit_exchange(exchange, act);
}

bool is_long(const ShownContent& content) {
  return content.text.size() > kLongestContent;
}

void cut_content(ShownContent& content) {
  if (!is_long(content)) return;
  content.text = beginning(content.text, kLongestContent);
  content.is_cut = true;
}

// Cuts texts that are too long. What entries shared, they share afterwards.
class Cutting {
 public:
  explicit Cutting(LongNames names) : names_(names) {}

  bool is_cut(const std::string& text, Part part) const {
    return text.size() > longest(part) && (part != Part::name || names_ == LongNames::cut);
  }

  void operator()(std::string& text, Part part) const {
    if (is_cut(text, part)) text = cut(text, part);
  }

  // Precondition: the text lives as long as this.
  void shared(SharedText& text, Part part) const {
    if (!is_cut(text.text(), part)) return;
    SharedText& known = cut_[{&text.text(), part}];
    if (known.empty()) known = cut(text.text(), part);
    text = known;
  }

 private:
  LongNames names_;
  mutable std::map<std::pair<const std::string*, Part>, SharedText> cut_;
};

}  // namespace

const Ledger& shortened(const Ledger& ledger, LongNames names, Ledger& room) {
  const Cutting cutting(names);
  bool has_long = std::any_of(ledger.exchanges.begin(), ledger.exchanges.end(), [](const SentRequest& one) {
    return one.messages &&
           (is_long(one.messages->request_content) || is_long(one.messages->response_content));
  });
  visit(ledger,
        [&](const std::string& text, Part part) { has_long = has_long || cutting.is_cut(text, part); });
  if (!has_long) return ledger;
  room = ledger;
  visit(room, cutting);
  for (SentRequest& exchange : room.exchanges) {
    if (!exchange.messages) continue;
    cut_content(exchange.messages->request_content);
    cut_content(exchange.messages->response_content);
  }
  return room;
}

}  // namespace avouch
