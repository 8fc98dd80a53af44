// SPDX-License-Identifier: MIT
// The report of a run as JSON, for programs: all data of the ledger, in a versioned format.
//
//   write_file(file, json_report(ledger));
//
// schemas/report.schema.json describes it. Keys have a fixed order and the text is ASCII (other characters
// are \u escapes), so two runs can be compared line by line and no viewer can be misled. Bytes that are not
// UTF-8 become U+FFFD. Adding a key keeps the format version; removing a key or changing its meaning
// increments it. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>

#include "base/file.h"
#include "verdict/ledger.h"

namespace avouch {

inline constexpr int kReportFormat = 1;
// Of messages, it has those that a verdict is about which does not hold: the exchange that decided, and those
// that led there (reports/trail.h). Other reports are made of them by avouch merge.
inline constexpr std::size_t kJsonContent = std::size_t{16} << 10U;  // bytes of each content
inline constexpr std::size_t kJsonCommand = std::size_t{1}
                                            << 10U;  // bytes; a longer one stands in the exchange alone
inline constexpr std::size_t kJsonMessages = std::size_t{8} << 20U;  // bytes of all messages

// Ends in a line feed.
std::string json_report(const Ledger& ledger);
// The same in parts, so that a large report is never in memory as a whole.
void write_json_report(const Ledger& ledger, const TextSink& sink);

}  // namespace avouch
