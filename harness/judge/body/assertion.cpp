// SPDX-License-Identifier: MIT
// Under the sanitizers GCC 12 misreads the standard library's <regex>, which valijson includes.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "judge/body/assertion.h"

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

#include "judge/body/adapter.h"
#include "judge/body/keyword.h"
#include "judge/body/word_map.h"
#include "judge/format/format.h"

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

  const BodyKeyword& keyword() const { return *keyword_; }
  bool validate(const valijson::adapters::Adapter& target, const std::vector<std::string>&,
                valijson::ValidationResults*) const override {
    return keyword_->judge(static_cast<const BodyAdapter&>(target).value()) == Judged::holds;
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

std::unordered_map<std::string, std::regex>& no_patterns() {
  static std::unordered_map<std::string, std::regex> none;  // valijson is given none, so it stays empty
  return none;
}

using Visitor = valijson::ValidationVisitor<BodyAdapter>;

// What can be read from a constraint once: a visitor that looks at the constraint instead of at a value.
class Reading final : public Visitor {
 public:
  explicit Reading(const constraints::Constraint& constraint)
      : Visitor(BodyAdapter(), {}, true, nullptr, no_patterns()) {
    constraint.accept(*this);
  }

  KindMask hold = 0;
  KindMask fail = 0;
  std::optional<WordMap> words;      // the strings that it lists, where it is a list
  const BodyKeyword* own = nullptr;  // where it is one of ours

  using Visitor::visit;
  bool visit(const constraints::TypeConstraint& constraint) override {
    bool is_integer = false;
    constraint.applyToNamedTypes([&](const constraints::TypeConstraint::JsonType type) {
      is_integer |= type == constraints::TypeConstraint::kInteger;
      hold |= mask_of_type(type);
      return true;
    });
    fail = static_cast<KindMask>(kEveryKind & ~hold);
    if (is_integer) fail &= static_cast<KindMask>(~mask_of(ValueKind::number));
    return true;
  }
  bool visit(const constraints::EnumConstraint& constraint) override {
    std::vector<std::string> strings;
    constraint.applyToValues([&](const valijson::adapters::FrozenValue& frozen) {
      const Value& value = static_cast<const BodyFrozenValue&>(frozen).value();
      if (value.kind() == ValueKind::string) strings.emplace_back(value.text());
      return true;
    });
    words.emplace(std::move(strings));
    return true;
  }
  bool visit(const constraints::PolyConstraint& constraint) override {
    own = &static_cast<const OwnConstraint&>(constraint).keyword();
    return true;
  }

 private:
  static KindMask mask_of_type(constraints::TypeConstraint::JsonType type) {
    switch (type) {
      case constraints::TypeConstraint::kAny:
        return kEveryKind;
      case constraints::TypeConstraint::kArray:
        return mask_of(ValueKind::array);
      case constraints::TypeConstraint::kBoolean:
        return mask_of(ValueKind::boolean);
      case constraints::TypeConstraint::kInteger:
        return 0;  // of a number it depends on the value
      case constraints::TypeConstraint::kNull:
        return mask_of(ValueKind::null);
      case constraints::TypeConstraint::kNumber:
        return mask_of(ValueKind::number);
      case constraints::TypeConstraint::kObject:
        return mask_of(ValueKind::object);
      case constraints::TypeConstraint::kString:
        return mask_of(ValueKind::string);
    }
    return 0;
  }
};

// Keywords with branches are judged by walking them; schema.h lists them last.
bool is_assertion(const SchemaKeyword& keyword) {
  return keyword.kind < KeywordKind::reference;
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
    const constraints::Constraint* constraint = nullptr;  // of one of the schemas below
    const BodyKeyword* own = nullptr;                     // of `own`
    std::optional<WordMap> words;
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

BodyAssertions::BodyAssertions(std::unique_ptr<const State> state, std::vector<Kinds> kinds)
    : state_(std::move(state)), kinds_(std::move(kinds)) {}
BodyAssertions::BodyAssertions(BodyAssertions&&) noexcept = default;
BodyAssertions& BodyAssertions::operator=(BodyAssertions&&) noexcept = default;
BodyAssertions::~BodyAssertions() = default;

Result<BodyAssertions> BodyAssertions::make(const Schema& schema) {
  auto state = std::make_unique<State>();
  Errors errors;
  std::vector<Kinds> kinds(schema.keywords().size());
  state->entries.resize(schema.keywords().size());
  std::vector<std::string> texts(schema.keywords().size());
  for (std::size_t i = 0; i < schema.keywords().size(); ++i) {
    const SchemaKeyword& keyword = schema.keywords()[i];
    if (!is_assertion(keyword)) continue;
    kinds[i].asked = kinds_of(keyword);
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
    if (texts[i].empty()) continue;
    State::Entry& entry = state->entries[i];
    entry.constraint = state->parse(texts[i]);
    Reading reading(*entry.constraint);
    kinds[i].hold = reading.hold;
    kinds[i].fail = reading.fail;
    entry.own = reading.own;
    entry.words = std::move(reading.words);
  }
  return BodyAssertions(std::move(state), std::move(kinds));
}

Judged BodyAssertions::judge_value(std::size_t keyword, const Value& value) const {
  const State::Entry& entry = state_->entries[keyword];
  if (entry.own != nullptr) return entry.own->judge(value);
  if (entry.words && value.kind() == ValueKind::string)
    return entry.words->find(value.text()) ? Judged::holds : Judged::fails;
  Visitor visitor(BodyAdapter(value), {}, true, nullptr, no_patterns());
  return entry.constraint->accept(visitor) ? Judged::holds : Judged::fails;
}

}  // namespace avouch
