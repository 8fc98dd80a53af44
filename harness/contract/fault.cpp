// SPDX-License-Identifier: MIT
#include "contract/fault.h"

#include "base/text.h"

namespace avouch {

std::string fault_reason(const Error& fault) {
  const std::string place =
      to_string(Place{.file = fault.place.file, .pointer = {}, .line = fault.place.line});
  return "contract: " + printable(fault.title) + (place.empty() ? "" : " (" + printable(place) + ")");
}

}  // namespace avouch
