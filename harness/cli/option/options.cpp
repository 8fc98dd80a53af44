// SPDX-License-Identifier: MIT
#include "cli/option/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "base/file.h"
#include "base/text.h"
#include "cli/exit_code.h"
#include "cli/option/config.h"
#include "cli/option/remote_documents.h"
#include "cli/option/settings.h"
#include "http/url.h"

namespace avouch {
namespace {

constexpr const char* kConfigurationFile = "avouch.toml";

// What stands on the command line besides options.
enum class Positional { contract, contracts, new_contract, coordinate, url, report, two_reports, reports };

struct CommandWords {
  Command command;
  Setting::Commands bit;
  const char* name;
  const char* help;
  const char* examples;
  Positional positional = Positional::contract;
};

constexpr CommandWords kCommands[] = {
    {Command::run, Setting::kRun, "run", "Send requests to an API and judge its responses against a contract",
     "Examples:\n"
     "  avouch run                                      judge the bundled mock by the bundled contract\n"
     "  AVOUCH_USER=AC1:secret avouch run -t https://api.example.com\n"
     "  AVOUCH_TOKEN=eyJ… avouch run api.json -t https://api.example.com\n"
     "  avouch run api.json -t http://127.0.0.1:8080/v2 --report-junit junit.xml\n"
     "  avouch run -t URL --include '*/body/*' --strict fields --require-exercised\n"
     "  avouch run -t URL --gtest_filter='*account_sid*'     GoogleTest flags select clauses\n"},
    {Command::mock, Setting::kMock, "mock",
     "Start a mock server that sends the documented responses (loopback only)",
     "Example:\n  avouch mock --port 0                            print the URL; stop with "
     "Ctrl-C\n"},
    {Command::list, Setting::kList, "list", "List all clauses and planned requests without sending anything",
     "Example:\n  avouch list --include '*/cors/*'\n", Positional::contracts},
    {Command::explain, Setting::kExplain, "explain",
     "Explain one clause: what it claims, where it is documented, how it is judged",
     "Example:\n  avouch explain FetchConfigurationWebhook/200/body/account_sid/pattern\n",
     Positional::coordinate},
    {Command::cors, Setting::kCors, "cors",
     "Explain how a browser would handle a cross-origin request to URL (needs no contract)",
     "Examples:\n"
     "  avouch cors https://api.example.com/v1/things --origin https://app.example.com -H 'Authorization: "
     "Bearer x'\n"
     "  avouch cors URL -X PATCH -H 'Content-Type: application/json' --allow-writes\n",
     Positional::url},
    {Command::lint, Setting::kLint, "lint",
     "Check a contract for errors and contradictions without sending anything",
     "Example:\n  avouch lint api.json                            exit with 1 if there are errors\n",
     Positional::contracts},
    {Command::init, Setting::kInit, "init", "Write a commented avouch.toml for a contract",
     "Example:\n  avouch init api.yaml -t http://127.0.0.1:8080\n", Positional::new_contract},
    {Command::prove, Setting::kProve, "prove",
     "Show that each clause can fail, and that conforming responses never make it fail",
     "Examples:\n"
     "  avouch prove                                    prove the bundled contract\n"
     "  avouch prove api.json --allow-unproven '*/drift/*'\n\n"
     "Exit codes:\n"
     "  0  every clause is proven or accepted by --allow-unproven\n"
     "  1  at least one clause is not proven\n"
     "  2  usage, configuration or contract error\n"
     "  3  defect in Avouch: a broken response passed, or a conforming response failed\n"
     "  4  no clause to prove\n",
     Positional::contracts},
    {Command::baseline, Setting::kBaseline, "baseline",
     "Write the violations of a JSON report as known failures, for avouch run --waivers",
     "Example:\n  avouch baseline report.json -o avouch.waivers.yaml\n", Positional::report},
    {Command::diff, Setting::kDiff, "diff",
     "Compare two versions of a contract: what breaks clients. Or the JSON reports of two runs: what got "
     "worse",
     "Examples:\n"
     "  avouch diff api-1.yaml api-2.yaml               exit with 1 if a change breaks clients\n"
     "  avouch diff old.json new.json                   exit with 1 if something got worse\n\n"
     "Exit codes:\n"
     "  0  no change breaks clients; nothing got worse\n"
     "  1  a change breaks clients; something got worse, or the later report has none of the earlier "
     "clauses\n"
     "  2  usage error, or a contract or report that cannot be read\n"
     "  3  no change is known to break clients, but a person must decide on some (contracts only)\n",
     Positional::two_reports},
    {Command::coverage, Setting::kCoverage, "coverage",
     "Show how much of the contract runs exercised, from their JSON reports",
     "Example:\n  avouch coverage report.json other.json\n\n"
     "Exit codes:\n"
     "  0  the coverage was shown, however low it is\n"
     "  2  usage error, or reports that cannot be read or are of different contracts\n",
     Positional::reports},
    {Command::merge, Setting::kMerge, "merge",
     "Make one report of the JSON reports of shards, or of several runs of one contract",
     "Example:\n  avouch merge shard-*.json --report-junit junit.xml --min-exercised 80%\n\n"
     "Exit codes:\n"
     "  0  no clause is violated, except for known failures\n"
     "  1  at least one clause is violated\n"
     "  2  usage error, or reports that cannot be read or are of different contracts\n"
     "  3  no clause is violated, but at least one is undecided, or a run was interrupted\n"
     "  4  no clause was exercised (warnings do not count), a shard is missing, or --require-exercised or\n"
     "     --min-exercised failed\n",
     Positional::reports},
};

using TextsByName = std::map<std::string, std::vector<std::string>>;  // by name of the setting

// The output of CLI11, before values are parsed.
struct Gathered {
  TextsByName texts;
  std::map<std::string, bool> switches;
  std::map<std::string, std::string> valued_switches;  // "true", or the text behind "="
  std::string contract;
  std::vector<std::string> contracts;
  std::vector<std::string> reports;
  std::string coordinate;
  std::string url;
  std::string configuration;

