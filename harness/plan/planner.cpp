// SPDX-License-Identifier: MIT
#include "plan/planner.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "contract/schema/schema.h"
#include "contract/state_clauses.h"
#include "contract/written_path.h"
#include "generate/conformant.h"
#include "generate/telling.h"
#include "generate/ways/other_values.h"
#include "http/field.h"
#include "http/syntax.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "judge/body/body.h"
#include "judge/state/items.h"
#include "plan/operation_planner.h"
#include "plan/order.h"
#include "plan/parameters.h"
#include "plan/request_body.h"
#include "plan/sources.h"
#include "plan/values.h"

namespace avouch {
namespace {

// Adds the probe once: one request may have several of a clause's roles.
void add(PlannedClause& planned, std::size_t probe) {
  const bool is_known =
      std::find(planned.probes.begin(), planned.probes.end(), probe) != planned.probes.end();
  if (!is_known) planned.probes.push_back(probe);
}

// Returns the preference to send to a mock for the clause: for an unusual response, its status; for the usual
// one, a generated body in place of the example, because lists in examples may be empty. nullopt if a
// preference cannot help: for example, for the claim that the response comes at all.
std::optional<std::string> wish_for(const Contract& contract, const BoundClause& bound) {
  const Operation& operation = contract.operations[bound.operation];
  using Wish = SubjectTraits::Wish;
  const Wish wish = traits_of(bound.subject).wish;
  if (wish == Wish::none || bound.roles.empty()) return std::nullopt;
  if (operation.expected_response() == bound.response)
    return wish == Wish::values ? std::optional<std::string>("dynamic=true") : std::nullopt;
  const std::optional<int> status = plain_status(operation, bound.response);
  return status ? std::optional("code=" + std::to_string(*status)) : std::nullopt;
}

// Why a clause about content cannot be exercised; empty if the documented response may have content. The
// media type of a response to HEAD is in its head.
std::string lack_of_content(const Contract& contract, const BoundClause& bound) {
  const SubjectTraits traits = traits_of(bound.subject);
  if (!bound.roles.empty() || traits.scope != SubjectTraits::Scope::response) return {};
  const Operation& operation = contract.operations[bound.operation];
  const std::string& status = operation.responses[bound.response].status;
  const bool is_about_it = traits.is_of_content || traits.kind == ClauseKind::media_type;
  if (!is_about_it || !lacks_content(operation.method, status)) return {};
  return operation.method == "HEAD"
             ? "the response to HEAD has no content (RFC 9110 §9.3.2)"
             : "a " + status + " has no content, whatever is documented (RFC 9110 §6.4.1)";
}

// The generated bodies of a mock, by their numbers, that exercise what its usual body does not.
std::vector<std::size_t> instances_worth(const Contract& contract, const DocumentedMedia& media) {
  if (!media.is_judged()) return {};
  const std::shared_ptr<const TellingBodies> telling = telling_bodies(media.schema);
  std::vector<bool> shown(media.schema->keywords().size());
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  const Result<JsonValue> usual = conformant_body(contract, media);
  const ParsedBody parsed = usual && judge ? parse_body(to_text(*usual)) : ParsedBody();
  const auto counts = parsed.instance ? judge->counts(*parsed.instance) : std::nullopt;
  for (std::size_t i = 0; counts && i < shown.size(); ++i) shown[i] = (*counts)[i].instances > 0;
  return needed_beyond(*telling, *media.schema, std::move(shown));
}

// The media types that further calls ask for alone to exercise the clause: those of the usual response behind
// its first one, which the documented call is expected to get. Only reads are sent again.
std::vector<std::string> further_media(const Contract& contract, const BoundClause& bound,
                                       const http::Fields& given) {
  const Operation& operation = contract.operations[bound.operation];
  if (operation.expected_response() != bound.response || !http::is_safe_method(operation.method)) return {};
  if (http::contains(given, "Accept")) return {};  // the user asks for one
  const std::vector<DocumentedMedia>& media = operation.responses[bound.response].media;
  const auto* of_one = std::get_if<BodyKeywordSubject>(&bound.subject);
  const auto* of_syntax = std::get_if<BodySyntaxSubject>(&bound.subject);
  const bool is_of_all = of_syntax != nullptr && of_syntax->aspect == BodySyntaxSubject::Aspect::well_formed;
  std::vector<std::string> ranges;
  for (std::size_t i = 1; i < media.size(); ++i) {
    const bool is_meant = is_of_all ? media[i].has_syntax() : of_one != nullptr && of_one->media == i;
    if (is_meant && media[i].range.find('*') == std::string::npos) ranges.push_back(media[i].range);
  }
  return ranges;
}

// Another name of a resource that the schema permits, like `first`, and not the one that names nothing in
// requests for an unknown resource.
std::optional<JsonValue> second_name(const std::shared_ptr<const Schema>& schema, const JsonValue& first) {
  std::vector<JsonValue> names;
  if (first.is_number()) names = {JsonValue::integer(2), JsonValue::integer(3), JsonValue::integer(4)};
  if (first.is_string() && !first.text.empty()) {
    const std::string stem = first.text.substr(0, first.text.size() - 1);
    for (const char* end : {"2", "3", "4", "b", "c", "B", "C"})
      names.push_back(JsonValue::string(stem + end));
    names.push_back(JsonValue::string(first.text + "2"));
  }
  const std::optional<JsonValue> unknown = other_value(schema, first);
  std::optional<BodyJudge> judge;
  if (schema != nullptr) {
    Result<BodyJudge> made = BodyJudge::make(schema, {});
    if (!made) return std::nullopt;
    judge.emplace(*std::move(made));
  }
  for (JsonValue& name : names) {
    if (name == first || name == unknown) continue;
    const ParsedBody parsed = parse_body(to_text(name));
    const bool is_allowed = !judge || (parsed.instance && judge->accepts(*parsed.instance).value_or(false));
    if (is_allowed) return std::move(name);
  }
  return std::nullopt;
}

// What an operation needs from earlier answers, whichever of its probes is sent.
struct Story {
  enum class State { visited, active };
  struct Value {
    Need need;  // without sources
    std::vector<SourceCandidate> sources;
  };

  State state = State::active;
  std::vector<Value> values;
  std::vector<std::size_t> after;  // operations that are called before, although they give no value
};

class Planning {
 public:
  Planning(const Contract& contract, const PlanOptions& options)
      : contract_(contract),
        options_(options),
        sources_(contract),
        values_(contract, options.values, options.seed),
        destinations_(contract, options.targets),
        selected_(selected_operations(contract, options.selection)) {}

  Plan plan() && {
    plan_.clauses.reserve(contract_.clauses.size());
    for (std::size_t i = 0; i < contract_.clauses.size(); ++i) {
      const BoundClause& bound = contract_.clauses[i];
      if (selected_[bound.operation] && is_selected(bound.clause, options_.selection))
        plan_.clauses.push_back(planned_clause(i));
    }
    plan_further_writes();
    plan_conditional_writes();
    plan_refused_writes();
    plan_foreign_writes();
    connect();
    overhear();
    add_creations();
    plan_.bases = destinations_.bases();
    plan_.segments = values_.segments();
    put_in_order(contract_, plan_, options_.repeat_writes);
    for (PlannedClause& planned : plan_.clauses) {  // its judge reads them as a story
      const auto* state = std::get_if<StateSubject>(&contract_.clauses[planned.clause].subject);
      if (state == nullptr || planned.probes.empty()) continue;
      std::sort(planned.probes.begin(), planned.probes.end());
      add_actions_between(planned, *state);
    }
    return std::move(plan_);
  }

 private:
  // An action may change what the resource shows, so the judge must know of it. Of a deletion, it does not
  // matter.
  void add_actions_between(PlannedClause& planned, const StateSubject& subject) const {
    using Aspect = StateSubject::Aspect;
    if (subject.aspect == Aspect::gone || subject.aspect == Aspect::others ||
        subject.aspect == Aspect::located)
      return;
    const PathShape resource = shape_of_path(contract_.operations[subject.read].path);
    const std::size_t last = planned.probes.back();
    const std::size_t known = planned.probes.size();
    for (std::size_t i = planned.probes.front() + 1; i < last; ++i) {
      const Probe& probe = plan_.probes[i];
      if (!probe.is_action || probe.names_nothing || probe.role == Role::unknown_resource) continue;
      PathShape changed = shape_of_path(contract_.operations[probe.operation].path);
      while (changed.back() != "{}") changed.pop_back();
      const bool is_of_it =
          changed.size() <= resource.size() && std::equal(changed.begin(), changed.end(), resource.begin());
      if (is_of_it) planned.probes.push_back(i);
    }
    std::inplace_merge(planned.probes.begin(), planned.probes.begin() + static_cast<std::ptrdiff_t>(known),
                       planned.probes.end());
    planned.probes.erase(std::unique(planned.probes.begin(), planned.probes.end()), planned.probes.end());
  }

  // Parameters and credentials are computed once per operation, not per clause.
  struct Planned {
    OperationPlanner planner;
    std::map<Role, std::vector<std::size_t>> by_role;  // indices into the plan
    std::map<std::string, std::size_t> preferred;      // by preference
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>>
        bodies;  // by response and media type: further probes for its bodies
    std::map<std::string, std::size_t> negotiated;  // by media type
  };

  Planned& planned(std::size_t operation) {
    const auto known = operations_.find(operation);
    if (known != operations_.end()) return known->second;
    const Destination destination = destinations_.of(contract_.operations[operation]);
    OperationPlanner planner(contract_, operation, destination, options_, values_, sources_);
    Planned& made = operations_.emplace(operation, Planned{std::move(planner), {}, {}, {}, {}}).first->second;
    note_credentials(made.planner);
    return made;
  }

  void note_credentials(OperationPlanner& planner) {
    const Credentials& credentials = planner.credentials();
    if (!options_.keys.accepts_stand_ins)
      plan_.missing_credentials.insert(credentials.ways.begin(), credentials.ways.end());
    // For a target, -H may carry what the contract fails to describe; our own mock asks for nothing.
    const bool is_for_nobody = credentials.is_faulty && options_.keys.accepts_stand_ins;
    const bool is_told = planner.refusal(Role::documented) == credentials.unsupported;
    if (!credentials.unsupported.empty() && !is_for_nobody && is_told) plan_.is_barred = true;
  }

