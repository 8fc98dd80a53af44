// SPDX-License-Identifier: MIT
#include "contract/written_path.h"

#include "base/percent.h"

namespace avouch {

std::string written_path(std::string_view documented) {
  std::string kept = "/:@{}?" + std::string(kSubDelimiters);
  if (is_percent_encoded(documented)) kept += '%';
  return percent_encoded(documented, kept);
}

std::string path_shape(std::string_view documented) {
  std::string shape;
  bool is_name = false;
  for (const char c : documented) {
    if (c == '}') is_name = false;
    if (!is_name) shape += c;
    if (c == '{') is_name = true;
  }
  return shape;
}

}  // namespace avouch