  std::vector<std::string> texts_of(const Setting& setting) const {
    if (*setting.value == '\0') return {"true"};
    if (*setting.value == '[') return {valued_switches.at(setting.name)};
    return texts.at(setting.name);
  }
};

void add_setting(CLI::App& command, const Setting& setting, Gathered& gathered) {
  const std::string shorthand = setting.shorthand;
  const std::string flags = (shorthand.empty() ? "" : shorthand + ",") + "--" + setting.name;
  const std::string help = help_of(setting, command.get_name());
  CLI::Option* option = nullptr;
  if (*setting.value == '[') {
    option = command.add_flag(flags, gathered.valued_switches[setting.name], help);
  } else if (*setting.value == '\0') {
    option = command.add_flag(flags, gathered.switches[setting.name], help);
  } else {
    option = command.add_option(flags, gathered.texts[setting.name], help);
    option->type_name(setting.value)->type_size(1)->expected(1)->allow_extra_args(false);
    // The last value counts, but for reports: nobody drops a report that was asked for.
    const bool takes_all = setting.repeatable || std::string_view(setting.name).starts_with("report-");
    option->multi_option_policy(takes_all ? CLI::MultiOptionPolicy::TakeAll
                                          : CLI::MultiOptionPolicy::TakeLast);
  }
  option->group(setting.group);
}

// Returns an error text for "": an unset variable must not select the bundled contract.
std::string is_named(const std::string& contract) {
  return contract.empty() ? "the contract's name is empty; is a variable unset?" : "";
}

std::string footer_of(const CommandWords& words) {
  std::string footer = words.examples;
  if (words.command == Command::run || words.command == Command::lint)
    footer += std::string("\n") + kExitCodes;
  return footer;
}

std::string_view arguments_of(Positional positional) {
  switch (positional) {
    case Positional::contract:
      return "[CONTRACT]";
    case Positional::contracts:
      return "[CONTRACT...]";
    case Positional::new_contract:
      return "CONTRACT";
    case Positional::coordinate:
      return "COORDINATE [CONTRACT]";
    case Positional::url:
      return "URL";
    case Positional::report:
      return "REPORT";
    case Positional::two_reports:
      return "OLD NEW";
    case Positional::reports:
      return "REPORT...";
  }
  return {};
}

CLI::Option* add_reports(CLI::App& command, Gathered& gathered, const char* help) {
  return command.add_option("REPORT", gathered.reports, help)->required()->type_name("");
}

void add_positional(CLI::App& command, Positional positional, Gathered& gathered) {
  switch (positional) {
    case Positional::coordinate:
      command.add_option("COORDINATE", gathered.coordinate, "Name of the clause, as printed by avouch list")
          ->required()
          ->type_name("");
      [[fallthrough]];
    case Positional::contract:
      command
          .add_option("CONTRACT", gathered.contract,
                      "OpenAPI document: a file, a folder or a .zip of files, a URL, or - for stdin "
                      "(default: the bundled "
                      "contract)")
          ->type_name("")
          ->check(is_named);
      return;
    case Positional::new_contract:
      command
          .add_option("CONTRACT", gathered.contract,
                      "OpenAPI document: a file, a folder or a .zip of files, or a URL")
          ->type_name("")
          ->check(is_named);
      return;
    case Positional::contracts:
      command
          .add_option("CONTRACT", gathered.contracts,
                      "OpenAPI documents: files, folders or .zip of files, URLs, or - for stdin (default: "
                      "the bundled "
                      "contract)")
          ->type_name("")
          ->check(is_named);
      return;
    case Positional::url:
      command.add_option("URL", gathered.url, "URL that the page requests")->required()->type_name("");
      return;
    case Positional::report:
      add_reports(command, gathered, "JSON report that avouch run --report-json wrote")->expected(1);
      return;
    case Positional::two_reports:
      for (const auto& [name, help] : {std::pair("OLD",
                                                 "The earlier contract (a file or a URL), or the earlier "
                                                 "JSON report that avouch run --report-json wrote"),
                                       std::pair("NEW", "The later one of the same kind")}) {
        command
            .add_option_function<std::string>(
                name, [&gathered](const std::string& file) { gathered.reports.push_back(file); }, help)
            ->required()
            ->type_name("");
      }
      return;
    case Positional::reports:
      add_reports(command, gathered, "JSON reports that avouch run --report-json wrote");
      return;
  }
}

bool is_named_by(const Setting& setting, const std::vector<std::string>& words) {
  const std::string name = std::string("--") + setting.name;
  const std::string_view shorthand = setting.shorthand;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return word == name || (!shorthand.empty() && word.starts_with(shorthand)) ||
           (word.starts_with(name) && word[name.size()] == '=');
  });
}

