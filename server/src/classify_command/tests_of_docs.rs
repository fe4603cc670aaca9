//! `docs/batch.md` tells the truth: each of its commands is run on the shipped examples, and what
//! the page shows of the outcome is there.

use std::{fs, io, path::Path};

use super::tests::{Ran, typed};

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The commands of the page, each with the lines that the page shows after it.
fn commands(page: &str) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut block = "";
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(kind) => block = kind,
            None if block == "sh" && line.starts_with("rayuela classify") => {
                commands.push((line.to_owned(), Vec::new()));
            }
            None if block == "text" => commands.last_mut().unwrap().1.push(line.to_owned()),
            None => {}
        }
    }
    commands
}

/// Runs a command of the page from the root of the repository; what it writes goes to `here`.
fn ran(command: &str, here: &Path) -> Ran {
    let (command, input) = command.split_once(" < ").unwrap_or((command, ""));
    let mut written = false;
    let argument = |word: &str| {
        let place = if written {
            here.join(word)
        } else {
            root().join(word)
        };
        let is_path = written || word.starts_with("docs/");
        written = ["--to", "--refused"].contains(&word);
        if is_path {
            place.to_str().unwrap().to_owned()
        } else {
            word.to_owned()
        }
    };
    let words: Vec<String> = command.split_whitespace().skip(2).map(argument).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let input = match input {
        "" => Vec::new(),
        file => fs::read(root().join(file)).unwrap(),
    };
    typed(&words, io::Cursor::new(input))
}

#[test]
fn every_command_of_the_page_on_batches_does_what_the_page_shows() {
    let page = fs::read_to_string(root().join("docs/batch.md")).unwrap();
    let commands = commands(&page);
    assert!(commands.len() >= 8, "{} commands", commands.len());
    let here = tempfile::tempdir().unwrap();
    for (command, shown) in &commands {
        let ran = ran(command, here.path());
        let all = format!("{}{}", ran.results, ran.told);
        for line in shown.iter().filter(|line| *line != "…") {
            // A long line may be cut.
            let cut = line.strip_suffix('…').unwrap_or(line);
            let found = all
                .lines()
                .any(|one| one == line || (cut != line && one.starts_with(cut)));
            assert!(found, "{command}\nsays nowhere\n{line}\nbut\n{all}");
        }
        assert_eq!(ran.good, !command.contains("bad"), "{command}\n{all}");
    }
}

#[test]
fn the_page_names_every_column_of_every_choice() {
    use microdata::write::row::Columns;
    let page = fs::read_to_string(root().join("docs/batch.md")).unwrap();
    for columns in [
        Columns::Bits,
        Columns::Verdict,
        Columns::All,
        Columns::Explained,
    ] {
        for (name, _) in columns.names().0 {
            assert!(
                page.contains(&format!("`{name}`")),
                "{name} is not explained"
            );
        }
    }
}

#[test]
fn the_page_gives_each_bit_its_word_in_the_order_of_the_rules() {
    use classify::{Chores, Coded, Criterion, Cti, Gap, Occupation};
    fn listed<T: Coded>() -> String {
        let words = T::WORDS.iter().enumerate();
        let words = words.map(|(place, word)| format!("{place} `{word}`"));
        words.collect::<Vec<_>>().join(" · ")
    }
    let page = fs::read_to_string(root().join("docs/batch.md")).unwrap();
    let lists = [
        listed::<Occupation>(),
        listed::<Chores>(),
        listed::<Cti>(),
        listed::<Criterion>(),
        listed::<Gap>(),
    ];
    for list in lists {
        assert!(page.contains(&list), "the page does not list: {list}");
    }
}
