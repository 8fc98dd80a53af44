// SPDX-License-Identifier: MIT
#include "generate/text/string_value.h"

#include <algorithm>
#include <utility>

#include "base/steps.h"
#include "base/text.h"
#include "generate/generator.h"
#include "generate/text/format_series.h"
#include "generate/text/format_text.h"
#include "generate/text/opposed.h"
#include "judge/body/keyword.h"
#include "judge/format/format.h"

namespace avouch {
namespace {

constexpr std::size_t kStringTries = 200;  // texts tried per string
constexpr std::size_t kReadable = 12;      // how many of them are longer, readable texts
constexpr std::size_t kLongestUsual = 24;  // for random texts, if more is permitted
constexpr std::size_t kLongestEdge = 4'000;

bool satisfies(const SchemaKeyword& keyword, const std::string& text, PatternShelf& shelf) {
  if (keyword.kind == KeywordKind::pattern) {
    const Pattern* pattern = shelf.engine(keyword.names.front());
    return pattern != nullptr && pattern->matches(without_surrogates(text)) == Matched::yes;
  }
  if (keyword.kind == KeywordKind::content) return !check_content(keyword.names[0], keyword.names[1], text);
  return !check_format(keyword.names.back(), text);
}

const SchemaKeyword* first_of(const std::vector<const SchemaKeyword*>& keywords, KeywordKind kind) {
  const auto found = std::find_if(keywords.begin(), keywords.end(),
                                  [&](const SchemaKeyword* keyword) { return keyword->kind == kind; });
  return found == keywords.end() ? nullptr : *found;
}

std::string sized(std::string_view word, std::size_t fewest, std::size_t most) {
  std::string text(word);
  if (text.size() > most) text.resize(most);
  if (text.size() < fewest) text.append(fewest - text.size(), 'x');
  return text;
}

std::string random_word(std::size_t fewest, std::size_t most, Random& random) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789 -_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  constexpr std::string_view kOdd[] = {"\u00e4", "\u20ac", "\U0001F600", "\"", "\\", "/", "\n", "\u4e2d"};
  const std::size_t room = std::min(most - fewest, kLongestUsual);
  const std::size_t length = fewest + random.below(room + 1);
  std::string text;
  for (std::size_t i = 0; i < length; ++i) {
    if (random.one_in(24)) {
      text += kOdd[random.below(std::size(kOdd))];
    } else {
      text += kLetters[random.below(kLetters.size())];
    }
  }
  return text;
}

// Generates candidates, in the order in which they are tried.
class StringCandidates {
 public:
  // `taken` is the number of texts already in use.
  StringCandidates(const StringRules& rules, const Taste& taste, PatternShelf& shelf, Random& random,
                   std::size_t taken)
      : rules_(rules),
        taste_(taste),
        shelf_(shelf),
        random_(random),
        taken_(taken),
        fewest_(rules.fewest),
        most_(rules.most) {
    if (const SchemaKeyword* pattern = first_of(rules.holding, KeywordKind::pattern))
      texts_ = shelf.texts(pattern->names.front());
    format_ = first_of(rules.holding, KeywordKind::format);
    content_ = first_of(rules.holding, KeywordKind::content);
    if (taste.size == Taste::Size::least) most_ = fewest_;
    if (taste.size == Taste::Size::most && most_ <= kLongestEdge) fewest_ = most_;
    if (most_ < fewest_) most_ = fewest_;
  }

  std::string at(std::size_t attempt) {
    // Drops the preference for an edge if no text satisfies it.
    if (attempt == kStringTries / 2)
      std::tie(fewest_, most_) = std::pair(rules_.fewest, std::max(rules_.most, rules_.fewest));
    if (texts_ != nullptr) return by_pattern(attempt);
    if (format_ != nullptr) return by_format(attempt);
    if (content_ != nullptr) return by_content(attempt);
    return by_word(attempt);
  }

 private:
  std::string by_pattern(std::size_t attempt) {
    // A second pattern or a format may match only its own texts.
    if (attempt % 3 == 1 && format_ != nullptr) return by_format(attempt / 3);
    if (attempt % 3 == 2 && format_ != nullptr) return overlaid(attempt / 3);
    const std::size_t from = taste_.is_random && attempt < kStringTries / 4 ? attempt + kReadable : attempt;
    std::string text = texts_->text(fewest_, most_, from, random_);
    const std::size_t others = static_cast<std::size_t>(
        std::count_if(rules_.holding.begin(), rules_.holding.end(),
                      [](const SchemaKeyword* keyword) { return keyword->kind == KeywordKind::pattern; }));
    if (others > 1 && attempt % 2 == 1) text = joined(attempt);
    return text;
  }

  // Several patterns without anchors on both sides often match the concatenation of their texts.
  std::string joined(std::size_t attempt) {
    std::vector<std::string> parts;
    for (const SchemaKeyword* keyword : rules_.holding) {
      if (keyword->kind != KeywordKind::pattern) continue;
      const PatternTexts* texts = shelf_.texts(keyword->names.front());
      if (texts != nullptr) parts.push_back(texts->text(0, most_, attempt / 4, random_));
    }
    if (attempt % 4 == 3) std::reverse(parts.begin(), parts.end());
    std::string text = join(parts, "");
    while (code_points(text) < fewest_) text.insert(text.size() / 2, "x");
    return text;
  }

