// SPDX-License-Identifier: MIT
#include "contract/document/yaml_events.h"

#include <libfyaml.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "base/text.h"
#include "contract/document/document.h"
#include "contract/document/yaml_quoted.h"

namespace avouch {
namespace {

struct ParserDeleter {
  void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};
struct DiagDeleter {
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};

std::string yaml_text_of(fy_token* token) {
  std::size_t length = 0;
  const char* text = token == nullptr ? nullptr : fy_token_get_text(token, &length);
  return text == nullptr ? std::string() : std::string(text, length);
}

// Builds the document as a graph: an alias is another edge to an existing node.
class GraphBuilder {
 public:
  GraphBuilder(std::string_view text, std::size_t most_values) : text_(text), most_values_(most_values) {}

  std::vector<YamlNode> nodes;
  std::optional<YamlProblem> problem;
  int documents = 0;

  // Returns whether the parser should go on.
  bool take(fy_event* event) {
    const int line = line_of_event(event);
    switch (event->type) {
      case FYET_DOCUMENT_START:
        documents += 1;
        break;
      case FYET_SCALAR:
        put(scalar(event->scalar, line), event->scalar.anchor);
        break;
      case FYET_ALIAS:
        alias(yaml_text_of(event->alias.anchor), line);
        break;
      case FYET_SEQUENCE_START: {
        const auto& start = event->sequence_start;
        open(YamlNode::Kind::sequence, start.tag, start.anchor, start.sequence_start, line);
        break;
      }
      case FYET_MAPPING_START: {
        const auto& start = event->mapping_start;
        open(YamlNode::Kind::map, start.tag, start.anchor, start.mapping_start, line);
        break;
      }
      case FYET_SEQUENCE_END:
      case FYET_MAPPING_END:
        close();
        break;
      case FYET_NONE:
      case FYET_STREAM_START:
      case FYET_STREAM_END:
      case FYET_DOCUMENT_END:
        break;
    }
    return !problem;
  }

  // The line where the innermost open flow collection begins; 0 if the innermost collection is no flow.
  int open_flow() const { return open_.empty() || !open_.back().is_flow ? 0 : nodes[open_.back().node].line; }
  bool is_in_block_sequence() const {
    return !open_.empty() && !open_.back().is_flow &&
           nodes[open_.back().node].kind == YamlNode::Kind::sequence;
  }

 private:
  struct Open {
    std::size_t node;
    bool is_flow;
  };

  // An empty value has no place of its own: it has the line of what stands before it.
  int line_of_event(fy_event* event) {
    const fy_mark* mark = fy_event_start_mark(event);
    if (mark != nullptr && mark->line >= 0) line_ = mark->line + 1;
    return line_;
  }

  static std::string tag_of(fy_token* tag, bool is_plain) {
    if (tag == nullptr) return is_plain ? "?" : "!";
    return yaml_text_of(tag);
  }

  YamlNode scalar(const fy_event_scalar_data& data, int line) {
    const fy_scalar_style style = data.value == nullptr ? FYSS_PLAIN : fy_token_scalar_style(data.value);
    YamlNode node{.kind = YamlNode::Kind::scalar,
                  .tag = tag_of(data.tag, style == FYSS_PLAIN || style == FYSS_ANY),
                  .text = text_of_scalar(data.value, style, line),
                  .line = line};
    if (node.tag == "?" && node.text.empty()) node.kind = YamlNode::Kind::null;
    return node;
  }

  std::string text_of_scalar(fy_token* value, fy_scalar_style style, int line) {
    const bool is_quoted = style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED;
    const fy_mark* start = value == nullptr || !is_quoted ? nullptr : fy_token_start_mark(value);
    const fy_mark* end = start == nullptr ? nullptr : fy_token_end_mark(value);
    if (end == nullptr || start->input_pos > end->input_pos || end->input_pos > text_.size())
      return yaml_text_of(value);
    std::optional<std::string> text =
        decoded_yaml_quotes(text_.substr(start->input_pos, end->input_pos - start->input_pos),
                            style == FYSS_SINGLE_QUOTED ? YamlQuote::single_quote : YamlQuote::double_quote);
    if (!text)
      fail("this is not YAML: an escape stands for no character", line,
           "Write both halves of a surrogate pair, or the character itself (YAML 1.2.2 §5.7).");
    return std::move(text).value_or("");
  }

