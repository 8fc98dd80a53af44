// SPDX-License-Identifier: MIT
#include "judge/media/xml_tree.h"

#include <expat.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "base/ascii.h"
#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kDeepest = 400;          // nested elements
constexpr std::size_t kMostNodes = 2'000'000;  // elements and attributes
constexpr XML_Char kSeparator = '\f';          // no XML document has this character
constexpr std::size_t kChunk = std::size_t{1} << 18U;
constexpr std::size_t kLongestToken = std::size_t{4} << 20U;

// "name space\fname" as expat writes it.
std::pair<std::string, std::string> split_name(std::string_view name) {
  const std::size_t at = name.find(kSeparator);
  if (at == name.npos) return {std::string(), std::string(name)};
  return {std::string(name.substr(0, at)), std::string(name.substr(at + 1))};
}

// What expat holds on this thread comes from there; null: unlimited. Its callbacks for memory have no other
// way to know it.
thread_local WorkBudget* held_from = nullptr;

class HoldsFrom {
 public:
  explicit HoldsFrom(WorkBudget* budget) { held_from = budget; }
  HoldsFrom(const HoldsFrom&) = delete;
  HoldsFrom& operator=(const HoldsFrom&) = delete;
  ~HoldsFrom() { held_from = nullptr; }
};

// Each block begins with its size.
constexpr std::size_t kBlockHead = alignof(std::max_align_t);

void* resize_block(void* block, std::size_t size) {
  char* const old = block == nullptr ? nullptr : static_cast<char*>(block) - kBlockHead;
  std::size_t before = 0;
  if (old != nullptr) std::memcpy(&before, old, sizeof before);
  if (size > before && held_from != nullptr && !held_from->hold(size - before)) return nullptr;
  char* const made = static_cast<char*>(std::realloc(old, size + kBlockHead));
  if (made == nullptr) return nullptr;
  if (size < before && held_from != nullptr) held_from->give_back(before - size);
  std::memcpy(made, &size, sizeof size);
  return made + kBlockHead;
}

void* new_block(std::size_t size) {
  return resize_block(nullptr, size);
}

void free_block(void* block) {
  if (block == nullptr) return;
  char* const old = static_cast<char*>(block) - kBlockHead;
  std::size_t size = 0;
  std::memcpy(&size, old, sizeof size);
  if (held_from != nullptr) held_from->give_back(size);
  std::free(old);
}

// Receives the events of expat. No exception may pass through expat, which is C.
struct XmlEvents {
  XML_Parser parser = nullptr;
  XmlTree tree = {};
  std::vector<std::size_t> open = {};
  std::size_t nodes = 0;
  bool is_going_on = false;  // an event came since this was looked at
  bool is_in_cdata = false;
  bool has_no_memory = false;
  std::string limit = {};
  const MediaContent* content = nullptr;  // whose budget it spends

  void stop() { XML_StopParser(parser, XML_FALSE); }

  template <class Step>
  void guarded(const Step& step) noexcept {
    is_going_on = true;
    try {
      step();
    } catch (const std::bad_alloc&) {
      has_no_memory = true;
      stop();
    }
  }

  void begin(std::string_view name, const XML_Char** attributes) {
    if (open.size() == kDeepest)
      limit = "the XML is nested deeper than " + std::to_string(kDeepest) + " levels";
    if (nodes >= kMostNodes) limit = "the XML has more than " + std::to_string(kMostNodes) + " nodes";
    if (!limit.empty()) return stop();
    XmlElement element;
    std::tie(element.name_space, element.name) = split_name(name);
    ++nodes;
    if (!content->spend(2, name.size() + sizeof(XmlElement))) return stop();
    for (; *attributes != nullptr; attributes += 2, ++nodes) {
      const std::string_view value = attributes[1];
      if (!content->spend(2, 3 * value.size())) return stop();  // it becomes a JSON text
      XmlAttribute attribute{.name = {}, .name_space = {}, .value = std::string(value)};
      std::tie(attribute.name_space, attribute.name) = split_name(attributes[0]);
      element.attributes.push_back(std::move(attribute));
    }
    const std::size_t index = tree.elements.size();
    if (!open.empty()) tree.elements[open.back()].children.push_back(index);
    tree.elements.push_back(std::move(element));
    open.push_back(index);
  }

  void add_text(std::string_view text) {
    if (open.empty()) return;
    if (!content->spend(0, 4 * text.size())) return stop();  // it becomes a JSON text
    tree.elements[open.back()].text += text;
    if (is_in_cdata) tree.elements[open.back()].cdata += text;
  }
};

XmlEvents& events_of(void* data) {
  return *static_cast<XmlEvents*>(data);
}

