// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <ostream>

#include "contract/cors_policy.h"
#include "contract/load.h"
#include "schemas/shipped.h"

namespace avouch {

namespace {

Result<Contract> load(const Options& options) {
  if (!options.contract.empty()) return load_contract(options.contract, {});
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) texts.emplace_back(file.name, file.text);
  return load_shipped_contract(texts);
}

}  // namespace

Result<Contract> contract_of(const Options& options) {
  Result<Contract> contract = load(options);
  if (!contract) return contract;
  if (!options.deny_origins.empty()) {
    if (const Result<void> done = deny_origins(*contract, options.deny_origins); !done) return done.errors();
  }
  if (options.credentials) {
    if (const Result<void> done = set_credentials(*contract, *options.credentials); !done)
      return done.errors();
  }
  return contract;
}

ExitCode refuse(const Errors& errors, std::ostream& err) {
  err << to_string(errors);
  return ExitCode::usage;
}

}  // namespace avouch