enum class Extent {
  nothing,  // the command is only listed
  named,    // the options that the words name
  all,
};

void add_command(CLI::App& app, const CommandWords& words, Gathered& gathered, Extent extent,
                 const std::vector<std::string>& given) {
  CLI::App* command = app.add_subcommand(words.name, words.help);
  if (extent == Extent::nothing) return;
  add_positional(*command, words.positional, gathered);
  command
      ->add_option("--config", gathered.configuration,
                   "Settings file (default: avouch.toml in the current folder, if present)")
      ->type_name("FILE");
  for (const Setting& setting : settings()) {
    if ((setting.commands & words.bit) == 0 || setting.is_only_in_file) continue;
    if (extent == Extent::all || is_named_by(setting, given)) add_setting(*command, setting, gathered);
  }
  command->footer(footer_of(words));
}

// Where the first word is a command, the others need no options: there are hundreds. CLI11 compares each
// option with every other one, so it gets no more of that command than `extent` says.
std::unique_ptr<CLI::App> make_app(Gathered& gathered, const std::vector<std::string>& given, Extent extent) {
  const std::string_view first = given.empty() ? std::string_view() : given.front();
  auto app = std::make_unique<CLI::App>(
      "Avouch proves, clause by clause, that an HTTP API does what its documentation says.", "avouch");
  app->set_version_flag("--version", std::string("avouch ") + AVOUCH_VERSION);
  app->require_subcommand(1);
  app->get_formatter()->column_width(34);
  app->footer(std::string("Run avouch COMMAND --help for the options of a command.\n\n") + kExitCodes);
  const bool is_command = std::any_of(std::begin(kCommands), std::end(kCommands),
                                      [&](const CommandWords& words) { return words.name == first; });
  for (const CommandWords& words : kCommands) {
    const Extent own = !is_command ? Extent::all : words.name == first ? extent : Extent::nothing;
    add_command(*app, words, gathered, own, given);
  }
  return app;
}

// Throws CLI::ParseError, which refers to all options of the command.
void parse(std::unique_ptr<CLI::App>& app, Gathered& gathered, const std::vector<std::string>& words) {
  for (const Extent extent : {Extent::named, Extent::all}) {
    gathered = {};
    app = make_app(gathered, words, extent);
    try {
      app->parse(std::vector<std::string>(words.rbegin(), words.rend()));  // the order that CLI11 expects
      return;
    } catch (const CLI::ParseError&) {
      if (extent == Extent::all) throw;
    }
  }
}

