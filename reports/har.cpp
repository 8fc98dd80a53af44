// SPDX-License-Identifier: MIT
#include "reports/har.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/percent.h"
#include "base/text.h"
#include "http/field.h"
#include "http/syntax.h"
#include "reports/json_text.h"

namespace avouch {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kVersion = "HTTP/1.1";  // of every request that Avouch sends

// "2026-01-31T23:00:59.999Z"
std::string started_text(std::chrono::system_clock::time_point time) {
  const auto since = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>((since % 1000 + 1000) % 1000));
  return utc_timestamp(time) + fraction.data();
}

double milliseconds_of(std::chrono::microseconds time) {
  return static_cast<double>(std::max<std::int64_t>(time.count(), 0)) / 1000;
}

Json fields_json(const http::Fields& fields) {
  Json list = Json::array();
  for (const http::Field& field : fields)
    list.push_back({{"name", seen(field.name)}, {"value", seen(field.value)}});
  return list;
}

// The pairs of a query (URL Standard, application/x-www-form-urlencoded). The URL has them as they were sent.
Json query_json(std::string_view url) {
  Json list = Json::array();
  const std::size_t mark = url.find('?');
  if (mark == url.npos || mark + 1 == url.size()) return list;
  for (const std::string_view pair : split(url.substr(mark + 1), '&')) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto decoded = [](std::string_view text) {
      std::string plain(text);
      std::replace(plain.begin(), plain.end(), '+', ' ');
      return seen(percent_decoded(plain));
    };
    list.push_back({{"name", decoded(pair.substr(0, equals))},
                    {"value", decoded(pair.substr(std::min(equals + 1, pair.size())))}});
  }
  return list;
}

// A URI (RFC 3986), whatever came into the URL.
std::string uri_text(std::string_view url) {
  return percent_encoded(url, std::string(kSubDelimiters) + ":/?#[]@%");
}

std::string media_type_text(const http::Fields& fields) {
  return seen(http::combined(fields, "Content-Type").value_or(""));
}

std::string cut_text(const ShownContent& content) {
  return content.is_cut ? "cut after the first " + counted(content.text.size(), "byte", "bytes") : "";
}

Json request_json(const Messages& messages) {
  Json request = {{"method", seen(messages.method)},
                  {"url", uri_text(messages.url)},
                  {"httpVersion", kVersion},
                  {"cookies", Json::array()},
                  {"headers", fields_json(messages.request_fields)},
                  {"queryString", query_json(messages.url)},
                  {"headersSize", -1},
                  {"bodySize", messages.request_content.size}};
  const ShownContent& content = messages.request_content;
  if (content.size == 0) return request;
  // Only a response may have an encoding.
  const bool is_text = !first_invalid_utf8(content.text);
  request["postData"] = {{"mimeType", media_type_text(messages.request_fields)},
                         {"text", is_text ? seen(content.text) : printable(content.text)}};
  std::vector<std::string> comments;
  if (content.is_cut) comments.push_back(cut_text(content));
  if (!is_text) comments.emplace_back("bytes that are not UTF-8 are escaped");
  if (!comments.empty()) request["postData"]["comment"] = join(comments, "; ");
  return request;
}

Json response_json(const Messages& messages) {
  const ShownContent& content = messages.response_content;
  Json body = {{"size", content.size}, {"mimeType", media_type_text(messages.response_fields)}};
  if (messages.status != 0) {
    const bool is_text = !first_invalid_utf8(content.text);
    body["text"] = is_text ? content.text : http::base64(content.text);
    if (!is_text) body["encoding"] = "base64";
    if (content.is_cut) body["comment"] = cut_text(content);
  }
  return {{"status", messages.status},
          {"statusText", seen(messages.reason)},
          {"httpVersion", messages.status == 0 ? "" : seen(messages.version)},
          {"cookies", Json::array()},
          {"headers", fields_json(messages.response_fields)},
          {"content", std::move(body)},
          {"redirectURL", seen(http::combined(messages.response_fields, "Location").value_or(""))},
          {"headersSize", -1},
          {"bodySize", -1}};  // as it was sent, with its codings: not kept
}

Json entry_json(const Ledger& ledger, const SentRequest& exchange) {
  const Messages& messages = *exchange.messages;
  const bool is_noted = messages.started != std::chrono::system_clock::time_point();
  const double time = milliseconds_of(exchange.elapsed);
  Json entry = {{"startedDateTime", started_text(is_noted ? messages.started : ledger.run.started)},
                {"time", time},
                {"request", request_json(messages)},
                {"response", response_json(messages)},
                {"cache", Json::object()},
                // Only the sum of the three is measured.
                {"timings", {{"send", 0}, {"wait", time}, {"receive", 0}}},
                {"comment", seen(exchange.probe)}};
  if (messages.status == 0) entry["response"]["_error"] = seen(exchange.outcome);
  return entry;
}

}  // namespace

std::string har_report(const Ledger& ledger) {
  std::vector<const SentRequest*> shown;
  for (const SentRequest& exchange : ledger.exchanges) {
    if (exchange.messages && exchange.was_sent) shown.push_back(&exchange);
  }
  std::stable_sort(shown.begin(), shown.end(), [](const SentRequest* left, const SentRequest* right) {
    return left->messages->started < right->messages->started;
  });
  Json entries = Json::array();
  for (const SentRequest* exchange : shown) entries.push_back(entry_json(ledger, *exchange));
  const Json creator = {{"name", "Avouch"},
                        {"version", ledger.run.version.empty() ? "0" : ledger.run.version}};
  std::string comment = ledger.run.title;
  for (const std::string& fault : ledger.run.faults) comment += "\nfault in the contract: " + fault;
  const Json report = {{"log",
                        {{"version", "1.2"},
                         {"creator", creator},
                         {"entries", std::move(entries)},
                         {"comment", seen(comment)}}}};
  return json_text(report.dump(2, ' ', true, Json::error_handler_t::replace));
}

}  // namespace avouch
