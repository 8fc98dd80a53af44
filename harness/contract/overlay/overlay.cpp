// SPDX-License-Identifier: MIT
#include "contract/overlay/overlay.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/openapi/reader.h"
#include "contract/overlay/json_path.h"
#include "json/pointer.h"

namespace avouch {
namespace {

using nlohmann::json;

// A document under change: its value, and the source of each part.
class Changed {
 public:
  Changed(const Document& document, Library::Origins origins)
      : root_(document.root()),
        lines_(document.lines()),
        numbers_(document.numbers()),
        origins_(std::move(origins)) {
    for (const auto& [pointer, spot] : lines_) {
      last_.line = std::max(last_.line, spot.line);
      last_.order = std::max(last_.order, spot.order);
    }
  }

  const json& root() const { return root_; }

  // Overlay 1.0 §4.4.3.1: objects are merged member by member; the value is appended to an array. Other
  // targets cannot be updated.
  bool update(const std::string& pointer, const Location& with) {
    json& target = root_[json::json_pointer(pointer)];
    if (target.is_array()) {
      put(pointer_append(pointer, target.size()), with);
      return true;
    }
    if (!target.is_object() || !with.value->is_object()) return false;
    merge(pointer, with);
    return true;
  }

  void remove(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    const std::string parent = pointer.substr(0, slash);
    json& owner = root_[json::json_pointer(parent)];
    forget(pointer);
    if (owner.is_object()) {
      owner.erase(pointer_tokens(pointer)->back());
      return;
    }
    const std::size_t index = std::stoul(pointer.substr(slash + 1));
    owner.erase(owner.begin() + static_cast<std::ptrdiff_t>(index));
    for (std::size_t i = index; i < owner.size(); ++i)
      move(pointer_append(parent, i + 1), pointer_append(parent, i));
  }

  Document document(const std::string& file) && {
    return {file, std::move(root_), std::move(lines_), std::move(numbers_)};
  }
  const Library::Origins& origins() const { return origins_; }

 private:
  void merge(const std::string& pointer, const Location& with) {
    for (const auto& [name, value] : with.value->items()) {
      const std::string at = pointer_append(pointer, name);
      const Location member{with.document, pointer_append(with.pointer, name), &value};
      const json& target = root_[json::json_pointer(pointer)];
      const auto known = target.find(name);
      if (known != target.end() && known->is_object() && value.is_object()) {
        merge(at, member);
      } else if (known != target.end() && known->is_array() && value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
          const std::size_t end = root_[json::json_pointer(at)].size();
          put(pointer_append(at, end), {with.document, pointer_append(member.pointer, i), &value[i]});
        }
      } else {
        put(at, member);
      }
    }
  }

  void put(const std::string& pointer, const Location& from) {
    forget(pointer);
    const std::size_t slash = pointer.rfind('/');
    json& owner = root_[json::json_pointer(pointer.substr(0, slash))];
    if (owner.is_array()) {
      owner.push_back(*from.value);
    } else {
      owner[pointer_tokens(pointer)->back()] = *from.value;
    }
    origins_[pointer] = from.place();
    // Gives every new value a line after all others, so members stay in order: first the document's, then the
    // overlay's.
    std::vector<std::pair<std::string, const json*>> open = {{"", from.value}};
    while (!open.empty()) {
      const auto [below, value] = std::move(open.back());
      open.pop_back();
      Document::Spot spot = from.document->spot(from.pointer + below);
      spot.line += last_.line;
      spot.order += last_.order + 1;
      lines_[pointer + below] = spot;
      if (value->is_object()) {
        for (const auto& [name, member] : value->items())
          open.emplace_back(pointer_append(below, name), &member);
      } else if (value->is_array()) {
        for (std::size_t i = 0; i < value->size(); ++i)
          open.emplace_back(pointer_append(below, i), &(*value)[i]);
      }
    }
  }

  template <class Map>
  static std::vector<std::string> below(const Map& map, const std::string& pointer) {
    std::vector<std::string> found;
    for (const auto& [key, value] : map) {
      if (key == pointer || key.starts_with(pointer + "/")) found.push_back(key);
    }
    return found;
  }

