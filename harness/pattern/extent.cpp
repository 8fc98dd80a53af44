// SPDX-License-Identifier: MIT
#include "pattern/extent.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

using Kind = PatternNode::Kind;

std::size_t added(std::size_t left, std::size_t right) {
  return left == kOpen || right == kOpen || left > kOpen - right ? kOpen : left + right;
}
std::size_t multiplied(std::size_t left, std::size_t right) {
  if (left == 0 || right == 0) return 0;
  return left == kOpen || right == kOpen || left > kOpen / right ? kOpen : left * right;
}

// Whether a part of a pattern is anchored at the start or the end of the text, and whether it repeats.
struct Grip {
  bool starts = false;   // can match only at the beginning of the text
  bool ends = false;     // can match only at its end
  bool repeats = false;  // one of its alternatives is only an unbounded repetition
};

// Measures each node after its parts.
class Measure {
 public:
  explicit Measure(const PatternTree& tree) : tree_(tree), grips_(tree.nodes.size()) {
    extent_.spans.resize(tree.nodes.size());
  }

  PatternExtent run() && {
    for (PatternIndex i = 0; i < tree_.nodes.size(); ++i) measure(i, extent_.spans[i], grips_[i]);
    const PatternSpan whole = extent_.spans.back();
    extent_.least = whole.least;
    if (grips_.back().starts && grips_.back().ends && whole.longest != kOpen) extent_.most = whole.longest;
    return std::move(extent_);
  }

 private:
  void measure(PatternIndex index, PatternSpan& span, Grip& grip) {
    const PatternNode& node = tree_.nodes[index];
    switch (node.kind) {
      case Kind::literal:
        span = {.least = node.size, .longest = node.size};
        break;
      case Kind::any:
      case Kind::set:
        span = {.least = 1, .longest = 1};
        break;
      case Kind::back:
        span.longest = kOpen;
        break;
      case Kind::start:
        grip.starts = true;
        break;
      case Kind::end:
        grip.ends = true;
        break;
      case Kind::boundary:
      case Kind::look:
        break;
      case Kind::group:
        span = extent_.spans[node.first_part];
        grip = grips_[node.first_part];
        break;
      case Kind::repeat:
        repeat(node, span, grip);
        break;
      case Kind::sequence:
        sequence(index, span, grip);
        break;
      case Kind::choice:
        choice(index, span, grip);
        break;
    }
  }

  void repeat(const PatternNode& node, PatternSpan& span, Grip& grip) {
    const PatternSpan& one = extent_.spans[node.first_part];
    const Grip& held = grips_[node.first_part];
    const bool is_endless = node.most == kEndless;
    span.least = multiplied(one.least, node.fewest);
    span.longest = multiplied(one.longest, is_endless ? kOpen : node.most);
    grip.starts = held.starts && node.fewest > 0;
    grip.ends = held.ends && node.fewest > 0;
    grip.repeats = is_endless || (held.repeats && node.fewest > 0);
    if (is_endless && held.repeats) extent_.nests_repetition = true;
  }

  void sequence(PatternIndex index, PatternSpan& span, Grip& grip) {
    for (const PatternIndex part : tree_.parts(index)) {
      if (grips_[part].starts && span.longest == 0) grip.starts = true;
      grip.ends = grips_[part].ends;
      grip.repeats = grips_[part].repeats && part == tree_.nodes[index].first_part;
      span.least = added(span.least, extent_.spans[part].least);
      span.longest = added(span.longest, extent_.spans[part].longest);
    }
  }

  void choice(PatternIndex index, PatternSpan& span, Grip& grip) {
    span.least = kOpen;
    grip = {.starts = true, .ends = true};
    for (const PatternIndex part : tree_.parts(index)) {
      span.least = std::min(span.least, extent_.spans[part].least);
      span.longest = std::max(span.longest, extent_.spans[part].longest);
      grip.starts = grip.starts && grips_[part].starts;
      grip.ends = grip.ends && grips_[part].ends;
      grip.repeats = grip.repeats || grips_[part].repeats;
    }
  }

  const PatternTree& tree_;
  PatternExtent extent_;
  std::vector<Grip> grips_;
};

}  // namespace

PatternExtent extent_of(const PatternTree& tree) {
  return Measure(tree).run();
}

std::optional<PatternExtent> pattern_extent(std::string_view pattern) {
  const Result<PatternTree> tree = parse_pattern(pattern);
  if (!tree || tree->limit || tree->has_back_references) return std::nullopt;
  return extent_of(*tree);
}

}  // namespace avouch
