// SPDX-License-Identifier: MIT
#include "mock/connection/head.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace avouch {
namespace head_test {

struct FaultyHead {
  const char* name;
  std::string text;
  int status;
};

void PrintTo(const FaultyHead& shown, std::ostream* out) {
  *out << shown.name;
}

class FaultyHeads : public testing::TestWithParam<FaultyHead> {};

TEST_P(FaultyHeads, AreRefused) {
  const RequestHead head = read_head(GetParam().text);
  ASSERT_TRUE(head.fault) << head.request.target;
  EXPECT_EQ(head.fault->status, GetParam().status) << head.fault->why;
  EXPECT_TRUE(head.closes);
}

FaultyHead of_line(const char* name, const std::string& line, int status = 400) {
  return {name, line + "\r\nHost: a\r\n\r\n", status};
}

FaultyHead of_fields(const char* name, const std::string& fields) {
  return {name, "GET /a HTTP/1.1\r\n" + fields + "\r\n", 400};
}

INSTANTIATE_TEST_SUITE_P(
    Requests, FaultyHeads,
    testing::Values(
        of_line("no_parts", "GET"), of_line("no_version", "GET /a"), of_line("no_target", "GET  HTTP/1.1"),
        of_line("two_targets", "GET /a /b HTTP/1.1"), of_line("method_of_blanks", "\tGET /a HTTP/1.1"),
        of_line("method_with_colon", "GET: /a HTTP/1.1"), of_line("relative_target", "GET a HTTP/1.1"),
        of_line("control_in_target", "GET /a\x01 HTTP/1.1"), of_line("lower_case_version", "GET /a http/1.1"),
        of_line("version_word", "GET /a HTTP/one"), of_line("long_version", "GET /a HTTP/1.10"),
        of_line("version_2", "GET /a HTTP/2.0", 505), of_line("version_0", "GET /a HTTP/0.9", 505),
        of_fields("no_host", ""), of_fields("two_hosts", "Host: a\r\nHost: a\r\n"),
        of_fields("host_with_path", "Host: a/b\r\n"), of_fields("host_with_user", "Host: u@a\r\n"),
        of_fields("host_with_blank", "Host: a b\r\n"),
        of_fields("blank_before_colon", "Host: a\r\nContent-Length : 5\r\n"),
        of_fields("tab_before_colon", "Host: a\r\nContent-Length\t: 5\r\n"),
        of_fields("blank_before_name", "Host: a\r\n Content-Length: 5\r\n"),
        of_fields("folded", "Host: a\r\nX: 1\r\n\t2\r\n"), of_fields("no_colon", "Host: a\r\nX\r\n"),
        of_fields("no_name", "Host: a\r\n: 5\r\n"), of_fields("name_with_slash", "Host: a\r\nX/Y: 5\r\n"),
        of_fields("bare_cr", "Host: a\r\nX: 1\rContent-Length: 5\r\n"),
        of_fields("nul", std::string("Host: a\r\nX: 1\0y\r\n", 17))),
    [](const testing::TestParamInfo<FaultyHead>& of) { return of.param.name; });

TEST(RequestHeads, KeepTheFieldsAsTheyWereSent) {
  const RequestHead head =
      read_head("PURGE /a%20b?c=%41 HTTP/1.1\nhost: b:80\r\nX-B:  %41 \r\nX-A:\r\nx-b: 2\r\n\r\n");
  ASSERT_FALSE(head.fault) << head.fault->why;
  EXPECT_EQ(head.request.method, "PURGE");
  EXPECT_EQ(head.request.target, "/a%20b?c=%41");
  EXPECT_EQ(head.request.fields, (http::Fields{{"host", "b:80"}, {"X-B", "%41"}, {"X-A", ""}, {"x-b", "2"}}));
  EXPECT_FALSE(head.closes);
}

// RFC 9112 §3.2.2 and §3.2.4
TEST(RequestHeads, MayHaveTheAbsoluteOrTheAsteriskForm) {
  EXPECT_EQ(read_head("GET http://h:1/a?b HTTP/1.1\r\nHost: h:1\r\n\r\n").request.target, "/a?b");
  EXPECT_EQ(read_head("GET HTTPS://h?b HTTP/1.1\r\nHost: h\r\n\r\n").request.target, "/?b");
  EXPECT_EQ(read_head("GET http://h HTTP/1.1\r\nHost: h\r\n\r\n").request.target, "/");
  EXPECT_EQ(read_head("GET /a?u=http://h/ HTTP/1.1\r\nHost: h\r\n\r\n").request.target, "/a?u=http://h/");
  EXPECT_EQ(read_head("OPTIONS * HTTP/1.1\r\nHost:\r\n\r\n").request.target, "*");
}

// RFC 9112 §9.3
TEST(RequestHeads, SayWhetherAnotherRequestFollows) {
  EXPECT_TRUE(read_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive, Close\r\n\r\n").closes);
  EXPECT_FALSE(read_head("GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n").closes);
  EXPECT_TRUE(read_head("GET / HTTP/1.0\r\n\r\n").closes);
  EXPECT_FALSE(read_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").closes);
  EXPECT_FALSE(read_head("GET / HTTP/1.0\r\n\r\n").fault);
}

TEST(RequestHeads, SayWhetherTheClientWaitsToSend) {
  EXPECT_TRUE(read_head("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n").expects_continue);
  EXPECT_FALSE(read_head("POST / HTTP/1.1\r\nHost: a\r\nExpect: other\r\n\r\n").expects_continue);
}

}  // namespace head_test
}  // namespace avouch
