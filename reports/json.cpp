// SPDX-License-Identifier: MIT
#include "reports/json.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/text.h"
#include "http/syntax.h"
#include "reports/json_coverage.h"
#include "reports/json_text.h"
#include "reports/json_writer.h"
#include "reports/summary.h"
#include "reports/trail.h"
#include "verdict/causes.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t micros(std::chrono::microseconds time) {
  return std::max<std::int64_t>(time.count(), 0);
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::violation:
      return "violation";
    case Severity::warning:
      return "warning";
  }
  return {};
}

Json place_json(const Place& place) {
  if (place == Place{}) return nullptr;
  return {{"file", place.file},
          {"pointer", place.pointer},
          {"line", place.line > 0 ? Json(place.line) : Json(nullptr)}};
}

Json places_json(const std::vector<Place>& places) {
  Json list = Json::array();
  for (const Place& place : places) list.push_back(place_json(place));
  return list;
}

Json waived_json(const Waived& waived) {
  return {{"reason", waived.reason},
          {"owner", text_or_null(waived.owner)},
          {"issue", text_or_null(waived.issue)},
          {"expires", text_or_null(waived.expires)},
          {"message", text_or_null(waived.message)},
          {"place", place_json(waived.place)}};
}

Json waivers_json(const std::vector<WaiverUse>& uses) {
  Json list = Json::array();
  for (const WaiverUse& use : uses) {
    Json one = {{"clause", use.clause},
                {"state", to_string(use.state)},
                {"why", use.why},
                {"violations", use.violations}};
    one.update(waived_json(use.waived));
    list.push_back(std::move(one));
  }
  return list;
}

std::string_view to_text(Unmet::Kind kind) {
  switch (kind) {
    case Unmet::Kind::known_failures:
      return "known failures";
    case Unmet::Kind::exercise:
      return "exercise";
  }
  return {};
}

Json unmet_json(const std::vector<Unmet>& unmet) {
  Json list = Json::array();
  for (const Unmet& one : unmet) list.push_back({{"kind", to_text(one.kind)}, {"what", one.what}});
  return list;
}

Json rounds_json(const Rounds& rounds) {
  const Histogram& latency = rounds.latency;
  Json buckets = Json::array();
  for (const Histogram::Bucket& bucket : latency.buckets())
    buckets.push_back({{"up_to_us", micros(bucket.most)}, {"count", bucket.count}});
  return {{"rounds", rounds.rounds},
          {"requests", rounds.requests},
          {"exchanges", rounds.exchanges},
          {"unanswered", rounds.unanswered},
          {"elapsed_us", micros(rounds.elapsed)},
          {"ended", text_or_null(rounds.ended)},
          {"latency_us",
           {{"p50", micros(latency.quantile(0.5))},
            {"p90", micros(latency.quantile(0.9))},
            {"p99", micros(latency.quantile(0.99))},
            {"max", micros(latency.max())}}},
          {"histogram", std::move(buckets)}};
}

Json rounds_json(const RoundsTally& tally) {
  return {{"judged", tally.judged},
          {"violated", tally.violated},
          {"undecided", tally.undecided},
          {"first_violation", tally.first_violation > 0 ? Json(tally.first_violation) : Json(nullptr)}};
}

Json run_json(const Run& run) {
  Json json = {
      {"version", run.version},
      {"contract", run.contract},
      {"title", run.title},
      {"api_version", text_or_null(run.api_version)},
      {"target", run.target},
      {"hostname", run.hostname},
      {"started", utc_timestamp(run.started) + "Z"},
      {"elapsed_us", micros(run.elapsed)},
      {"interrupted", run.interrupted},
      {"notes", run.notes},
      {"admission", to_string(run.admission)},
      {"left_behind", run.left_behind},
      {"faults", run.faults},
      {"fault_places", places_json(run.fault_places)},
      {"waivers", waivers_json(run.waivers)},
      {"unmet", unmet_json(run.unmet)},
      {"shard", run.shard ? Json{{"index", run.shard->index}, {"total", run.shard->total}} : Json(nullptr)},
      {"contract_digest", text_or_null(run.contract_digest)},
      {"documents_digest", text_or_null(run.documents_digest)},
      {"contract_clauses", run.contract_clauses}};
  if (run.rounds) json["rounds"] = rounds_json(*run.rounds);
  return json;
}

Json tally_json(const Tally& tally) {
  return {{"clauses", tally.total()},        {"holds", tally.holds},   {"violated", tally.violated},
          {"warnings", tally.warnings},      {"waived", tally.waived}, {"undecided", tally.undecided},
          {"unexercised", tally.unexercised}};
}

Json operations_json(const Ledger& ledger) {
  Json operations = Json::array();
  for (const OperationSummary& operation : by_operation(ledger)) {
    Json kinds = Json::object();
    for (const KindSummary& kind : operation.kinds)
      kinds[std::string(to_string(kind.kind))] = tally_json(kind.tally);
    operations.push_back({{"operation", std::string(operation.name)},
                          {"tally", tally_json(operation.tally)},
                          {"kinds", std::move(kinds)}});
  }
  return operations;
}

