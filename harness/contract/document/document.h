// SPDX-License-Identifier: MIT
// A JSON document that records the line of each of its values.
//
//   Result<Document> document = parse_json_document("api.json", text);
//   document->place("/paths/~1users/get")  ->  api.json:12
//
// Immutable once parsed; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "json/json_value.h"
#include "json/pointer_index.h"

namespace avouch {

class Document {
 public:
  // The values of `root` have their lines in the document (JsonValue::line).
  Document(std::string file, JsonValue root);
  Document(Document&&) noexcept = default;
  Document& operator=(Document&&) noexcept = default;

  const std::string& file() const { return file_.text(); }
  const JsonValue& root() const { return root_; }

  // Whether any member has the name of a keyword that identifies a schema or its dialect: $id, $schema,
  // $anchor, $dynamicAnchor, $recursiveAnchor.
  bool names_schemas() const { return names_schemas_; }

  // nullptr if no value exists there.
  const JsonValue* at(std::string_view pointer) const;

  // The line of the value's member name, of the array element or, for "", of the first value; 0 if no value
  // exists there.
  int line(std::string_view pointer) const;
  Place place(std::string_view pointer) const;
  // The same for a value that is known; null: none exists there.
  Place place(std::string pointer, const JsonValue* value) const;

  // The value as JSON text, with numbers exactly as written. Precondition: a value exists there.
  std::string text(std::string_view pointer) const;

  // What is wrong with its text and yet has one meaning.
  const Errors& faults() const { return faults_; }
  void add_fault(Error fault) { faults_.push_back(std::move(fault)); }

  // The member names of the object at `pointer`, in document order.
  std::vector<std::string> members(std::string_view pointer) const;

 private:
  SharedText file_;  // of each of its places
  JsonValue root_;
  Errors faults_;
  bool names_schemas_ = false;
  PointerIndex values_;  // values below the root keep their addresses when the document moves
};

// Half of a surrogate pair, which JSON can write as an escape (RFC 8259 §8.2). A text that is only shown has
// U+FFFD in its place. In what is judged (a path, the name of a property, an enum, a pattern, …) it stays in
// generalized UTF-8, so that the reader of that part finds it and reports the same fault.
inline constexpr const char* kLoneSurrogate = "a text holds half of a surrogate pair";
inline constexpr const char* kLoneSurrogateHint =
    "Write both halves, or the character itself (RFC 8259 §8.2).";
bool has_lone_surrogate(std::string_view text);
std::string without_lone_surrogates(std::string text);
// The pointer, below `value`, of the first text or member name in it that has one.
std::optional<std::string> lone_surrogate_in(const JsonValue& value);

// The values and names of members in one document, so that it takes no more than about 1 GB.
inline constexpr std::size_t kMostDocumentValues = 3'000'000;
// What a value and all its parts have.
struct DocumentSize {
  std::size_t values = 0;  // with the names of members
  std::size_t text = 0;    // bytes of texts, numbers and names
  std::size_t levels = 0;  // of arrays and objects
};
DocumentSize size_of(const JsonValue& value);

inline constexpr const char* kSplitUp = "Split it up, or leave out what no operation needs.";

// JSON (RFC 8259), UTF-8 without a byte order mark, at most 512 levels deep, of at most so many values. Of
// members of one name, the last one counts (ECMA-404 leaves it to the reader; most readers do so); that is a
// fault, and so is half of a surrogate pair. Errors: one, with its line.
Result<Document> parse_json_document(std::string file, std::string_view text,
                                     std::size_t most_values = kMostDocumentValues);
// Whether a document was refused because of the number of its values.
bool has_too_many_values(const Errors& errors);

}  // namespace avouch
