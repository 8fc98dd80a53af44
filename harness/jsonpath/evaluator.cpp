// SPDX-License-Identifier: MIT
// Evaluates a query (RFC 9535 §2). Every visited value counts against one budget.
#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "json/number.h"
#include "json/pointer.h"
#include "json/same.h"
#include "jsonpath/i_regexp.h"
#include "jsonpath/json_path.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

constexpr std::size_t kMostPatterns = 1'000;  // the document may hold them
constexpr std::size_t kNoStep = static_cast<std::size_t>(-1);

// A selected value, and the last step to it.
struct Spot {
  const JsonValue* value = nullptr;
  std::size_t step = kNoStep;
};

// From a parent to a child. Pointers are made of the steps of the result alone.
struct Step {
  std::size_t parent = kNoStep;
  const std::string* name = nullptr;  // null: an index
  std::size_t index = 0;
};

// The value of an operand: nothing (RFC 9535 §2.4.1), or a value. Owns what a function made.
struct Operand {
  std::optional<JsonValue> made;
  const JsonValue* referred = nullptr;

  const JsonValue* value() const { return made ? &*made : referred; }
};

class Evaluator {
 public:
  // `work` may be null: unlimited.
  Evaluator(const JsonValue& root, std::size_t most_visits, WorkBudget* work)
      : root_(root), most_visits_(most_visits), work_(work) {}

  std::size_t visits() const { return visits_; }

  Result<std::vector<PathNode>> select(const JsonPath& path) {
    const std::vector<Spot> spots = nodes_of(path, root_, true);
    if (!problem_.empty()) return given_up();
    std::vector<PathNode> nodes;
    nodes.reserve(spots.size());
    for (const Spot& spot : spots) nodes.push_back({pointer_of(spot.step), spot.value});
    return nodes;
  }

  Result<std::vector<const JsonValue*>> values(const JsonPath& path) {
    const std::vector<Spot> spots = nodes_of(path, root_, false);
    if (!problem_.empty()) return given_up();
    std::vector<const JsonValue*> values;
    values.reserve(spots.size());
    for (const Spot& spot : spots) values.push_back(spot.value);
    return values;
  }

 private:
  bool failed() const { return !problem_.empty(); }

  Error given_up() const {
    return {.title = "the JSONPath is given up: " + problem_,
            .place = {},
            .hint = "Name the members that lead to the place instead of \"..\" and filters."};
  }

  bool spend(std::size_t steps) {
    if (work_ != nullptr && !work_->spend(steps) && problem_.empty())
      problem_ = work_->end() == WorkBudget::End::interruption
                     ? "the run was interrupted"
                     : "it needs more steps than judging an answer may take (--max-judge-time)";
    return !failed();
  }

  bool visit() {
    if (!spend(1)) return false;
    if (++visits_ > most_visits_ && problem_.empty())
      problem_ = "it visits more than " + std::to_string(most_visits_) + " values";
    return !failed();
  }