// What of an option may be shown: its value may be a secret, and may stand directly behind a short option.
std::string flag_of(const std::string& word) {
  return word.substr(0, word.starts_with("--") ? word.find('=') : 2);
}

// Suggests the nearest known word for unknown ones. A word may be a secret that lost its flag, so only words
// that look like a flag or a command are shown.
Error usage_error(const CLI::App& app, const CLI::ParseError& error,
                  const std::vector<std::string>& arguments) {
  std::vector<std::string> known;
  for (const Setting& setting : settings()) {
    if (!setting.is_only_in_file) known.push_back(std::string("--") + setting.name);
  }
  for (const CommandWords& words : kCommands) known.emplace_back(words.name);
  const std::string first = arguments.empty() ? "" : arguments.front();
  const bool has_command = !app.get_subcommands().empty();
  const std::string help =
      "See avouch " + (has_command ? app.get_subcommands().front()->get_name() + " " : "") + "--help.";
  if (arguments.empty()) return {.title = "a command is missing", .place = {}, .hint = help};
  if (!has_command) {
    const auto meant = nearest(first, known);
    return {.title = "unknown command " + in_quotes(first, 40),
            .place = {},
            .hint = (meant ? "Did you mean " + *meant + "? " : "") + help};
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    for (const std::string& word : app.get_subcommands().front()->remaining()) {
      if (!word.starts_with("-")) continue;
      const std::string flag = flag_of(word);
      const auto meant = nearest(flag, known);
      return {.title = "unknown option " + in_quotes(flag, 40),
              .place = {},
              .hint = (meant && *meant != flag ? "Did you mean " + *meant + "? " : "") + help};
    }
    return {.title = "there is one argument too many", .place = {}, .hint = help};
  }
  return {.title = error.what(), .place = {}, .hint = help};
}

// "--token" for `-token=…`, which would be the value `oken=…` of -t.
std::optional<std::string> with_one_hyphen(const std::string& word) {
  const std::string flag = "-" + word.substr(0, word.find('='));
  const bool is_one = flag.starts_with("--") && !flag.starts_with("---") &&
                      std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
                        return !setting.is_only_in_file && flag.substr(2) == setting.name;
                      });
  return is_one ? std::optional(flag) : std::nullopt;
}

// Finds a long option with one hyphen, and an option that stands where the value of another one belongs:
// `--report-json --no-color`. Values are not shown, because they may be secrets.
std::optional<Error> misread_option(const CommandWords& command, const std::vector<std::string>& words) {
  const auto takes_value = [&](const std::string& word) {
    if (word == "--config") return true;
    return std::any_of(settings().begin(), settings().end(), [&](const Setting& setting) {
      const bool is_valued = *setting.value != '\0' && *setting.value != '[' && !setting.is_only_in_file;
      return is_valued && (setting.commands & command.bit) != 0 &&
             (word == std::string("--") + setting.name ||
              (*setting.shorthand != '\0' && word == setting.shorthand));
    });
  };
  for (std::size_t i = 1; i < words.size() && words[i] != "--"; ++i) {
    if (const std::optional<std::string> meant = with_one_hyphen(words[i])) {
      return Error{.title = "unknown option " + in_quotes(meant->substr(1)),
                   .place = {},
                   .hint = "Did you mean " + *meant + "?"};
    }
    if (!takes_value(words[i]) || i + 1 == words.size()) continue;
    if (words[i + 1].starts_with("--")) {
      return Error{.title = words[i] + ": its value is missing, because what follows looks like an option",
                   .place = {},
                   .hint = "Give a value. One that begins with two hyphens needs an equals sign: " +
                           (words[i].starts_with("--") ? words[i] + "=VALUE." : "--OPTION=VALUE.")};
    }
    ++i;
  }
  return std::nullopt;
}

// Reads the configuration file: named by --config, else avouch.toml if it exists.
Result<Configuration> configuration_of(const Gathered& gathered, const Environment& environment,
                                       std::string& read) {
  const bool is_named = !gathered.configuration.empty();
  const std::string file = is_named ? gathered.configuration : kConfigurationFile;
  if (!is_named && !file_exists(file)) return Configuration{};
  const Result<std::string> text = read_file(file);
  if (!text) return text.errors();
  read = file;
  return parse_configuration(file, *text, environment);
}

