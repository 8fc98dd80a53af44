// SPDX-License-Identifier: MIT
// A schema object that several references lead to is judged as if it were written in each place.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/random.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"

namespace avouch {
namespace sharing_test {

constexpr std::size_t kDefinitions = 5;

// Random definitions that refer to later ones, so that each can be written in place of its references.
class Definitions {
 public:
  explicit Definitions(Random& random) : random_(random) {
    for (std::size_t i = kDefinitions; i-- > 0;) add(i);
  }

  // The last definition first: with references, and with copies.
  std::string shared() const {
    std::string text = shared_[0].substr(0, shared_[0].size() - 1) + ",\"$defs\":{";
    for (std::size_t i = 1; i < kDefinitions; ++i)
      text += (i > 1 ? ",\"" : "\"") + name_of(i) + "\":" + shared_[i];
    return text + "}}";
  }
  std::string copied() const { return copied_[0]; }

 private:
  static std::string name_of(std::size_t i) { return "d" + std::to_string(i); }

  // A schema of later definitions, in both forms.
  std::pair<std::string, std::string> part(std::size_t i) {
    if (i + 1 >= kDefinitions) return {R"({"type":"string"})", R"({"type":"string"})"};
    const auto later = [&] {
      const std::size_t other = i + 1 + random_.below(kDefinitions - i - 1);
      return std::pair(R"({"$ref":"#/$defs/)" + name_of(other) + "\"}", copied_[other]);
    };
    auto [shared, copied] = later();
    switch (random_.below(9)) {
      case 0:
      case 1:
        return {R"({"items":)" + shared + "}", R"({"items":)" + copied + "}"};
      case 2:
        return {R"({"not":)" + shared + "}", R"({"not":)" + copied + "}"};
      case 3:
      case 4: {
        const auto [shared_too, copied_too] = later();
        const char* name = random_.one_in(2) ? "anyOf" : "oneOf";
        return {std::string("{\"") + name + "\":[" + shared + "," + shared_too + "]}",
                std::string("{\"") + name + "\":[" + copied + "," + copied_too + "]}"};
      }
      case 5: {
        const auto [shared_too, copied_too] = later();
        return {R"({"if":)" + shared + R"(,"then":)" + shared_too + "}",
                R"({"if":)" + copied + R"(,"then":)" + copied_too + "}"};
      }
      default:
        return {std::move(shared), std::move(copied)};
    }
  }

  void add(std::size_t i) {
    std::string own = R"({"x-avouch-documentation":")" + name_of(i) + "\"";
    if (random_.one_in(2)) own += R"(,"type":["object","array"])";
    if (random_.one_in(3)) own += R"(,"required":["a"])";
    if (random_.one_in(3)) own += R"(,"maxProperties":2)";
    if (random_.one_in(3)) own += R"(,"maxItems":1)";
    if (i + 1 == kDefinitions) own = R"({"x-avouch-documentation":"last","type":"string","maxLength":2)";
    std::string shared = own + R"(,"properties":{)";
    std::string copied = shared;
    for (const char* member : {"a", "b", "c"}) {
      const auto [shared_part, copied_part] = part(i);
      const std::string begin = (*member == 'a' ? "\"" : ",\"") + std::string(member) + "\":";
      shared += begin + shared_part;
      copied += begin + copied_part;
    }
    shared_[i] = shared + "}}";
    copied_[i] = copied + "}}";
  }

