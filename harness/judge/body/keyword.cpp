// SPDX-License-Identifier: MIT
#include "judge/body/keyword.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/schema/kinds.h"
#include "json/number.h"
#include "judge/body/kinds.h"
#include "judge/format/format.h"

namespace avouch {

std::string without_surrogates(std::string_view text) {
  // In generalized UTF-8 a surrogate is ED A0..BF xx. No well-formed sequence begins with these bytes.
  std::string out(text);
  for (std::size_t i = 0; i + 2 < out.size(); ++i) {
    if (out[i] == '\xED' && static_cast<unsigned char>(out[i + 1]) >= 0xA0) out.replace(i, 3, "\xEF\xBF\xBD");
  }
  return out;
}

namespace {

// A keyword with more values than these compares their hashes.
constexpr std::size_t kFewValues = 4;

// The hash of the value; spends what it costs to read it.
std::uint64_t hash_within(const Value& value, WorkBudget& budget) {
  std::size_t bytes = 0;
  const std::uint64_t hash = hash_value(value, &bytes);
  budget.spend(value.extent());
  budget.spend_on_text(bytes);
  return hash;
}

// Memory that a budget lends for a while.
class Lent {
 public:
  Lent(WorkBudget& budget, std::size_t bytes) : budget_(budget), bytes_(budget.hold(bytes) ? bytes : 0) {}
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() { budget_.give_back(bytes_); }

 private:
  WorkBudget& budget_;
  std::size_t bytes_;
};

// Whether two values with the same hash are equal.
bool are_equal(const Value& left, const Value& right, WorkBudget& budget) {
  return budget.spend(1 + std::min(left.extent(), right.extent())) && left == right;
}

}  // namespace

std::optional<std::pair<std::size_t, std::size_t>> equal_items(const Value& array, WorkBudget& budget) {
  struct Item {
    std::uint64_t hash;
    std::size_t index;
    Value value;
  };
  std::vector<Item> items;
  const Lent memory(budget, array.size() * sizeof(Item));
  if (budget.is_spent()) return std::nullopt;
  items.reserve(array.size());
  for (const Value item : array.items()) {
    items.push_back({hash_within(item, budget), items.size(), item});
    if (budget.is_spent()) return std::nullopt;
  }
  std::sort(items.begin(), items.end(), [](const Item& left, const Item& right) {
    return left.hash != right.hash ? left.hash < right.hash : left.index < right.index;
  });
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = i + 1; j < items.size() && items[j].hash == items[i].hash; ++j) {
      if (are_equal(items[i].value, items[j].value, budget)) return std::pair(items[i].index, items[j].index);
      if (budget.is_spent()) return std::nullopt;
    }
  }
  return std::nullopt;
}

Result<BodyKeyword> BodyKeyword::make(const SchemaKeyword& keyword) {
  BodyKeyword made(keyword);
  // Keywords with branches are walked elsewhere; schema.h lists them last.
  if (keyword.kind >= KeywordKind::reference) return made;
  made.asked_ = kinds_of(keyword);
  if (keyword.kind == KeywordKind::type) made.read_types();
  if (keyword.kind == KeywordKind::enumeration || keyword.kind == KeywordKind::constant) made.read_values();
  if (keyword.kind == KeywordKind::pattern) {
    Result<Pattern> pattern = Pattern::compile(keyword.names.front());
    if (!pattern) {
      Error error = pattern.errors().front();
      error.place = keyword.place;
      return error;
    }
    made.pattern_ = std::make_shared<const Pattern>(*std::move(pattern));
  }
  if (keyword.kind == KeywordKind::multiple_of && !is_divisor(keyword.texts.front())) {
    return Error{.title = "multipleOf with more than " + std::to_string(kDivisorDigits) +
                          " significant digits is not supported",
                 .place = keyword.place,
                 .hint = "Round the divisor."};
  }
  if (keyword.kind == KeywordKind::format) {
    made.check_ = format_check(keyword.names.back());
    made.cost_ = format_cost(keyword.names.back());
  }
  if (traits_of(keyword.kind).applies_to == mask_of(ValueKind::number))
    made.small_ = small_integer(keyword.texts.front());
  return made;
}

// Whether a number is an integer depends on its value. For other kinds of value the kind alone decides.
void BodyKeyword::read_types() {
  const auto names = [&](std::string_view type) {
    return std::find(keyword_->names.begin(), keyword_->names.end(), type) != keyword_->names.end();
  };
  const KindMask named = kinds_of_types(keyword_->names);
  is_integer_ = names("integer");
  const bool is_open = !names("number") && (is_integer_ || names("written-integer"));
  hold_ = is_open ? static_cast<KindMask>(named & ~mask_of(ValueKind::number)) : named;
  fail_ = static_cast<KindMask>(kEveryKind & ~named);
}

void BodyKeyword::read_values() {
  std::string list;
  for (const std::string& text : keyword_->texts) list += (list.empty() ? "[" : ",") + text;
  const auto listed = std::make_shared<Listed>();
  listed->values = parse_body(list.empty() ? "[]" : list + "]").instance;
  KindMask kinds = 0;
  std::vector<std::string> strings;
  for (const Value value : listed->values->root().items()) {
    kinds |= mask_of(value.kind());
    if (value.kind() == ValueKind::string)
      strings.emplace_back(value.text());
    else
      listed->others.push_back(value);
  }
  listed->words = WordMap(std::move(strings));
  if (listed->others.size() > kFewValues) {
    for (const Value& value : listed->others) {
      listed->hashed.emplace_back(hash_value(value), value);
      if (value.kind() >= ValueKind::array) listed->sizes.emplace_back(value.kind(), value.size());
    }
    std::sort(listed->hashed.begin(), listed->hashed.end(),
              [](const auto& left, const auto& right) { return left.first < right.first; });
    std::sort(listed->sizes.begin(), listed->sizes.end());
    listed->sizes.erase(std::unique(listed->sizes.begin(), listed->sizes.end()), listed->sizes.end());
  }
  listed_ = listed;
  fail_ = static_cast<KindMask>(kEveryKind & ~kinds);
}