Result<void> apply_configured(Options& options, const Setting& setting, const ConfiguredValue& value) {
  if (value.tables) {
    options.configured_waivers = {.file = value.place.file, .list = *value.tables};
    return {};
  }
  const Result<void> applied = setting.apply(options, setting.name, value.texts);
  const std::string name = setting.name;
  if (name == "api-key") options.api_keys_are_configured = true;
  if (name == "other-api-key") options.other_api_keys_are_configured = true;
  constexpr std::array kWithSecrets = {"header",  "variable",    "token",
                                       "api-key", "other-token", "other-api-key"};
  if (std::find(kWithSecrets.begin(), kWithSecrets.end(), name) != kWithSecrets.end())
    options.substituted.insert(options.substituted.end(), value.substituted.begin(), value.substituted.end());
  if (applied) return {};
  Errors errors = applied.errors();
  for (Error& error : errors) error.place = value.place;
  return errors;
}

// A report in place of a file that this call reads: two variables of a pipeline are mixed up.
void refuse_overwriting(const Options& options, Errors& errors) {
  std::vector<std::string> read = {
      options.contract,           options.values_file,   options.workflow,
      options.configuration_file, options.waivers_file,  options.transport.cacert,
      options.transport.cert,     options.transport.key, options.oauth_secret_file};
  read.insert(read.end(), options.contracts.begin(), options.contracts.end());
  read.insert(read.end(), options.overlays.begin(), options.overlays.end());
  std::vector<std::string> written = {options.report_json, options.report_sarif};
  for (const auto& [name, file] : options.reports) written.push_back(file);
  for (const std::string& report : written) {
    const auto is_it = [&](const std::string& file) { return is_same_file(file, report); };
    if (std::none_of(read.begin(), read.end(), is_it)) continue;
    errors.push_back({.title = "a report would overwrite " + in_quotes(report) + ", which this call reads",
                      .place = {.file = report},
                      .hint = "Name another file for the report."});
  }
}

Errors contradictions(const Options& options) {
  Errors errors;
  refuse_overwriting(options, errors);
  if (options.quiet && options.verbose) {
    errors.push_back(
        {.title = "--quiet and --verbose contradict each other", .place = {}, .hint = "Leave one out."});
  }
  if (!options.workflow.empty() && options.contracts.size() > 1) {
    errors.push_back({.title = "several contracts are given with --workflow",
                      .place = {},
                      .hint = "Give one; the description names the others."});
  }
  if (options.workflow.empty() && !options.inputs.empty()) {
    errors.push_back({.title = "--input is for workflows, and none is given",
                      .place = {},
                      .hint = "Name the file of the workflows: --workflow FILE."});
  }
  if (!options.workflow.empty() && (options.repeat > 0 || options.duration.count() > 0)) {
    errors.push_back({.title = "--repeat and --duration repeat a plan, and a workflow has none",
                      .place = {},
                      .hint = "Leave out --workflow, or --repeat and --duration."});
  }
  for (const std::string& origin : options.deny_origins) {
    if (std::find(options.origins.begin(), options.origins.end(), origin) == options.origins.end()) continue;
    errors.push_back({.title = in_quotes(origin) + " is given with --origin and with --deny-origin",
                      .place = {},
                      .hint = "Give it with --origin or with --deny-origin, not with both."});
  }
  return errors;
}

// Flags override the environment, which overrides the file.
Result<void> apply_settings(Options& options, const CLI::App& command, unsigned bit, const Gathered& gathered,
                            const Configuration& configuration, const Environment& environment) {
  Errors errors;
  for (const Setting& setting : settings()) {
    if ((setting.commands & bit) == 0) continue;
    const std::string flag = std::string("--") + setting.name;
    const std::optional<std::string> variable =
        *setting.variable == '\0' ? std::nullopt : environment(setting.variable);
    const auto configured = configuration.find(setting.name);
    Result<void> applied;
    const CLI::Option* const given = setting.is_only_in_file ? nullptr : command.get_option_no_throw(flag);
    if (given != nullptr && given->count() > 0) {
      applied = setting.apply(options, flag, gathered.texts_of(setting));
    } else if (variable) {
      applied = setting.apply(options, setting.variable, {*variable});
    } else if (!setting.is_only_flag && configured != configuration.end()) {
      applied = apply_configured(options, setting, configured->second);
    }
    if (!applied) errors.insert(errors.end(), applied.errors().begin(), applied.errors().end());
  }
  if (!environment("NO_COLOR").value_or("").empty() || environment("TERM") == "dumb") options.color = false;
  const Errors more = contradictions(options);
  errors.insert(errors.end(), more.begin(), more.end());
  if (!errors.empty()) return errors;
  return {};
}

}  // namespace

