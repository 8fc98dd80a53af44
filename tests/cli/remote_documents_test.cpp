// SPDX-License-Identifier: MIT
#include "cli/option/remote_documents.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <ostream>
#include <thread>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "contract/load.h"
#include "fixtures/certificate.h"
#include "fixtures/raw_server.h"

namespace avouch {
namespace remote_documents_test {

constexpr const char* kAnswer =
    R"({"type": "object", "required": ["a"], "properties": {"a": {"$ref": "name.json"}}})";

std::string api(const std::string& schema) {
  return R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "A",
"responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"$ref": ")" +
         schema + R"("}}}}}}}}})";
}

Result<Contract> loaded(const std::string& schema, bool fetches) {
  LoadOptions options{.is_strict = true};
  if (fetches) options.fetch = remote_documents({});
  return load_contract("api.json", options, {{"api.json", api(schema)}});
}

TEST(RemoteDocuments, AreFetchedWithThoseBesideThem) {
  RawServer server([](const std::string& request) {
    return plain_answer(request.starts_with("GET /v1/name.json ") ? R"({"type": "string", "maxLength": 3})"
                                                                  : kAnswer);
  });
  const Result<Contract> contract = loaded(server.url("/v1/answer.json"), true);
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const std::vector<std::string> requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_TRUE(requests[0].starts_with("GET /v1/answer.json HTTP/1.1\r\n")) << requests[0];
  EXPECT_TRUE(requests[1].starts_with("GET /v1/name.json HTTP/1.1\r\n")) << requests[1];
  EXPECT_EQ(requests[0].find("Authorization"), std::string::npos);
  const bool has_length = std::any_of(
      contract->clauses.begin(), contract->clauses.end(),
      [](const BoundClause& bound) { return bound.clause->coordinate == "A/200/body/a/maxLength"; });
  EXPECT_TRUE(has_length);
}

// The link to a private document has its token in the query.
TEST(RemoteDocuments, ShowNoSecretOfTheContractsUrl) {
  RawServer server([](const std::string& request) {
    return plain_answer(request.find("/api.json") != std::string::npos ? api("answer.json") : kAnswer);
  });
  Options options;
  options.contract = server.url("/api.json?ref=main&private_token=S3cr3tV4lue");
  options.transport.max_filesize = 100'000;
  const Result<Contract> contract = contract_of(options, {});
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->file, server.url("/api.json?ref=main&private_token=$AVOUCH_PRIVATE_TOKEN"));
  for (const BoundClause& bound : contract->clauses)
    EXPECT_EQ(to_string(bound.clause->place).find("S3cr3t"), std::string::npos);
  const std::vector<std::string> requests = server.requests();
  ASSERT_FALSE(requests.empty());
  EXPECT_TRUE(requests[0].starts_with("GET /api.json?ref=main&private_token=S3cr3tV4lue HTTP/1.1\r\n"))
      << requests[0];
}

TEST(RemoteDocuments, ShowNoSecretOfAUrlThatCannotBeFetched) {
  for (const char* url : {"http://u:S3cr3tV4lue@bad host/a.json", "http://u:S3cr3t/V4lue@h/a.json",
                          "http://127.0.0.1:1/a.json?token=S3cr3tV4lue"}) {
    Options options;
    options.contract = url;
    const Result<Contract> contract = contract_of(options, {});
    ASSERT_FALSE(contract);
    EXPECT_EQ(to_string(contract.errors()).find("S3cr3t"), std::string::npos) << to_string(contract.errors());
  }
}

