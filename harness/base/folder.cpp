// SPDX-License-Identifier: MIT
#include "base/folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace avouch {
namespace {

Error folder_error(const std::string& path, const std::string& why) {
  return {.title = "cannot write the folder " + path + ": " + why,
          .place = {.file = path},
          .hint = "Name a folder that does not exist yet or is empty, in a folder that you may write to."};
}

// Without the slashes at the end.
std::string trimmed(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// A new folder beside that one, or the error.
Result<std::string> temporary_beside(const std::string& path) {
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::symlink_status(path, code);
  if (std::filesystem::exists(status)) {
    if (!std::filesystem::is_directory(status)) return folder_error(path, "it is not a folder");
    const bool is_empty = std::filesystem::is_empty(path, code);
    if (code) return folder_error(path, code.message());
    if (!is_empty) return folder_error(path, "it is not empty");
  }
  std::string temporary = path + ".XXXXXX";
  if (::mkdtemp(temporary.data()) == nullptr) return folder_error(path, std::strerror(errno));
  return temporary;
}

bool write_plainly(const std::string& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  return static_cast<bool>(stream);
}

}  // namespace

Result<void> check_folder_writable(const std::string& path) {
  const Result<std::string> temporary = temporary_beside(trimmed(path));
  if (!temporary) return temporary.errors();
  ::rmdir(temporary->c_str());
  return {};
}

Result<void> write_folder(const std::string& path, const std::vector<FolderFile>& files) {
  const std::string folder = trimmed(path);
  const Result<std::string> temporary = temporary_beside(folder);
  if (!temporary) return temporary.errors();
  bool is_whole = true;
  for (const FolderFile& file : files)
    is_whole = is_whole && write_plainly(*temporary + "/" + file.name, file.text);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  // POSIX rename(): an empty folder is replaced.
  if (is_whole && ::chmod(temporary->c_str(), 0777 & ~mask) == 0 &&
      std::rename(temporary->c_str(), folder.c_str()) == 0)
    return {};
  const std::string why = std::strerror(errno);
  std::error_code ignored;
  std::filesystem::remove_all(*temporary, ignored);
  return folder_error(folder, why);
}

}  // namespace avouch
