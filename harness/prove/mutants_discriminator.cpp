// SPDX-License-Identifier: MIT
// Responses that contain an object with an unknown discriminator.
#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

constexpr std::size_t kBodies = 40;  // maximum number of bodies searched
constexpr std::size_t kPlaces = 4;   // maximum number of places per body

// The name with upper and lower case swapped.
std::string turned(std::string name) {
  for (char& c : name) {
    const bool is_lower = c >= 'a' && c <= 'z';
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_lower || is_upper) c = static_cast<char>(c ^ 0x20);
  }
  return name;
}

std::vector<std::string> other_values(const std::string& name) {
  return {"avouchUnknown", turned(name), name + "2", "", " " + name, "#/components/schemas/" + name};
}

}  // namespace

Mutants discriminator_mutants(const BoundClause& clause, const std::vector<MadeInstance>& bodies,
                              const BodyJudge& judge) {
  Mutants mutants{.reason = Mutants::Reason::out_of_reach, .why = "no body with a discriminator can be made"};
  std::set<std::string> known;
  for (std::size_t i = 0; i < std::min(bodies.size(), kBodies); ++i) {
    const ParsedBody parsed = parse_body(bodies[i].text);
    if (parsed.instance == nullptr) continue;
    const BodyJudge::Named named = judge.named(*parsed.instance);
    if (named.failures > 0) continue;
    for (std::size_t k = 0; k < std::min(named.known.size(), kPlaces); ++k) {
      const BodyJudge::Named::Place& place = named.known[k];
      if (!pointer_tokens(place.pointer)) continue;
      mutants.reason = Mutants::Reason::masked;
      mutants.why = "the schema itself refuses every body with an unknown discriminator";
      for (const std::string& value : other_values(place.value)) {
        JsonValue body = json_of_text(bodies[i].text);
        if (JsonValue* named_by = body.at(place.pointer)) *named_by = JsonValue::string(value);
        const std::string text = to_text(body);
        const ParsedBody changed = parse_body(text);
        if (changed.instance == nullptr || judge.accepts(*changed.instance) != true ||
            judge.named(*changed.instance).failures == 0 || !known.insert(text).second)
          continue;
        mutants.made.push_back({.what = shown(place.pointer) + " is " + in_quotes(value),
                                .roles = clause.roles,
                                .edit = with_body([text](const std::string&) { return text; })});
      }
    }
  }
  if (!mutants.made.empty()) mutants.reason = Mutants::Reason::made;
  return mutants;
}

}  // namespace avouch
