// SPDX-License-Identifier: MIT
#include "cli/option/options.h"

#include <gtest/gtest.h>

#include <map>

#include "cli/option/config.h"
#include "cli/option/settings.h"
#include "cli/option/values.h"
#include "reports/reporters.h"

namespace avouch {
namespace options_test {

using Variables = std::map<std::string, std::string>;

Environment environment(Variables variables = {}) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

Options options(const std::vector<std::string>& arguments, Variables variables = {}) {
  const auto read = read_options(arguments, environment(std::move(variables)));
  if (!read) {
    ADD_FAILURE() << to_string(read.errors());
    return {};
  }
  return std::get<Options>(*read);
}

std::string refusal(const std::vector<std::string>& arguments, Variables variables = {}) {
  const auto read = read_options(arguments, environment(std::move(variables)));
  return read ? "accepted" : to_string(read.errors());
}

std::string answer(const std::vector<std::string>& arguments) {
  const auto read = read_options(arguments, environment());
  const TextAnswer* text = read ? std::get_if<TextAnswer>(&*read) : nullptr;
  return text == nullptr ? "" : text->text;
}

TEST(Options, HelpIsAlsoACommand) {
  EXPECT_NE(answer({"--help"}), "");
  EXPECT_EQ(answer({"help"}), answer({"--help"}));
  EXPECT_EQ(answer({"help", "run"}), answer({"run", "--help"}));
  EXPECT_NE(refusal({"help", "rum"}).find("Did you mean run?"), std::string::npos)
      << refusal({"help", "rum"});
}

TEST(Options, TakeTheArgumentsOfExplainInEitherOrder) {
  const std::string file = AVOUCH_SOURCE_DIR "/schemas/configuration-webhook.openapi.json";
  for (const std::vector<std::string>& words : {std::vector<std::string>{"explain", file, "a/200/status"},
                                                std::vector<std::string>{"explain", "a/200/status", file}}) {
    const Options read = options(words);
    EXPECT_EQ(read.contract, file);
    EXPECT_EQ(read.coordinate, "a/200/status");
  }
  EXPECT_EQ(options({"explain", "https://a.example/x.json", "a/200/status"}).coordinate, "a/200/status");
  EXPECT_EQ(options({"explain", "a/200/status"}).coordinate, "a/200/status");
}

TEST(Options, TakeNoOptionForAValue) {
  const std::string refused = refusal({"run", "--report-json", "--no-color"});
  EXPECT_NE(refused.find("--report-json: its value is missing"), std::string::npos) << refused;
  EXPECT_NE(refused.find("--report-json=VALUE"), std::string::npos) << refused;
  const std::string secret = refusal({"run", "--token", "--a-secret"});
  EXPECT_EQ(secret.find("a-secret"), std::string::npos) << secret;
  EXPECT_NE(refusal({"run", "-H", "--no-color"}).find("-H: its value is missing"), std::string::npos);
  EXPECT_EQ(options({"run", "--report-json=--no-color"}).reports.at("json"), "--no-color");
  EXPECT_EQ(options({"run", "--report-json", "-"}).reports.at("json"), "-");
}

// What stands directly behind a short option may be a secret.
TEST(Options, ShowNoValueOfAnUnknownOption) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"list", "-ubob:sesame"}, std::vector<std::string>{"list", "-vubob:sesame"},
        std::vector<std::string>{"prove", "-HAuthorization: Bearer sesame"},
        std::vector<std::string>{"run", "-Ubob:sesame"}, std::vector<std::string>{"run", "-token=sesame"},
        std::vector<std::string>{"run", "--tokne=sesame"}}) {
    const std::string refused = refusal(words);
    EXPECT_EQ(refused.find("sesame"), std::string::npos) << refused;
    EXPECT_NE(refused.find("unknown option"), std::string::npos) << refused;
  }
  EXPECT_NE(refusal({"run", "-token=sesame"}).find("Did you mean --token?"), std::string::npos);
  EXPECT_NE(refusal({"run", "-token", "sesame"}).find("Did you mean --token?"), std::string::npos);
}

