// SPDX-License-Identifier: MIT
#include "plan/time_span.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "contract/connections.h"

namespace avouch {
namespace {

constexpr int kDeepest = 4;
constexpr std::size_t kMostMembers = 100;  // of an object that are looked at
constexpr std::size_t kMostTried = 20;     // spans of a body

struct Pair {
  std::string_view begin;
  std::string_view end;
};

constexpr std::array<Pair, 12> kPairs = {{{"start", "end"},
                                          {"starts", "ends"},
                                          {"starting", "ending"},
                                          {"begin", "end"},
                                          {"begins", "ends"},
                                          {"from", "to"},
                                          {"from", "until"},
                                          {"since", "until"},
                                          {"after", "before"},
                                          {"min", "max"},
                                          {"checkin", "checkout"},
                                          {"departure", "arrival"}}};

bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() >= shape.size() &&
         std::equal(shape.begin(), shape.end(), text.begin(),
                    [](char wanted, char c) { return wanted == '0' ? is_digit(c) : wanted == c; });
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

class Spans {
 public:
  Spans(JsonValue& body, const std::function<bool(const JsonValue&)>& is_allowed)
      : body_(body), is_allowed_(is_allowed) {}

  // `part` stands within the body.
  void look_into(JsonValue& part, int depth) {
    if (part.is_object()) set_ends(part);
    if (depth == 0) return;
    for (std::size_t i = 0; i < std::min(part.members.size(), kMostMembers); ++i)
      look_into(part.members[i].second, depth - 1);
    for (std::size_t i = 0; i < std::min(part.items.size(), kMostMembers); ++i)
      look_into(part.items[i], depth - 1);
  }

 private:
  void set_ends(JsonValue& object) {
    std::set<std::string> names;
    const std::size_t size = std::min(object.members.size(), kMostMembers);
    for (std::size_t i = 0; i < size; ++i) names.insert(plain_name(object.members[i].first));
    for (std::size_t i = 0; i < size; ++i) {
      const auto& [name, begin] = object.members[i];
      const std::optional<std::string> wanted =
          begin.is_string()
              ? end_of_span(name, [&](std::string_view one) { return names.contains(std::string(one)); })
              : std::nullopt;
      if (!wanted) continue;
      const auto end = std::find_if(object.members.begin(), object.members.end(),
                                    [&](const auto& member) { return plain_name(member.first) == *wanted; });
      if (end != object.members.end()) set_end(begin.text, end->second);
    }
  }

  void set_end(const std::string& begin, JsonValue& end) {
    if (!end.is_string() || end.text.size() != begin.size() || end.text > begin || ++tried_ > kMostTried)
      return;
    std::optional<std::string> later = later_time(begin);
    if (!later) return;
    const std::string before = std::exchange(end.text, *std::move(later));
    if (!is_allowed_(body_)) end.text = before;
  }

  JsonValue& body_;
  const std::function<bool(const JsonValue&)>& is_allowed_;
  std::size_t tried_ = 0;
};

}  // namespace

std::optional<std::string> end_of_span(std::string_view begin,
                                       const std::function<bool(std::string_view)>& is_there) {
  const std::string name = plain_name(begin);
  for (const Pair& pair : kPairs) {
    std::vector<std::string> ends;
    if (name.starts_with(pair.begin)) ends.push_back(std::string(pair.end) + name.substr(pair.begin.size()));
    if (name.ends_with(pair.begin))
      ends.push_back(name.substr(0, name.size() - pair.begin.size()) + std::string(pair.end));
    for (std::string& end : ends) {
      if (end != name && is_there(end)) return std::move(end);
    }
  }
  return std::nullopt;
}

std::optional<std::string> later_time(std::string_view text) {
  std::string later(text);
  if (has_shape(text, "0000-00-00")) {
    const int month = (text[5] - '0') * 10 + text[6] - '0';
    const int year = (text[2] - '0') * 10 + text[3] - '0';
    if (month < 12) return later.replace(5, 5, two_digits(month + 1) + "-01");
    if (year == 99) return std::nullopt;
    return later.replace(2, 8, two_digits(year + 1) + "-01-01");
  }
  if (!has_shape(text, "00:00")) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0';
  if (hour >= 23) return std::nullopt;
  return later.replace(0, 2, two_digits(hour + 1));
}

void end_later(JsonValue& body, const std::function<bool(const JsonValue& body)>& is_allowed) {
  Spans(body, is_allowed).look_into(body, kDeepest);
}

}  // namespace avouch
