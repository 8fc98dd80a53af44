// SPDX-License-Identifier: MIT
#include "cli/option/settings.h"

#include <algorithm>
#include <string_view>

#include "cli/option/setting_values.h"
#include "reports/reporters.h"

namespace avouch {

using namespace setting;  // NOLINT: the table reads as a table

namespace {

// An option for the file of each reporter, before the other options about what comes out.
std::vector<Setting> with_reporters(std::vector<Setting> others) {
  std::vector<Setting> files;
  for (const Reporter& reporter : reporters()) {
    files.push_back({reporter.flag, "", "FILE", false, Setting::kRun | Setting::kProve, "Output",
                     reporter.help, "",
                     [name = reporter.name](Options& options, const std::string& option, const Texts& texts) {
                       return named_file(options.reports[name], option, texts);
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
  static const std::vector<Setting> table = with_reporters({
      {"get", "", "PATH", false, kLoading, "Contract",
       "The contract is a JSON Schema: what GET answers there", "", get},
      {"overlay", "", "FILE", true, kLoading, "Contract",
       "Changes to the contract: OpenAPI Overlay 1.0, in JSON or YAML", "", overlays},
      {"ref-root", "", "URL=FOLDER", true, kLoading, "Contract",
       "Where the documents are that references name by URLs which begin so", "", ref_roots},
      {"allow-remote-refs", "", "", false, kLoading, "Contract",
       "Fetch documents that references name by http or https URLs", "", flag<&Options::allow_remote_refs>},
      {"skip-invalid", "", "", false, kLoading, "Contract",
       "Leave out operations that cannot be loaded, and list them", "", flag<&Options::skip_invalid>},

      {"target", "-t", "URL", false, S::kRun | S::kExplain, "Target",
       "What to judge; without it, a bundled mock of the contract", "AVOUCH_TARGET", target},
      {"server", "", "DOCUMENTED=URL", true, S::kRun, "Target",
       "Whom to ask what is documented at another server than the document's", "", servers},
      {"user", "-u", "NAME:PASSWORD", false, S::kRun | S::kMock | S::kCors, "Target",
       "Credentials for Basic security; better as the environment variable, where no process list shows them",
       "AVOUCH_USER", user},
      {"header", "-H", "NAME:VALUE", true, kExchanging, "Target",
       "A header for every request but preflights; an Authorization here is the credentials", "", headers},
      {"origin", "", "URL", true, kExchanging | S::kList | S::kMock, "Target",
       "The origin of a page that calls cross-origin (default https://avouch.example)", "", origins},
      {"deny-origin", "", "URL", true, S::kRun | S::kList | S::kMock, "Target",
       "An origin that must not be admitted", "", deny_origins},
      {"request", "-X", "METHOD", false, S::kCors, "Target",
       "The method that the page calls with (default GET)", "", method},
      {"credentials", "", "", false, kExchanging | S::kList | S::kMock, "Target",
       "Pages call with credentials: \"include\"", "", credentials<true>},
      {"no-credentials", "", "", false, S::kRun | S::kList | S::kMock, "Target",
       "No page may call with credentials", "", credentials<false>},
      {"allow-writes", "", "", false, kSelecting | S::kCors, "Target",
       "Also send methods other than GET, HEAD and OPTIONS", "", flag<&Options::allow_writes>},
      {"prefer", "", "", false, kSelecting, "Target",
       "Also ask for documented answers that nothing brings about, by Prefer: code=NNN; mocks take it", "",
       flag<&Options::prefer>},

      {"variable", "", "NAME=VALUE", true, kSelecting, "Values",
       "A value for every parameter, member of a request body or API key of that name", "", variables},
      {"values", "", "FILE", false, kSelecting, "Values",
       "Such values in TOML; [operations.OPERATION-ID] holds those of one operation", "",
       file<&Options::values_file>},

      {"include-path", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Only operations whose path matches", "", operations<&Selection::include, &OperationGlobs::paths>},
      {"include-method", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Only operations of that method", "", operations<&Selection::include, &OperationGlobs::methods>},
      {"include-tag", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Only operations with such a tag", "", operations<&Selection::include, &OperationGlobs::tags>},
      {"include-operation-id", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "Only operations whose operationId matches", "",
       operations<&Selection::include, &OperationGlobs::ids>},
      {"exclude-path", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "No operation whose path matches", "", operations<&Selection::exclude, &OperationGlobs::paths>},
      {"exclude-method", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "No operation of that method", "", operations<&Selection::exclude, &OperationGlobs::methods>},
      {"exclude-tag", "", "GLOB", true, kSelecting | S::kProve, "Operations", "No operation with such a tag",
       "", operations<&Selection::exclude, &OperationGlobs::tags>},
      {"exclude-operation-id", "", "GLOB", true, kSelecting | S::kProve, "Operations",
       "No operation whose operationId matches", "", operations<&Selection::exclude, &OperationGlobs::ids>},
      {"max-operations", "", "N", false, kSelecting | S::kProve, "Operations",
       "The first N of the selected operations alone", "", max_operations},

      {"include", "", "GLOB", true, kSelecting | S::kProve, "Clauses",
       "Only clauses whose coordinate matches (* crosses slashes)", "", clauses<&Selection::include_clauses>},
      {"exclude", "", "GLOB", true, kSelecting | S::kProve, "Clauses", "All clauses but those", "",
       clauses<&Selection::exclude_clauses>},
      {"strict", "", "LIST", true, kSelecting, "Clauses",
       "Make warnings violations: fields, headers, duplicates, statuses", "", strict},
      {"require-exercised", "", "", false, S::kRun, "Clauses", "Exit 4 when a clause was not exercised", "",
       flag<&Options::require_exercised>},
      {"allow-unproven", "", "GLOB", true, S::kProve, "Clauses",
       "Clauses that need not be proven, by coordinate", "", allow_unproven},
      {"formats", "", "HOW", false, S::kRun, "Clauses",
       "assert (default) or annotate, as JSON Schema 2020-12 allows", "", formats},

      {"rate", "", "N/s", false, S::kRun, "Exchange", "Requests a second at most: 50/s, 30/m", "", rate},
      {"jobs", "-j", "N", false, S::kRun | S::kProve, "Exchange", "Requests under way at once (default 4)",
       "", jobs},
      {"connect-timeout", "", "SECONDS", false, kExchanging, "Exchange", "For a connection (default 10)", "",
       seconds<&TransportOptions::connect_timeout>},
      {"max-time", "-m", "SECONDS", false, kExchanging, "Exchange", "For a whole exchange (default 30)", "",
       seconds<&TransportOptions::max_time>},
      {"max-filesize", "", "BYTES", false, kExchanging, "Exchange",
       "The longest content that is read, decoded (default 64M)", "", max_filesize},
      {"retry", "", "N", false, kExchanging, "Exchange", "Further tries where no answer came (default 0)", "",
       retry},
      {"cacert", "", "FILE", false, kExchanging | kLoading, "Exchange",
       "Certificates to trust instead of the system's (PEM)", "", transport_text<&TransportOptions::cacert>},
      {"cert", "-E", "FILE", false, kExchanging, "Exchange", "Client certificate (PEM)", "",
       transport_text<&TransportOptions::cert>},
      {"key", "", "FILE", false, kExchanging, "Exchange", "Its private key (PEM)", "",
       transport_text<&TransportOptions::key>},
      {"insecure", "-k", "", false, kExchanging, "Exchange", "Do not verify the target's certificate", "",
       insecure},
      {"proxy", "-x", "URL", false, kExchanging, "Exchange", "Go through an HTTP proxy", "", proxy},

      {"report-sarif", "", "FILE", false, S::kLint, "Output", "Write a SARIF 2.1.0 report", "",
       file<&Options::report_sarif>},
      {"no-color", "", "", false, ~0U, "Output", "Plain text; so does the environment variable NO_COLOR", "",
       flag<&Options::color, false>},
      {"quiet", "-q", "", false, S::kRun | S::kMock | S::kProve, "Output",
       "Only what is violated or undecided, and the last line", "", flag<&Options::quiet>},
      {"verbose", "-v", "", false, S::kRun | S::kProve, "Output", "Every clause and every exchange", "",
       flag<&Options::verbose>},

      {"port", "-p", "N", false, S::kMock, "Mock",
       "Port on the loopback address (default 8080; 0 takes a free one)", "", port},
      {"delay", "", "MS", false, S::kMock, "Mock", "Milliseconds before each answer", "", delay},
      {"seed", "", "N", false, S::kRun | S::kMock | S::kProve, "Values",
       "Of generated values: the same seed gives the same ones (default: of a run the plainest, else 1)", "",
       seed},
      {"fault", "", "GLOB", true, S::kMock, "Mock",
       "Break these clauses, by coordinate, to see whatever judges the mock go red", "", faults},
  });
  return table;
}

}  // namespace avouch
