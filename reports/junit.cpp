// SPDX-License-Identifier: MIT
#include "reports/junit.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <pugixml.hpp>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "reports/summary.h"
#include "verdict/coverage.h"

namespace avouch {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// XML parsers reject very long text (libxml2 above 10 MB), so longer texts are cut.
constexpr std::size_t kTextLimit = 16'384;  // bytes

// Invisible characters are escaped, as in all other reports.
std::string bounded(std::string_view whole) {
  const std::string text = seen(whole);
  if (text.size() <= kTextLimit) return xml_text(text);
  std::size_t end = kTextLimit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return xml_text(std::string_view(text).substr(0, end)) + "… (" + counted(text.size(), "byte", "bytes") +
         ")";
}

// Precondition: `value` is our own text or comes from bounded() or token().
void set(pugi::xml_node node, const char* name, const std::string& value) {
  node.append_attribute(name).set_value(value.c_str());
}

// xs:token with at least one character: the text stays the same when whitespace is collapsed.
std::string token(std::string_view text, std::string_view fallback) {
  std::string out;
  bool gap = false;
  for (const char c : bounded(text)) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gap = !out.empty();
      continue;
    }
    if (std::exchange(gap, false)) out += ' ';
    out += c;
  }
  return out.empty() ? std::string(fallback) : out;
}

// Replacing characters can make two coordinates equal. This keeps names in the document unique.
class UniqueNames {
 public:
  std::string take(std::string name) {
    const std::string base = name;
    for (int number = 2; !taken_.insert(name).second; ++number)
      name = base + " (" + std::to_string(number) + ")";
    return name;
  }

 private:
  std::unordered_set<std::string> taken_;
};

// FetchConfigurationWebhook.media_type: CI servers show the part before the last dot as the package.
// proof.FetchConfigurationWebhook.media_type: keeps proofs apart from runs on the same server.
std::string class_name(const Clause& clause, Question question) {
  std::string kind(to_string(clause.kind));
  for (char& c : kind) c = c == ' ' ? '_' : c;
  return (question == Question::can_it_fail ? "proof." : "") + token(clause.operation, "unnamed") + "." +
         kind;
}

// If the line is unknown, uses the first line: tools require a number to make a link, and the pointer is
// shown above.
std::string file_and_line(const Ledger& ledger, const Clause& clause) {
  return to_string(Place{.file = clause.place->file.empty() ? ledger.run.contract : clause.place->file.text(),
                         .line = std::max(clause.place->line, 1)});
}

std::string findings_text(const Verdict& verdict, std::string_view seen) {
  std::string text;
  for (const Finding& finding : verdict.findings) {
    text += std::string(seen) + ": " + bounded(place_and_value(finding, verdict.reason));
    text += finding.expected.empty() ? "\n" : ", expected " + bounded(finding.expected) + "\n";
  }
  if (const std::string more = omitted_findings(verdict, verdict.findings.size()); !more.empty())
    text += more + "\n";
  return text;
}

// All text has passed bounded(). Repeats the message, and ends in the contract's line, which editors and CI
// servers turn into a link.
std::string problem_text(const Ledger& ledger, const Entry& entry) {
  const Clause& clause = entry.clause;
  std::string text = bounded(headline(entry)) + "\nclaim: " + bounded(clause.claim) + "\n" +
                     findings_text(entry.verdict, words(ledger.run.question, standing(entry)).seen);
  if (!clause.documentation.empty()) text += "documented: " + bounded(clause.documentation) + "\n";
  if (!entry.reproduce.empty()) text += "repeat: " + bounded(entry.reproduce.text()) + "\n";
  if (!clause.place->pointer.empty()) text += "contract: " + bounded(clause.place->pointer) + "\n";
  return text + bounded(file_and_line(ledger, clause));
}