// A pipeline that mixes up two variables loses its contract otherwise.
TEST(Options, RefuseAReportInPlaceOfAFileThatIsRead) {
  const std::string file = AVOUCH_SOURCE_DIR "/schemas/configuration-webhook.openapi.json";
  const std::string same = AVOUCH_SOURCE_DIR "/schemas/../schemas//configuration-webhook.openapi.json";
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"run", file, "--report-json", same},
        std::vector<std::string>{"prove", file, "--report-junit", same},
        std::vector<std::string>{"lint", file, "--report-json", same},
        std::vector<std::string>{"run", "--values", file, "--report-html", same},
        std::vector<std::string>{"run", "--overlay", file, "--report-har", same}}) {
    const std::string refused = refusal(words);
    EXPECT_NE(refused.find("a report would overwrite \"" + same + "\", which this call reads"),
              std::string::npos)
        << refused;
  }
  EXPECT_EQ(options({"run", file, "--report-json", "configuration-webhook.openapi.json"}).contract, file);
}

TEST(Options, RefuseTwoFilesForOneReport) {
  EXPECT_NE(refusal({"run", "--report-json", "a.json", "--report-json", "b.json"})
                .find("--report-json is given for \"a.json\" and for \"b.json\""),
            std::string::npos);
  EXPECT_EQ(options({"run", "--report-json", "a.json", "--report-json", "a.json"}).reports.at("json"),
            "a.json");
}

TEST(Options, UseNoColorWhereItCannotBeShown) {
  EXPECT_TRUE(options({"run"}).color);
  EXPECT_FALSE(options({"run"}, {{"TERM", "dumb"}}).color);
  EXPECT_FALSE(options({"run"}, {{"NO_COLOR", "1"}}).color);
  EXPECT_TRUE(options({"run"}, {{"TERM", "xterm"}}).color);
}

TEST(Options, AreSpelledAsCurlDoes) {
  const Options read = options({"run",
                                "api.json",
                                "-t",
                                "http://127.0.0.1:1/v2",
                                "-u",
                                "a:b",
                                "-H",
                                "X-A: 1",
                                "-H",
                                "X-B:2",
                                "-j",
                                "7",
                                "--connect-timeout",
                                "1.5",
                                "-m",
                                "2",
                                "--max-filesize",
                                "10k",
                                "--retry",
                                "2",
                                "-k",
                                "--origin",
                                "https://a.example",
                                "--origin",
                                "null",
                                "--strict",
                                "fields,headers"});
  EXPECT_EQ(read.contract, "api.json");
  EXPECT_EQ(read.target, "http://127.0.0.1:1/v2");
  EXPECT_EQ(read.user, "a:b");
  EXPECT_EQ(read.headers, (http::Fields{{"X-A", "1"}, {"X-B", "2"}}));
  EXPECT_EQ(read.jobs, 7u);
  EXPECT_EQ(read.transport.connect_timeout.count(), 1500);
  EXPECT_EQ(read.transport.max_time.count(), 2000);
  EXPECT_EQ(read.transport.max_filesize, 10240u);
  EXPECT_EQ(read.transport.retry, 2);
  EXPECT_TRUE(read.transport.insecure);
  EXPECT_EQ(read.origins, (std::vector<std::string>{"https://a.example", "null"}));
  EXPECT_EQ(read.strict, (std::set<std::string>{"fields", "headers"}));
}

TEST(Options, WritesAreOwnUnlessAnyAreAllowed) {
  EXPECT_FALSE(options({"run"}).allow_writes);
  const Options own = options({"run", "--allow-writes", "api.json"});
  EXPECT_TRUE(own.allow_writes);
  EXPECT_FALSE(own.any_writes);
  EXPECT_EQ(own.contract, "api.json") << "a switch takes no word after it";
  const Options any = options({"run", "--allow-writes=any"});
  EXPECT_TRUE(any.allow_writes);
  EXPECT_TRUE(any.any_writes);
  EXPECT_FALSE(options({"run", "--allow-writes=own"}).any_writes);
  EXPECT_EQ(refusal({"run", "--allow-writes=all"}),
            "error: --allow-writes: \"all\" is neither own nor any\n"
            "  Leave the value out, or write --allow-writes=any.\n");
  for (const auto& [text, means] : std::vector<std::pair<std::string, std::string>>{
           {"true", "true"}, {"false", "false"}, {"\"any\"", "any"}}) {
    const auto read = parse_configuration("avouch.toml", "allow-writes = " + text + "\n", environment());
    ASSERT_TRUE(read) << to_string(read.errors());
    EXPECT_EQ(read->at("allow-writes").texts, std::vector<std::string>{means});
  }
}