  Random& random_;
  std::string shared_[kDefinitions];
  std::string copied_[kDefinitions];
};

std::string random_body(Random& random, int depth) {
  const std::size_t kind = random.below(depth == 0 ? 3 : 7);
  if (kind == 0) return "\"" + std::string(random.below(4), 'x') + "\"";
  if (kind == 1) return "null";
  if (kind == 2) return "{}";
  if (kind == 3) {
    std::string text = "[";
    for (std::size_t i = random.below(3); i > 0; --i)
      text += random_body(random, depth - 1) + (i > 1 ? "," : "");
    return text + "]";
  }
  std::string text;
  for (const char* member : {"a", "b", "c"}) {
    if (random.one_in(3)) continue;
    text += (text.empty() ? "\"" : ",\"") + std::string(member) + "\":" + random_body(random, depth - 1);
  }
  return "{" + text + "}";
}

// What is claimed: by definition and keyword. A claim is violated if any copy of it is, and exercised if any
// is.
struct Said {
  std::optional<bool> accepted;
  std::map<std::string, Outcome> outcomes;
  std::map<std::string, std::vector<std::string>> places;  // where it is violated
};

Said said_of(Library& library, const std::string& name, const std::string& text, const Instance& body) {
  const auto schema = load_schema(library, **library.add(name, text), "", Dialect::draft2020_12);
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  const std::vector<Verdict> verdicts = judge->judge(body);
  Said said{.accepted = judge->accepts(body), .outcomes = {}, .places = {}};
  for (const SchemaClaim& claim : (*schema)->claims()) {
    const std::string& pointer = (*schema)->place_of(claim)->pointer;
    const std::string keyword = pointer.substr(pointer.rfind('/') + 1);
    const std::string key = claim.documentation + " " + keyword;
    const Verdict& verdict = verdicts[claim.keyword];
    const auto [known, is_new] = said.outcomes.emplace(key, verdict.outcome);
    if (verdict.outcome == Outcome::violated ||
        (verdict.outcome == Outcome::holds && known->second == Outcome::unexercised))
      known->second = verdict.outcome;
    for (const Finding& finding : verdict.findings) said.places[key].push_back(finding.where);
  }
  for (auto& [key, places] : said.places) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }
  return said;
}

TEST(Sharing, ChangesNoVerdict) {
  std::map<Outcome, int> seen;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    const Definitions definitions(random);
    for (int i = 0; i < 8; ++i) {
      const std::string body = random_body(random, 4);
      const ParsedBody parsed = parse_body(body);
      ASSERT_NE(parsed.instance, nullptr) << body;
      Library library;
      const Said shared = said_of(library, "shared.json", definitions.shared(), *parsed.instance);
      const Said copied = said_of(library, "copied.json", definitions.copied(), *parsed.instance);
      EXPECT_EQ(shared.accepted, copied.accepted) << definitions.shared() << "\n" << body;
      EXPECT_EQ(shared.outcomes, copied.outcomes) << definitions.shared() << "\n" << body;
      EXPECT_EQ(shared.places, copied.places) << definitions.shared() << "\n" << body;
      if (HasFailure()) return;
      for (const auto& [key, outcome] : shared.outcomes) ++seen[outcome];
    }
  }
  EXPECT_GT(seen[Outcome::holds], 100);
  EXPECT_GT(seen[Outcome::violated], 100);
  EXPECT_GT(seen[Outcome::unexercised], 100);
}

// A violation names the place in the body, and the sentence of a claim the component.
TEST(Sharing, NamesThePlaceInTheBody) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"properties":{"billing":{"$ref":"#/$defs/address"},
"shipping":{"$ref":"#/$defs/address"},"old":{"not":{"$ref":"#/$defs/address"}}},
"$defs":{"address":{"properties":{"street":{"maxLength":3},"city":{"type":"string"}}}}})"),
                  "", Dialect::draft2020_12);
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  const std::vector<Verdict> verdicts = judge->judge(
      *parse_body(R"({"billing":{"street":"abc"},"shipping":{"street":"abcd"},"old":{"street":"abcde"}})")
           .instance);
  std::map<std::string, Verdict> by_suffix;
  for (const SchemaClaim& claim : (*schema)->claims()) by_suffix[claim.suffix] = verdicts[claim.keyword];
  const Verdict& street = by_suffix.at("@address/street/maxLength");
  EXPECT_EQ(street.outcome, Outcome::violated);
  EXPECT_EQ(street.instances, 2u);
  ASSERT_EQ(street.findings.size(), 1u);
  EXPECT_EQ(street.findings[0].where, "body /shipping/street");
  EXPECT_EQ(by_suffix.at("@address/city/type").outcome, Outcome::unexercised);
  EXPECT_EQ(by_suffix.at("@address/city/type").reason, "no response had city of address");
  EXPECT_EQ(by_suffix.at("old/not").outcome, Outcome::holds);
}

// The reason names the nearest place where a value was: here none had an address.
TEST(Sharing, SaysWhyNoUseWasExercised) {
  Library library;
  const auto schema =
      load_schema(library, **library.add("s.json", R"({"properties":{"deep":{"properties":{"home":{"$ref":
"#/$defs/address"}}},"work":{"$ref":"#/$defs/address"}},"$defs":{"address":{"type":"object"}}})"),
                  "", Dialect::draft2020_12);
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
  const std::size_t keyword = (*schema)->claims().at(0).keyword;
  EXPECT_EQ(judge->judge(*parse_body(R"({"deep":{}})").instance)[keyword].reason,
            "no response had work of the body");
  EXPECT_EQ(judge->judge(*parse_body("[]").instance)[keyword].reason, "the body was only an array");
  EXPECT_EQ(judge->judge(*parse_body(R"({"deep":{"home":{}}})").instance)[keyword].outcome, Outcome::holds);
}

}  // namespace sharing_test
}  // namespace avouch
