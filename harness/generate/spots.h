// SPDX-License-Identifier: MIT
// The places of a contract's schemas that speak of one value at once: a schema, what it refers to, and its
// allOf.
//
//   Result<Spots> spots = gather(library, {root});
//   const nlohmann::json* type = find(*spots, "type");
//
// Spots point into the documents of a library, which must outlive them.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "contract/library.h"

namespace avouch {

// One schema in its document, so that a reference in it can be resolved.
struct Spot {
  const Document* document = nullptr;
  std::string pointer;
  const nlohmann::json* schema = nullptr;  // an object or a boolean

  // What stands there. Precondition: it does.
  Spot below(std::string_view keyword) const;
  Spot below(std::string_view keyword, std::string_view name) const;
  Spot below(std::string_view keyword, std::size_t index) const;

  Place place() const { return document->place(pointer); }
};

using Spots = std::vector<Spot>;

// `roots` with all that their references and allOf add, each once.
// Errors: a reference that leads to no schema by file and JSON Pointer.
Result<Spots> gather(const Library& library, const Spots& roots);

// The first spot with that keyword, and its value; nullptr where none has it.
const Spot* with(const Spots& spots, const std::string& keyword);
const nlohmann::json* find(const Spots& spots, const std::string& keyword);

// The greatest and the least number that a keyword has; nullopt where it has none.
std::optional<double> greatest(const Spots& spots, const std::string& keyword);
std::optional<double> least(const Spots& spots, const std::string& keyword);

// Whether every documented type admits `name`, a JSON Schema type.
bool allows_type(const Spots& spots, std::string_view name);
bool allows_type_of(const Spots& spots, const nlohmann::json& value);

// "no value can be made for WHAT", there.
Error impossible(const Spot& spot, const std::string& what);

}  // namespace avouch
