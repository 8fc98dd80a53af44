// SPDX-License-Identifier: MIT
// Decodes quoted scalars by YAML 1.2.2 §7.3.1 and §7.3.2.
//
//   decoded_yaml_quotes("a\\n  b", YamlQuote::double_quote) == "a\n  b";
//   decoded_yaml_quotes("it''s", YamlQuote::single_quote) == "it's"
//
// libfyaml 0.7.12 finds where such a scalar ends, but loses characters of it when it folds lines or joins
// quotes. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

enum class YamlQuote { single_quote, double_quote };

// The text of what stands between the quotes, its lines folded. nullopt if an escape stands for no character.
std::optional<std::string> decoded_yaml_quotes(std::string_view between, YamlQuote quote);

}  // namespace avouch
