// SPDX-License-Identifier: MIT
#include "cli/option/setting_values.h"

#include <algorithm>
#include <filesystem>
#include <limits>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"
#include "http/url.h"

namespace avouch::setting {
namespace {

Result<void> parse_origins(std::vector<std::string>& origins, const std::string& option, const Texts& texts) {
  origins.clear();
  for (const std::string& origin : texts) {
    Result<std::string> parsed = parse_page_origin(option, origin);
    if (!parsed) return parsed.errors();
    origins.push_back(*std::move(parsed));
  }
  return {};
}

Result<void> parse_headers(http::Fields& fields, const std::string& option, const Texts& texts) {
  fields.clear();
  for (const std::string& line : texts) {
    Result<http::Field> field = parse_header(option, line);
    if (!field) return field.errors();
    fields.push_back(*std::move(field));
  }
  return {};
}

}  // namespace

Result<void> shard(Options& options, const std::string&, const Texts& texts) {
  options.shard = texts.back();
  return {};
}

Result<void> allow_unproven(Options& options, const std::string&, const Texts& texts) {
  options.allow_unproven = texts;
  return {};
}

Result<void> get(Options& options, const std::string& option, const Texts& texts) {
  const std::string& path = texts.back();
  const bool is_plain = path.find_first_of(" {}#") == path.npos && http::is_field_value(path);
  if (!path.starts_with('/') || !is_plain) {
    return Error{.title = option + ": " + in_quotes(path) + " is not a path",
                 .place = {},
                 .hint = "Give a path with all values, such as /v1/things?page=1."};
  }
  options.get = path;
  return {};
}

Result<void> overlays(Options& options, const std::string&, const Texts& texts) {
  options.overlays = texts;
  return {};
}

Result<void> ref_roots(Options& options, const std::string& option, const Texts& texts) {
  options.ref_roots.clear();
  for (const std::string& text : texts) {
    const std::size_t equals = text.rfind('=');
    const std::size_t scheme = text.find("://");
    if (equals == text.npos || scheme == text.npos || scheme > equals || equals + 1 == text.size()) {
      return Error{.title = option + ": " + in_quotes(text) + " is not URL=FOLDER",
                   .place = {},
                   .hint = "Give both, such as https://example.com/schemas=./schemas."};
    }
    const std::string folder = text.substr(equals + 1);
    std::error_code code;
    if (!std::filesystem::is_directory(folder, code)) {
      return Error{.title = option + ": no such folder: " + in_quotes(folder),
                   .place = {},
                   .hint = "Name the folder that holds the documents whose URLs begin with " +
                           printable(text.substr(0, equals)) + "."};
    }
    options.ref_roots.emplace_back(text.substr(0, equals), folder);
  }
  return {};
}

Result<void> max_operations(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 1'000'000), options.selection.max_operations);
}

Result<void> repeat(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 1'000'000'000), options.repeat);
}

Result<void> duration(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_duration(option, texts.back()), options.duration);
}

Result<void> settle(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_seconds(option, texts.back()), options.settle);
}

Result<void> inputs(Options& options, const std::string& option, const Texts& texts) {
  options.inputs.clear();
  for (const std::string& text : texts) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0) {
      return Error{.title = option + ": this is not NAME=VALUE",
                   .place = {},
                   .hint = "Give the name of an input, an equals sign, and its value."};
    }
    options.inputs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return {};
}

Result<void> variables(Options& options, const std::string& option, const Texts& texts) {
  options.variables.clear();
  for (const std::string& text : texts) {
    Result<GivenValue> value = parse_variable(option, text);
    if (!value) return value.errors();
    const auto known = std::find_if(options.variables.begin(), options.variables.end(),
                                    [&](const GivenValue& other) { return other.name == value->name; });
    if (known != options.variables.end()) {
      return Error{.title = option + ": " + in_quotes(value->name) + " is given twice",
                   .place = {},
                   .hint = "Leave one of the two out; --values FILE can give operations different ones."};
    }
    options.variables.push_back(*std::move(value));
  }
  return {};
}

Result<void> user(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_user(option, texts.back()), options.user);
}

Result<void> token(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_token(option, texts.back()), options.token);
}

