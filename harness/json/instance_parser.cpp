// SPDX-License-Identifier: MIT
// parse_body(): RFC 8259 in one pass over the bytes, with an explicit stack.
#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <utility>

#include "base/text.h"
#include "json/instance.h"
#include "json/instance_cursor.h"
#include "json/instance_names.h"
#include "json/instance_scalar.h"
#include "json/pointer.h"

namespace avouch {

class BodyParser {
 public:
  enum class Text { copied, taken, in_place };

  // `owner` has the text if it is taken.
  BodyParser(std::string_view text, const BodyLimits& limits, Text how, std::string* owner)
      : limits_(limits),
        instance_(std::make_shared<Instance>()),
        names_(*instance_),
        has_text_(how == Text::in_place || take(text.size())) {
    if (!has_text_) return;
    if (how == Text::copied) instance_->own_ = text;
    if (how == Text::taken) instance_->own_ = std::move(*owner);
    instance_->text_ = how == Text::in_place ? text : instance_->own_;
    cursor_.text = instance_->text_;
  }
  BodyParser(const BodyParser&) = delete;
  BodyParser& operator=(const BodyParser&) = delete;
  // Gives back what is not part of the result.
  ~BodyParser() {
    if (limits_.memory != nullptr) limits_.memory->shrink(taken_);
  }

  ParsedBody parse() {
    ParsedBody result;
    if (has_text_ && read_text()) {
      taken_ = stack_;
      result.instance = std::move(instance_);
      result.duplicates = std::move(duplicates_);
      result.lines = std::move(lines_);
    } else {
      cursor_.locate_fault();
      result.fault = std::move(cursor_.fault);
    }
    return result;
  }

 private:
  using Cell = Instance::Cell;
  static constexpr std::size_t kReportedDuplicates = 100;
  static constexpr std::size_t kUsualDepth = 16;
  // Memory is taken in steps: as much again as there is, within these bounds.
  static constexpr std::size_t kFewCells = 4'096;
  static constexpr std::size_t kManyCells = 65'536;
  static constexpr std::size_t kFewBytes = 65'536;
  static constexpr std::size_t kManyBytes = 1'048'576;
  // What reading costs (base/work_budget.h).
  static constexpr std::size_t kBytesPerStep = WorkBudget::kBytesPerStep / 2;
  static constexpr std::size_t kCellsPerStep = 2;

  struct Open {
    std::uint32_t cell;
    std::uint32_t last_name;  // for an object: the cell of the name whose value is open
    std::uint32_t count;
    bool is_array;
  };

  bool take(std::size_t bytes) {
    if (limits_.memory == nullptr) return true;
    if (!limits_.memory->grow(bytes)) {
      return cursor_.fail_limit(limits_.memory->is_interrupted() ? "not judged: the run was interrupted"
                                                                 : limits_.memory_reason);
    }
    taken_ += bytes;
    return true;
  }

  bool spend(std::size_t steps) {
    return limits_.work == nullptr || limits_.work->spend(steps) ||
           cursor_.fail_limit("reading the body takes longer than it may");
  }

  // Gives a large array all the address space that it can need. The system provides the parts of it that are
  // written to, so that nothing moves while it grows, when there would be two of it.
  template <class Array>
  static void reserve_all(Array& array, std::size_t most, std::size_t now) {
    if (array.capacity() >= now) return;
    try {
      array.reserve(most);
    } catch (const std::bad_alloc&) {  // address space is limited, too
      array.reserve(std::min(most, std::max(now, 2 * array.capacity())));
    }
  }

  // Takes memory for more cells. A value and what separates it from the next one take two bytes at least.
  bool make_room() {
    std::vector<Cell>& cells = instance_->cells_;
    const std::size_t most = std::min(limits_.values, cursor_.text.size() / 2 + 2);
    if (cells.size() == limits_.values) {
      return cursor_.fail_limit("the body holds more than the " + std::to_string(limits_.values) +
                                " values that are judged");
    }
    const std::size_t more = std::min(most - room_, std::clamp(room_, kFewCells, kManyCells));
    if (!take(more * sizeof(Cell)) || !spend(more / kCellsPerStep)) return false;
    room_ += more;
    if (room_ < kManyCells)
      cells.reserve(room_);
    else
      reserve_all(cells, most, room_);
    return true;
  }

  bool check_encoding() {
    const std::string_view text = cursor_.text;
    if (text.empty()) return cursor_.fail(0, "the body is empty");
    if (text.starts_with("\xEF\xBB\xBF"))
      return cursor_.fail(0, "the body begins with a byte order mark (RFC 8259 §8.1)");
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
        (text.size() >= 2 && (text[0] == '\0' || text[1] == '\0'))) {
      return cursor_.fail(0, "the body is UTF-16 or UTF-32, not UTF-8 (RFC 8259 §8.1)");
    }
    return true;
  }

