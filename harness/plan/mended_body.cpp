// SPDX-License-Identifier: MIT
#include "plan/mended_body.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"
#include "contract/connections.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/pointer.h"
#include "judge/body/body.h"
#include "plan/accepted.h"
#include "plan/request_body.h"
#include "plan/text_value.h"

namespace avouch {
namespace {

constexpr std::size_t kMostText = 65'536;
constexpr std::size_t kMostMembers = 200;
constexpr std::size_t kMostDepths = 8;
constexpr std::size_t kLongestList = 600;
constexpr std::size_t kMostListed = 40;
constexpr std::size_t kLongestWord = 100;
constexpr std::array<std::string_view, 6> kTaken = {"already exist",  "already been taken",
                                                    "already in use", "already taken",
                                                    "must be unique", "has to be unique"};

bool is_part(char c) {
  return is_alphanumeric(c) || c == '_';
}

// Where the text has the name as a word, behind `from`: {"author": ["…"]}, ["body", "author"], "author must
// be a string". Both in lower case.
std::size_t word_in(std::string_view text, std::string_view name, std::size_t from = 0) {
  for (std::size_t at = text.find(name, from); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_part(text[at - 1])) && (end == text.size() || !is_part(text[end]))) return at;
  }
  return text.npos;
}

// A member of a body, at any depth.
struct Member {
  std::string around;  // JSON Pointer of the object that has it
  std::string name;
  std::size_t depth = 0;  // that of the members at the root is 0
  const JsonValue* value = nullptr;
};

// The members of the body and of what is in it, the outermost first.
std::vector<Member> members_of(const JsonValue& body) {
  struct Part {
    std::string pointer;
    std::size_t depth = 0;
    const JsonValue* value = nullptr;
  };
  std::vector<Member> members;
  std::vector<Part> parts = {{"", 0, &body}};
  for (std::size_t i = 0; i < parts.size() && members.size() < kMostMembers; ++i) {
    const Part part = parts[i];
    const bool is_last = part.depth + 1 >= kMostDepths;
    for (const auto& [name, value] : part.value->members) {
      members.push_back({part.pointer, name, part.depth, &value});
      if (value.is_structured() && !is_last)
        parts.push_back({pointer_append(part.pointer, name), part.depth + 1, &value});
    }
    for (std::size_t item = 0; item < std::min(kMostMembers, part.value->items.size()); ++item) {
      const JsonValue& value = part.value->items[item];
      if (value.is_structured() && !is_last)
        parts.push_back({pointer_append(part.pointer, std::to_string(item)), part.depth + 1, &value});
    }
  }
  if (members.size() > kMostMembers) members.resize(kMostMembers);
  return members;
}

class Mending {
 public:
  Mending(const Operation& operation, std::size_t media, std::string_view refusal)
      : schema_(operation.request_body->media[media].schema),
        text_(refusal.substr(0, kMostText)),
        lower_(ascii_lower(text_)) {
    if (schema_ == nullptr) return;
    if (Result<BodyJudge> judge = BodyJudge::make(schema_, {})) judge_.emplace(*std::move(judge));
  }

  bool is_usable() const { return schema_ == nullptr || judge_.has_value(); }

  // Without the named members, as far as the schema allows that. Of those with one name, the outermost go.
  JsonValue without_named(const JsonValue& body) const {
    JsonValue mended = body;
    std::map<std::string, std::size_t> depths;  // of what was left out, by name
    for (const Member& member : members_of(body)) {
      if (!is_named(member.name, *member.value)) continue;
      if (const auto known = depths.find(member.name); known != depths.end() && known->second < member.depth)
        continue;
      JsonValue smaller = mended;
      JsonValue* around = smaller.at(member.around);
      if (around == nullptr) continue;  // it went with what it was a part of
      around->drop(member.name);
      if (!is_accepted(smaller)) continue;
      mended = std::move(smaller);
      depths[member.name] = member.depth;
    }
    return mended;
  }

  // With the named members of `whole` that the body lacks: without the items of lists, if the schema allows
  // that. A server that does not take an empty list names it once more, and then it gets its items. Of those
  // with one name, the outermost come.
  JsonValue with_named(const JsonValue& body, const JsonValue& whole) const {
    JsonValue mended = body;
    std::map<std::string, std::size_t> depths;  // of what was put, by name
    for (const Member& member : members_of(whole)) {
      const JsonValue& value = *member.value;
      if (!is_named(member.name, value)) continue;
      if (const auto known = depths.find(member.name); known != depths.end() && known->second < member.depth)
        continue;
      const JsonValue* around = body.at(member.around);
      if (around == nullptr || !around->is_object()) continue;
      const JsonValue* had = around->find(member.name);
      bool is_put = false;
      if (had == nullptr) {
        is_put = (value.is_array() && put(mended, member, JsonValue::array())) || put(mended, member, value);
      } else if (had->is_array() && had->empty()) {
        is_put = put(mended, member, value);
      }
      if (is_put) depths[member.name] = member.depth;
    }
    return mended;
  }

