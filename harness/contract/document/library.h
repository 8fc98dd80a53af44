// SPDX-License-Identifier: MIT
// Every document that a contract is made of, each read once.
//
//   Library library;
//   library.add("schemas/response.json", text);           // documents that are not files
//   Result<const Document*> api = library.load("api.json");
//
// Owns its documents; their addresses stay. One thread at a time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "contract/document/document.h"

namespace avouch {

class Discriminators;  // contract/schema/discriminator.h

class Library {
 public:
  // Documents whose URLs begin with `url` are files below `folder`.
  void map_root(std::string url, std::string folder);
  // Whether a URL is one of those.
  bool is_mapped(const std::string& name) const;

  // Reads the text of a document at an http or https URL. Errors: it cannot be had.
  using Fetch = std::function<Result<std::string>(const std::string& url)>;
  // Documents of http and https URLs that no folder was mapped to are fetched; without this, they are not
  // read.
  void allow_fetching(Fetch fetch) { fetch_ = std::move(fetch); }
  bool is_fetching() const { return static_cast<bool>(fetch_); }
  // Whether load() would fetch a document of that name.
  bool is_fetched(const std::string& name) const;

  // Under `name`: a path, or an absolute URI (a schema's $id). Errors: it cannot be parsed.
  Result<const Document*> add(std::string name, std::string_view text);

  // The document of that name: added before, or a file, or a URL that a folder was mapped to or that is
  // fetched. JSON, or YAML where the name ends in .yaml or .yml. Errors: it cannot be read or parsed; the
  // same again where it was asked for before.
  Result<const Document*> load(const std::string& name);

  // nullptr where no document of that name was added or loaded.
  const Document* find(const std::string& name) const;

  // Where parts of a document are from that an overlay put there: pointer -> place in the overlay.
  using Origins = std::map<std::string, Place>;
  // Puts `document` in the place of that of `name`. The old one must not be used any more.
  void replace(const std::string& name, Document document, Origins origins);
  Origins origins(const std::string& name) const;
  // The place as its reader knows it: what an overlay put there is in the overlay.
  Place source_of(const Place& place) const;
  Errors sources_of(Errors errors) const;

  // Of its documents.
  Discriminators& discriminators();

 private:
  // The file that a mapped URL stands for; any other name itself.
  std::string file_of(const std::string& name) const;

  std::map<std::string, std::string> roots_;  // URL -> folder
  Fetch fetch_;                               // empty: nothing is fetched
  std::map<std::string, std::unique_ptr<Document>> documents_;
  std::map<std::string, Errors> failures_;          // of load(), by name: nothing is fetched twice
  std::map<std::string, Origins> origins_;          // by Document::file()
  std::shared_ptr<Discriminators> discriminators_;  // null until they are asked for
};

}  // namespace avouch