  // A text of the format that starts or ends with a text of the pattern: "2023-01-01" and "2019-" give
  // "2019-01-01".
  std::string overlaid(std::size_t attempt) {
    const auto samples = format_texts(format_->names.back());
    const std::string part = texts_->text(0, most_, attempt < 2 * samples.size() ? 0 : attempt, random_);
    if (samples.empty()) return part;
    const std::string whole(samples[attempt / 2 % samples.size()]);
    const std::size_t kept = whole.size() - std::min(whole.size(), part.size());
    if (attempt % 2 == 1) return part + whole.substr(whole.size() - kept);
    return (kept == 0 ? "x" : whole.substr(0, kept)) + part;
  }

  std::string by_format(std::size_t attempt) {
    const auto texts = format_texts(format_->names.back());
    const std::size_t count = texts.size();
    if (count == 0) return by_word(attempt);
    const std::size_t turn = taste_.is_random ? random_.below(count) : taste_.turn + attempt;
    const std::string text(texts[turn % count]);
    const std::size_t length = code_points(text);
    if (length >= fewest_ && length <= most_ && attempt < count) return text;
    const std::string numbered = numbered_format_text(format_->names.back(), taken_ + attempt - count);
    const std::size_t size = numbered.size();
    if (!numbered.empty() && size >= fewest_ && size <= most_) return numbered;
    std::string longer = long_format_text(format_->names.back(), fewest_ + attempt / count);
    return longer.empty() ? text : longer;
  }

  std::string by_content(std::size_t attempt) {
    constexpr std::string_view kJson[] = {"{}", "[]", "1", "\"text\""};
    const bool is_json = !content_->names[0].empty();
    std::string content(kJson[attempt % std::size(kJson)]);
    if (attempt >= std::size(kJson)) {  // of all sizes, from those that may be meant
      const std::size_t size = fewest_ / 2 + attempt - std::size(kJson);
      content = std::string(is_json ? std::max<std::size_t>(size, 2) - 2 : size, 'x');
      if (is_json) content = '"' + content + '"';
    }
    return encoded_content(content_->names[1], content);
  }

  std::string by_word(std::size_t attempt) {
    constexpr std::string_view kWords[] = {"text",         "",    "x", "A",     "0", " ",
                                           "another text", "1.5", "%", "\u00e4"};
    if (taste_.is_random && attempt < kStringTries / 4) return random_word(fewest_, most_, random_);
    if (attempt < std::size(kWords)) return sized(kWords[attempt], fewest_, most_);
    attempt -= std::size(kWords);
    // The keyword that must fail provides the best texts.
    std::vector<std::string_view> faults;
    for (const SchemaKeyword* keyword : rules_.failing) {
      if (keyword->kind != KeywordKind::format) continue;
      for (const FormatFault& fault : format_faults(keyword->names.back())) faults.push_back(fault.text);
    }
    if (attempt < faults.size()) return std::string(faults[attempt]);
    if (attempt < 3 * kReadable) return sized("text" + std::to_string(taken_ + attempt + 1), fewest_, most_);
    return random_word(fewest_, most_, random_);
  }

  const StringRules& rules_;
  const Taste& taste_;
  PatternShelf& shelf_;
  Random& random_;
  std::size_t taken_;
  std::size_t fewest_;
  std::size_t most_;
  const PatternTexts* texts_ = nullptr;
  const SchemaKeyword* format_ = nullptr;
  const SchemaKeyword* content_ = nullptr;
};

}  // namespace

bool StringRules::allow(const std::string& text, PatternShelf& shelf) const {
  const std::size_t length = code_points(text);
  if (length < fewest || length > most) return false;
  return std::all_of(holding.begin(), holding.end(),
                     [&](const SchemaKeyword* keyword) { return satisfies(*keyword, text, shelf); }) &&
         std::none_of(failing.begin(), failing.end(),
                      [&](const SchemaKeyword* keyword) { return satisfies(*keyword, text, shelf); });
}

std::optional<std::string> make_string(const StringRules& rules, const Taste& taste, PatternShelf& shelf,
                                       Random& random, const std::vector<std::string>& avoided) {
  if (rules.fewest > kLongestMade || rules.fewest > rules.most) return std::nullopt;
  if (is_contradictory(rules.holding, rules.failing)) return std::nullopt;
  for (const SchemaKeyword* keyword : rules.holding) {
    if (keyword->kind != KeywordKind::pattern) continue;
    const PatternTexts* texts = shelf.texts(keyword->names.front());
    if (texts == nullptr) continue;
    const PatternExtent& extent = texts->extent();
    if (extent.least > rules.most || extent.most.value_or(kOpen) < rules.fewest) return std::nullopt;
  }
  StringCandidates candidates(rules, taste, shelf, random, avoided.size());
  for (std::size_t attempt = 0; attempt < kStringTries; ++attempt) {
    count_steps(1);
    std::string text = candidates.at(attempt);
    if (std::find(avoided.begin(), avoided.end(), text) != avoided.end()) continue;
    if (rules.allow(text, shelf)) return text;
  }
  return std::nullopt;
}

}  // namespace avouch
