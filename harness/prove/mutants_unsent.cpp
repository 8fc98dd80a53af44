// SPDX-License-Identifier: MIT
// Responses whose body has members that are only for requests.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "contract/schema/direction.h"
#include "generate/maker/maker.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

Mutant with_text(const std::string& what, const BoundClause& clause, const JsonValue& body) {
  return {.what = what, .roles = clause.roles, .edit = with_body([text = to_text(body)](const std::string&) {
                                                 return text;
                                               })};
}

}  // namespace

Mutants unsent_member_mutants(const Contract& contract, const BoundClause& clause) {
  Mutants mutants{.reason = Mutants::Reason::out_of_reach, .why = "no body with such a member can be made"};
  const std::vector<DocumentedMedia>& documented =
      contract.operations[clause.operation].responses[clause.response].media;
  const auto media = std::find_if(documented.begin(), documented.end(), [](const DocumentedMedia& each) {
    return each.is_json() && each.schema != nullptr && has_unsent(*each.schema);
  });
  if (media == documented.end()) return mutants;
  const Result<BodyJudge> judge = BodyJudge::make(media->schema, {});
  if (!judge) return mutants;
  Maker maker(*media->schema, *judge, 1);
  const std::optional<JsonValue> body = maker.make({.nodes = {0}}, {.members = Taste::Members::all});
  if (!body) return mutants;
  JsonValue all = *body;
  std::set<std::string> names;
  for (const UnsentMember& member : unsent_members(*body, *media->schema)) {
    const std::optional<JsonValue> value = maker.make({.nodes = {member.node}}, {});
    if (!value) continue;
    JsonValue one = *body;
    JsonValue& added = one.at(member.object)->set(member.name, *value);
    all.at(member.object)->set(member.name, *value);
    if (!names.insert(member.object + "/" + member.name).second) continue;
    mutants.made.push_back(with_text("the body has " + member.name + ", which is writeOnly", clause, one));
    added = JsonValue::null();
    mutants.made.push_back(with_text("the body has " + member.name + " and it is null", clause, one));
    added = JsonValue::string("");
    mutants.made.push_back(with_text("the body has " + member.name + " and it is empty", clause, one));
  }
  if (names.size() > 1) mutants.made.push_back(with_text("the body has every writeOnly member", clause, all));
  return mutants;
}

}  // namespace avouch
