// SPDX-License-Identifier: MIT
// Collects distinct values that break one keyword at one place, each with a sentence that describes the
// error.
//
//   WayList ways(schema, maker, site, keyword);
//   ways.say(JsonValue::string(""), "is empty");   // "account_sid is empty"
//   ways.list().front().what
//
// Keeps references to its arguments. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "contract/schema/schema.h"
#include "generate/maker/maker.h"
#include "generate/maker/taste.h"
#include "generate/site.h"
#include "json/json_value.h"

namespace avouch {

struct Way {
  JsonValue value;   // replaces the site's value
  std::string what;  // "account_sid is 33 characters long"
};

// Maximum length of a value in a sentence, in code points.
inline constexpr std::size_t kShownWay = 60;

class WayList {
 public:
  WayList(const Schema& read, Maker& used, const Site& found, std::size_t keyword)
      : schema(read),
        maker(used),
        site(found),
        index(keyword),
        asked(read.keywords()[keyword]),
        label(read.nodes()[asked.node].label) {}

  const Schema& schema;
  Maker& maker;
  const Site& site;
  const std::size_t index;     // of the keyword
  const SchemaKeyword& asked;  // the keyword itself
  const std::string& label;    // name of its value in sentences

  const std::vector<Way>& list() const { return ways_; }

  void add(JsonValue value, std::string what);
  // "count has 3 items"
  void say(JsonValue value, const std::string& how);
  // "count is 1.5"
  void show(JsonValue value);
  // Adds the value that the search finds, if any; it satisfies all other keywords as far as possible.
  void show_made(const Taste& taste);

 private:
  std::vector<Way> ways_;
  std::unordered_multimap<std::size_t, std::size_t> by_digest_;  // digest of a value -> index into ways_
  std::size_t weight_ = 0;                                       // memory of all values, in bytes
};

}  // namespace avouch
