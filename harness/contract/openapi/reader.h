// SPDX-License-Identifier: MIT
// Reads an OpenAPI document object by object. It collects all faults instead of stopping at the first one.
//
//   Reader reader(library);
//   const std::string title = reader.text(info, "title");  // "" and a fault if it is not a string
//
// Serves one load. It and its library must be used by one thread.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/contract.h"
#include "contract/document/document.h"
#include "contract/document/library.h"
#include "contract/schema/direction.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// A value in a document, which must outlive it.
struct Location {
  const Document* document = nullptr;
  std::string pointer;
  const JsonValue* value = nullptr;

  Place place() const { return document->place(pointer); }
};

struct NamedLocation {
  std::string name;  // "" in an array
  Location at;
};

// What the operations of a contract may be made of: so many parts more than the document has values.
inline constexpr std::size_t kMostSharedParts = 1'000'000;
inline constexpr std::size_t kBytesOfPart = 256;  // of text

// The version of a document. Later versions have more fields.
enum class OpenApi { v3_0, v3_1, v3_2 };

class Reader {
 public:
  explicit Reader(Library& library) : library_(library) {}

  Errors errors;  // faults of the documents
  Errors notes;   // documented but not judged
  // Examples that show nothing, with their schemas: leave_out_references().
  std::vector<UnusedSchema> references;
  OpenApi version = OpenApi::v3_1;
  Dialect dialect = Dialect::openapi_3_1;  // of schemas without a `$schema`
  // Whether the API sends the requests that are read: webhooks and callbacks. It sends the readOnly members
  // of its own data, so the directions of their schemas are the other way round.
  bool is_called_back = false;

  // How much is read from now on, also what is read again: many operations may share a part, and each has its
  // own copy. Unlimited at first. The unit is a member, four values of an example, or 256 bytes of text.
  void limit_parts(std::size_t most) { parts_left_ = most; }
  void spend(std::size_t parts, const Location& at);
  std::size_t parts_left() const { return parts_left_; }
  // Whether that is exceeded. A fault says so. What is read then has no members, and its faults are no more
  // added.
  bool is_spent() const { return parts_left_ == 0; }

  void fail(const Location& at, std::string title, std::string hint);
  // The same, and returns the fault.
  ContractFault fault(const Location& at, std::string title, std::string hint);
  // Returns the fault that was added last. Precondition: there is one.
  ContractFault last() const { return std::make_shared<const Error>(errors.back()); }
  void note(const Location& at, std::string title, std::string hint = {});

  // " (OpenAPI 3.1 §4.8.8)", where the user wrote OpenAPI 3 there; "" for Swagger 2.0.
  std::string section(const Location& at, std::string_view number) const;

  // Returns whether the value is an object; adds a fault if not. `what` is a noun with its article: "a
  // response".
  bool expect_object(const Location& at, std::string_view what);

  // These return a member; nullopt if it is absent. If it has another type, they also add a fault.
  std::optional<Location> any(const Location& object, std::string_view name) const;
  // The same for a field of a version and later ones; nullopt in a document of an earlier one.
  std::optional<Location> since(OpenApi first, const Location& object, std::string_view name) const;
  std::optional<Location> object(const Location& object, std::string_view name);
  std::optional<Location> array(const Location& object, std::string_view name);
  std::optional<std::string> optional_text(const Location& object, std::string_view name);
  std::string text(const Location& object, std::string_view name);
  bool flag(const Location& object, std::string_view name, bool otherwise);
  // Also adds a fault if the member is absent or empty.
  std::optional<std::string> needed_text(const Location& object, std::string_view name,
                                         std::string_view what);

  // Returns the members of an object in document order, including x-… (in a map they are ordinary names), or
  // the elements of an array.
  std::vector<NamedLocation> members(const Location& at);

  // The value itself, as the contract keeps it: null if too much was read.
  JsonValue kept(const Location& at);

  // Notes names that OpenAPI does not define. x-avouch-… names that Avouch does not define are faults.
  // `since_3_2`: names that OpenAPI 3.2 added.
  void check_names(const Location& object, std::string_view what,
                   std::initializer_list<std::string_view> known,
                   std::initializer_list<std::string_view> since_3_2 = {});

  // Resolves the value's $ref, if it has one (OpenAPI 3.1 §4.8.23). nullopt and a fault if that fails.
  std::optional<Location> follow(Location at);

  // The value that a URI reference at that place names. nullopt and a fault if there is none.
  std::optional<Location> referred(const Location& at, const std::string& reference) {
    return target(at, reference, errors);
  }

  // Returns the schema at that place, in normal form, and the place where it begins. Adds its faults.
  // `whole`, `asserts_content`: as for load_schema().
  std::pair<std::shared_ptr<const Schema>, Place> schema(const Location& at,
                                                         const std::string& whole = kTheBody,
                                                         bool asserts_content = false);

  // Returns the schema as it applies to requests or to responses. Cached. Precondition: `schema` is not null.
  std::shared_ptr<const Schema> schema_going(Direction direction,
                                             const std::shared_ptr<const Schema>& schema);

  // Resolves the value's $ref to read a schema's own keywords; returns `at` if that fails.
  Location schema_root(Location at);

  // Returns whether any schema that was read has this one, of /components/schemas, as a part.
  bool has_read_component(const Location& schema);

 private:
  std::string document_name(const Document& from, const std::string& path) const;
  std::optional<Location> target(const Location& at, const std::string& reference, Errors& problems);

  Library& library_;
  std::size_t parts_left_ = std::numeric_limits<std::size_t>::max();
  std::map<std::tuple<const Document*, std::string, std::string, bool>, std::shared_ptr<const Schema>>
      schemas_;                                               // document, pointer, whole, asserts_content
  std::set<std::pair<std::string, std::string>> components_;  // file and pointer of those that are parts of…
  std::set<const Schema*> known_parts_;                       // …these schemas
  std::map<std::pair<Direction, const Schema*>, std::shared_ptr<const Schema>> one_way_;  // of schemas_
};

// Returns "Write it as …": a hint with the nearest known word.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known, std::string otherwise);

}  // namespace avouch
