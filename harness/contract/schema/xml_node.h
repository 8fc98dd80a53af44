// SPDX-License-Identifier: MIT
// The node of an XML document that a schema describes (OpenAPI 3.2 §4.26, and 3.1 §4.8.26 for `attribute`
// and `wrapped`).
//
//   xml_node(root.member("id"), "id").kind == XmlNode::Kind::attribute
//
// Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "contract/schema/part.h"

namespace avouch {

struct XmlNode {
  enum class Kind { element, attribute, text, cdata, none, unknown };

  Kind kind = Kind::element;
  // Each name that it may have, the best one first. A name documented where the part is used is the only one;
  // one documented by a component leaves the inferred ones possible, since before 3.2 it meant nothing in
  // another schema. May be empty for a root.
  std::vector<std::string> names;
  std::string name_space;  // "" if none is documented
  std::string prefix;
  bool is_named = false;          // the name is documented
  bool has_the_one_name = false;  // where the part is used, so that no other is meant

  bool has_name(std::string_view name) const;
};

// `inferred`: the name of the property that the part is the value, or an item, of; empty if it is none.
XmlNode xml_node(const DescribedPart& part, const std::string& inferred);

// The name that items of a wrapped array inherit (OpenAPI 3.2 §4.26.3).
std::string item_name(const XmlNode& wrapper);

}  // namespace avouch
