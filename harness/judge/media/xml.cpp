// SPDX-License-Identifier: MIT
// XML by the `xml` objects of the schema (OpenAPI 3.2 §4.26).
#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "contract/schema/xml_node.h"
#include "json/json_value.h"
#include "judge/media/media.h"
#include "judge/media/scalar.h"
#include "judge/media/xml_tree.h"

namespace avouch {
namespace {

constexpr std::string_view kInstance = "http://www.w3.org/2001/XMLSchema-instance";

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

// How what XML leaves open is read.
struct XmlChoice {
  Typing typing = Typing::wanted;
  bool has_empty_lists = false;  // a list without any element is empty; otherwise it is absent
};

class XmlReader {
 public:
  XmlReader(const XmlTree& tree, const XmlChoice& choice, const MediaContent& content)
      : tree_(tree), choice_(choice), content_(content), used_(tree.elements.size()) {}

  const std::string& unread() const { return unread_; }

  // The JSON text of an element.
  std::string value(const DescribedPart& part, std::size_t index) {
    used_[index] = true;
    const XmlElement& element = tree_.elements[index];
    if (!content_.spend(1 + element.attributes.size(), 2 * element.text.size())) return "null";
    if (is_nil(element)) return "null";
    // Text among the elements of a list is no item, and neither is an element that the items are not named
    // like, so such an element is no array.
    if (part.is_only(ValueKind::array) && is_blank(element.text)) {
      const XmlNode wrapper = xml_node(part, element.name);
      if (has_items_alone(part, element, wrapper)) return list(part, element, wrapper);
    }
    const bool is_object = part.is_only(ValueKind::object) || !part.members().empty();
    if (is_object || !element.children.empty()) return object(part, element);
    const bool is_scalar = part.kinds().accepted != kEveryKind || part.kinds().spoken_of != 0;
    if (!is_scalar && has_attributes(element)) return object(part, element);
    return scalar(part, element.text);
  }

 private:
  using Members = std::vector<std::pair<std::string, std::string>>;

  static bool is_nil(const XmlElement& element) {
    return std::any_of(element.attributes.begin(), element.attributes.end(), [](const XmlAttribute& one) {
      return one.name == "nil" && one.name_space == kInstance && (one.value == "true" || one.value == "1");
    });
  }

  static bool has_attributes(const XmlElement& element) {
    return std::any_of(element.attributes.begin(), element.attributes.end(),
                       [](const XmlAttribute& one) { return one.name_space != kInstance; });
  }

  // Blanks around a number or a boolean mean nothing (XML Schema §4.3.6).
  std::string scalar(const DescribedPart& part, std::string_view text) const {
    const bool has_string = (part.kinds().meant() & mask_of(ValueKind::string)) != 0;
    return typed_text(part, has_string ? text : trimmed(text), choice_.typing);
  }

  static bool is_meant(const XmlNode& node, const XmlElement& element) {
    return node.has_name(element.name) && (node.name_space.empty() || node.name_space == element.name_space);
  }

  bool has_items_alone(const DescribedPart& part, const XmlElement& element, const XmlNode& wrapper) const {
    const XmlNode item = xml_node(part.item(0), item_name(wrapper));
    if (!item.has_the_one_name || item.kind != XmlNode::Kind::element) return true;
    return std::all_of(element.children.begin(), element.children.end(),
                       [&](std::size_t child) { return is_meant(item, tree_.elements[child]); });
  }

  // The items of a list that has an element of its own: everything in it.
  std::string list(const DescribedPart& part, const XmlElement& element, const XmlNode& wrapper) {
    std::vector<std::string> items;
    for (const std::size_t child : element.children) {
      const DescribedPart item = part.item(items.size());
      check(xml_node(item, item_name(wrapper)));
      items.push_back(value(item, child));
    }
    return array_of(items);
  }

  void check(const XmlNode& node) {
    if (node.kind == XmlNode::Kind::unknown) unread_ = "an `xml` object has an unknown nodeType";
  }

  std::string object(const DescribedPart& part, const XmlElement& element) {
    Members members;
    std::set<std::string> attributes;
    bool has_text = false;
    add_members(part, element, members, attributes, has_text);
    add_undocumented(part, element, members, attributes);
    if (!has_text && !is_blank(element.text)) members.emplace_back("#text", json_string(element.text));
    return object_of(members);
  }

  void add_members(const DescribedPart& part, const XmlElement& element, Members& members,
                   std::set<std::string>& attributes, bool& has_text) {
    for (const std::string& name : part.members()) {
      if (!content_.look_at(1 + element.children.size() / 8)) return;  // each looks at all of them
      const DescribedPart member = part.member(name);
      const XmlNode node = xml_node(member, name);
      check(node);
      switch (node.kind) {
        case XmlNode::Kind::attribute:
          add_attribute(member, node, name, element, members, attributes);
          break;
        case XmlNode::Kind::text:
        case XmlNode::Kind::cdata: {
          const bool is_cdata = node.kind == XmlNode::Kind::cdata && !element.cdata.empty();
          has_text = true;
          members.emplace_back(name, scalar(member, is_cdata ? element.cdata : element.text));
          break;
        }
        case XmlNode::Kind::none:
          if (member.is_only(ValueKind::array)) {
            add_list(member, name, element, members);
          } else if (levels_ < kMostLevels) {  // its nodes are directly in this element
            Members inner;
            ++levels_;
            add_members(member, element, inner, attributes, has_text);
            --levels_;
            members.emplace_back(name, object_of(inner));
          } else {
            unread_ = "`nodeType: none` is nested without end";
          }
          break;
        case XmlNode::Kind::element:
          add_element(member, node, name, element, members);
          break;
        case XmlNode::Kind::unknown:
          break;
      }
    }
  }

