// SPDX-License-Identifier: MIT
// valijson's view of values: an adapter over Value. Private to this folder, because it exposes valijson's
// types.
//
// An adapter is a handle, like a Value, and counts each access on a meter.
#pragma once

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

#include "base/work_budget.h"
#include "json/instance.h"
#include "oracle/oracle.h"

namespace avouch {

// valijson limits neither its steps nor the stack of its recursion, and no interruption ends it. A Meter does
// all three. Construct it at the point where valijson is called.
class Meter {
 public:
  struct IsSpent {};  // thrown when the limit is reached

  explicit Meter(const OracleLimits& limits) : Meter(limits, limits.steps) {}
  Meter(const OracleLimits& limits, std::size_t steps)
      : budget_({.steps = steps}, limits.must_end), base_(here()) {}
  void spend() {
    const std::uintptr_t at = here();
    if ((at < base_ ? base_ - at : at - base_) > kStack || !budget_.spend(1)) throw IsSpent{};
  }
  std::size_t spent() const { return budget_.spent().steps; }

 private:
  static constexpr std::uintptr_t kStack = std::uintptr_t{3} << 20U;  // out of 8 MiB

  static std::uintptr_t here() { return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0)); }

  WorkBudget budget_;
  std::uintptr_t base_;
};

// The target of an adapter's handle. `meter` may be null.
struct Metered {
  Value value;
  Meter* meter = nullptr;
};

// valijson sometimes default-constructs its handles.
inline const Metered& no_value() {
  static const std::shared_ptr<const Instance> instance = parse_body("{}").instance;
  static const Metered none{.value = instance->root()};
  return none;
}

class OracleAdapter;

using OracleMember = std::pair<std::string, OracleAdapter>;

class OracleArray {
 public:
  class const_iterator;  // NOLINT: valijson's name
  using iterator = const_iterator;

  explicit OracleArray(const Metered& at = no_value()) : at_(at) {}
  const_iterator begin() const;
  const_iterator end() const;
  std::size_t size() const { return at_.value.size(); }

 private:
  Metered at_;
};

class OracleObject {
 public:
  class const_iterator;  // NOLINT: valijson's name
  using iterator = const_iterator;

  explicit OracleObject(const Metered& at = no_value()) : at_(at) {}
  const_iterator begin() const;
  const_iterator end() const;
  const_iterator find(const std::string& name) const;
  std::size_t size() const { return at_.value.size(); }

 private:
  Metered at_;
};

class OracleValue {
 public:
  explicit OracleValue(const Metered& at = no_value()) : at_(at) {}

  valijson::adapters::FrozenValue* freeze() const;
  opt::optional<OracleArray> getArrayOptional() const {
    return isArray() ? opt::make_optional(OracleArray(at_)) : opt::optional<OracleArray>();
  }
  opt::optional<OracleObject> getObjectOptional() const {
    return isObject() ? opt::make_optional(OracleObject(at_)) : opt::optional<OracleObject>();
  }
  bool getArraySize(std::size_t& result) const {
    return read(isArray(), result, [&] { return at_.value.size(); });
  }
  bool getObjectSize(std::size_t& result) const {
    return read(isObject(), result, [&] { return at_.value.size(); });
  }
  bool getBool(bool& result) const {
    return read(isBool(), result, [&] { return at_.value.is_true(); });
  }
  bool getString(std::string& result) const {
    return read(isString(), result, [&] { return at_.value.text(); });
  }
  bool getDouble(double& result) const {
    return read(isDouble(), result, [&] { return number(); });
  }
  bool getInteger(std::int64_t& result) const {
    return read(isInteger(), result, [&] { return static_cast<std::int64_t>(number()); });
  }
  static bool hasStrictTypes() { return true; }
  bool isArray() const { return is(ValueKind::array); }
  bool isBool() const { return is(ValueKind::boolean); }
  bool isNull() const { return is(ValueKind::null); }
  bool isObject() const { return is(ValueKind::object); }
  bool isString() const { return is(ValueKind::string); }
  bool isNumber() const { return is(ValueKind::number); }
  // By value: 1.0 is an integer too (JSON Schema 2020-12 Core §4.2.3).
  bool isInteger() const { return isNumber() && is_whole(); }
  bool isDouble() const { return isNumber() && !is_whole(); }

