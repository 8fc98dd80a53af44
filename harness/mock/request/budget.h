// SPDX-License-Identifier: MIT
// What checking one request may cost: two seconds of processor time, and memory of a share.
//
//   RequestBudget budget(&memory);
//   const RequestJson json(request.body, budget);   // null if it is not JSON, or too large
//   if (budget.is_over()) …budget.why()…            // nothing is known of the request
//
// Used by one thread. The share must outlive it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/work_budget.h"
#include "json/instance.h"

namespace avouch {

class RequestBudget {
 public:
  // Null: memory is unlimited.
  explicit RequestBudget(MemoryShare* memory = nullptr);

  WorkBudget& work() { return work_; }
  MemoryShare* memory() { return memory_; }

  // Takes what it costs to hold that many texts with all their readings, before they are made. Returns false
  // if that is too much.
  bool hold_texts(std::size_t texts, std::size_t bytes);

  // Ends the work, for a limit that is not one of the budget.
  void end(std::string why);
  bool is_over() const { return !why_.empty() || work_.is_spent(); }
  // A sentence without a full stop. Precondition: is_over().
  std::string why() const;

 private:
  MemoryShare* memory_;
  WorkBudget work_;
  std::string why_;
};

// A JSON text of the request. A limit ends the budget.
class RequestJson {
 public:
  // The text must outlive it.
  RequestJson(std::string_view text, RequestBudget& budget);
  ~RequestJson();
  RequestJson(const RequestJson&) = delete;
  RequestJson& operator=(const RequestJson&) = delete;

  // Null if there is a fault.
  const Instance* instance() const { return parsed_.instance.get(); }
  // Against the syntax of JSON.
  const std::optional<SyntaxFault>& fault() const { return parsed_.fault; }

 private:
  MemoryShare* memory_;
  std::size_t held_ = 0;  // bytes of the share
  ParsedBody parsed_;
};

}  // namespace avouch
