// SPDX-License-Identifier: MIT
// The few conforming bodies of a schema that together exercise it: a mock sends them on request, and a run
// asks for them.
//
//   const std::shared_ptr<const TellingBodies> bodies = telling_bodies(media.schema);
//   bodies->texts.front()           // the most telling one
//   needed_beyond(*bodies, shown)   // those that exercise more than what is shown anyway
//
// Made once per schema, and kept as long as the schema. Thread-safe.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"

namespace avouch {

// A run sends a request for each.
inline constexpr std::size_t kMostTelling = 64;
// So many bodies are made, of which each of those shows several in its lists.
inline constexpr std::size_t kMostJoined = 512;
// The items of a list that shows several.
inline constexpr std::size_t kMostJoinedItems = 16;

struct TellingBodies {
  // JSON texts, the most telling first; at most kMostTelling. A list shows items of several kinds.
  std::vector<std::string> texts;
  std::vector<std::vector<bool>> exercised;  // beside `texts`: by keyword
  std::optional<Error> error = {};           // why there is none
};

std::shared_ptr<const TellingBodies> telling_bodies(const std::shared_ptr<const Schema>& schema);

// The indices of the bodies that exercise claims of the schema which neither `shown` (by keyword) nor the
// bodies before exercise.
std::vector<std::size_t> needed_beyond(const TellingBodies& bodies, const Schema& schema,
                                       std::vector<bool> shown);

}  // namespace avouch
