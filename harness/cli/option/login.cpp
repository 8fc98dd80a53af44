// SPDX-License-Identifier: MIT
#include "cli/option/login.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "cli/option/substitution.h"
#include "cli/option/values_file.h"
#include "contract/serialization.h"
#include "http/secret_field.h"
#include "json/json_value.h"

namespace avouch {
namespace {

constexpr const char* kTable = "login";
constexpr const char* kForm = "application/x-www-form-urlencoded";
constexpr const char* kJson = "application/json";

// Reads the table. Collects errors, each with the line of its value.
class LoginTable {
 public:
  LoginTable(const Options& options, const GivenValue& table) : options_(options), table_(table) {}

  std::string text(const char* name, const std::string& otherwise) {
    const JsonValue* found = table_.value.find(name);
    if (found == nullptr) return otherwise;
    if (!found->is_string())
      refuse("`" + std::string(name) + "` of [login] is not a text", "Put it in quotes.", found);
    return found->is_string() ? found->text : otherwise;
  }

  // The body with its environment variables, which are secrets, as is what has the name of one.
  JsonValue body() {
    const JsonValue* found = table_.value.find("body");
    if (found == nullptr || !found->is_object()) {
      refuse("[login] has no table `body`", "Write body = { name = \"…\", password = \"${PASSWORD}\" }.");
      return JsonValue::object();
    }
    JsonValue made = *found;
    fill(made, "");
    return made;
  }

  void check_names() {
    for (const auto& [name, value] : table_.value.members) {
      if (name == "body" || name == "token" || name == "content-type" || name == "scheme") continue;
      refuse("[login] has no member " + in_quotes(name), "It has body, token, content-type and scheme.",
             &value);
    }
  }

  // `at`: the value that is wrong; null: the whole table.
  void refuse(std::string title, std::string hint, const JsonValue* at = nullptr) {
    Place place = table_.place;
    if (at != nullptr && at->line > 0) place.line = static_cast<int>(at->line);
    errors.push_back({.title = std::move(title), .place = std::move(place), .hint = std::move(hint)});
  }

  Errors errors;
  std::vector<std::pair<std::string, std::string>> secrets;

 private:
  void fill(JsonValue& value, const std::string& name) {
    for (auto& [member, of_member] : value.members) fill(of_member, member);
    for (JsonValue& item : value.items) fill(item, name);
    if (!value.is_string()) return;
    Substituted made = substituted(value.text, options_.environment);
    for (const std::string& unset : made.unset) {
      refuse("the environment variable " + in_quotes(unset) + " is not set",
             "Set it, or write $${ for a literal ${.", &value);
    }
    const bool is_named = made.used.empty() && http::names_a_secret(name);
    if (is_named) secrets.emplace_back(login_variable(name), made.text);
    secrets.insert(secrets.end(), made.used.begin(), made.used.end());
    value.text = std::move(made.text);
  }

  const Options& options_;
  const GivenValue& table_;
};

std::string form_of(const JsonValue& body) {
  NamedTexts pairs;
  for (const auto& [name, value] : body.members)
    pairs.emplace_back(percent_encoded(name), percent_encoded(plain_text(value)));
  return joined_pairs(pairs, "&");
}

}  // namespace

std::string login_variable(const std::string& name) {
  return "AVOUCH_LOGIN_" + variable_name(name);
}

namespace {

bool has_the_name_of_the_table(const GivenValue& value) {
  return value.name == kTable && value.operation.empty() && value.value.is_object();
}

}  // namespace

bool is_login_table(const GivenValue& value, bool is_asked) {
  const JsonValue* token = value.value.find("token");
  const bool has_place = token != nullptr && token->is_string() && token->text.starts_with("$response.");
  return has_the_name_of_the_table(value) && (is_asked || has_place);
}

Result<std::optional<Login>> login_of(const Options& options, const http::Url& target) {
  if (!options.login) return std::optional<Login>();
  std::vector<GivenValue> values;
  if (!options.values_file.empty()) {
    Result<std::vector<GivenValue>> read = read_values_file(options.values_file);
    if (!read) return read.errors();
    values = *std::move(read);
  }
  const auto found = std::find_if(values.begin(), values.end(), has_the_name_of_the_table);
  if (found == values.end()) {
    return Error{.title = "--login: the values file has no table [login]",
                 .place = {.file = options.values_file},
                 .hint =
                     "Give --values FILE with [login], body = {…} and token = "
                     "\"$response.body#/access_token\"."};
  }
  LoginTable reader(options, *found);
  reader.check_names();
  const JsonValue body = reader.body();
  const std::string type = reader.text("content-type", kJson);
  if (type != kJson && type != kForm)
    reader.refuse("[login] has the content-type " + in_quotes(type),
                  "Write " + std::string(kJson) + " or " + kForm + ".");
  std::string scheme = reader.text("scheme", "");
  const std::string expression = reader.text("token", "");
  const std::optional<TokenPlace> place = parse_token_place(expression);
  const JsonValue* token = found->value.find("token");
  if (!place && (token == nullptr || token->is_string()))
    reader.refuse("`token` of [login] is no place in a response: " + in_quotes(expression),
                  "Write $response.body#/POINTER or $response.header.NAME.", token);
  if (!reader.errors.empty()) return std::move(reader.errors);

  Login login{.scheme = std::move(scheme), .secrets = std::move(reader.secrets)};
  const http::Request request{.method = options.login->first,
                              .target = target.prefix() + options.login->second,
                              .fields = {{"Accept", kJson}, {"Content-Type", type}},
                              .body = type == kForm ? form_of(body) : to_text(body)};
  http::Url url = target.root();
  url.path = request.target.substr(0, request.target.find('?'));
  login.recipe = {.what = "--login", .url = std::move(url), .requests = {request}, .place = *place};
  return std::optional<Login>(std::move(login));
}

}  // namespace avouch
