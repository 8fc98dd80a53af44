// SPDX-License-Identifier: MIT
// Fuzzes response parsing: the head, the framing, chunks and content codings, with the bytes in pieces of any
// size.
#include <variant>

#include "exchange/message/coding.h"
#include "exchange/message/framing.h"
#include "exchange/message/head.h"
#include "http/field.h"
#include "http/syntax.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

constexpr std::size_t kTrailerLimit = 256;
constexpr std::size_t kContentLimit = std::size_t{1} << 16U;

struct Unchunked {
  std::string content;
  std::string fault;
  std::size_t used = 0;
  bool is_done = false;

  bool operator==(const Unchunked&) const = default;
};

Unchunked unchunk(std::string_view bytes, std::size_t piece) {
  wire::Chunks chunks(kTrailerLimit);
  Unchunked result;
  while (result.used < bytes.size() && !chunks.done() && chunks.fault().empty()) {
    const std::string_view next = bytes.substr(result.used, piece);
    const std::size_t used = chunks.feed(next, result.content);
    must(used <= next.size(), "more bytes were used than came");
    must(used == next.size() || chunks.done() || !chunks.fault().empty(), "chunks stop before their end");
    result.used += used;
  }
  result.is_done = chunks.done();
  result.fault = chunks.fault();
  if (!result.fault.empty()) result.used = 0;  // where a broken coding stopped means nothing
  must_be_printable(result.fault, "a fault of chunks");
  return result;
}

void decode(const std::string& codings, std::string_view bytes) {
  const auto decoded = [&](std::size_t piece) {
    wire::ContentDecoder decoder(codings, kContentLimit);
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      if (!decoder.feed(bytes.substr(at, piece))) break;
    }
    decoder.finish();
    must(decoder.content().size() <= kContentLimit, "more content than the limit");
    must_be_printable(decoder.end().reason, "how a content ended");
    return std::pair(decoder.content(), decoder.end().kind);
  };
  const auto whole = decoded(bytes.size() + 1);
  const auto pieces = decoded(1);
  // A broken coding may have given more before it was found out.
  if (whole.second == BodyEnd::Kind::complete || pieces.second == BodyEnd::Kind::complete)
    must(whole == pieces, "content depends on how its bytes come");
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = text_of(data, size);
  const std::size_t head_bytes = wire::head_size(bytes);
  if (head_bytes == std::string_view::npos) {
    (void)wire::may_be_response(bytes);
    return 0;
  }
  must(head_bytes <= bytes.size(), "a head longer than the bytes");
  for (std::size_t cut = 0; cut < head_bytes; ++cut)
    must(wire::head_size(bytes.substr(0, cut)) == std::string_view::npos, "a head that ends twice");
  const auto parsed = wire::parse_head(bytes.substr(0, head_bytes));
  if (const auto* fault = std::get_if<std::string>(&parsed)) {
    must(!fault->empty(), "a head is refused without a reason");
    must_be_printable(*fault, "a fault of a head");
    return 0;
  }
  must(wire::may_be_response(bytes), "a head was read that cannot be one");
  const auto& head = std::get<http::Response>(parsed);
  for (const http::Field& field : head.fields) {
    must(field.value == trim_ows(field.value), "a field's value has blanks around it");
    must(field.value.find('\n') == std::string::npos, "a field's value has a line end");
  }
  for (const char* method : {"GET", "HEAD", "CONNECT"}) {
    const wire::Framing framing = wire::framing_of(method, head);
    must_be_printable(framing.fault, "a fault of a framing");
    if (wire::persists(head, framing))
      must(framing.kind != wire::Framing::Kind::until_close && framing.kind != wire::Framing::Kind::unknown,
           "a connection goes on after a body that has no end");
  }
  const std::string_view rest = bytes.substr(head_bytes);
  std::string body(rest);
  const Unchunked whole = unchunk(rest, rest.size() + 1);
  must(whole == unchunk(rest, 1), "chunks depend on how their bytes come");
  if (wire::framing_of("GET", head).kind == wire::Framing::Kind::chunked) body = whole.content;
  decode(http::combined(head.fields, "Content-Encoding").value_or(""), body);
  return 0;
}

}  // namespace avouch::fuzz