Json findings_json(const std::vector<Finding>& findings) {
  Json list = Json::array();
  for (const Finding& finding : findings) {
    Json one = {{"where", finding.where}, {"seen", finding.seen}, {"expected", finding.expected}};
    const Excerpt& excerpt = finding.excerpt;
    if (!excerpt.marked.empty())
      one["excerpt"] = {{"before", excerpt.before}, {"marked", excerpt.marked}, {"after", excerpt.after}};
    list.push_back(std::move(one));
  }
  return list;
}

// What is wrong, in the order of the number of clauses.
Json causes_json(const Ledger& ledger) {
  Json list = Json::array();
  for (const Standing standing : {Standing::violated, Standing::warning, Standing::waived}) {
    for (const Cause& cause : causes_of(entries_of(ledger, standing))) {
      Json clauses = Json::array();
      for (const Entry* entry : cause.entries) clauses.push_back(entry->clause->coordinate);
      list.push_back({{"title", cause.title},
                      {"standing", to_string(standing)},
                      {"operations", cause.operations},
                      {"clauses", std::move(clauses)}});
    }
  }
  return list;
}

// "2026-01-31T23:00:59.999999Z"
std::string exact_time(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::floor<std::chrono::microseconds>(time.time_since_epoch()).count();
  std::array<char, 12> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%06dZ",
                static_cast<int>((since % 1'000'000 + 1'000'000) % 1'000'000));
  return utc_timestamp(time) + fraction.data();
}

// JSON is UTF-8. What is not is escaped as every other report shows it.
std::string utf8_text(const std::string& text) {
  return first_invalid_utf8(text) ? printable(text) : text;
}

Json headers_json(const http::Fields& fields) {
  Json list = Json::array();
  for (const http::Field& field : fields)
    list.push_back({{"name", utf8_text(field.name)}, {"value", utf8_text(field.value)}});
  return list;
}

// Adds the bytes that are left out.
Json content_json(const ShownContent& content, std::uint64_t& cut) {
  std::size_t end = std::min(content.text.size(), kJsonContent);
  while (end < content.text.size() && end > 0 &&
         (static_cast<unsigned char>(content.text[end]) & 0xC0U) == 0x80U)
    --end;
  const std::string text = content.text.substr(0, end);
  // A secret and the name of its variable have different lengths, so this is about as many.
  const bool is_cut = content.is_cut || end < content.text.size();
  const std::size_t left_out =
      is_cut ? std::max<std::size_t>(content.size - std::min(content.size, end), 1) : 0;
  cut += left_out;
  Json json = {{"size", content.size}};
  if (first_invalid_utf8(text))
    json["base64"] = http::base64(text);
  else
    json["text"] = text;
  json["cut"] = left_out;
  return json;
}

Json messages_json(const Messages& messages, std::uint64_t& cut) {
  const bool is_noted = messages.started != std::chrono::system_clock::time_point();
  Json json = {{"started", is_noted ? Json(exact_time(messages.started)) : Json(nullptr)},
               {"request",
                {{"method", utf8_text(messages.method)},
                 {"url", utf8_text(messages.url)},
                 {"headers", headers_json(messages.request_fields)},
                 {"content", content_json(messages.request_content, cut)}}},
               {"response", nullptr}};
  if (messages.status != 0) {
    json["response"] = {{"status", messages.status},
                        {"reason", utf8_text(messages.reason)},
                        {"version", utf8_text(messages.version)},
                        {"headers", headers_json(messages.response_fields)},
                        {"content", content_json(messages.response_content, cut)}};
  }
  return json;
}

std::size_t size_of(const Messages& messages) {
  std::size_t size = messages.method.size() + messages.url.size() + messages.reason.size();
  for (const http::Fields* fields : {&messages.request_fields, &messages.response_fields}) {
    for (const http::Field& field : *fields) size += field.name.size() + field.value.size();
  }
  for (const ShownContent* content : {&messages.request_content, &messages.response_content})
    size += std::min(content->text.size(), kJsonContent);
  return size;
}

// The exchanges that are shown with their messages, by their places in the ledger.
struct Told {
  std::set<std::size_t> exchanges;
  std::size_t left_out = 0;  // of those that a verdict is about: there are too many, or none were kept
};

// Those that a verdict is about which does not hold. What fails a run goes first.
Told told_exchanges(const Ledger& ledger, const Exchanges& exchanges) {
  Told told;
  std::set<std::size_t> omitted;
  std::size_t room = kJsonMessages;
  for (const Standing wanted :
       {Standing::violated, Standing::undecided, Standing::waived, Standing::warning}) {
    for (const Entry* entry : entries_of(ledger, wanted)) {
      for (const ShownExchange* one : exchanges.trail_of(*entry)) {
        if (told.exchanges.contains(one->number) || omitted.contains(one->number)) continue;
        const std::optional<Messages>& messages = one->exchange->messages;
        const std::size_t size = messages ? size_of(*messages) : 0;
        if (!messages || size > room) {
          omitted.insert(one->number);
          continue;
        }
        room -= size;
        told.exchanges.insert(one->number);
      }
    }
  }
  told.left_out = omitted.size();
  return told;
}

