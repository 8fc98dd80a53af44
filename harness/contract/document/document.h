// SPDX-License-Identifier: MIT
// A JSON document that remembers where each of its values stands.
//
//   Result<Document> document = parse_json_document("api.json", text);
//   document->place("/paths/~1users/get")  ->  api.json:12
//
// Immutable once parsed; any thread may read it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"

namespace avouch {

class Document {
 public:
  // `root`: its values have the lines where they stand (JsonValue::line).
  Document(std::string file, JsonValue root);
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;

  const std::string& file() const { return file_; }
  const JsonValue& root() const { return root_; }

  // Whether a member anywhere has the name of a keyword by which schemas name themselves or their dialect:
  // $id, $schema, $anchor, $dynamicAnchor, $recursiveAnchor.
  bool names_schemas() const { return names_schemas_; }

  // nullptr where nothing is defined there.
  const JsonValue* at(std::string_view pointer) const;

  // The line of the value's member name, array element or, for "", the first value; 0 where nothing stands
  // there.
  int line(std::string_view pointer) const;
  Place place(std::string_view pointer) const;

  // The value as JSON text, its numbers exactly as they were written. Precondition: something stands there.
  std::string text(std::string_view pointer) const;

  // The names of the object at `pointer`, in the order in which the document has them.
  std::vector<std::string> members(std::string_view pointer) const;

 private:
  // std::unordered_map finds by std::string_view without a copy of it only where hash and equality say so.
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  std::string file_;
  JsonValue root_;
  bool names_schemas_ = false;
  // By pointer. Values below the root stay where they are when the document moves.
  std::unordered_map<std::string, const JsonValue*, Hash, std::equal_to<>> values_;
};

// JSON (RFC 8259), UTF-8 without a byte order mark, no duplicate member names, no lone surrogates, at most
// 512 levels deep. Errors: one, with its line.
Result<Document> parse_json_document(std::string file, std::string_view text);

}  // namespace avouch
