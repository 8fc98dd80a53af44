// SPDX-License-Identifier: MIT
#include "judge/cors/simulation.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "http/origin.h"
#include "judge/cors/advice.h"
#include "judge/cors/browser_url.h"
#include "judge/cors/page.h"
#include "judge/cors/response.h"

namespace avouch::cors {
namespace {

constexpr int kMostRedirects = 20;  // Fetch §4.5, HTTP-redirect fetch

// One call of fetch(), as a sequence of hops.
class Fetch {
 public:
  Fetch(const PageCall& call, const Network& network)
      : call_(call), network_(network), page_(http::parse_origin(call.origin)) {}

  CallOutcome run() && {
    outcome_.hops.push_back({.url = call_.url});
    const std::optional<PreparedCall> prepared = prepare(call_, outcome_.steps);
    if (!prepared) return std::move(outcome_);
    urls_ = {prepared->url};
    method_ = prepared->method;
    headers_ = prepared->headers;
    while (hop()) {
    }
    return std::move(outcome_);
  }

 private:
  // Makes one hop. Returns whether another one follows.
  bool hop() {
    const bool is_own = page_ && *page_ == url().origin();
    if (is_own && !is_cors_) {
      note("the page and " + shown(url().text()) + " have the same origin: CORS does not apply",
           "Fetch §4.1");
    } else {
      is_cors_ = true;
      note("a page of " + shown(call_.origin) + " asks for " + shown(url().text()) + ", of another origin" +
               (origin() == call_.origin ? "" : ": after the redirects its Origin is null"),
           "Fetch §4.1");
      const std::vector<std::string> unsafe = unsafe_request_header_names(headers_);
      if (needs_preflight(unsafe) && !preflight(unsafe)) return false;
    }
    const auto response = send();
    if (!response) return false;
    if (is_cors_ && !check_response(*response)) return false;
    if (is_redirect_status(response->status) && http::contains(response->fields, "Location"))
      return follow(*response);
    finish(*response);
    return false;
  }

  const http::Url& url() const { return urls_.back(); }

  // Fetch §2.2.5, serializing a request origin: "null" after a redirect from a foreign origin to yet another
  // one.
  std::string origin() const {
    for (std::size_t i = 1; i < urls_.size(); ++i) {
      const http::Origin last = urls_[i - 1].origin();
      if (urls_[i].origin() != last && (!page_ || *page_ != last)) return "null";
    }
    return call_.origin;
  }

  bool needs_preflight(const std::vector<std::string>& unsafe) {
    if (!is_safelisted_method(method_)) {
      note("the method " + shown(method_) + " needs a preflight: only GET, HEAD and POST do not",
           "Fetch §4.1");
    }
    if (!unsafe.empty()) note("the preflight asks for " + shown(join(unsafe, ", ")), "Fetch §2.2.2");
    if (is_safelisted_method(method_) && unsafe.empty()) {
      note("no preflight is needed", "Fetch §4.1");
      return false;
    }
    return true;
  }

  // Fetch §4.8, CORS-preflight fetch. Makes every check, to report all mistakes at once.
  bool preflight(const std::vector<std::string>& unsafe) {
    BrowserRequest asked{.hop = hop_, .is_preflight = true, .url = url()};
    asked.request.method = "OPTIONS";
    asked.request.target = url().target();
    asked.request.fields = {{"Accept", "*/*"}, {"Access-Control-Request-Method", method_}};
    if (!unsafe.empty())
      asked.request.fields.push_back({"Access-Control-Request-Headers", join(unsafe, ",")});
    asked.request.fields.push_back({"Origin", origin()});
    outcome_.hops.back().preflight = asked.request;
    const auto answer = ask(asked);
    if (!answer) return false;

    const http::Fields& fields = answer->fields;
    bool passes = true;
    if (is_ok_status(answer->status)) {
      note("the response to the preflight is " + std::to_string(answer->status), "Fetch §4.8");
    } else {
      passes = refuse(status_advice(*answer), "the preflight", "Fetch §4.8");
    }
    passes = check_origin(fields, "the preflight response", "Fetch §4.8") && passes;
    passes = check_method(fields) && passes;
    passes = check_headers(fields, unsafe) && passes;
    return passes;
  }

