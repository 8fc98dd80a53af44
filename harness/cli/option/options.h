// SPDX-License-Identifier: MIT
// The user's options. Flags override the environment, and the environment overrides avouch.toml.
//
//   Result<Options> options = read_options(arguments, environment);
//
// All defaults are in this file.
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
#include "gate/conditions.h"
#include "http/field.h"
#include "json/json_value.h"
#include "judge/judge.h"
#include "lint/lint.h"
#include "plan/destination.h"
#include "plan/planner.h"
#include "plan/selection.h"
#include "plan/values.h"
#include "reports/reporters.h"

namespace avouch {

using Environment = std::function<std::optional<std::string>(const std::string& name)>;

enum class Command { run, mock, list, explain, lint, prove, cors, baseline, diff, coverage, merge, init };

// The tables [[waivers]] of a settings file.
struct ConfiguredWaivers {
  std::string file;
  JsonValue list;
};

struct Options {
  Command command = Command::run;

  std::string contract;           // file, http or https URL, or "-" for stdin; empty: the bundled contract
  http::Fields contract_headers;  // for a contract at a URL
  std::vector<std::string> contracts;                          // for list, lint and prove
  std::vector<std::pair<std::string, std::string>> ref_roots;  // URL, folder
  std::vector<std::string> overlays;
  bool allow_remote_refs = false;  // fetch documents that references name by URL
  std::string get;                 // path that returns the contract, which is then a JSON Schema
  std::string coordinate;          // for explain
  std::vector<std::string>
      report_files;    // JSON reports of earlier runs, for baseline, diff, coverage and merge; or contracts
  std::string output;  // of baseline; empty: stdout
  std::string shard;   // "2/4", "off", "auto"; empty: auto
  std::string shard_weights;  // JSON report of an earlier run, for how long requests take; empty: all alike
  std::string failed_in;      // JSON report of an earlier run: repeat what failed there; empty: all

  // The target and its credentials.
  std::string target;  // URL; empty: the bundled mock. For cors: the URL of the call, may have a query
  std::vector<ServerTarget> servers;  // targets for operations of other servers, with the users of their URLs
  std::optional<std::string> user;    // NAME:PASSWORD
  std::optional<std::string> token;   // for bearer schemes
  // API keys: name of the security scheme, key. `environment` gives those of other schemes.
  std::vector<std::pair<std::string, std::string>> api_keys;
  // The same for a second identity.
  std::optional<std::string> other_user;
  std::optional<std::string> other_token;
  std::vector<std::pair<std::string, std::string>> other_api_keys;
  std::string oauth_client;                                  // ID of the OAuth 2 client; empty: none
  std::string oauth_secret_file;                             // empty: AVOUCH_OAUTH_SECRET
  std::string oauth_token_url;                               // empty: the contract's
  std::optional<std::pair<std::string, std::string>> login;  // method, path: the request that gives a token
  bool api_keys_are_configured = false;  // by avouch.toml, so the environment overrides them
  bool other_api_keys_are_configured = false;
  http::Fields headers;
  // Environment variables that a configuration file uses in headers and values: name, value.
  std::vector<std::pair<std::string, std::string>> substituted;
  std::vector<std::string> origins = {kPageOrigin};
  std::vector<std::string> deny_origins;  // pages that must not be admitted
  std::optional<bool> credentials;  // pages call with credentials: "include" (true), or must not (false)
  bool allow_writes = false;
  bool any_writes = false;  // also those that change what the run did not create
  PlanOptions::Bodies bodies = PlanOptions::Bodies::both;
  bool prefer = false;  // request documented responses that no request triggers: Prefer: code=NNN

  std::chrono::milliseconds settle{0};                      // how long a list may take to show a new resource
  std::string workflow;                                     // an Arazzo description to carry out; empty: none
  std::vector<std::pair<std::string, std::string>> inputs;  // of its workflows: name, text

  // Values for parameters and members of request bodies.
  std::vector<GivenValue> variables;
  std::string values_file;
  std::string configuration_file;  // that was read; empty: none

  // The selection of operations and clauses, and the strictness.
  Selection selection;
  std::set<std::string> strict;  // of kStrict
  Conditions conditions;
  bool fails_on_new = false;  // --fail-on new: whatever the baseline exercised must be exercised still

  // Known failures.
  std::string waivers_file;  // empty: avouch.waivers.yaml if it exists
  std::optional<ConfiguredWaivers> configured_waivers;
  std::string write_baseline;  // file; empty: none
  bool assert_formats = true;
  std::chrono::milliseconds max_judge_time = JudgeOptions{}.max_time;
  std::size_t max_memory = std::size_t{256} << 20U;  // of the responses of a run
  std::chrono::milliseconds max_total_time{0};       // of the requests of a run; 0: unlimited

  // lint
  std::vector<LintSilence> lint_silences;
  LintFinding::Severity lint_fails_on = LintFinding::Severity::error;  // and on what is more severe

  // prove
  std::vector<std::string> allow_unproven;  // globs over coordinates of clauses that need no proof

  // How requests are sent.
  std::chrono::milliseconds wait{0};  // for the target to answer at all; 0: not
  std::size_t jobs = 4;
  double rate = 0;                        // maximum requests per second; 0: no limit
  std::uint64_t repeat = 0;               // rounds of the safe requests after the others
  std::chrono::milliseconds duration{0};  // of those rounds; 0 with `repeat` at 0: there are none
  TransportOptions transport;

  // The output.
  std::map<std::string, std::string>
      reports;  // files of the reports of a ledger, by the names of the reporters
  ReportLimits report_limits;
  std::string report_sarif;    // of lint
  std::string report_json;     // of list, explain, lint, cors, diff and coverage
  bool report_github = false;  // annotations and a step summary
  bool color = true;           // if stdout is a terminal
  bool quiet = false;
  bool verbose = false;

  // mock
  int port = 8080;
  std::chrono::milliseconds delay{0};
  bool stateless = false;             // forget what requests create, change and delete
  std::optional<std::uint64_t> seed;  // for generated values; unset: 1, in a run the plainest
  std::vector<std::string> faults;    // globs over coordinates

  // init
  bool replaces_configuration = false;

  // cors, besides target
  std::string method = "GET";

  Environment environment;  // for variables that are named after parts of the contract; may be empty

  std::vector<std::string> googletest;  // --gtest_… flags, passed to GoogleTest
};

inline constexpr const char* kStrict[] = {"fields", "headers",  "duplicates", "statuses",
                                          "state",  "contract", "waivers"};

// The text that --help or --version prints.
struct TextAnswer {
  std::string text;
};

// The help of a command: what --help, the manual pages and the completions of shells are made of.
struct CommandHelp {
  std::string name;       // "run"
  std::string help;       // one sentence without a full stop
  std::string arguments;  // "[CONTRACT]"
  std::string footer;     // sections such as "Examples:\n  avouch run\n"
  unsigned bit = 0;       // of Setting::Commands
};

// In the order of --help.
std::vector<CommandHelp> command_help();

// `arguments` exclude the program's name. Errors: unknown or contradictory flags, values out of range, a
// configuration file that cannot be read. Error texts never contain values of secrets.
Result<std::variant<Options, TextAnswer>> read_options(const std::vector<std::string>& arguments,
                                                       const Environment& environment);

}  // namespace avouch
