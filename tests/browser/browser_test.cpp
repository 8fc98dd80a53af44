// SPDX-License-Identifier: MIT
// Compares the CORS simulation with a real browser. A page makes every call of the table in a headless
// Chromium; the simulation must predict what the browser sent and what the page could read.
#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "cases.h"
#include "chromium.h"
#include "fixtures/raw_server.h"
#include "http/field.h"

namespace avouch {
namespace browser_test {

using nlohmann::json;

constexpr std::chrono::seconds kPatience{120};  // for all the calls together

constexpr const char* kScript = R"(<!doctype html><script>
(async () => {
  const cases = await (await fetch("/cases")).json();
  const results = [];
  for (const one of cases) {
    try {
      const response = await fetch(one.url, one.options);
      results.push({readable: true, exposed: [...response.headers.keys()]});
    } catch (error) {
      results.push({readable: false, exposed: []});
    }
  }
  await fetch("/results", {method: "POST", body: JSON.stringify(results)});
})();
</script>)";

// What came to the server for one case at one hop.
struct Arrived {
  bool preflight = false;
  bool request = false;
  std::string asked_headers;  // Access-Control-Request-Headers
};

// "/7" is case 7, "/7/next" where it redirects to.
struct CaseName {
  std::size_t index = 0;
  bool is_next = false;
};

std::optional<CaseName> case_of(std::string_view path) {
  const std::size_t end = path.find_first_not_of("0123456789", 1);
  const std::string_view digits = path.substr(1, end == std::string_view::npos ? end : end - 1);
  if (digits.empty() || digits.size() > 6) return std::nullopt;
  const std::string_view rest = path.substr(1 + digits.size());
  if (!rest.empty() && rest != "/next") return std::nullopt;
  return CaseName{std::stoul(std::string(digits)), !rest.empty()};
}

std::string header_of(const std::string& request, std::string_view name) {
  for (const std::string_view line : split(request, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !equals_ignoring_ascii_case(line.substr(0, colon), name)) continue;
    std::string_view value = line.substr(colon + 1);
    if (value.ends_with('\r')) value.remove_suffix(1);
    return std::string(trim_ows(value));
  }
  return {};
}

// Two servers, the page's and its target, and a browser between them.
class Experiment {
 public:
  Experiment()
      : cases_(browser_cases()),
        arrived_(2 * cases_.size()),
        page_([this](const std::string& request) { return serve(request, true); }),
        target_([this](const std::string& request) { return serve(request, false); }) {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      cases_[i].call.origin = page_.url();
      cases_[i].call.url = target_.url("/" + std::to_string(i));
      cases_[i].call.star_covers_authorization = true;
    }
    is_ready_ = true;
  }

  // Whether the page reported in time.
  bool run(const std::string& program) {
    const Chromium browser(program, page_.url("/"));
    std::unique_lock lock(mutex_);
    return reported_.wait_for(lock, kPatience, [this] { return !results_.is_null(); });
  }

  const std::vector<BrowserCase>& cases() const { return cases_; }
  const json& result(std::size_t index) const { return results_.at(index); }
  const Arrived& arrived(std::size_t index, bool is_next) const {
    return arrived_.at(2 * index + (is_next ? 1 : 0));
  }

  cors::CallOutcome simulated(std::size_t index) const {
    return cors::simulate(cases_[index].call,
                          [this](const cors::BrowserRequest& asked) -> cors::NetworkAnswer {
                            const auto name = case_of(asked.url.path);
                            if (!name) return cors::NoAnswer{"there is no case at " + asked.url.path};
                            return answer(*name, asked.is_preflight);
                          });
  }

