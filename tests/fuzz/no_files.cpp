// SPDX-License-Identifier: MIT
// Documents that a fuzzed document refers to do not exist. This read_file() replaces the base room's at link
// time, so no input reads a file or waits for a device.
#include "base/file.h"

namespace avouch {

Result<std::string> read_file(const std::string& path) {
  return Error{.title = "cannot read " + path + ": no file is read here",
               .place = {.file = path},
               .hint = "Name a document that is there."};
}

}  // namespace avouch
