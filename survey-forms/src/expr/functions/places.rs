//! Places: `latitude longitude altitude accuracy`, several with `;` between. Start with
//! [`compute`].

use crate::expr::evaluate::{Computed, Evaluation};
use crate::expr::fault::{EvaluateFault, Failed};
use crate::expr::tree::Node;
use crate::expr::value::Value;

/// Of the equator, in metres, as JavaRosa has it.
const EARTH_RADIUS_M: f64 = 6_378_100.0;

/// `distance`: metres from place to place along the line.
pub(in crate::expr) fn compute(evaluation: &mut Evaluation<'_>, args: &[Node]) -> Computed {
    let mut line = vec![];
    for arg in args {
        for value in evaluation.every(arg)? {
            let text = value.text();
            evaluation.spend(text.len() / 8, arg)?;
            for part in text.split(';').filter(|part| !part.trim().is_empty()) {
                line.push(place(part, arg)?);
            }
        }
    }
    let apart = line.windows(2).map(|pair| distance_m(pair[0], pair[1]));
    Ok(Value::Number(apart.fold(0.0, |sum, metres| sum + metres)))
}

/// Latitude and longitude in radians.
fn place(text: &str, node: &Node) -> Result<(f64, f64), EvaluateFault> {
    let mut parts = text.split_whitespace().map(str::parse::<f64>);
    match (parts.next(), parts.next()) {
        (Some(Ok(latitude)), Some(Ok(longitude))) => {
            Ok((latitude.to_radians(), longitude.to_radians()))
        }
        _ => {
            let value = text.chars().take(60).collect();
            Err(EvaluateFault::at(node.at.0, Failed::NotAPlace { value }))
        }
    }
}

/// By the spherical law of cosines.
fn distance_m(one: (f64, f64), other: (f64, f64)) -> f64 {
    let along = (one.1 - other.1).cos();
    let cosine = one.0.sin() * other.0.sin() + one.0.cos() * other.0.cos() * along;
    // A hair above 1 for a place and itself.
    cosine.min(1.0).acos() * EARTH_RADIUS_M
}
