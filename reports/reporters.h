// SPDX-License-Identifier: MIT
// The reports that a ledger can be written as, each to a file or a folder: one row each. A new one is a file
// of its own in this room, and a row here; the commands and their options follow.
//
//   for (const Reporter& reporter : reporters()) write(path_of(reporter.name), written_by(reporter, ledger));
//
// Pure; any thread may call.
#pragma once

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

#include "base/file.h"
#include "base/folder.h"
#include "verdict/ledger.h"

namespace avouch {

struct ReportLimits {
  std::size_t junit_cases = 20'000;  // GitLab refuses a report of more than 250,000 XML objects
};

using WritesFile = std::string (*)(const Ledger& ledger);
using WritesLimited = std::string (*)(const Ledger& ledger, const ReportLimits& limits);
// In parts, for reports that are large.
using WritesParts = void (*)(const Ledger& ledger, const TextSink& sink);
using WritesFolder = std::vector<FolderFile> (*)(const Ledger& ledger);

struct Reporter {
  const char* name;  // "junit"
  const char* flag;  // the option that names its file or folder, without dashes: "report-junit"
  const char* help;  // what that option does, for --help; WHAT: the kind of report, "report" or "proof"
  std::variant<WritesFile, WritesLimited, WritesParts, WritesFolder> write;
  // How many bytes of each content it shows; 0: it shows no messages (SentRequest::messages).
  std::size_t shown_content = 0;
  // It shows nothing else, so it is not for proofs, which have no exchanges.
  bool is_of_messages = false;
  // Other commands read it, and compare its names with those of other reports (reports/shortened.h).
  bool is_for_commands = false;
};

// The text of a file, as a whole or in parts, or the files of a folder.
using ReportContent = std::variant<std::string, TextParts, std::vector<FolderFile>>;

// Texts are shortened: reports/shortened.h. The ledger must outlive what is returned.
ReportContent written_by(const Reporter& reporter, const Ledger& ledger, const ReportLimits& limits = {});
bool writes_folder(const Reporter& reporter);

// In the order in which --help has them.
const std::vector<Reporter>& reporters();

}  // namespace avouch
