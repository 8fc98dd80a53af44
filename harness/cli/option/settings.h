// SPDX-License-Identifier: MIT
// The table of settings: the flag, the environment variable, the key in avouch.toml, and the effect of each.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"

namespace avouch {

struct Setting {
  // The commands that accept it, as bits.
  enum Commands : unsigned {
    kRun = 1,
    kMock = 2,
    kList = 4,
    kExplain = 8,
    kLint = 16,
    kCors = 32,
    kProve = 64,
    kInit = 128,
    kBaseline = 256,
    kDiff = 512,
    kCoverage = 1024,
    kMerge = 2048
  };

  const char* name;       // key in avouch.toml; "--" + name is the flag
  const char* shorthand;  // "-u", or ""
  const char* value;  // name of the value in --help; "" for a switch; "[=any]" for a switch that may have one
  bool repeatable;
  unsigned commands;
  const char* group;  // heading in --help
  const char* help;
  const char* variable;  // environment variable, or ""
  // `texts` are the values in order (for a switch: "true" or "false"). `option` is the user's spelling.
  std::function<Result<void>(Options& options, const std::string& option,
                             const std::vector<std::string>& texts)>
      apply;
  bool is_only_in_file = false;  // a key of avouch.toml that is no flag
  bool is_only_flag = false;     // a flag that is no key: the key of that name is for other commands
};

const std::vector<Setting>& settings();

// The help of the setting for one command: with the name of the schema of what that command writes.
std::string help_of(const Setting& setting, std::string_view command);

}  // namespace avouch
