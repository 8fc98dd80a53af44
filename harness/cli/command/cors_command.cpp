// SPDX-License-Identifier: MIT
#include "cli/command/cors_command.h"

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <string>

#include "base/text.h"
#include "cli/command/commands.h"
#include "cli/command/cors_steps.h"
#include "cli/command/json_parts.h"
#include "cli/command/report_files.h"
#include "cli/interruption.h"
#include "cli/option/secrets_of.h"
#include "cli/terminal.h"
#include "exchange/transport.h"
#include "http/curl.h"
#include "http/secret_field.h"
#include "http/syntax.h"
#include "http/url_secrets.h"
#include "judge/cors/simulation.h"

namespace avouch {
namespace {

bool carries_a_secret(const http::Request& request) {
  return std::any_of(request.fields.begin(), request.fields.end(), http::carries_a_secret);
}

// The targets of one call: redirects may lead to several.
class Targets {
 public:
  Targets(const Options& options, http::Origin first) : options_(options), first_(std::move(first)) {}

  cors::NetworkAnswer ask(const cors::BrowserRequest& asked) {
    if (const std::string reason = withheld(asked); !reason.empty()) {
      return cors::NoAnswer{.reason = reason, .is_withheld = true};
    }
    const Result<Transport*> transport = to(asked.url);
    if (!transport) return cors::NoAnswer{.reason = transport.errors().front().title};
    const Exchange exchange = (*transport)->send(asked.request);
    if (const Received* received = exchange.received()) return received->response;
    return cors::NoAnswer{.reason = exchange.failure()->reason};
  }

 private:
  // Returns why this command does not send a request that a browser would send.
  std::string withheld(const cors::BrowserRequest& asked) const {
    if (asked.is_preflight) return {};
    if (!http::is_safe_method(asked.request.method) && !options_.allow_writes) {
      return asked.request.method + " may change data there; --allow-writes sends it";
    }
    if (asked.url.origin() != first_ && carries_a_secret(asked.request)) {
      return "it would send one of your secrets to " + asked.url.text() + ", where the redirect leads";
    }
    return {};
  }

  Result<Transport*> to(const http::Url& url) {
    const std::string origin = http::serialize(url.origin());
    if (const auto known = transports_.find(origin); known != transports_.end()) return known->second.get();
    Result<std::unique_ptr<Transport>> made = http_transport(url.root(), options_.transport, interruption());
    if (!made) return made.errors();
    return transports_.emplace(origin, *std::move(made)).first->second.get();
  }

  const Options& options_;
  http::Origin first_;
  std::map<std::string, std::unique_ptr<Transport>> transports_;
};

cors::PageCall call_of(const Options& options, const std::string& origin) {
  cors::PageCall call{
      .origin = origin, .url = options.target, .method = options.method, .headers = options.headers};
  call.credentials =
      options.credentials.value_or(false) ? cors::Credentials::include : cors::Credentials::same_origin;
  call.star_covers_authorization = true;
  if (options.user) {
    const std::size_t colon = options.user->find(':');
    const std::string password = colon == std::string::npos ? std::string() : options.user->substr(colon + 1);
    call.headers.push_back(
        {"Authorization", http::basic_authorization(options.user->substr(0, colon), password)});
  }
  return call;
}

// Redacts before lines are wrapped: a wrapped secret would no longer be found.
cors::CallOutcome redacted(cors::CallOutcome outcome, const http::Secrets& secrets) {
  for (cors::CallStep& step : outcome.steps) {
    for (std::string* text : {&step.sentence, &step.line, &step.hint})
      *text = secrets.redact(std::move(*text));
  }
  return outcome;
}

ExitCode worse(ExitCode left, ExitCode right) {
  for (const ExitCode code : {ExitCode::violated, ExitCode::undecided}) {
    if (left == code || right == code) return code;
  }
  return ExitCode::holds;
}

ExitCode exit_code(const cors::CallOutcome& outcome) {
  if (outcome.readable) return ExitCode::holds;
  return outcome.no_answer ? ExitCode::undecided : ExitCode::violated;
}

JsonValue call_json(const cors::PageCall& call, const cors::CallOutcome& outcome) {
  JsonValue steps = JsonValue::array();
  for (const cors::CallStep& step : outcome.steps) {
    steps.items.push_back(json_object({{"sentence", step.sentence},
                                       {"rule", text_or_null(step.rule)},
                                       {"line", text_or_null(step.line)},
                                       {"hint", text_or_null(step.hint)},
                                       {"refuses", step.refuses},
                                       {"warns", step.warns}}));
  }
  return json_object({{"origin", call.origin},
                      {"method", call.method},
                      {"url", call.url},
                      {"result", outcome.readable    ? "readable"
                                 : outcome.no_answer ? "unknown"
                                                     : "blocked"},
                      {"steps", std::move(steps)}});
}

// Of a whole text: what a secret looks like within a JSON string is known to Secrets.
std::string calls_json(const JsonValue& calls, const http::Secrets& secrets) {
  return secrets.redact(document_text(
      json_object({{"format", "avouch-cors"}, {"schemaVersion", kCommandFormat}, {"calls", calls}})));
}

}  // namespace

ExitCode run_cors(const Options& options, std::ostream& out, std::ostream& err) {
  const auto url = http::parse_url(options.target);
  if (!url || url->includes_credentials()) {
    return refuse(
        {{.title = "this is not an http or https URL that a page can call",
          .place = {},
          .hint =
              "Give an absolute URL without credentials in it, such as https://api.example.com/v1/things."}},
        err);
  }
  catch_interruption();
  http::Secrets secrets = secrets_of(options, options.user);
  for (const http::UrlSecret& secret : http::url_secrets(options.target))
    secrets.add(secret.variable, secret.value);
  const StepsStyle style{.color = options.color && stdout_is_terminal() && options.report_json != "-",
                         .width = terminal_width()};
  JsonValue calls = JsonValue::array();
  const ReportFiles files({{options.report_json, [&] { return calls_json(calls, secrets); }}});
  if (const Errors errors = files.unwritable(); !errors.empty()) return refuse(errors, err);
  std::ostream& told = files.takes_output() ? err : out;
  Targets targets(options, url->origin());
  ExitCode code = ExitCode::holds;
  for (const std::string& origin : options.origins) {
    cors::PageCall call = call_of(options, origin);
    const cors::CallOutcome outcome = redacted(
        cors::simulate(call, [&](const cors::BrowserRequest& asked) { return targets.ask(asked); }), secrets);
    call.url = http::told(call.url, secrets);
    if (origin != options.origins.front()) told << '\n';
    told << secrets.redact(steps_text(call, outcome, style)) << std::flush;
    calls.items.push_back(call_json(call, outcome));
    code = worse(code, exit_code(outcome));
  }
  if (const Errors unwritten = files.write(out); !unwritten.empty()) return refuse(unwritten, err);
  return code;
}

}  // namespace avouch
