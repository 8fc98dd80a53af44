// SPDX-License-Identifier: MIT
// Finds the items in the content of a stream: lines of JSON, records of a JSON text sequence, events, parts.
//
//   ItemScanner scanner(*item_framing(type));
//   scanner.scan("{\"a\":1}\n{\"a\"", false);   // scanner.items().size() == 1
//
// Scans each byte once. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/media_type.h"

namespace avouch::http {

struct ItemFraming {
  enum class Kind {
    lines,    // JSON Lines, NDJSON: an item per line that is not blank
    records,  // RFC 7464: RS, a JSON text, LF
    events,   // HTML §9.2.6: lines up to a blank one, with a `data` field
    parts,    // RFC 2046 §5.1: between the lines of a boundary
  };
  Kind kind = Kind::lines;
  std::string boundary = {};  // of parts
};

// nullopt if the type is no stream of items, or a multipart type without a boundary. multipart/form-data is a
// form, not a stream.
std::optional<ItemFraming> item_framing(const MediaType& type);

class ItemScanner {
 public:
  explicit ItemScanner(ItemFraming framing) : framing_(std::move(framing)) {}

  struct Item {
    std::size_t begin = 0;  // offsets in the content, without what separates items
    std::size_t end = 0;
    std::size_t next = 0;  // where the item and its separator end
  };

  // `content` is the whole content up to now. `is_end`: nothing follows, so a last item needs no separator.
  void scan(std::string_view content, bool is_end);

  // The complete items, in order.
  const std::vector<Item>& items() const { return items_; }
  // Of records: the first RS has come.
  bool has_begun() const { return begin_.has_value(); }
  // Of parts: the line that ends the content has come.
  bool is_closed() const { return is_closed_; }
  // Of records: there is content before the first RS. Of parts: never.
  bool has_stray_content() const { return has_stray_content_; }

 private:
  void take_line(std::string_view content, std::size_t begin, std::size_t end, std::size_t next);
  void take_part_line(std::string_view content, std::string_view line, std::size_t begin, std::size_t next);
  void take_event_line(std::string_view line, std::size_t begin, std::size_t next);
  void scan_records(std::string_view content, bool is_end);

  ItemFraming framing_;
  std::size_t at_ = 0;                // what was scanned
  std::size_t looked_ = 0;            // up to there, no line ends after at_
  std::optional<std::size_t> begin_;  // of the item that has not ended
  bool has_data_ = false;             // of that event
  bool is_closed_ = false;
  bool has_stray_content_ = false;
  std::vector<Item> items_;
};

}  // namespace avouch::http
