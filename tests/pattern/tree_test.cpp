// SPDX-License-Identifier: MIT
#include "pattern/tree.h"

#include <gtest/gtest.h>

namespace avouch {
namespace tree_test {

std::string name_of(const PatternTree& tree, const PatternNode& node) {
  switch (node.kind) {
    case PatternNode::Kind::literal: {
      std::string text;
      for (const char32_t point : tree.literal(node)) text += static_cast<char>(point);
      return "'" + text + "'";
    }
    case PatternNode::Kind::any:
      return "any";
    case PatternNode::Kind::set:
      return (node.is_negative ? "not of " : "of ") + std::to_string(node.size);
    case PatternNode::Kind::sequence:
      return "sequence";
    case PatternNode::Kind::choice:
      return "choice";
    case PatternNode::Kind::repeat:
      return std::to_string(node.fewest) + ".." + (node.most == kEndless ? "" : std::to_string(node.most)) +
             (node.is_lazy ? " lazy" : "");
    case PatternNode::Kind::group:
      return "group " + std::to_string(node.number);
    case PatternNode::Kind::look:
      return std::string(node.is_negative ? "no " : "") + (node.is_behind ? "behind" : "ahead");
    case PatternNode::Kind::back:
      return "back " + std::to_string(node.number);
    case PatternNode::Kind::start:
      return "start";
    case PatternNode::Kind::end:
      return "end";
    case PatternNode::Kind::boundary:
      return node.is_negative ? "no boundary" : "boundary";
  }
  return {};
}

std::string shown(const PatternTree& tree, PatternIndex index) {
  std::string parts;
  for (const PatternIndex part : tree.parts(index)) parts += (parts.empty() ? "" : ", ") + shown(tree, part);
  const std::string name = name_of(tree, tree.nodes[index]);
  return parts.empty() ? name : name + "(" + parts + ")";
}

struct TreeCase {
  const char* name;
  const char* pattern;
  const char* tree;
};
void PrintTo(const TreeCase& item, std::ostream* out) {
  *out << item.name;
}

const TreeCase kTrees[] = {
    {"Empty", "", "sequence"},
    {"CharactersInARow", "abc", "sequence('abc')"},
    {"TheLastOfSeveralIsRepeated", "abc*d", "sequence('ab', 0..('c'), 'd')"},
    {"TheOnlyOneIsRepeated", "a+?", "sequence(1.. lazy('a'))"},
    {"EscapesAreCharacters", R"(a\x62\u0063\-)", "sequence('abc-')"},
    {"ABraceIsItself", "a{,2}", "sequence('a{,2}')"},
    {"Counts", "a{2}b{2,}c{2,3}?", "sequence(2..2('a'), 2..('b'), 2..3 lazy('c'))"},
    {"Choice", "ab||c", "choice(sequence('ab'), sequence, sequence('c'))"},
    {"Groups", "(a)(?:b|c)(?<n>d)",
     "sequence(group 1(sequence('a')), group 0(choice(sequence('b'), sequence('c'))), "
     "group 2(sequence('d')))"},
    {"ARepeatedGroupAfterAnother", "(a)(b)?c",
     "sequence(group 1(sequence('a')), 0..1(group 2(sequence('b'))), 'c')"},
    {"GroupsAreNumberedFromTheLeft", "((a)b)", "sequence(group 1(sequence(group 2(sequence('a')), 'b')))"},
    {"References", R"(\k<n>(a)(?<n>b)\1)",
     "sequence(back 2, group 1(sequence('a')), group 2(sequence('b')), back 1)"},
    {"Lookaround", "(?=a)(?!b)(?<=c)(?<!d)",
     "sequence(ahead(sequence('a')), no ahead(sequence('b')), behind(sequence('c')), "
     "no behind(sequence('d')))"},
    {"Conditions", R"(^\b\B$)", "sequence(start, boundary, no boundary, end)"},
    {"Sets", R"(.\d[^a-c\s]*[])", "sequence(any, of 1, 0..(not of 2), of 0)"},
    {"Modifiers", "(?s:.(?-s:.))(?m:^$)$",
     "sequence(group 0(sequence(not of 0, group 0(sequence(any)))), group 0(sequence(no "
     "behind(sequence(any)), "
     "no ahead(sequence(any)))), end)"},
    {"OneNameOfTwoGroups", "(?<a>b)|(?<a>c)",
     "choice(sequence(group 1(sequence('b'))), sequence(group 2(sequence('c'))))"},
    {"AHyphenBesideAClass", R"([\w-.])", "sequence(of 3)"},
};

class Tree : public testing::TestWithParam<TreeCase> {};

TEST_P(Tree, OfAPattern) {
  const Result<PatternTree> tree = parse_pattern(GetParam().pattern);
  ASSERT_TRUE(tree) << to_string(tree.errors());
  EXPECT_EQ(shown(*tree, tree->root()), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(Patterns, Tree, testing::ValuesIn(kTrees),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(PatternTree, SaysWhereEachNodeStands) {
  const std::string_view pattern = "éb+(?:c|[d])";
  const Result<PatternTree> tree = parse_pattern(pattern);
  std::string places;
  for (const PatternNode& node : tree->nodes)
    places += std::string(pattern.substr(node.at, node.end - node.at)) + "\n";
  EXPECT_EQ(places, "é\nb\nb+\nc\nc\n[d]\n[d]\nc|[d]\n(?:c|[d])\néb+(?:c|[d])\n");
}

TEST(PatternTree, HasEachNodeAfterItsParts) {
  const Result<PatternTree> tree = parse_pattern("a(b*|(?:c(?=d)){2}|)e");
  for (PatternIndex i = 0; i < tree->nodes.size(); ++i) {
    for (const PatternIndex part : tree->parts(i)) EXPECT_LT(part, i);
  }
}

TEST(PatternTree, KnowsWhatMatchesEverything) {
  for (const char* pattern : {"", "a*", "(b|)", "(?:a?)*", ".{0,3}"})
    EXPECT_TRUE(parse_pattern(pattern)->is_always_met) << pattern;
  for (const char* pattern : {"a", "^", "$", R"(\b)", "(?=)", "a+", "^a*$"})
    EXPECT_FALSE(parse_pattern(pattern)->is_always_met) << pattern;
}

TEST(PatternTree, OfDeepGroupsTakesBoundedStack) {
  constexpr std::size_t kDeep = 100'000;
  const Result<PatternTree> tree = parse_pattern(std::string(kDeep, '(') + std::string(kDeep, ')'));
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->deepest, kDeep);
  EXPECT_EQ(parse_pattern(std::string(kDeep, '(')).errors().front().title,
            "a ( is never closed, after 100000 characters");
}

}  // namespace tree_test
}  // namespace avouch