  // With a value that the text lists for a named member, where there is another one.
  JsonValue with_listed(const JsonValue& body) const {
    JsonValue mended = body;
    for (const Member& member : members_of(body)) {
      const JsonValue& value = *member.value;
      const std::size_t at = value.is_structured() ? text_.npos : word_in(lower_, ascii_lower(member.name));
      if (member.name.empty() || at == text_.npos) continue;
      const std::vector<std::string> listed = listed_values(text_.substr(at));
      if (std::find(listed.begin(), listed.end(), plain_text(value)) != listed.end()) continue;
      for (const std::string& one : listed) {
        if (put(mended, member, read_as(member, one))) break;
      }
    }
    return mended;
  }

  // Without the items of its lists, or of the list that it is: nothing says what may be in them.
  JsonValue with_empty_lists(const JsonValue& body) const {
    JsonValue mended = body;
    if (body.is_array() && is_accepted(JsonValue::array())) return JsonValue::array();
    for (const Member& member : members_of(body)) {
      if (member.value->is_array() && !member.value->empty()) put(mended, member, JsonValue::array());
    }
    return mended;
  }

  // Whether the refusal says that what the body names is there already.
  bool is_taken(int status) const {
    return status == 409 || std::any_of(kTaken.begin(), kTaken.end(), [&](std::string_view words) {
             return lower_.find(words) != lower_.npos;
           });
  }

 private:
  // "there must be a variable variant" names a list `variants`.
  bool is_named(const std::string& name, const JsonValue& value) const {
    if (name.empty()) return false;
    const std::string lower = ascii_lower(name);
    return word_in(lower_, lower) != lower_.npos ||
           (value.is_array() && word_in(lower_, singular_of(lower)) != lower_.npos);
  }

  bool is_accepted(const JsonValue& body) const {
    if (!judge_) return true;
    const ParsedBody parsed = parse_body(to_text(body));
    return parsed.instance != nullptr && judge_->accepts(*parsed.instance).value_or(false);
  }

  // As the schema reads it at the root, and as the value that is there elsewhere.
  JsonValue read_as(const Member& member, const std::string& text) const {
    if (member.depth == 0) {
      const ValuePosition place{.of = ValuePosition::Of::member, .name = member.name};
      return value_given(schema_, place, JsonValue::string(text));
    }
    std::optional<JsonValue> read = member.value->is_string() ? std::nullopt : read_json(text);
    return read ? *std::move(read) : JsonValue::string(text);
  }

  // Gives `body` another value of that member. False if what it is a part of is gone, or if the schema does
  // not allow that.
  bool put(JsonValue& body, const Member& member, const JsonValue& value) const {
    JsonValue other = body;
    JsonValue* around = other.at(member.around);
    if (around == nullptr || !around->is_object()) return false;
    around->set(member.name, value);
    if (!is_accepted(other)) return false;
    body = std::move(other);
    return true;
  }

  const std::shared_ptr<const Schema>& schema_;
  std::optional<BodyJudge> judge_;
  std::string_view text_;
  std::string lower_;
};

}  // namespace

std::vector<std::string> listed_values(std::string_view text) {
  constexpr std::string_view kMarks = " \t\r\n\"'`\\[](){}<>:";
  std::size_t at = std::string_view::npos;
  const std::string lower = ascii_lower(text.substr(0, kMostText));
  for (const std::string_view begin : {"one of", "allowed values", "valid values"}) {
    const std::size_t found = word_in(lower, begin);
    if (found != lower.npos) at = std::min(at, found + begin.size());
  }
  if (at == std::string_view::npos) return {};
  std::string_view list = text.substr(at, kLongestList);
  list = list.substr(0, list.find_first_of("\n;]})", list.find_first_not_of(kMarks)));
  // "one of the allowed values: a, b", "one of the following: a, b"
  const std::size_t colon = list.find(':');
  if (colon != list.npos && colon < list.find(',')) list.remove_prefix(colon + 1);
  std::vector<std::string> values;
  // False where the list ends: no short word is there.
  const auto add = [&](std::string_view word) {
    const std::size_t begin = word.find_first_not_of(kMarks);
    if (begin == word.npos) return true;
    word.remove_prefix(begin);
    while (word.ends_with('.') || (!word.empty() && kMarks.find(word.back()) != kMarks.npos))
      word.remove_suffix(1);
    if (word.empty()) return true;
    if (word.find_first_of(" \t\r\n\"'`") != word.npos || word.size() > kLongestWord) return false;
    if (values.size() < kMostListed) values.emplace_back(word);
    return true;
  };
  for (const std::string_view part : split(list, ',')) {
    std::string_view rest = part;
    for (const std::string_view between : {" or ", " and ", "|"}) {
      const std::size_t cut = rest.find(between);
      if (cut == rest.npos) continue;
      if (!add(rest.substr(0, cut))) return values;
      rest.remove_prefix(cut + between.size());
    }
    if (rest.starts_with("or ")) rest.remove_prefix(3);
    if (!add(rest)) return values;
  }
  return values;
}

