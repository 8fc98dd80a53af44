// SPDX-License-Identifier: MIT
#include "plan/flow.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/connections.h"
#include "http/syntax.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/pointer.h"
#include "judge/answer.h"
#include "judge/body/body.h"
#include "plan/found_value.h"
#include "plan/parameters.h"
#include "plan/request_body.h"
#include "plan/sources.h"
#include "plan/text_value.h"

namespace avouch {
namespace {

// Writes the value as the body of the probe. Returns false, and changes nothing, if its media type cannot
// have it.
bool set_body(const Operation& operation, Probe& probe, JsonValue value) {
  const MadeBody written = write_body(operation, probe.media, value);
  if (!written.missing.empty()) return false;
  set_content(probe.request, written);
  probe.body = std::move(value);
  return true;
}

std::optional<Parameter::In> place_of(Need::In in) {
  switch (in) {
    case Need::In::path:
      return Parameter::In::path;
    case Need::In::query:
      return Parameter::In::query;
    case Need::In::header:
      return Parameter::In::header;
    case Need::In::cookie:
      return Parameter::In::cookie;
    case Need::In::body:
    case Need::In::whole_body:
      return std::nullopt;
  }
  return std::nullopt;
}

// The value in the types in which it may stand in place of `planned`, which has the wanted one.
std::vector<JsonValue> readings_for(const JsonValue& planned, const JsonValue& value) {
  std::vector<JsonValue> readings = {value};
  const std::optional<JsonValue> number = value.is_string() ? read_json(value.text) : std::nullopt;
  if (number && number->is_number()) readings.push_back(*number);
  if (value.is_number()) readings.push_back(JsonValue::string(value.text));
  std::stable_partition(readings.begin(), readings.end(),
                        [&](const JsonValue& one) { return one.kind == planned.kind; });
  return readings;
}

// Where a JSON Pointer with one token at least leads to: the parent, and the last token.
std::pair<std::string, std::string> parent_and_token(const std::string& pointer) {
  const std::size_t slash = pointer.rfind('/');
  return {pointer.substr(0, slash), pointer_tokens(pointer.substr(slash))->front()};
}

// Writes the values of these needs into the fields of the request.
void set_fields(http::Request& request, const FilledParameters& filled, const std::vector<Need>& needs) {
  for (const Need& need : needs) {
    if (need.in == Need::In::header) {
      const auto field = std::find_if(filled.fields.begin(), filled.fields.end(),
                                      [&](const http::Field& one) { return one.name == need.name; });
      if (field != filled.fields.end()) http::set(request.fields, need.name, field->value);
    }
    if (need.in != Need::In::cookie) continue;
    const std::string line = http::combined(request.fields, "Cookie").value_or("");
    std::vector<std::string> pairs;
    for (const std::string_view pair : split(line, ';')) {
      const std::string_view trimmed = trim_ows(pair);
      const std::string_view name = trimmed.substr(0, trimmed.find('='));
      const auto filled_one = std::find_if(filled.cookies.begin(), filled.cookies.end(),
                                           [&](const auto& one) { return one.first == name; });
      const bool is_it =
          (name == need.name || name == percent_encoded(need.name)) && filled_one != filled.cookies.end();
      pairs.push_back(is_it ? filled_one->first + "=" + filled_one->second : std::string(trimmed));
    }
    http::set(request.fields, "Cookie", join(pairs, "; "));
  }
}

const Parameter* parameter_of(const Operation& operation, const Need& need) {
  const std::optional<Parameter::In> in = place_of(need.in);
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.name == need.name && parameter.in == in) return &parameter;
  }
  return nullptr;
}

// A keyword that is at fault keeps no value away: it came from an answer.
bool is_accepted(const std::shared_ptr<const Schema>& schema, const JsonValue& value) {
  if (schema == nullptr) return true;
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return false;
  const ParsedBody parsed = parse_body(to_text(value));
  return parsed.instance != nullptr && judge->is_acceptable(*parsed.instance);
}

