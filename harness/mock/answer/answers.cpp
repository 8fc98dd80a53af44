// SPDX-License-Identifier: MIT
#include "mock/answer/answers.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "generate/conformant.h"
#include "generate/generator.h"
#include "generate/telling.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "judge/body/body.h"
#include "mock/answer/cors.h"

namespace avouch {
namespace {

using Which = MockAnswers::Which;

Error refused_answer(const std::string& title) {
  return {.title = title, .place = {}, .hint = {}};
}

// Makes the endless sequence of bodies of one schema.
struct Made {
  std::unique_ptr<BodyJudge> judge;  // declared before the generator, which refers to it
  Generator generator;
};

Result<Made> make_bodies(const DocumentedMedia& media, std::uint64_t seed) {
  Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  if (!judge) return judge.errors();
  auto kept = std::make_unique<BodyJudge>(*std::move(judge));
  Result<Generator> generator = Generator::make(media.schema, *kept, {}, seed);
  if (!generator) return generator.errors();
  return Made{std::move(kept), *std::move(generator)};
}

}  // namespace

struct MockAnswers::State {
  const DocumentedResponse& documented(const Which& which) const {
    return contract->operations[which.operation].responses[which.response];
  }
  const DocumentedMedia* media(const Which& which) const {
    const DocumentedResponse& response = documented(which);
    return which.media ? &response.media[*which.media] : served_media(response);
  }
  // Returns the response with that media type only.
  DocumentedResponse narrowed(const Which& which) const {
    DocumentedResponse response = documented(which);
    if (which.media) response.media = {response.media[*which.media]};
    return response;
  }

  // The n-th body of the endless sequence.
  Result<std::string> random_body(const DocumentedMedia& media, std::uint64_t n) {
    auto known = bodies.find(media.schema.get());
    if (known == bodies.end()) known = bodies.emplace(media.schema.get(), make_bodies(media, seed)).first;
    if (!known->second) return known->second.errors();
    return known->second->generator.random_instance(n);
  }
  // The response with that content and the documented headers, which are made once.
  http::Response around(const Which& which, WrittenContent content) {
    auto known = frames.find(which);
    if (known == frames.end()) {
      http::Response frame = response_around(documented(which), WrittenContent{content.content_type, ""});
      remove_cors(frame);
      known = frames.emplace(which, std::move(frame)).first;
    }
    http::Response response = known->second;
    http::set(response.fields, "Content-Type", std::move(content.content_type));
    response.body = std::move(content.bytes);
    return response;
  }

