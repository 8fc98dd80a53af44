// SPDX-License-Identifier: MIT
// Known failures in the ledger: why a violation does not fail its run, and what a run found out about each
// entry of the list of known failures (gate/waivers.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch {

// What the list of known failures says of a violation. Texts other than the reason may be empty.
struct Waived {
  std::string reason;
  std::string owner;
  std::string issue;    // a link
  std::string expires;  // the last day on which it counts: "2026-12-31"
  std::string message;  // each finding must contain it
  Place place = {};     // of the entry in its file

  bool operator==(const Waived&) const = default;
};

// Returns "REASON (OWNER, ISSUE, until DATE)", without the parts that are empty.
std::string waived_text(const Waived& waived);

// What became of one entry of the list.
struct WaiverUse {
  enum class State {
    used,         // a violation is waived by it
    expired,      // its last day is over, and a violation that it names counts again
    stale,        // the fault that it names is gone, or its clause is
    unexercised,  // its clause was not exercised, so nobody knows: it is kept
    unjudged,     // the run was filtered, sharded or interrupted: nobody asked
  };

  std::string clause;  // the glob
  Waived waived;
  State state = State::unjudged;
  std::size_t violations = 0;  // that it waives, or would waive if it had not expired
  std::string why;             // one sentence without a full stop

  bool operator==(const WaiverUse&) const = default;
};

// "used", "expired", "stale", "unexercised", "not judged".
std::string_view to_string(WaiverUse::State state);

}  // namespace avouch
