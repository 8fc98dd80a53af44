// SPDX-License-Identifier: MIT
#include "run/messages.h"

#include <gtest/gtest.h>

namespace avouch {
namespace messages_test {

Exchange exchange_with(std::string body) {
  Exchange exchange{.url = "https://api.example/things?key=s3cret-key",
                    .sent = {.method = "POST",
                             .target = "/things?key=s3cret-key",
                             .fields = {{"Authorization", "Bearer s3cret-token"},
                                        {"Cookie", "a=b"},
                                        {"X-Trace", "Bearer s3cret-token"}},
                             .body = "token=s3cret-token"},
                    .outcome = Received{}};
  http::Response& response = std::get<Received>(exchange.outcome).response;
  response = {
      .status = 201,
      .reason = "Made s3cret-token",
      .version = "HTTP/1.1",
      .fields = {{"Set-Cookie", "id=1"}, {"Content-Type", "text/plain"}, {"X-Jwt", "eyJhbGciOi.eyJz.Qm94"}},
      .body = std::move(body)};
  return exchange;
}

http::Secrets secrets() {
  http::Secrets all;
  all.add("AVOUCH_TOKEN", "s3cret-token");
  all.add("AVOUCH_API_KEY_K", "s3cret-key");
  return all;
}

TEST(MessagesOf, HaveNoSecrets) {
  const Answer answer(exchange_with("you are s3cret-token"));
  const Messages messages = messages_of(answer, "", 1'000, secrets());
  EXPECT_EQ(messages.url, "https://api.example/things?key=$AVOUCH_API_KEY_K");
  EXPECT_EQ(messages.request_fields, (http::Fields{{"Authorization", "Bearer $AVOUCH_TOKEN"},
                                                   {"Cookie", "(left out)"},
                                                   {"X-Trace", "Bearer $AVOUCH_TOKEN"}}));
  EXPECT_EQ(messages.request_content.text, "token=$AVOUCH_TOKEN");
  EXPECT_EQ(messages.reason, "Made $AVOUCH_TOKEN");
  EXPECT_EQ(
      messages.response_fields,
      (http::Fields{{"Set-Cookie", "(left out)"}, {"Content-Type", "text/plain"}, {"X-Jwt", "(left out)"}}));
  EXPECT_EQ(messages.response_content, (ShownContent{.text = "you are $AVOUCH_TOKEN", .size = 20}));
}

// A secret is found although the limit cuts it.
TEST(MessagesOf, AreCutBeforeACodePointAndHideACutSecret) {
  const Answer answer(exchange_with("aé you are s3cret-token indeed"));
  const auto cut = [&](std::size_t limit) {
    return messages_of(answer, "", limit, secrets()).response_content;
  };
  EXPECT_EQ(cut(2), (ShownContent{.text = "a", .size = 31, .is_cut = true}));
  EXPECT_EQ(cut(3), (ShownContent{.text = "aé", .size = 31, .is_cut = true}));
  EXPECT_EQ(cut(18), (ShownContent{.text = "aé you are $AVOUCH_TOKEN", .size = 31, .is_cut = true}));
  EXPECT_EQ(cut(31).is_cut, false);
}

TEST(MessagesOf, HaveTheBeginningOfABodyThatWasDropped) {
  Answer answer(exchange_with("0123456789"));
  answer.drop_body();
  EXPECT_EQ(messages_of(answer, "01234", 4, secrets()).response_content,
            (ShownContent{.text = "0123", .size = 10, .is_cut = true}));
}

TEST(MessagesOf, HaveNoStatusWhereNoResponseCame) {
  Exchange exchange = exchange_with("");
  exchange.outcome = Failure{Failure::Kind::timed_out, "timed out"};
  const Messages messages = messages_of(Answer(std::move(exchange)), "", 10, secrets());
  EXPECT_EQ(messages.status, 0);
  EXPECT_TRUE(messages.response_fields.empty());
  EXPECT_EQ(messages.response_content, ShownContent());
}

}  // namespace messages_test
}  // namespace avouch
