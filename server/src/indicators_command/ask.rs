//! What was asked for: breakdowns, confidence, format, small cells.
//!
//! Start at [`Asked`]. What this module does not know: sources and figures.

use std::path::PathBuf;

use indicators::{Breakdown, By, EstimateOptions, INDICATORS, Indicator, Interval, SinglePsu};

/// What to show, whatever the source.
#[derive(Debug, Clone, clap::Args)]
pub struct Asked {
    /// Desgloses, separados por comas; con + se cruzan: sex,age o sex+age. Hay: sex, age (5-9, 10-14, 15-17), age_sdg (5-11, 12-14, 15-17), sector, category (occupation y cti), occupation, cti, territory | Breakdowns, by commas; + crosses them
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = breakdowns)]
    by: Vec<Breakdowns>,
    /// Sólo estos indicadores, por su clave: 1,3,11b,child_labour | Only these indicators, by code
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = one_indicator)]
    only: Vec<&'static Indicator>,
    /// Nivel de confianza, entre 0 y 1 | Confidence level
    #[arg(long, value_name = "SHARE", default_value = "0.95", value_parser = confidence)]
    confidence: f64,
    /// Forma del intervalo | Shape of the interval
    #[arg(long, value_enum, default_value = "plain")]
    interval: IntervalWord,
    /// Estratos con una sola unidad primaria | Strata with a single primary unit
    #[arg(long, value_enum, default_value = "grand-mean")]
    single_psu: SinglePsuWord,
    /// Oculta las celdas con menos de N personas, para publicar | Withholds cells of fewer than N
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub at_least: u64,
    /// Formato (si no se indica: por el nombre de --to, o tabla) | Format
    #[arg(long = "as", value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    /// Archivo de salida (si no se indica: la salida estándar) | Output file
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Para leer | To be read
    Table,
    Csv,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum IntervalWord {
    /// Valor ± t · error estándar | Value ± t · standard error
    Plain,
    /// Lo mismo en escala logit, dentro de 0 y 100 % | The same on the logit scale
    Logit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum SinglePsuWord {
    /// Alrededor de la media de todas las unidades | Around the mean of all units
    GrandMean,
    /// Sin variación: los errores salen chicos | No spread: errors come out small
    LeftOut,
}

/// What one word of `--by` stands for: `category` is two tables.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Breakdowns(Vec<Breakdown>);

impl Asked {
    /// Each breakdown once, in the order asked.
    pub fn breakdowns(&self) -> Vec<Breakdown> {
        self.by.iter().flat_map(|one| one.0.clone()).collect()
    }

    /// Is the indicator to be shown?
    pub fn shows(&self, indicator: &Indicator) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one.code == indicator.code)
    }

    /// How a survey is estimated.
    pub fn options(&self) -> EstimateOptions {
        EstimateOptions {
            confidence: self.confidence,
            single_psu: match self.single_psu {
                SinglePsuWord::GrandMean => SinglePsu::GrandMean,
                SinglePsuWord::LeftOut => SinglePsu::LeftOut,
            },
            interval: match self.interval {
                IntervalWord::Plain => Interval::Plain,
                IntervalWord::Logit => Interval::Logit,
            },
        }
    }

    /// The format asked for, or the one the file's name says.
    pub fn format(&self) -> Format {
        let ending = self.to.as_ref().and_then(|to| to.extension());
        let by_name = match ending.and_then(|ending| ending.to_str()) {
            Some("csv") => Format::Csv,
            Some("json") => Format::Json,
            _ => Format::Table,
        };
        self.format.unwrap_or(by_name)
    }
}

fn breakdowns(word: &str) -> Result<Breakdowns, String> {
    if word == "category" {
        return Ok(Breakdowns(vec![vec![By::Occupation], vec![By::Cti]]));
    }
    let crossed: Result<Breakdown, String> = word.split('+').map(one_by).collect();
    let mut crossed = crossed?;
    let asked = crossed.len();
    crossed.dedup();
    if crossed.len() < asked || crossed.contains(&By::Age) && crossed.contains(&By::AgeSdg) {
        return Err(
            "la misma cosa no se cruza consigo misma | nothing is crossed with itself".into(),
        );
    }
    Ok(Breakdowns(vec![crossed]))
}

fn one_by(word: &str) -> Result<By, String> {
    By::ALL
        .into_iter()
        .find(|by| by.code() == word)
        .ok_or_else(|| {
            let words = By::ALL.map(By::code).join(", ");
            format!(
                "no hay ese desglose; hay: {words}, category | no such breakdown; there are these"
            )
        })
}

fn one_indicator(code: &str) -> Result<&'static Indicator, String> {
    indicators::indicator(code).ok_or_else(|| {
        let codes: Vec<&str> = INDICATORS.iter().map(|one| one.code).collect();
        format!(
            "no hay esa clave; hay: {} | no such code; there are these",
            codes.join(", ")
        )
    })
}

fn confidence(text: &str) -> Result<f64, String> {
    let level: Option<f64> = text.parse().ok();
    level
        .filter(|level| *level > 0.0 && *level < 1.0)
        .ok_or_else(|| {
            "debe ser un número entre 0 y 1, como 0.95 | must be between 0 and 1, such as 0.95"
                .into()
        })
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        asked: Asked,
    }

    fn asked(words: &[&str]) -> Asked {
        let line = ["indicators"].iter().chain(words);
        Line::try_parse_from(line).map(|line| line.asked).unwrap()
    }

    #[test]
    fn commas_put_breakdowns_beside_each_other_and_a_plus_crosses_them() {
        let asked = asked(&["--by", "sex,category", "--by", "sex+age"]);
        let expect = [
            vec![By::Sex],
            vec![By::Occupation],
            vec![By::Cti],
            vec![By::Sex, By::Age],
        ];
        assert_eq!(asked.breakdowns(), expect);
    }

    #[test]
    fn the_name_of_the_file_gives_the_format_unless_told_otherwise() {
        assert_eq!(asked(&[]).format(), Format::Table);
        assert_eq!(asked(&["--to", "a.csv"]).format(), Format::Csv);
        assert_eq!(
            asked(&["--to", "a.csv", "--as", "json"]).format(),
            Format::Json
        );
    }

    #[test]
    fn words_that_mean_nothing_are_refused_with_those_that_do() {
        for words in [
            ["--by", "moon"],
            ["--by", "age+age_sdg"],
            ["--by", "sex+sex"],
            ["--only", "12"],
            ["--confidence", "95"],
        ] {
            assert!(
                Line::try_parse_from(["indicators"].iter().chain(&words)).is_err(),
                "{words:?}"
            );
        }
        let refusal = Line::try_parse_from(["indicators", "--by", "moon"])
            .err()
            .unwrap();
        assert!(
            refusal.to_string().contains("hay: sex, age, age_sdg"),
            "{refusal}"
        );
    }
}
