//! A questionnaire from a file of any of its forms: JSON, an XLSForm workbook, or its tables as
//! Markdown. Start with [`read`].

use std::{fs, path::Path};

use anyhow::{Context, bail};
use survey_forms::{
    Questionnaire,
    sheets::{self, Fault},
    xlsform,
};

/// Larger files are no questionnaires; nothing is read into memory beyond it.
const BYTES_MAX: u64 = 16 * 1024 * 1024;

/// A questionnaire, and what stood out while it was read.
pub struct Read {
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// What was passed over or taken from the other language.
    pub findings: Vec<Fault>,
}

/// Reads a questionnaire.
///
/// # Errors
/// The file, and every fault in it with sheet, row and column.
pub fn read(file: &Path) -> anyhow::Result<Read> {
    let name = file.display();
    let bytes = bytes_of(file).with_context(|| format!("{name}"))?;
    let json = file
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("json"));
    if json {
        let text = String::from_utf8(bytes)
            .with_context(|| format!("{name}: no es texto UTF-8 | not UTF-8 text"))?;
        let questionnaire = Questionnaire::parse(&text).with_context(|| format!("{name}"))?;
        return Ok(Read {
            questionnaire,
            findings: Vec::new(),
        });
    }
    let file_name = file.file_name().unwrap_or_default().to_string_lossy();
    let workbook = match sheets::read(&bytes, &file_name) {
        Ok(workbook) => workbook,
        Err(fault) => bail!("{name}: {fault}"),
    };
    match xlsform::import(&workbook) {
        Ok(imported) => Ok(Read {
            questionnaire: imported.questionnaire,
            findings: imported.findings,
        }),
        Err(faults) => bail!("{name}:\n{}", listed(&faults)),
    }
}

fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    let size = fs::metadata(file)?.len();
    if size > BYTES_MAX {
        bail!(
            "el archivo pasa de 16 MB: un cuestionario es mucho menor | the file has more than \
             16 MB: a questionnaire is much smaller"
        );
    }
    Ok(fs::read(file)?)
}

/// Faults, one under the other.
pub fn listed(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    lines.join("\n")
}
