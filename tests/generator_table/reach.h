// SPDX-License-Identifier: MIT
// Measures the generator's coverage of a schema, of the JSON-Schema-Test-Suite, and of an OpenAPI document.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/ways/violations.h"
#include "judge/body/body.h"

namespace avouch {

// Of one schema's claims.
struct Reach {
  std::size_t schemas = 0;
  std::size_t impossible = 0;  // schemas that nothing was made for
  std::size_t claims = 0;
  std::size_t exercised = 0;
  std::size_t instances = 0;
  std::size_t violations = 0;
  std::map<std::string, std::size_t> reasons;  // of claims: "made", "masked", "masked, with instances", …
  std::map<std::string, std::size_t> missed;   // "format: out of reach: no value was found …" -> claims

  void add(const Reach& other);
};

// With `lists`, each claim that is not broken exactly is printed.
Reach reach_of(const std::shared_ptr<const Schema>& schema, const BodyJudge& judge, bool lists);

// Of the bodies of all responses. Prints errors of documents that do not load.
Reach reach_of_document(const std::string& file, bool lists);

// One group of the suite: its schema, and whether its own cases say that it allows and that it forbids
// something.
struct SuiteGroup {
  std::string draft;
  std::string keyword;  // the file's name
  std::string name;
  std::string schema;
  Dialect dialect = Dialect::draft2020_12;
  std::vector<std::pair<std::string, bool>> cases;  // instance, and whether it is valid
  bool allows = false;
  bool forbids = false;
};

// The required ones of drafts 7 and 2020-12.
std::vector<SuiteGroup> read_groups(const std::string& folder);

struct GroupReach {
  std::string refused;  // why the schema is not supported; empty where it is
  bool has_valid = false;
  bool has_invalid = false;
  std::string valid;
  std::string invalid;
  std::vector<std::string> all_valid;    // every instance
  std::vector<std::string> all_invalid;  // every violation, at most three a claim
};

class GroupReader {
 public:
  explicit GroupReader(const std::string& folder);
  GroupReach reach(const SuiteGroup& group, bool assert_formats);

 private:
  Library library_;
};

}  // namespace avouch
