// SPDX-License-Identifier: MIT
#include "prove/breaking.h"

#include <variant>

#include "contract/schema/discriminator.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

// Uses the first media type with discriminators for which bodies can be generated.
Mutants named_mutants(const Breaking& breaking) {
  const std::vector<DocumentedMedia>& documented = breaking.response().media;
  for (std::size_t media = 0; media < documented.size(); ++media) {
    const std::size_t response = breaking.clause.response;
    const BodyJudge* judge = breaking.judge.of_body(breaking.clause.operation, response, media);
    const std::vector<MadeInstance>* bodies =
        breaking.values.values({response, ValueSources::Key::Of::body, media});
    if (judge == nullptr || bodies == nullptr || first_names(*documented[media].schema) == nullptr) continue;
    return discriminator_mutants(breaking.clause, *bodies, *judge);
  }
  return {.reason = Mutants::Reason::out_of_reach, .why = "no body with a discriminator can be made"};
}

Mutants drift_mutants(DriftSubject::Aspect aspect, const Breaking& breaking) {
  switch (aspect) {
    case DriftSubject::Aspect::fields:
      return undocumented_member_mutants(breaking.contract, breaking.clause);
    case DriftSubject::Aspect::write_only:
      return unsent_member_mutants(breaking.contract, breaking.clause);
    case DriftSubject::Aspect::discriminator:
      return named_mutants(breaking);
    case DriftSubject::Aspect::headers:
      return undocumented_header_mutants(breaking.clause);
    case DriftSubject::Aspect::content:
      return stray_content_mutants(breaking.contract, breaking.clause);
  }
  return {};
}

}  // namespace

Mutants mutants_of(const Breaking& breaking) {
  return std::visit([&](const auto& subject) { return mutants_of(subject, breaking); },
                    breaking.clause.subject);
}

Mutants mutants_of(const StatusSubject& /*subject*/, const Breaking& breaking) {
  return status_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const DocumentedStatusSubject& /*subject*/, const Breaking& breaking) {
  return documented_status_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const MediaTypeSubject& /*subject*/, const Breaking& breaking) {
  return media_type_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const BodySyntaxSubject& /*subject*/, const Breaking& breaking) {
  return body_syntax_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const BodyKeywordSubject& /*subject*/, const Breaking& breaking) {
  return breaking.values.mutants(breaking.clause, breaking.most);
}

Mutants mutants_of(const HeaderSubject& /*subject*/, const Breaking& breaking) {
  return header_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const HeaderKeywordSubject& /*subject*/, const Breaking& breaking) {
  return breaking.values.mutants(breaking.clause, breaking.most);
}

Mutants mutants_of(const CorsSubject& /*subject*/, const Breaking& breaking) {
  return cors_mutants(breaking.contract, breaking.clause);
}

Mutants mutants_of(const SecuritySubject& /*subject*/, const Breaking& breaking) {
  return security_mutants(breaking.contract, breaking.clause, breaking.granted);
}

Mutants mutants_of(const DriftSubject& subject, const Breaking& breaking) {
  Mutants mutants = drift_mutants(subject.aspect, breaking);
  mutants.own_fault = subject.aspect == DriftSubject::Aspect::discriminator
                          ? "the documentation's own answer names a schema that it does not know"
                          : "the documentation's own answer has more than is documented";
  return mutants;
}

}  // namespace avouch
