//! Questions that depend on each other: none may depend on itself, and no chain of them may be so
//! long that a tablet cannot follow it. Start with [`check`]. Knows only names.

use std::collections::HashMap;

use super::notes::Notes;
use crate::expr::Expr;
use crate::logic::{AGE, COMPANIONS};
use crate::questionnaire::{About, Questionnaire};
use crate::sheets::Place;

/// Questions in a chain, each computed or asked by the one before.
const CHAIN_MAX: usize = 100;

/// Refuses the first circle, or else the first chain that is too long.
pub(super) fn check(
    questionnaire: &Questionnaire,
    sheet: &str,
    rows: &HashMap<String, u32>,
    notes: &mut Notes,
) {
    let codes: Vec<&str> = questionnaire
        .questions()
        .map(|(_, q)| q.code.as_str())
        .collect();
    let needs = needs(questionnaire, &codes);
    let place = |at: usize| Place::row(sheet, rows.get(codes[at]).copied().unwrap_or_default());
    match longest(&needs) {
        Err(circle) => {
            let around = circle.iter().chain(circle.first());
            let names: Vec<&str> = around.map(|at| codes[*at]).collect();
            let names = names.join(" → ");
            notes.refuse(
                place(circle[0]),
                format!("estas preguntas dependen unas de otras en círculo: {names}. Quite a una de ellas su relevant o su calculation"),
                format!("these questions depend on each other in a circle: {names}. Take its relevant or its calculation from one of them"),
            );
        }
        Ok(lengths) => {
            if let Some(at) = lengths.iter().position(|length| *length > CHAIN_MAX) {
                notes.refuse(
                    place(at),
                    format!("depende de más de {CHAIN_MAX} preguntas, una tras otra: use menos cálculos intermedios"),
                    format!("it depends on more than {CHAIN_MAX} questions, one after another: use fewer calculations in between"),
                );
            }
        }
    }
}

/// For each question, those that its relevance or its value names.
fn needs(questionnaire: &Questionnaire, codes: &[&str]) -> Vec<Vec<usize>> {
    let places: HashMap<&str, usize> = codes
        .iter()
        .enumerate()
        .map(|(at, code)| (*code, at))
        .collect();
    let place = |name: &str| {
        let base = || {
            COMPANIONS
                .iter()
                .find_map(|ending| places.get(name.strip_suffix(ending)?))
        };
        places.get(name).or_else(base).copied()
    };
    let of_section: Vec<Vec<usize>> = questionnaire
        .sections
        .iter()
        .map(|section| {
            let named = section
                .relevant
                .iter()
                .flat_map(Expr::names)
                .filter_map(place);
            let of_child = matches!(section.about, About::EachChild | About::EachJob);
            named
                .chain(
                    AGE.iter()
                        .filter(|_| of_child)
                        .filter_map(|name| place(name)),
                )
                .collect()
        })
        .collect();
    let each = questionnaire
        .sections
        .iter()
        .zip(of_section)
        .flat_map(|(section, around)| {
            section.questions.iter().map(move |question| {
                let own = question.relevant.iter().chain(question.kind.calculation());
                let named = own.flat_map(Expr::names).filter_map(place);
                named.chain(around.iter().copied()).collect()
            })
        });
    each.collect()
}

/// How many questions stand before each, itself counted; or a circle. Walks without recursion.
fn longest(needs: &[Vec<usize>]) -> Result<Vec<usize>, Vec<usize>> {
    let mut lengths = vec![0; needs.len()];
    let mut is_open = vec![false; needs.len()];
    for start in 0..needs.len() {
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.last().copied() {
            if lengths[at] > 0 {
                path.pop();
                continue;
            }
            is_open[at] = true;
            let Some(need) = needs[at].get(next).copied() else {
                let before = needs[at].iter().map(|need| lengths[*need]).max();
                lengths[at] = before.unwrap_or(0) + 1;
                is_open[at] = false;
                path.pop();
                continue;
            };
            if is_open[need] {
                let from = path.iter().position(|(place, _)| *place == need);
                return Err(path[from.unwrap_or(0)..]
                    .iter()
                    .map(|(place, _)| *place)
                    .collect());
            }
            if let Some(last) = path.last_mut() {
                last.1 += 1;
            }
            path.push((need, 0));
        }
    }
    Ok(lengths)
}
