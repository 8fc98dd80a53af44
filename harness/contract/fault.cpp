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

std::string hint_at(std::string_view pointer, std::string hint) {
  constexpr std::string_view kName = "/$ref";
  if (!pointer.ends_with(kName)) return hint;
  const std::string_view map = pointer.substr(0, pointer.size() - kName.size());
  const std::string_view section = map.substr(0, map.rfind('/'));
  if (map != "/paths" && map != "/webhooks" && section != "/components") return hint;
  return "OpenAPI allows no $ref here: bundle the documents into one, or refer from each member.";
}

}  // namespace avouch
