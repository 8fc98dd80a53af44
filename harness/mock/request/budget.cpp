// SPDX-License-Identifier: MIT
#include "mock/request/budget.h"

#include <chrono>
#include <utility>

#include "judge/body/body.h"

namespace avouch {
namespace {

constexpr WorkBudget::Limits kChecking{.steps = kJudgeSteps, .time = std::chrono::seconds(2)};

constexpr const char* kNoMemory = "it does not fit into what the other requests leave of the memory";

}  // namespace

RequestBudget::RequestBudget(MemoryShare* memory) : memory_(memory), work_(kChecking) {
  work_.hold_within(memory);
}

bool RequestBudget::hold_texts(std::size_t texts, std::size_t bytes) {
  constexpr std::size_t kBytesOfText = 640;  // in lists that grow
  constexpr std::size_t kReadings = 6;       // that exist at once
  constexpr std::size_t kStepsOfText = 32;
  return work_.spend(texts * kStepsOfText) && work_.spend_on_text(kReadings * bytes) &&
         work_.hold(texts * kBytesOfText + kReadings * bytes);
}

void RequestBudget::end(std::string why) {
  if (!is_over()) why_ = std::move(why);
}

std::string RequestBudget::why() const {
  if (!why_.empty()) return why_;
  switch (work_.end()) {
    case WorkBudget::End::none:
      break;
    case WorkBudget::End::steps:
    case WorkBudget::End::time:
      return "checking it takes longer than it may";
    case WorkBudget::End::memory:
      return kNoMemory;
    case WorkBudget::End::interruption:
      return "the mock is stopping";
  }
  return {};
}

RequestJson::RequestJson(std::string_view text, RequestBudget& budget) : memory_(budget.memory()) {
  if (budget.is_over()) return;
  const std::size_t before = memory_ == nullptr ? 0 : memory_->held();
  parsed_ =
      parse_body_in_place(text, {.memory = memory_, .memory_reason = kNoMemory, .work = &budget.work()});
  if (memory_ != nullptr) held_ = memory_->held() - before;
  if (!parsed_.fault || !parsed_.fault->is_limit) return;
  budget.end(parsed_.fault->reason);
  parsed_.fault.reset();
}

RequestJson::~RequestJson() {
  if (memory_ != nullptr) memory_->shrink(held_);
}

}  // namespace avouch
