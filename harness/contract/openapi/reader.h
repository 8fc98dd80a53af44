// SPDX-License-Identifier: MIT
// Reads an OpenAPI document object by object and gathers everything that is wrong with it, instead of
// stopping at the first mistake.
//
//   Reader reader(library);
//   const std::string title = reader.text(info, "title");  // "", and an error noted, where it is no string
//
// A reader serves one load; it and its library belong to one thread.
#pragma once

#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/document/document.h"
#include "contract/document/library.h"
#include "contract/schema/direction.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// A value in a document. The document outlives it.
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

class Reader {
 public:
  explicit Reader(Library& library) : library_(library) {}

  Errors errors;
  Errors notes;  // documented and not judged
  Dialect dialect = Dialect::openapi_3_1;

  void fail(const Location& at, std::string title, std::string mend);
  void note(const Location& at, std::string title, std::string mend = {});

  // Whether it is an object; an error where not. `what` is a noun with its article: "a response".
  bool expect_object(const Location& at, std::string_view what);

  // The member; nullopt where it is absent, and, with an error, where it is of another type.
  std::optional<Location> any(const Location& object, std::string_view name) const;
  std::optional<Location> object(const Location& object, std::string_view name);
  std::optional<Location> array(const Location& object, std::string_view name);
  std::optional<std::string> optional_text(const Location& object, std::string_view name);
  std::string text(const Location& object, std::string_view name);
  bool flag(const Location& object, std::string_view name, bool otherwise);
  // An error also where it is absent or empty.
  std::optional<std::string> needed_text(const Location& object, std::string_view name,
                                         std::string_view what);

  // The members of an object in document order (x-… too: in a map that is a name like any other); the
  // elements of an array.
  std::vector<NamedLocation> members(const Location& at) const;

  // Notes what OpenAPI does not know, and refuses x-avouch-… that Avouch does not know.
  void check_names(const Location& object, std::string_view what,
                   std::initializer_list<std::string_view> known);

  // Behind its $ref, if it has one (OpenAPI 3.1 §4.8.23). nullopt, with an error, where that leads nowhere.
  std::optional<Location> follow(Location at);

  // The schema that stands there, in normal form, and where it begins; null, with errors, where it cannot be
  // loaded. `whole`: as load_schema() takes it.
  std::pair<std::shared_ptr<const Schema>, Place> schema(const Location& at,
                                                         const std::string& whole = kTheBody);

  // As it holds for requests or for answers, made once. Precondition: it is not null.
  std::shared_ptr<const Schema> schema_going(Direction direction,
                                             const std::shared_ptr<const Schema>& schema);

  // Behind its $ref, for a look at a schema's own keywords; where that leads nowhere, `at` itself.
  Location schema_root(Location at);

 private:
  std::string document_name(const Document& from, const std::string& path) const;
  std::optional<Location> target(const Location& at, const std::string& reference, Errors& problems);

  struct Loaded {
    std::shared_ptr<const Schema> schema;
    Errors errors;
  };
  Library& library_;
  std::map<std::tuple<const Document*, std::string, std::string>, Loaded>
      schemas_;  // document, pointer, whole
  std::map<std::pair<Direction, const Schema*>, std::shared_ptr<const Schema>> one_way_;  // of schemas_'
};

// "Write it as …": a mend that names the nearest of what is known.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& known, std::string otherwise);

}  // namespace avouch
