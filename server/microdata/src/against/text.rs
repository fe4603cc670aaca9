//! A comparison as a text for people, in Spanish and English.
//!
//! Start at the `Display` of [`Report`]. What this module does not know: how it was counted.

use std::fmt::{self, Formatter};

use super::report::{Compared, Effect, Figure, Group, Report};

impl fmt::Display for Report {
    fn fmt(&self, to: &mut Formatter<'_>) -> fmt::Result {
        let mapping = &self.mapping;
        if !self.verified {
            writeln!(
                to,
                "OJO: el mapeo {mapping} no está verificado contra el descriptor de la encuesta | \
                 WARNING: the mapping {mapping} was not checked against the survey's descriptor\n"
            )?;
        }
        if self.weighted {
            writeln!(
                to,
                "Niñas y niños; entre paréntesis, con factor de expansión | \
                 Children; weighted in parentheses"
            )?;
        } else {
            writeln!(
                to,
                "Niñas y niños, sin factor de expansión | Children, unweighted"
            )?;
        }
        for measure in &self.measures {
            self.measure(to, measure)?;
        }
        Ok(())
    }
}

impl Report {
    fn measure(&self, to: &mut Formatter<'_>, measure: &Compared) -> fmt::Result {
        let Compared { code, es, en, .. } = measure;
        writeln!(to, "\n{code}: {es} | {en}")?;
        if measure.compared.children == 0 {
            return writeln!(to, "  sin clases publicadas | no published classes");
        }
        self.table(to, measure)?;
        let share = percent(measure.share);
        writeln!(
            to,
            "  coinciden {share}{} de {}; {} sin decidir; {} sin clase publicada | \
             agree {share}{} of {}; {} open; {} without a published class",
            self.weighted_share(measure, "con factor"),
            self.figure(measure.compared),
            self.figure(measure.unknown),
            self.figure(measure.not_published),
            self.weighted_share(measure, "weighted"),
            self.figure(measure.compared),
            self.figure(measure.unknown),
            self.figure(measure.not_published),
        )?;
        if !measure.differing.is_empty() {
            writeln!(
                to,
                "  diferencias, por la lectura que sola las quitaría (nuestra → publicada) | \
                 differences, by the reading that alone would remove them (ours → published)"
            )?;
        }
        for group in &measure.differing {
            self.group(to, measure, group)?;
        }
        writeln!(
            to,
            "  efecto de cada lectura en todo el archivo | effect of each reading over the whole file"
        )?;
        let (none, some): (Vec<&Effect>, Vec<&Effect>) = measure
            .effects
            .iter()
            .partition(|effect| does_nothing(effect));
        some.iter().try_for_each(|effect| self.effect(to, effect))?;
        let none: Vec<&str> = none.iter().map(|effect| effect.choice.as_str()).collect();
        if none.is_empty() {
            return Ok(());
        }
        writeln!(to, "    sin efecto | without effect: {}", none.join(", "))
    }

    /// A header of classes, then a row for each class of ours that stands anywhere.
    fn table(&self, to: &mut Formatter<'_>, measure: &Compared) -> fmt::Result {
        let named = |row: &str| row.len();
        let cell = |figure: &Figure| self.figure(*figure);
        let first = measure.table.iter().map(|row| named(row.ours)).max();
        let first = first.unwrap_or_default().max("nuestra \\ publicada".len());
        let widths: Vec<usize> = (0..measure.classes.len())
            .map(|column| {
                let cells = measure
                    .table
                    .iter()
                    .map(|row| cell(&row.theirs[column]).len());
                cells
                    .max()
                    .unwrap_or_default()
                    .max(measure.classes[column].len())
            })
            .collect();
        write!(to, "  {:<first$}", "nuestra \\ publicada")?;
        for (class, width) in measure.classes.iter().zip(&widths) {
            write!(to, "  {class:>width$}")?;
        }
        writeln!(to)?;
        for row in &measure.table {
            if row.theirs.iter().all(|figure| figure.children == 0) {
                continue;
            }
            write!(to, "  {:<first$}", row.ours)?;
            for (figure, width) in row.theirs.iter().zip(&widths) {
                write!(to, "  {:>width$}", cell(figure))?;
            }
            writeln!(to)?;
        }
        Ok(())
    }

    fn group(&self, to: &mut Formatter<'_>, measure: &Compared, group: &Group) -> fmt::Result {
        let total = self.figure(group.total);
        match group.choices.as_slice() {
            [] => writeln!(to, "    ninguna sola | no single one: {total}")?,
            [choice] => match measure
                .effects
                .iter()
                .find(|effect| effect.choice == *choice)
            {
                Some(Effect { es, en, .. }) => {
                    writeln!(to, "    {choice}: {total} — {es} | {en}")?;
                }
                None => writeln!(to, "    {choice}: {total}")?,
            },
            several => {
                let several = several.join(", ");
                writeln!(to, "    cualquiera de | any of {several}: {total}")?;
            }
        }
        for moved in &group.cells {
            let count = self.figure(moved.count);
            writeln!(to, "      {} → {}: {count}", moved.ours, moved.theirs)?;
        }
        Ok(())
    }

    fn effect(&self, to: &mut Formatter<'_>, effect: &Effect) -> fmt::Result {
        let (removes, introduces) = (self.figure(effect.removes), self.figure(effect.introduces));
        let net = if self.weighted {
            format!("{:+} ({:+.0})", effect.net_children, effect.net_weight)
        } else {
            format!("{:+}", effect.net_children)
        };
        writeln!(
            to,
            "    {}: quita {removes}, introduce {introduces}, neto {net} | \
             removes {removes}, introduces {introduces}, net {net}",
            effect.choice
        )
    }

    fn figure(&self, figure: Figure) -> String {
        if self.weighted {
            format!("{} ({:.0})", figure.children, figure.weight)
        } else {
            figure.children.to_string()
        }
    }

    fn weighted_share(&self, measure: &Compared, word: &str) -> String {
        if self.weighted {
            format!(" ({word} {})", percent(measure.share_weighted))
        } else {
            String::new()
        }
    }
}

fn does_nothing(effect: &Effect) -> bool {
    effect.removes.children == 0 && effect.introduces.children == 0
}

/// "97.3 %".
fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1} %", 100.0 * share))
}
