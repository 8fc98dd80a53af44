// SPDX-License-Identifier: MIT
#include "values.h"

#include <algorithm>

#include "decimal.h"
#include "samples.h"

namespace avouch::differential {
namespace {

constexpr std::size_t kObjectNames = 4;  // at the end of member_names(): those that trouble JavaScript

std::string random_name(Random& random) {
  const std::vector<std::string>& names = member_names();
  if (random.chance(1)) return names[names.size() - 1 - random.below(kObjectNames)];
  if (random.chance(70)) return names[random.below(5)];
  return names[random.below(names.size() - kObjectNames)];
}

}  // namespace

std::vector<std::string> random_names(Random& random, std::size_t least, std::size_t most) {
  std::vector<std::string> names;
  const std::size_t count = random.between(least, most);
  for (std::size_t tries = 0; names.size() < count && tries < 20; ++tries) {
    std::string name = random_name(random);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

std::string random_text(Random& random, std::size_t length) {
  std::string text;
  for (; length > 0; --length)
    text += characters()[random.chance(60) ? random.below(5) : random.below(characters().size())];
  return text;
}

std::string random_number(Random& random) {
  const std::string& number =
      random.chance(85) ? random.pick(plain_numbers()) : random.pick(awkward_numbers());
  return random.chance(10) ? respelled(number, random) : number;
}

Json random_value(Random& random, int depth) {
  switch (random.below(depth > 0 ? 8 : 5)) {
    case 0:
      return {};
    case 1:
      return Json::boolean(random.chance(50));
    case 2:
      return Json::number(random_number(random));
    case 3:
    case 4:
      return Json::string(random_text(random, random.below(4)));
    case 5: {
      Json array = Json::array();
      for (std::size_t i = random.below(4); i > 0; --i)
        array.items.push_back(random_value(random, depth - 1));
      return array;
    }
    default: {
      Json object = Json::object();
      for (std::string& name : random_names(random, 0, 3))
        object.set(std::move(name), random_value(random, depth - 1));
      return object;
    }
  }
}

}  // namespace avouch::differential