  // Returns the probes with that role. Adds them to the plan on first use.
  const std::vector<std::size_t>& probes_for(Planned& planned, Role role) {
    role = planned.planner.sent_as(role);
    const auto [found, is_new] = planned.by_role.try_emplace(role);
    if (!is_new) return found->second;
    for (Probe& probe : planned.planner.probes(role)) {
      if (role == Role::duplicate) probe.repeats = probes_for(planned, Role::documented);
      if (must_be_refused(role) || role == Role::forbidden) give_own_body(probe);
      probe.if_absent = absence_for(probe);
      const std::size_t index = plan_.probes.size();
      found->second.push_back(index);
      plan_.probes.push_back(std::move(probe));
      add_other_bodies(planned.planner, found->second);
    }
    return found->second;
  }

  // A write that must be refused has other values than the documented one, so a server that carries it out
  // all the same has nothing against that one.
  void give_own_body(Probe& probe) {
    const bool is_write = !http::is_safe_method(probe.request.method);
    if (!is_write || options_.repeat_writes || !probe.body || !probe.body->is_object()) return;
    const Operation& operation = contract_.operations[probe.operation];
    std::set<std::string> kept = references_of(probe.operation, *probe.body);
    for (const auto& [name, value] : probe.body->members) {
      if (values_.given(operation, name) != nullptr) kept.insert(name);
    }
    // Neither those of the others that must be refused, nor those of a second creation.
    const int which = probe.role == Role::anonymous ? 2 : probe.role == Role::wrong_credentials ? 3 : 4;
    for (int i = 0; i < which; ++i) {
      const std::optional<MadeBody> other = make_other_body(operation, probe.media, *probe.body, kept);
      if (!other) return;
      probe.body = other->value;
      set_content(probe.request, *other);
      probe.has_made_up_body = true;
    }
  }

  // The writes that are sent in place of the last of `sent` if its generated body is refused, each if that
  // before it is.
  void add_other_bodies(OperationPlanner& planner, std::vector<std::size_t>& sent) {
    const Probe whole = plan_.probes[sent.back()];
    if (!planner.may_have_other_bodies(whole)) return;
    const auto add = [&](Probe probe) {
      probe.in_place_of = sent.back();
      sent.push_back(plan_.probes.size());
      plan_.probes.push_back(std::move(probe));
    };
    const auto add_mended = [&](const Probe& from, Mend mend, const char* name) {
      for (int i = 1; i <= kMostMended; ++i) {
        Probe probe = from;
        probe.id += name + (i == 1 ? std::string() : "/" + std::to_string(i));
        probe.mend = mend;
        probe.body.reset();  // it is made of the refused one
        probe.request.body.clear();
        add(std::move(probe));
      }
    };
    const std::optional<Probe> smaller = planner.with_a_smaller_body(whole);
    if (smaller) {
      add_mended(whole, Mend::leave_out, "/without-refused");
      add(*smaller);
    }
    add_mended(smaller.value_or(whole), Mend::put_back, "/mended");
  }

  // A PUT that names what it creates is preceded by a read: what was there before is not the run's own.
  std::optional<std::size_t> absence_for(const Probe& put) {
    const bool is_authorized = put.role == Role::documented || put.role == Role::cross_origin ||
                               put.role == Role::repeated || put.role == Role::invalid_value ||
                               put.role == Role::malformed_body || put.role == Role::unknown_type;
    // A faulty server may carry out the others as well.
    if (!options_.only_own_writes || !(is_authorized || must_be_refused(put.role)) ||
        !sources_.creates_by_name(put.operation))
      return std::nullopt;
    const std::size_t read = *sources_.read_of(put.operation);
    const Operation& reading = contract_.operations[read];
    const std::string name = *last_path_parameter(contract_.operations[put.operation]);
    if (values_.given(contract_.operations[put.operation], name) != nullptr) return std::nullopt;
    const std::string path = put.request.target.substr(0, put.request.target.find('?'));
    const auto [known, is_new] = absences_.try_emplace({put.operation, path}, plan_.probes.size());
    if (!is_new) return known->second;
    Probe probe = planned(read).planner.probes(Role::documented).front();
    const std::string item = last_path_parameter(reading).value_or(name);
    probe.id = reading.id + "/before-" + contract_.operations[put.operation].id +
               (put.role == Role::invalid_value ? "/invalid-value"
                : put.role == Role::repeated    ? "/second"
                                                : "");
    probe.role = Role::unknown_resource;
    probe.fixed = {item};
    probe.values[item] = put.values.at(name);
    probe.request.target = with_query(fill_parameters(reading, probe.values).target, probe.key_query);
    plan_.probes.push_back(std::move(probe));
    return known->second;
  }

  // Requests for the bodies of the media type that the clause is about: its content has several media types,
  // or its schema alternatives, and a usual response has one of them.
  const std::vector<std::size_t>& probes_for_bodies(Planned& of, const BoundClause& bound) {
    static const std::vector<std::size_t> kNone;
    const auto* subject = std::get_if<BodyKeywordSubject>(&bound.subject);
    if (subject == nullptr) return kNone;
    const auto placed = of.bodies.try_emplace({bound.response, subject->media});
    std::vector<std::size_t>& made = placed.first->second;
    if (!placed.second) return made;
    const Operation& operation = contract_.operations[bound.operation];
    const DocumentedResponse& response = operation.responses[bound.response];
    const DocumentedMedia& media = response.media[subject->media];
    const std::optional<int> status = plain_status(operation, bound.response);
    const bool is_usual = served_media(response) == &media;
    if (!status || (!is_usual && media.range.find('*') != media.range.npos)) return made;
    const std::string wish = "code=" + std::to_string(*status);
    const std::string accept = is_usual ? "" : media.range;
    const std::string label = is_usual ? "" : "/" + pointer_token(media.range);
    const auto want = [&](const std::string& more, const std::string& name) {
      made.push_back(plan_.probes.size());
      plan_.probes.push_back(of.planner.preferred(wish + more, accept, label + name));
    };
    if (!is_usual) want("", "");
    for (const std::size_t i : instances_worth(contract_, media))
      want(", instance=" + std::to_string(i), "/instance-" + std::to_string(i));
    return made;
  }

  PlannedClause planned_clause(std::size_t clause) {
    const BoundClause& bound = contract_.clauses[clause];
    if (bound.fault != nullptr) return {.clause = clause, .unplanned = fault_reason(*bound.fault)};
    if (const auto* state = std::get_if<StateSubject>(&bound.subject))
      return planned_state(clause, bound.operation, *state);
    if (std::string why = lack_of_content(contract_, bound); !why.empty())
      return {.clause = clause, .unplanned = std::move(why)};
    Planned& of = planned(bound.operation);
    PlannedClause planned{.clause = clause};
    Roles roles;
    for (const Role role : bound.roles) {
      if (std::string refusal = of.planner.refusal(role); !refusal.empty()) {
        if (planned.unplanned.empty()) planned.unplanned = std::move(refusal);
      } else {
        roles.add(role);
      }
    }
    if (traits_of(bound.subject).needs_every_role && !planned.unplanned.empty()) roles = {};
    for (const Role role : roles) {
      for (const std::size_t probe : probes_for(of, role)) add(planned, probe);
    }
    const std::optional<std::string> wish = options_.prefer ? wish_for(contract_, bound) : std::nullopt;
    if (wish && of.planner.refusal(Role::documented).empty()) {
      const auto [probe, is_new] = of.preferred.try_emplace(*wish, plan_.probes.size());
      if (is_new) plan_.probes.push_back(of.planner.preferred(*wish));
      planned.probes.push_back(probe->second);
      for (const std::size_t one : probes_for_bodies(of, bound)) add(planned, one);
    }
    if (of.planner.refusal(Role::documented).empty() && !planned.probes.empty()) {
      for (const std::string& range : further_media(contract_, bound, options_.headers)) {
        const auto [probe, is_new] = of.negotiated.try_emplace(range, plan_.probes.size());
        if (is_new) plan_.probes.push_back(of.planner.negotiated(range));
        add(planned, probe->second);
      }
    }
    if (const std::optional<Precondition> precondition = precondition_for(bound)) {
      if (http::is_safe_method(contract_.operations[bound.operation].method)) {
        if (const auto probe = conditional_read(bound.operation)) add(planned, *probe);
      } else if (*precondition == Precondition::wrong) {
        conditional_writes_[bound.operation].push_back(plan_.clauses.size());
      }
    }
    if (!planned.probes.empty() && shows_members(bound)) plan_further(of, bound.operation);
    if (planned.probes.empty() && planned.unplanned.empty()) {
      planned.unplanned =
          options_.prefer
              ? "no request of a run triggers this documented response, and no preference asks for it"
              : "no request of a run triggers this documented response";
    }
    return planned;
  }

  // The precondition that brings about the documented response of the clause: 304 to a client that has what
  // it asks for, 412 to one that changes what it has not seen (RFC 9110 §13.1).
  std::optional<Precondition> precondition_for(const BoundClause& bound) const {
    if (options_.repeat_writes || bound.roles.empty() ||
        traits_of(bound.subject).scope != SubjectTraits::Scope::response)
      return std::nullopt;
    const Operation& operation = contract_.operations[bound.operation];
    const std::string& status = operation.responses[bound.response].status;
    const bool is_read = operation.method == "GET" || operation.method == "HEAD";
    const bool is_change =
        operation.method == "PUT" || operation.method == "PATCH" || operation.method == "DELETE";
    if (status == "304" && is_read) return Precondition::changed;
    if (status == "412" && is_change) return Precondition::wrong;
    return std::nullopt;
  }

  // Behind the documented call, which shows the ETag. Planned once.
  std::optional<std::size_t> conditional_read(std::size_t operation) {
    const auto [known, is_new] = conditional_reads_.try_emplace(operation);
    if (!is_new) return known->second;
    std::optional<Probe> probe = planned(operation).planner.conditional(Precondition::changed);
    if (!probe) return std::nullopt;
    probe->after = probes_for(planned(operation), Role::documented);
    known->second = plan_.probes.size();
    plan_.probes.push_back(*std::move(probe));
    return known->second;
  }

