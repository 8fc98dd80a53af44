// SPDX-License-Identifier: MIT
#include "pattern/set_points.h"

#include <string>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "pattern/pattern.h"
#include "pattern/syntax/shorthand.h"

namespace avouch {
namespace {

// The engine decides which characters have a property. It tests these first: some of each script.
const std::vector<std::pair<char32_t, char32_t>>& sampled() {
  static const std::vector<std::pair<char32_t, char32_t>> ranges = {
      {0x20, 0x7E},     {0xA1, 0xFF},     {0x100, 0x10F},     {0x2B0, 0x2B8},     {0x300, 0x305},
      {0x391, 0x3C9},   {0x410, 0x44F},   {0x531, 0x540},     {0x5D0, 0x5EA},     {0x620, 0x64A},
      {0x660, 0x669},   {0x905, 0x90F},   {0x966, 0x96F},     {0xE01, 0xE10},     {0x10D0, 0x10D9},
      {0x1100, 0x1105}, {0x1E00, 0x1E05}, {0x2010, 0x2027},   {0x20A0, 0x20AC},   {0x2160, 0x2165},
      {0x2190, 0x2195}, {0x2200, 0x2205}, {0x3041, 0x304F},   {0x30A1, 0x30AF},   {0x4E00, 0x4E0F},
      {0xAC00, 0xAC0F}, {0xFF10, 0xFF19}, {0x1D7CE, 0x1D7D7}, {0x1F600, 0x1F60F}, {0x0, 0x1F}};
  return ranges;
}

// Returns characters that the pattern, a single property, matches. Empty if no character matches.
CodePoints matched_points(const Pattern& pattern) {
  CodePoints found;
  const auto ask = [&](char32_t first, char32_t last) {
    for (char32_t point = first; point <= last; ++point) {
      std::string text;
      append_utf8(point, text);
      if (pattern.matches(text) == Matched::yes) found.add(point, point);
    }
  };
  for (const auto& [first, last] : sampled()) ask(first, last);
  constexpr char32_t kBlock = 0x100;
  for (char32_t block = 0; found.empty() && block <= kLastCodePoint; block += kBlock) {
    if (block >= 0xD800 && block <= 0xDFFF) continue;
    std::string text;
    for (char32_t point = block; point < block + kBlock; ++point) append_utf8(point, text);
    if (pattern.matches(text) == Matched::yes) ask(block, block + kBlock - 1);
  }
  return found;
}

std::optional<CodePoints> member_points(const PatternTree& tree, const PatternMember& member) {
  switch (member.kind) {
    case PatternMember::Kind::range:
      return CodePoints{{member.first, member.last}};
    case PatternMember::Kind::digit:
    case PatternMember::Kind::word:
    case PatternMember::Kind::space:
      return member.is_negative ? shorthand_points(member.kind).complement() : shorthand_points(member.kind);
    case PatternMember::Kind::property:
      break;
  }
  const Result<Pattern> property =
      Pattern::compile((member.is_negative ? "\\P{" : "\\p{") + tree.properties[member.property] + "}");
  if (!property) return std::nullopt;
  return matched_points(*property);
}

}  // namespace

std::optional<CodePoints> set_points(const PatternTree& tree, const PatternNode& node) {
  if (node.kind == PatternNode::Kind::any)  // §22.2.2.7: anything but a LineTerminator
    return CodePoints{{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}}.complement();
  std::vector<std::pair<char32_t, char32_t>> ranges;
  for (const PatternMember& member : tree.members_of(node)) {
    const std::optional<CodePoints> points = member_points(tree, member);
    if (!points) return std::nullopt;
    ranges.insert(ranges.end(), points->ranges().begin(), points->ranges().end());
  }
  const CodePoints all(std::move(ranges));
  return node.is_negative ? all.complement() : all;
}

}  // namespace avouch
