// SPDX-License-Identifier: MIT
// Arazzo descriptions written in tests.
#pragma once

#include <stdexcept>
#include <string>

#include "contract/document/library.h"
#include "workflow/reader.h"

namespace avouch {

inline Result<WorkflowDescription> read_description(const std::string& text) {
  Library library;
  if (const auto added = library.add("w.yaml", text); !added) return added.errors();
  return read_workflows(library, "w.yaml");
}

// A description with these workflows, as YAML that begins at the margin.
inline std::string description_of(const std::string& workflows, const std::string& version = "1.0.1") {
  return "arazzo: " + version +
         "\ninfo: {title: T, version: '1'}\nsourceDescriptions:\n- {name: shop, url: shop.yaml, type: "
         "openapi}\nworkflows:\n" +
         workflows;
}

inline WorkflowDescription description(const std::string& workflows) {
  Result<WorkflowDescription> read = read_description(description_of(workflows));
  if (!read) throw std::runtime_error(to_string(read.errors()));
  return *std::move(read);
}

}  // namespace avouch
