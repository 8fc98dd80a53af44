// SPDX-License-Identifier: MIT
#include "json/pointer.h"

#include <algorithm>

namespace avouch {

bool is_pointer_token(std::string_view name) {
  return std::none_of(name.begin(), name.end(), [](char c) { return c == '~' || c == '/'; });
}

std::string pointer_token(std::string_view name) {
  if (is_pointer_token(name)) return std::string(name);
  std::string token;
  token.reserve(name.size() + 8);
  for (const char c : name) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

std::string pointer_append(std::string_view pointer, std::string_view name) {
  std::string longer;
  longer.reserve(pointer.size() + 1 + name.size());
  longer.append(pointer).append("/");
  return is_pointer_token(name) ? longer.append(name) : longer.append(pointer_token(name));
}

std::string pointer_append(std::string_view pointer, std::size_t index) {
  return std::string(pointer) + "/" + std::to_string(index);
}

void append_shown(std::string& pointer, std::string_view name) {
  constexpr std::string_view kCut = "…";
  if (pointer.ends_with(kCut) && pointer.size() >= kLongestShownPointer) return;
  pointer += '/';
  pointer += pointer_token(name.substr(0, kLongestShownPointer));
  if (pointer.size() <= kLongestShownPointer) return;
  std::size_t end = kLongestShownPointer;
  while (end > 0 && (static_cast<unsigned char>(pointer[end]) & 0xC0U) == 0x80U) --end;  // inside a character
  pointer.resize(end);
  pointer += kCut;
}

void append_shown(std::string& pointer, std::size_t index) {
  append_shown(pointer, std::to_string(index));
}

std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') return std::nullopt;
  for (const char c : pointer) {
    if (c == '/')
      tokens.emplace_back();
    else
      tokens.back() += c;
  }
  for (std::string& token : tokens) {
    std::string plain;
    for (std::size_t i = 0; i < token.size(); ++i) {
      if (token[i] != '~') {
        plain += token[i];
        continue;
      }
      if (i + 1 == token.size() || (token[i + 1] != '0' && token[i + 1] != '1')) return std::nullopt;
      plain += token[++i] == '0' ? '~' : '/';
    }
    token = std::move(plain);
  }
  return tokens;
}

}  // namespace avouch
