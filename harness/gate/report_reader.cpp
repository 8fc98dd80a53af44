// SPDX-License-Identifier: MIT
#include "gate/report_reader.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr int kFormat = 1;  // the version that this reads

constexpr ClauseKind kKinds[] = {ClauseKind::status,      ClauseKind::media_type, ClauseKind::body_syntax,
                                 ClauseKind::body_schema, ClauseKind::header,     ClauseKind::cors,
                                 ClauseKind::security,    ClauseKind::drift,      ClauseKind::state,
                                 ClauseKind::workflow};
// Kinds end where they have no name.
static_assert(traits_of(static_cast<ClauseKind>(std::size(kKinds))).name.empty(),
              "a kind of clause is not read");
constexpr Outcome kOutcomes[] = {Outcome::holds, Outcome::violated, Outcome::unexercised, Outcome::undecided};
constexpr WaiverUse::State kStates[] = {WaiverUse::State::used, WaiverUse::State::expired,
                                        WaiverUse::State::stale, WaiverUse::State::unexercised,
                                        WaiverUse::State::unjudged};
constexpr Admission kAdmissions[] = {Admission::not_asked, Admission::refused, Admission::granted};

// Reads members. The first thing that is missing or has another type is the error; what follows is read as
// empty.
class ReportReader {
 public:
  explicit ReportReader(const std::string& file) : file_(file) {}

  const JsonValue& member(const JsonValue& of, const char* name, ValueKind kind) {
    static const JsonValue kNone;
    const JsonValue* found = of.find(name);
    if (found != nullptr && found->kind == kind) return *found;
    refuse("`" + std::string(name) + "` of the report is not " + std::string(to_string(kind)),
           found == nullptr ? of : *found);
    return kNone;
  }

  std::string text(const JsonValue& of, const char* name) { return member(of, name, ValueKind::string).text; }

  // Of a member that may be null or missing.
  static std::string text_or_none(const JsonValue& of, const char* name) {
    const JsonValue* found = of.find(name);
    return found != nullptr && found->is_string() ? found->text : "";
  }

  std::size_t number(const JsonValue& of, const char* name) {
    const JsonValue& found = member(of, name, ValueKind::number);
    std::size_t read = 0;
    const char* end = found.text.data() + found.text.size();
    const auto [stop, code] = std::from_chars(found.text.data(), end, read);
    if (code != std::errc() || stop != end) refuse("`" + std::string(name) + "` is no count", found);
    return read;
  }

  static std::vector<std::string> texts(const JsonValue& of, const char* name) {
    std::vector<std::string> all;
    const JsonValue* found = of.find(name);
    if (found == nullptr) return all;
    for (const JsonValue& item : found->items) all.push_back(item.text);
    return all;
  }

  template <class T, std::size_t size>
  T one_of(const JsonValue& of, const char* name, const T (&known)[size]) {
    const std::string word = text(of, name);
    for (const T candidate : known) {
      if (word == to_string(candidate)) return candidate;
    }
    refuse("`" + std::string(name) + "` has the unknown value " + in_quotes(word, 40), of);
    return known[0];
  }

  void refuse(std::string title, const JsonValue& at) {
    if (!errors.empty()) return;
    errors.push_back({.title = std::move(title),
                      .place = {.file = file_, .pointer = {}, .line = static_cast<int>(at.line)},
                      .hint = "Name a report that avouch run --report-json wrote."});
  }

  Errors errors;

 private:
  const std::string& file_;
};

std::chrono::microseconds micros_of(ReportReader& reader, const JsonValue& of) {
  return std::chrono::microseconds(static_cast<std::int64_t>(reader.number(of, "elapsed_us")));
}

