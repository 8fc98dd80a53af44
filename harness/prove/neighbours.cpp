// SPDX-License-Identifier: MIT
#include "prove/neighbours.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

constexpr std::size_t kMembers = 32;  // of one object, that are left out in turn

std::vector<Tree> changed_array(const Tree& array) {
  std::vector<Tree> changed = {array_tree(), array};
  changed.back().items.push_back(array.items.empty() ? null_tree() : array.items.back());
  if (array.items.empty()) return changed;
  changed.push_back(array);
  changed.back().items.pop_back();
  return changed;
}

std::vector<Tree> changed_object(const Tree& object) {
  std::vector<Tree> changed = {object_tree(), object};
  changed.back().set("avouchOther", null_tree());
  for (std::size_t i = 0; i < std::min(kMembers, object.members.size()); ++i) {
    changed.push_back(object);
    changed.back().members.erase(changed.back().members.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return changed;
}

std::vector<Tree> changed_text(const std::string& text) {
  std::vector<Tree> changed = {string_tree(text + "x"), string_tree(""), null_tree()};
  if (!text.empty() && static_cast<unsigned char>(text.back()) < 0x80)
    changed.push_back(string_tree(text.substr(0, text.size() - 1)));
  return changed;
}

std::vector<Tree> changed_number(const std::string& text) {
  std::vector<Tree> changed = {number_tree("0"), number_tree("-1"), number_tree("0.5"), string_tree(text)};
  if (text.find_first_not_of("-0123456789") == text.npos && text.find_first_of("123456789") != text.npos)
    changed.push_back(number_tree(text + "0"));
  return changed;
}

std::vector<Tree> changed(const Tree& value) {
  switch (value.kind) {
    case ValueKind::null:
      return {boolean_tree(false), string_tree("x")};
    case ValueKind::boolean:
      return {boolean_tree(!value.is_true), null_tree()};
    case ValueKind::number:
      return changed_number(value.text);
    case ValueKind::string:
      return changed_text(value.text);
    case ValueKind::array:
      return changed_array(value);
    case ValueKind::object:
      return changed_object(value);
  }
  return {};
}

}  // namespace

std::vector<std::string> neighbours(Tree value, std::size_t most) {
  std::vector<std::string> made;
  // What is moved away and back stays where it is in memory, so these stay good.
  std::vector<Tree*> places = {&value};
  for (std::size_t i = 0; i < places.size() && made.size() < most; ++i) {
    Tree& place = *places[i];
    for (Tree& item : place.items) places.push_back(&item);
    for (auto& member : place.members) places.push_back(&member.second);
    Tree kept = std::move(place);
    for (Tree& other : changed(kept)) {
      if (made.size() == most) break;
      place = std::move(other);
      made.push_back(to_text(value));
    }
    place = std::move(kept);
  }
  return made;
}

}  // namespace avouch
