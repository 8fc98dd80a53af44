// SPDX-License-Identifier: MIT
#include "cli/command/mock_log.h"

#include <string_view>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "http/secret_field.h"

namespace avouch {

MockLog::MockLog(const Contract& contract, http::Secrets secrets) : secrets_(std::move(secrets)) {
  for (const Operation& operation : contract.operations) keys_.merge(operation.key_names());
}

// Leaves out query values with a name that indicates a secret.
std::string MockLog::shown_target(const std::string& target) const {
  const std::size_t mark = target.find('?');
  if (mark == target.npos) return target;
  std::vector<std::string> pairs;
  for (const std::string_view pair : split(std::string_view(target).substr(mark + 1), '&')) {
    const std::size_t equals = pair.find('=');
    const std::string name = percent_decoded(pair.substr(0, equals));
    const bool is_secret = keys_.contains(name) || http::names_a_secret(name);
    pairs.push_back(is_secret && equals != pair.npos ? std::string(pair.substr(0, equals + 1)) + "…"
                                                     : std::string(pair));
  }
  return target.substr(0, mark + 1) + join(pairs, "&");
}

std::string MockLog::line(const http::Request& request, const MockReply& reply) const {
  // Redacts before shortening, and escapes last.
  const std::string target = secrets_.redact(shown_target(request.target));
  return shown(request.method, 20) + " " + shown(target, 400) + " " + std::to_string(reply.response.status) +
         ": " + secrets_.redact(printable(reply.why)) + "\n";
}

}  // namespace avouch
