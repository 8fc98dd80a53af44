// SPDX-License-Identifier: MIT
#include "mock/request/form.h"

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "contract/serialization.h"
#include "http/media_type.h"
#include "mock/request/pairs.h"
#include "mock/request/style.h"

namespace avouch {
namespace {

// One text may be a value, its JSON text, or an array of one value.
WrittenValue written(const std::vector<std::string>& texts) {
  WrittenValue value{.items = texts, .may_be_json = true};
  if (texts.size() == 1) value.whole = texts.front();
  return value;
}

// Texts by name, in the order of the first occurrence of each name.
class Gathered {
 public:
  void add(const std::string& name, std::string text) {
    const auto [known, is_new] = places_.try_emplace(name, texts_.size());
    if (is_new) texts_.push_back({name, {}});
    texts_[known->second].second.push_back(std::move(text));
  }

  FormMembers members() const {
    FormMembers members;
    for (const auto& [name, texts] : texts_) members.emplace_back(name, written(texts));
    return members;
  }

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> texts_;
  std::unordered_map<std::string, std::size_t> places_;  // in texts_
};

// Returns the name in a part's Content-Disposition; nullopt if it has none.
std::optional<std::string> part_name(std::string_view head) {
  for (const std::string_view line : split(head, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos || !equals_ignoring_ascii_case(line.substr(0, colon), "Content-Disposition"))
      continue;
    // It has the syntax of a media type's parameters, so it is parsed as one.
    std::string_view value = trim_ows(line.substr(colon + 1));
    if (value.ends_with('\r')) value.remove_suffix(1);
    const std::size_t semicolon = value.find(';');
    if (semicolon == value.npos) return std::nullopt;
    const auto parsed = http::parse_media_type("form/data" + std::string(value.substr(semicolon)));
    return parsed ? parsed->parameter("name") : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

FormMembers form_members(std::string_view body, const std::map<std::string, Encoding>& encodings,
                         RequestBudget& budget) {
  const auto texts = static_cast<std::size_t>(std::count(body.begin(), body.end(), '&')) + 1;
  if (!budget.hold_texts(texts, body.size())) return {};
  const MockPairs pairs = form_pairs(body);
  FormMembers members;
  Gathered others;
  for (const auto& [name, encoding] : encodings) {
    if (encoding.style.empty()) continue;
    if (!budget.work().spend(pairs.size())) return {};
    if (auto value = written_pairs({encoding.style, encoding.explode}, name, pairs, no_member))
      members.emplace_back(name, *std::move(value));
  }
  for (const auto& [name, text] : pairs) {
    const auto encoding = encodings.find(name.substr(0, name.find('[')));
    if (encoding == encodings.end() || encoding->second.style.empty()) others.add(name, form_decoded(text));
  }
  for (auto& member : others.members()) members.push_back(std::move(member));
  return members;
}

std::optional<FormMembers> multipart_members(std::string_view body, std::string_view boundary,
                                             const std::map<std::string, Encoding>& encodings,
                                             RequestBudget& budget) {
  const std::string line = "--" + std::string(boundary);
  Gathered gathered;
  std::size_t at = body.starts_with(line) ? 0 : body.find("\r\n" + line);
  if (at == body.npos || boundary.empty()) return std::nullopt;
  at = body.find(line, at) + line.size();
  while (!body.substr(at).starts_with("--")) {
    const std::size_t start = body.find("\r\n", at);
    const std::size_t end = body.find("\r\n" + line, at);
    if (start == body.npos || end == body.npos) return std::nullopt;
    const std::string_view part = body.substr(std::min(start + 2, end), end - std::min(start + 2, end));
    const std::size_t blank = part.find("\r\n\r\n");
    const std::optional<std::string> name = part_name(part.substr(0, blank));
    if (!name || blank == part.npos) return std::nullopt;
    if (!budget.hold_texts(1, part.size())) return std::nullopt;
    gathered.add(*name, std::string(part.substr(blank + 4)));
    at = end + 2 + line.size();
  }
  FormMembers members = gathered.members();
  for (auto& [name, value] : members) {
    const auto encoding = encodings.find(name);
    const std::string_view separator =
        encoding == encodings.end() ? "" : separator_of(encoding->second.style);
    if (separator.empty() || !value.whole) continue;
    const auto items =
        static_cast<std::size_t>(std::count(value.whole->begin(), value.whole->end(), separator.front()));
    if (!budget.hold_texts(items, 0)) return std::nullopt;
    value.items.emplace();
    for (const std::string_view part : split(*value.whole, separator.front()))
      value.items->emplace_back(part);
  }
  return members;
}

}  // namespace avouch
