// SPDX-License-Identifier: MIT
#include "reports/html_clause.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "http/field.h"
#include "reports/html.h"
#include "reports/html_cors.h"
#include "reports/html_message.h"

namespace avouch {
namespace {

// A fragment must not contain blanks (HTML §3.2.6.1).
std::string anchor(std::string_view text) {
  std::string id = html_text(text);
  for (char& c : id) c = c == ' ' ? '_' : c;
  return id;
}

std::string html_excerpt(const Excerpt& excerpt) {
  return "<pre class=\"message\">" + html_text(excerpt.before) + "<mark>" + html_text(excerpt.marked) +
         "</mark>" + html_text(excerpt.after) + "</pre>";
}

// `has_excerpts`: where no response is shown, in which the places are marked.
std::string findings_list(const Verdict& verdict, bool has_excerpts) {
  const bool shared = share_expectation(verdict.findings);
  std::string out = "<ul>";
  for (const Finding& finding : verdict.findings) {
    out += "<li>" + html_code(finding.where) + ": " + html_code(std::string(value_seen(finding)));
    if (!shared && !finding.expected.empty()) out += ", expected " + html_text(finding.expected);
    if (has_excerpts && !finding.excerpt.marked.empty()) out += html_excerpt(finding.excerpt);
    out += "</li>";
  }
  if (const std::string more = omitted_findings(verdict, verdict.findings.size()); !more.empty())
    out += "<li>" + more + "</li>";
  return out + "</ul>";
}

std::string exercised_text(const Verdict& verdict) {
  std::string text = counted(verdict.instances, "instance", "instances");
  return verdict.failures > 0 ? text + ", " + std::to_string(verdict.failures) + " failed" : text;
}

void append_evidence(std::string& out, const Entry& entry, Question question, const Exchanges& exchanges,
                     bool has_response) {
  out += "<dl class=\"evidence\">\n";
  if (const std::vector<Finding>& findings = entry.verdict.findings; !findings.empty()) {
    append_term(out, capitalized(words(question, standing(entry)).seen),
                findings_list(entry.verdict, !has_response));
    const std::string& expected = findings.front().expected;
    if (share_expectation(findings) && !expected.empty()) append_term(out, "Expected", html_text(expected));
  }
  if (entry.verdict.instances > 0) append_term(out, "Exercised", exercised_text(entry.verdict));
  if (const std::string place = to_string(entry.clause.place); !place.empty())
    append_term(out, "Contract", html_code(place));
  if (!entry.clause.documentation.empty())
    append_term(out, "Documented", html_text(entry.clause.documentation));
  if (const auto found = exchanges.find(entry.probe); found != exchanges.end()) {
    append_term(out, "Exchange",
                "<a href=\"#exchange-" + std::to_string(found->second.number) + "\">" +
                    html_text(entry.probe) + "</a>, " + duration_text(entry.elapsed));
  }
  if (!entry.reproduce.empty()) append_term(out, "Repeat", html_command(entry.reproduce));
  out += "</dl>\n";
}

const Messages* messages_of(const Exchanges& exchanges, const std::string& probe) {
  const auto found = exchanges.find(probe);
  return found != exchanges.end() && found->second.exchange->messages ? &*found->second.exchange->messages
                                                                      : nullptr;
}

// The preflight of that call in the same round; nullptr if none was sent, or if the call is one itself.
const Messages* preflight_of(const Messages& call, std::uint64_t round, const Exchanges& exchanges) {
  const auto origin = http::combined(call.request_fields, "Origin");
  if (call.method == "OPTIONS" || !origin) return nullptr;
  const Messages* first = nullptr;
  for (const auto& [probe, shown] : exchanges) {
    const std::optional<Messages>& one = shown.exchange->messages;
    const bool is_preflight =
        one && shown.exchange->round == round && one->method == "OPTIONS" && one->url == call.url &&
        http::combined(one->request_fields, "Access-Control-Request-Method") == call.method &&
        http::combined(one->request_fields, "Origin") == origin;
    // The map has no order: the first one that was sent.
    if (is_preflight && (first == nullptr || one->started < first->started)) first = &*one;
  }
  return first;
}

void append_messages(std::string& out, const Entry& entry, const Exchanges& exchanges) {
  const Messages* messages = messages_of(exchanges, entry.probe);
  if (messages == nullptr) return;
  if (entry.clause.kind == ClauseKind::cors) {
    std::vector<const Messages*> steps = {messages};
    if (const Messages* preflight =
            preflight_of(*messages, exchanges.at(entry.probe).exchange->round, exchanges))
      steps.insert(steps.begin(), preflight);
    append_cors_sequence(out, steps, headline(entry));
  }
  if (messages->status != 0) append_response(out, *messages, entry.verdict.findings);
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;  // other bytes are copied
    }
  }
  return out;
}

void append_term(std::string& out, std::string_view term, std::string_view description) {
  out += "<dt>" + std::string(term) + "</dt><dd>" + std::string(description) + "</dd>\n";
}

std::string html_code(std::string_view text) {
  return "<code>" + html_text(text) + "</code>";
}

std::string html_command(std::string_view text) {
  return "<pre class=\"command\">" + html_text(text) + "</pre>";
}

std::string html_sign(Standing standing) {
  return "<span class=\"sign\" aria-hidden=\"true\">" + std::string(sign(standing)) + "</span>";
}

std::string clause_anchor(const Clause& clause) {
  return anchor(clause.coordinate);
}

void append_clause(std::string& out, const Entry& entry, Question question, const Exchanges& exchanges,
                   bool is_open) {
  const Standing how = standing(entry);
  const bool wrong = how == Standing::violated || how == Standing::warning;
  const bool explained = wrong || how == Standing::undecided || how == Standing::waived;
  out += "<details class=\"clause " + std::string(to_string(how)) + "\" id=\"" +
         anchor(entry.clause.coordinate) + "\"" + (is_open ? " open" : "") + ">\n<summary><h3>" +
         html_sign(how) + html_code(entry.clause.coordinate) + "</h3> <span class=\"claim\">" +
         html_text(entry.clause.claim) + "</span></summary>\n";
  if (entry.waived) out += "<p class=\"why\">Known: " + html_text(waived_text(*entry.waived)) + "</p>\n";
  if (explained) out += "<p class=\"why\">" + html_text(headline(entry)) + "</p>\n";
  const bool has_messages = explained && out.size() < kMostBytesWithMessages;
  append_evidence(out, entry, question, exchanges,
                  has_messages && messages_of(exchanges, entry.probe) != nullptr);
  if (has_messages) append_messages(out, entry, exchanges);
  out += "</details>\n";
}

}  // namespace avouch
