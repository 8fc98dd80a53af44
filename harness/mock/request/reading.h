// SPDX-License-Identifier: MIT
// Reads texts of a request as the JSON value that a schema requires: "5" is a number if a number is
// documented.
//
//   WrittenValue written{.texts = {"5"}};
//   readings_of(written)   ->  "\"5\"", "5", "[\"5\"]", "[5]"     // JSON texts
//
// A text may have several readings. The reading that the schema accepts is meant. Numbers stay text, so no
// precision is lost. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mock/request/pairs.h"

namespace avouch {

// Decoded texts, by the kind of value that they may be. Any part may be missing.
struct WrittenValue {
  std::optional<std::string> whole;               // one text
  std::optional<std::vector<std::string>> items;  // items of an array
  std::optional<MockPairs> members;               // members of an object
  bool may_be_json = false;                       // `whole` may be the JSON text of an array or object
};

// JSON texts, the plainest first.
std::vector<std::string> readings_of(const WrittenValue& written);

// Returns whether `text` is a JSON number, true, false or null.
bool is_json_scalar(const std::string& text);

}  // namespace avouch
