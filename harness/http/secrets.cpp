// SPDX-License-Identifier: MIT
#include "http/secrets.h"

#include <algorithm>

#include "base/text.h"
#include "http/secret_charsets.h"
#include "http/secret_field.h"

namespace avouch::http {
namespace {

constexpr std::size_t kShortest = 4;  // bytes; see secrets.h

std::uint32_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::uint32_t two_at(std::string_view text, std::size_t at) {
  return (byte_at(text, at) << 8U) | byte_at(text, at + 1);
}

std::uint32_t four_at(std::string_view text, std::size_t at) {
  return (two_at(text, at) << 16U) | two_at(text, at + 2);
}

}  // namespace

bool Secrets::is_searched_for(std::string_view value) {
  return value.size() >= kShortest && value != "true" && value != "false" && value != "null";
}

bool Secrets::add_entry(const std::string& variable, const std::string& value) {
  const Entry entry{variable, value};
  if (std::find(entries_.begin(), entries_.end(), entry) != entries_.end()) return false;
  entries_.push_back(entry);
  return true;
}

void Secrets::add(const std::string& variable, const std::string& value) {
  if (!add_entry(variable, value)) return;
  add_forms(variable, value);
  const std::size_t colon = value.find(':');
  if (colon != std::string::npos) add_forms(variable, std::string_view(value).substr(colon + 1));
  const bool is_pair = colon != std::string::npos && variable.ends_with("USER");
  add_runs(variable, std::string_view(value).substr(is_pair ? colon + 1 : 0));
}

void Secrets::add_field(const std::string& variable, const std::string& value) {
  if (!add_entry(variable, value)) return;
  add_forms(variable, value);
  add_runs(variable, value);
  for (const SecretPart& part : secret_parts(value)) {
    add_forms(variable, part.text);
    const std::size_t colon = part.text.find(':');
    const bool is_pair = part.is_pair && colon != std::string::npos;
    const std::string_view own = std::string_view(part.text).substr(is_pair ? colon + 1 : 0);
    if (is_pair) add_forms(variable, own);
    add_runs(variable, own);
  }
}

void Secrets::add_forms(const std::string& variable, std::string_view value) {
  if (!is_searched_for(value)) return;
  add_encoded(variable, value);
  for (const std::string& misread : misread_forms(value)) {
    if (is_searched_for(misread)) add_encoded(variable, misread);
  }
}

void Secrets::add_runs(const std::string& variable, std::string_view value) {
  for (const std::string& run : ascii_runs(value)) add_encoded(variable, run);
}

void Secrets::add_encoded(const std::string& variable, std::string_view value) {
  for (std::string& form : forms_of(value)) {
    if (form.size() < kShortest) continue;
    std::vector<std::size_t>& bucket = by_first_four_[four_at(form, 0)];
    const auto at = std::find_if(bucket.begin(), bucket.end(),
                                 [&](std::size_t each) { return forms_[each].text.size() <= form.size(); });
    const bool is_known =
        std::any_of(at, bucket.end(), [&](std::size_t each) { return forms_[each].text == form; });
    if (is_known) continue;
    bucket.insert(at, forms_.size());
    first_two_.set(two_at(form, 0));
    longest_ = std::max(longest_, form.size());
    forms_.push_back({std::move(form), variable});
  }
}

const std::vector<std::size_t>* Secrets::beginning_at(std::string_view text, std::size_t at) const {
  if (!first_two_.test(two_at(text, at))) return nullptr;
  const auto bucket = by_first_four_.find(four_at(text, at));
  return bucket == by_first_four_.end() ? nullptr : &bucket->second;
}

void Secrets::find_whole(const Readings& readings, std::size_t reading, std::string_view text,
                         std::vector<Stretch>& found) const {
  for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
    const std::vector<std::size_t>* bucket = beginning_at(text, at);
    if (bucket == nullptr) continue;
    for (const std::size_t form : *bucket) {
      const std::string& wanted = forms_[form].text;
      if (!text.substr(at).starts_with(wanted)) continue;
      found.push_back({readings.source(reading, {at, at + wanted.size()}), form});
      break;
    }
  }
}

// Finds the longest beginning of a form right before each "…".
void Secrets::find_cut(const Readings& readings, std::size_t reading, std::string_view text,
                       std::vector<Stretch>& found) const {
  std::size_t after_last = 0;
  for (std::size_t cut = text.find(kEllipsis); cut != text.npos; cut = text.find(kEllipsis, cut + 1)) {
    std::size_t at = std::max(after_last, cut > longest_ ? cut - longest_ : 0);
    after_last = cut + kEllipsis.size();
    for (bool is_found = false; !is_found && at + kShortest <= cut; ++at) {
      const std::vector<std::size_t>* bucket = beginning_at(text, at);
      if (bucket == nullptr) continue;
      for (const std::size_t form : *bucket) {
        if (!std::string_view(forms_[form].text).starts_with(text.substr(at, cut - at))) continue;
        const std::size_t end = readings.source(reading, {cut, cut + 1}).begin;
        found.push_back({{readings.source(reading, {at, at + 1}).begin, end}, form});
        is_found = true;
        break;
      }
    }
  }
}

std::string Secrets::redact(std::string text) const {
  if (forms_.empty() || text.size() < kShortest) return text;

  // Finds all occurrences first, then replaces each stretch that they cover. If two secrets overlap,
  // replacing only one would leave part of the other readable.
  std::vector<Stretch> found;
  const Readings readings(text);
  for (std::size_t i = 0; i < readings.size(); ++i) {
    // Ignores case: a text may have been lower-cased on its way (the name of a content coding).
    const std::string lower = ascii_lower(readings.text(i));
    find_whole(readings, i, lower, found);
    find_cut(readings, i, lower, found);
  }
  if (found.empty()) return text;

  const auto is_longer = [&](std::size_t left, std::size_t right) {
    const std::size_t of_left = forms_[left].text.size();
    const std::size_t of_right = forms_[right].text.size();
    return of_left != of_right ? of_left > of_right : left < right;
  };
  std::sort(found.begin(), found.end(),
            [](const Stretch& left, const Stretch& right) { return left.span.begin < right.span.begin; });
  std::string redacted;
  std::size_t done = 0;
  for (std::size_t i = 0; i < found.size();) {
    Stretch stretch = found[i];
    for (++i; i < found.size() && found[i].span.begin < stretch.span.end; ++i) {
      stretch.span.end = std::max(stretch.span.end, found[i].span.end);
      if (is_longer(found[i].form, stretch.form)) stretch.form = found[i].form;
    }
    redacted.append(text, done, stretch.span.begin - done);
    redacted += "$" + forms_[stretch.form].variable;
    done = stretch.span.end;
  }
  return redacted.append(text, done);
}

}  // namespace avouch::http