// Whether that value of a path parameter makes the path that of another documented resource, whatever the
// answer says that it names.
bool is_another_path(const Plan& plan, const Operation& operation, const std::string& parameter,
                     const std::string& text) {
  return plan.segments != nullptr && plan.segments->has(operation, parameter, text);
}

class Resolving {
 public:
  Resolving(const Contract& contract, const Plan& plan, Probe probe, const AnswerOf& answer_of)
      : contract_(contract),
        plan_(plan),
        operation_(contract.operations[probe.operation]),
        probe_(std::move(probe)),
        answer_of_(answer_of) {}

  Resolution result() && {
    resolve_path();
    if (stays_unknown_ && probe_.names_nothing) return {std::move(probe_), unmet_};
    for (const Need& need : probe_.needs) {
      if (need.in == Need::In::whole_body) resolve_whole_body(need);
    }
    for (const Need& need : probe_.needs) {
      switch (need.in) {
        case Need::In::path:
          break;
        case Need::In::query:
        case Need::In::header:
        case Need::In::cookie:
          resolve_named(need);
          break;
        case Need::In::body:
          resolve_body(need);
          break;
        case Need::In::whole_body:
          break;
      }
    }
    drop_repeated_items();
    resolve_identity();
    if (!is_changed_) return {std::move(probe_), unmet_};
    const FilledParameters filled = fill_parameters(operation_, probe_.values);
    if (filled.missing.empty()) {
      probe_.request.target = with_query(filled.target, probe_.key_query);
      set_fields(probe_.request, filled, probe_.needs);
    } else if (unmet_.empty()) {
      unmet_ = filled.missing;
    }
    return {std::move(probe_), unmet_};
  }

 private:
  // What the answer to a source says.
  std::optional<FoundValue> found(const Source& source, const Need& need,
                                  const std::function<std::optional<JsonValue>(const JsonValue&)>& reading) {
    const std::shared_ptr<const Answer> answer = answer_of_(source.probe);
    if (answer == nullptr || answer->received() == nullptr) return std::nullopt;
    return find_value(contract_, plan_, source, need, *answer, reading);
  }

  // The last parameter of a path names the most; those before it follow from where it was found. But what
  // this run created goes before all: the others are below it.
  void resolve_path() {
    const Need* last_owned = nullptr;
    bool is_own = false;
    for (auto need = probe_.needs.rbegin(); need != probe_.needs.rend() && !is_own; ++need) {
      if (need->in != Need::In::path || !need->is_owned) continue;
      if (last_owned == nullptr) last_owned = &*need;
      is_own = is_met(*need);
    }
    const bool is_unknown = probe_.role == Role::unknown_resource;  // it keeps what names nothing
    if (last_owned != nullptr && !is_own) {
      stays_unknown_ = is_unknown || probe_.names_nothing;
      if (!stays_unknown_) unmet_ = unmet(*last_owned);
      return;
    }
    for (const Need& need : probe_.needs) {  // parents first: what is found below others does not decide
      if (need.in != Need::In::path || !need.is_bound || settled_.contains(need.name)) continue;
      Need any = need;
      any.is_owned = false;
      if (!is_met(any) && !is_unknown && unmet_.empty()) unmet_ = unbound(need);
    }
    for (auto need = probe_.needs.rbegin(); need != probe_.needs.rend(); ++need) {
      if (need->in != Need::In::path || need->is_bound || settled_.contains(need->name)) continue;
      Need any = *need;
      any.is_owned = false;
      (void)is_met(any);
    }
    probe_.names_nothing =
        probe_.names_nothing && std::any_of(probe_.needs.begin(), probe_.needs.end(), [&](const Need& need) {
          return need.in == Need::In::path && !settled_.contains(need.name);
        });
  }

