// SPDX-License-Identifier: MIT
#include "contract/openapi/reader.h"

#include <algorithm>
#include <filesystem>

#include "base/percent.h"
#include "base/text.h"
#include "contract/fault.h"
#include "contract/schema/uri.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// No honest document refers this often from one reference to the next.
constexpr int kMostHops = 64;

std::string type_of(const JsonValue& value) {
  if (value.is_number() && is_written_as_integer(value.text)) return "an integer";
  return std::string(to_string(value.kind));
}

bool is_absolute(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  return colon != reference.npos && colon > 1 &&
         reference.find_first_of("/?#") > colon;  // one letter is a Windows drive
}

std::string beside(const std::string& file, const std::string& relative) {
  return (std::filesystem::path(file).parent_path() / relative).lexically_normal().generic_string();
}

}  // namespace

void Reader::spend(std::size_t parts, const Location& at) {
  if (is_spent()) return;
  if (parts_left_ > parts) {
    parts_left_ -= parts;
    return;
  }
  fail(at,
       "the operations share so much that they have over " + std::to_string(kMostSharedParts) +
           " parts more than the document has values; the rest of them is left out",
       "Split the document up, or let operations share less.");
  parts_left_ = 0;
}

void Reader::fail(const Location& at, std::string title, std::string hint) {
  if (is_spent()) return;
  errors.push_back({.title = std::move(title), .place = at.place(), .hint = std::move(hint)});
}

ContractFault Reader::fault(const Location& at, std::string title, std::string hint) {
  fail(at, std::move(title), std::move(hint));
  return last();
}

void Reader::note(const Location& at, std::string title, std::string hint) {
  if (is_spent()) return;
  notes.push_back({.title = std::move(title), .place = at.place(), .hint = std::move(hint)});
}

bool Reader::expect_object(const Location& at, std::string_view what) {
  if (at.value->is_object()) return true;
  fail(at, std::string(what) + " is an object; this is " + type_of(*at.value),
       hint_at(at.pointer, "Write an object here."));
  return false;
}

std::optional<Location> Reader::any(const Location& object, std::string_view name) const {
  const JsonValue* found = object.value->find(name);
  if (found == nullptr) return std::nullopt;
  return Location{object.document, pointer_append(object.pointer, name), found};
}

std::optional<Location> Reader::since(OpenApi first, const Location& object, std::string_view name) const {
  return version >= first ? any(object, name) : std::nullopt;
}

std::optional<Location> Reader::object(const Location& object, std::string_view name) {
  std::optional<Location> found = any(object, name);
  if (!found || expect_object(*found, "`" + std::string(name) + "`")) return found;
  return std::nullopt;
}

std::optional<Location> Reader::array(const Location& object, std::string_view name) {
  std::optional<Location> found = any(object, name);
  if (!found || found->value->is_array()) return found;
  fail(*found, "`" + std::string(name) + "` is an array; this is " + type_of(*found->value),
       "Write an array here.");
  return std::nullopt;
}

std::optional<std::string> Reader::optional_text(const Location& object, std::string_view name) {
  const std::optional<Location> found = any(object, name);
  if (!found) return std::nullopt;
  if (found->value->is_string()) {
    spend(found->value->text.size() / kBytesOfPart, *found);
    return found->value->text;
  }
  fail(*found, "`" + std::string(name) + "` is a string; this is " + type_of(*found->value),
       "Put it in quotes.");
  return std::nullopt;
}

std::string Reader::section(const Location& at, std::string_view number) const {
  return library_.is_converted(*at.document) ? "" : " (OpenAPI 3.1 " + std::string(number) + ")";
}

std::string Reader::text(const Location& object, std::string_view name) {
  return optional_text(object, name).value_or("");
}

bool Reader::flag(const Location& object, std::string_view name, bool otherwise) {
  const std::optional<Location> found = any(object, name);
  if (!found) return otherwise;
  if (found->value->is_boolean()) return found->value->is_true;
  fail(*found, "`" + std::string(name) + "` is true or false; this is " + type_of(*found->value),
       "Write true or false, without quotes.");
  return otherwise;
}

std::optional<std::string> Reader::needed_text(const Location& object, std::string_view name,
                                               std::string_view what) {
  const std::optional<Location> found = any(object, name);
  if (!found) {
    fail(object, std::string(what) + " has no `" + std::string(name) + "`", "Add it; OpenAPI requires it.");
    return std::nullopt;
  }
  std::optional<std::string> value = optional_text(object, name);
  if (value && value->empty()) {
    fail(*found, "`" + std::string(name) + "` of " + std::string(what) + " is empty", "Fill it in.");
    return std::nullopt;
  }
  return value;
}

