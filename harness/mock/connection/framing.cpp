// SPDX-License-Identifier: MIT
#include "mock/connection/framing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "http/chunk_extension.h"
#include "mock/connection/head.h"

namespace avouch {
namespace {

using Content = std::variant<std::string, BadFraming>;

constexpr std::size_t kLongestFramingLine =
    16U * 1024U;                                       // of a chunk's size with its extensions, of a trailer
constexpr std::size_t kLongestTrailers = 64U * 1024U;  // of all trailers

const BadFraming kCut{400, "The content ends before its announced length."};
const BadFraming kNoMemory{503, "The content of other requests leaves no memory for this one."};
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

// HTAB may stand in a line.
bool is_control(char c) {
  return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7F';
}

// Reserves no memory for content that is only announced.
bool append(std::string& text, std::size_t left, const ReadBytes& read) {
  std::array<char, 4096> part{};
  while (left > 0) {
    const std::size_t count = read(part.data(), std::min(left, part.size()));
    if (count == 0) return false;
    text.append(part.data(), count);
    left -= count;
  }
  return true;
}

// The content as it comes, at most `most` bytes. Its memory is taken before it is filled: at most twice what
// has come.
class Body {
 public:
  Body(std::size_t most, const ReadBytes& read, MemoryShare* memory)
      : most_(most), read_(read), memory_(memory) {}

  std::size_t size() const { return bytes_.size(); }

  // Reads so many bytes more. Precondition: that is not more than `most` in total.
  std::optional<BadFraming> read(std::size_t size) {
    while (size > 0) {
      if (bytes_.size() == room_ && !make_room()) return kNoMemory;
      const std::size_t part = std::min(size, room_ - bytes_.size());
      if (!append(bytes_, part, read_)) return kCut;
      size -= part;
    }
    return std::nullopt;
  }

  std::string take() { return std::move(bytes_); }

 private:
  bool make_room() {
    const std::size_t more = std::min(most_ - room_, std::max(room_, kFreeContent));
    const auto counted = [](std::size_t room) { return room - std::min(room, kFreeContent); };
    if (memory_ != nullptr && !memory_->grow(counted(room_ + more) - counted(room_))) return false;
    room_ += more;
    if (room_ > kFreeContent) bytes_.reserve(room_);
    return true;
  }

  const std::size_t most_;
  const ReadBytes& read_;
  MemoryShare* memory_;
  std::string bytes_;
  std::size_t room_ = 0;
};

// Returns a line without its CRLF; nullopt if none comes. A bare LF or another control character is refused,
// because another recipient could end the line there (RFC 9112 §2.2, §7.1.1).
std::optional<std::string> line_of(const ReadBytes& read) {
  std::string line;
  while (line.size() < kLongestFramingLine && append(line, 1, read)) {
    if (line.back() != '\n') continue;
    if (!line.ends_with("\r\n")) return std::nullopt;
    line.resize(line.size() - 2);
    if (std::any_of(line.begin(), line.end(), is_control)) return std::nullopt;
    return line;
  }
  return std::nullopt;
}

// The size of the chunk that this line begins. RFC 9112 §7.1.1: unknown extensions are ignored. They must be
// well-formed, because a recipient that reads quoted strings could find another end of the line.
std::optional<std::size_t> chunk_size(std::string_view line) {
  const std::string_view digits = line.substr(0, line.find_first_of("; \t"));
  const std::string_view rest = line.substr(digits.size());
  if (!http::are_chunk_extensions(rest)) return std::nullopt;
  return number(digits, 16);
}

// RFC 9112 §7.1.2: a recipient may drop trailers. The mock needs none.
std::optional<BadFraming> skip_trailers(const ReadBytes& read) {
  std::size_t size = 0;
  while (size < kLongestTrailers) {
    const std::optional<std::string> line = line_of(read);
    if (!line) return kNoChunk;
    if (line->empty()) return std::nullopt;
    if (std::variant<http::Field, BadFraming> field = read_field(*line);
        std::holds_alternative<BadFraming>(field))
      return std::get<BadFraming>(std::move(field));
    size += line->size();
  }
  return kNoChunk;
}

// RFC 9112 §7.1
Content chunked(const ReadBytes& read, MemoryShare* memory) {
  Body body(kLongestContent, read, memory);
  while (true) {
    const std::optional<std::string> line = line_of(read);
    if (!line) return kNoChunk;
    const std::optional<std::size_t> size = chunk_size(*line);
    if (!size) return kNoChunk;
    if (*size == 0) {
      if (std::optional<BadFraming> bad = skip_trailers(read)) return *std::move(bad);
      return body.take();
    }
    if (*size > kLongestContent - body.size()) return kTooLong;
    if (std::optional<BadFraming> bad = body.read(*size)) return *std::move(bad);
    if (line_of(read) != "") return kNoChunk;
  }
}

}  // namespace

Content content_of(const http::Fields& fields, const ReadBytes& read, MemoryShare* memory) {
  const std::optional<std::string> length = http::combined(fields, "Content-Length");
  if (const std::optional<std::string> coding = http::combined(fields, "Transfer-Encoding")) {
    if (length) return BadFraming{400, "Content-Length and Transfer-Encoding exclude each other."};
    if (equals_ignoring_ascii_case(trim_ows(*coding), "chunked")) return chunked(read, memory);
    return BadFraming{501, "The only supported transfer coding is \"chunked\"."};
  }
  if (!length) return std::string();
  const std::optional<std::size_t> size = number(trim_ows(*length), 10);
  if (!size) return BadFraming{400, "The Content-Length is not a number."};
  if (*size > kLongestContent) return kTooLong;
  Body body(*size, read, memory);
  if (std::optional<BadFraming> bad = body.read(*size)) return *std::move(bad);
  return body.take();
}

}  // namespace avouch
