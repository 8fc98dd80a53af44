// SPDX-License-Identifier: MIT
// What a clause is about, for the judge that decides it: one struct per kind of clause. Each has a row of
// traits; whatever else depends on the kind is asked by std::visit, so that the compiler names each place
// that a new kind forgot (docs/adding-a-clause.md).
//
//   const Subject subject = HeaderSubject{.header = 0, .aspect = HeaderSubject::Aspect::syntax};
//   traits_of(subject).kind == ClauseKind::header
//
// Indices point into the clause's operation and response. Plain values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

#include "clause/clause.h"

namespace avouch {

// What is true of every clause with a subject of that kind.
struct SubjectTraits {
  enum class Scope {
    response,   // each answer that belongs to the clause's documented response, by itself
    operation,  // each answer to the operation, whichever response it belongs to
    exchanges,  // several exchanges together
  };
  // What `--prefer` may ask for, so that the clause is exercised (RFC 7240).
  enum class Wish {
    none,    // an answer that comes because it was wished for shows nothing
    status,  // an answer of the response's status
    values,  // the same; of the usual response, a body that was made and is no example
  };

  ClauseKind kind = ClauseKind::status;
  Scope scope = Scope::response;
  Wish wish = Wish::none;
  bool is_of_content = false;     // it looks at the answer's content, not at its head alone
  bool needs_every_role = false;  // it compares the answers to its roles: without one of them it says nothing
  std::string_view strict = {};   // what --strict calls its warnings; empty where it promotes none
};

struct StatusSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::status};
};

// Of every response to the operation that no StatusSubject speaks of: its status is documented. There is none
// where `default` is documented, which covers every status.
struct DocumentedStatusSubject {
  static constexpr SubjectTraits traits{
      .kind = ClauseKind::status, .scope = SubjectTraits::Scope::operation, .strict = "statuses"};
};

struct MediaTypeSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::media_type, .wish = SubjectTraits::Wish::status};
};

// Of a response whose media type is JSON: where a range such as */* is documented, another type leaves it
// unexercised.
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

// Of a 405, whatever is documented of its headers: its Allow tells which methods there are (RFC 9110
// §15.5.6). A 405 that comes because it was wished for refuses no method.
struct AllowSubject {
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
  // Lower case: the request or response header that preflight_header or response_exposed is about.
  std::string header = {};
};

// The first role says which: anonymous or wrong_credentials.
struct SecuritySubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::security,
                                        .scope = SubjectTraits::Scope::exchanges};
};

struct DriftSubject {
  static constexpr SubjectTraits traits{.kind = ClauseKind::drift,
                                        .wish = SubjectTraits::Wish::status,
                                        .is_of_content = true,
                                        .strict = "fields"};
  // content: what an answer that HTTP gives no content has as content (RFC 9110 §6.4.1).
  enum class Aspect { fields, write_only, discriminator, headers, content };
  Aspect aspect = Aspect::fields;
};

using Subject = std::variant<StatusSubject, DocumentedStatusSubject, MediaTypeSubject, BodySyntaxSubject,
                             BodyKeywordSubject, HeaderSubject, HeaderKeywordSubject, AllowSubject,
                             CorsSubject, SecuritySubject, DriftSubject>;

inline const SubjectTraits& traits_of(const Subject& subject) {
  return std::visit([](const auto& one) -> const SubjectTraits& { return one.traits; }, subject);
}

}  // namespace avouch
