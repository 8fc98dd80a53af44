// SPDX-License-Identifier: MIT
#include "cli/option/manual.h"

#include <sstream>
#include <string_view>

#include "base/text.h"
#include "cli/exit_code.h"
#include "cli/option/options.h"
#include "cli/option/settings.h"

namespace avouch {
namespace {

constexpr const char* kSummary = "prove, clause by clause, that an HTTP API does what its documentation says";

std::string upper(std::string text) {
  for (char& each : text) each = static_cast<char>(each >= 'a' && each <= 'z' ? each - 'a' + 'A' : each);
  return text;
}

// man(7): a backslash escapes, a hyphen is a minus only if it is escaped, and a line must not begin like a
// request.
std::string roff(std::string_view text) {
  std::string escaped;
  bool begins_line = true;
  for (const char each : text) {
    if (begins_line && (each == '.' || each == '\'')) escaped += "\\&";
    if (each == '\\') {
      escaped += "\\e";
    } else if (each == '-') {
      escaped += "\\-";
    } else {
      escaped += each;
    }
    begins_line = each == '\n';
  }
  return escaped;
}

std::vector<const Setting*> settings_of(unsigned bit) {
  std::vector<const Setting*> found;
  for (const Setting& setting : settings()) {
    if ((setting.commands & bit) != 0 && !setting.is_only_in_file) found.push_back(&setting);
  }
  return found;
}

bool has_value(const Setting& setting) {
  return *setting.value != '\0' && *setting.value != '[';
}

// The groups of the settings, in their order.
std::vector<std::string> groups_of(const std::vector<const Setting*>& of_command) {
  std::vector<std::string> groups;
  for (const Setting* setting : of_command) {
    bool is_known = false;
    for (const std::string& group : groups) is_known |= group == setting->group;
    if (!is_known) groups.emplace_back(setting->group);
  }
  return groups;
}

std::string option_item(const Setting& setting, const std::string& command) {
  std::string item = ".TP\n";
  if (*setting.shorthand != '\0') item += "\\fB" + roff(setting.shorthand) + "\\fR, ";
  item += "\\fB" + roff(std::string("--") + setting.name) + "\\fR";
  if (*setting.value == '[') item += roff(setting.value);
  if (has_value(setting)) item += " \\fI" + roff(setting.value) + "\\fR";
  item += "\n" + roff(help_of(setting, command)) + ".\n";
  if (setting.repeatable) item += "May be repeated.\n";
  return item;
}

// "Examples:\n  avouch run\n" as a section with the text as it is.
std::string footer_sections(const std::string& footer) {
  std::istringstream lines(footer);
  std::string text;
  bool is_open = false;
  const auto close = [&] {
    if (is_open) text += ".EE\n.RE\n";
    is_open = false;
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    if (line.front() != ' ') {
      close();
      if (line.ends_with(":")) line.pop_back();
      text += ".SH " + upper(line) + "\n.RS\n.EX\n";
      is_open = true;
    } else {
      text += roff(line.substr(2)) + "\n";
    }
  }
  close();
  return text;
}

std::string title(const std::string& name, const std::string& version) {
  return ".TH " + upper(name) + " 1 \"\" \"avouch " + version + "\" \"User Commands\"\n";
}

std::string page_of(const CommandHelp& command, const std::string& version) {
  const std::string name = "avouch-" + command.name;
  std::string help = command.help;
  help.front() = static_cast<char>(help.front() - 'A' + 'a');
  std::string page = title(name, version) + ".SH NAME\n" + roff(name) + " \\- " + roff(help) + "\n" +
                     ".SH SYNOPSIS\n\\fBavouch " + command.name + "\\fR [\\fIOPTION\\fR...] " +
                     roff(command.arguments) + "\n.SH DESCRIPTION\n" + roff(command.help) + ".\n";
  const std::vector<const Setting*> of_command = settings_of(command.bit);
  page +=
      ".SH OPTIONS\n.TP\n\\fB\\-\\-config\\fR \\fIFILE\\fR\nSettings file (default: avouch.toml in the "
      "current folder, if present).\n";
  for (const std::string& group : groups_of(of_command)) {
    page += ".SS " + group + "\n";
    for (const Setting* setting : of_command) {
      if (setting->group == group) page += option_item(*setting, command.name);
    }
  }
  std::string variables;
  for (const Setting* setting : of_command) {
    if (*setting->variable == '\0') continue;
    variables += ".TP\n\\fB" + roff(setting->variable) + "\\fR\nThe same as \\fB" +
                 roff(std::string("--") + setting->name) + "\\fR.\n";
  }
  if (!variables.empty()) page += ".SH ENVIRONMENT\n" + variables;
  page += ".SH FILES\n.TP\n.I avouch.toml\nSettings: the names of the options without their dashes.\n";
  return page + footer_sections(command.footer) + ".SH SEE ALSO\n.BR avouch (1)\n";
}

std::string main_page(const std::vector<CommandHelp>& commands, const std::string& version) {
  std::string page = title("avouch", version) + ".SH NAME\navouch \\- " + roff(kSummary) +
                     "\n.SH SYNOPSIS\n\\fBavouch\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...]\n.SH COMMANDS\n";
  for (const CommandHelp& command : commands) {
    page += ".TP\n.BR avouch\\-" + command.name + " (1)\n" + roff(command.help) + ".\n";
  }
  return page + footer_sections(kExitCodes);
}

std::vector<std::string> flags_of(unsigned bit) {
  std::vector<std::string> flags = {"--help", "--config"};
  for (const Setting* setting : settings_of(bit)) {
    flags.push_back(std::string("--") + setting->name);
    if (*setting->shorthand != '\0') flags.emplace_back(setting->shorthand);
  }
  return flags;
}

std::string bash_completion(const std::vector<CommandHelp>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const CommandHelp& command : commands) {
    names.push_back(command.name);
    cases += "    " + command.name + ") flags=\"" + join(flags_of(command.bit), " ") + "\" ;;\n";
  }
  return "# bash completion for avouch\n"
         "_avouch() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} flags=\"\"\n"
         "  COMPREPLY=()\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
         "    mapfile -t COMPREPLY < <(compgen -W \"" +
         join(names, " ") +
         " --help --version\" -- \"$word\")\n"
         "    return\n"
         "  fi\n"
         "  case ${COMP_WORDS[1]} in\n" +
         cases +
         "  esac\n"
         "  case $word in\n"
         "    -*) mapfile -t COMPREPLY < <(compgen -W \"$flags\" -- \"$word\") ;;\n"
         "    *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _avouch avouch\n";
}

// A text in single quotes for zsh and fish, without what their descriptions would interpret.
std::string described(std::string_view text) {
  std::string quoted = "'";
  for (const char each : text) {
    if (each == '\'') {
      quoted += "’";
    } else if (each == '[' || each == ']' || each == ':' || each == '\\') {
      quoted += each == ':' ? ";" : each == '\\' ? "/" : each == '[' ? "(" : ")";
    } else {
      quoted += each;
    }
  }
  return quoted + "'";
}

std::string zsh_completion(const std::vector<CommandHelp>& commands) {
  std::string names;
  std::string cases;
  for (const CommandHelp& command : commands) {
    std::string name_and_help = described(command.name + "\n" + command.help);
    name_and_help.replace(name_and_help.find('\n'), 1, ":");
    names += "    " + name_and_help + "\n";
    cases.append("    ").append(command.name);
    cases +=
        ")\n      _arguments \\\n        '--help[print the options]' \\\n"
        "        '--config[settings file]:file:_files' \\\n";
    for (const Setting* setting : settings_of(command.bit)) {
      const std::string help = described(help_of(*setting, command.name));
      const std::string repeated = setting->repeatable ? "*" : "";
      const std::string value = has_value(*setting) ? ":value:_files" : "";
      cases.append("        '").append(repeated).append("--").append(setting->name);
      cases.append("[").append(help, 1, help.size() - 2).append("]").append(value).append("' \\\n");
    }
    cases += "        '*:file:_files' ;;\n";
  }
  return "#compdef avouch\n"
         "local -a commands\n"
         "commands=(\n" +
         names +
         ")\n"
         "if (( CURRENT == 2 )); then\n"
         "  _describe command commands\n"
         "else\n"
         "  local command=$words[2]\n"
         "  shift words\n"
         "  (( CURRENT-- ))\n"
         "  case $command in\n" +
         cases +
         "  esac\n"
         "fi\n";
}

std::string fish_completion(const std::vector<CommandHelp>& commands) {
  std::string text = "# fish completion for avouch\n";
  for (const CommandHelp& command : commands) {
    text += "complete -c avouch -n __fish_use_subcommand -f -a " + command.name + " -d " +
            described(command.help) + "\n";
  }
  for (const CommandHelp& command : commands) {
    const std::string beginning =
        "complete -c avouch -n '__fish_seen_subcommand_from " + command.name + "' -l ";
    for (const Setting* setting : settings_of(command.bit)) {
      text += beginning + setting->name;
      if (*setting->shorthand != '\0') text += " -s " + std::string(setting->shorthand + 1);
      if (has_value(*setting)) text += " -r";
      text += " -d " + described(help_of(*setting, command.name)) + "\n";
    }
  }
  return text;
}

}  // namespace

std::vector<ManualFile> manual_files(const std::string& version) {
  const std::vector<CommandHelp> commands = command_help();
  std::vector<ManualFile> files = {
      {"man/man1/avouch.1", main_page(commands, version)},
      {"bash-completion/completions/avouch", bash_completion(commands)},
      {"zsh/site-functions/_avouch", zsh_completion(commands)},
      {"fish/vendor_completions.d/avouch.fish", fish_completion(commands)},
  };
  for (const CommandHelp& command : commands)
    files.push_back({"man/man1/avouch-" + command.name + ".1", page_of(command, version)});
  return files;
}

}  // namespace avouch
