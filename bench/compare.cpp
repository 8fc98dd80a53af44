// SPDX-License-Identifier: MIT
// Two commands in turn, A B A B …, as whole processes: wall time, processor time and peak memory of each, and
// the ratios A/B pair by pair, so that a comparison holds while the machine's speed drifts.
//
//   compare RUNS 'COMMAND A' 'COMMAND B'       each is run by sh, its output thrown away
//   compare --rows RUNS 'COMMAND'...           for programs: a line each, of its median wall and processor
//                                              milliseconds, its peak MiB and its exit code
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace {

struct Measure {
  double wall_ms = 0;
  double processor_ms = 0;
  double peak_mib = 0;
  int status = 0;
};

Measure measure(const char* command) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  if (child == 0) {
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    ::dup2(nothing, STDOUT_FILENO);
    ::dup2(nothing, STDERR_FILENO);
    ::execl("/bin/sh", "sh", "-c", command, static_cast<char*>(nullptr));
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child) {
    std::perror("compare");
    std::exit(2);
  }
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - start;
  const auto milliseconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return {.wall_ms = wall.count(),
          .processor_ms = milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
          .peak_mib = static_cast<double>(usage.ru_maxrss) / 1024.0,
          .status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

void print_row(const char* name, std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::printf("  %-22s %10.2f %10.2f %10.2f\n", name, values.front(), values[values.size() / 2],
              values.back());
}

std::vector<double> column(const std::vector<Measure>& runs, double Measure::*field) {
  std::vector<double> values;
  for (const Measure& run : runs) values.push_back(run.*field);
  return values;
}

void print_command(const char* letter, const char* command, const std::vector<Measure>& runs) {
  std::printf("%s: %s (exit %d)\n", letter, command, runs.back().status);
  print_row("wall ms", column(runs, &Measure::wall_ms));
  print_row("processor ms", column(runs, &Measure::processor_ms));
  print_row("peak MiB", column(runs, &Measure::peak_mib));
}

void print_ratio(const char* name, const std::vector<Measure>& a, const std::vector<Measure>& b,
                 double Measure::*field) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < a.size(); ++i) ratios.push_back(a[i].*field / std::max(b[i].*field, 1e-9));
  print_row(name, std::move(ratios));
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int print_rows(int runs, const std::vector<const char*>& commands) {
  std::vector<std::vector<Measure>> all(commands.size());
  for (const char* command : commands) (void)measure(command);  // warm-up, not counted
  for (int i = 0; i < runs; ++i) {
    for (std::size_t at = 0; at < commands.size(); ++at) all[at].push_back(measure(commands[at]));
  }
  for (const std::vector<Measure>& measured : all) {
    std::printf("%.3f %.3f %.2f %d\n", median(column(measured, &Measure::wall_ms)),
                median(column(measured, &Measure::processor_ms)),
                median(column(measured, &Measure::peak_mib)), measured.back().status);
  }
  return 0;
}

}  // namespace

int main(int count, char** words) {
  if (count > 3 && std::strcmp(words[1], "--rows") == 0 && std::atoi(words[2]) > 0)
    return print_rows(std::atoi(words[2]), {words + 3, words + count});
  const int runs = count == 4 ? std::atoi(words[1]) : 0;
  if (runs < 1) {
    std::fprintf(stderr,
                 "usage: compare RUNS 'COMMAND A' 'COMMAND B', or compare --rows RUNS 'COMMAND'...\n");
    return 2;
  }
  std::vector<Measure> a;
  std::vector<Measure> b;
  (void)measure(words[2]);  // warm-up, not counted
  (void)measure(words[3]);
  for (int i = 0; i < runs; ++i) {
    a.push_back(measure(words[2]));
    b.push_back(measure(words[3]));
  }
  std::printf("  %-22s %10s %10s %10s   (%d runs each, in turn)\n", "", "min", "median", "max", runs);
  print_command("A", words[2], a);
  print_command("B", words[3], b);
  std::printf("A/B\n");
  print_ratio("wall", a, b, &Measure::wall_ms);
  print_ratio("processor", a, b, &Measure::processor_ms);
  print_ratio("peak memory", a, b, &Measure::peak_mib);
  return 0;
}