  std::string pointer_of(std::size_t step) const {
    std::vector<const Step*> way;
    for (; step != kNoStep; step = steps_[step].parent) way.push_back(&steps_[step]);
    std::string pointer;
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
      pointer = (*at)->name == nullptr ? pointer_append(pointer, (*at)->index)
                                       : pointer_append(pointer, *(*at)->name);
    }
    return pointer;
  }

  // Selects. Within a filter the places do not matter, and no steps are kept.
  std::vector<Spot> nodes_of(const JsonPath& path, const JsonValue& from, bool keeps_steps) {
    const bool kept = std::exchange(keeps_steps_, keeps_steps);
    std::vector<Spot> spots = {{&from, kNoStep}};
    for (const PathSegment& segment : path.segments) {
      std::vector<Spot> next;
      for (const Spot& spot : spots) {
        if (failed()) break;
        if (segment.descends) {
          descend(segment, spot, next);
        } else {
          apply(segment, spot, next);
        }
      }
      spots = std::move(next);
    }
    keeps_steps_ = kept;
    return spots;
  }

  // RFC 9535 §2.5.2.2: a value before its descendants. JsonValue limits the depth of the recursion.
  void descend(const PathSegment& segment, const Spot& spot, std::vector<Spot>& out) {
    if (failed()) return;
    apply(segment, spot, out);
    if (!spot.value->is_structured()) return;
    for_each_child(spot, [&](const Spot& child) {
      if (child.value->is_structured()) descend(segment, child, out);
    });
  }

  void apply(const PathSegment& segment, const Spot& spot, std::vector<Spot>& out) {
    if (!visit()) return;
    for (const PathSelector& selector : segment.selectors)
      std::visit([&](const auto& each) { apply(each, spot, out); }, selector);
  }

  void apply(const NameSelector& selector, const Spot& spot, std::vector<Spot>& out) {
    if (!spot.value->is_object() || !spend(spot.value->size() / 8)) return;
    for (const auto& [name, member] : spot.value->members) {
      if (name == selector.name) out.push_back({&member, step(spot, &name, 0)});
    }
  }

  void apply(const IndexSelector& selector, const Spot& spot, std::vector<Spot>& out) {
    if (!spot.value->is_array()) return;
    const std::int64_t size = std::ssize(spot.value->items);
    const std::int64_t at = selector.index < 0 ? size + selector.index : selector.index;
    if (at >= 0 && at < size) out.push_back(item(spot, static_cast<std::size_t>(at)));
  }

  // RFC 9535 §2.3.4.2.2
  void apply(const SliceSelector& selector, const Spot& spot, std::vector<Spot>& out) {
    if (!spot.value->is_array() || selector.step == 0) return;
    const std::int64_t size = std::ssize(spot.value->items);
    const bool is_forward = selector.step > 0;
    const auto normal = [&](std::int64_t index) { return index < 0 ? size + index : index; };
    const std::int64_t start = normal(selector.start.value_or(is_forward ? 0 : size - 1));
    const std::int64_t end = selector.end ? normal(*selector.end) : is_forward ? size : -size - 1;
    const std::int64_t lowest = is_forward ? 0 : -1;
    const std::int64_t highest = is_forward ? size : size - 1;
    const std::int64_t from = std::clamp(start, lowest, highest);
    const std::int64_t to = std::clamp(end, lowest, highest);
    for (std::int64_t at = from; is_forward ? at < to : at > to; at += selector.step) {
      if (!visit()) return;
      out.push_back(item(spot, static_cast<std::size_t>(at)));
    }
  }

  void apply(const WildcardSelector& /*all*/, const Spot& spot, std::vector<Spot>& out) {
    for_each_child(spot, [&](const Spot& child) { out.push_back(child); });
  }

  void apply(const FilterSelector& selector, const Spot& spot, std::vector<Spot>& out) {
    for_each_child(spot, [&](const Spot& child) {
      if (holds(*selector.test, *child.value)) out.push_back(child);
    });
  }

  template <class Use>
  void for_each_child(const Spot& spot, const Use& use) {
    for (const auto& [name, member] : spot.value->members) {
      if (!visit()) return;
      use(Spot{&member, step(spot, &name, 0)});
    }
    for (std::size_t i = 0; i < spot.value->items.size(); ++i) {
      if (!visit()) return;
      use(item(spot, i));
    }
  }

  Spot item(const Spot& spot, std::size_t index) {
    return {&spot.value->items[index], step(spot, nullptr, index)};
  }

  std::size_t step(const Spot& from, const std::string* name, std::size_t index) {
    if (!keeps_steps_) return kNoStep;
    steps_.push_back({from.step, name, index});
    return steps_.size() - 1;
  }

  // Filters

  bool holds(const PathTest& test, const JsonValue& current) {
    if (failed()) return false;
    switch (test.kind) {
      case PathTest::Kind::any:
        return std::any_of(test.parts.begin(), test.parts.end(),
                           [&](const PathTest& part) { return holds(part, current); });
      case PathTest::Kind::all:
        return std::all_of(test.parts.begin(), test.parts.end(),
                           [&](const PathTest& part) { return holds(part, current); });
      case PathTest::Kind::none:
        return !holds(test.parts.front(), current);
      case PathTest::Kind::exists:
        return exists(test.operands.front(), current);
      case PathTest::Kind::comparison:
        return compares(value_of(test.operands[0], current), test.comparison,
                        value_of(test.operands[1], current));
    }
    return false;
  }

  std::vector<Spot> nodes_from(const JsonPath& path, const JsonValue& current) {
    return nodes_of(path, path.is_relative ? current : root_, false);
  }

  bool exists(const PathOperand& operand, const JsonValue& current) {
    if (const auto* path = std::get_if<JsonPath>(&operand.is)) return !nodes_from(*path, current).empty();
    const auto* call = std::get_if<std::shared_ptr<const PathCall>>(&operand.is);
    return call != nullptr && matches(**call, current);
  }

  Operand value_of(const PathOperand& operand, const JsonValue& current) {
    if (const auto* literal = std::get_if<JsonValue>(&operand.is)) return {{}, literal};
    if (const auto* path = std::get_if<JsonPath>(&operand.is)) return only(nodes_from(*path, current));
    const PathCall& call = *std::get<std::shared_ptr<const PathCall>>(operand.is);
    switch (call.function) {
      case PathFunction::length:
        return length(value_of(call.arguments[0], current).value());
      case PathFunction::count:
        return number(nodes_from(std::get<JsonPath>(call.arguments[0].is), current).size());
      case PathFunction::value:
        return only(nodes_from(std::get<JsonPath>(call.arguments[0].is), current));
      case PathFunction::match:
      case PathFunction::search:
        break;  // no values: the parser allows them only as conditions
    }
    return {};
  }

  static Operand number(std::size_t count) { return {JsonValue::number(std::to_string(count)), nullptr}; }

  static Operand only(const std::vector<Spot>& spots) {
    return {{}, spots.size() == 1 ? spots.front().value : nullptr};
  }

  // RFC 9535 §2.4.4
  Operand length(const JsonValue* value) {
    if (value == nullptr || !spend(value->text.size() / WorkBudget::kBytesPerStep)) return {};
    if (value->is_string()) return number(code_points(value->text));
    return value->is_structured() ? number(value->size()) : Operand{};
  }

  // RFC 9535 §2.3.5.2.2
  bool compares(const Operand& left, PathComparison comparison, const Operand& right) {
    switch (comparison) {
      case PathComparison::equal:
        return equal(left.value(), right.value());
      case PathComparison::unequal:
        return !equal(left.value(), right.value());
      case PathComparison::less:
        return less(left.value(), right.value());
      case PathComparison::more:
        return less(right.value(), left.value());
      case PathComparison::at_most:
        return less(left.value(), right.value()) || equal(left.value(), right.value());
      case PathComparison::at_least:
        return less(right.value(), left.value()) || equal(left.value(), right.value());
    }
    return false;
  }

  bool equal(const JsonValue* left, const JsonValue* right) {
    if (left == nullptr || right == nullptr) return left == right;
    const std::optional<bool> is_same = are_same(*left, *right, work_);
    if (!is_same) (void)spend(0);  // tells why
    return is_same.value_or(false);
  }

  // UTF-8 sorts as the code points do.
  bool less(const JsonValue* left, const JsonValue* right) {
    if (left == nullptr || right == nullptr || left->kind != right->kind) return false;
    if (!spend((left->text.size() + right->text.size()) / WorkBudget::kBytesPerStep)) return false;
    if (left->is_number()) return compare_numbers(left->text, right->text) < 0;
    return left->is_string() && left->text < right->text;
  }

  // RFC 9535 §2.4.6 and §2.4.7: false, unless both are texts and the second is an I-Regexp.
  bool matches(const PathCall& call, const JsonValue& current) {
    const Operand text = value_of(call.arguments[0], current);
    const Operand expression = value_of(call.arguments[1], current);
    if (text.value() == nullptr || !text.value()->is_string() || expression.value() == nullptr ||
        !expression.value()->is_string())
      return false;
    const Pattern* pattern = pattern_of(expression.value()->text, call.function == PathFunction::match);
    if (pattern == nullptr || !visit()) return false;
    switch (work_ != nullptr ? pattern->matches(text.value()->text, *work_)
                             : pattern->matches(text.value()->text)) {
      case Matched::yes:
        return true;
      case Matched::no:
        return false;
      case Matched::budget:
        if (!spend(0)) return false;
        problem_ = "a regular expression needs too many steps";
        return false;
    }
    return false;
  }

  // Null if it is no I-Regexp.
  const Pattern* pattern_of(const std::string& text, bool is_whole) {
    const auto [known, is_new] = patterns_.try_emplace({text, is_whole});
    if (is_new) {
      if (patterns_.size() > kMostPatterns)
        problem_ = "it needs more than " + std::to_string(kMostPatterns) + " regular expressions";
      if (std::optional<std::string> ecma = ecma_of_i_regexp(text)) {
        Result<Pattern> compiled = Pattern::compile(is_whole ? "^(?:" + *ecma + ")$" : *ecma);
        if (compiled) known->second = *std::move(compiled);
      }
    }
    return known->second ? &*known->second : nullptr;
  }

  const JsonValue& root_;
  std::size_t most_visits_;
  WorkBudget* const work_;
  std::vector<Step> steps_;
  bool keeps_steps_ = true;
  std::size_t visits_ = 0;
  std::string problem_;
  std::map<std::pair<std::string, bool>, std::optional<Pattern>> patterns_;
};