JsonValue Reader::kept(const Location& at) {
  constexpr std::size_t kValuesOfPart = 4;
  const DocumentSize size = size_of(*at.value);
  spend(1 + size.values / kValuesOfPart + size.text / kBytesOfPart, at);
  return is_spent() ? JsonValue::null() : *at.value;
}

std::vector<NamedLocation> Reader::members(const Location& at) {
  std::vector<NamedLocation> found;
  spend(at.value->size() * (1 + at.pointer.size() / kBytesOfPart), at);
  for (const auto& [name, value] : at.value->members) spend(name.size() / kBytesOfPart, at);
  if (is_spent()) return found;
  const std::vector<JsonValue>& items = at.value->items;
  for (std::size_t i = 0; i < items.size(); ++i)
    found.push_back({{}, {at.document, pointer_append(at.pointer, i), &items[i]}});
  for (const auto& [name, value] : at.value->members)
    found.push_back({name, {at.document, pointer_append(at.pointer, name), &value}});
  return found;
}

void Reader::check_names(const Location& object, std::string_view what,
                         std::initializer_list<std::string_view> known,
                         std::initializer_list<std::string_view> since_3_2) {
  const auto is_newer = [&](const std::string& name) {
    return std::find(since_3_2.begin(), since_3_2.end(), name) != since_3_2.end();
  };
  const auto is_known = [&](const std::string& name) {
    // For lint (lint/silence.h), and allowed in every object.
    if (name == "x-avouch-lint-ignore") return true;
    return std::find(known.begin(), known.end(), name) != known.end();
  };
  const std::vector<std::string> names(known.begin(), known.end());
  for (const auto& [name, value] : object.value->members) {
    if (is_known(name) || (version == OpenApi::v3_2 && is_newer(name))) continue;
    const Location at{object.document, pointer_append(object.pointer, name), &value};
    if (name.starts_with("x-avouch-")) {
      fail(at, in_quotes(name) + " is not an extension of Avouch in " + std::string(what),
           did_you_mean(name, names, "Leave it out."));
    } else if (is_newer(name)) {
      note(at, in_quotes(name) + " in " + std::string(what) + " is of OpenAPI 3.2; it is ignored",
           "Leave it out, or write \"openapi\": \"3.2.0\".");
    } else if (!name.starts_with("x-")) {
      note(at, "OpenAPI does not define " + in_quotes(name) + " in " + std::string(what) + "; it is ignored",
           did_you_mean(name, names, "Leave it out, or begin its name with x-."));
    }
  }
}

// Returns the library's name of the document that a reference in `from` points to.
std::string Reader::document_name(const Document& from, const std::string& path) const {
  if (library_.is_fetched(path)) return path;
  if (is_absolute(path)) return percent_decoded(path);
  if (const std::string own = library_.own_uri(from); !own.empty()) {
    std::string uri = resolve_reference(own, path);
    if (library_.find(uri) != nullptr || library_.is_mapped(uri) || library_.is_fetched(uri)) return uri;
  }
  if (library_.is_fetched(from.file())) return resolve_reference(from.file(), path);  // beside a fetched one
  return beside(from.file(), percent_decoded(path));
}

std::optional<Location> Reader::target(const Location& at, const std::string& reference, Errors& problems) {
  const bool is_object = at.value->is_object() && at.value->contains("$ref");
  const Location here{at.document, is_object ? pointer_append(at.pointer, "$ref") : at.pointer, at.value};
  const auto refuse = [&](std::string why, std::string hint) -> std::optional<Location> {
    problems.push_back({.title = "the reference " + in_quotes(reference) + " " + std::move(why),
                        .place = here.place(),
                        .hint = std::move(hint)});
    return std::nullopt;
  };
  const std::size_t hash = reference.find('#');
  const std::string path = reference.substr(0, hash);
  const Document* document = at.document;
  if (!path.empty()) {
    if (is_absolute(path) && !library_.is_mapped(path) && !library_.is_fetched(path)) {
      if (const Document* known = library_.find(path)) {
        document = known;
      } else {
        if (library_.is_fetching()) {
          return refuse("needs a document that was not given; only http and https URLs are fetched",
                        "Name its folder with --ref-root URL=FOLDER, or refer to a file beside this one.");
        }
        return refuse(
            "needs a document that was not given; nothing is fetched over the network",
            "Name its folder with --ref-root URL=FOLDER, refer to a file beside this one, or fetch it with "
            "--allow-remote-refs.");
      }
    } else {
      if (!is_percent_encoded(path)) return refuse("is not a URI reference", "Write % as %25 (RFC 3986).");
      Result<const Document*> loaded = library_.load(document_name(*at.document, path));
      if (!loaded) {
        const Error& why = loaded.errors().front();
        // A missing file is an error of the reference; a file with invalid content is an error of that file.
        if (why.place.line == 0) return refuse("cannot be followed: " + why.title, why.hint);
        problems.insert(problems.end(), loaded.errors().begin(), loaded.errors().end());
        return std::nullopt;
      }
      document = *loaded;
    }
  }
  const std::string_view after =
      hash == reference.npos ? std::string_view() : std::string_view(reference).substr(hash + 1);
  const std::string fragment = percent_decoded(after);
  if (!is_percent_encoded(after) || !pointer_tokens(fragment)) {
    return refuse("does not end in a JSON Pointer", "Write it as \"#/components/…\" (RFC 6901).");
  }
  const JsonValue* value = document->at(fragment);
  if (value == nullptr) return refuse("does not resolve", "Define what it names, or correct the name.");
  return Location{document, fragment, value};
}

