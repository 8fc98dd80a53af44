// SPDX-License-Identifier: MIT
// Fuzzes the scanner that finds the items of a stream while it arrives. The first byte selects the framing,
// the second one the size of the pieces; the rest is the content. What arrives in pieces has the same items
// as what arrives at once.
#include "http/item_stream.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

void must_be_in_order(const http::ItemScanner& scanner, std::size_t size) {
  std::size_t end = 0;
  for (const http::ItemScanner::Item& item : scanner.items()) {
    must(item.begin >= end, "an item begins before the one before it has ended");
    must(item.begin <= item.end && item.end <= item.next && item.next <= size, "an item outside the content");
    end = item.end;
  }
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  using Kind = http::ItemFraming::Kind;
  constexpr Kind kKinds[] = {Kind::lines, Kind::records, Kind::events, Kind::parts};
  const http::ItemFraming framing{.kind = kKinds[data[0] % 4], .boundary = "b"};
  const std::size_t piece = data[1] % 16 + 1;
  const std::string_view content = text_of(data, size).substr(2);

  http::ItemScanner at_once(framing);
  at_once.scan(content, true);
  must_be_in_order(at_once, content.size());

  http::ItemScanner in_pieces(framing);
  for (std::size_t end = piece; end < content.size(); end += piece) {
    const std::size_t known = in_pieces.items().size();
    in_pieces.scan(content.substr(0, end), false);
    must(in_pieces.items().size() >= known, "an item is taken back");
    must_be_in_order(in_pieces, end);
  }
  in_pieces.scan(content, true);
  must(in_pieces.items().size() == at_once.items().size(), "pieces have other items than the whole");
  for (std::size_t i = 0; i < at_once.items().size(); ++i) {
    const http::ItemScanner::Item& one = in_pieces.items()[i];
    const http::ItemScanner::Item& other = at_once.items()[i];
    must(one.begin == other.begin && one.end == other.end, "an item of pieces is another one");
  }
  must(in_pieces.is_closed() == at_once.is_closed(), "the end of pieces is another one");
  must(in_pieces.has_stray_content() == at_once.has_stray_content(),
       "stray content of pieces is another one");
  return 0;
}

}  // namespace avouch::fuzz
