// SPDX-License-Identifier: MIT
// A probe: a request to send, with its role.
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
  std::string origin;                // the Origin that it sends; may be empty
  bool has_credentials = false;      // it sends credentials that the user gave
  std::vector<std::string> made_up;  // parameters of the path or the query with made-up values
  bool has_made_up_body = false;     // its body was generated from the schema, without an example
  bool is_preferred = false;         // it asks a mock for a certain documented response (--prefer)
  http::Request request;             // its target is relative to the base's path
};

}  // namespace avouch
