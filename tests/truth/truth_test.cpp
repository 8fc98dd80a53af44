// SPDX-License-Identifier: MIT
// Compares the judge with the browser on every case of a file of measurements; its README explains the
// format. The expected outcome is the browser's, or the standard's where the file notes that the browser
// deviates from it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "http/syntax.h"
#include "judge/cors/simulation.h"

namespace avouch::cors {
namespace truth_test {

using nlohmann::json;

std::string truth_file() {
  const char* named = std::getenv("AVOUCH_CORS_TRUTH");
  return named != nullptr ? named : std::string(AVOUCH_SOURCE_DIR) + "/../shared/data/cors-truth/truth.json";
}

// Precondition: the file, where it is there, holds an array.
const json& truth() {
  static const json cases = [] {
    std::ifstream in(truth_file());
    return in ? json::parse(in) : json();
  }();
  return cases;
}

// The file writes the bytes 0x80 to 0xFF as U+0080 to U+00FF.
std::string bytes_of(const json& text) {
  const std::string utf8 = text.get<std::string>();
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    if (lead < 0x80) {
      bytes += utf8[i];
    } else {
      bytes += static_cast<char>((lead & 0x03U) << 6U | (static_cast<unsigned char>(utf8[++i]) & 0x3FU));
    }
  }
  return bytes;
}

http::Response response_of(const json& answer) {
  http::Response response{.status = answer.at("status")};
  for (const json& header : answer.at("headers"))
    response.fields.push_back({bytes_of(header[0]), bytes_of(header[1])});
  return response;
}

std::optional<std::string> body_type_of(const json& body) {
  if (body.is_null()) return std::nullopt;
  const std::string kind = body;
  if (kind == "string") return "text/plain;charset=UTF-8";
  if (kind == "urlsearchparams") return "application/x-www-form-urlencoded;charset=UTF-8";
  if (kind == "formdata") return "multipart/form-data; boundary=----avouch";
  if (kind == "arraybuffer") return "";
  if (kind.starts_with("blob:")) return kind.substr(5);
  ADD_FAILURE() << "unknown kind of body: " << kind;
  return std::nullopt;
}

PageCall call_of(const json& request) {
  PageCall call{
      .origin = request.at("origin"), .url = request.at("url"), .method = bytes_of(request.at("method"))};
  for (const auto& [name, value] : request.at("headers").items())
    call.headers.push_back({bytes_of(name), bytes_of(value)});
  const std::string credentials = request.at("credentials");
  call.credentials = credentials == "include" ? Credentials::include
                     : credentials == "omit"  ? Credentials::omit
                                              : Credentials::same_origin;
  call.body_type = body_type_of(request.at("body"));
  return call;
}

// The hop's own part of the case: the case itself, or one of its redirects.
const json& hop_of(const json& one, std::size_t hop) {
  return hop == 0 ? one : one.at("redirects").at(hop - 1);
}

NetworkAnswer answer_of(const json& one, const BrowserRequest& asked) {
  const std::size_t hops = 1 + (one.contains("redirects") ? one.at("redirects").size() : 0);
  if (asked.hop >= hops) return NoAnswer{"the case has no hop " + std::to_string(asked.hop)};
  return response_of(hop_of(one, asked.hop).at(asked.is_preflight ? "preflight_offered" : "response"));
}

json field_or_null(const std::optional<http::Request>& request, std::string_view name) {
  const auto value = request ? http::combined(request->fields, name) : std::nullopt;
  return value ? json(*value) : json();
}

// What was seen on the wire at one hop, where the browser did what the standard says.
void compare_observed(const json& observed, const CallHop& hop) {
  if (const json& preflight = observed.at("preflight"); !preflight.is_null()) {
    EXPECT_EQ(preflight.at("origin"), field_or_null(hop.preflight, "Origin"));
    EXPECT_EQ(preflight.at("access_control_request_method"),
              field_or_null(hop.preflight, "Access-Control-Request-Method"));
    EXPECT_EQ(preflight.at("access_control_request_headers"),
              field_or_null(hop.preflight, "Access-Control-Request-Headers"));
  }
  if (const json& request = observed.at("request"); !request.is_null() && hop.request) {
    EXPECT_EQ(request.at("method"), hop.request->method);
    EXPECT_EQ(request.at("origin"), field_or_null(hop.request, "Origin"));
    for (const json& given : request.at("author_headers")) {
      const std::string name = given;
      // Content-Length may be the browser's own, after it dropped the page's.
      if (is_forbidden_request_header({name, ""})) continue;
      EXPECT_TRUE(http::contains(hop.request->fields, name)) << name;
    }
  }
}

std::string steps_of(const CallOutcome& outcome) {
  std::string text;
  for (const CallStep& step : outcome.steps)
    text += (step.refuses ? "  x " : "    ") + step.sentence + " [" + step.line + "]\n";
  return text;
}

class CorsTruth : public testing::Test {
 public:
  explicit CorsTruth(const json& one) : one_(one) {}