  void add_attribute(const DescribedPart& member, const XmlNode& node, const std::string& name,
                     const XmlElement& element, Members& members, std::set<std::string>& attributes) const {
    for (const XmlAttribute& one : element.attributes) {
      const bool is_in_space = node.name_space.empty() || node.name_space == one.name_space;
      if (!node.has_name(one.name) || !is_in_space) continue;
      attributes.insert(one.name);
      members.emplace_back(name, scalar(member, one.value));
      return;
    }
    // OpenAPI 3.2 §4.26.5: an absent attribute is null if the schema allows that.
    if (member.may_be_null()) members.emplace_back(name, "null");
  }

  // The elements of that name, each an item.
  void add_list(const DescribedPart& member, const std::string& name, const XmlElement& element,
                Members& members) {
    std::vector<std::string> items;
    for (const std::size_t child : element.children) {
      const DescribedPart item = member.item(items.size());
      if (used_[child] || !is_meant(xml_node(item, name), tree_.elements[child])) continue;
      check(xml_node(item, name));
      items.push_back(value(item, child));
    }
    if (!items.empty() || choice_.has_empty_lists) members.emplace_back(name, array_of(items));
  }

  void add_element(const DescribedPart& member, const XmlNode& node, const std::string& name,
                   const XmlElement& element, Members& members) {
    std::vector<std::string> values;
    for (const std::size_t child : element.children) {
      if (!used_[child] && is_meant(node, tree_.elements[child])) values.push_back(value(member, child));
    }
    if (values.size() == 1) members.emplace_back(name, values.front());
    if (values.size() > 1) members.emplace_back(name, array_of(values));
  }

  // What no documented node describes. A node that has the name of a documented member, but is of another
  // kind, name or namespace than documented, is not that member: `@name` or `<name>` stands for it.
  void add_undocumented(const DescribedPart& part, const XmlElement& element, Members& members,
                        const std::set<std::string>& attributes) {
    const std::vector<std::string> members_of_part = part.members();
    const std::set<std::string_view> documented(members_of_part.begin(), members_of_part.end());
    const auto key = [&](const std::string& name, const char* before, const char* after) {
      return documented.contains(name) ? before + name + after : name;
    };
    for (const XmlAttribute& one : element.attributes) {
      if (one.name_space == kInstance || attributes.contains(one.name)) continue;
      const std::string name = key(one.name, "@", "");
      members.emplace_back(name, scalar(part.member(name), one.value));
    }
    std::vector<std::pair<std::string, std::vector<std::string>>> others;  // in the order of the names
    std::unordered_map<std::string, std::size_t> places;
    for (const std::size_t child : element.children) {
      if (used_[child]) continue;
      const std::string name = key(tree_.elements[child].name, "<", ">");
      const auto [known, is_new] = places.try_emplace(name, others.size());
      if (is_new) others.push_back({name, {}});
      others[known->second].second.push_back(value(part.member(name), child));
    }
    for (const auto& [name, values] : others)
      members.emplace_back(name, values.size() == 1 ? values.front() : array_of(values));
  }

  const XmlTree& tree_;
  const XmlChoice choice_;
  const MediaContent& content_;
  static constexpr int kMostLevels = 16;  // schemas within one another whose nodes are in one element

  std::vector<bool> used_;
  int levels_ = 0;
  std::string unread_;
};

}  // namespace

MediaReading read_xml(const DocumentedMedia& media, const MediaContent& content) {
  const XmlTree tree = parse_xml(content);
  if (tree.fault) return {.fault = tree.fault};
  if (!tree.unread.empty()) return unread(tree.unread);
  if (tree.elements.empty()) return {};  // the budget is used up
  if (media.schema == nullptr) return {.texts = {"{}"}};
  const DescribedPart root = DescribedPart::root(*media.schema);
  const XmlNode node = xml_node(root, "");
  const XmlElement& element = tree.elements.front();
  const bool is_in_space = node.name_space.empty() || node.name_space == element.name_space;
  if (node.kind == XmlNode::Kind::element && node.is_named &&
      !(node.names.front() == element.name && is_in_space)) {
    return broken("the root element is " + in_quotes(element.name) + "; expected " +
                  in_quotes(node.names.front()) +
                  (node.name_space.empty() ? "" : " of the namespace " + in_quotes(node.name_space)));
  }
  MediaReading reading;
  for (const XmlChoice& choice : {XmlChoice{}, XmlChoice{.has_empty_lists = true},
                                  XmlChoice{.typing = Typing::texts, .has_empty_lists = true}}) {
    XmlReader reader(tree, choice, content);
    reading.texts.push_back(reader.value(root, 0));
    if (!reader.unread().empty()) return avouch::unread(reader.unread());
  }
  return reading;
}

}  // namespace avouch
