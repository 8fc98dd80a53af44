// SPDX-License-Identifier: MIT
#include "prove/edits.h"

#include <utility>
#include <vector>

#include "generate/media/writer.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {

using http::Request;
using http::Response;

Edit with_status(int status) {
  return [status](const Request&, Response& answer) {
    answer.status = status;
    answer.reason.clear();
    if (status != 204 && status != 205 && status != 304) return;
    answer.body.clear();
    http::remove(answer.fields, "Content-Type");
  };
}

Edit with_line(std::string name, std::string value) {
  return [name = std::move(name), value = std::move(value)](const Request&, Response& answer) {
    http::set(answer.fields, name, value);
  };
}

Edit without_line(std::string name) {
  return [name = std::move(name)](const Request&, Response& answer) { http::remove(answer.fields, name); };
}

Edit with_lines_twice(std::string name) {
  return [name = std::move(name)](const Request&, Response& answer) {
    for (const std::string& value : http::values(answer.fields, name)) answer.fields.push_back({name, value});
  };
}

Edit with_lines_renamed(std::string name, std::string other) {
  return [name = std::move(name), other = std::move(other)](const Request&, Response& answer) {
    const std::vector<std::string> lines = http::values(answer.fields, name);
    http::remove(answer.fields, name);
    for (const std::string& line : lines) answer.fields.push_back({other, line});
  };
}

std::optional<Edit> with_value(const DocumentedMedia& media, const std::string& text) {
  if (media.form() == MediaForm::json) return with_body([text](const std::string&) { return text; });
  const std::optional<JsonValue> value = read_json(text);
  std::optional<WrittenContent> content = value ? write_faithfully(media, *value) : std::nullopt;
  if (!content) return std::nullopt;
  return [content = *std::move(content)](const Request&, Response& answer) {
    answer.body = content.bytes;
    http::set(answer.fields, "Content-Type", content.content_type);
  };
}

Edit with_changed_value(const DocumentedMedia& media, std::function<std::string(const std::string&)> change) {
  if (media.form() == MediaForm::json) return with_body(std::move(change));
  return [media, change = std::move(change)](const Request&, Response& answer) {
    const std::string type = http::combined(answer.fields, "Content-Type").value_or("");
    const std::optional<JsonValue> value = read_content(media, answer.body, type);
    const std::optional<JsonValue> changed = value ? read_json(change(to_text(*value))) : std::nullopt;
    std::optional<WrittenContent> content = changed ? write_content(media, *changed) : std::nullopt;
    if (!content) return;
    answer.body = std::move(content->bytes);
    http::set(answer.fields, "Content-Type", std::move(content->content_type));
  };
}

Edit with_body(std::function<std::string(const std::string&)> change) {
  return
      [change = std::move(change)](const Request&, Response& answer) { answer.body = change(answer.body); };
}

}  // namespace avouch
