// SPDX-License-Identifier: MIT
// Whether every value of one schema is a value of another, and if not, which keywords forbid some.
//
//   Implication implication({.demanding = *now, .giving = *before, .demanding_is_later = true});
//   for (const Ungranted& gap : implication.gaps()) std::cout << gap.where << '\n';
//
// A request stays right if the later schema accepts what the earlier one accepted; a response stays right if
// the earlier one accepts what the later one does. So one schema demands, and the other gives.
//
// It is exact where keywords stand for themselves: types, values, limits, members, items, and alternatives
// that correspond. It answers `uncertain` where they do not: a pattern against a pattern, a condition.
// A gap that is not found does not exist; a gap that is certain does exist, except where a value cannot occur
// for other reasons.
//
// Members that no schema names are not looked at, unless a schema forbids or describes them
// (additionalProperties): clients do not send and do not read what is not documented.
//
// At most kMostSteps steps are made, each the comparison of a node or keyword, or kStepsPerKeyword for each
// keyword of large schemas. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/result.h"
#include "contract/schema/schema.h"
#include "difference/given.h"
#include "difference/sameness.h"
#include "judge/body/body.h"
#include "pattern/shelf.h"

namespace avouch {

// A demand that the other schema does not grant.
struct Ungranted {
  enum class Certainty {
    certain,    // some value shows it
    uncertain,  // whether a value shows it is not known
    harmless,   // none can show it: a member that was not documented is
  };

  Certainty certainty = Certainty::certain;
  std::string keyword;             // "minLength"; "member-added", "member-removed", "member-unsent"
  std::string where;               // "/items/*/price": the place in the value; empty: the value itself
  std::string demand;              // "price has at least 5 characters", as the clause says it
  std::string detail;              // what is not granted: the values of an enum, the name of a member
  std::string why;                 // why it is uncertain
  Place demanding;                 // of the keyword
  Place giving;                    // of the nearest counterpart
  std::size_t claim = kNoKeyword;  // the keyword of the demanding schema whose violation shows it
  std::string value = {};          // JSON text of a value there that shows it, if the comparison met one
};

class Implication {
 public:
  struct Sides {
    const Schema& demanding;
    const Schema& giving;
    bool demanding_is_later = true;
    const BodyJudge* demanding_judge = nullptr;  // to try listed values; may be null
    const BodyJudge* giving_judge = nullptr;
    SameText same_text = {};  // demanding, giving
  };
  static constexpr std::size_t kMostSteps = 50'000;
  static constexpr std::size_t kStepsPerKeyword = 8;

  explicit Implication(const Sides& sides);

  // In document order of the demanding schema.
  std::vector<Ungranted> gaps();

 private:
  // Where the comparison is, and how much it knows there.
  struct At {
    std::string where;
    std::size_t claim = kNoKeyword;  // a choice around it: its keywords cannot be violated by themselves
    bool is_guessed = false;         // the counterpart was guessed
    Place giving;                    // nearest place of the giving schema
  };
  using Key = std::tuple<std::size_t, KindMask, std::vector<std::size_t>>;
  using Found = std::vector<Ungranted>;

  void node(std::size_t demanded, const Given& given, const At& at, Found& found);
  void keyword(std::size_t index, const Given& given, const At& at, Found& found);
  void alone(std::size_t index, const Given& given, const At& at, Found& found);
  bool implies(std::size_t demanded, const Given& given);
  bool implies_keyword(std::size_t index, const Given& given);
  template <class Compare>
  bool quietly(const Compare& compare);

  void type(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void values(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void limit(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void required(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void dependents(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void members(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  // The names that the schemas describe, also below choices: worked out for the first member that asks.
  using Described = std::optional<std::set<std::string>>;
  void member(const SchemaKeyword& keyword, const SchemaBranch& branch, const Given& given, const At& at,
              Described& described, Found& found);
  void patterns(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void others(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void names(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void items(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void choice(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void alternative(const SchemaKeyword& keyword, const Given& one, SchemaUse use, const At& at, Found& found);
  std::vector<Given> cases_by_kind(const Given& given) const;
  bool is_taken(const SchemaKeyword& keyword, const Given& one, std::size_t taken);
  void show(Found& found, const std::string& value);
  // What corresponds to the branches of a choice of the giving schema.
  struct Likeness {
    std::vector<std::vector<std::size_t>> of_branch;  // by branch of the choice: branches that are the same
    std::vector<std::size_t> unlike;                  // branches that are the same as none
  };
  const Likeness& likeness(const SchemaKeyword& keyword, std::size_t choice);
  const std::vector<std::size_t>& branches_like(std::size_t choice, std::size_t node);
  std::vector<std::size_t> open_to(const SchemaKeyword& keyword, const Given& one);
  bool is_excluded(const Given& one, std::size_t node);
  std::size_t weight_of(const Given& given) const;
  void spend(std::size_t nodes);
  bool is_met(const SchemaKeyword& keyword, const Given& one);
  bool is_exclusive(const SchemaKeyword& keyword, const Given& one, std::size_t taken);
  void same_or_unknown(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);
  void contained(const SchemaKeyword& keyword, const Given& given, const At& at, Found& found);

  bool is_granted(const SchemaKeyword& keyword, const Given& given) const;
  bool is_same_text(const SchemaKeyword& keyword, const Given& given) const;
  bool is_same_keyword(const SchemaKeyword& keyword, const Given& given);
  std::optional<bool> satisfies(const SchemaKeyword& keyword, const std::string& text);
  void listed(const SchemaKeyword& keyword, const Given& given, const std::vector<std::string>& values,
              const At& at, Found& found);
  void gap(Found& found, const SchemaKeyword& keyword, const Given& given, const At& at, bool is_certain,
           std::string detail, std::string why = {});
  Place place_in(const Given& given, KeywordKind kind, const At& at) const;
  std::size_t index_of(const SchemaKeyword& keyword) const;
  std::optional<std::vector<std::string>> values_of(const Given& given) const;
  bool covers(const SchemaKeyword& keyword, const Given& beside, const std::string& member);
  bool has_failed(const Found& found) const;

  Sides sides_;
  Sameness sameness_;
  PatternShelf patterns_;
  std::map<std::size_t, std::string> claims_;  // by keyword of the demanding schema
  std::set<Key> seen_;      // proven, or being proven: what leads back to one of these is proven with it
  std::vector<Key> trail_;  // in the order of entry, to take back what a failed attempt assumed
  std::map<std::pair<std::size_t, std::size_t>, Likeness> likenesses_;  // by demanding and giving choice
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>>
      alike_;  // by giving choice and node of the demanding schema
  std::map<std::size_t, std::multimap<std::uint64_t, std::size_t>> shapes_;  // branches, by giving choice
  const std::size_t most_steps_;
  std::size_t steps_ = 0;
  int attempts_ = 0;  // nested quiet ones
  int splits_ = 0;    // of these, such as try a keyword on each branch of a choice
  bool is_exhausted_ = false;
};

}  // namespace avouch
