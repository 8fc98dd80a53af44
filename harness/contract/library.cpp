// SPDX-License-Identifier: MIT
#include "contract/library.h"

#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "contract/yaml.h"

namespace avouch {
namespace {

bool is_yaml(const std::string& name) {
  const std::string lower = ascii_lower(name);
  return lower.ends_with(".yaml") || lower.ends_with(".yml");
}

}  // namespace

Result<const Document*> Library::add(std::string name, std::string_view text) {
  Result<Document> document =
      is_yaml(name) ? parse_yaml_document(name, text) : parse_json_document(name, text);
  if (!document) return document.errors();
  auto& slot = documents_[std::move(name)];
  slot = std::make_unique<Document>(*std::move(document));
  return slot.get();
}

Result<const Document*> Library::load(const std::string& name) {
  if (const Document* known = find(name)) return known;
  Result<std::string> text = read_file(name);
  if (!text) return text.errors();
  return add(name, *text);
}

const Document* Library::find(const std::string& name) const {
  const auto found = documents_.find(name);
  return found == documents_.end() ? nullptr : found->second.get();
}

}  // namespace avouch
