// SPDX-License-Identifier: MIT
#include "reports/html_clause.h"

#include <vector>

#include "base/clock.h"
#include "base/text.h"
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

std::string html_link(const ShownExchange& exchange) {
  return "<a href=\"#" + exchange_anchor(exchange) + "\">" + html_text(exchange.exchange->probe) + "</a>";
}

// The requests before the deciding one, each as a link to what was sent and what came.
std::string html_steps(const Entry& entry, const Exchanges& exchanges) {
  std::string steps;
  for (const ShownExchange* one : exchanges.trail_of(entry)) {
    if (one->exchange->probe == entry.probe) continue;
    steps += "<li>" + html_link(*one) + ": " + html_code(one->exchange->request) + " " +
             html_text(one->exchange->outcome) + "</li>";
  }
  return steps.empty() ? steps : "<ol>" + steps + "</ol>";
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
  if (const std::string place = to_string(entry.clause->place); !place.empty())
    append_term(out, "Contract", html_code(place));
  if (!entry.clause->documentation.empty())
    append_term(out, "Documented", html_text(entry.clause->documentation));
  if (const ShownExchange* deciding = exchanges.find(entry.probe)) {
    const std::string link = html_link(*deciding);
    append_term(out, "Exchange", link + ", " + duration_text(entry.elapsed));
    for (const std::string& value : deciding->exchange->values) append_term(out, "Value", html_text(value));
  }
  if (const std::string steps = html_steps(entry, exchanges); !steps.empty())
    append_term(out, "Led there", steps);
  if (!entry.reproduce.empty()) append_term(out, "Repeat", html_command(entry.reproduce.text()));
  out += "</dl>\n";
}

// `deciding` has messages.
void append_messages(std::string& out, const Entry& entry, const SentRequest& deciding,
                     const Exchanges& exchanges) {
  const Messages& messages = *deciding.messages;
  if (entry.clause->kind == ClauseKind::cors) {
    std::vector<const Messages*> steps = {&messages};
    if (const ShownExchange* preflight = exchanges.preflight_of(deciding))
      steps.insert(steps.begin(), &*preflight->exchange->messages);
    append_cors_sequence(out, steps, headline(entry));
  }
  out += "<h4>Request</h4>\n";
  append_request(out, messages);
  if (messages.status == 0) return;
  out += "<h4>Response</h4>\n";
  append_response(out, messages, entry.verdict.findings);
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

std::string exchange_anchor(const ShownExchange& exchange) {
  return "exchange-" + std::to_string(exchange.number);
}

std::string clause_anchor(const Clause& clause) {
  return anchor(clause.coordinate);
}

void append_clause(std::string& out, const Entry& entry, const PageFacts& facts, bool is_open) {
  const Exchanges& exchanges = facts.exchanges;
  const Standing how = standing(entry);
  const bool wrong = how == Standing::violated || how == Standing::warning;
  const bool explained = wrong || how == Standing::undecided || how == Standing::waived;
  out += "<details class=\"clause " + std::string(to_string(how)) + "\" id=\"" +
         anchor(entry.clause->coordinate) + "\"" + (is_open ? " open" : "") + ">\n<summary><h3>" +
         html_sign(how) + html_code(entry.clause->coordinate) + "</h3> <span class=\"claim\">" +
         html_text(entry.clause->claim) + "</span></summary>\n";
  if (entry.waived) out += "<p class=\"why\">Known: " + html_text(waived_text(*entry.waived)) + "</p>\n";
  if (explained) out += "<p class=\"why\">" + html_text(headline(entry)) + "</p>\n";
  const ShownExchange* deciding = exchanges.find(entry.probe);
  const bool has_messages =
      explained && out.size() < facts.messages_until && deciding != nullptr && deciding->exchange->messages;
  append_evidence(out, entry, facts.question, exchanges,
                  has_messages && deciding->exchange->messages->status != 0);
  if (has_messages) append_messages(out, entry, *deciding->exchange, exchanges);
  out += "</details>\n";
}

}  // namespace avouch
