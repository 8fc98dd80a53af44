// SPDX-License-Identifier: MIT
// The same for tests, with GoogleTest.
#pragma once

#include <gtest/gtest.h>

#include "precompiled.h"