void on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
  events_of(data).guarded([&] { events_of(data).begin(name, attributes); });
}
void on_end(void* data, const XML_Char* /*name*/) {
  events_of(data).is_going_on = true;
  events_of(data).open.pop_back();
}
void on_text(void* data, const XML_Char* text, int size) {
  events_of(data).guarded([&] { events_of(data).add_text({text, static_cast<std::size_t>(size)}); });
}
void on_cdata_begin(void* data) {
  events_of(data).is_in_cdata = true;
}
void on_cdata_end(void* data) {
  events_of(data).is_in_cdata = false;
}
void on_comment(void* data, const XML_Char* /*text*/) {
  events_of(data).is_going_on = true;
}
void on_instruction(void* data, const XML_Char* /*target*/, const XML_Char* /*text*/) {
  events_of(data).is_going_on = true;
}
// XML 1.0 §2.8 [26]; expat looks at no version.
bool is_version(std::string_view version) {
  return version.starts_with("1.") && version.size() > 2 &&
         std::all_of(version.begin() + 2, version.end(), is_digit);
}
void on_declaration(void* data, const XML_Char* version, const XML_Char* /*encoding*/, int /*standalone*/) {
  if (version == nullptr || is_version(version)) return;
  events_of(data).guarded([&] {
    events_of(data).tree.fault =
        SyntaxFault{.reason = "the XML is not well-formed: its version is " + in_quotes(version) +
                              "; expected 1. and digits (XML 1.0 §2.8)"};
    events_of(data).stop();
  });
}
void on_doctype(void* data, const XML_Char* /*name*/, const XML_Char* /*system*/, const XML_Char* /*id*/,
                int /*has_subset*/) {
  events_of(data).guarded([&] {
    events_of(data).tree.unread = "the XML has a document type declaration, which is not read";
    events_of(data).stop();
  });
}

struct ParserEnd {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

void fail(XmlTree& tree, XML_Parser parser) {
  const XML_Error error = XML_GetErrorCode(parser);
  if (error == XML_ERROR_UNKNOWN_ENCODING || error == XML_ERROR_INCORRECT_ENCODING) {
    tree.unread = "the encoding of the XML is not read";
    return;
  }
  const XML_Index at = XML_GetCurrentByteIndex(parser);
  tree.fault = SyntaxFault{.reason = "the XML is not well-formed: " + std::string(XML_ErrorString(error)),
                           .offset = at < 0 ? 0 : static_cast<std::size_t>(at)};
}

}  // namespace

XmlTree parse_xml(const MediaContent& content) {
  // RFC 7303 §3: a charset of the media type precedes the encoding that the document declares.
  const std::optional<std::string> charset = content.type ? content.type->parameter("charset") : std::nullopt;
  const HoldsFrom now(content.budget);
  constexpr XML_Memory_Handling_Suite kBlocks = {new_block, resize_block, free_block};
  const std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserEnd> parser(
      XML_ParserCreate_MM(charset ? charset->c_str() : nullptr, &kBlocks, &kSeparator));
  const auto is_spent = [&] { return content.budget != nullptr && content.budget->is_spent(); };
  if (parser == nullptr && is_spent()) return {};
  if (parser == nullptr) throw std::bad_alloc();
  XmlEvents events{.parser = parser.get()};
  events.content = &content;
  XML_SetUserData(parser.get(), &events);
  XML_SetElementHandler(parser.get(), on_begin, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetCdataSectionHandler(parser.get(), on_cdata_begin, on_cdata_end);
  XML_SetCommentHandler(parser.get(), on_comment);
  XML_SetProcessingInstructionHandler(parser.get(), on_instruction);
  XML_SetXmlDeclHandler(parser.get(), on_declaration);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  std::string_view rest = content.bytes;
  XML_Status status = XML_STATUS_OK;
  std::size_t begun = 0;  // bytes since the last event
  do {
    const std::string_view chunk = rest.substr(0, kChunk);
    rest.remove_prefix(chunk.size());
    status = XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), rest.empty() ? 1 : 0);
    // expat keeps a tag or comment that has not ended, and begins again with it.
    begun = std::exchange(events.is_going_on, false) ? 0 : begun + chunk.size();
    if (begun > kLongestToken) {
      events.limit = "a tag or comment of the XML has more than " + std::to_string(kLongestToken) + " bytes";
      break;
    }
    if (content.budget != nullptr && !content.budget->spend_on_text(chunk.size() + begun)) return {};
  } while (status == XML_STATUS_OK && !rest.empty());
  if (is_spent()) return {};
  if (events.has_no_memory || XML_GetErrorCode(parser.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  if (!events.limit.empty()) events.tree = {.fault = SyntaxFault{.reason = events.limit, .is_limit = true}};
  if (events.limit.empty() && status != XML_STATUS_OK && events.tree.unread.empty() && !events.tree.fault)
    fail(events.tree, parser.get());
  return std::move(events.tree);
}

}  // namespace avouch