std::optional<Location> Reader::follow(Location at) {
  const Location start = at;
  for (int hops = 0; at.value->is_object() && at.value->contains("$ref"); ++hops) {
    const std::optional<std::string> reference = optional_text(at, "$ref");
    if (!reference) return std::nullopt;
    if (hops == kMostHops) {
      fail(start, "the reference " + in_quotes(*reference) + " leads back to itself",
           "Make it end at a definition.");
      return std::nullopt;
    }
    check_names(at, "a reference", {"$ref", "summary", "description"});
    std::optional<Location> next = target(at, *reference, errors);
    if (!next) return std::nullopt;
    at = *std::move(next);
  }
  return at;
}

Location Reader::schema_root(Location at) {
  Errors ignored;  // reported when the schema itself is loaded
  const Location start = at;
  for (int hops = 0; hops < kMostHops; ++hops) {
    if (!at.value->is_object() || at.value->size() != 1 || !at.value->contains("$ref")) return at;
    const JsonValue& reference = *at.value->find("$ref");
    if (!reference.is_string()) return at;
    std::optional<Location> next = target(at, reference.text, ignored);
    if (!next) return at;
    at = *std::move(next);
  }
  return start;
}

std::pair<std::shared_ptr<const Schema>, Place> Reader::schema(const Location& at, const std::string& whole,
                                                               bool asserts_content) {
  const Location root = schema_root(at);
  const std::tuple key(root.document, root.pointer, whole, asserts_content);
  auto known = schemas_.find(key);
  if (known == schemas_.end()) {
    const Result<std::shared_ptr<const Schema>> loaded =
        load_schema(library_, *root.document, root.pointer, dialect, whole, asserts_content);
    if (!loaded) {  // there is no value; schema_root() returns a place that has one
      errors.insert(errors.end(), loaded.errors().begin(), loaded.errors().end());
      return {nullptr, root.place()};
    }
    known = schemas_.emplace(key, *loaded).first;
    const Schema& schema = **loaded;
    notes.insert(notes.end(), schema.notes().begin(), schema.notes().end());
    errors.insert(errors.end(), schema.faults().begin(), schema.faults().end());
  }
  return {known->second, root.place()};
}

bool Reader::has_read_component(const Location& schema) {
  constexpr std::string_view kComponents = "/components/schemas/";
  for (const auto& [key, read] : schemas_) {
    if (!known_parts_.insert(read.get()).second) continue;
    for (const SchemaNode& node : read->nodes()) {
      if (node.keywords.empty()) continue;
      const Place& place = read->keywords()[node.keywords.front()].place;
      const std::string_view at = std::string_view(place.pointer).substr(0, place.pointer.rfind('/'));
      if (at.starts_with(kComponents) && at.find('/', kComponents.size()) == at.npos)
        components_.emplace(place.file, at);
    }
  }
  return components_.contains({schema.document->file(), schema.pointer});
}

std::shared_ptr<const Schema> Reader::schema_going(Direction direction,
                                                   const std::shared_ptr<const Schema>& schema) {
  if (is_called_back) direction = direction == Direction::request ? Direction::answer : Direction::request;
  const auto [known, is_new] = one_way_.try_emplace({direction, schema.get()});
  if (is_new) known->second = schema_for(direction, schema);
  return known->second;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& known,
                         std::string otherwise) {
  const std::optional<std::string> close = nearest(word, known);
  return close ? "Did you mean " + in_quotes(*close) + "?" : std::move(otherwise);
}

}  // namespace avouch
