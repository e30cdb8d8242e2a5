//! `archwise advise`: answers in, report out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::{AdviseArgs, AdviseFormat, LensArgs};
use super::exit::{Exit, leave_to_the_end};
use super::input::{Inputs, RawAnswers};
use super::interview::{self, Kept, Outcome, ResumeCommand, SavedFile, WhyNot, next_steps};
use super::observing::Observer;
use super::{adr, errors, input, output, page, template, timings, today};
use crate::adr::{RecordMetadata, RecordStatus};
use crate::answers::{AnswersFile, Statement};
use crate::assessment::Assessor;
use crate::diagnostic::{Diagnostics, visible_path};
use crate::document::{is_standard, read_text};
use crate::interview::{Seen, unanswered};
use crate::render::{self, PageOrigin, TextStyle};
use crate::report::{Comparison, Report};
use crate::rulebook::{QuestionId, Rulebook, counted};

pub(super) fn run(
    args: &AdviseArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
    resume_command: &ResumeCommand,
) -> Result<Exit> {
    let fixed = input::fixed(&args.trials.fixed, rulebook)?;
    let observer = Observer::new(&args.observe, &LensArgs::default())?;
    let (mut inputs, file) = read(args, flags, &observer, rulebook)?;
    check(args, &inputs, rulebook)?;
    timings::end_of("the answers");
    let with = (resume_command, &seen(&observer, &inputs.file, rulebook));
    let interview = interview::run(args, &mut inputs, rulebook, file, with)?;
    let (Kept { file, draft }, why_not_asked) = match interview {
        Outcome::NotHeld(kept, why) => (kept, Some(why)),
        Outcome::Finished(kept) => (kept, None),
        Outcome::Interrupted => return Ok(Exit::Interrupted),
    };
    let finished = why_not_asked.is_none();
    let left = unanswered(rulebook, &inputs.file.answers).len();
    if let Some(why) = why_not_asked.as_ref().and_then(|why| refusal(why, left, args.interview.ask)) {
        errors::say(format_args!("note: {why}"));
    }
    // Who was asked and knows nothing has a report all the same, which says what to find out.
    if inputs.file.answers.say_nothing(rulebook) && !finished {
        return Ok(errors::nobody_to_ask(rulebook, args.answers.file.as_deref()));
    }
    let path = file.as_ref().map(|file| file.path().to_owned());
    let saved = file.map_or(Ok(()), |file| save(file, &mut inputs, rulebook));
    let assessor = inputs.assessor(rulebook, args.trials.sampling.effort(fixed));
    let (text, report) = report(args, &inputs, &assessor, rules)?;
    output::show(&text, args.print.output.as_deref())?;
    timings::end_of("the output");
    if args.print.why_not.is_some() && args.print.why_not == report.verdict.architecture {
        errors::say("note: that is the one that is recommended; it is compared with the next");
    }
    // If saving failed, the user has at least the report, and the draft.
    saved?;
    // Where nobody finished the interview, it can be gone on with unless a file has the answers.
    if let Some(draft) = draft.filter(|_| finished || path.is_some()) {
        draft.remove()?;
    }
    if finished {
        print_places(
            args.print.output.as_deref(),
            path.as_deref(),
            &inputs,
            (&report, rulebook),
            resume_command,
        );
    } else if matches!(why_not_asked, Some(WhyNot::NotWanted)) && left > 0 {
        let command = resume_command.asking(args.answers.file.as_deref());
        let open = counted(left, "question");
        errors::say(format_args!("\nLeft open: {open}. To answer what matters most first:\n  {command}"));
    }
    leave_to_the_end((report, inputs));
    Ok(Exit::Done)
}

/// Returns what to show beside the questions: what the repository says or, where it says nothing, what is
/// assumed.
fn seen(observer: &Observer<'_>, file: &AnswersFile, rulebook: &Rulebook) -> BTreeMap<QuestionId, Seen> {
    let mut seen = observer.seen(rulebook);
    for Statement { question, reply, .. } in file.standing_assumptions(rulebook) {
        seen.entry(*question).or_insert_with(|| Seen::assumed(&rulebook.questions[*question], reply));
    }
    seen
}

/// Returns what to say to who expected to be asked, where `left` questions are open.
fn refusal(why_not: &WhyNot, left: usize, ask: bool) -> Option<&str> {
    match why_not {
        WhyNot::Refused(why) if left > 0 => why.as_deref(),
        WhyNot::NothingToAsk if ask => Some("every question is answered; `--review` looks over them"),
        WhyNot::Refused(_) | WhyNot::NotWanted | WhyNot::NothingToAsk => None,
    }
}

/// Checks the flags that say what of the text is shown.
fn check(args: &AdviseArgs, inputs: &Inputs, rulebook: &Rulebook) -> Result<()> {
    let is_text = args.print.format() == AdviseFormat::Text && args.print.template.is_none();
    if !is_text && args.print.full {
        errors::say("note: --full is for the report as text: other formats have all of it");
    }
    if !is_text && (!args.print.section.is_empty() || args.print.why_not.is_some()) {
        bail!("--section and --why-not are for the report as text: other formats have all of it");
    }
    let Some(id) = &args.print.why_not else { return Ok(()) };
    let architecture = rulebook.find_architecture(id).map_err(Diagnostics::from)?;
    if !inputs.among.contains(architecture) {
        bail!("`{id}` is not among the candidates: add it to `--among`, or compare with one that is");
    }
    Ok(())
}

