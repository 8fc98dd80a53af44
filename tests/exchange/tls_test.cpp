// SPDX-License-Identifier: MIT
// https with certificates made here, also through proxies.
#include <gtest/gtest.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>
#include <thread>

#include "base/file.h"
#include "bench.h"
#include "http/syntax.h"

namespace avouch {
namespace tls_test {

using End = RawAnswer::End;
using namespace std::chrono_literals;

const Authority& authority() {
  static const Authority made;
  return made;
}

// A file that lasts as long as this object.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text) {
    static int count = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("avouch-tls-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    EXPECT_TRUE(write_file(path_, text));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The key of that PEM, encrypted.
std::string locked(const std::string& key, const std::string& passphrase) {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> in(
      BIO_new_mem_buf(key.data(), static_cast<int>(key.size())), &BIO_free_all);
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> out(BIO_new(BIO_s_mem()), &BIO_free_all);
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> read(
      PEM_read_bio_PrivateKey(in.get(), nullptr, nullptr, nullptr), &EVP_PKEY_free);
  EXPECT_EQ(PEM_write_bio_PKCS8PrivateKey(out.get(), read.get(), EVP_aes_128_cbc(), passphrase.data(),
                                          static_cast<int>(passphrase.size()), nullptr, nullptr),
            1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return std::string(data, static_cast<std::size_t>(size));
}

RawServer::Options with(const Authority::Wanted& wanted) {
  return {.identity = authority().issue(wanted)};
}
RawServer::Options localhost() {
  return with({.names = {"localhost"}, .addresses = {"127.0.0.1"}});
}

struct Verified {
  std::string name;
  Authority::Wanted certificate;
  std::string host = "localhost";
  bool trusts = true;
  bool insecure = false;
  std::string outcome = "complete";
  std::string reason = {};
};

void PrintTo(const Verified& one, std::ostream* out) {
  *out << one.name;
}

class Verification : public testing::TestWithParam<Verified> {};

TEST_P(Verification, TakesTheRightServerOnly) {
  const Verified& one = GetParam();
  RawServer server(always(plain_answer("{}")), with(one.certificate));
  const TemporaryFile ca(one.trusts ? authority().certificate() : Authority("another").certificate());
  TransportOptions options;
  options.cacert = ca.path();
  options.insecure = one.insecure;
  Sender sender("https://" + one.host + ":" + std::to_string(server.port()), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), one.outcome) << reason_of(exchange);
  EXPECT_NE(reason_of(exchange).find(one.reason), std::string::npos) << reason_of(exchange);
  EXPECT_EQ(server.requests().size(), one.outcome == "complete" ? 1U : 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Tls, Verification,
    testing::Values(
        Verified{"Name", {.names = {"localhost"}}},
        Verified{"OneOfManyNames", {.names = {"example.com", "localhost"}}},
        Verified{"Address", {.addresses = {"127.0.0.1"}}, "127.0.0.1"},
        Verified{"WrongName",
                 {.names = {"example.com"}},
                 "localhost",
                 true,
                 false,
                 "tls",
                 "is not for \"localhost\""},
        Verified{"WrongAddress",
                 {.addresses = {"127.0.0.2"}},
                 "127.0.0.1",
                 true,
                 false,
                 "tls",
                 "is not for \"127.0.0.1\""},
        Verified{"AddressAsName", {.names = {"127.0.0.1"}}, "127.0.0.1", true, false, "tls", "is not for"},
        Verified{
            "CommonNameOnly", {.common_name = "localhost"}, "localhost", true, false, "tls", "is not for"},
        Verified{"AnotherAuthority", {.names = {"localhost"}}, "localhost", false, false, "tls", "--cacert"},
        Verified{
            "Expired", {.names = {"localhost"}, .expired = true}, "localhost", true, false, "tls", "expired"},
        Verified{"InsecureWrongName", {.names = {"example.com"}}, "localhost", true, true},
        Verified{"InsecureAnotherAuthority", {.names = {"localhost"}}, "localhost", false, true},
        Verified{"InsecureExpired", {.names = {"localhost"}, .expired = true}, "localhost", true, true}),
    [](const auto& param_info) { return param_info.param.name; });

// A sender that trusts the authority of these tests.
struct TrustingSender {
  explicit TrustingSender(const std::string& url, TransportOptions options = {})
      : ca(authority().certificate()), sender(url, [&] {
          options.cacert = ca.path();
          return options;
        }()) {}
  TemporaryFile ca;
  Sender sender;
};

TEST(Tls, IsVerifiedAgainstTheSystemByDefault) {
  RawServer server(always(plain_answer("{}")), localhost());
  Sender sender(server.url());
  EXPECT_EQ(outcome_of(sender.get()), "tls");
  EXPECT_EQ(server.requests().size(), 0U);
}

TEST(Tls, ReusesAConnectionAlsoWhenTicketsCome) {
  RawServer server(always(plain_answer("{}")), localhost());
  TrustingSender trusting(server.url());
  for (int i = 0; i < 3; ++i) EXPECT_EQ(outcome_of(trusting.sender.get()), "complete");
  EXPECT_EQ(server.connections(), 1U);
}

TEST(Tls, AnAnnouncedEndCompletesWhatLastsUntilTheEnd) {
  RawServer server(always("HTTP/1.1 200 OK\r\n\r\nbody", End::close), localhost());
  TrustingSender trusting(server.url());
  EXPECT_EQ(outcome_of(trusting.sender.get()), "complete");
}

TEST(Tls, AnEndWithoutNoticeCutsShort) {
  RawServer server(always("HTTP/1.1 200 OK\r\n\r\nbody", End::cut), localhost());
  TrustingSender trusting(server.url());
  const Exchange exchange = trusting.sender.get();
  EXPECT_EQ(outcome_of(exchange), "cut_short");
  EXPECT_EQ(body_of(exchange), "body");
  EXPECT_NE(reason_of(exchange).find("close_notify"), std::string::npos) << reason_of(exchange);
}

TEST(Tls, AnEndWithoutNoticeDoesNotMatterToALength) {
  RawServer server(always("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", End::cut), localhost());
  TrustingSender trusting(server.url());
  EXPECT_EQ(outcome_of(trusting.sender.get()), "complete");
}

TEST(Tls, CarriesLargeContentBothWays) {
  const std::string body(3'000'000, 'x');
  RawServer server(
      [](const std::string& request) { return plain_answer(request.substr(request.find("\r\n\r\n") + 4)); },
      localhost());
  TrustingSender trusting(server.url());
  const Exchange exchange = trusting.sender.send({.method = "POST", .body = body});
  EXPECT_EQ(outcome_of(exchange), "complete") << reason_of(exchange);
  EXPECT_EQ(body_of(exchange), body);
}

TEST(Tls, IsToldFromPlainHttp) {
  RawServer plain(always("HTTP/1.1 400 Bad Request\r\n\r\n", End::close), {.answer_at_once = true});
  Sender sender("https://127.0.0.1:" + std::to_string(plain.port()));
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "tls");
  EXPECT_NE(reason_of(exchange).find("use http"), std::string::npos) << reason_of(exchange);
}

TEST(Tls, HandshakeThatHangsEnds) {
  RawServer silent(always("", End::hang), {.answer_at_once = true});
  TransportOptions options;
  options.connect_timeout = 60ms;
  options.now = Hourglass(silent);
  Sender sender("https://127.0.0.1:" + std::to_string(silent.port()), options);
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "unreachable");
  EXPECT_NE(reason_of(exchange).find("--connect-timeout"), std::string::npos) << reason_of(exchange);
}

TEST(Tls, HandshakeCutShortEnds) {
  RawServer server(always("", End::close), {.answer_at_once = true});
  Sender sender("https://127.0.0.1:" + std::to_string(server.port()));
  EXPECT_EQ(outcome_of(sender.get()), "tls");
}

TEST(Tls, HandshakeResetEnds) {
  RawServer server(always("", End::reset), {.answer_at_once = true});
  Sender sender("https://127.0.0.1:" + std::to_string(server.port()));
  const std::string outcome = outcome_of(sender.get());
  // The reset may come before the client has noticed that it was connected.
  EXPECT_TRUE(outcome == "tls" || outcome == "unreachable") << outcome;
}

TEST(ClientCertificate, IsShown) {
  RawServer::Options wanted = localhost();
  wanted.client_authority = authority().certificate();
  RawServer server(always(plain_answer("{}")), wanted);
  const Identity client = authority().issue({.common_name = "client"});
  const TemporaryFile cert(client.certificate);
  const TemporaryFile key(client.key);
  const TemporaryFile both(client.certificate + client.key);
  TransportOptions apart;
  apart.cert = cert.path();
  apart.key = key.path();
  TrustingSender with_key(server.url(), apart);
  EXPECT_EQ(outcome_of(with_key.sender.get()), "complete");
  TransportOptions together;
  together.cert = both.path();
  TrustingSender without_key(server.url(), together);
  EXPECT_EQ(outcome_of(without_key.sender.get()), "complete");
}

TEST(ClientCertificate, ThatIsMissingIsNamed) {
  RawServer::Options wanted = localhost();
  wanted.client_authority = authority().certificate();
  RawServer server(always(plain_answer("{}")), wanted);
  TrustingSender trusting(server.url());
  const Exchange exchange = trusting.sender.get();
  EXPECT_EQ(outcome_of(exchange), "tls") << reason_of(exchange);
  EXPECT_NE(reason_of(exchange).find("--cert"), std::string::npos) << reason_of(exchange);
}

TEST(ClientCertificate, WithAPassphraseIsAnErrorAndAsksNoOne) {
  const Identity client = authority().issue({.common_name = "client"});
  const TemporaryFile cert(client.certificate);
  const TemporaryFile key(locked(client.key, "passphrase"));
  const Cancellation cancellation{false};
  const auto made = http_transport(*http::parse_url("https://127.0.0.1"),
                                   {.cert = cert.path(), .key = key.path()}, cancellation);
  ASSERT_FALSE(made);
  EXPECT_NE(made.errors()[0].title.find("--key cannot be used"), std::string::npos) << made.errors()[0].title;
  EXPECT_EQ(made.errors()[0].place.file, key.path());
}

struct Broken {
  std::string name;
  TransportOptions options;
  std::string title;
  std::string target = "https://127.0.0.1";
};

void PrintTo(const Broken& one, std::ostream* out) {
  *out << one.name;
}

class BrokenOptions : public testing::TestWithParam<Broken> {};

TEST_P(BrokenOptions, AreErrors) {
  const Cancellation cancellation{false};
  const auto made = http_transport(*http::parse_url(GetParam().target), GetParam().options, cancellation);
  ASSERT_FALSE(made);
  EXPECT_NE(made.errors()[0].title.find(GetParam().title), std::string::npos) << made.errors()[0].title;
  EXPECT_FALSE(made.errors()[0].hint.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Options, BrokenOptions,
    testing::Values(Broken{"CacertMissing", {.cacert = "/no/such/file"}, "--cacert cannot be used"},
                    Broken{"CacertNoPem", {.cacert = "/dev/null"}, "--cacert cannot be used"},
                    Broken{
                        "CacertMissingForHttp", {.cacert = "/no/such/file"}, "--cacert", "http://127.0.0.1"},
                    Broken{"CertMissing", {.cert = "/no/such/file"}, "--cert cannot be used"},
                    Broken{"KeyWithoutCert", {.key = "/no/such/file"}, "--key without --cert"},
                    Broken{"ProxyHttps", {.proxy = "https://127.0.0.1"}, "the proxy is not an http URL"},
                    Broken{"ProxySocks", {.proxy = "socks5://127.0.0.1"}, "the proxy is not an http URL"},
                    Broken{"ProxyNoUrl", {.proxy = "http://"}, "the proxy is not an http URL"}),
    [](const auto& param_info) { return param_info.param.name; });

TransportOptions through(const RawServer& proxy, const std::string& user = "") {
  TransportOptions options;
  options.proxy = "http://" + user + "127.0.0.1:" + std::to_string(proxy.port());
  return options;
}

TEST(Proxy, IsToldTheAbsoluteForm) {
  RawServer proxy(always(plain_answer("proxied")));
  Sender sender("http://target.invalid:8080/api", through(proxy, "me:p%40ss@"));
  const Exchange exchange = sender.get("/x?y");
  EXPECT_EQ(body_of(exchange), "proxied");
  const std::string request = proxy.requests().at(0);
  EXPECT_TRUE(request.starts_with("GET http://target.invalid:8080/api/x?y HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("\r\nHost: target.invalid:8080\r\n"), std::string::npos) << request;
  EXPECT_NE(request.find("\r\nProxy-Authorization: " + http::basic_authorization("me", "p@ss") + "\r\n"),
            std::string::npos);
  EXPECT_EQ(exchange.sent.target, "/api/x?y");
}

TEST(Proxy, OpensATunnelForHttps) {
  RawServer server(always(plain_answer("through the tunnel")), localhost());
  RawServer proxy([&](const std::string&) {
    return RawAnswer{.chunks = {"HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n"},
                     .end = End::tunnel,
                     .tunnel_port = server.port()};
  });
  TrustingSender trusting("https://localhost:" + std::to_string(server.port()), through(proxy, "me:secret@"));
  EXPECT_EQ(body_of(trusting.sender.get()), "through the tunnel");
  EXPECT_EQ(body_of(trusting.sender.get()), "through the tunnel");
  const std::string authority_form = "localhost:" + std::to_string(server.port());
  ASSERT_EQ(proxy.requests().size(), 1U);
  EXPECT_TRUE(proxy.requests()[0].starts_with("CONNECT " + authority_form +
                                              " HTTP/1.1\r\nHost: " + authority_form + "\r\n"));
  EXPECT_NE(proxy.requests()[0].find("Proxy-Authorization: Basic "), std::string::npos);
  EXPECT_EQ(server.requests().at(0).find("Proxy-Authorization"), std::string::npos);
}

TEST(Proxy, ThatRefusesIsNamed) {
  RawServer proxy(always(plain_answer("", "", "407 Proxy Authentication Required")));
  Sender sender("https://localhost", through(proxy));
  const Exchange exchange = sender.get();
  EXPECT_EQ(outcome_of(exchange), "unreachable");
  EXPECT_NE(reason_of(exchange).find("407 Proxy Authentication Required"), std::string::npos)
      << reason_of(exchange);
}

TEST(Proxy, ThatSpeaksNoHttpIsNamed) {
  for (const std::string bytes : {"", "SSH-2.0", "HTTP/1.1 200", "HTTP/1.1 999999\r\n\r\n"}) {
    RawServer proxy(always(bytes, End::close));
    Sender sender("https://localhost", through(proxy));
    const Exchange exchange = sender.get();
    EXPECT_EQ(outcome_of(exchange), "unreachable");
    EXPECT_NE(reason_of(exchange).find("proxy"), std::string::npos) << reason_of(exchange);
  }
}

TEST(Proxy, WithAHeadWithoutEndEnds) {
  RawServer proxy(
      always(RawAnswer{.chunks = {"HTTP/1.1 200 ", std::string(4096, 'x')}, .end = End::forever}));
  Sender sender("https://localhost", through(proxy));
  EXPECT_EQ(outcome_of(sender.get()), "head over limit");
}

TEST(Proxy, ThatHangsEnds) {
  RawServer proxy(always("HTTP/1.1 2", End::hang));
  TransportOptions options = through(proxy);
  options.connect_timeout = 60ms;
  options.now = Hourglass(proxy);
  Sender sender("https://localhost", options);
  EXPECT_EQ(outcome_of(sender.get()), "unreachable");
}

}  // namespace tls_test
}  // namespace avouch
