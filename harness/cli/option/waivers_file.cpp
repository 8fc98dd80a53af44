// SPDX-License-Identifier: MIT
#include "cli/option/waivers_file.h"

#include <string>
#include <utility>

#include "base/file.h"
#include "base/text.h"
#include "cli/option/published_schema.h"
#include "contract/document/document.h"
#include "contract/document/yaml.h"
#include "json/instance.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr const char* kWaiversFile = "avouch.waivers.yaml";

// What the published schema says against a list that the reader takes: an editor would show it.
Errors faults_of(const Document& document) {
  constexpr const char* kWaiversSchema = "schemas/waivers.schema.json";
  if (document.root().is_null()) return {};  // an empty file
  Errors errors;
  for (const OracleFault& fault : faults_by(kWaiversSchema, *parse_body(to_text(document.root())).instance)) {
    errors.push_back(
        {.title = "this is not as " + std::string(kWaiversSchema) + " has it: " + printable(fault.what),
         .place = document.place(fault.pointer),
         .hint = "avouch baseline writes such a file."});
  }
  return errors;
}

}  // namespace

Result<Waivers> read_waivers_file(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  const Result<Document> document =
      file.ends_with(".json") ? parse_json_document(file, *text) : parse_yaml_document(file, *text);
  if (!document) return document.errors();
  if (!document->faults().empty()) return document->faults();  // such as a name that occurs twice
  Result<Waivers> read = read_waivers(file, document->root());
  if (!read) return read.errors();
  const Errors errors = faults_of(*document);
  if (!errors.empty()) return errors;
  return read;
}

Result<Waivers> waivers_of(const Options& options) {
  Errors errors;
  Waivers all;
  const bool is_named = !options.waivers_file.empty();
  const std::string file = is_named ? options.waivers_file : kWaiversFile;
  if (is_named || file_exists(file)) {
    Result<Waivers> read = read_waivers_file(file);
    if (!read) return read.errors();
    all = *std::move(read);
  }
  if (options.configured_waivers) {
    Result<std::vector<Waiver>> list =
        read_waiver_list(options.configured_waivers->file, options.configured_waivers->list);
    if (!list) return list.errors();
    all.list.insert(all.list.end(), list->begin(), list->end());
  }
  if (options.fails_on_new && !all.baseline) {
    return Error{.title = "--fail-on new: there is no baseline to compare with",
                 .place = {.file = is_named ? file : "", .pointer = {}},
                 .hint = "Write one by --write-baseline FILE, and name it by --waivers FILE."};
  }
  return all;
}

}  // namespace avouch
