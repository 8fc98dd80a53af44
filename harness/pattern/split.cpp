// SPDX-License-Identifier: MIT
// split_alternatives(): for choices that are too long for one program of the engine.
#include "pattern/translation.h"

namespace avouch {
namespace {

// A choice: where it begins and ends, and its bars.
struct Choice {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<std::size_t> bars;
};

// After the escape, class or character at `at`.
std::size_t after_unit(std::string_view ecma, std::size_t at) {
  if (ecma[at] == '\\') return at + 2;
  if (ecma[at] != '[') return at + 1;
  for (++at; at < ecma.size() && ecma[at] != ']'; ++at) {
    if (ecma[at] == '\\') ++at;
  }
  return at + 1;
}

// The choice with the most alternatives, among that of the whole pattern and those of groups that stand in it
// by themselves: not below one another, not repeated, and no lookaround.
Choice widest_choice(std::string_view ecma) {
  Choice whole{.begin = 0, .end = ecma.size(), .bars = {}};
  Choice widest;
  Choice group;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < ecma.size(); at = after_unit(ecma, at)) {
    const char c = ecma[at];
    if (c == '(' && ++depth == 1) {
      group = {.begin = at + 1, .end = 0, .bars = {}};
      if (ecma.substr(at + 1).starts_with("?:"))
        group.begin += 2;
      else if (ecma.substr(at + 1).starts_with('?'))
        group.begin = 0;  // named, or a lookaround
    } else if (c == ')' && --depth == 0) {
      group.end = at;
      const bool is_repeated =
          at + 1 < ecma.size() && std::string_view("*+?{").find(ecma[at + 1]) != std::string_view::npos;
      if (group.begin != 0 && !is_repeated && group.bars.size() > widest.bars.size()) widest = group;
    } else if (c == '|' && depth == 0) {
      whole.bars.push_back(at);
    } else if (c == '|' && depth == 1) {
      group.bars.push_back(at);
    }
  }
  // A group beside a bar is one alternative's part: the choice around it must be dealt out first.
  return whole.bars.empty() ? widest : whole;
}

}  // namespace

std::vector<std::string> split_alternatives(std::string_view ecma, std::size_t length) {
  Choice choice = widest_choice(ecma);
  if (choice.bars.empty()) return {std::string(ecma)};
  const std::string_view before = ecma.substr(0, choice.begin);
  const std::string_view after = ecma.substr(choice.end);
  choice.bars.push_back(choice.end);
  std::vector<std::string> parts;
  std::size_t begin = choice.begin;
  std::size_t last = choice.begin;  // of the bars so far
  const auto deal = [&](std::size_t end) {
    parts.push_back(std::string(before) + std::string(ecma.substr(begin, end - begin)) + std::string(after));
    begin = end + 1;
  };
  for (const std::size_t bar : choice.bars) {
    if (last > begin && bar - begin > length) deal(last);
    last = bar;
  }
  deal(choice.end);
  return parts;
}

}  // namespace avouch
