// SPDX-License-Identifier: MIT
// Writes XML by the `xml` objects of a schema (OpenAPI 3.2 §4.26).
#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "contract/schema/xml_node.h"
#include "generate/media/writer.h"

namespace avouch {
namespace {

// XML 1.0 §2.3, without colons; every character beyond ASCII is taken.
bool is_xml_name(std::string_view name) {
  const auto may_begin = [](char c) {
    return is_alpha(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && may_begin(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
    return may_begin(c) || is_digit(c) || c == '-' || c == '.';
  });
}

// XML 1.0 §2.2: no other control characters, no U+FFFE and U+FFFF.
bool is_xml_text(std::string_view text) {
  return !first_invalid_utf8(text) && text.find("\xEF\xBF\xBE") == text.npos &&
         text.find("\xEF\xBF\xBF") == text.npos && std::all_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
         });
}

std::string escaped(std::string_view text, bool is_attribute) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += is_attribute ? "&quot;" : "\"";
        break;
      case '\r':
        made += "&#13;";
        break;
      case '\n':
        made += is_attribute ? "&#10;" : "\n";
        break;
      case '\t':
        made += is_attribute ? "&#9;" : "\t";
        break;
      default:
        made += c;
    }
  }
  return made;
}

class XmlWriter {
 public:
  std::optional<std::string> write(const Schema& schema, const JsonValue& value) {
    const DescribedPart root = DescribedPart::root(schema);
    XmlNode node = xml_node(root, "");
    if (node.names.empty()) node.names = {"root"};
    add_element(root, node, value);
    if (!is_right_) return std::nullopt;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text_;
  }

 private:
  // The attributes and the content of one element.
  struct Content {
    std::string attributes;
    std::string inner;
  };

  static std::string tag(const XmlNode& node) {
    const std::string name = node.names.empty() ? "item" : node.names.front();
    return node.prefix.empty() ? name : node.prefix + ":" + name;
  }

  static std::string declaration(const XmlNode& node) {
    if (node.name_space.empty()) return {};
    return " xmlns" + (node.prefix.empty() ? "" : ":" + node.prefix) + "=\"" +
           escaped(node.name_space, true) + "\"";
  }

  void add_element(const DescribedPart& part, const XmlNode& node, const JsonValue& value) {
    if (!node.names.empty() && !is_xml_name(node.names.front())) is_right_ = false;
    if (!is_right_) return;
    const std::string name = tag(node);
    if (value.is_null()) {
      text_ += "<" + name + declaration(node) +
               " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>";
      return;
    }
    Content content;
    std::swap(text_, content.inner);  // text_ becomes the inner text
    add_content(part, node, value, content.attributes);
    std::swap(text_, content.inner);
    text_ += "<" + name + declaration(node) + content.attributes + ">" + content.inner + "</" + name + ">";
  }

  void add_content(const DescribedPart& part, const XmlNode& node, const JsonValue& value,
                   std::string& attributes) {
    if (value.is_object()) {
      for (const auto& [name, member] : value.members)
        add_member(part.member(name), name, member, attributes);
    } else if (value.is_array()) {
      add_items(part, item_name(node), value);
    } else {
      add_text(value);
    }
  }

  void add_text(const JsonValue& value) {
    const std::string text = value.is_null() ? "" : plain_text(value);
    is_right_ = is_right_ && is_xml_text(text);
    text_ += escaped(text, false);
  }

  void add_items(const DescribedPart& part, const std::string& inferred, const JsonValue& list) {
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const DescribedPart item = part.item(i);
      XmlNode node = xml_node(item, inferred);
      if (node.names.empty()) node.names = {"item"};
      add_element(item, node, list.items[i]);
    }
  }

  void add_member(const DescribedPart& member, const std::string& name, const JsonValue& value,
                  std::string& attributes) {
    const XmlNode node = xml_node(member, name);
    switch (node.kind) {
      case XmlNode::Kind::attribute: {
        if (value.is_null()) return;
        const std::string text = value.is_structured() ? to_text(value) : plain_text(value);
        is_right_ = is_right_ && is_xml_text(text) && is_xml_name(node.names.front());
        attributes += " " + tag(node) + declaration(node) + "=\"" + escaped(text, true) + "\"";
        break;
      }
      case XmlNode::Kind::text:
        add_text(value.is_structured() ? JsonValue::string(to_text(value)) : value);
        break;
      case XmlNode::Kind::cdata: {
        const std::string text = value.is_structured() ? to_text(value) : plain_text(value);
        is_right_ = is_right_ && is_xml_text(text) && text.find("]]>") == text.npos;
        text_ += "<![CDATA[" + text + "]]>";
        break;
      }
      case XmlNode::Kind::none:
        if (value.is_array()) {
          add_items(member, name, value);
        } else if (value.is_object()) {
          add_content(member, node, value, attributes);
        } else {
          add_element(member, node, value);
        }
        break;
      case XmlNode::Kind::element:
        add_element(member, node, value);
        break;
      case XmlNode::Kind::unknown:
        is_right_ = false;
        break;
    }
  }

  std::string text_;
  bool is_right_ = true;
};

}  // namespace

std::optional<std::string> xml_text(const Schema& schema, const JsonValue& value) {
  return XmlWriter().write(schema, value);
}

}  // namespace avouch
