// SPDX-License-Identifier: MIT
// Simulates a page's fetch() as a browser that follows the Fetch standard: preflight, request, redirects, and
// what the page may read in the end. Each step has the header line that decided it.
//
//   PageCall call{.origin = "https://app.example", .url = "https://api.example/v1", .headers =
//   {{"Authorization", "…"}}}; CallOutcome outcome = simulate(call, [&](const BrowserRequest& asked) { return
//   answer_of(asked); }); outcome.readable, outcome.steps.back().sentence
//
// The caller provides the network: a table in a test, a target in `avouch cors`. The simulation has no
// caches: it makes every preflight that is needed. Pure except for the network; thread-safe.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "http/message.h"
#include "http/url.h"
#include "judge/cors/request.h"

namespace avouch::cors {

// fetch(url, {method, headers, credentials, body, mode: "cors", redirect: "follow"}).
struct PageCall {
  std::string origin;          // origin of the page, serialized; "null" if opaque
  std::string url;             // absolute, http or https
  std::string method = "GET";  // as the page wrote it
  http::Fields headers;        // likewise, including forbidden ones
  Credentials credentials = Credentials::same_origin;
  // The Content-Type of the body, "" for none; nullopt: the request has no body.
  std::optional<std::string> body_type;
  // Lets * in Access-Control-Allow-Headers cover Authorization if credentials do not forbid it. Today's
  // Chromium and Firefox do this, against the standard. Gives a warning instead of a refusal.
  bool star_covers_authorization = false;
};

// One request that the browser makes.
struct BrowserRequest {
  std::size_t hop = 0;  // 0, plus one per redirect
  bool is_preflight = false;
  bool with_credentials = false;  // whether the browser sends cookies and other credentials
  http::Url url;
  http::Request request;
};

// Why no response came: a sentence without a full stop.
struct NoAnswer {
  std::string reason;
  bool is_withheld = false;  // the caller chose not to send it
};
using NetworkAnswer = std::variant<http::Response, NoAnswer>;
using Network = std::function<NetworkAnswer(const BrowserRequest&)>;

// One action or finding of the browser. All texts are safe to print.
struct CallStep {
  std::size_t hop = 0;
  bool refuses = false;
  bool warns = false;    // only today's browsers pass it
  std::string sentence;  // without a full stop
  std::string line;      // the deciding header line; may be empty
  std::string hint;      // what the server should send instead; empty if nothing is wrong
  std::string rule;      // "Fetch §4.10"
};

struct CallHop {
  std::string url;
  std::optional<http::Request> preflight;  // if one was sent
  std::optional<http::Request> request;    // likewise
};

struct CallOutcome {
  std::vector<CallHop> hops;  // at least one
  std::vector<CallStep> steps;
  bool readable = false;
  bool same_origin = false;          // readable because of the same origin: response type "basic"
  int status = 0;                    // if readable
  std::vector<std::string> exposed;  // the response headers that the page can read: lower case, sorted
  bool no_answer = false;  // no response came, or it leads nobody knows where: the outcome is unknown
};

CallOutcome simulate(const PageCall& call, const Network& network);

}  // namespace avouch::cors