 private:
  std::string filled_in(std::string text, const CaseName& name) const {
    const std::string elsewhere = "http://localhost:" + std::to_string(target_.port());
    const std::pair<std::string, std::string> words[] = {
        {"{origin}", page_.url()},
        {"{target}", target_.url()},
        {"{elsewhere}", elsewhere},
        {"{next}", "/" + std::to_string(name.index) + "/next"}};
    for (const auto& [word, by] : words) {
      for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
        text.replace(at, word.size(), by);
      }
    }
    return text;
  }

  http::Response answer(const CaseName& name, bool is_preflight) const {
    const BrowserCase& one = cases_[name.index];
    http::Response response = is_preflight ? (name.is_next ? one.next_preflight.value() : one.preflight)
                                           : (name.is_next ? one.next_response.value() : one.response);
    for (http::Field& field : response.fields) field.value = filled_in(field.value, name);
    const bool has_body = response.status != 204 && response.status != 304;
    if (has_body) response.fields.push_back({"Content-Length", "2"});
    response.fields.push_back({"Connection", "close"});
    response.body = has_body ? "ok" : "";
    return response;
  }

  static RawAnswer raw(const http::Response& response) {
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + " Answer\r\n";
    for (const http::Field& field : response.fields) text += field.name + ": " + field.value + "\r\n";
    return {.chunks = {text + "\r\n" + response.body}, .end = RawAnswer::End::close};
  }

  static RawAnswer ok(const std::string& type, const std::string& body) {
    return raw({.status = 200,
                .fields = {{"Content-Type", type},
                           {"Content-Length", std::to_string(body.size())},
                           {"Connection", "close"}},
                .body = body});
  }

  RawAnswer serve(const std::string& request, bool is_page) {
    const std::lock_guard lock(mutex_);
    const std::string method = request.substr(0, request.find(' '));
    const std::size_t begin = method.size() + 1;
    const std::string path = request.substr(begin, request.find(' ', begin) - begin);
    if (is_page && path == "/") return ok("text/html", kScript);
    if (is_page && path == "/cases") return ok("application/json", calls().dump());
    if (is_page && path == "/results") {
      results_ = json::parse(request.substr(request.find("\r\n\r\n") + 4), nullptr, false);
      reported_.notify_all();
      return ok("text/plain", "thanks");
    }
    const auto name = case_of(path);
    if (!is_ready_ || !name || name->index >= cases_.size())
      return raw({.status = 404, .fields = {{"Content-Length", "0"}}});
    Arrived& arrived = arrived_[2 * name->index + (name->is_next ? 1 : 0)];
    const bool is_preflight = method == "OPTIONS";
    (is_preflight ? arrived.preflight : arrived.request) = true;
    if (is_preflight) arrived.asked_headers = header_of(request, "Access-Control-Request-Headers");
    return raw(answer(*name, is_preflight));
  }

  // The calls, as the page's script wants them.
  json calls() const {
    json all = json::array();
    for (const BrowserCase& one : cases_) {
      json headers = json::object();
      for (const http::Field& header : one.call.headers) headers[header.name] = header.value;
      all.push_back({{"url", one.call.url},
                     {"options",
                      {{"method", one.call.method},
                       {"headers", headers},
                       {"credentials", std::string(to_string(one.call.credentials))},
                       {"cache", "no-store"}}}});
    }
    return all;
  }

  std::mutex mutex_;
  std::condition_variable reported_;
  bool is_ready_ = false;
  json results_;
  std::vector<BrowserCase> cases_;
  std::vector<Arrived> arrived_;
  RawServer page_;
  RawServer target_;
};

class BrowserTest : public testing::Test {
 public:
  explicit BrowserTest(std::size_t index) : index_(index) {}

  static void SetUpTestSuite() {
    const std::string program = chromium_program();
    if (program.empty()) return;
    experiment = std::make_unique<Experiment>();
    has_reported = experiment->run(program);
  }

  static void TearDownTestSuite() {
    if (experiment) std::cout << "agree " << agreed << " of " << experiment->cases().size() << "\n";
    experiment.reset();
  }

  void TestBody() override {
    if (!experiment) GTEST_SKIP() << "there is no Chromium on this machine";
    ASSERT_TRUE(has_reported) << "the page in Chromium did not report its results";
    const cors::CallOutcome outcome = experiment->simulated(index_);
    const json& seen = experiment->result(index_);
    std::string steps = experiment->cases()[index_].name + "\n";
    for (const cors::CallStep& step : outcome.steps) steps += "  " + step.sentence + " [" + step.line + "]\n";
    SCOPED_TRACE(steps);
    EXPECT_EQ(seen.at("readable"), outcome.readable);
    EXPECT_EQ(seen.at("exposed"), json(outcome.exposed));
    compare_arrived(outcome);
    if (!HasFailure()) ++agreed;
  }

 private:
  void compare_arrived(const cors::CallOutcome& outcome) const {
    for (std::size_t hop = 0; hop < 2; ++hop) {
      const Arrived& arrived = experiment->arrived(index_, hop == 1);
      const bool is_reached = hop < outcome.hops.size();
      const auto preflight = is_reached ? outcome.hops[hop].preflight : std::nullopt;
      EXPECT_EQ(arrived.preflight, preflight.has_value()) << "hop " << hop;
      EXPECT_EQ(arrived.request, is_reached && outcome.hops[hop].request.has_value()) << "hop " << hop;
      if (!preflight) continue;
      EXPECT_EQ(arrived.asked_headers,
                http::combined(preflight->fields, "Access-Control-Request-Headers").value_or(""));
    }
  }

  static inline std::unique_ptr<Experiment> experiment;
  static inline bool has_reported = false;
  static inline std::size_t agreed = 0;
  std::size_t index_;
};

const bool registered = [] {
  const std::size_t count = browser_cases().size();
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = "Case" + std::to_string(i);
    testing::RegisterTest("Browser", name.c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [i]() -> BrowserTest* { return new BrowserTest(i); });
  }
  return true;
}();

}  // namespace browser_test
}  // namespace avouch