  // Takes the value from the first source that gives one; for a need that is owned, one that names what this
  // run created.
  bool is_met(const Need& need) {
    const Parameter* parameter = parameter_of(operation_, need);
    if (parameter == nullptr) return false;
    for (const Source& source : need.sources) {
      if (need.is_owned && !source.names_created) continue;
      const auto reading = [&](const JsonValue& value) {
        std::optional<JsonValue> read = read_for(*parameter, value);
        const bool is_another =
            read && is_another_path(plan_, operation_, parameter->name, plain_text(*read));
        return is_another ? std::nullopt : std::move(read);
      };
      std::optional<FoundValue> value = found(source, need, reading);
      // A name that only may be that of the resource could be that of another one.
      const bool must_be_created = need.is_owned || (need.is_bound && source.names_created);
      if (!value || (must_be_created && !(value->is_certain && value->is_created))) continue;
      if (!take_parents(source, *value, need.name)) continue;
      take(need, source, *std::move(value));
      return true;
    }
    return false;
  }

  void resolve_named(const Need& need) {
    const Parameter* parameter = parameter_of(operation_, need);
    if (parameter == nullptr) return;
    const auto reading = [&](const JsonValue& value) { return read_for(*parameter, value); };
    for (const Source& source : need.sources) {
      if (std::optional<FoundValue> value = found(source, need, reading)) {
        take(need, source, *std::move(value));
        return;
      }
    }
  }

  // A link says what to send (OpenAPI 3.1 §4.8.20).
  void resolve_whole_body(const Need& need) {
    if (!probe_.body) return;
    const std::shared_ptr<const Schema>& schema = operation_.request_body->media[probe_.media].schema;
    const auto reading = [&](const JsonValue& value) {
      return is_accepted(schema, value) ? std::optional(value) : std::nullopt;
    };
    for (const Source& source : need.sources) {
      std::optional<FoundValue> value = found(source, need, reading);
      if (!value || !set_body(operation_, probe_, std::move(value->value))) continue;
      probe_.has_made_up_body = false;
      has_linked_body_ = true;
      probe_.taken.push_back({.name = need.title(),
                              .from = value->from,
                              .probe = source.probe,
                              .part = source.part,
                              .at = value->at,
                              .is_body = true});
      return;
    }
  }

  void resolve_body(const Need& need) {
    const JsonValue* planned = probe_.body && !has_linked_body_ ? probe_.body->at(need.pointer) : nullptr;
    // An example shows a structure on purpose.
    if (planned == nullptr || (planned->is_structured() && !probe_.has_made_up_body)) return;
    const std::shared_ptr<const Schema>& schema = operation_.request_body->media[probe_.media].schema;
    std::optional<JsonValue> body;
    const auto reading = [&](const JsonValue& value) -> std::optional<JsonValue> {
      for (const JsonValue& read : readings_of(schema, need, value)) {
        JsonValue whole = *probe_.body;
        *whole.at(need.pointer) = read;
        if (!is_accepted(schema, whole)) continue;
        body = std::move(whole);
        return read;
      }
      return std::nullopt;
    };
    for (const Source& source : need.sources) {
      const std::optional<FoundValue> value = found(source, need, reading);
      if (!value || !body) continue;
      if (need.is_bound && !(value->is_certain && value->is_created)) continue;
      if (!set_body(operation_, probe_, *body)) continue;
      probe_.taken.push_back(
          {need.title(), value->from, source.probe, source.part, value->at, plain_text(value->value)});
      return;
    }
    if (need.is_bound && !leave_out(need.pointer) && unmet_.empty()) unmet_ = unbound(need);
  }

  // Of items of an array that became the same reference, the first one stays, if the schema allows that:
  // servers refuse to connect a thing twice.
  void drop_repeated_items() {
    for (auto need = probe_.needs.rbegin(); need != probe_.needs.rend(); ++need) {
      if (need->in != Need::In::body || !probe_.body) continue;
      const auto [parent, token] = parent_and_token(need->pointer);
      const JsonValue* array = probe_.body->at(parent);
      const JsonValue* item = probe_.body->at(need->pointer);
      if (array == nullptr || item == nullptr || !array->is_array() || item == &array->items.front())
        continue;
      const bool is_taken = std::any_of(probe_.taken.begin(), probe_.taken.end(),
                                        [&](const TakenValue& one) { return one.name == need->title(); });
      const auto before = std::find(array->items.begin(), array->items.end(), *item);
      if (is_taken && &*before != item && leave_out(need->pointer))
        std::erase_if(probe_.taken, [&](const TakenValue& one) { return one.name == need->title(); });
    }
  }

