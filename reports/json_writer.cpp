// SPDX-License-Identifier: MIT
#include "reports/json_writer.h"

#include "reports/json_text.h"

namespace avouch {
namespace {

constexpr std::size_t kPart = std::size_t{64} << 10U;        // bytes that are written at once
constexpr std::size_t kMostEncoded = std::size_t{1} << 20U;  // bytes of texts that are kept

}  // namespace

void JsonWriter::add(std::string_view name, std::string_view value) {
  begin(name);
  append(value);
  give_parts();
}

void JsonWriter::add_text(std::string_view name, std::string_view text) {
  begin(name);
  append_json_string(out_, text);
  give_parts();
}

void JsonWriter::add_number(std::string_view name, std::uint64_t number) {
  begin(name);
  out_ += std::to_string(number);
  give_parts();
}

void JsonWriter::add_shared(std::string_view name, const SharedText& text) {
  begin(name);
  auto known = encoded_.find(&text.text());
  if (known == encoded_.end()) {
    if (encoded_size_ > kMostEncoded) {
      encoded_.clear();
      encoded_size_ = 0;
    }
    known = encoded_.try_emplace(&text.text()).first;
    append_json_string(known->second, text.text());
    encoded_size_ += known->second.size();
  }
  out_ += known->second;
}

void JsonWriter::end() {
  out_ += "\n}\n";
  sink_(out_);
}

void JsonWriter::begin(std::string_view name) {
  if (depth_ == 0) begin_object();
  if (!is_first_) out_ += ',';
  is_first_ = false;
  begin_line();
  out_.append("\"").append(name).append("\": ");
}

void JsonWriter::begin_list(std::string_view name) {
  begin(name);
  out_ += '[';
  ++depth_;
  is_first_ = true;
}

void JsonWriter::begin_object() {
  if (depth_ > 0) {
    if (!is_first_) out_ += ',';
    begin_line();
  }
  open_object();
}

void JsonWriter::open_object() {
  out_ += '{';
  ++depth_;
  is_first_ = true;
}

void JsonWriter::end_object() {
  --depth_;
  if (!is_first_) begin_line();
  out_ += '}';
  is_first_ = false;
  give_parts();
}

void JsonWriter::end_list() {
  --depth_;
  if (!is_first_) begin_line();
  out_ += ']';
  is_first_ = false;
  encoded_.clear();
  encoded_size_ = 0;
}

void JsonWriter::begin_line() {
  out_ += '\n';
  out_.append(2 * depth_, ' ');
}

// A line feed in a string is escaped, so each that there is begins a line of the JSON.
void JsonWriter::append(std::string_view text) {
  for (std::size_t end = text.find('\n'); end != text.npos; end = text.find('\n')) {
    out_ += text.substr(0, end);
    begin_line();
    text.remove_prefix(end + 1);
  }
  out_ += text;
}

void JsonWriter::give_parts() {
  if (out_.size() < kPart) return;
  sink_(out_);
  out_.clear();
}

}  // namespace avouch
