// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

#include "base/text.h"
#include "cli/values.h"
#include "http/syntax.h"
#include "http/url.h"

namespace avouch {
namespace {

using Texts = std::vector<std::string>;
using Apply = Result<void> (*)(Options&, const std::string&, const Texts&);

// Puts a parsed value where it belongs, or hands its errors on.
template <class T, class Field>
Result<void> put(Result<T> value, Field& field) {
  if (!value) return value.errors();
  field = static_cast<Field>(*std::move(value));
  return {};
}

template <std::string Options::*field>
Result<void> report(Options& options, const std::string& option, const Texts& texts) {
  if (texts.back().empty()) {
    return Error{.title = option + ": the file's name is empty",
                 .place = {},
                 .mend = "Name a file, or leave the flag out; is a variable unset?"};
  }
  options.*field = texts.back();
  return {};
}

template <std::vector<std::string> Selection::*field>
Result<void> clauses(Options& options, const std::string&, const Texts& texts) {
  options.selection.*field = texts;
  return {};
}

template <OperationGlobs Selection::*which, std::vector<std::string> OperationGlobs::*field>
Result<void> operations(Options& options, const std::string&, const Texts& texts) {
  options.selection.*which.*field = texts;
  return {};
}

Result<void> allow_unproven(Options& options, const std::string&, const Texts& texts) {
  options.allow_unproven = texts;
  return {};
}

Result<void> get(Options& options, const std::string& option, const Texts& texts) {
  const std::string& path = texts.back();
  const bool is_plain = path.find_first_of(" {}#") == path.npos && http::is_field_value(path);
  if (!path.starts_with('/') || !is_plain) {
    return Error{.title = option + ": " + in_quotes(path) + " is not a path",
                 .place = {},
                 .mend = "Begin it with / and give every value, such as /v1/things?page=1."};
  }
  options.get = path;
  return {};
}

Result<void> overlays(Options& options, const std::string&, const Texts& texts) {
  options.overlays = texts;
  return {};
}

Result<void> ref_roots(Options& options, const std::string& option, const Texts& texts) {
  options.ref_roots.clear();
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    const std::size_t scheme = text.find("://");
    if (equals == text.npos || scheme == text.npos || scheme > equals || equals + 1 == text.size()) {
      return Error{.title = option + ": " + in_quotes(text) + " is not URL=FOLDER",
                   .place = {},
                   .mend = "Give both, such as https://example.com/schemas=./schemas."};
    }
    const std::string folder = text.substr(equals + 1);
    std::error_code code;
    if (!std::filesystem::is_directory(folder, code)) {
      return Error{.title = option + ": there is no folder " + in_quotes(folder),
                   .place = {},
                   .mend = "Name the folder that holds the documents whose URLs begin with " +
                           printable(text.substr(0, equals)) + "."};
    }
    options.ref_roots.emplace_back(text.substr(0, equals), folder);
  }
  return {};
}

Result<void> allow_remote_refs(Options&, const std::string& option, const Texts& texts) {
  if (texts.back() != "true") return {};
  return Error{.title = option + ": documents are not fetched over a network",
               .place = {},
               .mend = "Save them, and name their folder with --ref-root URL=FOLDER."};
}

Result<void> max_operations(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 1'000'000), options.selection.max_operations);
}

Result<void> variables(Options& options, const std::string& option, const Texts& texts) {
  options.variables.clear();
  for (const std::string& text : texts) {
    Result<GivenValue> value = parse_variable(option, text);
    if (!value) return value.errors();
    const auto known = std::find_if(options.variables.begin(), options.variables.end(),
                                    [&](const GivenValue& other) { return other.name == value->name; });
    if (known != options.variables.end()) {
      return Error{.title = option + ": " + in_quotes(value->name) + " is given twice",
                   .place = {},
                   .mend = "Leave one of the two out; --values FILE can give operations different ones."};
    }
    options.variables.push_back(*std::move(value));
  }
  return {};
}

template <bool Options::*field, bool when_on = true>
Result<void> flag(Options& options, const std::string&, const Texts& texts) {
  options.*field = (texts.back() == "true") == when_on;
  return {};
}

