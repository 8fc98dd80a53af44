// SPDX-License-Identifier: MIT
#include "changes.h"

#include <string>
#include <vector>

#include "decimal.h"
#include "samples.h"
#include "values.h"

namespace avouch::differential {
namespace {

void collect(Json& value, std::vector<Json*>& all) {
  all.push_back(&value);
  for (Json& item : value.items) collect(item, all);
  for (Member& member : value.members) collect(member.value, all);
}

void change_object(Random& random, Json& object) {
  const std::string& name = member_names()[random.below(12)];
  if (object.members.empty() || random.chance(30)) return object.set(name, random_value(random, 1));
  Member& member = random.pick(object.members);
  switch (random.below(4)) {
    case 0:
      member = object.members.back();
      object.members.pop_back();
      break;
    case 1:
      member.name = name;
      break;
    case 2:  // a second of the name; the last counts
      if (random.chance(30)) object.set(std::string(member.name), random_value(random, 1));
      break;
    default:
      random.shuffle(object.members);
  }
}

void change_array(Random& random, Json& array) {
  if (array.items.empty() || random.chance(30)) return array.items.push_back(random_value(random, 1));
  switch (random.below(3)) {
    case 0:
      array.items.pop_back();
      break;
    case 1: {
      Json again = random.pick(array.items);
      if (again.kind == Json::Kind::number) again.text = respelled(again.text, random);
      random.shuffle(again.members);
      array.items.push_back(std::move(again));
      break;
    }
    default:
      random.shuffle(array.items);
  }
}

void change(Random& random, Json& value) {
  if (random.chance(15)) {
    value = random_value(random, 2);
    return;
  }
  switch (value.kind) {
    case Json::Kind::null:
    case Json::Kind::boolean:
      value = random.chance(50) ? Json() : Json::boolean(random.chance(50));
      break;
    case Json::Kind::number: {
      const int by = random.chance(50) ? 1 : -1;
      if (random.chance(8))
        value = Json::string(value.text);
      else if (random.chance(40))
        value.text = stepped(value.text, by);
      else if (random.chance(60))
        value.text = refined(value.text, by);
      else
        value.text = respelled(value.text, random);
      break;
    }
    case Json::Kind::string:
      if (random.chance(20))
        value.text = random.chance(50) ? random.pick(random.pick(format_samples()).inside)
                                       : random.pick(random.pick(pattern_samples()).inside);
      else if (random.chance(60))
        value.text += random_text(random, random.between(1, 3));
      else
        value.text = random_text(random, random.below(5));
      break;
    case Json::Kind::array:
      change_array(random, value);
      break;
    case Json::Kind::object:
      change_object(random, value);
      break;
  }
}

}  // namespace

void change_a_part(Random& random, Json& value) {
  std::vector<Json*> all;
  collect(value, all);
  change(random, *random.pick(all));
}

}  // namespace avouch::differential
