// SPDX-License-Identifier: MIT
#include "cli/command/commands.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <ostream>
#include <system_error>
#include <thread>
#include <utility>

#include "base/file.h"
#include "base/threads.h"
#include "cli/option/bundle.h"
#include "cli/option/remote_documents.h"
#include "cli/option/standard_input.h"
#include "contract/load.h"
#include "contract/openapi/cors_policy.h"
#include "contract/state_clauses.h"
#include "gate/report_reader.h"
#include "http/url_secrets.h"
#include "lint/lint.h"
#include "schemas/shipped.h"

namespace avouch {

namespace {

// Of the options for documents: what a URL as the contract's name adds.
std::function<Result<std::string>(const std::string& url)> fetch_of(const Options& options) {
  if (is_remote(options.contract)) {
    return remote_documents(options.transport, RemoteContract{.name = http::told_url(options.contract),
                                                              .url = options.contract,
                                                              .headers = options.contract_headers,
                                                              .allows_all = options.allow_remote_refs});
  }
  if (options.allow_remote_refs) return remote_documents(options.transport);
  return {};
}

// The contract's name in messages and reports.
std::string name_of(const Options& options) {
  return is_remote(options.contract) ? http::told_url(options.contract) : options.contract;
}

// An archive, from a file or a URL. Its documents refer to each other only: what else the options name is
// read from the disk.
Result<Contract> load_archive(const Options& options, LoadOptions loading) {
  Result<std::string> bytes =
      is_remote(options.contract) ? loading.fetch(name_of(options)) : read_file(options.contract);
  if (!bytes) return bytes.errors();
  const Result<Archive> archive = Archive::open(name_of(options), *std::move(bytes));
  if (!archive) return archive.errors();
  const std::vector<std::string> overlays = loading.overlays;
  const auto roots = loading.ref_roots;
  loading.read = [archive = *archive, overlays, roots](const std::string& file) {
    const bool is_named = std::find(overlays.begin(), overlays.end(), file) != overlays.end() ||
                          std::any_of(roots.begin(), roots.end(),
                                      [&](const auto& root) { return file.starts_with(root.second); });
    return is_named ? read_file(file) : archive.read(file);
  };
  if (!options.allow_remote_refs) loading.fetch = {};
  return load_contract(archive->root(), loading);
}

Result<Contract> load(const Options& options, LoadOptions loading) {
  loading.is_strict = options.strict.contains("contract");
  loading.ref_roots = options.ref_roots;
  loading.overlays = options.overlays;
  loading.fetch = fetch_of(options);
  if (!options.get.empty()) {
    if (options.contract == kStandardInput) {
      return Error{.title = "--get: the JSON Schema is read from a file or a URL, not from stdin",
                   .place = {},
                   .hint = "Save it, and name the file."};
    }
    if (!options.contract.empty()) return load_schema_contract(name_of(options), "GET", options.get, loading);
    return Error{.title = "--get: a contract is missing",
                 .place = {},
                 .hint = "Name the JSON Schema: avouch run schema.json --get /path -t URL."};
  }
  std::vector<NamedText> texts;
  if (options.contract == kStandardInput) {
    Result<std::string> text = read_standard_input();
    if (!text) return text.errors();
    texts.emplace_back(options.contract, *std::move(text));
  }
  if (is_archive(options.contract) && !is_folder(options.contract)) return load_archive(options, loading);
  if (is_folder(options.contract)) {
    const Result<std::string> root = root_of_folder(options.contract);
    if (!root) return root.errors();
    return load_contract(*root, loading);
  }
  if (!options.contract.empty()) return load_contract(name_of(options), loading, texts);
  for (const ShippedFile& file : shipped_files()) texts.emplace_back(file.name, file.text);
  return load_shipped_contract(texts);
}

// Documents that are read at the same time have at most so many bytes together: the memory of a contract is
// in proportion to its document.
constexpr std::size_t kReadTogether = 8U * 1024U * 1024U;

// The bytes of a contract's file. One whose size is not known is read alone.
std::size_t weight_of(const std::string& contract) {
  std::error_code failed;
  const bool is_file =
      !is_remote(contract) && !is_archive(contract) && std::filesystem::is_regular_file(contract, failed);
  const std::uintmax_t bytes = is_file ? std::filesystem::file_size(contract, failed) : kReadTogether;
  return failed ? kReadTogether : static_cast<std::size_t>(bytes);
}

}  // namespace

Result<Contract> contract_of(const Options& options, LoadOptions loading) {
  const bool is_strict = options.strict.contains("contract");
  loading.reads_unused = loading.reads_unused || is_strict;
  Result<Contract> contract = load(options, std::move(loading));
  if (!contract) return contract;
  if (is_strict) {
    if (Errors found = breaches(*contract); !found.empty()) return found;
  }
  if (!options.deny_origins.empty()) {
    if (const Result<void> done = deny_origins(*contract, options.deny_origins); !done) return done.errors();
  }
  if (options.credentials) {
    set_credentials(*contract, *options.credentials);
  }
  add_state_clauses(*contract);
  return contract;
}

std::vector<Options> each_contract(const Options& options) {
  std::vector<Options> all;
  for (const std::string& contract : options.contracts) {
    all.push_back(options);
    all.back().contract = contract;
  }
  if (all.empty()) all.push_back(options);
  return all;
}

std::size_t contracts_at_once(const Options& options) {
  constexpr std::size_t kMost = 4;
  const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMost);
  return std::clamp<std::size_t>(options.contracts.size(), 1, cores);
}

Result<void> with_each_contract(const Options& options, std::size_t at_once,
                                const std::function<Result<void>(const Options& one, std::size_t i)>& make,
                                const std::function<void(std::size_t i)>& take) {
  const std::vector<Options> all = each_contract(options);
  std::vector<Errors> each(all.size());
  make_in_order({.count = all.size(),
                 .jobs = at_once,
                 .weight = [&](std::size_t i) { return weight_of(all[i].contract); },
                 .most_weight = kReadTogether,
                 .make =
                     [&](std::size_t i) {
                       if (const Result<void> made = make(all[i], i); !made) each[i] = made.errors();
                     },
                 .take = take});
  Errors errors;
  for (const Errors& of_one : each) errors.insert(errors.end(), of_one.begin(), of_one.end());
  if (!errors.empty()) return errors;
  return {};
}

Result<Ledger> report_of(const std::string& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  return read_report(file, *text);
}

ExitCode refuse(const Errors& errors, std::ostream& err) {
  err << to_string(errors);
  return ExitCode::usage;
}

}  // namespace avouch
