// SPDX-License-Identifier: MIT
// Finds the value that an earlier answer gives for a parameter or a member of a body.
//
//   find_value(contract, plan, {.probe = 3, .collection = "/books"}, {.name = "bookId"}, answer, reading)
//       ->  "b1", from "listBooks 200 /items/2/id"
//
// Of several items, the one with the most members is taken first: it exercises the most clauses. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "contract/contract.h"
#include "json/json_value.h"
#include "judge/answer.h"
#include "plan/planner.h"
#include "plan/probe.h"

namespace avouch {

struct FoundValue {
  JsonValue value;
  std::string from;        // "createBook 201 /id"
  bool is_certain = true;  // whether the rules leave no doubt that it is the value that is meant
  bool is_created = true;  // whether it can only name what the request to the source created
  std::string at = {};     // "/id": TakenValue::at
  std::map<std::size_t, std::string> parents =
      {};  // segment of the consumer's path -> value of its parameter
};

// Returns what is sent for a value of an answer, or nullopt if it cannot be sent.
using Reading = std::function<std::optional<JsonValue>(const JsonValue& value)>;

// Precondition: a response was received.
std::optional<FoundValue> find_value(const Contract& contract, const Plan& plan, const Source& source,
                                     const Need& need, const Answer& answer, const Reading& reading);

// Whether the Location of the answer to a creation and its body name different resources of the collection.
// Precondition: a response was received.
bool contradicts_itself(const Contract& contract, const Plan& plan, std::size_t created,
                        const Answer& answer);

}  // namespace avouch
