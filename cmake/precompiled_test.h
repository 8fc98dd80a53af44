// SPDX-License-Identifier: MIT
// precompiled.h and GoogleTest, for tests.
#pragma once

#include <gtest/gtest.h>

#include "precompiled.h"