std::vector<CommandHelp> command_help() {
  std::vector<CommandHelp> all;
  for (const CommandWords& words : kCommands) {
    all.push_back({.name = words.name,
                   .help = words.help,
                   .arguments = std::string(arguments_of(words.positional)),
                   .footer = footer_of(words),
                   .bit = words.bit});
  }
  return all;
}

namespace {

// "avouch help run" is "avouch run --help", and "avouch help" is "avouch --help".
std::vector<std::string> without_help(std::vector<std::string> words) {
  if (words.empty() || words.front() != "help") return words;
  words.erase(words.begin());
  const bool is_known = words.empty() || std::any_of(std::begin(kCommands), std::end(kCommands),
                                                     [&](const CommandWords& command) {
                                                       return words.front() == command.name;
                                                     });
  // An unknown command, or further words, are an error of their own.
  if (is_known && words.size() <= 1) words.emplace_back("--help");
  return words;
}

// The contract and the coordinate of explain, in either order: a file or a URL is the contract.
void order_explanation(Options& options) {
  const auto is_document = [](const std::string& word) { return is_remote(word) || file_exists(word); };
  if (options.command != Command::explain || options.contract.empty()) return;
  if (is_document(options.coordinate) && !is_document(options.contract))
    std::swap(options.contract, options.coordinate);
}

}  // namespace

Result<std::variant<Options, TextAnswer>> read_options(const std::vector<std::string>& arguments,
                                                       const Environment& environment) {
  Options options;
  options.environment = environment;
  std::vector<std::string> words;
  for (const std::string& argument : arguments) {
    (argument.starts_with("--gtest_") ? options.googletest : words).push_back(argument);
  }
  words = without_help(std::move(words));

  const auto* named = std::find_if(std::begin(kCommands), std::end(kCommands), [&](const CommandWords& one) {
    return !words.empty() && words.front() == one.name;
  });
  if (named != std::end(kCommands)) {
    if (std::optional<Error> misread = misread_option(*named, words)) return *std::move(misread);
  }
  Gathered gathered;
  std::unique_ptr<CLI::App> app;
  try {
    parse(app, gathered, words);
  } catch (const CLI::CallForHelp&) {
    return std::variant<Options, TextAnswer>(TextAnswer{app->help()});
  } catch (const CLI::CallForVersion& version) {
    return std::variant<Options, TextAnswer>(TextAnswer{std::string(version.what()) + "\n"});
  } catch (const CLI::ParseError& error) {
    return usage_error(*app, error, words);
  }

  const CLI::App* command = app->get_subcommands().front();
  const auto* chosen =
      std::find_if(std::begin(kCommands), std::end(kCommands),
                   [&](const CommandWords& candidate) { return command->get_name() == candidate.name; });
  options.command = chosen->command;
  options.contract = gathered.contract;
  options.contracts = gathered.contracts;
  options.coordinate = gathered.coordinate;
  options.report_files = gathered.reports;
  order_explanation(options);
  options.target = gathered.url;
  if (!options.googletest.empty() && options.command != Command::run) {
    return Error{.title = options.googletest.front() + " works with avouch run only",
                 .place = {},
                 .hint = "Leave it out."};
  }
  if (options.command == Command::cors && !http::parse_url(options.target)) {
    return Error{.title = "URL: this is not an http or https URL",
                 .place = {},
                 .hint = "Give scheme and host, such as https://api.example.com/v1/things."};
  }
  const Result<Configuration> configuration =
      configuration_of(gathered, environment, options.configuration_file);
  if (!configuration) return configuration.errors();
  if (Result<void> applied =
          apply_settings(options, *command, chosen->bit, gathered, *configuration, environment);
      !applied) {
    return applied.errors();
  }
  return std::variant<Options, TextAnswer>(std::move(options));
}

}  // namespace avouch
