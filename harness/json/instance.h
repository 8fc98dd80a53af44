// SPDX-License-Identifier: MIT
// A response body as JSON: whether it is well-formed (RFC 8259, UTF-8), and its contents.
//
//   ParsedBody body = parse_body(bytes);
//   if (body.fault) …body.fault->reason…  else  body.instance->root().find("account_sid")
//
// An Instance is immutable and thread-safe. It owns a copy of the text, or refers to the caller's text:
// parse_body_in_place(). A Value is a handle into an Instance and must not outlive it. Neither the parser nor
// any function here recurses, so deep nesting uses memory, but no stack.
//
// Choices that RFC 8259 leaves open: An escaped lone surrogate (§8.2) is well-formed; the text stores its
// three bytes of generalized UTF-8, so different surrogates stay different. If members have the same name
// (§4), the last one counts and the others are reported. Numbers stay text (§6).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory_budget.h"
#include "base/work_budget.h"
#include "json/value_kind.h"

namespace avouch {

class Value;

class Instance {
 public:
  Instance() = default;
  Instance(const Instance&) = delete;  // text_ may refer to own_
  Instance& operator=(const Instance&) = delete;

  Value root() const;

 private:
  friend class Value;
  friend class BodyParser;
  friend class InstanceNames;

  static constexpr std::uint32_t kTrue = 1;       // for a boolean
  static constexpr std::uint32_t kLarge = 1;      // for other values: its extent is in index_
  static constexpr std::uint32_t kDecoded = 2;    // for a string: its text is in decoded_
  static constexpr std::uint32_t kSurrogate = 4;  // for a string: it has a lone surrogate
  static constexpr std::uint32_t kShadowed = 8;   // for a member's name: the same name follows in this object

  // Where a value is.
  struct Extent {
    std::uint32_t at =
        0;  // scalars: offset in text_ or decoded_; arrays and objects: the cell after their last
    std::uint32_t size = 0;  // scalars: bytes; arrays: items; objects: members that count
  };

  // Values in document order. A member is the cell of its name, followed by the cell of its value. A large
  // body has millions of cells, so each has eight bytes.
  class Cell {
   public:
    static constexpr std::uint32_t kMostSize = (1U << 25U) - 1;

    Cell(ValueKind kind, std::uint32_t flags, const Extent& extent)
        : at_(extent.at), rest_(extent.size << 7U | static_cast<std::uint32_t>(kind) << 4U | flags) {}

    ValueKind kind() const { return static_cast<ValueKind>(rest_ >> 4U & 7U); }
    bool has(std::uint32_t flag) const { return (rest_ & flag) != 0; }
    bool is_large() const { return has(kLarge) && kind() != ValueKind::boolean; }
    void add(std::uint32_t flag) { rest_ |= flag; }
    // Of a large value, `at` is the offset of its extent in index_.
    Extent extent() const { return {at_, rest_ >> 7U}; }

   private:
    std::uint32_t at_;
    std::uint32_t rest_;  // from the lowest bit: 4 of flags, 3 of the kind, 25 of the size
  };
  static_assert(sizeof(Cell) == 8);

  static constexpr std::size_t kExtentFields = 2;  // of index_

  Cell cell_of(ValueKind kind, std::uint32_t flags, const Extent& extent);
  Extent extent_of(const Cell& cell) const {
    const Extent extent = cell.extent();
    return cell.is_large() ? Extent{index_[extent.at], index_[extent.at + 1]} : extent;
  }

  std::string own_;        // empty if the text belongs to the caller
  std::string_view text_;  // the whole text
  std::string decoded_;
  std::vector<Cell> cells_;
  // For each large value its extent; for an object then the cells of the names that count, sorted by name.
  std::vector<std::uint32_t> index_;
};

class Value {
 public:
  class Items;
  class Members;

  Value(const Instance* instance, std::uint32_t cell) : instance_(instance), cell_(cell) {}

  ValueKind kind() const { return at().kind(); }
  bool is_true() const { return at().has(Instance::kTrue); }  // for a boolean
  std::string_view text() const;                              // for a string: decoded; for a number: as sent
  bool has_lone_surrogate() const { return at().has(Instance::kSurrogate); }  // for a string
  std::size_t size() const { return extent_of().size; }                       // for an array or an object
  std::optional<Value> find(std::string_view name) const;                     // for an object
  Items items() const;                                                        // for an array
  Members members() const;                                                    // for an object
  std::uint32_t cell() const { return cell_; }           // its index in the instance: ParsedBody::lines
  std::size_t extent() const { return next() - cell_; }  // cells: its own, and those of everything in it

  bool operator==(
      const Value& other) const;  // JSON Schema 2020-12 Core §4.2.2: numbers by value, members in any order