void append_problem(pugi::xml_node test_case, const char* element, std::string_view type,
                    const Ledger& ledger, const Entry& entry) {
  pugi::xml_node problem = test_case.append_child(element);
  set(problem, "type", std::string(type));
  set(problem, "message", bounded(headline(entry)));
  problem.append_child(pugi::node_pcdata).set_value(problem_text(ledger, entry).c_str());
}

void append_outcome(pugi::xml_node test_case, const Ledger& ledger, const Entry& entry) {
  switch (standing(entry)) {
    case Standing::holds:
    case Standing::warning:
      return;
    case Standing::violated:
      append_problem(test_case, "failure", to_string(entry.clause->kind), ledger, entry);
      return;
    case Standing::undecided:
      append_problem(test_case, "error", words(ledger.run.question, Standing::undecided).name, ledger, entry);
      return;
    case Standing::waived:
      set(test_case.append_child("skipped"), "message", "waived: " + bounded(waived_text(*entry.waived)));
      return;
    case Standing::unexercised:
      set(test_case.append_child("skipped"), "message",
          entry.verdict.reason.empty() ? "not exercised" : bounded(entry.verdict.reason));
      return;
  }
}

void append_properties(pugi::xml_node suite, const Ledger& ledger, const OperationSummary& operation) {
  const Run& run = ledger.run;
  const std::array<std::pair<std::string_view, std::string_view>, 5> known = {{
      {"avouch.version", run.version},
      {"avouch.contract", run.contract},
      {"avouch.title", run.title},
      {"avouch.target", run.target},
      {"avouch.interrupted", run.interrupted ? "true" : "false"},
  }};
  pugi::xml_node properties = suite.append_child("properties");
  const auto add = [&](const std::string& name, std::string_view value) {
    pugi::xml_node property = properties.append_child("property");
    set(property, "name", name);
    set(property, "value", bounded(value));
  };
  for (const auto& [name, value] : known) add(std::string(name), value);
  if (run.question != Question::does_it_hold) return;
  // Of the operation of the suite.
  const CoverageReport coverage = coverage_of(operation.entries);
  add("avouch.coverage", covered_text(coverage.whole));
  for (const CoverageSection& section : sections_of(coverage)) {
    if (section.rows == &coverage.operations) continue;
    for (const Coverage& row : *section.rows)
      add(token(std::string("avouch.coverage.") + section.key + "." + row.name, "avouch.coverage"),
          covered_text(row));
  }
}

// What a test case has no place for: a warning passes, and a skipped one has only its reason.
std::string unfailing_text(const OperationSummary& operation) {
  std::string text;
  for (const Entry* entry : operation.entries) {
    const Standing how = standing(*entry);
    if (how != Standing::warning && how != Standing::waived) continue;
    text += std::string(to_string(how)) + ": " + bounded(entry->clause->coordinate) + ": " +
            bounded(headline(*entry)) + "\n" + findings_text(entry->verdict, "seen");
  }
  return text;
}

std::string notes_text(const Run& run) {
  std::string text = run.interrupted ? "the run was interrupted\n" : "";
  for (const std::string& note : run.notes) text += "note: " + bounded(note) + "\n";
  for (const Unmet& unmet : run.unmet) text += bounded(unmet.what) + "\n";
  return text;
}

// Once per report: a contract can have thousands.
std::string faults_text(const Run& run) {
  std::string text;
  for (const std::string& fault : run.faults) text += "fault in the contract: " + bounded(fault) + "\n";
  return text;
}

void append_text(pugi::xml_node parent, const char* element, const std::string& text) {
  pugi::xml_node node = parent.append_child(element);
  if (!text.empty()) node.append_child(pugi::node_pcdata).set_value(text.c_str());
}

// Which clauses have no test case of their own, because they are too many.
enum class Folding {
  none,
  unfailing,  // those that neither fail nor are undecided
  all,
};

Folding folding_of(const Ledger& ledger, std::size_t most_cases) {
  const Tally tally = ledger.tally();
  if (tally.total() <= most_cases) return Folding::none;
  return tally.violated + tally.undecided <= most_cases ? Folding::unfailing : Folding::all;
}

