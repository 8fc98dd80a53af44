// SPDX-License-Identifier: MIT
#include "contract/overlay/overlay.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/openapi/reader.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "jsonpath/json_path.h"

namespace avouch {
namespace {

enum class OverlayVersion { v1_0, v1_1 };

// What is merged into a target: a value of the overlay, or a part of the changed document itself.
struct Addition {
  const JsonValue* value = nullptr;
  // Its place, and with a pointer below it the place of a part.
  std::function<Place(const std::string& below)> place;
};

bool is_primitive(const JsonValue& value) {
  return !value.is_structured();
}

std::size_t levels_above(const std::vector<PathNode>& targets) {
  std::ptrdiff_t levels = 0;
  for (const PathNode& target : targets)
    levels = std::max(levels, std::count(target.pointer.begin(), target.pointer.end(), '/'));
  return static_cast<std::size_t>(levels);
}

// What the actions of an overlay may cost together: a copy of a copy doubles what it copies.
class Budget {
 public:
  explicit Budget(const JsonValue& document) : document_(size_of(document).values) {}

  // Returns whether a value may be merged into these targets. If not, the budget is at its end.
  bool take(const DocumentSize& size, const std::vector<PathNode>& targets) {
    const std::size_t values = size.values * targets.size();
    const std::size_t text = size.text * targets.size();
    if (levels_above(targets) + size.levels > kJsonDepth) {
      end("makes a document of more than " + std::to_string(kJsonDepth) + " levels");
    } else if (values > values_) {
      end("merges more than " + std::to_string(kMostMergedValues) + " values");
    } else if (text > text_) {
      end("merges more than 64 MiB of texts and names");
    } else if (document_ + values > kMostDocumentValues) {
      end("makes a document of more than the " + std::to_string(kMostDocumentValues) +
          " values that are judged");
    } else {
      document_ += values;
      values_ -= values;
      text_ -= text;
    }
    return !is_at_end();
  }

  void spend(std::size_t some) {
    steps -= std::min(steps, some);
    if (steps == 0) end("needs more than " + std::to_string(kMostOverlaySteps) + " steps");
  }

  bool is_at_end() const { return !limit_.empty(); }
  // What ended it: "needs more than …". Precondition: it is at its end.
  const std::string& limit() const { return limit_; }

  std::size_t steps = kMostOverlaySteps;

 private:
  void end(std::string limit) {
    if (limit_.empty()) limit_ = std::move(limit);
  }

  std::size_t document_;
  std::size_t values_ = kMostMergedValues;
  std::size_t text_ = kMostMergedBytes;
  std::string limit_;
};

// The steps that finding a name among so many members takes.
std::size_t steps_among(std::size_t members) {
  return 1 + members / 16;
}

// A document under change: its value, and where each part of it is from.
class Changed {
 public:
  Changed(const Document& document, Library::Origins origins, OverlayVersion version)
      : budget(document.root()),
        file_(document.file()),
        root_(document.root()),
        origins_(std::move(origins)),
        version_(version) {}

  Budget budget;

  const JsonValue& root() const { return root_; }

  // Overlay 1.1 §4.4.3: objects are merged member by member, arrays concatenated, another value is appended
  // to an array, primitive values are replaced. 1.0 appends arrays too and does not change primitive values.
  bool update(const std::string& pointer, const Addition& with) {
    JsonValue* const found = at(pointer);
    if (found == nullptr) return true;  // an earlier target was replaced, and this one with it
    JsonValue& target = *found;
    const bool concatenates = version_ == OverlayVersion::v1_1 && with.value->is_array();
    if (target.is_array()) {
      if (concatenates) {
        append_all(pointer, target, with, "");
      } else {
        append(pointer, target, *with.value, with.place(""));
      }
      return true;
    }
    if (target.is_object() && with.value->is_object()) return merge(pointer, target, *with.value, with, "");
    if (version_ == OverlayVersion::v1_0 || !is_primitive(target) || !is_primitive(*with.value)) return false;
    replace(pointer, target, *with.value, with.place(""));
    return true;
  }