  // A member at the root has the type that its schema says; one below it, that of the planned value.
  std::vector<JsonValue> readings_of(const std::shared_ptr<const Schema>& schema, const Need& need,
                                     const JsonValue& value) const {
    const auto [parent, token] = parent_and_token(need.pointer);
    if (!parent.empty()) return readings_for(*probe_.body->at(need.pointer), value);
    return {value_given(schema, {.of = ValuePosition::Of::member, .name = token}, value)};
  }

  // Leaves a value out of the body, if the schema allows that.
  bool leave_out(const std::string& pointer) {
    const auto [parent, token] = parent_and_token(pointer);
    JsonValue whole = *probe_.body;
    JsonValue* within = whole.at(parent);
    if (within->is_array()) {
      within->items.erase(within->items.begin() + static_cast<std::ptrdiff_t>(std::stoul(token)));
    } else {
      within->drop(token);
    }
    return is_accepted(operation_.request_body->media[probe_.media].schema, whole) &&
           set_body(operation_, probe_, std::move(whole));
  }

  // A body that repeats the identifier of its path has the same one.
  void resolve_identity() {
    const std::optional<std::string> last = last_path_parameter(operation_);
    if (!probe_.body || !last || !settled_.contains(*last) || probe_.role == Role::invalid_value) return;
    const std::shared_ptr<const Schema>& schema = operation_.request_body->media[probe_.media].schema;
    for (const std::string& pointer : identity_places(operation_, *probe_.body)) {
      const Need need{.in = Need::In::body, .name = *last, .sources = {}, .pointer = pointer};
      for (JsonValue& read : readings_of(schema, need, probe_.values.at(*last))) {
        JsonValue whole = *probe_.body;
        *whole.at(pointer) = std::move(read);
        if (is_accepted(schema, whole) && set_body(operation_, probe_, std::move(whole))) break;
      }
    }
  }

  static std::optional<JsonValue> read_for(const Parameter& parameter, const JsonValue& value) {
    JsonValue read = value_given(parameter.schema, {}, value);
    if (!is_accepted(parameter.schema, read)) return std::nullopt;
    return read;
  }

  bool needs(const std::string& name) const {
    return std::any_of(probe_.needs.begin(), probe_.needs.end(),
                       [&](const Need& need) { return need.in == Need::In::path && need.name == name; });
  }

  // Nested paths keep their parents: where the value was found below other resources, the request goes below
  // the same ones. False if the user gave others.
  bool take_parents(const Source& source, const FoundValue& value, const std::string& name) {
    // The parents of a collection elsewhere say nothing of this path.
    const PathShape collection = shape_of_path(source.collection);
    const PathShape own = shape_of_path(operation_.path);
    if (collection.size() > own.size() || !std::equal(collection.begin(), collection.end(), own.begin()))
      return true;
    std::vector<std::pair<const Parameter*, JsonValue>> parents;
    std::vector<std::string> same;
    for (const auto& [segment, text] : value.parents) {
      const std::optional<std::string> parent = parameter_at(operation_.path, segment);
      if (!parent || *parent == name) continue;
      const auto current = probe_.values.find(*parent);
      if (current == probe_.values.end()) return false;
      if (plain_text(current->second) == text) {
        same.push_back(*parent);
        continue;
      }
      const Parameter* parameter = parameter_of(operation_, {.in = Need::In::path, .name = *parent});
      if (parameter == nullptr || !needs(*parent) || settled_.contains(*parent)) return false;
      const std::optional<JsonValue> read = read_for(*parameter, JsonValue::string(text));
      if (!read) return false;
      parents.emplace_back(parameter, *read);
    }
    for (const std::string& parent : same) {
      settled_.insert(parent);
      std::erase(probe_.made_up, parent);
    }
    for (auto& [parameter, read] : parents) {
      probe_.values[parameter->name] = std::move(read);
      settled_.insert(parameter->name);
      std::erase(probe_.made_up, parameter->name);
      probe_.taken.push_back({.name = parameter->name,
                              .from = contract_.operations[plan_.probes[source.probe].operation].id,
                              .probe = source.probe,
                              .value = plain_text(probe_.values[parameter->name]),
                              .is_parent = true});
    }
    return true;
  }

