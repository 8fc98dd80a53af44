// SPDX-License-Identifier: MIT
// text/csv (RFC 4180): rows of fields. The first row names the fields if the schema expects objects, unless
// the type says `header=absent`.
#include <utility>

#include "base/text.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"

namespace avouch {
namespace {

using Row = std::vector<std::string>;

// Reads one field after another.
class CsvReader {
 public:
  explicit CsvReader(const MediaContent& content) : content_(content), text_(content.bytes) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  }

  // Reads all rows. Returns false at a fault.
  bool read(std::vector<Row>& rows) {
    while (at_ < text_.size()) {
      rows.emplace_back();
      do {
        rows.back().emplace_back();
        if (!read_field(rows.back().back()) || !content_.spend(1, rows.back().back().size())) return false;
      } while (take(','));
      const bool is_line = take_line_break();
      if (at_ < text_.size() && !is_line) return fail("a field does not end after its closing quote");
      // Many writers end the text with an empty line.
      if (rows.back().size() == 1 && rows.back().front().empty()) rows.pop_back();
    }
    return true;
  }

  const std::string& fault() const { return fault_; }
  std::size_t at() const { return at_; }

 private:
  bool read_field(std::string& field) {
    if (!take('"')) {
      const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
      field = text_.substr(at_, end - at_);
      at_ = end;
      return true;
    }
    for (;;) {
      const std::size_t end = text_.find('"', at_);
      if (end == text_.npos) return fail("a quoted field does not end");
      field += text_.substr(at_, end - at_);
      at_ = end + 1;
      if (!take('"')) return true;
      field += '"';
    }
  }

  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_line_break() {
    const bool has_return = take('\r');
    return take('\n') || has_return;
  }
  bool fail(std::string fault) {
    fault_ = std::move(fault);
    return false;
  }

  const MediaContent& content_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::string fault_;
};

// What the schema says of each column.
std::vector<DescribedPart> columns_of(const DescribedPart& part, const Row& names) {
  std::vector<DescribedPart> columns;
  for (const std::string& name : names) columns.push_back(part.member(name));
  return columns;
}

std::string object_row(const std::vector<DescribedPart>& columns, const Row& names, const Row& row,
                       Typing typing) {
  std::vector<std::pair<std::string, std::string>> members;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const DescribedPart& member = columns[i];
    // CSV has no null and no absent field: an empty one is either, unless a string is expected.
    const bool is_string = (member.kinds().meant() & mask_of(ValueKind::string)) != 0;
    if (row[i].empty() && !is_string && !member.may_be_null()) continue;
    members.emplace_back(names[i], typed_text(member, row[i], typing));
  }
  return object_of(members);
}

std::string array_row(const DescribedPart& part, const Row& row, Typing typing) {
  std::vector<std::string> items;
  for (const std::string& field : row) items.push_back(typed_text(part.item(items.size()), field, typing));
  return array_of(items);
}

}  // namespace

MediaReading read_csv(const DocumentedMedia& media, const MediaContent& content) {
  if (first_invalid_utf8(content.bytes)) return unread("the CSV is not UTF-8");
  std::vector<Row> rows;
  CsvReader reader(content);
  if (!reader.read(rows))
    return broken("row " + std::to_string(rows.size()) + ": " + reader.fault(), reader.at());
  const auto documented = http::parse_media_type(media.range);
  const std::string header =
      ascii_lower((content.type ? content.type->parameter("header") : std::nullopt)
                      .value_or(documented ? documented->parameter("header").value_or("") : ""));
  const DescribedPart root = DescribedPart::root(*media.schema);
  const bool has_objects = root.item(0).is_only(ValueKind::object);
  if (has_objects && header == "absent") return unread("the CSV has no header row to name its fields");
  const bool has_header = has_objects || header == "present";
  if (has_objects && rows.empty()) return unread("the CSV has no header row");
  // RFC 4180 §2: each row should have as many fields. One without a name cannot be read.
  for (std::size_t i = 1; has_objects && i < rows.size(); ++i) {
    if (rows[i].size() == rows.front().size()) continue;
    return broken("row " + std::to_string(i + 1) + " has " + counted(rows[i].size(), "field", "fields") +
                  ", and the first row has " + std::to_string(rows.front().size()));
  }
  MediaReading reading;
  for (const Typing typing : kTypings) {
    std::vector<std::string> items;
    DescribedPart item = root.item(0);
    if (has_objects && !content.spend(2 * rows.front().size(), 0)) return {};
    std::vector<DescribedPart> columns =
        has_objects ? columns_of(item, rows.front()) : std::vector<DescribedPart>();
    for (std::size_t i = has_header ? 1 : 0; i < rows.size(); ++i) {
      if (!content.spend(rows[i].size(), 0)) return {};
      if (DescribedPart next = root.item(items.size()); next.nodes() != item.nodes()) {  // prefixItems
        item = std::move(next);
        if (has_objects) columns = columns_of(item, rows.front());
      }
      items.push_back(has_objects ? object_row(columns, rows.front(), rows[i], typing)
                                  : array_row(item, rows[i], typing));
      if (!content.spend(1, 3 * items.back().size())) return {};  // it is copied twice
    }
    reading.texts.push_back(array_of(items));
  }
  return reading;
}

}  // namespace avouch
