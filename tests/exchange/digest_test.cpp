// SPDX-License-Identifier: MIT
#include "exchange/digest.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <vector>

#include "http/field.h"

namespace avouch {
namespace digest_test {

http::Challenge only(const std::string& field) {
  const std::vector<http::Challenge> all = http::challenges_of(field);
  return all.size() == 1 ? all.front() : http::Challenge{};
}

struct Vector {
  const char* name;
  std::string challenge;
  DigestUse use;
  std::string authorization;  // "" if none is made
};

void PrintTo(const Vector& shown, std::ostream* out) {
  *out << shown.name;
}

class Digest : public testing::TestWithParam<Vector> {};

TEST_P(Digest, AnswersTheChallenge) {
  EXPECT_EQ(digest_authorization(only(GetParam().challenge), GetParam().use).value_or(""),
            GetParam().authorization);
}

const std::string kNonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const std::string kCnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
const std::string kOpaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";

// RFC 7616 §3.9.1.
std::string of_7616(const std::string& algorithm) {
  return "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=" + algorithm +
         ", nonce=\"" + kNonce + "\", opaque=\"" + kOpaque + "\"";
}

std::string answer_7616(const std::string& algorithm, const std::string& response) {
  return "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", nonce=\"" + kNonce +
         "\", uri=\"/dir/index.html\", response=\"" + response + "\", algorithm=" + algorithm +
         ", qop=auth, nc=00000001, cnonce=\"" + kCnonce + "\", opaque=\"" + kOpaque + "\"";
}

const DigestUse kMufasa{.pair = "Mufasa:Circle of Life",
                        .method = "GET",
                        .target = "/dir/index.html",
                        .body = {},
                        .cnonce = kCnonce};
// RFC 2617 §3.5.
const DigestUse kOlder{.pair = "Mufasa:Circle Of Life",
                       .method = "GET",
                       .target = "/dir/index.html",
                       .body = {},
                       .cnonce = "0a4f113b"};
const std::string kOlderNonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
const std::string kOlderHead = "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"" +
                               kOlderNonce + "\", uri=\"/dir/index.html\", response=";
const std::string kOlderChallenge = "Digest realm=\"testrealm@host.com\", nonce=\"" + kOlderNonce + "\"";

DigestUse with(DigestUse use, unsigned long count) {
  use.count = count;
  return use;
}

DigestUse posting(DigestUse use) {
  use.method = "POST";
  use.body = "body";
  return use;
}

INSTANTIATE_TEST_SUITE_P(
    Vectors, Digest,
    testing::Values(
        Vector{"Md5", of_7616("MD5"), kMufasa, answer_7616("MD5", "8ca523f5e9506fed4657c9700eebdbec")},
        Vector{"Sha256", of_7616("SHA-256"), kMufasa,
               answer_7616("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1")},
        Vector{
            "WithoutAlgorithm", kOlderChallenge + ", qop=\"auth\"", kOlder,
            kOlderHead + "\"6629fae49393a05397450978507c4ef1\", qop=auth, nc=00000001, cnonce=\"0a4f113b\""},
        Vector{"WithoutQuality", kOlderChallenge, kOlder,
               kOlderHead + "\"670fd8c2df070c60b045671b8b24ff02\""},
        Vector{"OfASession", kOlderChallenge + ", qop=auth, algorithm=MD5-sess", kOlder,
               kOlderHead +
                   "\"8e3825c57e897f5a0dec6c2d4e5059d0\", algorithm=MD5-sess, qop=auth, nc=00000001, "
                   "cnonce=\"0a4f113b\""},
        Vector{"OfTheContent", kOlderChallenge + ", qop=auth-int", posting(kOlder),
               kOlderHead + "\"dca9ff67010f70af399e472e7367c12e\", qop=auth-int, nc=00000001, "
                            "cnonce=\"0a4f113b\""},
        Vector{"AlgorithmUnknown", of_7616("TIGER"), kMufasa, ""},
        Vector{"QualityUnknown", kOlderChallenge + ", qop=\"other\"", kOlder, ""},
        Vector{"NoNonce", "Digest realm=\"a\"", kOlder, ""},
        Vector{"Basic", "Basic realm=\"a\"", kOlder, ""}),
    [](const testing::TestParamInfo<Vector>& of) { return std::string(of.param.name); });

TEST(Digest, CountsInHexadecimal) {
  const auto made = digest_authorization(only(of_7616("MD5")), with(kMufasa, 0x1a2b));
  EXPECT_NE(made.value_or("").find("nc=00001a2b"), std::string::npos);
}

TEST(Digest, HidesTheNameWhereAsked) {
  const auto made = digest_authorization(only(of_7616("SHA-256") + ", userhash=true"), kMufasa);
  EXPECT_EQ(made.value_or("").find("Mufasa"), std::string::npos);
  EXPECT_NE(made.value_or("").find("userhash=true"), std::string::npos);
}

// Answers with the next of some answers, and remembers the requests.
struct Scripted : Transport {
  Scripted(std::initializer_list<http::Response> all) : answers(all) {}

