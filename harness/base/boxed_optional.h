// SPDX-License-Identifier: MIT
// A value that few of many objects have: the others pay a pointer for it. Used like std::optional.
//
//   struct Entry { BoxedOptional<Waived> waived; };
//   if (entry.waived) print(entry.waived->reason);
//
// Copies have values of their own.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace avouch {

template <class T>
class BoxedOptional {
 public:
  BoxedOptional() = default;
  BoxedOptional(T value) : box_(std::make_unique<T>(std::move(value))) {}  // NOLINT: as of std::optional
  BoxedOptional(std::optional<T> value)                                    // NOLINT: the same
      : box_(value ? std::make_unique<T>(*std::move(value)) : nullptr) {}
  BoxedOptional(const BoxedOptional& other)
      : box_(other.box_ == nullptr ? nullptr : std::make_unique<T>(*other.box_)) {}
  BoxedOptional(BoxedOptional&&) noexcept = default;
  BoxedOptional& operator=(const BoxedOptional& other) { return *this = BoxedOptional(other); }
  BoxedOptional& operator=(BoxedOptional&&) noexcept = default;
  ~BoxedOptional() = default;

  bool has_value() const { return box_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  // Precondition: it has a value.
  T& operator*() { return *box_; }
  const T& operator*() const { return *box_; }
  T* operator->() { return box_.get(); }
  const T* operator->() const { return box_.get(); }

  T value_or(T other) const { return box_ == nullptr ? std::move(other) : *box_; }

  friend bool operator==(const BoxedOptional& left, const BoxedOptional& right) {
    return left.has_value() == right.has_value() && (!left || *left == *right);
  }

 private:
  std::unique_ptr<T> box_;
};

}  // namespace avouch
