// SPDX-License-Identifier: MIT
// An ETag follows the content of the resource.
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "http/field.h"
#include "http/syntax.h"
#include "judge/documented_answer.h"
#include "judge/state/story.h"

namespace avouch::life {

// Compares each read with the one before. A write between them may count as a change although it changes no
// content: a validator may be a number of revisions (RFC 9110 §8.8.1). A weak one may outlive a change.
Verdict judge_etag(const Question& question, const StateSubject& subject) {
  struct Seen {
    const Evidence* read;
    std::string etag;
  };
  std::optional<Seen> last;
  bool was_written = false;
  std::size_t followed = 0;
  for (std::size_t i = 0; i < question.evidence.size(); ++i) {
    const Evidence& one = question.evidence[i];
    const bool is_aside = is_action(question, subject, one);
    if (one.answer->received() == nullptr && !is_aside) return no_answer(one);
    if (!http::is_safe_method(method_of(one))) {
      was_written = true;
      continue;
    }
    const http::Response& response = one.answer->received()->response;
    const std::optional<std::string> etag = http::combined(response.fields, "ETag");
    if (response.status != 200 || !etag) continue;
    const std::optional<Seen> before = std::exchange(last, Seen{&one, *etag});
    const bool may_change = std::exchange(was_written, false);
    if (!before || path_of(one) != path_of(*before->read)) continue;
    const bool is_same = response.body == before->read->answer->received()->response.body;
    const bool is_strong = !etag->starts_with("W/");
    std::string fault;
    if (*etag != before->etag && is_same && !may_change)
      fault = "the ETag changed, and the content did not (RFC 9110 §8.8.3)";
    if (*etag == before->etag && !is_same && is_strong)
      fault = "the content changed, and its strong ETag did not (RFC 9110 §8.8.1)";
    if (!fault.empty()) {
      const char* expected = is_same ? ", as before" : " no more";
      Verdict verdict = violated(std::move(fault), {{.where = "header ETag",
                                                     .seen = in_quotes(*etag),
                                                     .expected = in_quotes(before->etag) + expected}});
      verdict.evidence = i;
      return verdict;
    }
    if (*etag != before->etag && !is_same) ++followed;
  }
  if (followed == 0) return unexercised("no read of one resource showed another ETag and another content");
  return {.outcome = Outcome::holds, .instances = followed};
}

}  // namespace avouch::life
