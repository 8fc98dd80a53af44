// SPDX-License-Identifier: MIT
#include "cli/command/cors_command.h"

#include <gtest/gtest.h>

#include <mutex>
#include <sstream>

#include "mock/connection/door.h"

namespace avouch {
namespace cors_command_test {

// A server that answers as it is told, and keeps what was asked.
class CorsCommand : public testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<MockDoor>> opened =
        MockDoor::open("127.0.0.1", 0, [this](const http::Request& request, MemoryShare& /*memory*/) {
          const std::lock_guard lock(mutex_);
          asked_.push_back(request);
          return request.method == "OPTIONS" ? preflight_ : response_;
        });
    ASSERT_TRUE(opened);
    door_ = *std::move(opened);
    options_.target = "http://127.0.0.1:" + std::to_string(door_->port()) + "/v1?x=1";
    options_.color = false;
  }

  ExitCode run() {
    std::ostringstream out;
    const ExitCode code = run_cors(options_, out, err_);
    out_ = out.str();
    return code;
  }

  bool says(const std::string& words) const { return out_.find(words) != std::string::npos; }

  http::Response preflight_{.status = 204,
                            .fields = {{"Access-Control-Allow-Origin", "*"},
                                       {"Access-Control-Allow-Methods", "GET, PUT"},
                                       {"Access-Control-Allow-Headers", "authorization"}}};
  http::Response response_{.status = 200, .fields = {{"Access-Control-Allow-Origin", "*"}}, .body = "{}"};
  Options options_;
  std::vector<http::Request> asked_;
  std::string out_;
  std::ostringstream err_;

 private:
  std::mutex mutex_;
  std::unique_ptr<MockDoor> door_;
};

TEST_F(CorsCommand, SaysThatAPageCanReadTheAnswer) {
  EXPECT_EQ(run(), ExitCode::holds);
  EXPECT_TRUE(says("✓ a page on https://avouch.example can make this call and read the response")) << out_;
  ASSERT_EQ(asked_.size(), 1u) << "a simple call needs no preflight";
  EXPECT_EQ(asked_[0].target, "/v1?x=1");
  EXPECT_EQ(http::combined(asked_[0].fields, "Origin"), "https://avouch.example");
}

TEST_F(CorsCommand, SaysWhatToSendInstead) {
  options_.user = "AC1:hunter22";
  http::set(preflight_.fields, "Access-Control-Allow-Headers", "content-type");
  EXPECT_EQ(run(), ExitCode::violated);
  EXPECT_TRUE(says("seen  Access-Control-Allow-Headers: content-type")) << out_;
  EXPECT_TRUE(says("The server should send:\n    Access-Control-Allow-Headers: authorization\n")) << out_;
  ASSERT_EQ(asked_.size(), 1u);
  EXPECT_EQ(asked_[0].method, "OPTIONS");
  EXPECT_FALSE(http::contains(asked_[0].fields, "Authorization"));
}

TEST_F(CorsCommand, SendsCredentialsWithTheRequestAndShowsThemNowhere) {
  options_.user = "AC1:hunter22";
  response_.fields.push_back({"Location", "hunter22"});
  response_.status = 302;
  EXPECT_EQ(run(), ExitCode::violated);
  ASSERT_GE(asked_.size(), 2u);
  EXPECT_EQ(http::combined(asked_[1].fields, "Authorization"), "Basic QUMxOmh1bnRlcjIy");
  EXPECT_FALSE(says("hunter22")) << out_;
}

TEST_F(CorsCommand, ShowsNoSecretOfTheQuery) {
  options_.target += "&access_token=S3cr3tV4lue";
  EXPECT_EQ(run(), ExitCode::holds);
  EXPECT_FALSE(says("S3cr3tV4lue")) << out_;
  EXPECT_TRUE(says("access_token=$AVOUCH_ACCESS_TOKEN")) << out_;
}

TEST_F(CorsCommand, WarnsWhereOnlyTodaysBrowsersLetItThrough) {
  options_.user = "AC1:hunter22";
  http::set(preflight_.fields, "Access-Control-Allow-Headers", "*");
  EXPECT_EQ(run(), ExitCode::holds);
  EXPECT_TRUE(says("! the preflight response allows authorization in today's browsers only")) << out_;
}

TEST_F(CorsCommand, CredentialsModeNeedsMore) {
  options_.credentials = true;
  EXPECT_EQ(run(), ExitCode::violated);
  EXPECT_TRUE(says("* does not allow a request with credentials mode include")) << out_;
}

TEST_F(CorsCommand, SendsNoUnsafeMethodUnlessAllowed) {
  options_.method = "PUT";
  EXPECT_EQ(run(), ExitCode::undecided);
  EXPECT_EQ(asked_.size(), 1u);
  EXPECT_TRUE(says("? the request is not sent: PUT may change data there; --allow-writes sends it")) << out_;
  options_.allow_writes = true;
  EXPECT_EQ(run(), ExitCode::holds);
  EXPECT_EQ(asked_.back().method, "PUT");
}

TEST_F(CorsCommand, AsksForEveryOrigin) {
  options_.origins = {"https://a.example", "https://b.example"};
  http::set(response_.fields, "Access-Control-Allow-Origin", "https://b.example");
  EXPECT_EQ(run(), ExitCode::violated);
  EXPECT_TRUE(says("blocked: a page on https://a.example")) << out_;
  EXPECT_TRUE(says("a page on https://b.example can make this call")) << out_;
}

TEST_F(CorsCommand, TakesNoSecretToAnotherOrigin) {
  options_.headers = {{"X-Api-Key", "swordfish"}};
  http::set(preflight_.fields, "Access-Control-Allow-Headers", "x-api-key");
  response_.status = 302;
  response_.fields.push_back({"Location", "http://localhost:1/"});
  EXPECT_EQ(run(), ExitCode::undecided);
  for (const http::Request& request : asked_)
    EXPECT_NE(http::combined(request.fields, "Host").value_or(""), "localhost:1");
}

TEST_F(CorsCommand, RefusesAUrlThatNoPageCanCall) {
  options_.target = "ftp://a";
  EXPECT_EQ(run(), ExitCode::usage);
  EXPECT_EQ(err_.str(),
            "error: this is not an http or https URL that a page can call\n"
            "  Give an absolute URL without credentials in it, such as https://api.example.com/v1/things.\n");
}

TEST_F(CorsCommand, SaysThatNobodyAnswered) {
  options_.target = "http://127.0.0.1:1/";
  EXPECT_EQ(run(), ExitCode::undecided);
  EXPECT_TRUE(says("? the request got no response:")) << out_;
  EXPECT_TRUE(says("is unknown")) << out_;
}

}  // namespace cors_command_test
}  // namespace avouch
