// SPDX-License-Identifier: MIT
#include "exchange/message/framing.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"

namespace avouch::wire {
namespace {

// 1*DIGIT
std::optional<std::uint64_t> parse_length(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  if (text.size() > 19) return kEndless;
  std::uint64_t length = 0;
  for (const char c : text) length = length * 10 + static_cast<std::uint64_t>(c - '0');
  return length;
}

std::vector<std::string> list_of(const std::string& value) {
  std::vector<std::string> elements;
  for (const std::string_view element : split(value, ',')) {
    const std::string_view trimmed = trim_ows(element);
    if (!trimmed.empty()) elements.push_back(ascii_lower(trimmed));
  }
  return elements;
}

bool lists(const http::Response& head, std::string_view name, std::string_view wanted) {
  const std::vector<std::string> elements = list_of(http::combined(head.fields, name).value_or(""));
  return std::find(elements.begin(), elements.end(), wanted) != elements.end();
}

bool has_content(std::string_view method, int status) {
  if (method == "HEAD" || status < 200 || status == 204 || status == 304) return false;
  return method != "CONNECT" || status >= 300;
}

Framing by_transfer_encoding(const http::Response& head, const std::string& codings) {
  Framing framing;
  const std::vector<std::string> list = list_of(codings);
  const auto chunked = std::count(list.begin(), list.end(), "chunked");
  const bool last = !list.empty() && list.back() == "chunked";
  framing.kind = last ? Framing::Kind::chunked : Framing::Kind::until_close;
  for (const std::string& coding : list) {
    if (coding != "chunked" && framing.other_coding.empty()) framing.other_coding = coding;
  }
  if (list.empty() || chunked > 1 || (chunked == 1 && !last)) {
    framing.kind = Framing::Kind::unknown;
    framing.fault =
        "Transfer-Encoding is " + in_quotes(codings) + ", which does not delimit the content (RFC 9112 §6.1)";
  } else if (http::contains(head.fields, "Content-Length")) {
    framing.fault = "both Transfer-Encoding and Content-Length are present (RFC 9112 §6.2)";
  } else if (head.version == "HTTP/1.0") {
    framing.fault = "an HTTP/1.0 response has a Transfer-Encoding, so its framing is invalid (RFC 9112 §6.1)";
  }
  return framing;
}

Framing by_content_length(const std::string& value) {
  Framing framing{.kind = Framing::Kind::unknown};
  std::optional<std::uint64_t> length;
  // A list of equal lengths results from duplicate lines and may be accepted as one (RFC 9112 §6.3).
  for (const std::string_view element : split(value, ',')) {
    const std::optional<std::uint64_t> each = parse_length(trim_ows(element));
    if (!each) {
      framing.fault = "Content-Length is " + in_quotes(value) + ", which is not a length (RFC 9110 §8.6)";
      return framing;
    }
    if (length && *length != *each) {
      framing.fault =
          "Content-Length is " + in_quotes(value) + ", which are different lengths (RFC 9112 §6.3)";
      return framing;
    }
    length = each;
  }
  framing.kind = Framing::Kind::length;
  framing.length = length.value_or(0);
  return framing;
}

}  // namespace

Framing framing_of(std::string_view method, const http::Response& head) {
  if (!has_content(method, head.status)) return {};
  if (const auto codings = http::combined(head.fields, "Transfer-Encoding"))
    return by_transfer_encoding(head, *codings);
  if (const auto length = http::combined(head.fields, "Content-Length")) return by_content_length(*length);
  return {.kind = Framing::Kind::until_close};
}

bool persists(const http::Response& head, const Framing& framing) {
  if (!framing.fault.empty() || !framing.other_coding.empty() || head.status == 101) return false;
  if (framing.kind == Framing::Kind::until_close || framing.kind == Framing::Kind::unknown) return false;
  if (lists(head, "Connection", "close")) return false;
  return head.version != "HTTP/1.0" || lists(head, "Connection", "keep-alive");
}

void Chunks::fail(std::string fault, bool is_limit) {
  fault_ = std::move(fault);
  is_limit_ = is_limit;
  state_ = State::broken;
}

// Parses chunk-size [ chunk-ext ]; line_ has no CRLF.
bool Chunks::take_size_line() {
  const std::size_t end = std::min(line_.find_first_not_of("0123456789abcdefABCDEF"), line_.size());
  const std::string_view after = trim_ows(std::string_view(line_).substr(end));
  if (end == 0 || (!after.empty() && after.front() != ';')) {
    fail("a chunk begins with " + in_quotes(line_) + ", which is not a chunk size (RFC 9112 §7.1)");
    return false;
  }
  const std::size_t zeros = std::min(line_.find_first_not_of('0'), end);
  if (end - zeros > 16) {
    left_ = kEndless;
    return true;
  }
  left_ = 0;
  for (const char c : std::string_view(line_).substr(0, end)) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
  }
  return true;
}

bool Chunks::take_trailer_line() {
  trailer_bytes_ += line_.size();
  if (trailer_bytes_ > limit_) {
    fail(
        "the trailer section is longer than the " + counted(limit_, "byte", "bytes") + " of it that are read",
        true);
    return false;
  }
  return true;
}

std::size_t Chunks::feed(std::string_view in, std::string& out) {
  std::size_t used = 0;
  while (used < in.size() && state_ != State::done && state_ != State::broken) {
    if (state_ == State::data) {
      const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, in.size() - used));
      out.append(in.substr(used, size));
      used += size;
      left_ -= size;
      if (left_ == 0) state_ = State::data_end;
      continue;
    }
    const char c = in[used++];
    if (state_ == State::data_end && (c != '\r' || !line_.empty()) && !(c == '\n' && line_ == "\r")) {
      fail("a chunk does not end where its size says (RFC 9112 §7.1)");
      break;
    }
    line_ += c;
    if (line_.size() > limit_) {
      fail("a chunk's first line or a trailer line is longer than the " + counted(limit_, "byte", "bytes") +
               " of it that are read",
           true);
      break;
    }
    if (c != '\n') continue;
    if (!line_.ends_with("\r\n")) {
      fail("a line of the chunked coding ends in LF without CR (RFC 9112 §7.1)");
      break;
    }
    line_.resize(line_.size() - 2);
    switch (state_) {
      case State::size:
        if (take_size_line()) state_ = left_ == 0 ? State::trailer : State::data;
        break;
      case State::data_end:
        state_ = State::size;
        break;
      case State::trailer:
        if (line_.empty()) {
          state_ = State::done;
        } else {
          take_trailer_line();
        }
        break;
      case State::data:
      case State::done:
      case State::broken:
        break;
    }
    line_.clear();
  }
  return used;
}

}  // namespace avouch::wire
