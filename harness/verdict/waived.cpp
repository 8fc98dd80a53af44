// SPDX-License-Identifier: MIT
#include "verdict/waived.h"

#include <vector>

#include "base/text.h"

namespace avouch {

std::string waived_text(const Waived& waived) {
  std::vector<std::string> facts;
  if (!waived.owner.empty()) facts.push_back(waived.owner);
  if (!waived.issue.empty()) facts.push_back(waived.issue);
  if (!waived.expires.empty()) facts.push_back("until " + waived.expires);
  return facts.empty() ? waived.reason : waived.reason + " (" + join(facts, ", ") + ")";
}

std::string_view to_string(WaiverUse::State state) {
  switch (state) {
    case WaiverUse::State::used:
      return "used";
    case WaiverUse::State::expired:
      return "expired";
    case WaiverUse::State::stale:
      return "stale";
    case WaiverUse::State::unexercised:
      return "unexercised";
    case WaiverUse::State::unjudged:
      return "not judged";
  }
  return {};
}

}  // namespace avouch
