// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/command/baseline_file.h"
#include "cli/command/commands.h"
#include "cli/command/github_report.h"
#include "cli/command/report_files.h"
#include "cli/command/run_target.h"
#include "cli/command/run_tokens.h"
#include "cli/command/run_workflow.h"
#include "cli/command/unmatched.h"
#include "cli/googletest.h"
#include "cli/interruption.h"
#include "cli/option/plan_options.h"
#include "cli/option/secrets_of.h"
#include "cli/option/shard_choice.h"
#include "cli/option/waivers_file.h"
#include "cli/terminal.h"
#include "cli/until_exit.h"
#include "gate/conditions.h"
#include "gate/merge.h"
#include "gate/waivers.h"
#include "reports/console.h"
#include "run/notes.h"
#include "run/readiness.h"
#include "run/run_transports.h"
#include "run/start.h"
#include "run/workflow_run.h"
#include "suites/shards.h"
#include "suites/suites.h"

namespace avouch {
namespace {

// GoogleTest reads its flags from an argument vector. Returns whether any flag is about its own output.
bool wants_googletest_printer(const std::vector<std::string>& flags) {
  return std::any_of(flags.begin(), flags.end(), [](const std::string& flag) {
    return flag.starts_with("--gtest_color") || flag.starts_with("--gtest_brief") ||
           flag.starts_with("--gtest_print_time");
  });
}

void start_googletest(const std::vector<std::string>& flags) {
  std::vector<std::string> words = {"avouch"};
  words.insert(words.end(), flags.begin(), flags.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int count = static_cast<int>(words.size());
  testing::InitGoogleTest(&count, pointers.data());
}

// "AVOUCH_API_KEY_SHOP, AVOUCH_TOKEN".
std::string missing(const Plan& plan) {
  return join({plan.missing_credentials.begin(), plan.missing_credentials.end()}, ", ");
}

// Says why no operation that needs credentials was exercised, and what to do.
std::string locked_out(const Plan& plan) {
  if (!plan.missing_credentials.empty()) {
    return "no call of an operation that needs credentials succeeded, because credentials are missing: "
           "give " +
           missing(plan);
  }
  if (plan.is_barred) {
    return "no operation that needs credentials was called, because no request can carry what the contract "
           "documents";
  }
  return "the target refused every request to an operation that needs credentials (401 or 403), so none of "
         "them was exercised: check the credentials";
}

// The clauses that failed in an earlier run, and that --include selects.
Result<std::vector<std::string>> failed_in(const Options& options) {
  const Result<Ledger> report = report_of(options.failed_in);
  if (!report) return report.errors();
  std::vector<std::string> failed;
  for (const Entry& entry : report->entries) {
    const bool has_failed = entry.verdict.outcome == Outcome::undecided ||
                            (entry.verdict.outcome == Outcome::violated &&
                             entry.clause->severity == Severity::violation && !entry.waived);
    if (has_failed && is_selected(entry.clause, options.selection))
      failed.push_back(entry.clause->coordinate);
  }
  return failed;
}

// How long each request took in an earlier run.
Result<ShardWeights> shard_weights(const Options& options) {
  ShardWeights weights;
  if (options.shard_weights.empty()) return weights;
  const Result<Ledger> report = report_of(options.shard_weights);
  if (!report) return report.errors();
  for (const SentRequest& exchange : report->exchanges) weights[exchange.probe] = exchange.elapsed;
  return weights;
}

// What the user wrote, without what a report named (--failed-in).
Selection written_selection(const Options& options) {
  Selection written = options.selection;
  if (!options.failed_in.empty()) written.include_clauses.clear();
  return written;
}

// Returns facts about the run that the verdicts do not show.
std::vector<std::string> notes_of(const Contract& contract, const Plan& plan, const Options& options) {
  std::vector<std::string> notes = run_notes(contract, plan);
  if (lacks_credentials(plan) && !plan.missing_credentials.empty()) {
    notes.push_back(
        "not all documented credentials were given: Avouch sent placeholders in their place; give " +
        missing(plan));
  }
  if (options.seed)
    notes.push_back("values without documentation come from --seed " + std::to_string(*options.seed));
  for (std::string& note : unmatched_globs(written_selection(options), contract))
    notes.push_back(std::move(note));
  return notes;
}

// Returns signs that Avouch itself failed, one sentence each.
std::vector<std::string> all_defects(const SuitesRun& ran) {
  std::vector<std::string> defects = ran.defects;
  if (ran.others_failed) defects.emplace_back("GoogleTest failed beside the clauses' tests");
  if (!ran.thrown.empty() && !GTEST_FLAG_GET(throw_on_failure))
    defects.push_back("GoogleTest ended with an exception: " + ran.thrown);
  return defects;
}

void tell_defects(const std::vector<std::string>& defects, std::ostream& err) {
  if (defects.empty()) return;
  constexpr std::size_t kMost = 5;
  err << "error: this run shows a defect of Avouch, so its verdicts cannot be relied on; please report it\n";
  for (std::size_t i = 0; i < std::min(kMost, defects.size()); ++i)
    err << "  " << printable(defects[i]) << '\n';
  if (defects.size() > kMost) err << "  and " << defects.size() - kMost << " more\n";
}

// The transports of the run are interrupted, so these are new ones. A second Ctrl-C ends the process.
void clean_up_after_interruption(Session& session, const Options& options) {
  constexpr std::chrono::seconds kPatience{10};
  static const Cancellation kNever{false};
  TransportOptions transport = options.transport;
  transport.connect_timeout = std::min<std::chrono::milliseconds>(transport.connect_timeout, kPatience / 2);
  transport.max_time = std::min<std::chrono::milliseconds>(transport.max_time, kPatience / 2);
  const Result<std::unique_ptr<RunTransports>> made = RunTransports::make(
      session.plan().bases, {.transport = transport, .per_second = options.rate, .cancellation = kNever});
  if (!made) return;  // what was created is then listed
  session.clean_up((*made)->of_bases(), std::chrono::steady_clock::now() + kPatience);
}

void tell_left_behind(const std::vector<std::string>& left, std::ostream& err) {
  if (left.empty()) return;
  err << "the run left " << counted(left.size(), "resource", "resources")
      << " behind that it created or may have created:\n";
  for (const std::string& one : left) err << "  " << printable(one) << '\n';
}

// Sorted.
std::vector<std::string> coordinates_of(const Contract& contract) {
  std::vector<std::string> all;
  for (const BoundClause& bound : contract.clauses) all.push_back(bound.clause->coordinate);
  std::sort(all.begin(), all.end());
  return all;
}

// Of the clauses that were selected, before shards took their parts.
std::vector<std::string> planned_coordinates(const Contract& contract, const Plan& plan) {
  std::vector<std::string> all;
  for (const PlannedClause& planned : plan.clauses)
    all.push_back(contract.clauses[planned.clause].clause->coordinate);
  return all;
}

Errors write_baseline(const Options& options, const Ledger& ledger, std::ostream& err) {
  if (options.write_baseline.empty()) return {};
  if (Errors errors = without_baseline(options.write_baseline, ledger); !errors.empty()) return errors;
  const std::string& file = options.write_baseline;
  const Result<void> written = write_file(file, baseline_over(file, ledger));
  if (!written) return written.errors();
  err << baseline_told(file, ledger);
  return {};
}

// Adds what the run as a whole shows: what became of the known failures, and which conditions it did not
// meet.
void judge_whole(Ledger& ledger, const Options& options, const KnownFailures& known,
                 std::optional<Baseline> baseline, const std::vector<std::string>& coordinates,
                 bool is_whole) {
  Run& run = ledger.run;
  run.waivers = known.uses(ledger, coordinates, is_whole);
  for (std::string& note : waiver_notes(run.waivers)) run.notes.push_back(std::move(note));
  Conditions conditions = options.conditions;
  if (options.fails_on_new) conditions.baseline = std::move(baseline);
  run.unmet = unmet_conditions(conditions, ledger);
  std::optional<Unmet> stale = options.strict.contains("waivers") ? stale_waivers(run.waivers) : std::nullopt;
  if (stale) run.unmet.push_back(*std::move(stale));
}

Errors redacted(Errors errors, const std::vector<std::pair<std::string, std::string>>& hidden) {
  http::Secrets secrets;
  for (const auto& [variable, value] : hidden) secrets.add_field(variable, value);
  for (Error& error : errors) error.title = secrets.redact(std::move(error.title));
  return errors;
}

// If the target does not answer in time, the run goes on: its reports say that no response came.
void await_target(const Options& options, const http::Url& target, std::ostream& err) {
  const Interruptible interruptible;
  SystemPace pace(interruption());
  const std::optional<std::string> why =
      wait_for(target, options.transport, options.wait, pace, interruption());
  if (why) {
    err << "the target did not answer within " << duration_text(options.wait) << ": " << printable(*why)
        << '\n'
        << std::flush;
  }
}

std::size_t selected_count() {
  return static_cast<std::size_t>(testing::UnitTest::GetInstance()->test_to_run_count());
}

}  // namespace

ExitCode run(const Options& given, std::ostream& out, std::ostream& err) {
  Options options = given;
  if (!options.failed_in.empty()) {
    Result<std::vector<std::string>> failed = failed_in(given);
    if (!failed) return refuse(failed.errors(), err);
    if (failed->empty()) {
      err << "no clause failed in " << printable(options.failed_in) << ", so none is repeated\n";
      return ExitCode::unexercised;
    }
    options.selection.include_clauses = *std::move(failed);
  }
  const Result<std::optional<ShardChoice>> chosen_shard = shard_choice(options, process_environment);
  if (!chosen_shard) return refuse(chosen_shard.errors(), err);
  const std::optional<ShardChoice>& shard = *chosen_shard;
  const Result<ShardWeights> weights = shard_weights(options);
  if (!weights) return refuse(weights.errors(), err);
  const auto started = std::chrono::system_clock::now();
  const auto clock = std::chrono::steady_clock::now();

  std::optional<LoadedWorkflows> workflows;
  if (!options.workflow.empty()) {
    Result<LoadedWorkflows> loaded = load_workflows(options);
    if (!loaded) return refuse(loaded.errors(), err);
    workflows = *std::move(loaded);
  }
  Result<Contract> contract = workflows ? Result<Contract>(workflows->contract) : contract_of(options);
  if (!contract) return refuse(contract.errors(), err);
  Ledger ledger;
  Result<Waivers> waivers = waivers_of(options);
  if (!waivers) return refuse(waivers.errors(), err);
  if (const Result<void> fit = check_conditions(options.conditions, coordinates_of(*contract)); !fit)
    return refuse(fit.errors(), err);
  const KnownFailures known(std::move(waivers->list),
                            std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  std::vector<ReportFile> files = report_files(options.reports, [&](const Reporter& reporter) {
    return written_by(reporter, ledger, options.report_limits);
  });
  // The baseline is written only after a whole run, but its file is checked now.
  std::vector<ReportFile> checked = files;
  checked.push_back({options.write_baseline, [] { return std::string(); }});
  if (const Errors errors = ReportFiles(std::move(checked)).unwritable(); !errors.empty())
    return refuse(errors, err);
  if (const Errors errors = not_a_baseline(options.write_baseline); !errors.empty())
    return refuse(errors, err);
  const ReportFiles reports(std::move(files));
  if (const Result<void> fit = check_googletest(options.googletest, process_environment); !fit) {
    return refuse(fit.errors(), err);
  }
  start_googletest(options.googletest);
  const Result<RunTarget> target = run_target(options, *contract);
  if (!target) return refuse(target.errors(), err);
  Result<PlanOptions> wanted = plan_options(options, *contract, target->user);
  if (!wanted) return refuse(wanted.errors(), err);
  wanted->targets.target = target->url;
  wanted->targets.stands_for_all = target->mock != nullptr;
  wanted->keys.is_without_tls = target->url.scheme != "https";
  if (wanted->keys.is_without_tls) wanted->keys.has_certificate = false;
  RunTokens tokens;
  if (target->mock == nullptr && options.wait.count() > 0) await_target(options, target->url, err);
  if (target->mock != nullptr) {
    wanted->keys = {.accepts_stand_ins = true};
    wanted->other = other_of_mock();
    if (workflows) wanted->allow_writes = true;  // the description names its writes
    wanted->only_own_writes = false;             // what is kept there ends with the run
    wanted->cleans_up = false;
    wanted->prefer = true;  // the mock sends whatever is documented
    for (const auto& [operation, why] : target->mock->unserved())
      wanted->unasked.emplace(operation, unserved_reason(why));
  } else if (const Result<void> got = tokens.get(options, *contract, target->url, *wanted); !got) {
    const ExitCode code = refuse(redacted(got.errors(), tokens.secrets()), err);
    return tokens.is_refused() ? ExitCode::unexercised : code;
  }
  if (!interruption()) end_on_signal();  // a signal while tokens were asked for still ends the run early
  TransportOptions transport = options.transport;
  // Buffers, threads and verdicts take memory that no share counts.
  transport.memory =
      std::make_shared<MemoryBudget>(options.max_memory, resident_memory() + options.max_memory / 32);
  transport.waits_for_memory = true;
  if (options.max_total_time.count() > 0)
    transport.deadline = std::chrono::steady_clock::now() + options.max_total_time;
  std::optional<ProgressLine> progress;
  std::unique_ptr<RunTransports> transports;
  std::unique_ptr<RunTransports> of_rounds;
  const auto connect = [&](const Plan& plan) -> Result<std::vector<Transport*>> {
    catch_interruption();
    progress.emplace(plan.probes.size(), "exchange", "exchanges", stderr_shows_progress() && !options.quiet);
    Result<std::unique_ptr<RunTransports>> made =
        RunTransports::make(plan.bases, {.transport = transport,
                                         .per_second = options.rate,
                                         .cancellation = interruption(),
                                         .tokens = &tokens.book(),
                                         .told = [&] { progress->step(); }});
    if (!made) return made.errors();
    transports = *std::move(made);
    return transports->of_bases();
  };
  SystemPace pace(interruption());
  SessionOptions how{
      .secrets = secrets_of(options, target->user, wanted->values, *contract, wanted->keys, wanted->other),
      .jobs = options.jobs,
      .deadline = transport.deadline,
      .strict = options.strict,
      .known = [&known](const Entry& violated) { return known.cover(violated); },
      .learned =
          [&tokens](http::Secrets& secrets) {
            for (const std::string& token : tokens.book().all()) secrets.add_field("AVOUCH_TOKEN", token);
          }};
  if (options.repeat > 0 || options.duration.count() > 0) {
    how.rounds = RoundsOptions{.count = options.repeat,
                               .time = options.duration,
                               .jobs = options.jobs,
                               .connect =
                                   [&](const Plan& plan) {
                                     RunTransportOptions of_many{.transport = transport,
                                                                 .per_second = options.rate,
                                                                 .cancellation = interruption(),
                                                                 .tokens = &tokens.book(),
                                                                 .told = [&] { progress->step(); }};
                                     of_many.transport.surplus_later = true;
                                     of_many.transport.records = options.rate == 0;
                                     Result<std::unique_ptr<RunTransports>> made =
                                         RunTransports::make(plan.bases, of_many);
                                     if (!made) return std::vector<Transport*>();
                                     of_rounds = *std::move(made);
                                     return of_rounds->of_bases();
                                   },
                               .told = [&](std::size_t count) { progress->step(count); },
                               .deadline = transport.deadline};
  }
  how.settle = options.settle;
  how.shown_content = shown_content(options.reports);
  how.pace = &pace;
  for (const auto& [variable, value] : tokens.secrets()) how.secrets.add_field(variable, value);
  RunOptions started_with{.plan = *std::move(wanted),
                          .judge = {.assert_formats = options.assert_formats,
                                    .max_time = options.max_judge_time,
                                    .max_steps = steps_within(options.max_judge_time)},
                          .session = std::move(how),
                          .hints = run_hints(written_selection(options), *contract),
                          .earlier = tokens.logins()};
  Result<Session> session = workflows ? start_workflow_run(*contract, workflows->description,
                                                           {.run = std::move(started_with),
                                                            .inputs = workflows->inputs,
                                                            .patience = options.transport.max_time,
                                                            .pace = &pace,
                                                            .memory = transport.memory},
                                                           connect)
                                      : start_run(*contract, std::move(started_with), connect);
  if (!session) return refuse(session.errors(), err);
  std::vector<std::size_t> of_shard;
  if (shard) {
    of_shard = clauses_of_shard(session->plan(), {.index = shard->index, .total = shard->total}, *weights);
    forget_shard();  // GoogleTest would cut what is left into shards again
    if (of_shard.empty() && !session->plan().clauses.empty()) {
      err << "shard " << shard->index + 1 << " of " << shard->total
          << " has no clauses: requests that depend on each other stay in one shard, and the contract has "
             "fewer groups of them\n";
    }
  }
  register_suites(*session, shard ? std::optional(of_shard) : std::nullopt);
  const SuitesRun ran = run_suites(wants_googletest_printer(options.googletest), interruption());
  if (ran.only_listed) return ExitCode::holds;
  if (interruption() || std::chrono::steady_clock::now() >= transport.deadline)
    clean_up_after_interruption(*session, options);

  Run facts{.version = AVOUCH_VERSION, .target = target->name, .hostname = this_host(), .started = started};
  facts.elapsed =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - clock);
  facts.interrupted = interruption().load();
  facts.contract_digest = digest_of(planned_coordinates(*contract, session->plan()));
  if (shard) facts.shard = Shard{.index = shard->index, .total = shard->total};
  facts.notes = notes_of(*contract, session->plan(), options);
  if (shard) facts.notes.push_back(shard_note(*shard));
  ledger = std::move(*session).close(std::move(facts));
  const bool is_whole = ledger.entries.size() == contract->clauses.size() && !ledger.run.interrupted;
  judge_whole(ledger, options, known, std::move(waivers->baseline), coordinates_of(*contract), is_whole);
  const std::vector<std::string> defects = all_defects(ran);
  for (const std::string& defect : defects) ledger.run.notes.push_back("a defect of Avouch: " + defect);

  // Writes files before stdout, which may be a pipe without a reader.
  Errors unwritten = reports.write(out);
  const Errors unkept = write_baseline(options, ledger, err);
  unwritten.insert(unwritten.end(), unkept.begin(), unkept.end());
  const bool color = options.color && stdout_is_terminal() && !reports.takes_output();
  (reports.takes_output() ? err : out) << console_report(ledger, {.color = color,
                                                                  .verbose = options.verbose,
                                                                  .quiet = options.quiet,
                                                                  .width = terminal_width(),
                                                                  .strict = options.strict})
                                       << std::flush;
  const Result<void> told = tell_github(options, ledger, reports.takes_output() ? err : out);
  tell_defects(defects, err);
  if (options.quiet) tell_left_behind(ledger.run.left_behind, err);  // else a note says it
  if (!unwritten.empty()) {
    const ExitCode code = refuse(unwritten, err);
    if (defects.empty()) return code;  // a defect takes precedence
  }
  if (!told) return refuse(told.errors(), err);
  const bool is_idle_shard = shard && of_shard.empty();
  if (selected_count() == 0 && !is_idle_shard) {
    err << "no clause was judged: GoogleTest's filter or shard selects none\n";
  }
  if (ledger.run.admission == Admission::refused) err << locked_out(session->plan()) << '\n';
  // Another shard has the clauses; avouch merge judges whether all shards together exercised enough.
  if (is_idle_shard && defects.empty() && !ledger.run.interrupted) return ExitCode::holds;
  const ExitCode code = decide(ledger, defects);
  until_exit(std::move(session));
  until_exit(std::move(ledger));
  until_exit(std::move(contract));
  return code;
}

}  // namespace avouch
