// SPDX-License-Identifier: MIT
// Under the sanitizers, GCC 12 misreads the standard library's <regex>, which valijson includes.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "oracle/oracle.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <unordered_map>
#include <utility>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validation_visitor.hpp>

#include "base/text.h"
#include "json/pointer.h"
#include "oracle/adapter.h"

namespace avouch {
namespace {

// Keywords that valijson would pass to std::regex.
constexpr std::array<std::string_view, 3> kRefused = {"pattern", "patternProperties", "format"};
// Keywords that hold a schema or a list of schemas, and keywords that hold schemas by name.
constexpr std::array<std::string_view, 12> kHolding = {"allOf",
                                                       "anyOf",
                                                       "oneOf",
                                                       "not",
                                                       "if",
                                                       "then",
                                                       "else",
                                                       "items",
                                                       "additionalItems",
                                                       "contains",
                                                       "additionalProperties",
                                                       "propertyNames"};
constexpr std::array<std::string_view, 3> kNaming = {"properties", "definitions", "dependencies"};

template <std::size_t n>
bool is_in(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Returns the first of kRefused in or below the schema; nullopt if none is present.
std::optional<std::string> refused_keyword(const Value& schema) {
  std::vector<Value> open = {schema};
  while (!open.empty()) {
    const Value at = open.back();
    open.pop_back();
    if (at.kind() == ValueKind::array) {
      for (const Value item : at.items()) open.push_back(item);
    }
    if (at.kind() != ValueKind::object) continue;
    for (const Member& member : at.members()) {
      if (is_in(kRefused, member.name)) return std::string(member.name);
      if (is_in(kHolding, member.name)) open.push_back(member.value);
      if (!is_in(kNaming, member.name)) continue;
      if (member.value.kind() == ValueKind::array) open.push_back(member.value);
      if (member.value.kind() != ValueKind::object) continue;
      for (const Member& named : member.value.members()) open.push_back(named.value);
    }
  }
  return std::nullopt;
}

// Says why valijson cannot judge the value.
std::optional<Unsaid> unsaid_of(const Value& root, const OracleLimits& limits) {
  std::vector<std::pair<Value, std::size_t>> open = {{root, 0}};
  const auto is_text = [](const Value& value) {
    return !value.has_lone_surrogate() && value.text().find('\0') == std::string_view::npos;
  };
  for (std::size_t values = 1; !open.empty(); ++values) {
    const auto [at, depth] = open.back();
    open.pop_back();
    if (depth > limits.depth || values > limits.values) return Unsaid::size;
    switch (at.kind()) {
      case ValueKind::null:
      case ValueKind::boolean:
        break;
      case ValueKind::number:
        if (!fits_double(at.text())) return Unsaid::numbers;
        break;
      case ValueKind::string:
        if (!is_text(at)) return Unsaid::text;
        break;
      case ValueKind::array:
        if (at.size() > limits.members) return Unsaid::size;
        for (const Value item : at.items()) open.emplace_back(item, depth + 1);
        break;
      case ValueKind::object:
        if (at.size() > limits.members) return Unsaid::size;
        for (const Member& member : at.members()) {
          if (!is_text(member.name_value)) return Unsaid::text;
          open.emplace_back(member.value, depth + 1);
        }
        break;
    }
  }
  return std::nullopt;
}

// Converts "<root>[a][0]" to a JSON Pointer, step by step.
std::string pointer_of_context(const std::vector<std::string>& context) {
  std::string pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    std::string_view step = context[i];
    if (step.starts_with('[') && step.ends_with(']')) step = step.substr(1, step.size() - 2);
    pointer = pointer_append(pointer, step);
  }
  return pointer;
}

Error no_schema(std::string why) {
  return {.title = "the second validator cannot read the schema: " + std::move(why), .place = {}, .hint = {}};
}

}  // namespace

struct Oracle::State {
  OracleLimits limits;
  valijson::Schema schema;
  mutable std::atomic<std::size_t> given_up = 0;  // values that took too many steps
  mutable std::atomic<std::size_t> spent = 0;     // by all values

  // Throws the exceptions of valijson.
  bool validate(const Value& value, Meter& meter, valijson::ValidationResults* results) const {
    std::unordered_map<std::string, std::regex> no_patterns;  // the schema has no patterns
    valijson::ValidationVisitor<OracleAdapter> visitor(
        OracleAdapter(Metered{.value = value, .meter = &meter}), {"<root>"}, true, results, no_patterns);
    return visitor.validateSchema(schema);
  }
};

Oracle::Oracle(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Oracle::Oracle(Oracle&&) noexcept = default;
Oracle& Oracle::operator=(Oracle&&) noexcept = default;
Oracle::~Oracle() = default;

Result<Oracle> Oracle::make(std::string_view schema, const OracleLimits& limits) {
  const ParsedBody parsed = parse_body(schema);
  if (parsed.fault) return no_schema(parsed.fault->reason);
  if (const std::optional<std::string> refused = refused_keyword(parsed.instance->root()))
    return no_schema(*refused + " is not for its std::regex");
  auto state = std::make_unique<State>();
  state->limits = limits;
  Meter meter(limits);
  try {
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(OracleAdapter(Metered{.value = parsed.instance->root(), .meter = &meter}),
                          state->schema);
  } catch (const Meter::IsSpent&) {
    return no_schema("it is too large");
  } catch (const std::exception& thrown) {
    return no_schema(printable(thrown.what()));
  }
  return Oracle(std::move(state));
}

// A schema whose parts refer to others on many ways takes too many steps for each value.
Opinion Oracle::opinion_of(const Instance& instance) const {
  const OracleLimits& limits = state_->limits;
  const std::size_t left = limits.all_steps - std::min(limits.all_steps, state_->spent.load());
  if (left == 0 || state_->given_up >= limits.given_up)
    return {.accepts = std::nullopt, .unsaid = Unsaid::steps};
  if (const std::optional<Unsaid> unsaid = unsaid_of(instance.root(), limits))
    return {.accepts = std::nullopt, .unsaid = unsaid};
  Meter meter(limits, std::min(limits.steps, left));
  try {
    const bool accepts = state_->validate(instance.root(), meter, nullptr);
    state_->spent += meter.spent();
    return {.accepts = accepts, .unsaid = std::nullopt};
  } catch (const Meter::IsSpent&) {
    state_->spent += meter.spent();
    ++state_->given_up;
    return {.accepts = std::nullopt, .unsaid = Unsaid::steps};
  } catch (const std::runtime_error&) {  // valijson could not read a value as the type it expected
    return {.accepts = std::nullopt, .unsaid = Unsaid::failure};
  }
}

std::vector<OracleFault> Oracle::faults(const Instance& instance) const {
  std::vector<OracleFault> found;
  if (unsaid_of(instance.root(), state_->limits)) return found;
  Meter meter(state_->limits);
  valijson::ValidationResults results;
  try {
    if (state_->validate(instance.root(), meter, &results)) return found;
  } catch (const Meter::IsSpent&) {
    return found;
  } catch (const std::runtime_error&) {
    return found;
  }
  for (valijson::ValidationResults::Error error; results.popError(error);)
    found.push_back({.pointer = pointer_of_context(error.context), .what = error.description});
  return found;
}

}  // namespace avouch
