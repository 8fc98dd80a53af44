// SPDX-License-Identifier: MIT
// A JSON document that remembers where each of its values stands.
//
//   Result<Document> document = parse_json_document("api.json", text);
//   document->place("/paths/~1users/get")  ->  api.json:12
//
// Immutable once parsed; any thread may read it.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace avouch {

class Document {
 public:
  // Where a value stands: its line, and how many values stand before it, which orders those of one line.
  struct Spot {
    std::uint32_t line = 0;
    std::uint32_t order = 0;
  };
  using Lines = std::unordered_map<std::string, Spot>;

  // By pointer: the text of the numbers that a double cannot be trusted with.
  using Numbers = std::unordered_map<std::string, std::string>;

  Document(std::string file, nlohmann::json root, Lines lines, Numbers numbers = {});
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;

  const std::string& file() const { return file_; }
  const nlohmann::json& root() const { return root_; }
  const Lines& lines() const { return lines_; }
  const Numbers& numbers() const { return numbers_; }

  // Whether a member anywhere has the name of a keyword by which schemas name themselves or their dialect:
  // $id, $schema, $anchor, $dynamicAnchor, $recursiveAnchor.
  bool names_schemas() const { return names_schemas_; }

  // nullptr where nothing stands there.
  const nlohmann::json* at(std::string_view pointer) const;

  // The line of the value's member name, array element or, for "", the first value; 0 where nothing stands
  // there.
  int line(std::string_view pointer) const;
  Spot spot(std::string_view pointer) const;
  Place place(std::string_view pointer) const;

  // The value as JSON text, its numbers exactly as they were written. Precondition: something stands there.
  std::string text(std::string_view pointer) const;

  // The names of the object at `pointer`, in the order in which the document has them.
  std::vector<std::string> members(std::string_view pointer) const;

 private:
  std::string file_;
  nlohmann::json root_;
  Lines lines_;
  Numbers numbers_;
  bool names_schemas_ = false;
  // What stands at the pointers that have a line. The views look into lines_; values below the root stay
  // where they are when the document moves.
  std::unordered_map<std::string_view, const nlohmann::json*> values_;
};

// JSON (RFC 8259), UTF-8 without a byte order mark, no duplicate member names, at most 512 levels deep.
// Errors: one, with its line.
Result<Document> parse_json_document(std::string file, std::string_view text);

}  // namespace avouch
