// SPDX-License-Identifier: MIT
#include "reports/reporters.h"

#include "reports/html.h"
#include "reports/json.h"
#include "reports/junit.h"

namespace avouch {

const std::vector<Reporter>& reporters() {
  static const std::vector<Reporter> table = {
      {"junit", "report-junit", "Write a JUnit report", junit_report},
      {"json", "report-json",
       "Write a JSON report (described by schemas/report.schema.json or proof.schema.json)", json_report},
      {"html", "report-html", "Write an HTML report (one file)", html_report},
  };
  return table;
}

}  // namespace avouch
