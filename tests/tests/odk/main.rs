//! ODK's own programs judge our questionnaires: pyxform, ODK Validate, JavaRosa and ODK's web
//! engine. Start with [`the_shipped_questionnaires_ask_the_same_in_every_engine`].
//!
//! Each shipped questionnaire is written as a workbook and as an XForm. Scripted interviews with
//! random answers are played on `survey-forms` here; `tests/odk/run.sh` plays them on the others
//! and compares relevance, requirement, constraints, choices and values, node by node.

mod nodes;
mod play;
mod trace;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use survey_forms::{Questionnaire, sheets, xlsform};

/// Interviews for each questionnaire about members and children, and for one without them.
const INTERVIEWS: [(&str, u64); 3] = [("household", 200), ("programmes", 60), ("detection", 60)];

#[test]
fn the_shipped_questionnaires_ask_the_same_in_every_engine() {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("odk-interviews");
    fs::create_dir_all(&dir).expect("a folder for the forms");
    let shipped = Questionnaire::all_shipped();
    assert_eq!(shipped.len(), INTERVIEWS.len());
    for questionnaire in &shipped {
        let (_, interviews) = INTERVIEWS
            .iter()
            .find(|(id, _)| *id == questionnaire.id)
            .expect("how many interviews");
        write(&dir, questionnaire, *interviews);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let judged = Command::new(root.join("tests/odk/run.sh"))
        .arg(&dir)
        .status()
        .expect("the judges start");
    assert!(judged.success(), "see above what differs");
}

/// Form, workbook, scripts and our own trace of them.
fn write(dir: &Path, questionnaire: &Questionnaire, interviews: u64) {
    let workbook = xlsform::export(questionnaire);
    let put = |end: &str, bytes: &[u8]| {
        fs::write(dir.join(format!("{}.{end}", questionnaire.id)), bytes).expect("written");
    };
    put("xlsx", &sheets::write_xlsx(&workbook).expect("a workbook"));
    put("xml", xlsform::xform(questionnaire).as_bytes());
    let form = nodes::read(&workbook);
    let (mut scripts, mut traces) = (String::new(), String::new());
    for seed in 0..interviews {
        let played = play::play(questionnaire, &form, seed);
        scripts.push_str(&format!("{}\n", played.script));
        traces.push_str(&format!("{}\n", trace::of(questionnaire, &form, &played)));
    }
    put("jsonl", scripts.as_bytes());
    put("ours.jsonl", traces.as_bytes());
}
