// SPDX-License-Identifier: MIT
#include "cli/option/bundle.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "contract/document/document.h"
#include "contract/document/yaml.h"

namespace avouch {
namespace {

constexpr std::array<std::string_view, 6> kRoots = {"openapi.json", "openapi.yaml", "openapi.yml",
                                                    "swagger.json", "swagger.yaml", "swagger.yml"};

// The names at the top of a folder or an archive, sorted.
struct Top {
  std::vector<std::string> files;
  std::vector<std::string> folders;
};

using ReadText = std::function<Result<std::string>(const std::string& name)>;

bool is_document(const std::string& file) {
  const std::string name = ascii_lower(file);
  return name.ends_with(".json") || name.ends_with(".yaml") || name.ends_with(".yml");
}

bool is_openapi(const std::string& file, const ReadText& read) {
  const Result<std::string> text = read(file);
  if (!text || (text->find("openapi") == std::string::npos && text->find("swagger") == std::string::npos))
    return false;
  const Result<Document> document = ascii_lower(file).ends_with(".json") ? parse_json_document(file, *text)
                                                                         : parse_yaml_document(file, *text);
  return document && (document->root().contains("openapi") || document->root().contains("swagger"));
}

// The name of the root document below the top.
Result<std::string> root_among(const std::string& where, const Top& top, const ReadText& read) {
  std::vector<std::string> found;
  std::copy_if(top.files.begin(), top.files.end(), std::back_inserter(found), [](const std::string& file) {
    return std::find(kRoots.begin(), kRoots.end(), ascii_lower(file)) != kRoots.end();
  });
  if (found.empty()) {
    std::copy_if(top.files.begin(), top.files.end(), std::back_inserter(found),
                 [&](const std::string& file) { return is_document(file) && is_openapi(file, read); });
  }
  if (found.size() == 1) return found.front();
  if (found.empty())
    return Error{.title = in_quotes(where) + " has no OpenAPI document at its top",
                 .place = {},
                 .hint = "Name the document itself, or call it openapi.yaml or openapi.json."};
  constexpr std::size_t kShown = 5;
  std::vector<std::string> shown_names;
  for (std::size_t i = 0; i < std::min(found.size(), kShown); ++i) shown_names.push_back(shown(found[i]));
  return Error{.title = in_quotes(where) + " has " + std::to_string(found.size()) +
                        " OpenAPI documents at its top: " + join(shown_names, ", ") +
                        (found.size() > kShown ? ", …" : ""),
               .place = {},
               .hint = "Name one of them, or keep one of those that are called openapi or swagger."};
}

bool has_documents(const Top& top) {
  return std::any_of(top.files.begin(), top.files.end(), is_document);
}

std::string archive_name(const std::string& name) {
  std::string path = name.substr(0, name.find_first_of("?#"));
  while (path.ends_with('/')) path.pop_back();
  return path.substr(path.rfind('/') + 1);
}

Error broken(const std::string& archive, const std::string& why, const std::string& hint) {
  return {.title = in_quotes(archive) + " cannot be read: " + why, .place = {}, .hint = hint};
}

}  // namespace

bool is_archive(const std::string& contract) {
  return ascii_lower(archive_name(contract)).ends_with(".zip");
}

bool is_folder(const std::string& contract) {
  std::error_code ignored;
  return std::filesystem::is_directory(contract, ignored);
}

Result<std::string> root_of_folder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::string at = folder;
  while (at.size() > 1 && at.ends_with('/')) at.pop_back();
  for (bool is_inner = false;; is_inner = true) {
    Top top;
    std::error_code error;
    fs::directory_iterator entries(at, error);
    for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
      std::error_code ignored;
      const std::string name = entries->path().filename().string();
      if (entries->is_regular_file(ignored)) top.files.push_back(name);
      if (entries->is_directory(ignored) && !name.starts_with('.')) top.folders.push_back(name);
    }
    if (error)
      return Error{.title = "the folder " + in_quotes(at) + " cannot be read: " + error.message(),
                   .place = {},
                   .hint = "Check its name and its permissions."};
    std::sort(top.files.begin(), top.files.end());
    if (!is_inner && !has_documents(top) && top.folders.size() == 1) {
      at.append("/").append(top.folders.front());
      continue;
    }
    Result<std::string> root = root_among(at, top, [&](const std::string& name) {
      return read_file(std::string(at).append("/").append(name));
    });
    if (!root) return root.errors();
    return at + "/" + *root;
  }
}

