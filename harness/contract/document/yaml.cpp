// SPDX-License-Identifier: MIT
#include "contract/document/yaml.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/document/yaml_events.h"
#include "contract/document/yaml_members.h"
#include "contract/document/yaml_node.h"
#include "contract/document/yaml_scalar.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// Converts the graph to a JSON value, with copies of aliases. Recurses to kDeepestYaml at most.
class Writer {
 public:
  explicit Writer(const std::vector<YamlNode>& nodes) : nodes_(nodes) {}

  std::optional<YamlProblem> problem;
  std::vector<YamlProblem> faults;

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
    array.items.reserve(node.children.size());
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
    for (YamlProblem& fault : members.faults) {  // once, however many aliases lead there
      if (faulty_.emplace(fault.line, fault.title).second) faults.push_back(std::move(fault));
    }
    object.members.reserve(all.size());
    for (const YamlMembers::Member& member : all) {
      if (problem) break;
      object.members.emplace_back(
          std::string(member.name),
          write(member.value, pointer_append(pointer, member.name), member.line, depth + 1));
    }
    return object;
  }

  const std::vector<YamlNode>& nodes_;
  std::set<std::pair<int, std::string>> faulty_;
};

int line_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

// YAML 1.2.2 §5.1.
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

Result<Document> parse_yaml_document(std::string file, std::string_view text, std::size_t most_values) {
  if (std::optional<YamlProblem> problem = check_characters(text))
    return to_error(std::move(file), *std::move(problem));
  YamlGraph graph = read_yaml_graph(text, most_values);
  if (graph.problem) return to_error(std::move(file), *std::move(graph.problem));
  Writer writer(graph.nodes);
  JsonValue root = writer.write(0, "", graph.nodes.front().line, 0);
  if (writer.problem) return to_error(std::move(file), *std::move(writer.problem));
  Document document(file, std::move(root));
  if (graph.fault) document.add_fault(to_error(file, *std::move(graph.fault)));
  for (YamlProblem& fault : writer.faults) document.add_fault(to_error(file, std::move(fault)));
  return document;
}

}  // namespace avouch
