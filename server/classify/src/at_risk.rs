//! *En riesgo*: is this child, who is not in child labour, at risk of it, and on what grounds?
//!
//! A rule set of its own (`at-risk-1`), apart from the definition: it reads what the definition
//! decided and never changes it. Start at [`at_risk`]: [`RiskRules`] (weights and cuts as dated
//! data, a proposal until a municipality sets its own), an [`Edition`] (its limits) and the
//! [`RiskFacts`] of one child give an [`AtRisk`]. `grounds.rs` tests each ground, `schooling.rs`
//! counts grades.
//!
//! Unknown is never "no": a ground that cannot be told widens the points to an interval and is
//! named as a gap. What this module does not know: cases, lists, or how likely anything is; points
//! are an order of attention, no probability.

mod facts;
mod grounds;
mod rules;
mod schooling;

mod within;

use serde::{Deserialize, Serialize};

use self::grounds::{Outcome, RiskFact, test};
pub use self::{
    facts::{AreaRisk, Chores, Home, RiskFacts, Work},
    rules::{AT_RISK_1, RiskCode, RiskCuts, RiskFault, RiskRules, RiskWeight},
    schooling::{Level, Schooling},
    within::{Measure, Within},
};
use crate::{
    edition::{Code, Edition},
    tri::Tri,
};

/// What the rules say of one child. Keys are written in this order, all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AtRisk {
    /// The rule set that was applied.
    pub rules: Code,
    pub standing: Standing,
    /// `None` is not known, or not decided for such a child: `standing` says which.
    pub at_risk: Option<bool>,
    /// `None` for a child on whom these rules say nothing.
    pub points: Option<Points>,
    /// In the order of [`RiskCode`].
    pub grounds: Vec<RiskGround>,
    /// What is missing, in the order of the facts, without repeats.
    pub gaps: Vec<RiskGap>,
}

/// On which list a child belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Surely outside the ages of the definition: nothing is said.
    OutOfScope,
    /// It is not known whether the age is one of the definition's: nothing is said.
    AgeNotKnown,
    /// In child labour: on the list of restitution, never on that of prevention.
    InChildLabour,
    /// Whether it is child labour is not known: kept apart until it is, whatever the points.
    ClassNotKnown,
    /// Not in child labour; the least points reach the cut.
    AtRisk,
    /// Not in child labour; even the most points stay under the cut.
    NotAtRisk,
    /// Not in child labour; the cut lies between the least and the most points.
    NotDecided,
}

/// Points that are sure, and points that there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Points {
    pub min: u32,
    pub max: u32,
}

/// One reason, as the definition's [`Ground`](crate::Ground), with the points it adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskGround {
    pub code: RiskCode,
    /// The path of the fact that fired it, such as `school.attends`.
    pub fact: &'static str,
    /// Where the weight comes from.
    pub source: String,
    pub es: String,
    pub en: String,
    pub points: u32,
}

/// A fact that is missing, and what would settle it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskGap {
    pub fact: &'static str,
    pub es: String,
    pub en: String,
}

/// Weighs the risk facts of one child.
///
/// ```
/// use classify::{Edition, at_risk::{AT_RISK_1, Points, RiskFacts, RiskRules, Standing, at_risk}};
///
/// let edition: Edition = toml::from_str(classify::MX_INEGI_2016)?;
/// let rules: RiskRules = toml::from_str(AT_RISK_1)?;
/// let facts: RiskFacts = serde_json::from_str(
///     r#"{"age": 12, "child_labour": false, "occupation": "none",
///         "school": {"attends": false, "level": "primary", "grade": 6}}"#,
/// )?;
/// let result = at_risk(&rules, &edition, &facts);
/// assert_eq!(result.standing, Standing::AtRisk);
/// assert_eq!(result.grounds[0].es, "No va a la escuela y no ha terminado la educación obligatoria.");
/// // Nothing is known of the home: it may add up to eleven points, and nothing is guessed.
/// assert_eq!(result.points, Some(Points { min: 3, max: 14 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn at_risk(rules: &RiskRules, edition: &Edition, facts: &RiskFacts) -> AtRisk {
    let ages = match scope(edition, facts) {
        Ok(ages) => ages,
        Err(standing) => return AtRisk::apart(rules, standing),
    };
    if facts.child_labour == Some(true) {
        return AtRisk::apart(rules, Standing::InChildLabour);
    }
    let mut weighed = Weighed::new(rules);
    for code in RiskCode::ALL {
        weighed.add(*code, &over_ages(rules, edition, facts, &ages, *code));
    }
    let standing = match facts.child_labour {
        None => {
            weighed.missing.push(RiskFact::ChildLabour);
            Standing::ClassNotKnown
        }
        Some(_) => weighed.points.standing(rules.cuts.at_risk_points.value),
    };
    weighed.finish(standing)
}

