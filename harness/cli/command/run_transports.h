// SPDX-License-Identifier: MIT
// The transports of a run: one per origin, each with its own rate. All count their exchanges on one progress
// line.
//
//   Result<std::unique_ptr<RunTransports>> transports = RunTransports::make(plan.bases, options, line);
//   Session session(contract, plan, judge, (*transports)->of_bases(), {});
//
// Keeps a reference to the progress line.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/result.h"
#include "cli/interruption.h"
#include "cli/option/options.h"
#include "cli/terminal.h"
#include "exchange/paced.h"
#include "exchange/transport.h"
#include "http/url.h"

namespace avouch {

class RunTransports {
 public:
  // Errors: as http_transport().
  static Result<std::unique_ptr<RunTransports>> make(const std::vector<http::Url>& bases,
                                                     const Options& options, ProgressLine& line);

  // Returns the transport of each base's origin. The transports do not prepend the paths of the bases.
  std::vector<Transport*> of_bases() const;

 private:
  struct Way {
    Way(std::unique_ptr<Transport> straight, PaceOptions pace, Pace& clock, ProgressLine& line)
        : transport(std::move(straight)), paced(*transport, pace, clock), progress(paced, line) {}

    std::unique_ptr<Transport> transport;
    PacedTransport paced;
    Progress progress;
  };

  SystemPace pace_{interruption()};
  std::vector<std::unique_ptr<Way>> ways_;
  std::vector<std::size_t> way_of_base_;
};

}  // namespace avouch