bool BodyKeyword::is_listed(const Value& value, WorkBudget& budget) const {
  if (value.kind() == ValueKind::string) return listed_->words.find(value.text()).has_value();
  if (!listed_->hashed.empty()) return is_listed_by_hash(value, budget);
  return std::any_of(listed_->others.begin(), listed_->others.end(),
                     [&](const Value& one) { return are_equal(one, value, budget); });
}

bool BodyKeyword::is_listed_by_hash(const Value& value, WorkBudget& budget) const {
  // Most large values differ from all of these in their size.
  if (value.kind() >= ValueKind::array && !std::binary_search(listed_->sizes.begin(), listed_->sizes.end(),
                                                              std::pair(value.kind(), value.size())))
    return false;
  const std::uint64_t hash = hash_within(value, budget);
  const auto first =
      std::lower_bound(listed_->hashed.begin(), listed_->hashed.end(), hash,
                       [](const auto& one, std::uint64_t wanted) { return one.first < wanted; });
  for (auto one = first; one != listed_->hashed.end() && one->first == hash; ++one) {
    if (are_equal(one->second, value, budget)) return true;
  }
  return false;
}

// Spends what it costs to read a text, a number or the members' names, which a target makes as long as it
// likes. What depends on the items and members themselves is spent where they are read.
bool BodyKeyword::spend_on(const Value& value, WorkBudget& budget) const {
  const bool has_text = value.kind() == ValueKind::string || value.kind() == ValueKind::number;
  const std::size_t bytes = has_text ? value.text().size() : 0;
  if (keyword_->kind == KeywordKind::format) return budget.spend(1 + bytes / 32 * cost_);
  return budget.spend(1 + bytes / WorkBudget::kBytesPerStep + keyword_->names.size() / 4);
}

Judged BodyKeyword::judge_value(const Value& value, WorkBudget& budget) const {
  if (keyword_->kind == KeywordKind::broken) return Judged::unknown;
  if (!spend_on(value, budget)) return Judged::unknown;
  if (keyword_->kind != KeywordKind::pattern) {
    const bool is_good = holds(value, budget);
    if (budget.is_spent()) return Judged::unknown;
    return is_good ? Judged::holds : Judged::fails;
  }
  const Matched matched = value.has_lone_surrogate()
                              ? pattern_->matches(without_surrogates(value.text()), budget)
                              : pattern_->matches(value.text(), budget);
  switch (matched) {
    case Matched::yes:
      return Judged::holds;
    case Matched::no:
      return Judged::fails;
    case Matched::budget:
      return Judged::unknown;
  }
  return Judged::unknown;
}

// Compares a number with a bound.
bool BodyKeyword::compare(const Value& value) const {
  int order = 0;
  const std::optional<std::int64_t> number = small_ ? small_integer(value.text()) : std::nullopt;
  if (number) {
    order = *number < *small_ ? -1 : *number > *small_ ? 1 : 0;
  } else {
    order = compare_numbers(value.text(), keyword_->texts.front());
  }
  if (keyword_->kind == KeywordKind::maximum) return order <= 0;
  if (keyword_->kind == KeywordKind::exclusive_maximum) return order < 0;
  if (keyword_->kind == KeywordKind::minimum) return order >= 0;
  return order > 0;
}

bool BodyKeyword::holds(const Value& value, WorkBudget& budget) const {
  switch (keyword_->kind) {
    case KeywordKind::never:
      return false;
    case KeywordKind::type:  // only for a number: read_types
      return is_integer_ ? is_integer_number(value.text()) : is_written_as_integer(value.text());
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      return is_listed(value, budget);
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return compare(value);
    case KeywordKind::multiple_of:
      return is_multiple(value.text(), keyword_->texts.front());
    case KeywordKind::max_length:
      return value.text().size() <= keyword_->bound || code_points(value.text()) <= keyword_->bound;
    case KeywordKind::min_length:  // a code point has at most four bytes
      return value.text().size() >= keyword_->bound &&
             (value.text().size() / 4 >= keyword_->bound || code_points(value.text()) >= keyword_->bound);
    case KeywordKind::format:
      return check_ == nullptr || !check_(value.text());
    case KeywordKind::content:
      return !check_content(keyword_->names[0], keyword_->names[1], value.text());
    case KeywordKind::max_items:
    case KeywordKind::max_properties:
      return value.size() <= keyword_->bound;
    case KeywordKind::min_items:
    case KeywordKind::min_properties:
      return value.size() >= keyword_->bound;
    case KeywordKind::unique_items:
      return !equal_items(value, budget);
    case KeywordKind::required:
      return std::all_of(keyword_->names.begin(), keyword_->names.end(),
                         [&](const std::string& name) { return value.find(name).has_value(); });
    case KeywordKind::dependent_required:
      return std::all_of(
          keyword_->dependents.begin(), keyword_->dependents.end(), [&](const auto& dependent) {
            return !value.find(dependent.first) ||
                   std::all_of(dependent.second.begin(), dependent.second.end(),
                               [&](const std::string& name) { return value.find(name).has_value(); });
          });
    case KeywordKind::pattern:
    case KeywordKind::broken:
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
    case KeywordKind::unevaluated_items:
    case KeywordKind::unevaluated_properties:
      break;
  }
  return true;  // judged elsewhere
}

}  // namespace avouch
