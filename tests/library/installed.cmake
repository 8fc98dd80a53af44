# SPDX-License-Identifier: MIT
# Installs Avouch into a new folder, and checks a consumer that finds it there.
include(${CMAKE_CURRENT_LIST_DIR}/consumer.cmake)
set(prefix ${BUILD}/installed)
file(REMOVE_RECURSE ${prefix} ${BUILD}/example)

run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix})
set(completions share/bash-completion/completions/avouch share/zsh/site-functions/_avouch
  share/zsh/vendor-completions/_avouch share/fish/vendor_completions.d/avouch.fish)
foreach(file bin/avouch include/avouch/avouch.h share/man/man1/avouch.1 ${completions})
  if(NOT EXISTS ${prefix}/${file})
    message(FATAL_ERROR "${file} was not installed")
  endif()
endforeach()

# Every command that the program knows has a page, stands in the page of the program, and is completed by each shell.
execute_process(COMMAND ${prefix}/bin/avouch --help OUTPUT_VARIABLE help COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCH "\nSubcommands:\n(  [^\n]+\n)+" listed "${help}")
string(REGEX MATCHALL "\n  [a-z]+" commands "${listed}")
list(TRANSFORM commands STRIP)
list(LENGTH commands number)
if(number LESS 12)
  message(FATAL_ERROR "avouch --help lists ${number} commands: ${commands}")
endif()
file(READ ${prefix}/share/man/man1/avouch.1 overview)
foreach(command ${commands})
  set(page share/man/man1/avouch-${command}.1)
  if(NOT EXISTS ${prefix}/${page})
    message(FATAL_ERROR "${page} was not installed")
  endif()
  file(READ ${prefix}/${page} text)
  if(NOT text MATCHES "avouch.${command}" OR NOT overview MATCHES "${command}")
    message(FATAL_ERROR "${page} or avouch.1 does not name the command")
  endif()
  foreach(completion ${completions})
    file(READ ${prefix}/${completion} text)
    if(NOT text MATCHES "[^a-z]${command}[^a-z]")
      message(FATAL_ERROR "${completion} does not know ${command}")
    endif()
  endforeach()
endforeach()
file(GLOB pages RELATIVE ${prefix}/share/man/man1 ${prefix}/share/man/man1/avouch-*.1)
list(LENGTH pages pages_number)
if(NOT pages_number EQUAL number)
  message(FATAL_ERROR "there are pages of commands that are gone: ${pages}")
endif()

# Each shell of this machine reads its file.
foreach(check "bash;-n;${prefix}/share/bash-completion/completions/avouch"
    "zsh;-n;${prefix}/share/zsh/site-functions/_avouch"
    "fish;--no-execute;${prefix}/share/fish/vendor_completions.d/avouch.fish")
  list(POP_FRONT check shell)
  find_program(${shell}_program ${shell})
  if(${shell}_program)
    run(${${shell}_program} ${check})
  else()
    message(STATUS "skipped: ${shell} is not there to read its completion")
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
