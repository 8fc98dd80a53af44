// SPDX-License-Identifier: MIT
// Options for credentials: values, and where they come from.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/option/options.h"
#include "cli/option/plan_options.h"
#include "cli/option/substitution.h"
#include "cli/option/values.h"

namespace avouch {
namespace entry_options_test {

Environment environment_of(std::map<std::string, std::string> variables) {
  return [variables = std::move(variables)](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

Options options_of(const std::vector<std::string>& arguments, const Environment& environment) {
  const auto read = read_options(arguments, environment);
  if (!read) {
    ADD_FAILURE() << to_string(read.errors());
    return {};
  }
  return std::get<Options>(*read);
}

TEST(EntryOptions, ComeFromFlagsAndTheEnvironment) {
  EXPECT_EQ(options_of({"run"}, environment_of({{"AVOUCH_TOKEN", "abc"}})).token, "abc");
  EXPECT_EQ(options_of({"run", "--token", "def"}, environment_of({{"AVOUCH_TOKEN", "abc"}})).token, "def");
  EXPECT_EQ(options_of({"mock", "--token", "def"}, environment_of({})).token, "def");
  const Options options = options_of({"run", "--api-key", "a=b=c", "--login", "POST /auth/login?x=y"},
                                     environment_of({{"AVOUCH_OAUTH_CLIENT", "app"}}));
  EXPECT_EQ(options.api_keys, (std::vector<std::pair<std::string, std::string>>{{"a", "b=c"}}));
  EXPECT_EQ(options.login, (std::pair<std::string, std::string>("POST", "/auth/login?x=y")));
  EXPECT_EQ(options.oauth_client, "app");
}

TEST(EntryOptions, OfASecondIdentityComeFromFlagsAndTheEnvironment) {
  const Environment environment =
      environment_of({{"AVOUCH_OTHER_TOKEN", "abc"}, {"AVOUCH_OTHER_USER", "you:secret"}});
  const Options options = options_of({"run", "--other-api-key", "a=b"}, environment);
  EXPECT_EQ(options.other_token, "abc");
  EXPECT_EQ(options.other_user, "you:secret");
  EXPECT_EQ(options.other_api_keys, (std::vector<std::pair<std::string, std::string>>{{"a", "b"}}));
  EXPECT_FALSE(options.token || options.user) << "these are of the first one";
  EXPECT_EQ(options_of({"mock", "--other-token", "def"}, environment).other_token, "def");
}

struct Refused {
  const char* name;
  std::vector<std::string> arguments;
  std::string errors;
};

void PrintTo(const Refused& shown, std::ostream* out) {
  *out << shown.name;
}

class EntryOptionsRefused : public testing::TestWithParam<Refused> {};

TEST_P(EntryOptionsRefused, WithTheirReasonAndWithoutTheirSecret) {
  const auto read = read_options(GetParam().arguments, environment_of({}));
  ASSERT_FALSE(read);
  EXPECT_EQ(to_string(read.errors()), GetParam().errors);
}

INSTANTIATE_TEST_SUITE_P(
    Of, EntryOptionsRefused,
    testing::Values(
        Refused{
            "TokenWithALineBreak",
            {"run", "--token", "s3cret\n"},
            "error: --token: this cannot be sent in a header\n  It is empty, or has a control character or a "
            "blank at an end; is a variable unset?\n"},
        Refused{
            "NoToken",
            {"run", "--token", ""},
            "error: --token: this cannot be sent in a header\n  It is empty, or has a control character or a "
            "blank at an end; is a variable unset?\n"},
        Refused{
            "KeyWithoutScheme",
            {"run", "--api-key", "s3cret"},
            "error: --api-key: this is not SCHEME=KEY\n  Give the name of a security scheme of the contract, "
            "an equals sign, and the key.\n"},
        Refused{"KeyTwice",
                {"run", "--api-key", "a=b", "--api-key", "a=c"},
                "error: --api-key: \"a\" is given twice\n  Leave one of the two out.\n"},
        Refused{
            "LoginWithoutMethod",
            {"run", "--login", "/auth/login"},
            "error: --login: \"/auth/login\" is not METHOD PATH\n  Give a method, a blank and a path below "
            "the target, such as 'POST /auth/login'.\n"},
        Refused{
            "TokenUrlWithAUser",
            {"run", "--oauth-token-url", "https://a:s3cret@b.example/"},
            "error: --oauth-token-url: this is not an http or https URL without a user\n  Give a URL such as "
            "https://login.example.com/oauth/token.\n"},
        Refused{"TargetThatIsNoUrl",
                {"run", "-t", "nonsense"},
                "error: --target: \"nonsense\" is not an http or https URL\n  Give scheme and host, such as "
                "http://127.0.0.1:8080 or https://api.example.com/prefix.\n"},
        Refused{"TargetWithAPassword",
                {"run", "-t", "joe:s3cret@nonsense"},
                "error: --target: this is not an http or https URL\n  Give scheme and host, such as "
                "http://127.0.0.1:8080 or https://api.example.com/prefix.\n"}),
    [](const testing::TestParamInfo<Refused>& of) { return std::string(of.param.name); });

Contract with_schemes(const std::vector<std::string>& names) {
  Contract contract;
  contract.operations.push_back({.id = "Op"});
  for (const std::string& name : names) {
    contract.operations[0].security.push_back(
        {{.name = name, .kind = SecurityScheme::Kind::api_key, .parameter = "k"}});
  }
  return contract;
}

TEST(PlanOptionsOf, TakeTheKeyOfEachScheme) {
  const Options options =
      options_of({"run", "--api-key", "one=first", "--cert", "c.pem"},
                 environment_of({{"AVOUCH_API_KEY_ONE", "other"}, {"AVOUCH_API_KEY_SHOP_KEY", "second"}}));
  const Result<PlanOptions> made = plan_options(options, with_schemes({"one", "shop-key", "third"}), {});
  ASSERT_TRUE(made) << to_string(made.errors());
  EXPECT_EQ(made->keys.by_scheme,
            (std::map<std::string, std::string>{{"one", "first"}, {"shop-key", "second"}}));
  EXPECT_TRUE(made->keys.has_certificate);
}

TEST(PlanOptionsOf, RefuseAKeyThatCannotBeSent) {
  const Options options = options_of({"run"}, environment_of({{"AVOUCH_API_KEY_ONE", "a\nb"}}));
  const Result<PlanOptions> made = plan_options(options, with_schemes({"one"}), {});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.errors().front().title, "AVOUCH_API_KEY_ONE: this cannot be sent in a header");
}

TEST(Substitution, FillsVariablesAndNamesTheUnsetOnes) {
  const Substituted made = substituted("a${X}b$${X}${Y}${", environment_of({{"X", "1"}}));
  EXPECT_EQ(made.text, "a1b${X}${");
  EXPECT_EQ(made.used, (std::vector<std::pair<std::string, std::string>>{{"X", "1"}}));
  EXPECT_EQ(made.unset, (std::vector<std::string>{"Y"}));
}

}  // namespace entry_options_test
}  // namespace avouch
