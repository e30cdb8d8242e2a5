//! `archwise adr`: adds the decision to a folder of decision records, and marks the one that it replaces.

mod command;
mod folder;
mod new_record;
mod old_record;
mod paths;
mod plan;
mod workplace;

pub(super) use command::command;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::AdrArgs;
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::{errors, input, output, today};
use crate::adr::{Basis, ParsedRecord, RecordState, RecordStatus, number, set_status};
use crate::answers::{FileContents, NewDecision, edited};
use crate::diagnostic::{Diagnostics, slashed, visible_path};
use crate::document::{is_standard, read_text};
use crate::engine::Status;
use crate::report::Report;
use crate::rulebook::{ArchitectureId, Rulebook};
use folder::Folder;
use new_record::NewRecord;
use old_record::{OldRecord, explained};
use paths::relative;
use plan::Plan;
use workplace::Workplace;

pub(super) fn run(
    args: &AdrArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
) -> Result<Exit> {
    let Some(recorded) = record(args, flags, rulebook, rules)? else {
        return Ok(errors::nobody_to_ask(rulebook, args.answers.file.as_deref()));
    };
    recorded.news.into_iter().for_each(errors::say);
    output::write(&format!("{}\n", slashed(&recorded.record)), None)?;
    Ok(Exit::Done)
}

/// What came of recording a decision.
pub(super) struct Recorded {
    pub record: PathBuf,
    /// What else was written, in sentences for the user.
    pub news: Vec<String>,
}

/// Records a decision; `None` if nothing is answered, so that there is none.
///
/// # Errors
/// Everything that keeps it from being recorded; then nothing is written.
pub(super) fn record(
    args: &AdrArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
) -> Result<Option<Recorded>> {
    let fixed = input::fixed(&args.fixed, rulebook)?;
    let (mut inputs, mut notes) = read(args, flags.clone(), rulebook)?;
    if inputs.file.answers.say_nothing(rulebook) {
        errors::print(&notes);
        return Ok(None);
    }
    // A pipe can be read once, and cannot be edited.
    let file = args.answers.file.as_deref().filter(|file| !is_standard(file) && file.is_file());
    let saved = file.filter(|_| !args.no_save);
    let workplace = Workplace::prepare(&args.folder, saved)?;
    if file.is_some() {
        // Others may have recorded a decision in it while this waited.
        (inputs, notes) = read(args, flags, rulebook)?;
    }
    errors::print(&notes);
    let assessor = inputs.assessor(rulebook, args.sampling.effort(fixed));
    let report = assessor.assess(&inputs.file).report();
    let folder = Folder::read(&args.folder)?;
    let job = Job { args, rulebook, rules, inputs: &inputs, report: &report, folder: &folder, saved };
    let (record, mut plan) = job.plan()?;
    job.doubt().into_iter().chain(job.overruled()).for_each(|notice| plan.notice(notice));
    let locked = workplace.locks.hold();
    let mut news = plan.carry_out(&workplace.locks, || if locked { Ok(()) } else { sole(&record) })?;
    if workplace.keep() {
        news.insert(0, format!("the folder `{}` is new", visible_path(&args.folder)));
    }
    Ok(Some(Recorded { record, news }))
}

fn read(
    args: &AdrArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
) -> Result<(Inputs, Diagnostics), Diagnostics> {
    Inputs::read(RawAnswers::new(&args.answers, args.title.as_deref(), flags), rulebook)
}

/// Fails if another record has the number of this one. Where folders cannot be locked, two runs may take it.
fn sole(record: &Path) -> Result<()> {
    let folder = Folder::read(record.parent().unwrap_or(Path::new("")))?;
    let file = record.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Some(taken) = number(&file) else { return Ok(()) };
    match folder.newest_first().into_iter().find(|other| *other != file && number(other) == Some(taken)) {
        Some(other) => bail!("`{other}` took the number {taken} meanwhile: run the command again"),
        None => Ok(()),
    }
}

/// A decision to record, and where.
struct Job<'a> {
    args: &'a AdrArgs,
    rulebook: &'a Rulebook,
    rules: &'a [PathBuf],
    inputs: &'a Inputs,
    report: &'a Report,
    folder: &'a Folder,
    /// The answers file that is to name the decision.
    saved: Option<&'a Path>,
}

