// SPDX-License-Identifier: MIT
// Keeps an object until the process ends, which gives back all memory at once. To destroy a large contract,
// its session and its ledger piece by piece takes a tenth of the time of a run, and of the second in which an
// interrupted run has to end.
//
//   const ExitCode code = decide(ledger);
//   until_exit(std::move(ledger));
//   return code;   // main() ends with end_process()
//
// Not thread-safe.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace avouch {

template <class T>
void until_exit(T&& object) {
  static_assert(!std::is_lvalue_reference_v<T>, "the object is moved");
  static std::vector<std::shared_ptr<const void>>& kept = *new std::vector<std::shared_ptr<const void>>();
  kept.push_back(std::make_shared<const std::remove_cvref_t<T>>(std::forward<T>(object)));
}

}  // namespace avouch
