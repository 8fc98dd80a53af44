// SPDX-License-Identifier: MIT
#include "run/repeat.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "http/curl.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "plan/flow.h"

namespace avouch {
namespace {

// "/items/2/id" -> ".items[2].id", as jq has it.
std::string jq_filter(const std::string& pointer) {
  std::string filter;
  for (const std::string& token : pointer_tokens(pointer).value_or(std::vector<std::string>())) {
    const bool is_index = !token.empty() && std::all_of(token.begin(), token.end(), is_digit);
    const bool is_name =
        !token.empty() && !is_digit(token.front()) &&
        std::all_of(token.begin(), token.end(), [](char c) { return is_alphanumeric(c) || c == '_'; });
    if (is_name) {
      filter += "." + token;
    } else {
      filter +=
          (filter.empty() ? "." : "") + std::string("[") + (is_index ? token : json_string(token)) + "]";
    }
  }
  return filter.empty() ? "." : filter;
}

// Replaces a token of the command by a variable. The shell expands it outside single quotes only.
std::string with_variable(const std::string& command, const std::string& token, const std::string& variable) {
  std::string text;
  enum class Quote { none, single, twofold };
  Quote quote = Quote::none;
  for (std::size_t at = 0; at < command.size();) {
    if (command.compare(at, token.size(), token) == 0) {
      const std::size_t end = at + token.size();
      if (quote == Quote::single && end < command.size() &&
          command[end] == '\'') {  // nothing is left to quote
        text += "'\"$" + variable + "\"";
        quote = Quote::none;
        at = end + 1;
        continue;
      }
      text += quote == Quote::single    ? "'\"$" + variable + "\"'"
              : quote == Quote::twofold ? "${" + variable + "}"
                                        : "\"$" + variable + "\"";
      at += token.size();
      continue;
    }
    const char c = command[at];
    if (c == '\\' && quote != Quote::single && at + 1 < command.size()) text += command[at++];
    if (c == '\'' && quote != Quote::twofold) quote = quote == Quote::single ? Quote::none : Quote::single;
    if (c == '"' && quote != Quote::single) quote = quote == Quote::twofold ? Quote::none : Quote::twofold;
    text += command[at++];
  }
  return text;
}

// Adds the probes whose answers give values to that one, and to those.
void note_sources(const Plan& plan, std::size_t probe, std::set<std::size_t>& sources) {
  for (const TakenValue& taken : plan.probes[probe].taken) {
    if (sources.insert(taken.probe).second) note_sources(plan, taken.probe, sources);
  }
}

}  // namespace

class Repeats::Script {
 public:
  Script(std::map<std::size_t, Command>& commands, const Of& all)
      : commands_(commands), all_(all), contract_(all.contract), conversation_(all.conversation) {}

  std::string of(std::size_t probe, const std::vector<std::size_t>& before) && {
    for (const std::size_t one : before) note_sources(conversation_.plan(), one, is_source_);
    note_sources(conversation_.plan(), probe, is_source_);
    std::set<std::size_t> steps(before.begin(), before.end());  // in the order in which they were sent
    if (!before.empty()) steps.insert(is_source_.begin(), is_source_.end());
    for (const std::size_t one : steps) {
      if (is_source_.contains(one)) {
        (void)answer_to(one);
      } else {
        std::string command = command_of(one, " -i");  // first, because it adds what its values come from
        steps_.push_back(std::move(command));
      }
    }
    const std::string last = command_of(probe, " -i");
    std::string script;
    for (const std::string& step : steps_) script += step + "; ";
    script += last;
    return is_whole_ ? script : std::string(http::kNotWhole) + script;
  }

 private:
  // A name that no shell gives a meaning.
  std::string fresh(const std::string& wanted) {
    std::string name;
    for (const char c : wanted) name += is_alphanumeric(c) ? c : '_';
    const bool has_lower = std::any_of(name.begin(), name.end(), is_lower);
    const std::set<std::string> kTaken = {"path", "status", "home", "pwd", "cdpath", "argv"};
    if (name.empty() || is_digit(name.front()) || !has_lower || kTaken.contains(name)) name = "value_" + name;
    std::string unique = name;
    for (int n = 2; !names_.insert(unique).second; ++n) unique = name + "_" + std::to_string(n);
    return unique;
  }

  // The variable with the answer to that probe, head and body.
  const std::string& answer_to(std::size_t probe) {
    const auto known = answers_.find(probe);
    if (known != answers_.end()) return known->second;
    const std::string command = command_of(probe, " -s -i");
    const std::string name = fresh(contract_.operations[conversation_.plan().probes[probe].operation].id);
    steps_.push_back(name + "=$(" + command + ")");
    return answers_.emplace(probe, name).first->second;
  }