TEST(Options, RulesOfLintAreSilencedByFlagAndTable) {
  const auto read = read_options(
      {"lint", "--lint-disable", "dead-branch", "--lint-disable", "dead-branch=/v1/*", "--fail-on", "note"},
      environment());
  ASSERT_TRUE(read) << to_string(read.errors());
  const Options& options = std::get<Options>(*read);
  ASSERT_EQ(options.lint_silences.size(), 2u);
  EXPECT_EQ(options.lint_silences[0].path_glob, "");
  EXPECT_EQ(options.lint_silences[1].path_glob, "/v1/*");
  EXPECT_EQ(options.lint_fails_on, LintFinding::Severity::note);

  const auto table =
      parse_configuration("avouch.toml", "[lint]\ndisable = [\"dead-branch\"]\nno-such = 1\n", environment());
  ASSERT_FALSE(table);
  ASSERT_EQ(table.errors().size(), 1u) << to_string(table.errors());
  EXPECT_EQ(to_string(table.errors()[0].place), "avouch.toml:3");
  EXPECT_EQ(table.errors()[0].title, "unknown setting \"lint.no-such\"");
}

// One key of avouch.toml for both commands: each takes its own values and leaves the other's.
TEST(Options, FailOnOfTheFileIsForRunAndForLint) {
  for (const char* value : {"new", "violation", "error", "warning", "note"}) {
    Options options;
    for (const Setting& setting : settings()) {
      if (std::string_view(setting.name) != "fail-on") continue;
      EXPECT_TRUE(setting.apply(options, "fail-on", {value})) << value;
    }
    EXPECT_EQ(options.fails_on_new, std::string_view(value) == "new");
  }
  EXPECT_FALSE(read_options({"lint", "--fail-on", "new"}, environment()));
  EXPECT_FALSE(read_options({"run", "--fail-on", "warning"}, environment()));
}

TEST(Options, ADurationHasAUnit) {
  const auto duration = [](const char* text) { return options({"run", "--duration", text}).duration; };
  EXPECT_EQ(options({"run"}).duration, std::chrono::seconds(0));
  EXPECT_EQ(options({"run"}).repeat, 0U);
  EXPECT_EQ(duration("30s"), std::chrono::seconds(30));
  EXPECT_EQ(duration("30"), std::chrono::seconds(30));
  EXPECT_EQ(duration("1.5m"), std::chrono::seconds(90));
  EXPECT_EQ(duration("2h"), std::chrono::hours(2));
  EXPECT_EQ(options({"run", "--repeat", "12"}).repeat, 12U);
}

TEST(Options, BodiesAreChosen) {
  using Bodies = PlanOptions::Bodies;
  EXPECT_EQ(options({"run"}).bodies, Bodies::both);
  EXPECT_EQ(options({"run", "--bodies", "all"}).bodies, Bodies::all);
  EXPECT_EQ(options({"list", "--bodies", "required"}).bodies, Bodies::required);
  EXPECT_EQ(refusal({"run", "--bodies", "some"}),
            "error: --bodies: \"some\" is none of all, required and both\n  Write one of these.\n");
}

TEST(Options, AServerIsSplitWhereItsTargetBegins) {
  const Options read =
      options({"run", "--server", "https://A.example:443/x=y/=http://u%40v:p=q@127.0.0.1:1/z/", "--server",
               "/=https://b.example"});
  ASSERT_EQ(read.servers.size(), 2u);
  EXPECT_EQ(read.servers[0].server, "https://a.example/x=y");
  EXPECT_EQ(read.servers[0].url.text(), "http://127.0.0.1:1/z/");
  EXPECT_EQ(read.servers[0].url.user_information, "");
  EXPECT_EQ(read.servers[0].user, "u@v:p=q");
  EXPECT_EQ(read.servers[1].server, "/");
  EXPECT_EQ(read.servers[1].url.text(), "https://b.example/");
  EXPECT_EQ(read.servers[1].user, std::nullopt);
}

