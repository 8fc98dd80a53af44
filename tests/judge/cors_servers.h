// SPDX-License-Identifier: MIT
// Servers as data: their responses to the preflight, to the page, and to a page on a second origin. The CORS
// tests judge each server by the clauses of one operation.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "contract/contract.h"
#include "judge/answer.h"
#include "judge/judge.h"

namespace avouch {

// Lines of header fields, one "Name: value" a line; {origin} stands for the origin that asked.
struct CorsAnswer {
  int status = 200;
  std::string fields;
};

struct CorsServer {
  std::string name;
  CorsAnswer preflight;
  CorsAnswer page;
  CorsAnswer other;                   // to a page on the second origin
  std::vector<std::string> violated;  // coordinates below the operation's: exactly these
  std::string method = "GET";
  bool has_body = false;  // the operation takes a JSON body
};

inline void PrintTo(const CorsServer& server, std::ostream* out) {
  *out << server.name;
}

// The operation FetchConfigurationWebhook with Basic security and the five documented headers, with its CORS
// clauses and three clauses a header.
Contract cors_contract(const std::string& method, bool has_body);

// What a run would have seen of that server.
std::vector<Exchange> cors_exchanges(const Contract& contract, const CorsServer& server);
std::vector<Evidence> cors_evidence(const std::vector<Exchange>& exchanges);

// The evidence that a clause's roles call for, judged.
Verdict judge_clause(const Contract& contract, const BoundClause& clause,
                     const std::vector<Evidence>& evidence);

// "page turned away" as a test is called: PageTurnedAway.
std::string test_name(std::string_view words);

}  // namespace avouch
