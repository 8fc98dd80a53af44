// SPDX-License-Identifier: MIT
// Scalars that just fail a keyword.
#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "generate/decimal.h"
#include "generate/format_text.h"
#include "generate/generator.h"
#include "generate/ways.h"
#include "judge/number.h"

namespace avouch {
namespace {

constexpr std::size_t kShownWay = 60;

class ScalarWays {
 public:
  ScalarWays(const Schema& schema, Maker& maker, const Site& site, std::size_t index)
      : maker_(maker),
        site_(site),
        index_(index),
        keyword_(schema.keywords()[index]),
        label_(schema.nodes()[keyword_.node].label) {}

  std::vector<Way> take() {
    switch (keyword_.kind) {
      case KeywordKind::type:
        types();
        break;
      case KeywordKind::enumeration:
      case KeywordKind::constant:
        neighbours();
        break;
      case KeywordKind::multiple_of:
        beside_multiple();
        break;
      case KeywordKind::maximum:
      case KeywordKind::exclusive_maximum:
        made(Taste::Size::least);
        beyond_bound(true);
        break;
      case KeywordKind::minimum:
      case KeywordKind::exclusive_minimum:
        made(Taste::Size::most);
        beyond_bound(false);
        break;
      case KeywordKind::max_length:
        longer();
        break;
      case KeywordKind::min_length:
        shorter();
        break;
      case KeywordKind::pattern:
        broken_text();
        break;
      case KeywordKind::format:
        faults();
        break;
      case KeywordKind::content:
        add(string_tree("{"), "an open brace");
        add(string_tree("%"), "no base64");
        add(string_tree("e30"), "base64 without its padding");
        add(string_tree("ew=="), "an open brace, encoded");
        break;
      default:
        break;
    }
    return std::move(ways_);
  }

 private:
  void add(Tree value, const std::string& how) {
    const auto is_same = [&](const Way& way) {
      return way.value.kind == value.kind && same(way.value, value);
    };
    if (std::any_of(ways_.begin(), ways_.end(), is_same)) return;
    ways_.push_back({.value = std::move(value), .what = how});
  }
  // "count is 1.5"
  void show(Tree value) {
    const std::string text =
        value.kind == ValueKind::string ? in_quotes(value.text, kShownWay) : shown(to_text(value), kShownWay);
    add(std::move(value), label_ + " is " + text);
  }
  void change(const std::string& text, const std::string& how) { add(string_tree(text), label_ + " " + how); }

  void made(Taste::Size size) {
    Taste taste;
    taste.size = size;
    taste.members = Taste::Members::required;
    if (std::optional<Tree> value = maker_.make(site_.demand, taste, index_)) show(*std::move(value));
  }

  void types() {
    const auto allows = [&](std::string_view name) {
      return std::find(keyword_.names.begin(), keyword_.names.end(), name) != keyword_.names.end();
    };
    const bool whole = allows("integer") || allows("written-integer");
    if (!allows("null")) show(null_tree());
    if (!allows("string"))
      show(string_tree(site_.value->kind >= ValueKind::array ? "text" : to_text(*site_.value)));
    if (!allows("number") && whole) show(number_tree("1.5"));
    if (!allows("number") && !whole) show(number_tree("1"));
    if (allows("written-integer") && !allows("number")) show(number_tree("1.0"));
    if (!allows("boolean")) show(boolean_tree(true));
    if (!allows("array")) add(array_tree(), label_ + " is an empty array");
    if (!allows("object")) add(object_tree(), label_ + " is an empty object");
    if (!allows("array") && allows("object")) add(array_tree({*site_.value}), label_ + " stands in an array");
    if (!allows("object") && allows("array") && !site_.value->items.empty())
      add(site_.value->items.front(), label_ + " is its item alone");
  }

