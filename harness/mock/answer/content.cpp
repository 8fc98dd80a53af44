// SPDX-License-Identifier: MIT
#include "mock/answer/content.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "judge/media/media.h"
#include "mock/request/form.h"

namespace avouch {
namespace {

using Kind = ContentFault::Kind;

constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kMultipart = "multipart/form-data";

// The judge's texts say "body"; here it is the body of a request.
std::string of_the_request(const std::string& reason) {
  constexpr std::string_view kBody = kTheBody;
  return reason.starts_with(kBody) ? "the request body" + reason.substr(kBody.size())
                                   : "the request body: " + reason;
}

std::optional<ContentFault> fault_of(const MockSchema& schema, const std::string& text,
                                     RequestBudget& budget) {
  const std::optional<std::string> reason = schema.fault({text}, budget);
  if (!reason) return std::nullopt;
  return ContentFault{Kind::contradicts, of_the_request(*reason)};
}

}  // namespace

MockContent::MockContent(const Operation& operation, std::vector<std::string>& notes) {
  if (!operation.request_body) return;
  is_documented_ = true;
  is_required_ = operation.request_body->required;
  for (const DocumentedMedia& media : operation.request_body->media) {
    Checked checked{.media = media};
    if (media.schema != nullptr) {
      std::vector<JsonValue> shown;
      for (const Example& example : media.examples) shown.push_back(example.value);
      Result<MockSchema> schema = MockSchema::make(media.schema, std::move(shown));
      if (schema) {
        checked.schema = *std::move(schema);
      } else {
        notes.push_back(operation.id + ": every body of type " + media.range +
                        " is accepted: " + schema.errors().front().title);
      }
    }
    checked_.push_back(std::move(checked));
  }
}

// Of content that is neither JSON nor a form: judge/media reads it.
std::optional<ContentFault> MockContent::fault_of_form(const Checked& checked, const std::string& body,
                                                       const http::MediaType& type, RequestBudget& budget) {
  if (checked.media.form() == MediaForm::json || !checked.media.is_judged()) return std::nullopt;
  const MediaBody read =
      read_body(checked.media,
                {.bytes = body, .type = type, .budget = &budget.work(), .memory = budget.memory()}, nullptr);
  if (read.parsed.fault && !read.parsed.fault->is_limit)
    return ContentFault{Kind::unreadable, of_the_request(read.parsed.fault->reason)};
  if (read.parsed.fault) budget.end(read.parsed.fault->reason);
  if (read.parsed.instance == nullptr) return std::nullopt;  // what cannot be read is accepted
  if (!budget.hold_texts(1, body.size())) return std::nullopt;
  return fault_of(*checked.schema, to_text(read.parsed.instance->root()), budget);
}

std::vector<std::string> MockContent::ranges() const {
  std::vector<std::string> ranges;
  for (const Checked& checked : checked_) ranges.push_back(checked.media.range);
  return ranges;
}

std::optional<ContentFault> MockContent::fault(const http::Request& request, RequestBudget& budget) const {
  if (!is_documented_) return std::nullopt;
  const std::optional<std::string> field = http::combined(request.fields, "Content-Type");
  if (request.body.empty() && !field) {
    if (!is_required_) return std::nullopt;
    return ContentFault{Kind::missing, "a request body is required but missing"};
  }
  if (checked_.empty()) return std::nullopt;
  const auto type = field ? http::parse_media_type(*field) : std::nullopt;
  const std::vector<std::string> ranges = this->ranges();
  const auto checked = std::find_if(checked_.begin(), checked_.end(), [&](const Checked& one) {
    return type && http::applies(*type, one.media.range, ranges);
  });
  if (checked == checked_.end()) {
    return ContentFault{Kind::media_type, (field ? "Content-Type is " + in_quotes(*field)
                                                 : std::string("missing Content-Type")) +
                                              "; expected " + shown(join(ranges, " or "))};
  }
  const std::optional<ContentFault> fault = fault_in(*checked, request.body, *type, budget);
  if (budget.is_over()) return ContentFault{Kind::over_limit, "the request body: " + budget.why()};
  return fault;
}

std::optional<ContentFault> MockContent::fault_in(const Checked& checked, const std::string& body,
                                                  const http::MediaType& type, RequestBudget& budget) {
  if (http::is_json(type)) {
    const std::optional<SyntaxFault> fault = RequestJson(body, budget).fault();
    if (fault) return ContentFault{Kind::unreadable, of_the_request(fault->reason)};
    return checked.schema ? fault_of(*checked.schema, body, budget) : std::nullopt;
  }
  if (!checked.schema) return std::nullopt;
  const auto object_of = [&](const FormMembers& members) {
    return checked.schema->object_of(members, budget);
  };
  if (type.essence() == kForm)
    return fault_of(*checked.schema, object_of(form_members(body, checked.media.encoding, budget)), budget);
  if (type.essence() != kMultipart) return fault_of_form(checked, body, type, budget);
  const auto members =
      multipart_members(body, type.parameter("boundary").value_or(""), checked.media.encoding, budget);
  if (!members)
    return ContentFault{Kind::unreadable, "the request body is not a multipart form with its boundary"};
  return fault_of(*checked.schema, object_of(*members), budget);
}

}  // namespace avouch
