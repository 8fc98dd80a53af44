// SPDX-License-Identifier: MIT
#include "plan/evidence.h"

namespace avouch {

Evidence evidence_of(const Contract& contract, const Probe& probe, const Exchange* exchange) {
  return {.role = probe.role,
          .origin = probe.origin,
          .has_credentials = probe.has_credentials,
          .made_up = probe.made_up,
          .operation = &contract.operations[probe.operation],
          .exchange = exchange};
}

}  // namespace avouch
