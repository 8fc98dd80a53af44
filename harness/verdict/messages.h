// SPDX-License-Identifier: MIT
// The messages of one exchange, for reports that show them: without secrets, and with contents cut.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "http/field.h"

namespace avouch {

// The beginning of a content, without its codings.
struct ShownContent {
  std::string text;      // may be of any bytes; secrets are replaced
  std::size_t size = 0;  // bytes of the whole content
  bool is_cut = false;   // the content goes on after `text`

  bool operator==(const ShownContent&) const = default;
};

struct Messages {
  std::chrono::system_clock::time_point started;  // when the request was sent; zero if nobody noted it
  std::string method;
  std::string url;  // absolute
  http::Fields request_fields;
  ShownContent request_content;
  int status = 0;       // 0: no response came
  std::string reason;   // of the status line
  std::string version;  // "HTTP/1.1"
  http::Fields response_fields;
  ShownContent response_content;

  bool operator==(const Messages&) const = default;
};

}  // namespace avouch