/// The ages the child may have, when all of them lie in the definition's scope.
fn scope(edition: &Edition, facts: &RiskFacts) -> Result<std::ops::RangeInclusive<u32>, Standing> {
    let (min, max) = (edition.ages.scope_min.value, edition.ages.scope_max.value);
    let age = facts.age.ok_or(Standing::AgeNotKnown)?;
    if age.max() < min || age.min() > max {
        return Err(Standing::OutOfScope);
    }
    if age.min() < min || age.max() > max {
        return Err(Standing::AgeNotKnown);
    }
    Ok(age.min()..=age.max())
}

/// What holds at every age the child may have; what differs is not known.
fn over_ages(
    rules: &RiskRules,
    edition: &Edition,
    facts: &RiskFacts,
    ages: &std::ops::RangeInclusive<u32>,
    code: RiskCode,
) -> Outcome {
    let at = |age| test(code, rules, edition, facts, age);
    let first = at(*ages.start());
    ages.clone()
        .skip(1)
        .map(at)
        .fold(first, Outcome::and_at_another_age)
}

impl Points {
    fn standing(self, cut: u32) -> Standing {
        if self.min >= cut {
            Standing::AtRisk
        } else if self.max < cut {
            Standing::NotAtRisk
        } else {
            Standing::NotDecided
        }
    }
}

impl Standing {
    /// At risk, not at risk, or nothing known.
    pub fn at_risk(self) -> Option<bool> {
        match self {
            Standing::AtRisk => Some(true),
            // A child in child labour is past being at risk of it.
            Standing::NotAtRisk | Standing::InChildLabour => Some(false),
            _ => None,
        }
    }

    /// The word as results write it.
    pub fn word(self) -> &'static str {
        match self {
            Standing::OutOfScope => "out_of_scope",
            Standing::AgeNotKnown => "age_not_known",
            Standing::InChildLabour => "in_child_labour",
            Standing::ClassNotKnown => "class_not_known",
            Standing::AtRisk => "at_risk",
            Standing::NotAtRisk => "not_at_risk",
            Standing::NotDecided => "not_decided",
        }
    }
}

impl AtRisk {
    /// A child on whom these rules say no more than where it belongs.
    fn apart(rules: &RiskRules, standing: Standing) -> AtRisk {
        let mut apart = Weighed::new(rules);
        if standing == Standing::AgeNotKnown {
            apart.missing.push(RiskFact::Age);
        }
        AtRisk {
            points: None,
            ..apart.finish(standing)
        }
    }
}

/// Points and reasons as they add up.
struct Weighed<'a> {
    rules: &'a RiskRules,
    points: Points,
    grounds: Vec<RiskGround>,
    missing: Vec<RiskFact>,
}

impl<'a> Weighed<'a> {
    fn new(rules: &'a RiskRules) -> Weighed<'a> {
        Weighed {
            rules,
            points: Points { min: 0, max: 0 },
            grounds: Vec::new(),
            missing: Vec::new(),
        }
    }

    fn add(&mut self, code: RiskCode, outcome: &Outcome) {
        let Some(weight) = self.rules.grounds.get(&code).filter(|it| it.points > 0) else {
            // Switched off: neither a ground nor a gap.
            return;
        };
        match outcome.test {
            Tri::No => {}
            Tri::Unknown => {
                self.points.max += weight.points;
                self.missing.extend(&outcome.missing);
            }
            Tri::Yes => {
                self.points.min += weight.points;
                self.points.max += weight.points;
                self.grounds.push(RiskGround {
                    code,
                    fact: outcome.fact.path(),
                    source: weight.source.clone(),
                    es: outcome.said.fill(&weight.es, " a "),
                    en: outcome.said.fill(&weight.en, " to "),
                    points: weight.points,
                });
            }
        }
    }

    fn finish(mut self, standing: Standing) -> AtRisk {
        self.missing.sort_unstable();
        self.missing.dedup();
        let gap = |fact: RiskFact| {
            let words = self.rules.missing.get(fact.path());
            RiskGap {
                fact: fact.path(),
                es: words.map(|words| words.es.clone()).unwrap_or_default(),
                en: words.map(|words| words.en.clone()).unwrap_or_default(),
            }
        };
        AtRisk {
            rules: self.rules.id.clone(),
            standing,
            at_risk: standing.at_risk(),
            points: Some(self.points),
            gaps: self.missing.iter().copied().map(gap).collect(),
            grounds: self.grounds,
        }
    }
}
