//! What one household told, for whoever needs one answer a question: the answer that stands, or
//! nothing where nobody knows, nobody was asked, or two answers differ. Start at [`Told`].

use chrono::NaiveDate;
use survey_forms::{AgeRange, Answer, AnswerKey, KeptAnswers, Questionnaire, age_said, years_on};

/// A least and a most, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) min: f64,
    pub(super) max: f64,
}

impl Span {
    pub(super) const NOTHING: Span = Span { min: 0.0, max: 0.0 };
    pub(super) const UNKNOWN: Span = Span {
        min: 0.0,
        max: f64::INFINITY,
    };

    pub(super) fn plus(self, other: Span) -> Span {
        Span {
            min: self.min + other.min,
            max: self.max + other.max,
        }
    }

    pub(super) fn times(self, other: Span) -> Span {
        Span {
            min: self.min * other.min,
            max: self.max * other.max,
        }
    }
}

/// One household's kept answers.
pub(super) struct Told<'a> {
    pub(super) q: &'a Questionnaire,
    pub(super) kept: &'a KeptAnswers,
    /// Everybody who was ever on the roster.
    pub(super) roster: &'a [&'a str],
}

impl<'a> Told<'a> {
    fn answers(&self, subject: &str, code: &str) -> Vec<&'a Answer> {
        let kept = self.kept.get(&AnswerKey::new(subject, code));
        let asked = kept.into_iter().flatten();
        asked
            .filter(|answer| **answer != Answer::NotAsked)
            .collect()
    }

    /// Whether it was answered at all, be it with "no sabe".
    pub(super) fn is_answered(&self, subject: &str, code: &str) -> bool {
        !self.answers(subject, code).is_empty()
    }

    /// The one answer that stands.
    fn agreed(&self, subject: &str, code: &str) -> Option<&'a Answer> {
        let answers = self.answers(subject, code);
        let first = answers.first()?;
        let alike = answers.iter().all(|answer| answer == first);
        alike.then_some(*first)
    }

    pub(super) fn yes_no(&self, subject: &str, code: &str) -> Option<bool> {
        match self.agreed(subject, code)? {
            Answer::YesNo(yes) => Some(*yes),
            _ => None,
        }
    }

    pub(super) fn chosen(&self, subject: &str, code: &str) -> Option<&'a str> {
        match self.agreed(subject, code)? {
            Answer::Choice(code) => Some(code),
            _ => None,
        }
    }

    /// The options chosen; empty for "none of these".
    pub(super) fn choices(&self, subject: &str, code: &str) -> Option<Vec<&'a str>> {
        match self.agreed(subject, code)? {
            Answer::Choices(codes) => Some(codes.iter().map(String::as_str).collect()),
            _ => None,
        }
    }

    pub(super) fn text(&self, subject: &str, code: &str) -> Option<&'a str> {
        match self.agreed(subject, code)? {
            Answer::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn span(&self, subject: &str, code: &str) -> Option<Span> {
        match self.agreed(subject, code)? {
            Answer::Number(number) => Some(Span {
                min: *number,
                max: *number,
            }),
            Answer::Interval { min, max } => Some(Span {
                min: *min,
                max: *max,
            }),
            _ => None,
        }
    }

    /// The interval that the questionnaire puts behind a chosen option, as `1501..3000`.
    pub(super) fn span_behind(&self, subject: &str, code: &str, name: &str) -> Option<Span> {
        let option = self.chosen(subject, code)?;
        let text = self.q.question(code)?.1.kind.behind(option, name)?;
        let (min, max) = text.split_once("..")?;
        Some(Span {
            min: min.parse().ok()?,
            max: max.parse().ok()?,
        })
    }

    /// The last day of the reference week; the later one if two tablets differ.
    pub(super) fn reference(&self) -> Option<NaiveDate> {
        let days = self.answers("", "ref_date").into_iter();
        days.filter_map(|answer| match answer {
            Answer::Date(day) => Some(*day),
            _ => None,
        })
        .max()
    }

    /// Years by the birth date, else those said, else the stage of life.
    pub(super) fn age(&self, member: &str) -> Option<AgeRange> {
        if let Some(Answer::Date(born)) = self.agreed(member, "birth_date") {
            return years_on(*born, self.reference()?).map(AgeRange::exactly);
        }
        let said = self.agreed(member, "age").and_then(age_said);
        said.or_else(|| self.agreed(member, "age_event").and_then(age_said))
    }

    /// Who lives here now.
    pub(super) fn members(&self) -> impl Iterator<Item = &'a str> {
        self.roster.iter().copied().filter(|member| {
            let left = self.answers(member, "left_household");
            left.is_empty() || !left.iter().all(|answer| **answer == Answer::YesNo(true))
        })
    }

    /// The one who heads the household; nobody where there is none, or where there are two.
    pub(super) fn head(&self) -> Option<&'a str> {
        let mut heads = self
            .members()
            .filter(|member| self.chosen(member, "kinship") == Some("head"));
        let head = heads.next()?;
        heads.next().is_none().then_some(head)
    }
}
