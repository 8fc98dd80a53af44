// SPDX-License-Identifier: MIT
#include "cli/option/login.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/file.h"
#include "http/url.h"

namespace avouch {
namespace login_test {

// The errors of a values file with that text, as they are printed.
std::string errors_of(const std::string& text) {
  const std::string file =
      std::filesystem::temp_directory_path() / ("avouch login " + std::to_string(::getpid()) + ".toml");
  EXPECT_TRUE(write_file(file, text));
  Options options;
  options.login = {"POST", "/login"};
  options.values_file = file;
  options.environment = [](const std::string&) { return std::optional<std::string>(); };
  const auto login = login_of(options, *http::parse_url("http://127.0.0.1:1"));
  std::filesystem::remove(file);
  if (login) return {};
  std::string printed = to_string(login.errors());
  for (std::size_t at = printed.find(file); at != std::string::npos; at = printed.find(file))
    printed.replace(at, file.size(), "values.toml");
  return printed;
}

TEST(Login, EachErrorHasTheLineOfItsValue) {
  EXPECT_EQ(errors_of("[login]\n"
                      "token = \"$response.body#/token\"\n"
                      "wrong = 1\n"
                      "body = { name = \"a\", password = \"${NO_SUCH}\" }\n"),
            "error: [login] has no member \"wrong\"\n  at values.toml:3\n"
            "  It has body, token, content-type and scheme.\n"
            "error: the environment variable \"NO_SUCH\" is not set\n  at values.toml:4\n"
            "  Set it, or write $${ for a literal ${.\n");
  EXPECT_EQ(errors_of("[login]\nbody = { name = \"a\" }\n\ntoken = 1\n"),
            "error: `token` of [login] is not a text\n  at values.toml:4\n  Put it in quotes.\n");
  EXPECT_EQ(errors_of("[login]\nbody = { name = \"a\" }\n"),
            "error: `token` of [login] is no place in a response: \"\"\n  at values.toml:1\n"
            "  Write $response.body#/POINTER or $response.header.NAME.\n");
}

}  // namespace login_test
}  // namespace avouch
