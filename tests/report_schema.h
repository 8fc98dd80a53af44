// SPDX-License-Identifier: MIT
// Validates a report by its schema in schemas/, with the judge and with a second validator.
//
//   EXPECT_EQ(faults_under("proof.schema.json", report.json()), "");
#pragma once

#include <stdexcept>
#include <string>

#include "base/file.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "json/instance.h"
#include "judge/body/body.h"
#include "prove/second_judge.h"

namespace avouch {

// A line for each claim of the schema that is violated, or that nobody can judge, and one where a second
// validator was not asked or says otherwise; empty where there is none.
// Throws std::runtime_error where there is no such schema.
inline std::string faults_under(const std::string& schema_file, const std::string& json) {
  const auto given = [](const auto& result) {
    if (!result) throw std::runtime_error(to_string(result.errors()));
    return *result;
  };
  Library library;
  const Document* document = given(
      library.add(schema_file, given(read_file(std::string(AVOUCH_SOURCE_DIR) + "/schemas/" + schema_file))));
  const std::shared_ptr<const Schema> schema =
      given(load_schema(library, *document, "", Dialect::draft2020_12));
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) throw std::runtime_error(to_string(judge.errors()));
  const ParsedBody body = parse_body(json);
  if (body.instance == nullptr) return body.fault->reason;
  std::string faults;
  for (const Verdict& verdict : judge->judge(*body.instance)) {
    if (verdict.outcome == Outcome::violated || verdict.outcome == Outcome::undecided)
      faults += verdict.reason + "\n";
  }
  const SecondJudge second(library, {.file = schema_file}, Dialect::draft2020_12, *schema, *judge,
                           valijson_validator);
  const SecondJudge::Said said = second.ask(*body.instance);
  if (said.skipped && faults.empty())
    faults += "not asked: " + std::string(text_of(*said.skipped).name) + "\n";
  if (!said.agrees) faults += "a second validator says otherwise\n";
  return faults;
}

}  // namespace avouch
