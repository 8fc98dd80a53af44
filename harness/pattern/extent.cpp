// SPDX-License-Identifier: MIT
#include "pattern/extent.h"

#include <algorithm>
#include <string>

namespace avouch {
namespace {

constexpr std::size_t kDeepest = 100;
constexpr std::size_t kMost = 1'000'000'000;

// Of a part of a pattern: how much it matches, and whether it holds on to the beginning or the end of the
// string.
struct Part {
  std::size_t least = 0;
  std::optional<std::size_t> most = 0;
  bool starts = false;   // can match at the beginning of the string only
  bool ends = false;     // at its end only
  bool repeats = false;  // one of its alternatives is an unbounded repetition and nothing else
};

struct Times {
  std::size_t least = 1;
  std::optional<std::size_t> most = 1;
};

std::size_t capped(std::size_t value) {
  return std::min(value, kMost);
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : rest_(pattern) {}

  std::optional<PatternExtent> parse() {
    const std::optional<Part> whole = alternatives(0);
    if (!whole || !rest_.empty()) return std::nullopt;
    const bool is_anchored = whole->starts && whole->ends;
    return PatternExtent{whole->least, is_anchored ? whole->most : std::nullopt, nests_};
  }

 private:
  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }

  std::optional<Part> alternatives(std::size_t depth) {
    if (depth > kDeepest) return std::nullopt;
    std::optional<Part> all = sequence(depth);
    while (all && take("|")) {
      const std::optional<Part> next = sequence(depth);
      if (!next) return std::nullopt;
      all->least = std::min(all->least, next->least);
      all->most = all->most && next->most ? std::optional(std::max(*all->most, *next->most)) : std::nullopt;
      all->starts &= next->starts;
      all->ends &= next->ends;
      all->repeats |= next->repeats;
    }
    return all;
  }

  std::optional<Part> sequence(std::size_t depth) {
    Part all;
    std::size_t parts = 0;
    bool is_repetition = false;
    while (!rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      const std::optional<Part> one = atom(depth);
      const std::optional<Times> times = one ? quantifier() : std::nullopt;
      if (!times) return std::nullopt;
      if (!times->most && one->repeats) nests_ = true;
      is_repetition = !times->most || (one->repeats && times->least > 0);
      if (one->starts && times->least > 0 && all.most == 0U) all.starts = true;
      all.ends = one->ends && times->least > 0;
      all.least = capped(all.least + one->least * times->least);
      all.most = all.most && one->most && times->most
                     ? std::optional(capped(*all.most + *one->most * *times->most))
                     : std::nullopt;
      ++parts;
    }
    all.repeats = parts == 1 && is_repetition;
    return all;
  }

  std::optional<Part> atom(std::size_t depth) {
    if (take("^")) return Part{.starts = true};
    if (take("$")) return Part{.ends = true};
    if (take("(")) return group(depth);
    if (take("[")) return character_class();
    if (take("\\")) return escape();
    if (rest_.front() == '*' || rest_.front() == '+' || rest_.front() == '?' || rest_.front() == '{')
      return std::nullopt;
    return character();
  }

  Part one() const { return Part{.least = 1, .most = 1}; }

  Part character() {
    rest_.remove_prefix(1);
    while (!rest_.empty() && (static_cast<unsigned char>(rest_.front()) & 0xC0U) == 0x80U)
      rest_.remove_prefix(1);
    return one();
  }

  std::optional<Part> group(std::size_t depth) {
    const bool is_lookaround = take("?=") || take("?!") || take("?<=") || take("?<!");
    if (!is_lookaround && !take("?:") && take("?<")) {
      const std::size_t end = rest_.find('>');
      if (end == rest_.npos) return std::nullopt;
      rest_.remove_prefix(end + 1);
    }
    const std::optional<Part> inner = alternatives(depth + 1);
    if (!inner || !take(")")) return std::nullopt;
    return is_lookaround ? Part{} : inner;
  }

  std::optional<Part> character_class() {
    for (bool is_escaped = false; !rest_.empty();) {
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == ']' && !is_escaped) return one();
      is_escaped = c == '\\' && !is_escaped;
    }
    return std::nullopt;
  }

  std::optional<Part> escape() {
    if (rest_.empty()) return std::nullopt;
    const char c = rest_.front();
    if ((c >= '1' && c <= '9') || c == 'k') return std::nullopt;
    if (c == 'b' || c == 'B') {
      rest_.remove_prefix(1);
      return Part{};
    }
    if (c == 'p' || c == 'P' || rest_.starts_with("u{")) {
      const std::size_t end = rest_.find('}');
      if (end == rest_.npos) return std::nullopt;
      rest_.remove_prefix(end + 1);
      return one();
    }
    const std::size_t digits = c == 'u' ? 4 : c == 'x' ? 2 : c == 'c' ? 1 : 0;
    if (rest_.size() < 1 + digits) return std::nullopt;
    if (c == 'u' && (rest_[1] == 'd' || rest_[1] == 'D') && rest_[2] >= '8')
      return std::nullopt;  // half of a pair
    if (digits == 0) return character();
    rest_.remove_prefix(1 + digits);
    return one();
  }

  std::optional<std::size_t> number() {
    const std::size_t end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (end == 0 || end > 9) return std::nullopt;
    const std::size_t value = std::stoul(std::string(rest_.substr(0, end)));
    rest_.remove_prefix(end);
    return value;
  }

  std::optional<Times> quantifier() {
    Times times;
    if (take("*")) {
      times = {0, std::nullopt};
    } else if (take("+")) {
      times = {1, std::nullopt};
    } else if (take("?")) {
      times = {0, 1};
    } else if (take("{")) {
      const std::optional<std::size_t> least = number();
      if (!least) return std::nullopt;
      times = {*least, *least};
      if (take(",")) times.most = rest_.starts_with('}') ? std::nullopt : number();
      if (!take("}")) return std::nullopt;
    }
    take("?");  // lazy: as long, in another order
    return times;
  }

  std::string_view rest_;
  bool nests_ = false;
};

}  // namespace

std::optional<PatternExtent> pattern_extent(std::string_view pattern) {
  return Parser(pattern).parse();
}

}  // namespace avouch
