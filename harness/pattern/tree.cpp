// SPDX-License-Identifier: MIT
#include "pattern/tree.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "pattern/character_class.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

constexpr int kDeepest = 64;  // groups within groups

std::size_t added(std::size_t left, std::size_t right) {
  return left == kOpen || right == kOpen || left > kOpen - right ? kOpen : left + right;
}
std::size_t multiplied(std::size_t left, std::size_t right) {
  if (left == 0 || right == 0) return 0;
  return left == kOpen || right == kOpen || left > kOpen / right ? kOpen : left * right;
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : cursor_{pattern} {}

  std::optional<PatternTree> parse() {
    number_names();
    PatternTree tree;
    if (!choice(tree.root, 0) || cursor_.more()) return std::nullopt;
    tree.has_conditions = has_conditions_;
    tree.is_anchored = is_anchored(tree.root);
    tree.is_always_met = is_met(tree.root);
    return tree;
  }

 private:
  static bool is_anchored(const PatternNode& node) {
    if (node.kind == Kind::choice) return std::all_of(node.parts.begin(), node.parts.end(), is_anchored);
    if (node.kind == Kind::group) return is_anchored(node.parts.front());
    if (node.kind != Kind::sequence || node.parts.empty()) return false;
    if (node.parts.size() == 1) return is_anchored(node.parts.front());
    return node.parts.front().kind == Kind::start && node.parts.back().kind == Kind::end;
  }

  // Without a condition on what stands around it, whatever else it could match.
  static bool is_met(const PatternNode& node) {
    switch (node.kind) {
      case Kind::sequence:
        return std::all_of(node.parts.begin(), node.parts.end(), is_met);
      case Kind::choice:
        return std::any_of(node.parts.begin(), node.parts.end(), is_met);
      case Kind::repeat:
        return node.fewest == 0 || is_met(node.parts.front());
      case Kind::group:
        return is_met(node.parts.front());
      case Kind::set:
      case Kind::back:
      case Kind::start:
      case Kind::end:
      case Kind::boundary:
      case Kind::look:
        break;
    }
    return false;
  }

  // Names may be referred to before they stand.
  void number_names() {
    std::size_t number = 0;
    bool in_class = false;
    for (std::size_t i = 0; i < cursor_.pattern.size(); ++i) {
      if (cursor_.pattern[i] == '\\') {
        ++i;
      } else if (in_class) {
        in_class = cursor_.pattern[i] != ']';
      } else if (cursor_.pattern[i] == '[') {
        in_class = true;
      } else if (cursor_.pattern[i] == '(') {
        const std::string_view rest = cursor_.pattern.substr(i + 1);
        const bool is_named = rest.starts_with("?<") && !rest.starts_with("?<=") && !rest.starts_with("?<!");
        if (!rest.starts_with('?') || is_named) ++number;
        if (is_named) names_[std::string(rest.substr(2, rest.find('>') - 2))] = number;
      }
    }
  }

  bool choice(PatternNode& node, int depth) {
    if (depth > kDeepest) return false;
    node = {.kind = Kind::choice};
    do {
      node.parts.emplace_back();
      if (!sequence(node.parts.back(), depth)) return false;
    } while (cursor_.take("|"));
    if (node.parts.size() == 1) {
      PatternNode only = std::move(node.parts.front());
      node = std::move(only);
      return true;
    }
    node.least = kOpen;
    for (const PatternNode& part : node.parts) {
      node.least = std::min(node.least, part.least);
      node.longest = std::max(node.longest, part.longest);
    }
    return true;
  }

  bool sequence(PatternNode& node, int depth) {
    while (cursor_.more() && cursor_.peek() != '|' && cursor_.peek() != ')') {
      PatternNode part;
      if (!atom(part, depth) || !quantifier(part)) return false;
      // What stands before ^ or after $ is a condition that a text can hardly meet.
      if (part.kind == Kind::start && node.longest > 0) has_conditions_ = true;
      if (!node.parts.empty() && node.parts.back().kind == Kind::end && part.kind != Kind::end)
        has_conditions_ = true;
      if ((part.kind == Kind::start || part.kind == Kind::end) && depth > 0) has_conditions_ = true;
      node.least = added(node.least, part.least);
      node.longest = added(node.longest, part.longest);
      node.parts.push_back(std::move(part));
    }
    return true;
  }

  bool quantifier(PatternNode& node) {
    std::size_t fewest = 1;
    std::size_t most = 1;
    if (cursor_.take("*")) {
      fewest = 0;
      most = kOpen;
    } else if (cursor_.take("+")) {
      most = kOpen;
    } else if (cursor_.take("?")) {
      fewest = 0;
    } else if (const std::size_t before = cursor_.at; cursor_.take("{")) {
      if (!cursor_.take_count(fewest)) {
        cursor_.at = before;  // a brace that opens nothing
        return true;
      }
      most = fewest;
      if (cursor_.take(",") && !cursor_.take_count(most)) most = kOpen;
      if (!cursor_.take("}")) {
        cursor_.at = before;
        return true;
      }
      if (fewest > most) return false;
    } else {
      return true;
    }
    cursor_.take("?");  // lazy: it matches the same texts
    PatternNode repeated{.kind = Kind::repeat, .fewest = fewest, .most = most};
    repeated.least = multiplied(node.least, fewest);
    repeated.longest = multiplied(node.longest, most);
    repeated.parts.push_back(std::move(node));
    node = std::move(repeated);
    return true;
  }

  bool atom(PatternNode& node, int depth) {
    if (cursor_.take("^") || cursor_.take("$")) {
      node.kind = cursor_.pattern[cursor_.at - 1] == '^' ? Kind::start : Kind::end;
      return true;
    }
    if (cursor_.take("(")) return group(node, depth);
    node.kind = Kind::set;
    node.least = node.longest = 1;
    if (cursor_.take("[")) return read_class(cursor_, node.points);
    if (cursor_.take(".")) {
      node.points = CodePoints{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}.complement();
      return true;
    }
    if (cursor_.take("\\")) return escape(node);
    const char c = cursor_.peek();
    if (c == '*' || c == '+' || c == '?') return false;
    const char32_t point = cursor_.take_point();
    node.points.add(point, point);
    return true;
  }

  bool group(PatternNode& node, int depth) {
    const auto inside = [&] { return choice(node.parts.emplace_back(), depth + 1) && cursor_.take(")"); };
    if (cursor_.take("?:")) {
      PatternNode inner;
      if (!choice(inner, depth + 1) || !cursor_.take(")")) return false;
      node = std::move(inner);
      return true;
    }
    for (const std::string_view opening : {"?=", "?!", "?<=", "?<!"}) {
      if (!cursor_.take(opening)) continue;
      node.kind = Kind::look;
      node.is_negative = opening.back() == '!';
      node.is_behind = opening.size() == 3;
      has_conditions_ = true;
      return inside();
    }
    if (cursor_.take("?<")) {
      const std::size_t end = cursor_.pattern.find('>', cursor_.at);
      if (end == cursor_.pattern.npos) return false;
      cursor_.at = end + 1;
    } else if (cursor_.peek() == '?') {
      return false;
    }
    node.kind = Kind::group;
    node.number = ++groups_;
    if (!inside()) return false;
    node.least = node.parts.front().least;
    node.longest = node.parts.front().longest;
    return true;
  }

  // After the backslash, outside a class.
  bool escape(PatternNode& node) {
    if (!cursor_.more()) return false;
    if (cursor_.take("b") || cursor_.take("B")) {
      node = {.kind = Kind::boundary};
      has_conditions_ = true;
      return true;
    }
    if (cursor_.peek() >= '1' && cursor_.peek() <= '9') {
      node = {.kind = Kind::back};
      has_conditions_ = true;
      node.longest = kOpen;
      return cursor_.take_count(node.number);
    }
    if (cursor_.take("k<")) {
      const std::size_t end = cursor_.pattern.find('>', cursor_.at);
      if (end == cursor_.pattern.npos) return false;
      node = {.kind = Kind::back,
              .number = names_[std::string(cursor_.pattern.substr(cursor_.at, end - cursor_.at))]};
      node.longest = kOpen;
      has_conditions_ = true;
      cursor_.at = end + 1;
      return true;
    }
    return read_escape(cursor_, node.points).has_value();
  }

  PatternCursor cursor_;
  std::size_t groups_ = 0;
  bool has_conditions_ = false;
  std::map<std::string, std::size_t> names_;
};

}  // namespace

std::optional<PatternTree> parse_pattern(std::string_view pattern) {
  return Parser(pattern).parse();
}

}  // namespace avouch
