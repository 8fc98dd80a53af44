// SPDX-License-Identifier: MIT
#include "library/message.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace avouch {
namespace message_test {

struct Case {
  const char* name;
  std::string_view text;
  const char* method;
  int status;  // 0: an error
  const char* body_or_title;
};
void PrintTo(const Case& item, std::ostream* out) {
  *out << item.name;
}

class Message : public testing::TestWithParam<Case> {};

TEST_P(Message, IsReadOrRefused) {
  const Case& item = GetParam();
  const Result<http::Response> response = parse_response(item.text, item.method);
  if (item.status == 0) {
    ASSERT_FALSE(response);
    EXPECT_EQ(response.errors().front().title, item.body_or_title);
    EXPECT_NE(response.errors().front().hint, "");
    return;
  }
  ASSERT_TRUE(response) << to_string(response.errors());
  EXPECT_EQ(response->status, item.status);
  EXPECT_EQ(response->body, item.body_or_title);
}

const Case kCases[] = {
    {"Length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc", "GET", 200, "ab"},
    {"UntilTheEnd", "HTTP/1.1 200 OK\n\nabc", "GET", 200, "abc"},
    {"Chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", "GET", 200,
     "ab"},
    {"Nothing", "HTTP/1.1 204 No Content\r\n\r\n", "GET", 204, ""},
    {"Head", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "HEAD", 200, ""},
    {"TooShort", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabc", "GET", 0,
     "the content has 3 bytes of the 4 that Content-Length promises"},
    {"ChunkedWithoutEnd", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", "GET", 0,
     "the chunked content has no end"},
    {"NoHead", "{\"id\": 1}", "GET", 0, "the text has no empty line that ends the head of a response"},
    {"Empty", "", "GET", 0, "the text has no empty line that ends the head of a response"},
};

INSTANTIATE_TEST_SUITE_P(Texts, Message, testing::ValuesIn(kCases),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(MessageOfAnotherProtocol, IsRefused) {
  EXPECT_FALSE(parse_response("ICY 200 OK\r\n\r\n"));
  EXPECT_FALSE(parse_response("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\nnot brotli"));
}

}  // namespace message_test
}  // namespace avouch
