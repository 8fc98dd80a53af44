// SPDX-License-Identifier: MIT
// parse_body(): RFC 8259 in one pass over the bytes, with a stack of its own.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "base/pointer.h"
#include "base/text.h"
#include "judge/instance.h"

namespace avouch {

class BodyParser {
 public:
  BodyParser(std::string_view text, const BodyLimits& limits)
      : limits_(limits), instance_(std::make_shared<Instance>()) {
    instance_->text_ = text;
    text_ = instance_->text_;
  }

  ParsedBody parse() {
    ParsedBody result;
    if (read_text()) {
      result.instance = std::move(instance_);
      result.duplicates = std::move(duplicates_);
    } else {
      locate();
      result.fault = std::move(fault_);
    }
    return result;
  }

 private:
  using Cell = Instance::Cell;
  static constexpr std::size_t kBig = 16;  // an object with more members gets an index
  static constexpr std::size_t kReportedDuplicates = 100;

  struct Open {
    std::uint32_t cell;
    std::uint32_t last_name;  // of an object: the cell of the name whose value is open
    std::uint32_t count;
  };

  bool fail(std::size_t offset, std::string reason) {
    fault_ = {.reason = std::move(reason), .offset = offset};
    return false;
  }
  bool fail_limit(std::string reason) {
    fault_ = {.reason = std::move(reason), .offset = at_, .is_limit = true};
    return false;
  }

