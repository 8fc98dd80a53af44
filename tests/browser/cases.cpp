// SPDX-License-Identifier: MIT
#include "cases.h"

#include <utility>

namespace avouch {
namespace {

using cors::Credentials;

constexpr const char* kOrigin = "Access-Control-Allow-Origin";
constexpr const char* kCredentials = "Access-Control-Allow-Credentials";
constexpr const char* kMethods = "Access-Control-Allow-Methods";
constexpr const char* kHeaders = "Access-Control-Allow-Headers";
constexpr const char* kExpose = "Access-Control-Expose-Headers";

http::Response answer(int status, http::Fields fields) {
  return {.status = status, .fields = std::move(fields)};
}

// What admits everything that is not at stake in a case.
http::Fields admitting(Credentials credentials) {
  http::Fields fields = {{kOrigin, "{origin}"}};
  if (credentials == Credentials::include) fields.push_back({kCredentials, "true"});
  return fields;
}

http::Fields with(http::Fields fields, http::Fields more) {
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

// Each element is the lines of one answer, of one header name.
using Lines = std::vector<std::vector<std::string>>;

Lines origin_lines() {
  return {{"{origin}"},
          {"*"},
          {"null"},
          {"{origin}/"},
          {""},
          {"{origin}, {origin}"},
          {"{origin}", "{origin}"},
          {"*", "*"},
          {"https://other.example"},
          {"HTTP://127.0.0.1"},
          {},
          {" {origin}\t"},
          {"\"{origin}\""},
          {"{origin}:80"},
          {"*.0.0.1"}};
}

Lines method_lines() {
  return {{"PUT"},        {"put"}, {"PATCH, PUT"}, {"*"},       {"*, GET"}, {", PUT,"},   {"PUT GET"},
          {"GET", "PUT"}, {},      {""},           {"\"PUT\""}, {"Put"},    {"GET; PUT"}, {"GET, B@D, PUT"}};
}

Lines header_lines() {
  return {{"x-a, authorization"},
          {"X-A,AUTHORIZATION"},
          {"*"},
          {"*, authorization"},
          {"x-b"},
          {},
          {""},
          {"x-a authorization"},
          {"x-a", "authorization"},
          {",x-a,,authorization"},
          {"x-a;authorization"},
          {"authorization: x-a"}};
}

Lines expose_lines() {
  return {{"X-One"},          {"x-one, ETag"},      {"*"}, {"*, X-One"}, {"X-One X-Two"}, {},
          {"X-One", "X-Two"}, {"Set-Cookie, X-Two"}};
}

http::Fields lines(const char* name, const std::vector<std::string>& values) {
  http::Fields fields;
  for (const std::string& value : values) fields.push_back({name, value});
  return fields;
}

std::string mode(Credentials credentials) {
  return std::string(to_string(credentials));
}

void add_origins(std::vector<BrowserCase>& cases) {
  for (const auto& origins : origin_lines()) {
    for (const Credentials credentials : {Credentials::omit, Credentials::include}) {
      const http::Fields more =
          credentials == Credentials::include ? http::Fields{{kCredentials, "true"}} : http::Fields{};
      const http::Response response = answer(200, with(lines(kOrigin, origins), more));
      cases.push_back({.name = "origin of the answer, " + mode(credentials),
                       .call = {.credentials = credentials},
                       .response = response});
      cases.push_back({.name = "origin of the preflight, " + mode(credentials),
                       .call = {.method = "PUT", .credentials = credentials},
                       .preflight = answer(204, with(response.fields, {{kMethods, "PUT"}})),
                       .response = answer(200, admitting(credentials))});
    }
  }
}

void add_credentials(std::vector<BrowserCase>& cases) {
  for (const char* value : {"true", "True", "TRUE", "1", "", " true ", "true, true", "false"}) {
    cases.push_back({.name = "credentials " + std::string(value),
                     .call = {.credentials = Credentials::include},
                     .response = answer(200, {{kOrigin, "{origin}"}, {kCredentials, value}})});
  }
}

void add_methods(std::vector<BrowserCase>& cases) {
  for (const auto& methods : method_lines()) {
    for (const char* method : {"PUT", "patch"}) {
      for (const Credentials credentials : {Credentials::omit, Credentials::include}) {
        cases.push_back({.name = "methods for " + std::string(method) + ", " + mode(credentials),
                         .call = {.method = method, .credentials = credentials},
                         .preflight = answer(204, with(admitting(credentials), lines(kMethods, methods))),
                         .response = answer(200, admitting(credentials))});
      }
    }
  }
}

void add_headers(std::vector<BrowserCase>& cases) {
  for (const auto& headers : header_lines()) {
    for (const char* name : {"X-A", "Authorization"}) {
      for (const Credentials credentials : {Credentials::omit, Credentials::include}) {
        cases.push_back({.name = "headers for " + std::string(name) + ", " + mode(credentials),
                         .call = {.headers = {{name, "1"}}, .credentials = credentials},
                         .preflight = answer(204, with(admitting(credentials), lines(kHeaders, headers))),
                         .response = answer(200, admitting(credentials))});
      }
    }
  }
}

void add_exposed(std::vector<BrowserCase>& cases) {
  for (const auto& exposed : expose_lines()) {
    for (const Credentials credentials : {Credentials::omit, Credentials::include}) {
      http::Fields fields = with(admitting(credentials), lines(kExpose, exposed));
      fields =
          with(fields,
               {{"X-One", "1"}, {"X-Two", "2"}, {"ETag", "\"e\""}, {"Set-Cookie", "a=b"}, {"Expires", "0"}});
      cases.push_back({.name = "exposed, " + mode(credentials),
                       .call = {.credentials = credentials},
                       .response = answer(200, fields)});
    }
  }
}

void add_statuses(std::vector<BrowserCase>& cases) {
  for (const int status : {200, 202, 204, 206, 299, 301, 302, 304, 400, 401, 403, 404, 405, 500}) {
    cases.push_back({.name = "preflight " + std::to_string(status),
                     .call = {.method = "PUT"},
                     .preflight = answer(status, {{kOrigin, "*"}, {kMethods, "*"}, {"Location", "/"}}),
                     .response = answer(200, {{kOrigin, "*"}})});
  }
}

// What needs a preflight, which this server never grants.
void add_safelist(std::vector<BrowserCase>& cases) {
  const http::Fields headers = {{"Accept", "text/html;q=0.9"},
                                {"Accept", "a(b)"},
                                {"Accept", std::string(129, 'a')},
                                {"Accept-Language", "en, *;q=0.5"},
                                {"Accept-Language", "en_US"},
                                {"Content-Language", "de"},
                                {"Content-Type", "text/plain;charset=utf-8"},
                                {"Content-Type", "application/json"},
                                {"Content-Type", "text/plain, text/plain"},
                                {"Content-Type", "Multipart/Form-Data"},
                                {"Range", "bytes=0-9"},
                                {"Range", "bytes=-9"},
                                {"Range", "bytes=9-0"},
                                {"X-Requested-With", "x"},
                                {"Cookie", "a=b"},
                                {"Sec-Thing", "1"},
                                {"X-HTTP-Method-Override", "TRACE"},
                                {"X-HTTP-Method-Override", "PUT"}};
  for (const http::Field& header : headers) {
    cases.push_back({.name = "safelist " + header.name + ": " + header.value,
                     .call = {.method = "POST", .headers = {header}},
                     .preflight = answer(403, {}),
                     .response = answer(200, {{kOrigin, "*"}})});
  }
}

void add_redirects(std::vector<BrowserCase>& cases) {
  for (const char* place : {"{target}", "{elsewhere}", "{origin}"}) {
    for (const char* last : {"{origin}", "null", "*"}) {
      for (const char* method : {"GET", "PUT"}) {
        const http::Fields admitted = {{kOrigin, "*"}, {kMethods, "PUT"}};
        cases.push_back(
            {.name = std::string(method) + " redirected to " + place + ", which admits " + last,
             .call = {.method = method},
             .preflight = answer(204, admitted),
             .response = answer(302, with(admitted, {{"Location", std::string(place) + "{next}"}})),
             .next_preflight = answer(204, {{kOrigin, last}, {kMethods, "PUT"}}),
             .next_response = answer(200, {{kOrigin, last}})});
      }
    }
  }
}

}  // namespace

std::vector<BrowserCase> browser_cases() {
  std::vector<BrowserCase> cases;
  add_origins(cases);
  add_credentials(cases);
  add_methods(cases);
  add_headers(cases);
  add_exposed(cases);
  add_statuses(cases);
  add_safelist(cases);
  add_redirects(cases);
  return cases;
}

}  // namespace avouch
