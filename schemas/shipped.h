// SPDX-License-Identifier: MIT
// The files of this folder, embedded in the binary: a contract that needs no file.
#pragma once

#include <string_view>
#include <vector>

namespace avouch {

struct ShippedFile {
  std::string_view name;  // "schemas/configuration-webhook.openapi.json"
  std::string_view text;
};

const std::vector<ShippedFile>& shipped_files();

}  // namespace avouch
