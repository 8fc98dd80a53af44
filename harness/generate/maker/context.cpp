// SPDX-License-Identifier: MIT
#include "generate/maker/context.h"

#include <algorithm>
#include <utility>

#include "generate/maker/height.h"
#include "json/json_reader.h"

namespace avouch {

void MakerContext::start() {
  budget.start(schema.nodes().size());
  std::fill(made.begin(), made.end(), 0);
  parts = 0;
}

bool MakerContext::is_again(const std::vector<std::size_t>& nodes) const {
  return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t node) { return active[node] > 1; });
}

const JsonValue* MakerContext::hint_for(const Demand& demand) const {
  if (hints.empty()) return nullptr;
  for (const std::size_t node : demand.nodes) {
    const auto hint = hints.find(node);
    if (hint != hints.end()) return &hint->second;
  }
  return nullptr;
}

const std::shared_ptr<const std::vector<JsonValue>>& MakerContext::values_of(std::size_t index) {
  const auto known = values_.find(index);
  if (known != values_.end()) return known->second;
  std::vector<JsonValue> trees;
  for (const std::string& text : keyword(index).texts) trees.push_back(json_of_text(text));
  auto kept = std::make_shared<const std::vector<JsonValue>>(std::move(trees));
  return values_.emplace(index, std::move(kept)).first->second;
}

const std::vector<std::size_t>& MakerContext::heights() {
  if (heights_.empty()) heights_ = heights_of(schema);
  return heights_;
}

}  // namespace avouch
