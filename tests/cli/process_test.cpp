// SPDX-License-Identifier: MIT
#include "cli/process.h"

#include <gtest/gtest.h>

#include <new>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>

namespace avouch {
namespace process_test {

struct Thrown {
  const char* name;
  void (*raise)();
  std::string told;
};

void PrintTo(const Thrown& shown, std::ostream* out) {
  *out << shown.name;
}

class Failed : public testing::TestWithParam<Thrown> {};

TEST_P(Failed, IsToldInOneLine) {
  std::ostringstream err;
  try {
    GetParam().raise();
  } catch (...) {
    EXPECT_EQ(failed(err), ExitCode::undecided);
  }
  EXPECT_EQ(err.str(), GetParam().told);
}

INSTANTIATE_TEST_SUITE_P(
    Of, Failed,
    testing::Values(
        Thrown{"Memory", [] { throw std::bad_alloc(); },
               "error: not enough memory: Avouch stopped; give it more, or lower --max-filesize or "
               "--jobs\n"},
        Thrown{
            "System",
            [] { throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again)); },
            "error: the system refused a resource, so Avouch stopped: Resource temporarily "
            "unavailable\n"},
        Thrown{"Error", [] { throw std::runtime_error("two\nlines"); },
               "error: Avouch failed. This is a defect of Avouch; please report it: two\\nlines\n"},
        Thrown{"Int", [] { throw 7; },
               "error: Avouch failed. This is a defect of Avouch; please report it: what was thrown is not a "
               "std::exception\n"}),
    [](const testing::TestParamInfo<Thrown>& of) { return of.param.name; });

TEST(EndInWords, EndsWhatAThreadThrows) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        end_in_words();
        std::thread([] { throw std::bad_alloc(); }).join();
      },
      testing::ExitedWithCode(3), "error: not enough memory: Avouch stopped");
}

}  // namespace process_test
}  // namespace avouch
