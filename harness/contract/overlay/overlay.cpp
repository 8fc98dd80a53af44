// SPDX-License-Identifier: MIT
#include "contract/overlay/overlay.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/openapi/reader.h"
#include "contract/overlay/json_path.h"
#include "json/json_value.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// A document under change: its value, and where each part of it is from.
class Changed {
 public:
  Changed(const Document& document, Library::Origins origins)
      : root_(document.root()), origins_(std::move(origins)) {}

  const JsonValue& root() const { return root_; }

  // Overlay 1.0 §4.4.3.1: objects are merged member by member; the value is appended to an array. Other
  // targets cannot be updated.
  bool update(const std::string& pointer, const Location& with) {
    JsonValue& target = *root_.at(pointer);
    if (target.is_array()) {
      append(pointer, target, with);
      return true;
    }
    if (!target.is_object() || !with.value->is_object()) return false;
    merge(pointer, target, with);
    return true;
  }

  void remove(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    const std::string parent = pointer.substr(0, slash);
    JsonValue& owner = *root_.at(parent);
    forget(pointer);
    if (owner.is_object()) {
      owner.drop(pointer_tokens(pointer)->back());
      return;
    }
    const std::size_t index = std::stoul(pointer.substr(slash + 1));
    owner.items.erase(owner.items.begin() + static_cast<std::ptrdiff_t>(index));
    for (std::size_t i = index; i < owner.size(); ++i)
      move(pointer_append(parent, i + 1), pointer_append(parent, i));
  }

  Document document(const std::string& file) && { return {file, std::move(root_)}; }
  const Library::Origins& origins() const { return origins_; }

 private:
  void merge(const std::string& pointer, JsonValue& target, const Location& with) {
    for (const auto& [name, value] : with.value->members) {
      const std::string at = pointer_append(pointer, name);
      const Location member{with.document, pointer_append(with.pointer, name), &value};
      JsonValue* known = target.find(name);
      if (known != nullptr && known->is_object() && value.is_object()) {
        merge(at, *known, member);
      } else if (known != nullptr && known->is_array() && value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
          append(at, *known, {with.document, pointer_append(member.pointer, i), &value.items[i]});
      } else {
        forget(at);
        target.set(name, value);
        origins_[at] = member.place();
      }
    }
  }

  void append(const std::string& pointer, JsonValue& array, const Location& from) {
    origins_[pointer_append(pointer, array.size())] = from.place();
    array.items.push_back(*from.value);
  }

  std::vector<std::string> origins_below(const std::string& pointer) const {
    std::vector<std::string> found;
    for (const auto& [key, value] : origins_) {
      if (key == pointer || key.starts_with(pointer + "/")) found.push_back(key);
    }
    return found;
  }

  void forget(const std::string& pointer) {
    for (const std::string& key : origins_below(pointer)) origins_.erase(key);
  }

  void move(const std::string& from, const std::string& to) {
    for (const std::string& key : origins_below(from)) {
      auto node = origins_.extract(key);
      node.key() = to + key.substr(from.size());
      origins_.insert(std::move(node));
    }
  }

  JsonValue root_;
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
  if (!path) return reader.fail(at, path.errors().front().title, path.errors().front().hint);
  if (!removes && !update) {
    return reader.fail(action, "an action neither updates nor removes", "Add `update`, or \"remove\": true.");
  }
  std::vector<std::string> pointers = select(*path, changed.root());
  if (pointers.empty()) {
    reader.note(at, "the overlay's target " + in_quotes(*target) + " selects nothing",
                "Correct the path, or leave the action out.");
  }
  if (removes) {
    // Removes from the end, so the remaining pointers stay valid.
    for (auto pointer = pointers.rbegin(); pointer != pointers.rend(); ++pointer) {
      if (pointer->empty())
        return reader.fail(at, "the whole document cannot be removed", "Name a part of it.");
      if (changed.root().at(*pointer) != nullptr) changed.remove(*pointer);
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