  void fail(std::string title, int line, std::string hint) {
    if (!problem) problem = YamlProblem{std::move(title), "", line, std::move(hint)};
  }

  void link(std::size_t node) {
    if (!open_.empty()) nodes[open_.back().node].children.push_back(node);
  }

  std::size_t put(YamlNode node, fy_token* anchor) {
    if (documents > 1) {
      fail("this YAML file has more than one document", node.line, "Keep one document per file.");
      return 0;
    }
    if (nodes.size() == most_values_) {
      fail("this holds more than the " + std::to_string(most_values_) + " values that are judged", node.line,
           kSplitUp);
      return 0;
    }
    node.bytes = node.text.size();
    written_bytes_ += node.bytes;
    nodes.push_back(std::move(node));
    const std::size_t made = nodes.size() - 1;
    if (anchor != nullptr) anchors_[yaml_text_of(anchor)] = made;
    link(made);
    return made;
  }

  void open(YamlNode::Kind kind, fy_token* tag, fy_token* anchor, fy_token* start, int line) {
    const bool is_flow =
        start != nullptr && (is_flow_start(start) || (!open_.empty() && open_.back().is_flow));
    const std::size_t node =
        put({.kind = kind, .tag = tag_of(tag, true), .line = line, .open = true}, anchor);
    if (problem) return;
    open_.push_back({node, is_flow});
    // The limit of the writer, too: a text of brackets alone must not fill the memory.
    if (open_.size() > kDeepestYaml + 1) problem = too_deep(line, "");
  }

  void alias(const std::string& name, int line) {
    const auto named = anchors_.find(name);
    if (named == anchors_.end()) {
      fail("this is not YAML: the alias *" + shown(name) + " is not defined", line,
           "Mark the value that it stands for: &" + shown(name) + ".");
      return;
    }
    if (nodes[named->second].open)
      fail("this alias contains itself", line, "Write the value out; JSON has no cycles.");
    link(named->second);
  }

  void close() {
    const std::size_t index = open_.back().node;
    YamlNode& node = nodes[index];
    node.open = false;
    // The mapping of a single pair in a flow sequence has the place of its colon.
    if (!node.children.empty() && node.children.front() > index)
      node.line = std::min(node.line, nodes[node.children.front()].line);
    add_copies(node);
    open_.pop_back();
  }

  void add_copies(YamlNode& node) {
    for (const std::size_t child : node.children) {
      node.values += nodes[child].values;
      node.bytes += nodes[child].bytes;
      if (node.values > nodes.size() + kMostAliasValues)
        return fail_copies(node, std::to_string(kMostAliasValues) + " values");
      if (node.bytes > written_bytes_ + kMostAliasBytes)
        return fail_copies(node, std::to_string(kMostAliasBytes >> 20U) + " MiB of texts and keys");
    }
  }

  void fail_copies(const YamlNode& node, const std::string& most) {
    fail("its aliases make more than " + most, node.line, "Use fewer aliases.");
  }

  // Of a start token: '[' and '{' are written, a block collection has no character of its own.
  static bool is_flow_start(fy_token* start) {
    const std::string text = yaml_text_of(start);
    return text == "[" || text == "{";
  }

