// SPDX-License-Identifier: MIT
#include "pattern/text.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "pattern/set_points.h"

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

constexpr std::size_t kLongest = 100'000;     // of a text, in code points
constexpr std::size_t kMostWrites = 1 << 20;  // maximum nodes written; empty repetitions can be nested
constexpr std::size_t kDeepest = 250;         // nested groups: PCRE2's own limit
constexpr char32_t kFiller = 'x';

// The text that a lookahead or lookbehind requires at a position.
struct Overlay {
  std::size_t at = 0;
  bool is_behind = false;
  std::vector<char32_t> points;
};

// The inputs of a Writer.
struct Plan {
  const PatternTree& tree;
  const std::vector<PatternSpan>& spans;  // by node
  const std::vector<CodePoints>& points;  // by node: the choices for one character
};

// Recurses to the nesting depth of the groups, which kDeepest limits.
class Writer {
 public:
  // Without `random`, chooses the most readable characters, the first alternatives and the fewest
  // repetitions.
  Writer(const Plan& plan, Random* random) : plan_(plan), random_(random) {}

  // Writes about `length` code points for the node.
  void write(PatternIndex index, std::size_t length) {
    if (points_.size() > kLongest || ++writes_ > kMostWrites) return;
    const PatternNode& node = plan_.tree.nodes[index];
    switch (node.kind) {
      case Kind::literal: {
        const std::u32string_view literal = plan_.tree.literal(node);
        points_.insert(points_.end(), literal.begin(), literal.end());
        break;
      }
      case Kind::any:
      case Kind::set:
        if (!plan_.points[index].empty()) points_.push_back(point_of(plan_.points[index]));
        break;
      case Kind::sequence:
        sequence(index, length);
        break;
      case Kind::choice:
        write(alternative(index, length), length);
        break;
      case Kind::repeat:
        repeat(index, length);
        break;
      case Kind::group: {
        const std::size_t begin = points_.size();
        write(node.first_part, length);
        if (node.number == 0) break;
        groups_[node.number].assign(points_.begin() + static_cast<std::ptrdiff_t>(begin), points_.end());
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
  const PatternSpan& span(PatternIndex node) const { return plan_.spans[node]; }

  void sequence(PatternIndex index, std::size_t length) {
    std::size_t left = length > span(index).least ? length - span(index).least : 0;
    for (const PatternIndex part : plan_.tree.parts(index)) {
      const auto& [least, longest] = span(part);
      const std::size_t room = longest == kOpen ? left : std::min(left, longest - least);
      const bool is_last = plan_.tree.nodes[part].next == kNoNode;
      const std::size_t more = random_ == nullptr || room == 0 || is_last ? room : random_->below(room + 1);
      write(part, least + more);
      left -= more;
    }
  }

  PatternIndex alternative(PatternIndex index, std::size_t length) {
    const PatternParts parts = plan_.tree.parts(index);
    std::vector<PatternIndex> fitting;
    for (const PatternIndex part : parts) {
      if (span(part).least <= length && length <= span(part).longest) fitting.push_back(part);
    }
    if (!fitting.empty()) return fitting[random_ == nullptr ? 0 : random_->below(fitting.size())];
    PatternIndex nearest = *parts.begin();
    for (const PatternIndex part : parts) {
      if (fit(part, length) > fit(nearest, length)) nearest = part;
    }
    return nearest;
  }

  // Higher is better: as long as possible without exceeding `length`.
  std::size_t fit(PatternIndex node, std::size_t length) const {
    return span(node).least > length ? 0 : 1 + std::min(span(node).longest, length);
  }

  void repeat(PatternIndex index, std::size_t length) {
    const PatternNode& node = plan_.tree.nodes[index];
    const auto& [least, longest] = span(node.first_part);
    const std::size_t allowed = node.most == kEndless ? kOpen : node.most;
    std::size_t times = node.fewest;
    if (longest == 0) {
      times = std::min<std::size_t>(allowed, 1);
    } else if (length > span(index).least) {
      // Repeats as few times as the length requires; at random, as many times as the length allows.
      const std::size_t enough = longest == kOpen ? 1 : (length + longest - 1) / longest;
      const std::size_t fitting = least == 0 ? length : length / least;
      times = std::max(times, std::min(enough, allowed));
      const std::size_t most = std::min({fitting, allowed, kLongest});
      if (random_ != nullptr && most > times) times += random_->below(most - times + 1);
    }
    times = std::min(times, kLongest);
    std::size_t left = length;
    for (std::size_t i = 0; i < times && points_.size() <= kLongest && writes_ <= kMostWrites; ++i) {
      const std::size_t reserved = (times - i - 1) * least;
      const std::size_t share = std::min(longest, left > reserved ? left - reserved : least);
      const std::size_t before = points_.size();
      write(node.first_part, std::max(least, share));
      left -= std::min(left, points_.size() - before);
    }
  }

  void look(const PatternNode& node) {
    Writer inner(plan_, random_);
    inner.groups_ = groups_;
    inner.writes_ = writes_;
    inner.write(node.first_part, span(node.first_part).least);
    writes_ = inner.writes_;
    overlays_.push_back({.at = points_.size(), .is_behind = node.is_behind, .points = inner.take()});
  }

  char32_t point_of(const CodePoints& points) {
    if (random_ == nullptr) return points.best();
    const std::size_t size = points.size();
    // Rarely chooses characters that are hard to read.
    constexpr std::size_t kTries = 4;
    char32_t point = points.at(random_->below(size));
    for (std::size_t i = 0; i < kTries && (point < 0x20 || point > 0x7E); ++i)
      point = size > 0x7F && points.holds('~') ? points.at(random_->below(0x7E))
                                               : points.at(random_->below(size));
    return point;
  }

  const Plan& plan_;
  Random* random_;
  std::size_t writes_ = 0;
  std::vector<char32_t> points_;
  std::map<std::size_t, std::vector<char32_t>> groups_;
  std::vector<Overlay> overlays_;
};

// Writes the texts that lookarounds require one after another: over the text if they fit, otherwise inserted.
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

PatternTexts::PatternTexts(PatternTree tree) : tree_(std::move(tree)), extent_(extent_of(tree_)) {}

bool PatternTexts::choose_points() {
  points_.resize(tree_.nodes.size());
  for (PatternIndex i = 0; i < tree_.nodes.size(); ++i) {
    if (tree_.nodes[i].kind != Kind::any && tree_.nodes[i].kind != Kind::set) continue;
    std::optional<CodePoints> points = set_points(tree_, tree_.nodes[i]);
    if (!points) return false;
    points_[i] = *std::move(points);
  }
  return true;
}

std::optional<PatternTexts> PatternTexts::make(std::string_view pattern) {
  Result<PatternTree> tree = parse_pattern(pattern);
  if (!tree || tree->limit || tree->deepest > kDeepest) return std::nullopt;
  PatternTexts texts(*std::move(tree));
  if (texts.extent_.least > kLongest || !texts.choose_points()) return std::nullopt;
  return texts;
}

std::string PatternTexts::text(std::size_t least, std::size_t most, std::size_t attempt,
                               Random& random) const {
  constexpr std::size_t kPlain = 3;    // attempts that produce readable texts
  constexpr std::size_t kVaried = 24;  // number of further lengths to try
  const PatternSpan& root = extent_.spans.back();
  std::size_t length = std::max(least, root.least);
  if (attempt >= kPlain) length += random.below(std::min(attempt, kVaried));
  length = std::min({length, std::max(most, root.least), std::max(root.longest, root.least)});
  const Plan plan{.tree = tree_, .spans = extent_.spans, .points = points_};
  Writer writer(plan, attempt < kPlain ? nullptr : &random);
  writer.write(tree_.root(), length);
  std::vector<char32_t> points = writer.take();
  const bool lays_over = !writer.overlays().empty() && (attempt < kPlain ? attempt > 0 : random.one_in(2));
  if (lays_over) lay_over(points, writer.overlays(), attempt % 2 == 0);
  // An expression without anchors permits any text around the match.
  const bool leads = attempt % 2 == 1;
  while (points.size() < least && points.size() <= kLongest)
    points.insert(leads ? points.begin() : points.end(), kFiller);
  return utf8(points);
}

}  // namespace avouch
