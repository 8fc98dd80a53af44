// SPDX-License-Identifier: MIT
#include "generate/ways/other_values.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "generate/generator.h"
#include "json/decimal.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/number.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

// A judge of values, if one can be made.
class Opinion {
 public:
  explicit Opinion(const std::shared_ptr<const Schema>& schema) {
    if (schema == nullptr) return;
    if (Result<BodyJudge> made = BodyJudge::make(schema, {})) judge_.emplace(*std::move(made));
  }

  bool exists() const { return judge_.has_value(); }
  std::optional<bool> of(const JsonValue& value) const {
    const ParsedBody body = parse_body(to_text(value));
    return body.instance == nullptr ? std::nullopt : judge_->accepts(*body.instance);
  }

 private:
  std::optional<BodyJudge> judge_;
};

// Replaces the last letters and digits of a text by those of `by`.
std::string respelled(std::string text, std::string_view by) {
  std::size_t left = by.size();
  for (std::size_t at = text.size(); at > 0 && left > 0; --at) {
    char& c = text[at - 1];
    if (is_digit(c) || is_lower(c) || is_upper(c)) c = by[--left];
  }
  return text;
}

// How characters are replaced, each by one of its own class.
struct Respelling {
  std::string_view letters;  // lower case, used in turn; empty: letters are kept
  bool has_digits = true;
  std::size_t last = 0;  // number of characters from the end; 0: all
};

// "EURO" -> "QZXJ". Codes that begin with X, or with Q and a letter from M on, are mostly reserved for
// private use (ISO 3166-1, ISO 639-2 and ISO 4217 among others).
std::string respelled(std::string text, const Respelling& how) {
  constexpr std::string_view kDigits = "9081726354";
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_letter = is_lower(text[at]) || is_upper(text[at]);
    if ((is_letter && !how.letters.empty()) || (is_digit(text[at]) && how.has_digits)) places.push_back(at);
  }
  if (how.last > 0 && places.size() > how.last)
    places.erase(places.begin(), places.end() - static_cast<std::ptrdiff_t>(how.last));
  std::size_t turn = 0;
  for (const std::size_t at : places) {
    char& c = text[at];
    if (is_digit(c)) {
      c = kDigits[turn++ % kDigits.size()];
    } else {
      const char letter = how.letters[turn++ % how.letters.size()];
      c = is_lower(c) ? letter : static_cast<char>(letter - 'a' + 'A');
    }
  }
  return text;
}

std::vector<JsonValue> other_integers(const JsonValue& value) {
  std::vector<JsonValue> numbers;
  for (const std::int64_t number : {987654321, 98765432, 9876543, 987654, 98765, 9876, 987, 98, 9})
    numbers.push_back(JsonValue::integer(number));
  for (const std::int64_t number : {-9, -98, -987, -9876, -98765, -987654, -9876543, -98765432, -987654321})
    numbers.push_back(JsonValue::integer(number));
  const bool is_whole = is_integer_number(value.text);
  const std::optional<Decimal> near = Decimal::parse(is_whole ? value.text : "0");
  const std::optional<Decimal> middle = near ? half(*near) : std::nullopt;
  const Decimal one = Decimal::of(1);
  const auto add = [&](const std::optional<Decimal>& number) {
    if (number) numbers.push_back(JsonValue::number(to_text(*number)));
  };
  if (const auto below = middle ? multiple_below(*middle, one) : std::nullopt) {
    add(plus(*below, one));
    add(below);
  }
  if (!near) return numbers;
  add(plus(*near, Decimal::of(2)));
  add(plus(*near, one));
  add(minus(*near, one));
  return numbers;
}

// A schema that lists values permits only those, and each of them is likely to name something.
bool lists_values(const std::shared_ptr<const Schema>& schema) {
  return schema != nullptr &&
         std::any_of(schema->keywords().begin(), schema->keywords().end(), [](const SchemaKeyword& keyword) {
           return keyword.kind == KeywordKind::enumeration || keyword.kind == KeywordKind::constant;
         });
}

// That many values generated from the schema itself, or none if none can be made.
std::vector<JsonValue> samples_of(const std::shared_ptr<const Schema>& schema, std::uint64_t count) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return {};
  const Result<Generator> generator = Generator::make(schema, *judge);
  if (!generator) return {};
  std::vector<JsonValue> values;
  for (std::uint64_t n = 1; n <= count; ++n) values.push_back(json_of_text(generator->random_instance(n)));
  return values;
}

// The same, the longest texts and the greatest numbers first.
std::vector<JsonValue> made_values(const std::shared_ptr<const Schema>& schema) {
  constexpr std::uint64_t kTries = 24;
  std::vector<JsonValue> values = samples_of(schema, kTries);
  std::stable_sort(values.begin(), values.end(), [](const JsonValue& left, const JsonValue& right) {
    if (left.kind != right.kind) return left.kind < right.kind;
    if (left.is_number()) return compare_numbers(left.text, right.text) > 0;
    return left.is_string() && left.text.size() > right.text.size();
  });
  return values;
}