  std::shared_ptr<const Contract> contract;
  std::uint64_t seed;
  std::mutex mutex;
  std::map<Which, Result<http::Response>> made;
  std::map<Which, http::Response> frames;        // generated responses without their content
  std::map<const Schema*, Result<Made>> bodies;  // the contract keeps the schemas
  std::map<Which, std::uint64_t> rows;           // the next body of each endless sequence
  // By status and body: what conforming problems became.
  std::map<std::tuple<Which, int, std::string>, std::string> problems;
};

MockAnswers::MockAnswers(std::shared_ptr<const Contract> contract, std::uint64_t seed)
    : state_(std::make_unique<State>()) {
  state_->contract = std::move(contract);
  state_->seed = seed;
}
MockAnswers::~MockAnswers() = default;
MockAnswers::MockAnswers(MockAnswers&&) noexcept = default;
MockAnswers& MockAnswers::operator=(MockAnswers&&) noexcept = default;

const Contract& MockAnswers::contract() const {
  return *state_->contract;
}

Result<http::Response> MockAnswers::conformant(const Which& which) const {
  const std::lock_guard lock(state_->mutex);
  const auto known = state_->made.find(which);
  if (known != state_->made.end()) return known->second;
  Result<http::Response> made = conformant_response(*state_->contract, state_->narrowed(which));
  if (made) remove_cors(*made);
  return state_->made.emplace(which, std::move(made)).first->second;
}

Result<http::Response> MockAnswers::example(const Which& which, const std::string& name) const {
  const DocumentedResponse& documented = state_->documented(which);
  const DocumentedMedia* served = state_->media(which);
  if (served == nullptr) return refused_answer("the documented " + documented.status + " has no body");
  std::vector<std::string> names;
  const auto find = [&](const DocumentedMedia& media) -> const Example* {
    for (const Example& one : media.examples) {
      if (one.name == name) return &one;
      if (!one.name.empty()) names.push_back(one.name);
    }
    return nullptr;
  };
  const auto around = [&](const DocumentedMedia& media, const Example& found) {
    http::Response made = response_around(documented, write_example(media, found));
    remove_cors(made);
    return made;
  };
  if (const Example* found = find(*served)) return around(*served, *found);
  for (const DocumentedMedia& media : documented.media) {
    if (&media == served) continue;
    if (const Example* found = find(media)) return around(media, *found);
  }
  return refused_answer(
      "the documented " + documented.status + " has no example " + in_quotes(name) +
      (names.empty() ? std::string("; none has a name") : "; the examples are " + join(names, ", ")));
}

Result<http::Response> MockAnswers::generated(const Which& which, std::optional<std::size_t> instance) const {
  const DocumentedResponse& documented = state_->documented(which);
  const DocumentedMedia* media = state_->media(which);
  if (media == nullptr) return refused_answer("the documented " + documented.status + " has no body");
  if (!media->is_judged()) return refused_answer("no schema is documented for " + shown(media->range));
  const auto written = [&](std::string text) {
    return media->is_json() ? std::optional(WrittenContent{concrete_type(*media), std::move(text)})
                            : write_faithfully(*media, json_of_text(text));
  };
  if (instance) {
    const std::shared_ptr<const TellingBodies> telling = telling_bodies(media->schema);
    if (telling->error) return *telling->error;
    if (*instance < telling->texts.size()) {
      if (std::optional<WrittenContent> content = written(telling->texts[*instance])) {
        const std::lock_guard lock(state_->mutex);
        return state_->around(which, *std::move(content));
      }
    }
  }
  const std::lock_guard lock(state_->mutex);
  // Whatever else was requested, the same instance follows.
  std::uint64_t of_instance = instance.value_or(0);
  std::uint64_t& next = instance ? of_instance : state_->rows[which];
  // Not every value can be written in every form.
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    Result<std::string> text = state_->random_body(*media, next++);
    if (!text) return text.errors();
    std::optional<WrittenContent> content = written(*std::move(text));
    if (content) return state_->around(which, *std::move(content));
  }
  return refused_answer("no generated body can be written as " + shown(media->range));
}

void MockAnswers::state_status(const Which& which, http::Response& response) const {
  const auto type = http::parse_media_type(http::combined(response.fields, "Content-Type").value_or(""));
  if (!type || type->essence() != "application/problem+json") return;
  const std::lock_guard lock(state_->mutex);
  const auto key = std::make_tuple(which, response.status, response.body);
  if (const auto known = state_->problems.find(key); known != state_->problems.end()) {
    response.body = known->second;
    return;
  }
  const ParsedBody body = parse_body(response.body);
  if (body.instance == nullptr) return;
  JsonValue problem = json_of(body.instance->root());
  const JsonValue* status = problem.find("status");
  if (status == nullptr || !status->is_number() || status->text == std::to_string(response.status)) return;
  problem.set("status", JsonValue::integer(response.status));
  const std::string text = to_text(problem);
  const DocumentedMedia* media = state_->media(which);
  if (media != nullptr && media->is_judged()) {
    const Result<BodyJudge> judge = BodyJudge::make(media->schema, {});
    if (!judge) return;
    const std::vector<Verdict> verdicts = judge->judge(*parse_body(text).instance);
    const bool is_forbidden = std::any_of(verdicts.begin(), verdicts.end(), [](const Verdict& verdict) {
      return verdict.outcome == Outcome::violated;
    });
    if (is_forbidden) return;
  }
  response.body = text;
  state_->problems.emplace(key, text);
}

std::optional<std::size_t> usual_response(const Operation& operation) {
  if (const std::optional<std::size_t> expected = operation.expected_response()) return expected;
  const auto found = std::find_if(operation.responses.begin(), operation.responses.end(),
                                  [](const DocumentedResponse& one) { return !one.status.starts_with('1'); });
  if (found == operation.responses.end()) return std::nullopt;
  return static_cast<std::size_t>(found - operation.responses.begin());
}

}  // namespace avouch
