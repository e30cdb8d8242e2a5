//! The report as a page: everything that it shows, computed in one place.

use std::path::Path;

use anyhow::{Result, anyhow};

use super::flags::quoted_path;
use crate::answers::AnswersFile;
use crate::assessment::{Assessment, Assessor};
use crate::diagnostic::{Diagnostics, visible};
use crate::render::svg::{self, Picture};
use crate::render::{self, PageInputs, PageOrigin};
use crate::report::{Report, alternatives, axes_map};
use crate::rulebook::Rulebook;

/// Returns the page of an assessment, whose report may say more, such as what a change would do.
///
/// # Errors
/// None that an assessment can cause.
pub(super) fn page(
    assessment: &Assessment<'_>,
    report: &Report,
    assessor: &Assessor<'_>,
    origin: &PageOrigin,
) -> Result<String, Diagnostics> {
    let questions = alternatives(assessment, &assessor.effort);
    let map = axes_map(assessment, report, &assessor.effort);
    let inputs =
        PageInputs { report, problem: &assessment.problem, questions: &questions, map: map.as_ref(), origin };
    render::html(&inputs)
}

/// Returns one picture of an assessment.
///
/// # Errors
/// When there is nothing to draw.
pub(super) fn picture(
    picture: Picture,
    assessment: &Assessment<'_>,
    report: &Report,
    assessor: &Assessor<'_>,
) -> Result<String> {
    let drawn = match picture {
        Picture::Badge => Some(svg::badge(report)),
        Picture::Map => axes_map(assessment, report, &assessor.effort).map(|map| svg::map(report, &map)),
        Picture::Parts => svg::parts(report),
    };
    drawn.ok_or_else(|| match picture {
        Picture::Parts => anyhow!("there are no parts to draw: list them under `parts` in the answers file"),
        _ => anyhow!(
            "there is no map: it takes two axes in the rulebook, and candidates on both sides of each"
        ),
    })
}

/// Returns the command that records the decision on an answers file.
pub(super) fn record_command(file: &Path) -> String {
    visible(&format!("archwise adr docs/adr {}", quoted_path(file)))
}

/// Returns the name of the architecture that a file records as decided, and when to look at it again.
pub(super) fn recorded(file: &AnswersFile, rulebook: &Rulebook) -> Option<(String, Option<String>)> {
    let decision = file.decision.as_ref()?;
    let name = rulebook.architectures[decision.architecture].name.clone();
    Some((name, decision.review_by.map(|day| day.to_string())))
}
