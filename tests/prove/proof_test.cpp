// SPDX-License-Identifier: MIT
#include "prove/proof.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/glob.h"
#include "base/interruption.h"
#include "contract/load.h"
#include "http/field_syntax.h"
#include "schemas/shipped.h"

namespace avouch {
namespace proof_test {

Contract shipped() {
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) {
    if (file.name.starts_with("schemas/configuration-webhook.")) texts.emplace_back(file.name, file.text);
  }
  Result<Contract> contract = load_shipped_contract(texts);
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

TEST(Proof, EveryClauseOfTheShippedContractIsProven) {
  const Result<ContractProof> proof = prove(shipped(), {});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven)
        << one.clause->coordinate << ": " << to_string(one.finding) << ", " << one.why;
    for (const Survivor& survivor : one.survivors)
      ADD_FAILURE() << one.clause->coordinate << ": " << survivor.what << ": " << survivor.why;
    EXPECT_GE(one.mutants, 3u) << one.clause->coordinate;
    EXPECT_EQ(one.killed, one.mutants) << one.clause->coordinate;
  }
  EXPECT_GE(proof->mutants, 800u);
  std::cout << proof->mutants << " mutants, " << proof->conformant << " conformant, " << proof->exchanges
            << " exchanges\n";
}

// In a process of its own: the interruption is the process's.
TEST(Proof, OfAnInterruptedRunNamesEveryClause) {
  EXPECT_EXIT(
      {
        const Contract contract = shipped();
        interrupt();
        const Result<ContractProof> proof = prove(contract, {});
        bool is_right = proof && proof->clauses.size() == contract.clauses.size();
        for (std::size_t i = 0; is_right && i < proof->clauses.size(); ++i) {
          is_right = proof->clauses[i].finding == ClauseProof::Finding::out_of_reach &&
                     proof->clauses[i].why == kUnprovenByInterruption;
        }
        std::_Exit(is_right ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

TEST(Proof, TenThousandConformingBodiesViolateNothing) {
  const Result<ContractProof> proof =
      prove(shipped(), {.selection = {.include_clauses = {"*/body/*"}}, .random = 10'000});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  EXPECT_GE(proof->conformant, 10'000u);
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
  }
}

// Documented in a header each, as strings.
Contract with_headers(const std::vector<std::string>& names) {
  std::string headers;
  for (const std::string& name : names) headers += name + ": {schema: {type: string}}, ";
  const std::string document =
      "{openapi: 3.1.0, info: {title: t, version: '1'}, paths: {/a: {get: {operationId: GetA, responses: "
      "{'200': "
      "{description: d, headers: {" +
      headers + "}}}}}}}";
  Result<Contract> contract = load_contract("made.yaml", {}, {{"made.yaml", document}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

TEST(Proof, TheSyntaxOfEveryStandardFieldIsProven) {
  const std::set<std::string_view> framing = {"content-encoding", "content-length", "content-type"};
  std::vector<std::string> names;
  for (const http::FieldSyntax& syntax : http::field_syntaxes()) {
    if (!framing.contains(syntax.field)) names.emplace_back(syntax.field);
  }
  const Result<ContractProof> proof =
      prove(with_headers(names), {.selection = {.include_clauses = {"*/headers/*"}}});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  std::size_t syntaxes = 0;
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
    for (const Survivor& survivor : one.survivors)
      ADD_FAILURE() << one.clause->coordinate << ": " << survivor.what << ": " << survivor.why;
    if (one.clause->coordinate.ends_with("/syntax")) ++syntaxes;
  }
  EXPECT_EQ(syntaxes, names.size());
}

// A run excuses a server that turns a made-up page away; a proof plays a page that the mock admits.
TEST(Proof, CorsIsProvenWhereTheDocumentationAdmitsAListOfPages) {
  const Result<ContractProof> proof = prove(with_headers({"Access-Control-Allow-Origin", "ETag"}),
                                            {.selection = {.include_clauses = {"*/cors/*"}}});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
    for (const Survivor& survivor : one.survivors)
      ADD_FAILURE() << one.clause->coordinate << ": " << survivor.what << ": " << survivor.why;
  }
}

TEST(Proof, AMemberThatIsMisnamedIsDriftByNecessity) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}}}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof =
      prove(*contract, {.selection = {.include_clauses = {"*/required", "*/drift/*"}}});
  ASSERT_TRUE(static_cast<bool>(proof));
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
    EXPECT_EQ(one.killed, one.mutants) << one.clause->coordinate;
    EXPECT_GE(one.mutants, 8u) << one.clause->coordinate;
  }
}

