// SPDX-License-Identifier: MIT
// Converts the schemas of Swagger 2.0 to those of OpenAPI 3.0.
//
//   SwaggerSchemas schemas(library, *document);
//   out.set("schema", schemas.convert(location, "/components/schemas/Pet"));
//   schemas.finish(out);           // once, after everything else
//
// Refers to the library and the document, which must outlive it. Private to this folder.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/document/library.h"
#include "contract/openapi/reader.h"
#include "json/json_value.h"

namespace avouch {

class SwaggerSchemas {
 public:
  SwaggerSchemas(Library& library, const Document& main) : library_(library), main_(main) {}

  // The origins of the converted parts: pointer in OpenAPI -> place in Swagger.
  Library::Origins origins;
  Errors notes;  // keywords of a later version

  // Remembers that what is at `to` comes from `at`.
  void remember(const std::string& to, const Location& at) { origins.emplace(to, at.place()); }

  // Returns the schema as OpenAPI has it. `to`: its pointer in the new document.
  JsonValue convert(const Location& at, const std::string& to);

  // Corrects references to parts of the main document that moved, and converts the schemas of other documents
  // that were referred to.
  void finish(JsonValue& openapi);

 private:
  JsonValue converted(const Location& at, const std::string& to);
  JsonValue converted_member(const std::string& name, const Location& at, const std::string& to);
  JsonValue each_converted(const Location& at, const std::string& to);
  JsonValue reference(const Location& schema, const JsonValue& text, const std::string& to);
  void find_references(const Location& schema);
  std::string moved(const std::string& pointer) const;
  void convert_elsewhere(const Document& document, const std::set<std::string>& pointers);

  Library& library_;
  const Document& main_;
  std::vector<std::string> open_references_;  // pointers in OpenAPI of references that may have moved
  std::map<const Document*, std::set<std::string>> elsewhere_;  // schemas of other documents
  std::deque<Location> unread_;                                 // those that were not looked into yet
};

}  // namespace avouch