  bool read_text() {
    if (!check_encoding() || !spend(1 + cursor_.text.size() / kBytesPerStep)) return false;
    open_.reserve(kUsualDepth);
    if (cursor_.text.size() > kManyBytes) reserve_all(instance_->decoded_, cursor_.text.size(), kManyBytes);
    cursor_.skip_blanks();
    if (cursor_.is_at_end()) return cursor_.fail(cursor_.at, "the body holds only white space");
    if (!read_value()) return false;
    while (!open_.empty()) {
      if (!read_next()) return false;
    }
    cursor_.skip_blanks();
    return cursor_.is_at_end() || fail_trailing();
  }

  bool fail_trailing() {
    const std::string_view rest = cursor_.text.substr(cursor_.at);
    if (rest[0] == '{' || rest[0] == '[')
      return cursor_.fail(cursor_.at, "a second JSON text follows the first");
    return cursor_.fail(cursor_.at, "text follows the end of the JSON text: " + in_quotes(rest, 20));
  }

  // After a value inside a container: reads the next item or member, or the end of the container.
  bool read_next() {
    cursor_.skip_blanks();
    Open& top = open_.back();
    const char close = top.is_array ? ']' : '}';
    if (cursor_.is_at_end()) return cursor_.fail_truncated(top.is_array);
    if (cursor_.text[cursor_.at] == close) {
      ++cursor_.at;
      return close_container() && take_index();
    }
    if (top.count > 0) {
      if (cursor_.text[cursor_.at] != ',') {
        return cursor_.fail_unexpected(top.is_array ? "a comma or ] is missing before "
                                                    : "a comma or } is missing before ");
      }
      ++cursor_.at;
      cursor_.skip_blanks();
      if (cursor_.is_at_end()) return cursor_.fail_truncated(top.is_array);
      if (cursor_.text[cursor_.at] == close)
        return cursor_.fail(cursor_.at, std::string("a comma is before ") + close);
    }
    ++top.count;
    if (!top.is_array && !read_name(top)) return false;
    return read_value();
  }

  bool read_name(Open& top) {
    if (cursor_.text[cursor_.at] != '"')
      return cursor_.fail_unexpected("a member name in double quotes is missing before ");
    top.last_name = static_cast<std::uint32_t>(instance_->cells_.size());
    if (!read_text_value()) return false;
    cursor_.skip_blanks();
    if (cursor_.is_at_end()) return cursor_.fail_truncated(false);
    if (cursor_.text[cursor_.at] != ':') return cursor_.fail_unexpected("a colon is missing before ");
    ++cursor_.at;
    cursor_.skip_blanks();
    return !cursor_.is_at_end() || cursor_.fail_truncated(false);
  }

  // `begin` is the offset in the text; never less than that of the previous value.
  bool push(ValueKind kind, std::uint32_t flags, const Instance::Extent& extent, std::size_t begin) {
    if (instance_->cells_.size() == room_ && !make_room()) return false;
    instance_->cells_.push_back(instance_->cell_of(kind, flags, extent));
    if (limits_.keeps_lines) keep_line(begin);
    return true;
  }

  void keep_line(std::size_t begin) {
    const std::string_view since = cursor_.text.substr(counted_, begin - counted_);
    line_ += static_cast<std::uint32_t>(std::count(since.begin(), since.end(), '\n'));
    counted_ = begin;
    lines_.push_back(line_);
  }

  bool read_value() {
    if (cursor_.is_at_end()) return cursor_.fail_truncated(true);
    const std::size_t begin = cursor_.at;
    switch (cursor_.text[begin]) {
      case '{':
        return open_container(ValueKind::object);
      case '[':
        return open_container(ValueKind::array);
      case '"':
        return read_text_value();
      case 't':
        return read_word(cursor_, "true") && push_scalar(begin, ValueKind::boolean, Instance::kTrue);
      case 'f':
        return read_word(cursor_, "false") && push_scalar(begin, ValueKind::boolean, 0);
      case 'n':
        return read_word(cursor_, "null") && push_scalar(begin, ValueKind::null, 0);
      default:
        return read_number(cursor_) && push_scalar(begin, ValueKind::number, 0);
    }
  }

  bool push_scalar(std::size_t begin, ValueKind kind, std::uint32_t flags) {
    return push(
        kind, flags,
        {.at = static_cast<std::uint32_t>(begin), .size = static_cast<std::uint32_t>(cursor_.at - begin)},
        begin);
  }