  // A server may ignore the precondition, so the accepted PATCH or PUT comes once more behind all that is
  // about it. A DELETE comes before the documented one.
  void plan_conditional_writes() {
    for (const auto& [operation, clauses] : conditional_writes_) {
      if (!is_planned(operation)) continue;
      std::optional<Probe> probe = planned(operation).planner.conditional(Precondition::wrong);
      if (!probe) continue;
      const std::size_t index = plan_.probes.size();
      if (contract_.operations[operation].method == "DELETE") {
        for (const std::size_t sent : writes_of(operation)) plan_.probes[sent].after.push_back(index);
      } else {
        probe->repeats = writes_of(operation);
        probe->after = story_of(operation);
      }
      plan_.probes.push_back(*std::move(probe));
      for (const std::size_t clause : clauses) add(plan_.clauses[clause], index);
    }
  }

  // What shows whether a refused write was carried out: a read before each of them and one behind it, of the
  // resource that the run created, or of the list for a POST.
  void plan_refused_writes() {
    if (options_.repeat_writes) return;
    std::map<std::size_t, std::vector<std::size_t>> clauses;  // by operation, in the order of their methods
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
      const BoundClause& bound = contract_.clauses[plan_.clauses[i].clause];
      const bool is_write = !http::is_safe_method(contract_.operations[bound.operation].method);
      if (std::holds_alternative<SecuritySubject>(bound.subject) && is_write)
        clauses[bound.operation].push_back(i);
    }
    std::map<std::size_t, std::size_t> last;  // by the GET: its last read
    for (const char* method : {"POST", "PATCH", "PUT", "DELETE"}) {
      for (const auto& [operation, those] : clauses) {
        if (contract_.operations[operation].method == method) watch_refused(operation, those, last);
      }
    }
  }

  // Whether the GET lists what the POST creates.
  bool is_list_for(std::size_t reading, const Operation& creating) const {
    const Operation& read = contract_.operations[reading];
    return documents_list(read) && !shows_the_created(read, creating);
  }

  // The GET that shows what a write to what the run creates did.
  std::optional<std::size_t> witness_of(std::size_t operation) {
    const Operation& called = contract_.operations[operation];
    const std::optional<std::size_t> read = sources_.read_of(operation);
    if (!is_planned(read) || sources_.creates_by_name(operation)) return std::nullopt;
    if (called.method == "POST")
      return sources_.creates(operation) && is_list_for(*read, called) ? read : std::nullopt;
    const std::optional<std::string> last = last_path_parameter(called);
    if (!last || last != last_path_parameter(contract_.operations[*read])) return std::nullopt;
    const std::vector<SourceCandidate> candidates = sources_.of_path(operation, *last);
    const bool is_created =
        std::any_of(candidates.begin(), candidates.end(), [&](const SourceCandidate& candidate) {
          return sources_.names_created(candidate, operation, *last) && is_planned(candidate.operation);
        });
    return is_created && values_.given(called, *last) == nullptr ? read : std::nullopt;
  }

  void watch_refused(std::size_t operation, const std::vector<std::size_t>& clauses,
                     std::map<std::size_t, std::size_t>& last) {
    const std::optional<std::size_t> read = witness_of(operation);
    if (!read) return;
    const auto witness = [&](const std::string& name, std::vector<std::size_t> after) {
      Probe probe = planned(*read).planner.probes(Role::read_back).front();
      probe.id = contract_.operations[*read].id + name;
      probe.after = std::move(after);
      plan_.probes.push_back(std::move(probe));
      return plan_.probes.size() - 1;
    };
    for (const std::size_t clause : clauses) {
      std::vector<std::size_t> watched;
      for (const std::size_t sent : plan_.clauses[clause].probes) {
        const Probe& probe = plan_.probes[sent];
        if (!must_be_refused(probe.role) || probe.operation != operation) {
          watched.push_back(sent);
          continue;
        }
        const std::string id = probe.id;
        const bool is_of_list = contract_.operations[operation].method == "POST";
        if (!last.contains(*read)) {
          last[*read] = witness("/before-" + id, {});
          if (is_of_list) early_lists_[last[*read]] = {};
        }
        plan_.probes[sent].after.push_back(last[*read]);
        watched.insert(watched.end(), {last[*read], sent});
        last[*read] = witness("/after-" + id, {sent});
        if (is_of_list) {
          early_lists_[last[*read]] = {sent};
          last_early_lists_[operation] = last[*read];
        }
        watched.push_back(last[*read]);
      }
      plan_.clauses[clause].probes = std::move(watched);
    }
  }

  // The lists around refused POST requests come before all that the run creates in them, so what is new there
  // is of no other request. If a list itself needs what is created, it shows nothing.
  void put_lists_before_creations() {
    read_lists_next_to_refusals();
    // Those that should get a 400 may be accepted all the same, and then create something.
    std::map<std::size_t, std::vector<std::size_t>> forbidden;  // by operation
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      if (plan_.probes[i].role == Role::forbidden) forbidden[plan_.probes[i].operation].push_back(i);
    }
    for (const auto& [operation, list] : last_early_lists_) {
      const std::vector<std::size_t> creations = writes_of(operation);
      const std::set<std::size_t> before = all_before(list);
      const bool is_early = std::none_of(creations.begin(), creations.end(),
                                         [&](std::size_t creation) { return before.contains(creation); });
      if (is_early) {
        for (const std::size_t creation : creations) plan_.probes[creation].after.push_back(list);
        for (const std::size_t probe : forbidden[operation]) {
          if (!before.contains(probe)) plan_.probes[probe].after.push_back(list);
        }
        continue;
      }
      for (PlannedClause& planned : plan_.clauses) {
        const BoundClause& bound = contract_.clauses[planned.clause];
        if (bound.operation == operation && std::holds_alternative<SecuritySubject>(bound.subject))
          std::erase_if(planned.probes, [&](std::size_t probe) { return early_lists_.contains(probe); });
      }
    }
  }

