// SPDX-License-Identifier: MIT
#include "mock/connection/framing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

using Content = std::variant<std::string, BadFraming>;

constexpr std::size_t kLongestFramingLine =
    16U * 1024U;                                       // of a chunk's size with its extensions, of a trailer
constexpr std::size_t kLongestTrailers = 64U * 1024U;  // of all trailers

const BadFraming kCut{400, "The content ends before its announced length."};
const BadFraming kTooLong{400, "The content is longer than 64 MiB."};
const BadFraming kNoChunk{400, "The content is not chunked as in RFC 9112 §7.1."};

// Parses the whole text as a number.
std::optional<std::size_t> number(std::string_view digits, int base) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error == std::errc::result_out_of_range) return kLongestContent + 1;
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// Reserves no memory for content that is only announced.
bool append(std::string& content, std::size_t left, const ReadBytes& read) {
  std::array<char, 4096> part{};
  while (left > 0) {
    const std::size_t count = read(part.data(), std::min(left, part.size()));
    if (count == 0) return false;
    content.append(part.data(), count);
    left -= count;
  }
  return true;
}

// Returns a line without its CRLF; nullopt if none comes.
std::optional<std::string> line_of(const ReadBytes& read) {
  std::string line;
  while (line.size() < kLongestFramingLine && append(line, 1, read)) {
    if (!line.ends_with("\r\n")) continue;
    line.resize(line.size() - 2);
    return line;
  }
  return std::nullopt;
}

// RFC 9112 §7.1.2: a recipient may drop trailers. The mock needs none.
bool skip_trailers(const ReadBytes& read) {
  std::size_t size = 0;
  while (size < kLongestTrailers) {
    const std::optional<std::string> line = line_of(read);
    if (!line) return false;
    if (line->empty()) return true;
    size += line->size();
  }
  return false;
}

// RFC 9112 §7.1
Content chunked(const ReadBytes& read) {
  std::string content;
  while (true) {
    const std::optional<std::string> line = line_of(read);
    if (!line) return kNoChunk;
    // §7.1.1: unknown extensions are ignored.
    const std::string_view digits = trim_ows(std::string_view(*line).substr(0, line->find(';')));
    const std::optional<std::size_t> size = number(digits, 16);
    if (!size) return kNoChunk;
    if (*size == 0) return skip_trailers(read) ? Content(content) : Content(kNoChunk);
    if (*size > kLongestContent - content.size()) return kTooLong;
    if (!append(content, *size, read)) return kCut;
    if (line_of(read) != "") return kNoChunk;
  }
}

}  // namespace

Content content_of(const http::Fields& fields, const ReadBytes& read) {
  const std::optional<std::string> length = http::combined(fields, "Content-Length");
  if (const std::optional<std::string> coding = http::combined(fields, "Transfer-Encoding")) {
    if (length) return BadFraming{400, "Content-Length and Transfer-Encoding exclude each other."};
    if (equals_ignoring_ascii_case(trim_ows(*coding), "chunked")) return chunked(read);
    return BadFraming{501, "The only supported transfer coding is \"chunked\"."};
  }
  if (!length) return std::string();
  const std::optional<std::size_t> size = number(trim_ows(*length), 10);
  if (!size) return BadFraming{400, "The Content-Length is not a number."};
  if (*size > kLongestContent) return kTooLong;
  std::string content;
  return append(content, *size, read) ? Content(std::move(content)) : Content(kCut);
}

}  // namespace avouch
