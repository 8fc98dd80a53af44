// SPDX-License-Identifier: MIT
// Under the sanitizers GCC 12 misreads the standard library's <regex>, which valijson includes.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "judge/body_assertion.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_visitor.hpp>

#include "judge/body_adapter.h"
#include "judge/body_keyword.h"
#include "judge/format.h"

namespace avouch {
namespace {

using nlohmann::json;
namespace constraints = valijson::constraints;

// The name under which valijson's parser finds constraints of ours; its value is the keyword's index.
constexpr const char* kOwnKeyword = "x-avouch-keyword";

// A keyword of ours, as valijson carries it.
class OwnConstraint final : public constraints::PolyConstraint {
 public:
  explicit OwnConstraint(const BodyKeyword* keyword) : keyword_(keyword) {}

  Judged judge(const Value& value) const { return keyword_->judge(value); }
  bool validate(const valijson::adapters::Adapter& target, const std::vector<std::string>&,
                valijson::ValidationResults*) const override {
    return judge(static_cast<const BodyAdapter&>(target).value()) == Judged::holds;
  }

 private:
  Constraint* cloneInto(void* memory) const override { return new (memory) OwnConstraint(*this); }
  std::size_t sizeOf() const override { return sizeof(OwnConstraint); }

  const BodyKeyword* keyword_;  // the state's
};

using OwnKeywords = std::unordered_map<std::size_t, BodyKeyword>;

class OwnBuilder final : public valijson::ConstraintBuilder {
 public:
  explicit OwnBuilder(const OwnKeywords& keywords) : keywords_(keywords) {}
  constraints::Constraint* make(const valijson::adapters::Adapter& index) const override {
    return new OwnConstraint(&keywords_.at(static_cast<std::size_t>(index.getInteger())));
  }

 private:
  const OwnKeywords& keywords_;
};

// valijson's own visitor, save that constraints of ours may answer "unknown".
class BodyVisitor final : public valijson::ValidationVisitor<BodyAdapter> {
 public:
  BodyVisitor(const Value& value, std::unordered_map<std::string, std::regex>& unused)
      : ValidationVisitor(BodyAdapter(value), {}, true, nullptr, unused), value_(value) {}

  using ValidationVisitor::visit;
  bool visit(const constraints::PolyConstraint& constraint) override {
    const Judged judged = static_cast<const OwnConstraint&>(constraint).judge(value_);
    is_unknown_ = judged == Judged::unknown;
    return judged == Judged::holds;
  }

  Judged judge(const constraints::Constraint& constraint) {
    if (constraint.accept(*this)) return Judged::holds;
    return is_unknown_ ? Judged::unknown : Judged::fails;
  }

 private:
  Value value_;
  bool is_unknown_ = false;
};

KindMask kinds_of(const SchemaKeyword& keyword) {
  switch (keyword.kind) {
    case KeywordKind::never:
    case KeywordKind::type:
    case KeywordKind::enumeration:
    case KeywordKind::constant:
      return kEveryKind;
    case KeywordKind::multiple_of:
    case KeywordKind::maximum:
    case KeywordKind::exclusive_maximum:
    case KeywordKind::minimum:
    case KeywordKind::exclusive_minimum:
      return mask_of(ValueKind::number);
    case KeywordKind::max_length:
    case KeywordKind::min_length:
    case KeywordKind::content:
    case KeywordKind::pattern:
      return mask_of(ValueKind::string);
    case KeywordKind::format:
      switch (format_speaks_of(keyword.names.back()).value_or(FormatOf::strings)) {
        case FormatOf::strings:
          return mask_of(ValueKind::string);
        case FormatOf::numbers:
          return mask_of(ValueKind::number);
        case FormatOf::objects:
          return mask_of(ValueKind::object);
      }
      return 0;
    case KeywordKind::max_items:
    case KeywordKind::min_items:
    case KeywordKind::unique_items:
      return mask_of(ValueKind::array);
    case KeywordKind::max_properties:
    case KeywordKind::min_properties:
    case KeywordKind::required:
    case KeywordKind::dependent_required:
      return mask_of(ValueKind::object);
    case KeywordKind::reference:
    case KeywordKind::all_of:
    case KeywordKind::any_of:
    case KeywordKind::one_of:
    case KeywordKind::negation:
    case KeywordKind::condition:
    case KeywordKind::dependent_schemas:
    case KeywordKind::properties:
    case KeywordKind::pattern_properties:
    case KeywordKind::additional_properties:
    case KeywordKind::property_names:
    case KeywordKind::prefix_items:
    case KeywordKind::items:
    case KeywordKind::contains:
    case KeywordKind::max_contains:
    case KeywordKind::unevaluated_items:
    case KeywordKind::unevaluated_properties:
      return 0;
  }
  return 0;
}

// The keyword as valijson reads it, in draft 7's words; nullopt where valijson cannot carry it rightly.
std::optional<std::string> native_schema(const SchemaKeyword& keyword) {
  const auto listed = [&] {
    std::string list;
    for (const std::string& text : keyword.texts) list += (list.empty() ? "" : ",") + text;
    return list;
  };
  const std::string bound = std::to_string(std::min<std::uint64_t>(
      keyword.bound, static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())));
  switch (keyword.kind) {
    case KeywordKind::type: {
      const bool is_draft_4 =
          std::find(keyword.names.begin(), keyword.names.end(), "written-integer") != keyword.names.end();
      if (is_draft_4) return std::nullopt;
      return R"({"type":)" + json(keyword.names).dump() + "}";
    }
    case KeywordKind::enumeration:
      return R"({"enum":[)" + listed() + "]}";
    case KeywordKind::constant:
      return R"({"const":)" + listed() + "}";
    case KeywordKind::max_items:
      return R"({"maxItems":)" + bound + "}";
    case KeywordKind::min_items:
      return R"({"minItems":)" + bound + "}";
    case KeywordKind::max_properties:
      return R"({"maxProperties":)" + bound + "}";
    case KeywordKind::min_properties:
      return R"({"minProperties":)" + bound + "}";
    default:
      return std::nullopt;
  }
}

}  // namespace

