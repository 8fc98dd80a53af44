// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "gate/waivers.h"

namespace avouch {
namespace {

constexpr const char* kMembers[] = {"clause", "reason", "owner", "issue", "expires", "message"};

std::optional<int> number_of(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

// YYYY-MM-DD (RFC 3339 §5.6, full-date), and a day that the calendar has.
std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::optional<int> year = number_of(text.substr(0, 4));
  const std::optional<int> month = number_of(text.substr(5, 2));
  const std::optional<int> day = number_of(text.substr(8, 2));
  if (!year || !month || !day || *year < 0 || *month < 0 || *day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

class WaiversReader {
 public:
  explicit WaiversReader(const std::string& file) : file_(file) {}

  Waivers root(const JsonValue& value) {
    Waivers waivers;
    if (!value.is_object()) {
      refuse("this is no list of known failures", value, "",
             "Write `waivers:` and below it one entry per known failure, with clause and reason.");
      return waivers;
    }
    for (const auto& [name, member] : value.members) {
      if (name == "waivers") {
        waivers.list = list(member, "/waivers");
      } else if (name == "baseline") {
        waivers.baseline = baseline(member);
      } else {
        refuse_unknown(name, member, "/" + name, {"waivers", "baseline"});
      }
    }
    return waivers;
  }

  std::vector<Waiver> list(const JsonValue& value, const std::string& pointer) {
    std::vector<Waiver> all;
    if (value.is_null()) return all;  // `waivers:` with nothing below it
    if (!value.is_array()) {
      refuse("`waivers` is not a list", value, pointer, "Begin each entry with a dash.");
      return all;
    }
    for (std::size_t i = 0; i < value.items.size(); ++i)
      all.push_back(waiver(value.items[i], pointer + "/" + std::to_string(i)));
    return all;
  }

  Errors errors;

 private:
  Waiver waiver(const JsonValue& value, const std::string& pointer) {
    Waiver made{.clause = {}, .waived = {.place = place(value, pointer)}};
    if (!value.is_object()) {
      refuse("a known failure is not an object", value, pointer, "Give it `clause` and `reason`.");
      return made;
    }
    const std::pair<const char*, std::string*> texts[] = {
        {"clause", &made.clause},      {"reason", &made.waived.reason},   {"owner", &made.waived.owner},
        {"issue", &made.waived.issue}, {"expires", &made.waived.expires}, {"message", &made.waived.message}};
    for (const auto& each : value.members) {
      const std::string& name = each.first;
      const JsonValue& member = each.second;
      std::string below = pointer;
      below += "/";
      below += name;
      const auto* known = std::find_if(std::begin(texts), std::end(texts),
                                       [&](const auto& text) { return name == text.first; });
      if (known == std::end(texts)) {
        refuse_unknown(name, member, below, {std::begin(kMembers), std::end(kMembers)});
      } else if (!member.is_string() || member.text.empty()) {
        refuse("`" + name + "` of a known failure is not a text", member, below,
               "Write a text that is not empty, in quotes if it looks like something else.");
      } else {
        *known->second = member.text;
      }
    }
    for (const char* name : {"clause", "reason"}) {
      if (value.contains(name)) continue;
      refuse("a known failure has no `" + std::string(name) + "`", value, pointer,
             name == std::string_view("clause")
                 ? "Name the clause by its coordinate, as avouch list prints it."
                 : "Say why it is accepted.");
    }
    if (!made.waived.expires.empty()) {
      made.last_day = day_of(made.waived.expires);
      if (!made.last_day) {
        refuse("`expires` is no day: " + in_quotes(made.waived.expires), *value.find("expires"),
               pointer + "/expires", "Write the last day on which it counts, such as 2026-12-31.");
      }
    }
    return made;
  }

  Baseline baseline(const JsonValue& value) {
    Baseline made;
    if (!value.is_object()) {
      refuse("`baseline` is not an object", value, "/baseline", "avouch baseline writes it.");
      return made;
    }
    for (const auto& [name, member] : value.members) {
      const std::string pointer = "/baseline/" + name;
      if (name == "date") {
        if (!member.is_string() || !day_of(member.text)) {
          refuse("`date` of the baseline is no day", member, pointer, "Write it as 2026-12-31.");
        } else {
          made.date = member.text;
        }
      } else if (name != "exercised") {
        refuse_unknown(name, member, pointer, {"date", "exercised"});
      } else if (!member.is_array()) {
        refuse("`exercised` of the baseline is not a list", member, pointer, "avouch baseline writes it.");
      } else {
        for (std::size_t i = 0; i < member.items.size(); ++i) {
          const JsonValue& item = member.items[i];
          if (!item.is_string()) {
            refuse("`exercised` names something that is no clause", item, pointer + "/" + std::to_string(i),
                   "List coordinates, as avouch baseline does.");
          } else {
            made.exercised.push_back(item.text);
          }
        }
      }
    }
    for (const char* name : {"date", "exercised"}) {
      if (!value.contains(name))
        refuse("the baseline has no `" + std::string(name) + "`", value, "/baseline",
               "avouch baseline writes it.");
    }
    return made;
  }

  Place place(const JsonValue& value, std::string pointer) const {
    return {.file = file_, .pointer = std::move(pointer), .line = static_cast<int>(value.line)};
  }

  void refuse(std::string title, const JsonValue& at, std::string pointer, std::string hint) {
    errors.push_back({std::move(title), place(at, std::move(pointer)), std::move(hint)});
  }

  void refuse_unknown(const std::string& name, const JsonValue& at, const std::string& pointer,
                      const std::vector<std::string>& known) {
    const std::optional<std::string> meant = nearest(name, known);
    refuse("a list of known failures has no " + in_quotes(name, 40) + " here", at, pointer,
           meant ? "Did you mean " + *meant + "?" : "Here it has " + join(known, ", ") + ".");
  }

  const std::string& file_;
};

}  // namespace

Result<Waivers> read_waivers(const std::string& file, const JsonValue& root) {
  WaiversReader reader(file);
  Waivers waivers = reader.root(root);
  if (!reader.errors.empty()) return std::move(reader.errors);
  return waivers;
}

Result<std::vector<Waiver>> read_waiver_list(const std::string& file, const JsonValue& list) {
  WaiversReader reader(file);
  std::vector<Waiver> all = reader.list(list, "/waivers");
  if (!reader.errors.empty()) return std::move(reader.errors);
  return all;
}

}  // namespace avouch
