// SPDX-License-Identifier: MIT
// Formats a request that took values from earlier answers as a small script for sh: the requests of the chain
// in order, each value from the answer before.
//
//   createBook=$(curl -s -i -X POST …); bookId=$(… "$createBook" …); curl -i "…/books/$bookId"
//
//   Repeats repeats;
//   repeats.script({contract, conversation, secrets}, 3);
//
// It needs curl, the usual tools of POSIX, and jq where a value is in a JSON body. Text from a target is
// quoted. Keeps the commands that give values: many scripts begin with the same ones. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/secrets.h"
#include "run/conversation.h"

namespace avouch {

// The probes that a script sends before that one, by their indices, in the order in which they were
// sent.
std::vector<std::size_t> sent_before(const Conversation& conversation, std::size_t probe,
                                     const std::vector<std::size_t>& before = {});

class Repeats {
 public:
  // The same in each call.
  struct Of {
    const Contract& contract;
    const Conversation& conversation;
    const http::Secrets& secrets;
  };

  // Precondition: the probes were sent, and the secrets are known. For a probe that took no values this is
  // http::to_curl(). `before`: further requests that come before it, in order, because they change what it
  // shows.
  std::string script(const Of& of, std::size_t probe, const std::vector<std::size_t>& before = {});

 private:
  class Script;

  // A command with tokens in place of the values that it takes.
  struct Command {
    std::map<std::string, std::string> tokens;  // by the name of the value
    std::string text;
    bool is_whole = true;
  };

  static Command command_of(const Of& of, std::size_t probe, std::map<std::string, std::string> tokens);

  std::map<std::size_t, Command> commands_;  // by probe, of those that give values
};

}  // namespace avouch
