//! What depends on what in a questionnaire. Start with [`Graph::of`]; [`Graph::circle`] finds
//! questions that depend on themselves. Knows no answers.

use std::collections::{BTreeSet, HashMap};

use crate::expr::Expr;
use crate::questionnaire::{About, Question, Questionnaire, Section};

/// Questions by their code, and for each what is worked out anew when its answer changes.
#[derive(Debug)]
pub struct Graph {
    places: HashMap<String, usize>,
    /// Section and question, by place.
    at: Vec<(usize, usize)>,
    touched: Vec<Touched>,
}

/// What an answer changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub sections: BTreeSet<usize>,
    pub questions: BTreeSet<usize>,
    /// All of it is about the same person as the answer.
    pub only_own: bool,
}

/// Questions that depend on each other, by code; the last depends on the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle(pub Vec<String>);

/// The answers on which ages, and so who is a child, depend.
pub(crate) const AGE: [&str; 4] = ["birth_date", "age", "age_event", "ref_date"];
/// The name endings under which an expression sees why there is no value, and an interval's ends.
pub(crate) const COMPANIONS: [&str; 3] = ["_unknown", "_from", "_to"];

impl Graph {
    /// Reads every expression's names.
    pub fn of(questionnaire: &Questionnaire) -> Graph {
        let mut places = HashMap::new();
        let mut at = Vec::new();
        for (s, section) in questionnaire.sections.iter().enumerate() {
            for (n, question) in section.questions.iter().enumerate() {
                places.insert(question.code.clone(), at.len());
                at.push((s, n));
            }
        }
        let mut graph = Graph {
            places,
            at,
            touched: Vec::new(),
        };
        let direct = graph.direct(questionnaire);
        graph.touched = (0..graph.at.len())
            .map(|place| graph.reach(questionnaire, &direct, place))
            .collect();
        graph
    }

    /// The place of a question.
    pub(super) fn place(&self, code: &str) -> Option<usize> {
        self.places.get(code).copied()
    }

    /// Section and question that a name in an expression leads to: the question itself, or the one
    /// that it accompanies.
    pub(crate) fn question_of<'q>(
        &self,
        questionnaire: &'q Questionnaire,
        name: &str,
    ) -> Option<(&'q Section, &'q Question)> {
        let (section, question) = self.at(self.named(name)?);
        let section = &questionnaire.sections[section];
        Some((section, &section.questions[question]))
    }

    pub(super) fn named(&self, name: &str) -> Option<usize> {
        self.place(name).or_else(|| {
            COMPANIONS
                .iter()
                .find_map(|ending| self.place(name.strip_suffix(ending)?))
        })
    }

    pub(super) fn at(&self, place: usize) -> (usize, usize) {
        self.at[place]
    }

    pub(super) fn touched(&self, place: usize) -> &Touched {
        &self.touched[place]
    }

    /// A circle of questions whose relevance or value hangs on itself, if there is one.
    pub fn circle(&self, questionnaire: &Questionnaire) -> Option<Circle> {
        let direct = self.direct(questionnaire);
        let mut state = vec![Visit::New; self.at.len()];
        (0..self.at.len()).find_map(|place| {
            let mut path = Vec::new();
            self.walk(questionnaire, &direct, place, &mut state, &mut path)
        })
    }

    fn walk(
        &self,
        questionnaire: &Questionnaire,
        direct: &[BTreeSet<usize>],
        place: usize,
        state: &mut [Visit],
        path: &mut Vec<usize>,
    ) -> Option<Circle> {
        match state[place] {
            Visit::Done => return None,
            Visit::Open => {
                let from = path.iter().position(|p| *p == place).unwrap_or_default();
                let codes = path[from..].iter().map(|p| {
                    let (section, question) = self.at[*p];
                    questionnaire.sections[section].questions[question]
                        .code
                        .clone()
                });
                return Some(Circle(codes.collect()));
            }
            Visit::New => {}
        }
        state[place] = Visit::Open;
        path.push(place);
        let found = direct[place]
            .iter()
            .find_map(|next| self.walk(questionnaire, direct, *next, state, path));
        path.pop();
        state[place] = Visit::Done;
        found
    }

    /// For each question, those whose relevance or value names it.
    fn direct(&self, questionnaire: &Questionnaire) -> Vec<BTreeSet<usize>> {
        let mut direct = vec![BTreeSet::new(); self.at.len()];
        let ages: Vec<usize> = AGE.iter().filter_map(|code| self.place(code)).collect();
        for (place, (s, n)) in self.at.iter().enumerate() {
            let section = &questionnaire.sections[*s];
            let of_child = matches!(section.about, About::EachChild | About::EachJob);
            let named = expressions(section, &section.questions[*n])
                .flat_map(Expr::names)
                .filter_map(|name| self.named(name));
            for named in named.chain(ages.iter().copied().filter(|_| of_child)) {
                direct[named].insert(place);
            }
        }
        direct
    }

    fn reach(
        &self,
        questionnaire: &Questionnaire,
        direct: &[BTreeSet<usize>],
        place: usize,
    ) -> Touched {
        let mut touched = Touched::default();
        let mut to_do = vec![place];
        while let Some(next) = to_do.pop() {
            for question in &direct[next] {
                if touched.questions.insert(*question) {
                    to_do.push(*question);
                }
            }
        }
        touched.questions.insert(place);
        let mut only_own = true;
        for question in &touched.questions {
            let section = self.at[*question].0;
            touched.sections.insert(section);
            let about = questionnaire.sections[section].about;
            only_own &= matches!(about, About::EachMember | About::EachChild | About::EachJob);
        }
        touched.only_own = only_own;
        touched
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// What decides a question's relevance or value. A constraint judges an answer and changes none.
fn expressions<'q>(section: &'q Section, question: &'q Question) -> impl Iterator<Item = &'q Expr> {
    section
        .relevant
        .iter()
        .chain(&question.relevant)
        .chain(question.kind.calculation())
}
