// SPDX-License-Identifier: MIT
// Writes a large object of JSON member by member, so that only one value of a long list is there at a time.
//
//   JsonWriter report(sink);
//   report.add("format", "\"avouch-report\"");
//   report.add_list("clauses", ledger.entries, [](JsonWriter& to, const Entry& entry) {
//     to.add("position", std::to_string(entry.position));
//   });
//   report.end();
//
// Keeps a reference to the sink. Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/file.h"
#include "base/shared_text.h"

namespace avouch {

class JsonWriter {
 public:
  explicit JsonWriter(const TextSink& sink) : sink_(sink) {}

  // `value` is JSON text, with two blanks for each level.
  void add(std::string_view name, std::string_view value);

  void add_text(std::string_view name, std::string_view text);
  void add_number(std::string_view name, std::uint64_t number);

  // A text that several objects of a list have, one after another: it is encoded once. It must live as long
  // as the list.
  void add_shared(std::string_view name, const SharedText& text);

  // An object, of which `write` adds the members.
  template <class Write>
  void add_object(std::string_view name, const Write& write) {
    begin(name);
    open_object();
    write(*this);
    end_object();
  }

  // A list of objects, of which `write` adds the members.
  template <class One, class Write>
  void add_list(std::string_view name, const std::vector<One>& list, const Write& write) {
    begin_list(name);
    for (const One& one : list) {
      begin_object();
      write(*this, one);
      end_object();
    }
    end_list();
  }

  void end();

 private:
  void begin(std::string_view name);
  void begin_list(std::string_view name);
  void begin_object();
  void open_object();
  void end_object();
  void end_list();
  void begin_line();
  void append(std::string_view text);
  void give_parts();

  const TextSink& sink_;
  std::string out_;
  std::size_t depth_ = 0;
  bool is_first_ = true;  // nothing stands before in the object or the list
  std::unordered_map<const std::string*, std::string> encoded_;
  std::size_t encoded_size_ = 0;
};

}  // namespace avouch
