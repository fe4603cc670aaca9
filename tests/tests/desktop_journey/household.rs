//! The invented household that Rosa interviews: Lucía, and Mateo who helps in a shop.
//!
//! Start at [`fill`]: it reads which questions are due from the screen and answers each as this
//! household would. What nobody thought of is answered with the first option, "no" or 4, so a
//! question added to the questionnaire does not break the journey.

use crate::window::{TAB, Window};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// How an answer is given on the screen.
enum Say<'a> {
    Text(&'a str),
    Option(&'a str),
    Date(&'a str, &'a str, &'a str),
    DontKnow,
    Skip,
    /// By the keyboard: the number of the option.
    Key(&'a str),
}

/// What this household says; `about` is the given name, empty for the household.
fn said<'a>(about: &str, code: &str, kind: &str) -> Say<'a> {
    match (about, code) {
        (_, "consent") => Say::Key("1"),
        (
            _,
            "second_surname" | "curp" | "left_household" | "telephone_safe_time" | "postal_code",
        ) => Say::Skip,
        (_, "telephone") => Say::Text("9610000000"),
        (_, "first_surname") => Say::Text("Ramírez"),
        ("Mateo", "kinship") => Say::Option("child"),
        ("Lucía", "kinship") => Say::Option("head"),
        ("Lucía", "sex") => Say::Option("woman"),
        ("Mateo", "sex") => Say::Option("man"),
        ("Lucía", "birth_date") => Say::Date("2", "5", "1988"),
        ("Mateo", "birth_date") => Say::Date("14", "3", "2013"),
        ("Mateo", "attends_school") => Say::Option("yes"),
        ("Mateo", "rescue") => Say::Option("helped_business"),
        ("Mateo", "more_jobs") => Say::Text("1"),
        ("Mateo", "job_task_words") => Say::Text("Acomoda cajas y atiende en la tienda"),
        ("Mateo", "job_business_words") => Say::Text("Tienda de abarrotes"),
        ("Mateo", "hours_regular") => Say::Option("yes"),
        (_, "school_grade") => Say::Text("2"),
        (_, "informant") => Say::Option("mother"),
        (_, "income_band") => Say::DontKnow,
        _ => match kind {
            "yes_no" => Say::Key("2"),
            "choice" => Say::Key("1"),
            "number" => Say::Text("4"),
            "text" => Say::Text("como dijo la persona"),
            "choices" => Say::Option(""),
            _ => Say::DontKnow,
        },
    }
}

/// A question of the screen that has no answer yet.
struct Open {
    code: String,
    kind: String,
}

/// The first open question that was not left blank on purpose.
async fn next_open(window: &Window, left: &BTreeSet<String>) -> Result<Option<Open>> {
    let open = window
        .ask(
            "return [...document.querySelectorAll('.question:not(.answered)')]\
             .map((one) => [one.dataset.code, one.dataset.kind])",
        )
        .await?;
    let pairs = open.as_array().cloned().unwrap_or_default();
    Ok(pairs
        .iter()
        .filter_map(|pair| {
            Some(Open {
                code: pair[0].as_str()?.to_owned(),
                kind: pair[1].as_str()?.to_owned(),
            })
        })
        .find(|open| !left.contains(&open.code)))
}

/// Answers all questions of the section that is up. `naming` is the given name to write when the
/// section asks for one.
pub async fn fill(window: &Window, naming: &str) -> Result<()> {
    window.find(".question[data-kind]").await?;
    let about = match naming {
        "" => heading_name(window).await?,
        name => name.to_owned(),
    };
    let mut left = BTreeSet::new();
    while let Some(open) = next_open(window, &left).await? {
        let code = open.code.as_str();
        if code == "given_names" {
            answer(window, code, Say::Text(naming)).await?;
            continue;
        }
        match said(&about, code, &open.kind) {
            Say::Skip => {
                left.insert(open.code);
            }
            say => answer(window, code, say).await?,
        }
    }
    Ok(())
}

async fn heading_name(window: &Window) -> Result<String> {
    let name = window
        .ask("return document.querySelector('.page-actions .about')?.textContent ?? ''")
        .await?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}

/// Gives one answer and waits until the notebook has stored it.
async fn answer(window: &Window, code: &str, say: Say<'_>) -> Result<()> {
    let question = format!("[data-code='{code}']");
    match say {
        Say::Text(text) => {
            let field = format!("{question} [data-entry]");
            window.write(&field, text).await?;
            window.write(&field, TAB).await?;
        }
        Say::Option(option) => {
            let option = format!("{question} [data-option='{option}']");
            window.press(&option).await?;
        }
        Say::Key(number) => {
            let entry = format!("{question} [data-entry]");
            window.write(&entry, number).await?;
        }
        Say::Date(day, month, year) => {
            for (part, text) in [("day", day), ("month", month), ("year", year)] {
                let field = format!("{question} [data-date='{part}']");
                window.write(&field, text).await?;
            }
            let year = format!("{question} [data-date='year']");
            window.write(&year, TAB).await?;
        }
        Say::DontKnow => {
            window
                .press(&format!("{question} [data-act='dont-know']"))
                .await?
        }
        Say::Skip => bail!("{code} is left blank, not answered"),
    }
    window.find(&format!(".answered{question}")).await?;
    Ok(())
}