  bool check_origin(const http::Fields& fields, const std::string& whose, const std::string& rule) {
    const CorsCheck check = cors_check(origin(), call_.credentials, fields);
    if (check != CorsCheck::passes)
      return refuse(origin_advice(check, origin(), call_.credentials, fields), whose, rule);
    note(whose + " allows the origin" + (call_.credentials == Credentials::include ? " and credentials" : ""),
         rule, lines_of(fields, kAllowOrigin));
    return true;
  }

  bool check_method(const http::Fields& fields) {
    const TokenList methods = extract_tokens(fields, kAllowMethods);
    if (methods.state == TokenList::State::spoilt || !admits_method(methods, method_, call_.credentials)) {
      return refuse(method_advice(methods, method_, call_.credentials, fields), "the preflight response",
                    "Fetch §4.8");
    }
    if (is_safelisted_method(method_)) return true;
    note("the preflight response allows " + shown(method_), "Fetch §4.8", lines_of(fields, kAllowMethods));
    return true;
  }

  bool check_headers(const http::Fields& fields, const std::vector<std::string>& unsafe) {
    const TokenList headers = extract_tokens(fields, kAllowHeaders);
    if (headers.state == TokenList::State::spoilt) {
      const std::string name = unsafe.empty() ? "content-type" : join(unsafe, ", ");
      return refuse(header_advice(headers, name, fields), "the preflight response", "Fetch §4.8");
    }
    bool passes = true;
    for (const std::string& name : unsafe) passes = check_header(headers, name, fields) && passes;
    return passes;
  }

  bool check_header(const TokenList& headers, const std::string& name, const http::Fields& fields) {
    const HeaderGrant grant = header_grant(headers, name, call_.credentials);
    if (grant == HeaderGrant::by_name || grant == HeaderGrant::by_wildcard) {
      note("the preflight response allows the request header " + shown(name), "Fetch §4.8",
           lines_of(fields, kAllowHeaders));
      return true;
    }
    refuse(header_advice(headers, name, fields), "the preflight response", "Fetch §4.8");
    if (grant != HeaderGrant::wildcard_only || !call_.star_covers_authorization ||
        call_.credentials == Credentials::include) {
      return false;
    }
    CallStep& step = outcome_.steps.back();
    step.refuses = false;
    step.warns = true;
    step.sentence = "the preflight response allows " + shown(name) +
                    " in today's browsers only: * does not cover it in the standard";
    return true;
  }

  std::optional<http::Response> send() {
    BrowserRequest asked{.hop = hop_, .url = url()};
    asked.with_credentials = call_.credentials == Credentials::include ||
                             (call_.credentials == Credentials::same_origin && !is_cors_);
    asked.request.method = method_;
    asked.request.target = url().target();
    asked.request.fields = headers_;
    if (!http::contains(headers_, "Accept")) asked.request.fields.push_back({"Accept", "*/*"});
    // Fetch §3.2, append a request `Origin` header.
    if (is_cors_ || (method_ != "GET" && method_ != "HEAD"))
      asked.request.fields.push_back({"Origin", origin()});
    outcome_.hops.back().request = asked.request;
    auto answer = ask(asked);
    if (answer) {
      note(shown(method_) + " is sent" + (is_cors_ ? " with Origin: " + shown(origin()) : "") +
               "; the response is " + std::to_string(answer->status),
           "Fetch §4.6");
    }
    return answer;
  }

  bool check_response(const http::Response& response) {
    return check_origin(response.fields, "the response", "Fetch §4.10");
  }

