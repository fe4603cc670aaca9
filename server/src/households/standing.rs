//! How a dwelling stands for coverage, from its visits and the interview: the same rule as on
//! the tablet, so that both count alike.

use survey_forms::{Answer, Answers, VisitClass, visit_result};

/// Visits in the order they were made, with each one's result code where it has one.
pub fn visit_results(answers: &Answers) -> Vec<Option<String>> {
    let mut visits: Vec<_> = answers
        .visits()
        .into_iter()
        .map(|visit| {
            (
                text(answers, visit, "visit_at"),
                visit,
                text(answers, visit, "visit_result"),
            )
        })
        .collect();
    visits.sort();
    visits.into_iter().map(|(_, _, result)| result).collect()
}

/// `listed`, `visited`, `in_progress`, `complete`, `refused` or `not_a_home`.
pub fn standing(answers: &Answers, last_result: Option<&str>) -> &'static str {
    let class = |code: &str| visit_result(code).map(|result| result.class);
    if let Some(class) = text(answers, "", "closing_result")
        .as_deref()
        .and_then(class)
    {
        return match class {
            VisitClass::Complete => "complete",
            VisitClass::Refused => "refused",
            VisitClass::NotEligible => "not_a_home",
            VisitClass::Partial => "in_progress",
            _ => "visited",
        };
    }
    let consented = answers.is_yes("", "consent");
    match last_result.and_then(class) {
        Some(VisitClass::Refused) if !consented => "refused",
        Some(VisitClass::NotEligible) if !consented => "not_a_home",
        Some(VisitClass::Complete | VisitClass::Partial) => "in_progress",
        _ if answers.get("", "interview_started").is_some() => "in_progress",
        Some(_) => "visited",
        None => "listed",
    }
}

/// The words of a text or the code of a choice.
pub(super) fn text(answers: &Answers, subject: &str, code: &str) -> Option<String> {
    match answers.get(subject, code)? {
        Answer::Text(text) | Answer::Choice(text) => Some(text.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use survey_forms::AnswerKey;

    fn check(given: &[(&str, &str, Answer)], expect: &str) {
        let answers: Answers = given
            .iter()
            .map(|(subject, code, answer)| (AnswerKey::new(*subject, *code), answer.clone()))
            .collect();
        let results = visit_results(&answers);
        let last = results.last().and_then(Option::as_deref);
        assert_eq!(standing(&answers, last), expect);
    }

    fn visit(
        id: &'static str,
        at: &str,
        result: &str,
    ) -> [(&'static str, &'static str, Answer); 2] {
        [
            (id, "visit_at", Answer::Text(at.into())),
            (id, "visit_result", Answer::choice(result)),
        ]
    }

    #[test]
    fn a_dwelling_without_visits_is_only_listed() {
        check(
            &[("", "area", Answer::Text("ageb:0710100010363".into()))],
            "listed",
        );
    }

    #[test]
    fn the_last_visit_counts_and_not_the_last_id() {
        let refused = visit("v0zzzzz", "2026-11-02T10:00:00Z", "03");
        let nobody = visit("v1aaaaa", "2026-11-01T10:00:00Z", "01");
        check(&[refused, nobody].concat(), "refused");
    }

    #[test]
    fn a_closed_interview_counts_more_than_its_visits() {
        let mut given = visit("v0aaaaa", "2026-11-02T10:00:00Z", "01").to_vec();
        given.push(("", "consent", Answer::YesNo(true)));
        given.push(("", "closing_result", Answer::choice("00")));
        check(&given, "complete");
    }

    #[test]
    fn an_interview_begun_and_not_closed_is_in_progress() {
        let started = Answer::Text("2026-11-02T10:00:00Z".into());
        check(&[("", "interview_started", started)], "in_progress");
    }
}
