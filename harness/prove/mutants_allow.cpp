// SPDX-License-Identifier: MIT
// Responses with status 405 and a missing or wrong Allow.
#include <string>
#include <utility>

#include "contract/header_value.h"
#include "http/field.h"
#include "prove/breaking.h"
#include "prove/edits.h"

namespace avouch {
namespace {

// An Allow that names the method of the request itself, alone or among others.
Edit with_refused_method(bool is_alone) {
  return [is_alone](const http::Request& request, http::Response& answer) {
    const std::string others = http::combined(answer.fields, "Allow").value_or("");
    const bool has_others = !is_alone && !others.empty();
    with_line("Allow", has_others ? others + ", " + request.method : request.method)(request, answer);
  };
}

}  // namespace

Mutants mutants_of(const AllowSubject& /*subject*/, const Breaking& breaking) {
  const DocumentedHeader* documented = documented_header(breaking.response(), "Allow");
  Mutants mutants;
  const auto add = [&](std::string what, Edit edit) {
    // The documentation of Allow may exclude the line too.
    mutants.made.push_back({.what = std::move(what),
                            .roles = breaking.clause.roles,
                            .edit = std::move(edit),
                            .follows = {"405/headers/*", "405/drift/headers"}});
  };
  add("Allow names the method that is refused", with_refused_method(false));
  add("Allow names the method that is refused alone", with_refused_method(true));
  // The other errors are covered by other clauses, as far as Allow is documented.
  if (documented == nullptr || !documented->required) {
    add("there is no Allow", without_line("Allow"));
    add("Allow is called X-Allow", with_lines_renamed("Allow", "X-Allow"));
  }
  if (documented == nullptr) {
    add("Allow is no list of methods", with_line("Allow", "GET POST"));
    add("Allow names no method", with_line("Allow", ""));
    add("Allow names a method, which is undocumented alone", with_line("Allow", "AVOUCH"));
  }
  return mutants;
}

}  // namespace avouch
