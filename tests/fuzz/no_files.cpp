// SPDX-License-Identifier: MIT
// What a fuzzed document refers to is not there. This read_file() is linked in place of the base room's, so
// that no input reads a file, or waits for a device.
#include "base/file.h"

namespace avouch {

Result<std::string> read_file(const std::string& path) {
  return Error{.title = "cannot read " + path + ": no file is read here",
               .place = {.file = path},
               .mend = "Name a document that is there."};
}

}  // namespace avouch
