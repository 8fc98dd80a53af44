// SPDX-License-Identifier: MIT
#include "patterns.h"

#include <vector>

namespace avouch::differential {
namespace {

using Texts = std::vector<std::string>;

class PatternGenerator {
 public:
  explicit PatternGenerator(Random& random) : random_(random) {}

  std::string choice(int depth) {
    std::string text = sequence(depth);
    while (random_.chance(25)) text += "|" + (random_.chance(15) ? "" : sequence(depth));
    return text;
  }

 private:
  std::string sequence(int depth) {
    std::string text;
    for (std::size_t i = random_.between(1, 3); i > 0; --i) text += part(depth);
    return text;
  }

  std::string part(int depth) {
    static const Texts kEdges = {"^", "$", "\\b", "\\B"};
    static const Texts kSets = {".",      "[ab]",     "[^a]",   "[]",           "[^]",     "[\\s\\d]",
                                "[^\\S]", "\\d",      "\\D",    "\\w",          "\\W",     "\\s",
                                "\\S",    "\\p{L}",   "\\P{L}", "[\\p{Lu}b-c]", "\\u0061", "\\u{1F600}",
                                "\\x62",  "[\\b-\\r]"};
    static const Texts kLookarounds = {"(?=", "(?!", "(?<=", "(?<!"};
    const std::size_t kind = random_.below(depth > 0 ? 20 : 12);
    if (kind < 7) return std::string(1, "abc"[random_.below(3)]) + repetition();
    if (kind < 9) return random_.pick(kSets) + repetition();
    if (kind < 10) return random_.pick(kEdges) + (random_.chance(2) ? repetition() : "");
    if (kind < 12) return "\\" + std::to_string(random_.between(1, 3)) + repetition();
    if (kind < 16) return "(" + choice(depth - 1) + ")" + repetition();
    if (kind < 18) return "(?:" + choice(depth - 1) + ")" + repetition();
    if (kind < 19)
      return random_.pick(kLookarounds) + choice(depth - 1) + ")" + (random_.chance(2) ? repetition() : "");
    const std::string name = "n" + std::to_string(names_++);
    return "(?<" + name + ">" + choice(depth - 1) + ")" +
           (random_.chance(50) ? "\\k<" + name + ">" : repetition());
  }

  std::string repetition() {
    static const Texts kRepetitions = {"*",   "+",     "?",    "*?",  "+?",    "??",
                                       "{2}", "{0,2}", "{1,}", "{0}", "{1,2}?"};
    return random_.chance(50) ? "" : random_.pick(kRepetitions);
  }

  Random& random_;
  int names_ = 0;
};

}  // namespace

std::string random_pattern(Random& random) {
  constexpr int kDepth = 2;
  const std::string pattern = PatternGenerator(random).choice(kDepth);
  return random.chance(50) ? pattern : "^(?:" + pattern + ")$";
}

}  // namespace avouch::differential
