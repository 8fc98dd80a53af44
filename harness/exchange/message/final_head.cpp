// SPDX-License-Identifier: MIT
#include "exchange/message/final_head.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "exchange/message/head.h"

namespace avouch::wire {
namespace {

bool is_interim(int status) {
  return status < 200 && status != 101;
}

// A TLS peer answers plain text with an alert record (RFC 8446 §5.1).
bool looks_like_tls(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x15' && bytes[1] == '\x03';
}

Failure no_response(std::string_view bytes) {
  return {Failure::Kind::malformed,
          "the response begins with " + in_quotes(bytes, 40) + ", which is not an HTTP/1.x status line" +
              (looks_like_tls(bytes) ? ": the server speaks TLS, use https"
                                     : ": check that the target's port speaks HTTP")};
}

Failure too_long(bool has_interim, std::size_t max_head) {
  return {Failure::Kind::over_limit,
          (has_interim ? "the response's head with the interim responses before it is longer than the "
                       : "the response's head is longer than the ") +
              counted(max_head, "byte", "bytes") + " of it that are read"};
}

}  // namespace

Failure headless(const Transfer& transfer, std::size_t came) {
  const std::string seen = came == 0
                               ? "before any byte of a response"
                               : "within the response's head (" + counted(came, "byte", "bytes") + " came)";
  switch (transfer.kind) {
    case Transfer::Kind::moved:
    case Transfer::Kind::ended:
      break;
    case Transfer::Kind::broken:
      if (transfer.tls && came == 0) {
        return {Failure::Kind::tls, "the server ended the TLS connection (" + transfer.reason +
                                        "): check which client certificates it requires (--cert)"};
      }
      return {Failure::Kind::closed,
              "the connection broke " + seen + " (" + transfer.reason + "): check the server's log"};
    case Transfer::Kind::exhausted:
      return {Failure::Kind::exhausted, no_memory_to_read(transfer)};
    case Transfer::Kind::timed_out:
      return {Failure::Kind::timed_out, "no response head arrived within --max-time (" +
                                            counted(came, "byte", "bytes") +
                                            " arrived): check that the server responds, or allow more time"};
    case Transfer::Kind::interrupted:
      return {Failure::Kind::interrupted, "the run was interrupted"};
  }
  return {Failure::Kind::closed, "the server closed the connection " + seen + ": check the server's log"};
}

std::variant<http::Response, Failure> read_final_head(Inbox& inbox, std::size_t max_head,
                                                      const Limit& limit) {
  std::size_t interim = 0;  // bytes of interim responses
  std::size_t looked = 0;   // bytes of this head already searched for its end
  while (true) {
    const std::string_view bytes = inbox.bytes();
    if (!may_be_response(bytes)) return no_response(bytes);
    const std::size_t size = head_size(bytes, looked);
    const bool is_whole = size != std::string_view::npos;
    if (interim + (is_whole ? size : bytes.size()) > max_head) return too_long(interim > 0, max_head);
    if (!is_whole) {
      looked = bytes.size();
      const Transfer transfer = inbox.fill(limit);
      if (transfer.kind != Transfer::Kind::moved) return headless(transfer, interim + looked);
      continue;
    }
    std::variant<http::Response, std::string> parsed = parse_head(bytes.substr(0, size));
    inbox.use(size);
    if (std::string* fault = std::get_if<std::string>(&parsed))
      return Failure{Failure::Kind::malformed, std::move(*fault)};
    http::Response& response = std::get<http::Response>(parsed);
    if (!is_interim(response.status)) return std::move(response);
    interim += size;
    looked = 0;
  }
}

}  // namespace avouch::wire
