// SPDX-License-Identifier: MIT
// A probe: a request worth sending, and the role that it plays.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "contract/role.h"
#include "http/message.h"

namespace avouch {

struct Probe {
  std::string id;             // "FetchConfigurationWebhook/preflight", unique in a plan
  std::size_t operation = 0;  // index into Contract::operations
  std::size_t base = 0;       // index into Plan::bases
  std::size_t wave = 0;       // probes of one wave are sent at once, waves one after another: plan/order.h
  Role role = Role::documented;
  std::string origin;            // what it sends as Origin; empty where it sends none
  bool has_credentials = false;  // the user gave the credentials that it sends
  std::vector<std::string>
      made_up;                    // parameters whose values nobody gave: of the path, or made for the query
  bool has_made_up_body = false;  // its body was made from its schema alone
  bool is_preferred = false;      // it asks a mock for a documented answer (--prefer)
  http::Request request;          // its target below the base's path
};

}  // namespace avouch
