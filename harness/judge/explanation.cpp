// SPDX-License-Identifier: MIT
#include "judge/explanation.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace avouch {
namespace {

constexpr const char* kNoValue = "the body has no such value: it is absent or null, an array is empty, or it is no JSON";

class Explainer {
 public:
  Explainer(const Operation& operation, const BoundClause& clause) : operation_(operation), clause_(clause) {}

  Explanation operator()(const StatusSubject&) const {
    const std::optional<std::size_t> expected = operation_.expected_response();
    if (expected == clause_.response && covers_all())
      return {"", "another status came: `default` documents every status"};
    if (expected == clause_.response) {
      return {"the documented request gets a status that no documented response covers, a redirect included",
              "another documented status came; the target wants credentials and none were given; or it answered a "
              "value that nobody gave with a 4xx"};
    }
    return {"", "no answer has this status; documented-status tells of statuses that are not documented"};
  }

  Explanation operator()(const DocumentedStatusSubject&) const {
    const std::optional<std::size_t> expected = operation_.expected_response();
    const std::string except =
        expected ? "; " + operation_.responses[*expected].status + "/status answers for the documented request" : "";
    return {"a request gets an undocumented 5xx; another undocumented status is a warning unless --strict statuses" +
                except,
            "no request was made that it speaks of, or the target wants credentials and none were given"};
  }

  Explanation operator()(const MediaTypeSubject&) const {
    return {"Content-Type is absent, malformed, repeated or another type", other_status()};
  }

  Explanation operator()(const BodySyntaxSubject& subject) const {
    if (subject.aspect == BodySyntaxSubject::Aspect::unique_names)
      return {"an object has a member name twice", other_status() + ", or the body is no JSON"};
    return {"the body is not one JSON text in UTF-8 (RFC 8259), or it was cut short",
            other_status() + ", or the answer is labelled as another type"};
  }

  Explanation operator()(const BodyKeywordSubject&) const {
    return {"a value that the claim speaks of contradicts it", other_status() + ", or " + kNoValue};
  }

  Explanation operator()(const HeaderSubject& subject) const {
    if (subject.aspect == HeaderSubject::Aspect::required) return {"the header is absent", other_status()};
    return {"the header contradicts the claim", other_status() + ", or the answer has no such header"};
  }

  Explanation operator()(const HeaderKeywordSubject&) const {
    return {"the header's value contradicts the claim",
            other_status() + ", the answer has no such header, or its lines are not of the documented type"};
  }

  Explanation operator()(const CorsSubject&) const {
    return {"a browser that follows the Fetch standard would be refused at this step",
            "an earlier step was refused, or the answer has nothing that the claim speaks of"};
  }

  Explanation operator()(const SecuritySubject&) const {
    return {"the request is answered with anything but 401, 403, or a 404 that hides what right credentials get",
            "the answer is 429, another documented redirect or 4xx, or an error that the documented request gets as well"};
  }

  Explanation operator()(const DriftSubject& subject) const {
    switch (subject.aspect) {
      case DriftSubject::Aspect::fields:
        return {"the body has a field that is not documented", other_status() + ", or the body is no JSON"};
      case DriftSubject::Aspect::write_only:
        return {"the body has a member that is writeOnly", other_status() + ", or the body is no JSON"};
      case DriftSubject::Aspect::discriminator:
        return {"an object's discriminator is neither a key of mapping nor the name of a schema that it may be",
                other_status() + ", the body is no JSON, or no object of it has a discriminator that is a string"};
      case DriftSubject::Aspect::headers:
        return {"the answer has a header that is not documented", other_status()};
      case DriftSubject::Aspect::content:
        return {"the answer has content, or announces some, where HTTP gives it none", other_status()};
    }
    return {};
  }

 private:
  bool covers_all() const {
    return std::any_of(operation_.responses.begin(), operation_.responses.end(),
                       [](const DocumentedResponse& each) { return each.status == "default"; });
  }
  static std::string other_status() { return "no answer has this status"; }

  const Operation& operation_;
  const BoundClause& clause_;
};

}  // namespace

Explanation explanation_of(const Operation& operation, const BoundClause& clause) {
  return std::visit(Explainer(operation, clause), clause.subject);
}

}  // namespace avouch
