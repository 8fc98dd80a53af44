// SPDX-License-Identifier: MIT
#include "generate/text/opposed.h"

#include <algorithm>

namespace avouch {
namespace {

bool says_the_same(const SchemaKeyword& one, const SchemaKeyword& other) {
  return one.kind == other.kind && one.names == other.names && one.texts == other.texts &&
         one.branches.empty() && other.branches.empty();
}

}  // namespace

bool is_contradictory(const std::vector<const SchemaKeyword*>& holding,
                      const std::vector<const SchemaKeyword*>& failing) {
  return std::any_of(failing.begin(), failing.end(), [&](const SchemaKeyword* one) {
    return std::any_of(holding.begin(), holding.end(),
                       [&](const SchemaKeyword* other) { return says_the_same(*one, *other); });
  });
}

}  // namespace avouch
