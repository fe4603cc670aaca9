//! Expressions as they stand in the sheet, kept with their places until every name is known. Start
//! with [`Written::read`]; `check.rs` judges them.

use super::super::age_at::folded;
use super::notes::Notes;
use super::table::Line;
use crate::expr::Expr;
use crate::questionnaire::About;
use crate::sheets::Place;
use crate::words::Words;

/// Where an expression stands: what it may name, and what it may yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// When something is asked.
    Relevant,
    /// Which answers are allowed.
    Constraint,
    Calculation,
    /// Which options are on offer; may name columns of the sheet choices.
    Filter,
}

/// An expression with its place.
#[derive(Debug)]
pub(super) struct Written {
    pub place: Place,
    pub role: Role,
    /// For whom it is computed.
    pub about: About,
    /// The question it belongs to; blank for a group.
    pub question: String,
    pub expr: Expr,
}

/// All the expressions of the sheet.
#[derive(Debug, Default)]
pub(super) struct Expressions(pub Vec<Written>);

impl Expressions {
    /// Reads the expression of a cell, `age-at` folded again. None where there is none, or one that
    /// cannot be read.
    pub fn read(
        &mut self,
        line: Line<'_>,
        column: &str,
        (role, about): (Role, About),
        question: &str,
        notes: &mut Notes,
    ) -> Option<String> {
        let source = line.text(column)?;
        let place = line.cell(column);
        // Read as written first, so that the place in a fault is that of the cell.
        if let Err(fault) = Expr::parse(source) {
            notes.refuse_with(place, at_character(fault.column, &fault.words()));
            return None;
        }
        let source = folded(source);
        let expr = Expr::parse(&source).ok()?;
        self.0.push(Written {
            place,
            role,
            about,
            question: question.to_owned(),
            expr,
        });
        Some(source)
    }
}

/// An expression put together of some that were read; it may have become too long or too deep.
pub(super) fn together(source: &str, place: Place, notes: &mut Notes) -> Option<Expr> {
    match Expr::parse(source) {
        Ok(expr) => Some(expr),
        Err(_) => {
            notes.refuse(
                place,
                "las condiciones de esta fila y de sus grupos son demasiado largas juntas: pase una parte a una fila calculate",
                "the conditions of this row and of its groups are too long together: move a part to a calculate row",
            );
            None
        }
    }
}

/// What is wrong in an expression, with the letter at which it is.
pub(super) fn at_character(column: usize, words: &Words) -> Words {
    Words::new(
        format!("en el carácter {column}: {}", words.es),
        format!("at character {column}: {}", words.en),
    )
}