void append_normalized_name(const std::string& name, std::string& out) {
  constexpr std::string_view kEscaped = "\b\t\n\f\r'\\";
  constexpr std::string_view kNames = "btnfr'\\";
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto append_hex = [&](unsigned char byte) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  };
  out += "['";
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const auto next = static_cast<unsigned char>(i + 2 < name.size() ? name[i + 1] : '\0');
    if (c == '\xED' && next >= 0xA0) {  // half of a surrogate pair, as json/instance.h keeps it
      const unsigned point =
          0xD000U + ((next & 0x3FU) << 6U) + (static_cast<unsigned char>(name[i + 2]) & 0x3FU);
      out += "\\u";
      append_hex(static_cast<unsigned char>(point >> 8U));
      append_hex(static_cast<unsigned char>(point & 0xFFU));
      i += 2;
    } else if (const std::size_t known = kEscaped.find(c); known != kEscaped.npos) {
      out += '\\';
      out += kNames[known];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      append_hex(static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += "']";
}

}  // namespace

Result<std::vector<PathNode>> select(const JsonPath& path, const JsonValue& root) {
  std::size_t visits_left = kMostPathVisits;
  return select(path, root, visits_left);
}

Result<std::vector<PathNode>> select(const JsonPath& path, const JsonValue& root, std::size_t& visits_left) {
  Evaluator evaluator(root, std::min(kMostPathVisits, visits_left), nullptr);
  Result<std::vector<PathNode>> nodes = evaluator.select(path);
  visits_left -= std::min(visits_left, evaluator.visits());
  return nodes;
}

Result<std::vector<const JsonValue*>> selected_values(const JsonPath& path, const JsonValue& root,
                                                      WorkBudget* work) {
  return Evaluator(root, kMostPathVisits, work).values(path);
}

std::string normalized_path(std::string_view pointer, const JsonValue& root) {
  std::string path = "$";
  const JsonValue* at = &root;
  for (const std::string& token : pointer_tokens(pointer).value_or(std::vector<std::string>())) {
    if (at != nullptr && at->is_array()) {
      path += "[" + token + "]";
    } else {
      append_normalized_name(token, path);
    }
    if (at != nullptr) at = at->at("/" + pointer_token(token));
  }
  return path;
}

}  // namespace avouch
