// SPDX-License-Identifier: MIT
// Building blocks of schemas and instances: patterns and formats with matching and other texts, names,
// numbers and characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::differential {

// Texts that are meant to be of it, and texts that are meant not to be: only the validators say what is so.
struct Sample {
  std::string name;  // a pattern, or a format
  std::vector<std::string> inside;
  std::vector<std::string> outside;
};

const std::vector<Sample>& pattern_samples();
const std::vector<Sample>& format_samples();        // of strings
const std::vector<std::string>& number_formats();   // of numbers
const std::vector<Sample>& name_pattern_samples();  // whose texts are member names
const std::vector<std::string>& member_names();     // the last few are names that every JavaScript object has
const std::vector<std::string>& plain_numbers();    // that a double holds
const std::vector<std::string>& awkward_numbers();  // at the edges of 64 bits and of doubles, and past them
const std::vector<std::string>& characters();
const Sample* find_sample(const std::vector<Sample>& samples, std::string_view name);

}  // namespace avouch::differential