TEST(Options, GoogleTestsFlagsAreHandedOn) {
  EXPECT_EQ(options({"run", "--gtest_filter=*x*", "--gtest_repeat=2"}).googletest,
            (std::vector<std::string>{"--gtest_filter=*x*", "--gtest_repeat=2"}));
  EXPECT_EQ(refusal({"list", "--gtest_filter=x"}),
            "error: --gtest_filter=x works with avouch run only\n  Leave it out.\n");
}

TEST(Options, AFlagGoesBeforeTheEnvironment) {
  EXPECT_EQ(options({"run"}, {{"AVOUCH_USER", "e:e"}}).user, "e:e");
  EXPECT_EQ(options({"run", "-u", "f:f"}, {{"AVOUCH_USER", "e:e"}}).user, "f:f");
}

TEST(Options, NoColorIsObeyedWhereItIsNotEmpty) {
  EXPECT_TRUE(options({"run"}).color);
  EXPECT_TRUE(options({"run"}, {{"NO_COLOR", ""}}).color);
  EXPECT_FALSE(options({"run"}, {{"NO_COLOR", "1"}}).color);
  EXPECT_FALSE(options({"run", "--no-color"}).color);
}

TEST(Options, HelpAndVersionAreTexts) {
  for (const char* flag : {"--help", "--version"}) {
    const auto read = read_options({flag}, environment());
    ASSERT_TRUE(read);
    EXPECT_TRUE(std::holds_alternative<TextAnswer>(*read)) << flag;
  }
  const auto help = read_options({"run", "--help"}, environment());
  ASSERT_TRUE(help);
  const std::string text = std::get<TextAnswer>(*help).text;
  for (const char* needed : {"--max-filesize", "Exit codes", "Examples", "  4  "}) {
    EXPECT_NE(text.find(needed), std::string::npos) << needed;
  }
}

struct Refused {
  const char* name;
  std::vector<std::string> arguments;
  std::string text;
};

class Usage : public testing::TestWithParam<Refused> {};

