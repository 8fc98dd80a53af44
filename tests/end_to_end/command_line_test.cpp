// SPDX-License-Identifier: MIT
// Pins the command line. Each file of cli/ is a command with all its output. Files named pass_* exit with 0.
//
//   ## command         arguments, one per line; {dead} is a port without a listener, {folder} an empty folder
//   ## environment     NAME=value, one per line
//   ## file NAME       an additional file in the folder, which is the working directory
//   ## stdin           what is piped into the command
//   ## exit            the exit code
//   ## stdout          exact, except for parts that differ between runs: see normalized()
//   ## stderr
//
// With AVOUCH_APPROVE=1 in the environment the last three sections are written anew. Review the difference
// before you keep it.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "process.h"

namespace avouch {
namespace command_line_test {

struct Golden {
  std::string name;
  std::string path;
};

void PrintTo(const Golden& shown, std::ostream* out) {
  *out << shown.name;
}

std::vector<Golden> goldens() {
  std::vector<Golden> all;
  for (const auto& entry : std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/tests/end_to_end/cli")) {
    all.push_back({entry.path().stem(), entry.path()});
  }
  std::sort(all.begin(), all.end(),
            [](const Golden& left, const Golden& right) { return left.name < right.name; });
  return all;
}

// Heading to text; each text ends in a line feed or is empty.
using Sections = std::map<std::string, std::string>;

Sections sections_of(const std::string& text) {
  Sections sections;
  std::string* current = nullptr;
  for (std::string_view line : split(text, '\n')) {
    if (line.starts_with("## ")) {
      current = &sections[std::string(line.substr(3))];
    } else if (current != nullptr) {
      *current += std::string(line) + "\n";
    }
  }
  // The line feed before a heading, and the one at the end, belong to the file.
  for (auto& [heading, section] : sections) {
    if (section.ends_with('\n')) section.pop_back();
  }
  return sections;
}

std::string written(const Sections& sections) {
  std::string text;
  for (const auto& [heading, section] : sections) {  // command, environment, exit, file, stderr, stdout
    text += "## " + heading + "\n" + section + "\n";
  }
  text.pop_back();
  return text;
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

// Digits (and points within) right after `before` become `by`.
std::string number_replaced(std::string text, std::string_view before, std::string_view by) {
  for (std::size_t at = text.find(before); at != text.npos; at = text.find(before, at + 1)) {
    const std::size_t start = at + before.size();
    std::size_t end = start;
    while (end < text.size() && (is_digit(text[end]) || (end > start && text[end] == '.' &&
                                                         end + 1 < text.size() && is_digit(text[end + 1]))))
      ++end;
    if (end > start) text.replace(start, end - start, by);
  }
  return text;
}

// A number right before `after`, as in "12.5 ms", becomes N.
std::string measured_replaced(std::string text, std::string_view after) {
  for (std::size_t at = text.find(after); at != text.npos; at = text.find(after, at + 1)) {
    std::size_t start = at;
    while (start > 0 && (is_digit(text[start - 1]) || text[start - 1] == '.')) --start;
    if (start == at) continue;
    text.replace(start, at - start, "N");
    at = start + 1;
  }
  return text;
}

std::string normalized(std::string text, const ScratchFolder& folder) {
  text = replaced(std::move(text), folder.path(), "FOLDER");
  text = replaced(std::move(text), AVOUCH_BINARY_DIR, "BUILD");
  text = replaced(std::move(text), AVOUCH_SOURCE_DIR, "SOURCE");
  text = replaced(std::move(text), "avouch " AVOUCH_VERSION, "avouch VERSION");
  text = replaced(std::move(text), "Avouch " AVOUCH_VERSION, "Avouch VERSION");
  text = number_replaced(std::move(text), "127.0.0.1:", "PORT");
  text = number_replaced(std::move(text), "127.0.0.1 port ", "PORT");
  for (const char* unit : {" ms", " min ", " s\n", " s)", " s,", " µs"})
    text = measured_replaced(std::move(text), unit);
  // A slow machine needs seconds where another needs milliseconds.
  text = replaced(std::move(text), "N min N s", "N s");
  for (const std::string end : {"\n", ")", ","}) text = replaced(std::move(text), "N s" + end, "N ms" + end);
  return text;
}

// A port that nobody listens on: one that was free a moment ago, bound and never listened on until the end.
class DeadPort {
 public:
  DeadPort() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("no port");
    }
    port_ = ntohs(address.sin_port);
  }
  ~DeadPort() { ::close(socket_); }
  DeadPort(const DeadPort&) = delete;
  DeadPort& operator=(const DeadPort&) = delete;
  std::string text() const { return std::to_string(port_); }

 private:
  int socket_;
  int port_ = 0;
};

std::vector<std::string> lines_of(const std::string& section) {
  std::vector<std::string> lines;
  for (std::string_view line : split(section, '\n')) {
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

class CommandLine : public testing::TestWithParam<Golden> {};

TEST_P(CommandLine, IsAsApproved) {
  const Result<std::string> text = read_file(GetParam().path);
  ASSERT_TRUE(text) << to_string(text.errors());
  Sections sections = sections_of(*text);
  const DeadPort dead;
  const ScratchFolder folder;
  std::vector<std::string> arguments = {AVOUCH_BINARY_DIR "/avouch"};
  for (const std::string& line : lines_of(sections["command"])) {
    arguments.push_back(replaced(replaced(line, "{dead}", dead.text()), "{folder}", folder.path()));
  }
  std::map<std::string, std::string> environment;
  for (const std::string& line : lines_of(sections["environment"])) {
    const std::size_t equals = line.find('=');
    environment[line.substr(0, equals)] = line.substr(equals + 1);
  }
  for (const auto& [heading, content] : sections) {
    if (!heading.starts_with("file ")) continue;
    const Result<void> kept = write_file(folder.file(heading.substr(5)), content);
    ASSERT_TRUE(kept) << to_string(kept.errors());
  }
  if (sections["environment"].empty()) sections.erase("environment");
  if (sections.contains("stdin")) {
    ASSERT_TRUE(write_file(folder.file("piped"), sections["stdin"]));
    arguments.insert(arguments.begin(), {"/bin/sh", "-c", "exec \"$@\" < piped", "sh"});
  }

  const Finished finished = run_process(arguments, folder.path(), environment);

  const std::string exit_code = std::to_string(finished.exit_code) + "\n";
  const std::string output = normalized(finished.output, folder);
  const std::string errors = normalized(finished.errors, folder);
  if (std::getenv("AVOUCH_APPROVE") != nullptr) {
    sections["exit"] = exit_code;
    sections["stdout"] = output;
    sections["stderr"] = errors;
    ASSERT_TRUE(write_file(GetParam().path, written(sections)));
  }
  EXPECT_EQ(exit_code, sections["exit"]);
  EXPECT_EQ(output, sections["stdout"]);
  EXPECT_EQ(errors, sections["stderr"]);
  EXPECT_EQ(finished.exit_code == 0, GetParam().name.starts_with("pass_"));
}

INSTANTIATE_TEST_SUITE_P(Goldens, CommandLine, testing::ValuesIn(goldens()),
                         [](const testing::TestParamInfo<Golden>& of) { return of.param.name; });

}  // namespace command_line_test
}  // namespace avouch
