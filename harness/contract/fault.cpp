// SPDX-License-Identifier: MIT
#include "contract/fault.h"

#include "base/text.h"

namespace avouch {

namespace {

constexpr std::string_view kFaultBegins = "contract: ";

}  // namespace

bool is_fault_reason(std::string_view reason) {
  return reason.starts_with(kFaultBegins);
}

std::string fault_reason(const Error& fault) {
  const std::string place =
      to_string(Place{.file = fault.place.file, .pointer = {}, .line = fault.place.line});
  return std::string(kFaultBegins) + printable(fault.title) +
         (place.empty() ? "" : " (" + printable(place) + ")");
}

}  // namespace avouch
