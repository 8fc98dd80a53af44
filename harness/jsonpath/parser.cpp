// SPDX-License-Identifier: MIT
// The syntax of RFC 9535, by recursive descent. A rule that does not fit remembers the first mistake; the
// rules above it then end.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "json/number.h"
#include "jsonpath/json_path.h"

namespace avouch {
namespace {

constexpr std::int64_t kLargestIndex = 9007199254740991;  // I-JSON's integers (RFC 9535 §2.1)

// RFC 9535 §2.4.1: the declared type of a function's result and of an argument.
enum class PathType { value, logical, nodes };

struct Signature {
  std::string_view name;
  PathFunction function;
  std::size_t arguments;
  PathType argument;
  PathType result;
};

constexpr std::array<Signature, 5> kSignatures = {{
    {"length", PathFunction::length, 1, PathType::value, PathType::value},
    {"count", PathFunction::count, 1, PathType::nodes, PathType::value},
    {"match", PathFunction::match, 2, PathType::value, PathType::logical},
    {"search", PathFunction::search, 2, PathType::value, PathType::logical},
    {"value", PathFunction::value, 1, PathType::nodes, PathType::value},
}};

const Signature& signature_of(PathFunction function) {
  return *std::find_if(kSignatures.begin(), kSignatures.end(),
                       [&](const Signature& each) { return each.function == function; });
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_name_first(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class PathParser {
 public:
  explicit PathParser(std::string_view text) : text_(text) {}

  Result<JsonPath> parse() {
    if (first_invalid_utf8(text_)) {
      fail("it is not UTF-8");
    } else if (!sees("$")) {
      fail("it must begin with $");
    }
    JsonPath path;
    if (!failed()) path = query();
    if (!failed() && !at_end()) fail("a segment must begin with . or [");
    if (!failed()) return path;
    return Error{.title = "the JSONPath " + in_quotes(text_) + " cannot be used: " + problem_,
                 .place = {},
                 .hint = hint_.empty()
                             ? "Write it as RFC 9535 defines, such as $.a[0]['b c'][?@.name == 'x']."
                             : hint_};
  }

 private:
  // The text

  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool sees(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  bool take(std::string_view word) {
    if (!sees(word)) return false;
    at_ += word.size();
    return true;
  }
  void blanks() {
    while (!at_end() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  bool failed() const { return !problem_.empty(); }
  void fail(std::string why, std::string hint = {}) {
    if (failed()) return;
    problem_ = std::move(why) + (at_ > 0 ? ", after " + counted(at_, "byte", "bytes") : "");
    hint_ = std::move(hint);
  }

  // Counts the nesting of rules that may contain themselves.
  class Level {
   public:
    explicit Level(PathParser& parser) : parser_(parser) {
      if (++parser_.depth_ > kDeepestPath)
        parser_.fail("it is nested deeper than " + std::to_string(kDeepestPath) + " levels");
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    PathParser& parser_;
  };

  // Queries: RFC 9535 §2.1 to §2.5

  JsonPath query() {
    JsonPath path{.is_relative = peek() == '@', .segments = {}};
    at_ += 1;
    while (!failed()) {
      const std::size_t before = at_;
      blanks();
      if (!sees(".") && !sees("[")) {
        at_ = before;  // blanks behind a query are not a part of it
        break;
      }
      path.segments.push_back(segment());
    }
    return path;
  }

  PathSegment segment() {
    PathSegment made;
    made.descends = take("..");
    const bool has_dot = !made.descends && take(".");
    if (!has_dot && take("[")) {
      bracketed(made);
    } else if (take("*")) {
      made.selectors.emplace_back(WildcardSelector{});
    } else {
      made.selectors.emplace_back(NameSelector{shorthand()});
    }
    return made;
  }

  std::string shorthand() {
    if (!is_name_first(peek())) {
      fail("a name is missing or has characters that need quotes", "Write such a name as ['name'].");
      return {};
    }
    const std::size_t from = at_;
    while (!at_end() && (is_name_first(text_[at_]) || is_digit(text_[at_]))) ++at_;
    if (sees("-")) fail("a name with a hyphen needs quotes", "Write such a name as ['name'].");
    return std::string(text_.substr(from, at_ - from));
  }

  void bracketed(PathSegment& segment) {
    do {
      blanks();
      segment.selectors.push_back(selector());
      blanks();
    } while (!failed() && take(","));
    if (!failed() && !take("]")) fail("a ] is missing");
  }

  PathSelector selector() {
    if (take("*")) return WildcardSelector{};
    if (take("?")) {
      blanks();
      return FilterSelector{std::make_shared<const PathTest>(any_of())};
    }
    if (sees("'") || sees("\"")) return NameSelector{quoted()};
    std::optional<std::int64_t> start;
    if (!sees(":")) {
      start = integer();
      if (failed()) return IndexSelector{};
      const std::size_t before = at_;
      blanks();
      if (!sees(":")) {
        at_ = before;
        return IndexSelector{*start};
      }
    }
    return slice(start);
  }

  // start:end:step, behind the start
  PathSelector slice(std::optional<std::int64_t> start) {
    SliceSelector made{.start = start, .end = {}, .step = 1};
    take(":");
    blanks();
    if (sees("-") || is_digit(peek())) made.end = integer();
    const std::size_t before = at_;
    blanks();
    if (!take(":")) {
      at_ = before;
      return made;
    }
    const std::size_t colon = at_;
    blanks();
    if (sees("-") || is_digit(peek())) {
      made.step = integer();
    } else {
      at_ = colon;
    }
    return made;
  }

  std::int64_t integer() {
    const std::size_t from = at_;
    take("-");
    while (is_digit(peek())) ++at_;
    const std::string_view digits = text_.substr(from, at_ - from);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const std::string_view first = digits.substr(digits.starts_with('-') ? 1 : 0);
    if (first.empty()) {
      fail("a selector is missing");
    } else if ((first.size() > 1 && first.front() == '0') || digits == "-0") {
      fail("a number begins with 0");
    } else if (error != std::errc() || value > kLargestIndex || value < -kLargestIndex) {
      fail("a number is beyond 2^53");
    }
    return value;
  }

  // RFC 9535 §2.3.1.1
  std::string quoted() {
    const char quote = text_[at_++];
    std::string found;
    while (!failed() && !at_end() && text_[at_] != quote) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) fail("a control character stands in quotes");
      if (text_[at_] == '\\') {
        ++at_;
        escape(quote, found);
      } else {
        found += text_[at_++];
      }
    }
    if (!failed() && !take(std::string(1, quote))) fail("a quote is not closed");
    return found;
  }

  void escape(char quote, std::string& out) {
    constexpr std::string_view kNames = "bfnrt/\\";
    constexpr std::string_view kMeant = "\b\f\n\r\t/\\";
    const char c = peek();
    const std::size_t known = at_end() ? kNames.npos : kNames.find(c);
    if (known != kNames.npos) {
      ++at_;
      out += kMeant[known];
    } else if (c == quote) {
      ++at_;
      out += quote;
    } else if (c == 'u') {
      ++at_;
      const std::uint32_t first = code_unit();
      if (first >= 0xDC00 && first <= 0xDFFF) fail("an escape is half of a surrogate pair");
      if (first < 0xD800 || first > 0xDBFF) return append_utf8(first, out);
      const std::uint32_t second = take("\\u") ? code_unit() : 0;
      if (second < 0xDC00 || second > 0xDFFF) fail("an escape is half of a surrogate pair");
      append_utf8(0x10000U + ((first & 0x3FFU) << 10U) + (second & 0x3FFU), out);
    } else {
      fail("an escape is unknown");
    }
  }

  std::uint32_t code_unit() {
    std::uint32_t value = 0;
    const std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4) {
      fail("\\u takes four hexadecimal digits");
      return 0;
    }
    at_ += 4;
    return value;
  }

  // Filters: RFC 9535 §2.3.5

  PathTest any_of() {
    const Level level(*this);
    PathTest made{.kind = PathTest::Kind::any};
    do {
      if (failed()) return made;
      blanks();
      made.parts.push_back(all_of());
      blanks();
    } while (!failed() && take("||"));
    return made.parts.size() == 1 ? PathTest(std::move(made.parts.front())) : made;
  }

  PathTest all_of() {
    PathTest made{.kind = PathTest::Kind::all};
    do {
      blanks();
      made.parts.push_back(basic());
      const std::size_t before = at_;
      blanks();
      if (!sees("&&")) at_ = before;
    } while (!failed() && take("&&"));
    return made.parts.size() == 1 ? PathTest(std::move(made.parts.front())) : made;
  }

  PathTest basic() {
    if (take("!")) {
      blanks();
      PathTest made{.kind = PathTest::Kind::none};
      made.parts.push_back(sees("(") ? parenthesized() : existence(operand()));
      return made;
    }
    if (sees("(")) return parenthesized();
    PathOperand left = operand();
    const std::size_t before = at_;
    blanks();
    const std::optional<PathComparison> comparison = comparison_operator();
    if (!comparison) {
      at_ = before;
      return existence(std::move(left));
    }
    blanks();
    PathTest made{.kind = PathTest::Kind::comparison, .parts = {}, .comparison = *comparison, .operands = {}};
    made.operands.push_back(std::move(left));
    made.operands.push_back(operand());
    for (const PathOperand& each : made.operands) must_be_value(each);
    return made;
  }

  PathTest parenthesized() {
    take("(");
    blanks();
    PathTest made = any_of();
    blanks();
    if (!failed() && !take(")")) fail("a ) is missing");
    return made;
  }

  std::optional<PathComparison> comparison_operator() {
    constexpr std::array<std::pair<std::string_view, PathComparison>, 6> kOperators = {{
        {"==", PathComparison::equal},
        {"!=", PathComparison::unequal},
        {"<=", PathComparison::at_most},
        {">=", PathComparison::at_least},
        {"<", PathComparison::less},
        {">", PathComparison::more},
    }};
    for (const auto& [word, comparison] : kOperators) {
      if (take(word)) return comparison;
    }
    return std::nullopt;
  }

  PathTest existence(PathOperand of) {
    const auto* call = std::get_if<std::shared_ptr<const PathCall>>(&of.is);
    if (std::holds_alternative<JsonValue>(of.is)) {
      fail("a literal is no condition; compare it");
    } else if (call != nullptr && *call != nullptr &&
               signature_of((*call)->function).result == PathType::value) {
      fail("the result of " + std::string(signature_of((*call)->function).name) +
           "() is no condition; compare it");
    }
    PathTest made{.kind = PathTest::Kind::exists};
    made.operands.push_back(std::move(of));
    return made;
  }

  // RFC 9535 §2.4.3: what a comparison and an argument of ValueType take.
  void must_be_value(const PathOperand& operand) {
    if (const auto* path = std::get_if<JsonPath>(&operand.is)) {
      if (!path->is_singular())
        fail("a query that can select several values stands where one value is needed");
    } else if (const auto* call = std::get_if<std::shared_ptr<const PathCall>>(&operand.is)) {
      if (*call != nullptr && signature_of((*call)->function).result != PathType::value)
        fail("the result of " + std::string(signature_of((*call)->function).name) + "() is no value");
    }
  }

  PathOperand operand() {
    if (sees("@") || sees("$")) return {query()};
    if (sees("'") || sees("\"")) return {JsonValue::string(quoted())};
    if (sees("-") || is_digit(peek())) return {number()};
    const std::size_t from = at_;
    while (!at_end() &&
           ((text_[at_] >= 'a' && text_[at_] <= 'z') || text_[at_] == '_' || is_digit(text_[at_])))
      ++at_;
    const std::string_view word = text_.substr(from, at_ - from);
    if (take("(")) return call(word);
    if (word == "true" || word == "false") return {JsonValue::boolean(word == "true")};
    if (word == "null") return {JsonValue::null()};
    at_ = from;
    fail("a filter takes @, $, a text, a number, true, false, null or a function");
    return {JsonValue::null()};
  }

  JsonValue number() {
    const std::size_t from = at_;
    while (!at_end() && std::string_view("+-.0123456789eE").find(text_[at_]) != std::string_view::npos) ++at_;
    const std::string_view written = text_.substr(from, at_ - from);
    if (!is_json_number(written)) {
      fail(in_quotes(written) + " is no number");
      return {};
    }
    return JsonValue::number(std::string(written));
  }

  PathOperand call(std::string_view name) {
    const Level level(*this);
    const auto* const signature = std::find_if(kSignatures.begin(), kSignatures.end(),
                                               [&](const Signature& each) { return each.name == name; });
    PathCall made;
    if (signature == kSignatures.end()) {
      fail("the function " + in_quotes(name) + " is unknown");
    } else {
      made.function = signature->function;
    }
    blanks();
    while (!failed() && !sees(")")) {
      made.arguments.push_back(operand());
      if (failed()) break;
      check_argument(made.arguments.back(), signature->argument);
      blanks();
      if (!take(",")) break;
      blanks();
      if (sees(")")) fail("an argument is missing");
    }
    if (!failed() && !take(")")) fail("a ) is missing");
    if (!failed() && made.arguments.size() != signature->arguments) {
      fail(std::string(name) + "() takes " + counted(signature->arguments, "argument", "arguments"));
    }
    return {std::make_shared<const PathCall>(std::move(made))};
  }

  void check_argument(const PathOperand& argument, PathType type) {
    if (type == PathType::value) return must_be_value(argument);
    if (!std::holds_alternative<JsonPath>(argument.is)) fail("this function takes a query");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string problem_;
  std::string hint_;
};

}  // namespace

bool JsonPath::is_singular() const {
  return std::all_of(segments.begin(), segments.end(), [](const PathSegment& segment) {
    return !segment.descends && segment.selectors.size() == 1 &&
           (std::holds_alternative<NameSelector>(segment.selectors.front()) ||
            std::holds_alternative<IndexSelector>(segment.selectors.front()));
  });
}

Result<JsonPath> parse_json_path(std::string_view text) {
  return PathParser(text).parse();
}

}  // namespace avouch
