// SPDX-License-Identifier: MIT
#include <ostream>
#include <set>
#include <string>

#include "base/file.h"
#include "base/text.h"
#include "cli/command/commands.h"
#include "http/url_secrets.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr const char* kFile = "avouch.toml";

// A basic string of TOML escapes like a JSON string.
std::string toml_string(const std::string& text) {
  return to_text(JsonValue::string(text));
}

// How to give the credentials of the contract's operations, such as "AVOUCH_TOKEN".
std::set<std::string> credential_ways(const Contract& contract) {
  std::set<std::string> ways;
  for (const Operation& operation : contract.operations) {
    for (const SecurityRequirement& alternative : operation.security) {
      for (const SecurityScheme& scheme : alternative) {
        if (const std::string way = way_to_give(scheme); !way.empty()) ways.insert(way);
      }
    }
  }
  return ways;
}

// A configuration file takes what stands in "${VARIABLE}" from the environment.
std::string toml_url(const std::string& url) {
  std::string text = http::told_url(url);
  for (const http::UrlSecret& secret : http::url_secrets(url)) {
    const std::string told = "$" + secret.variable;
    if (const std::size_t at = text.find("=" + told); at != text.npos)
      text.replace(at + 1, told.size(), "${" + secret.variable + "}");
  }
  return toml_string(text);
}

std::string configuration_text(const Options& options, const Contract& contract) {
  std::string text =
      "# Settings of Avouch. Each key is a long flag of `avouch run --help` without its dashes.\n"
      "# Flags and environment variables override this file.\n\n"
      "contract = " +
      toml_url(options.contract) + "\n";
  if (!options.target.empty()) {
    text += "target = " + toml_url(options.target) + "\n";
  } else {
    const std::string server = contract.servers.empty() ? "http://127.0.0.1:8080" : contract.servers.front();
    text += "# The API to judge. Without it, Avouch judges its own mock of the contract.\n# target = " +
            toml_string(server) + "\n";
  }
  if (const std::set<std::string> ways = credential_ways(contract); !ways.empty()) {
    text += "\n# Credentials come from the environment, not from this file:\n";
    for (const std::string& way : ways) text += "#   " + printable(way) + "\n";
  }
  return text +
         "\n# Requests that can change data. `true` changes only what the run creates, and deletes it at the "
         "end.\n"
         "# allow-writes = true\n"
         "\n# The page that calls the API from a browser, if one does.\n"
         "# origin = [\"https://app.example.com\"]\n"
         "\n# Warnings to treat as violations.\n"
         "# strict = [\"fields\", \"headers\"]\n"
         "\n# Reports, for a pipeline.\n"
         "# report-junit = \"avouch.xml\"\n"
         "# report-html = \"avouch.html\"\n"
         "\n[lint]\n"
         "# Rules to silence: docs/lint.md lists them.\n"
         "# disable = [\"requires-nothing\"]\n";
}

}  // namespace

ExitCode init(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.contract.empty()) {
    return refuse({{.title = "a contract is missing",
                    .place = {},
                    .hint = "Name your OpenAPI document: avouch init api.yaml."}},
                  err);
  }
  if (file_exists(kFile) && !options.replaces_configuration) {
    return refuse({{.title = std::string(kFile) + " exists already",
                    .place = {.file = kFile},
                    .hint = "Edit it, or replace it with --force."}},
                  err);
  }
  const Result<Contract> contract = contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  const Result<void> written = write_file(kFile, configuration_text(options, *contract));
  if (!written) return refuse(written.errors(), err);
  out << "wrote " << kFile << " for " << counted(contract->operations.size(), "operation", "operations")
      << ", " << counted(contract->clauses.size(), "clause", "clauses");
  if (!contract->faults.empty())
    out << ", " << counted(contract->faults.size(), "fault", "faults") << " in the contract";
  out << "\n  avouch lint    checks the contract\n"
         "  avouch run     "
      << (options.target.empty() ? "judges its own mock of the contract; with -t URL, your API"
                                 : "judges " + printable(http::told_url(options.target)))
      << '\n';
  return ExitCode::holds;
}

}  // namespace avouch
