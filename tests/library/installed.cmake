# SPDX-License-Identifier: MIT
# Installs Avouch into a new folder, and checks a consumer that finds it there.
include(${CMAKE_CURRENT_LIST_DIR}/consumer.cmake)
set(prefix ${BUILD}/installed)
file(REMOVE_RECURSE ${prefix} ${BUILD}/example)

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
foreach(file bin/avouch share/man/man1/avouch.1 share/man/man1/avouch-run.1 include/avouch/avouch.h
    share/bash-completion/completions/avouch)
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

check_consumer(${BUILD}/example -DCMAKE_PREFIX_PATH=${prefix} "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Werror")

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
file(GLOB_RECURSE descriptions ${prefix}/*/avouch-gtest.pc)
get_filename_component(folder "${descriptions}" DIRECTORY)
set(ENV{PKG_CONFIG_PATH} ${folder})
execute_process(COMMAND pkg-config --cflags --libs avouch-gtest cpp-httplib OUTPUT_VARIABLE flags
  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
file(MAKE_DIRECTORY ${BUILD}/example-pkg-config)
run(${COMPILER} ${SOURCE}/docs/examples/bookshop/bookshop_tests.cpp -DCONTRACT="${SOURCE}/docs/examples/bookshop/bookshop.yaml"
  -o ${BUILD}/example-pkg-config/bookshop_tests ${flags})
run(${BUILD}/example-pkg-config/bookshop_tests)
