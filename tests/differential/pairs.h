// SPDX-License-Identifier: MIT
// Generated schemas, each with instances near it and our judge's result for them.
//
//   for (const Case& test : cases_of_run()) ...
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "json.h"
#include "judge/body/body.h"
#include "schemas.h"

namespace avouch::differential {

inline constexpr std::uint64_t kSeed = 20'201'212;
// kSeed, or what AVOUCH_SEED says, for other pairs.
std::uint64_t seed();

inline constexpr std::size_t kSchemas = 2'500;
inline constexpr std::size_t kInstances = 8;  // of each schema

// A schema, and instances to be judged by it.
struct Case {
  Draft draft = Draft::draft2020_12;
  Json schema;
  std::vector<Json> instances;
};

// The kSchemas cases of seed(). Made once, because that takes seconds.
const std::vector<Case>& cases_of_run();

// One JSON text a line: {"draft":7,"case":0,"schema":…,"instance":…}
std::string as_lines(const std::vector<Case>& cases);

struct OurJudge {
  std::shared_ptr<const Schema> schema;
  BodyJudge judge;
};

Result<OurJudge> our_judge(const Json& schema, Draft draft);

// nullopt where it is refused or undecided.
std::optional<bool> our_verdict(const Json& schema, Draft draft, const Json& instance);

}  // namespace avouch::differential
