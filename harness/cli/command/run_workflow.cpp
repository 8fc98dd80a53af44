// SPDX-License-Identifier: MIT
#include "cli/command/run_workflow.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/option/remote_documents.h"
#include "contract/document/library.h"
#include "workflow/inputs.h"
#include "workflow/operations.h"
#include "workflow/reader.h"

namespace avouch {
namespace {

std::string last_segment(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

std::string beside(const std::string& file, const std::string& url) {
  if (is_remote(url) || url.starts_with('/')) return url;
  const std::size_t slash = file.rfind('/');
  const std::string here = url.starts_with("./") ? url.substr(2) : url;
  return slash == file.npos ? here : file.substr(0, slash + 1) + here;
}

// The source that the contract of the command line stands for; nullopt: no contract is given.
Result<std::optional<std::size_t>> replaced_source(const Options& options,
                                                   const WorkflowDescription& description) {
  if (options.contract.empty()) return std::optional<std::size_t>();
  const std::vector<WorkflowSource>& sources = description.sources;
  if (sources.size() == 1) return std::optional<std::size_t>(0);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (last_segment(sources[i].url) == last_segment(options.contract)) return std::optional<std::size_t>(i);
  }
  return Error{.title = "no source description has the name of the contract " + in_quotes(options.contract),
               .place = sources.front().place,
               .hint = "Leave the contract out, or give it the name of the document that it stands for."};
}

}  // namespace

Result<LoadedWorkflows> load_workflows(const Options& options, Inputs wanted) {
  Library library;
  Result<WorkflowDescription> description = read_workflows(library, options.workflow);
  if (!description) return description.errors();
  LoadedWorkflows loaded{.description = *std::move(description)};
  const Result<std::optional<std::size_t>> replaced = replaced_source(options, loaded.description);
  if (!replaced) return replaced.errors();
  std::vector<SourceOperations> sources;
  Errors errors;
  for (std::size_t i = 0; i < loaded.description.sources.size(); ++i) {
    const WorkflowSource& source = loaded.description.sources[i];
    Options one = options;
    if (*replaced != i) one.contract = beside(loaded.description.file, source.url);
    const bool is_mapped =
        std::any_of(options.ref_roots.begin(), options.ref_roots.end(),
                    [&](const auto& root) { return one.contract.starts_with(root.first); });
    if (is_remote(one.contract) && *replaced != i && !is_mapped && !options.allow_remote_refs) {
      errors.push_back(
          {.title = "the source description " + in_quotes(source.name) + " is at a URL",
           .place = source.place,
           .hint = "Name a local copy as CONTRACT or by --ref-root, or give --allow-remote-refs."});
      continue;
    }
    Result<Contract> contract = contract_of(one);
    if (!contract) {
      errors.insert(errors.end(), contract.errors().begin(), contract.errors().end());
      continue;
    }
    sources.push_back({source.name, loaded.contract.operations.size(), contract->operations.size()});
    if (i == 0) {
      loaded.contract = *std::move(contract);
    } else {
      add_contract(loaded.contract, *std::move(contract), source.name);
    }
  }
  if (!errors.empty()) return errors;
  errors = bind_operations(loaded.description, loaded.contract, sources);
  Result<std::vector<JsonValue>> inputs =
      read_inputs(loaded.description, options.inputs, options.environment, wanted == Inputs::required);
  if (!inputs) errors.insert(errors.end(), inputs.errors().begin(), inputs.errors().end());
  if (!errors.empty()) return errors;
  loaded.inputs = *std::move(inputs);
  add_criteria(loaded.contract, loaded.description);
  return loaded;
}

}  // namespace avouch
