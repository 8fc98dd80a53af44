// SPDX-License-Identifier: MIT
// Common includes, compiled once per build. Every file still includes what it uses: the presets "tidy" and
// "fuzz" build without this header (AVOUCH_PRECOMPILE).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>
