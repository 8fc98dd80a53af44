// SPDX-License-Identifier: MIT
// A JSON value that is being made: it can be changed in place, its members keep their order, and its numbers
// stay text.
//
//   Tree tree = tree_of(*parse_body(R"({"a": 1.0})").instance);
//   tree.find("a")->text == "1.0";   to_text(tree) == R"({"a":1.0})"
//
// A plain value.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/instance.h"

namespace avouch {

struct Tree {
  ValueKind kind = ValueKind::null;
  bool is_true = false;                                    // of a boolean
  std::string text = {};                                   // of a string, decoded; of a number, as written
  std::vector<Tree> items = {};                            // of an array
  std::vector<std::pair<std::string, Tree>> members = {};  // of an object; names differ

  Tree* find(std::string_view name);  // nullptr where it has no such member
  const Tree* find(std::string_view name) const;
  void set(std::string_view name, Tree value);  // in place, or as the last
  void drop(std::string_view name);
};

Tree null_tree();
Tree boolean_tree(bool value);
Tree number_tree(std::string text);
Tree string_tree(std::string text);
Tree array_tree(std::vector<Tree> items = {});
Tree object_tree();

Tree tree_of(const Value& value);

// The value of a JSON text. Precondition: it is one.
Tree tree_of_text(std::string_view text);

std::string to_text(const Tree& tree);
void append_text(const Tree& tree, std::string& out);

// The text in quotes, as JSON writes it.
std::string json_string(std::string_view text);

// About how many bytes of memory it takes.
std::size_t weight_of(const Tree& tree);

// Equal by value: numbers by what they are worth, members in any order.
bool same(const Tree& left, const Tree& right);

}  // namespace avouch
