// SPDX-License-Identifier: MIT
// The curl command of an exchange, run by a real shell and a real curl, sends the very request again.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string>
#include <vector>

#include "base/text.h"
#include "bench.h"
#include "http/curl.h"
#include "http/syntax.h"

namespace avouch {
namespace {

struct Repeated {
  std::string name;
  http::Request request;
  std::string prefix = "";
};

void PrintTo(const Repeated& one, std::ostream* out) {
  *out << one.name;
}

// The request line, the field lines in no order, and the content; without what each client says of itself.
std::vector<std::string> essence(const std::string& request) {
  const std::size_t head = request.find("\r\n\r\n");
  std::vector<std::string> lines;
  for (std::string_view line : split(std::string_view(request).substr(0, head), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string name = ascii_lower(line.substr(0, line.find(':')));
    if (name == "user-agent" || name == "accept-encoding") continue;
    lines.emplace_back(trim_ows(line));  // a blank after "Name:" is no part of the field
  }
  std::sort(lines.begin() + 1, lines.end());
  lines.push_back("content: " + request.substr(head + 4));
  return lines;
}

class Repeats : public testing::TestWithParam<Repeated> {};

TEST_P(Repeats, TheVeryRequest) {
  if (std::system("curl --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "curl is not installed";
  RawServer server(always(plain_answer("", "Connection: close\r\n")));
  Sender sender(server.url(GetParam().prefix));
  const Exchange exchange = sender.send(GetParam().request);
  ASSERT_NE(exchange.received(), nullptr) << reason_of(exchange);
  http::Secrets secrets;
  secrets.add("AVOUCH_USER", "AC123:p w$(x)'\"");
  secrets.add("TOKEN", "t0ps3cret");
  const std::string command = to_curl(exchange.sent, exchange.url, secrets);
  const std::string environment =
      "unset http_proxy https_proxy all_proxy; AVOUCH_USER='AC123:p w$(x)'\\''\"'; TOKEN=t0ps3cret; ";
  ASSERT_EQ(std::system((environment + command + " >/dev/null 2>&1").c_str()), 0) << command;
  const std::vector<std::string> requests = server.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(essence(requests[0]), essence(requests[1])) << command;
}

INSTANTIATE_TEST_SUITE_P(
    Curl, Repeats,
    testing::Values(
        Repeated{"Get", {.target = "/v1/x?a=b&c=%20"}}, Repeated{"Head", {.method = "HEAD"}},
        Repeated{"Preflight",
                 {.method = "OPTIONS",
                  .fields = {{"Origin", "https://app.example"},
                             {"Access-Control-Request-Method", "GET"},
                             {"Access-Control-Request-Headers", "authorization"}}}},
        Repeated{"User", {.fields = {{"Authorization", http::basic_authorization("AC123", "p w$(x)'\"")}}}},
        Repeated{"AnotherUser", {.fields = {{"Authorization", http::basic_authorization("AC123", "wrong")}}}},
        Repeated{"Bearer", {.fields = {{"Authorization", "Bearer t0ps3cret"}}}},
        Repeated{"OddFields",
                 {.fields = {{"X-A", "it's $HOME `id` \"x\" \\ !"}, {"X-Empty", ""}, {"Accept", "text/*"}}}},
        Repeated{"Host", {.fields = {{"Host", "other.example"}}}},
        Repeated{"Prefix", {.target = "/x"}, "/api/v2/"}, Repeated{"DotSegments", {.target = "/a/../b/./c"}},
        Repeated{"Braces", {.target = "/x?a=[1-3]"}},
        Repeated{"Post",
                 {.method = "POST",
                  .fields = {{"Content-Type", "application/json"}},
                  .body = "{\"a\": \"it's\"}"}},
        Repeated{"PostNothing", {.method = "POST"}},
        Repeated{"PutLines",
                 {.method = "PUT",
                  .fields = {{"Content-Type", "text/plain"}},
                  .body = std::string("%s\n\\n@\0'", 8)}},
        Repeated{"DeleteWithBody",
                 {.method = "DELETE", .fields = {{"Content-Type", "a/b"}}, .body = "@file"}}),
    [](const auto& param_info) { return param_info.param.name; });

}  // namespace
}  // namespace avouch
