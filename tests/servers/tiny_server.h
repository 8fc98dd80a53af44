// SPDX-License-Identifier: MIT
// A minimal server: a function from a request to a reply.
//
//   TinyServer server;
//   server.serve([calls = 0](const Request&) mutable { return json_reply(200, std::to_string(++calls)); });
//   fetch(server.url());
//   server.serve(...);  // starts over: the new handler has its own state
//
// The handler is called once per request, never concurrently. serve(), url() and requests() are thread-safe.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "fixtures/raw_server.h"
#include "http/field.h"

namespace avouch {

struct Request {
  std::string method;
  std::string path;                          // without the query, percent-decoded
  std::vector<std::string> segments;         // of the path: {"books", "1"}
  std::map<std::string, std::string> query;  // decoded
  http::Fields fields;
  std::string body;

  std::string field(const std::string& name) const;  // "" where it is absent
  bool is(const std::string& wanted_method, const std::string& wanted_path) const {
    return method == wanted_method && path == wanted_path;
  }
};

struct Reply {
  enum class Framing { length, chunked, until_close };

  int status = 200;
  http::Fields fields;
  std::string body;
  Framing framing = Framing::length;
  bool closes = false;  // the connection ends after it, whatever its framing

  Reply with(std::string name, std::string value) const;  // with one more field line
  Reply chunked() const;
  Reply until_close() const;  // its content ends with the connection
  Reply closing() const;
  Reply gzipped() const;
};

Reply reply(int status);  // without content
Reply reply(int status, const std::string& type, const std::string& body);
Reply json_reply(int status, const std::string& body);
Reply problem_reply(int status);  // RFC 9457

using Handler = std::function<Reply(const Request&)>;

Handler always(const Reply& reply);

class TinyServer {
 public:
  TinyServer();

  void serve(Handler handler);
  std::string url() const { return raw_.url(); }
  std::vector<std::string> requests() const;  // since serve(), as "GET /books/1"

 private:
  RawAnswer answer(const std::string& request);

  mutable std::mutex mutex_;
  Handler handler_;
  std::vector<std::string> requests_;
  RawServer raw_;  // the last: its threads use what stands before it
};

}  // namespace avouch
