//! Today's date: as given, else that of a reproducible build, else that of the clock.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::environment;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// Returns the date in UTC, so that it is the same wherever the program runs.
///
/// # Errors
/// When `SOURCE_DATE_EPOCH` is not a number of seconds.
pub(super) fn today(given: Option<Date>) -> Result<Date, Diagnostics> {
    if let Some(date) = given {
        return Ok(date);
    }
    let utc = |at: Timestamp| Offset::UTC.to_datetime(at).date();
    let Some(text) = environment::value(EPOCH) else {
        return Ok(utc(Timestamp::now()));
    };
    let seconds = text.to_str().and_then(|text| text.parse().ok());
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).map(utc).ok_or_else(|| {
        let message = format!("`{EPOCH}` is `{}`, which is no time", text.to_string_lossy());
        Diagnostic::error(Code::OutOfRange, message).help("give it in seconds since 1970, or unset it").into()
    })
}