TEST_P(Usage, IsRefusedWithASentenceThatHelps) {
  EXPECT_EQ(refusal(GetParam().arguments), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Errors, Usage,
    testing::Values(
        Refused{"Nothing", {}, "error: a command is missing\n  See avouch --help.\n"},
        Refused{"UnknownCommand",
                {"rum"},
                "error: unknown command \"rum\"\n  Did you mean run? See avouch --help.\n"},
        Refused{"UnknownFlag",
                {"run", "--max-tim", "3"},
                "error: unknown option \"--max-tim\"\n  Did you mean --max-time? See "
                "avouch run --help.\n"},
        Refused{"FlagOfAnotherCommand",
                {"list", "--target", "http://a"},
                "error: unknown option \"--target\"\n  See avouch list --help.\n"},
        Refused{"RuleThatDoesNotExist",
                {"lint", "--lint-disable", "dead-branhc"},
                "error: --lint-disable: no rule of lint is named \"dead-branhc\"\n  Did you mean "
                "dead-branch?\n"},
        Refused{"SeverityThatDoesNotExist",
                {"lint", "--fail-on", "hint"},
                "error: --fail-on: \"hint\" is not known\n  Give error, warning or note.\n"},
        Refused{"TwoContracts",
                {"run", "a", "b"},
                "error: there is one argument too many\n  See avouch run --help.\n"},
        Refused{"NoTime",
                {"run", "-m", "soon"},
                "error: --max-time: \"soon\" is not a time\n  Give seconds between 0.001 and "
                "86400, such as 2.5.\n"},
        Refused{"NegativeTime",
                {"run", "--max-time=-1"},
                "error: --max-time: \"-1\" is not a time\n  Give seconds between 0.001 and "
                "86400, such as 2.5.\n"},
        Refused{
            "NoDuration",
            {"run", "--duration", "10 minutes"},
            "error: --duration: \"10 minutes\" is not a duration\n  Give seconds, minutes or hours up to a "
            "week, such as 30s, 5m or 2h.\n"},
        Refused{"DurationOfTwoWeeks",
                {"run", "--duration", "336h"},
                "error: --duration: \"336h\" is not a duration\n  Give seconds, minutes or hours up to a "
                "week, such as 30s, 5m or 2h.\n"},
        Refused{"DurationOfAUnitAlone",
                {"run", "--duration", "s"},
                "error: --duration: \"s\" is not a duration\n  Give seconds, minutes or hours up to a "
                "week, such as 30s, 5m or 2h.\n"},
        Refused{"RepeatNever",
                {"run", "--repeat", "0"},
                "error: --repeat: \"0\" is out of range\n  Give a whole number from 1 to 1000000000.\n"},
        Refused{"RepeatedWorkflow",
                {"run", "--repeat", "5", "--workflow", "w.yaml"},
                "error: --repeat and --duration repeat a plan, and a workflow has none\n  Leave out "
                "--workflow, or --repeat and --duration.\n"},
        Refused{"NoJobs",
                {"run", "-j", "0"},
                "error: --jobs: \"0\" is out of range\n  Give a whole number from 1 to 64.\n"},
        Refused{
            "NoUrl",
            {"run", "-t", "example.com"},
            "error: --target: \"example.com\" is not an http or https URL\n  Give scheme and host, such as "
            "http://127.0.0.1:8080 or https://api.example.com/prefix.\n"},
        Refused{"TargetWithQuery",
                {"run", "-t", "http://a/?b"},
                "error: --target: a target has no query\n  Remove the query; "
                "the contract defines "
                "paths and parameters.\n"},
        Refused{"OriginWithSlash",
                {"run", "--origin", "https://a.example/"},
                "error: --origin: \"https://a.example/\" is not an origin\n  Give a scheme and a "
                "host in lower case, no "
                "path and no trailing slash: https://example.com.\n"},
        Refused{"UserWithoutPassword",
                {"run", "-u", "secret"},
                "error: --user: the password is missing\n  Give NAME:PASSWORD.\n"},
        Refused{"HeaderInjection",
                {"run", "-H", "X: a\r\nY: b"},
                "error: --header: the value of X contains a control character\n  Remove it; a "
                "line break would start a "
                "second header.\n"},
        Refused{"FramingHeader",
                {"run", "-H", "content-length: 5"},
                "error: --header: content-length belongs to the connection, not to the request\n "
                " Leave it out: Avouch "
                "sets it for each request (RFC 9110 §7.6.1, RFC 9112 §6).\n"},
        Refused{"EmptyReport",
                {"run", "--report-json", ""},
                "error: --report-json: the file's name is empty\n  Name a file, or leave the "
                "flag out; is a variable "
                "unset?\n"},
        Refused{"UnknownStrict",
                {"run", "--strict", "fields,all"},
                "error: --strict: \"all\" is not known\n  Give one or more of fields, headers, "
                "duplicates, statuses, state, contract, waivers, with commas "
                "between them.\n"},
        Refused{"QuietAndVerbose",
                {"run", "-q", "-v"},
                "error: --quiet and --verbose contradict each other\n  Leave one out.\n"},
        Refused{"TwoAtOnce",
                {"run", "-j", "0", "--retry", "99"},
                "error: --jobs: \"0\" is out of range\n  Give a whole number from 1 to "
                "64.\nerror: --retry: \"99\" is "
                "out of range\n  Give a whole number from 0 to 10.\n"},
        Refused{"SocksProxy",
                {"run", "-x", "socks5://a"},
                "error: --proxy: this is not a proxy that can be used\n  Give "
                "http://[NAME:PASSWORD@]HOST[:PORT]; SOCKS "
                "and https proxies are not supported.\n"},
        Refused{"MissingConfiguration",
                {"run", "--config", "/no/such.toml"},
                "error: the file cannot be read: No such file or directory\n  at "
                "/no/such.toml\n  Check the name and "
                "that you may read it.\n"}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Servers, Usage,
    testing::Values(
        Refused{"WithoutUrl",
                {"run", "--server", "https://files.example.com"},
                "error: --server: this is not DOCUMENTED=URL\n  Give a server of the contract and "
                "the URL to use instead, such as https://files.example.com=http://127.0.0.1:8081.\n"},
        Refused{"WithQuery",
                {"run", "--server", "https://files.example.com=http://a/?b"},
                "error: --server: a target has no query\n  Remove the query; "
                "the contract defines paths and parameters.\n"},
        Refused{"Twice",
                {"run", "--server", "https://a.example/=http://b", "--server", "https://A.example=http://c"},
                "error: --server: \"https://a.example\" is given twice\n  Leave one of the two out.\n"}),
    [](const auto& instance) { return instance.param.name; });

TEST(Usage, NeverRepeatsASecret) {
  EXPECT_EQ(refusal({"run", "-u"}).find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal({"run", "name:hunter2", "extra:hunter2"}).find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal({"run", "-H", "hunter2"}).find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal({"run", "-t", "ftp://u:hunter2@h"}).find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal({"run", "--server", "/=ftp://u:hunter2@h"}).find("hunter2"), std::string::npos);
  EXPECT_EQ(refusal({"run", "--server", "http://u:hunter2@h"}).find("hunter2"), std::string::npos);
}

TEST(Configuration, HasTheFlagsNamesAndSubstitutesVariables) {
  const auto read =
      parse_configuration("avouch.toml",
                          "target = \"http://a\"\nuser = \"${U}:$${x}\"\njobs = 2\nheader = [\"A: ${U}\"]\n"
                          "insecure = true\nmax-time = 2.5\n",
                          environment({{"U", "me"}}));
  ASSERT_TRUE(read) << to_string(read.errors());
  EXPECT_EQ(read->at("user").texts, std::vector<std::string>{"me:${x}"});
  EXPECT_EQ(read->at("header").texts, std::vector<std::string>{"A: me"});
  EXPECT_EQ(read->at("insecure").texts, std::vector<std::string>{"true"});
  EXPECT_EQ(read->at("max-time").texts, std::vector<std::string>{"2.5"});
  EXPECT_EQ(read->at("jobs").place.line, 3);
}

TEST(Configuration, TellsEveryErrorWithItsLine) {
  const auto read = parse_configuration(
      "avouch.toml", "tarket = \"x\"\nuser = \"${NOPE}\"\ninsecure = \"yes\"\n", environment());
  ASSERT_FALSE(read);
  const std::string text = to_string(read.errors());
  EXPECT_NE(text.find("error: unknown setting \"tarket\"\n  at avouch.toml:1\n  Did you mean target?\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("error: the environment variable \"NOPE\" is not set\n  at avouch.toml:2\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("error: insecure is true or false\n  at avouch.toml:3\n"), std::string::npos) << text;
}

TEST(Configuration, ThatIsNoTomlNamesTheLine) {
  const auto read = parse_configuration("avouch.toml", "jobs = 1\njobs = = 2\n", environment());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.errors()[0].place.line, 2);
}

// Each row of reports/reporters.h is an option of the commands that have a ledger; what shows messages alone,
// of run.
TEST(Options, NameTheFileOfEachReporter) {
  for (const Reporter& reporter : reporters()) {
    const std::string flag = std::string("--") + reporter.flag;
    for (const char* command : {"run", "prove"}) {
      if (reporter.is_of_messages && command != std::string("run")) {
        EXPECT_NE(refusal({command, flag, "out"}).find("unknown option"), std::string::npos);
        continue;
      }
      const auto read = read_options({command, flag, "out"}, environment());
      ASSERT_TRUE(read) << to_string(read.errors());
      const std::map<std::string, std::string> wanted = {{reporter.name, "out"}};
      EXPECT_EQ(std::get<Options>(*read).reports, wanted) << command;
    }
    EXPECT_NE(refusal({"run", flag, ""}).find(flag + ": the file's name is empty"), std::string::npos);
    // lint has reports of its own with these names.
    if (reporter.name == std::string("sarif") || reporter.name == std::string("json")) continue;
    EXPECT_NE(refusal({"lint", flag, "out"}).find("unknown option"), std::string::npos);
  }
}

// An unset variable must not stand for the contract that ships.
TEST(Options, AnEmptyNameIsNoContract) {
  for (const char* command : {"run", "mock", "list", "lint", "prove"}) {
    EXPECT_NE(refusal({command, ""}).find("the contract's name is empty"), std::string::npos) << command;
  }
  EXPECT_NE(refusal({"lint", "a.json", ""}).find("the contract's name is empty"), std::string::npos);
}

TEST(Options, DiffNamesTheUnknownOption) {
  EXPECT_EQ(options({"diff", "a", "b"}).report_files, (std::vector<std::string>{"a", "b"}));
  const std::string told = refusal({"diff", "a", "b", "--shard", "1/2"});
  EXPECT_NE(told.find("unknown option \"--shard\""), told.npos) << told;
  EXPECT_NE(refusal({"diff", "a"}), "accepted");
}

}  // namespace options_test
}  // namespace avouch