  void locate() {
    const std::string_view before = text_.substr(0, fault_.offset);
    fault_.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
    const std::size_t line_feed = before.rfind('\n');
    fault_.column = 1 + (line_feed == before.npos ? before.size() : before.size() - line_feed - 1);
  }

  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
      ++at_;
    }
  }

  bool check_encoding() {
    if (text_.empty()) return fail(0, "the body is empty");
    if (text_.starts_with("\xEF\xBB\xBF"))
      return fail(0, "the body begins with a byte order mark (RFC 8259 §8.1)");
    if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF") ||
        (text_.size() >= 2 && (text_[0] == '\0' || text_[1] == '\0'))) {
      return fail(0, "the body is UTF-16 or UTF-32, not UTF-8 (RFC 8259 §8.1)");
    }
    return true;
  }

  bool read_text() {
    if (!check_encoding()) return false;
    instance_->cells_.reserve(std::min<std::size_t>(text_.size() / 8 + 4, 1U << 20U));
    skip_blanks();
    if (at_ == text_.size()) return fail(at_, "the body holds nothing but blanks");
    if (!read_value()) return false;
    while (!open_.empty()) {
      if (!read_next()) return false;
    }
    skip_blanks();
    if (at_ < text_.size()) return fail_trailing();
    return true;
  }

  bool fail_trailing() {
    const char c = text_[at_];
    if (c == '{' || c == '[') return fail(at_, "a second JSON text follows the first");
    return fail(at_, "text follows the end of the JSON text: " + in_quotes(text_.substr(at_), 20));
  }

  // After a value inside a container: the next item or member, or its end.
  bool read_next() {
    skip_blanks();
    Open& top = open_.back();
    const bool is_array = instance_->cells_[top.cell].kind == ValueKind::array;
    const char close = is_array ? ']' : '}';
    if (at_ == text_.size()) return fail_truncated(is_array);
    if (text_[at_] == close) {
      ++at_;
      return close_container();
    }
    if (top.count > 0) {
      if (text_[at_] != ',') {
        return fail_unexpected(is_array ? "a comma or ] is missing before "
                                        : "a comma or } is missing before ");
      }
      ++at_;
      skip_blanks();
      if (at_ == text_.size()) return fail_truncated(is_array);
      if (text_[at_] == close) return fail(at_, std::string("a comma stands before ") + close);
    }
    ++top.count;
    if (!is_array && !read_name()) return false;
    return read_value();
  }

  bool read_name() {
    if (text_[at_] != '"') return fail_unexpected("a member name in double quotes is missing before ");
    open_.back().last_name = static_cast<std::uint32_t>(instance_->cells_.size());
    if (!read_string()) return false;
    skip_blanks();
    if (at_ == text_.size()) return fail_truncated(false);
    if (text_[at_] != ':') return fail_unexpected("a colon is missing before ");
    ++at_;
    skip_blanks();
    if (at_ == text_.size()) return fail_truncated(false);
    return true;
  }

  bool fail_truncated(bool is_array) {
    return fail(at_, is_array ? "the body ends inside an array" : "the body ends inside an object");
  }

  bool fail_unexpected(const char* what) {
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("//") || rest.starts_with("/*")) return fail(at_, "a comment is not JSON");
    return fail(at_, what + in_quotes(rest, 20));
  }

  bool push(const Cell& cell) {
    if (instance_->cells_.size() == limits_.values) {
      return fail_limit("the body holds more than the " + std::to_string(limits_.values) +
                        " values that are judged");
    }
    instance_->cells_.push_back(cell);
    return true;
  }

  bool read_value() {
    if (at_ == text_.size()) return fail_truncated(true);
    switch (text_[at_]) {
      case '{':
        return open_container(ValueKind::object);
      case '[':
        return open_container(ValueKind::array);
      case '"':
        return read_string();
      case 't':
        return read_word("true", ValueKind::boolean, Instance::kTrue);
      case 'f':
        return read_word("false", ValueKind::boolean, 0);
      case 'n':
        return read_word("null", ValueKind::null, 0);
      default:
        return read_number();
    }
  }

  bool read_word(std::string_view word, ValueKind kind, std::uint8_t flags) {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with(word)) {
      if (word.starts_with(rest)) return fail(text_.size(), "the body ends inside " + std::string(word));
      return fail_unexpected("no value begins with ");
    }
    const Cell cell{.at = static_cast<std::uint32_t>(at_),
                    .size = static_cast<std::uint32_t>(word.size()),
                    .kind = kind,
                    .flags = flags};
    at_ += word.size();
    return push(cell);
  }

  bool is_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  void skip_digits() {
    while (is_digit()) ++at_;
  }

  bool read_number() {
    const std::size_t begin = at_;
    if (text_[at_] == '-') ++at_;
    if (!is_digit()) {
      at_ = begin;
      for (const std::string_view word : {"NaN", "Infinity", "-Infinity", "-NaN"}) {
        if (text_.substr(at_).starts_with(word)) return fail(at_, std::string(word) + " is not JSON");
      }
      if (text_[at_] == '-') return fail(at_ + 1, "a digit is missing after the minus sign");
      if (text_[at_] == '\'') return fail(at_, "a string stands in double quotes, not in single ones");
      return fail_unexpected("no value begins with ");
    }
    if (text_[at_] == '0') {
      ++at_;
      if (is_digit()) return fail(begin, "a number begins with a zero that does not count");
    }
    skip_digits();
    if (at_ < text_.size() && text_[at_] == '.') {
      ++at_;
      if (!is_digit()) return fail(at_, "a digit is missing after the decimal point");
      skip_digits();
    }
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (!is_digit()) return fail(at_, "a digit is missing in the exponent");
      skip_digits();
    }
    return push({.at = static_cast<std::uint32_t>(begin),
                 .size = static_cast<std::uint32_t>(at_ - begin),
                 .kind = ValueKind::number});
  }

  bool read_string() {
    const std::size_t begin = ++at_;
    for (; at_ < text_.size(); ++at_) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') {
        const Cell cell{.at = static_cast<std::uint32_t>(begin),
                        .size = static_cast<std::uint32_t>(at_ - begin),
                        .kind = ValueKind::string};
        ++at_;
        return push(cell);
      }
      if (byte == '\\') return read_escaped_string(begin);
      if (byte < 0x20) return fail_control(byte);
      if (byte >= 0x80 && !skip_sequence()) return false;
    }
    return fail(at_, "the body ends inside a string");
  }

  bool fail_control(unsigned char byte) {
    return fail(at_, "a string holds the control character " +
                         printable(std::string_view(text_).substr(at_, 1)) +
                         (byte == '\n' ? " (a line feed) unescaped" : " unescaped"));
  }

  // At the last byte of a UTF-8 sequence afterwards.
  bool skip_sequence() {
    const auto first = static_cast<unsigned char>(text_[at_]);
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first_invalid_utf8(text_.substr(at_, length))) return fail(at_, "this is not UTF-8");
    at_ += length - 1;
    return true;
  }

  bool read_escaped_string(std::size_t begin) {
    std::string& out = instance_->decoded_;
    const std::size_t start = out.size();
    std::uint8_t flags = Instance::kDecoded;
    out.append(text_, begin, at_ - begin);
    while (at_ < text_.size()) {
      const auto byte = static_cast<unsigned char>(text_[at_]);
      if (byte == '"') {
        ++at_;
        return push({.at = static_cast<std::uint32_t>(start),
                     .size = static_cast<std::uint32_t>(out.size() - start),
                     .kind = ValueKind::string,
                     .flags = flags});
      }
      if (byte < 0x20) return fail_control(byte);
      if (byte == '\\') {
        if (!read_escape(out, flags)) return false;
        continue;
      }
      const std::size_t from = at_;
      if (byte >= 0x80 && !skip_sequence()) return false;
      ++at_;
      out.append(text_, from, at_ - from);
    }
    return fail(at_, "the body ends inside a string");
  }

  bool read_escape(std::string& out, std::uint8_t& flags) {
    if (at_ + 1 == text_.size()) return fail(at_ + 1, "the body ends inside a string");
    const char c = text_[at_ + 1];
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
    if (const std::size_t known = kNames.find(c); known != kNames.npos) {
      out += kMeant[known];
      at_ += 2;
      return true;
    }
    if (c != 'u') return fail(at_, "a string holds an unknown escape " + in_quotes(text_.substr(at_, 2)));
    std::uint32_t point = 0;
    if (!read_hex(point)) return false;
    if (point >= 0xD800 && point <= 0xDBFF && text_.substr(at_).starts_with("\\u")) {
      const std::size_t before = at_;
      std::uint32_t low = 0;
      if (!read_hex(low)) return false;
      if (low >= 0xDC00 && low <= 0xDFFF) {
        point = 0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00);
      } else {
        at_ = before;
      }
    }
    if (point >= 0xD800 && point <= 0xDFFF) flags |= Instance::kSurrogate;
    append_point(out, point);
    return true;
  }

  // \uXXXX at at_; after it afterwards.
  bool read_hex(std::uint32_t& point) {
    point = 0;
    for (std::size_t i = at_ + 2; i < at_ + 6; ++i) {
      if (i >= text_.size()) return fail(text_.size(), "the body ends inside a string");
      const char c = text_[i];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return fail(i, "\\u wants four hexadecimal digits");
      point = point * 16 + static_cast<std::uint32_t>(digit);
    }
    at_ += 6;
    return true;
  }

  static void append_point(std::string& out, std::uint32_t point) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80) return put(point);
    if (point < 0x800) {
      put(0xC0U | (point >> 6U));
    } else {
      if (point < 0x10000) {
        put(0xE0U | (point >> 12U));
      } else {
        put(0xF0U | (point >> 18U));
        put(0x80U | ((point >> 12U) & 0x3FU));
      }
      put(0x80U | ((point >> 6U) & 0x3FU));
    }
    put(0x80U | (point & 0x3FU));
  }

  bool open_container(ValueKind kind) {
    if (open_.size() == limits_.depth) {
      return fail_limit("the body is nested deeper than the " + std::to_string(limits_.depth) +
                        " levels that are judged");
    }
    open_.push_back({static_cast<std::uint32_t>(instance_->cells_.size()), 0, 0});
    ++at_;
    return push({.kind = kind});
  }

  bool close_container() {
    const Open top = open_.back();
    Cell& cell = instance_->cells_[top.cell];
    cell.size = top.count;
    cell.end = static_cast<std::uint32_t>(instance_->cells_.size());
    if (cell.kind == ValueKind::object && top.count > 1) {
      if (top.count > kBig)
        index_names(top);
      else
        compare_names(top);
    }
    open_.pop_back();
    return true;
  }

  std::string_view name_at(std::uint32_t cell) const { return Value(instance_.get(), cell).text(); }
  std::uint32_t after_member(std::uint32_t name) const {
    const Cell& value = instance_->cells_[name + 1];
    return value.kind >= ValueKind::array ? value.end : name + 2;
  }

  void compare_names(const Open& top) {
    const std::uint32_t end = instance_->cells_[top.cell].end;
    std::uint32_t names[kBig];
    std::size_t count = 0;
    for (std::uint32_t name = top.cell + 1; name != end; name = after_member(name)) names[count++] = name;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string_view text = name_at(names[i]);
      for (std::size_t j = i + 1; j < count; ++j) {
        if (name_at(names[j]) != text) continue;
        shadow(names[i], top);
        report_duplicate(text);
        break;
      }
    }
  }

  void index_names(const Open& top) {
    std::vector<std::uint32_t>& index = instance_->index_;
    const std::size_t begin = index.size();
    const std::uint32_t end = instance_->cells_[top.cell].end;
    for (std::uint32_t name = top.cell + 1; name != end; name = after_member(name)) index.push_back(name);
    std::sort(index.begin() + static_cast<std::ptrdiff_t>(begin), index.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                const int order = name_at(a).compare(name_at(b));
                return order != 0 ? order < 0 : a < b;
              });
    std::size_t kept = begin;
    bool reported = false;  // the name at i
    for (std::size_t i = begin; i < index.size(); ++i) {
      if (i + 1 < index.size() && name_at(index[i]) == name_at(index[i + 1])) {
        shadow(index[i], top);
        if (!std::exchange(reported, true)) report_duplicate(name_at(index[i]));
      } else {
        reported = false;
        index[kept++] = index[i];
      }
    }
    index.resize(kept);
    instance_->cells_[top.cell].at = static_cast<std::uint32_t>(begin + 1);
  }

  void shadow(std::uint32_t name, const Open& top) {
    instance_->cells_[name].flags |= Instance::kShadowed;
    --instance_->cells_[top.cell].size;
  }

  void report_duplicate(std::string_view name) {
    if (duplicates_.size() == kReportedDuplicates) return;
    std::string pointer;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Open& level = open_[i];
      pointer = instance_->cells_[level.cell].kind == ValueKind::array
                    ? pointer_append(pointer, level.count - 1)
                    : pointer_append(pointer, name_at(level.last_name));
    }
    pointer = pointer_append(pointer, name);
    if (std::find(duplicates_.begin(), duplicates_.end(), pointer) == duplicates_.end()) {
      duplicates_.push_back(std::move(pointer));
    }
  }

  const BodyLimits limits_;
  std::shared_ptr<Instance> instance_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Open> open_;
  std::vector<std::string> duplicates_;
  SyntaxFault fault_;
};

ParsedBody parse_body(std::string_view text, const BodyLimits& limits) {
  // Offsets are 32 bits wide.
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
  return BodyParser(text, within).parse();
}

}  // namespace avouch
