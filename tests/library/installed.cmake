# SPDX-License-Identifier: MIT
# Installs Avouch into a new folder, builds the example against it, and runs it: green as it is, red when its server is
# broken. Also configures the example against the sources, and checks that only the library is built then.
set(prefix ${BUILD}/installed)
set(example ${BUILD}/example)
file(REMOVE_RECURSE ${prefix} ${example} ${example}-sources)

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/avouch share/man/man1/avouch.1 share/man/man1/avouch-run.1 include/avouch/avouch.h
    include/avouch/library/checker.h share/bash-completion/completions/avouch)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

set(configure ${CMAKE_COMMAND} -S ${SOURCE}/docs/examples/bookshop -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER})
run(${configure} -B ${example} -DCMAKE_PREFIX_PATH=${prefix} "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")
run(${CMAKE_COMMAND} --build ${example})
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

# Only below avouch/, so that no header of a program is taken for one of ours.
file(GLOB beside RELATIVE ${prefix}/include ${prefix}/include/*)
if(NOT beside STREQUAL "avouch")
  message(FATAL_ERROR "headers are installed beside avouch/: ${beside}")
endif()
file(GLOB_RECURSE headers ${prefix}/include/avouch/*.h)
foreach(header ${headers})
  file(STRINGS ${header} names REGEX "^#include \"")
  foreach(name ${names})
    string(REGEX REPLACE "#include \"([^\"]*)\".*" "\\1" name "${name}")
    if(NOT EXISTS ${prefix}/include/${name})
      message(FATAL_ERROR "${header} includes ${name}, which is not installed")
    endif()
  endforeach()
endforeach()

# The same program by pkg-config alone.
set(ENV{PKG_CONFIG_PATH} ${prefix}/lib/pkgconfig)
execute_process(COMMAND pkg-config --cflags --libs avouch-gtest cpp-httplib OUTPUT_VARIABLE flags
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
file(MAKE_DIRECTORY ${example}-pkg-config)
run(${COMPILER} ${SOURCE}/docs/examples/bookshop/bookshop_tests.cpp -DCONTRACT="${SOURCE}/docs/examples/bookshop/bookshop.yaml"
  -o ${example}-pkg-config/bookshop_tests ${flags})
run(${example}-pkg-config/bookshop_tests)

run(${configure} -B ${example}-sources -DAVOUCH_SOURCE=${SOURCE})
execute_process(COMMAND ${CMAKE_COMMAND} --build ${example}-sources --target help OUTPUT_VARIABLE targets)
if(targets MATCHES "judge_tests")
  message(FATAL_ERROR "a project that adds Avouch's sources gets its tests")
endif()
