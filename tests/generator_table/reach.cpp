// SPDX-License-Identifier: MIT
#include "reach.h"

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/file.h"
#include "contract/load.h"
#include "generate/generator.h"
#include "json/instance.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

void Reach::add(const Reach& other) {
  schemas += other.schemas;
  impossible += other.impossible;
  claims += other.claims;
  exercised += other.exercised;
  instances += other.instances;
  violations += other.violations;
  for (const auto& [reason, count] : other.reasons) reasons[reason] += count;
  for (const auto& [reason, count] : other.missed) missed[reason] += count;
}

Reach reach_of(const std::shared_ptr<const Schema>& schema, const BodyJudge& judge, bool lists) {
  Reach reach{.schemas = 1, .claims = schema->claims().size()};
  const Result<Generator> generator = Generator::make(schema, judge);
  if (!generator) {
    reach.impossible = 1;
    reach.reasons["nothing conforms"] = reach.claims;
    reach.missed["nothing conforms: " + generator.errors().front().title] = reach.claims;
    if (lists) std::cout << to_string(generator.errors());
    return reach;
  }
  reach.instances = generator->instances().made.size();
  reach.exercised = reach.claims - generator->instances().unmade.size();
  for (const SchemaClaim& claim : schema->claims()) {
    const Violations violations = generator->violations(claim.keyword);
    reach.violations += violations.made.size();
    std::string reason(to_string(violations.reason));
    if (violations.reason == Violations::Reason::masked && !violations.made.empty())
      reason += ", with instances";
    ++reach.reasons[reason];
    if (violations.reason == Violations::Reason::made) continue;
    const SchemaKeyword& keyword = schema->keywords()[claim.keyword];
    ++reach.missed[keyword.name + ": " + reason + ": " + violations.none];
    if (lists)
      std::cout << "  " << to_string(schema->place_of(claim)) << " " << claim.suffix << ": " << reason << ": "
                << violations.none << "\n";
  }
  return reach;
}

Reach reach_of_document(const std::string& file, bool lists) {
  Reach reach;
  const Result<Contract> contract = load_contract(file, {}, {});
  if (!contract) {
    std::cout << to_string(contract.errors());
    return reach;
  }
  for (const Operation& operation : contract->operations) {
    for (const DocumentedResponse& response : operation.responses) {
      for (const DocumentedMedia& media : response.media) {
        if (media.schema == nullptr || !media.is_json()) continue;
        const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
        if (!judge) {
          std::cout << to_string(judge.errors());
          continue;
        }
        reach.add(reach_of(media.schema, *judge, lists));
      }
    }
  }
  return reach;
}

std::vector<SuiteGroup> read_groups(const std::string& folder) {
  std::vector<SuiteGroup> groups;
  for (const auto& [draft, dialect] :
       {std::pair("draft7", Dialect::draft7), std::pair("draft2020-12", Dialect::draft2020_12)}) {
    const fs::path root = fs::path(folder) / "tests" / draft;
    for (const fs::path& path : files_below(root)) {
      if (path.parent_path() != root) continue;  // optional
      const ParsedBody file = parse_body(*read_file(path.string()));
      for (const Value each : file.instance->root().items()) {
        SuiteGroup group{.draft = draft,
                         .keyword = path.stem().string(),
                         .name = std::string(each.find("description")->text()),
                         .schema = to_text(*each.find("schema")),
                         .dialect = dialect};
        for (const Value test : each.find("tests")->items()) {
          const bool is_valid = test.find("valid")->is_true();
          (is_valid ? group.allows : group.forbids) = true;
          group.cases.emplace_back(to_text(*test.find("data")), is_valid);
        }
        groups.push_back(std::move(group));
      }
    }
  }
  return groups;
}

GroupReader::GroupReader(const std::string& folder) {
  const fs::path root = fs::path(folder) / "remotes";
  for (const fs::path& path : files_below(root)) {
    const std::string address = "http://localhost:1234/" + fs::relative(path, root).generic_string();
    const Result<const Document*> added = library_.add(address, *read_file(path.string()));
    if (!added) std::cout << to_string(added.errors());
  }
}

GroupReach GroupReader::reach(const SuiteGroup& group, bool assert_formats) {
  GroupReach reach;
  const Result<const Document*> document = library_.add("case.json", group.schema);
  if (!document) return {.refused = to_string(document.errors())};
  const auto schema = load_schema(library_, **document, "", group.dialect);
  if (!schema) return {.refused = to_string(schema.errors())};
  const Result<BodyJudge> judge = BodyJudge::make(*schema, {.assert_formats = assert_formats});
  if (!judge) return {.refused = to_string(judge.errors())};
  const Result<Generator> generator = Generator::make(*schema, *judge);
  if (!generator) {
    // What nothing is allowed by, anything breaks.
    const ParsedBody anything = parse_body("1");
    reach.has_invalid = judge->accepts(*anything.instance) == false;
    reach.invalid = "1";
    return reach;
  }
  reach.has_valid = true;
  reach.valid = generator->instances().made.front().text;
  for (const MadeInstance& one : generator->instances().made) reach.all_valid.push_back(one.text);
  for (const SchemaClaim& claim : (*schema)->claims()) {
    constexpr std::size_t kMost = 3;
    std::size_t count = 0;
    for (const Violation& violation : generator->violations(claim.keyword).made) {
      const ParsedBody body = parse_body(violation.text);
      if (judge->accepts(*body.instance) != false) continue;
      reach.has_invalid = true;
      reach.invalid = violation.text;
      if (++count <= kMost) reach.all_invalid.push_back(violation.text);
    }
  }
  return reach;
}

}  // namespace avouch