  // How the shell gets the value from the answer; empty if it is written as it is.
  std::string extraction(const TakenValue& taken) {
    std::string part;
    switch (taken.part) {
      case Source::Part::location:
        part = R"(sed -n 's|^[Ll]ocation:.*/\([^/]\{1,\}\)/*$|\1|p')";
        break;
      case Source::Part::member:
        part = "sed '1,/^$/d' | jq -r " + http::shell_word(jq_filter(taken.at));
        break;
      case Source::Part::request:  // the value is the run's own; the request that makes it one goes first
        (void)answer_to(taken.probe);
        return {};
      case Source::Part::link: {
        constexpr std::string_view kBody = "$response.body#";
        if (!taken.at.starts_with(kBody)) return {};
        part = "sed '1,/^$/d' | jq -r " + http::shell_word(jq_filter(taken.at.substr(kBody.size())));
        break;
      }
    }
    if (percent_encoded(taken.value) != taken.value) part += " | jq -Rr @uri";
    return "$(printf '%s\\n' \"$" + answer_to(taken.probe) + "\" | tr -d '\\r' | " + part + ")";
  }

  // The variables with the values of a probe, by what they stand for.
  std::map<std::string, std::string> variables_of(std::size_t probe) {
    std::map<std::string, std::string> variables;
    for (const TakenValue& taken : conversation_.plan().probes[probe].taken) {
      if (taken.is_body) continue;  // it is written as it was sent
      if (taken.is_parent) {        // as the request had it whose answer gave the rest
        const std::map<std::string, std::string> above = variables_of_source(taken.probe);
        for (const TakenValue& same : conversation_.plan().probes[taken.probe].taken) {
          const auto variable = above.find(same.name);
          if (same.value == taken.value && variable != above.end()) variables[taken.name] = variable->second;
        }
        continue;
      }
      const auto known = values_.find({taken.probe, taken.at});
      if (known != values_.end()) {
        variables[taken.name] = known->second;
        continue;
      }
      const std::string how = extraction(taken);
      if (how.empty()) continue;
      const std::string name = fresh(taken.name);
      steps_.push_back(join({name, how}, "="));
      values_[{taken.probe, taken.at}] = name;
      variables[taken.name] = name;
    }
    return variables;
  }

  std::map<std::string, std::string> variables_of_source(std::size_t probe) {
    (void)answer_to(probe);
    return variables_of(probe);
  }

  std::string command_of(std::size_t index, const char* flags) {
    const std::map<std::string, std::string> variables = variables_of(index);
    std::map<std::string, std::string> tokens;
    for (const auto& [name, variable] : variables)
      tokens[name] = "AVOUCH" + std::to_string(tokens.size()) + "VALUE";
    const auto known = commands_.find(index);
    const bool is_known = known != commands_.end() && known->second.tokens == tokens;
    const Command made = is_known ? Command() : Repeats::command_of(all_, index, std::move(tokens));
    const Command& with_tokens = is_known ? known->second : made;
    is_whole_ = is_whole_ && with_tokens.is_whole;
    std::string command = with_tokens.text;
    for (const auto& [name, token] : with_tokens.tokens)
      command = with_variable(command, token, variables.at(name));
    const std::size_t curl = command.starts_with("curl") ? 0 : command.find("| curl");
    if (curl != command.npos) command.insert(command.find("curl", curl) + 4, flags);
    if (!is_known && is_source_.contains(index)) commands_[index] = made;
    return command;
  }

  std::map<std::size_t, Command>& commands_;
  const Of& all_;
  const Contract& contract_;
  const Conversation& conversation_;
  std::vector<std::string> steps_;
  std::set<std::size_t> is_source_;
  std::set<std::string> names_;
  std::map<std::size_t, std::string> answers_;                         // by probe
  std::map<std::pair<std::size_t, std::string>, std::string> values_;  // by probe and place
  bool is_whole_ = true;
};

std::vector<std::size_t> sent_before(const Conversation& conversation, std::size_t probe,
                                     const std::vector<std::size_t>& before) {
  std::set<std::size_t> all(before.begin(), before.end());
  for (const std::size_t one : before) note_sources(conversation.plan(), one, all);
  note_sources(conversation.plan(), probe, all);
  all.erase(probe);
  return {all.begin(), all.end()};
}

Repeats::Command Repeats::command_of(const Of& of, std::size_t index,
                                     std::map<std::string, std::string> tokens) {
  const Probe& probe = of.conversation.plan().probes[index];
  const Exchange& exchange = of.conversation.answer(index)->exchange();
  const Probe told = with_texts(of.contract, probe, tokens);
  http::Request request = exchange.sent;
  std::string url = exchange.url;
  const std::string target = request_of(of.conversation.plan(), told).target;
  if (url.ends_with(request.target)) {
    url.replace(url.size() - request.target.size(), request.target.size(), target);
    request.target = target;
  }
  request.body = told.request.body;
  for (const http::Field& field : told.request.fields) {
    const http::Fields& before = probe.request.fields;
    if (std::find(before.begin(), before.end(), field) == before.end())
      http::set(request.fields, field.name, field.value);
  }
  Command command{.tokens = std::move(tokens), .text = http::to_curl(request, url, of.secrets)};
  if (command.text.starts_with(http::kNotWhole)) {
    command.text.erase(0, http::kNotWhole.size());
    command.is_whole = false;
  }
  return command;
}

std::string Repeats::script(const Of& of, std::size_t probe, const std::vector<std::size_t>& before) {
  return Script(commands_, of).of(probe, before);
}

}  // namespace avouch