struct BodyAssertions::State {
  struct Entry {
    KindMask kinds = 0;
    const constraints::Constraint* constraint = nullptr;  // of one of the schemas below
  };
  OwnKeywords own;
  std::vector<std::unique_ptr<valijson::Schema>> schemas;
  std::vector<Entry> entries;  // by keyword

  // Has valijson parse a schema of one keyword, and keeps the constraint that it makes of it.
  const constraints::Constraint* parse(const std::string& text) {
    const std::shared_ptr<const Instance> instance = parse_body(text).instance;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.addConstraintBuilder(kOwnKeyword, new OwnBuilder(own));  // the parser deletes it
    schemas.push_back(std::make_unique<valijson::Schema>());
    parser.populateSchema(BodyAdapter(instance->root()), *schemas.back());
    const constraints::Constraint* made = nullptr;
    valijson::Subschema::ApplyFunction take = [&](const constraints::Constraint& constraint) {
      made = &constraint;
      return true;
    };
    schemas.back()->apply(take);
    return made;
  }
};

BodyAssertions::BodyAssertions(std::unique_ptr<const State> state) : state_(std::move(state)) {}
BodyAssertions::BodyAssertions(BodyAssertions&&) noexcept = default;
BodyAssertions& BodyAssertions::operator=(BodyAssertions&&) noexcept = default;
BodyAssertions::~BodyAssertions() = default;

Result<BodyAssertions> BodyAssertions::make(const Schema& schema) {
  auto state = std::make_unique<State>();
  Errors errors;
  state->entries.resize(schema.keywords().size());
  std::vector<std::string> texts(schema.keywords().size());
  for (std::size_t i = 0; i < schema.keywords().size(); ++i) {
    const SchemaKeyword& keyword = schema.keywords()[i];
    state->entries[i].kinds = kinds_of(keyword);
    if (state->entries[i].kinds == 0) continue;
    if (std::optional<std::string> native = native_schema(keyword)) {
      texts[i] = *std::move(native);
      continue;
    }
    Result<BodyKeyword> own = BodyKeyword::make(keyword);
    if (!own) {
      errors.push_back(own.errors().front());
      continue;
    }
    state->own.emplace(i, *std::move(own));
    texts[i] = json{{kOwnKeyword, i}}.dump();
  }
  if (!errors.empty()) return errors;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!texts[i].empty()) state->entries[i].constraint = state->parse(texts[i]);
  }
  return BodyAssertions(std::move(state));
}

Judged BodyAssertions::judge(std::size_t keyword, const Value& value) const {
  static std::unordered_map<std::string, std::regex>
      no_patterns;  // valijson is given none, so it stays empty
  return BodyVisitor(value, no_patterns).judge(*state_->entries[keyword].constraint);
}

KindMask BodyAssertions::kinds(std::size_t keyword) const {
  return state_->entries[keyword].kinds;
}

}  // namespace avouch
