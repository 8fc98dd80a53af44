// SPDX-License-Identifier: MIT
#include "pattern/code_points.h"

#include <algorithm>

#include "base/utf8.h"

namespace avouch {
namespace {

constexpr char32_t kFirstSurrogate = 0xD800;
constexpr char32_t kLastSurrogate = 0xDFFF;
constexpr std::string_view kReadable = "a0A1bBcdefghijklmnopqrstuvwxyz23456789CDEFGHIJKLMNOPQRSTUVWXYZ";

}  // namespace

CodePoints::CodePoints(std::initializer_list<std::pair<char32_t, char32_t>> ranges) : ranges_(ranges) {
  normalize();
}

CodePoints::CodePoints(std::vector<std::pair<char32_t, char32_t>> ranges) : ranges_(std::move(ranges)) {
  normalize();
}

void CodePoints::normalize() {
  std::vector<std::pair<char32_t, char32_t>> parts;
  for (const auto& [first, last] : ranges_) {
    if (first < kFirstSurrogate) parts.emplace_back(first, std::min<char32_t>(last, kFirstSurrogate - 1));
    if (last > kLastSurrogate) parts.emplace_back(std::max<char32_t>(first, kLastSurrogate + 1), last);
  }
  std::sort(parts.begin(), parts.end());
  ranges_.clear();
  for (const auto& [first, last] : parts) {
    if (first > last) continue;
    if (!ranges_.empty() && first <= ranges_.back().second + 1) {
      ranges_.back().second = std::max(ranges_.back().second, last);
    } else {
      ranges_.emplace_back(first, last);
    }
  }
}

void CodePoints::add(char32_t first, char32_t last) {
  ranges_.emplace_back(first, last);
  normalize();
}

void CodePoints::add(const CodePoints& other) {
  ranges_.insert(ranges_.end(), other.ranges_.begin(), other.ranges_.end());
  normalize();
}

CodePoints CodePoints::complement() const {
  CodePoints others;
  char32_t next = 0;
  for (const auto& [first, last] : ranges_) {
    if (first > next) others.ranges_.emplace_back(next, first - 1);
    next = last + 1;
  }
  if (next <= kLastCodePoint) others.ranges_.emplace_back(next, kLastCodePoint);
  others.normalize();
  return others;
}

bool CodePoints::holds(char32_t point) const {
  return std::any_of(ranges_.begin(), ranges_.end(),
                     [&](const auto& range) { return range.first <= point && point <= range.second; });
}

std::size_t CodePoints::size() const {
  std::size_t count = 0;
  for (const auto& [first, last] : ranges_) count += last - first + 1;
  return count;
}

char32_t CodePoints::best() const {
  for (const char c : kReadable) {
    if (holds(static_cast<unsigned char>(c))) return static_cast<unsigned char>(c);
  }
  for (char32_t c = '!'; c < 0x7F; ++c) {
    if (holds(c)) return c;
  }
  if (holds(' ')) return ' ';
  for (const auto& [first, last] : ranges_) {
    if (last >= 0xA1) return std::max<char32_t>(first, 0xA1);
  }
  return ranges_.front().first;
}

char32_t CodePoints::at(std::size_t index) const {
  for (const auto& [first, last] : ranges_) {
    const std::size_t count = last - first + 1;
    if (index < count) return first + static_cast<char32_t>(index);
    index -= count;
  }
  return ranges_.front().first;
}

std::size_t utf8_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::vector<char32_t> code_points_of(std::string_view text) {
  std::vector<char32_t> points;
  points.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const std::size_t length = utf8_length(text[i]);
    char32_t point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
      point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    points.push_back(point);
    i += length;
  }
  return points;
}

std::string utf8(const std::vector<char32_t>& points) {
  std::string out;
  for (const char32_t point : points) append_utf8(point, out);
  return out;
}

}  // namespace avouch