  // Where a part of the document is from, which the place of a copy then names.
  Place place_of(const std::string& pointer, std::uint32_t line_of_value) const {
    const int line = static_cast<int>(line_of_value);
    for (std::string at = pointer; !at.empty(); at.resize(at.rfind('/'))) {
      if (const auto origin = origins_.find(at); origin != origins_.end()) {
        return {.file = origin->second.file,
                .pointer = origin->second.pointer + pointer.substr(at.size()),
                .line = line};
      }
    }
    return {.file = file_, .pointer = pointer, .line = line};
  }

  void remove(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    const std::string parent = pointer.substr(0, slash);
    JsonValue& owner = *at(parent);
    budget.spend(steps_among(owner.size()));
    forget(pointer);
    if (owner.is_object()) {
      owner.drop(pointer_tokens(pointer)->back());
      return;
    }
    const std::size_t index = std::stoul(pointer.substr(slash + 1));
    owner.items.erase(owner.items.begin() + static_cast<std::ptrdiff_t>(index));
    budget.spend(owner.size() - index);
    if (budget.is_at_end()) return;
    for (std::size_t i = index; i < owner.size(); ++i)
      move(pointer_append(parent, i + 1), pointer_append(parent, i));
  }

  Document document(const std::string& file) && { return {file, std::move(root_)}; }
  const Library::Origins& origins() const { return origins_; }

 private:
  // nullptr if no value exists there.
  JsonValue* at(const std::string& pointer) {
    JsonValue* value = &root_;
    const std::vector<std::string> tokens = pointer_tokens(pointer).value_or(std::vector<std::string>());
    for (auto token = tokens.begin(); value != nullptr && token != tokens.end(); ++token) {
      budget.spend(steps_among(value->members.size()));
      value = value->at(pointer_append("", *token));
    }
    return value;
  }

  // Returns false if something cannot be merged, or if the budget is at its end.
  bool merge(const std::string& pointer, JsonValue& target, const JsonValue& from, const Addition& with,
             const std::string& below) {
    for (const auto& [name, value] : from.members) {
      const std::string at = pointer_append(pointer, name);
      const std::string part = pointer_append(below, name);
      budget.spend(steps_among(target.members.size()));
      if (budget.is_at_end()) return false;
      JsonValue* known = target.find(name);
      if (known != nullptr && known->is_object() && value.is_object()) {
        if (!merge(at, *known, value, with, part)) return false;
      } else if (known != nullptr && known->is_array() && value.is_array()) {
        append_all(at, *known, {&value, with.place}, part);
      } else if (known != nullptr && version_ == OverlayVersion::v1_1 &&
                 (!is_primitive(*known) || !is_primitive(value))) {
        return false;
      } else {
        replace(at, target.set(name, value), value, with.place(part));
      }
    }
    return true;
  }

  void append_all(const std::string& pointer, JsonValue& array, const Addition& with,
                  const std::string& below) {
    for (std::size_t i = 0; i < with.value->items.size(); ++i)
      append(pointer, array, with.value->items[i], with.place(pointer_append(below, i)));
  }

  void append(const std::string& pointer, JsonValue& array, const JsonValue& value, Place from) {
    origins_[pointer_append(pointer, array.size())] = std::move(from);
    array.items.push_back(value);
  }

  void replace(const std::string& pointer, JsonValue& target, const JsonValue& value, Place from) {
    forget(pointer);
    target = value;
    origins_[pointer] = std::move(from);
  }