TEST(RemoteDocuments, HaveATimeTogether) {
  RawServer server([](const std::string&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    return plain_answer("{}");
  });
  const auto fetch = remote_documents({}, std::nullopt, std::chrono::milliseconds(10));
  EXPECT_TRUE(fetch(server.url("/1.json")));
  const Result<std::string> second = fetch(server.url("/2.json"));
  ASSERT_FALSE(second);
  EXPECT_NE(second.errors().front().title.find("the documents before it took 0 s"), std::string::npos)
      << second.errors().front().title;
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(RemoteDocuments, AreNotFetchedUnlessThatIsAllowed) {
  RawServer server([](const std::string&) { return plain_answer(kAnswer); });
  const Result<Contract> contract = loaded(server.url("/answer.json"), false);
  ASSERT_FALSE(contract);
  EXPECT_TRUE(server.requests().empty());
  EXPECT_NE(contract.errors()[0].hint.find("--allow-remote-refs"), std::string::npos);
}

const Authority& authority() {
  static const Authority made;
  return made;
}

struct Secured {
  const char* name;
  Authority::Wanted certificate;
  const Authority* trusted;  // by --cacert; null: the system's
  const char* why;           // it is refused; empty: it is fetched
};

void PrintTo(const Secured& secured, std::ostream* out) {
  *out << secured.name;
}

class SecuredDocument : public testing::TestWithParam<Secured> {};

// The commands' own way: --cacert on the command line, and the contract that it loads.
TEST_P(SecuredDocument, IsFetchedOfWhomTheUserTrusts) {
  RawServer server([](const std::string&) { return plain_answer(R"({"type": "string", "maxLength": 3})"); },
                   {.identity = authority().issue(GetParam().certificate)});
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("avouch-remote-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  const std::string url = "https://localhost:" + std::to_string(server.port()) + "/answer.json";
  ASSERT_TRUE(write_file(folder / "api.json", api(url)));
  Options options{.contract = folder / "api.json", .allow_remote_refs = true, .strict = {"contract"}};
  if (GetParam().trusted != nullptr) {
    options.transport.cacert = folder / "ca.pem";
    ASSERT_TRUE(write_file(options.transport.cacert, GetParam().trusted->certificate()));
  }
  const Result<Contract> contract = contract_of(options);
  std::filesystem::remove_all(folder);
  const std::string why = GetParam().why;
  ASSERT_EQ(static_cast<bool>(contract), why.empty())
      << (contract ? "fetched" : to_string(contract.errors()));
  EXPECT_EQ(server.requests().size(), why.empty() ? 1u : 0u);
  if (why.empty()) return;
  const Error& error = contract.errors().front();
  EXPECT_NE(error.title.find(in_quotes(url)), std::string::npos) << error.title;
  EXPECT_NE(error.title.find(why), std::string::npos) << error.title;
}

const Authority kAnother("another");

INSTANTIATE_TEST_SUITE_P(
    Certificates, SecuredDocument,
    testing::Values(Secured{"OfTheAuthority", {.names = {"localhost"}}, &authority(), ""},
                    Secured{"OfAnotherAuthority", {.names = {"localhost"}}, &kAnother, "certificate"},
                    Secured{"OfNobodyTheSystemKnows", {.names = {"localhost"}}, nullptr, "certificate"},
                    Secured{"OfAnotherName", {.names = {"example.com"}}, &authority(), "is not for"},
                    Secured{
                        "Expired", {.names = {"localhost"}, .expired = true}, &authority(), "certificate"}),
    [](const auto& row) { return row.param.name; });

TEST(CertificatesToTrust, AreAnOptionOfEveryCommandThatLoadsAContract) {
  for (const char* command : {"run", "mock", "list", "explain", "lint", "prove"}) {
    std::vector<std::string> words = {command,  "--allow-remote-refs", "--cacert",
                                      "ca.pem", "--contract-header",   "X-Key: a"};
    if (words.front() == "explain") words.push_back("A/200/status");
    const auto read = read_options(words, [](const std::string&) { return std::nullopt; });
    ASSERT_TRUE(read) << command << ": " << to_string(read.errors());
    EXPECT_EQ(std::get<Options>(*read).transport.cacert, "ca.pem") << command;
    ASSERT_EQ(std::get<Options>(*read).contract_headers.size(), 1u) << command;
    EXPECT_EQ(std::get<Options>(*read).contract_headers.front().name, "X-Key") << command;
  }
}

struct Refusal {
  const char* name;
  RawAnswer answer;
  const char* why;
  const char* hint;
};

void PrintTo(const Refusal& refusal, std::ostream* out) {
  *out << refusal.name;
}

class RefusedDocument : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedDocument, IsNamedWithItsUrlAndThePlaceOfTheReference) {
  RawServer server([](const std::string&) { return GetParam().answer; });
  const std::string url = server.url("/answer.json");
  const Result<Contract> contract = loaded(url, true);
  ASSERT_FALSE(contract);
  const Error& error = contract.errors().front();
  EXPECT_NE(error.title.find(in_quotes(url)), std::string::npos) << error.title;
  EXPECT_NE(error.title.find(GetParam().why), std::string::npos) << error.title;
  EXPECT_NE(error.hint.find(GetParam().hint), std::string::npos) << error.hint;
  EXPECT_EQ(error.place.file, "api.json");
  EXPECT_EQ(error.place.line, 2);
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedDocument,
    testing::Values(
        Refusal{"NotFound", plain_answer("{}", "", "404 Not Found"), "the response is 404", "--ref-root"},
        Refusal{"Redirect", plain_answer("", "Location: /b.json\r\n", "302 Found"),
                "it redirects to \"/b.json\"", "--ref-root"},
        Refusal{"CutShort",
                {.chunks = {"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}"}, .end = RawAnswer::End::close},
                "cannot be fetched",
                "--ref-root"},
        Refusal{"NoHttp",
                {.chunks = {"what?\r\n\r\n"}, .end = RawAnswer::End::close},
                "cannot be fetched",
                "--ref-root"}),
    [](const auto& row) { return row.param.name; });

std::string refusal_of(const std::function<Result<std::string>(const std::string&)>& fetch,
                       const std::string& url) {
  const Result<std::string> text = fetch(url);
  return text ? "fetched" : text.errors().front().title;
}

TEST(RemoteDocuments, AreBoundedInSize) {
  RawServer server([](const std::string&) { return plain_answer(std::string(5000, ' ')); });
  EXPECT_NE(refusal_of(remote_documents({.max_filesize = 1000}), server.url("/a")).find("cannot be fetched"),
            std::string::npos);
}

TEST(RemoteDocuments, AreNotFetchedWithAUserName) {
  const std::string title = refusal_of(remote_documents({}), "http://name:secret@127.0.0.1:9/a");
  EXPECT_NE(title.find("it contains credentials"), std::string::npos);
  EXPECT_EQ(title.find("secret"), std::string::npos);
}

TEST(RemoteDocuments, AreNotWithoutNumber) {
  RawServer server([](const std::string&) { return plain_answer("{}"); });
  const auto fetch = remote_documents({});
  for (std::size_t i = 0; i < kMostRemoteDocuments; ++i)
    ASSERT_EQ(refusal_of(fetch, server.url("/a")), "fetched");
  EXPECT_NE(refusal_of(fetch, server.url("/a")).find("256 documents were fetched already"),
            std::string::npos);
}

Options remote(const std::string& url) {
  Options options{.contract = url};
  options.contract_headers = {{"Authorization", "Bearer s3cret"}};
  return options;
}

TEST(RemoteContract, IsFetchedWithTheHeadersForItAndTheDocumentsBesideIt) {
  RawServer server([](const std::string& request) {
    if (request.starts_with("GET /v1/openapi?format=json ")) return plain_answer(api("answer.json"));
    return plain_answer(request.starts_with("GET /v1/answer.json ") ? R"({"type": "string", "maxLength": 3})"
                                                                    : "{}");
  });
  const Result<Contract> contract = contract_of(remote(server.url("/v1/openapi?format=json")));
  ASSERT_TRUE(contract) << to_string(contract.errors());
  const std::vector<std::string> requests = server.requests();
  ASSERT_EQ(requests.size(), 2u);
  for (const std::string& request : requests)
    EXPECT_NE(request.find("Authorization: Bearer s3cret\r\n"), std::string::npos) << request;
  EXPECT_EQ(contract->clauses.front().clause->place->file, server.url("/v1/openapi?format=json"));
}

TEST(RemoteContract, InYamlNeedsNoName) {
  RawServer server([](const std::string&) {
    return plain_answer(
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: A\n"
        "      responses: {'200': {description: d}}\n");
  });
  const Result<Contract> contract = contract_of(remote(server.url("/openapi")));
  ASSERT_TRUE(contract) << to_string(contract.errors());
  EXPECT_EQ(contract->operations.front().id, "A");
}

TEST(RemoteContract, DoesNotLeadToOtherServers) {
  RawServer other([](const std::string&) { return plain_answer(R"({"type": "string"})"); });
  RawServer server([&](const std::string&) { return plain_answer(api(other.url("/answer.json"))); });
  Options options = remote(server.url("/openapi.json"));
  const Result<Contract> without = contract_of(options);
  ASSERT_TRUE(without) << to_string(without.errors());
  ASSERT_EQ(without->faults.size(), 1u);
  EXPECT_NE(without->faults.front().title.find(
                "it is on another server than the contract; --allow-remote-refs fetches it"),
            std::string::npos)
      << without->faults.front().title;
  EXPECT_TRUE(other.requests().empty());
  options.allow_remote_refs = true;
  const Result<Contract> contract = contract_of(options);
  ASSERT_TRUE(contract) << to_string(contract.errors());
  ASSERT_EQ(other.requests().size(), 1u);
  EXPECT_EQ(other.requests().front().find("Authorization"), std::string::npos)
      << "a secret went to another server";
}

TEST(RemoteContract, ThatDoesNotComeIsNamedWithItsUrl) {
  RawServer server([](const std::string&) { return plain_answer("{}", "", "401 Unauthorized"); });
  const std::string url = server.url("/openapi.json");
  const Result<Contract> contract = contract_of(remote(url));
  ASSERT_FALSE(contract);
  EXPECT_EQ(to_string(contract.errors()),
            "error: \"" + url +
                "\" cannot be fetched: the response is 401\n  Check the URL and --contract-header, or "
                "save it and name the file.\n");
}

}  // namespace remote_documents_test
}  // namespace avouch
