// SPDX-License-Identifier: MIT
// A server, its documentation, and the expected outcomes of a run. To add a row, add it to the file of its
// theme.
//
//   Row{.name = "PollingIsStillRunning",
//       .contract = R"(...)",                       // OpenAPI, below `openapi` and `info`
//       .server = always(reply(202)),               // copied before each run: its state begins anew
//       .outcomes = {{"GetJob/202/status", "holds"}, {"GetJob/200/status", "unexercised"}}}
//
// A row without `violated` is a conforming server that uses a freedom of its documentation: no clause may be
// violated. A row with `violated` breaks one thing: exactly those clauses must be violated. Each row runs
// three times at -j 1 and three times at -j 16 (AVOUCH_REPEATS=100: a hundred times each); every run must
// give the same outcomes.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "tiny_server.h"

namespace avouch {

struct Row {
  std::string name;
  std::string contract;
  Handler server;
  std::vector<std::string> arguments = {};        // of `avouch run`, behind the contract and the target
  std::map<std::string, std::string> files = {};  // beside the contract, by name
  std::set<std::string> violated = {};            // coordinates
  // By coordinate: "holds", "violated", "warned", "unexercised", or "absent" where there is no such clause.
  std::map<std::string, std::string> outcomes = {};
  std::map<std::string, std::string> reasons = {};  // by coordinate: what the reason says among others
  std::map<std::string, int> requests = {};         // how often the server must have been asked that
  bool warns = true;                                // whether warnings are allowed
  bool exercises = true;  // whether a clause can hold; else exit 4 is as good as exit 0
};

std::vector<Row> status_rows();
std::vector<Row> wrong_status_rows();
std::vector<Row> made_up_rows();
std::vector<Row> security_rows();
std::vector<Row> body_rows();
std::vector<Row> wrong_body_rows();
std::vector<Row> header_rows();
std::vector<Row> cors_rows();
std::vector<Row> write_rows();
std::vector<Row> wrong_write_rows();
std::vector<Row> story_rows();

}  // namespace avouch
