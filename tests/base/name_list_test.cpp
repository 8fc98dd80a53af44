// SPDX-License-Identifier: MIT
#include "base/name_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/steps.h"

namespace avouch {
namespace {

TEST(NameList, KeepsTheOrderAndEachNameOnce) {
  NameList names;
  EXPECT_TRUE(names.add("b"));
  EXPECT_TRUE(names.add("a"));
  EXPECT_FALSE(names.add("b"));
  EXPECT_EQ(names.all(), (std::vector<std::string>{"b", "a"}));
  EXPECT_TRUE(names.contains("a"));
  EXPECT_FALSE(names.contains("c"));
}

// Few names are walked over; more are looked up.
TEST(NameList, ForgetsWhatIsErasedHoweverManyThereAre) {
  for (const int size : {1, 12, 13, 14, 100}) {
    NameList names;
    for (int i = 0; i < size; ++i) EXPECT_TRUE(names.add("m" + std::to_string(i)));
    for (int i = 0; i < size; ++i) EXPECT_FALSE(names.add("m" + std::to_string(i)));
    for (int i = size; i-- > 0;) {
      const std::string name = "m" + std::to_string(i);
      EXPECT_TRUE(names.contains(name)) << size;
      names.erase(name);
      EXPECT_FALSE(names.contains(name)) << size;
      EXPECT_EQ(names.size(), static_cast<std::size_t>(i));
    }
    EXPECT_TRUE(names.add("m0"));
  }
}

TEST(NameList, LooksUpOneOfMany) {
  NameList names;
  const auto add = [&](int from, int to) {
    const std::uint64_t before = steps_of_thread();
    for (int i = from; i < to; ++i) names.add("m" + std::to_string(i));
    return steps_of_thread() - before;
  };
  add(0, 100);
  EXPECT_EQ(add(100, 200), add(1'000, 1'100));
}

}  // namespace
}  // namespace avouch