bool is_folded(const Entry& entry, Folding folding) {
  const Standing how = standing(entry);
  const bool is_problem = how == Standing::violated || how == Standing::undecided;
  return folding == Folding::all || (folding == Folding::unfailing && !is_problem);
}

Tally folded_tally(const OperationSummary& operation, Folding folding) {
  Tally tally;
  for (const Entry* entry : operation.entries) {
    if (is_folded(*entry, folding)) tally.add(*entry);
  }
  return tally;
}

// Of clauses that share a test case.
Standing standing_of(const Tally& tally) {
  if (tally.violated > 0) return Standing::violated;
  if (tally.undecided > 0) return Standing::undecided;
  return tally.holds + tally.warnings > 0 ? Standing::holds : Standing::unexercised;
}

// State that the whole document shares.
struct Document {
  const Ledger& ledger;
  Folding folding = Folding::none;
  UniqueNames suites;
  UniqueNames cases;
  std::unordered_set<std::string_view> counted_probes;
};

std::chrono::microseconds time_of(Document& document, const Entry& entry) {
  const bool first = !entry.probe.empty() && document.counted_probes.insert(entry.probe).second;
  return first ? entry.elapsed : std::chrono::microseconds{0};
}

// The clauses of an operation that have no test case of their own, as one.
void append_fold(pugi::xml_node suite, const OperationSummary& operation, const Tally& folded,
                 Document& document) {
  constexpr std::size_t kMostShown = 20;
  pugi::xml_node test_case = suite.append_child("testcase");
  set(test_case, "name",
      document.cases.take(token(std::string(operation.name) + "/*", "unnamed") + " (" +
                          counted(folded.total(), "clause", "clauses") + ")"));
  set(test_case, "classname", token(operation.name, "unnamed"));
  set(test_case, "time", seconds(std::chrono::microseconds{0}));
  const Standing how = standing_of(folded);
  if (how == Standing::holds) return;
  const std::string counts = counts_text(folded, document.ledger.run.question);
  if (how == Standing::unexercised) {
    set(test_case.append_child("skipped"), "message", counts);
    return;
  }
  pugi::xml_node problem = test_case.append_child(how == Standing::violated ? "failure" : "error");
  set(problem, "type", std::string(to_string(how)));
  set(problem, "message", counts);
  std::string text = counts + "\n";
  std::size_t number = 0;
  for (const Entry* entry : operation.entries) {
    if (standing(*entry) == how && ++number <= kMostShown)
      text += bounded(entry->clause->coordinate) + ": " + bounded(headline(*entry)) + "\n";
  }
  if (number > kMostShown)
    text += "and " + std::to_string(number - kMostShown) + " more; the JSON report has all of them\n";
  problem.append_child(pugi::node_pcdata).set_value(text.c_str());
}