  // The list before a refused POST waits for all that the POST waits for: what is created meanwhile may look
  // like what was refused.
  void read_lists_next_to_refusals() {
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      if (!must_be_refused(plan_.probes[i].role)) continue;
      const std::set<std::size_t> needed = needed_by(plan_.probes[i]);
      for (const std::size_t list : needed) {
        if (!early_lists_.contains(list)) continue;
        for (const std::size_t other : needed) {
          if (other != list && !all_before(other).contains(list)) plan_.probes[list].after.push_back(other);
        }
      }
    }
  }

  // What must be answered before that probe is sent.
  std::set<std::size_t> all_before(std::size_t probe) const {
    std::set<std::size_t> before;
    std::vector<std::size_t> open = {probe};
    while (!open.empty()) {
      const std::size_t one = open.back();
      open.pop_back();
      for (const std::size_t next : needed_by(plan_.probes[one])) {
        if (before.insert(next).second) open.push_back(next);
      }
    }
    return before;
  }

  bool shows_members(const BoundClause& bound) const {
    const Operation& operation = contract_.operations[bound.operation];
    return std::holds_alternative<BodyKeywordSubject>(bound.subject) &&
           operation.expected_response() == bound.response;
  }

  // Reads with optional parameters. Writes get theirs when all others are known: plan_further_writes().
  void plan_further(Planned& of, std::size_t operation) {
    if (options_.prefer || options_.repeat_writes || !further_.insert(operation).second) return;
    if (!http::is_safe_method(contract_.operations[operation].method)) return;
    for (Probe& probe : of.planner.further()) plan_.probes.push_back(std::move(probe));
  }

  // The accepted PATCH or PUT once more with each optional parameter, behind all that is about the write. A
  // POST would create what no list before it has shown.
  void plan_further_writes() {
    for (const std::size_t operation : further_) {
      const std::string& method = contract_.operations[operation].method;
      if ((method != "PATCH" && method != "PUT") || sources_.creates_by_name(operation)) continue;
      const std::vector<std::size_t> after = story_of(operation);
      for (Probe& probe : planned(operation).planner.further()) {
        probe.repeats = writes_of(operation);
        probe.after = after;
        plan_.probes.push_back(std::move(probe));
      }
    }
  }

  // The requests to that operation, and the reads behind them.
  std::vector<std::size_t> story_of(std::size_t operation) const {
    std::set<std::size_t> story;
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      const Role role = plan_.probes[i].role;
      const bool is_of_it =
          plan_.probes[i].operation == operation &&
          (role == Role::documented || role == Role::cross_origin || role == Role::repeated);
      if (is_of_it) story.insert(i);
    }
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      const std::vector<std::size_t>& after = plan_.probes[i].after;
      const bool follows =
          plan_.probes[i].role == Role::read_back &&
          std::any_of(after.begin(), after.end(), [&](std::size_t before) { return story.contains(before); });
      if (follows) story.insert(i);
    }
    return {story.begin(), story.end()};
  }

  // A clause about what state implies: the write, and the requests that follow it.
  PlannedClause planned_state(std::size_t clause, std::size_t operation, const StateSubject& subject) {
    using Aspect = StateSubject::Aspect;
    PlannedClause made{.clause = clause};
    const bool is_owned = subject.aspect == Aspect::owned;
    if (is_owned) made.unplanned = planned(operation).planner.refusal(Role::other_identity);
    std::vector<std::size_t> called = {operation};
    if (is_owned) called.push_back(*subject.create);
    if (subject.aspect != Aspect::located) called.push_back(subject.read);
    if (subject.aspect == Aspect::listed || subject.aspect == Aspect::others) called.push_back(*subject.list);
    for (const std::size_t one : called) {
      std::string refusal = planned(one).planner.refusal(Role::documented);
      if (made.unplanned.empty()) made.unplanned = std::move(refusal);
    }
    if (options_.repeat_writes && !(is_owned && !made.unplanned.empty()))
      made.unplanned = "the target keeps nothing";
    // A value that the user gave names another resource than the one that the POST creates.
    const Operation& reading = contract_.operations[subject.read];
    const std::optional<std::string> item = last_path_parameter(reading);
    const bool is_of_a_created = contract_.operations[operation].method == "POST" || is_owned;
    if (made.unplanned.empty() && is_of_a_created && item && values_.given(reading, *item) != nullptr)
      made.unplanned = "what is created is not read, because a value is given for " + printable(*item);
    if (!made.unplanned.empty()) return made;
    switch (subject.aspect) {
      case Aspect::readable:
        made.probes = writes_of(operation);
        made.probes.push_back(read_after(subject, operation));
        break;
      case Aspect::located:
        made.probes = writes_of(operation);
        if (is_planned(subject.read)) {
          made.probes.push_back(read_at_location(subject, operation));
          made.overheard.push_back(read_after(subject, operation));
        }
        break;
      case Aspect::kept:
        made.probes = writes_of(operation);
        made.probes.push_back(read_after(subject, operation));
        for (const std::optional<Repeat>& repeat :
             {changed_write(subject, operation), chosen_write(subject, operation)}) {
          if (repeat) made.probes.insert(made.probes.end(), {repeat->write, repeat->read});
        }
        for (const Repeat& creation : further_creations(subject, operation))
          made.probes.insert(made.probes.end(), {creation.write, creation.read});
        break;
      case Aspect::listed:
        made.probes = writes_of(operation);
        made.probes.push_back(read_after(subject, operation));
        made.probes.push_back(list_after(subject, operation));
        for (const std::size_t list : lists_by_value(subject, operation)) made.probes.push_back(list);
        break;
      case Aspect::distinct:
        plan_distinct(made, operation, subject);
        break;
      case Aspect::untouched:
        plan_untouched(made, operation, subject);
        break;
      case Aspect::repeatable: {
        made.probes = writes_of(operation);
        const std::size_t read = read_after(subject, operation);
        const Repeat again = second_write(subject, operation);
        made.probes.insert(made.probes.end(), {read, again.write, again.read});
        break;
      }
      case Aspect::gone:
      case Aspect::others:
        plan_removal(made, operation, subject);
        break;
      case Aspect::etag:
        plan_etag(made, subject);
        break;
      case Aspect::owned:
        plan_owned(made, operation, subject);
        break;
    }
    return made;
  }

  // A write of the second identity to what the run created, for a clause of the plan.
  struct ForeignWrite {
    std::size_t clause = 0;  // index into Plan::clauses
    std::size_t operation = 0;
    StateSubject subject;
  };

  // The requests of the second identity: reads and lists behind the creation, writes later.
  void plan_owned(PlannedClause& made, std::size_t operation, const StateSubject& subject) {
    if (!http::is_safe_method(contract_.operations[operation].method)) {
      foreign_writes_[subject.read].push_back({plan_.clauses.size(), operation, subject});
      return;
    }
    made.probes = writes_of(*subject.create);
    made.probes.push_back(read_after(subject, *subject.create));
    if (operation == subject.list) {
      made.probes.push_back(list_after(subject, *subject.create));
      made.probes.push_back(foreign_list(subject));
      if (planned(subject.read).planner.refusal(Role::other_identity).empty())
        made.probes.push_back(foreign_read(subject));
      return;
    }
    made.probes.push_back(foreign_read(subject));
    add_acceptance(made, subject);
  }

  std::size_t foreign_read(const StateSubject& subject) {
    return follow_up(subject.read, Role::other_identity, *subject.create,
                     {read_after(subject, *subject.create)});
  }

  std::size_t foreign_list(const StateSubject& subject) {
    return follow_up(*subject.list, Role::other_identity, *subject.create,
                     {list_after(subject, *subject.create)});
  }

  // What shows that the target knows the second identity: it shows it a list, or refuses wrong credentials
  // otherwise. The list and the resource also show whether it tells the two identities apart.
  void add_acceptance(PlannedClause& made, const StateSubject& subject) {
    const auto can = [&](std::size_t operation, Role role) {
      return contract_.operations[operation].needs_credentials() &&
             planned(operation).planner.refusal(role).empty();
    };
    if (is_planned(subject.list) && can(*subject.list, Role::other_identity))
      made.probes.insert(made.probes.end(), {list_after(subject, *subject.create), foreign_list(subject)});
    if (can(subject.read, Role::other_identity)) made.probes.push_back(foreign_read(subject));
    if (!can(subject.read, Role::wrong_credentials)) return;
    for (const std::size_t probe : probes_for(planned(subject.read), Role::wrong_credentials))
      made.probes.push_back(probe);
  }

  // The writes of the second identity to what the run created: each between two reads of the owner, behind
  // all writes of the owner but the DELETE, so that what they damage is blamed on nothing else.
  void plan_foreign_writes() {
    for (auto& [reading, writes] : foreign_writes_) {
      const auto rank = [&](const ForeignWrite& one) {
        const std::string& method = contract_.operations[one.operation].method;
        return std::pair(method == "DELETE" ? 2 : method == "PUT" ? 1 : 0, one.operation);
      };
      std::sort(writes.begin(), writes.end(), [&](const ForeignWrite& left, const ForeignWrite& right) {
        return rank(left) < rank(right);
      });
      const StateSubject& subject = writes.front().subject;
      std::size_t before = owners_read(subject, "/before-other-identity", last_changes(subject));
      std::size_t bodies = 0;
      for (const ForeignWrite& write : writes) {
        const Operation& operation = contract_.operations[write.operation];
        Probe probe = planned(write.operation).planner.probes(Role::other_identity).front();
        if (const std::optional<MadeBody> other = foreign_body(write, probe, bodies++)) {
          probe.body = other->value;
          set_content(probe.request, *other);
        }
        probe.after = {before};
        const std::size_t sent = plan_.probes.size();
        plan_.probes.push_back(std::move(probe));
        const std::size_t after = owners_read(subject, "/after-other-identity-" + operation.id, {sent});
        PlannedClause& made = plan_.clauses[write.clause];
        made.probes = writes_of(*subject.create);
        made.probes.insert(made.probes.end(), {before, sent, after});
        add_acceptance(made, subject);
        before = after;
      }
    }
  }

  std::size_t owners_read(const StateSubject& subject, const std::string& name,
                          std::vector<std::size_t> after) {
    Probe probe = planned(subject.read).planner.probes(Role::read_back).front();
    probe.id = contract_.operations[subject.read].id + name;
    probe.after = std::move(after);
    plan_.probes.push_back(std::move(probe));
    return plan_.probes.size() - 1;
  }

  bool is_change_of(const StateSubject& subject, std::size_t operation) const {
    const Operation& one = contract_.operations[operation];
    return (one.method == "PATCH" || one.method == "PUT") &&
           path_shape(one.path) == path_shape(contract_.operations[subject.read].path);
  }

  // The creation, and the PATCH and PUT requests of the owner.
  std::vector<std::size_t> last_changes(const StateSubject& subject) {
    std::vector<std::size_t> changes = {read_after(subject, *subject.create)};
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      const Role role = plan_.probes[i].role;
      const bool is_own = role == Role::documented || role == Role::cross_origin || role == Role::repeated ||
                          role == Role::invalid_value;
      if (is_own && is_change_of(subject, plan_.probes[i].operation)) changes.push_back(i);
    }
    return changes;
  }

  // Other values than the resource has then, whichever of the writes before were carried out, so that a
  // change shows. `number`: of the foreign writes with a body. nullopt: there are no others.
  std::optional<MadeBody> foreign_body(const ForeignWrite& write, const Probe& documented,
                                       std::size_t number) {
    if (!documented.body) return std::nullopt;
    const bool is_changed_before = std::any_of(changed_.begin(), changed_.end(), [&](const auto& changed) {
      return changed.second && is_change_of(write.subject, changed.first);
    });
    const std::set<std::string> references = references_of(write.operation, *documented.body);
    std::optional<MadeBody> made;
    for (std::size_t i = 0; i <= number + (is_changed_before ? 1 : 0); ++i) {
      std::optional<MadeBody> other =
          make_other_body(contract_.operations[write.operation], documented.media,
                          made && made->value ? *made->value : *documented.body, references);
      if (!other) break;
      made = std::move(other);
    }
    return made;
  }

  // A request that is sent behind a write of the same method, and the read of what it did.
  struct Repeat {
    std::size_t write = 0;
    std::size_t read = 0;
  };

  std::size_t read_after(const StateSubject& subject, std::size_t write) {
    return follow_up(subject.read, Role::read_back, write, writes_of(write));
  }

  // The read of what the Location leads to, if that is not what was read already.
  std::size_t read_at_location(const StateSubject& subject, std::size_t write) {
    Probe probe = planned(subject.read).planner.probes(Role::read_back).front();
    probe.id = contract_.operations[subject.read].id + "/at-location-of-" + contract_.operations[write].id;
    probe.follows = writes_of(write);
    probe.after = {read_after(subject, write)};
    plan_.probes.push_back(std::move(probe));
    return plan_.probes.size() - 1;
  }

  std::size_t list_after(const StateSubject& subject, std::size_t write) {
    return follow_up(*subject.list, Role::read_back, write, {read_after(subject, write)});
  }

  // The list once more per value of its only filter: without one, it may leave items out.
  std::vector<std::size_t> lists_by_value(const StateSubject& subject, std::size_t write) {
    const Operation& list = contract_.operations[*subject.list];
    const Parameter* filter = enumerated_filter(list);
    if (filter == nullptr || values_.given(list, filter->name) != nullptr) return {};
    const std::size_t read = read_after(subject, write);
    const std::size_t before = list_after(subject, write);
    std::vector<std::size_t> made;
    for (const JsonValue& value : filter->values) {
      Probe probe = planned(*subject.list).planner.probes(Role::read_back).front();
      probe.id = plan_.probes[before].id + "/" + filter->name + "-" + std::to_string(made.size() + 1);
      probe.values[filter->name] = value;
      probe.fixed.push_back(filter->name);
      probe.request.target = with_query(fill_parameters(list, probe.values).target, probe.key_query);
      probe.after = {before, read};
      made.push_back(plan_.probes.size());
      plan_.probes.push_back(std::move(probe));
    }
    return made;
  }

  Repeat second_write(const StateSubject& subject, std::size_t operation) {
    const std::size_t again =
        follow_up(operation, Role::repeated, operation, {read_after(subject, operation)});
    const std::size_t read = follow_up(subject.read, Role::read_back, operation, {again});
    last_of_[operation] = read;
    return {again, read};
  }

  void plan_distinct(PlannedClause& made, std::size_t operation, const StateSubject& subject) {
    std::string why_not;
    const std::optional<std::size_t> second = second_creation(operation, subject, why_not);
    if (!second) {
      made.unplanned = std::move(why_not);
      return;
    }
    made.probes = writes_of(operation);
    made.probes.insert(made.probes.end(), {read_after(subject, operation), *second,
                                           follow_up(subject.read, Role::read_back, operation, {*second})});
  }

  // A second POST with other values, after all that is about the first one. Planned once. nullopt: `why` says
  // why there is none.
  std::optional<std::size_t> second_creation(std::size_t operation, const StateSubject& subject,
                                             std::string& why) {
    const auto known = seconds_.find(operation);
    if (known != seconds_.end()) return known->second;
    const bool is_named = contract_.operations[operation].method == "PUT";
    const bool is_kept = is_kept_by_others(operation);
    const std::optional<std::size_t> deletion = sources_.deletion_for(operation);
    if (is_kept && !is_planned(deletion)) {
      why = "a second resource could keep another one from being deleted";
      return std::nullopt;
    }
    const std::size_t before =
        is_planned(subject.list) ? list_after(subject, operation) : read_after(subject, operation);
    const std::optional<std::size_t> second =
        is_named ? second_named(operation, before, why) : second_posted(operation, before, why);
    if (!second) return std::nullopt;
    seconds_[operation] = *second;
    if (is_kept) plan_removal_of(*second, *deletion, "/second");
    return second;
  }

  std::optional<std::size_t> second_posted(std::size_t operation, std::size_t before, std::string& why) {
    const Probe& first = plan_.probes[writes_of(operation).front()];
    const std::optional<MadeBody> other =
        first.body ? make_other_body(contract_.operations[operation], first.media, *first.body,
                                     references_of(operation, *first.body))
                   : std::nullopt;
    if (!other) {
      why = "its body has no member that may have another value";
      return std::nullopt;
    }
    return variant(operation, "/second", *other, {before});
  }

  // POST requests with other values and then with other choices, each with a read of what it created: a
  // server that ignores a member may show what it chooses itself, and that may be what was sent first. Only
  // where what they create is deleted again.
  std::vector<Repeat> further_creations(const StateSubject& subject, std::size_t operation) {
    const Operation& called = contract_.operations[operation];
    const std::optional<std::size_t> deletion = sources_.deletion_for(operation);
    if (called.method != "POST" || !exact_response_for(called, 201) || !is_planned(deletion)) return {};
    std::string why;
    const std::optional<std::size_t> second = second_creation(operation, subject, why);
    if (!second) return {};
    std::vector<Repeat> made = {{.write = *second, .read = read_of(subject, *second)}};
    if (const std::optional<std::size_t> chosen = chosen_creation(operation, *second, made.back().read))
      made.push_back({.write = *chosen, .read = read_of(subject, *chosen)});
    return made;
  }

  // Planned once. nullopt: there are no other choices.
  std::optional<std::size_t> chosen_creation(std::size_t operation, std::size_t second, std::size_t before) {
    const auto known = seconds_chosen_.find(operation);
    if (known != seconds_chosen_.end()) return known->second;
    const Operation& called = contract_.operations[operation];
    const Probe& with_others = plan_.probes[second];
    const std::set<std::string> references = references_of(operation, *with_others.body);
    const std::optional<MadeBody> other =
        make_other_body(called, with_others.media, *with_others.body, references);
    const std::optional<MadeBody> chosen = make_chosen_body(
        called, with_others.media, other && other->value ? *other->value : *with_others.body, references);
    if (!chosen) return std::nullopt;
    const std::size_t sent = variant(operation, "/chosen", *chosen, {before});
    seconds_chosen_[operation] = sent;
    if (is_kept_by_others(operation)) plan_removal_of(sent, *sources_.deletion_for(operation), "/chosen");
    return sent;
  }

  // The read of what that POST created. Planned once.
  std::size_t read_of(const StateSubject& subject, std::size_t created) {
    for (const auto& [reading, creation] : readings_) {
      if (creation == created) return reading;
    }
    Probe probe = planned(subject.read).planner.probes(Role::read_back).front();
    const std::string& id = plan_.probes[created].id;
    probe.id = contract_.operations[subject.read].id + "/of" + id.substr(id.rfind('/')).replace(0, 1, "-") +
               "-" + contract_.operations[plan_.probes[created].operation].id;
    probe.after = {created};
    readings_[plan_.probes.size()] = created;
    plan_.probes.push_back(std::move(probe));
    return plan_.probes.size() - 1;
  }

  // A part of another resource, or one that refers to another, may keep that one from being deleted.
  bool is_kept_by_others(std::size_t operation) {
    const Operation& called = contract_.operations[operation];
    const std::vector<Story::Value> open = open_values(operation);
    const bool is_part =
        std::count(called.path.begin(), called.path.end(), '{') > (called.method == "PUT" ? 1 : 0);
    return is_part || std::any_of(open.begin(), open.end(),
                                  [](const Story::Value& one) { return one.need.in != Need::In::path; });
  }

  // A PUT that names another resource, which is not there before.
  std::optional<std::size_t> second_named(std::size_t operation, std::size_t before, std::string& why) {
    const Operation& called = contract_.operations[operation];
    const std::string name = *last_path_parameter(called);
    Probe probe = plan_.probes[writes_of(operation).front()];
    const auto parameter =
        std::find_if(called.parameters.begin(), called.parameters.end(),
                     [&](const Parameter& one) { return one.in == Parameter::In::path && one.name == name; });
    const std::optional<JsonValue> other = parameter == called.parameters.end()
                                               ? std::nullopt
                                               : second_name(parameter->schema, probe.values.at(name));
    if (!other || values_.given(called, name) != nullptr) {
      why = "no name of a second resource can be made";
      return std::nullopt;
    }
    probe.id = called.id + "/second";
    probe.role = Role::repeated;
    probe.values[name] = *other;
    probe.fixed = {name};
    probe.request.target = with_query(fill_parameters(called, probe.values).target, probe.key_query);
    if (probe.body) {
      JsonValue body = *probe.body;
      for (const std::string& pointer : identity_places(called, body)) *body.at(pointer) = *other;
      if (MadeBody made = write_body(called, probe.media, body); made.missing.empty()) {
        set_content(probe.request, made);
        probe.body = std::move(body);
      }
    }
    probe.if_absent = absence_for(probe);
    probe.after = {before};
    plan_.probes.push_back(std::move(probe));
    return plan_.probes.size() - 1;
  }

  // The DELETE of what that second POST creates. It is sent before what that one is a part of, or refers to,
  // is deleted: order_deletions(). Else the clean-up deletes it.
  void plan_removal_of(std::size_t second, std::size_t deletion, const char* name) {
    std::optional<Probe> removal = planned(deletion).planner.removal();
    if (!removal) return;
    removal->id = contract_.operations[deletion].id + name;
    removal->role = Role::repeated;
    removal->needs.clear();  // connect() knows them
    removals_[plan_.probes.size()] = second;
    plan_.probes.push_back(*std::move(removal));
  }

  bool is_planned(const std::optional<std::size_t>& operation) {
    return operation && planned(*operation).planner.refusal(Role::documented).empty();
  }

  // PATCH with some members alone, after all others were changed. A contract in which no member may be left
  // out has none.
  void plan_untouched(PlannedClause& made, std::size_t operation, const StateSubject& subject) {
    const std::optional<Repeat> changed = changed_write(subject, operation);
    const std::optional<Repeat> chosen = chosen_write(subject, operation);
    const std::size_t before = chosen    ? chosen->read
                               : changed ? changed->read
                                         : read_after(subject, operation);
    const Probe& whole = plan_.probes[changed ? changed->write : writes_of(operation).front()];
    const std::optional<MadeBody> part =
        whole.body ? make_partial_body(contract_.operations[operation], whole.media, *whole.body)
                   : std::nullopt;
    if (!part) {
      made.unplanned = "its body has no member that may be left out";
      return;
    }
    const std::size_t sent = variant(operation, "/part", *part, {before});
    made.probes = writes_of(operation);
    if (changed) made.probes.push_back(changed->write);
    made.probes.insert(made.probes.end(),
                       {before, sent, follow_up(subject.read, Role::read_back, operation, {sent})});
  }

  // DELETE, with the list before and after it where there is one.
  void plan_removal(PlannedClause& made, std::size_t operation, const StateSubject& subject) {
    const bool has_list = is_planned(subject.list);
    if (has_list && is_planned(subject.create)) made.probes.push_back(list_after(subject, *subject.create));
    if (has_list && is_planned(subject.create) && subject.aspect == StateSubject::Aspect::others) {
      std::string why;  // then the list shows what was there before
      if (const std::optional<std::size_t> second = second_creation(*subject.create, subject, why)) {
        made.probes.push_back(*second);
        const auto chosen = seconds_chosen_.find(*subject.create);
        if (chosen != seconds_chosen_.end()) made.probes.push_back(chosen->second);
        made.probes.push_back(follow_up(*subject.list, Role::read_back, *subject.create, {*second}));
      }
      if (documents_duplicate(*subject.create)) {
        for (const std::size_t probe : probes_for(planned(*subject.create), Role::duplicate))
          made.probes.push_back(probe);
      }
    }
    for (const std::size_t write : writes_of(operation)) made.probes.push_back(write);
    const std::size_t read = read_after(subject, operation);
    if (subject.aspect == StateSubject::Aspect::gone) made.probes.push_back(read);
    if (has_list) made.probes.push_back(list_after(subject, operation));
  }

  // Whether the POST is sent a second time for a documented 409. It may create something, too.
  bool documents_duplicate(std::size_t create) {
    const bool is_wanted = exact_response_for(contract_.operations[create], 409).has_value();
    return is_wanted && planned(create).planner.refusal(Role::duplicate).empty();
  }

  // All reads of a resource with the writes between them.
  void plan_etag(PlannedClause& made, const StateSubject& subject) {
    for (const std::optional<std::size_t> write : {subject.update, subject.replace}) {
      if (!is_planned(write)) continue;
      for (const std::size_t sent : writes_of(*write)) made.probes.push_back(sent);
      made.probes.push_back(read_after(subject, *write));
      if (write == subject.replace) {
        const Repeat again = second_write(subject, *write);
        made.probes.insert(made.probes.end(), {again.write, again.read});
      }
      if (const std::optional<Repeat> changed = changed_write(subject, *write))
        made.probes.insert(made.probes.end(), {changed->write, changed->read});
    }
    if (made.probes.empty()) {
      made.unplanned = "no write of its resource is sent";
      return;
    }
    // Two reads with no write between them.
    const std::vector<std::size_t> read = probes_for(planned(subject.read), Role::documented);
    made.probes.insert(made.probes.end(), read.begin(), read.end());
    made.probes.push_back(follow_up(subject.read, Role::repeated, subject.read, read));
  }

  // The members of a body that refer to resources that are there, itself among them; another may not be.
  std::set<std::string> references_of(std::size_t operation, const JsonValue& body) {
    std::set<std::string> references;
    const auto add_those_of = [&](const JsonValue& thing) {
      for (const auto& [name, value] : thing.members) {
        if (!sources_.of_name(operation, Need::In::body, name).empty() ||
            reference_of(operation, pointer_append("", name)))
          references.insert(name);
      }
    };
    add_those_of(body);
    add_those_of(*body.at(place_of_choices(body)));
    for (const std::string& pointer : identity_places(contract_.operations[operation], body))
      references.insert(pointer_tokens(pointer)->back());
    return references;
  }

  // The write once more, with other values: what was created has those of the documented call already. Sent
  // after all that is about that one. nullopt: there are no other values, or what was created has no other.
  std::optional<Repeat> changed_write(const StateSubject& subject, std::size_t operation) {
    if (contract_.operations[operation].method == "POST") return std::nullopt;
    const auto [known, is_new] = changed_.try_emplace(operation);
    if (!is_new) return known->second;
    std::vector<std::size_t> after = writes_of(operation);
    const Probe& documented = plan_.probes[after.front()];
    const std::optional<MadeBody> other =
        documented.body ? make_other_body(contract_.operations[operation], documented.media, *documented.body,
                                          references_of(operation, *documented.body))
                        : std::nullopt;
    if (!other) return std::nullopt;
    const auto last = last_of_.find(operation);
    if (last != last_of_.end()) after = {last->second};
    Repeat changed{.write = variant(operation, "/changed", *other, std::move(after))};
    changed.read = follow_up(subject.read, Role::read_back, operation, {changed.write});
    changed_[operation] = changed;
    return changed;
  }

  // Then the write with other choices: values of enums, dates and arrays. It comes by itself, because a
  // server may refuse those in the state of the resource. nullopt: there are no other ones.
  std::optional<Repeat> chosen_write(const StateSubject& subject, std::size_t operation) {
    const std::optional<Repeat> changed = changed_write(subject, operation);
    if (contract_.operations[operation].method == "POST") return std::nullopt;
    const auto [known, is_new] = chosen_.try_emplace(operation);
    if (!is_new) return known->second;
    std::vector<std::size_t> after = changed ? std::vector{changed->read} : writes_of(operation);
    const Probe& before = plan_.probes[changed ? changed->write : after.front()];
    const std::optional<MadeBody> other =
        before.body ? make_chosen_body(contract_.operations[operation], before.media, *before.body,
                                       references_of(operation, *before.body))
                    : std::nullopt;
    if (!other) return std::nullopt;
    const auto last = last_of_.find(operation);
    if (!changed && last != last_of_.end()) after = {last->second};
    Repeat chosen{.write = variant(operation, "/chosen", *other, std::move(after))};
    chosen.read = follow_up(subject.read, Role::read_back, operation, {chosen.write});
    chosen_[operation] = chosen;
    return chosen;
  }

  // The documented write with another body. Planned once per end of its name.
  std::size_t variant(std::size_t operation, const char* name, const MadeBody& body,
                      std::vector<std::size_t> after) {
    Probe probe = plan_.probes[writes_of(operation).front()];
    probe.id = contract_.operations[operation].id + name;
    probe.if_absent.reset();
    probe.role = Role::repeated;
    probe.body = body.value;
    set_content(probe.request, body);
    probe.after = std::move(after);
    plan_.probes.push_back(std::move(probe));
    return plan_.probes.size() - 1;
  }

  std::vector<std::size_t> writes_of(std::size_t operation) {
    return probes_for(planned(operation), Role::documented);
  }

  // The request of `operation` in that role after those probes, which carry out `cause`. Planned once.
  std::size_t follow_up(std::size_t operation, Role role, std::size_t cause, std::vector<std::size_t> after) {
    const auto [known, is_new] =
        follow_ups_.try_emplace({operation, after.back(), role}, plan_.probes.size());
    if (!is_new) return known->second;
    Probe probe = planned(operation).planner.probes(role).front();
    const std::string& id = contract_.operations[operation].id;
    const Probe& before = plan_.probes[after.back()];
    const char* how = before.role != Role::repeated    ? "/after-"
                      : before.id.ends_with("/again")  ? "/after-second-"
                      : before.id.ends_with("/second") ? "/after-second-"
                      : before.id.ends_with("/part")   ? "/after-partial-"
                      : before.id.ends_with("/chosen") ? "/after-chosen-"
                                                       : "/after-changed-";
    probe.id = id + (role == Role::repeated         ? "/again"
                     : role == Role::other_identity ? "/other-identity"
                                                    : how + contract_.operations[cause].id);
    probe.after = std::move(after);
    plan_.probes.push_back(std::move(probe));
    return known->second;
  }

  // What follows a write is heard as well, but for what a Location leads to: that may be no answer of the
  // operation.
  void note_follow_ups() {
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      if (!plan_.probes[i].follows.empty()) continue;
      const Role role = plan_.probes[i].role;
      if (role != Role::read_back && role != Role::repeated && role != Role::other_identity &&
          role != Role::unknown_resource)
        continue;
      std::vector<std::size_t>& known = operations_.at(plan_.probes[i].operation).by_role[role];
      if (std::find(known.begin(), known.end(), i) == known.end()) known.push_back(i);
    }
  }

  void overhear() {
    note_follow_ups();
    for (PlannedClause& planned : plan_.clauses) {
      const BoundClause& bound = contract_.clauses[planned.clause];
      if (bound.fault != nullptr) continue;  // no response exercises it
      const Planned& of = operations_.at(bound.operation);
      const auto overhear = [&planned](std::size_t probe) {
        const auto is_it = [probe](std::size_t known) { return known == probe; };
        if (std::none_of(planned.probes.begin(), planned.probes.end(), is_it) &&
            std::none_of(planned.overheard.begin(), planned.overheard.end(), is_it))
          planned.overheard.push_back(probe);
      };
      for (const Role role : bound.also) {
        const auto made = of.by_role.find(of.planner.sent_as(role));
        if (made == of.by_role.end()) continue;
        for (const std::size_t probe : made->second) overhear(probe);
      }
      const auto* state = std::get_if<StateSubject>(&bound.subject);
      if (state != nullptr && state->aspect == StateSubject::Aspect::located) {
        for (const auto* creations : {&seconds_, &seconds_chosen_}) {
          const auto further = creations->find(bound.operation);
          if (further != creations->end()) overhear(further->second);
        }
      }
      if (!std::holds_alternative<DocumentedStatusSubject>(bound.subject)) continue;
      for (const auto& [range, probe] : of.negotiated) overhear(probe);
      const auto repeated = of.by_role.find(Role::repeated);
      for (const std::size_t probe :
           repeated == of.by_role.end() ? std::vector<std::size_t>() : repeated->second) {
        if (plan_.probes[probe].is_further) overhear(probe);
      }
    }
  }

  bool is_sendable(std::size_t operation) {
    return planned(operation).planner.refusal(Role::documented).empty();
  }

  // Where a required parameter is whose name alone says what it may be; nullopt for others, and for one that
  // a header of the user gives.
  std::optional<Need::In> named_place(const Parameter& parameter) const {
    if (!parameter.required) return std::nullopt;
    switch (parameter.in) {
      case Parameter::In::query:
        return Need::In::query;
      case Parameter::In::header:
        if (http::contains(options_.headers, parameter.name)) return std::nullopt;
        return Need::In::header;
      case Parameter::In::cookie:
        if (http::contains(options_.headers, "Cookie")) return std::nullopt;
        return Need::In::cookie;
      case Parameter::In::path:
      case Parameter::In::querystring:
        return std::nullopt;
    }
    return std::nullopt;
  }

  // What the member at the root of a body refers to by its schema, if that is known. A thing of the
  // operation's own collection would refer to itself.
  std::optional<std::string> reference_of(std::size_t operation, const std::string& pointer) const {
    const std::vector<std::string> tokens = pointer_tokens(pointer).value_or(std::vector<std::string>());
    const Operation& called = contract_.operations[operation];
    if (tokens.size() != 1 || !called.request_body) return std::nullopt;
    const std::string own = plain_name(singular_of(last_literal(shape_of_path(called.path))));
    for (const DocumentedMedia& media : called.request_body->media) {
      std::optional<std::string> name =
          media.schema == nullptr ? std::nullopt : reference_in(*media.schema, tokens.front());
      if (name && thing_named_by(*name) != own && !sources_.of_name(operation, Need::In::body, *name).empty())
        return name;
    }
    return std::nullopt;
  }

  // The values that nobody gave, each with the operations whose answers may give it.
  std::vector<Story::Value> open_values(std::size_t index) {
    const Operation& operation = contract_.operations[index];
    std::vector<Story::Value> found;
    const auto open = [&](Need need, std::vector<SourceCandidate> candidates) {
      const bool may_be_bound = need.in == Need::In::path && sources_.is_elsewhere(index, need.name);
      if (!candidates.empty() || may_be_bound) found.push_back({std::move(need), std::move(candidates)});
    };
    const auto is_given = [&](const std::string& name) { return values_.given(operation, name) != nullptr; };
    std::vector<std::pair<std::size_t, const Parameter*>> of_path;
    for (const Parameter& parameter : operation.parameters) {
      if (is_given(parameter.name)) continue;
      if (parameter.in == Parameter::In::path)
        of_path.emplace_back(operation.path.find("{" + parameter.name + "}"), &parameter);
      if (const std::optional<Need::In> in = named_place(parameter))
        open({.in = *in, .name = parameter.name, .sources = {}},
             sources_.of_name(index, *in, parameter.name));
    }
    std::sort(of_path.begin(), of_path.end());  // flow takes them from the last to the first
    for (const auto& [at, parameter] : of_path)
      open({.in = Need::In::path, .name = parameter->name, .sources = {}},
           sources_.of_path(index, parameter->name));
    const std::optional<JsonValue> body = planned(index).planner.body_value();
    if (!body) return found;
    open({.in = Need::In::whole_body, .name = "body", .sources = {}}, sources_.of_body(index));
    for (BodyPlace& place : body_places(*body)) {
      const std::string root = pointer_tokens(place.pointer)->front();
      if (is_given(root) || is_given(place.name)) continue;
      if (std::optional<std::string> referred = reference_of(index, place.pointer))
        place.name = *std::move(referred);
      std::vector<SourceCandidate> candidates = sources_.of_name(index, Need::In::body, place.name);
      open({.in = Need::In::body,
            .name = std::move(place.name),
            .sources = {},
            .pointer = std::move(place.pointer)},
           std::move(candidates));
    }
    return found;
  }

  // Works out what an operation needs, and first what its sources need. A source that itself waits for this
  // operation is left out, so no operation waits for itself.
  Story& visit(std::size_t operation) {
    const auto [known, is_new] = stories_.try_emplace(operation);
    if (!is_new) return known->second;
    Story& story = known->second;
    const auto is_before = [&](std::size_t other) {
      if (!is_sendable(other)) return false;
      return visit(other).state == Story::State::visited;
    };
    if (const std::optional<std::size_t> creator = sources_.creator_for(operation);
        creator && is_before(*creator))
      story.after.push_back(*creator);
    for (Story::Value& value : open_values(operation)) {
      std::erase_if(value.sources,
                    [&](const SourceCandidate& candidate) { return !is_before(candidate.operation); });
      story.values.push_back(std::move(value));
    }
    story.state = Story::State::visited;
    return story;
  }

  // Gives each probe its needs. The probes that answer them are added to the plan, and get their own.
  void connect() {
    if (options_.repeat_writes) return;  // for a target that no write changes: nothing is created there
    std::vector<std::size_t> roots;
    for (const auto& [operation, planned] : operations_) roots.push_back(operation);
    std::sort(roots.begin(), roots.end(), [&](std::size_t left, std::size_t right) {
      const auto key = [&](std::size_t one) {
        const Operation& operation = contract_.operations[one];
        return std::tuple(shape_of_path(operation.path).size(), std::string_view(operation.path),
                          std::string_view(operation.method));
      };
      return key(left) < key(right);
    });
    for (const std::size_t root : roots) visit(root);
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      Probe probe = plan_.probes[i];  // the plan grows
      connect(probe);
      if (const auto early = early_lists_.find(i); early != early_lists_.end()) probe.after = early->second;
      if (const auto removal = removals_.find(i); removal != removals_.end())
        go_to_created(probe, removal->second);
      if (const auto reading = readings_.find(i); reading != readings_.end())
        go_to_created(probe, reading->second);
      plan_.probes[i] = std::move(probe);
    }
    put_lists_before_creations();
    read_lists_again();
    order_deletions();
  }

  // A list that a creation needs is read before that, and may be empty then, unless its own POST comes before
  // it. So it is read once more behind all creations, and the other reads take their values from there first.
  void read_lists_again() {
    const std::vector<bool> is_early = needed_by_creations(plan_);
    std::map<std::size_t, std::size_t> later;  // by the early list
    for (std::size_t i = 0; i < is_early.size(); ++i) {
      if (is_early[i] ||
          !(http::is_safe_method(plan_.probes[i].request.method) || plan_.probes[i].only_reads))
        continue;
      for (std::size_t n = 0; n < plan_.probes[i].needs.size(); ++n) {
        const std::vector<Source> known = plan_.probes[i].needs[n].sources;
        std::vector<Source> sources;
        for (const Source& source : known) {
          if (is_early[source.probe] && is_early_list(source.probe)) {
            sources.push_back(source);
            sources.back().probe = later_list(source.probe, later);
          }
          sources.push_back(source);
        }
        plan_.probes[i].needs[n].sources = std::move(sources);
      }
    }
  }

  bool is_early_list(std::size_t probe) {
    const std::size_t operation = plan_.probes[probe].operation;
    const std::optional<std::size_t> creator = sources_.creator_for(operation);
    return contract_.operations[operation].method == "GET" && plan_.probes[probe].role == Role::documented &&
           documents_list(contract_.operations[operation]) && !is_planned(creator);
  }

  std::size_t later_list(std::size_t early, std::map<std::size_t, std::size_t>& later) {
    const auto [known, is_new] = later.try_emplace(early, plan_.probes.size());
    if (!is_new) return known->second;
    Probe probe = plan_.probes[early];
    probe.id = contract_.operations[probe.operation].id + "/later";
    probe.role = Role::repeated;
    plan_.probes.push_back(std::move(probe));
    return known->second;
  }

  // Lets that request go to what the answer to the second POST names, and to nothing else.
  void go_to_created(Probe& probe, std::size_t second) const {
    const std::optional<std::string> last = last_path_parameter(contract_.operations[probe.operation]);
    std::erase_if(probe.needs,
                  [&](const Need& need) { return need.in == Need::In::path && need.name == last; });
    Need need{.in = Need::In::path, .name = last.value_or(""), .sources = {}, .is_owned = true};
    const Operation& creating = contract_.operations[plan_.probes[second].operation];
    const bool is_named = creating.method == "PUT";
    const std::vector<Source::Part> parts = is_named
                                                ? std::vector{Source::Part::request}
                                                : std::vector{Source::Part::location, Source::Part::member};
    for (const Source::Part part : parts) {
      need.sources.push_back({.probe = second,
                              .part = part,
                              .collection = is_named ? parent_path(creating.path) : creating.path,
                              .names_created = true});
    }
    probe.needs.push_back(std::move(need));
  }

  // What refers to another resource is deleted before that one: a server may delete with a resource all that
  // refers to it. (What is below it goes first by its path: plan/order.h.)
  void order_deletions() {
    std::map<std::size_t, std::size_t> creators;  // by the DELETE of what they create
    for (const Probe& probe : plan_.probes) {
      if (probe.request.method != "POST" || !sources_.creates(probe.operation)) continue;
      if (const auto deletion = sources_.deletion_for(probe.operation))
        creators.try_emplace(*deletion, probe.operation);
    }
    std::map<std::size_t, std::vector<std::size_t>> deletions;  // by the POST that creates what they delete
    std::map<std::size_t, std::vector<std::size_t>> foreign;    // those of the second identity
    for (std::size_t i = 0; i < plan_.probes.size(); ++i) {
      const Probe& probe = plan_.probes[i];
      const auto creator = creators.find(probe.operation);
      const bool is_call =
          probe.role == Role::documented || probe.role == Role::cross_origin || removals_.contains(i);
      if (is_call && creator != creators.end()) deletions[creator->second].push_back(i);
      if (probe.role == Role::other_identity && creator != creators.end())
        foreign[creator->second].push_back(i);
    }
    std::set<std::pair<std::size_t, std::size_t>> references;  // from a POST to another
    for (const Probe& probe : plan_.probes) {
      if (!deletions.contains(probe.operation)) continue;
      for (const Need& need : probe.needs) {
        if (need.in != Need::In::body && need.in != Need::In::whole_body) continue;
        for (const Source& source : need.sources)
          references.emplace(probe.operation, plan_.probes[source.probe].operation);
      }
    }
    order_deletions_of_parents();
    put_actions_behind(references, deletions);
    for (const auto& [from, to] : references) {
      if (!deletions.contains(to) || from == to) continue;
      std::vector<std::size_t> waiting = deletions.at(to);
      waiting.insert(waiting.end(), foreign[to].begin(), foreign[to].end());
      for (const std::size_t later : waiting) {
        std::vector<std::size_t>& after = plan_.probes[later].after;
        after.insert(after.end(), deletions.at(from).begin(), deletions.at(from).end());
      }
    }
  }

  // An action may keep what refers to its resource from being changed or deleted, so it comes behind that.
  void put_actions_behind(const std::set<std::pair<std::size_t, std::size_t>>& references,
                          const std::map<std::size_t, std::vector<std::size_t>>& deletions) {
    const std::vector<bool> acts_last = last_actions(plan_);
    for (const auto& [from, to] : references) {
      if (from == to) continue;
      PathShape resource = shape_of_path(contract_.operations[to].path);
      resource.emplace_back("{}");
      for (std::size_t i = 0; i < acts_last.size(); ++i) {
        if (!acts_last[i]) continue;
        PathShape changed = shape_of_path(contract_.operations[plan_.probes[i].operation].path);
        while (changed.back() != "{}") changed.pop_back();
        if (changed != resource) continue;
        for (const std::size_t deletion : deletions.at(from)) {
          if (!all_before(deletion).contains(i)) plan_.probes[i].after.push_back(deletion);
        }
      }
    }
  }

  // What is below a resource is deleted before that one by its path (plan/order.h), if it is sent at all. No
  // clause asks for the DELETE of a second resource, so the DELETE of its parent does.
  void order_deletions_of_parents() {
    for (const auto& [removal, second] : removals_) {
      const PathShape part = shape_of_path(contract_.operations[plan_.probes[removal].operation].path);
      for (Probe& probe : plan_.probes) {
        if (probe.request.method != "DELETE") continue;
        const PathShape parent = shape_of_path(contract_.operations[probe.operation].path);
        const bool is_above =
            parent.size() < part.size() && std::equal(parent.begin(), parent.end(), part.begin());
        if (is_above && !waits_for(probe.operation, plan_.probes[second].operation))
          probe.after.push_back(removal);
      }
    }
  }

  // Whether what that DELETE deletes is created with a value of what the other operation creates, and so must
  // be deleted first.
  bool waits_for(std::size_t deletion, std::size_t other) const {
    std::vector<std::size_t> open;
    for (const auto& [operation, story] : stories_) {
      if (sources_.creates(operation) && sources_.deletion_for(operation) == deletion)
        open.push_back(operation);
    }
    std::set<std::size_t> seen(open.begin(), open.end());
    while (!open.empty()) {
      const std::size_t one = open.back();
      open.pop_back();
      if (one == other) return true;
      const auto story = stories_.find(one);
      if (story == stories_.end()) continue;
      for (const Story::Value& value : story->second.values) {
        for (const SourceCandidate& source : value.sources) {
          if (seen.insert(source.operation).second) open.push_back(source.operation);
        }
      }
    }
    return false;
  }

  // Whether the request has what the need gives a value to.
  bool has_place_for(const Probe& probe, const Need& need) {
    switch (need.in) {
      case Need::In::path:
      case Need::In::query:
      case Need::In::header:
      case Need::In::cookie:
        return probe.values.contains(need.name);
      case Need::In::body:
        return probe.body && probe.body->at(need.pointer) != nullptr;
      case Need::In::whole_body:  // a request with a body of its own keeps it
        return probe.body && probe.body == planned(probe.operation).planner.body_value();
    }
    return false;
  }

  // Whether the answer to the candidate may give the body of a write: what goes below a resource of the run
  // may be no resource of others.
  bool may_give_body(const Probe& probe, const SourceCandidate& candidate) const {
    const bool is_below = options_.only_own_writes && !http::is_safe_method(probe.request.method) &&
                          last_path_parameter(contract_.operations[probe.operation]).has_value();
    return !is_below || sources_.creates(candidate.operation);
  }

  void connect(Probe& probe) {
    if (!probe.repeats.empty() || !probe.follows.empty()) return;  // it takes the values of the other
    const Story& story = visit(probe.operation);
    add_etag_source(probe);
    std::vector<std::string> owned = planned(probe.operation).planner.owned_parameters(probe);
    if (probe.names_nothing && owned.empty()) return;
    // What a write created is read back, and nothing else.
    const Operation& called = contract_.operations[probe.operation];
    const PathShape shape = shape_of_path(called.path);
    const bool is_item = !shape.empty() && shape.back() == "{}";
    const std::optional<std::string> last = last_path_parameter(called);
    const bool is_of_the_created = probe.role == Role::read_back || probe.role == Role::other_identity;
    if (is_of_the_created && is_item && last) owned = {*last};
    const bool is_named_again = is_write_to_the_named(probe);
    if (is_named_again) std::erase(probe.fixed, *last);
    // What a write for an unknown resource goes below, if it is no resource of this run, is unknown as well.
    const bool keeps_unknown = options_.only_own_writes && probe.role == Role::unknown_resource &&
                               !http::is_safe_method(probe.request.method);
    for (const Story::Value& value : story.values) {
      Need need = value.need;
      if (is_named_again && need.in == Need::In::path && need.name == *last) continue;
      if (std::find(probe.fixed.begin(), probe.fixed.end(), need.name) != probe.fixed.end()) continue;
      if (!has_place_for(probe, need)) continue;
      // A preflight has none of the page's fields (Fetch §4.8).
      const bool is_field = need.in == Need::In::header || need.in == Need::In::cookie;
      if (is_field && probe.role == Role::preflight) continue;
      need.is_owned =
          need.in == Need::In::path && std::find(owned.begin(), owned.end(), need.name) != owned.end();
      need.is_bound = planned(probe.operation).planner.is_bound(probe, need);
      for (const SourceCandidate& candidate : value.sources) {
        const bool names_created = (need.in == Need::In::path || need.is_bound) &&
                                   sources_.names_created(candidate, probe.operation, need.name);
        if (need.is_owned && owned.size() == 1 && !names_created) continue;
        if (need.in == Need::In::whole_body && !may_give_body(probe, candidate)) continue;
        if (need.is_bound && !names_created && !sources_.is_list_of(candidate, probe.operation, need.name))
          continue;
        if (keeps_unknown && need.in == Need::In::path && !names_created && !need.is_bound) continue;
        for (const std::size_t sent : probes_for(planned(candidate.operation), Role::documented)) {
          need.sources.push_back(candidate.source);
          need.sources.back().probe = sent;
          need.sources.back().names_created = names_created;
        }
      }
      const bool is_parent = keeps_unknown && need.in == Need::In::path;
      if (!need.sources.empty() || need.is_owned || need.is_bound || is_parent)
        probe.needs.push_back(std::move(need));
    }
    for (const std::size_t earlier : story.after) {
      for (const std::size_t sent : probes_for(planned(earlier), Role::documented))
        probe.after.push_back(sent);
    }
    if (is_named_again) probe.needs.push_back(named_by(probe.operation, *last));
  }

  // A write that needs the ETag of its resource comes behind the read of that one.
  void add_etag_source(Probe& probe) {
    const std::optional<std::size_t> read =
        probe.precondition == Precondition::unchanged ? sources_.read_of(probe.operation) : std::nullopt;
    if (!is_planned(read) || probe.in_place_of || sources_.creates_by_name(probe.operation)) return;
    for (const std::size_t sent : probes_for(planned(*read), Role::documented)) probe.after.push_back(sent);
  }

  // Whether it writes once more to what a PUT created by its name, and to nothing else.
  bool is_write_to_the_named(const Probe& probe) {
    const Operation& operation = contract_.operations[probe.operation];
    return options_.only_own_writes && probe.role == Role::repeated && !probe.id.ends_with("/second") &&
           sources_.creates_by_name(probe.operation) &&
           values_.given(operation, *last_path_parameter(operation)) == nullptr;
  }

  Need named_by(std::size_t put, const std::string& parameter) {
    Need need{.in = Need::In::path, .name = parameter, .sources = {}, .is_owned = true};
    for (const std::size_t sent : writes_of(put)) {
      need.sources.push_back({.probe = sent,
                              .part = Source::Part::request,
                              .collection = parent_path(contract_.operations[put].path),
                              .names_created = true});
    }
    return need;
  }

  void add_creations() {
    if (!options_.cleans_up || options_.repeat_writes) return;
    std::set<std::size_t> creating;
    std::set<std::size_t> unwanted;
    for (const Probe& probe : plan_.probes) {
      const bool is_put =
          probe.request.method == "PUT" && contract_.operations[probe.operation].method == "PUT";
      const bool creates = (sources_.creates(probe.operation) && probe.request.method == "POST") ||
                           (sources_.creates_by_name(probe.operation) && is_put);
      if (creates) creating.insert(probe.operation);
      if (is_put && !creates && (probe.names_nothing || probe.role == Role::unknown_resource))
        unwanted.insert(probe.operation);
    }
    for (const std::size_t operation : creating) {
      Creation creation{.operation = operation};
      if (const std::optional<std::size_t> deletion = sources_.deletion_for(operation))
        creation.removal = planned(*deletion).planner.removal();
      if (const std::optional<std::size_t> deletion = sources_.deletion_for(operation))
        creation.removal_by_other = planned(*deletion).planner.removal_by_other();
      add_creation(std::move(creation));
    }
    for (const std::size_t operation : unwanted) {
      Creation creation{.operation = operation, .should_be_refused = true};
      if (const std::optional<std::size_t> deletion = sources_.deletion_at(operation))
        creation.removal = planned(*deletion).planner.removal();
      add_creation(std::move(creation));
    }
  }

  void add_creation(Creation creation) {
    const std::optional<std::size_t> read = creation.removal ? sources_.read_of(creation.removal->operation)
                                                             : sources_.read_of(creation.operation);
    if (is_planned(read)) creation.reading = planned(*read).planner.reading();
    plan_.creations.push_back(std::move(creation));
  }

  const Contract& contract_;
  const PlanOptions& options_;
  Sources sources_;
  ValueSource values_;
  Destinations destinations_;
  std::vector<bool> selected_;
  std::map<std::size_t, Planned> operations_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> absences_;  // by PUT and path: the read before
  std::map<std::size_t, std::size_t> last_of_;            // by write: the last probe about its repetition
  std::map<std::size_t, std::optional<Repeat>> changed_;  // by write: with other values
  std::map<std::size_t, std::optional<Repeat>> chosen_;   // by write: with other choices
  std::map<std::size_t, std::vector<ForeignWrite>> foreign_writes_;  // by the GET of what they change
  std::map<std::size_t, std::size_t> seconds_;                       // by POST: the one with other values
  std::map<std::size_t, std::size_t> seconds_chosen_;                // likewise, with other choices
  std::map<std::size_t, std::size_t> readings_;                      // by probe: the POST of what it reads
  std::map<std::size_t, std::optional<std::size_t>> conditional_reads_;  // by GET
  std::map<std::size_t, std::vector<std::size_t>> conditional_writes_;   // by write: clauses of its 412
  std::map<std::size_t, std::vector<std::size_t>> early_lists_;  // by read of a list: the refused POST before
  std::map<std::size_t, std::size_t> last_early_lists_;          // by POST
  std::set<std::size_t> further_;                // operations whose answers may show more members
  std::map<std::size_t, std::size_t> removals_;  // by probe: the second POST of what it deletes
  std::map<std::size_t, Story> stories_;
  std::map<std::tuple<std::size_t, std::size_t, Role>, std::size_t>
      follow_ups_;  // operation, what it follows
  Plan plan_;
};

}  // namespace

