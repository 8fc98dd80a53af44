// SPDX-License-Identifier: MIT
// Gives a probe the values that it needs from earlier answers, shortly before it is sent.
//
//   const Resolution resolution = resolve(contract, plan, 7, answer_of);
//   if (resolution.unmet.empty()) send(resolution.probe.request);
//   // resolution.probe.taken: "bookId" from "createBook 201 /id"
//
// Takes the first source whose answer gives a value that the schema accepts. If none does, the probe keeps
// the value that was planned, or it is not sent if it may only change what this run created. Text from a
// target is hostile: a value is a short scalar, and "." and ".." are none.
//
// Pure.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "plan/evidence.h"
#include "plan/planner.h"
#include "plan/probe.h"

namespace avouch {

struct Resolution {
  Probe probe;        // as it is sent
  std::string unmet;  // why it is not sent, a sentence without a full stop; else empty
};

Resolution resolve(const Contract& contract, const Plan& plan, std::size_t probe, const AnswerOf& answer_of);

// Why the probe is not sent, whatever is answered: nothing can name what it may change. Else empty.
std::string never_met(const Contract& contract, const Plan& plan, std::size_t probe);

// resolve() for a request of the clean-up to what the answer to the probe `created` says, or to the path of a
// PUT. nullopt if that answer does not identify it.
std::optional<Probe> sent_to_created(const Contract& contract, const Plan& plan, Probe request,
                                     std::size_t created, const AnswerOf& answer_of);

// The request of the clean-up to the item with that name in the collection to which the probe was sent.
// nullopt if the path cannot have it.
std::optional<Probe> sent_to_item(const Contract& contract, const Plan& plan, Probe request,
                                  const Probe& sent, const std::string& name);

// The request that was sent, once more for `planned`, which repeats it: with the further parameters of that
// one.
Probe repeated(const Contract& contract, const Probe& planned, const Probe& sent);

// The URL of the item with that name in the collection to which the probe was sent.
std::string url_of_item(const Plan& plan, const Probe& sent, const std::string& name);

// Returns how to call what the answer to that probe created: its URL, or the request that created it. If the
// Location of the answer and its body name different resources, returns the URLs of both.
std::vector<std::string> created_by(const Contract& contract, const Plan& plan, std::size_t created,
                                    const AnswerOf& answer_of);

// The probe with these texts in place of values that it took, by name: for a command that gets them from the
// answers of the day.
Probe with_texts(const Contract& contract, const Probe& probe,
                 const std::map<std::string, std::string>& texts);

}  // namespace avouch
