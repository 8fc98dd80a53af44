// SPDX-License-Identifier: MIT
#include "run/run_transports.h"

#include <map>
#include <string>
#include <utility>

#include "exchange/digest.h"

namespace avouch {

// Reports each exchange to the callback.
class RunTransports::Reported : public Transport {
 public:
  Reported(Transport& inner, std::function<void()> told) : inner_(inner), told_(std::move(told)) {}

  Exchange send(const http::Request& request) override {
    Exchange exchange = inner_.send(request);
    if (told_) told_();
    return exchange;
  }

 private:
  Transport& inner_;
  const std::function<void()> told_;
};

// Chooses the transport without a client certificate for requests that must not present one.
class RunTransports::Identified : public Transport {
 public:
  Identified(std::unique_ptr<Transport> usual, std::unique_ptr<Transport> anonymous)
      : usual_(std::move(usual)), anonymous_(std::move(anonymous)) {}

  Exchange send(const http::Request& request) override {
    const bool is_anonymous = anonymous_ != nullptr && request.identity.is_without_certificate;
    return (is_anonymous ? *anonymous_ : *usual_).send(request);
  }

 private:
  std::unique_ptr<Transport> usual_;
  std::unique_ptr<Transport> anonymous_;  // null without a certificate
};

struct RunTransports::Way {
  Way(Identified straight, PaceOptions pace, Pace& clock, TokenBook& tokens, std::function<void()> tell)
      : transport(std::move(straight)),
        paced(transport, pace, clock),
        digest(paced),
        renewing(digest, tokens),
        told(renewing, std::move(tell)) {}

  Identified transport;
  PacedTransport paced;
  DigestTransport digest;
  RenewingTransport renewing;
  Reported told;
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
    std::unique_ptr<Transport> anonymous;
    if (base.scheme == "https" && !options.transport.cert.empty()) {
      TransportOptions bare = options.transport;
      bare.cert.clear();
      bare.key.clear();
      Result<std::unique_ptr<Transport>> without = http_transport(base.root(), bare, options.cancellation);
      if (!without) return without.errors();
      anonymous = *std::move(without);
    }
    const PaceOptions pace{.per_second = options.per_second,
                           .patience = options.transport.max_time,
                           .deadline = options.transport.deadline};
    made->ways_.push_back(
        std::make_unique<Way>(Identified(*std::move(transport), std::move(anonymous)), pace, made->pace_,
                              options.tokens != nullptr ? *options.tokens : made->no_tokens_, options.told));
  }
  return made;
}

std::vector<Transport*> RunTransports::of_bases() const {
  std::vector<Transport*> transports;
  for (const std::size_t way : way_of_base_) transports.push_back(&ways_[way]->told);
  return transports;
}

}  // namespace avouch
