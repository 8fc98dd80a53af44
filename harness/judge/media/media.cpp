// SPDX-License-Identifier: MIT
#include "judge/media/media.h"

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
  for (const char c : bytes.substr(0, fault.offset)) {
    fault.column = c == '\n' ? 1 : fault.column + 1;
    fault.line += c == '\n' ? 1U : 0U;
  }
}

}  // namespace

MediaReading broken(std::string reason, std::size_t offset) {
  return {.fault = SyntaxFault{.reason = std::move(reason), .offset = offset}};
}

// What choosing between the readings of a body may cost.
constexpr WorkBudget::Limits kReadingLimits{.steps = kJudgeSteps, .time = std::chrono::seconds(2)};

bool MediaContent::spend(std::size_t texts, std::size_t size) const {
  constexpr std::size_t kStepsPerText = 16;  // its type, its escapes and its place in the JSON text
  constexpr std::size_t kBytesPerText = 64;
  constexpr std::size_t kStepsPerByte = 4;  // that readers count for a text that they copy
  return budget == nullptr || (budget->spend(texts * kStepsPerText + size / WorkBudget::kBytesPerStep) &&
                               budget->hold(texts * kBytesPerText + size / kStepsPerByte));
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
  for (const std::string& text : reading.texts) {
    budget.spend_on_text(4 * text.size());  // parsing
    ParsedBody parsed = parse_body(
        text, {.memory = content.memory,
               .memory_reason = "the body does not fit into what the others leave of --max-memory"});
    if (parsed.instance == nullptr) return {.parsed = std::move(parsed)};  // a limit: the text is JSON
    const bool is_meant =
        judge == nullptr || reading.texts.size() == 1 || judge->is_acceptable(*parsed.instance, 0, budget);
    if (budget.is_spent())  // it is not known which reading is meant
      return {.parsed = {.fault = SyntaxFault{.reason = spent_reason(budget), .is_limit = true}}};
    if (is_meant) return {.parsed = std::move(parsed)};
    if (!first) first = std::move(parsed);
  }
  return {.parsed = *std::move(first)};
}

}  // namespace avouch