  std::string_view text_;
  std::size_t most_values_;
  std::map<std::string, std::size_t> anchors_;
  std::vector<Open> open_;
  std::size_t written_bytes_ = 0;  // of the texts of all nodes
  int line_ = 1;
};

struct SyntaxHint {
  std::string_view message;  // a part of libfyaml's message
  std::string_view hint;
};

// The first that fits.
constexpr std::array<SyntaxHint, 9> kSyntaxHints = {{
    {"trailing content after", "Double the quotes that belong to the text, or put it in other quotes."},
    {"escape", "Write \\\\ for a backslash, or use single quotes."},
    {"without closing quote", "Close the quote that opens here."},
    {"-quoted scalar", "Close the quote that opens here, and indent its further lines."},
    {"missing comma", "Write a comma before it, or close the bracket before it."},
    {"without a closing bracket", "Close the bracket that opens here."},
    {"wrongly indented flow", "Close the bracket that opens here, and indent what it holds."},
    {"expected ':'", "Write a colon and a blank behind the name."},
    {"invalid value after mapping", "Write a colon and a blank behind the name."},
}};

std::string hint_for(std::string_view message) {
  for (const auto& [part, hint] : kSyntaxHints) {
    if (message.find(part) != message.npos) return std::string(hint);
  }
  return "Fix the syntax (YAML 1.2.2).";
}

struct Attempt {
  YamlGraph graph;
  bool is_empty_entry = false;  // libfyaml stopped behind an entry without a value
  int stopped_at = 0;           // the line
};

constexpr std::string_view kNoNode = "did not find expected node content";

bool is_blank_from(std::string_view text, int line) {
  for (; line > 1 && !text.empty(); --line)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

// What libfyaml found wrong, at the place where it begins.
void add_syntax_problem(std::string_view text, fy_diag* diag, const GraphBuilder& builder, Attempt& attempt) {
  std::string message = "it cannot be parsed";
  int line = 1;
  void* at = nullptr;
  if (const fy_diag_error* error = fy_diag_errors_iterate(diag, &at)) {
    message = error->msg == nullptr ? message : error->msg;
    line = error->line;
  }
  attempt.stopped_at = line;
  attempt.is_empty_entry = message == kNoNode && builder.is_in_block_sequence();
  const int flow = builder.open_flow();
  if (flow > 0 && (message == kNoNode || is_blank_from(text, line)))
    message = "a flow collection without a closing bracket";
  const bool is_of_flow = message.find("without a closing bracket") != message.npos ||
                          message.find("wrongly indented flow") != message.npos;
  attempt.graph.problem = YamlProblem{"this is not YAML: " + printable(message), "",
                                      is_of_flow && flow > 0 ? flow : line, hint_for(message)};
}

// How a text is parsed.
struct Parsing {
  bool is_strict = true;
  std::size_t most_values = kMostDocumentValues;
};

Attempt parse_once(std::string_view text, const Parsing& how) {
  Attempt attempt;
  fy_diag_cfg reporting;
  fy_diag_cfg_default(&reporting);
  reporting.fp = nullptr;
  const std::unique_ptr<fy_diag, DiagDeleter> diag(fy_diag_create(&reporting));
  if (diag == nullptr) throw std::bad_alloc();
  fy_diag_set_collect_errors(diag.get(), true);
  // The depth is limited here: libfyaml's parser does not recurse, and its own limit is 64.
  unsigned flags = FYPCF_QUIET | FYPCF_DISABLE_DEPTH_LIMIT | FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2;
  if (!how.is_strict) flags |= FYPCF_SLOPPY_FLOW_INDENTATION;
  fy_parse_cfg config{};
  config.search_path = "";
  config.flags = static_cast<fy_parse_cfg_flags>(flags);
  config.diag = diag.get();
  const std::unique_ptr<fy_parser, ParserDeleter> parser(fy_parser_create(&config));
  if (parser == nullptr || fy_parser_set_string(parser.get(), text.data(), text.size()) != 0)
    throw std::bad_alloc();
  GraphBuilder builder(text, how.most_values);
  while (fy_event* event = fy_parser_parse(parser.get())) {
    const bool goes_on = builder.take(event);
    fy_parser_event_free(parser.get(), event);
    if (!goes_on) break;
  }
  attempt.graph.problem = std::move(builder.problem);
  if (!attempt.graph.problem && fy_parser_get_stream_error(parser.get()))
    add_syntax_problem(text, diag.get(), builder, attempt);
  if (!attempt.graph.problem && builder.nodes.empty())
    attempt.graph.problem = YamlProblem{"this YAML file has no document", "", 1, "Write one."};
  attempt.graph.nodes = std::move(builder.nodes);
  return attempt;
}

// The offset behind the "-" of an entry without a value, on the last line before `line` that has content.
std::optional<std::size_t> end_of_empty_entry(std::string_view text, int line) {
  std::vector<std::size_t> starts = {0};
  for (std::size_t at = text.find('\n'); at != text.npos && std::ssize(starts) < line;
       at = text.find('\n', at + 1))
    starts.push_back(at + 1);
  while (!starts.empty()) {
    const std::size_t start = starts.back();
    starts.pop_back();
    const std::string_view written =
        text.substr(start, std::min(text.find('\n', start), text.size()) - start);
    const std::size_t first = written.find_first_not_of(" \t\r");
    if (first == written.npos || written[first] == '#' || std::ssize(starts) + 1 >= line) continue;
    for (std::size_t dash = written.find('-', first); dash != written.npos;
         dash = written.find('-', dash + 1)) {
      const std::size_t after = written.find_first_not_of(" \t\r", dash + 1);
      if (after == written.npos || (written[after] == '#' && after > dash + 1)) return start + dash + 1;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

// libfyaml 0.7.12 refuses an entry without a value in a sequence that is not indented ("a:\n-\n- b"), which
// YAML 1.2.2 §8.2.1 allows. It then stops right behind the entry: the value null is written there.
Attempt parse_with_empty_entries(std::string_view text, const Parsing& how) {
  constexpr int kMostRepairs = 32;
  std::string repaired;
  Attempt attempt = parse_once(text, how);
  for (int repairs = 0; attempt.is_empty_entry && repairs < kMostRepairs; ++repairs) {
    if (repaired.empty()) repaired = text;
    const std::optional<std::size_t> end = end_of_empty_entry(repaired, attempt.stopped_at);
    if (!end) break;
    repaired.insert(*end, " ~");
    attempt = parse_once(repaired, how);
  }
  return attempt;
}

// A line of only whitespace has no meaning, whatever its first character (YAML 1.2.2 §6.6). libfyaml rejects
// a tab there as indentation.
std::string with_blank_lines_empty(std::string_view text) {
  std::string lines;
  lines.reserve(text.size());
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    const bool has_end = line.size() < text.size();
    text.remove_prefix(line.size() + (has_end ? 1 : 0));
    if (line.starts_with('\t') && line.find_first_not_of(" \t\r") == line.npos) line = {};
    lines.append(line).append(has_end ? 1 : 0, '\n');
  }
  return lines;
}

bool begins_with_a_closing_bracket(std::string_view text, int line) {
  for (; line > 1 && !text.empty(); --line)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  const std::size_t first = text.find_first_not_of(' ');
  return first != text.npos && (text[first] == ']' || text[first] == '}');
}

// The problem of the text as a fault: what is wrong, and how to write it.
YamlProblem fault_of(YamlProblem problem, std::string hint) {
  constexpr std::string_view kNotYaml = "this is not YAML: ";
  if (problem.title.starts_with(kNotYaml))
    problem.title.replace(0, kNotYaml.size(), "this breaks a rule of YAML: ");
  problem.hint = std::move(hint);
  return problem;
}

// Most readers pass over too little indentation in brackets and in quotes. What then has one meaning loads.
YamlGraph read_with_little_indentation(std::string_view text, std::size_t most_values) {
  Attempt strict = parse_with_empty_entries(text, {.most_values = most_values});
  if (!strict.graph.problem || strict.stopped_at == 0) return std::move(strict.graph);
  Attempt lenient = parse_with_empty_entries(text, {.is_strict = false, .most_values = most_values});
  if (lenient.graph.problem) return std::move(strict.graph);
  // A closing bracket below the name before its collection is how most people write it.
  if (!begins_with_a_closing_bracket(text, strict.stopped_at)) {
    lenient.graph.fault = fault_of(*std::move(strict.graph.problem),
                                   "Indent the lines of brackets and quotes deeper than the name before them "
                                   "(YAML 1.2.2 §7.3, §7.4).");
  }
  return std::move(lenient.graph);
}

}  // namespace

YamlGraph read_yaml_graph(std::string_view text, std::size_t most_values) {
  const std::string lines = with_blank_lines_empty(text);
  YamlGraph graph = read_with_little_indentation(lines, most_values);
  if (lines.size() == text.size() || graph.problem || graph.fault) return graph;
  Attempt as_written = parse_with_empty_entries(text, {.most_values = most_values});
  if (as_written.graph.problem &&
      as_written.graph.problem->title.find("tab character as indent") != std::string::npos)
    graph.fault = fault_of(*std::move(as_written.graph.problem), "Remove the tab from the blank line.");
  return graph;
}

}  // namespace avouch
