// SPDX-License-Identifier: MIT
#include "http/secret_pieces.h"

#include <algorithm>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "http/secret_forms.h"

namespace avouch::http {

bool has_hole(const Pieces& pieces, std::optional<Writing> writing) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.hole && (!writing || piece.hole->writing == *writing);
  });
}

Pieces joined(Pieces pieces, const Pieces& more) {
  pieces.insert(pieces.end(), more.begin(), more.end());
  return pieces;
}

Teller::Teller(const Secrets& secrets) : secrets_(secrets) {
  for (const Secrets::Entry& entry : secrets.entries()) {
    add(entry.variable, entry.value);
    const std::size_t colon = entry.value.find(':');
    if (entry.variable.ends_with("USER") && colon != std::string::npos)
      add(entry.variable + "#*:", entry.value.substr(colon + 1));
  }
  // The longest first, and of the same text the simplest.
  std::stable_sort(candidates_.begin(), candidates_.end(), [](const Candidate& left, const Candidate& right) {
    return left.text.size() != right.text.size() ? left.text.size() > right.text.size()
                                                 : left.hole.writing < right.hole.writing;
  });
}

Pieces Teller::pieces_of(std::string_view text, std::string_view marks) {
  Pieces pieces;
  std::string plain;
  const auto put_plain = [&] {
    if (!plain.empty()) pieces.push_back({without_secrets(std::exchange(plain, {})), std::nullopt});
  };
  for (std::size_t at = 0; at < text.size();) {
    const Candidate* found = candidate_at(text, at, marks);
    if (found == nullptr) {
      plain += text[at++];
      continue;
    }
    put_plain();
    pieces.push_back({{}, found->hole});
    at += found->text.size();
  }
  put_plain();
  if (pieces.empty()) pieces.push_back({});
  return pieces;
}

void Teller::add(const std::string& parameter, const std::string& value) {
  if (value.empty()) return;
  const bool has_blank = value.find(' ') != std::string::npos;
  const bool stands_alone = !Secrets::is_searched_for(value);
  const auto add_written = [&](std::string text, Writing writing) {
    candidates_.push_back({std::move(text), {parameter, writing, has_blank}, stands_alone});
  };
  add_written(value, Writing::plain);
  // The shell's tools for these read text.
  if (first_invalid_utf8(value) || value.find('\x7F') != std::string::npos) return;
  if (std::string encoded = percent_encoded(value); encoded != value)
    add_written(std::move(encoded), Writing::percent);
  if (std::string escaped = json_escaped(value); escaped != value)
    add_written(std::move(escaped), Writing::json);
}

const Teller::Candidate* Teller::candidate_at(std::string_view text, std::size_t at,
                                              std::string_view marks) const {
  const std::string_view rest = text.substr(at);
  for (const Candidate& each : candidates_) {
    if (!rest.starts_with(each.text)) continue;
    if (!each.stands_alone) return &each;
    const std::size_t end = at + each.text.size();
    const bool is_component = (at == 0 || marks.find(text[at - 1]) != marks.npos) &&
                              (end == text.size() || marks.find(text[end]) != marks.npos);
    if (is_component) return &each;
  }
  return nullptr;
}

std::string Teller::without_secrets(const std::string& text) {
  std::string redacted = secrets_.redact(text);
  if (redacted != text) is_whole_ = false;
  return redacted;
}

}  // namespace avouch::http
