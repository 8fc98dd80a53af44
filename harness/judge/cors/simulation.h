// SPDX-License-Identifier: MIT
// What a browser does with a page's fetch(): preflight, request, redirects, and what the page may read in the
// end, as the Fetch standard says it, each step with the header line that decided it.
//
//   PageCall call{.origin = "https://app.example", .url = "https://api.example/v1", .headers =
//   {{"Authorization", "…"}}}; CallOutcome outcome = simulate(call, [&](const BrowserRequest& asked) { return
//   answer_of(asked); }); outcome.readable, outcome.steps.back().sentence
//
// The network is the caller's: a table in a test, a target in `avouch cors`. Caches play no part: every
// preflight that is needed is made. Pure but for the network; any thread may call it.
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
  std::string origin;          // of the page, serialized; "null" where it is opaque
  std::string url;             // absolute, http or https
  std::string method = "GET";  // as the page wrote it
  http::Fields headers;        // likewise, forbidden ones too
  Credentials credentials = Credentials::same_origin;
  // The Content-Type that the body brings along, "" for none; nullopt: no body.
  std::optional<std::string> body_type;
  // Let * in Access-Control-Allow-Headers cover Authorization where credentials do not forbid it, as today's
  // Chromium and Firefox do and the standard does not: a warning instead of a refusal.
  bool star_covers_authorization = false;
};

// One request that the browser makes.
struct BrowserRequest {
  std::size_t hop = 0;  // 0, then one more a redirect
  bool is_preflight = false;
  bool with_credentials = false;  // cookies and the like would be sent
  http::Url url;
  http::Request request;
};

// The answer, or why there is none: a sentence without a full stop.
struct NoAnswer {
  std::string reason;
  bool is_withheld = false;  // the caller chose not to send it
};
using NetworkAnswer = std::variant<http::Response, NoAnswer>;
using Network = std::function<NetworkAnswer(const BrowserRequest&)>;

// One thing that the browser did or found. All texts are safe to print.
struct CallStep {
  std::size_t hop = 0;
  bool refuses = false;
  bool warns = false;    // passes in today's browsers only
  std::string sentence;  // without a full stop
  std::string line;      // the header line that decided; empty where none did
  std::string mend;      // what the server should send instead; empty where nothing is wrong with it
  std::string rule;      // "Fetch §4.10"
};

struct CallHop {
  std::string url;
  std::optional<http::Request> preflight;  // where one was sent
  std::optional<http::Request> request;    // likewise
};

struct CallOutcome {
  std::vector<CallHop> hops;  // at least one
  std::vector<CallStep> steps;
  bool readable = false;
  bool same_origin = false;          // readable as its own origin's: response type "basic"
  int status = 0;                    // where readable
  std::vector<std::string> exposed;  // the response headers that the page can read: lower case, sorted
  bool no_answer = false;            // the network gave none: nothing can be said
};

CallOutcome simulate(const PageCall& call, const Network& network);

}  // namespace avouch::cors
