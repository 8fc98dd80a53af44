// SPDX-License-Identifier: MIT
#include "cli/command/cors_steps.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "judge/cors/response.h"
#include "reports/console_page.h"

namespace avouch {
namespace {

constexpr std::size_t kIndent = 4;

std::string headline(const cors::PageCall& call) {
  std::string text = shown(call.method) + " " + shown(call.url) + " from a page on " + shown(call.origin);
  std::vector<std::string> names;
  for (const http::Field& header : call.headers) names.push_back(shown(header.name));
  if (!names.empty()) text += ", with " + join(names, ", ");
  if (call.credentials == cors::Credentials::include) text += ", credentials: include";
  return text;
}

Standing standing_of(const cors::CallStep& step, const cors::CallOutcome& outcome) {
  if (step.warns) return Standing::warning;
  if (!step.refuses) return Standing::holds;
  const bool is_last = &step == &outcome.steps.back();
  return outcome.no_answer && is_last ? Standing::undecided : Standing::violated;
}

void write_step(ConsolePage& page, const cors::CallStep& step, Standing standing) {
  const std::string rule = step.rule.empty() ? std::string() : "  (" + step.rule + ")";
  page.signed_line(standing, step.sentence + rule, Ink::plain);
  if (step.hint.empty()) {
    if (!step.line.empty()) page.line(step.line, kIndent, kIndent + 2, Ink::dim);
    return;
  }
  page.line("seen  " + step.line, kIndent, kIndent + 6);
  page.line("send  " + step.hint, kIndent, kIndent + 6, Ink::bold);
}

// Merges hints: "Access-Control-Allow-Headers: a" and "Access-Control-Allow-Headers: b" become one line.
bool joins(std::string& hint, const std::string& other) {
  const std::string name = std::string(cors::kAllowHeaders) + ": ";
  if (!hint.starts_with(name) || !other.starts_with(name)) return false;
  hint += ", " + other.substr(name.size());
  return true;
}

// Returns the hints, each line once.
std::vector<std::string> hints_of(const cors::CallOutcome& outcome) {
  std::vector<std::string> hints;
  for (const cors::CallStep& step : outcome.steps) {
    if (step.hint.empty() || std::find(hints.begin(), hints.end(), step.hint) != hints.end()) continue;
    const bool joined =
        std::any_of(hints.begin(), hints.end(), [&](std::string& hint) { return joins(hint, step.hint); });
    if (!joined) hints.push_back(step.hint);
  }
  return hints;
}

void write_conclusion(ConsolePage& page, const cors::PageCall& call, const cors::CallOutcome& outcome) {
  const std::string who = "a page on " + shown(call.origin);
  const bool warns = std::any_of(outcome.steps.begin(), outcome.steps.end(),
                                 [](const cors::CallStep& step) { return step.warns; });
  if (outcome.readable) {
    page.signed_line(
        warns ? Standing::warning : Standing::holds,
        who + " can make this call and read the response" +
            (warns ? ", in today's browsers; a browser that follows the standard exactly blocks it" : ""),
        Ink::bold);
    return;
  }
  if (outcome.no_answer) {
    page.signed_line(Standing::undecided, "whether " + who + " can read the response is unknown", Ink::bold);
    return;
  }
  const std::vector<std::string> hints = hints_of(outcome);
  page.signed_line(
      Standing::violated,
      "blocked: " + who + " cannot read the response" + (hints.empty() ? "" : ". The server should send:"),
      Ink::bold);
  for (const std::string& hint : hints) page.line(hint, kIndent, kIndent + 2, Ink::bold);
}

}  // namespace

std::string steps_text(const cors::PageCall& call, const cors::CallOutcome& outcome,
                       const StepsStyle& style) {
  ConsolePage page(style.color, style.width);
  page.line(headline(call), 0, 2, Ink::bold);
  page.blank();
  for (const cors::CallStep& step : outcome.steps) write_step(page, step, standing_of(step, outcome));
  page.blank();
  write_conclusion(page, call, outcome);
  return std::move(page).text();
}

}  // namespace avouch
