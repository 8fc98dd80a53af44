// SPDX-License-Identifier: MIT
// The elements of an XML document, read by expat within limits. A document type declaration is refused, so
// there are no entities but the five of XML itself.
//
//   const XmlTree tree = parse_xml(content);
//   tree.elements[0].name == "book"
//
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "judge/media/media.h"

namespace avouch {

struct XmlAttribute {
  std::string name;  // without a prefix
  std::string name_space;
  std::string value;
};

struct XmlElement {
  std::string name;  // without a prefix
  std::string name_space;
  std::vector<XmlAttribute> attributes;  // without namespace declarations
  std::vector<std::size_t> children;     // elements, by their indices
  std::string text;                      // all of it, also that in CDATA sections
  std::string cdata;                     // the text in CDATA sections
};

struct XmlTree {
  std::vector<XmlElement> elements;  // in document order, the root first; empty if the budget is used up
  std::optional<SyntaxFault> fault = {};
  std::string unread = {};  // why a document that may be well-formed was not read
};

XmlTree parse_xml(const MediaContent& content);

}  // namespace avouch
