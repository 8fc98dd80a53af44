// SPDX-License-Identifier: MIT
// Answers whose body has members that are for requests alone.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "contract/schema/direction.h"
#include "generate/maker/maker.h"
#include "judge/body/body.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using nlohmann::json;

json json_of(const Tree& tree) {
  return json::parse(to_text(tree), nullptr, false);
}

Mutant with_text(const std::string& what, const BoundClause& clause, const json& body) {
  return {.what = what, .roles = clause.roles, .edit = with_body([text = body.dump()](const std::string&) {
                                                 return text;
                                               })};
}

}  // namespace

Mutants unsent_member_mutants(const Contract& contract, const BoundClause& clause) {
  Mutants mutants{.reason = Mutants::Reason::out_of_reach,
                  .why = "no body that could hold such a member can be made"};
  const std::vector<DocumentedMedia>& documented =
      contract.operations[clause.operation].responses[clause.response].media;
  const auto media = std::find_if(documented.begin(), documented.end(), [](const DocumentedMedia& each) {
    return each.is_json() && each.schema != nullptr && has_unsent(*each.schema);
  });
  if (media == documented.end()) return mutants;
  const Result<BodyJudge> judge = BodyJudge::make(media->schema, {});
  if (!judge) return mutants;
  Maker maker(*media->schema, *judge, 1);
  const std::optional<Tree> tree = maker.make({.nodes = {0}}, {.members = Taste::Members::all});
  if (!tree) return mutants;
  const json body = json_of(*tree);
  json all = body;
  std::set<std::string> names;
  for (const UnsentMember& member : unsent_members(body, *media->schema)) {
    const std::optional<Tree> value = maker.make({.nodes = {member.node}}, {});
    if (!value) continue;
    json one = body;
    one[member.object][member.name] = json_of(*value);
    all[member.object][member.name] = json_of(*value);
    if (!names.insert(member.object.to_string() + "/" + member.name).second) continue;
    mutants.made.push_back(with_text("the body has " + member.name + ", which is writeOnly", clause, one));
    one[member.object][member.name] = nullptr;
    mutants.made.push_back(with_text("the body has " + member.name + " and it is null", clause, one));
    one[member.object][member.name] = "";
    mutants.made.push_back(with_text("the body has " + member.name + " and it is empty", clause, one));
  }
  if (names.size() > 1)
    mutants.made.push_back(with_text("the body has every member that is writeOnly", clause, all));
  return mutants;
}

}  // namespace avouch
