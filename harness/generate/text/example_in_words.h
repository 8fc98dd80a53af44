// SPDX-License-Identifier: MIT
// Finds the value that a description shows in words. Many documents have no other example.
//
//   example_in_words("Name of the zone (e.g. “example.com.”) MUST have a trailing dot")  ->  "example.com."
//   example_in_words("Must be REPLACE or DELETE.")                                       ->  "REPLACE"
//   example_in_words("The name of the \"owner\"")                                        ->  nullopt
//
// A value in quotes counts behind "e.g.", "for example", "example:", "such as", "set to" and "one of"; a word
// in capitals counts behind "must be", "either" and "one of", if another one follows. Reads the first 2,000
// bytes; linear. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

std::optional<std::string> example_in_words(std::string_view description);

}  // namespace avouch