impl Job<'_> {
    /// Returns the path of the record, and everything to write.
    fn plan(&self) -> Result<(PathBuf, Plan)> {
        let verdict = self.report.verdict.architecture.as_deref();
        let Some(architecture) = verdict.and_then(|id| self.rulebook.architecture(id)) else {
            bail!("every candidate is ruled out, so there is no decision to record");
        };
        let old = self.old_record()?;
        let mut plan = Plan::default();
        let parsed = old.as_ref().map(OldRecord::parsed).transpose()?;
        if let (Some(old), Some(parsed)) = (&old, &parsed)
            && parsed.basis.as_ref() == Some(&Basis::of(self.report))
        {
            self.change_status(old, parsed, architecture, &mut plan)?;
            return Ok((old.path.clone(), plan));
        }
        if self.args.status == Some(RecordStatus::Rejected) {
            bail!("there is no proposal of this decision to reject: `--supersedes RECORD` names it");
        }
        let date = today::today(self.args.date)?;
        let named = self.inputs.file.who_decides();
        let (args, report) = (self.args, self.report);
        let new = NewRecord::new(args, report, self.folder, old.as_ref(), date, self.rules, named)?;
        let record = match self.resumed(&new, old.as_ref(), parsed.as_ref())? {
            Some(record) => record,
            None => {
                let record = new.next()?;
                plan.create(&record.path, record.text.clone());
                new.notice.clone().into_iter().for_each(|notice| plan.notice(notice));
                record
            }
        };
        if let Some(old) = &old
            && !is_superseded_by(old, &record)?
        {
            let notice = format!("`{}` is marked as superseded", visible_path(&old.path));
            plan.replace(&old.path, &old.text, old.superseded_by(&record)?, notice);
        }
        self.save(architecture, &record.path, &mut plan)?;
        Ok((record.path, plan))
    }

    /// Says what speaks against accepting the decision now, where that is asked for: people may know better.
    fn doubt(&self) -> Option<String> {
        let verdict = &self.report.verdict;
        let doubt = match verdict.status {
            _ if self.args.status != Some(RecordStatus::Accepted) => return None,
            Status::Open => "an answer that is missing can still change it",
            Status::Close => "the first two are too close to call",
            _ if self.report.assumed().is_some() => "it rests on answers that are only assumed",
            _ => return None,
        };
        Some(format!("it is accepted, though {doubt} ({})", verdict.headline))
    }

    /// Says that the file recorded another decision, of which there is no record that would be superseded.
    fn overruled(&self) -> Option<String> {
        let decision = self.inputs.file.decision.as_ref().filter(|decision| decision.record.is_none())?;
        let [was, is] = [
            &self.rulebook.architectures[decision.architecture].id,
            self.report.verdict.architecture.as_ref()?,
        ];
        let file = visible_path(self.saved?);
        (was != is).then(|| format!("`{file}` recorded `{was}` until now; the answers lead to `{is}`"))
    }

    /// Returns the record to replace: the one that a flag names, or else the answers file.
    fn old_record(&self) -> Result<Option<OldRecord>> {
        if let Some(name) = &self.args.supersedes {
            return self.folder.find(name).map(Some);
        }
        let decision = self.inputs.file.decision.as_ref();
        let named = decision.and_then(|decision| decision.record.as_ref());
        let (Some(record), Some(file)) = (named, &self.args.answers.file) else { return Ok(None) };
        let path = file.parent().unwrap_or(Path::new("")).join(record);
        if !path.is_file() {
            bail!(
                "there is no record `{}`, which `{}` names; correct `decision.record`, or say `--supersedes RECORD`",
                visible_path(&path),
                visible_path(file)
            );
        }
        OldRecord::read(&path).map(Some)
    }

    /// Plans what becomes of a record that says the same already: a proposal may be accepted or rejected.
    fn change_status(
        &self,
        old: &OldRecord,
        parsed: &ParsedRecord,
        architecture: ArchitectureId,
        plan: &mut Plan,
    ) -> Result<()> {
        let shown = visible_path(&old.path);
        if let Some(status) = &parsed.withdrawn {
            bail!("`{shown}` records this decision already, and is no longer in force: {status}");
        }
        let is_proposal = parsed.state == RecordState::Proposed;
        let status = match self.args.status {
            Some(status @ (RecordStatus::Accepted | RecordStatus::Rejected)) if is_proposal => status,
            Some(RecordStatus::Rejected) => {
                bail!(
                    "`{shown}` is not a proposal, so it cannot be rejected: write another decision, or edit its status"
                )
            }
            Some(RecordStatus::Proposed) if parsed.state == RecordState::Accepted => bail!(
                "`{shown}` records this decision already, and it is accepted: to propose it anew, edit its status"
            ),
            None if is_proposal => bail!(
                "`{shown}` records this decision already, by the same answers and rules, as a proposal: \
                 `--status accepted` accepts it, `--status rejected` rejects it"
            ),
            _ => bail!("`{shown}` records this decision already, by the same answers and rules"),
        };
        let word = status.word();
        let text = set_status(&old.text, word).map_err(|why| explained(&old.path, &why))?;
        plan.replace(&old.path, &old.text, text, format!("`{}` is {word} now", visible_path(&old.path)));
        if status == RecordStatus::Accepted {
            self.save(architecture, &old.path, plan)?;
        }
        Ok(())
    }

    /// Returns the record that a run wrote which was ended before it had written the rest.
    fn resumed(
        &self,
        new: &NewRecord<'_>,
        old: Option<&OldRecord>,
        parsed: Option<&ParsedRecord>,
    ) -> Result<Option<OldRecord>> {
        let Some(left) = new.left_behind()? else { return Ok(None) };
        let Some((old, parsed)) = old.zip(parsed) else {
            // Who saves nothing may want the same record twice.
            return Ok(Some(left).filter(|_| self.saved.is_some()));
        };
        let is_rest = match parsed.state {
            RecordState::Superseded => self.saved.is_some() && is_superseded_by(old, &left)?,
            _ => true,
        };
        Ok(Some(left).filter(|left| is_rest && left.path != old.path))
    }

    /// Plans the text of the answers file that says what was decided and on what that rests.
    fn save(&self, architecture: ArchitectureId, record: &Path, plan: &mut Plan) -> Result<()> {
        let Some(file) = self.saved else { return Ok(()) };
        let record = relative(file.parent().unwrap_or(Path::new("")), record)?;
        let decision = Some(NewDecision { architecture, record: &record });
        let filled = FileContents { decision, ..FileContents::of(&self.inputs.file) };
        let before = read_text(file)?;
        let text = edited(self.rulebook, &file.to_string_lossy(), &before, &filled)?;
        let notice = format!("`{}` names the decision and its record", visible_path(file));
        plan.replace(file, &before, text, notice);
        Ok(())
    }
}

/// Returns whether the status of the old record links to the new one already.
fn is_superseded_by(old: &OldRecord, new: &OldRecord) -> Result<bool> {
    let Some(status) = old.parsed()?.withdrawn else { return Ok(false) };
    let link = new.link_from(old.path.parent().unwrap_or(Path::new("")))?;
    Ok(status.contains(&format!("]({})", link.file)))
}
