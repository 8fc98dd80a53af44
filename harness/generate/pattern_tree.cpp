// SPDX-License-Identifier: MIT
#include "generate/pattern_tree.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "generate/property_points.h"
#include "judge/pattern.h"

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

const CodePoints& digit_points() {
  static const CodePoints points = {{'0', '9'}};
  return points;
}
const CodePoints& word_points() {
  static const CodePoints points = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  return points;
}
// ECMA-262 §12.2, §12.3: WhiteSpace and LineTerminator.
const CodePoints& space_points() {
  static const CodePoints points = {{9, 13},          {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                                    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                    {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  return points;
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : pattern_(pattern) {}

  std::optional<PatternTree> parse() {
    number_names();
    PatternTree tree;
    if (!choice(tree.root, 0) || more()) return std::nullopt;
    tree.has_conditions = has_conditions_;
    tree.is_anchored = is_anchored(tree.root);
    tree.is_always_met = is_met(tree.root);
    return tree;
  }

 private:
  bool more() const { return at_ < pattern_.size(); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }
  bool take(std::string_view word) {
    if (!pattern_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  char32_t take_point() {
    const auto first = static_cast<unsigned char>(pattern_[at_]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const char32_t point = code_points_of(pattern_.substr(at_, length)).front();
    at_ = std::min(at_ + length, pattern_.size());
    return point;
  }

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
    for (std::size_t i = 0; i < pattern_.size(); ++i) {
      if (pattern_[i] == '\\') {
        ++i;
      } else if (in_class) {
        in_class = pattern_[i] != ']';
      } else if (pattern_[i] == '[') {
        in_class = true;
      } else if (pattern_[i] == '(') {
        const std::string_view rest = pattern_.substr(i + 1);
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
    } while (take("|"));
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
    while (more() && peek() != '|' && peek() != ')') {
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
    if (take("*")) {
      fewest = 0;
      most = kOpen;
    } else if (take("+")) {
      most = kOpen;
    } else if (take("?")) {
      fewest = 0;
    } else if (const std::size_t before = at_; take("{")) {
      if (!count(fewest)) {
        at_ = before;  // a brace that opens nothing
        return true;
      }
      most = fewest;
      if (take(",") && !count(most)) most = kOpen;
      if (!take("}")) {
        at_ = before;
        return true;
      }
      if (fewest > most) return false;
    } else {
      return true;
    }
    take("?");  // lazy: it matches the same texts
    PatternNode repeated{.kind = Kind::repeat, .fewest = fewest, .most = most};
    repeated.least = multiplied(node.least, fewest);
    repeated.longest = multiplied(node.longest, most);
    repeated.parts.push_back(std::move(node));
    node = std::move(repeated);
    return true;
  }

  bool count(std::size_t& value) {
    const std::size_t start = at_;
    constexpr std::size_t kMost = 1'000'000'000;
    value = 0;
    for (; peek() >= '0' && peek() <= '9'; ++at_)
      value = std::min(value * 10 + static_cast<std::size_t>(peek() - '0'), kMost);
    return at_ > start;
  }

  bool atom(PatternNode& node, int depth) {
    if (take("^") || take("$")) {
      node.kind = pattern_[at_ - 1] == '^' ? Kind::start : Kind::end;
      return true;
    }
    if (take("(")) return group(node, depth);
    node.kind = Kind::set;
    node.least = node.longest = 1;
    if (take("[")) return character_class(node.points);
    if (take(".")) {
      node.points = CodePoints{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}.complement();
      return true;
    }
    if (take("\\")) return escape(node);
    const char c = peek();
    if (c == '*' || c == '+' || c == '?') return false;
    const char32_t point = take_point();
    node.points.add(point, point);
    return true;
  }

  bool group(PatternNode& node, int depth) {
    const auto inside = [&] { return choice(node.parts.emplace_back(), depth + 1) && take(")"); };
    if (take("?:")) {
      PatternNode inner;
      if (!choice(inner, depth + 1) || !take(")")) return false;
      node = std::move(inner);
      return true;
    }
    for (const std::string_view opening : {"?=", "?!", "?<=", "?<!"}) {
      if (!take(opening)) continue;
      node.kind = Kind::look;
      node.is_negative = opening.back() == '!';
      node.is_behind = opening.size() == 3;
      has_conditions_ = true;
      return inside();
    }
    if (take("?<")) {
      const std::size_t end = pattern_.find('>', at_);
      if (end == pattern_.npos) return false;
      at_ = end + 1;
    } else if (peek() == '?') {
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
    if (!more()) return false;
    if (take("b") || take("B")) {
      node = {.kind = Kind::boundary};
      has_conditions_ = true;
      return true;
    }
    if (peek() >= '1' && peek() <= '9') {
      node = {.kind = Kind::back};
      has_conditions_ = true;
      node.longest = kOpen;
      return count(node.number);
    }
    if (take("k<")) {
      const std::size_t end = pattern_.find('>', at_);
      if (end == pattern_.npos) return false;
      node = {.kind = Kind::back, .number = names_[std::string(pattern_.substr(at_, end - at_))]};
      node.longest = kOpen;
      has_conditions_ = true;
      at_ = end + 1;
      return true;
    }
    return class_escape(node.points).has_value();
  }

  // After the backslash: adds what it stands for. Its only character where there is just one, else 0 and set.
  struct Escaped {
    bool is_set = false;
    char32_t point = 0;
  };
  std::optional<Escaped> class_escape(CodePoints& points) {
    const auto set = [&](const CodePoints& added_points) {
      points.add(added_points);
      return Escaped{.is_set = true};
    };
    const auto one = [&](char32_t point) {
      points.add(point, point);
      return Escaped{.point = point};
    };
    if (!more()) return std::nullopt;
    const char letter = peek();
    if (letter == 'p' || letter == 'P') {
      const std::size_t end = pattern_.find('}', at_);
      if (peek(1) != '{' || end == pattern_.npos) return std::nullopt;
      const Result<Pattern> property =
          Pattern::compile("\\" + std::string(pattern_.substr(at_, end + 1 - at_)));
      if (!property) return std::nullopt;
      at_ = end + 1;
      return set(property_points(*property));
    }
    const char32_t point = take_point();
    switch (letter) {
      case 'd':
        return set(digit_points());
      case 'D':
        return set(digit_points().complement());
      case 'w':
        return set(word_points());
      case 'W':
        return set(word_points().complement());
      case 's':
        return set(space_points());
      case 'S':
        return set(space_points().complement());
      case 't':
        return one('\t');
      case 'n':
        return one('\n');
      case 'r':
        return one('\r');
      case 'f':
        return one('\f');
      case 'v':
        return one('\v');
      case '0':
        return one(0);
      case 'c':
        if (!more()) return std::nullopt;
        return one(take_point() % 32);
      case 'x':
        return hexadecimal(2).transform_to(one);
      case 'u':
        return unicode().transform_to(one);
      default:
        break;
    }
    return one(point);
  }

  // An optional that hands what it has to a function which gives an Escaped: C++20 has no transform().
  struct Number {
    std::optional<char32_t> value;
    template <class F>
    std::optional<Escaped> transform_to(F function) const {
      if (!value) return std::nullopt;
      return function(*value);
    }
  };

  static int digit_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  Number hexadecimal(std::size_t digits) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      if (digit_value(peek()) < 0) return {};
      value = value * 16 + static_cast<char32_t>(digit_value(peek()));
    }
    return {value};
  }

  Number unicode() {
    if (take("{")) {
      char32_t value = 0;
      for (; digit_value(peek()) >= 0 && value <= kLastCodePoint; ++at_)
        value = value * 16 + static_cast<char32_t>(digit_value(peek()));
      if (!take("}") || value > kLastCodePoint) return {};
      return {value};
    }
    const Number high = hexadecimal(4);
    if (!high.value || *high.value < 0xD800 || *high.value > 0xDBFF ||
        !pattern_.substr(at_).starts_with("\\u"))
      return high;
    const std::size_t before = at_;
    at_ += 2;
    const Number low = hexadecimal(4);
    if (low.value && *low.value >= 0xDC00 && *low.value <= 0xDFFF)
      return {0x10000 + ((*high.value - 0xD800) << 10U) + (*low.value - 0xDC00)};
    at_ = before;
    return high;
  }

  // After the "[".
  bool character_class(CodePoints& points) {
    const bool is_negated = take("^");
    while (!take("]")) {
      const std::optional<Escaped> first = class_atom(points);
      if (!first) return false;
      if (first->is_set || peek() != '-' || peek(1) == ']' || at_ + 1 >= pattern_.size()) continue;
      ++at_;
      CodePoints end;
      const std::optional<Escaped> last = class_atom(end);
      if (!last) return false;
      if (last->is_set) {  // a hyphen before a class is itself
        points.add('-', '-');
        points.add(end);
      } else if (last->point < first->point) {
        return false;
      } else {
        points.add(first->point, last->point);
      }
    }
    if (is_negated) points = points.complement();
    return true;
  }

  std::optional<Escaped> class_atom(CodePoints& points) {
    if (!more()) return std::nullopt;
    if (take("\\b")) {
      points.add('\b', '\b');
      return Escaped{.point = '\b'};
    }
    if (take("\\")) return class_escape(points);
    const char32_t point = take_point();
    points.add(point, point);
    return Escaped{.point = point};
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  std::size_t groups_ = 0;
  bool has_conditions_ = false;
  std::map<std::string, std::size_t> names_;
};

}  // namespace

std::optional<PatternTree> parse_pattern(std::string_view pattern) {
  return Parser(pattern).parse();
}

}  // namespace avouch
