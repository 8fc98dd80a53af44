// SPDX-License-Identifier: MIT
#include "reports/html.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "reports/html_clause.h"
#include "reports/html_message.h"
#include "reports/html_script.h"
#include "reports/html_style.h"
#include "reports/summary.h"
#include "verdict/causes.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

// Order from left to right in the bar and the table: the bar starts with what holds, so problems stand out.
constexpr Standing kParts[] = {Standing::holds,   Standing::violated, Standing::undecided,
                               Standing::warning, Standing::waived,   Standing::unexercised};

// With more operations than this, the table has a row per operation only.
constexpr std::size_t kDetailedOperations = 8;

bool is_proof(const Run& run) {
  return run.question == Question::can_it_fail;
}

std::string policy() {
  return "default-src 'none'; style-src 'sha256-" + std::string(kHtmlStyleHash) + "'; script-src 'sha256-" +
         std::string(kHtmlScriptHash) +
         "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
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
  append_term(
      out, "Contract",
      html_code(run.contract) + (run.api_version.empty() ? "" : ", version " + html_text(run.api_version)));
  append_term(out, "Started",
              "<time datetime=\"" + utc_timestamp(run.started) + "Z\">" + utc_timestamp(run.started) +
                  "</time> UTC, on " + html_text(run.hostname));
  append_term(out, "Cost", (is_proof(run) ? "" : exchanges_text(ledger) + ", ") + duration_text(run.elapsed));
  if (run.rounds) {
    append_term(out, "Repeated", html_text(rounds_text(*run.rounds)));
    if (const std::string latency = latencies_text(*run.rounds); !latency.empty())
      append_term(out, "Latency", html_text(latency));
    if (!run.rounds->ended.empty()) append_term(out, "Ended", "early: " + html_text(run.rounds->ended));
  }
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

// What the run says nothing about: it is neither right nor wrong.
void append_unproven(std::string& out, const Ledger& ledger) {
  const Tally tally = ledger.tally();
  const std::size_t unproven = tally.unexercised + tally.undecided;
  if (is_proof(ledger.run) || tally.total() == 0) return;
  out += "<p class=\"unproven\"><b>Not proven: " + std::to_string(unproven) + " of " +
         counted(tally.total(), "clause", "clauses") + "</b>";
  constexpr std::size_t kMostReasons = 3;
  constexpr std::size_t kLongestReason = 90;  // code points
  std::vector<std::string> reasons;
  const auto add = [&](std::size_t number, std::string_view reason) {
    reasons.push_back(std::to_string(number) + " · " +
                      html_text(reason.empty() ? "without a reason" : shown(reason, kLongestReason)));
  };
  for (const ReasonGroup& group : by_reason(ledger, Standing::undecided))
    add(group.entries.size(), group.reason);
  for (const Gap& gap : gaps_of(entries_of(ledger, Standing::unexercised)))
    add(gap.entries.size(), gap.title);
  const std::size_t more = reasons.size() - std::min(reasons.size(), kMostReasons);
  reasons.resize(reasons.size() - more);
  if (more > 0) reasons.push_back("and " + counted(more, "more reason", "more reasons"));
  out += (reasons.empty() ? "" : ": ") + join(reasons, "; ") + "</p>\n";
}

void append_verdict(std::string& out, const Ledger& ledger) {
  const Tally tally = ledger.tally();
  const Standing whole = overall(ledger).value_or(Standing::unexercised);
  out += "<section class=\"verdict " + std::string(to_string(whole)) +
         "\" aria-labelledby=\"verdict\">\n<h2 id=\"verdict\">" + html_sign(whole) +
         html_text(capitalized(conclusion(ledger))) + "</h2>\n<p>" + html_text(counts_text(ledger)) +
         "</p>\n";
  append_unproven(out, ledger);
  if (tally.total() > 0) {
    out += bar(tally) + "<nav aria-label=\"Clauses by verdict\"><ul class=\"legend\">\n";
    for (const Standing standing : kParts) {
      if (count(tally, standing) == 0) continue;
      out += "<li class=\"" + std::string(to_string(standing)) + "\"><a href=\"#" +
             std::string(standing == Standing::holds && !is_proof(ledger.run) ? "map" : to_string(standing)) +
             "\">" + html_sign(standing) + counted(count(tally, standing), ledger.run.question, standing) +
             "</a></li>\n";
    }
    out += "</ul></nav>\n";
  }
  out += "</section>\n";
}

// Hidden where no script runs: nothing would happen.
void append_tools(std::string& out, const Ledger& ledger) {
  out +=
      "<div class=\"tools\" role=\"search\" hidden>\n<label>Search <input type=\"search\" id=\"find\" "
      "autocomplete=\"off\" spellcheck=\"false\"></label>\n<label>Show <select id=\"show\"><option "
      "value=\"\">all clauses</option>";
  const Tally tally = ledger.tally();
  for (const Standing standing : kStandings) {
    if (count(tally, standing) == 0) continue;
    out += "<option value=\"" + std::string(to_string(standing)) + "\">" +
           std::string(words(ledger.run.question, standing).heading) + "</option>";
  }
  out += "</select></label>\n<p id=\"told\" role=\"status\"></p>\n<ol id=\"hits\"></ol>\n</div>\n";
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
               : std::string("<td class=\"none\"></td>");
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
  const std::vector<OperationSummary> operations = by_operation(ledger);
  const bool has_kinds = operations.size() <= kDetailedOperations;
  for (const OperationSummary& operation : operations) {
    out += "<tr class=\"operation\"><th scope=\"row\">" + html_text(operation.name) + "</th>";
    append_cells(out, whole, operation.tally);
    if (!has_kinds) continue;
    for (const KindSummary& kind : operation.kinds) {
      out += "<tr><th scope=\"row\">" + std::string(to_string(kind.kind)) + "</th>";
      append_cells(out, whole, kind.tally);
    }
  }
  out += "</tbody>\n</table></div>\n";
}

// Clauses that have their place on the page: links to one lead there.
using Placed = std::unordered_set<const Entry*>;

struct Writing {
  const Ledger& ledger;
  PageFacts facts;
  Placed placed = {};
};

void append_open(std::string& out, const Ledger& ledger, Standing wanted, bool is_open) {
  const std::string name(to_string(wanted));
  const Words& said = words(ledger.run.question, wanted);
  out += "<details class=\"group " + name + "\" id=\"" + name + "\"" + (is_open ? " open" : "") +
         ">\n<summary><h2>" + html_sign(wanted) + capitalized(said.heading) + ": " +
         counted(count(ledger.tally(), wanted), "clause", "clauses") + "</h2></summary>\n<p class=\"soft\">" +
         std::string(said.meaning) + "</p>\n";
}

// What is wrong, and where: the first clauses with their evidence, the others in a list.
void append_cause(std::string& out, Writing& writing, const Cause& cause) {
  constexpr std::size_t kWithEvidence = 3;
  const bool is_one = cause.entries.size() == 1 && cause.findings.front() == nullptr;
  if (!is_one) {
    out += "<section class=\"cause " + std::string(to_string(standing(*cause.entries.front()))) +
           "\">\n<h3>" + html_text(cause.title) + "</h3>\n<p class=\"soft\">" +
           counted(cause.entries.size(), "clause", "clauses") + " of " +
           counted(cause.operations, "operation", "operations") + "</p>\n";
  }
  std::string others;
  std::size_t written = 0;
  for (const Entry* entry : cause.entries) {
    const bool is_new = !writing.placed.contains(entry);
    if (is_new && written < kWithEvidence) {
      writing.placed.insert(entry);
      append_clause(out, *entry, writing.facts, written == 0);
      ++written;
      continue;
    }
    const std::string name = clause_anchor(entry->clause);
    others += is_new ? "<li id=\"" + name + "\">" + html_code(entry->clause->coordinate)
                     : "<li><a href=\"#" + name + "\">" + html_code(entry->clause->coordinate) + "</a>";
    if (const std::string why = headline(*entry); is_new && why != cause.title)
      others += " " + html_text(why);
    others += "</li>\n";
    writing.placed.insert(entry);
  }
  if (!others.empty()) out += "<ul class=\"more\">\n" + others + "</ul>\n";
  if (!is_one) out += "</section>\n";
}

void append_causes(std::string& out, Writing& writing, Standing wanted) {
  const std::vector<const Entry*> entries = entries_of(writing.ledger, wanted);
  if (entries.empty()) return;
  append_open(out, writing.ledger, wanted, wanted != Standing::waived);
  for (const Cause& cause : causes_of(entries)) append_cause(out, writing, cause);
  out += "</details>\n";
}

// The clauses of a reason, by operation: "getBook: 404/status, 404/media-type".
std::string clauses_text(const std::vector<const Entry*>& entries) {
  std::string text;
  std::string_view operation;
  for (const Entry* entry : entries) {
    const Clause& clause = entry->clause;
    const std::string prefix = clause.operation + "/";
    const bool is_prefix = clause.coordinate.starts_with(prefix);
    if (text.empty() || clause.operation != operation) {
      text += (text.empty() ? "<li><b>" : "</li>\n<li><b>") + html_text(clause.operation) + "</b> ";
    } else {
      text += ", ";
    }
    operation = clause.operation;
    text +=
        html_text(is_prefix ? std::string_view(clause.coordinate).substr(prefix.size()) : clause.coordinate);
  }
  return text + "</li>\n";
}

// Unexercised clauses have no evidence: a list per reason.
void append_gaps(std::string& out, const Ledger& ledger) {
  const std::vector<const Entry*> entries = entries_of(ledger, Standing::unexercised);
  if (entries.empty()) return;
  append_open(out, ledger, Standing::unexercised, true);
  for (const Gap& gap : gaps_of(entries)) {
    out += "<details class=\"gap\"><summary>" + std::to_string(gap.entries.size()) + " · " +
           html_text(gap.title.empty() ? "no reason was given" : gap.title) +
           (gap.advice.empty() ? "" : " <span class=\"soft\">" + html_text(gap.advice) + "</span>") +
           "</summary>\n<ul class=\"more\">\n";
    std::string_view reason = gap.title;
    std::vector<const Entry*> run_of_reason;
    const auto flush = [&] {
      if (run_of_reason.empty()) return;
      if (reason != gap.title) out += "<li class=\"reason\">" + html_text(reason) + "</li>\n";
      out += clauses_text(run_of_reason);
      run_of_reason.clear();
    };
    for (const Entry* entry : gap.entries) {
      if (entry->verdict.reason != reason) flush();
      reason = entry->verdict.reason;
      run_of_reason.push_back(entry);
    }
    flush();
    out += "</ul></details>\n";
  }
  out += "</details>\n";
}

// A target that does not answer leaves every clause undecided: the first ones of a reason with their
// evidence, the others in a list.
void append_undecided(std::string& out, Writing& writing) {
  constexpr std::size_t kWithEvidence = 20;
  const std::vector<ReasonGroup> groups = by_reason(writing.ledger, Standing::undecided);
  if (groups.empty()) return;
  append_open(out, writing.ledger, Standing::undecided, true);
  for (const ReasonGroup& group : groups) {
    out += "<p class=\"reason\">" + html_text(group.reason.empty() ? "no reason was given" : group.reason) +
           "</p>\n";
    const std::size_t limit = std::min(group.entries.size(), kWithEvidence);
    for (std::size_t i = 0; i < limit; ++i) {
      append_clause(out, *group.entries[i], writing.facts, false);
      writing.placed.insert(group.entries[i]);
    }
    if (limit < group.entries.size()) {
      out += "<details class=\"gap\"><summary>and " + std::to_string(group.entries.size() - limit) +
             " more</summary>\n<ul class=\"more\">\n" +
             clauses_text({group.entries.begin() + static_cast<std::ptrdiff_t>(limit), group.entries.end()}) +
             "</ul></details>\n";
    }
  }
  out += "</details>\n";
}

constexpr std::size_t kMostCoverageRows = 500;  // of a list

void append_coverage_row(std::string& out, const Coverage& row) {
  const auto cell = [&](std::size_t number, Standing standing) {
    out += number > 0
               ? "<td class=\"" + std::string(to_string(standing)) + "\">" + std::to_string(number) + "</td>"
               : std::string("<td class=\"none\"></td>");
  };
  out += "<tr><th scope=\"row\">" + html_text(row.name) + "</th><td>" + covered_share(row) + "</td>";
  cell(row.holds, Standing::holds);
  cell(row.failing, Standing::violated);
  cell(row.warnings, Standing::warning);
  cell(row.clauses - row.covered(), Standing::unexercised);
  out += "</tr>\n";
}

void append_coverage_tables(std::string& out, const Ledger& ledger) {
  if (is_proof(ledger.run) || ledger.entries.empty()) return;
  const CoverageReport report = coverage_of(ledger);
  out += "<details class=\"group\" id=\"coverage\">\n<summary><h2>Coverage: " + covered_share(report.whole) +
         "</h2></summary>\n<p class=\"soft\">The clauses that the run exercised. What only violated clauses "
         "reached was seen, but nothing says that it works.</p>\n";
  for (const CoverageSection& section : sections_of(report)) {
    if (section.rows->empty()) continue;
    out += "<div class=\"scroll\"><table class=\"counts\">\n<caption>" + capitalized(section.heading) +
           "</caption>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">share</th>";
    for (const Standing column :
         {Standing::holds, Standing::violated, Standing::warning, Standing::unexercised}) {
      out += "<th scope=\"col\" class=\"" + std::string(to_string(column)) + "\">" + html_sign(column) +
             "<span class=\"word\">" +
             (column == Standing::unexercised ? "not exercised" : std::string(to_string(column))) +
             "</span></th>";
    }
    out += "</tr></thead>\n<tbody>\n";
    const std::size_t limit = std::min(section.rows->size(), kMostCoverageRows);
    for (std::size_t i = 0; i < limit; ++i) append_coverage_row(out, (*section.rows)[i]);
    out += "</tbody>\n</table></div>\n";
    if (limit < section.rows->size())
      out += "<p class=\"soft\">and " + std::to_string(section.rows->size() - limit) +
             " more: the JSON report has all</p>\n";
  }
  out += "</details>\n";
}

// A proof has findings for what holds.
void append_holding(std::string& out, Writing& writing) {
  if (!is_proof(writing.ledger.run)) return;
  const std::vector<const Entry*> entries = entries_of(writing.ledger, Standing::holds);
  if (entries.empty()) return;
  append_open(out, writing.ledger, Standing::holds, false);
  for (const Entry* entry : entries) {
    append_clause(out, *entry, writing.facts, false);
    writing.placed.insert(entry);
  }
  out += "</details>\n";
}

// One letter, because a large contract has ten thousand cells.
char letter(Standing standing) {
  switch (standing) {
    case Standing::violated:
      return 'v';
    case Standing::undecided:
      return 'd';
    case Standing::warning:
      return 'w';
    case Standing::waived:
      return 'k';
    case Standing::unexercised:
      return 'n';
    case Standing::holds:
      return 'h';
  }
  return 'n';
}

std::string counts_of(const Tally& tally, Question question) {
  std::vector<std::string> parts;
  for (const Standing standing : kParts) {
    if (const std::size_t number = count(tally, standing); number > 0)
      parts.push_back(counted(number, question, standing));
  }
  return join(parts, ", ");
}

// A cell per clause: a link to what has a place on the page, else the place itself.
void append_map(std::string& out, const Writing& writing) {
  if (writing.ledger.entries.empty()) return;
  const Question question = writing.ledger.run.question;
  out +=
      "<details class=\"group\" id=\"map\" open>\n<summary><h2>Every clause</h2></summary>\n<p "
      "class=\"soft\">"
      "One cell per clause:";
  for (const Standing standing : kParts) {
    if (count(writing.ledger.tally(), standing) == 0) continue;
    out += std::string(" <span class=\"map\"><i class=") + letter(standing) + "></i></span> " +
           std::string(words(question, standing).name);
  }
  out += "</p>\n";
  for (const OperationSummary& operation : by_operation(writing.ledger)) {
    out += "<h3>" + html_text(operation.name) + " <span class=\"soft\">" +
           counts_of(operation.tally, question) + "</span></h3>\n<p class=\"map\">";
    for (const Entry* entry : operation.entries) {
      const std::string name = clause_anchor(entry->clause);
      const char kind = letter(standing(*entry));
      if (writing.placed.contains(entry)) {
        out += std::string("<a class=") + kind + " href=\"#" + name + "\" title=\"" +
               html_text(entry->clause->claim) + "\"></a>";
      } else {
        out += std::string("<i class=") + kind + " id=\"" + name + "\" title=\"" +
               html_text(entry->clause->claim) + "\"></i>";
      }
    }
    out += "</p>\n";
  }
  out += "</details>\n";
}

// A browser opens a page of three megabytes at once. Until it has so many bytes, exchanges have their
// commands.
constexpr std::size_t kLargePage = 2'750'000;

// Messages take what the rest of the page leaves: a cell per clause, a word per unexercised one, and a block
// per exchange. The first violations have theirs in any case.
std::size_t messages_until(const Ledger& ledger) {
  constexpr std::size_t kFirst = 250'000;
  constexpr std::size_t kCell = 50;
  constexpr std::size_t kBlock = 250;
  std::size_t rest = 0;
  for (const Entry& entry : ledger.entries) {
    const Clause& clause = entry.clause;
    rest += clause.coordinate.size() + clause.claim.size() + kCell;
    if (standing(entry) == Standing::unexercised)
      rest += clause.coordinate.size() - std::min(clause.operation.size(), clause.coordinate.size());
  }
  for (const SentRequest& exchange : ledger.exchanges)
    rest += exchange.probe.size() + exchange.request.size() + exchange.outcome.size() + kBlock;
  return std::max(kFirst, kLargePage - std::min(kLargePage, rest));
}

void append_exchange(std::string& out, const ShownExchange& shown, std::size_t messages_until) {
  const SentRequest& exchange = *shown.exchange;
  out += "<section class=\"clause\" id=\"" + exchange_anchor(shown) + "\">\n<h3>" +
         html_text(exchange.probe) + "</h3>\n<dl class=\"evidence\">\n";
  append_term(out, "Sent", html_code(exchange.request));
  append_term(out, "Response", html_text(exchange.outcome) + ", " + duration_text(exchange.elapsed));
  for (const std::string& value : exchange.values) append_term(out, "Value", html_text(value));
  if (out.size() < kLargePage) append_term(out, "Repeat", html_command(exchange.reproduce.text()));
  out += "</dl>\n";
  if (exchange.messages && out.size() < messages_until) {
    out += "<details><summary>Request and response</summary>\n";
    append_request(out, *exchange.messages);
    if (exchange.messages->status != 0) append_response(out, *exchange.messages, {});
    out += "</details>\n";
  }
  out += "</section>\n";
}

void append_exchanges(std::string& out, const Writing& writing) {
  const Ledger& ledger = writing.ledger;
  if (ledger.exchanges.empty()) return;
  const auto of_rounds = std::count_if(ledger.exchanges.begin(), ledger.exchanges.end(),
                                       [](const SentRequest& one) { return one.round > 0; });
  out += "<details class=\"group\" id=\"exchanges\">\n<summary><h2>Exchanges: " +
         std::to_string(ledger.exchanges.size()) + "</h2></summary>\n";
  if (of_rounds > 0)
    out += "<p class=\"soft\">" + std::to_string(of_rounds) +
           " of them from rounds: those that the verdicts are about.</p>\n";
  const bool has_messages = std::any_of(ledger.exchanges.begin(), ledger.exchanges.end(),
                                        [](const SentRequest& one) { return one.messages.has_value(); });
  if (has_messages) {
    out +=
        "<p class=\"soft\">Secrets are replaced by the names of their variables. Contents are cut. "
        "Cookies and tokens that the target sets are left out of headers, and not out of contents.</p>\n";
  }
  for (std::size_t i = 0; i < ledger.exchanges.size(); ++i)
    append_exchange(out, {i, &ledger.exchanges[i]}, writing.facts.messages_until);
  out += "</details>\n";
}

}  // namespace

std::string html_report(const Ledger& ledger) {
  Writing writing{.ledger = ledger,
                  .facts = {.question = ledger.run.question,
                            .exchanges = Exchanges(ledger.exchanges),
                            .messages_until = messages_until(ledger)}};
  std::string out;
  append_head(out, ledger);
  append_header(out, ledger);
  out += "<main>\n";
  append_verdict(out, ledger);
  append_tools(out, ledger);
  append_causes(out, writing, Standing::violated);
  append_undecided(out, writing);
  append_notes(out, ledger.run);
  append_causes(out, writing, Standing::warning);
  append_causes(out, writing, Standing::waived);
  append_gaps(out, ledger);
  append_table(out, ledger);
  append_coverage_tables(out, ledger);
  append_holding(out, writing);
  append_map(out, writing);
  append_exchanges(out, writing);
  out +=
      "</main>\n<footer><p>A clause is the smallest statement of the documentation that can be true or false "
      "by "
      "itself.</p></footer>\n<script>" +
      std::string(kHtmlScript) + "</script>\n</body>\n</html>\n";
  return out;
}

}  // namespace avouch
