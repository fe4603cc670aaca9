//! Rosa's day in the real window: she enrols, the server goes off, she interviews a whole
//! household, her tablet dies in the middle and is taken up again, she sends without a signal,
//! the server comes back, she sends, she corrects. Then the server's rows are looked at.
//!
//! Needs the built programs, WebKitWebDriver and a display (`xvfb-run`); `./check` does it.
//! Screenshots go to `$RAYUELA_SHOTS` (`target/shots`).

mod household;
mod office;
mod window;

use anyhow::{Result, ensure};
use household::fill;
use office::{AREA, Office};
use std::path::Path;
use tempfile::TempDir;
use window::{ENTER, ESCAPE, Window};

const PASSPHRASE: &str = "ceiba marimba pozol";
/// More parts than any household of two has.
const PARTS_MOST: usize = 40;
const ADDRESS: &str = "Calle Ceiba 14, portón verde";

#[tokio::test]
async fn rosa_interviews_a_household_with_the_server_off_and_hands_it_over() -> Result<()> {
    let tablet = TempDir::new()?;
    let mut office = Office::set_up()?;
    office.switch_on()?;
    let window = enrol(tablet.path(), &office).await?;
    office.switch_off()?;

    list_and_visit(&window).await?;
    begin_interview(&window).await?;
    window.close().await?;
    let window = take_up_again(tablet.path()).await?;
    finish_interview(&window).await?;
    send_without_signal(&window).await?;

    office.switch_on()?;
    send(&window).await?;
    look_at_the_rows(&office)?;

    correct(&window).await?;
    hide_and_show(&window).await?;
    look_at_the_correction(&office)?;
    window.close().await
}

async fn enrol(tablet: &Path, office: &Office) -> Result<Window> {
    let window = Window::open(tablet).await?;
    window.find("#enrol-server").await?;
    window.shot("01-enrol").await?;
    window.write("#enrol-server", &office.address()).await?;
    window.write("#enrol-code", &office.code()?).await?;
    window.write("#enrol-passphrase", PASSPHRASE).await?;
    window.write("#enrol-again", PASSPHRASE).await?;
    window.write("#enrol-again", ENTER).await?;
    window.find(&format!("[data-area='{AREA}']")).await?;
    window.see("Rosa").await?;
    window.shot("02-areas").await?;
    Ok(window)
}

async fn list_and_visit(window: &Window) -> Result<()> {
    window.press(&format!("[data-area='{AREA}']")).await?;
    window.find("[data-act='list-dwelling']").await?;
    window.shot("03-no-dwellings").await?;
    window.press("[data-act='list-dwelling']").await?;
    window.write("#list-number", "1").await?;
    window.write("#list-address", ADDRESS).await?;
    window.shot("04-list-dwelling").await?;
    window.press("[data-act='save']").await?;
    window.press("[data-act='visit']").await?;
    window.press("[data-option='01']").await?;
    window.shot("05-visit").await?;
    window.press("[data-act='save']").await?;
    window.find("[data-state='visited']").await?;
    window.shot("06-dwelling").await?;
    window.press("[data-act='back']").await?;
    window.find("[data-household]").await?;
    window.shot("07-dwellings").await?;
    window.press("[data-household]").await
}

/// Consent and the roster: as far as the tablet's battery lasts.
async fn begin_interview(window: &Window) -> Result<()> {
    window.press("[data-act='interview']").await?;
    window.press("[data-section='consent']").await?;
    window.find("[data-notice]").await?;
    window.shot("08-consent").await?;
    fill(window, "").await?;
    window.press("[data-act='next']").await?;
    window.find("[data-code='interview_language']").await?;
    fill(window, "").await?;
    window.press("[data-act='next']").await?;
    window.press("[data-act='add-member']").await?;
    // By the keyboard: Enter stores the name and stands at the next question.
    window
        .write("[data-code='given_names'] input", "Lucía")
        .await?;
    window
        .write("[data-code='given_names'] input", ENTER)
        .await?;
    window
        .find("[data-code='first_surname'] input:focus")
        .await?;
    fill(window, "Lucía").await?;
    window.shot("09-roster").await?;
    window.press("[data-act='add-another']").await?;
    window
        .find(".question:not(.answered)[data-code='given_names']")
        .await?;
    fill(window, "Mateo").await?;
    window.write("h1", ESCAPE).await?;
    window.find(".hopscotch").await?;
    window.see("Lucía").await?;
    window.see("Mateo").await?;
    window.shot("10-path").await
}

async fn take_up_again(tablet: &Path) -> Result<Window> {
    let window = Window::open(tablet).await?;
    window
        .write("#unlock-passphrase", "otra frase cualquiera")
        .await?;
    window.press("[data-act='unlock']").await?;
    window.find("[data-problem='wrong_passphrase']").await?;
    window.shot("11-wrong-passphrase").await?;
    window.press("[data-act='language']").await?;
    window.see("passphrase").await?;
    window.press("[data-act='language']").await?;
    window.find("#unlock-passphrase").await?.clear().await?;
    window.write("#unlock-passphrase", PASSPHRASE).await?;
    window.write("#unlock-passphrase", ENTER).await?;
    window.press(&format!("[data-area='{AREA}']")).await?;
    window.press("[data-household]").await?;
    window.find("[data-state='in_progress']").await?;
    window.press("[data-act='interview']").await?;
    window.see("Mateo").await?;
    Ok(window)
}

