# SPDX-License-Identifier: MIT
# cmake -DFILES="a;b" -DOUTPUT=shipped.cpp -P Embed.cmake: writes each file as a byte array.
set(arrays "")
set(entries "")
set(number 0)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  file(READ ${file} bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "((0x..,){24})" "\\1\n    " bytes "${bytes}")
  string(APPEND arrays "constexpr unsigned char kFile${number}[] = {\n    ${bytes}};\n")
  string(APPEND entries "      {\"schemas/${name}\", {reinterpret_cast<const char*>(kFile${number}), sizeof kFile${number}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"schemas/shipped.h\"\n\nnamespace avouch {\nnamespace {\n${arrays}}  // namespace\n
const std::vector<ShippedFile>& shipped_files() {
  static const std::vector<ShippedFile> files = {\n${entries}  };\n  return files;\n}\n\n}  // namespace avouch\n")