constexpr std::size_t kMostMembersTried = 100;

// The first members that the schema names for the value itself, also behind references and allOf.
std::vector<std::string> named_members(const std::shared_ptr<const Schema>& schema) {
  std::vector<std::string> names;
  std::vector<std::size_t> nodes = {0};
  for (std::size_t i = 0; i < nodes.size() && i < kMostMembersTried; ++i) {
    for (const SchemaKeyword& keyword : schema->keywords()) {
      if (keyword.node != nodes[i]) continue;
      const bool is_of_the_value =
          keyword.kind == KeywordKind::reference || keyword.kind == KeywordKind::all_of;
      for (const SchemaBranch& branch : keyword.branches) {
        if (keyword.kind == KeywordKind::properties && names.size() < kMostMembersTried)
          names.push_back(branch.name);
        const bool is_new = std::find(nodes.begin(), nodes.end(), branch.node) == nodes.end();
        if (is_of_the_value && is_new) nodes.push_back(branch.node);
      }
    }
  }
  return names;
}

}  // namespace

std::vector<std::string> respellings(const std::string& text) {
  constexpr std::string_view kLetters = "qzxjvkwy";
  constexpr std::string_view kHexadecimal = "fdebca";
  constexpr std::string_view kMore = "9081726354";
  constexpr std::ptrdiff_t kShort = 4;
  const auto count = std::count_if(text.begin(), text.end(),
                                   [](char c) { return is_digit(c) || is_lower(c) || is_upper(c); });
  const bool is_number =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
  std::vector<std::string> texts;
  if (is_number) texts.emplace_back("987654321");
  // The first digit of the last but one group of a UUID says which kind it is (RFC 9562 §4.1).
  constexpr std::string_view kUuid = "00000000-0000-0000-0000-000000000000";
  const auto is_dash = [](char c) { return c == '-'; };
  if (text.size() == kUuid.size() &&
      std::equal(text.begin(), text.end(), kUuid.begin(),
                 [&](char c, char shape) { return is_dash(c) == is_dash(shape); }))
    texts.emplace_back(respelled(text, "9f1e2d3c4b5a6978"));
  if (count < kShort) texts.emplace_back(respelled(text, Respelling{kLetters}) + std::string(kMore));
  for (const char* spelling : {"0f1e2d3c4b5a6978", "9081726354483726"}) {
    if (count >= 16) texts.emplace_back(respelled(text, spelling));
  }
  for (const std::size_t last : {0, 12, 8, 6, 4, 3, 2, 1}) {
    for (const Respelling& how : {Respelling{kLetters, true, last}, Respelling{kHexadecimal, true, last},
                                  Respelling{{}, true, last}, Respelling{kLetters, false, last}})
      texts.emplace_back(respelled(text, how));
  }
  for (const char* end : {"-unknown", "unknown", "qzxj", "z", "9"}) texts.emplace_back(text + end);
  return texts;
}

std::optional<JsonValue> other_value(const std::shared_ptr<const Schema>& schema, const JsonValue& value) {
  if (lists_values(schema)) return std::nullopt;
  const Opinion opinion(schema);
  const auto first_of = [&](std::vector<JsonValue> candidates) -> std::optional<JsonValue> {
    for (JsonValue& candidate : candidates) {
      // An empty text in a path would be another path.
      if (candidate == value || candidate.is_string("") || candidate.is_structured() || candidate.is_null())
        continue;
      if (!opinion.exists() || opinion.of(candidate).value_or(false)) return std::move(candidate);
    }
    return std::nullopt;
  };
  std::vector<JsonValue> near;
  if (value.is_string()) {
    for (std::string& text : respellings(value.text)) near.push_back(JsonValue::string(std::move(text)));
  }
  if (value.is_number()) near = other_integers(value);
  if (std::optional<JsonValue> found = first_of(std::move(near))) return found;
  return opinion.exists() && (value.is_string() || value.is_number()) ? first_of(made_values(schema))
                                                                      : std::nullopt;
}

