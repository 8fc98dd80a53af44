// SPDX-License-Identifier: MIT
// Schemas with few, many or sparse values: the generator finds conforming values and breaks each claim.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "made.h"

namespace avouch {
namespace hard_value_test {

struct HardCase {
  std::string name;
  std::string schema;
  std::string claim;
  Dialect dialect = Dialect::openapi_3_1;
};

void PrintTo(const HardCase& shown, std::ostream* out) {
  *out << shown.name;
}

std::string formatted(const std::string& format, const std::string& pattern) {
  return R"({"type": "string", "format": ")" + format + R"(", "pattern": ")" + pattern + "\"}";
}

std::string unlike(const std::string& item, int fewest) {
  return R"({"type": "array", "uniqueItems": true, "minItems": )" + std::to_string(fewest) +
         R"(, "items": )" + item + "}";
}

// Two kinds of pet, which `keyword` and `mapping` tell apart.
std::string pets(const std::string& keyword, const std::string& mapping) {
  return "{\"" + keyword + R"(": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
    "discriminator": {"propertyName": "kind", "mapping": )" +
         mapping + R"(},
    "components": {"schemas": {
      "Cat": {"type": "object", "required": ["kind"],
              "properties": {"kind": {"type": "string", "enum": ["kitty"]}, "lives": {"type": "integer"}}},
      "Dog": {"type": "object", "required": ["kind"],
              "properties": {"kind": {"type": "string", "enum": ["puppy", "hound"]}, "tail": {"type": "boolean"}}}}}})";
}

std::vector<HardCase> cases() {
  const std::string by_reference =
      R"({"kitty": "#/components/schemas/Cat", "puppy": "#/components/schemas/Dog", "hound": "#/components/schemas/Dog"})";
  const std::string by_name = R"({"kitty": "Cat", "puppy": "Dog"})";
  return {
      {"mapping_by_reference", pets("oneOf", by_reference), "oneOf/0/lives/type"},
      {"mapping_by_reference_other", pets("oneOf", by_reference), "oneOf/1/tail/type"},
      {"mapping_by_name", pets("oneOf", by_name), "oneOf/1/tail/type"},
      {"mapping_of_any_of", pets("anyOf", by_reference), "anyOf/0/lives/type"},
      {"mapping_in_3_0", pets("oneOf", by_name), "oneOf/0/lives/type", Dialect::openapi_3_0},
      {"mapping_of_an_alternative_with_alternatives",
       R"({"oneOf": [{"type": "object", "$ref": "#/$defs/Item"}, {"$ref": "#/$defs/Other"}],
           "discriminator": {"propertyName": "kind"}, "$defs": {
             "Item": {"type": "object", "oneOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]},
             "A": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["a"]}, "n": {"type": "integer"}}},
             "B": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["b"]}}},
             "Other": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["o"]}}}}})",
       "oneOf/0/oneOf/0/n/type"},
      {"five_thousand_items",
       R"({"type": "array", "minItems": 5000, "items": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}})",
       "items/a/type"},
      {"five_thousand_after_a_prefix",
       R"({"type": "array", "minItems": 5000, "prefixItems": [{"type": "boolean"}], "items": {"type": "integer"}})",
       "items/type"},
      {"unlike_texts", unlike(R"({"type": "string"})", 300), "uniqueItems"},
      {"unlike_numbers_that_are_just_enough",
       unlike(R"({"type": "integer", "minimum": 1, "maximum": 300})", 300), "uniqueItems"},
      {"unlike_multiples", unlike(R"({"type": "number", "multipleOf": 0.01})", 300), "items/multipleOf"},
      {"unlike_objects",
       unlike(
           R"({"type": "object", "required": ["id"], "properties": {"id": {"pattern": "^AC[0-9a-f]{32}$"}}})",
           300),
       "uniqueItems"},
      {"unlike_uuids", unlike(R"({"type": "string", "format": "uuid"})", 300), "items/format"},
      {"unlike_dates", unlike(R"({"type": "string", "format": "date"})", 300), "items/format"},
      {"unlike_date_times", unlike(R"({"type": "string", "format": "date-time"})", 300), "items/format"},
      {"unlike_long_integers", unlike(R"({"type": "string", "format": "int64"})", 300), "items/format"},
      {"unlike_addresses", unlike(R"({"type": "string", "format": "ipv4"})", 300), "items/format"},
      {"date_and_pattern", formatted("date", R"(^\\d{4}-\\d{2}-\\d{2}$)"), "format"},
      {"date_of_a_year", formatted("date", "^20(19|20)-"), "pattern"},
      {"date_of_a_day", formatted("date", "-15$"), "pattern"},
      {"date_time_and_pattern", formatted("date-time", R"(^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$)"),
       "format"},
      {"date_time_with_thousandths",
       formatted("date-time", R"(^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$)"), "format"},
      {"date_time_of_a_zone", formatted("date-time", R"(\\+02:00$)"), "pattern"},
      {"uuid_of_a_version",
       formatted("uuid", "^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"), "format"},
      {"address_of_a_network", formatted("ipv4", R"(^192\\.168\\.)"), "pattern"},
      {"email_of_a_host", formatted("email", R"(@twilio\\.com$)"), "pattern"},
      {"hostname_of_a_domain", formatted("hostname", R"(\\.twilio\\.com$)"), "pattern"},
      {"uri_of_a_host", formatted("uri", R"(^https://api\\.twilio\\.com/)"), "format"},
      {"uri_of_a_file", formatted("uri", R"(\\.json$)"), "pattern"},
      {"mail_date_of_a_day", formatted("date-time-rfc-2822", "^Mon, "), "pattern"},
  };
}

class HardValue : public testing::TestWithParam<HardCase> {};

TEST_P(HardValue, IsMadeAndBroken) {
  const Made made(GetParam().schema, GetParam().dialect);
  bool is_exercised = false;
  for (const MadeInstance& one : made.generator->instances().made) {
    EXPECT_EQ(made.violated(one.text), std::vector<std::string>());
    is_exercised = is_exercised || made.exercises(one.text, GetParam().claim);
  }
  EXPECT_TRUE(is_exercised);
  const Violations violations = made.generator->violations(made.keyword(GetParam().claim));
  ASSERT_FALSE(violations.made.empty()) << violations.none;
  for (const Violation& one : violations.made) EXPECT_FALSE(made.violated(one.text).empty()) << one.what;
}

INSTANTIATE_TEST_SUITE_P(Schemas, HardValue, testing::ValuesIn(cases()),
                         [](const testing::TestParamInfo<HardCase>& of) { return of.param.name; });

}  // namespace hard_value_test
}  // namespace avouch
