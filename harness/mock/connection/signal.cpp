// SPDX-License-Identifier: MIT
#include "mock/connection/signal.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace avouch {

MockSignal::MockSignal() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (descriptor_ < 0)
    throw std::system_error(errno, std::generic_category(), "no descriptor is left (ulimit -n)");
}

MockSignal::~MockSignal() {
  ::close(descriptor_);
}

// An eventfd is readable while its count is not zero. Setting it twice, or clearing it twice, changes
// nothing.
void MockSignal::set(bool is_true) {
  eventfd_t count = 0;
  if (is_true)
    ::eventfd_write(descriptor_, 1);
  else
    ::eventfd_read(descriptor_, &count);
}

}  // namespace avouch
