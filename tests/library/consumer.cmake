# SPDX-License-Identifier: MIT
# Builds the example of docs/library.md in `example`, as a team would, and runs it: green as it is, red when its server
# is broken. The including script sets SOURCE, GENERATOR and COMPILER.
set(configure ${CMAKE_COMMAND} -S ${SOURCE}/docs/examples/bookshop -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER})

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

function(check_consumer example)
  run(${configure} -B ${example} ${ARGN})
  run(${CMAKE_COMMAND} --build ${example} --target bookshop_tests)
  run(${example}/bookshop_tests)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env BROKEN=1 ${example}/bookshop_tests RESULT_VARIABLE code OUTPUT_VARIABLE text)
  if(code EQUAL 0)
    message(FATAL_ERROR "the broken server passed:\n${text}")
  endif()
  foreach(expected "getBook/200/body/price/type" "bookshop.yaml:[0-9]+" "2 FAILED TESTS")
    if(NOT text MATCHES ${expected})
      message(FATAL_ERROR "the output lacks ${expected}:\n${text}")
    endif()
  endforeach()
endfunction()