Plan make_plan(const Contract& contract, const PlanOptions& options) {
  return Planning(contract, options).plan();
}

std::optional<std::size_t> add_earlier(const Contract& contract, Plan& plan, std::size_t operation,
                                       http::Request request) {
  const std::size_t index = plan.probes.size();
  bool is_heard = false;
  for (PlannedClause& planned : plan.clauses) {
    const BoundClause& bound = contract.clauses[planned.clause];
    const bool is_of_one = traits_of(bound.subject).scope != SubjectTraits::Scope::exchanges;
    if (bound.operation != operation || bound.fault != nullptr || !is_of_one) continue;
    planned.overheard.push_back(index);
    is_heard = true;
  }
  if (!is_heard) return std::nullopt;
  plan.probes.push_back({.id = contract.operations[operation].id + "/login",
                         .operation = operation,
                         .wave = plan.probes.empty() ? 0 : plan.probes.back().wave + 1,
                         .role = Role::documented,
                         .has_credentials = true,
                         .is_earlier = true,
                         .request = std::move(request)});
  return index;
}

http::Request request_of(const Plan& plan, const Probe& probe) {
  http::Request request = probe.request;
  if (!probe.is_absolute) request.target = plan.bases[probe.base].prefix() + request.target;
  return request;
}

}  // namespace avouch
