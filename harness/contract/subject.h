// SPDX-License-Identifier: MIT
// The subject of a clause, for its judge: one struct per kind of clause. Each kind has a row of traits. All
// other code that depends on the kind uses std::visit, so the compiler reports each place that does not
// handle a new kind (docs/adding-a-clause.md).
//
//   const Subject subject = HeaderSubject{.header = 0, .aspect = HeaderSubject::Aspect::syntax};
//   traits_of(subject).kind == ClauseKind::header
//
// Indices refer to the clause's operation and response. Plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

#include "base/shared_text.h"
#include "clause/clause.h"

namespace avouch {

// The properties of all clauses with a subject of that kind.
struct SubjectTraits {
  enum class Scope {
    response,   // each response that matches the clause's documented response, by itself
    operation,  // each response to the operation, whichever documented response it matches
    exchanges,  // several exchanges together
  };
  // What `--prefer` may request to exercise the clause (RFC 7240).
  enum class Wish {
    none,    // a response that was requested by Prefer proves nothing
    status,  // a response with the documented status
    values,  // the same; for the expected response, a generated body instead of an example
  };

  ClauseKind kind = ClauseKind::status;
  Scope scope = Scope::response;
  Wish wish = Wish::none;
  bool is_of_content = false;     // it examines the content of the response, not only its head
  bool needs_every_role = false;  // it compares the responses to its roles: all of them are required
  std::string_view strict = {};   // name of its warnings for --strict; empty if it promotes none
};

struct StatusSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::status};
};

// Any response to the operation that no StatusSubject covers has a documented status. Not derived if
// `default` is documented, which covers every status.
struct DocumentedStatusSubject {
  static constexpr SubjectTraits traits{
      .kind = ClauseKind::status, .scope = SubjectTraits::Scope::operation, .strict = "statuses"};
};

struct MediaTypeSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::media_type, .wish = SubjectTraits::Wish::status};
};

// For a response whose media type is JSON. If a range such as */* is documented, a response of another type
// leaves the clause unexercised.
struct BodySyntaxSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::body_syntax,
                                        .wish = SubjectTraits::Wish::status,
                                        .is_of_content = true,
                                        .strict = "duplicates"};
  enum class Aspect { well_formed, unique_names };
  Aspect aspect = Aspect::well_formed;
};

struct BodyKeywordSubject {
  static constexpr SubjectTraits traits{
      .kind = ClauseKind::body_schema, .wish = SubjectTraits::Wish::values, .is_of_content = true};
  std::size_t media = 0;
  std::size_t keyword = 0;  // of that media's schema
};

struct HeaderSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::header, .wish = SubjectTraits::Wish::status};
  enum class Aspect { required, type, syntax };
  std::size_t header = 0;
  Aspect aspect = Aspect::required;
};

struct HeaderKeywordSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::header, .wish = SubjectTraits::Wish::status};
  std::size_t header = 0;
  std::size_t keyword = 0;  // of that header's schema
};

// For a 405, whatever headers it documents: its Allow lists the supported methods (RFC 9110 §15.5.6). A 405
// that was requested by Prefer refuses no method.
struct AllowSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::header, .strict = "headers"};
};

// For a 401, whatever headers it documents: its WWW-Authenticate has a challenge (RFC 9110 §15.5.2), of a
// documented scheme if there is one. A 401 that was requested by Prefer refuses no credentials.
struct ChallengeSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::header, .strict = "headers"};
};

struct CorsSubject {
  static constexpr SubjectTraits traits{
      .kind = ClauseKind::cors, .scope = SubjectTraits::Scope::exchanges, .needs_every_role = true};
  enum class Aspect {
    preflight_without_credentials,
    preflight_status,
    preflight_origin,
    preflight_method,
    preflight_header,
    preflight_authorization_by_name,
    preflight_credentials,
    preflight_credentials_wildcard,
    preflight_max_age,
    anonymous_origin,
    response_origin,
    response_credentials,
    response_credentials_wildcard,
    response_exposed,
    response_vary,
    response_any_origin,
    response_denied,
  };
  Aspect aspect = Aspect::response_origin;
  // In lower case: the request or response header of preflight_header or response_exposed.
  SharedText header = {};
};

// The first role distinguishes the clauses: anonymous or wrong_credentials.
struct SecuritySubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::security,
                                        .scope = SubjectTraits::Scope::exchanges};
};

struct DriftSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::drift,
                                        .wish = SubjectTraits::Wish::status,
                                        .is_of_content = true,
                                        .strict = "fields"};
  // content: content in a response that HTTP defines to have none (RFC 9110 §6.4.1).
  enum class Aspect { fields, write_only, discriminator, headers, content };
  Aspect aspect = Aspect::fields;
};

// What a resource's life implies: docs/state.md. Always a warning. Its operations are those of one collection
// (contract/state_clauses.h); all but the clause's own are indices into Contract::operations.
struct StateSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::state,
                                        .scope = SubjectTraits::Scope::exchanges,
                                        .needs_every_role = true,
                                        .strict = "state"};
  enum class Aspect {
    readable,    // what was created can be read
    located,     // the Location of what was created is at the target
    kept,        // the read shows the members that were sent
    listed,      // what was created is in the list
    distinct,    // a second POST leaves what the first one created
    untouched,   // PATCH changes no member that it does not send
    repeatable,  // a second identical PUT changes nothing
    gone,        // what was deleted can neither be read nor is it listed
    others,      // DELETE leaves the other items of the list
    etag,        // an ETag changes if, and only if, the content does
    owned,       // what one identity created is neither shown to another one nor changed by it
  };
  Aspect aspect = Aspect::readable;
  std::uint32_t read = 0;                     // the GET of an item
  std::optional<std::uint32_t> list = {};     // the GET of the collection
  std::optional<std::uint32_t> create = {};   // for `gone`, `others`, `owned`, `kept`: what creates an item
  std::optional<std::uint32_t> update = {};   // for `etag`: the PATCH of an item
  std::optional<std::uint32_t> replace = {};  // for `etag`: the PUT of an item
};

// A success criterion of a step of a workflow (Arazzo). Only a run with a workflow has such clauses; the room
// workflow derives and judges them.
struct CriterionSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::workflow,
                                        .scope = SubjectTraits::Scope::exchanges};
};

using Subject =
    std::variant<StatusSubject, DocumentedStatusSubject, MediaTypeSubject, BodySyntaxSubject,
                 BodyKeywordSubject, HeaderSubject, HeaderKeywordSubject, AllowSubject, ChallengeSubject,
                 CorsSubject, SecuritySubject, DriftSubject, StateSubject, CriterionSubject>;

// Whether each kind of clause has a subject. Kinds end where they have no name.
template <class... Subjects>
constexpr bool covers_every_kind(const std::variant<Subjects...>* /*of*/) {
  for (int i = 0; !traits_of(static_cast<ClauseKind>(i)).name.empty(); ++i) {
    if (((Subjects::traits.kind != static_cast<ClauseKind>(i)) && ...)) return false;
  }
  return true;
}
static_assert(covers_every_kind(static_cast<const Subject*>(nullptr)),
              "a kind of clause has no subject: add one to the variant");

inline const SubjectTraits& traits_of(const Subject& subject) {
  return std::visit([](const auto& one) -> const SubjectTraits& { return one.traits; }, subject);
}

}  // namespace avouch