  std::vector<std::string> origins_below(const std::string& pointer) const {
    std::vector<std::string> found;
    if (origins_.contains(pointer)) found.push_back(pointer);
    const std::string below = pointer + "/";
    for (auto at = origins_.lower_bound(below); at != origins_.end() && at->first.starts_with(below); ++at)
      found.push_back(at->first);
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

  std::string file_;
  JsonValue root_;
  Library::Origins origins_;
  OverlayVersion version_;
};

// Each place of a value that is copied: pointers from the value, to where its parts are from.
void add_places(const JsonValue& value, const std::string& pointer, const std::string& below,
                const Changed& changed, std::map<std::string, Place>& places) {
  places.emplace(below, changed.place_of(pointer, value.line));
  for (const auto& [name, member] : value.members)
    add_places(member, pointer_append(pointer, name), pointer_append(below, name), changed, places);
  for (std::size_t i = 0; i < value.items.size(); ++i)
    add_places(value.items[i], pointer_append(pointer, i), pointer_append(below, i), changed, places);
}

// Pointers so that one that is removed does not move or remove those behind it: children before their parent,
// later elements of an array before earlier ones.
std::vector<std::string> last_first(std::vector<std::string> pointers) {
  const auto key = [](const std::string& pointer) {
    std::vector<std::pair<std::size_t, std::string>> parts;
    for (std::string& token : pointer_tokens(pointer).value_or(std::vector<std::string>())) {
      const std::size_t length = token.size();  // a longer index is a larger one
      parts.emplace_back(length, std::move(token));
    }
    return parts;
  };
  std::sort(pointers.begin(), pointers.end(),
            [&](const std::string& left, const std::string& right) { return key(left) > key(right); });
  return pointers;
}

// A fault if the actions cost too much: they end with this one.
void fail_at_end(Reader& reader, const Location& at, const Budget& budget) {
  reader.fail(at, "the overlay " + budget.limit(),
              "Select fewer places, or write the result instead of actions that make it.");
}

// The parts of an action that select. Errors are told to the reader.
std::optional<std::vector<PathNode>> selected(Reader& reader, const Location& at, const std::string& text,
                                              Changed& changed) {
  constexpr std::size_t kStepsOfNode = 10;  // its pointer is made, and compared with others
  const Result<JsonPath> path = parse_json_path(text);
  if (!path) {
    reader.fail(at, path.errors().front().title, path.errors().front().hint);
    return std::nullopt;
  }
  Result<std::vector<PathNode>> nodes = select(*path, changed.root(), changed.budget.steps);
  changed.budget.spend(nodes ? 1 + kStepsOfNode * nodes->size() : 0);
  if (changed.budget.is_at_end()) {
    fail_at_end(reader, at, changed.budget);
    return std::nullopt;
  }
  if (!nodes) {
    reader.fail(at, nodes.errors().front().title, nodes.errors().front().hint);
    return std::nullopt;
  }
  std::set<std::string> seen;
  std::erase_if(*nodes, [&](const PathNode& node) { return !seen.insert(node.pointer).second; });
  return *std::move(nodes);
}

void remove_all(Reader& reader, const Location& at, const std::vector<PathNode>& nodes, Changed& changed) {
  // From the end, so that the remaining pointers stay valid. A part of what is removed is gone with it.
  std::vector<std::string> pointers;
  for (const PathNode& node : nodes) pointers.push_back(node.pointer);
  for (const std::string& pointer : last_first(std::move(pointers))) {
    if (pointer.empty()) return reader.fail(at, "the whole document cannot be removed", "Name a part of it.");
    changed.remove(pointer);
    if (changed.budget.is_at_end()) return fail_at_end(reader, at, changed.budget);
  }
}

// Whether the value may be merged into these targets.
bool take(Reader& reader, const Location& at, const JsonValue& value, const std::vector<PathNode>& targets,
          Changed& changed) {
  const DocumentSize size = size_of(value);
  changed.budget.spend(size.values);
  if (!changed.budget.is_at_end() && changed.budget.take(size, targets)) return true;
  fail_at_end(reader, at, changed.budget);
  return false;
}

// Overlay 1.1 §4.4.3.1: one node, merged into the targets as an update is.
std::optional<Addition> copied(Reader& reader, const Location& copy, const std::vector<PathNode>& targets,
                               Changed& changed, JsonValue& kept) {
  const std::optional<std::vector<PathNode>> nodes = selected(reader, copy, copy.value->text, changed);
  if (!nodes) return std::nullopt;
  if (nodes->size() != 1) {
    reader.fail(copy,
                "the overlay copies " + in_quotes(copy.value->text) + ", which selects " +
                    counted(nodes->size(), "node", "nodes"),
                "Select exactly one node (Overlay 1.1 §4.4.3).");
    return std::nullopt;
  }
  if (!take(reader, copy, *nodes->front().value, targets, changed)) return std::nullopt;
  kept = *nodes->front().value;  // the target may contain it
  auto places = std::make_shared<std::map<std::string, Place>>();
  add_places(kept, nodes->front().pointer, "", changed, *places);
  return Addition{&kept, [places](const std::string& below) { return places->at(below); }};
}

void apply_action(Reader& reader, const Location& action, OverlayVersion version, Changed& changed) {
  if (!reader.expect_object(action, "an action")) return;
  if (version == OverlayVersion::v1_0) {
    reader.check_names(action, "an action", {"target", "description", "update", "remove"});
  } else {
    reader.check_names(action, "an action", {"target", "description", "update", "copy", "remove"});
  }
  const std::optional<std::string> target = reader.needed_text(action, "target", "an action");
  const bool removes = reader.flag(action, "remove", false);
  const std::optional<Location> update = reader.any(action, "update");
  const bool copies = version == OverlayVersion::v1_1 && reader.optional_text(action, "copy").has_value();
  if (!target) return;
  const Location at = *reader.any(action, "target");
  const std::optional<std::vector<PathNode>> nodes = selected(reader, at, *target, changed);
  if (!nodes) return;
  if (nodes->empty()) {
    reader.note(at, "the overlay's target " + in_quotes(*target) + " selects nothing",
                "Correct the path, or leave the action out.");
  }
  if (removes) return remove_all(reader, at, *nodes, changed);
  // `update` and `copy` together have no impact (Overlay 1.1 §4.4.3), nor has an action without either.
  if (update.has_value() == copies) {
    reader.note(action,
                copies ? "an action with `update` and `copy` changes nothing"
                       : "an action without `update` and `remove` changes nothing",
                copies ? "Keep one of the two." : "Add `update`, or \"remove\": true.");
    return;
  }
  JsonValue kept;
  std::optional<Addition> with;
  if (copies) {
    with = copied(reader, *reader.any(action, "copy"), *nodes, changed, kept);
    if (!with) return;
  } else {
    if (!take(reader, *update, *update->value, *nodes, changed)) return;
    with = Addition{update->value, [&](const std::string& below) {
                      return update->document->place(update->pointer + below);
                    }};
  }
  for (const PathNode& node : *nodes) {
    const std::string& pointer = node.pointer;
    if (changed.update(pointer, *with)) continue;
    if (changed.budget.is_at_end()) return fail_at_end(reader, at, changed.budget);
    return reader.fail(at,
                       "the target " + in_quotes(*target) + " selects " + in_quotes(pointer) +
                           ", which cannot be merged with the update",
                       version == OverlayVersion::v1_0
                           ? "Select an object and give an object, or select an array (Overlay 1.0 §4.4.3)."
                           : "Give an object for objects, and a text, a number, true, false or null for such "
                             "values (Overlay 1.1 §4.4.3).");
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
  const bool is_1_0 = version->starts_with("1.0.");
  if (!is_1_0 && !version->starts_with("1.1.")) {
    reader.fail(*reader.any(root, "overlay"), "Overlay " + shown(*version) + " is not supported",
                "Write \"1.1.0\", if it uses nothing newer.");
    return std::move(reader.errors);
  }
  reader.check_names(root, "an overlay", {"overlay", "info", "extends", "actions"});
  const OverlayVersion kind = is_1_0 ? OverlayVersion::v1_0 : OverlayVersion::v1_1;
  Changed changed(*library.find(file), library.origins(file), kind);
  const std::optional<Location> actions = reader.array(root, "actions");
  if (actions && actions->value->empty()) {
    reader.fail(*actions, "an overlay has no actions", "Add at least one (Overlay 1.1 §4.4.1).");
  } else if (actions) {
    for (const NamedLocation& action : reader.members(*actions)) {
      apply_action(reader, action.at, kind, changed);
      if (changed.budget.is_at_end()) break;
    }
  } else if (!reader.any(root, "actions")) {
    reader.fail(root, "an overlay has no `actions`", "Add at least one (Overlay 1.1 §4.4.1).");
  }
  if (!reader.errors.empty()) return std::move(reader.errors);
  notes.insert(notes.end(), reader.notes.begin(), reader.notes.end());
  Library::Origins origins = changed.origins();
  library.replace(file, std::move(changed).document(library.find(file)->file()), std::move(origins));
  return {};
}

}  // namespace avouch
