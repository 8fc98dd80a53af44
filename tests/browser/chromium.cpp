// SPDX-License-Identifier: MIT
#include "chromium.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "base/text.h"

extern char** environ;

namespace avouch {

std::string chromium_program() {
  if (const char* named = std::getenv("AVOUCH_BROWSER"); named != nullptr) return named;
  const char* path = std::getenv("PATH");
  for (const char* name : {"chromium", "chromium-browser", "google-chrome"}) {
    for (const std::string_view folder : split(path == nullptr ? "/usr/bin" : path, ':')) {
      std::string program = std::string(folder) + "/" + name;
      if (::access(program.c_str(), X_OK) == 0) return program;
    }
  }
  return {};
}

Chromium::Chromium(const std::string& program, const std::string& url) {
  std::string made = (std::filesystem::temp_directory_path() / "avouch-chromium-XXXXXX").string();
  if (::mkdtemp(made.data()) == nullptr) throw std::runtime_error("no folder for Chromium's profile");
  profile_ = made;
  std::vector<std::string> words = {program,
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-dev-shm-usage",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--no-first-run",
                                    "--no-proxy-server",
                                    "--user-data-dir=" + profile_,
                                    url};
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {0, 1, 2})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  const int failed =
      ::posix_spawn(&process_, program.c_str(), &actions, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + program);
}

Chromium::~Chromium() {
  ::kill(-process_, SIGKILL);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  std::error_code ignored;
  std::filesystem::remove_all(profile_, ignored);
}

}  // namespace avouch
