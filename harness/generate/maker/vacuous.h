// SPDX-License-Identifier: MIT
// Claims that are true of every value, so that nothing can break them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "contract/schema/schema.h"
#include "generate/text/string_value.h"

namespace avouch {

// Why; nullopt where it can be broken, or where that is not known.
std::optional<std::string> vacuous(const Schema& schema, std::size_t keyword, PatternShelf& patterns);

}  // namespace avouch