namespace {

Result<void> read_api_keys(std::vector<std::pair<std::string, std::string>>& keys, const std::string& option,
                           const Texts& texts) {
  keys.clear();
  for (const std::string& text : texts) {
    Result<std::pair<std::string, std::string>> key = parse_api_key(option, text);
    if (!key) return key.errors();
    const bool is_known =
        std::any_of(keys.begin(), keys.end(), [&](const auto& other) { return other.first == key->first; });
    if (is_known) {
      return Error{.title = option + ": " + in_quotes(key->first) + " is given twice",
                   .place = {},
                   .hint = "Leave one of the two out."};
    }
    keys.push_back(*std::move(key));
  }
  return {};
}

}  // namespace

Result<void> api_keys(Options& options, const std::string& option, const Texts& texts) {
  return read_api_keys(options.api_keys, option, texts);
}

Result<void> other_user(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_user(option, texts.back()), options.other_user);
}

Result<void> other_token(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_token(option, texts.back()), options.other_token);
}

Result<void> other_api_keys(Options& options, const std::string& option, const Texts& texts) {
  return read_api_keys(options.other_api_keys, option, texts);
}

Result<void> oauth_client(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_token(option, texts.back()), options.oauth_client);
}

Result<void> oauth_token_url(Options& options, const std::string& option, const Texts& texts) {
  const std::optional<http::Url> url = http::parse_url(texts.back());
  if (!url || !url->user_information.empty()) {
    return Error{.title = option + ": this is not an http or https URL without a user",
                 .place = {},
                 .hint = "Give a URL such as https://login.example.com/oauth/token."};
  }
  options.oauth_token_url = texts.back();
  return {};
}

Result<void> login(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_login(option, texts.back()), options.login);
}

Result<void> headers(Options& options, const std::string& option, const Texts& texts) {
  return parse_headers(options.headers, option, texts);
}

Result<void> contract_headers(Options& options, const std::string& option, const Texts& texts) {
  return parse_headers(options.contract_headers, option, texts);
}

Result<void> deny_origins(Options& options, const std::string& option, const Texts& texts) {
  return parse_origins(options.deny_origins, option, texts);
}

Result<void> origins(Options& options, const std::string& option, const Texts& texts) {
  return parse_origins(options.origins, option, texts);
}

Result<void> target(Options& options, const std::string& option, const Texts& texts) {
  if (const Result<http::Url> url = parse_target(option, texts.back()); !url) return url.errors();
  options.target = texts.back();
  return {};
}

Result<void> servers(Options& options, const std::string& option, const Texts& texts) {
  options.servers.clear();
  for (const std::string& text : texts) {
    Result<ServerTarget> server = parse_server(option, text);
    if (!server) return server.errors();
    const auto known =
        std::find_if(options.servers.begin(), options.servers.end(),
                     [&](const ServerTarget& other) { return other.server == server->server; });
    if (known != options.servers.end()) {
      return Error{.title = option + ": " + in_quotes(server->server) + " is given twice",
                   .place = {},
                   .hint = "Leave one of the two out."};
    }
    options.servers.push_back(*std::move(server));
  }
  return {};
}

Result<void> proxy(Options& options, const std::string& option, const Texts& texts) {
  const std::string url =
      texts.back().find("://") == std::string::npos ? "http://" + texts.back() : texts.back();
  const auto parsed = http::parse_url(url);
  if (!parsed || parsed->scheme != "http") {
    return Error{
        .title = option + ": this is not a proxy that can be used",
        .place = {},
        .hint = "Give http://[NAME:PASSWORD@]HOST[:PORT]; SOCKS and https proxies are not supported."};
  }
  options.transport.proxy = url;
  return {};
}

Result<void> method(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_method(option, texts.back()), options.method);
}

Result<void> strict(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_strict(option, texts.size() == 1 ? texts.back() : join(texts, ",")), options.strict);
}

Result<void> contract(Options& options, const std::string& option, const Texts& texts) {
  if (texts.back().empty()) {
    return Error{
        .title = option + " is empty", .place = {}, .hint = "Name a file or a URL, or leave it out."};
  }
  if (!options.contract.empty() || !options.contracts.empty()) return {};
  options.contract = texts.back();
  options.contracts = {texts.back()};
  return {};
}

Result<void> lint_disable(Options& options, const std::string& option, const Texts& texts) {
  for (const std::string& text : texts) {
    Result<LintSilence> silence = lint_silence(text);
    if (!silence) {
      Errors errors = silence.errors();
      for (Error& error : errors) error.title = option + ": " + error.title;
      return errors;
    }
    options.lint_silences.push_back(*std::move(silence));
  }
  return {};
}

