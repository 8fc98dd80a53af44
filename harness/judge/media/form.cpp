// SPDX-License-Identifier: MIT
// application/x-www-form-urlencoded: names and values, by the encodings of the media type (OpenAPI 3.1
// §4.8.14.4).
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

struct Pair {
  std::string name;   // decoded
  std::string value;  // not decoded: it may contain the separators of a style
};

// WHATWG URL §5.1.
std::string decoded(std::string_view text) {
  std::string blanks(text);
  std::replace(blanks.begin(), blanks.end(), '+', ' ');
  return percent_decoded(blanks);
}

// Returns false if the budget is used up.
bool read_pairs(const MediaContent& content, std::vector<Pair>& pairs) {
  for (std::string_view rest = content.bytes; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    if (!content.look_at(1)) return false;
    if (pair.empty()) continue;
    if (!content.spend(1, pair.size())) return false;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    pairs.push_back(
        {decoded(pair.substr(0, equals)), std::string(pair.substr(std::min(equals + 1, pair.size())))});
  }
  return true;
}

std::vector<std::string> parts_of(const std::string& value, const Encoding& encoding) {
  std::string text = value;
  const std::string_view coded = encoding.style == "spaceDelimited"  ? "%20"
                                 : encoding.style == "pipeDelimited" ? "%7C"
                                                                     : "";
  const char separator = encoding.style == "spaceDelimited"  ? '+'
                         : encoding.style == "pipeDelimited" ? '|'
                                                             : ',';
  for (std::size_t at = 0; !coded.empty() && (at = text.find(coded, at)) != text.npos;)
    text.replace(at, coded.size(), 1, separator);
  std::vector<std::string> parts;
  for (const std::string_view part : split(text, separator)) parts.push_back(decoded(part));
  return parts;
}

// The members that are known by a style other than repeated names.
std::optional<std::string> styled(const DescribedPart& part, const std::string& name,
                                  const Encoding& encoding, const std::vector<Pair>& pairs, Typing typing) {
  std::vector<std::pair<std::string, std::string>> members;
  if (encoding.style == "deepObject") {
    for (const Pair& pair : pairs) {
      if (!pair.name.starts_with(name + "[") || !pair.name.ends_with(']')) continue;
      const std::string inner = pair.name.substr(name.size() + 1, pair.name.size() - name.size() - 2);
      members.emplace_back(inner, typed_text(part.member(inner), decoded(pair.value), typing));
    }
    return members.empty() ? std::nullopt : std::optional(object_of(members));
  }
  if (encoding.explode && part.is_only(ValueKind::object)) {
    const std::vector<std::string> known = part.members();
    for (const Pair& pair : pairs) {
      if (std::find(known.begin(), known.end(), pair.name) != known.end())
        members.emplace_back(pair.name, typed_text(part.member(pair.name), decoded(pair.value), typing));
    }
    return members.empty() ? std::nullopt : std::optional(object_of(members));
  }
  std::vector<std::string> texts;
  for (const Pair& pair : pairs) {
    if (pair.name != name) continue;
    const std::vector<std::string> parts =
        encoding.explode ? std::vector<std::string>{decoded(pair.value)} : parts_of(pair.value, encoding);
    texts.insert(texts.end(), parts.begin(), parts.end());
  }
  if (texts.empty()) return std::nullopt;
  if (!part.is_only(ValueKind::object)) return typed_values(part, texts, typing);
  for (std::size_t i = 0; i + 1 < texts.size(); i += 2)
    members.emplace_back(texts[i], typed_text(part.member(texts[i]), texts[i + 1], typing));
  return object_of(members);
}

// Whether a pair belongs to a member with a style.
bool is_styled(const DescribedPart& root, const std::map<std::string, Encoding>& encodings,
               const std::string& name) {
  for (const auto& [member, encoding] : encodings) {
    if (encoding.style.empty()) continue;
    if (encoding.style == "deepObject" ? name.starts_with(member + "[") : name == member) return true;
    const DescribedPart part = root.member(member);
    const std::vector<std::string> inner =
        encoding.explode && part.is_only(ValueKind::object) ? part.members() : std::vector<std::string>{};
    if (std::find(inner.begin(), inner.end(), name) != inner.end()) return true;
  }
  return false;
}

std::string read(const DocumentedMedia& media, const MediaContent& content, const std::vector<Pair>& pairs,
                 Typing typing) {
  const DescribedPart root = DescribedPart::root(*media.schema);
  std::vector<std::pair<std::string, std::string>> members;
  for (const auto& [name, encoding] : media.encoding) {
    if (encoding.style.empty()) continue;
    if (!content.look_at(pairs.size())) return {};
    if (auto value = styled(root.member(name), name, encoding, pairs, typing))
      members.emplace_back(name, *std::move(value));
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> others;  // in the order of the names
  std::unordered_map<std::string, std::size_t> places;
  for (const Pair& pair : pairs) {
    if (!content.look_at(media.encoding.size()) || !content.spend(2, 3 * pair.value.size())) return {};
    if (is_styled(root, media.encoding, pair.name)) continue;
    const auto [known, is_new] = places.try_emplace(pair.name, others.size());
    if (is_new) others.push_back({pair.name, {}});
    others[known->second].second.push_back(decoded(pair.value));
  }
  for (const auto& [name, texts] : others)
    members.emplace_back(name, typed_values(root.member(name), texts, typing));
  return object_of(members);
}

}  // namespace

MediaReading read_form(const DocumentedMedia& media, const MediaContent& content) {
  // The URL standard reads any text as a form. A server writes one by §5.2: percent-encoded ASCII.
  for (std::size_t at = 0; at < content.bytes.size(); ++at) {
    const auto code = static_cast<unsigned char>(content.bytes[at]);
    if (code <= 0x20 || code >= 0x7F)
      return broken("the form has a character that is not percent-encoded", at);
  }
  if (!is_percent_encoded(content.bytes)) return broken("the form has a % without two hexadecimal digits");
  std::vector<Pair> pairs;
  if (!read_pairs(content, pairs)) return {};
  MediaReading reading;
  for (const Typing typing : kTypings) reading.texts.push_back(read(media, content, pairs, typing));
  return reading;
}

}  // namespace avouch