/// Every part that is left, then review and close.
async fn finish_interview(window: &Window) -> Result<()> {
    let left = ".step:not([data-state='done'])";
    for part in 1..=PARTS_MOST {
        let count = format!("return document.querySelectorAll(\"{left}\").length");
        if window.ask(&count).await? == 0 {
            break;
        }
        ensure!(
            part < PARTS_MOST,
            "a part is never done:\n{}",
            window.text().await?
        );
        window.press(left).await?;
        fill(window, "").await?;
        window.shot(&format!("12-part-{part:02}")).await?;
        window.press("[data-act='back']").await?;
        window.find(".hopscotch").await?;
    }
    window.shot("13-path-done").await?;
    window.press("[data-act='review']").await?;
    window
        .find("[data-act='close-interview']:not([disabled])")
        .await?;
    window.shot("14-review").await?;
    window.press("[data-act='close-interview']").await?;
    window.find("[data-state='complete']").await?;
    window.shot("15-closed").await?;
    let words = window.text().await?.to_lowercase();
    ensure!(
        !words.contains("trabajo infantil"),
        "the doorway must not read this:\n{words}"
    );
    Ok(())
}

async fn to_hand_over(window: &Window) -> Result<()> {
    window.press("[data-act='back']").await?;
    window.press("[data-act='back']").await?;
    window.press("[data-act='hand-over']").await?;
    window.find("[data-act='send']").await?;
    Ok(())
}

async fn send_without_signal(window: &Window) -> Result<()> {
    to_hand_over(window).await?;
    window.press("[data-act='send']").await?;
    window.find("[data-problem='no_network']").await?;
    window.see("está guardada en esta tableta").await?;
    window.shot("16-no-signal").await
}

async fn send(window: &Window) -> Result<()> {
    window.press("[data-act='send']").await?;
    window.find("[data-receipt]").await?;
    window.see("El servidor recibió y guardó todo.").await?;
    window.shot("17-receipt").await?;
    window.press("[data-act='done']").await?;
    window.find(&format!("[data-area='{AREA}']")).await?;
    window.shot("18-areas-after").await
}

fn look_at_the_rows(office: &Office) -> Result<()> {
    let rows = office.rows()?;
    ensure!(
        rows.number("select count(*) from household")? == 1,
        "one household"
    );
    let states = rows.texts("select state from household")?;
    ensure!(states == ["complete"], "the household is {states:?}");
    let size = rows.texts("select members || ' ' || children from household")?;
    ensure!(size == ["2 1"], "members and children are {size:?}");
    let area = rows.texts("select area || ' ' || last_by from household")?;
    ensure!(
        area == [format!("{AREA} rosa")],
        "area and person are {area:?}"
    );
    let names = rows.answer("given_names")?;
    ensure!(
        names.len() == 2 && names.concat().contains("Mateo"),
        "names are {names:?}"
    );
    let helped = rows.answer("rescue")?;
    ensure!(helped == ["\"helped_business\""], "the help is {helped:?}");
    let monday = rows.answer("hours_mon")?;
    ensure!(monday == ["4"], "Monday's hours are {monday:?}");
    let verdicts =
        rows.texts("select child_labour || '' from classification where in_scope = 1")?;
    ensure!(
        verdicts == ["1"],
        "Mateo is 13 and works in a shop: {verdicts:?}"
    );
    let cases = rows.texts("select state from child_case")?;
    ensure!(
        cases == ["proposed"],
        "a case is proposed, a person opens it: {cases:?}"
    );
    let aside = rows.number("select count(*) from change_log where state <> 'taken'")?;
    ensure!(aside == 0, "nothing is set aside");
    Ok(())
}

async fn correct(window: &Window) -> Result<()> {
    window.press(&format!("[data-area='{AREA}']")).await?;
    window.press("[data-household]").await?;
    window.press("[data-act='correct']").await?;
    window.press("[data-section='dwelling']").await?;
    window
        .press("[data-code='electricity'] [data-act='correct']")
        .await?;
    window
        .press("[data-code='electricity'] [data-option='yes']")
        .await?;
    window
        .write(
            "#reason-electricity",
            "La persona me corrigió al despedirme",
        )
        .await?;
    window.shot("19-correct").await?;
    window.press("[data-act='save-correction']").await?;
    window.see("Corrección guardada.").await?;
    window.press("[data-act='back']").await?;
    window.press("[data-act='back']").await?;
    to_hand_over(window).await?;
    send(window).await
}

async fn hide_and_show(window: &Window) -> Result<()> {
    window.press(&format!("[data-area='{AREA}']")).await?;
    window.see(ADDRESS).await?;
    window.press("[data-act='hide']").await?;
    window.find("[data-act='show']").await?;
    window.shot("20-hidden").await?;
    ensure!(
        !window.text().await?.contains("Ceiba"),
        "hidden means hidden"
    );
    window.press("[data-act='show']").await?;
    window.write("#unlock-passphrase", PASSPHRASE).await?;
    window.shot("21-unlock").await?;
    window.write("#unlock-passphrase", ENTER).await?;
    window.see(ADDRESS).await
}

fn look_at_the_correction(office: &Office) -> Result<()> {
    let rows = office.rows()?;
    let light = rows.answer("electricity")?;
    ensure!(light == ["true"], "the corrected answer is {light:?}");
    let changes = rows.number("select count(*) from change_log where state = 'taken'")?;
    ensure!(
        changes >= 2,
        "the correction is a change of its own: {changes}"
    );
    Ok(())
}
