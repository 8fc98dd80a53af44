# SPDX-License-Identifier: MIT
# avouch_room(NAME [ROOMS room...] [USES target...]): one library a room, of all *.cpp in its folder.
# ROOMS are other rooms that its headers may include; USES are third-party targets that stay private.
add_library(avouch_settings INTERFACE)
target_include_directories(avouch_settings INTERFACE
  ${PROJECT_SOURCE_DIR}/harness ${PROJECT_SOURCE_DIR})
target_compile_options(avouch_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
  $<$<BOOL:${AVOUCH_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # 12 sees overlaps in "text" + std::string at -O2 (GCC bug 105651)
  target_compile_options(avouch_settings INTERFACE -Wno-restrict)
  if(AVOUCH_PRECOMPILE)  # nor does it know library code that comes by a precompiled header as the system's
    target_compile_options(avouch_settings INTERFACE
      -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-maybe-uninitialized)
  endif()
endif()
target_compile_definitions(avouch_settings INTERFACE AVOUCH_VERSION="${PROJECT_VERSION}")
if(AVOUCH_SANITIZE)
  target_compile_options(avouch_settings INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(avouch_settings INTERFACE -fsanitize=address,undefined)
endif()
if(AVOUCH_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "AVOUCH_FUZZ wants clang: libFuzzer comes with it (cmake --preset fuzz)")
  endif()
  target_compile_options(avouch_settings INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(avouch_settings INTERFACE -fsanitize=address,undefined)
endif()

# avouch_precompile(TARGET [test]): TARGET shares the precompiled headers; "test" adds GoogleTest's.
if(AVOUCH_PRECOMPILE)
  foreach(kind "" _test)
    file(WRITE ${PROJECT_BINARY_DIR}/precompiled${kind}.cpp "// The precompiled header needs a file to be compiled with.\n")
    add_library(avouch_precompiled${kind} OBJECT ${PROJECT_BINARY_DIR}/precompiled${kind}.cpp)
    target_link_libraries(avouch_precompiled${kind} PRIVATE avouch_settings)
    target_precompile_headers(avouch_precompiled${kind} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled${kind}.h)
  endforeach()
  target_link_libraries(avouch_precompiled_test PRIVATE GTest::gtest)
endif()
function(avouch_precompile target)
  if(AVOUCH_PRECOMPILE)
    list(TRANSFORM ARGN PREPEND _)
    target_precompile_headers(${target} REUSE_FROM avouch_precompiled${ARGN})
  endif()
endfunction()

function(avouch_room name)
  cmake_parse_arguments(ROOM "" "" "ROOMS;USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)  # only headers so far
    add_library(avouch_${name} INTERFACE)
    target_link_libraries(avouch_${name} INTERFACE avouch_settings)
    list(TRANSFORM ROOM_ROOMS PREPEND avouch_)
    target_link_libraries(avouch_${name} INTERFACE ${ROOM_ROOMS})
    return()
  endif()
  add_library(avouch_${name} STATIC ${sources})
  target_link_libraries(avouch_${name} PUBLIC avouch_settings)
  list(TRANSFORM ROOM_ROOMS PREPEND avouch_)
  target_link_libraries(avouch_${name} PUBLIC ${ROOM_ROOMS} PRIVATE ${ROOM_USES})
  avouch_precompile(avouch_${name})
endfunction()

# avouch_tests(NAME [ROOMS room...] [USES target...]): one test program a room, of all *.cpp in its folder;
# every case is a ctest of its own, named ROOM.Suite.Test.
function(avouch_tests name)
  cmake_parse_arguments(TESTS "" "" "ROOMS;USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(${name}_tests ${sources})
  target_link_libraries(${name}_tests PRIVATE avouch_settings GTest::gtest GTest::gtest_main nlohmann_json::nlohmann_json
    Threads::Threads ${TESTS_USES})
  foreach(room ${TESTS_ROOMS})
    target_link_libraries(${name}_tests PRIVATE avouch_${room})
  endforeach()
  target_compile_definitions(${name}_tests PRIVATE
    AVOUCH_SOURCE_DIR="${PROJECT_SOURCE_DIR}" AVOUCH_BINARY_DIR="${PROJECT_BINARY_DIR}")
  avouch_precompile(${name}_tests test)
  gtest_discover_tests(${name}_tests TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${name} TIMEOUT 300)
endfunction()
