// SPDX-License-Identifier: MIT
#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

namespace avouch {
namespace {

Error write_error(const std::string& path, int code) {
  return {.title = "cannot write " + path + ": " + std::strerror(code),
          .place = {.file = path},
          .hint = "Name a file in a folder that exists and that you may write to."};
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// std::filesystem::equivalent() does not compare devices.
bool is_null_device(const std::string& path) {
  struct stat status = {};
  struct stat null = {};
  return ::stat(path.c_str(), &status) == 0 && S_ISCHR(status.st_mode) && ::stat("/dev/null", &null) == 0 &&
         status.st_rdev == null.st_rdev;
}

// Returns the path to replace. Renaming over a symbolic link would replace the link, and renaming cannot
// replace a device or a pipe.
Result<std::string> destination(const std::string& path) {
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(path, code);
  if (std::filesystem::is_directory(status)) return write_error(path, EISDIR);
  if (!std::filesystem::exists(status)) return path;
  if (!std::filesystem::is_regular_file(status)) {
    return Error{.title = "cannot write " + path + ": it is not a regular file",
                 .place = {.file = path},
                 .hint = "Name a file: Avouch writes a temporary file beside it and renames that file."};
  }
  const std::filesystem::path real = std::filesystem::canonical(path, code);
  return code ? path : real.string();
}

}  // namespace

bool file_exists(const std::string& path) {
  std::error_code code;
  return std::filesystem::exists(path, code);
}

Result<std::string> read_file(const std::string& path) {
  std::error_code code;
  const std::filesystem::file_status status = std::filesystem::status(path, code);
  if (std::filesystem::is_directory(status)) {
    return Error{
        .title = "the file cannot be read: it is a folder", .place = {.file = path}, .hint = "Name a file."};
  }
  if (is_null_device(path)) return std::string();
  // Reading another device may never end; opening a pipe may block forever.
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    return Error{.title = "the file cannot be read: it is not a regular file",
                 .place = {.file = path},
                 .hint = "Save its content to a file, and name that file."};
  }
  if (const std::uintmax_t size = std::filesystem::file_size(path, code); !code && size > kLongestFile) {
    return Error{.title = "the file cannot be read: it has " + std::to_string(size) + " bytes, and " +
                          std::to_string(kLongestFile) + " is the limit",
                 .place = {.file = path},
                 .hint = "Name another file, or split this one."};
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (stream) text << stream.rdbuf();
  if (!stream || stream.bad()) {
    return Error{.title = std::string("the file cannot be read: ") + std::strerror(errno),
                 .place = {.file = path},
                 .hint = "Check the name and that you may read it."};
  }
  return std::move(text).str();
}

bool is_same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  return !one.empty() && !other.empty() && std::filesystem::equivalent(one, other, error);
}

std::string resolved_path(const std::string& path) {
  std::error_code error;
  const std::filesystem::path absolute = std::filesystem::absolute(path, error);
  if (error) return path;
  const std::filesystem::path resolved = std::filesystem::weakly_canonical(absolute, error);
  return error ? path : resolved.string();
}

Result<void> check_writable(const std::string& path) {
  const Result<std::string> real = destination(path);
  if (!real) return real.errors();
  std::string temporary = *real + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) return write_error(path, errno);
  ::close(descriptor);
  ::unlink(temporary.c_str());
  return {};
}

Result<void> write_file(const std::string& path, std::string_view text) {
  return write_file(path, [text](const TextSink& sink) { sink(text); });
}

Result<void> write_file(const std::string& path, const TextParts& parts) {
  const Result<std::string> real = destination(path);
  if (!real) return real.errors();
  std::string temporary = *real + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) return write_error(path, errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  bool whole = ::fchmod(descriptor, 0666 & ~mask) == 0;
  int write_code = errno;
  try {
    parts([&](std::string_view part) {
      if (!whole || write_all(descriptor, part)) return;
      whole = false;
      write_code = errno;
    });
  } catch (...) {
    ::close(descriptor);
    ::unlink(temporary.c_str());
    throw;
  }
  if (whole && ::fsync(descriptor) != 0) {
    whole = false;
    write_code = errno;
  }
  const bool closed = ::close(descriptor) == 0;
  if (whole && closed && ::rename(temporary.c_str(), real->c_str()) == 0) return {};
  const int code = whole ? errno : write_code;
  ::unlink(temporary.c_str());
  return write_error(path, code);
}

}  // namespace avouch
