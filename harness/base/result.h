// SPDX-License-Identifier: MIT
// The return type of functions that can fail in expected ways. A Result is a value, or all errors that were
// found.
//
//   Result<Contract> contract = load_contract(file);
//   if (!contract) return contract.errors();
//   use(*contract);
//
// A Result owns its value and its errors. It may move between threads; sharing it requires a lock.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/shared_text.h"

namespace avouch {

// A position in an input. Any part may be missing (empty, or 0): an option has no line.
struct Place {
  SharedText file;      // as the user named it
  std::string pointer;  // JSON Pointer (RFC 6901); "" is the whole document
  int line = 0;         // starts at 1; 0 if unknown

  bool operator==(const Place&) const = default;
};

// Returns FILE:LINE POINTER, without the parts that are unknown.
std::string to_string(const Place& place);

// An error in an input. `hint` is a hint: one sentence that says how to fix it.
struct Error {
  std::string title;
  Place place;
  std::string hint;

  bool operator==(const Error&) const = default;
};

using Errors = std::vector<Error>;

// Returns "error: TITLE", then the place and the hint on separate lines. Ends in a line feed. Escapes text
// from outside (see shown()), so the result is safe to print on a terminal.
std::string to_string(const Error& error);
std::string to_string(const Errors& errors);

// Throws std::runtime_error with to_string(errors).
[[noreturn]] void throw_errors(const Errors& errors);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}              // NOLINT: a value is a result
  Result(Error error) : state_(Errors{std::move(error)}) {}  // NOLINT: so is an error
  Result(Errors errors) : state_(std::move(errors)) { assert(!this->errors().empty()); }  // NOLINT

  explicit operator bool() const { return std::holds_alternative<T>(state_); }

  // Precondition of the value accessors: the result holds a value.
  T& operator*() & { return std::get<T>(state_); }
  const T& operator*() const& { return std::get<T>(state_); }
  T&& operator*() && { return std::get<T>(std::move(state_)); }
  T* operator->() { return &std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }

  // For programs that end on an error, such as tests. Throws std::runtime_error with the text of the errors.
  T& value() & {
    throw_on_errors();
    return **this;
  }
  const T& value() const& {
    throw_on_errors();
    return **this;
  }
  T&& value() && {
    throw_on_errors();
    return std::get<T>(std::move(state_));
  }

  // Precondition: the result holds errors.
  const Errors& errors() const { return std::get<Errors>(state_); }

 private:
  void throw_on_errors() const {
    if (!*this) throw_errors(errors());
  }

  std::variant<T, Errors> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : errors_{std::move(error)} {}  // NOLINT: an error is a result
  Result(Errors errors) : errors_(std::move(errors)) { assert(!errors_.empty()); }  // NOLINT

  explicit operator bool() const { return errors_.empty(); }
  void value() const {
    if (!errors_.empty()) throw_errors(errors_);
  }
  const Errors& errors() const { return errors_; }

 private:
  Errors errors_;
};

}  // namespace avouch
