// SPDX-License-Identifier: MIT
// A descriptor that is readable while a condition is true, for waits on sockets (poll).
//
//   MockSignal starved;
//   starved.set(true);
//   pollfd waits[] = {{socket, POLLIN, 0}, {starved.descriptor(), POLLIN, 0}};
//
// Thread-safe, but the order of two calls of set() is the caller's.
#pragma once

namespace avouch {

class MockSignal {
 public:
  // Throws std::system_error if the system has no descriptor left.
  MockSignal();
  MockSignal(const MockSignal&) = delete;
  MockSignal& operator=(const MockSignal&) = delete;
  ~MockSignal();

  void set(bool is_true);
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace avouch
