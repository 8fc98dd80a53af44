// SPDX-License-Identifier: MIT
#include "process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace avouch {
namespace {

void check(bool good, const char* what) {
  if (!good) throw std::runtime_error(std::string("process: ") + what);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> made;
  for (std::string& text : texts) made.push_back(text.data());
  made.push_back(nullptr);
  return made;
}

std::vector<std::string> environment_of(const std::map<std::string, std::string>& added) {
  std::vector<std::string> lines;
  for (const char* name : {"PATH", "HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && !added.contains(name)) lines.push_back(std::string(name) + "=" + value);
  }
  for (const auto& [name, value] : added) lines.push_back(name + "=" + value);
  return lines;
}

// Both streams are read side by side: a program that fills one pipe while we wait on the other would never
// end.
void read_both(int output, int errors, Finished& finished) {
  std::array<pollfd, 2> open = {{{output, POLLIN, 0}, {errors, POLLIN, 0}}};
  std::array<std::string*, 2> texts = {&finished.output, &finished.errors};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      std::array<char, 65536> buffer;
      const ssize_t count = ::read(open[i].fd, buffer.data(), buffer.size());
      if (count > 0) texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
      if (count == 0 || (count < 0 && errno != EINTR)) {
        ::close(open[i].fd);
        open[i].fd = -1;
      }
    }
  }
}

// A child, and the ends of its streams that are ours.
struct Child {
  pid_t process = -1;
  int output = -1;
  int errors = -1;
};

Child start(const std::vector<std::string>& arguments, const std::string& folder,
            const std::map<std::string, std::string>& environment) {
  std::array<int, 2> output{};
  std::array<int, 2> errors{};
  check(::pipe2(output.data(), O_CLOEXEC) == 0 && ::pipe2(errors.data(), O_CLOEXEC) == 0, "pipe");

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output[1], 1);
  posix_spawn_file_actions_adddup2(&actions, errors[1], 2);
  posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());

  std::vector<std::string> words = arguments;
  std::vector<std::string> lines = environment_of(environment);
  Child child{.output = output[0], .errors = errors[0]};
  const int failed = ::posix_spawn(&child.process, words.front().c_str(), &actions, nullptr,
                                   pointers(words).data(), pointers(lines).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(output[1]);
  ::close(errors[1]);
  check(failed == 0, "cannot start the program");
  return child;
}

// Reads what is left of the streams, and how it ended.
Finished finish(const Child& child) {
  Finished finished;
  read_both(child.output, child.errors, finished);
  int status = 0;
  rusage usage{};
  while (::wait4(child.process, &status, 0, &usage) < 0 && errno == EINTR) continue;
  finished.peak_kib = usage.ru_maxrss;
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return finished;
}

}  // namespace

Finished run_process(const std::vector<std::string>& arguments, const std::string& folder,
                     const std::map<std::string, std::string>& environment) {
  return finish(start(arguments, folder, environment));
}

RunningProgram::RunningProgram(const std::vector<std::string>& arguments, const std::string& folder,
                               const std::map<std::string, std::string>& environment, Wait wait) {
  const Child child = start(arguments, folder, environment);
  child_ = child.process;
  output_ = child.output;
  errors_ = child.errors;
  if (wait == Wait::not_at_all) return;
  char letter = 0;
  while (true) {
    const ssize_t count = ::read(output_, &letter, 1);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0 || letter == '\n') return;
    first_line_ += letter;
  }
}

RunningProgram::~RunningProgram() {
  if (child_ >= 0) stop();
}

Finished RunningProgram::stop() {
  return stop_by(SIGTERM);
}

Finished RunningProgram::stop_by(int signal) {
  ::kill(child_, signal);
  const Finished finished = finish({child_, output_, errors_});
  child_ = -1;
  return finished;
}

ScratchFolder::ScratchFolder() {
  std::string pattern = std::filesystem::temp_directory_path() / "avouch-test-XXXXXX";
  check(::mkdtemp(pattern.data()) != nullptr, "mkdtemp");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace avouch