  void take(const Need& need, const Source& source, FoundValue value) {
    const std::string text = plain_text(value.value);
    probe_.values[need.name] = std::move(value.value);
    if (value.is_certain) std::erase(probe_.made_up, need.name);
    settled_.insert(need.name);
    probe_.taken.push_back({need.name, std::move(value.from), source.probe, source.part, value.at, text});
    is_changed_ = true;
  }

  std::string unmet(const Need& need) const {
    // Only what was created is read back, whatever may be written.
    const bool is_read = http::is_safe_method(probe_.request.method);
    std::string why =
        probe_.request.method + (is_read ? " reads back" : " goes only to") + " what this run created, and ";
    const auto creator = std::find_if(need.sources.begin(), need.sources.end(),
                                      [](const Source& source) { return source.names_created; });
    if (creator == need.sources.end()) {
      why += "no documented POST creates it";
    } else {
      const Source& first = *creator;
      const std::string& id = contract_.operations[plan_.probes[first.probe].operation].id;
      const std::shared_ptr<const Answer> answer = answer_of_(first.probe);
      const Received* received = answer == nullptr ? nullptr : answer->received();
      why += answer == nullptr     ? printable(id) + " was not sent"
             : received == nullptr ? printable(id) + " got no response"
             : received->response.status == 202
                 ? printable(id) + " got 202, which only accepts the request (RFC 9110 §15.3.3)"
             : is_success(*received) ? "the answer to " + printable(id) + " does not name what it created"
                                     : printable(id) + " got " + std::to_string(received->response.status);
    }
    return is_read ? why : why + way_out(need);
  }

  std::string unbound(const Need& need) const {
    return probe_.request.method + " goes only to what this run created, and no answer names a " +
           printable(need.name) + " that is a part of it" + way_out(need);
  }

  static std::string way_out(const Need& need) {
    return ": --variable " + printable(need.name) + "=VALUE names one, --allow-writes=any sends it anyway";
  }

  static bool is_success(const Received& received) {
    return received.response.status >= 200 && received.response.status < 300;
  }

  const Contract& contract_;
  const Plan& plan_;
  const Operation& operation_;
  Probe probe_;
  const AnswerOf& answer_of_;
  std::set<std::string> settled_;
  std::string unmet_;
  bool is_changed_ = false;
  bool has_linked_body_ = false;
  bool stays_unknown_ = false;  // nothing that the run created takes the place of what its path names
};

}  // namespace

Resolution resolve(const Contract& contract, const Plan& plan, std::size_t probe, const AnswerOf& answer_of) {
  const Probe& planned = plan.probes[probe];
  if (planned.needs.empty()) return {planned, {}};
  return Resolving(contract, plan, planned, answer_of).result();
}

std::string never_met(const Contract& contract, const Plan& plan, std::size_t probe) {
  const std::vector<Need>& needs = plan.probes[probe].needs;
  const auto is_owned = [](const Need& need) { return need.is_owned; };
  const auto may_be_own = [](const Need& need) {
    return need.is_owned && std::any_of(need.sources.begin(), need.sources.end(),
                                        [](const Source& source) { return source.names_created; });
  };
  const auto is_unbound = [](const Need& need) {
    return need.in == Need::In::path && need.is_bound && need.sources.empty();
  };
  const bool is_unowned = std::any_of(needs.begin(), needs.end(), is_owned) &&
                          std::none_of(needs.begin(), needs.end(), may_be_own);
  if (!is_unowned && std::none_of(needs.begin(), needs.end(), is_unbound)) return {};
  return resolve(contract, plan, probe, [](std::size_t) { return nullptr; }).unmet;
}

