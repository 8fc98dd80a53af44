// SPDX-License-Identifier: MIT
// Runs a program to its end and captures both streams.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace avouch {

struct Finished {
  int exit_code = -1;  // 128 + the signal where one ended it
  std::string output;  // stdout
  std::string errors;  // stderr
  long peak_kib = 0;   // of its memory
};

// Runs `arguments` (the program first) in `folder`, with nothing of our environment but PATH, HOME and
// TMPDIR, and with `environment` added. Its standard input is empty.
Finished run_process(const std::vector<std::string>& arguments, const std::string& folder,
                     const std::map<std::string, std::string>& environment = {});

// A program that goes on until it is told to stop.
class RunningProgram {
 public:
  enum class Wait { for_a_line, not_at_all };

  // As run_process(). Returns when the program has written a line to stdout, or has ended without one; or at
  // once.
  RunningProgram(const std::vector<std::string>& arguments, const std::string& folder,
                 const std::map<std::string, std::string>& environment = {}, Wait wait = Wait::for_a_line);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  const std::string& first_line() const { return first_line_; }  // without its line feed
  Finished stop();               // by SIGTERM; what it wrote, and how it ended
  Finished stop_by(int signal);  // the same

 private:
  int child_ = -1;
  int output_ = -1;
  int errors_ = -1;
  std::string first_line_;
};

// A folder of its own, removed with all that is in it at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace avouch