struct Archive::Opened {
  std::string bytes;  // that the archive refers to
  std::unique_ptr<zip_t, decltype(&zip_discard)> zip{nullptr, &zip_discard};
  std::uint64_t left = kLongestArchive;
};

Result<Archive> Archive::open(const std::string& name, std::string bytes) {
  Archive archive(archive_name(name), std::make_shared<Opened>());
  Opened& opened = *archive.opened_;
  opened.bytes = std::move(bytes);
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(opened.bytes.data(), opened.bytes.size(), 0, &error);
  if (source != nullptr) opened.zip.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
  if (opened.zip == nullptr) {
    if (source != nullptr) zip_source_free(source);
    const std::string why = printable(zip_error_strerror(&error));
    zip_error_fini(&error);
    return broken(archive.name_, why, "Make it again as a zip archive.");
  }
  zip_error_fini(&error);
  const zip_int64_t count = zip_get_num_entries(opened.zip.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > kMostEntries)
    return broken(archive.name_, "it has over " + std::to_string(kMostEntries) + " entries",
                  "Leave out what is no part of the contract.");
  // The names at the top, or in the only folder there.
  const auto top_of = [&](const std::string& folder) {
    std::set<std::string> files;
    std::set<std::string> folders;
    for (zip_int64_t i = 0; i < count; ++i) {
      const char* entry = zip_get_name(opened.zip.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_GUESS);
      const std::string_view whole = entry == nullptr ? "" : entry;
      if (!whole.starts_with(folder) || whole.size() == folder.size()) continue;
      const std::string_view below = whole.substr(folder.size());
      const std::size_t slash = below.find('/');
      if (slash == below.npos)
        files.emplace(below);
      else
        folders.emplace(below.substr(0, slash));
    }
    folders.erase("__MACOSX");  // what macOS adds to archives
    return Top{{files.begin(), files.end()}, {folders.begin(), folders.end()}};
  };
  std::string folder;
  Top top = top_of(folder);
  if (!has_documents(top) && top.folders.size() == 1) {
    folder = top.folders.front() + "/";
    top = top_of(folder);
  }
  const std::string where = archive.name_ + "/" + folder;
  Result<std::string> root =
      root_among(archive.name_, top, [&](const std::string& file) { return archive.read(where + file); });
  if (!root) return root.errors();
  archive.root_ = where + *root;
  return archive;
}

Result<std::string> Archive::read(const std::string& name) const {
  const auto fail = [&](const std::string& why) {
    return Error{.title = in_quotes(name) + " cannot be read: " + why,
                 .place = {},
                 .hint = "Check the reference and the archive."};
  };
  if (!holds(name)) return fail("it is outside of the archive");
  zip_t* zip = opened_->zip.get();
  const std::string entry = name.substr(name_.size() + 1);
  const zip_int64_t index = zip_name_locate(zip, entry.c_str(), ZIP_FL_ENC_GUESS);
  if (index < 0) return fail("the archive has no such entry");
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
      zip_fopen_index(zip, static_cast<zip_uint64_t>(index), 0), &zip_fclose);
  if (file == nullptr) return fail(printable(zip_strerror(zip)));
  // The size that the archive states is not trusted: what comes is counted.
  std::string text;
  std::array<char, 16'384> part{};
  for (;;) {
    const zip_int64_t size = zip_fread(file.get(), part.data(), part.size());
    if (size < 0) return fail(printable(zip_file_strerror(file.get())));
    if (size == 0) return text;
    if (static_cast<std::uint64_t>(size) > opened_->left)
      return fail("the archive holds over " + std::to_string(kLongestArchive >> 20U) + " MiB");
    opened_->left -= static_cast<std::uint64_t>(size);
    text.append(part.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace avouch
