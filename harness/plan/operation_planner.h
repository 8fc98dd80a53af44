// SPDX-License-Identifier: MIT
// Builds the requests of one operation, with one builder per role.
//
//   OperationPlanner planner(contract, 0, destination, options, values, sources);
//   if (planner.refusal(Role::documented).empty()) for (Probe& probe : planner.probes(Role::documented)) …
//
// Keeps references to contract, options, values and sources.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plan/credentials.h"
#include "plan/destination.h"
#include "plan/parameters.h"
#include "plan/planner.h"
#include "plan/request_body.h"
#include "plan/sources.h"

namespace avouch {

class OperationPlanner {
 public:
  OperationPlanner(const Contract& contract, std::size_t operation, Destination destination,
                   const PlanOptions& options, const ValueSource& values, const Sources& sources);

  const Credentials& credentials() const { return credentials_; }

  // Returns why no request of this operation may be sent in that role: a sentence without a full stop. Empty
  // if one may be sent.
  std::string refusal(Role role);

  // Returns the role in which the request of `role` is sent. A write is sent only once with the given
  // credentials, so one request serves as both the documented call and the page's call.
  Role sent_as(Role role) const;

  std::vector<Probe> probes(Role role);

  // The documented body before it was written; nullopt: it has none, or no request of it may be sent.
  std::optional<JsonValue> body_value();

  // Whether other bodies are sent in place of the generated one of `probe`, if that is refused.
  bool may_have_other_bodies(const Probe& probe) const;
  // Returns the write with the members that are required alone. nullopt if that body is the same.
  // Precondition: may_have_other_bodies(probe).
  std::optional<Probe> with_a_smaller_body(const Probe& probe);

  // Returns the call that removes at the end what the run created; with the credentials of the second
  // identity, what that one created. nullopt if it cannot be made.
  std::optional<Probe> removal();
  std::optional<Probe> removal_by_other();
  // Likewise the call that reads it.
  std::optional<Probe> reading() { return removal(); }

  // The parameters of the path of which one must name what this run created, if that probe may change nothing
  // else. `last` among them even if no documented request creates what it names.
  std::vector<std::string> owned_parameters(const Probe& probe) const;

  // Need::is_bound.
  bool is_bound(const Probe& probe, const Need& need) const;

  // Returns the documented call with these parameters and this body.
  Probe call(FilledParameters parameters, MadeBody body) const;

  // Returns the documented call with a preference for mock servers (RFC 7240): "code=404", "dynamic=true".
  // With `accept`, it asks for that media type alone. `label`: what distinguishes its name from others with
  // that preference. Precondition: refusal(Role::documented) is empty.
  Probe preferred(const std::string& wish, const std::string& accept = {}, const std::string& label = {});

  // Returns the documented call once more, each with an optional parameter that may make the answer show
  // more.
  std::vector<Probe> further();

  // Returns the documented call once more with that precondition; nullopt if it may not be sent.
  std::optional<Probe> conditional(Precondition precondition);

  // Returns the documented call that accepts one media type alone (RFC 9110 §12.5.1). A server need not
  // honour that. Precondition: the user gives no Accept.
  Probe negotiated(const std::string& range);

 private:
  // The parts of one kind of request; `missing` says why it cannot be built.
  struct Draft {
    std::string method;
    FilledParameters parameters;
    MadeBody body;
    std::string missing;
    std::vector<std::string> fixed;  // parameters whose values the role decides
    bool names_nothing = false;      // Probe::names_nothing
  };

  bool is_sent_once() const;
  const std::vector<std::string>& pages() const;
  template <class Make>
  std::vector<Probe> per_origin(const Make& make) const;
  std::string unsafe(const std::string& method) const;
  std::string unowned(Role role);
  std::string no_other_identity() const;
  std::vector<std::string> creatable(const std::vector<std::string>& fixed) const;
  const MadeBody& body();
  Replacements unknown_values() const;
  bool may_name_nothing(Role role, const Draft& draft) const;

  const Draft& draft_of(Role role);
  Draft made_draft(Role role);
  Draft documented_draft();
  Draft unknown_resource();
  Draft undocumented_method();
  Draft invalid_value();
  Draft with_another_body(MadeBody body);
  Draft duplicate();
  Draft naming_nothing(Role role, Draft draft) const;

  bool gives_if_match(const Draft& draft) const;
  // `accept`: the media types that the request asks for; all documented ones if it is empty.
  Probe bare(Role role, const Draft& draft, const Proof& proof, const std::string& accept = {}) const;
  std::vector<Probe> wrong_ones(const Draft& draft) const;
  Probe with_credentials(Role role, const Draft& draft, const std::string& accept = {}) const;
  Probe of_other(Role role, const Draft& draft) const;
  Probe cross_origin(const std::string& origin, const Draft& draft) const;
  std::vector<Probe> other_origins(const Draft& draft) const;
  std::vector<Probe> denied_origins(const Draft& draft) const;
  Probe anonymous(const Draft& draft) const;
  Probe completed_removal(Probe probe) const;
  Probe preflight(const std::string& origin, const Draft& draft) const;

  const Contract& contract_;
  const Operation& operation_;
  std::size_t index_;
  Destination destination_;
  const PlanOptions& options_;
  const ValueSource& values_;
  const Sources& sources_;
  std::string accepted_;  // the media types of all responses, as Accept lists them
  Credentials credentials_;
  std::optional<Credentials> other_;  // of the second identity, if there is one
  FilledParameters parameters_;
  std::optional<MadeBody> body_;
  std::map<Role, Draft> drafts_;
};

}  // namespace avouch
