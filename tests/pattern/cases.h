// SPDX-License-Identifier: MIT
// Patterns, and what is known of each: what it matches, why it is refused, how long its texts are.
#pragma once

#include <ostream>
#include <string>

namespace avouch {

struct Match {
  const char* name;
  const char* pattern;
  std::string text;
  bool matches;
};
inline void PrintTo(const Match& item, std::ostream* out) {
  *out << item.name;
}

inline const Match kMatches[] = {
    {"Unanchored", "b", "abc", true},
    {"ACountBeyondAllTextsIsNone", "^a{1,2147483647}[.]$", "aaa.", true},
    {"ACountBeyondAllTextsHasALeast", "^a{1,2147483647}[.]$", ".", false},
    {"DollarIsTheVeryEnd", "^a$", "a", true},
    {"DollarIsNotBeforeALineFeed", "^a$", "a\n", false},
    {"CaretIsTheVeryStart", "^b", "a\nb", false},
    {"DigitIsAscii", "^\\d$", "\u0663", false},
    {"NoDigitIsTheRest", "^\\D$", "\u0663", true},
    {"WordIsAscii", "^\\w$", "é", false},
    {"NoWordIsTheRest", "^\\W$", "é", true},
    {"BoundaryIsAscii", "\\bb", "éb", true},
    {"SpaceHasNoBreakSpace", "^\\s$", "\u00a0", true},
    {"SpaceHasTheByteOrderMark", "^\\s$", "\ufeff", true},
    {"SpaceHasTheLineSeparator", "^\\s$", "\u2028", true},
    {"SpaceHasTheVerticalTab", "^\\s$", "\v", true},
    {"SpaceHasNoZeroWidthSpace", "^\\s$", "\u200b", false},
    {"NoSpaceIsTheRest", "^\\S$", "\u200b", true},
    {"NoSpaceInAClass", "^[\\Sx]+$", "a b", false},
    {"SpaceInAClass", "^[\\sa]+$", "a\u3000", true},
    {"DotTakesNoLineFeed", "^a.b$", "a\nb", false},
    {"DotTakesNoLineSeparator", "^a.b$", "a\u2029b", false},
    {"DotTakesACharacter", "^.$", "\U0001F600", true},
    {"PropertyLetter", "^\\p{Letter}+$", "Äé", true},
    {"PropertyShort", "^\\p{Lu}$", "a", false},
    {"PropertyNegated", "^\\P{L}$", "1", true},
    {"PropertyOfScript", "^\\p{Script=Greek}+$", "αβ", true},
    {"PropertyOfScriptNot", "^\\p{sc=Greek}+$", "ab", false},
    {"PropertyCategory", "^\\p{gc=Nd}$", "\u0663", true},
    {"PropertyInAClass", "^[\\p{L}_]+$", "é_", true},
    {"NamedGroup", "^(?<year>\\d{4})-\\k<year>$", "2020-2020", true},
    {"NamedGroupNot", "^(?<year>\\d{4})-\\k<year>$", "2020-2021", false},
    {"NumberedGroup", "^(a|b)\\1$", "bb", true},
    {"UnsetGroupMatchesNothing", "^(?:(a)|b)\\1$", "b", true},
    {"Lookahead", "^(?=.*\\d).+$", "ab1", true},
    {"LookaheadBeforeTheSameLetter", "(?=a)b*a", "a", true},
    {"LookaheadBeforeTheSameLetterInAGroup", "x(?:(?=a)b*?a)+$", "xa", true},
    {"NegativeLookahead", "^(?!x)", "xa", false},
    {"Lookbehind", "(?<=a)b", "ab", true},
    {"NegativeLookbehind", "(?<!a)b", "ab", false},
    {"UnicodeEscape", "^\\u00e9$", "é", true},
    {"UnicodeBraces", "^\\u{1F600}$", "\U0001F600", true},
    {"SurrogatePair", "^\\ud83d\\ude00$", "\U0001F600", true},
    {"SurrogatePairInAClass", "^[\\ud83d\\ude00-\\ud83d\\ude02]$", "\U0001F601", true},
    {"HexEscape", "^\\x41$", "A", true},
    {"ControlEscape", "^\\cJ$", "\n", true},
    {"NulEscape", "^\\0$", std::string(1, '\0'), true},
    {"BackspaceInAClass", "^[\\b]$", "\b", true},
    {"EmptyClass", "a[]", "a", false},
    {"FullClass", "^[^]$", "\n", true},
    {"NoPosixClass", "^[[:alpha:]]$", "a", false},
    {"NoPosixClassButItsLetters", "^[[:alpha:]]$", ":]", true},
    {"BraceIsItself", "^{a}$", "{a}", true},
    {"BraceWithoutNumbersIsItself", "^a{,2}$", "a{,2}", true},
    {"EscapedHyphen", "^a\\-b$", "a-b", true},
    {"EscapedSlash", "^\\/$", "/", true},
    {"HyphenAfterAClass", "^[\\w-.]+$", "a-.b", true},
    {"LazyQuantifier", "^a+?$", "aaa", true},
    {"MaximumAboveAnyText", "^a{2,18446744073709551616}$", "aaa", true},
    {"MaximumAboveAnyTextNot", "^a{2,5000000000}$", "a", false},
    {"CountsWithLeadingZeros", "^a{0000000000000000000002,00000000000000000000000003}$", "aa", true},
    {"Repetition", "^AC[0-9a-fA-F]{32}$", "AC0123456789abcdef0123456789ABCDEF", true},
    {"PoundIsNoComment", "^#a$", "#a", true},
    // What a turn of a repetition took is forgotten in the next (§22.2.2.3.1); these take it anew in each.
    {"GroupOfEachTurn", "^(?:(a|b)x)+\\1$", "axbxb", true},
    {"GroupOfTheTurnBefore", "^(?:(a|b)x)+\\1$", "axbxa", false},
    {"GroupReferredToInItsTurn", "^(?:(.)(?!\\1))+$", "abab", true},
    {"GroupReferredToInItsTurnNot", "^(?:(.)(?!\\1))+$", "abba", false},
    {"RepeatedGroup", "^(?<d>\\d)+-\\k<d>$", "123-3", true},
    {"GroupInALookaheadOfEachTurn", "^(?:(?=(a))a)+\\1$", "aa", true},
    {"DotOfAnyCharacter", "^a(?s:.)b.$", "a\nbc", true},
    {"DotOfAnyCharacterInItsGroupAlone", "^a(?s:.)b.$", "a\nb\n", false},
    {"DotOfALineInAGroup", "^(?s:(?-s:.).)$", "\na", false},
    {"DotOfALineInAGroupThen", "^(?s:(?-s:.).)$", "a\n", true},
    {"DotOfAnyCharacterInAllOfTheGroup", "^(?ms:(?:a|.)$)", "\u2028", true},
    {"AnchorsOfLines", "(?m:^b$)", "a\nb\u2029c", true},
    {"AnchorsOfLinesAtTheEnds", "(?m:^a$)", "a", true},
    {"AnchorsOfLinesInTheirGroupAlone", "(?m:^b)$", "a\nb\n", false},
    {"AnchorsOfLinesNotWithinALine", "(?m:^b)", "ab", false},
    {"AnchorsOfTheTextInAGroup", "(?m-s:(?-m:^b))", "a\nb", false},
    {"ModifierTakenAway", "^(?-i:A)$", "a", false},
    {"OneNameInTwoAlternatives", "^(?:(?<y>\\d{4})-x|x-(?<y>\\d{4}))$", "x-2020", true},
    {"EmptyPattern", "", "x", true},
    {"EmptyText", "^$", "", true},
};

struct Broken {
  const char* name;
  const char* pattern;
  const char* title;
};
inline void PrintTo(const Broken& item, std::ostream* out) {
  *out << item.name;
}

inline const Broken kBroken[] = {
    {"OpenGroup", "a(b", "a ( is never closed, after 3 characters"},
    {"LoneClose", "ab)", "a ) closes nothing, after 2 characters"},
    {"OpenClass", "é[a", "a [ is never closed, after 1 character"},
    {"NothingToRepeat", "*a", "there is nothing to repeat, after 0 characters"},
    {"Possessive", "a++", "there is nothing to repeat, after 2 characters"},
    {"PerlAnchor", "a\\Z", "unknown escape \"\\\\Z\", after 1 character"},
    {"Bell", "\\a", "unknown escape \"\\\\a\", after 0 characters"},
    {"Atomic", "(?>a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"InlineFlags", "(?i)a", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierWithoutLetters", "(?-:a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierTwice", "(?ii:a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierGivenAndTaken", "(?i-i:a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierTakenTwice", "(?i-m-s:a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierUnknown", "(?x:a)", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierNeverEnds", "(?s", "(? does not begin a group of ECMA-262, after 1 character"},
    {"ModifierI", "a(?i:b)", "the pattern \"a(?i:b)\" is not supported: the modifier i, after 2 characters"},
    {"BackwardsRange", "[b-a]", "a range is out of order, after 1 character"},
    {"BackwardsRepetition", "a{2,1}", "a repetition's numbers are out of order, after 1 character"},
    {"BackwardsRepetitionOfManyDigits", "a{18446744073709551617,18446744073709551616}",
     "a repetition's numbers are out of order, after 1 character"},
    {"UnknownProperty", "\\p{Foo}", "ECMA-262 does not define the property \"Foo\", after 0 characters"},
    {"BareScript", "\\p{Greek}", "ECMA-262 does not define the property \"Greek\", after 0 characters"},
    {"MissingGroup", "\\2(a)", "unknown group 2, after 1 character"},
    {"MissingGroupOfManyDigits", R"(\99999999999999999999(a))", "unknown group 0, after 1 character"},
    {"MissingGroupOfTenDigits", R"(\9999999999(a))", "unknown group 9999999999, after 1 character"},
    {"MissingName", "\\k<a>", "unknown group \"a\", after 3 characters"},
    {"TwiceTheName", "(?<a>b)(?<a>c)", "two groups have the name \"a\", after 12 characters"},
    {"TwiceTheNameInOneAlternative", "a|(?<a>b)(?:c|(?<a>d))",
     "two groups have the name \"a\", after 19 characters"},
    {"TwiceTheNameInItself", "(?<a>b|(?<a>c))", "two groups have the name \"a\", after 12 characters"},
    {"TwiceTheNameAfterAChoice", "(?:(?<a>b)|(?<a>c))(?<a>d)",
     "two groups have the name \"a\", after 24 characters"},
    {"ReferenceToSeveralGroups", "(?:(?<a>b)|(?<a>c))\\k<a>",
     "the pattern \"(?:(?<a>b)|(?<a>c))\\\\k<a>\" is not supported: a reference to several groups of one "
     "name, "
     "after 22 characters"},
    {"TrailingBackslash", "a\\", "a \\ ends the pattern, after 1 character"},
    {"VariableLookbehind", "(?<=a+)b",
     "the pattern \"(?<=a+)b\" is not supported: lookbehind assertion is not fixed length"},
    {"LongRepetition", "éa{70000}",
     "the pattern \"éa{70000}\" is not supported: a repetition over 65535, after 2 characters"},
    {"LongRepetitionBeyondAMachineWord", "a{5000000000}",
     "the pattern \"a{5000000000}\" is not supported: a repetition over 65535, after 1 character"},
    {"LongRepetitionWithoutEnd", "a{18446744073709551616,}",
     "the pattern \"a{18446744073709551616,}\" is not supported: a repetition over 65535, after 1 character"},
    {"LongRepetitionWithAnEnd", "a{2,65536}",
     "the pattern \"a{2,65536}\" is not supported: a repetition over 65535, after 1 character"},
    {"LoneSurrogate", R"(a\ud800)",
     R"(the pattern "a\\ud800" is not supported: a lone surrogate, after 1 character)"},
    {"ReferenceToWhatATurnMaySkip", "^(?:(a)|b)*\\1$",
     "the pattern \"^(?:(a)|b)*\\\\1$\" is not supported: it refers to a group that a repetition or a "
     "lookbehind "
     "holds, after 11 characters"},
    {"ReferenceToAnOptionalGroup", "(?:(a)?b)+\\1",
     "the pattern \"(?:(a)?b)+\\\\1\" is not supported: it refers to a group that a repetition or a "
     "lookbehind "
     "holds, after 10 characters"},
    {"ReferenceToAnEmptyTurn", "^(a?)*\\1$",
     "the pattern \"^(a?)*\\\\1$\" is not supported: it refers to a group that a repetition or a lookbehind "
     "holds, after 6 characters"},
    {"ReferenceToAnEmptyTurnOfAnEscape", R"(^(\x61?)*\1$)",
     R"(the pattern "^(\\x61?)*\\1$" is not supported: it refers to a group that a repetition or a lookbehind )"
     "holds, after 9 characters"},
    {"ReferenceToTheTurnBefore", "(?:\\k<a>(?<a>b)){2}",
     "the pattern \"(?:\\\\k<a>(?<a>b)){2}\" is not supported: it refers to a group that a repetition or a "
     "lookbehind holds, after 3 characters"},
    {"ReferenceInWhatIsLeftOut", "(a|^(b)\\2){0}c",
     "the pattern \"(a|^(b)\\\\2){0}c\" is not supported: it refers to a group that a repetition or a "
     "lookbehind "
     "holds, after 7 characters"},
    {"ReferenceInALookbehind", "(?<=\\1(a))b",
     "the pattern \"(?<=\\\\1(a))b\" is not supported: it refers to a group that a repetition or a "
     "lookbehind "
     "holds, after 4 characters"},
};

struct ExtentCase {
  const char* name;
  const char* pattern;
  const char* extent;  // "least..most", "least.." without a bound, "?" where it is not followed; "!" where it
                       // is costly
};

inline constexpr ExtentCase kExtents[] = {
    {"Sid", "^AC[0-9a-fA-F]{32}$", "34..34"},
    {"Alternatives", "^(a|bcd)$", "1..3"},
    {"EachAnchored", "^a$|^bb$", "1..2"},
    {"OneNotAnchored", "^a$|bb", "1.."},
    {"Optional", "^ab?c*$", "1.."},
    {"Range", "^a{2,5}$", "2..5"},
    {"AtLeast", "^a{2,}$", "2.."},
    {"Lookahead", "^(?=.{3}$)a{3}$", "3..3"},
    {"Escapes", R"(^\d\u0041\u{1F600}\p{L}\x41[\]a]\.$)", "7..7"},
    {"NotAscii", "^ä€$", "2..2"},
    {"NamedGroup", "^(?<year>\\d{4})$", "4..4"},
    {"BackReference", R"(^(a)\1$)", "?"},
    {"Unbalanced", "^(a$", "?"},
    {"Nested", "^(a+)+$", "1.. !"},
    {"NestedStar", "([a-z]*)*", "0.. !"},
    {"SeparatedIsNotCostly", "^(a+,)+$", "2.."},
    {"Deep", "((((((((((a))))))))))", "1.."},
    {"SurrogatePair", R"(^\ud83d\ude00$)", "1..1"},
    {"BraceIsItself", "^{a}$", "3..3"},
    {"LeftOut", "^(?:a+){0}b$", "1..1"},
    {"OptionalAnchor", "^a(?:$)?", "1.."},
    {"AnchorOfEachTurn", "^(?:a$)+", "1.."},
    {"LengthOfEachAlternative", "^(?:ab|c{3}|)$", "0..3"},
    {"NestedInALookahead", "(?=(a+)+b)", "0.. !"},
};

}  // namespace avouch
