//! `rayuela form export`: questionnaires as the field's other programs read them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use survey_forms::{Questionnaire, sheets, xlsform};

use super::read;

/// Arguments.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// Cuestionarios: .json, .xlsx o .md | Questionnaires
    #[arg(value_name = "FILE", required_unless_present = "all")]
    files: Vec<PathBuf>,
    /// Todos los incluidos | All that are shipped
    #[arg(long, conflicts_with = "files")]
    all: bool,
    /// Libro de Excel, para editarlo | A workbook, to edit it
    #[arg(long)]
    xlsx: bool,
    /// Tablas como texto, para revisarlas en git | Tables as text, to review them in git
    #[arg(long)]
    md: bool,
    /// XForm, para ODK Collect y parientes | XForm, for ODK Collect and its kin
    #[arg(long)]
    xform: bool,
    /// Carpeta en la que se escriben | Folder they are written to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Export {
    /// Writes a file for each questionnaire and each form that was asked for.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        if !(self.xlsx || self.md || self.xform) {
            bail!("indique --xlsx, --md o --xform | give --xlsx, --md or --xform");
        }
        let mut questionnaires = Vec::new();
        if self.all {
            questionnaires.extend(Questionnaire::all_shipped());
        }
        for file in &self.files {
            questionnaires.push(read::read(file)?.questionnaire);
        }
        fs::create_dir_all(&self.out).with_context(|| format!("{}", self.out.display()))?;
        for questionnaire in &questionnaires {
            self.write(questionnaire)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn write(&self, questionnaire: &Questionnaire) -> anyhow::Result<()> {
        let workbook = xlsform::export(questionnaire);
        let place = |end: &str| self.out.join(format!("{}.{end}", questionnaire.id));
        if self.xlsx {
            put(&place("xlsx"), &sheets::write_xlsx(&workbook)?)?;
        }
        if self.md {
            put(&place("md"), sheets::write_markdown(&workbook).as_bytes())?;
        }
        if self.xform {
            put(&place("xml"), xlsform::xform(questionnaire).as_bytes())?;
        }
        Ok(())
    }
}

fn put(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    fs::write(file, bytes).with_context(|| format!("{}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
