// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "base/file.h"
#include "cli/command/commands.h"
#include "cli/option/config.h"

namespace avouch {
namespace init_command_test {

namespace fs = std::filesystem;

constexpr const char* kApi =
    R"({openapi: 3.1.0, info: {title: t, version: '1'}, servers: [{url: 'https://api.example/v1'}],
  components: {securitySchemes: {shop-key: {type: apiKey, in: header, name: X-Key}}},
  security: [{shop-key: []}],
  paths: {/a: {get: {operationId: getA, responses: {'200': {description: d}}}}}})";

// A working folder that lasts as long as this object.
class InitCommand : public testing::Test {
 protected:
  InitCommand() {
    fs::create_directory(folder_);
    fs::current_path(folder_);
    EXPECT_TRUE(write_file("api.yaml", kApi));
  }
  ~InitCommand() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }

  ExitCode init_with(Options options) {
    out_.str({});
    err_.str({});
    return init(options, out_, err_);
  }

  std::string written() {
    const Result<std::string> text = read_file("avouch.toml");
    return text ? *text : std::string();
  }

  fs::path before_ = fs::current_path();
  fs::path folder_ = fs::temp_directory_path() / ("avouch init " + std::to_string(::getpid()));
  std::ostringstream out_;
  std::ostringstream err_;
};

Configuration configuration_of(const std::string& text) {
  const Result<Configuration> read = parse_configuration(
      "avouch.toml", text, [](const std::string&) { return std::optional<std::string>(); });
  EXPECT_TRUE(read) << to_string(read.errors()) << text;
  return read ? *read : Configuration{};
}

TEST_F(InitCommand, WritesTheContractAndTheTarget) {
  Options options;
  options.contract = "api.yaml";
  options.target = "http://127.0.0.1:8080";
  EXPECT_EQ(init_with(options), ExitCode::holds) << err_.str();
  const Configuration read = configuration_of(written());
  EXPECT_EQ(read.at("contract").texts, std::vector<std::string>{"api.yaml"});
  EXPECT_EQ(read.at("target").texts, std::vector<std::string>{"http://127.0.0.1:8080"});
  EXPECT_EQ(read.size(), 2u);
  EXPECT_NE(written().find("#   AVOUCH_API_KEY_SHOP_KEY\n"), std::string::npos) << written();
}

// People commit the file and copy what a terminal shows.
TEST_F(InitCommand, WritesNoSecretOfAUrl) {
  Options options;
  options.contract = "api.yaml";
  options.target = "http://ann:S3cr3tV4lue@127.0.0.1:8080/v1?access_token=T0k3nV4lue";
  EXPECT_EQ(init_with(options), ExitCode::holds) << err_.str();
  EXPECT_NE(written().find("target = \"http://127.0.0.1:8080/v1?access_token=${AVOUCH_ACCESS_TOKEN}\"\n"),
            std::string::npos)
      << written();
  for (const std::string& text : {written(), out_.str()}) {
    EXPECT_EQ(text.find("S3cr3t"), std::string::npos) << text;
    EXPECT_EQ(text.find("T0k3n"), std::string::npos) << text;
  }
}

// Each line that it proposes in a comment is a setting.
TEST_F(InitCommand, ProposesWhatItCanRead) {
  Options options;
  options.contract = "api.yaml";
  ASSERT_EQ(init_with(options), ExitCode::holds) << err_.str();
  std::istringstream lines(written());
  std::string open;
  std::size_t proposed = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool is_proposed = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    proposed += is_proposed ? 1U : 0U;
    open += (is_proposed ? line.substr(2) : line) + "\n";
  }
  EXPECT_GE(proposed, 6u) << written();
  const Configuration read = configuration_of(open);
  EXPECT_EQ(read.at("target").texts, std::vector<std::string>{"https://api.example/v1"});
  EXPECT_EQ(read.at("lint-disable").texts, std::vector<std::string>{"requires-nothing"});
}

TEST_F(InitCommand, KeepsAnExistingFileUnlessForced) {
  ASSERT_TRUE(write_file("avouch.toml", "jobs = 2\n"));
  Options options;
  options.contract = "api.yaml";
  EXPECT_EQ(init_with(options), ExitCode::usage);
  EXPECT_EQ(written(), "jobs = 2\n");
  EXPECT_NE(err_.str().find("exists already"), std::string::npos);
  options.replaces_configuration = true;
  EXPECT_EQ(init_with(options), ExitCode::holds) << err_.str();
  EXPECT_NE(written(), "jobs = 2\n");
}

TEST_F(InitCommand, WritesNothingForAContractThatDoesNotLoad) {
  Options options;
  EXPECT_EQ(init_with(options), ExitCode::usage);
  options.contract = "no-such.yaml";
  EXPECT_EQ(init_with(options), ExitCode::usage);
  EXPECT_FALSE(file_exists("avouch.toml"));
}

// "avouch run" in that folder needs no argument then.
TEST_F(InitCommand, TheCommandsFindTheContractInTheFile) {
  ASSERT_TRUE(write_file("avouch.toml", "contract = \"api.yaml\"\n"));
  const auto none = [](const std::string&) { return std::optional<std::string>(); };
  for (const char* command : {"run", "list", "lint", "prove", "mock"}) {
    const auto read = read_options({command}, none);
    ASSERT_TRUE(read) << to_string(read.errors());
    const Options options = each_contract(std::get<Options>(*read)).front();
    EXPECT_EQ(options.contract, "api.yaml") << command;
    const auto named = read_options({command, "other.yaml"}, none);
    ASSERT_TRUE(named) << to_string(named.errors());
    EXPECT_EQ(each_contract(std::get<Options>(*named)).front().contract, "other.yaml") << command;
  }
}

}  // namespace init_command_test
}  // namespace avouch
