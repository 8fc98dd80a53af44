// SPDX-License-Identifier: MIT
// Instances as valijson sees them: an adapter over Value, so that valijson's constraints judge exact numbers
// and compare values by our rules. Included by judge/body*.cpp alone: valijson appears in no header that
// others see.
//
// An adapter is a handle, as a Value is.
#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <valijson/internal/adapter.hpp>
#include <valijson/internal/basic_adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

#include "json/instance.h"
#include "json/number.h"

namespace avouch {

class BodyAdapter;

using BodyMember = std::pair<std::string, BodyAdapter>;

// valijson default-constructs its handles now and then.
inline const Value& empty_object() {
  static const std::shared_ptr<const Instance> instance = parse_body("{}").instance;
  static const Value value = instance->root();
  return value;
}

class BodyArray {
 public:
  class const_iterator;  // NOLINT: valijson's name
  using iterator = const_iterator;

  explicit BodyArray(const Value& value = empty_object()) : value_(value) {}
  const_iterator begin() const;
  const_iterator end() const;
  std::size_t size() const { return value_.size(); }

 private:
  Value value_;
};

class BodyObject {
 public:
  class const_iterator;  // NOLINT: valijson's name
  using iterator = const_iterator;

  explicit BodyObject(const Value& value = empty_object()) : value_(value) {}
  const_iterator begin() const;
  const_iterator end() const;
  const_iterator find(const std::string& name) const;
  std::size_t size() const { return value_.size(); }

 private:
  Value value_;
};

class BodyFrozenValue;

class BodyValue {
 public:
  explicit BodyValue(const Value& value = empty_object()) : value_(value) {}

  const Value& value() const { return value_; }

  valijson::adapters::FrozenValue* freeze() const;
  opt::optional<BodyArray> getArrayOptional() const {
    return isArray() ? opt::make_optional(BodyArray(value_)) : opt::optional<BodyArray>();
  }
  opt::optional<BodyObject> getObjectOptional() const {
    return isObject() ? opt::make_optional(BodyObject(value_)) : opt::optional<BodyObject>();
  }
  bool getArraySize(std::size_t& result) const {
    return read(isArray(), result, [&] { return value_.size(); });
  }
  bool getObjectSize(std::size_t& result) const {
    return read(isObject(), result, [&] { return value_.size(); });
  }
  bool getBool(bool& result) const {
    return read(isBool(), result, [&] { return value_.is_true(); });
  }
  bool getString(std::string& result) const {
    return read(isString(), result, [&] { return value_.text(); });
  }
  bool getDouble(double& result) const {
    return read(isDouble(), result, [&] { return std::stod(std::string(value_.text())); });
  }
  bool getInteger(std::int64_t& result) const {
    if (value_.kind() != ValueKind::number) return false;
    const auto small = small_integer(value_.text());
    return read(small.has_value(), result, [&] { return *small; });
  }
  static bool hasStrictTypes() { return true; }
  bool isArray() const { return value_.kind() == ValueKind::array; }
  bool isBool() const { return value_.kind() == ValueKind::boolean; }
  bool isNull() const { return value_.kind() == ValueKind::null; }
  bool isObject() const { return value_.kind() == ValueKind::object; }
  bool isString() const { return value_.kind() == ValueKind::string; }
  bool isNumber() const { return value_.kind() == ValueKind::number; }
  // By value: 1.0 is an integer too.
  bool isInteger() const { return isNumber() && is_integer_number(value_.text()); }
  bool isDouble() const { return isNumber() && !is_integer_number(value_.text()); }

 private:
  template <class T, class Get>
  static bool read(bool is_one, T& result, Get get) {
    if (is_one) result = get();
    return is_one;
  }

  Value value_;
};

class BodyAdapter
    : public valijson::adapters::BasicAdapter<BodyAdapter, BodyArray, BodyMember, BodyObject, BodyValue> {
 public:
  BodyAdapter() = default;
  explicit BodyAdapter(const Value& value) : BasicAdapter(BodyValue(value)), value_(value) {}

  const Value& value() const { return value_; }

 private:
  Value value_ = empty_object();
};

// A value that a constraint keeps (of enum and const), with an instance of its own.
class BodyFrozenValue final : public valijson::adapters::FrozenValue {
 public:
  explicit BodyFrozenValue(std::shared_ptr<const Instance> instance)
      : instance_(std::move(instance)), value_(instance_->root()) {}

  const Value& value() const { return value_; }

  FrozenValue* clone() const override { return new BodyFrozenValue(instance_); }
  // Everything that is judged here comes as a BodyAdapter.
  bool equalTo(const valijson::adapters::Adapter& other, bool) const override {
    return static_cast<const BodyAdapter&>(other).value() == value_;
  }

 private:
  std::shared_ptr<const Instance> instance_;
  Value value_;
};

inline valijson::adapters::FrozenValue* BodyValue::freeze() const {
  return new BodyFrozenValue(parse_body(to_text(value_)).instance);
}

class BodyArray::const_iterator {
 public:
  using iterator_category = std::bidirectional_iterator_tag;
  using value_type = BodyAdapter;
  using difference_type = std::ptrdiff_t;
  using pointer = BodyAdapter*;
  using reference = BodyAdapter&;

  const_iterator(Value::Items::Iterator first, Value::Items::Iterator at) : first_(first), at_(at) {}
  BodyAdapter operator*() const { return BodyAdapter(*at_); }
  valijson::adapters::DerefProxy<BodyAdapter> operator->() const {
    return valijson::adapters::DerefProxy<BodyAdapter>(**this);
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
  // Cells know only what follows them.
  const_iterator& operator--() {
    Value::Items::Iterator before = first_;
    for (Value::Items::Iterator next = first_; !(next == at_);) {
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
  Value::Items::Iterator first_;
  Value::Items::Iterator at_;
};

class BodyObject::const_iterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = BodyMember;
  using difference_type = std::ptrdiff_t;
  using pointer = BodyMember*;
  using reference = BodyMember&;

  explicit const_iterator(Value::Members::Iterator at) : at_(at) {}
  BodyMember operator*() const {
    const Member member = *at_;
    return {std::string(member.name), BodyAdapter(member.value)};
  }
  valijson::adapters::DerefProxy<BodyMember> operator->() const {
    return valijson::adapters::DerefProxy<BodyMember>(**this);
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
};

inline BodyArray::const_iterator BodyArray::begin() const {
  return {value_.items().begin(), value_.items().begin()};
}
inline BodyArray::const_iterator BodyArray::end() const {
  return {value_.items().begin(), value_.items().end()};
}
inline BodyObject::const_iterator BodyObject::begin() const {
  return const_iterator(value_.members().begin());
}
inline BodyObject::const_iterator BodyObject::end() const {
  return const_iterator(value_.members().end());
}
inline BodyObject::const_iterator BodyObject::find(const std::string& name) const {
  auto at = value_.members().begin();
  for (const auto last = value_.members().end(); !(at == last); ++at) {
    if ((*at).name == name) break;
  }
  return const_iterator(at);
}

}  // namespace avouch

namespace valijson::adapters {

template <>
struct AdapterTraits<avouch::BodyAdapter> {
  using DocumentType = avouch::Value;
  static std::string adapterName() { return "BodyAdapter"; }
};

}  // namespace valijson::adapters