TEST(Proof, AClauseThatNothingContradictsIsAnEmptyClaim) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": {"type": "string", "minLength": 0, "maxLength": 3}}}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {"*Length"}}});
  ASSERT_TRUE(static_cast<bool>(proof));
  ASSERT_EQ(proof->clauses.size(), 2u);
  EXPECT_EQ(proof->clauses[0].finding, ClauseProof::Finding::empty_claim) << proof->clauses[0].why;
  EXPECT_EQ(proof->clauses[1].finding, ClauseProof::Finding::proven);
}

// Which clauses of a contract in tests/prove/contracts cannot be proven, and why.
struct Unproven {
  const char* glob;
  ClauseProof::Finding finding;
};

struct Provable {
  const char* contract;
  std::size_t clauses;  // at least
  std::vector<Unproven> unproven;
};

class Prove : public testing::TestWithParam<Provable> {};

TEST_P(Prove, TheseAloneAreUnproven) {
  const Result<Contract> contract = load_contract(
      std::string(AVOUCH_SOURCE_DIR) + "/tests/prove/contracts/" + GetParam().contract + ".openapi.yaml", {});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  EXPECT_GE(proof->clauses.size(), GetParam().clauses);
  for (const ClauseProof& one : proof->clauses) {
    ClauseProof::Finding expected = ClauseProof::Finding::proven;
    for (const Unproven& known : GetParam().unproven) {
      if (glob_matches(known.glob, one.clause->coordinate)) expected = known.finding;
    }
    EXPECT_EQ(one.finding, expected) << one.clause->coordinate << ": " << to_string(one.finding) << ", "
                                     << one.why;
  }
}

const Provable kProvable[] = {
    {"everything",
     200,
     {
         {"*/200/drift/fields", ClauseProof::Finding::masked},  // by additionalProperties: false
         {"*/400/status", ClauseProof::Finding::empty_claim},   // no documentation says who gets one
         {"*/401/status", ClauseProof::Finding::empty_claim},
         {"*/404/status", ClauseProof::Finding::empty_claim},
     }},
    {"methods",
     20,
     {
         {"*/405/status", ClauseProof::Finding::empty_claim},  // no documentation says who gets one
         {"PutNote/405/drift/fields", ClauseProof::Finding::empty_claim},  // its objects may have any member
     }},
    {"challenges",
     40,
     {
         {"*/401/status", ClauseProof::Finding::empty_claim},
         {"Contradicting/401/challenge", ClauseProof::Finding::masked},  // its enum allows no Bearer
         {"Complete/401/challenge", ClauseProof::Finding::masked},       // its own clauses report each fault
     }},
    {"one_way",
     40,
     {
         {"*/422/status", ClauseProof::Finding::empty_claim},
     }},
    {"no_content",
     16,
     {
         {"LookAtThing/200/body/*", ClauseProof::Finding::unreachable},  // an answer to HEAD has no body
         {"LookAtThing/200/drift/fields", ClauseProof::Finding::unreachable},
         {"GetThing/304/status", ClauseProof::Finding::empty_claim},  // another success answers for it
     }},
    {"discriminators",
     60,
     {
         {"Strict/200/drift/discriminator", ClauseProof::Finding::masked},  // its const rules out other names
         {"Example/200/drift/discriminator", ClauseProof::Finding::masked},  // the example has no name
     }},
    {"bytes", 8, {}},
    {"unwritable",
     20,
     {
         {"*/400/*", ClauseProof::Finding::out_of_reach},  // no value is its body
         {"*/404/*", ClauseProof::Finding::out_of_reach},  // its body cannot be written
         {"*/500/*", ClauseProof::Finding::out_of_reach},
         {"*/404/status", ClauseProof::Finding::empty_claim},
         {"*/500/status", ClauseProof::Finding::empty_claim},
         {"*/200/body/format", ClauseProof::Finding::empty_claim},
     }},
    {"ranges",
     100,
     {
         {"*/404/status", ClauseProof::Finding::empty_claim},
         {"*/4XX/status", ClauseProof::Finding::empty_claim},
         {"*/200/status", ClauseProof::Finding::empty_claim},  // where `default` documents every status
         {"PutSubscription/2XX/status", ClauseProof::Finding::empty_claim},
         {"GetThing/2XX/status", ClauseProof::Finding::empty_claim},  // another success answers for it
         {"*/5XX/status", ClauseProof::Finding::empty_claim},
         {"*/409/status", ClauseProof::Finding::empty_claim},
         {"*/503/status", ClauseProof::Finding::empty_claim},
     }},
};
INSTANTIATE_TEST_SUITE_P(Of, Prove, testing::ValuesIn(kProvable),
                         [](const auto& each) { return std::string(each.param.contract); });

