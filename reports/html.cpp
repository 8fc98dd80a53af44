// SPDX-License-Identifier: MIT
#include "reports/html.h"

#include <vector>

#include "base/text.h"
#include "reports/clock.h"
#include "reports/html_clause.h"
#include "reports/html_style.h"
#include "reports/summary.h"

namespace avouch {
namespace {

// Order from left to right in the bar and the table: the bar starts with what holds, so problems stand out.
constexpr Standing kParts[] = {Standing::holds,   Standing::violated, Standing::undecided,
                               Standing::warning, Standing::waived,   Standing::unexercised};

bool is_proof(const Run& run) {
  return run.question == Question::can_it_fail;
}

std::string policy() {
  return "default-src 'none'; style-src 'sha256-" + std::string(kHtmlStyleHash) +
         "'; base-uri 'none'; form-action 'none'";
}

std::string name_of(const Run& run) {
  return run.title.empty() ? (run.question == Question::can_it_fail ? "Avouch proof" : "Avouch report")
                           : run.title;
}

void append_head(std::string& out, const Ledger& ledger) {
  out +=
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "http-equiv=\"Content-Security-Policy\" content=\"" +
      policy() +
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light "
      "dark\">\n<title>" +
      html_text(counts_text(ledger) + " · " + name_of(ledger.run)) + "</title>\n<style>" +
      std::string(kHtmlStyle) +
      "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#verdict\">Skip to the verdict</a>\n";
}

void append_header(std::string& out, const Ledger& ledger) {
  const Run& run = ledger.run;
  out += "<header>\n<p class=\"brand\">Avouch " + html_text(run.version) +
         (is_proof(run) ? ", a proof" : "") + "</p>\n<h1>" + html_text(name_of(run)) +
         "</h1>\n<dl class=\"facts\">\n";
  if (!is_proof(run)) append_term(out, "Target", html_code(run.target));
  append_term(out, "Contract", html_code(run.contract));
  append_term(out, "Started",
              "<time datetime=\"" + utc_timestamp(run.started) + "Z\">" + utc_timestamp(run.started) +
                  "</time> UTC, on " + html_text(run.hostname));
  const std::string exchanges = counted(ledger.exchanges.size(), "exchange", "exchanges") + ", ";
  append_term(out, "Cost", (is_proof(run) ? "" : exchanges) + duration_text(run.elapsed));
  out += "</dl>\n</header>\n";
}

std::string bar(const Tally& tally) {
  std::string out = "<svg class=\"bar\" viewBox=\"0 0 " + std::to_string(tally.total()) +
                    " 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">";
  std::size_t at = 0;
  for (const Standing standing : kParts) {
    const std::size_t number = count(tally, standing);
    if (number == 0) continue;
    out += "<rect class=\"" + std::string(to_string(standing)) + "\" x=\"" + std::to_string(at) +
           "\" y=\"0\" width=\"" + std::to_string(number) + "\" height=\"1\"/>";
    at += number;
  }
  return out + "</svg>\n";
}

void append_verdict(std::string& out, const Ledger& ledger) {
  const Tally tally = ledger.tally();
  const Standing whole = overall(ledger).value_or(Standing::unexercised);
  out += "<section class=\"verdict " + std::string(to_string(whole)) +
         "\" aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">" + html_sign(whole) +
         html_text(capitalized(conclusion(ledger))) + "</h2>\n<p>" + html_text(counts_text(ledger)) +
         "</p>\n";
  if (tally.total() > 0) {
    out += bar(tally) + "<nav aria-label=\"Clauses by verdict\"><ul class=\"legend\">\n";
    for (const Standing standing : kParts) {
      if (count(tally, standing) == 0) continue;
      out += "<li class=\"" + std::string(to_string(standing)) + "\"><a href=\"#" +
             std::string(to_string(standing)) + "\">" + html_sign(standing) +
             counted(count(tally, standing), ledger.run.question, standing) + "</a></li>\n";
    }
    out += "</ul></nav>\n";
  }
  out += "</section>\n";
}

void append_notes(std::string& out, const Run& run) {
  if (run.notes.empty()) return;
  out += "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">" +
         std::string(is_proof(run) ? "How the clauses were proven" : "Limits of this run") +
         "</h2>\n<ul class=\"notes\">\n";
  for (const std::string& note : run.notes) out += "<li>" + html_text(note) + "</li>\n";
  for (const std::string& fault : run.faults)
    out += "<li>fault in the contract: " + html_text(fault) + "</li>\n";
  out += "</ul>\n</section>\n";
}

void append_cells(std::string& out, const Tally& whole, const Tally& tally) {
  for (const Standing column : kParts) {
    if (count(whole, column) == 0) continue;
    const std::size_t number = count(tally, column);
    out += number > 0
               ? "<td class=\"" + std::string(to_string(column)) + "\">" + std::to_string(number) + "</td>"
               : std::string("<td class=\"none\"><span aria-hidden=\"true\">·</span></td>");
  }
  out += "</tr>\n";
}

void append_table(std::string& out, const Ledger& ledger) {
  const Tally whole = ledger.tally();
  if (whole.total() == 0) return;
  out +=
      "<div class=\"scroll\"><table class=\"counts\">\n<caption>By operation and kind of clause</caption>\n"
      "<thead><tr><th scope=\"col\">Operation</th>";
  for (const Standing column : kParts) {
    if (count(whole, column) == 0) continue;
    out += "<th scope=\"col\" class=\"" + std::string(to_string(column)) + "\">" + html_sign(column) +
           "<span class=\"word\">" + std::string(words(ledger.run.question, column).heading) + "</span></th>";
  }
  out += "</tr></thead>\n<tbody>\n";
  for (const OperationSummary& operation : by_operation(ledger)) {
    out += "<tr class=\"operation\"><th scope=\"row\">" + html_text(operation.name) + "</th>";
    append_cells(out, whole, operation.tally);
    for (const KindSummary& kind : operation.kinds) {
      out += "<tr><th scope=\"row\">" + std::string(to_string(kind.kind)) + "</th>";
      append_cells(out, whole, kind.tally);
    }
  }
  out += "</tbody>\n</table></div>\n";
}

bool grouped_by_reason(Standing standing) {
  return standing == Standing::unexercised || standing == Standing::undecided;
}

void append_group(std::string& out, const Ledger& ledger, Standing wanted, const ExchangeAnchors& exchanges) {
  const std::size_t number = count(ledger.tally(), wanted);
  if (number == 0) return;
  const std::string name(to_string(wanted));
  const Words& said = words(ledger.run.question, wanted);
  out += "<details class=\"group " + name + "\" id=\"" + name + "\"" +
         (wanted == Standing::holds ? "" : " open") + ">\n<summary><h2>" + html_sign(wanted) +
         capitalized(said.heading) + ": " + counted(number, "clause", "clauses") +
         "</h2></summary>\n<p class=\"soft\">" + std::string(said.meaning) + "</p>\n";
  if (grouped_by_reason(wanted)) {
    for (const ReasonGroup& group : by_reason(ledger, wanted)) {
      out += "<p class=\"reason\">" + html_text(group.reason.empty() ? "no reason was given" : group.reason) +
             "</p>\n";
      for (const Entry* entry : group.entries) append_clause(out, *entry, ledger.run.question, exchanges);
    }
  } else {
    for (const Entry* entry : entries_of(ledger, wanted))
      append_clause(out, *entry, ledger.run.question, exchanges);
  }
  out += "</details>\n";
}

void append_exchanges(std::string& out, const Ledger& ledger) {
  if (ledger.exchanges.empty()) return;
  out += "<details class=\"group\" id=\"exchanges\">\n<summary><h2>Exchanges: " +
         std::to_string(ledger.exchanges.size()) + "</h2></summary>\n";
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i) {
    const SentRequest& exchange = ledger.exchanges[i];
    out += "<section class=\"clause\" id=\"exchange-" + std::to_string(i) + "\">\n<h3>" +
           html_text(exchange.probe) + "</h3>\n<dl class=\"evidence\">\n";
    append_term(out, "Sent", html_code(exchange.request));
    append_term(out, "Response", html_text(exchange.outcome) + ", " + duration_text(exchange.elapsed));
    append_term(out, "Repeat", html_command(exchange.reproduce));
    out += "</dl>\n</section>\n";
  }
  out += "</details>\n";
}

}  // namespace

std::string html_report(const Ledger& ledger) {
  ExchangeAnchors exchanges;
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i)
    exchanges.try_emplace(ledger.exchanges[i].probe, i);
  std::string out;
  append_head(out, ledger);
  append_header(out, ledger);
  out += "<main>\n";
  append_verdict(out, ledger);
  append_notes(out, ledger.run);
  append_table(out, ledger);
  for (const Standing standing : kStandings) append_group(out, ledger, standing, exchanges);
  append_exchanges(out, ledger);
  out +=
      "</main>\n<footer><p>A clause is the smallest statement of the documentation that can be true or false "
      "by "
      "itself.</p></footer>\n"
      "</body>\n</html>\n";
  return out;
}

}  // namespace avouch
