# SPDX-License-Identifier: MIT
# What `cmake --install` and `cpack` deliver, in two components: the program, and the library for C++ programs.
include(CMakePackageConfigHelpers)

# The program with its manual pages and completions. It finds the libraries of the archive from where it is.
# The older of the two tags also applies to what these libraries need in turn. Without the second property CMake keeps room
# for that path in the built program: empty entries, each of which is the current folder, so that libraries of a folder in
# which somebody runs Avouch would be loaded.
set_target_properties(avouch PROPERTIES INSTALL_RPATH "$ORIGIN/../lib/avouch" BUILD_WITH_INSTALL_RPATH ON)
target_link_options(avouch PRIVATE LINKER:--disable-new-dtags)
install(TARGETS avouch RUNTIME_DEPENDENCY_SET libraries RUNTIME COMPONENT program)

# For the archive alone: what the program needs beside glibc. Debian has some of these libraries only as shared ones, and
# they need others, so all of them stand beside the program.
install(RUNTIME_DEPENDENCY_SET libraries
  PRE_EXCLUDE_REGEXES "^lib(c|m|dl|rt|pthread|resolv)\\.so" "^ld-linux"
  LIBRARY DESTINATION lib/avouch COMPONENT libraries EXCLUDE_FROM_ALL)

install(DIRECTORY ${PROJECT_BINARY_DIR}/share/ DESTINATION ${CMAKE_INSTALL_DATADIR} COMPONENT program)
# zsh reads site-functions below /usr/local, and Debian's zsh vendor-completions below /usr.
install(FILES ${PROJECT_BINARY_DIR}/share/zsh/site-functions/_avouch
  DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright COMPONENT program)

# The library. avouch::avouch judges responses, avouch::gtest adds GoogleTest.
set(targets avouch_headers)
foreach(room ${AVOUCH_LIBRARY_ROOMS})
  list(APPEND targets avouch_${room})
endforeach()
install(TARGETS ${targets} EXPORT avouch
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/avouch COMPONENT development)
list(JOIN AVOUCH_LIBRARY_ROOMS "," rooms)
install(CODE "execute_process(COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DTO=${PROJECT_BINARY_DIR}/include
  -DROOMS=${rooms} -P ${PROJECT_SOURCE_DIR}/cmake/PublicHeaders.cmake COMMAND_ERROR_IS_FATAL ANY)" COMPONENT development)
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

# The same for pkg-config. The libraries need each other, so the linker reads them as a group.
function(avouch_pkg_config name description requires)
  set(libraries "")
  foreach(room ${ARGN})
    get_target_property(type avouch_${room} TYPE)
    if(type STREQUAL "STATIC_LIBRARY")
      string(APPEND libraries " -lavouch_${room}")
    endif()
  endforeach()
  # The installed tree may be moved, and `cmake --install` may name another prefix.
  file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" up "${up}")
  configure_file(${PROJECT_SOURCE_DIR}/cmake/avouch.pc.in ${PROJECT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endfunction()
set(needed "liburiparser openssl zlib expat libfyaml libpcre2-8 libidn2 libbrotlidec libbrotlienc")
set(without_gtest ${AVOUCH_LIBRARY_ROOMS})
list(REMOVE_ITEM without_gtest suites)
avouch_pkg_config(avouch "Judges HTTP responses by their documentation" "${needed}" ${without_gtest})
avouch_pkg_config(avouch-gtest "Avouch with GoogleTest: a matcher, and a test per clause" "${needed} gmock"
  ${AVOUCH_LIBRARY_ROOMS})

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/avouch)
install(EXPORT avouch NAMESPACE avouch:: FILE avouch-targets.cmake DESTINATION ${package} COMPONENT development)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/avouch-config.cmake.in
  ${PROJECT_BINARY_DIR}/avouch-config.cmake INSTALL_DESTINATION ${package} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/avouch-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/avouch-config.cmake ${PROJECT_BINARY_DIR}/avouch-config-version.cmake
  ${PROJECT_SOURCE_DIR}/cmake/LibraryDependencies.cmake DESTINATION ${package} COMPONENT development)

# `cpack -G DEB` makes a package per component, `cpack -G TGZ` an archive that runs where it is unpacked.
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/cmake/Packages.cmake)
set(CPACK_PACKAGE_NAME avouch)
set(CPACK_PACKAGE_VENDOR "Avouch")
set(CPACK_PACKAGE_CONTACT "The Avouch developers <avouch@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Conformance harness for HTTP APIs")
set(CPACK_PACKAGE_DESCRIPTION "Avouch proves, clause by clause, that an HTTP API does what its documentation says.")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)
set(CPACK_ARCHIVE_COMPONENT_INSTALL ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME avouch)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS ca-certificates)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libavouch-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
  "libgtest-dev, libgmock-dev, liburiparser-dev, libssl-dev, zlib1g-dev, libfyaml-dev, libexpat1-dev, libpcre2-dev, libidn2-dev, libbrotli-dev, pkg-config")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SUGGESTS libcpp-httplib-dev)  # for <avouch/in_process.h>
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "The avouch program, its manual pages and shell completions")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "Avouch as a library for C++ test programs")
include(CPack)
