// SPDX-License-Identifier: MIT
#include "cli/command/run_transports.h"

#include <map>
#include <string>
#include <utility>

namespace avouch {

Result<std::unique_ptr<RunTransports>> RunTransports::make(const std::vector<http::Url>& bases,
                                                           const Options& options, ProgressLine& line) {
  auto made = std::make_unique<RunTransports>();
  std::map<std::string, std::size_t> known;  // by origin
  for (const http::Url& base : bases) {
    const auto [way, is_new] = known.try_emplace(http::serialize(base.origin()), made->ways_.size());
    made->way_of_base_.push_back(way->second);
    if (!is_new) continue;
    Result<std::unique_ptr<Transport>> transport =
        http_transport(base.root(), options.transport, interruption());
    if (!transport) return transport.errors();
    made->ways_.push_back(std::make_unique<Way>(
        *std::move(transport),
        PaceOptions{.per_second = options.rate, .patience = options.transport.max_time}, made->pace_, line));
  }
  return made;
}

std::vector<Transport*> RunTransports::of_bases() const {
  std::vector<Transport*> transports;
  for (const std::size_t way : way_of_base_) transports.push_back(&ways_[way]->progress);
  return transports;
}

}  // namespace avouch
