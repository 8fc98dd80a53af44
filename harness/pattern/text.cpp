// SPDX-License-Identifier: MIT
#include "pattern/text.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kLongest = 100'000;  // of a text
constexpr char32_t kFiller = 'x';

// What a lookahead or lookbehind wants to see at a place of the text.
struct Overlay {
  std::size_t at = 0;
  bool is_behind = false;
  std::vector<char32_t> points;
};

class Writer {
 public:
  // Without `random`, the characters that read best, the first alternatives, the fewest repetitions.
  explicit Writer(Random* random) : random_(random) {}

  // About `length` code points of the node.
  void write(const PatternNode& node, std::size_t length) {
    if (points_.size() > kLongest) return;
    switch (node.kind) {
      case Kind::sequence:
        sequence(node, length);
        break;
      case Kind::choice:
        write(alternative(node, length), length);
        break;
      case Kind::set:
        if (!node.points.empty()) points_.push_back(point_of(node.points));
        break;
      case Kind::repeat:
        repeat(node, length);
        break;
      case Kind::group: {
        const std::size_t begin = points_.size();
        write(node.parts.front(), length);
        groups_[node.number].assign(
            points_.begin() + static_cast<std::ptrdiff_t>(std::min(begin, points_.size())), points_.end());
        break;
      }
      case Kind::back: {
        const std::vector<char32_t> again = groups_[node.number];
        points_.insert(points_.end(), again.begin(), again.end());
        break;
      }
      case Kind::look:
        if (!node.is_negative) look(node);
        break;
      case Kind::start:
      case Kind::end:
      case Kind::boundary:
        break;
    }
  }

  std::vector<char32_t> take() { return std::move(points_); }
  const std::vector<Overlay>& overlays() const { return overlays_; }

 private:
  void sequence(const PatternNode& node, std::size_t length) {
    std::size_t left = length > node.least ? length - node.least : 0;
    for (const PatternNode& part : node.parts) {
      const std::size_t room = part.longest == kOpen ? left : std::min(left, part.longest - part.least);
      const bool is_last = &part == &node.parts.back();
      const std::size_t more = random_ == nullptr || room == 0 || is_last ? room : random_->below(room + 1);
      write(part, part.least + more);
      left -= more;
    }
  }

  const PatternNode& alternative(const PatternNode& node, std::size_t length) {
    std::vector<const PatternNode*> fitting;
    for (const PatternNode& part : node.parts) {
      if (part.least <= length && length <= part.longest) fitting.push_back(&part);
    }
    if (fitting.empty()) {
      const auto nearest = std::max_element(
          node.parts.begin(), node.parts.end(),
          [&](const PatternNode& a, const PatternNode& b) { return fit(a, length) < fit(b, length); });
      return *nearest;
    }
    return *fitting[random_ == nullptr ? 0 : random_->below(fitting.size())];
  }

  // The greater, the better: as long as possible without being too long.
  static std::size_t fit(const PatternNode& node, std::size_t length) {
    return node.least > length ? 0 : 1 + std::min(node.longest, length);
  }

  void repeat(const PatternNode& node, std::size_t length) {
    const PatternNode& part = node.parts.front();
    std::size_t times = node.fewest;
    if (part.longest == 0) {
      times = std::max<std::size_t>(times, std::min<std::size_t>(node.most, 1));
      times = std::min(times, std::size_t{1});
    } else if (length > node.least) {
      // As few as are long enough; at random, as many as are short enough.
      const std::size_t enough = part.longest == kOpen ? 1 : (length + part.longest - 1) / part.longest;
      const std::size_t fitting = part.least == 0 ? length : length / part.least;
      times = std::max(times, std::min(enough, node.most));
      const std::size_t most = std::min({fitting, node.most, kLongest});
      if (random_ != nullptr && most > times) times += random_->below(most - times + 1);
    }
    times = std::min(times, kLongest);
    std::size_t left = length;
    for (std::size_t i = 0; i < times && points_.size() <= kLongest; ++i) {
      const std::size_t rest = times - i - 1;
      const std::size_t reserved = rest * part.least;
      const std::size_t share = std::min(part.longest, left > reserved ? left - reserved : part.least);
      const std::size_t before = points_.size();
      write(part, std::max(part.least, share));
      left -= std::min(left, points_.size() - before);
    }
  }

  void look(const PatternNode& node) {
    Writer inner(random_);
    inner.groups_ = groups_;
    inner.write(node.parts.front(), node.parts.front().least);
    overlays_.push_back({.at = points_.size(), .is_behind = node.is_behind, .points = inner.take()});
  }

  char32_t point_of(const CodePoints& points) {
    if (random_ == nullptr) return points.best();
    const std::size_t size = points.size();
    // Seldom anything that is hard to read.
    constexpr std::size_t kTries = 4;
    char32_t point = points.at(random_->below(size));
    for (std::size_t i = 0; i < kTries && (point < 0x20 || point > 0x7E); ++i)
      point = size > 0x7F && points.holds('~') ? points.at(random_->below(0x7E))
                                               : points.at(random_->below(size));
    return point;
  }

  Random* random_;
  std::vector<char32_t> points_;
  std::map<std::size_t, std::vector<char32_t>> groups_;
  std::vector<Overlay> overlays_;
};

// Lays over the text what lookaround wants: one beside the other where there is room, else in between.
void lay_over(std::vector<char32_t>& points, const std::vector<Overlay>& overlays, bool inserts) {
  std::size_t next = 0;
  std::size_t shift = 0;
  for (const Overlay& overlay : overlays) {
    std::size_t at = std::min(std::max(overlay.at + shift, next), points.size());
    if (overlay.is_behind) at = std::min(overlay.at + shift, points.size());
    if (overlay.is_behind || inserts || at + overlay.points.size() > points.size()) {
      points.insert(points.begin() + static_cast<std::ptrdiff_t>(at), overlay.points.begin(),
                    overlay.points.end());
      shift += overlay.is_behind ? overlay.points.size() : 0;
    } else {
      std::copy(overlay.points.begin(), overlay.points.end(),
                points.begin() + static_cast<std::ptrdiff_t>(at));
    }
    next = at + overlay.points.size();
  }
}

}  // namespace

std::optional<PatternTexts> PatternTexts::make(std::string_view pattern) {
  std::optional<PatternTree> tree = parse_pattern(pattern);
  if (!tree || tree->root.least > kLongest) return std::nullopt;
  return PatternTexts(*std::move(tree));
}

std::string PatternTexts::text(std::size_t least, std::size_t most, std::size_t attempt,
                               Random& random) const {
  constexpr std::size_t kPlain = 3;    // attempts that read well
  constexpr std::size_t kVaried = 24;  // further lengths that are tried
  const PatternNode& root = tree_.root;
  std::size_t length = std::max(least, root.least);
  if (attempt >= kPlain) length += random.below(std::min(attempt, kVaried));
  length = std::min({length, std::max(most, root.least), std::max(root.longest, root.least)});
  Writer writer(attempt < kPlain ? nullptr : &random);
  writer.write(root, length);
  std::vector<char32_t> points = writer.take();
  const bool lays_over = !writer.overlays().empty() && (attempt < kPlain ? attempt > 0 : random.one_in(2));
  if (lays_over) lay_over(points, writer.overlays(), attempt % 2 == 0);
  // An expression without anchors lets anything stand around it.
  const bool leads = attempt % 2 == 1;
  while (points.size() < least && points.size() <= kLongest)
    points.insert(leads ? points.begin() : points.end(), kFiller);
  return utf8(points);
}

}  // namespace avouch