namespace {

// The request with the values of the other one's path, whose parameters may have other names. False if one is
// missing.
bool take_path_values(const Contract& contract, Probe& request, const Probe& other) {
  const Operation& operation = contract.operations[request.operation];
  const std::string& path = contract.operations[other.operation].path;
  for (std::size_t i = 0; i < shape_of_path(path).size(); ++i) {
    const std::optional<std::string> from = parameter_at(path, i);
    const std::optional<std::string> to = parameter_at(operation.path, i);
    const auto value = from ? other.values.find(*from) : other.values.end();
    if (from.has_value() != to.has_value() || (from && value == other.values.end())) return false;
    if (from) request.values[*to] = value->second;
  }
  return true;
}

// The request with its values in its target.
std::optional<Probe> written(const Contract& contract, Probe request) {
  const FilledParameters filled = fill_parameters(contract.operations[request.operation], request.values);
  if (!filled.missing.empty()) return std::nullopt;
  request.request.target = with_query(filled.target, request.key_query);
  return request;
}

std::optional<Probe> at_the_path_of(const Contract& contract, Probe request, const Probe& other) {
  if (!take_path_values(contract, request, other)) return std::nullopt;
  return written(contract, std::move(request));
}

// Whether the text names one segment of a path, also for a target that decodes "%2F" before it routes.
bool names_one_segment(const std::string& text) {
  constexpr std::size_t kLongest = 1024;
  return !text.empty() && text.size() <= kLongest && text != "." && text != ".." &&
         text.find_first_of("/\\") == text.npos;
}

}  // namespace

std::optional<Probe> sent_to_item(const Contract& contract, const Plan& plan, Probe request,
                                  const Probe& sent, const std::string& name) {
  const Operation& operation = contract.operations[request.operation];
  const std::optional<std::string> last = last_path_parameter(operation);
  const PathShape collection = shape_of_path(contract.operations[sent.operation].path);
  const bool is_of_item = last && segment_of(operation.path, *last) == collection.size();
  if (!is_of_item || !names_one_segment(name) || is_another_path(plan, operation, *last, name) ||
      !take_path_values(contract, request, sent))
    return std::nullopt;
  const Parameter* parameter = parameter_of(operation, {.in = Need::In::path, .name = *last});
  if (parameter == nullptr) return std::nullopt;
  JsonValue value = value_given(parameter->schema, {}, JsonValue::string(name));
  if (!is_accepted(parameter->schema, value)) return std::nullopt;
  request.values[*last] = std::move(value);
  return written(contract, std::move(request));
}

std::string url_of_item(const Plan& plan, const Probe& sent, const std::string& name) {
  const std::string url = plan.bases[sent.base].root().text();
  const std::string path = http::resource_path(request_of(plan, sent).target);
  return url.substr(0, url.size() - 1) + path + (path.ends_with('/') ? "" : "/") + percent_encoded(name);
}

std::optional<Probe> sent_to_created(const Contract& contract, const Plan& plan, Probe request,
                                     std::size_t created, const AnswerOf& answer_of) {
  const Operation& creating = contract.operations[plan.probes[created].operation];
  if (creating.method == "PUT") return at_the_path_of(contract, std::move(request), plan.probes[created]);
  const std::optional<std::string> last = last_path_parameter(contract.operations[request.operation]);
  for (Need& need : request.needs) {
    if (need.name != last) continue;
    for (const Source::Part part : {Source::Part::location, Source::Part::member})
      need.sources.push_back(
          {.probe = created, .part = part, .collection = creating.path, .names_created = true});
    need.is_owned = true;
  }
  Resolution resolution = Resolving(contract, plan, std::move(request), answer_of).result();
  if (!resolution.unmet.empty()) return std::nullopt;
  return std::move(resolution.probe);
}

Probe repeated(const Contract& contract, const Probe& planned, const Probe& sent) {
  Probe again = sent;
  again.id = planned.id;
  again.role = planned.role;
  again.wave = planned.wave;
  again.in_place_of.reset();
  again.mend = Mend::none;
  again.is_further = planned.is_further;
  if (planned.precondition != Precondition::none) again.precondition = planned.precondition;
  if (!planned.is_further) return again;
  for (const std::string& name : planned.fixed) again.values[name] = planned.values.at(name);
  const FilledParameters filled = fill_parameters(contract.operations[sent.operation], again.values);
  if (filled.missing.empty()) again.request.target = with_query(filled.target, again.key_query);
  return again;
}

