// SPDX-License-Identifier: MIT
#include "mock/connection/connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace avouch {
namespace {

constexpr int kPatience = 30'000;                // milliseconds without a byte before a connection is closed
constexpr std::size_t kLibrarysLongest = 8'000;  // bytes of a target that cpp-httplib accepts
constexpr std::size_t kLongestRequestLine =
    1024U * 1024U;                              // bytes of a request line; what is longer gets a 414
constexpr std::size_t kMostKept = 64U * 1024U;  // bytes of a response buffered before sending
constexpr std::size_t kMostDrained = 64U * 1024U * 1024U;  // bytes read and dropped before closing

}  // namespace

bool MockConnection::has_more() {
  if (!expects_more_) return false;
  target_.clear();
  line_.clear();
  line_at_ = 0;
  while (line_.size() < kLongestRequestLine) {
    if (first_ == last_ && !fill()) return false;
    line_ += buffer_[first_++];
    if (line_.back() == '\n') break;
  }
  const std::size_t start = line_.find(' ');
  const std::size_t end = line_.rfind(' ');
  if (start == line_.npos || start == end || end - start - 1 <= kLibrarysLongest) return true;
  target_ = line_.substr(start + 1, end - start - 1);
  line_.replace(start + 1, target_.size(), target_.substr(0, target_.find('?')).substr(0, kLibrarysLongest));
  return true;
}

void MockConnection::drain() {
  ::shutdown(socket_, SHUT_WR);
  for (std::size_t read = 0; read < kMostDrained && fill(); read += last_) continue;
}

bool MockConnection::is_readable() const {
  return line_at_ < line_.size() || first_ < last_ || ready(POLLIN);
}

bool MockConnection::is_writable() const {
  return ready(POLLOUT);
}

ssize_t MockConnection::read(char* to, std::size_t size) {
  if (line_at_ < line_.size()) {
    const std::size_t count = line_.copy(to, size, line_at_);
    line_at_ += count;
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

bool MockConnection::finish() {
  written_ += std::exchange(surplus_, {});
  return send_written();
}

void MockConnection::give_up() {
  written_.clear();
  surplus_.clear();
  is_broken_ = true;
  expect_no_more();
}

bool MockConnection::send_written() {
  for (std::string_view rest = written_; !rest.empty() && !is_broken_;) {
    const ssize_t sent = ready(POLLOUT) ? ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL) : -1;
    is_broken_ = sent < 0;
    if (!is_broken_) rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  written_.clear();
  return !is_broken_;
}

bool MockConnection::ready(short events) const {
  pollfd descriptor{socket_, events, 0};
  int count = 0;
  do count = ::poll(&descriptor, 1, kPatience);
  while (count < 0 && errno == EINTR);
  return count > 0;
}

bool MockConnection::fill() {
  if (!send_written()) return false;  // sends "100 Continue", which the peer may wait for
  if (!ready(POLLIN)) return false;
  const ssize_t count = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
  if (count <= 0) return false;
  first_ = 0;
  last_ = static_cast<std::size_t>(count);
  return true;
}

}  // namespace avouch
