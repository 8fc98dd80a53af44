// SPDX-License-Identifier: MIT
#include "pattern/shelf.h"

#include <optional>
#include <utility>

namespace avouch {

const Pattern* PatternShelf::engine(const std::string& pattern) {
  const auto known = engines_.find(pattern);
  if (known != engines_.end()) return known->second.get();
  Result<Pattern> made = Pattern::compile(pattern);
  auto& place = engines_[pattern];
  if (made) place = std::make_unique<const Pattern>(*std::move(made));
  return place.get();
}

const PatternTexts* PatternShelf::texts(const std::string& pattern) {
  const auto known = texts_.find(pattern);
  if (known != texts_.end()) return known->second.get();
  std::optional<PatternTexts> made = PatternTexts::make(pattern);
  auto& place = texts_[pattern];
  if (made) place = std::make_unique<const PatternTexts>(*std::move(made));
  return place.get();
}

}  // namespace avouch
