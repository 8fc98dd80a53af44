// SPDX-License-Identifier: MIT
#include "cli/option/waivers_file.h"

#include <string>
#include <utility>

#include "base/file.h"
#include "contract/document/document.h"
#include "contract/document/yaml.h"

namespace avouch {
namespace {

constexpr const char* kWaiversFile = "avouch.waivers.yaml";

Result<Waivers> read_file_of_waivers(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  const Result<Document> document =
      file.ends_with(".json") ? parse_json_document(file, *text) : parse_yaml_document(file, *text);
  if (!document) return document.errors();
  return read_waivers(file, document->root());
}

}  // namespace

Result<Waivers> waivers_of(const Options& options) {
  Errors errors;
  Waivers all;
  const bool is_named = !options.waivers_file.empty();
  const std::string file = is_named ? options.waivers_file : kWaiversFile;
  if (is_named || file_exists(file)) {
    Result<Waivers> read = read_file_of_waivers(file);
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
