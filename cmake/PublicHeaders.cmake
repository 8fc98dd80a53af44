# SPDX-License-Identifier: MIT
# Writes the headers of the library as programs include them: below avouch/, so that no folder of theirs has the same
# name. Inside the project the rooms name each other's headers without that folder.
#   cmake -DSOURCE=FOLDER -DTO=FOLDER -DROOMS=base,http -P PublicHeaders.cmake
string(REPLACE "," ";" rooms "${ROOMS}")
string(REPLACE "," "|" names "${ROOMS}")
file(REMOVE_RECURSE ${TO})
foreach(room ${rooms})
  set(folder ${SOURCE}/harness)
  if(room STREQUAL "suites")
    set(folder ${SOURCE})
  endif()
  file(GLOB_RECURSE headers RELATIVE ${folder} ${folder}/${room}/*.h)
  foreach(header ${headers})
    set(to ${TO}/avouch/${header})
    if(header MATCHES "^${room}/include/(.*)")
      set(to ${TO}/${CMAKE_MATCH_1})
    endif()
    file(READ ${folder}/${header} text)
    string(REGEX REPLACE "#include \"((${names})/)" "#include \"avouch/\\1" text "${text}")
    file(WRITE ${to} "${text}")
  endforeach()
endforeach()
