# SPDX-License-Identifier: MIT
# Finds every third-party library. docs/dependencies.md gives the reason for each.
include(LibraryDependencies)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(valijson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(pugixml REQUIRED)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)

# Debian's valijson package defines no imported target; its headers are on the system path.
if(NOT TARGET valijson)
  add_library(valijson INTERFACE IMPORTED)
endif()

foreach(target GTest::gtest nlohmann_json::nlohmann_json)
  set_target_properties(${target} PROPERTIES SYSTEM ON)
endforeach()