/// Reads what is known before anybody is asked, and the file in which the answers are saved.
fn read(
    args: &AdviseArgs,
    flags: Vec<(String, String)>,
    observer: &Observer<'_>,
    rulebook: &Rulebook,
) -> Result<(Inputs, Option<SavedFile>)> {
    let input = args.answers.file.as_deref();
    // What is looked over is saved where it came from.
    let reviewed = input.filter(|path| args.interview.review && !is_standard(path) && path.is_file());
    let target = args.interview.save.as_deref().or(reviewed);
    // A file to save in that exists says what is known so far.
    let begun = target.filter(|path| path.is_file());
    let seen = begun.and_then(|path| read_text(path).ok());
    let raw = RawAnswers::new(&args.answers, args.title.as_deref(), flags);
    let observed = observer.whole();
    let raw = RawAnswers { file: input.or(begun), by: args.by.as_deref(), observed, ..raw };
    let (inputs, notes) = Inputs::read(raw, rulebook)?;
    observer.say_what_is_missing();
    errors::print(&notes);
    let file = target.map(|path| SavedFile::open(path, input, seen, rulebook)).transpose();
    Ok((
        inputs,
        match file {
            // Where nobody may write, the interview asks for another file.
            Err(_) if args.interview.save.is_none() => None,
            file => file?,
        },
    ))
}

fn save(mut file: SavedFile, inputs: &mut Inputs, rulebook: &Rulebook) -> Result<()> {
    if let Some(news) = file.write(rulebook, &mut inputs.file)? {
        errors::say(news);
    }
    Ok(())
}

/// Returns the report in the format that is asked for.
fn report(
    args: &AdviseArgs,
    inputs: &Inputs,
    assessor: &Assessor<'_>,
    rules: &[PathBuf],
) -> Result<(String, Report)> {
    let changed = match args.trials.what_if.as_slice() {
        [] => None,
        texts => Some(input::what_if(texts, &inputs.file.answers, assessor.rulebook)?),
    };
    timings::end_of("the interview");
    let assessment = assessor.assess(&inputs.file);
    timings::end_of("the analysis");
    let mut report = assessment.report();
    report.what_if = changed.as_ref().map(|changed| {
        // The user knows which system the question is about.
        let mut comparison = Comparison::of(&assessment, &assessor.assess_with(&inputs.file, changed));
        (comparison.before.title, comparison.after.title) = (None, None);
        comparison
    });
    if let Some(path) = &args.print.template {
        return Ok((template::rendered(path, &report)?, report));
    }
    let text = match args.print.format() {
        AdviseFormat::Text => {
            let width = output::width(args.print.output.as_deref());
            let sections = args.print.sections();
            render::text(&report, TextStyle { width, sections, against: args.print.why_not.as_deref() })
        }
        AdviseFormat::Json => args.print.json.of(render::json(&report)?, "advise")?,
        AdviseFormat::Yaml => render::yaml(&report)?,
        AdviseFormat::Markdown => render::markdown(&report)?,
        AdviseFormat::Html => {
            let origin = PageOrigin {
                date: Some(today::today(args.print.date)?.to_string()),
                file: args.answers.file.as_deref().map(visible_path),
                deciders: deciders(args, &inputs.file),
                command: adr::command(&args.answers, rules, &args.trials.sampling, &report),
                record_command: args.answers.file.as_deref().map(page::record_command),
                recorded: page::recorded(&inputs.file, assessor.rulebook),
            };
            page::page(&assessment, &report, assessor, &origin)?
        }
        AdviseFormat::Svg => page::picture(args.print.picture, &assessment, &report, assessor)?,
        AdviseFormat::Adr => record(args, &inputs.file, &report, rules)?,
    };
    leave_to_the_end(assessment);
    timings::end_of("the wording");
    Ok((text, report))
}

/// Returns who decides: those whom the command line names, else those whom the answers file does.
fn deciders(args: &AdviseArgs, file: &AnswersFile) -> Vec<String> {
    if args.print.decider.is_empty() { file.who_decides() } else { args.print.decider.clone() }
}

fn record(args: &AdviseArgs, file: &AnswersFile, report: &Report, rules: &[PathBuf]) -> Result<String> {
    let record = RecordMetadata {
        style: args.print.adr_style,
        number: None,
        status: RecordStatus::default(),
        date: today::today(args.print.date)?,
        deciders: deciders(args, file),
        supersedes: None,
        command: adr::command(&args.answers, rules, &args.trials.sampling, report),
    };
    Ok(crate::adr::write(report, &record)?)
}

/// Says where the report and the answers are and what comes next; last of all, so that the report does not
/// scroll it away.
fn print_places(
    output: Option<&Path>,
    answers: Option<&Path>,
    inputs: &Inputs,
    (report, rulebook): (&Report, &Rulebook),
    command: &ResumeCommand,
) {
    if let Some(output) = output {
        errors::say(format_args!("\nThe report is in {}.", visible_path(output)));
    }
    let Some(answers) = answers else { return errors::say("\nYour answers are not saved.") };
    let winner = report.verdict.architecture.as_deref().and_then(|id| rulebook.architecture(id));
    errors::say(format_args!("\n{}", next_steps(answers, winner, inputs.file.decision.as_ref(), command)));
}