std::vector<std::string> created_by(const Contract& contract, const Plan& plan, std::size_t created,
                                    const AnswerOf& answer_of) {
  const Probe& probe = plan.probes[created];
  const bool is_named = contract.operations[probe.operation].method == "PUT";
  const std::string url = plan.bases[probe.base].root().text();
  const std::string target = request_of(plan, probe).target;
  const std::string collection = url.substr(0, url.size() - 1) + target.substr(0, target.find('?'));
  if (is_named) return {collection};
  const std::shared_ptr<const Answer> answer = answer_of(created);
  if (answer == nullptr || answer->received() == nullptr) return {"POST " + collection};
  // The Location of a 202 is that of a job (RFC 9110 §15.3.3).
  if (answer->received()->response.status == 202) return {"POST " + collection};
  std::vector<std::string> urls;
  if (const auto location = http::combined(answer->received()->response.fields, "Location")) {
    const std::optional<http::Url> sent = http::parse_url(collection);
    const std::optional<http::Url> resolved = sent ? http::resolve(*sent, *location) : std::nullopt;
    if (resolved) urls.push_back(resolved->text());
  }
  const Source member{.probe = created, .collection = contract.operations[probe.operation].path};
  const auto any = [](const JsonValue& value) { return std::optional(value); };
  const std::optional<FoundValue> found =
      find_value(contract, plan, member, {.name = "id", .is_owned = true}, *answer, any);
  const bool is_told = found && found->is_certain && (found->is_created || !urls.empty());
  // A Location may call it by another name of its own.
  const bool is_another = urls.empty() || contradicts_itself(contract, plan, created, *answer);
  if (is_told && is_another) urls.push_back(url_of_item(plan, probe, plain_text(found->value)));
  if (urls.empty()) urls.push_back("POST " + collection);
  return urls;
}

Probe with_texts(const Contract& contract, const Probe& probe,
                 const std::map<std::string, std::string>& texts) {
  if (texts.empty()) return probe;
  const Operation& operation = contract.operations[probe.operation];
  Probe other = probe;
  for (const auto& [name, text] : texts) {
    if (other.values.contains(name)) other.values[name] = JsonValue::string(text);
  }
  const FilledParameters filled = fill_parameters(operation, other.values);
  if (filled.missing.empty()) {
    other.request.target = with_query(filled.target, probe.key_query);
    set_fields(other.request, filled, probe.needs);
  }
  std::string numbers;  // those written as text, one per line
  const auto set = [&](const std::string& pointer, const std::string& text) {
    JsonValue* value = other.body->at(pointer);
    if (value == nullptr) return;
    if (value->is_number()) numbers += text + "\n";
    *value = JsonValue::string(text);
  };
  if (!other.body) return other;
  for (const Need& need : probe.needs) {
    const auto text = texts.find(need.title());
    if (need.in == Need::In::body && text != texts.end()) set(need.pointer, text->second);
  }
  const std::optional<std::string> last = last_path_parameter(operation);
  const auto identity = last ? texts.find(*last) : texts.end();
  if (identity != texts.end()) {
    for (const std::string& pointer : identity_places(operation, *probe.body)) {
      if (plain_text(*probe.body->at(pointer)) == plain_text(probe.values.at(*last)))
        set(pointer, identity->second);
    }
  }
  if (*other.body == *probe.body) return other;
  other.request.body = write_body(operation, probe.media, *other.body).content;
  for (const std::string_view text : split(numbers, '\n')) {
    const std::string quoted = json_string(text);
    const std::size_t at = text.empty() ? std::string::npos : other.request.body.find(quoted);
    if (at != std::string::npos) other.request.body.replace(at, quoted.size(), text);
  }
  return other;
}

}  // namespace avouch
