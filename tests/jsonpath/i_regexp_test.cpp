// SPDX-License-Identifier: MIT
#include "jsonpath/i_regexp.h"

#include <gtest/gtest.h>

#include <string>

#include "pattern/pattern.h"

namespace avouch {
namespace i_regexp_test {

// RFC 9485 §4 and §5.3
TEST(IRegexp, IsWrittenAsEcma) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"a.b", "a[^\\n\\r]b"},
      {"(a|b)*", "(?:a|b)*"},
      {"a{2,}b{1,3}c{4}", "a{2,}b{1,3}c{4}"},
      {"[a-z.]", "[a-z.]"},
      {"[^-a]", "[^\\-a]"},
      {"[a-]", "[a\\-]"},
      {"\\-", "-"},
      {"[\\-a]", "[\\-a]"},
      {"\\p{Lu}\\P{L}", "\\p{Lu}\\P{L}"},
      {"[\\p{Nd}x]", "[\\p{Nd}x]"},
      {"é😀?", "é😀?"},
      {"\\.\\*\\n", "\\.\\*\\n"},
  };
  for (const auto& [text, ecma] : cases) {
    ASSERT_EQ(ecma_of_i_regexp(text).value_or("none"), ecma) << text;
    EXPECT_TRUE(Pattern::compile(ecma)) << text;
  }
}

TEST(IRegexp, RefusesWhatOtherDialectsHave) {
  for (const char* text :
       {"(?:a)", "\\d",    "\\w", "a**", "a*?",     "*",      "a{,2}",      "a{",      "(a",
        "a)",    "[",      "[]",  "[a",  "[a-z-9]", "[z--a]", "\\p{Greek}", "\\p{Lx}", "\\p",
        "\\",    "\\k<a>", "]",   "}",   "[[a]]",   "\\/",    "\xFF"}) {
    EXPECT_FALSE(ecma_of_i_regexp(text)) << text;
  }
}

TEST(IRegexp, LimitsItsNesting) {
  EXPECT_FALSE(ecma_of_i_regexp(std::string(100000, '(')));
  EXPECT_TRUE(ecma_of_i_regexp(std::string(100, '(') + "a" + std::string(100, ')')));
}

}  // namespace i_regexp_test
}  // namespace avouch