void append_suite(pugi::xml_node root, int id, const OperationSummary& operation, Document& document) {
  const Run& run = document.ledger.run;
  std::vector<std::chrono::microseconds> times;
  std::chrono::microseconds sum{0};
  for (const Entry* entry : operation.entries) sum += times.emplace_back(time_of(document, *entry));

  pugi::xml_node suite = root.append_child("testsuite");
  set(suite, "name", document.suites.take(token(operation.name, "unnamed")));
  set(suite, "id", std::to_string(id));
  set(suite, "package", "avouch");
  set(suite, "hostname", token(run.hostname, "localhost"));
  set(suite, "timestamp", utc_timestamp(run.started));
  const Tally folded = folded_tally(operation, document.folding);
  const bool has_fold = folded.total() > 0;
  const auto count_of_cases = [&](std::size_t all, std::size_t without, bool is_fold) {
    return std::to_string(all - without + (is_fold ? 1 : 0));
  };
  const Standing fold = standing_of(folded);
  set(suite, "tests", count_of_cases(operation.tally.total(), folded.total(), has_fold));
  set(suite, "failures",
      count_of_cases(operation.tally.violated, folded.violated, has_fold && fold == Standing::violated));
  set(suite, "errors",
      count_of_cases(operation.tally.undecided, folded.undecided, has_fold && fold == Standing::undecided));
  set(suite, "skipped",
      count_of_cases(operation.tally.unexercised + operation.tally.waived, folded.unexercised + folded.waived,
                     has_fold && fold == Standing::unexercised));
  set(suite, "time", seconds(sum));
  append_properties(suite, document.ledger, operation);
  for (std::size_t i = 0; i < operation.entries.size(); ++i) {
    const Entry& entry = *operation.entries[i];
    if (is_folded(entry, document.folding)) continue;
    pugi::xml_node test_case = suite.append_child("testcase");
    set(test_case, "name", document.cases.take(token(entry.clause->coordinate, "unnamed")));
    set(test_case, "classname", class_name(entry.clause, run.question));
    set(test_case, "time", seconds(times[i]));
    append_outcome(test_case, document.ledger, entry);
  }
  if (has_fold) append_fold(suite, operation, folded, document);
  const std::string counts =
      has_fold ? token(operation.name, "unnamed") + "/*: " + counts_text(folded, run.question) + "\n" : "";
  append_text(suite, "system-out", counts + unfailing_text(operation));
  append_text(suite, "system-err", notes_text(run) + (id == 0 ? faults_text(run) : ""));
}

struct StringWriter : pugi::xml_writer {
  std::string text;
  void write(const void* data, std::size_t size) override {
    text.append(static_cast<const char*>(data), size);
  }
};

// The same document for a parser, but a CI server that gets it on stdout finds no command in it ("::" where a
// line begins, "##[", "##vso["), and a terminal does not return to the beginning of a line.
std::string without_commands(std::string_view xml) {
  std::string out;
  out.reserve(xml.size());
  bool is_at_begin = true;  // of a line, blanks aside
  for (std::size_t at = 0; at < xml.size(); ++at) {
    const std::string_view rest = xml.substr(at);
    if (is_at_begin && rest.starts_with("::")) {
      out += "&#58;";
    } else if (rest.starts_with("##[") || rest.starts_with("##vso[")) {
      out += "&#35;";
    } else if (xml[at] == '\r') {
      out += "&#13;";
    } else {
      out += xml[at];
    }
    is_at_begin = xml[at] == '\n' || xml[at] == '\r' || (is_at_begin && (xml[at] == ' ' || xml[at] == '\t'));
  }
  return out;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t valid = first_invalid_utf8(text).value_or(text.size());
    for (std::size_t at = 0; at < valid; ++at) {
      const auto byte = static_cast<unsigned char>(text[at]);
      if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') {
        out += kReplacement;
      } else if (byte == 0xEF &&
                 (text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF")) {
        out += kReplacement;  // U+FFFE and U+FFFF are well-formed UTF-8, but not a Char of XML 1.0
        at += 2;
      } else {
        out += text[at];
      }
    }
    if (valid < text.size()) out += kReplacement;
    text.remove_prefix(std::min(valid + 1, text.size()));
  }
  return out;
}

std::string junit_report(const Ledger& ledger) {
  return limited_junit_report(ledger, std::numeric_limits<std::size_t>::max());
}

std::string limited_junit_report(const Ledger& ledger, std::size_t most_cases) {
  pugi::xml_document xml;
  pugi::xml_node declaration = xml.append_child(pugi::node_declaration);
  set(declaration, "version", "1.0");
  set(declaration, "encoding", "UTF-8");
  pugi::xml_node root = xml.append_child("testsuites");
  Document document{.ledger = ledger, .folding = folding_of(ledger, most_cases)};
  int id = 0;
  for (const OperationSummary& operation : by_operation(ledger))
    append_suite(root, id++, operation, document);
  StringWriter writer;
  xml.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
  return without_commands(writer.text);
}

}  // namespace avouch
