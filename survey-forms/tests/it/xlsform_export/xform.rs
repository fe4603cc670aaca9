//! The XForm: every path leads somewhere, every text is there in both languages.

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use survey_forms::xlsform;

use super::{sample, shipped_and_sample};

/// What a form says, read with another eye than the writer's.
#[derive(Default)]
struct Read {
    /// The places of the data, templates left out.
    places: BTreeSet<String>,
    /// Of every bind and control: its place, and the names and values of its attributes.
    uses: Vec<(String, Vec<(String, String)>)>,
    texts: [BTreeSet<String>; 2],
    lists: BTreeSet<String>,
}

fn attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let name = attribute.key.as_ref().to_owned();
        (
            name,
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .unwrap()
                .into_owned(),
        )
    });
    attributes.collect()
}

fn read(xml: &str) -> Read {
    let mut reader = Reader::from_str(xml);
    let (mut read, mut open) = (Read::default(), Vec::<String>::new());
    let mut language = 0;
    loop {
        let event = reader.read_event().unwrap();
        let (start, stays) = match &event {
            Event::Start(start) => (start, true),
            Event::Empty(start) => (start, false),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => return read,
            _ => continue,
        };
        let name = start.name().as_ref().to_owned();
        let attributes = attributes(start);
        let get = |key: &str| attributes.iter().find(|(name, _)| name == key);
        match name.as_str() {
            "translation" => language = usize::from(get("default").is_none()),
            "text" => {
                read.texts[language].insert(get("id").unwrap().1.clone());
            }
            "instance" => read.lists.extend(get("id").map(|(_, id)| id.clone())),
            _ => {}
        }
        let place = get("nodeset").or(get("ref")).map(|(_, path)| path.clone());
        if let Some(place) = place.filter(|place| place.starts_with('/')) {
            read.uses.push((place, attributes.clone()));
        }
        open.push(name);
        if let Some(data) = open.iter().position(|name| name == "data") {
            read.places.insert(format!("/{}", open[data..].join("/")));
        }
        if !stays {
            open.pop();
        }
    }
}

/// Every path in an expression, from the root.
fn paths(expression: &str, from: &str) -> Vec<String> {
    let mut outside = String::new();
    for (n, part) in expression.split('\'').enumerate() {
        outside += if n % 2 == 0 { part } else { "''" };
    }
    let letter = |c: char| c.is_alphanumeric() || "_./".contains(c);
    let words = outside.split(|c| !letter(c));
    let paths = words.filter(|word| word.contains('/') && *word != "/root/item" && *word != "..");
    paths
        .map(|path| absolute(path.trim_start_matches("/root/item"), from))
        .collect()
}

fn absolute(path: &str, from: &str) -> String {
    // `current()/../x` is cut at the parenthesis.
    let relative = path.strip_prefix("/..").map(|rest| format!("..{rest}"));
    let path = relative.as_deref().unwrap_or(path);
    if path.starts_with('/') {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    for step in path.split('/') {
        if step == ".." {
            steps.pop();
        } else {
            steps.push(step);
        }
    }
    steps.join("/")
}

#[test]
fn every_path_leads_to_a_place_of_the_data() {
    for (form, q) in shipped_and_sample() {
        let read = read(&xlsform::xform(&q));
        let mut followed = 0;
        for (place, attributes) in &read.uses {
            assert!(read.places.contains(place), "{form}: {place}");
            let tests = ["relevant", "constraint", "calculate", "jr:count"];
            for (name, text) in attributes {
                if !tests.contains(&name.as_str()) {
                    continue;
                }
                assert!(!text.contains("${"), "{form}: {place}: {text}");
                for path in paths(text, place) {
                    assert!(
                        read.places.contains(&path),
                        "{form}: {place}: {path} in {text}"
                    );
                    followed += 1;
                }
            }
        }
        assert!(followed > 0, "{form}");
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    for (form, q) in shipped_and_sample() {
        let xml = xlsform::xform(&q);
        let read = read(&xml);
        assert_eq!(read.texts[0], read.texts[1], "{form}");
        let mut asked = 0;
        for part in xml.split("jr:itext(&apos;").skip(1) {
            let id = part.split("&apos;").next().unwrap();
            assert!(read.texts[0].contains(id), "{form}: {id}");
            asked += 1;
        }
        assert!(asked > 10, "{form}: {asked}");
        for (n, _) in xml.match_indices("instance(&apos;") {
            let list = xml[n + 15..].split("&apos;").next().unwrap();
            assert!(read.lists.contains(list), "{form}: {list}");
        }
    }
}

#[test]
fn paths_within_one_repeat_stay_in_its_row() {
    let xml = xlsform::xform(&sample());
    for expected in [
        // From a job to its child, and within a job.
        "least &lt;= current()/../../../../roster/age_max",
        "current()/../job_place != &apos;&apos;",
        "selected(../task, &apos;carries&apos;) and position(..) &lt; 3",
        // From a child to all of its own jobs.
        "sum(../../jobs/job/job_group/kg) &gt; 3",
        // From outside: everybody's.
        "count(/data/member/roster/given_names) + sum(/data/member/roster/age)",
        "jr:count=\"../job_count\"",
        "Nacimiento de <output value=\"../given_names\"/></value>",
    ] {
        assert!(xml.contains(expected), "{expected}");
    }
}

#[test]
fn words_with_signs_of_xml_stay_words() {
    let xml = xlsform::xform(&sample());
    assert!(xml.contains("<h:title>Una encuesta &amp; su &lt;hogar&gt;</h:title>"));
    let mut odd = sample();
    odd.sections[1].title.es = "a\u{1}b]]>\u{fffe}".to_owned();
    let xml = xlsform::xform(&odd);
    assert!(xml.contains("<value>ab]]&gt;</value>"));
}
