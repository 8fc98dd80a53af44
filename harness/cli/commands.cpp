// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include <ostream>

#include "contract/load.h"
#include "schemas/shipped.h"

namespace avouch {

Result<Contract> contract_of(const Options& options) {
  if (!options.contract.empty()) return load_contract(options.contract, {});
  std::vector<NamedText> texts;
  for (const ShippedFile& file : shipped_files()) texts.emplace_back(file.name, file.text);
  return load_shipped_contract(texts);
}

ExitCode refuse(const Errors& errors, std::ostream& err) {
  err << to_string(errors);
  return ExitCode::usage;
}

}  // namespace avouch
