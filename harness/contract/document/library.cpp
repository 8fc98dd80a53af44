// SPDX-License-Identifier: MIT
#include "contract/document/library.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>
#include <utility>

#include "base/checksum.h"
#include "base/file.h"
#include "base/text.h"
#include "contract/document/yaml.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/registry.h"
#include "contract/schema/uri.h"

namespace avouch {
namespace {

// By the name without query and fragment of a URL; a name without a telling end, by the text: JSON begins
// with a bracket.
bool is_yaml(const std::string& name, std::string_view text) {
  const std::string lower = ascii_lower(name.substr(0, name.find_first_of("?#")));
  if (lower.ends_with(".yaml") || lower.ends_with(".yml")) return true;
  if (lower.ends_with(".json")) return false;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != text.npos && text[first] != '{' && text[first] != '[';
}

}  // namespace

Result<const Document*> Library::add(std::string name, std::string_view text) {
  return add(std::move(name), text, kMostDocumentValues);
}

Result<const Document*> Library::add(std::string name, std::string_view text, std::size_t most_values) {
  // Some editors write a byte order mark; a parser may ignore it (RFC 8259 §8.1, YAML 1.2.2 §5.2).
  if (constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF"; text.starts_with(kByteOrderMark))
    text.remove_prefix(kByteOrderMark.size());
  Result<Document> document = is_yaml(name, text) ? parse_yaml_document(name, text, most_values)
                                                  : parse_json_document(name, text, most_values);
  if (!document) return document.errors();
  faults_.insert(faults_.end(), document->faults().begin(), document->faults().end());
  Checksum sum;
  for (const std::string_view line : split(text, '\n')) {
    sum.add(line.substr(0, line.find_last_not_of('\r') + 1));
    sum.add("\n");
  }
  checksum_ += sum.value();
  remember_self(name, *document);
  auto& slot = documents_[std::move(name)];
  if (slot != nullptr) forget();
  slot = std::make_unique<Document>(*std::move(document));
  return slot.get();
}

void Library::remember_self(const std::string& name, const Document& document) {
  const JsonValue* version = document.root().find("openapi");
  const JsonValue* self = document.root().find("$self");
  if (version == nullptr || !version->text.starts_with("3.2") || self == nullptr || !self->is_string())
    return;
  // A relative one is relative to the place of the document, which a file's URI does not tell.
  if (!has_scheme(self->text) || self->text.find('#') != std::string::npos) return;
  other_names_.emplace(self->text, name);
  own_uris_.insert_or_assign(document.file(), self->text);
}

std::string Library::own_uri(const Document& document) const {
  const auto own = own_uris_.find(document.file());
  return own == own_uris_.end() ? std::string() : own->second;
}

Result<const Document*> Library::load(const std::string& name) {
  if (const Document* known = find(name)) return known;
  if (const auto known = failures_.find(name); known != failures_.end()) return known->second;
  Result<const Document*> loaded = read(name);
  if (!loaded) failures_.emplace(name, loaded.errors());
  return loaded;
}

Result<std::string> Library::text_of(const std::string& name) const {
  if (is_fetched(name)) return fetch_(name);
  const std::string file = file_of(name);
  return read_ ? read_(file) : read_file(file);
}

Result<const Document*> Library::read(const std::string& name) {
  const bool is_first = documents_.empty();
  const auto refused = [&] {
    return Error{.title = "the documents after the first one have more than " + further_limit_ + " together",
                 .place = {},
                 .hint = "Refer to fewer or smaller documents: leave out what no operation needs."};
  };
  if (!further_limit_.empty()) return refused();
  const Result<std::string> text = text_of(name);
  if (!text) return text.errors();
  if (is_first) return add(file_of(name), *text);
  if (text->size() > further_left_.text) {
    further_limit_ = std::to_string(most_further_.text >> 20U) + " MiB of text";
    return refused();
  }
  further_left_.text -= text->size();
  Result<const Document*> added =
      add(file_of(name), *text, std::min(further_left_.values, kMostDocumentValues));
  const std::size_t values = added ? size_of((*added)->root()).values : 0;
  const bool is_too_much =
      added ? values > further_left_.values
            : further_left_.values < kMostDocumentValues && has_too_many_values(added.errors());
  further_left_.values -= std::min(values, further_left_.values);
  if (is_too_much) further_limit_ = std::to_string(most_further_.values) + " values";
  if (is_too_much && !added) return refused();
  return added;
}

const Document* Library::find(const std::string& name) const {
  auto found = documents_.find(name);
  if (found == documents_.end() && is_mapped(name)) found = documents_.find(file_of(name));
  if (const auto other = other_names_.find(name); found == documents_.end() && other != other_names_.end())
    found = documents_.find(other->second);
  return found == documents_.end() ? nullptr : found->second.get();
}

void Library::replace(const std::string& name, Document document, Origins origins) {
  origins_[document.file()] = std::move(origins);
  remember_self(name, document);
  documents_[name] = std::make_unique<Document>(std::move(document));
  forget();
}

void Library::forget() {
  discriminators_.reset();
  registries_.clear();
}

SchemaRegistry& Library::registry(Dialect dialect) {
  std::shared_ptr<SchemaRegistry>& registry = registries_[dialect];
  if (registry == nullptr) registry = std::make_shared<SchemaRegistry>(*this, dialect);
  return *registry;
}

Discriminators& Library::discriminators() {
  if (discriminators_ == nullptr) discriminators_ = std::make_shared<Discriminators>();
  return *discriminators_;
}

Library::Origins Library::origins(const std::string& name) const {
  const Document* document = find(name);
  const auto found = document == nullptr ? origins_.end() : origins_.find(document->file());
  return found == origins_.end() ? Origins{} : found->second;
}

void Library::convert(const std::string& name, Document document, Origins origins) {
  std::unique_ptr<Document>& slot = documents_[name];
  const std::string file = document.file();
  conversions_[file] = {std::move(slot), std::move(origins)};
  slot = std::make_unique<Document>(std::move(document));
  forget();
}

namespace {

// The origin of a pointer or of the nearest value above it that has one, and what is below that.
struct NearestOrigin {
  const Place* place = nullptr;
  std::string below;
};

NearestOrigin nearest_origin(const Library::Origins& origins, const std::string& pointer) {
  for (std::string at = pointer;; at.resize(at.rfind('/'))) {
    if (const auto origin = origins.find(at); origin != origins.end())
      return {&origin->second, pointer.substr(at.size())};
    if (at.empty()) return {};
  }
}

}  // namespace

Place Library::before_conversion(Place place) const {
  const auto converted = conversions_.find(place.file);
  if (converted == conversions_.end()) return place;
  const auto [origin, below] = nearest_origin(converted->second.origins, place.pointer);
  if (origin == nullptr) return place;
  const Document* document = origin->file == place.file ? converted->second.before.get() : find(origin->file);
  const Place inner = document == nullptr ? Place{} : document->place(origin->pointer + below);
  return inner.line > 0 ? inner : *origin;
}

Place Library::before_overlays(Place place) const {
  const auto overlaid = origins_.find(place.file);
  if (overlaid == origins_.end()) return place;
  const auto [origin, below] = nearest_origin(overlaid->second, place.pointer);
  if (origin == nullptr) return place;
  // A copy within the document kept its lines; the place that it is from may be gone.
  if (origin->file == place.file)
    return {.file = place.file, .pointer = origin->pointer + below, .line = place.line};
  const Document* overlay = find(origin->file);
  const Place inner = overlay == nullptr ? Place{} : overlay->place(origin->pointer + below);
  return inner.line > 0 ? inner : *origin;
}

Place Library::source_of(Place place) const {
  return before_overlays(before_conversion(std::move(place)));
}

Errors Library::sources_of(Errors errors) const {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  std::erase_if(errors, [&](Error& error) {
    error.place = source_of(error.place);
    return !seen.emplace(error.place.file, error.place.pointer, error.title).second;
  });
  return errors;
}

void Library::map_root(std::string url, std::string folder) {
  if (!url.ends_with('/')) url += '/';
  roots_.insert_or_assign(std::move(url), std::move(folder));
}

bool Library::is_mapped(const std::string& name) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const auto& root) { return name.starts_with(root.first); });
}

bool Library::is_fetched(const std::string& name) const {
  return fetch_ && (name.starts_with("http://") || name.starts_with("https://")) && !is_mapped(name);
}

std::string Library::file_of(const std::string& name) const {
  const std::pair<const std::string, std::string>* longest = nullptr;
  for (const auto& root : roots_) {  // sorted: of two matches, the longer one comes later
    if (name.starts_with(root.first)) longest = &root;
  }
  if (longest == nullptr) return name;
  // Does not leave the folder: "https://a/../../etc/passwd" is cut at its root.
  const std::filesystem::path below =
      (std::filesystem::path("/") / name.substr(longest->first.size())).lexically_normal().relative_path();
  return (std::filesystem::path(longest->second) / below).generic_string();
}

}  // namespace avouch
