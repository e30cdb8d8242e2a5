//! Dates in the names of files, in the forms in which people write them there.

use jiff::civil::Date;

/// Where a form is the beginning of another, the longer one comes first.
const FORMS: [&str; 11] = [
    "YYYY-MM-DD",
    "YYYY_MM_DD",
    "YYYY.MM.DD",
    "DD-MM-YYYY",
    "DD.MM.YYYY",
    "YYYYMMDD",
    "YY-MM-DD",
    "YYYY-MM",
    "YYYY_MM",
    "YYYYMM",
    "YYMMDD",
];

/// Reads the date that a text begins with: its form, and year, month and day; what the form leaves out is 0.
pub(super) fn read(text: &str) -> Option<(&'static str, [u32; 3])> {
    FORMS.into_iter().find_map(|form| Some((form, date(form, text)?)))
}

fn date(form: &str, text: &str) -> Option<[u32; 3]> {
    let begin = text.get(..form.len())?;
    if text[form.len()..].starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let mut date = [0; 3];
    for (place, c) in form.chars().zip(begin.chars()) {
        match "YMD".find(place) {
            Some(part) => date[part] = date[part] * 10 + c.to_digit(10)?,
            None if place == c => {}
            None => return None,
        }
    }
    let [year, month, day] = date;
    // Of a year in two digits: before 2010 hardly anybody wrote such records, and `000123` is a number.
    let years = if form.contains("YYYY") { 1900..=2199 } else { 10..=99 };
    let is_day = !form.contains('D') || (1..=31).contains(&day);
    (years.contains(&year) && (1..=12).contains(&month) && is_day).then_some(date)
}

/// Writes a date in one of the forms.
pub(super) fn written(form: &str, date: Date) -> String {
    let year = format!("{:04}", date.year());
    let short = year.get(year.len() - 2..).unwrap_or_default();
    let text = form.replace("YYYY", &year).replace("YY", short);
    text.replace("MM", &format!("{:02}", date.month())).replace("DD", &format!("{:02}", date.day()))
}
