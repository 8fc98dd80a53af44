// SPDX-License-Identifier: MIT
#include "mock/connection/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestRequestLine = 1024U * 1024U;  // bytes; what is longer gets a 414
constexpr std::size_t kLongestFields = 256U * 1024U;  // bytes of all field lines; what is longer gets a 431
constexpr int kMostEmptyLines = 8;                    // before a request line
constexpr std::size_t kMostKept = 64U * 1024U;        // bytes of a response buffered before sending
constexpr std::size_t kMostDrained = 64U * 1024U * 1024U;  // bytes read and dropped before closing

RequestHead refused(std::string_view begun, int status, std::string why) {
  constexpr std::size_t kLongestMethod = 20;
  std::string method = printable(begun.substr(0, std::min(begun.find(' '), kLongestMethod)));
  return {.request = {.method = std::move(method), .target = ""},
          .closes = true,
          .fault = BadFraming{.status = status, .why = std::move(why)}};
}

// The library frames the response by these parts of the request. It knows few methods; HEAD alone matters.
std::string for_the_library(const RequestHead& head) {
  std::string text = (head.request.method == "HEAD" ? "HEAD" : "POST") + std::string(" / HTTP/1.1\r\n");
  if (head.closes) text += "Connection: close\r\n";
  if (head.expects_continue && !head.fault) text += "Expect: 100-continue\r\n";
  return text + "\r\n";
}

}  // namespace

MockConnection::Next MockConnection::next_request() {
  if (!expects_more_) return Next::end;
  if (begun_.text.empty()) {
    began_ = std::chrono::steady_clock::now();
    excused_ = {};
    received_ = 0;
  }
  while (true) {
    if (first_ == last_) {
      const Next next = send_written() ? wait_for_bytes() : Next::end;
      if (next != Next::request) return next;
      if (!receive()) return Next::end;
    }
    if (std::optional<RequestHead> head = take_bytes()) {
      head_ = *std::move(head);
      begun_ = {};
      shown_ = for_the_library(head_);
      shown_at_ = 0;
      return Next::request;
    }
  }
}

// `request`: some came.
MockConnection::Next MockConnection::wait_for_bytes() const {
  pollfd waits[] = {{socket_, POLLIN, 0}, {pressure_, POLLIN, 0}};
  int count = 0;
  do count = ::poll(waits, 2, static_cast<int>(patience_.silence.count()));
  while (count < 0 && errno == EINTR);
  if (count <= 0) return Next::end;
  return waits[0].revents != 0 ? Next::request : Next::displaced;
}

// Takes the bytes up to the end of a line. Returns the head when its last byte was taken.
std::optional<RequestHead> MockConnection::take_bytes() {
  Begun& begun = begun_;
  const std::string_view unread(buffer_.data() + first_, last_ - first_);
  const std::string_view taken = unread.substr(0, std::min(unread.find('\n'), unread.size() - 1) + 1);
  begun.text += taken;
  first_ += taken.size();
  if (begun.fields == 0 && begun.text.size() > kLongestRequestLine)
    return refused(begun.text, 414, "The request line is longer than 1 MiB.");
  if (begun.fields != 0 && begun.text.size() - begun.fields > kLongestFields)
    return refused(begun.text, 431, "The field lines are longer than 256 KiB.");
  if (begun.text.back() != '\n') return std::nullopt;
  const std::string_view ended = std::string_view(begun.text).substr(begun.line);
  const bool is_empty = ended == "\r\n" || ended == "\n";
  if (is_empty && begun.fields != 0) return read_head(begun.text);
  if (is_empty) {  // RFC 9112 §2.2: a server ignores an empty line before a request
    if (++begun.empty_lines > kMostEmptyLines)
      return refused(begun.text, 400, "The request begins with empty lines.");
    begun.text.clear();
    return std::nullopt;
  }
  if (begun.fields == 0) begun.fields = begun.text.size();
  begun.line = begun.text.size();
  return std::nullopt;
}

void MockConnection::drain() {
  ::shutdown(socket_, SHUT_WR);
  for (std::size_t read = 0; !is_silent_ && read < kMostDrained && fill(); read += last_) continue;
}

bool MockConnection::is_readable() const {
  return shown_at_ < shown_.size() || first_ < last_ || ready(POLLIN);
}

bool MockConnection::is_writable() const {
  return ready(POLLOUT);
}

ssize_t MockConnection::read(char* to, std::size_t size) {
  if (shown_at_ < shown_.size()) {
    const std::size_t count = shown_.copy(to, size, shown_at_);
    shown_at_ += count;
    return static_cast<ssize_t>(count);
  }
  if (first_ == last_ && !fill()) return -1;
  const std::size_t count = std::min(size, last_ - first_);
  std::memcpy(to, buffer_.data() + first_, count);
  first_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t MockConnection::write(const char* from, std::size_t size) {
  if (is_broken_) return -1;
  written_.append(from, size);
  if (written_.size() >= kMostKept && !send_written()) return -1;
  return static_cast<ssize_t>(size);
}

void MockConnection::give_up() {
  written_.clear();
  is_broken_ = true;
  expect_no_more();
}

bool MockConnection::send_written() {
  const auto began = std::chrono::steady_clock::now();
  for (std::string_view rest = written_; !rest.empty() && !is_broken_;) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
      rest.remove_prefix(static_cast<std::size_t>(sent));
    else
      is_broken_ = (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) ||
                   is_out_of_time(began, written_.size() - rest.size()) || !ready(POLLOUT);
  }
  written_.clear();
  return !is_broken_;
}

bool MockConnection::ready(short events) const {
  for (auto waited = patience_.silence.zero(); waited < patience_.silence;
       waited += patience_.pressed_silence) {
    pollfd descriptor{socket_, events, 0};
    int count = 0;
    do count = ::poll(&descriptor, 1, static_cast<int>(patience_.pressed_silence.count()));
    while (count < 0 && errno == EINTR);
    if (count != 0) return count > 0;
    if (is_pressed_()) return false;
  }
  return false;
}

// A peer that sends or takes single bytes must not keep the thread from others.
bool MockConnection::is_out_of_time(std::chrono::steady_clock::time_point began, std::size_t bytes) const {
  const auto mebibytes = static_cast<std::int64_t>(bytes >> 20U);
  const auto allowed = patience_.pressed_message + patience_.pressed_mebibyte * mebibytes;
  return std::chrono::steady_clock::now() - began > allowed && is_pressed_();
}

bool MockConnection::fill() {
  if (!send_written()) return false;  // sends "100 Continue", which the peer may wait for
  is_silent_ = !ready(POLLIN);
  return !is_silent_ && !is_out_of_time(began_ + excused_, received_) && receive();
}

bool MockConnection::receive() {
  const ssize_t count = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
  if (count <= 0) return false;
  first_ = 0;
  last_ = static_cast<std::size_t>(count);
  received_ += last_;
  return true;
}

}  // namespace avouch
