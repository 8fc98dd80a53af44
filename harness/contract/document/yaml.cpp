// SPDX-License-Identifier: MIT
#include "contract/document/yaml.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/document/yaml_members.h"
#include "contract/document/yaml_node.h"
#include "contract/document/yaml_scalar.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kMostValues = 1000000;  // "billion laughs": aliases of aliases

// YAML 1.2.2 §5.7's \_ and \N are U+00A0 and U+0085. yaml-cpp writes them as the bytes A0 and 85, which are
// not valid UTF-8 alone. If the input was UTF-8, no other byte can be invalid.
std::string with_whole_escapes(std::string_view text) {
  std::string whole;
  while (const std::optional<std::size_t> bad = first_invalid_utf8(text)) {
    whole.append(text, 0, *bad).append(1, '\xC2').append(1, text[*bad]);
    text.remove_prefix(*bad + 1);
  }
  return whole.append(text);
}

// Builds the document as a graph: an alias is another edge to an existing node.
class Events : public YAML::EventHandler {
 public:
  std::vector<YamlNode> nodes;
  std::optional<YamlProblem> problem;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    put({.line = mark.line + 1}, anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const std::size_t node = anchors_.at(anchor);
    if (nodes[node].open && !problem) {
      problem = YamlProblem{"this alias contains itself", "", mark.line + 1,
                            "Write the value out; JSON has no cycles."};
    }
    link(node);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    put({.kind = YamlNode::Kind::scalar, .tag = tag, .text = with_whole_escapes(text), .line = mark.line + 1},
        anchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open({.kind = YamlNode::Kind::sequence, .tag = tag, .line = mark.line + 1, .open = true}, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open({.kind = YamlNode::Kind::map, .tag = tag, .line = mark.line + 1, .open = true}, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  void link(std::size_t node) {
    if (!open_.empty()) nodes[open_.back()].children.push_back(node);
  }
  std::size_t put(YamlNode node, YAML::anchor_t anchor) {
    nodes.push_back(std::move(node));
    if (anchor != YAML::NullAnchor) anchors_[anchor] = nodes.size() - 1;
    link(nodes.size() - 1);
    return nodes.size() - 1;
  }
  void open(YamlNode node, YAML::anchor_t anchor) { open_.push_back(put(std::move(node), anchor)); }
  void close() {
    YamlNode& node = nodes[open_.back()];
    node.open = false;
    for (const std::size_t child : node.children)
      node.values = std::min(node.values + nodes[child].values, kMostValues + 1);
    if (node.values > kMostValues && !problem) {
      problem = YamlProblem{"its aliases make more than " + std::to_string(kMostValues) + " values", "",
                            node.line, "Use fewer aliases."};
    }
    open_.pop_back();
  }

  std::map<YAML::anchor_t, std::size_t> anchors_;
  std::vector<std::size_t> open_;
};

// Converts the graph to a JSON value, with copies of aliases. Recurses to kDeepestYaml at most.
class Writer {
 public:
  explicit Writer(const std::vector<YamlNode>& nodes) : nodes_(nodes) {}

  std::optional<YamlProblem> problem;

  JsonValue write(std::size_t index, const std::string& pointer, int line, std::size_t depth) {
    JsonValue value = write_node(nodes_[index], pointer, depth);
    value.line = static_cast<std::uint32_t>(line);
    return value;
  }

 private:
  JsonValue write_node(const YamlNode& node, const std::string& pointer, std::size_t depth) {
    if (depth > kDeepestYaml) {
      if (!problem) problem = too_deep(node.line, pointer);
      return {};
    }
    switch (node.kind) {
      case YamlNode::Kind::null:
        return {};
      case YamlNode::Kind::scalar:
        return scalar(node, pointer);
      case YamlNode::Kind::sequence:
        return sequence(node, pointer, depth);
      case YamlNode::Kind::map:
        return map(node, pointer, depth);
    }
    return {};
  }

  JsonValue fail(const YamlNode& node, const std::string& pointer, std::string title, std::string hint) {
    if (!problem) problem = YamlProblem{std::move(title), pointer, node.line, std::move(hint)};
    return {};
  }

  JsonValue bad_tag(const YamlNode& node, const std::string& pointer) {
    return fail(node, pointer, "the tag " + in_quotes(node.tag) + " is not supported",
                "Leave it out; JSON has no such type.");
  }

  JsonValue scalar(const YamlNode& node, const std::string& pointer) {
    if (node.tag == "!" || node.tag == "tag:yaml.org,2002:str")
      return JsonValue::string(node.text);  // quoted, or tagged as a string
    if (accepts(node, "null") && is_yaml_null(node.text)) return {};
    if (const std::optional<bool> value = yaml_boolean(node.text); value && accepts(node, "bool"))
      return JsonValue::boolean(*value);
    if (accepts(node, "int") || accepts(node, "float")) {
      if (is_yaml_infinity_or_nan(node.text))
        return fail(node, pointer, in_quotes(node.text) + " is not a JSON number",
                    "Put it in quotes, or write a number.");
      if (std::optional<std::string> number = yaml_number(node.text))
        return JsonValue::number(*std::move(number));
    }
    return node.tag == "?" || node.tag.empty() ? JsonValue::string(node.text) : bad_tag(node, pointer);
  }

  JsonValue sequence(const YamlNode& node, const std::string& pointer, std::size_t depth) {
    if (node.tag != "!" && !accepts(node, "seq")) return bad_tag(node, pointer);
    JsonValue array = JsonValue::array();
    for (const std::size_t child : node.children) {
      if (problem) break;
      array.items.push_back(
          write(child, pointer_append(pointer, array.size()), nodes_[child].line, depth + 1));
    }
    return array;
  }

  JsonValue map(const YamlNode& node, const std::string& pointer, std::size_t depth) {
    if (node.tag != "!" && !accepts(node, "map")) return bad_tag(node, pointer);
    JsonValue object = JsonValue::object();
    YamlMembers members(nodes_);
    const std::vector<YamlMembers::Member> all = members.of(node, pointer, depth);
    if (members.problem && !problem) problem = std::move(members.problem);
    for (const YamlMembers::Member& member : all) {
      if (problem) break;
      object.members.emplace_back(
          std::string(member.name),
          write(member.value, pointer_append(pointer, member.name), member.line, depth + 1));
    }
    return object;
  }

  const std::vector<YamlNode>& nodes_;
};

// A line of only whitespace has no meaning, whatever its first character (YAML 1.2.2 §6.6). yaml-cpp rejects
// a tab there as indentation.
std::string with_blank_lines_empty(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    const bool has_end = line.size() < text.size();
    text.remove_prefix(line.size() + (has_end ? 1 : 0));
    if (line.starts_with('\t') && line.find_first_not_of(" \t\r") == line.npos) line = {};
    lines.append(line).append(has_end ? 1 : 0, '\n');
  }
  return lines;
}

std::optional<YamlProblem> read_events(std::string_view text, Events& events) {
  std::istringstream stream{with_blank_lines_empty(text)};
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(events)) {
      return YamlProblem{"this YAML file has no document", "", 1, "Write one."};
    }
    if (events.problem) return events.problem;
    Events further;
    if (parser.HandleNextDocument(further)) {
      const int line = further.nodes.empty() ? 0 : further.nodes.front().line;
      return YamlProblem{"this YAML file has more than one document", "", line,
                         "Keep one document per file."};
    }
  } catch (const YAML::DeepRecursion& error) {
    return YamlProblem{"this is nested deeper than " + std::to_string(kDeepestYaml) + " levels", "",
                       error.mark.line + 1, "Flatten it."};
  } catch (const YAML::Exception& error) {
    return YamlProblem{"this is not YAML: " + error.msg, "", error.mark.line + 1,
                       "Fix the syntax (YAML 1.2.2)."};
  }
  return std::nullopt;
}

int line_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

// YAML 1.2.2 §5.1. yaml-cpp would treat some of them as the end of the document.
bool is_unprintable(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

std::optional<YamlProblem> check_characters(std::string_view text) {
  if (const std::optional<std::size_t> bad = first_invalid_utf8(text))
    return YamlProblem{"this is not UTF-8", "", line_of(text, *bad), "Save it as UTF-8."};
  const auto* const bad = std::find_if(text.begin(), text.end(), is_unprintable);
  if (bad == text.end()) return std::nullopt;
  return YamlProblem{"this holds the control character " + printable(std::string_view(bad, 1)), "",
                     line_of(text, static_cast<std::size_t>(bad - text.begin())),
                     "Write it as an escape in double quotes (YAML 1.2.2 §5.7)."};
}

Error to_error(std::string file, YamlProblem problem) {
  return {.title = std::move(problem.title),
          .place = {.file = std::move(file), .pointer = std::move(problem.pointer), .line = problem.line},
          .hint = std::move(problem.hint)};
}

}  // namespace

Result<Document> parse_yaml_document(std::string file, std::string_view text) {
  if (std::optional<YamlProblem> problem = check_characters(text))
    return to_error(std::move(file), *std::move(problem));
  Events events;
  if (std::optional<YamlProblem> problem = read_events(text, events))
    return to_error(std::move(file), *std::move(problem));
  Writer writer(events.nodes);
  JsonValue root = writer.write(0, "", events.nodes.front().line, 0);
  if (writer.problem) return to_error(std::move(file), *std::move(writer.problem));
  return Document(std::move(file), std::move(root));
}

}  // namespace avouch
