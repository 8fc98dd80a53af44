// SPDX-License-Identifier: MIT
#include "generate/text/example_in_words.h"

#include <gtest/gtest.h>

namespace avouch {
namespace example_in_words_test {

struct Case {
  const char* description;
  const char* example;  // "": none
};

const Case kCases[] = {
    {"Name of the zone (e.g. “example.com.”) MUST have a trailing dot", "example.com."},
    {"The type, for example \"A\" or \"MX\"", "A"},
    {"Example: `2024-05-01`", "2024-05-01"},
    {"A colour such as 'red'", "red"},
    {"Set to “Zone”", "Zone"},
    {"one of “Native”, “Master”", "Native"},
    {"Must be REPLACE or DELETE. With DELETE, …", "REPLACE"},
    {"The order: one of ASC, DESC", "ASC"},
    {"first e.g. 'a', then e.g. 'b'", "a"},
    {"The name of the \"owner\"", ""},
    {"Must be UTC", ""},
    {"must be valid or absent", ""},
    {"See e.g. the other one", ""},
    {"e.g. \"\"", ""},
    {"e.g. “unfinished", ""},
    {"someone of 'us'", ""},
    {"offset to 'x'", ""},
    {"", ""},
};

TEST(AnExampleInWords, IsFoundWhereTheWordsSaySo) {
  for (const Case& each : kCases)
    EXPECT_EQ(example_in_words(each.description).value_or(""), each.example) << each.description;
}

TEST(AnExampleInWords, IsShortAndNearTheBeginning) {
  EXPECT_FALSE(example_in_words("e.g. '" + std::string(101, 'x') + "'"));
  EXPECT_FALSE(example_in_words(std::string(2000, ' ') + "e.g. 'x'"));
}

}  // namespace example_in_words_test
}  // namespace avouch
