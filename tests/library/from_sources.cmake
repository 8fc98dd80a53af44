# SPDX-License-Identifier: MIT
# Checks a consumer that adds Avouch's sources (add_subdirectory), and that only the library is built then. The build
# folder stays, so that a later run builds what changed.
include(${CMAKE_CURRENT_LIST_DIR}/consumer.cmake)
set(example ${BUILD}/example-sources)

check_consumer(${example} -DAVOUCH_SOURCE=${SOURCE} -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0
  -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=16)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${example} --target help OUTPUT_VARIABLE targets)
if(targets MATCHES "judge_tests")
  message(FATAL_ERROR "a project that adds Avouch's sources gets its tests")
endif()
foreach(file avouch/avouch avouch/harness/mock/libavouch_mock.a avouch/harness/lint/libavouch_lint.a)
  if(EXISTS ${example}/${file})
    message(FATAL_ERROR "a project that needs the library builds ${file}")
  endif()
endforeach()
