// SPDX-License-Identifier: MIT
// Parses the texts of each setting into options: one function per setting, as the table in settings.cpp
// requires.
//
//   setting::jobs(options, "--jobs", {"8"});
//
// `option` is the user's spelling, for messages. Errors: the text is not a valid value of the setting.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "cli/option/values.h"

namespace avouch::setting {

using Texts = std::vector<std::string>;

Result<void> allow_unproven(Options& options, const std::string& option, const Texts& texts);
Result<void> allow_writes(Options& options, const std::string& option, const Texts& texts);
Result<void> bodies(Options& options, const std::string& option, const Texts& texts);
Result<void> contract(Options& options, const std::string& option, const Texts& texts);
Result<void> get(Options& options, const std::string& option, const Texts& texts);
Result<void> overlays(Options& options, const std::string& option, const Texts& texts);
Result<void> ref_roots(Options& options, const std::string& option, const Texts& texts);
Result<void> max_operations(Options& options, const std::string& option, const Texts& texts);
Result<void> variables(Options& options, const std::string& option, const Texts& texts);
Result<void> settle(Options& options, const std::string& option, const Texts& texts);
Result<void> inputs(Options& options, const std::string& option, const Texts& texts);
Result<void> user(Options& options, const std::string& option, const Texts& texts);
Result<void> token(Options& options, const std::string& option, const Texts& texts);
Result<void> api_keys(Options& options, const std::string& option, const Texts& texts);
Result<void> other_user(Options& options, const std::string& option, const Texts& texts);
Result<void> other_token(Options& options, const std::string& option, const Texts& texts);
Result<void> other_api_keys(Options& options, const std::string& option, const Texts& texts);
Result<void> oauth_client(Options& options, const std::string& option, const Texts& texts);
Result<void> oauth_token_url(Options& options, const std::string& option, const Texts& texts);
Result<void> login(Options& options, const std::string& option, const Texts& texts);
Result<void> headers(Options& options, const std::string& option, const Texts& texts);
Result<void> contract_headers(Options& options, const std::string& option, const Texts& texts);
Result<void> deny_origins(Options& options, const std::string& option, const Texts& texts);
Result<void> origins(Options& options, const std::string& option, const Texts& texts);
Result<void> target(Options& options, const std::string& option, const Texts& texts);
Result<void> servers(Options& options, const std::string& option, const Texts& texts);
Result<void> proxy(Options& options, const std::string& option, const Texts& texts);
Result<void> method(Options& options, const std::string& option, const Texts& texts);
Result<void> strict(Options& options, const std::string& option, const Texts& texts);
Result<void> lint_disable(Options& options, const std::string& option, const Texts& texts);
Result<void> shard(Options& options, const std::string& option, const Texts& texts);
Result<void> require_exercised(Options& options, const std::string& option, const Texts& texts);
Result<void> min_exercised(Options& options, const std::string& option, const Texts& texts);
Result<void> fail_on(Options& options, const std::string& option, const Texts& texts);
Result<void> formats(Options& options, const std::string& option, const Texts& texts);
Result<void> rate(Options& options, const std::string& option, const Texts& texts);
Result<void> repeat(Options& options, const std::string& option, const Texts& texts);
Result<void> duration(Options& options, const std::string& option, const Texts& texts);
Result<void> jobs(Options& options, const std::string& option, const Texts& texts);
Result<void> retry(Options& options, const std::string& option, const Texts& texts);
Result<void> port(Options& options, const std::string& option, const Texts& texts);
Result<void> delay(Options& options, const std::string& option, const Texts& texts);
Result<void> seed(Options& options, const std::string& option, const Texts& texts);
Result<void> faults(Options& options, const std::string& option, const Texts& texts);
Result<void> max_memory(Options& options, const std::string& option, const Texts& texts);
Result<void> junit_max(Options& options, const std::string& option, const Texts& texts);
Result<void> max_items(Options& options, const std::string& option, const Texts& texts);
Result<void> max_filesize(Options& options, const std::string& option, const Texts& texts);
// Of anything that names a file.
Result<void> named_file(std::string& file, const std::string& option, const Texts& texts);
// The same; several different names are an error, because only the last one would be used.
Result<void> one_named_file(std::string& file, const std::string& option, const Texts& texts);
Result<void> insecure(Options& options, const std::string& option, const Texts& texts);

// Stores a parsed value in its field, or returns its errors.
template <class T, class Field>
Result<void> put(Result<T> value, Field& field) {
  if (!value) return value.errors();
  field = static_cast<Field>(*std::move(value));
  return {};
}

template <std::string Options::*field>
Result<void> file(Options& options, const std::string& option, const Texts& texts) {
  return one_named_file(options.*field, option, texts);
}

template <std::vector<std::string> Selection::*field>
Result<void> clauses(Options& options, const std::string&, const Texts& texts) {
  options.selection.*field = texts;
  return {};
}

template <OperationGlobs Selection::*which, std::vector<std::string> OperationGlobs::*field>
Result<void> operations(Options& options, const std::string&, const Texts& texts) {
  options.selection.*which.*field = texts;
  return {};
}

template <bool Options::*field, bool when_on = true>
Result<void> flag(Options& options, const std::string&, const Texts& texts) {
  options.*field = (texts.back() == "true") == when_on;
  return {};
}

template <std::string TransportOptions::*field>
Result<void> transport_text(Options& options, const std::string&, const Texts& texts) {
  options.transport.*field = texts.back();
  return {};
}

template <std::chrono::milliseconds TransportOptions::*field>
Result<void> seconds(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_seconds(option, texts.back()), options.transport.*field);
}

template <std::chrono::milliseconds Options::*field>
Result<void> option_seconds(Options& options, const std::string& option, const Texts& texts) {
  return put(parse_seconds(option, texts.back()), options.*field);
}

template <bool admitted>
Result<void> credentials(Options& options, const std::string& option, const Texts& texts) {
  if (texts.back() != "true") return {};
  if (options.credentials && *options.credentials != admitted) {
    return Error{
        .title = option + " contradicts its opposite", .place = {}, .hint = "Leave one of the two out."};
  }
  options.credentials = admitted;
  return {};
}

}  // namespace avouch::setting