void add(JsonWriter& to, std::string_view name, const Json& value) {
  to.add(name, json_part(value.dump(2, ' ', true, Json::error_handler_t::replace)));
}

// There are as many clauses as a contract has: what has one line is written without a tree of it.
void add_text_or_null(JsonWriter& to, std::string_view name, std::string_view text) {
  if (text.empty())
    to.add(name, "null");
  else
    to.add_text(name, text);
}

void add_place(JsonWriter& to, const Place& place) {
  if (place == Place{}) {
    to.add("place", "null");
    return;
  }
  to.add_object("place", [&](JsonWriter& of_place) {
    of_place.add_text("file", place.file.text());
    of_place.add_text("pointer", place.pointer);
    if (place.line > 0)
      of_place.add_number("line", static_cast<std::uint64_t>(place.line));
    else
      of_place.add("line", "null");
  });
}

void add_micros(JsonWriter& to, std::string_view name, std::chrono::microseconds time) {
  to.add_number(name, static_cast<std::uint64_t>(micros(time)));
}

// Many clauses have the command of their exchange. A long one stands there alone.
bool is_told_by_the_exchange(const Entry& entry, const Exchanges& exchanges) {
  if (entry.reproduce.size() <= kJsonCommand) return false;
  const ShownExchange* deciding = exchanges.find(entry.probe);
  return deciding != nullptr && deciding->exchange->reproduce == entry.reproduce;
}

void write_clause(JsonWriter& to, const Entry& entry, const Exchanges& exchanges) {
  const Clause& clause = entry.clause;
  const Verdict& verdict = entry.verdict;
  to.add_text("coordinate", clause.coordinate);
  to.add_text("operation", clause.operation);
  to.add_text("kind", to_string(clause.kind));
  to.add_text("severity", to_text(clause.severity));
  to.add_text("claim", clause.claim);
  to.add_text("outcome", to_string(verdict.outcome));
  add_text_or_null(to, "reason", verdict.reason);
  if (entry.waived)
    add(to, "waived", waived_json(*entry.waived));
  else
    to.add("waived", "null");
  if (verdict.findings.empty())
    to.add("findings", "[]");
  else
    add(to, "findings", findings_json(verdict.findings));
  to.add_number("instances", verdict.instances);
  to.add_number("failures", verdict.failures);
  add_place(to, clause.place);
  add_text_or_null(to, "documentation", clause.documentation);
  add_text_or_null(to, "probe", entry.probe);
  if (entry.reproduce.empty() || is_told_by_the_exchange(entry, exchanges))
    to.add("reproduce", "null");
  else
    to.add_shared("reproduce", entry.reproduce);
  add_micros(to, "elapsed_us", entry.elapsed);
  if (!entry.chain.empty()) add(to, "chain", entry.chain);
  to.add_number("position", entry.position);
  if (entry.rounds) add(to, "rounds", rounds_json(*entry.rounds));
}

void write_exchange(JsonWriter& to, const SentRequest& exchange) {
  to.add_text("probe", exchange.probe);
  to.add_text("request", exchange.request);
  to.add_text("outcome", exchange.outcome);
  to.add_shared("reproduce", exchange.reproduce);
  add(to, "values", exchange.values);
  add_micros(to, "elapsed_us", exchange.elapsed);
  if (exchange.round > 0) to.add_number("round", exchange.round);
  if (!exchange.was_sent) add(to, "sent", false);
}

}  // namespace

std::string json_report(const Ledger& ledger) {
  std::string text;
  write_json_report(ledger, [&text](std::string_view part) { text += part; });
  return text;
}

void write_json_report(const Ledger& ledger, const TextSink& sink) {
  JsonWriter report(sink);
  add(report, "format", "avouch-report");
  add(report, "schemaVersion", kReportFormat);
  add(report, "run", run_json(ledger.run));
  add(report, "conclusion", conclusion(ledger));
  add(report, "tally", tally_json(ledger.tally()));
  add(report, "causes", causes_json(ledger));
  add(report, "operations", operations_json(ledger));
  add(report, "coverage", coverage_json<Json>(ledger));
  const Exchanges exchanges(ledger.exchanges);
  report.add_list("clauses", ledger.entries,
                  [&](JsonWriter& to, const Entry& entry) { write_clause(to, entry, exchanges); });
  const Told told = told_exchanges(ledger, exchanges);
  std::uint64_t cut = 0;
  report.add_list("exchanges", ledger.exchanges, [&](JsonWriter& to, const SentRequest& exchange) {
    write_exchange(to, exchange);
    if (told.exchanges.contains(static_cast<std::size_t>(&exchange - ledger.exchanges.data())))
      add(to, "messages", messages_json(*exchange.messages, cut));
  });
  add(report, "messages", {{"exchanges", told.exchanges.size()}, {"left_out", told.left_out}, {"cut", cut}});
  report.end();
}

}  // namespace avouch
