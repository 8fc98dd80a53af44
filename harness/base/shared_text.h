// SPDX-License-Identifier: MIT
// A text that many values have: each copy of it costs a pointer.
//
//   const SharedText command = "curl http://a.example/";
//   for (Entry& entry : entries) entry.reproduce = command;
//
// Immutable; thread-safe.
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace avouch {

class SharedText;

// Another type that is read as a text.
template <class Text>
concept ReadAsText = std::convertible_to<const Text&, std::string_view> && !std::same_as<Text, SharedText>;

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
  std::size_t size() const { return text().size(); }
  // Where a text is read, it may be shared.
  operator const std::string&() const { return text(); }  // NOLINT
  operator std::string_view() const { return text(); }    // NOLINT

  friend bool operator==(const SharedText& left, const SharedText& right) {
    return left.text_ == right.text_ || left.text() == right.text();
  }
  friend std::strong_ordering operator<=>(const SharedText& left, const SharedText& right) {
    return left.text().compare(right.text()) <=> 0;
  }
  template <ReadAsText Text>
  friend bool operator==(const SharedText& left, const Text& right) {
    return left.text() == std::string_view(right);
  }
  friend std::string operator+(std::string_view left, const SharedText& right) {
    return std::string(left).append(right.text());
  }
  friend std::string operator+(const SharedText& left, std::string_view right) {
    return std::string(left.text()).append(right);
  }

 private:
  std::shared_ptr<const std::string> text_;  // null: the empty text
};

}  // namespace avouch
