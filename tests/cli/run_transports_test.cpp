// SPDX-License-Identifier: MIT
#include "cli/command/run_transports.h"

#include <gtest/gtest.h>

namespace avouch {
namespace {

Result<std::unique_ptr<RunTransports>> made(const std::vector<std::string>& urls, const Options& options,
                                            ProgressLine& line) {
  std::vector<http::Url> bases;
  for (const std::string& url : urls) bases.push_back(*http::parse_url(url));
  return RunTransports::make(bases, options, line);
}

// Paths of one origin share its connections and its rate.
TEST(RunTransports, AreOneAnOrigin) {
  ProgressLine line(0, "exchange", "exchanges", false);
  const auto transports =
      made({"http://127.0.0.1:1/v1", "http://127.0.0.1:2", "http://127.0.0.1:1/v2"}, {}, line);
  ASSERT_TRUE(transports) << to_string(transports.errors());
  const std::vector<Transport*> of_bases = (*transports)->of_bases();
  ASSERT_EQ(of_bases.size(), 3U);
  EXPECT_EQ(of_bases[0], of_bases[2]);
  EXPECT_NE(of_bases[0], of_bases[1]);
}

TEST(RunTransports, TellWhatNoTransportCanBeMadeOf) {
  ProgressLine line(0, "exchange", "exchanges", false);
  const auto transports = made({"http://127.0.0.1:1"}, {.transport = {.cacert = "/no/such.pem"}}, line);
  ASSERT_FALSE(transports);
  EXPECT_NE(to_string(transports.errors()).find("/no/such.pem"), std::string::npos);
}

}  // namespace
}  // namespace avouch