template <std::string TransportOptions::*field>
Result<void> transport_text(Options& options, const std::string&, const Texts& texts) {
  options.transport.*field = texts.back();
  return {};
}

template <std::chrono::milliseconds TransportOptions::*field>
Result<void> seconds(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_seconds(option, texts.back()), options.transport.*field);
}

Result<void> user(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_user(option, texts.back()), options.user);
}

Result<void> headers(Options& options, const std::string& option, const Texts& texts) {
  options.headers.clear();
  for (const std::string& line : texts) {
    Result<http::Field> field = parse_header(option, line);
    if (!field) return field.errors();
    options.headers.push_back(*std::move(field));
  }
  return {};
}

Result<void> parse_origins(std::vector<std::string>& origins, const std::string& option, const Texts& texts) {
  origins.clear();
  for (const std::string& origin : texts) {
    Result<std::string> parsed = parse_page_origin(option, origin);
    if (!parsed) return parsed.errors();
    origins.push_back(*std::move(parsed));
  }
  return {};
}

Result<void> deny_origins(Options& options, const std::string& option, const Texts& texts) {
  return parse_origins(options.deny_origins, option, texts);
}

Result<void> origins(Options& options, const std::string& option, const Texts& texts) {
  return parse_origins(options.origins, option, texts);
}

// A target's URL is shown only without its user information.
Result<void> target(Options& options, const std::string& option, const Texts& texts) {
  const auto url = http::parse_url(texts.back());
  if (!url) {
    return Error{
        .title = option + ": this is not an http or https URL",
        .place = {},
        .mend = "Give scheme and host, such as http://127.0.0.1:8080 or https://api.example.com/prefix."};
  }
  if (url->has_query) {
    return Error{.title = option + ": a target has no query",
                 .place = {},
                 .mend = "Take off everything from the ? on; the contract names the paths and parameters."};
  }
  options.target = texts.back();
  return {};
}

Result<void> proxy(Options& options, const std::string& option, const Texts& texts) {
  const std::string url =
      texts.back().find("://") == std::string::npos ? "http://" + texts.back() : texts.back();
  const auto parsed = http::parse_url(url);
  if (!parsed || parsed->scheme != "http") {
    return Error{
        .title = option + ": this is not a proxy that can be used",
        .place = {},
        .mend = "Give http://[NAME:PASSWORD@]HOST[:PORT]; SOCKS and https proxies are not supported."};
  }
  options.transport.proxy = url;
  return {};
}

Result<void> method(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_method(option, texts.back()), options.method);
}
Result<void> strict(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_strict(option, texts.size() == 1 ? texts.back() : join(texts, ",")), options.strict);
}
Result<void> formats(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_formats(option, texts.back()), options.assert_formats);
}
Result<void> rate(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_rate(option, texts.back()), options.rate);
}
Result<void> jobs(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 64), options.jobs);
}
Result<void> retry(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 10), options.transport.retry);
}
Result<void> port(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 65535), options.port);
}
Result<void> delay(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 600'000), options.delay);
}
Result<void> seed(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, std::numeric_limits<long>::max()), options.seed);
}
Result<void> faults(Options& options, const std::string&, const Texts& texts) {
  options.faults = texts;
  return {};
}
Result<void> max_filesize(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_size(option, texts.back()), options.transport.max_filesize);
}
template <bool admitted>
Result<void> credentials(Options& options, const std::string& option, const Texts& texts) {
  if (texts.back() != "true") return {};
  if (options.credentials && *options.credentials != admitted) {
    return Error{
        .title = option + " contradicts its opposite", .place = {}, .mend = "Leave one of the two out."};
  }
  options.credentials = admitted;
  return {};
}

Result<void> insecure(Options& options, const std::string&, const Texts& texts) {
  options.transport.insecure = texts.back() == "true";
  return {};
}

}  // namespace

