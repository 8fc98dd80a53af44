// SPDX-License-Identifier: MIT
// The documents of a contract, each read once.
//
//   Library library;
//   library.add("schemas/response.json", text);           // documents that are not files
//   Result<const Document*> api = library.load("api.json");
//
// Owns its documents; their addresses are stable. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "contract/document/document.h"

namespace avouch {

class Discriminators;      // contract/schema/discriminator.h
class SchemaRegistry;      // contract/schema/registry.h
enum class Dialect : int;  // contract/schema/schema.h

// What the documents that load() reads after the first one may have together. They are those that the
// contract refers to, and overlays.
inline constexpr std::size_t kMostFurtherValues = kMostDocumentValues;
inline constexpr std::size_t kMostFurtherText = std::size_t{256} << 20U;  // bytes

class Library {
 public:
  Library() = default;
  Library(const Library&) = delete;  // its registries refer to it
  Library& operator=(const Library&) = delete;

  // Local folder for documents whose URL starts with `url`.
  void map_root(std::string url, std::string folder);
  // Whether such a folder exists for the URL.
  bool is_mapped(const std::string& name) const;

  // Reads the text of a document at an http or https URL. Errors: the document cannot be fetched.
  using Fetch = std::function<Result<std::string>(const std::string& url)>;
  // Enables fetching of http and https URLs without a mapped folder. Otherwise these are not read.
  void allow_fetching(Fetch fetch) { fetch_ = std::move(fetch); }
  bool is_fetching() const { return static_cast<bool>(fetch_); }
  // Whether load() would fetch a document of that name.
  bool is_fetched(const std::string& name) const;

  // How files are read: of an archive, or else read_file(). Errors: the file cannot be read.
  using Read = std::function<Result<std::string>(const std::string& file)>;
  void read_files_by(Read read) { read_ = std::move(read); }

  // Adds a document under `name`: a path, or an absolute URI (a schema's $id). Errors: it cannot be parsed.
  Result<const Document*> add(std::string name, std::string_view text);

  // Returns the document of that name: one that was added before, a file, or a URL that is mapped to a folder
  // or fetched. JSON, or YAML if the name ends in .yaml or .yml, or if it does not end
  // in .json and the text begins like YAML. Errors: it cannot be read or parsed.
  // Repeated calls return the same errors. Once the documents after the first one exceed their limits, no
  // further one is read.
  Result<const Document*> load(const std::string& name);

  // Other limits than kMostFurtherValues and kMostFurtherText.
  void limit_further(const DocumentSize& most) { most_further_ = further_left_ = most; }

  // Of the texts that were added, in any order and with any line ends.
  std::uint64_t checksum() const { return checksum_; }

  // What is wrong with the texts of its documents and did not prevent that they were read.
  const Errors& faults() const { return faults_; }

  // The own URI of a document, which references may name it by (OpenAPI 3.2 §4.1.2.2.1: $self); "" if it has
  // none. References of the document are relative to it, if that leads to a known document, else to its file.
  std::string own_uri(const Document& document) const;

  // nullptr if no document of that name was added or loaded.
  const Document* find(const std::string& name) const;

  // The origins of the parts of a document that an overlay changed: pointer -> place in the overlay.
  using Origins = std::map<std::string, Place>;
  // Replaces the document of that name by `document`. The old one must not be used any more.
  void replace(const std::string& name, Document document, Origins origins);
  Origins origins(const std::string& name) const;
  // Replaces the document of that name by another form of it: OpenAPI 3.0 for Swagger 2.0. `origins`: where
  // the parts of the new form are in the old one, or in another document of the library.
  void convert(const std::string& name, Document document, Origins origins);
  // Whether the user wrote that document in Swagger 2.0.
  bool is_converted(const Document& document) const { return conversions_.contains(document.file()); }
  // The place as the user knows it: before a conversion, and in the overlay, if an overlay put the value
  // there.
  Place source_of(Place place) const;
  // Errors that then are the same are kept once.
  Errors sources_of(Errors errors) const;

  // The discriminators of its documents.
  Discriminators& discriminators();

  // The schemas of its documents, if those without a `$schema` are of that dialect.
  SchemaRegistry& registry(Dialect dialect);

 private:
  Result<const Document*> read(const std::string& name);
  Result<std::string> text_of(const std::string& name) const;
  Result<const Document*> add(std::string name, std::string_view text, std::size_t most_values);

  // Forgets what was read from documents that are replaced.
  void forget();
  Place before_conversion(Place place) const;
  Place before_overlays(Place place) const;

  // Remembers the own URI of a document.
  void remember_self(const std::string& name, const Document& document);

  // The file of a mapped URL; any other name unchanged.
  std::string file_of(const std::string& name) const;

  std::map<std::string, std::string> roots_;  // URL -> folder
  Fetch fetch_;                               // empty: nothing is fetched
  Read read_;                                 // empty: read_file()
  DocumentSize most_further_{.values = kMostFurtherValues, .text = kMostFurtherText};
  DocumentSize further_left_ = most_further_;
  std::string further_limit_;  // the one that was exceeded
  std::map<std::string, std::unique_ptr<Document>> documents_;
  std::map<std::string, std::string> other_names_;  // own URI -> name
  std::map<std::string, std::string> own_uris_;     // by Document::file()
  std::uint64_t checksum_ = 0;
  Errors faults_;
  std::map<std::string, Errors> failures_;  // of load(), by name: failed loads are not repeated
  std::map<std::string, Origins> origins_;  // by Document::file()
  struct Conversion {
    std::unique_ptr<Document> before;
    Origins origins;
  };
  std::map<std::string, Conversion> conversions_;   // by Document::file()
  std::shared_ptr<Discriminators> discriminators_;  // null until requested
  std::map<Dialect, std::shared_ptr<SchemaRegistry>> registries_;
};

}  // namespace avouch
