// SPDX-License-Identifier: MIT
#include "judge/media/media.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "judge/body/body.h"

namespace avouch {
namespace {

MediaReader reader_of(MediaForm form) {
  switch (form) {
    case MediaForm::text:
      return read_text;
    case MediaForm::csv:
      return read_csv;
    case MediaForm::form:
      return read_form;
    case MediaForm::form_data:
      return read_form_data;
    case MediaForm::xml:
      return read_xml;
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
      return read_json_items;
    case MediaForm::events:
      return read_events;
    case MediaForm::parts:
      return read_parts;
    case MediaForm::opaque:
      return read_bytes;
    case MediaForm::json:
      break;
  }
  return nullptr;
}

void locate(SyntaxFault& fault, std::string_view bytes) {
  if (fault.line == 0) return;
  for (const char c : bytes.substr(0, fault.offset)) {
    fault.column = c == '\n' ? 1 : fault.column + 1;
    fault.line += c == '\n' ? 1U : 0U;
  }
}

}  // namespace

MediaReading broken(std::string reason, std::optional<std::size_t> offset) {
  return {.fault = SyntaxFault{
              .reason = std::move(reason), .offset = offset.value_or(0), .line = offset ? 1U : 0U}};
}

// What choosing between the readings of a body may cost.
constexpr WorkBudget::Limits kReadingLimits{.steps = kJudgeSteps, .time = std::chrono::seconds(2)};

constexpr std::size_t kStepsPerText = 16;  // its type, its escapes and its place in the JSON text

bool MediaContent::spend(std::size_t texts, std::size_t size) const {
  constexpr std::size_t kBytesPerText = 192;  // strings in lists that grow
  return budget == nullptr || (budget->spend(texts * kStepsPerText + size / WorkBudget::kBytesPerStep) &&
                               budget->hold(texts * kBytesPerText + size));
}

bool MediaContent::look_at(std::size_t texts) const {
  return budget == nullptr || budget->spend(texts * kStepsPerText);
}

bool scan_items(http::ItemScanner& scanner, const MediaContent& content) {
  constexpr std::size_t kPiece = std::size_t{1} << 18U;
  std::size_t end = 0;
  do {
    end = std::min(end + kPiece, content.bytes.size());
    const std::size_t before = scanner.items().size();
    scanner.scan(content.bytes.substr(0, end), end == content.bytes.size());
    if (!content.spend(scanner.items().size() - before, 0)) return false;
  } while (end < content.bytes.size() && !scanner.is_closed());
  return true;
}

MediaReading over_limit(std::string reason) {
  return {.fault = SyntaxFault{.reason = std::move(reason), .is_limit = true}};
}

MediaReading unread(std::string reason) {
  return {.unread = std::move(reason)};
}

MediaBody read_body(const DocumentedMedia& media, const MediaContent& content, const BodyJudge* judge) {
  const MediaReader reader = reader_of(media.form());
  assert(reader != nullptr);
  if (content.budget == nullptr) {
    WorkBudget own(kReadingLimits);
    MediaContent with_budget = content;
    with_budget.budget = &own;
    return read_body(media, with_budget, judge);
  }
  WorkBudget& budget = *content.budget;
  MediaReading reading = reader(media, content);
  if (budget.is_spent())
    return {.parsed = {.fault = SyntaxFault{.reason = spent_reason(budget), .is_limit = true}}};
  if (reading.fault) {
    locate(*reading.fault, content.bytes);
    return {.parsed = {.fault = std::move(reading.fault)}};
  }
  if (!reading.unread.empty()) return {.parsed = {}, .unread = std::move(reading.unread)};
  std::optional<ParsedBody> first;
  const bool is_alone = reading.texts.size() == 1;
  for (std::string& text : reading.texts) {
    budget.give_back(std::min(text.size(), budget.held()));  // it is counted with its instance now
    ParsedBody parsed = parse_owned_body(
        std::move(text), {.memory = content.memory,
                          .memory_reason = "the body does not fit into what the others leave of --max-memory",
                          .work = &budget});
    if (parsed.instance == nullptr && !budget.is_spent())
      return {.parsed = std::move(parsed)};  // a limit: the text is JSON
    const bool is_meant = judge == nullptr || is_alone || judge->is_acceptable(*parsed.instance, 0, budget);
    if (budget.is_spent())  // it is not known which reading is meant
      return {.parsed = {.fault = SyntaxFault{.reason = spent_reason(budget), .is_limit = true}}};
    if (is_meant) return {.parsed = std::move(parsed)};
    if (!first) first = std::move(parsed);
  }
  return {.parsed = *std::move(first)};
}

}  // namespace avouch
