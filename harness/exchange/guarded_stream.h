// SPDX-License-Identifier: MIT
// cpp-httplib's view of a channel. Only round_trip.cpp and guarded_stream.cpp include this: it shows
// cpp-httplib's types.
//
// It reads the response's head itself, keeps it exactly as it came, and gives cpp-httplib a plain one
// instead: that library matches the status line with std::regex, whose recursion follows the text's length.
// Content is passed on without its framing, so that the end of the stream is the end of the content.
#pragma once

#include <httplib.h>

#include <cstddef>
#include <optional>
#include <string>

#include "exchange/channel.h"
#include "exchange/exchange.h"
#include "exchange/framing.h"
#include "exchange/transport.h"
#include "exchange/wait.h"
#include "http/message.h"

namespace avouch::wire {

class GuardedStream final : public httplib::Stream {
 public:
  // All of them outlive the stream. `method` decides whether a response has content.
  GuardedStream(Channel& channel, std::string method, const TransportOptions& options, const Limit& limit);

  // What came of it, once cpp-httplib is done.
  const std::optional<Failure>& failure() const { return failure_; }   // no response
  const std::optional<http::Response>& head() const { return head_; }  // body is empty
  const Framing& framing() const { return framing_; }
  const BodyEnd& end() const { return end_; }
  const std::string& request_head() const { return request_head_; }
  bool response_began() const { return response_began_; }
  bool drained() const { return content_done_ && buffer_.empty(); }  // nothing follows the response

  // What came behind the head of an answer that has no content; waits for it, for surplus_wait at most.
  std::string surplus();

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  void read_head();
  bool take_head(std::size_t size);
  void fail_head(const Transfer& transfer);
  void begin_content();
  ssize_t give(std::string& from, char* into, std::size_t size);
  ssize_t read_content(char* into, std::size_t size);
  ssize_t read_chunked(char* into, std::size_t size);
  Transfer fill();
  ssize_t cut(const Transfer& transfer);
  ssize_t end_content(BodyEnd end);

  Channel& channel_;
  const std::string method_;
  const TransportOptions& options_;
  const Limit& limit_;

  std::string request_head_;
  bool request_head_done_ = false;
  std::string write_fault_;

  std::string buffer_;  // read, not yet used
  std::size_t interim_bytes_ = 0;
  bool response_began_ = false;
  std::optional<http::Response> head_;
  std::optional<Failure> failure_;

  std::string replay_;     // the plain head
  std::string unchunked_;  // content that was freed of its chunks and not yet given on
  Framing framing_;
  Chunks chunks_;
  std::uint64_t content_bytes_ = 0;
  bool content_done_ = false;
  BodyEnd end_;
};

}  // namespace avouch::wire