TEST(Proof, EachOfTwoJsonMediaTypesHasItsOwnBody) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {
      "application/json": {"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}},
      "application/hal+json": {"schema": {"type": "object", "required": ["b"], "properties": {"b": {"maxLength": 5}}}}
    }}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {"*/body[*"}}});
  ASSERT_TRUE(static_cast<bool>(proof));
  EXPECT_EQ(proof->clauses.size(), 6u);
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven)
        << one.clause->coordinate << ": " << to_string(one.finding) << ", " << one.why;
  }
}

// The findings that are not "proven", one per line, of the clauses of {"get": …} that match.
std::string unproven_of(const std::string& get, const std::string& include) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": )" + get +
      "}}}";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  if (!contract) return to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {include}}});
  if (!proof) return to_string(proof.errors());
  std::string said = proof->clauses.empty() ? "no clause" : "";
  for (const ClauseProof& one : proof->clauses) {
    if (one.finding != ClauseProof::Finding::proven)
      said += one.clause->coordinate + ": " + std::string(to_string(one.finding)) + ", " + one.why + "\n";
  }
  return said;
}

// What */* covers beside application/json is another JSON type, and beside application/* one of another tree.
TEST(Proof, ARangeBesideJsonIsProvenInAnotherType) {
  const std::string schema =
      R"({"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}})";
  using Ranges = std::vector<const char*>;
  for (const Ranges& ranges : {Ranges{"*/*"}, Ranges{"application/*"}, Ranges{"*/*", "application/*"}}) {
    std::string content = "\"application/json\": " + schema;
    for (const char* range : ranges) content.append(", \"").append(range).append("\": ").append(schema);
    EXPECT_EQ(
        unproven_of(R"({"operationId": "Op", "responses": {"default": {"description": "d", "content": {)" +
                        content + "}}}}",
                    "Op/default/body*"),
        "")
        << content;
  }
}

// The call accepts text alone, so the mock's own 404 is text.
TEST(Proof, TheSyntaxOfJsonIsProvenInAResponseOfJson) {
  EXPECT_EQ(unproven_of(R"({"operationId": "Op", "responses": {
    "200": {"description": "d", "content": {"text/plain": {"schema": {"type": "string"}}}},
    "404": {"description": "d", "content": {"text/plain": {"schema": {"type": "object"}}, "application/json": {"example": {"a": 1}}}}}})",
                        "Op/404/body/*"),
            "");
}

// An XML document does not show a list without items.
TEST(Proof, AMemberBesideAnEmptyListIsProvenInXml) {
  EXPECT_EQ(
      unproven_of(
          R"({"operationId": "Op", "responses": {"200": {"description": "d", "content": {"application/xml": {"schema": {
    "type": "object", "properties": {"n": {"type": "integer", "minimum": 2}, "l": {"type": "array", "items": {"type": "string"}}}}}}}}})",
          "Op/200/body/n/*"),
      "");
}

struct Amount {
  std::size_t of_contract;
  std::size_t of_operation;
  std::size_t most;
};

TEST(Prove, LargeContractsAndOperationsGetFewerMutantsAClause) {
  constexpr Amount kAmounts[] = {{0, 0, 64},      {1, 1, 64},     {50, 50, 50},    {312, 62, 8},
                                 {500, 500, 8},   {1000, 500, 8}, {1000, 1000, 4}, {9000, 200, 8},
                                 {2000, 2000, 2}, {9000, 9000, 2}};
  for (const Amount& one : kAmounts)
    EXPECT_EQ(most_mutants(one.of_contract, one.of_operation), one.most)
        << one.of_contract << ' ' << one.of_operation;
}

