// SPDX-License-Identifier: MIT
// Texts of a request as the JSON value that a schema wants there: "5" is a number where one is documented.
//
//   WrittenValue written{.texts = {"5"}};
//   readings_of(written)   ->  "\"5\"", "5", "[\"5\"]", "[5]"     // JSON texts
//
// Of the values that texts may stand for, the one that the schema allows is meant. Numbers stay text, so
// nothing is lost of them. Pure; any thread may call these.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mock/request/pairs.h"

namespace avouch {

// Decoded texts, by what they may be. Any part may be missing.
struct WrittenValue {
  std::optional<std::string> whole;               // one text
  std::optional<std::vector<std::string>> items;  // an array's
  std::optional<MockPairs> members;               // an object's
  bool may_be_json = false;                       // `whole` may be an array's or object's JSON text
};

// JSON texts, the plainest first.
std::vector<std::string> readings_of(const WrittenValue& written);

// Whether a text is a JSON number, true, false or null.
bool is_json_scalar(const std::string& text);

}  // namespace avouch