  Exchange send(const http::Request& request) override {
    requests.push_back(request);
    Received received{.response = answers.front()};
    if (answers.size() > 1) answers.pop_front();
    return {.url = "http://a.example" + request.target,
            .sent = request,
            .outcome = received,
            .elapsed = std::chrono::microseconds(5)};
  }

  std::deque<http::Response> answers;
  std::vector<http::Request> requests;
};

http::Response refusal(const std::string& challenge) {
  return {.status = 401, .fields = {{"WWW-Authenticate", challenge}}};
}

std::string sent_authorization(const Scripted& target, std::size_t index) {
  return http::combined(target.requests.at(index).fields, "Authorization").value_or("");
}

const http::Request kRequest{.target = "/dir/index.html", .identity = {.digest = "Mufasa:Circle of Life"}};

TEST(DigestTransport, AnswersTheFirstChallengeThatItKnows) {
  Scripted target{refusal("Basic realm=\"b\", " + of_7616("TIGER") + ", " + of_7616("MD5")), {.status = 200}};
  DigestTransport digest(target, [] { return kCnonce; });
  const Exchange exchange = digest.send(kRequest);
  EXPECT_EQ(exchange.received()->response.status, 200);
  EXPECT_EQ(exchange.elapsed, std::chrono::microseconds(10));
  ASSERT_EQ(target.requests.size(), 2u);
  EXPECT_EQ(sent_authorization(target, 0), "");
  EXPECT_EQ(sent_authorization(target, 1), answer_7616("MD5", "8ca523f5e9506fed4657c9700eebdbec"));
}

TEST(DigestTransport, CountsTheUsesOfANonce) {
  Scripted target{refusal(of_7616("MD5")), {.status = 200}, refusal(of_7616("MD5")), {.status = 200}};
  DigestTransport digest(target, [] { return kCnonce; });
  (void)digest.send(kRequest);
  (void)digest.send(kRequest);
  EXPECT_NE(sent_authorization(target, 3).find("nc=00000002"), std::string::npos);
}

TEST(DigestTransport, TriesAgainOnlyIfTheNonceWasStale) {
  Scripted wrong{refusal(of_7616("MD5"))};
  DigestTransport refused(wrong);
  EXPECT_EQ(refused.send(kRequest).received()->response.status, 401);
  EXPECT_EQ(wrong.requests.size(), 2u);
  Scripted late{refusal(of_7616("MD5")), refusal(of_7616("MD5") + ", stale=true"), {.status = 204}};
  DigestTransport again(late);
  EXPECT_EQ(again.send(kRequest).received()->response.status, 204);
  EXPECT_EQ(late.requests.size(), 3u);
}

TEST(DigestTransport, LeavesOtherRequestsAndResponsesAlone) {
  Scripted target{refusal(of_7616("MD5"))};
  DigestTransport digest(target);
  EXPECT_EQ(digest.send({.target = "/"}).received()->response.status, 401);
  EXPECT_EQ(target.requests.size(), 1u) << "it carries no password";
  Scripted other{refusal("Basic realm=\"b\"")};
  DigestTransport basic(other);
  EXPECT_EQ(basic.send(kRequest).received()->response.status, 401);
  EXPECT_EQ(other.requests.size(), 1u) << "there is no Digest challenge";
}

}  // namespace digest_test
}  // namespace avouch