  // Fetch §4.5, HTTP-redirect fetch.
  bool follow(const http::Response& response) {
    const std::string rule = "Fetch §4.5";
    const std::vector<std::string> locations = http::values(response.fields, "Location");
    const std::string line = lines_of(response.fields, "Location");
    if (locations.size() > 1) return stop("the redirect has several Location lines", rule, line);
    const BrowserUrl led = browser_url(locations.front(), url());
    if (!led.unknown.empty()) return leave_open("where the redirect leads is unknown: " + led.unknown, line);
    const std::optional<http::Url>& next = led.url;
    if (!next) return stop("the redirect does not lead to an http or https URL", rule, line);
    if (static_cast<int>(urls_.size()) > kMostRedirects) return stop("more than 20 redirects", rule, line);
    const bool leads_home = page_ && *page_ == next->origin();
    if (next->includes_credentials() && (is_cors_ || !leads_home)) {
      return stop("the redirect leads to a URL with credentials in it", rule, line);
    }
    const int status = response.status;
    const bool becomes_get = ((status == 301 || status == 302) && method_ == "POST") ||
                             (status == 303 && method_ != "GET" && method_ != "HEAD");
    if (becomes_get) {
      method_ = "GET";
      std::erase_if(headers_,
                    [](const http::Field& field) { return is_request_body_header_name(field.name); });
    }
    const bool drops_authorization =
        next->origin() != url().origin() && http::contains(headers_, "Authorization");
    if (drops_authorization) http::remove(headers_, "Authorization");
    note(std::string("the redirect is followed") + (becomes_get ? ", as a GET without a body" : "") +
             (drops_authorization ? ", without Authorization: it leads to another origin" : ""),
         rule, line);
    urls_.push_back(*next);
    ++hop_;
    outcome_.hops.push_back({.url = next->text()});
    return true;
  }

  void finish(const http::Response& response) {
    outcome_.readable = true;
    outcome_.same_origin = !is_cors_;
    outcome_.status = response.status;
    outcome_.exposed = is_cors_ ? exposed_names(response.fields, call_.credentials)
                                : same_origin_exposed_names(response.fields);
    const std::string names =
        outcome_.exposed.empty() ? "no header" : shown(join(outcome_.exposed, ", "), 3 * kShownLimit);
    note("the page can read the status, the body and " + names, "Fetch §2.2.6",
         is_cors_ ? lines_of(response.fields, kExposeHeaders) : std::string());
  }

  // ── steps

  std::optional<http::Response> ask(const BrowserRequest& asked) {
    NetworkAnswer answer = network_(asked);
    if (auto* response = std::get_if<http::Response>(&answer)) return std::move(*response);
    const NoAnswer& none = std::get<NoAnswer>(answer);
    outcome_.no_answer = true;
    stop(std::string(asked.is_preflight ? "the preflight" : "the request") +
             (none.is_withheld ? " is not sent: " : " got no response: ") + shown(none.reason),
         asked.is_preflight ? "Fetch §4.8" : "Fetch §4.6");
    return std::nullopt;
  }

  void note(std::string sentence, std::string rule, std::string line = {}) {
    outcome_.steps.push_back(
        {.hop = hop_, .sentence = std::move(sentence), .line = std::move(line), .rule = std::move(rule)});
  }

  bool stop(std::string sentence, std::string rule, std::string line = {}) {
    note(std::move(sentence), std::move(rule), std::move(line));
    outcome_.steps.back().refuses = true;
    return false;
  }

  // What a browser does from here on is not known.
  bool leave_open(std::string sentence, std::string line) {
    outcome_.no_answer = true;
    return stop(std::move(sentence), "Fetch §4.5", std::move(line));
  }

  bool refuse(Advice advice, const std::string& whose, const std::string& rule) {
    outcome_.steps.push_back({.hop = hop_,
                              .refuses = true,
                              .sentence = whose + " does not allow the call: " + advice.reason,
                              .line = std::move(advice.seen),
                              .hint = std::move(advice.expected),
                              .rule = rule});
    return false;
  }

  const PageCall& call_;
  const Network& network_;
  std::optional<http::Origin> page_;  // nullopt if opaque
  CallOutcome outcome_;
  std::vector<http::Url> urls_;  // the request's URL list
  std::size_t hop_ = 0;
  std::string method_;
  http::Fields headers_;
  bool is_cors_ = false;  // response tainting is "cors"; never reset
};

}  // namespace

CallOutcome simulate(const PageCall& call, const Network& network) {
  return Fetch(call, network).run();
}

}  // namespace avouch::cors
