// SPDX-License-Identifier: MIT
#include "contract/written_path.h"

#include "base/percent.h"

namespace avouch {

std::string written_path(std::string_view documented) {
  std::string kept = "/:@{}?" + std::string(kSubDelimiters);
  if (is_percent_encoded(documented)) kept += '%';
  return percent_encoded(documented, kept);
}

}  // namespace avouch
