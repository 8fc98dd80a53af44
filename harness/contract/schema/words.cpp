// SPDX-License-Identifier: MIT
#include "contract/schema/words.h"

#include <algorithm>
#include <string_view>

#include "base/percent.h"
#include "base/text.h"
#include "contract/schema/dialect.h"

namespace avouch {
namespace {

// Printable ASCII except the characters with a meaning in a coordinate, a glob or a test filter: / * ? % : "
constexpr std::string_view kPlain = "!#$&'()+,;<=>@[\\]^`{|}";

std::string_view article(const std::string& type) {
  if (type == "null") return "null";
  if (type == "boolean") return "a boolean";
  if (type == "object") return "an object";
  if (type == "array") return "an array";
  if (type == "number") return "a number";
  if (type == "string") return "a string";
  return "an integer";
}

std::string listed(const std::vector<std::string>& words, std::string_view last_join) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " " + std::string(last_join) + " " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace

std::string path_encoded(std::string_view text) {
  return text.empty() ? "%22%22" : percent_encoded(text, kPlain);
}

std::string path_segment(std::string_view property) {
  const KeywordUse* use = keyword_use(property);
  const bool is_keyword =
      use != nullptr && use->vocabulary != Vocabulary::core && use->vocabulary != Vocabulary::annotation;
  const bool is_ambiguous = property.empty() || is_keyword || property == "contentMediaType" ||
                            property == "contentEncoding" || property == "false" ||
                            property.find_first_not_of("0123456789") == property.npos;
  return (is_ambiguous ? "properties/" : "") + path_encoded(property);
}

std::string path_join(std::string_view path, std::string_view segment) {
  if (path.empty()) return std::string(segment);
  return std::string(path) + "/" + std::string(segment);
}

std::string type_words(const std::vector<std::string>& types) {
  std::vector<std::string> words;
  for (const std::string& type : types) words.emplace_back(article(type));
  return listed(words, "or");
}

std::string value_words(const std::vector<std::string>& texts) {
  constexpr std::size_t kNamed = 4;
  constexpr std::size_t kLength = 60;
  if (texts.size() > kNamed) return "one of " + std::to_string(texts.size()) + " documented values";
  std::vector<std::string> words;
  for (const std::string& text : texts) words.push_back(shown(text, kLength));
  return listed(words, "or");
}

std::string name_words(const std::vector<std::string>& names, std::string_view last_join) {
  constexpr std::size_t kNamed = 12;
  std::vector<std::string> words;
  for (const std::string& name : names) {
    if (words.size() == kNamed) {
      words.push_back(std::to_string(names.size() - kNamed) + " more");
      break;
    }
    words.push_back(name.empty() ? "\"\"" : shown(name, 60));
  }
  return listed(words, last_join);
}

std::string bound_words(std::string_view relation, std::uint64_t bound, std::string_view singular,
                        std::string_view plural) {
  return std::string(relation) + " " + counted(bound, singular, plural);
}

std::string in_bytes(std::string words) {
  constexpr std::string_view kCharacter = "character";
  for (std::size_t at = words.find(kCharacter); at != words.npos; at = words.find(kCharacter, at))
    words.replace(at, kCharacter.size(), "byte");
  return words;
}

}  // namespace avouch
