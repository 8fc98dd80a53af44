// SPDX-License-Identifier: MIT
#include "exchange/guarded_stream.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "exchange/head.h"

namespace avouch::wire {
namespace {

constexpr std::size_t kReadSize = 16384;

bool is_interim(int status) {
  return status < 200 && status != 101;
}  // RFC 9110 §15.2; 101 ends HTTP

// What a peer that speaks TLS answers to plain text: an alert record.
bool looks_like_tls(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x15' && bytes[1] == '\x03';
}

std::string no_memory(const Transfer& transfer) {
  return "there is no memory left to read the response (" + transfer.reason +
         "): raise the limits on memory, or lower --jobs";
}

std::string progress(std::uint64_t came, const Framing& framing) {
  std::string text = "after " + counted(came, "byte", "bytes");
  if (framing.kind == Framing::Kind::length) text += " of " + std::to_string(framing.length);
  if (framing.kind == Framing::Kind::length && framing.length == kEndless) text += " or more";
  return text;
}

}  // namespace

GuardedStream::GuardedStream(Channel& channel, std::string method, const TransportOptions& options,
                             const Limit& limit)
    : channel_(channel),
      method_(std::move(method)),
      options_(options),
      limit_(limit),
      chunks_(options.max_head) {}

void GuardedStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void GuardedStream::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

ssize_t GuardedStream::write(const char* bytes, size_t size) {
  const std::string_view text(bytes, size);
  if (!request_head_done_) {
    request_head_ += text;
    const std::size_t end = request_head_.find("\r\n\r\n");
    request_head_done_ = end != std::string::npos;
    if (request_head_done_) request_head_.resize(end + 2);
  }
  // A server may answer and close before it has read everything (RFC 9112 §9.3): what it said is in the
  // reading.
  if (!write_fault_.empty()) return static_cast<ssize_t>(size);
  const Transfer transfer = channel_.write(text, limit_);
  switch (transfer.kind) {
    case Transfer::Kind::moved:
      break;
    case Transfer::Kind::ended:
      write_fault_ = "the connection was closed";
      break;
    case Transfer::Kind::broken:
      write_fault_ = transfer.reason;
      break;
    case Transfer::Kind::exhausted:
    case Transfer::Kind::timed_out:
    case Transfer::Kind::interrupted:
      fail_head(transfer);
      return -1;
  }
  return static_cast<ssize_t>(size);
}

ssize_t GuardedStream::read(char* into, size_t size) {
  if (!head_ && !failure_) read_head();
  if (failure_) return -1;
  if (!replay_.empty()) return give(replay_, into, size);
  return read_content(into, size);
}

ssize_t GuardedStream::give(std::string& from, char* into, std::size_t size) {
  const std::size_t given = std::min(size, from.size());
  std::copy_n(from.data(), given, into);
  from.erase(0, given);
  return static_cast<ssize_t>(given);
}

Transfer GuardedStream::fill() {
  std::array<char, kReadSize> bytes;
  Transfer transfer = channel_.read(bytes.data(), bytes.size(), limit_);
  if (transfer.kind == Transfer::Kind::moved) buffer_.append(bytes.data(), transfer.bytes);
  return transfer;
}

void GuardedStream::read_head() {
  std::size_t looked = 0;
  while (true) {
    if (!may_be_response(buffer_)) {
      std::string reason =
          "the response begins with " + in_quotes(buffer_, 40) + ", which is no HTTP/1.x status line";
      reason += looks_like_tls(buffer_) ? ": the server speaks TLS, use https"
                                        : ": check that the target's port speaks HTTP";
      failure_ = {Failure::Kind::malformed, std::move(reason)};
      return;
    }
    const std::size_t size = head_size(buffer_, looked);
    const std::size_t seen = size == std::string::npos ? buffer_.size() : size;
    if (interim_bytes_ + seen > options_.max_head) {
      failure_ = {Failure::Kind::over_limit,
                  (interim_bytes_ > 0 ? "the response's head with the interim responses before it is longer "
                                        "than the "
                                      : "the response's head is longer than the ") +
                      counted(options_.max_head, "byte", "bytes") + " of it that are read"};
      return;
    }
    if (size != std::string::npos) {
      if (take_head(size)) return;
      looked = 0;
      continue;
    }
    looked = buffer_.size();
    const Transfer transfer = fill();
    if (transfer.kind != Transfer::Kind::moved) {
      fail_head(transfer);
      return;
    }
    response_began_ = true;
  }
}

// Whether that settles it: an interim response does not.
bool GuardedStream::take_head(std::size_t size) {
  std::variant<http::Response, std::string> parsed = parse_head(std::string_view(buffer_).substr(0, size));
  buffer_.erase(0, size);
  if (std::string* fault = std::get_if<std::string>(&parsed)) {
    failure_ = {Failure::Kind::malformed, std::move(*fault)};
    return true;
  }
  http::Response& response = std::get<http::Response>(parsed);
  if (is_interim(response.status)) {
    interim_bytes_ += size;
    return false;
  }
  head_ = std::move(response);
  begin_content();
  return true;
}

void GuardedStream::fail_head(const Transfer& transfer) {
  const std::string seen = buffer_.empty() && interim_bytes_ == 0
                               ? "before any byte of a response"
                               : "within the response's head (" +
                                     counted(interim_bytes_ + buffer_.size(), "byte", "bytes") + " came)";
  switch (transfer.kind) {
    case Transfer::Kind::moved:
      break;
    case Transfer::Kind::ended:
      failure_ = {Failure::Kind::closed,
                  "the server closed the connection " + seen + ": look into the server's log"};
      break;
    case Transfer::Kind::broken:
      if (transfer.tls && !response_began_) {
        failure_ = {Failure::Kind::tls, "the server ended the TLS connection (" + transfer.reason +
                                            "): check which client certificates it wants (--cert)"};
      } else {
        failure_ = {Failure::Kind::closed, "the connection broke " + seen + " (" + transfer.reason +
                                               "): look into the server's log"};
      }
      break;
    case Transfer::Kind::exhausted:
      failure_ = {Failure::Kind::exhausted, no_memory(transfer)};
      break;
    case Transfer::Kind::timed_out:
      failure_ = {Failure::Kind::timed_out,
                  "no response head came within --max-time (" + counted(buffer_.size(), "byte", "bytes") +
                      " of it came): check that the server answers, or allow more time"};
      break;
    case Transfer::Kind::interrupted:
      failure_ = {Failure::Kind::interrupted, "the run was interrupted"};
      break;
  }
}

void GuardedStream::begin_content() {
  framing_ = framing_of(method_, *head_);
  replay_ = "HTTP/1.1 " + std::to_string(head_->status) + "\r\n\r\n";
  switch (framing_.kind) {
    case Framing::Kind::none:
      content_done_ = true;
      break;
    case Framing::Kind::length:
      content_done_ = framing_.length == 0;
      break;
    case Framing::Kind::unknown:
      end_content({BodyEnd::Kind::cut_short, framing_.fault});
      break;
    case Framing::Kind::chunked:
    case Framing::Kind::until_close:
      break;
  }
}

ssize_t GuardedStream::end_content(BodyEnd end) {
  if (end_.kind == BodyEnd::Kind::complete) end_ = std::move(end);
  return -1;
}

ssize_t GuardedStream::cut(const Transfer& transfer) {
  const std::string where = progress(content_bytes_, framing_);
  switch (transfer.kind) {
    case Transfer::Kind::moved:
    case Transfer::Kind::ended:
      return end_content({BodyEnd::Kind::cut_short, "the connection ended " + where + " of content"});
    case Transfer::Kind::broken:
      return end_content({BodyEnd::Kind::cut_short,
                          "the connection broke " + where + " of content (" + transfer.reason + ")"});
    case Transfer::Kind::exhausted:
      return end_content({BodyEnd::Kind::exhausted, no_memory(transfer)});
    case Transfer::Kind::timed_out:
      return end_content({BodyEnd::Kind::timed_out, "--max-time passed " + where + " of content"});
    case Transfer::Kind::interrupted:
      failure_ = {Failure::Kind::interrupted, "the run was interrupted"};
      return -1;
  }
  return -1;
}

ssize_t GuardedStream::read_content(char* into, std::size_t size) {
  if (end_.kind != BodyEnd::Kind::complete || failure_) return -1;
  if (framing_.kind == Framing::Kind::chunked) return read_chunked(into, size);
  if (content_done_) return 0;
  if (buffer_.empty()) {
    const Transfer transfer = fill();
    if (transfer.kind == Transfer::Kind::ended && framing_.kind == Framing::Kind::until_close) {
      content_done_ = true;
      return 0;
    }
    if (transfer.kind != Transfer::Kind::moved) return cut(transfer);
  }
  if (framing_.kind == Framing::Kind::length)
    size = static_cast<std::size_t>(std::min<std::uint64_t>(size, framing_.length - content_bytes_));
  const ssize_t given = give(buffer_, into, size);
  content_bytes_ += static_cast<std::uint64_t>(given);
  content_done_ = framing_.kind == Framing::Kind::length && content_bytes_ == framing_.length;
  return given;
}

ssize_t GuardedStream::read_chunked(char* into, std::size_t size) {
  while (unchunked_.empty()) {
    if (content_done_) return 0;
    if (buffer_.empty()) {
      const Transfer transfer = fill();
      if (transfer.kind != Transfer::Kind::moved) return cut(transfer);
    }
    buffer_.erase(0, chunks_.feed(buffer_, unchunked_));
    content_done_ = chunks_.done();
    if (!chunks_.fault().empty() && unchunked_.empty())
      return end_content(
          {chunks_.is_limit() ? BodyEnd::Kind::over_limit : BodyEnd::Kind::cut_short, chunks_.fault()});
  }
  const ssize_t given = give(unchunked_, into, size);
  content_bytes_ += static_cast<std::uint64_t>(given);
  return given;
}

// RFC 9112 §6.3: whatever its fields say, such an answer ends with its head. What a tunnel or another
// protocol brings (2xx of CONNECT, 101) is no part of it.
std::string GuardedStream::surplus() {
  const bool ends_with_head = head_ && framing_.kind == Framing::Kind::none;
  if (!ends_with_head || failure_ || method_ == "CONNECT" || head_->status == 101) return {};
  if (buffer_.empty()) {
    const Limit wait{std::min(limit_.deadline, Clock::now() + options_.surplus_wait), limit_.cancellation};
    std::array<char, kSurplusShown> bytes;
    const Transfer transfer = channel_.read(bytes.data(), bytes.size(), wait);
    if (transfer.kind == Transfer::Kind::moved) buffer_.append(bytes.data(), transfer.bytes);
  }
  return buffer_.substr(0, kSurplusShown);
}

}  // namespace avouch::wire
