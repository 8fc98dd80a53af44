// SPDX-License-Identifier: MIT
// A value that many objects have: each copy of it costs a pointer. Its members are read through a pointer.
//
//   struct Entry { SharedValue<Clause> clause; };
//   entry.clause = bound.clause;                             // shares it
//   std::cout << entry.clause->coordinate;
//   entry.clause.own().severity = Severity::violation;       // changes this entry's alone
//
// Different threads may use different copies.
#pragma once

#include <memory>
#include <utility>

namespace avouch {

template <class T>
class SharedValue {
 public:
  SharedValue() = default;                                                 // the value T{}
  SharedValue(T value) : value_(std::make_shared<T>(std::move(value))) {}  // NOLINT: it is one

  const T& operator*() const {
    static const T kNone{};
    return value_ == nullptr ? kNone : *value_;
  }
  const T* operator->() const { return &**this; }
  operator const T&() const { return **this; }  // NOLINT: where one is read, it may be shared

  // The value, to be changed: other copies keep theirs. The reference is valid until this object is copied.
  T& own() {
    if (value_ == nullptr || value_.use_count() > 1) value_ = std::make_shared<T>(**this);
    return *value_;
  }

  friend bool operator==(const SharedValue& left, const SharedValue& right) {
    return left.value_ == right.value_ || *left == *right;
  }
  friend bool operator==(const SharedValue& left, const T& right) { return *left == right; }

 private:
  std::shared_ptr<T> value_;  // null: T{}
};

}  // namespace avouch
