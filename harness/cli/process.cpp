// SPDX-License-Identifier: MIT
#include "cli/process.h"

#include <fcntl.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <system_error>

#include "base/text.h"

namespace avouch {
namespace {

// open() returns the lowest free descriptor, so each of the three is filled in turn. None is opened for
// writing: output to it is lost, and must be reported (EBADF), as for a full disk.
void hold_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    if (::open("/dev/null", O_RDONLY) == descriptor) continue;
    // "/" exists even in a root without /dev.
    if (::open("/", O_RDONLY | O_DIRECTORY) != descriptor) std::_Exit(static_cast<int>(ExitCode::usage));
  }
}

[[noreturn]] void on_terminate() {
  static const std::ios_base::Init streams;  // needed if this runs before our constructors
  if (std::current_exception() == nullptr) {
    // An exception that could not be allocated appears as none.
    std::cerr << "error: not enough memory to explain why Avouch stopped, or a defect of Avouch\n";
    std::_Exit(static_cast<int>(ExitCode::undecided));
  }
  try {
    throw;
  } catch (...) {
    std::_Exit(static_cast<int>(failed(std::cerr)));
  }
}

}  // namespace

void end_in_words() {
  std::set_terminate(on_terminate);
}

void prepare_process() {
#ifdef __GLIBC__
  // What is large goes back to the system as soon as it is free. The library would raise this threshold to
  // the size of a body, and keep what is below it.
  constexpr int kLargeBlock = 1 << 20;
  ::mallopt(M_MMAP_THRESHOLD, kLargeBlock);
#endif
  hold_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the limit fails (EFBIG) instead
}

bool output_has_no_reader() {
  pollfd output{.fd = STDOUT_FILENO, .events = POLLOUT, .revents = 0};
  return ::poll(&output, 1, 0) == 1 && (output.revents & (POLLERR | POLLHUP)) != 0;
}

void end_process(ExitCode code) {
  std::cout.flush();
  std::cerr.flush();
  std::fflush(nullptr);
#ifdef __SANITIZE_ADDRESS__
  std::exit(static_cast<int>(code));
#else
  std::_Exit(static_cast<int>(code));
#endif
}

ExitCode failed(std::ostream& err) noexcept {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    err << "error: not enough memory: Avouch stopped; give it more, or lower --max-filesize or "
           "--jobs\n";
  } catch (const std::system_error& error) {
    err << "error: the system refused a resource, so Avouch stopped: " << error.what() << '\n';
  } catch (const std::exception& error) {
    err << "error: Avouch failed. This is a defect of Avouch; please report it: ";
    try {
      err << shown(error.what(), 200) << '\n';
    } catch (const std::bad_alloc&) {
      err << "not enough memory to explain why\n";
    }
  } catch (...) {
    err << "error: Avouch failed. This is a defect of Avouch; please report it: what was thrown is not a "
           "std::exception\n";
  }
  err.flush();
  return ExitCode::undecided;
}

}  // namespace avouch