// Objects of three members within one another, their schemas by reference.
std::string deep_document(std::size_t levels) {
  std::string schemas;
  for (std::size_t i = 0; i < levels; ++i) {
    const std::string below = i + 1 == levels
                                  ? R"({"type": "string", "enum": ["a", "b"]})"
                                  : R"({"$ref": "#/components/schemas/S)" + std::to_string(i + 1) + R"("})";
    schemas += (i == 0 ? "" : ",") + (R"("S)" + std::to_string(i)) +
               R"(": {"type": "object", "required": ["x", "y", "z"], "properties": {"x": )" + below +
               R"(, "y": )" + below + R"(, "z": )" + below + "}}";
  }
  return R"({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get":
    {"operationId": "GetA", "responses": {"200": {"description": "d", "content": {"application/json":
    {"schema": {"$ref": "#/components/schemas/S0"}}}}}}}}, "components": {"schemas": {)" +
         schemas + "}}}";
}

TEST(Prove, OfADeepBodyEveryMutantIsKilledAtItsClause) {
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", deep_document(4)}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.most = 2});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  EXPECT_GE(proof->clauses.size(), 20u);  // one per keyword of each component, in 40 places of the body
  for (const ClauseProof& one : proof->clauses) {
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
    EXPECT_EQ(one.killed, one.mutants) << one.clause->coordinate;
    EXPECT_EQ(one.mutants, 2u) << one.clause->coordinate;
  }
}

