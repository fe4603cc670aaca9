//! What is asked and what a household is: questionnaires, answers, form logic.
//!
//! Start with [`Questionnaire`] (what is asked), [`Answers`] (what was said) and [`steps`] (what
//! comes next). The same crate runs on the enumerator's tablet and on the server, so both judge an
//! answer alike. It does no I/O, reads no clock, draws no random numbers, and doesn't know what an
//! answer means for a child: that is the server's `classifications/child_facts.rs`.

mod accept;
mod age;
mod answer;
mod answers;
pub mod area;
mod check;
mod curp;
mod expr;
mod folio;
mod key;
mod logic;
mod parse;
mod questionnaire;
mod review;
mod schema;
pub mod sheets;
mod steps;
mod validator;
mod visit_results;
mod words;
pub mod xlsform;

pub use accept::{NotAccepted, accept};
pub use age::{AGE_MAX, AgeRange, age_on, age_said, years_on};
pub use answer::{Answer, ScalarError};
pub use answers::{Answers, CHILD_AGES, KeptAnswers};
pub use check::{Finding, Grade, NAME_MAX, check};
pub use expr::{
    EvaluateFault, Expr, ExprFault, Failed, LENGTH_MAX, Misread, Mistyped, Scope, Type, TypeFault,
    Value,
};
pub use folio::{case_folio, folio};
pub use key::{AnswerKey, JOBS_MAX, Subject, member_of, new_member_id, new_visit_id, subject};
pub use logic::{Circle, Graph, Logic};
pub use parse::{ALL_SHIPPED, QuestionnaireError, SHIPPED};
pub use questionnaire::{
    About, Choice, Constraint, Kept, Kind, PrivacyNotice, Question, Questionnaire, Section,
    TextForm,
};
pub use review::{Remark, Severity, review};
pub use steps::{Step, StepState, due, path, steps};
pub use validator::{SchemaFault, Validator};
pub use visit_results::{VisitClass, VisitResult, visit_result, visit_results};
pub use words::Words;
