// SPDX-License-Identifier: MIT
#include "contract/schema/xml_node.h"

#include <algorithm>

namespace avouch {
namespace {

using Kind = XmlNode::Kind;

Kind kind_of(const std::string& node_type, bool is_list) {
  if (node_type.empty()) return is_list ? Kind::none : Kind::element;
  if (node_type == "element") return Kind::element;
  if (node_type == "attribute") return Kind::attribute;
  if (node_type == "text") return Kind::text;
  if (node_type == "cdata") return Kind::cdata;
  return node_type == "none" ? Kind::none : Kind::unknown;
}

}  // namespace

bool XmlNode::has_name(std::string_view name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

XmlNode xml_node(const DescribedPart& part, const std::string& inferred) {
  XmlNode found{.names = {}};
  std::string node_type;
  std::string name;
  for (const std::size_t node : part.nodes()) {
    const XmlForm* xml = part.node(node).xml.get();
    if (xml == nullptr) continue;
    if (node_type.empty()) node_type = xml->node_type;
    if (name.empty() && !xml->name.empty()) {
      name = xml->name;
      found.has_the_one_name = part.node(node).component.empty();
    }
    if (found.name_space.empty()) found.name_space = xml->name_space;
    if (found.prefix.empty()) found.prefix = xml->prefix;
  }
  found.kind = kind_of(node_type, part.is_only(ValueKind::array));
  found.is_named = !name.empty();
  if (found.is_named) found.names.push_back(name);
  if (found.has_the_one_name) return found;
  if (!inferred.empty() && !found.has_name(inferred)) found.names.push_back(inferred);
  // OpenAPI 3.2 §4.26.3 infers the name of a component; earlier versions that of the property.
  for (const std::size_t node : part.nodes()) {
    const std::string& component = part.node(node).component;
    if (!component.empty() && !found.has_name(component)) found.names.push_back(component);
  }
  return found;
}

std::string item_name(const XmlNode& wrapper) {
  return wrapper.names.empty() ? std::string() : wrapper.names.front();
}

}  // namespace avouch