Result<void> allow_writes(Options& options, const std::string& option, const Texts& texts) {
  const std::string& text = texts.back();
  if (text != "true" && text != "false" && text != "own" && text != "any") {
    return Error{.title = option + ": " + in_quotes(text) + " is neither own nor any",
                 .place = {},
                 .hint = "Leave the value out, or write " + option + "=any."};
  }
  options.allow_writes = text != "false";
  options.any_writes = text == "any";
  return {};
}

Result<void> bodies(Options& options, const std::string& option, const Texts& texts) {
  using Bodies = PlanOptions::Bodies;
  const std::string& text = texts.back();
  if (text == "all") {
    options.bodies = Bodies::all;
  } else if (text == "required") {
    options.bodies = Bodies::required;
  } else if (text == "both") {
    options.bodies = Bodies::both;
  } else {
    return Error{.title = option + ": " + in_quotes(text) + " is none of all, required and both",
                 .place = {},
                 .hint = "Write one of these."};
  }
  return {};
}

Result<void> require_exercised(Options& options, const std::string&, const Texts& texts) {
  options.conditions.require_exercised.clear();
  if (texts.back() == "false") return {};
  options.conditions.require_exercised.push_back(texts.back() == "true" ? "*" : texts.back());
  return {};
}

Result<void> min_exercised(Options& options, const std::string& option, const Texts& texts) {
  options.conditions.floors.clear();
  for (const std::string& text : texts) {
    Result<Floor> floor = parse_floor(option, text);
    if (!floor) return floor.errors();
    options.conditions.floors.push_back(*std::move(floor));
  }
  return {};
}

// `fail-on` of avouch.toml is read by run and by lint, and each leaves the values of the other alone. A flag
// is for one command.
Result<void> fail_on(Options& options, const std::string& option, const Texts& texts) {
  using Severity = LintFinding::Severity;
  const std::string& text = texts.back();
  const bool is_flag = option.starts_with("--");
  if (!is_flag || options.command == Command::lint) {
    for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
      if (text != to_string(severity)) continue;
      options.lint_fails_on = severity;
      return {};
    }
  }
  const bool is_known = text == "violation" || text == "new";
  if (is_known && (!is_flag || options.command == Command::run)) {
    options.fails_on_new = text == "new";
    return {};
  }
  return Error{
      .title = option + ": " + in_quotes(text) + " is not known",
      .place = {},
      .hint = options.command == Command::lint ? "Give error, warning or note." : "Give violation or new."};
}

Result<void> formats(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_formats(option, texts.back()), options.assert_formats);
}

Result<void> rate(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_rate(option, texts.back()), options.rate);
}

Result<void> jobs(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 64), options.jobs);
}

Result<void> retry(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 10), options.transport.retry);
}

Result<void> port(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 65535), options.port);
}

Result<void> delay(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, 600'000), options.delay);
}

Result<void> seed(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 0, std::numeric_limits<long>::max()), options.seed);
}

Result<void> faults(Options& options, const std::string&, const Texts& texts) {
  options.faults = texts;
  return {};
}

Result<void> junit_max(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 10'000'000), options.report_limits.junit_cases);
}

Result<void> max_items(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_number(option, texts.back(), 1, 1'000'000), options.transport.max_items);
}

Result<void> max_filesize(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_size(option, texts.back()), options.transport.max_filesize);
}

Result<void> max_memory(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_size(option, texts.back()), options.max_memory);
}

Result<void> named_file(std::string& file, const std::string& option, const Texts& texts) {
  if (texts.back().empty()) {
    return Error{.title = option + ": the file's name is empty",
                 .place = {},
                 .hint = "Name a file, or leave the flag out; is a variable unset?"};
  }
  file = texts.back();
  return {};
}

Result<void> one_named_file(std::string& file, const std::string& option, const Texts& texts) {
  const auto is_the_last = [&](const std::string& text) { return text == texts.back(); };
  if (!std::all_of(texts.begin(), texts.end(), is_the_last)) {
    return Error{.title = option + " is given for " + in_quotes(texts.front()) + " and for " +
                          in_quotes(texts.back()) + ", and only one of them would be written",
                 .place = {},
                 .hint = "Leave one out; avouch merge writes further reports from a JSON report."};
  }
  return named_file(file, option, texts);
}

Result<void> insecure(Options& options, const std::string&, const Texts& texts) {
  options.transport.insecure = texts.back() == "true";
  return {};
}

}  // namespace avouch::setting
