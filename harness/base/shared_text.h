// SPDX-License-Identifier: MIT
// A text that many values have: each copy of it costs a pointer.
//
//   const SharedText command = "curl http://a.example/";
//   for (Entry& entry : entries) entry.reproduce = command;
//
// Immutable; thread-safe.
#pragma once

#include <memory>
#include <string>
#include <utility>

namespace avouch {

class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string text)  // NOLINT: a text is one that may be shared
      : text_(text.empty() ? nullptr : std::make_shared<const std::string>(std::move(text))) {}
  SharedText(const char* text) : SharedText(std::string(text)) {}  // NOLINT: so is this

  const std::string& text() const {
    static const std::string kEmpty;
    return text_ == nullptr ? kEmpty : *text_;
  }
  bool empty() const { return text_ == nullptr; }

  friend bool operator==(const SharedText& left, const SharedText& right) {
    return left.text_ == right.text_ || left.text() == right.text();
  }

 private:
  std::shared_ptr<const std::string> text_;  // null: the empty text
};

}  // namespace avouch
