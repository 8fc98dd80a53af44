// SPDX-License-Identifier: MIT
// Runs the curl command of an exchange in a real shell. It must send exactly the same request.
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
namespace repeat_test {

struct Repeated {
  std::string name;
  http::Request request;
  std::string prefix = "";
};

void PrintTo(const Repeated& one, std::ostream* out) {
  *out << one.name;
}

// "%2f" as "%2F": curl writes them in lower case where it extends a query, which means the same (RFC 3986
// §6.2.2.1).
std::string with_upper_triplets(std::string text) {
  for (std::size_t at = text.find('%'); at != text.npos && at + 2 < text.size();
       at = text.find('%', at + 1)) {
    for (const std::size_t digit : {at + 1, at + 2}) {
      if (text[digit] >= 'a' && text[digit] <= 'f') text[digit] = static_cast<char>(text[digit] - 'a' + 'A');
    }
  }
  return text;
}

// The request line, the field lines in no order, and the content; without what each client says of itself.
std::vector<std::string> essence(const std::string& request) {
  const std::size_t head = request.find("\r\n\r\n");
  std::vector<std::string> lines;
  for (std::string_view line : split(std::string_view(request).substr(0, head), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string name = ascii_lower(line.substr(0, line.find(':')));
    if (name == "user-agent" || name == "accept-encoding") continue;
    lines.push_back(
        with_upper_triplets(std::string(trim_ows(line))));  // a blank after "Name:" is no part of the field
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
  secrets.add("KEY", "a+b/c==\"x");
  const std::string command = to_curl(exchange.sent, exchange.url, secrets);
  const std::string environment =
      "unset http_proxy https_proxy all_proxy; AVOUCH_USER='AC123:p w$(x)'\\''\"'; TOKEN=t0ps3cret; "
      "KEY='a+b/c==\"x'; ";
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
        Repeated{"KeyInQuery", {.target = "/x?a=1&k=a%2Bb%2Fc%3D%3D%22x&z=%20"}},
        Repeated{"KeyInCookie", {.fields = {{"Cookie", "k=a%2Bb%2Fc%3D%3D%22x; z=1"}}}},
        Repeated{"KeyInForm",
                 {.method = "POST",
                  .fields = {{"Content-Type", "application/x-www-form-urlencoded"}},
                  .body = "a=1&k=a%2Bb%2Fc%3D%3D%22x&z=%20"}},
        Repeated{"KeyInJson",
                 {.method = "POST",
                  .fields = {{"Content-Type", "application/json"}},
                  .body = "{\"k\":\"a+b/c==\\\"x\",\"n\":1.50}"}},
        Repeated{"KeyInLines",
                 {.method = "POST", .fields = {{"Content-Type", "a/b"}}, .body = "a\r\na+b/c==\"x\r\n"}},
        Repeated{
            "UnseenAndLogCommands",
            {.method = "POST", .fields = {{"X-A", "a ::b ##[c] \u200B!"}}, .body = "a ::b ##[c] \u200B!"}},
        Repeated{"PostNothing", {.method = "POST"}},
        Repeated{"PutLines",
                 {.method = "PUT",
                  .fields = {{"Content-Type", "text/plain"}},
                  .body = std::string("%s\n\\n@\0'", 8)}},
        Repeated{"DeleteWithBody",
                 {.method = "DELETE", .fields = {{"Content-Type", "a/b"}}, .body = "@file"}}),
    [](const auto& param_info) { return param_info.param.name; });

}  // namespace repeat_test
}  // namespace avouch
