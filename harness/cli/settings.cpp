// SPDX-License-Identifier: MIT
#include "cli/settings.h"

#include <utility>

#include "base/text.h"
#include "cli/values.h"
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

template <std::vector<std::string> Options::*field>
Result<void> list(Options& options, const std::string&, const Texts& texts) {
  options.*field = texts;
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
Result<void> jobs(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 64), options.jobs);
}
Result<void> retry(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 10), options.transport.retry);
}
Result<void> port(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 65535), options.port);
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
  static const std::vector<Setting> table = {
      {"target", "-t", "URL", false, S::kRun, "Target",
       "What to judge; without it, a bundled mock of the contract", "AVOUCH_TARGET", target},
      {"user", "-u", "NAME:PASSWORD", false, S::kRun | S::kMock | S::kCors, "Target",
       "Credentials for Basic security; better as the environment variable, where no process list shows them",
       "AVOUCH_USER", user},
      {"header", "-H", "NAME:VALUE", true, kExchanging, "Target",
       "A header for every request but preflights; an Authorization here is the credentials", "", headers},
      {"origin", "", "URL", true, kExchanging | S::kList, "Target",
       "The origin of a page that calls cross-origin (default https://avouch.example)", "", origins},
      {"deny-origin", "", "URL", true, S::kRun | S::kList, "Target", "An origin that must not be admitted",
       "", deny_origins},
      {"request", "-X", "METHOD", false, S::kCors, "Target",
       "The method that the page calls with (default GET)", "", method},
      {"credentials", "", "", false, kExchanging | S::kList, "Target",
       "Pages call with credentials: \"include\"", "", credentials<true>},
      {"no-credentials", "", "", false, S::kRun | S::kList, "Target", "No page may call with credentials", "",
       credentials<false>},
      {"allow-writes", "", "", false, kSelecting | S::kCors, "Target",
       "Also send methods other than GET, HEAD and OPTIONS", "", flag<&Options::allow_writes>},

      {"include", "", "GLOB", true, kSelecting, "Clauses",
       "Only clauses whose coordinate matches (* crosses slashes)", "", list<&Options::include>},
      {"exclude", "", "GLOB", true, kSelecting, "Clauses", "All clauses but those", "",
       list<&Options::exclude>},
      {"strict", "", "LIST", true, kSelecting, "Clauses",
       "Make warnings violations: fields, headers, duplicates", "", strict},
      {"require-exercised", "", "", false, S::kRun, "Clauses", "Exit 4 when a clause was not exercised", "",
       flag<&Options::require_exercised>},
      {"formats", "", "HOW", false, S::kRun, "Clauses",
       "assert (default) or annotate, as JSON Schema 2020-12 allows", "", formats},

      {"jobs", "-j", "N", false, S::kRun, "Exchange", "Requests under way at once (default 4)", "", jobs},
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

      {"report-junit", "", "FILE", false, S::kRun, "Output", "Write a JUnit report", "",
       report<&Options::report_junit>},
      {"report-json", "", "FILE", false, S::kRun, "Output",
       "Write a JSON report (schemas/report.schema.json)", "", report<&Options::report_json>},
      {"report-html", "", "FILE", false, S::kRun, "Output", "Write a report as one HTML page", "",
       report<&Options::report_html>},
      {"no-color", "", "", false, ~0U, "Output", "Plain text; so does the environment variable NO_COLOR", "",
       flag<&Options::color, false>},
      {"quiet", "-q", "", false, S::kRun | S::kMock, "Output",
       "Only what is violated or undecided, and the last line", "", flag<&Options::quiet>},
      {"verbose", "-v", "", false, S::kRun, "Output", "Every clause and every exchange", "",
       flag<&Options::verbose>},

      {"port", "-p", "N", false, S::kMock, "Mock",
       "Port on the loopback address (default 8080; 0 takes a free one)", "", port},
  };
  return table;
}

}  // namespace avouch