const std::vector<Setting>& settings() {
  using S = Setting;
  constexpr unsigned kExchanging = S::kRun | S::kCors;
  constexpr unsigned kSelecting = S::kRun | S::kList;
  constexpr unsigned kLoading = S::kRun | S::kMock | S::kList | S::kExplain | S::kLint | S::kProve;
  static const std::vector<Setting> table = {
      {"get", "", "PATH", false, kLoading, "Contract",
       "The contract is a JSON Schema: what GET answers there", "", get},
      {"overlay", "", "FILE", true, kLoading, "Contract",
       "Changes to the contract: OpenAPI Overlay 1.0, in JSON or YAML", "", overlays},
      {"ref-root", "", "URL=FOLDER", true, kLoading, "Contract",
       "Where the documents are that references name by URLs which begin so", "", ref_roots},
      {"allow-remote-refs", "", "", false, kLoading, "Contract",
       "Not supported: nothing is ever fetched; see --ref-root", "", allow_remote_refs},
      {"skip-invalid", "", "", false, kLoading, "Contract",
       "Leave out operations that cannot be loaded, and list them", "", flag<&Options::skip_invalid>},

      {"target", "-t", "URL", false, S::kRun, "Target",
       "What to judge; without it, a bundled mock of the contract", "AVOUCH_TARGET", target},
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

      {"variable", "", "NAME=VALUE", true, kSelecting, "Values",
       "A value for every parameter, member of a request body or API key of that name", "", variables},
      {"values", "", "FILE", false, kSelecting, "Values",
       "Such values in TOML; [operations.OPERATION-ID] holds those of one operation", "",
       report<&Options::values_file>},

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
       "Make warnings violations: fields, headers, duplicates", "", strict},
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
      {"cacert", "", "FILE", false, kExchanging, "Exchange",
       "Certificates to trust instead of the system's (PEM)", "", transport_text<&TransportOptions::cacert>},
      {"cert", "-E", "FILE", false, kExchanging, "Exchange", "Client certificate (PEM)", "",
       transport_text<&TransportOptions::cert>},
      {"key", "", "FILE", false, kExchanging, "Exchange", "Its private key (PEM)", "",
       transport_text<&TransportOptions::key>},
      {"insecure", "-k", "", false, kExchanging, "Exchange", "Do not verify the target's certificate", "",
       insecure},
      {"proxy", "-x", "URL", false, kExchanging, "Exchange", "Go through an HTTP proxy", "", proxy},

      {"report-junit", "", "FILE", false, S::kRun | S::kProve, "Output", "Write a JUnit report", "",
       report<&Options::report_junit>},
      {"report-json", "", "FILE", false, S::kRun | S::kProve, "Output",
       "Write a JSON report (schemas/report.schema.json; of a proof: proof.schema.json)", "",
       report<&Options::report_json>},
      {"report-sarif", "", "FILE", false, S::kLint, "Output", "Write a SARIF 2.1.0 report", "",
       report<&Options::report_sarif>},
      {"report-html", "", "FILE", false, S::kRun | S::kProve, "Output", "Write a report as one HTML page", "",
       report<&Options::report_html>},
      {"no-color", "", "", false, ~0U, "Output", "Plain text; so does the environment variable NO_COLOR", "",
       flag<&Options::color, false>},
      {"quiet", "-q", "", false, S::kRun | S::kMock | S::kProve, "Output",
       "Only what is violated or undecided, and the last line", "", flag<&Options::quiet>},
      {"verbose", "-v", "", false, S::kRun | S::kProve, "Output", "Every clause and every exchange", "",
       flag<&Options::verbose>},

      {"port", "-p", "N", false, S::kMock, "Mock",
       "Port on the loopback address (default 8080; 0 takes a free one)", "", port},
      {"delay", "", "MS", false, S::kMock, "Mock", "Milliseconds before each answer", "", delay},
      {"seed", "", "N", false, S::kMock | S::kProve, "Mock",
       "Of generated bodies (a mock's: Prefer: dynamic=true); the same seed gives the same ones (default 1)",
       "", seed},
      {"fault", "", "GLOB", true, S::kMock, "Mock",
       "Break these clauses, by coordinate, to see whatever judges the mock go red", "", faults},
  };
  return table;
}

}  // namespace avouch