  bool read_text_value() {
    const std::size_t begin = cursor_.at;
    ReadString string;
    if (!read_string(cursor_, instance_->decoded_, string)) return false;
    if (instance_->decoded_.size() > decoded_room_ && !take_decoded()) return false;
    std::uint32_t flags = string.is_decoded ? Instance::kDecoded : 0U;
    if (string.has_lone_surrogate) flags |= Instance::kSurrogate;
    return push(ValueKind::string, flags, {.at = string.at, .size = string.size}, begin);
  }

  bool take_decoded() {
    std::string& decoded = instance_->decoded_;
    while (decoded_room_ < decoded.size()) {
      const std::size_t more = std::clamp(decoded_room_, kFewBytes, kManyBytes);
      if (!take(more)) return false;
      decoded_room_ += more;
    }
    return true;
  }

  // The index of large values.
  bool take_index() {
    const std::size_t size = instance_->index_.capacity() * sizeof(std::uint32_t);
    if (size <= index_room_) return true;
    const std::size_t more = size - index_room_;
    index_room_ = size;
    return take(more);
  }

  // The stack is given back at the end.
  bool take_stack() {
    const std::size_t size = open_.capacity() * sizeof(Open);
    if (open_.capacity() < kFewCells || size <= stack_) return true;
    const std::size_t more = size - stack_;
    if (!take(more)) return false;
    stack_ += more;
    return true;
  }

  bool open_container(ValueKind kind) {
    if (open_.size() == limits_.depth) {
      return cursor_.fail_limit("the body is nested deeper than the " + std::to_string(limits_.depth) +
                                " levels that are judged");
    }
    open_.push_back({.cell = static_cast<std::uint32_t>(instance_->cells_.size()),
                     .last_name = 0,
                     .count = 0,
                     .is_array = kind == ValueKind::array});
    ++cursor_.at;
    return take_stack() && push(kind, 0, {}, cursor_.at - 1);
  }

  bool close_container() {
    const Open top = open_.back();
    const auto end = static_cast<std::uint32_t>(instance_->cells_.size());
    if (top.is_array) {
      instance_->cells_[top.cell] = instance_->cell_of(ValueKind::array, 0, {.at = end, .size = top.count});
    } else {
      if (!spend(InstanceNames::steps_of(top.count))) return false;
      for (const std::uint32_t name : names_.close(top.cell, top.count)) report_duplicate(names_.text(name));
    }
    open_.pop_back();
    return true;
  }

  void report_duplicate(std::string_view name) {
    if (duplicates_.size() == kReportedDuplicates) return;
    std::string pointer;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Open& level = open_[i];
      if (level.is_array)
        append_shown(pointer, level.count - 1);
      else
        append_shown(pointer, names_.text(level.last_name));
    }
    append_shown(pointer, name);
    if (std::find(duplicates_.begin(), duplicates_.end(), pointer) == duplicates_.end()) {
      duplicates_.push_back(std::move(pointer));
    }
  }

  const BodyLimits limits_;
  std::shared_ptr<Instance> instance_;
  InstanceNames names_;
  BodyCursor cursor_;
  std::size_t taken_ = 0;  // of the memory; at the end, what is not part of the result
  std::size_t room_ = 0;   // cells for which memory was taken
  std::size_t decoded_room_ = 0;
  std::size_t index_room_ = 0;
  std::size_t stack_ = 0;  // bytes
  bool has_text_;
  std::vector<Open> open_;
  std::vector<std::string> duplicates_;
  std::vector<std::uint32_t> lines_;
  std::uint32_t line_ = 1;
  std::size_t counted_ = 0;  // line_ is the line of this offset
};

namespace {

using Text = BodyParser::Text;

ParsedBody parse(std::string_view text, const BodyLimits& limits, Text how, std::string* owner = nullptr) {
  // Offsets have 32 bits.
  BodyLimits within = limits;
  within.bytes = std::min<std::size_t>(within.bytes, std::numeric_limits<std::uint32_t>::max() - 1);
  if (text.size() > within.bytes) {
    ParsedBody body;
    body.fault = {
        .reason = "the body is longer than the " + std::to_string(within.bytes) + " bytes that are judged",
        .offset = within.bytes,
        .is_limit = true};
    return body;
  }
  return BodyParser(text, within, how, owner).parse();
}

}  // namespace

ParsedBody parse_body(std::string_view text, const BodyLimits& limits) {
  return parse(text, limits, Text::copied);
}

ParsedBody parse_owned_body(std::string text, const BodyLimits& limits) {
  return parse(text, limits, Text::taken, &text);
}

ParsedBody parse_body_in_place(std::string_view text, const BodyLimits& limits) {
  return parse(text, limits, Text::in_place);
}

}  // namespace avouch
