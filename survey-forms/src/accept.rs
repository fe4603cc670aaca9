//! Whether an answer can stand where it is put: kind, range, options, form. Start with [`accept`].
//! Does not compare answers with each other: that is [`crate::review`].

use chrono::{Duration, NaiveDate, NaiveTime};
use thiserror::Error;

use crate::answer::Answer;
use crate::answers::Answers;
use crate::area::AreaKey;
use crate::curp;
use crate::key::{AnswerKey, Subject};
use crate::logic::Logic;
use crate::questionnaire::{About, Kind, Question, Questionnaire, TextForm};
use crate::words::Words;

/// Why an answer was not accepted; nothing was stored. The sentences never repeat the answer.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum NotAccepted {
    #[error("this questionnaire has no such question")]
    UnknownQuestion,
    #[error("that question is not asked about this subject")]
    WrongSubject,
    #[error("this question takes another kind of answer")]
    WrongKind,
    #[error("that option is not offered")]
    UnknownOption,
    #[error("choose at least one option")]
    NothingChosen,
    #[error("write a number between {min} and {max}")]
    OutOfRange { min: f64, max: f64 },
    #[error("write a whole number")]
    NotWhole,
    #[error("write at most two decimals")]
    TooFine,
    #[error("the smaller number goes first")]
    UpsideDown,
    #[error("write one number, not an interval")]
    NoInterval,
    #[error("write at most {max} letters")]
    TooLong { max: usize },
    #[error("write something, or choose that it is not known")]
    Blank,
    #[error("this text lacks the form it needs; see the help of the question")]
    WrongForm { form: TextForm },
    #[error("that day is not possible here")]
    ImpossibleDay,
    #[error("this question must have an answer")]
    MustBeAnswered,
    /// The question's own constraint, with what it says.
    #[error("{}", .0.en)]
    Refused(Words),
}

impl NotAccepted {
    /// What to do, in both languages.
    pub fn words(&self) -> Words {
        let es = match self {
            NotAccepted::UnknownQuestion => "Este cuestionario no tiene esa pregunta.".to_owned(),
            NotAccepted::WrongSubject => "Esa pregunta no se hace aquí.".to_owned(),
            NotAccepted::WrongKind => "Esta pregunta lleva otro tipo de respuesta.".to_owned(),
            NotAccepted::UnknownOption => "Elija una de las opciones de la lista.".to_owned(),
            NotAccepted::NothingChosen => "Elija al menos una opción.".to_owned(),
            NotAccepted::OutOfRange { min, max } => {
                format!("Escriba un número entre {min} y {max}.")
            }
            NotAccepted::NotWhole => "Escriba un número entero.".to_owned(),
            NotAccepted::TooFine => "Escriba dos decimales como máximo.".to_owned(),
            NotAccepted::UpsideDown => "Escriba primero el número menor.".to_owned(),
            NotAccepted::NoInterval => "Escriba un solo número.".to_owned(),
            NotAccepted::TooLong { max } => format!("Escriba {max} letras como máximo."),
            NotAccepted::Blank => "Escriba algo, o elija que no se sabe.".to_owned(),
            NotAccepted::WrongForm { form } => form_words(*form).to_owned(),
            NotAccepted::ImpossibleDay => "Revise el día: aquí no es posible.".to_owned(),
            NotAccepted::MustBeAnswered => "Esta pregunta necesita una respuesta.".to_owned(),
            NotAccepted::Refused(words) => return words.clone(),
        };
        Words {
            es,
            en: capitalised(&self.to_string()),
        }
    }
}

/// Judges one answer for one place. It must fit the question's kind, range and options, and the
/// subject must be one that the question is asked about.
///
/// # Errors
/// [`NotAccepted`] says what is expected instead.
///
/// ```
/// use survey_forms::{Answer, AnswerKey, Answers, Questionnaire, accept};
/// let (q, answers) = (Questionnaire::shipped(), Answers::default());
/// let monday = AnswerKey::new("m0aaaaa", "hours_mon");
/// assert!(accept(&q, &answers, &monday, &Answer::Number(8.0)).is_ok());
/// assert!(accept(&q, &answers, &monday, &Answer::Number(25.0)).is_err());
/// assert!(accept(&q, &answers, &monday, &Answer::DontKnow).is_ok());
/// ```
pub fn accept(
    q: &Questionnaire,
    answers: &Answers,
    key: &AnswerKey,
    answer: &Answer,
) -> Result<(), NotAccepted> {
    let (section, question) = q.question(&key.code).ok_or(NotAccepted::UnknownQuestion)?;
    if !is_about(section.about, key.about()) {
        return Err(NotAccepted::WrongSubject);
    }
    accept_alone(question, answer)?;
    let logic = Logic::new(q, answers, None);
    if let Some(constraint) = &question.constraint
        && !logic.fulfils(&key.subject, question, answer)
    {
        return Err(NotAccepted::Refused(constraint.message.clone()));
    }
    if let Answer::Choice(code) = answer {
        let on_offer = logic.offered(&key.subject, question);
        offered(on_offer.iter().any(|option| option.code == *code))?;
    }
    match answer {
        // What is told lies behind; an appointment at the door lies ahead.
        Answer::Date(day)
            if section.about != About::EachVisit
                && question.code != "ref_date"
                && is_after_visit(answers, *day) =>
        {
            Err(NotAccepted::ImpossibleDay)
        }
        _ => Ok(()),
    }
}