// "2026-11-29T03:47:55Z", "2026-11-29T03:47:55.123456Z"; the epoch if it is written in another way.
std::chrono::system_clock::time_point time_of(const std::string& text) {
  const auto part = [&](std::size_t at, std::size_t length) {
    int number = 0;
    if (text.size() >= at + length) std::from_chars(text.data() + at, text.data() + at + length, number);
    return number;
  };
  const std::chrono::year_month_day date{std::chrono::year{part(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  if (!date.ok()) return {};
  const bool has_fraction = text.size() >= 26 && text[19] == '.';
  return std::chrono::sys_days(date) + std::chrono::hours(part(11, 2)) + std::chrono::minutes(part(14, 2)) +
         std::chrono::seconds(part(17, 2)) + std::chrono::microseconds(has_fraction ? part(20, 6) : 0);
}

Place place_of(const JsonValue* value) {
  if (value == nullptr || !value->is_object()) return {};
  Place place{.file = ReportReader::text_or_none(*value, "file"),
              .pointer = ReportReader::text_or_none(*value, "pointer")};
  if (const JsonValue* line = value->find("line"); line != nullptr && line->is_number())
    std::from_chars(line->text.data(), line->text.data() + line->text.size(), place.line);
  return place;
}

Waived waived_of(ReportReader& reader, const JsonValue& value) {
  return {.reason = reader.text(value, "reason"),
          .owner = ReportReader::text_or_none(value, "owner"),
          .issue = ReportReader::text_or_none(value, "issue"),
          .expires = ReportReader::text_or_none(value, "expires"),
          .message = ReportReader::text_or_none(value, "message"),
          .place = place_of(value.find("place"))};
}

Rounds rounds_of(ReportReader& reader, const JsonValue& value) {
  Rounds rounds{.rounds = reader.number(value, "rounds"),
                .requests = reader.number(value, "requests"),
                .exchanges = reader.number(value, "exchanges"),
                .unanswered = reader.number(value, "unanswered"),
                .elapsed = micros_of(reader, value),
                .latency = {},
                .ended = ReportReader::text_or_none(value, "ended")};
  const std::vector<JsonValue>& buckets = reader.member(value, "histogram", ValueKind::array).items;
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    // The longest time is exact, and in the last bucket.
    const std::size_t time =
        i + 1 < buckets.size() ? reader.number(buckets[i], "up_to_us")
                               : reader.number(reader.member(value, "latency_us", ValueKind::object), "max");
    rounds.latency.add(std::chrono::microseconds(static_cast<std::int64_t>(time)),
                       reader.number(buckets[i], "count"));
  }
  return rounds;
}

RoundsTally rounds_tally_of(ReportReader& reader, const JsonValue& value) {
  const JsonValue* first = value.find("first_violation");
  return {.judged = reader.number(value, "judged"),
          .violated = reader.number(value, "violated"),
          .undecided = reader.number(value, "undecided"),
          .first_violation =
              first != nullptr && first->is_number() ? reader.number(value, "first_violation") : 0};
}

Run run_of(ReportReader& reader, const JsonValue& value) {
  Run run{.version = reader.text(value, "version"),
          .contract = reader.text(value, "contract"),
          .title = reader.text(value, "title"),
          .target = reader.text(value, "target"),
          .hostname = reader.text(value, "hostname"),
          .started = time_of(reader.text(value, "started")),
          .elapsed = micros_of(reader, value),
          .notes = ReportReader::texts(value, "notes"),
          .faults = ReportReader::texts(value, "faults"),
          .interrupted = reader.member(value, "interrupted", ValueKind::boolean).is_true};
  run.api_version = ReportReader::text_or_none(value, "api_version");
  run.admission = reader.one_of(value, "admission", kAdmissions);
  run.left_behind = ReportReader::texts(value, "left_behind");
  if (const JsonValue* waivers = value.find("waivers")) {
    for (const JsonValue& use : waivers->items) {
      run.waivers.push_back({.clause = reader.text(use, "clause"),
                             .waived = waived_of(reader, use),
                             .state = reader.one_of(use, "state", kStates),
                             .violations = reader.number(use, "violations"),
                             .why = reader.text(use, "why")});
    }
  }
  if (const JsonValue* places = value.find("fault_places")) {
    for (const JsonValue& place : places->items) run.fault_places.push_back(place_of(&place));
  }
  run.contract_digest = ReportReader::text_or_none(value, "contract_digest");
  run.documents_digest = ReportReader::text_or_none(value, "documents_digest");
  if (value.find("contract_clauses") != nullptr)
    run.contract_clauses = reader.number(value, "contract_clauses");
  if (const JsonValue* shard = value.find("shard"); shard != nullptr && shard->is_object())
    run.shard = Shard{.index = reader.number(*shard, "index"), .total = reader.number(*shard, "total")};
  if (const JsonValue* rounds = value.find("rounds"); rounds != nullptr && rounds->is_object())
    run.rounds = rounds_of(reader, *rounds);
  if (const JsonValue* unmet = value.find("unmet")) {
    for (const JsonValue& one : unmet->items) {
      run.unmet.push_back({.kind = reader.text(one, "kind") == "known failures" ? Unmet::Kind::known_failures
                                                                                : Unmet::Kind::exercise,
                           .what = reader.text(one, "what")});
    }
  }
  return run;
}

Entry entry_of(ReportReader& reader, const JsonValue& value) {
  Entry entry{.clause = Clause{.coordinate = reader.text(value, "coordinate"),
                               .operation = reader.text(value, "operation"),
                               .kind = reader.one_of(value, "kind", kKinds),
                               .severity = reader.text(value, "severity") == "warning" ? Severity::warning
                                                                                       : Severity::violation,
                               .claim = reader.text(value, "claim"),
                               .place = place_of(value.find("place")),
                               .documentation = ReportReader::text_or_none(value, "documentation")},
              .verdict = {.outcome = reader.one_of(value, "outcome", kOutcomes),
                          .reason = ReportReader::text_or_none(value, "reason"),
                          .instances = reader.number(value, "instances"),
                          .failures = reader.number(value, "failures")},
              .probe = ReportReader::text_or_none(value, "probe"),
              .reproduce = ReportReader::text_or_none(value, "reproduce"),
              .elapsed = micros_of(reader, value)};
  entry.verdict.severity = entry.clause->severity;
  for (const JsonValue& finding : reader.member(value, "findings", ValueKind::array).items) {
    entry.verdict.findings.push_back({.where = reader.text(finding, "where"),
                                      .seen = reader.text(finding, "seen"),
                                      .expected = reader.text(finding, "expected")});
    const JsonValue* excerpt = finding.find("excerpt");
    if (excerpt != nullptr && excerpt->is_object()) {
      entry.verdict.findings.back().excerpt = {.before = reader.text(*excerpt, "before"),
                                               .marked = reader.text(*excerpt, "marked"),
                                               .after = reader.text(*excerpt, "after")};
    }
  }
  if (const JsonValue* waived = value.find("waived"); waived != nullptr && waived->is_object())
    entry.waived = waived_of(reader, *waived);
  if (const JsonValue* rounds = value.find("rounds"); rounds != nullptr && rounds->is_object())
    entry.rounds = rounds_tally_of(reader, *rounds);
  entry.chain = ReportReader::texts(value, "chain");
  if (value.find("position") != nullptr) entry.position = reader.number(value, "position");
  return entry;
}

http::Fields fields_of(ReportReader& reader, const JsonValue& value) {
  http::Fields fields;
  for (const JsonValue& field : reader.member(value, "headers", ValueKind::array).items)
    fields.push_back({reader.text(field, "name"), reader.text(field, "value")});
  return fields;
}

ShownContent content_of(ReportReader& reader, const JsonValue& value) {
  const JsonValue& content = reader.member(value, "content", ValueKind::object);
  ShownContent shown{.text = ReportReader::text_or_none(content, "text"),
                     .size = reader.number(content, "size"),
                     .is_cut = reader.number(content, "cut") > 0};
  if (content.find("base64") == nullptr) return shown;
  std::optional<std::string> bytes = http::unbase64(reader.text(content, "base64"));
  if (!bytes) reader.refuse("`base64` is not base64", content);
  shown.text = std::move(bytes).value_or("");
  return shown;
}

Messages messages_of(ReportReader& reader, const JsonValue& value) {
  const JsonValue& request = reader.member(value, "request", ValueKind::object);
  Messages messages{.started = time_of(ReportReader::text_or_none(value, "started")),
                    .method = reader.text(request, "method"),
                    .url = reader.text(request, "url"),
                    .request_fields = fields_of(reader, request),
                    .request_content = content_of(reader, request)};
  const JsonValue* response = value.find("response");
  if (response == nullptr || !response->is_object()) return messages;
  messages.status = static_cast<int>(std::min<std::size_t>(reader.number(*response, "status"), 999));
  messages.reason = reader.text(*response, "reason");
  messages.version = reader.text(*response, "version");
  messages.response_fields = fields_of(reader, *response);
  messages.response_content = content_of(reader, *response);
  return messages;
}

SentRequest exchange_of(ReportReader& reader, const JsonValue& value) {
  SentRequest exchange{.probe = reader.text(value, "probe"),
                       .request = reader.text(value, "request"),
                       .outcome = reader.text(value, "outcome"),
                       .reproduce = reader.text(value, "reproduce"),
                       .elapsed = micros_of(reader, value),
                       .values = ReportReader::texts(value, "values")};
  if (value.find("round") != nullptr) exchange.round = reader.number(value, "round");
  if (value.find("sent") != nullptr)
    exchange.was_sent = reader.member(value, "sent", ValueKind::boolean).is_true;
  if (const JsonValue* messages = value.find("messages"); messages != nullptr && messages->is_object())
    exchange.messages = messages_of(reader, *messages);
  return exchange;
}

// A long command stands in the exchange alone (reports/json.h).
void add_commands_of_exchanges(Ledger& ledger) {
  std::unordered_map<std::string_view, SharedText> commands;
  for (const SentRequest& exchange : ledger.exchanges)
    commands.try_emplace(exchange.probe, exchange.reproduce);
  for (Entry& entry : ledger.entries) {
    if (!entry.reproduce.empty()) continue;
    const auto found = commands.find(entry.probe);
    if (found != commands.end()) entry.reproduce = found->second;
  }
}

}  // namespace

bool is_report(std::string_view text) {
  const ParsedBody parsed = parse_body(text, {.depth = kJsonDepth});
  if (parsed.fault) return false;
  const JsonValue root = json_of(parsed.instance->root());
  const JsonValue* format = root.find("format");
  return format != nullptr && format->is_string("avouch-report");
}

Result<Ledger> read_report(const std::string& file, std::string_view text) {
  const ParsedBody parsed = parse_body(text, {.depth = kJsonDepth, .keeps_lines = true});
  if (parsed.fault) {
    return Error{.title = "this is not JSON: " + parsed.fault->reason,
                 .place = {.file = file, .pointer = {}, .line = static_cast<int>(parsed.fault->line)},
                 .hint = "Name a report that avouch run --report-json wrote."};
  }
  const JsonValue root = json_of(parsed.instance->root(), parsed.lines);
  ReportReader reader(file);
  if (const JsonValue* format = root.find("format"); format == nullptr || !format->is_string("avouch-report"))
    reader.refuse("this is no JSON report of avouch run", root);
  if (reader.errors.empty() && reader.number(root, "schemaVersion") != kFormat)
    reader.refuse("this report has a format version that this Avouch does not know", root);
  Ledger ledger{.run = run_of(reader, reader.member(root, "run", ValueKind::object))};
  for (const JsonValue& clause : reader.member(root, "clauses", ValueKind::array).items)
    ledger.entries.push_back(entry_of(reader, clause));
  for (const JsonValue& exchange : reader.member(root, "exchanges", ValueKind::array).items)
    ledger.exchanges.push_back(exchange_of(reader, exchange));
  add_commands_of_exchanges(ledger);
  if (!reader.errors.empty()) return std::move(reader.errors);
  return ledger;
}

}  // namespace avouch
