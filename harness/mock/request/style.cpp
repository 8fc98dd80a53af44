// SPDX-License-Identifier: MIT
#include "mock/request/style.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "contract/serialization.h"

namespace avouch {
namespace {

using Decode = std::string (*)(std::string_view);
using Parts = std::vector<std::string_view>;

std::string as_it_is(std::string_view text) {
  return std::string(trim_ows(text));
}

// Splits at separators of one or more bytes: "%20", "%7C".
Parts split_by(std::string_view text, const std::vector<std::string_view>& separators) {
  Parts parts;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto here = std::find_if(separators.begin(), separators.end(), [&](std::string_view separator) {
      return text.substr(at).starts_with(separator);
    });
    if (here == separators.end()) {
      ++at;
      continue;
    }
    parts.push_back(text.substr(start, at - start));
    at += here->size();
    start = at;
  }
  parts.push_back(text.substr(start));
  return parts;
}

std::vector<std::string> decoded(const Parts& parts, Decode decode) {
  std::vector<std::string> texts;
  for (const std::string_view part : parts) texts.push_back(decode(part));
  return texts;
}

// Parses "a=1", "b=2", or "a", "1", "b", "2" if not exploded. nullopt if the parts do not match.
std::optional<MockPairs> members_of(const Parts& parts, bool explode, Decode decode) {
  MockPairs members;
  if (explode) {
    for (const std::string_view part : parts) {
      const std::size_t equals = part.find('=');
      if (equals == part.npos) return std::nullopt;
      members.emplace_back(decode(part.substr(0, equals)), decode(part.substr(equals + 1)));
    }
    return members;
  }
  if (parts.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); i += 2)
    members.emplace_back(decode(parts[i]), decode(parts[i + 1]));
  return members;
}

// As they are written in a URL or a form.
std::vector<std::string_view> separators_of(std::string_view style) {
  if (style == "spaceDelimited") return {"%20", "+", " "};
  if (style == "joinedBySpace") return {"%20", " "};
  if (style == "pipeDelimited" || style == "joinedByPipe") return {"%7C", "%7c", "|"};
  if (style == "joinedByTab") return {"%09", "\t"};
  return {","};
}

WrittenValue written(std::string_view text, const Parts& parts, bool explode, Decode decode) {
  return {
      .whole = decode(text), .items = decoded(parts, decode), .members = members_of(parts, explode, decode)};
}

}  // namespace

std::optional<WrittenValue> written_path(const MockStyle& style, const std::string& name,
                                         std::string_view text) {
  if (style.style == "label") {
    if (!text.starts_with('.')) return std::nullopt;
    text.remove_prefix(1);
    return written(text, split_by(text, {style.explode ? "." : ","}), style.explode, percent_decoded);
  }
  if (style.style != "matrix") {
    return written(text, split_by(text, separators_of(style.style)), style.explode, percent_decoded);
  }
  if (!text.starts_with(';')) return std::nullopt;
  const Parts parts = split_by(text.substr(1), {";"});
  if (!style.explode) {
    const std::size_t equals = parts.front().find('=');
    if (percent_decoded(parts.front().substr(0, equals)) != name) return std::nullopt;
    const std::string_view value = equals == text.npos ? "" : parts.front().substr(equals + 1);
    return written(value, split_by(value, {","}), false, percent_decoded);
  }
  std::vector<std::string> pairs;  // RFC 6570 §3.2.7: an empty value has no "="
  for (const std::string_view part : parts)
    pairs.push_back(std::string(part) + (part.find('=') == part.npos ? "=" : ""));
  WrittenValue exploded{.members = members_of({pairs.begin(), pairs.end()}, true, percent_decoded)};
  if (!exploded.members) return std::nullopt;
  const std::vector<std::string> values = values_of(*exploded.members, name);
  if (values.size() == parts.size()) exploded.items = values;
  if (values.size() == 1) exploded.whole = values.front();
  return exploded;
}

WrittenValue written_header(const MockStyle& style, std::string_view text) {
  const std::string_view own = separator_of(style.style);
  return written(text, split_by(text, {own.empty() ? "," : own}), style.explode, as_it_is);
}

std::optional<WrittenValue> written_pairs(const MockStyle& style, const std::string& name,
                                          const MockPairs& pairs, const IsMember& is_member) {
  if (style.style == "deepObject") {
    WrittenValue value;
    const std::string start = name + "[";
    for (const auto& [key, text] : pairs) {
      if (!key.starts_with(start) || !key.ends_with(']')) continue;
      if (!value.members) value.members.emplace();
      value.members->emplace_back(key.substr(start.size(), key.size() - start.size() - 1),
                                  form_decoded(text));
    }
    // A single value looks the same in every style.
    if (const std::vector<std::string> whole = values_of(pairs, name); whole.size() == 1)
      value.whole = form_decoded(whole.front());
    if (!value.members && !value.whole) return std::nullopt;
    return value;
  }
  const std::vector<std::string> texts = values_of(pairs, name);
  if (style.style == "form" && style.explode) {
    WrittenValue value;
    for (const auto& [key, text] : pairs) {
      if (!is_member(key)) continue;
      if (!value.members) value.members.emplace();
      value.members->emplace_back(key, form_decoded(text));
    }
    if (!texts.empty()) value.items = decoded({texts.begin(), texts.end()}, form_decoded);
    if (texts.size() == 1) value.whole = form_decoded(texts.front());
    if (!value.members && !value.items) return std::nullopt;
    return value;
  }
  if (texts.empty()) return std::nullopt;
  if (texts.size() > 1) return WrittenValue{.items = decoded({texts.begin(), texts.end()}, form_decoded)};
  const bool explode = style.style == "form" && style.explode;
  return written(texts.front(), split_by(texts.front(), separators_of(style.style)), explode, form_decoded);
}

}  // namespace avouch