  // In place of one character, another that looks like it.
  static std::string look_alike(std::string_view text) {
    constexpr std::pair<char, std::string_view> kAlike[] = {
        {'a', "\u0430"}, {'e', "\u0435"}, {'o', "\u043E"}, {'c', "\u0441"}, {'p', "\u0440"}, {'x', "\u0445"},
        {'A', "\u0410"}, {'E', "\u0415"}, {'O', "\u041E"}, {'C', "\u0421"}, {'P', "\u0420"}, {'T', "\u0422"},
        {'i', "\u0456"}, {'I', "\u0406"}, {'S', "\u0405"}, {'s', "\u0455"}, {'0', "O"},      {'1', "l"}};
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (const auto& [letter, other] : kAlike) {
        if (text[i] == letter)
          return std::string(text.substr(0, i)) + std::string(other) + std::string(text.substr(i + 1));
      }
    }
    return std::string(text) + "\u200B";
  }

  static std::string other_case(std::string text) {
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool has_small = std::any_of(text.begin(), text.end(), is_small);
    for (char& c : text) {
      if (has_small && is_small(c)) c = static_cast<char>(c - 'a' + 'A');
      if (!has_small && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
  }

  void neighbours() {
    const Tree& value = *site_.value;
    switch (value.kind) {
      case ValueKind::string: {
        const std::string& text = value.text;
        const std::string quoted = in_quotes(text, kShownWay);
        change(other_case(text), "is " + quoted + " in the other case");
        change(text + " ", "is " + quoted + " with a blank after it");
        if (text.size() > 1)
          change(text.substr(0, text.size() - 1), "is " + quoted + " without its last character");
        change(look_alike(text), "is " + quoted + " with a letter that looks alike");
        change(text + "x", "is " + quoted + " with an x after it");
        change("", "is empty");
        break;
      }
      case ValueKind::number:
        if (const std::optional<Decimal> number = Decimal::parse(value.text)) {
          const Decimal one{.digits = 1};
          for (const auto& other : {plus(*number, one), minus(*number, one)}) {
            if (other) show(number_tree(to_text(*other)));
          }
        }
        show(string_tree(value.text));
        break;
      case ValueKind::boolean:
        show(boolean_tree(!value.is_true));
        show(string_tree(value.is_true ? "true" : "false"));
        show(number_tree(value.is_true ? "1" : "0"));
        break;
      case ValueKind::null:
        show(string_tree(""));
        show(number_tree("0"));
        show(boolean_tree(false));
        show(string_tree("null"));
        break;
      case ValueKind::array:
      case ValueKind::object: {
        Tree other = value;
        if (other.kind == ValueKind::array) other.items.push_back(null_tree());
        if (other.kind == ValueKind::object) other.set("other", null_tree());
        add(other, label_ + " has one more");
        other = value;
        if (!other.items.empty()) other.items.pop_back();
        if (!other.members.empty()) other.members.pop_back();
        add(other, label_ + " has one less");
        add(value.kind == ValueKind::array ? array_tree() : object_tree(), label_ + " is empty");
        break;
      }
    }
    if (value.kind != ValueKind::null) show(null_tree());
    made(Taste::Size::usual);
  }

  void beside_multiple() {
    const std::optional<Decimal> step = Decimal::parse(keyword_.texts.front());
    const std::optional<Decimal> value =
        site_.value->kind == ValueKind::number ? Decimal::parse(site_.value->text) : std::nullopt;
    if (step && value) {
      const std::optional<Decimal> part = half(*step);
      for (const auto& other :
           {part ? plus(*value, *part) : std::nullopt, part ? minus(*value, *part) : std::nullopt,
            plus(*value, {.digits = 1}), minus(*value, {.digits = 1})}) {
        if (other) show(number_tree(to_text(*other)));
      }
    }
    made(Taste::Size::usual);
  }

  // The bound itself, where it is excluded; a little beyond it; far beyond it.
  void beyond_bound(bool is_upper) {
    show(number_tree(keyword_.texts.front()));
    const std::optional<Decimal> bound = Decimal::parse(keyword_.texts.front());
    if (!bound) {
      show(number_tree(is_upper ? "1e400" : "-1e400"));
      return;
    }
    for (const Decimal& by :
         {Decimal{.digits = 1}, Decimal{.digits = 1, .exponent = -3}, Decimal{.digits = 1, .exponent = 3}}) {
      const std::optional<Decimal> other = is_upper ? plus(*bound, by) : minus(*bound, by);
      if (other) show(number_tree(to_text(*other)));
    }
  }

  void length(std::optional<Tree> value) {
    if (!value || value->kind != ValueKind::string) return;
    const std::string what =
        label_ + " is " + counted(code_points(value->text), "character", "characters") + " long";
    add(*std::move(value), what);
  }

  void longer() {
    if (keyword_.bound >= kLongestMade) return;
    const auto bound = static_cast<std::size_t>(keyword_.bound);
    length(maker_.make(site_.demand, {.members = Taste::Members::required}, index_));
    if (site_.value->kind == ValueKind::string) {
      std::string text = site_.value->text;
      const std::size_t size = code_points(text);
      if (size <= bound)
        text.append(bound + 1 - size, text.empty() ? 'x' : text.back() & '\x80' ? 'x' : text.back());
      length(string_tree(text));
    }
    std::string wide;
    for (std::size_t i = 0; i <= bound; ++i) wide += "\u00e9";
    length(string_tree(std::move(wide)));
  }

  void shorter() {
    length(
        maker_.make(site_.demand, {.members = Taste::Members::required, .size = Taste::Size::most}, index_));
    const auto bound = static_cast<std::size_t>(keyword_.bound);
    if (bound > 0 && bound <= kLongestMade) {
      // One character that takes two bytes makes the length in bytes right, and in characters wrong.
      if (bound > 1) length(string_tree("\u00e9" + std::string(bound - 2, 'x')));
      length(string_tree(std::string(bound - 1, 'x')));
      length(string_tree(""));
    }
  }

  void broken_text() {
    if (site_.value->kind == ValueKind::string && !site_.value->text.empty()) {
      std::vector<char32_t> points = code_points_of(site_.value->text);
      const auto replaced = [&](std::size_t at, char32_t point) {
        std::vector<char32_t> other = points;
        other[at] = point;
        return utf8(other);
      };
      const std::size_t middle = points.size() / 2;
      const std::string& text = site_.value->text;
      // Of the same length first: a length may be documented too.
      change(replaced(0, '!'), "is broken at the start");
      change(replaced(middle, '!'), "is broken inside");
      change(replaced(points.size() - 1, '!'), "is broken at the end");
      change(replaced(points.size() - 1, '\n'), "ends in a line feed");
      change(text + "\n", "has a line feed after it");
      change(" " + text, "has a blank before it");
      change(text + "!", "has one character too many");
      change(text.substr(0, text.size() - 1), "has one character too few");
      change(other_case(text), "is in the other case");
      change(look_alike(text), "has a letter that looks alike");
      for (const char32_t point : {U'\u00e9', U' ', U'0', U'a', U'Z'})
        change(replaced(0, point), "begins with another character");
    }
    change("", "is empty");
    made(Taste::Size::usual);
  }

  void faults() {
    for (const FormatFault& fault : format_faults(keyword_.names.back())) {
      const std::string how = "has " + std::string(fault.what);
      if (site_.value->kind == ValueKind::number) {
        add(number_tree(std::string(fault.text)), label_ + ": " + std::string(fault.what));
      } else if (site_.value->kind == ValueKind::object) {
        Tree other = *site_.value;
        other.set(other.members.empty() ? "link" : other.members.front().first,
                  string_tree(std::string(fault.text)));
        add(std::move(other), label_ + ": " + std::string(fault.what));
      } else {
        change(std::string(fault.text),
               "is of no format " + shown(keyword_.names.front()) + ": " + std::string(fault.what));
      }
    }
  }

  Maker& maker_;
  const Site& site_;
  std::size_t index_;
  const SchemaKeyword& keyword_;
  const std::string& label_;
  std::vector<Way> ways_;
};

}  // namespace

std::vector<Way> scalar_ways(const Schema& schema, Maker& maker, const Site& site, std::size_t keyword) {
  return ScalarWays(schema, maker, site, keyword).take();
}

}  // namespace avouch