  void forget(const std::string& pointer) {
    for (const std::string& key : below(lines_, pointer)) lines_.erase(key);
    for (const std::string& key : below(numbers_, pointer)) numbers_.erase(key);
    for (const std::string& key : below(origins_, pointer)) origins_.erase(key);
  }

  template <class Map>
  static void move_in(Map& map, const std::string& from, const std::string& to) {
    for (const std::string& key : below(map, from)) {
      auto node = map.extract(key);
      node.key() = to + key.substr(from.size());
      map.insert(std::move(node));
    }
  }

  void move(const std::string& from, const std::string& to) {
    move_in(lines_, from, to);
    move_in(numbers_, from, to);
    move_in(origins_, from, to);
  }

  json root_;
  Document::Spot last_;  // after the end of the document
  Document::Lines lines_;
  Document::Numbers numbers_;
  Library::Origins origins_;
};

void apply_action(Reader& reader, const Location& action, Changed& changed) {
  if (!reader.expect_object(action, "an action")) return;
  reader.check_names(action, "an action", {"target", "description", "update", "remove"});
  const std::optional<std::string> target = reader.needed_text(action, "target", "an action");
  const bool removes = reader.flag(action, "remove", false);
  const std::optional<Location> update = reader.any(action, "update");
  if (!target) return;
  const Location at = *reader.any(action, "target");
  Result<JsonPath> path = parse_json_path(*target);
  if (!path) return reader.fail(at, path.errors().front().title, path.errors().front().mend);
  if (!removes && !update) {
    return reader.fail(action, "an action neither updates nor removes", "Add `update`, or \"remove\": true.");
  }
  std::vector<std::string> pointers = select(*path, changed.root());
  if (pointers.empty()) {
    reader.note(at, "the overlay's target " + in_quotes(*target) + " selects nothing",
                "Mend the path, or leave the action out.");
  }
  if (removes) {
    // Removes from the end, so the remaining pointers stay valid.
    for (auto pointer = pointers.rbegin(); pointer != pointers.rend(); ++pointer) {
      if (pointer->empty())
        return reader.fail(at, "the whole document cannot be removed", "Name a part of it.");
      if (changed.root().contains(json::json_pointer(*pointer))) changed.remove(*pointer);
    }
    return;
  }
  for (const std::string& pointer : pointers) {
    if (changed.update(pointer, *update)) continue;
    reader.fail(at,
                "the target " + in_quotes(*target) + " selects " + in_quotes(pointer) +
                    ", which cannot be merged with the update",
                "Select an object and give an object, or select an array (Overlay 1.0 §4.4.3).");
  }
}

}  // namespace

Result<void> apply_overlay(Library& library, const std::string& file, const std::string& overlay,
                           Errors& notes) {
  const Result<const Document*> loaded = library.load(overlay);
  if (!loaded) return loaded.errors();
  const Location root{*loaded, "", &(*loaded)->root()};
  Reader reader(library);
  if (!reader.expect_object(root, "an overlay")) return std::move(reader.errors);
  const std::optional<std::string> version = reader.needed_text(root, "overlay", "an overlay");
  if (!version) return std::move(reader.errors);
  if (!version->starts_with("1.0.")) {
    reader.fail(*reader.any(root, "overlay"), "Overlay " + shown(*version) + " is not supported",
                "Write \"1.0.0\", if it uses nothing newer.");
    return std::move(reader.errors);
  }
  reader.check_names(root, "an overlay", {"overlay", "info", "extends", "actions"});
  Changed changed(*library.find(file), library.origins(file));
  if (const std::optional<Location> actions = reader.array(root, "actions")) {
    for (const NamedLocation& action : reader.members(*actions)) apply_action(reader, action.at, changed);
  } else if (!reader.any(root, "actions")) {
    reader.fail(root, "an overlay has no `actions`", "Add at least one (Overlay 1.0 §4.4.1).");
  }
  if (!reader.errors.empty()) return std::move(reader.errors);
  notes.insert(notes.end(), reader.notes.begin(), reader.notes.end());
  Library::Origins origins = changed.origins();
  library.replace(file, std::move(changed).document(library.find(file)->file()), std::move(origins));
  return {};
}

}  // namespace avouch
