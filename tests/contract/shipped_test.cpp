// SPDX-License-Identifier: MIT
// The bundled contract: the names of its clauses, and its agreement with the documentation.
#include "schemas/shipped.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "contract/load.h"
#include "json/json_reader.h"

namespace avouch {
namespace shipped_test {

const Contract& shipped() {
  static const Contract contract = [] {
    std::vector<NamedText> texts;
    for (const ShippedFile& file : shipped_files()) {
      if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
    }
    Result<Contract> loaded = load_shipped_contract(texts);
    EXPECT_TRUE(loaded);
    return loaded ? *std::move(loaded) : Contract{};
  }();
  return contract;
}

std::string described(const BoundClause& bound) {
  std::vector<std::string> roles;
  for (const Role role : bound.roles) roles.emplace_back(to_string(role));
  return bound.clause->coordinate + " | " +
         (bound.clause->severity == Severity::warning ? "warning" : "violation") + " | " + join(roles, ", ") +
         "\n";
}

// A coordinate is a clause's name for life: waivers, reports and test filters of users name it.
// The schemas of reports ship as well.
TEST(Shipped, ReadsNoFileThatIsNoPartOfIt) {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
  }
  texts.emplace_back("schemas/other.schema.json", "no JSON");
  const Result<Contract> loaded = load_shipped_contract(texts);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->clauses.size(), shipped().clauses.size());
}

TEST(Shipped, HasTheseClauses) {
  std::string all;
  for (const BoundClause& bound : shipped().clauses) all += described(bound);
  const Result<std::string> golden =
      read_file(std::string(AVOUCH_SOURCE_DIR) + "/tests/contract/golden/shipped_clauses.txt");
  ASSERT_TRUE(golden);
  EXPECT_EQ(all, *golden);
}

TEST(Shipped, EachClauseSaysWhereItIsDocumented) {
  ASSERT_FALSE(shipped().clauses.empty());
  for (const BoundClause& bound : shipped().clauses) {
    EXPECT_TRUE(bound.clause->documentation.text().starts_with("Fetch configuration webhook › "))
        << bound.clause->coordinate;
    EXPECT_GT(bound.clause->place->line, 0) << bound.clause->coordinate;
    EXPECT_FALSE(bound.clause->claim.empty()) << bound.clause->coordinate;
  }
}

TEST(Shipped, BindsTheDocumentedEndpoint) {
  ASSERT_EQ(shipped().operations.size(), 1u);
  const Operation& operation = shipped().operations[0];
  EXPECT_EQ(operation.id, "FetchConfigurationWebhook");
  EXPECT_EQ(operation.method, "GET");
  EXPECT_EQ(operation.path, "/v1/Configuration/Webhooks");
  EXPECT_EQ(operation.servers, std::vector<std::string>{"https://conversations.twilio.com"});
  ASSERT_EQ(operation.security.size(), 1u);
  EXPECT_EQ(operation.security[0].at(0).kind, SecurityScheme::Kind::basic);
  EXPECT_TRUE(shipped().notes.empty());
}

TEST(Shipped, DocumentsFiveHeaders) {
  std::vector<std::string> headers;
  for (const DocumentedHeader& header : shipped().operations.at(0).responses.at(0).headers) {
    headers.push_back(
        header.name + (header.type == DocumentedHeader::Type::boolean ? " boolean" : " string") +
        (header.required ? " required" : "") + (header.required_cross_origin ? " cross-origin" : ""));
  }
  EXPECT_EQ(headers,
            (std::vector<std::string>{
                "Access-Control-Allow-Origin string cross-origin", "Access-Control-Allow-Methods string",
                "Access-Control-Allow-Headers string", "Access-Control-Allow-Credentials boolean",
                "Access-Control-Expose-Headers string"}));
}

// The page's own example, contradiction included.
TEST(Shipped, KeepsTheExampleAsDocumented) {
  const std::vector<Example>& examples = shipped().operations.at(0).responses.at(0).media.at(0).examples;
  ASSERT_EQ(examples.size(), 1u);
  EXPECT_EQ(examples[0].value, json_of_text(R"({
    "url": "https://conversations.twilio.com/v1/Configuration/Webhooks", "method": "GET", "target": "webhook",
    "filters": ["onMessageSend", "onConversationUpdated"], "account_sid": "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "pre_webhook_url": "https://example.com/pre", "post_webhook_url": "https://example.com/post"})"));
}

}  // namespace shipped_test
}  // namespace avouch