namespace {

constexpr std::size_t kLongName = 8;  // characters of a made-up name that nobody gives

// Names that nobody gives, of the kinds that schemas permit most.
std::vector<JsonValue> made_up_names() {
  std::vector<JsonValue> names;
  for (const char* text : {"q09081726354", "qzxjvkwyqzxj", "QZXJVKWYQZXJ", "Qzxjvkwyqzxj", "qzxjvkwy",
                           "QZXJVKWY", "9081726354837", "0f1e2d3c4b5a6978", "0f1e2d3c4b5a69780f1e2d3c",
                           "0f1e2d3c4b5a69780f1e2d3c4b5a6978", "9f1e2d3c-4b5a-4978-9f1e-2d3c4b5a6978"})
    names.push_back(JsonValue::string(text));
  // Near the greatest numbers of double, and of 32 bits.
  for (const std::int64_t number : {std::int64_t{9'007'199'254'740'881}, std::int64_t{2'147'483'587}})
    names.push_back(JsonValue::integer(number));
  return names;
}

// At least so much is unknown of a value of the schema, in bits: how many characters are seen at each place
// of its texts. A million numbered invoices need 20.
double bits_of(const std::vector<std::string>& texts) {
  double bits = 0;
  for (std::size_t at = 0;; ++at) {
    std::set<char> seen;
    for (const std::string& text : texts) {
      if (at < text.size()) seen.insert(text[at]);
    }
    if (seen.empty()) return bits;
    bits += std::log2(static_cast<double>(seen.size()));
  }
}

// Whether the schema permits so many values that a made-up one names nothing. A few long words look as if
// much were unknown of them, but come again and again.
bool permits_many(const std::shared_ptr<const Schema>& schema) {
  constexpr std::uint64_t kSamples = 64;
  constexpr double kMany = 32;  // bits
  std::vector<std::string> texts;
  for (const JsonValue& value : samples_of(schema, kSamples)) texts.push_back(plain_text(value));
  const std::set<std::string> different(texts.begin(), texts.end());
  return different.size() == texts.size() && bits_of(texts) >= kMany;
}

}  // namespace

std::optional<JsonValue> nameless_value(const std::shared_ptr<const Schema>& schema, const JsonValue& value) {
  if (lists_values(schema)) return std::nullopt;
  const Opinion opinion(schema);
  const auto is_permitted = [&](const JsonValue& name) {
    return name != value && (!opinion.exists() || opinion.of(name).value_or(false));
  };
  std::vector<JsonValue> names = made_up_names();
  std::erase_if(names, [&](const JsonValue& name) { return name.kind != value.kind || !is_permitted(name); });
  const std::optional<JsonValue> other = other_value(schema, value);
  const bool is_long = other && plain_text(*other).size() >= kLongName;
  if (is_long && (!names.empty() || permits_many(schema))) return other;
  return names.empty() ? std::nullopt : std::optional(std::move(names.front()));
}

std::optional<std::string> forbidden_text(const std::shared_ptr<const Schema>& schema) {
  const Opinion opinion(schema);
  if (!opinion.exists()) return std::nullopt;
  // The last one is longer than most maxLength.
  for (const std::string& text : {std::string("avouch"), std::string("-1"), std::string("1.5"),
                                  std::string("~"), std::string(300, 'x')}) {
    std::vector<JsonValue> readings = {JsonValue::string(text)};
    if (std::optional<JsonValue> read = read_json(text)) readings.push_back(*std::move(read));
    for (std::size_t i = 0, plain = readings.size(); i < plain; ++i)
      readings.push_back(JsonValue::array({readings[i]}));
    const bool is_allowed = std::any_of(readings.begin(), readings.end(), [&](const JsonValue& reading) {
      return opinion.of(reading).value_or(true);
    });
    if (!is_allowed) return text;
  }
  return std::nullopt;
}

std::optional<JsonValue> forbidden_value(const std::shared_ptr<const Schema>& schema, ForbiddenShape shape) {
  const Opinion opinion(schema);
  if (!opinion.exists()) return std::nullopt;
  const auto is_forbidden = [&](const JsonValue& value) { return !opinion.of(value).value_or(true); };
  const JsonValue text = JsonValue::string("avouch");
  const auto first_of = [&](std::vector<JsonValue> candidates) -> std::optional<JsonValue> {
    for (JsonValue& candidate : candidates) {
      if (is_forbidden(candidate)) return std::move(candidate);
    }
    return std::nullopt;
  };
  std::vector<JsonValue> lacking;
  if (shape != ForbiddenShape::multipart) lacking.push_back(JsonValue::object());
  if (shape != ForbiddenShape::any) lacking.push_back(JsonValue::object({{"avouch", text}}));
  if (std::optional<JsonValue> found = first_of(std::move(lacking))) return found;
  // A value without required members may have a wrong member, however its text is read.
  for (const std::string& name : named_members(schema)) {
    JsonValue broken = JsonValue::object({{name, text}});
    if (is_forbidden(broken) && is_forbidden(JsonValue::object({{name, JsonValue::array({text})}})))
      return broken;
  }
  if (shape != ForbiddenShape::any) return std::nullopt;
  // Some servers read an empty array as an empty object, and some refuse JSON that is neither an object nor
  // an array before they look at the schema.
  return first_of({JsonValue::array({text}), text, JsonValue::integer(-1), JsonValue::boolean(false),
                   JsonValue::null(), JsonValue::array()});
}

}  // namespace avouch
