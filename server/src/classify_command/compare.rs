//! `rayuela classify --against`: our classes beside those that the survey published.
//!
//! Start at [`compare`]. What this module does not know: how children are compared.

use std::io::Write;

use microdata::{
    against::{Comparing, report::Report as Compared, tally::Tally},
    run::{Done, Plan, feed::Feed, run},
    write::whole::WholeFile,
};

use super::{
    choices::{Choices, From, Report},
    told::Told,
};

/// Compares every child and writes the report.
///
/// # Errors
/// The run stopped, or the report cannot be written.
pub fn compare(
    feed: impl Feed,
    form: Report,
    plan: &Plan,
    choices: &Choices,
    output: Box<dyn Write>,
    told: &mut Told<'_>,
) -> anyhow::Result<Done> {
    let From::Tables(mapping, _) = &choices.from else {
        anyhow::bail!("--against pide --mapping | --against asks for --mapping");
    };
    let whole = choices.begin()?;
    let comparing = Comparing::new(&plan.editions);
    let readings = comparing.choices().to_vec();
    let mut tally = Tally::default();
    let done = run(feed, comparing, plan, &mut tally, told)?;
    let report = Compared::of(&tally, &readings, mapping);
    let mut to: Box<dyn Write> = match &whole {
        Some(whole) => Box::new(whole.file()?),
        None => output,
    };
    match form {
        Report::Text => write!(to, "{report}")?,
        Report::Json => writeln!(to, "{}", serde_json::to_string_pretty(&report)?)?,
    }
    to.flush()?;
    whole.map_or(Ok(()), WholeFile::keep)?;
    Ok(done)
}