// One clause per keyword of a component, wherever it is used: in several members, in itself, as an
// alternative, and below `not`. Each is proven in a place where its violation counts by itself.
TEST(Prove, OfSharedComponentsEveryClauseIsProvenOnce) {
  const std::string document =
      R"({"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "GetA",
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": {"type": "object",
    "required": ["either"], "properties": {
      "either": {"oneOf": [{"$ref": "#/components/schemas/Address"}, {"type": "string"}]},
      "home": {"$ref": "#/components/schemas/Address"}, "work": {"$ref": "#/components/schemas/Address"},
      "tree": {"$ref": "#/components/schemas/Tree"},
      "old": {"not": {"$ref": "#/components/schemas/Address"}}}}}}}}}}},
    "components": {"schemas": {
      "Address": {"type": "object", "required": ["street"], "properties": {"street": {"type": "string", "maxLength": 5},
        "owner": {"$ref": "#/components/schemas/Person"}}},
      "Person": {"type": "object", "properties": {"name": {"type": "string"},
        "address": {"$ref": "#/components/schemas/Address"}}},
      "Tree": {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/Person"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {"*/body/*"}}});
  ASSERT_TRUE(static_cast<bool>(proof)) << to_string(proof.errors());
  std::set<std::string> proven;
  for (const ClauseProof& one : proof->clauses) {
    const std::string name = one.clause->coordinate.substr(std::string("GetA/200/body/").size());
    // Used only there, where oneOf fails in its place.
    EXPECT_EQ(one.through, name == "either/oneOf/1/type" ? "GetA/200/body/either/oneOf" : "") << name;
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << one.clause->coordinate << ": " << one.why;
    EXPECT_EQ(one.killed, one.mutants) << one.clause->coordinate;
    proven.insert(name);
  }
  EXPECT_EQ(proven,
            (std::set<std::string>{"syntax", "duplicate-names", "type", "required", "either/oneOf",
                                   "either/oneOf/1/type", "old/not", "@Address/type", "@Address/required",
                                   "@Address/street/type", "@Address/street/maxLength", "@Person/type",
                                   "@Person/name/type", "@Tree/type", "@Tree/children/type"}));
}

Contract made_of(const std::string& document) {
  Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  return *std::move(contract);
}

std::string of_schema(const std::string& schema) {
  return R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "GetA",
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
         schema + "}}}}}}}}";
}

std::map<std::string, ClauseProof> proofs_of(const Contract& contract, const ProofOptions& options) {
  const Result<ContractProof> proof = prove(contract, options);
  if (!proof) throw std::runtime_error(to_string(proof.errors()));
  std::map<std::string, ClauseProof> by_coordinate;
  for (const ClauseProof& one : proof->clauses) by_coordinate.emplace(one.clause->coordinate, one);
  return by_coordinate;
}

// A clause in an alternative fails through its anyOf: the alternative breaks it alone, and no other accepts
// the value. Where another alternative accepts whatever breaks it, nothing contradicts it.
TEST(Proof, AClauseInAnAlternativeIsProvenThroughIt) {
  const std::map<std::string, ClauseProof> proofs =
      proofs_of(made_of(of_schema(R"({"type": "object", "properties": {
    "day": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]},
    "pet": {"anyOf": [{"type": "object", "properties": {"bark": {"type": "string"}}},
                      {"type": "object", "properties": {"meow": {"type": "integer"}}}]},
    "any": {"anyOf": [{"type": "string"}, {}]},
    "text": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "string"}]}}})")),
                {.selection = {.include_clauses = {"*anyOf*"}}});
  const auto through = [&](const std::string& name) {
    const ClauseProof& one = proofs.at("GetA/200/body/" + name);
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << name << ": " << one.why;
    EXPECT_GT(one.killed, 0u) << name;
    return one.through;
  };
  EXPECT_EQ(through("day/anyOf"), "");
  for (const char* name : {"day/anyOf/0/type", "day/anyOf/1/type"})
    EXPECT_EQ(through(name), "GetA/200/body/day/anyOf") << name;
  // Only the first alternative may match a string.
  EXPECT_EQ(through("day/anyOf/0/maxLength"), "");
  // Each alternative accepts any object without its member: the other one must be broken besides.
  for (const char* name : {"pet/anyOf/0/bark/type", "pet/anyOf/1/meow/type", "pet/anyOf/0/type"})
    EXPECT_EQ(through(name), "GetA/200/body/pet/anyOf") << name;
  EXPECT_EQ(proofs.at("GetA/200/body/any/anyOf/0/type").finding, ClauseProof::Finding::empty_claim);
  EXPECT_EQ(proofs.at("GetA/200/body/text/anyOf/0/maxLength").finding, ClauseProof::Finding::empty_claim);
}

// The error of each operation has one schema. Its keywords are proven in the first, and a few in each.
TEST(Proof, TheKeywordsOfASharedSchemaAreProvenInOneResponse) {
  std::string members;
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    members +=
        std::string(members.empty() ? "" : ", ") + R"(")" + name + R"(": {"type": "string", "maxLength": 9})";
  std::string paths;
  for (const char* name : {"A", "B", "C"}) {
    paths += std::string(paths.empty() ? "" : ", ") + R"("/)" + name + R"(": {"get": {"operationId": ")" +
             name +
             R"(", "responses": {"200": {"description": "d"}, "500": {"description": "e", "content": {)" +
             R"("application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}}}})";
  }
  const Contract contract = made_of(
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {)" + paths +
      R"(}, "components": {"schemas": {"Error": {"type": "object", "properties": {)" + members + "}}}}}");
  const std::map<std::string, ClauseProof> shared = proofs_of(contract, {});
  std::size_t same = 0;
  for (const auto& [coordinate, one] : shared) {
    if (coordinate.find("/500/body/") != coordinate.npos) {
      EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << coordinate << ": " << one.why;
    }
    if (one.same_as.empty()) continue;
    ++same;
    EXPECT_EQ(one.same_as, "A" + coordinate.substr(1));
    EXPECT_EQ(one.examples, shared.at(one.same_as).examples) << coordinate;
  }
  EXPECT_GE(same, 2u * 8u);
  EXPECT_LE(same, 2u * 12u);  // of 13 keywords, some are samples
  for (const auto& [coordinate, one] : proofs_of(contract, {.shares = false})) {
    EXPECT_EQ(one.same_as, "") << coordinate;
    EXPECT_EQ(one.finding, shared.at(coordinate).finding) << coordinate;
  }
}

// Operations whose responses have schemas of their own, each with the component Address.
Contract with_component(const std::map<std::string, std::pair<std::string, std::string>>& operations) {
  std::string members;
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    members +=
        std::string(members.empty() ? "" : ", ") + R"(")" + name + R"(": {"type": "string", "maxLength": 9})";
  std::string paths;
  for (const auto& [id, operation] : operations) {
    paths += std::string(paths.empty() ? "" : ", ") + R"(")" + operation.first +
             R"(": {"get": {"operationId": ")" + id + R"(", "parameters": [)" +
             (operation.first.ends_with('}')
                  ? R"({"name": ")" + operation.first.substr(operation.first.size() - 2, 1) +
                        R"(", "in": "path", "required": true})"
                  : "") +
             R"(], "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
             operation.second + "}}}}}}";
  }
  return made_of(R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {)" + paths +
                 R"(}, "components": {"schemas": {"Address": {"type": "object", "properties": {)" + members +
                 "}}}}}");
}

constexpr const char* kAddress = R"({"$ref": "#/components/schemas/Address"})";

// The keywords of a component are proven in the smallest schema that has it. Where an alternative accepts
// what breaks them, they are proven again.
TEST(Proof, TheKeywordsOfASharedComponentAreProvenInOneSchema) {
  const Contract contract = with_component(
      {{"Large",
        {"/large", R"({"type": "object", "properties": {"n": {"type": "integer"}, "home": )" +
                       std::string(kAddress) + "}}"}},
       {"List", {"/list", R"({"type": "array", "items": )" + std::string(kAddress) + "}"}},
       {"Either", {"/either", R"({"anyOf": [)" + std::string(kAddress) + R"(, {"type": "null"}]})"}}});
  const std::map<std::string, ClauseProof> shared = proofs_of(contract, {});
  std::map<std::string, std::size_t> same;  // by operation
  for (const auto& [coordinate, one] : shared) {
    if (coordinate.find("/body/") == coordinate.npos) continue;
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << coordinate << ": " << one.why;
    if (one.same_as.empty()) continue;
    ++same[one.clause->operation];
    EXPECT_TRUE(one.same_as.starts_with("List/")) << one.same_as;
    EXPECT_EQ(coordinate.substr(coordinate.rfind('/')), one.same_as.substr(one.same_as.rfind('/')));
  }
  EXPECT_EQ(same.size(), 1u);
  EXPECT_GE(same["Large"], 8u);   // of 13 keywords
  EXPECT_LE(same["Large"], 12u);  // some are samples
  for (const auto& [coordinate, one] : proofs_of(contract, {.shares = false})) {
    EXPECT_EQ(one.same_as, "") << coordinate;
    EXPECT_EQ(one.finding, shared.at(coordinate).finding) << coordinate;
    EXPECT_EQ(one.through.empty(), shared.at(coordinate).through.empty()) << coordinate;
  }
}

// No success of Small can be made, so nothing of it can be proven.
TEST(Proof, AComponentThatIsNotProvenInOneSchemaIsTriedInAnother) {
  const auto response = [](const std::string& status, const std::string& schema) {
    return R"(")" + status + R"(": {"description": "d", "content": {"application/json": {"schema": )" +
           schema + "}}}";
  };
  const std::string address = R"({"$ref": "#/components/schemas/Address"})";
  std::string members;
  for (const char* name : {"a", "b", "c", "d", "e", "f"})
    members +=
        std::string(members.empty() ? "" : ", ") + R"(")" + name + R"(": {"type": "string", "maxLength": 9})";
  const Contract contract = made_of(
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
        "/large": {"get": {"operationId": "Large", "responses": {)" +
      response("200",
               R"({"type": "object", "properties": {"n": {"type": "integer"}, "home": )" + address + "}}") +
      R"(}}}, "/small": {"get": {"operationId": "Small", "responses": {)" +
      response("200", R"({"type": "integer", "minimum": 2, "maximum": 1})") + ", " +
      response("500", address) +
      R"(}}}}, "components": {"schemas": {"Address": {"type": "object", "properties": {)" + members +
      "}}}}}");
  std::size_t proven = 0;
  for (const auto& [coordinate, one] : proofs_of(contract, {})) {
    if (!coordinate.starts_with("Large/200/body/home/")) continue;
    EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << coordinate << ": " << one.why;
    EXPECT_EQ(one.same_as, "") << coordinate;
    ++proven;
  }
  EXPECT_EQ(proven, 13u);
}

// The data of an event is JSON by its type, or by a contentSchema; the whole schema may be that of the data.
TEST(Proof, TheJsonInTheDataOfEventsIsProven) {
  const std::string chunk = R"({"type": "object", "required": ["id", "n"],
      "properties": {"id": {"type": "string"}, "n": {"type": "integer", "maximum": 9}}})";
  const auto proven = [](const std::string& version, const std::string& media) {
    const Contract contract = made_of(R"({"openapi": ")" + version +
                                      R"(", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
        "operationId": "GetA", "responses": {"200": {"description": "d", "content": {"text/event-stream": )" +
                                      media + "}}}}}}}");
    std::set<std::string> names;
    for (const auto& [coordinate, one] : proofs_of(contract, {})) {
      const std::size_t at = coordinate.find("/body/");
      if (at == coordinate.npos || coordinate.ends_with("/syntax")) continue;
      EXPECT_EQ(one.finding, ClauseProof::Finding::proven) << coordinate << ": " << one.why;
      names.insert(coordinate.substr(at + 6));
    }
    return names;
  };
  EXPECT_EQ(proven("3.1.0", R"({"schema": )" + chunk + "}"),
            (std::set<std::string>{"type", "required", "id/type", "n/type", "n/maximum"}));
  EXPECT_EQ(proven("3.1.0",
                   R"({"schema": {"type": "object", "properties": {"event": {"enum": ["a", "b"]},
      "data": )" + chunk +
                       "}}}"),
            (std::set<std::string>{"event/enum", "data/type", "data/required", "data/id/type", "data/n/type",
                                   "data/n/maximum"}));
  EXPECT_EQ(proven("3.2.0",
                   R"({"itemSchema": {"type": "object", "properties": {"data": {"type": "string",
      "contentMediaType": "application/json", "contentSchema": )" +
                       chunk + "}}}}"),
            (std::set<std::string>{
                "itemSchema/data/contentMediaType", "itemSchema/data/contentSchema/type",
                "itemSchema/data/contentSchema/required", "itemSchema/data/contentSchema/id/type",
                "itemSchema/data/contentSchema/n/type", "itemSchema/data/contentSchema/n/maximum"}));
}

// What breaks a claim of an alternative there breaks the alternative, too; a run exercises it all the same.
TEST(Proof, WhatTheDataOfEventsExercisesIsNotUnreachable) {
  const Contract contract = made_of(
      R"({"openapi": "3.2.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {
        "operationId": "GetA", "responses": {"200": {"description": "d", "content": {"text/event-stream":
        {"itemSchema": {"type": "object", "required": ["data"], "properties": {"data": {"type": "string",
        "contentMediaType": "application/json", "contentSchema": {"type": "object", "required": ["kind"],
        "properties": {"kind": {"type": "string"}}, "oneOf": [
          {"type": "object", "required": ["kind", "n"], "properties": {"kind": {"const": "a"}, "n": {}}},
          {"type": "object", "required": ["kind", "m"], "properties": {"kind": {"const": "b"}, "m": {}}}]}}}}}}}}}}}})");
  for (const auto& [coordinate, one] : proofs_of(contract, {}))
    EXPECT_NE(one.finding, ClauseProof::Finding::unreachable) << coordinate << ": " << one.why;
}

// An answer that the mock never gives is put in its place; an edit that leaves that as it is breaks nothing.
TEST(Proof, AnEditThatChangesNothingIsNoMutant) {
  const std::string document =
      R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "GetA",
    "responses": {"200": {"description": "d"}, "404": {"description": "none", "content": {"application/json":
    {"schema": {"type": "object", "additionalProperties": false}}}}}}}}})";
  const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
  ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
  const Result<ContractProof> proof = prove(*contract, {.selection = {.include_clauses = {"*/404/body/*"}}});
  ASSERT_TRUE(static_cast<bool>(proof));
  const auto names = std::find_if(proof->clauses.begin(), proof->clauses.end(), [](const ClauseProof& one) {
    return one.clause->coordinate.ends_with("/duplicate-names");
  });
  ASSERT_NE(names, proof->clauses.end());
  // Only bodies with a member remain, and each breaks its schema, too.
  EXPECT_EQ(names->finding, ClauseProof::Finding::masked) << names->why;
  EXPECT_EQ(names->mutants, 2u);
}

// The body that is served has no member, so another one must be among the first mutants.
TEST(Proof, AMemberOccursTwiceWhereTheBodyHasNoneWithFewMutants) {
  for (const char* schema : {"{}", R"({"type": "object"})", R"({"type": "array"})"}) {
    const std::string document =
        R"({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/a": {"get": {"operationId": "GetA",
    "responses": {"200": {"description": "d", "content": {"application/json": {"schema": )" +
        std::string(schema) + "}}}}}}}}";
    const Result<Contract> contract = load_contract("made.json", {}, {{"made.json", document}});
    ASSERT_TRUE(static_cast<bool>(contract)) << to_string(contract.errors());
    const Result<ContractProof> proof =
        prove(*contract, {.selection = {.include_clauses = {"*/duplicate-names"}}, .most = 2});
    ASSERT_TRUE(static_cast<bool>(proof));
    ASSERT_EQ(proof->clauses.size(), 1u);
    EXPECT_EQ(proof->clauses.front().finding, ClauseProof::Finding::proven)
        << schema << ": " << proof->clauses.front().why;
  }
}

}  // namespace proof_test
}  // namespace avouch
