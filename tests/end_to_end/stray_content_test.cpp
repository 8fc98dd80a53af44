// SPDX-License-Identifier: MIT
// A target that sends content where HTTP allows none.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "fixtures/raw_server.h"
#include "process.h"

namespace avouch {
namespace stray_content_test {

// `behind`: what stands behind the head of the answers to HEAD and DELETE, and is the 205's body.
RawServer::Handler answers(const std::string& behind) {
  const std::string length = "Content-Length: " + std::to_string(behind.size()) + "\r\n\r\n";
  const std::map<std::string, std::string> heads = {
      {"HEAD", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n"},
      {"DELE", "HTTP/1.1 204 No Content\r\n\r\n"},
      {"PUT ", "HTTP/1.1 205 Reset Content\r\n" + length},
  };
  return [=](const std::string& request) {
    const auto head = heads.find(request.substr(0, 4));
    if (head == heads.end()) return plain_answer("");
    return RawAnswer{.chunks = {head->second + behind}};
  };
}

Finished run(const std::string& behind, const std::string& strict) {
  const RawServer target(answers(behind));
  const ScratchFolder folder;
  std::vector<std::string> words = {AVOUCH_BINARY_DIR "/avouch",
                                    "run",
                                    AVOUCH_SOURCE_DIR "/tests/prove/contracts/no_content.openapi.yaml",
                                    "-t",
                                    target.url(),
                                    "--allow-writes=any",
                                    "--include",
                                    "*/drift/content",
                                    "--include",
                                    "*/status",
                                    "-v"};
  if (!strict.empty()) words.insert(words.end(), {"--strict", strict});
  return run_process(words, folder.path());
}

bool tells(const Finished& ran, const std::string& text) {
  return ran.output.find(text) != std::string::npos;
}

TEST(StrayContent, IsAWarning) {
  const Finished ran = run("{}", "");
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  for (const char* clause :
       {"LookAtThing/200/drift/content", "DeleteThing/204/drift/content", "ResetThing/205/drift/content"})
    EXPECT_TRUE(tells(ran, clause)) << clause << "\n" << ran.output;
  EXPECT_TRUE(tells(ran, "3 warnings")) << ran.output;
}

TEST(StrayContent, IsAViolationWhereStrict) {
  const Finished ran = run("{}", "fields");
  EXPECT_EQ(ran.exit_code, 1) << ran.output << ran.errors;
  EXPECT_TRUE(tells(ran, "3 violated")) << ran.output;
}

TEST(StrayContent, IsNotFoundWhereThereIsNone) {
  const Finished ran = run("", "fields");
  EXPECT_EQ(ran.exit_code, 0) << ran.output << ran.errors;
  EXPECT_TRUE(tells(ran, "7 hold")) << ran.output;
  EXPECT_TRUE(tells(ran, "GetThing/304/drift/content")) << ran.output;  // unexercised: no 304 came
}

}  // namespace stray_content_test
}  // namespace avouch
