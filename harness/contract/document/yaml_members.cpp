// SPDX-License-Identifier: MIT
#include "contract/document/yaml_members.h"

#include <map>
#include <utility>

#include "base/text.h"
#include "json/pointer.h"

namespace avouch {
namespace {

using Kind = YamlNode::Kind;

std::string_view name_of(const YamlNode& key) {
  return key.kind == Kind::null ? "null" : std::string_view(key.text);
}

bool is_merge_key(const YamlNode& key) {
  return key.kind == Kind::scalar && key.text == "<<" &&
         (key.tag == "?" || key.tag == "tag:yaml.org,2002:merge");
}

}  // namespace

std::vector<YamlMembers::Member> YamlMembers::of(const YamlNode& node, const std::string& pointer,
                                                 std::size_t depth) {
  std::vector<Member> all;
  Names taken;
  add(node, pointer, depth, taken, all);
  return all;
}

// Bound: the parser of the nodes counted the members of a merge key as values, once per visit here.
void YamlMembers::add(const YamlNode& node, const std::string& pointer, std::size_t depth, Names& taken,
                      std::vector<Member>& all) {
  if (depth > kDeepestYaml) {
    if (!problem) problem = too_deep(node.line, pointer);
    return;
  }
  const std::optional<std::vector<bool>> is_new = take_names(node, pointer, taken);
  if (!is_new) return;
  for (std::size_t i = 0; i + 1 < node.children.size() && !problem; i += 2) {
    const YamlNode& key = nodes_[node.children[i]];
    const std::size_t value = node.children[i + 1];
    if (is_merge_key(key)) {
      add_merged(key, value, pointer, depth, taken, all);
    } else if ((*is_new)[i / 2]) {
      all.push_back({.name = name_of(key), .line = key.line, .value = value});
    }
  }
}

// Returns which of the mapping's own members have new names. nullopt after an error.
std::optional<std::vector<bool>> YamlMembers::take_names(const YamlNode& node, const std::string& pointer,
                                                         Names& taken) {
  std::vector<bool> is_new;
  std::map<std::string_view, std::size_t> own;  // name -> where it is in is_new
  bool merges = false;
  for (std::size_t i = 0; i + 1 < node.children.size(); i += 2) {
    const YamlNode& key = nodes_[node.children[i]];
    if (key.kind == Kind::sequence || key.kind == Kind::map) {
      fail(key.line, pointer, "a key is not a scalar", "Write a name; JSON has only names as keys.");
      return std::nullopt;
    }
    const std::string_view name = name_of(key);
    const bool is_merge = is_merge_key(key);
    if (is_merge && std::exchange(merges, true)) {
      fail(key.line, pointer, "the merge key << occurs twice", "Write one list: <<: [*one, *other].");
      return std::nullopt;
    }
    if (is_merge) {
      is_new.push_back(false);
      continue;
    }
    const auto [earlier, is_first] = own.try_emplace(name, is_new.size());
    if (is_first) {
      is_new.push_back(taken.insert(name).second);
      continue;
    }
    faults.push_back({"the member " + in_quotes(name) + " occurs twice: the last one counts",
                      pointer_append(pointer, name), key.line, "Keep one of the two."});
    is_new.push_back(is_new[earlier->second]);
    is_new[earlier->second] = false;
    earlier->second = is_new.size() - 1;
  }
  return is_new;
}

void YamlMembers::add_merged(const YamlNode& key, std::size_t from, const std::string& pointer,
                             std::size_t depth, Names& taken, std::vector<Member>& all) {
  const YamlNode& value = nodes_[from];
  const bool is_list = value.kind == Kind::sequence && (value.tag == "!" || accepts(value, "seq"));
  for (const std::size_t each : is_list ? value.children : std::vector<std::size_t>{from}) {
    if (problem) return;
    const YamlNode& mapping = nodes_[each];
    if (mapping.kind != Kind::map || (mapping.tag != "!" && !accepts(mapping, "map"))) {
      fail(key.line, pointer, "the merge key << takes a mapping or a list of mappings",
           "Write <<: *name, or <<: [*one, *other] (yaml.org/type/merge).");
      return;
    }
    add(mapping, pointer, depth + 1, taken, all);
  }
}

void YamlMembers::fail(int line, const std::string& pointer, std::string title, std::string hint) {
  if (!problem) problem = YamlProblem{std::move(title), pointer, line, std::move(hint)};
}

}  // namespace avouch