 private:
  friend std::uint64_t hash_value(const Value& value, std::size_t* bytes);
  const Instance::Cell& at() const { return instance_->cells_[cell_]; }
  Instance::Extent extent_of() const { return instance_->extent_of(at()); }
  std::uint32_t next() const { return is_container(kind()) ? extent_of().at : cell_ + 1; }

  const Instance* instance_;
  std::uint32_t cell_;
};

inline Value Instance::root() const {
  return {this, 0};
}

inline std::string_view Value::text() const {
  const Instance::Cell& cell = at();
  const Instance::Extent extent = instance_->extent_of(cell);
  const char* from = cell.has(Instance::kDecoded) ? instance_->decoded_.data() : instance_->text_.data();
  return {from + extent.at, extent.size};
}

struct Member {
  std::string_view name;
  Value name_value;  // the name, as a string
  Value value;
};

class Value::Items {
 public:
  class Iterator {
   public:
    Iterator(const Instance* instance, std::uint32_t cell) : instance_(instance), cell_(cell) {}
    Value operator*() const { return {instance_, cell_}; }
    Iterator& operator++() {
      cell_ = (**this).next();
      return *this;
    }
    bool operator==(const Iterator& other) const { return cell_ == other.cell_; }

   private:
    const Instance* instance_;
    std::uint32_t cell_;
  };

  explicit Items(const Value& array) : array_(array) {}
  Iterator begin() const { return {array_.instance_, array_.cell_ + 1}; }
  Iterator end() const { return {array_.instance_, array_.next()}; }

 private:
  Value array_;
};

class Value::Members {
 public:
  class Iterator {
   public:
    Iterator(const Instance* instance, std::uint32_t cell, std::uint32_t end)
        : instance_(instance), cell_(cell), end_(end) {
      skip_shadowed();
    }
    Member operator*() const {
      const Value name(instance_, cell_);
      return {name.text(), name, {instance_, cell_ + 1}};
    }
    Iterator& operator++() {
      cell_ = Value(instance_, cell_ + 1).next();
      skip_shadowed();
      return *this;
    }
    bool operator==(const Iterator& other) const { return cell_ == other.cell_; }

   private:
    void skip_shadowed() {
      while (cell_ != end_ && instance_->cells_[cell_].has(Instance::kShadowed)) {
        cell_ = Value(instance_, cell_ + 1).next();
      }
    }
    const Instance* instance_;
    std::uint32_t cell_;
    std::uint32_t end_;
  };

  explicit Members(const Value& object) : object_(object) {}
  Iterator begin() const { return {object_.instance_, object_.cell_ + 1, object_.next()}; }
  Iterator end() const { return {object_.instance_, object_.next(), object_.next()}; }

 private:
  Value object_;
};

inline Value::Items Value::items() const {
  return Items(*this);
}
inline Value::Members Value::members() const {
  return Members(*this);
}

// Equal values have equal hashes. Reads each cell and each text once; adds to `bytes` how long the texts are.
std::uint64_t hash_value(const Value& value, std::size_t* bytes = nullptr);

// The JSON text of the value. A text longer than `limit` bytes is cut and ends in "…".
std::string to_text(const Value& value, std::size_t limit = std::string::npos);

// Why a body could not be parsed: a syntax error, or a limit of Avouch.
struct SyntaxFault {
  std::string reason;      // one sentence without a full stop
  std::size_t offset = 0;  // bytes, from 0
  std::size_t line = 1;    // from 1; 0: the place is not known
  std::size_t column = 1;  // bytes, from 1
  bool is_limit = false;   // then the body cannot be judged
};

struct BodyLimits {
  std::size_t bytes = std::size_t{256} << 20U;
  std::size_t values = 40'000'000;  // 8 bytes each
  std::size_t depth = 1'000'000;
  bool keeps_lines = false;  // fills ParsedBody::lines
  // What the instance holds besides a text that is not its own comes from there; null: unlimited. The caller
  // gives it back.
  MemoryShare* memory = nullptr;
  std::string memory_reason = {};  // why, if it does not suffice
  WorkBudget* work = nullptr;      // what reading costs comes from there; null: unlimited
};

struct ParsedBody {
  std::shared_ptr<const Instance> instance;  // null if there is a fault
  std::optional<SyntaxFault> fault;
  // JSON Pointers of names that occur more than once; at most 100. For reports: append_shown().
  std::vector<std::string> duplicates;
  std::vector<std::uint32_t> lines;  // if requested: the line of each cell, from 1
};

// Parses one JSON text with optional whitespace around it.
ParsedBody parse_body(std::string_view text, const BodyLimits& limits = {});
// The same with a text that the instance takes over.
ParsedBody parse_owned_body(std::string text, const BodyLimits& limits = {});
// The same without a copy. The text must outlive the instance, unchanged and at the same address.
ParsedBody parse_body_in_place(std::string_view text, const BodyLimits& limits = {});

}  // namespace avouch