 private:
  template <class T, class Get>
  static bool read(bool is_one, T& result, Get get) {
    if (is_one) result = get();
    return is_one;
  }
  bool is(ValueKind kind) const {
    if (at_.meter != nullptr) at_.meter->spend();
    return at_.value.kind() == kind;
  }
  double number() const {
    const std::string_view text = at_.value.text();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  bool is_whole() const {
    const double value = number();
    return value == std::trunc(value);
  }

  Metered at_;
};

class OracleAdapter : public valijson::adapters::BasicAdapter<OracleAdapter, OracleArray, OracleMember,
                                                              OracleObject, OracleValue> {
 public:
  OracleAdapter() = default;
  explicit OracleAdapter(const Metered& at) : BasicAdapter(OracleValue(at)) {}
};

// A value that a constraint stores (for enum and const), with its own instance. It is compared by valijson's
// rules, whatever the other value's adapter.
class OracleFrozenValue final : public valijson::adapters::FrozenValue {
 public:
  explicit OracleFrozenValue(std::shared_ptr<const Instance> instance) : instance_(std::move(instance)) {}

  FrozenValue* clone() const override { return new OracleFrozenValue(instance_); }
  bool equalTo(const valijson::adapters::Adapter& other, bool strict) const override {
    return OracleAdapter(Metered{.value = instance_->root()}).equalTo(other, strict);
  }

 private:
  std::shared_ptr<const Instance> instance_;
};

inline valijson::adapters::FrozenValue* OracleValue::freeze() const {
  return new OracleFrozenValue(parse_body(to_text(at_.value)).instance);
}

class OracleArray::const_iterator {
 public:
  using iterator_category = std::bidirectional_iterator_tag;
  using value_type = OracleAdapter;
  using difference_type = std::ptrdiff_t;
  using pointer = OracleAdapter*;
  using reference = OracleAdapter&;

  const_iterator(const Metered& array, Value::Items::Iterator at) : array_(array), at_(at) {}
  OracleAdapter operator*() const { return OracleAdapter(Metered{.value = *at_, .meter = array_.meter}); }
  valijson::adapters::DerefProxy<OracleAdapter> operator->() const {
    return valijson::adapters::DerefProxy<OracleAdapter>(**this);
  }
  const_iterator& operator++() {
    ++at_;
    return *this;
  }
  const_iterator operator++(int) {
    const const_iterator before = *this;
    ++at_;
    return before;
  }
  // A Value only knows its successor.
  const_iterator& operator--() {
    Value::Items::Iterator before = array_.value.items().begin();
    for (Value::Items::Iterator next = before; !(next == at_);) {
      before = next;
      ++next;
    }
    at_ = before;
    return *this;
  }
  bool operator==(const const_iterator& other) const { return at_ == other.at_; }
  void advance(std::ptrdiff_t count) {
    for (; count > 0; --count) ++at_;
  }

 private:
  Metered array_;
  Value::Items::Iterator at_;
};

class OracleObject::const_iterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = OracleMember;
  using difference_type = std::ptrdiff_t;
  using pointer = OracleMember*;
  using reference = OracleMember&;

  const_iterator(Value::Members::Iterator at, Meter* meter) : at_(at), meter_(meter) {}
  OracleMember operator*() const {
    const Member member = *at_;
    return {std::string(member.name), OracleAdapter(Metered{.value = member.value, .meter = meter_})};
  }
  valijson::adapters::DerefProxy<OracleMember> operator->() const {
    return valijson::adapters::DerefProxy<OracleMember>(**this);
  }
  const_iterator& operator++() {
    ++at_;
    return *this;
  }
  const_iterator operator++(int) {
    const const_iterator before = *this;
    ++at_;
    return before;
  }
  bool operator==(const const_iterator& other) const { return at_ == other.at_; }

 private:
  Value::Members::Iterator at_;
  Meter* meter_;
};

inline OracleArray::const_iterator OracleArray::begin() const {
  return {at_, at_.value.items().begin()};
}
inline OracleArray::const_iterator OracleArray::end() const {
  return {at_, at_.value.items().end()};
}
// If members have the same name, only the last one is visible (RFC 8259 §4).
inline OracleObject::const_iterator OracleObject::begin() const {
  return {at_.value.members().begin(), at_.meter};
}
inline OracleObject::const_iterator OracleObject::end() const {
  return {at_.value.members().end(), at_.meter};
}
inline OracleObject::const_iterator OracleObject::find(const std::string& name) const {
  auto at = at_.value.members().begin();
  for (const auto last = at_.value.members().end(); !(at == last); ++at) {
    if ((*at).name == name) break;
  }
  return {at, at_.meter};
}

}  // namespace avouch

namespace valijson::adapters {

template <>
struct AdapterTraits<avouch::OracleAdapter> {
  using DocumentType = avouch::Metered;
  static std::string adapterName() { return "OracleAdapter"; }
};

}  // namespace valijson::adapters
