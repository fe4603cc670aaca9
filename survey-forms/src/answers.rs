//! The answers of one household: [`Answers`] with one value a place (an interview in hand) and
//! [`KeptAnswers`] with every value that was kept (two devices, adult and child).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::age::age_on;
use crate::answer::Answer;
use crate::key::{AnswerKey, JOBS_MAX, Subject, member_of};

/// Ages in which a member is a child for the survey (*niñas, niños y adolescentes*, NNA).
pub const CHILD_AGES: std::ops::RangeInclusive<u32> = 5..=17;

/// Every value kept for every place; more than one is a *discrepancia*.
pub type KeptAnswers = BTreeMap<AnswerKey, Vec<Answer>>;

/// One value for each place: the roster and one round of one household.
///
/// ```
/// use survey_forms::{Answer, AnswerKey, Answers};
/// let mut answers = Answers::default();
/// answers.set(AnswerKey::new("m0rosa1", "given_names"), Answer::Text("Ana".into()));
/// assert_eq!(answers.members(), ["m0rosa1"]);
/// assert_eq!(answers.get("m0rosa1", "sex"), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers(BTreeMap<AnswerKey, Answer>);

impl Answers {
    /// The answer in this place, if one was given.
    pub fn get(&self, subject: &str, code: &str) -> Option<&Answer> {
        self.0.get(&AnswerKey::new(subject, code))
    }

    /// Puts an answer, in place of what stood there. Does not judge it: see [`crate::accept`].
    pub fn set(&mut self, key: AnswerKey, answer: Answer) -> Option<Answer> {
        self.0.insert(key, answer)
    }

    /// Takes an answer away.
    pub fn clear(&mut self, key: &AnswerKey) -> Option<Answer> {
        self.0.remove(key)
    }

    /// All answers, by place.
    pub fn iter(&self) -> impl Iterator<Item = (&AnswerKey, &Answer)> {
        self.0.iter()
    }

    /// How many answers there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ids of the members who belong to the household now, in the order of the roster.
    pub fn members(&self) -> Vec<&str> {
        let named: BTreeSet<&str> = self
            .0
            .keys()
            .filter_map(|key| member_of(&key.subject))
            .collect();
        named
            .into_iter()
            .filter(|m| !self.is_yes(m, "left_household"))
            .collect()
    }

    /// Ids of the members who may be 5 to 17 on the reference date; an age interval that only
    /// touches those ages counts, an age nobody knows does not.
    pub fn children(&self, reference: NaiveDate) -> Vec<&str> {
        let mut members = self.members();
        members.retain(|m| {
            age_on(self, m, reference)
                .is_some_and(|age| age.max >= *CHILD_AGES.start() && age.min <= *CHILD_AGES.end())
        });
        members
    }

    /// Subjects of a child's jobs: as many as `more_jobs` says (one if it says nothing), and any
    /// that already have an answer. Whether the child has a job at all is the section's condition.
    pub fn jobs(&self, member: &str) -> Vec<String> {
        let said = match self.get(member, "more_jobs") {
            Some(Answer::Number(n)) => *n as u8,
            Some(Answer::Choice(n)) => n.parse().unwrap_or(1),
            _ => 1,
        };
        let begun = |n: u8| {
            self.0
                .keys()
                .any(|key| key.about() == Subject::Job(member, n))
        };
        (1..=JOBS_MAX)
            .filter(|n| *n <= said || begun(*n))
            .map(|n| format!("{member}.j{n}"))
            .collect()
    }

    /// Ids of the visits, first to last.
    pub fn visits(&self) -> Vec<&str> {
        let visits: BTreeSet<&str> = self
            .0
            .keys()
            .filter_map(|key| match key.about() {
                Subject::Visit(visit) => Some(visit),
                _ => None,
            })
            .collect();
        visits.into_iter().collect()
    }

    /// The last day of the reference week, once the interview has begun.
    pub fn ref_date(&self) -> Option<NaiveDate> {
        match self.get("", "ref_date") {
            Some(Answer::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// Whether the answer there is a plain "yes".
    pub fn is_yes(&self, subject: &str, code: &str) -> bool {
        self.get(subject, code) == Some(&Answer::YesNo(true))
    }

    /// The chosen option's code, if one was chosen there.
    pub fn chosen(&self, subject: &str, code: &str) -> Option<&str> {
        match self.get(subject, code) {
            Some(Answer::Choice(option)) => Some(option),
            _ => None,
        }
    }
}

impl FromIterator<(AnswerKey, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (AnswerKey, Answer)>>(answers: I) -> Answers {
        Answers(answers.into_iter().collect())
    }
}
