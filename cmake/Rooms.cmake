# SPDX-License-Identifier: MIT
# avouch_room(NAME [ROOMS room...] [USES target...]): one library a room, of all *.cpp in its folder.
# ROOMS are other rooms that its headers may include; USES are third-party targets that stay private.
#
# avouch_headers is what programs that use a room need; avouch_settings is how the rooms themselves are compiled.
add_library(avouch_headers INTERFACE)
target_compile_features(avouch_headers INTERFACE cxx_std_20)

add_library(avouch_settings INTERFACE)
target_link_libraries(avouch_settings INTERFACE avouch_headers)
target_include_directories(avouch_settings INTERFACE ${PROJECT_SOURCE_DIR}/harness ${PROJECT_SOURCE_DIR})

# The rooms of the library, which C++ programs link. They include its headers from a copy (cmake/PublicHeaders.cmake): from
# the installed one, or from the one in the build folder of a project that adds these sources to its own.
set(AVOUCH_LIBRARY_ROOMS base clause http json pattern jsonpath contract exchange verdict judge generate plan workflow run
  library suites)
if(PROJECT_IS_TOP_LEVEL)
  target_include_directories(avouch_headers INTERFACE
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/harness> $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/harness/library/include>
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/suites/include>)
else()
  set(SOURCE ${PROJECT_SOURCE_DIR})
  set(TO ${PROJECT_BINARY_DIR}/include)
  list(JOIN AVOUCH_LIBRARY_ROOMS "," ROOMS)
  include(PublicHeaders)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/harness/*.h ${PROJECT_SOURCE_DIR}/suites/*.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${headers})
  target_include_directories(avouch_headers INTERFACE $<BUILD_INTERFACE:${TO}>)
endif()
target_include_directories(avouch_headers INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_compile_options(avouch_settings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
  $<$<BOOL:${AVOUCH_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # 12 sees overlaps in "text" + std::string at -O2 (GCC bug 105651)
  target_compile_options(avouch_settings INTERFACE -Wno-restrict)
  if(CMAKE_UNITY_BUILD)  # it warns about unnamed namespaces unless they stand in the file that it was given
    target_compile_options(avouch_settings INTERFACE -Wno-subobject-linkage)
  endif()
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
if(AVOUCH_SANITIZE_THREADS)
  target_compile_options(avouch_settings INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(avouch_settings INTERFACE -fsanitize=thread)
endif()
if(AVOUCH_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "AVOUCH_FUZZ wants clang: libFuzzer comes with it (cmake --preset fuzz)")
  endif()
  target_compile_options(avouch_settings INTERFACE
    -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(avouch_settings INTERFACE -fsanitize=address,undefined)
endif()

# What every test program is compiled with. Optimizing tests costs more time than it saves when they run.
add_library(avouch_test_settings INTERFACE)
target_link_libraries(avouch_test_settings INTERFACE avouch_settings GTest::gtest GTest::gtest_main Threads::Threads)
target_compile_options(avouch_test_settings INTERFACE -O0)
target_compile_definitions(avouch_test_settings INTERFACE
  AVOUCH_SOURCE_DIR="${PROJECT_SOURCE_DIR}" AVOUCH_BINARY_DIR="${PROJECT_BINARY_DIR}")

# avouch_precompile(TARGET [test]): makes TARGET use the precompiled headers; "test" adds GoogleTest's.
if(AVOUCH_PRECOMPILE)
  foreach(kind "" _test)
    file(WRITE ${PROJECT_BINARY_DIR}/precompiled${kind}.cpp "// The precompiled header needs a file to be compiled with.\n")
    add_library(avouch_precompiled${kind} OBJECT ${PROJECT_BINARY_DIR}/precompiled${kind}.cpp)
    target_link_libraries(avouch_precompiled${kind} PRIVATE avouch_settings)
    target_precompile_headers(avouch_precompiled${kind} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/precompiled${kind}.h)
  endforeach()
  target_link_libraries(avouch_precompiled_test PRIVATE avouch_test_settings)
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
    target_link_libraries(avouch_${name} INTERFACE avouch_headers)
    list(TRANSFORM ROOM_ROOMS PREPEND avouch_)
    target_link_libraries(avouch_${name} INTERFACE ${ROOM_ROOMS})
    return()
  endif()
  add_library(avouch_${name} STATIC ${sources})
  target_link_libraries(avouch_${name} PUBLIC avouch_headers PRIVATE $<BUILD_INTERFACE:avouch_settings>)
  list(TRANSFORM ROOM_ROOMS PREPEND avouch_)
  target_link_libraries(avouch_${name} PUBLIC ${ROOM_ROOMS} PRIVATE ${ROOM_USES})
  avouch_precompile(avouch_${name})
endfunction()

# avouch_test_program(NAME [SHARDS n] [TIMEOUT seconds]): ctest runs the GoogleTest program NAME_tests in n processes, each
# with its share of the cases. A process per case would take longer than the cases. A shard that ran no case fails.
# One process of a program costs more than one of several, so it starts first: the last process to end runs alone.
function(avouch_test_program name)
  cmake_parse_arguments(PROGRAM "" "SHARDS;TIMEOUT" "" ${ARGN})
  if(NOT PROGRAM_SHARDS)
    set(PROGRAM_SHARDS 1)
  endif()
  if(NOT PROGRAM_TIMEOUT)
    set(PROGRAM_TIMEOUT 600)
  endif()
  math(EXPR cost "100 / ${PROGRAM_SHARDS}")
  foreach(number RANGE 1 ${PROGRAM_SHARDS})
    set(test ${name})
    if(PROGRAM_SHARDS GREATER 1)
      set(test ${name}.${number}of${PROGRAM_SHARDS})
    endif()
    math(EXPR index "${number} - 1")
    add_test(NAME ${test} COMMAND ${name}_tests)
    set_tests_properties(${test} PROPERTIES LABELS ${name} TIMEOUT ${PROGRAM_TIMEOUT} COST ${cost}
      FAIL_REGULAR_EXPRESSION "Running 0 tests from 0 test suites"
      ENVIRONMENT "GTEST_TOTAL_SHARDS=${PROGRAM_SHARDS};GTEST_SHARD_INDEX=${index}")
  endforeach()
endfunction()

# avouch_unite_tests(TARGET): compiles the *_test.cpp of TARGET 16 at a time where the rooms are a unity build. Each of them
# has a namespace of its own, named after the file; what they share has an unnamed one and is compiled alone.
function(avouch_unite_tests target)
  if(AVOUCH_UNITE_TESTS)
    get_target_property(sources ${target} SOURCES)
    list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
    set_source_files_properties(${sources} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 16)
  endif()
endfunction()

# avouch_tests(NAME [SHARDS n] [ROOMS room...] [USES target...]): one test program per room, of all *.cpp in its folder.
function(avouch_tests name)
  cmake_parse_arguments(TESTS "" "SHARDS" "ROOMS;USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_executable(${name}_tests ${sources})
  list(TRANSFORM TESTS_ROOMS PREPEND avouch_)
  target_link_libraries(${name}_tests PRIVATE avouch_test_settings nlohmann_json::nlohmann_json ${TESTS_ROOMS} ${TESTS_USES})
  avouch_precompile(${name}_tests test)
  avouch_unite_tests(${name}_tests)
  avouch_test_program(${name} SHARDS ${TESTS_SHARDS})
endfunction()
