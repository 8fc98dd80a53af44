// SPDX-License-Identifier: MIT
// Limits of this process, and a connection to itself: the target must not be blamed for them.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "answers.h"
#include "fixtures/raw_server.h"
#include "process.h"

namespace avouch {
namespace own_limits_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

Finished run(const std::string& target) {
  const ScratchFolder folder;
  return run_process({kProgram, "run", "-t", target, "--user", kTestUser}, folder.path());
}

TEST(OwnLimits, AHeadThatIsNotReadToItsEndIsUndecided) {
  const RawServer target([](const std::string&) {
    return RawAnswer{.chunks = {"HTTP/1.1 200 OK\r\nX-Long: " + std::string(300'000, 'x') + "\r\n\r\n{}"},
                     .end = RawAnswer::End::close};
  });
  const Finished ran = run(target.url());
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
  EXPECT_NE(ran.output.find("the response's head is longer than the 262144 bytes of it that are read"),
            std::string::npos)
      << ran.output;
}

TEST(OwnLimits, AChunkLineThatIsNotReadToItsEndIsUndecided) {
  const RawServer target([](const std::string& request) {
    return answer_to(request, {{"call",
                                {{"framing", "chunked"},
                                 {"chunks", {40}},
                                 {"chunk_extension", ";x=" + std::string(300'000, 'x')}}}});
  });
  const Finished ran = run(target.url());
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
  EXPECT_NE(ran.output.find("longer than the 262144 bytes of it that are read"), std::string::npos)
      << ran.output;
}

// In a network of its own, whose only local port is the one that the run goes to: the connection meets
// itself.
TEST(OwnLimits, AConnectionToItselfIsNoTarget) {
  const ScratchFolder folder;
  const auto alone = [&](const std::string& command) {
    return run_process({"/bin/sh", "-c",
                        "exec unshare -n sh -c 'ip link set lo up && "
                        "echo 40005 40005 >/proc/sys/net/ipv4/ip_local_port_range && " +
                            command + "'"},
                       folder.path());
  };
  if (alone("true").exit_code != 0) GTEST_SKIP() << "no network of its own may be made here";
  const Finished ran = alone(std::string("exec ") + kProgram + " run -t http://127.0.0.1:40005 --user " +
                             kTestUser + " --max-time 5");
  EXPECT_EQ(ran.exit_code, 3) << ran.output << ran.errors;
  EXPECT_NE(ran.output.find("nothing listens at 127.0.0.1 port 40005 (connection refused)"),
            std::string::npos)
      << ran.output;
}

}  // namespace own_limits_test
}  // namespace avouch
