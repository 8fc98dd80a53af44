// SPDX-License-Identifier: MIT
#include "cli/option/manual.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/file.h"
#include "cli/option/options.h"
#include "cli/option/settings.h"

namespace avouch {
namespace manual_test {

namespace fs = std::filesystem;

std::map<std::string, std::string> files() {
  std::map<std::string, std::string> texts;
  for (const ManualFile& file : manual_files("1.2.3")) texts.emplace(file.path, file.text);
  return texts;
}

struct Ran {
  int status;
  std::string output;  // both streams
};

Ran run(const std::string& command) {
  std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return {-1, "it could not be started"};
  Ran ran{0, {}};
  std::array<char, 4096> buffer{};
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), count);
  ran.status = ::pclose(pipe);
  return ran;
}

// The files in a folder that lasts as long as this object.
struct Share {
  Share() : folder(fs::temp_directory_path() / ("avouch share " + std::to_string(::getpid()))) {
    for (const auto& [path, text] : files()) {
      fs::create_directories((folder / path).parent_path());
      EXPECT_TRUE(write_file(folder / path, text));
    }
  }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  ~Share() { fs::remove_all(folder); }

  std::string quoted(const std::string& path) const { return "'" + (folder / path).string() + "'"; }

  fs::path folder;
};

TEST(Manual, HasAPagePerCommandWithEachOfItsOptions) {
  const std::map<std::string, std::string> texts = files();
  for (const CommandHelp& command : command_help()) {
    const auto page = texts.find("man/man1/avouch-" + command.name + ".1");
    ASSERT_NE(page, texts.end()) << command.name;
    for (const Setting& setting : settings()) {
      std::string flag;
      for (const char each : std::string("--") + setting.name)
        flag += each == '-' ? "\\-" : std::string(1, each);
      const bool is_named = page->second.find("\\fB" + flag + "\\fR") != std::string::npos;
      // Two settings may share a name, each for its commands.
      const bool is_expected = std::any_of(settings().begin(), settings().end(), [&](const Setting& one) {
        return std::string_view(one.name) == setting.name && (one.commands & command.bit) != 0 &&
               !one.is_only_in_file;
      });
      EXPECT_EQ(is_named, is_expected) << command.name << " " << setting.name;
    }
    EXPECT_NE(texts.at("man/man1/avouch.1").find("avouch\\-" + command.name), std::string::npos);
  }
}

TEST(Manual, IsFormattedWithoutAWarning) {
  if (run("command -v groff").status != 0) GTEST_SKIP() << "groff is not installed";
  const Share share;
  for (const auto& [path, text] : files()) {
    if (!path.starts_with("man/")) continue;
    const Ran ran = run("groff -K utf8 -man -Tutf8 -ww -z " + share.quoted(path));
    EXPECT_EQ(ran.status, 0) << path;
    EXPECT_EQ(ran.output, "") << path;
  }
}

TEST(Completion, IsValidInEachShellThatIsInstalled) {
  const Share share;
  EXPECT_EQ(run("bash -n " + share.quoted("bash-completion/completions/avouch")).output, "");
  for (const auto& [shell, file] : {std::pair("zsh", "zsh/site-functions/_avouch"),
                                    std::pair("fish", "fish/vendor_completions.d/avouch.fish")}) {
    if (run(std::string("command -v ") + shell).status != 0) continue;
    EXPECT_EQ(run(std::string(shell) + " -n " + share.quoted(file)).output, "") << shell;
  }
}

TEST(Completion, CompletesCommandsFlagsAndFiles) {
  const Share share;
  const auto completed = [&](const std::string& words, int index) {
    return run("bash -c '. \"$0\"; COMP_WORDS=(" + words + "); COMP_CWORD=" + std::to_string(index) +
               "; _avouch; echo ${COMPREPLY[@]}' " + share.quoted("bash-completion/completions/avouch"))
        .output;
  };
  EXPECT_EQ(completed("avouch pro", 1), "prove\n");
  EXPECT_EQ(completed("avouch lint --fail", 2), "--fail-on\n");
  EXPECT_EQ(completed("avouch mock --fail", 2), "\n");
  EXPECT_EQ(completed("avouch run /etc/host", 2).find("/etc/host"), 0u);
}

}  // namespace manual_test
}  // namespace avouch
