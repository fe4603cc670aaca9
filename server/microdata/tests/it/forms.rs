//! What each way of giving a fact makes of known, unknown and empty cells.

use classify::{ChildFacts, Cti, Edition, MX_INEGI_2016, Settled, Span, Status, verdict};

use crate::with::{Outcome, Tables, one_table};

fn read(table: &str, rest: &str) -> Outcome {
    let tables = Tables::new(&[("t", table.as_bytes())]);
    let read = tables.read(one_table("format = 'csv'", rest));
    assert_eq!(read.said(), Vec::<String>::new());
    read
}

/// A fact of every child, where it is the same under all answers.
fn of<T: PartialEq>(read: &Outcome, fact: impl Fn(&Settled) -> Option<T> + Copy) -> Vec<Option<T>> {
    let children = read.children.iter();
    children.map(|child| child.facts.agreed(fact)).collect()
}

#[test]
fn the_first_known_answer_decides_and_all_must_pass_for_the_rest() {
    let rest = "[facts]\n'work.status' = { first = [
        { column = 'P1', codes = { '1' = 'worked' }, pass = ['2'], unknown = ['9'] },
        { column = 'P2', codes = { '1' = 'absent' }, pass = ['2'], unknown = ['9'] },
    ], otherwise = 'none' }";
    let read = read("ID,P1,P2\na,1,\nb,2,1\nc,2,2\nd,9,2\ne,2,9\nf,2,\n", rest);
    let expected = [
        Some(Status::Worked),
        Some(Status::Absent),
        Some(Status::None),
        None,
        None,
        None,
    ];
    assert_eq!(of(&read, |child| child.status), expected);
}

#[test]
fn a_sum_is_open_while_one_of_its_cells_is() {
    let sum = |codes: &str| {
        let rest =
            format!("[facts]\n'work.hours_week' = {{ sum = ['L', 'M'], unknown = ['99']{codes} }}");
        of(&read("ID,L,M\na,5,3\nb,5,99\nc,5,\n", &rest), |child| {
            child.hours_week
        })
    };
    let (eight, five) = (Some(Span::exact(8.0)), Some(Span::exact(5.0)));
    assert_eq!(sum(""), [eight, None, None]);
    assert_eq!(
        sum(", codes = { '' = 0 }, number = true"),
        [eight, None, five]
    );
}

#[test]
fn over_and_under_leave_out_the_number_itself() {
    let rest = "[facts]\n'chores.hours_week' = { column = 'B', codes = { '1' = { over = 14, under = 28 } } }";
    let read = read("ID,B\na,1\n", rest);
    let hours = of(&read, |child| child.chores_hours_week)[0].unwrap();
    assert!(hours.min() > 14.0 && hours.max() < 28.0);
    assert!(hours.min() < 14.000_001 && hours.max() > 27.999_999);
}

/// An occupied child of 16 about whom all is known but the exposures.
fn exposed(columns: &str) -> ChildFacts {
    let rest = "[facts]\nage = 'E'\n'work.status' = { column = 'W', words = true }\n'work.hours_week' = 'H'
        'work.jobs[0].scian' = 'S'\n'work.jobs[0].sinco' = 'O'\n'work.jobs[0].place' = { column = 'P', words = true }
        'work.jobs[0].max_load_kg' = 'KG'\n'work.jobs[0].after_22' = { column = 'N', words = true }\n'work.jobs[0].night_hours' = 'NH'
        'chores.own_household' = { column = 'C', words = true }\n'chores.hours_week' = 'CH'\n'chores.hazards' = { column = 'CP', words = true, none = 'none' }
        'work.jobs[0].exposures' = { each = [{ column = 'R1', is = 'noise' }, { column = 'R2', is = 'other' }], yes = ['1'], no = ['2'], unknown = ['9'] }";
    let table = format!(
        "ID,E,W,H,S,O,P,KG,N,NH,C,CH,CP,R1,R2\na,16,worked,10,461,42,shop,0,0,0,1,2,none,{columns}\n"
    );
    read(&table, rest).children[0].facts.clone()
}

#[test]
fn a_list_with_an_open_part_is_decided_only_where_both_ways_agree() {
    let edition: Edition = toml::from_str(MX_INEGI_2016).unwrap();
    let cti = |columns| verdict(&edition, &exposed(columns)).unwrap().cti;
    assert_eq!(cti("2,2"), Some(Cti::None));
    assert_eq!(
        cti("1,9"),
        Some(Cti::OnlyOccupation),
        "the noise alone decides"
    );
    assert_eq!(cti("2,9"), Some(Cti::None), "what is open would not decide");
    assert_eq!(cti("9,1"), None, "the noise that is open would decide");
    assert_eq!(cti("9,9"), None);
    assert_eq!(cti(","), None, "an empty cell is never no");
}

#[test]
fn a_second_job_that_may_exist_is_listed_with_nothing_known() {
    let rest = "[facts]\n'work.jobs[0].scian' = 'S'\n'work.jobs[1].scian' = 'S2'
        'work.jobs[1].exists' = { column = 'X', codes = { '1' = true, '2' = false }, unknown = ['9'] }";
    let read = read(
        "ID,S,X,S2\na,46,2,\nb,46,1,11\nc,46,9,\nd,,2,\ne,46,1,\n",
        rest,
    );
    let jobs = of(&read, |child| {
        child.jobs.known().map(<[classify::Job]>::len)
    });
    assert_eq!(jobs, [Some(1), Some(2), Some(2), None, Some(2)]);
}

#[test]
fn rows_that_only_leaves_out_are_counted_and_never_refused() {
    let rest = "[[only]]\ncolumn = 'R'\ncodes = ['00']\n[[only]]\ncolumn = 'E'\nfrom = 5\nto = 17\n[facts]\nage = 'E'";
    let read = read(
        "ID,R,E\na,00,11\nb,02,11\nc,,40\nd,00,4\ne,00,x\nf,00,17\n",
        rest,
    );
    assert_eq!((read.ids(), read.passed_over), (vec!["a", "f"], 4));
}
