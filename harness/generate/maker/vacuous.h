// SPDX-License-Identifier: MIT
// Finds claims that are true for every value, so that no value breaks them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "contract/schema/schema.h"
#include "generate/maker/rivals.h"
#include "generate/text/string_value.h"

namespace avouch {

// Returns the reason; nullopt if the claim can be broken, or if that is not known.
// `rivals`: of the schema.
std::optional<std::string> vacuous(const Schema& schema, std::size_t keyword, PatternShelf& patterns,
                                   Rivals& rivals);

// The same for a claim in an alternative for which no value was found: no value matches the alternative
// alone, or what breaks the claim breaks a keyword beside it too.
std::optional<std::string> vacuous_in_alternative(const Schema& schema, std::size_t keyword, Rivals& rivals);

}  // namespace avouch
