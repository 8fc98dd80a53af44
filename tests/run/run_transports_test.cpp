// SPDX-License-Identifier: MIT
#include "run/run_transports.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch {
namespace run_transports_test {

const Cancellation kNever{false};

Result<std::unique_ptr<RunTransports>> made(const std::vector<std::string>& urls,
                                            const RunTransportOptions& options) {
  std::vector<http::Url> bases;
  for (const std::string& url : urls) bases.push_back(*http::parse_url(url));
  return RunTransports::make(bases, options);
}

// Paths of one origin share its connections and its rate.
TEST(RunTransports, AreOneAnOrigin) {
  const auto transports = made({"http://127.0.0.1:1/v1", "http://127.0.0.1:2", "http://127.0.0.1:1/v2"},
                               {.cancellation = kNever});
  ASSERT_TRUE(transports) << to_string(transports.errors());
  const std::vector<Transport*> of_bases = (*transports)->of_bases();
  ASSERT_EQ(of_bases.size(), 3U);
  EXPECT_EQ(of_bases[0], of_bases[2]);
  EXPECT_NE(of_bases[0], of_bases[1]);
}

TEST(RunTransports, TellWhatNoTransportCanBeMadeOf) {
  const auto transports =
      made({"http://127.0.0.1:1"}, {.transport = {.cacert = "/no/such.pem"}, .cancellation = kNever});
  ASSERT_FALSE(transports);
  EXPECT_NE(to_string(transports.errors()).find("/no/such.pem"), std::string::npos);
}

// Nothing listens on port 1: that is an exchange too.
TEST(RunTransports, TellOfEachExchange) {
  std::size_t told = 0;
  const auto transports = made({"http://127.0.0.1:1"}, {.cancellation = kNever, .told = [&] { ++told; }});
  ASSERT_TRUE(transports) << to_string(transports.errors());
  EXPECT_NE((*transports)->of_bases()[0]->send({}).failure(), nullptr);
  EXPECT_EQ(told, 1U);
}

}  // namespace run_transports_test
}  // namespace avouch