  static void TearDownTestSuite() { std::cout << "agree " << agreed << " of " << judged << "\n"; }

  void TestBody() override {
    const CallOutcome outcome = simulate(
        call_of(one_.at("request")), [this](const BrowserRequest& asked) { return answer_of(one_, asked); });
    const bool deviates = !one_.at("deviation").is_null();
    const json& expected = deviates ? one_.at("deviation").at("fetch_standard") : one_.at("browser");
    EXPECT_EQ(expected.at("preflight_sent"), outcome.hops.front().preflight.has_value());
    EXPECT_EQ(expected.at("request_sent"), outcome.hops.front().request.has_value());
    EXPECT_EQ(expected.at("readable"), outcome.readable);
    EXPECT_EQ(expected.at("exposed_headers"), json(outcome.exposed));
    if (!deviates) compare_observed(one_.at("observed"), outcome.hops.front());
    if (!deviates) compare_hops(outcome);
    ++judged;
    if (!HasFailure()) ++agreed;
    if (HasFailure()) std::cout << one_.at("note") << "\n" << steps_of(outcome);
  }

 private:
  void compare_hops(const CallOutcome& outcome) const {
    const json hops = one_.value("redirects", json::array());
    EXPECT_LE(outcome.hops.size(), hops.size() + 1);
    for (std::size_t i = 0; i < hops.size(); ++i) {
      const bool is_reached = i + 1 < outcome.hops.size();
      EXPECT_EQ(hops[i].at("preflight_sent"), is_reached && outcome.hops[i + 1].preflight.has_value())
          << "hop " << i + 1;
      EXPECT_EQ(hops[i].at("request_sent"), is_reached && outcome.hops[i + 1].request.has_value())
          << "hop " << i + 1;
      if (!is_reached) continue;
      EXPECT_EQ(hops[i].at("url"), outcome.hops[i + 1].url);
      if (!hops[i].at("observed").is_null()) compare_observed(hops[i].at("observed"), outcome.hops[i + 1]);
    }
  }

  static inline std::size_t agreed = 0;
  static inline std::size_t judged = 0;
  const json& one_;
};

TEST(CorsTruthFile, IsThereAndHasCases) {
  if (truth().is_null())
    GTEST_SKIP() << "there is no file " << truth_file() << ": name one with AVOUCH_CORS_TRUTH";
  EXPECT_FALSE(truth().empty());
}

// A test's name has letters, digits and underscores only.
std::string name_of(const json& one) {
  std::string name = one.at("id");
  for (char& c : name) c = c == '-' ? '_' : c;
  return name;
}

const bool registered = [] {
  if (!truth().is_array()) return false;
  for (const json& one : truth()) {
    testing::RegisterTest("CorsTruth", name_of(one).c_str(), nullptr, nullptr, __FILE__, __LINE__,
                          [&one]() -> CorsTruth* { return new CorsTruth(one); });
  }
  return true;
}();

}  // namespace truth_test
}  // namespace avouch::cors
