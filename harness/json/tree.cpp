// SPDX-License-Identifier: MIT
#include "json/tree.h"

#include <algorithm>
#include <cassert>
#include <memory>

#include "json/number.h"

namespace avouch {
namespace {

void append_string(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += text[i];
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    } else if (byte == 0xED && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0xA0) {
      // A lone surrogate, kept as generalized UTF-8.
      const unsigned point = 0xD000U | (static_cast<unsigned char>(text[i + 1]) & 0x3FU) << 6U |
                             (static_cast<unsigned char>(text[i + 2]) & 0x3FU);
      out += "\\u";
      for (const unsigned shift : {12U, 8U, 4U, 0U}) out += kDigits[point >> shift & 15U];
      i += 2;
    } else {
      out += text[i];
    }
  }
  out += '"';
}

}  // namespace

Tree* Tree::find(std::string_view name) {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

const Tree* Tree::find(std::string_view name) const {
  const auto found =
      std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

void Tree::set(std::string_view name, Tree value) {
  if (Tree* there = find(name)) {
    *there = std::move(value);
  } else {
    members.emplace_back(std::string(name), std::move(value));
  }
}

void Tree::drop(std::string_view name) {
  std::erase_if(members, [&](const auto& member) { return member.first == name; });
}

Tree null_tree() {
  return {};
}
Tree boolean_tree(bool value) {
  return {.kind = ValueKind::boolean, .is_true = value};
}
Tree number_tree(std::string text) {
  return {.kind = ValueKind::number, .text = std::move(text)};
}
Tree string_tree(std::string text) {
  return {.kind = ValueKind::string, .text = std::move(text)};
}
Tree array_tree(std::vector<Tree> items) {
  return {.kind = ValueKind::array, .items = std::move(items)};
}
Tree object_tree() {
  return {.kind = ValueKind::object};
}

// Recursion: what it is given is a schema's own values, or what the generator has made, both of bounded
// depth.
Tree tree_of(const Value& value) {
  Tree tree{.kind = value.kind()};
  switch (value.kind()) {
    case ValueKind::null:
      break;
    case ValueKind::boolean:
      tree.is_true = value.is_true();
      break;
    case ValueKind::number:
    case ValueKind::string:
      tree.text = std::string(value.text());
      break;
    case ValueKind::array:
      for (const Value item : value.items()) tree.items.push_back(tree_of(item));
      break;
    case ValueKind::object:
      for (const Member& member : value.members())
        tree.members.emplace_back(std::string(member.name), tree_of(member.value));
      break;
  }
  return tree;
}

Tree tree_of_text(std::string_view text) {
  const std::shared_ptr<const Instance> instance = parse_body(text).instance;
  assert(instance != nullptr);
  return tree_of(instance->root());
}

void append_text(const Tree& tree, std::string& out) {
  bool is_first = true;
  const auto separate = [&] {
    if (!is_first) out += ',';
    is_first = false;
  };
  switch (tree.kind) {
    case ValueKind::null:
      out += "null";
      break;
    case ValueKind::boolean:
      out += tree.is_true ? "true" : "false";
      break;
    case ValueKind::number:
      out += tree.text;
      break;
    case ValueKind::string:
      append_string(tree.text, out);
      break;
    case ValueKind::array:
      out += '[';
      for (const Tree& item : tree.items) {
        separate();
        append_text(item, out);
      }
      out += ']';
      break;
    case ValueKind::object:
      out += '{';
      for (const auto& [name, value] : tree.members) {
        separate();
        append_string(name, out);
        out += ':';
        append_text(value, out);
      }
      out += '}';
      break;
  }
}

std::string to_text(const Tree& tree) {
  std::string out;
  append_text(tree, out);
  return out;
}

std::string json_string(std::string_view text) {
  std::string out;
  append_string(text, out);
  return out;
}

std::size_t weight_of(const Tree& tree) {
  std::size_t weight = sizeof(Tree) + tree.text.size();
  for (const Tree& item : tree.items) weight += weight_of(item);
  for (const auto& [name, value] : tree.members) weight += sizeof name + name.size() + weight_of(value);
  return weight;
}

bool same(const Tree& left, const Tree& right) {
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case ValueKind::null:
      return true;
    case ValueKind::boolean:
      return left.is_true == right.is_true;
    case ValueKind::number:
      return left.text == right.text || compare_numbers(left.text, right.text) == 0;
    case ValueKind::string:
      return left.text == right.text;
    case ValueKind::array:
      return std::equal(left.items.begin(), left.items.end(), right.items.begin(), right.items.end(), same);
    case ValueKind::object:
      return left.members.size() == right.members.size() &&
             std::all_of(left.members.begin(), left.members.end(), [&](const auto& member) {
               const Tree* other = right.find(member.first);
               return other != nullptr && same(member.second, *other);
             });
  }
  return false;
}

}  // namespace avouch
