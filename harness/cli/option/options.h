// SPDX-License-Identifier: MIT
// What the user asked for: flags go before the environment, the environment before avouch.toml.
//
//   Result<Options> options = read_options(arguments, environment);
//
// Every default is visible here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "exchange/transport.h"
#include "http/field.h"
#include "plan/destination.h"
#include "plan/planner.h"
#include "plan/selection.h"
#include "plan/values.h"

namespace avouch {

enum class Command { run, mock, list, explain, lint, prove, cors };

struct Options {
  Command command = Command::run;

  std::string contract;                                        // file; empty: the contract that ships
  std::vector<std::string> contracts;                          // of list, lint and prove: several
  std::vector<std::pair<std::string, std::string>> ref_roots;  // URL, folder
  std::vector<std::string> overlays;
  bool skip_invalid = false;
  bool allow_remote_refs = false;  // documents that references name by URLs are fetched
  std::string get;                 // the path that answers with the contract, which is then a JSON Schema
  std::string coordinate;          // explain

  // What is asked, and as whom.
  std::string target;  // URL; empty: the bundled mock. Of cors: what the page calls, a query too
  std::vector<ServerTarget> servers;  // whom to ask what is documented at others; users of their URLs alone
  std::optional<std::string> user;    // NAME:PASSWORD
  http::Fields headers;
  // Environment variables that a configuration file names in headers and values: name, value.
  std::vector<std::pair<std::string, std::string>> substituted;
  std::vector<std::string> origins = {kPageOrigin};
  std::vector<std::string> deny_origins;  // pages that must not be admitted
  std::optional<bool> credentials;  // pages call with credentials: "include" (true), or must not (false)
  bool allow_writes = false;
  bool prefer = false;  // ask for documented answers that no request brings about: Prefer: code=NNN

  // Values for parameters and members of request bodies.
  std::vector<GivenValue> variables;
  std::string values_file;

  // Which operations and clauses, and how strictly.
  Selection selection;
  std::set<std::string> strict;  // of kStrict
  bool require_exercised = false;
  bool assert_formats = true;

  // prove
  std::vector<std::string> allow_unproven;  // globs over coordinates that need not be proven

  // How it is exchanged.
  std::size_t jobs = 4;
  double rate = 0;  // requests a second at most; 0: as fast as it goes
  TransportOptions transport;

  // What comes out.
  std::map<std::string, std::string> reports;  // files of a ledger's reports, by reporters' names
  std::string report_sarif;                    // of lint
  bool color = true;                           // where stdout is a terminal
  bool quiet = false;
  bool verbose = false;

  // mock
  int port = 8080;
  std::chrono::milliseconds delay{0};
  std::optional<std::uint64_t> seed;  // of generated values; without one, the plainest of a run, else 1
  std::vector<std::string> faults;    // globs over coordinates

  // cors: its own URL and method
  std::string method = "GET";

  std::vector<std::string> googletest;  // --gtest_… flags, handed on
};

inline constexpr const char* kStrict[] = {"fields", "headers", "duplicates", "statuses"};

// --help and --version ask for a text, not for a run.
struct TextAnswer {
  std::string text;
};

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// `arguments` are without the program's name. Errors: unknown or contradictory flags, values out of range, a
// configuration file that cannot be read. Values of secrets are in no error.
Result<std::variant<Options, TextAnswer>> read_options(const std::vector<std::string>& arguments,
                                                       const Environment& environment);

}  // namespace avouch