/// Judges an answer by its question alone.
pub(crate) fn accept_alone(question: &Question, answer: &Answer) -> Result<(), NotAccepted> {
    match (&question.kind, answer) {
        (Kind::Note | Kind::Calculated { .. }, _) => Err(NotAccepted::WrongKind),
        (_, Answer::NotAsked) => Ok(()),
        (_, Answer::DontKnow) => allowed(question.may_not_know),
        (_, Answer::Refused) => allowed(question.may_refuse),
        (Kind::Text { max, form }, Answer::Text(text)) => accept_text(text, *max, *form),
        (
            Kind::Number {
                min, max, integer, ..
            },
            Answer::Number(number),
        ) => accept_number(*number, *min, *max, *integer),
        (
            Kind::Number {
                may_be_interval: false,
                ..
            },
            Answer::Interval { .. },
        ) => Err(NotAccepted::NoInterval),
        (
            Kind::Number {
                min, max, integer, ..
            },
            Answer::Interval {
                min: low,
                max: high,
            },
        ) => {
            accept_number(*low, *min, *max, *integer)?;
            accept_number(*high, *min, *max, *integer)?;
            if low > high {
                Err(NotAccepted::UpsideDown)
            } else {
                Ok(())
            }
        }
        (Kind::YesNo, Answer::YesNo(_)) => Ok(()),
        (Kind::Choice { options, .. }, Answer::Choice(code)) => {
            offered(options.iter().any(|option| option.code == *code))
        }
        (
            Kind::Choices {
                none_of_these: false,
                ..
            },
            Answer::Choices(codes),
        ) if codes.is_empty() => Err(NotAccepted::NothingChosen),
        (Kind::Choices { options, .. }, Answer::Choices(codes)) => offered(
            codes
                .iter()
                .all(|code| options.iter().any(|option| option.code == *code)),
        ),
        (Kind::Date { min, max }, Answer::Date(day)) => {
            let early = min.is_some_and(|min| *day < min);
            let late = max.is_some_and(|max| *day > max);
            if early || late {
                Err(NotAccepted::ImpossibleDay)
            } else {
                Ok(())
            }
        }
        _ => Err(NotAccepted::WrongKind),
    }
}

fn accept_number(number: f64, min: f64, max: f64, integer: bool) -> Result<(), NotAccepted> {
    if !number.is_finite() || number < min || number > max {
        return Err(NotAccepted::OutOfRange { min, max });
    }
    if integer && number.fract() != 0.0 {
        return Err(NotAccepted::NotWhole);
    }
    if (number * 100.0).round() / 100.0 == number {
        Ok(())
    } else {
        Err(NotAccepted::TooFine)
    }
}

fn accept_text(text: &str, max: usize, form: TextForm) -> Result<(), NotAccepted> {
    if text.trim().is_empty() {
        return Err(NotAccepted::Blank);
    }
    if text.chars().count() > max {
        return Err(NotAccepted::TooLong { max });
    }
    let fits = match form {
        TextForm::Free => true,
        TextForm::DateTime => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        TextForm::Area => text
            .parse::<AreaKey>()
            .is_ok_and(|area| area.to_string() == text),
        TextForm::Telephone => text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit()),
        TextForm::Curp => curp::has_form(text),
        TextForm::TimeOfDay => is_time_of_day(text),
        TextForm::Point => is_point(text),
    };
    if fits {
        Ok(())
    } else {
        Err(NotAccepted::WrongForm { form })
    }
}

fn is_time_of_day(text: &str) -> bool {
    NaiveTime::parse_from_str(text, "%H:%M").is_ok_and(|t| t.format("%H:%M").to_string() == text)
}

/// Latitude and longitude in degrees, altitude and accuracy in metres.
fn is_point(text: &str) -> bool {
    let numbers: Option<Vec<f64>> = text.split(' ').map(|n| n.parse().ok()).collect();
    matches!(numbers.as_deref(), Some([latitude, longitude, altitude, accuracy])
        if latitude.abs() <= 90.0 && longitude.abs() <= 180.0
            && altitude.is_finite() && *accuracy >= 0.0 && accuracy.is_finite())
}

/// Whether a subject is of the kind that a section is about.
pub(crate) fn is_about(about: About, subject: Subject<'_>) -> bool {
    matches!(
        (about, subject),
        (About::Household, Subject::Household)
            | (About::EachMember | About::EachChild, Subject::Member(_))
            | (About::EachJob, Subject::Job(..))
            | (About::EachVisit, Subject::Visit(_))
    )
}

/// The interview is at most a week after the reference week's last day.
fn is_after_visit(answers: &Answers, day: NaiveDate) -> bool {
    let last = answers
        .ref_date()
        .and_then(|date| date.checked_add_signed(Duration::days(7)));
    last.is_some_and(|last| day > last)
}

fn allowed(is: bool) -> Result<(), NotAccepted> {
    if is {
        Ok(())
    } else {
        Err(NotAccepted::MustBeAnswered)
    }
}

fn offered(is: bool) -> Result<(), NotAccepted> {
    if is {
        Ok(())
    } else {
        Err(NotAccepted::UnknownOption)
    }
}

fn form_words(form: TextForm) -> &'static str {
    match form {
        TextForm::Free => "Revise el texto.",
        TextForm::DateTime => "Escriba fecha y hora completas.",
        TextForm::Area => "Escriba la clave completa del área.",
        TextForm::Telephone => "Escriba los diez números del teléfono.",
        TextForm::Curp => "Revise la CURP: son 18 letras y números.",
        TextForm::TimeOfDay => "Escriba la hora y los minutos, como 22:30.",
        TextForm::Point => "Tome otra vez la ubicación.",
    }
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters
        .next()
        .map(|c| c.to_uppercase().to_string())
        .unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
