// SPDX-License-Identifier: MIT
#include "contract/schema/names.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include "base/steps.h"

namespace avouch {
namespace {

// Fewer names are walked over.
constexpr std::size_t kFew = 12;

// Of the keywords with more than a few names: their indices in the order of the names. It has no pointer into
// the schema, which may move.
struct NameOrder {
  using Order = std::vector<std::uint32_t>;

  std::vector<Order> branches;  // by keyword; empty for a few
  std::vector<Order> names;
};

template <class NameOf>
NameOrder::Order order_of(std::size_t count, const NameOf& name_of) {
  if (count <= kFew) return {};
  NameOrder::Order order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t left, std::uint32_t right) { return name_of(left) < name_of(right); });
  return order;
}

std::shared_ptr<const NameOrder> order_in(const Schema& schema) {
  if (std::shared_ptr<const NameOrder> known = schema.derived().find<NameOrder>()) return known;
  auto made = std::make_shared<NameOrder>();
  for (const SchemaKeyword& keyword : schema.keywords()) {
    made->branches.push_back(order_of(keyword.branches.size(), [&](std::uint32_t i) -> const std::string& {
      return keyword.branches[i].name;
    }));
    made->names.push_back(order_of(keyword.names.size(),
                                   [&](std::uint32_t i) -> const std::string& { return keyword.names[i]; }));
  }
  std::shared_ptr<const NameOrder> kept = std::move(made);
  schema.derived().own(kept);
  return kept;
}

std::size_t index_in(const Schema& schema, const SchemaKeyword& keyword) {
  return static_cast<std::size_t>(&keyword - schema.keywords().data());
}

// The first index with that name.
template <class NameOf>
std::optional<std::size_t> found_in(const NameOrder::Order& order, std::string_view name,
                                    const NameOf& name_of) {
  const auto at =
      std::lower_bound(order.begin(), order.end(), name,
                       [&](std::uint32_t index, std::string_view wanted) { return name_of(index) < wanted; });
  count_steps(1);
  if (at == order.end() || name_of(*at) != name) return std::nullopt;
  return *at;
}

template <class NameOf>
std::optional<std::size_t> walked_to(std::size_t count, std::string_view name, const NameOf& name_of) {
  count_steps(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (name_of(i) == name) return i;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::size_t> branch_named(const Schema& schema, const SchemaKeyword& keyword,
                                        std::string_view name) {
  const auto name_of = [&](std::size_t i) -> std::string_view { return keyword.branches[i].name; };
  if (keyword.branches.size() <= kFew) return walked_to(keyword.branches.size(), name, name_of);
  return found_in(order_in(schema)->branches[index_in(schema, keyword)], name, name_of);
}

bool lists_name(const Schema& schema, const SchemaKeyword& keyword, std::string_view name) {
  const auto name_of = [&](std::size_t i) -> std::string_view { return keyword.names[i]; };
  if (keyword.names.size() <= kFew) return walked_to(keyword.names.size(), name, name_of).has_value();
  return found_in(order_in(schema)->names[index_in(schema, keyword)], name, name_of).has_value();
}

}  // namespace avouch