bool refused_the_body(const Answer& answer) {
  const Received* received = answer.received();
  if (received == nullptr) return false;
  const int status = received->response.status;
  // Of the others: credentials (401), the resource or the method (404, 405, 410), the answer's type (406),
  // the rate (429). A 403 may be for what the body refers to (RFC 9110 §15.5.4). A server that fails at a
  // large body (500) may accept a small one.
  const bool has_another_cause =
      status == 401 || status == 404 || status == 405 || status == 406 || status == 410 || status == 429;
  return (status >= 400 && status < 500 && !has_another_cause) || status == 500;
}

namespace {

// `value` with what became of `whole` when it was mended to `accepted`: these are values of one place.
JsonValue mended_alike(const JsonValue& value, const JsonValue& whole, const JsonValue& accepted) {
  if (whole == accepted) return value;
  if (value.is_object() && whole.is_object() && accepted.is_object()) {
    JsonValue alike = JsonValue::object();
    for (const auto& [name, member] : value.members) {
      const JsonValue* was = whole.find(name);
      const JsonValue* is = accepted.find(name);
      if (was == nullptr) {
        alike.set(name, member);
      } else if (is != nullptr) {
        alike.set(name, mended_alike(member, *was, *is));
      }
    }
    return alike;
  }
  const bool is_list = value.is_array() && whole.is_array() && accepted.is_array();
  if (!is_list || value.size() != whole.size() || value.size() != accepted.size()) return accepted;
  JsonValue alike = value;
  for (std::size_t i = 0; i < alike.items.size(); ++i)
    alike.items[i] = mended_alike(value.items[i], whole.items[i], accepted.items[i]);
  return alike;
}

void forget_needs_of_absent(Probe& probe) {
  std::erase_if(probe.needs, [&](const Need& need) {
    return need.in == Need::In::body && probe.body->at(need.pointer) == nullptr;
  });
}

}  // namespace

Probe mended_as(const Contract& contract, Probe probe, const Probe& whole, const Probe& accepted_one) {
  const Operation& operation = contract.operations[probe.operation];
  if (!operation.request_body || !probe.body || !whole.body || !accepted_one.body ||
      probe.media != whole.media || probe.media != accepted_one.media)
    return probe;
  JsonValue body = mended_alike(*probe.body, *whole.body, *accepted_one.body);
  const bool is_another = *probe.body != *whole.body;
  if (is_another && body == *accepted_one.body) return probe;
  const std::shared_ptr<const Schema>& schema = operation.request_body->media[probe.media].schema;
  if (body == *probe.body || (schema != nullptr && accepted(schema, body) != true)) return probe;
  const MadeBody written = write_body(operation, probe.media, body);
  if (!written.missing.empty()) return probe;
  set_content(probe.request, written);
  probe.body = std::move(body);
  forget_needs_of_absent(probe);
  return probe;
}

std::optional<Probe> mended(const Contract& contract, const Probe& probe, const Probe& refused,
                            const Probe& whole, const Answer& refusal) {
  const Operation& operation = contract.operations[probe.operation];
  const Received* received = refusal.received();
  const bool is_list = refused.body && refused.body->is_array() && probe.mend == Mend::put_back;
  if (received == nullptr || !operation.request_body || !refused.body || !whole.body ||
      (!is_list && !(refused.body->is_object() && whole.body->is_object())))
    return std::nullopt;
  const Mending mending(operation, probe.media, received->response.body);
  if (!mending.is_usable()) return std::nullopt;
  JsonValue body;
  switch (probe.mend) {
    case Mend::none:
      return std::nullopt;
    case Mend::leave_out:
      body = mending.without_named(*refused.body);
      break;
    case Mend::put_back: {
      if (is_list) {
        body = mending.with_empty_lists(*refused.body);
        break;
      }
      if (mending.is_taken(received->response.status)) {
        std::set<std::string> references;
        for (const TakenValue& taken : refused.taken) references.insert(taken.name);
        const std::optional<MadeBody> changed =
            make_other_body(operation, probe.media, *refused.body, references);
        if (changed && changed->value) {
          body = *changed->value;
          break;
        }
      }
      body = mending.with_named(mending.with_listed(*refused.body), *whole.body);
      if (body == *refused.body) body = mending.with_empty_lists(*refused.body);
      break;
    }
  }
  if (body == *refused.body) return std::nullopt;
  const MadeBody written = write_body(operation, probe.media, body);
  if (!written.missing.empty()) return std::nullopt;
  Probe other = probe;
  set_content(other.request, written);
  // Its values are those of the refused body.
  for (const Need& need : refused.needs) {
    if (need.in == Need::In::body && body.at(need.pointer) != nullptr) other.needs.push_back(need);
  }
  for (const TakenValue& taken : refused.taken) {
    const bool is_known = std::any_of(other.taken.begin(), other.taken.end(),
                                      [&](const TakenValue& known) { return known.name == taken.name; });
    const bool is_of_body = std::any_of(refused.needs.begin(), refused.needs.end(), [&](const Need& need) {
      return need.in == Need::In::body && need.title() == taken.name && body.at(need.pointer) != nullptr;
    });
    if (!is_known && is_of_body) other.taken.push_back(taken);
  }
  other.body = std::move(body);
  return other;
}

}  // namespace avouch
