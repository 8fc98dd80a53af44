// SPDX-License-Identifier: MIT
#include "plan/reading_post.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "contract/connections.h"

namespace avouch {
namespace {

// First words of an operationId with further words: "searchBooks". No export is among them: it may write a
// file.
constexpr std::array<std::string_view, 12> kReading = {"search",  "query",    "find",     "lookup",
                                                       "get",     "list",     "count",    "compare",
                                                       "preview", "evaluate", "simulate", "estimate"};
// First words of the last segment of a path. A list, an estimate or a check there may be a thing that is
// created.
constexpr std::array<std::string_view, 8> kReadingSegments = {"search", "query",   "find",     "lookup",
                                                              "get",    "compare", "evaluate", "simulate"};
// Those that answer yes or no may do so by the status alone.
constexpr std::array<std::string_view, 2> kChecking = {"validate", "check"};
constexpr std::array<std::string_view, 1> kCheckingSegments = {"validate"};
// A name with one of these says more than that: "findOrCreate", "validateAndSave", "checkIn", "checkOut",
// "getToken".
constexpr std::array<std::string_view, 17> kMore = {
    "or",   "and", "create", "update", "delete", "remove",  "insert", "upsert", "modify",
    "save", "in",  "out",    "set",    "token",  "session", "upload", "reset"};

// "getOrCreate_user" -> "get", "or", "create", "user".
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  bool is_in_word = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_letter = is_alpha(c);
    const bool begins = is_letter && (!is_in_word || (is_upper(c) && is_lower(name[i - 1])));
    if (begins) words.emplace_back();
    if (is_letter) words.back() += to_lower(c);
    is_in_word = is_letter;
  }
  return words;
}

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& table, std::string_view word) {
  return std::find(table.begin(), table.end(), word) != table.end();
}

bool says_more(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) { return is_in(kMore, word); });
}

}  // namespace

bool only_reads(const Operation& operation) {
  if (operation.method != "POST") return false;
  bool has_content = false;
  bool has_status = false;
  for (const DocumentedResponse& response : operation.responses) {
    if (response.status == "201" || response.status == "202") return false;
    has_content = has_content || (response.status == "200" && !response.media.empty());
    has_status = has_status || response.status == "200" || response.status == "204";
  }
  const PathShape shape = shape_of_path(operation.path);
  const std::vector<std::string> id = words_of(operation.id);
  const std::vector<std::string> segment =
      shape.empty() || shape.back() == "{}" ? std::vector<std::string>() : words_of(shape.back());
  if (says_more(id) || says_more(segment)) return false;
  const bool is_phrase = id.size() > 1;
  const bool reads = (is_phrase && is_in(kReading, id.front())) ||
                     (!segment.empty() && is_in(kReadingSegments, segment.front()));
  const bool checks = (is_phrase && is_in(kChecking, id.front())) ||
                      (!segment.empty() && is_in(kCheckingSegments, segment.front()));
  return (has_content && reads) || (has_status && checks);
}

}  // namespace avouch
