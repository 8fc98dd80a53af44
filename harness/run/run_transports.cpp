// SPDX-License-Identifier: MIT
#include "run/run_transports.h"

#include <map>
#include <string>
#include <utility>

namespace avouch {

// Reports each exchange to the callback.
class RunTransports::Told : public Transport {
 public:
  Told(Transport& inner, std::function<void()> told) : inner_(inner), told_(std::move(told)) {}

  Exchange send(const http::Request& request) override {
    Exchange exchange = inner_.send(request);
    if (told_) told_();
    return exchange;
  }

 private:
  Transport& inner_;
  const std::function<void()> told_;
};

struct RunTransports::Way {
  Way(std::unique_ptr<Transport> straight, PaceOptions pace, Pace& clock, std::function<void()> tell)
      : transport(std::move(straight)), paced(*transport, pace, clock), told(paced, std::move(tell)) {}

  std::unique_ptr<Transport> transport;
  PacedTransport paced;
  Told told;
};

RunTransports::RunTransports(const Cancellation& cancellation) : pace_(cancellation) {}
RunTransports::~RunTransports() = default;

Result<std::unique_ptr<RunTransports>> RunTransports::make(const std::vector<http::Url>& bases,
                                                           const RunTransportOptions& options) {
  std::unique_ptr<RunTransports> made(new RunTransports(options.cancellation));
  std::map<std::string, std::size_t> known;  // by origin
  for (const http::Url& base : bases) {
    const auto [way, is_new] = known.try_emplace(http::serialize(base.origin()), made->ways_.size());
    made->way_of_base_.push_back(way->second);
    if (!is_new) continue;
    Result<std::unique_ptr<Transport>> transport =
        http_transport(base.root(), options.transport, options.cancellation);
    if (!transport) return transport.errors();
    const PaceOptions pace{.per_second = options.per_second, .patience = options.transport.max_time};
    made->ways_.push_back(std::make_unique<Way>(*std::move(transport), pace, made->pace_, options.told));
  }
  return made;
}

std::vector<Transport*> RunTransports::of_bases() const {
  std::vector<Transport*> transports;
  for (const std::size_t way : way_of_base_) transports.push_back(&ways_[way]->told);
  return transports;
}

}  // namespace avouch
