// SPDX-License-Identifier: MIT
#include "cli/option/settings.h"

#include <algorithm>
#include <string_view>

#include "cli/option/setting_values.h"
#include "reports/reporters.h"

namespace avouch {

using namespace setting;  // NOLINT: the table reads as a table

namespace {

// An option for the file or folder of each reporter, before the other options about what comes out.
std::vector<Setting> with_reporters(std::vector<Setting> others) {
  std::vector<Setting> files;
  for (const Reporter& reporter : reporters()) {
    const unsigned commands = reporter.is_of_messages ? Setting::kRun | Setting::kMerge
                                                      : Setting::kRun | Setting::kProve | Setting::kMerge;
    files.push_back({reporter.flag, "", writes_folder(reporter) ? "DIR" : "FILE", false, commands, "Output",
                     reporter.help, "",
                     [name = reporter.name](Options& options, const std::string& option, const Texts& texts) {
                       return one_named_file(options.reports[name], option, texts);
                     }});
  }
  const auto output = std::find_if(others.begin(), others.end(), [](const Setting& setting) {
    return std::string_view(setting.group) == "Output";
  });
  others.insert(output, files.begin(), files.end());
  return others;
}

}  // namespace

const std::vector<Setting>& settings() {
  using S = Setting;
  constexpr unsigned kExchanging = S::kRun | S::kCors;
  constexpr unsigned kSelecting = S::kRun | S::kList;
  constexpr unsigned kLoading = S::kRun | S::kMock | S::kList | S::kExplain | S::kLint | S::kProve;
  constexpr unsigned kReading = kLoading | S::kDiff;  // contracts
  static const std::vector<Setting> table = with_reporters({
      {"contract", "", "CONTRACT", false, kLoading, "Contract",
       "The contract, if the command line names none", "", contract, true},
      {"get", "", "PATH", false, kLoading, "Contract",
       "Read CONTRACT as a JSON Schema: it describes the response to GET PATH", "", get},
      {"contract-header", "", "NAME:VALUE", true, kReading, "Contract",
       "Add a header to the request for a CONTRACT that is a URL", "", contract_headers},
      {"overlay", "", "FILE", true, kReading, "Contract",
       "Apply an OpenAPI Overlay 1.0 or 1.1 (JSON or YAML) to the contract", "", overlays},
      {"ref-root", "", "URL=FOLDER", true, kReading, "Contract",
       "Local folder for documents whose URL starts with URL", "", ref_roots},
      {"allow-remote-refs", "", "", false, kReading, "Contract",
       "Download documents that the contract refers to by http or https URL", "",
       flag<&Options::allow_remote_refs>},

      {"target", "-t", "URL", false, S::kRun | S::kExplain | S::kInit, "Target",
       "Base URL of the API to judge (default: the bundled mock of the contract)", "AVOUCH_TARGET", target},
      {"server", "", "DOCUMENTED=URL", true, S::kRun, "Target",
       "Send requests documented for server DOCUMENTED to URL", "", servers},
      {"user", "-u", "NAME:PASSWORD", false, S::kRun | S::kMock | S::kCors, "Target",
       "Credentials for HTTP Basic and Digest (prefer AVOUCH_USER: process lists show arguments)",
       "AVOUCH_USER", user},
      {"token", "", "TOKEN", false, S::kRun | S::kMock, "Target",
       "Bearer token (prefer AVOUCH_TOKEN: process lists show arguments)", "AVOUCH_TOKEN", token},
      {"api-key", "", "SCHEME=KEY", true, S::kRun | S::kMock, "Target",
       "Key for the contract's security scheme SCHEME (prefer AVOUCH_API_KEY_SCHEME: upper case, _ for other "
       "characters)",
       "", api_keys},
      {"other-user", "", "NAME:PASSWORD", false, S::kRun | S::kMock, "Target",
       "Second identity, which must not see or change what the first one created (prefer AVOUCH_OTHER_USER)",
       "AVOUCH_OTHER_USER", other_user},
      {"other-token", "", "TOKEN", false, S::kRun | S::kMock, "Target",
       "Bearer token of the second identity (prefer AVOUCH_OTHER_TOKEN)", "AVOUCH_OTHER_TOKEN", other_token},
      {"other-api-key", "", "SCHEME=KEY", true, S::kRun | S::kMock, "Target",
       "Key of the second identity (prefer AVOUCH_OTHER_API_KEY_SCHEME)", "", other_api_keys},
      {"oauth-client", "", "ID", false, S::kRun, "Target",
       "Get OAuth 2 tokens from the contract's tokenUrl as this client; its secret is AVOUCH_OAUTH_SECRET",
       "AVOUCH_OAUTH_CLIENT", oauth_client},
      {"oauth-secret-file", "", "FILE", false, S::kRun, "Target",
       "Read the secret of the OAuth 2 client from FILE", "", file<&Options::oauth_secret_file>},
      {"oauth-token-url", "", "URL", false, S::kRun, "Target",
       "Use this URL instead of the contract's tokenUrl", "", oauth_token_url},
      {"login", "", "REQUEST", false, S::kRun, "Target",
       "Get a token by REQUEST, such as 'POST /auth/login'; the table [login] of --values has its body", "",
       login},
      {"header", "-H", "NAME:VALUE", true, kExchanging, "Target",
       "Add a header to every request except preflights; Authorization sets the credentials", "", headers},
      {"origin", "", "URL", true, kExchanging | S::kList | S::kMock, "Target",
       "Origin of the page that calls cross-origin (default https://avouch.example)", "", origins},
      {"deny-origin", "", "URL", true, S::kRun | S::kList | S::kMock, "Target",
       "Origin that the API must refuse", "", deny_origins},
      {"request", "-X", "METHOD", false, S::kCors, "Target",
       "Method of the cross-origin request (default GET)", "", method},
      {"credentials", "", "", false, kExchanging | S::kList | S::kMock, "Target",
       "Pages send credentials (fetch option credentials: \"include\")", "", credentials<true>},
      {"no-credentials", "", "", false, S::kRun | S::kList | S::kMock, "Target",
       "The API must not allow credentials from any page", "", credentials<false>},
      {"allow-writes", "", "[=any]", false, kSelecting | S::kCors, "Target",
       "Also send requests that can change data: what the run creates; with =any, all data", "",
       allow_writes},
      {"bodies", "", "WHICH", false, kSelecting, "Values",
       "Members of generated request bodies: all, required, or both (default): if all are refused, fewer", "",
       bodies},
      {"settle", "", "SECONDS", false, S::kRun, "Target",
       "Maximum time for a list to show what was created (default: at once)", "", setting::settle},
      {"prefer", "", "", false, kSelecting, "Target",
       "Also request responses that no input can trigger, with a Prefer header (for mock servers)", "",
       flag<&Options::prefer>},

      {"workflow", "", "FILE", false, S::kRun | S::kList, "Workflow",
       "Take the workflows of an Arazzo 1.0 or 1.1 description (JSON or YAML) instead of a plan", "",
       file<&Options::workflow>},
      {"input", "", "NAME=VALUE", true, S::kRun | S::kList, "Workflow",
       "Input of a workflow (prefer AVOUCH_INPUT_NAME for secrets: process lists show arguments)", "",
       inputs},

      {"variable", "", "NAME=VALUE", true, kSelecting, "Values",
       "Value for each parameter, request body member or API key with this name", "", variables},
      {"values", "", "FILE", false, kSelecting, "Values",
       "TOML file with such values; [operations.OPERATION-ID] applies to one operation", "",
       file<&Options::values_file>},

      {"include-path", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Select operations whose path matches", "", operations<&Selection::include, &OperationGlobs::paths>},
      {"include-method", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Select operations whose method matches", "",
       operations<&Selection::include, &OperationGlobs::methods>},
      {"include-tag", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Select operations with a tag that matches", "",
       operations<&Selection::include, &OperationGlobs::tags>},
      {"include-operation-id", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Select operations whose operationId matches", "",
       operations<&Selection::include, &OperationGlobs::ids>},
      {"exclude-path", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Skip operations whose path matches", "", operations<&Selection::exclude, &OperationGlobs::paths>},
      {"exclude-method", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Skip operations whose method matches", "", operations<&Selection::exclude, &OperationGlobs::methods>},
      {"exclude-tag", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Skip operations with a tag that matches", "", operations<&Selection::exclude, &OperationGlobs::tags>},
      {"exclude-operation-id", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Skip operations whose operationId matches", "",
       operations<&Selection::exclude, &OperationGlobs::ids>},
      {"max-operations", "", "N", false, kSelecting | S::kProve, "Operations",
       "Select only the first N operations", "", max_operations},

      {"include", "", "GLOB", true, kSelecting | S::kProve, "Clauses",
       "Select clauses whose coordinate matches (* also matches slashes)", "",
       clauses<&Selection::include_clauses>},
      {"exclude", "", "GLOB", true, kSelecting | S::kProve, "Clauses",
       "Skip clauses whose coordinate matches", "", clauses<&Selection::exclude_clauses>},
      {"strict", "", "LIST", true, kLoading, "Clauses",
       "Treat these warnings as violations: fields, headers, duplicates, statuses, state; contract: refuse a "
       "contract with faults; waivers: fail if a known failure is stale",
       "", strict},
      {"failed-in", "", "REPORT", false, S::kRun, "Clauses",
       "Select clauses that were violated (and not waived) or undecided in the JSON report of an earlier run",
       "", file<&Options::failed_in>},
      {"shard", "", "WHICH", false, S::kRun, "Clauses",
       "Judge a part of the clauses: 2/4 is the second of four; off; auto (default) reads the variables of "
       "GoogleTest, Kubernetes and GitLab",
       "", shard},
      {"shard-weights", "", "REPORT", false, S::kRun, "Clauses",
       "Cut shards by how long the requests took in the JSON report of an earlier run", "",
       file<&Options::shard_weights>},
      {"require-exercised", "", "[=GLOB]", false, S::kRun | S::kMerge, "Clauses",
       "Exit with 4 if any clause (with =GLOB: that matches) was not exercised", "", require_exercised},
      {"min-exercised", "", "SHARE", true, S::kRun | S::kMerge, "Clauses",
       "Exit with 4 if fewer clauses were exercised: 80% of all, or 'GLOB=95%' of those that match", "",
       min_exercised},
      {"waivers", "", "FILE", false, S::kRun, "Clauses",
       "Known failures, which do not fail the run (default: avouch.waivers.yaml, if present)", "",
       file<&Options::waivers_file>},
      {"fail-on", "", "WHAT", false, S::kRun | S::kLint, "Clauses",
       "run: violation (default), or new: also fail if a clause that the baseline exercised is not "
       "exercised; "
       "lint: the least severe finding that fails, error (default), warning or note",
       "", fail_on},
      {"allow-unproven", "", "GLOB", true, S::kProve, "Clauses",
       "Accept clauses whose coordinate matches without proof", "", allow_unproven},
      {"formats", "", "HOW", false, S::kRun, "Clauses",
       "Judge the format keyword: assert (default) or annotate (do not judge)", "", formats},

      {"wait", "", "SECONDS", false, S::kRun, "Exchange",
       "Maximum time to wait for the target to answer before the first request of the run (default: do not "
       "wait)",
       "", option_seconds<&Options::wait>},
      {"rate", "", "N/s", false, S::kRun, "Exchange", "Maximum request rate, such as 50/s or 30/m", "", rate},
      {"jobs", "-j", "N", false, S::kRun | S::kProve, "Exchange",
       "Maximum number of concurrent requests (default 4)", "", jobs},
      {"repeat", "", "N", false, S::kRun, "Exchange",
       "Then send the safe requests N times more, judge each response, and show latencies", "", repeat},
      {"duration", "", "TIME", false, S::kRun, "Exchange",
       "The same for that time, such as 30s, 5m or 2h; with --repeat, what ends first", "", duration},
      {"connect-timeout", "", "SECONDS", false, kExchanging, "Exchange",
       "Maximum time to connect (default 10)", "", seconds<&TransportOptions::connect_timeout>},
      {"max-time", "-m", "SECONDS", false, kExchanging, "Exchange",
       "Maximum time for one request and its response (default 30)", "",
       seconds<&TransportOptions::max_time>},
      {"max-total-time", "", "SECONDS", false, S::kRun, "Exchange",
       "Maximum time for all requests; then the run ends early (default: unlimited)", "",
       option_seconds<&Options::max_total_time>},
      {"max-memory", "", "BYTES", false, S::kRun, "Exchange",
       "Maximum memory for the responses that a run holds at one time (default 256M)", "", max_memory},
      {"max-judge-time", "", "SECONDS", false, S::kRun, "Exchange",
       "Maximum processor time to judge one response (default 2)", "",
       option_seconds<&Options::max_judge_time>},
      {"max-filesize", "", "BYTES", false, kExchanging, "Exchange",
       "Maximum size of a response body after decoding (default 64M)", "", max_filesize},
      {"max-items", "", "N", false, kExchanging, "Exchange",
       "Maximum number of items to read from a stream, which is then closed (default 100)", "", max_items},
      {"max-stream-time", "", "SECONDS", false, kExchanging, "Exchange",
       "Maximum time to read a stream of items, which is then closed (default 5)", "",
       seconds<&TransportOptions::max_stream_time>},
      {"retry", "", "N", false, kExchanging, "Exchange",
       "Number of retries when no response arrives (default 0)", "", retry},
      {"cacert", "", "FILE", false, kExchanging | kReading, "Exchange",
       "CA certificates to trust instead of the system's (PEM)", "",
       transport_text<&TransportOptions::cacert>},
      {"cert", "-E", "FILE", false, kExchanging, "Exchange", "Client certificate (PEM)", "",
       transport_text<&TransportOptions::cert>},
      {"key", "", "FILE", false, kExchanging, "Exchange", "Private key of the client certificate (PEM)", "",
       transport_text<&TransportOptions::key>},
      {"insecure", "-k", "", false, kExchanging, "Exchange", "Do not verify the server's certificate", "",
       insecure},
      {"proxy", "-x", "URL", false, kExchanging, "Exchange", "Use this HTTP proxy", "", proxy},

      {"lint-disable", "", "RULE[=GLOB]", true, S::kLint, "Rules",
       "Silence findings of a rule, everywhere or in the API paths that match", "", lint_disable},

      {"report-sarif", "", "FILE", false, S::kLint, "Output", "Write a SARIF 2.1.0 report", "",
       file<&Options::report_sarif>},
      {"report-json", "", "FILE", false,
       S::kList | S::kExplain | S::kLint | S::kCors | S::kDiff | S::kCoverage, "Output",
       "Write the result as JSON (described by schemas/WHAT.schema.json); - is stdout", "",
       file<&Options::report_json>, false, true},
      {"write-baseline", "", "FILE", false, S::kRun | S::kMerge, "Output",
       "Write the run's violations as known failures, and what it exercised, for --waivers", "",
       file<&Options::write_baseline>},
      {"output", "-o", "FILE", false, S::kBaseline, "Output", "Write to FILE instead of stdout", "",
       file<&Options::output>},
      {"junit-max", "", "N", false, S::kRun | S::kMerge | S::kProve, "Output",
       "Maximum number of test cases in a JUnit report; of more clauses, those of an operation that do not "
       "fail "
       "share one (default 20000)",
       "", junit_max},
      {"report-github", "", "", false, S::kRun | S::kMerge, "Output",
       "Print annotations for GitHub Actions, and append a summary to the file GITHUB_STEP_SUMMARY", "",
       flag<&Options::report_github>},
      {"no-color", "", "", false, ~0U, "Output", "Do not use color (also: environment variable NO_COLOR)", "",
       flag<&Options::color, false>},
      {"quiet", "-q", "", false, S::kRun | S::kMock | S::kProve | S::kMerge, "Output",
       "Print only problems and the summary line (mock: no line per request)", "", flag<&Options::quiet>},
      {"verbose", "-v", "", false, S::kRun | S::kProve | S::kDiff | S::kCoverage | S::kLint | S::kMerge,
       "Output", "Print every clause and every request (coverage, diff, lint: leave nothing out)", "",
       flag<&Options::verbose>},

      {"force", "", "", false, S::kInit, "Output", "Replace an existing avouch.toml", "",
       flag<&Options::replaces_configuration>},

      {"port", "-p", "N", false, S::kMock, "Mock",
       "Port on the loopback address (default 8080; 0 chooses a free port)", "", port},
      {"stateless", "", "", false, S::kRun | S::kMock, "Mock",
       "Forget what requests create, change and delete (run: in the bundled mock)", "",
       flag<&Options::stateless>},
      {"delay", "", "MS", false, S::kMock, "Mock", "Delay before each response, in milliseconds", "", delay},
      {"seed", "", "N", false, S::kRun | S::kMock | S::kProve, "Values",
       "Seed for generated values (default: run uses the simplest values, other commands use 1)", "", seed},
      {"fault", "", "GLOB", true, S::kMock, "Mock",
       "Serve responses that break clauses whose coordinate matches (to test a test suite)", "", faults},
  });
  return table;
}

std::string help_of(const Setting& setting, std::string_view command) {
  constexpr std::string_view kWhat = "WHAT.schema";
  std::string help = setting.help;
  const std::size_t at = help.find(kWhat);
  if (at == help.npos) return help;
  const bool is_of_run = command == "run" || command == "merge";
  const std::string_view schema = is_of_run ? "report" : command == "prove" ? "proof" : command;
  return help.replace(at, kWhat.find('.'), schema);
}

}  // namespace avouch
