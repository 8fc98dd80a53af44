// SPDX-License-Identifier: MIT
#include "library/message.h"

#include <string>
#include <utility>
#include <variant>

#include "exchange/message/coding.h"
#include "exchange/message/framing.h"
#include "exchange/message/head.h"

namespace avouch {
namespace {

constexpr std::size_t kTrailerLimit = std::size_t{64} << 10U;
constexpr std::size_t kContentLimit = std::size_t{64} << 20U;

Error unread(std::string title, std::string hint) {
  return {.title = std::move(title), .place = {}, .hint = std::move(hint)};
}

const char* const kCopyWhole = "Give the whole message, as curl -i prints it.";

// The content without its transfer coding.
Result<std::string> framed(const wire::Framing& framing, std::string_view bytes) {
  using Kind = wire::Framing::Kind;
  switch (framing.kind) {
    case Kind::none:
      return std::string();
    case Kind::until_close:
      return std::string(bytes);
    case Kind::length:
      if (framing.length > bytes.size())
        return unread("the content has " + std::to_string(bytes.size()) + " bytes of the " +
                          std::to_string(framing.length) + " that Content-Length promises",
                      kCopyWhole);
      return std::string(bytes.substr(0, framing.length));
    case Kind::chunked: {
      wire::Chunks chunks(kTrailerLimit);
      std::string content;
      chunks.feed(bytes, content);
      if (chunks.done()) return content;
      return unread(chunks.fault().empty() ? "the chunked content has no end" : chunks.fault(), kCopyWhole);
    }
    case Kind::unknown:
      break;
  }
  return unread(framing.fault, "Correct the head.");
}

}  // namespace

Result<http::Response> parse_response(std::string_view text, std::string_view method) {
  const std::size_t head = wire::head_size(text);
  if (head == std::string_view::npos)
    return unread("the text has no empty line that ends the head of a response", kCopyWhole);
  std::variant<http::Response, std::string> parsed = wire::parse_head(text.substr(0, head));
  if (const auto* fault = std::get_if<std::string>(&parsed))
    return unread(*fault, "Begin with a status line: HTTP/1.1 200 OK.");
  http::Response response = std::get<http::Response>(std::move(parsed));
  Result<std::string> content = framed(wire::framing_of(method, response), text.substr(head));
  if (!content) return content.errors();
  wire::ContentDecoder decoder(http::combined(response.fields, "Content-Encoding").value_or(""),
                               kContentLimit);
  decoder.feed(*content);
  decoder.finish();
  if (decoder.end().kind != BodyEnd::Kind::complete)
    return unread(decoder.end().reason, "Give the content as it was sent, or leave out Content-Encoding.");
  response.body = std::move(decoder.content());
  return response;
}

}  // namespace avouch
