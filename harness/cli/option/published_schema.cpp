// SPDX-License-Identifier: MIT
#include "cli/option/published_schema.h"

#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "json/json_reader.h"
#include "json/json_value.h"
#include "schemas/shipped.h"

namespace avouch {
namespace {

void leave_out_texts(JsonValue& schema) {
  std::erase_if(schema.members, [](const auto& member) {
    return member.second.is_string() && (member.first == "pattern" || member.first == "format");
  });
  for (auto& [name, member] : schema.members) leave_out_texts(member);
  for (JsonValue& item : schema.items) leave_out_texts(item);
}

Oracle made_of(std::string_view name) {
  for (const ShippedFile& file : shipped_files()) {
    if (file.name != name) continue;
    std::optional<JsonValue> schema = read_json(file.text);
    if (!schema) break;
    leave_out_texts(*schema);
    // No limit but that of memory: the file is the user's own, and the schemas have nothing that is
    // quadratic.
    constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();
    Result<Oracle> made =
        Oracle::make(to_text(*schema), {.values = kNoLimit, .members = kNoLimit, .steps = kNoLimit});
    if (made) return *std::move(made);
  }
  throw std::logic_error(std::string(name) + " is not in this binary, or is no schema");
}

}  // namespace

std::vector<OracleFault> faults_by(std::string_view schema, const Instance& value) {
  static std::mutex mutex;
  static std::map<std::string, Oracle, std::less<>> known;
  const std::lock_guard lock(mutex);
  auto found = known.find(schema);
  if (found == known.end()) found = known.emplace(std::string(schema), made_of(schema)).first;
  return found->second.faults(value);
}

}  // namespace avouch
