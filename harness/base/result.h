// SPDX-License-Identifier: MIT
// What is expected to fail returns a Result: a value, or every error found on the way to it.
//
//   Result<Contract> contract = load_contract(file);
//   if (!contract) return contract.errors();
//   use(*contract);
//
// A Result owns its value and its errors. It may be moved between threads, not shared without a lock.
#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace avouch {

// Where something stands in an input. Any part may be missing (empty, or 0): an option has no line.
struct Place {
  std::string file;     // as the user named it
  std::string pointer;  // JSON Pointer (RFC 6901); "" is the whole document
  int line = 0;         // from 1; 0 where unknown

  bool operator==(const Place&) const = default;
};

// FILE:LINE POINTER, leaving out what is not known.
std::string to_string(const Place& place);

// A broken input. `mend` is one sentence that says what to do about it.
struct Error {
  std::string title;
  Place place;
  std::string mend;

  bool operator==(const Error&) const = default;
};

using Errors = std::vector<Error>;

// "error: TITLE", then the place and the mend on lines of their own, ending in a line feed.
// Text that came from outside is escaped here (see shown()), so it is safe for a terminal.
std::string to_string(const Error& error);
std::string to_string(const Errors& errors);

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}              // NOLINT: a value is a result
  Result(Error error) : state_(Errors{std::move(error)}) {}  // NOLINT: so is an error
  Result(Errors errors) : state_(std::move(errors)) { assert(!this->errors().empty()); }  // NOLINT

  explicit operator bool() const { return std::holds_alternative<T>(state_); }

  // Precondition of the accessors of the value: the result holds one.
  T& operator*() & { return std::get<T>(state_); }
  const T& operator*() const& { return std::get<T>(state_); }
  T&& operator*() && { return std::get<T>(std::move(state_)); }
  T* operator->() { return &std::get<T>(state_); }
  const T* operator->() const { return &std::get<T>(state_); }

  // Precondition: the result holds errors.
  const Errors& errors() const { return std::get<Errors>(state_); }

 private:
  std::variant<T, Errors> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : errors_{std::move(error)} {}  // NOLINT: an error is a result
  Result(Errors errors) : errors_(std::move(errors)) { assert(!errors_.empty()); }  // NOLINT

  explicit operator bool() const { return errors_.empty(); }
  const Errors& errors() const { return errors_; }

 private:
  Errors errors_;
};

}  // namespace avouch
