// SPDX-License-Identifier: MIT
#include "generate/pattern_text.h"

#include <algorithm>
#include <bitset>

namespace avouch {
namespace {

constexpr int kDeepest = 64;               // groups within groups
constexpr std::size_t kLongest = 100'000;  // of the text
constexpr std::size_t kMostTries = 2'000;  // lengths of the open repetitions

using Ascii = std::bitset<128>;

// Reads the expression and writes a match at once: of alternatives the first, of a class the first character
// that reads well, of a repetition the least count and, where it allows more, up to `extra` further ones.
class Writer {
 public:
  Writer(std::string_view pattern, std::size_t extra) : pattern_(pattern), extra_(extra) {}

  std::optional<std::string> write() {
    std::string text;
    if (!alternatives(text, 0) || at_ != pattern_.size() || text.size() > kLongest) return std::nullopt;
    return text;
  }

 private:
  bool more() const { return at_ < pattern_.size(); }
  bool take(std::string_view word) {
    if (!pattern_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  bool alternatives(std::string& text, int depth) {
    if (depth > kDeepest || !sequence(text, depth)) return false;
    std::string unused;
    while (take("|")) {
      if (!sequence(unused, depth)) return false;
    }
    return true;
  }

  bool sequence(std::string& text, int depth) {
    while (more() && pattern_[at_] != '|' && pattern_[at_] != ')') {
      if (take("^")) {
        if (!text.empty()) return false;
        continue;
      }
      if (take("$")) {
        if (more() && pattern_[at_] != '|' && pattern_[at_] != ')') return false;
        continue;
      }
      std::string once;
      if (!atom(once, depth)) return false;
      std::size_t times = 1;
      if (!quantifier(times)) return false;
      if (once.size() * times + text.size() > kLongest) return false;
      for (std::size_t i = 0; i < times; ++i) text += once;
    }
    return true;
  }

  bool atom(std::string& text, int depth) {
    if (take("(")) {
      if (take("?:")) return alternatives(text, depth + 1) && take(")");
      const bool is_lookbehind =
          pattern_.substr(at_).starts_with("?<=") || pattern_.substr(at_).starts_with("?<!");
      if (!is_lookbehind && take("?<")) {
        const std::size_t end = pattern_.find('>', at_);
        if (end == pattern_.npos) return false;
        at_ = end + 1;
        return alternatives(text, depth + 1) && take(")");
      }
      if (more() && pattern_[at_] == '?') return false;  // lookaround
      return alternatives(text, depth + 1) && take(")");
    }
    Ascii allowed;
    if (take("[")) return character_class(allowed) && pick(allowed, text);
    if (take(".")) {
      allowed.set();
      allowed.reset('\n').reset('\r');
      return pick(allowed, text);
    }
    if (take("\\")) {
      char literal = 0;
      if (!escape(allowed, literal)) return false;
      if (literal == 0) return pick(allowed, text);
      text += literal;
      return true;
    }
    if (std::string_view("*+?{}]").find(pattern_[at_]) != std::string_view::npos) return false;
    text += pattern_[at_++];
    return true;
  }

  // After the backslash: a class in `allowed`, or one character in `literal`.
  bool escape(Ascii& allowed, char& literal) {
    if (!more()) return false;
    const char letter = pattern_[at_++];
    const auto add = [&](std::string_view characters) {
      for (char character : characters) allowed.set(static_cast<std::size_t>(character));
    };
    constexpr std::string_view digits = "0123456789";
    constexpr std::string_view blanks = " \t\n\r\f\v";
    constexpr std::string_view word = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    switch (letter) {
      case 'd':
        add(digits);
        return true;
      case 'D':
        add(digits);
        allowed.flip();
        return true;
      case 'w':
        add(word);
        return true;
      case 'W':
        add(word);
        allowed.flip();
        return true;
      case 's':
        add(blanks);
        return true;
      case 'S':
        add(blanks);
        allowed.flip();
        return true;
      case 't':
        literal = '\t';
        return true;
      case 'n':
        literal = '\n';
        return true;
      case 'r':
        literal = '\r';
        return true;
      case 'f':
        literal = '\f';
        return true;
      case 'v':
        literal = '\v';
        return true;
      default:
        break;
    }
    const bool is_punctuation =
        std::string_view("^$\\.*+?()[]{}|/-\"'@:,;=!<>#%&~`_ ").find(letter) != std::string_view::npos;
    literal = letter;
    return is_punctuation;  // \b, \1, \p, \u, \x, \c: out of reach
  }

  // After the "[".
  bool character_class(Ascii& allowed) {
    const bool is_negated = take("^");
    while (!take("]")) {
      if (!more()) return false;
      char first = 0;
      if (!class_atom(allowed, first)) return false;
      if (first == 0) continue;
      if (pattern_.substr(at_).starts_with("-") && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
        ++at_;
        char last = 0;
        if (!class_atom(allowed, last) || last == 0 || last < first) return false;
        for (int character = first; character <= last; ++character)
          allowed.set(static_cast<std::size_t>(character));
      } else {
        allowed.set(static_cast<std::size_t>(first));
      }
    }
    if (is_negated) allowed.flip();
    return true;
  }

  bool class_atom(Ascii& allowed, char& literal) {
    if (take("\\")) return escape(allowed, literal);
    literal = pattern_[at_++];
    return literal > 0;  // ASCII only
  }

  bool number(std::size_t& value) {
    const std::size_t start = at_;
    value = 0;
    while (more() && pattern_[at_] >= '0' && pattern_[at_] <= '9') {
      value =
          std::min<std::size_t>(value * 10 + static_cast<std::size_t>(pattern_[at_++] - '0'), kLongest + 1);
    }
    return at_ > start;
  }

  bool quantifier(std::size_t& times) {
    std::size_t least = 1;
    std::size_t most = 1;
    if (take("*")) {
      least = 0;
      most = kLongest;
    } else if (take("+")) {
      most = kLongest;
    } else if (take("?")) {
      least = 0;
    } else if (take("{")) {
      if (!number(least)) return false;
      most = least;
      if (take(",") && !number(most)) most = kLongest;
      if (!take("}")) return false;
    } else {
      return true;
    }
    take("?");  // lazy: matches the same texts
    times = std::min(least + extra_, most);
    return true;
  }

  static bool pick(const Ascii& allowed, std::string& text) {
    constexpr std::string_view preferred = "a0A1bBcdefghijklmnopqrstuvwxyz23456789CDEFGHIJKLMNOPQRSTUVWXYZ";
    for (char character : preferred) {
      if (!allowed.test(static_cast<std::size_t>(character))) continue;
      text += character;
      return true;
    }
    for (std::size_t character = ' '; character < 0x7f; ++character) {
      if (!allowed.test(character)) continue;
      text += static_cast<char>(character);
      return true;
    }
    return false;
  }

  std::string_view pattern_;
  std::size_t extra_;
  std::size_t at_ = 0;
};

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

std::optional<std::string> pattern_text(std::string_view pattern, std::size_t least, std::size_t most) {
  for (std::size_t extra = 0; extra < kMostTries; ++extra) {
    std::optional<std::string> text = Writer(pattern, extra).write();
    if (!text) return std::nullopt;
    const std::size_t size = length(*text);
    if (size > most) return std::nullopt;
    if (size >= least) return text;
  }
  return std::nullopt;
}

}  // namespace avouch
