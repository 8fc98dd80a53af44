// SPDX-License-Identifier: MIT
#include "pattern/engine/translation.h"

#include <charconv>
#include <string_view>
#include <vector>

#include "pattern/code_points.h"
#include "pattern/syntax/property.h"
#include "pattern/syntax/shorthand.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

// Escapes one character, for any context.
std::string escaped_point(char32_t point) {
  if ((point >= '0' && point <= '9') || (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z'))
    return {static_cast<char>(point)};
  char digits[8];
  const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<std::uint32_t>(point), 16).ptr;
  return "\\x{" + std::string(digits, end) + "}";
}

// For use inside brackets. Omits surrogates, which no well-formed text has.
std::string ranges_of(const CodePoints& points) {
  std::string out;
  for (const auto& [first, last] : points.ranges()) {
    out += escaped_point(first);
    if (first != last) out += "-" + escaped_point(last);
  }
  return out;
}

std::string member(const PatternTree& tree, const PatternMember& member) {
  switch (member.kind) {
    case PatternMember::Kind::range:
      return ranges_of({{member.first, member.last}});
    case PatternMember::Kind::digit:
      return member.is_negative ? "\\D" : "\\d";
    case PatternMember::Kind::word:
      return member.is_negative ? "\\W" : "\\w";
    case PatternMember::Kind::space:  // PCRE2's class has fewer characters
      return ranges_of(member.is_negative ? shorthand_points(member.kind).complement()
                                          : shorthand_points(member.kind));
    case PatternMember::Kind::property:
      break;
  }
  return property_escape(tree.properties[member.property], member.is_negative).value_or("");
}

std::string set(const PatternTree& tree, const PatternNode& node) {
  std::string members;
  for (const PatternMember& each : tree.members_of(node)) members += member(tree, each);
  // [] matches nothing, and [^] matches any character.
  if (members.empty()) return node.is_negative ? "[\\x{0}-\\x{10ffff}]" : "(?:(?!))";
  return (node.is_negative ? "[^" : "[") + members + "]";
}

std::string quantifier(const PatternNode& repeat) {
  std::string out;
  if (repeat.most == kEndless && repeat.fewest < 2)
    out = repeat.fewest == 0 ? "*" : "+";
  else if (repeat.fewest == 0 && repeat.most == 1)
    out = "?";
  else if (repeat.fewest == repeat.most)
    out = "{" + std::to_string(repeat.fewest) + "}";
  else
    out = "{" + std::to_string(repeat.fewest) + "," +
          (repeat.most == kEndless ? "" : std::to_string(repeat.most)) + "}";
  return repeat.is_lazy ? out + "?" : out;
}

std::string opening(const PatternNode& node) {
  if (node.kind == Kind::group) return node.number == 0 ? "(?:" : "(";
  return std::string(node.is_behind ? "(?<" : "(?") + (node.is_negative ? "!" : "=");
}

// Walks the tree with an explicit stack of open nodes.
class Translator {
 public:
  Translator(const PatternTree& tree, const PatternShare& share) : tree_(tree), share_(share) {}

  std::string run() && {
    enter(tree_.root());
    while (!open_.empty()) {
      Open& open = open_.back();
      if (open.next == kNoNode || open.left == 0) {
        leave(tree_.nodes[open.node]);
        open_.pop_back();
        continue;
      }
      const PatternIndex part = open.next;
      if (open.has_begun && tree_.nodes[open.node].kind == Kind::choice) out_ += '|';
      open.has_begun = true;
      open.next = tree_.nodes[part].next;
      --open.left;
      enter(part);
    }
    return std::move(out_);
  }

 private:
  struct Open {
    PatternIndex node = 0;
    PatternIndex next = kNoNode;  // the next part
    std::size_t left = 0;         // maximum remaining parts
    bool has_begun = false;
  };

  void enter(PatternIndex index) {
    const PatternNode& node = tree_.nodes[index];
    switch (node.kind) {
      case Kind::literal:
        for (const char32_t point : tree_.literal(node)) out_ += escaped_point(point);
        return;
      case Kind::any:
        out_ += "[^\\n\\r\\x{2028}\\x{2029}]";
        return;
      case Kind::set:
        out_ += set(tree_, node);
        return;
      case Kind::back:
        out_ += "\\g{" + std::to_string(node.number) + "}";
        return;
      case Kind::start:
        out_ += '^';
        return;
      case Kind::end:
        out_ += '$';
        return;
      case Kind::boundary:
        out_ += node.is_negative ? "\\B" : "\\b";
        return;
      case Kind::group:
      case Kind::look:
        out_ += opening(node);
        break;
      case Kind::sequence:
      case Kind::choice:
      case Kind::repeat:
        break;
    }
    const bool is_shared = index == share_.choice;
    open_.push_back({.node = index,
                     .next = is_shared ? share_.first : node.first_part,
                     .left = is_shared ? share_.count : tree_.nodes.size()});
  }

  void leave(const PatternNode& node) {
    if (node.kind == Kind::group || node.kind == Kind::look) out_ += ')';
    if (node.kind == Kind::repeat) out_ += quantifier(node);
  }

  const PatternTree& tree_;
  const PatternShare& share_;
  std::string out_;
  std::vector<Open> open_;
};

}  // namespace

std::string pcre_of(const PatternTree& tree, const PatternShare& share) {
  return Translator(tree, share).run();
}

}  // namespace avouch
