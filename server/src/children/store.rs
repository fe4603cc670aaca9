//! The SQL behind the pages of children. It reads rows that others write and changes none.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::find::{Filters, Found};

/// A round of field work, for the heading of the table.
#[derive(Clone, Debug)]
pub struct Survey {
    /// `2026-1`.
    pub id: String,
    /// In the office's words.
    pub name: String,
}

/// One child's rows, before they are put into words.
#[derive(Clone, Debug)]
pub struct OneChild {
    /// The case's folio.
    pub folio: String,
    /// The case's state.
    pub state: String,
    /// When the server proposed it.
    pub proposed_at: String,
    /// When a person opened or dismissed it.
    pub opened_at: Option<String>,
    /// Who did.
    pub opened_by: Option<String>,
    /// Why it was dismissed.
    pub closed_reason: Option<String>,
    /// The household's id.
    pub household: String,
    /// The round.
    pub survey: String,
    /// The child's place in the record.
    pub member: String,
    /// The household's folio, AGEB, block and number, its questionnaire.
    pub home: Home,
    /// What was found, as in the table.
    pub found: Found,
    /// The facts that were classified, as JSON.
    pub facts: String,
    /// The edition that was applied.
    pub edition: String,
    /// When.
    pub classified_at: String,
}

/// Where the household lives and who was there.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// The household's folio.
    pub folio: String,
    /// The block, if urban.
    pub block: Option<String>,
    /// The dwelling's number on the list.
    pub dwelling_number: Option<String>,
    /// The questionnaire it was asked with.
    pub content_id: Option<String>,
    /// When a hand-over last changed it.
    pub updated_at: String,
    /// The enumerator's name.
    pub last_by: Option<String>,
}

/// One kept value of an answer, with who gave it.
#[derive(Clone, Debug)]
pub struct KeptValue {
    /// `""`, a member, or a member's job.
    pub subject: String,
    /// The question's code.
    pub code: String,
    /// The scalar form, as JSON.
    pub value: String,
    /// The enumerator's name, if known.
    pub person: Option<String>,
    /// When it was given.
    pub given_at: String,
}

/// The latest round, if any was opened.
pub fn latest_survey(conn: &Connection) -> rusqlite::Result<Option<Survey>> {
    conn.prepare_cached("select id, name from survey order by starts desc, id desc limit 1")?
        .query_row([], |row| {
            Ok(Survey {
                id: row.get(0)?,
                name: row.get(1)?,
            })
        })
        .optional()
}

/// Who the table is about: children found and every decided case, or those whose class is not
/// known. An undecided case is always of a child found. Reads `classification_table` alone but
/// for the decided cases; the wide rows come later, for one page.
const CHOSEN: &str = "
    with keys (household, survey, member, area, in_scope, occupation, chores, cti, sex, age_min, age_max) as (
        select household, survey, member, area, in_scope, occupation, chores, cti, sex, age_min, age_max
            from classification
            where survey = ?1 and child_labour = 1 and ?2 <> 'unclear'
        union select c.household, c.survey, c.member, c.area, c.in_scope, c.occupation, c.chores, c.cti,
                     c.sex, c.age_min, c.age_max
            from child_case k
            join classification c on c.household = k.household and c.survey = k.survey
                                 and c.member = k.member
            where k.survey = ?1 and k.state <> 'proposed' and ?2 <> 'unclear'
        union select household, survey, member, area, in_scope, occupation, chores, cti, sex, age_min, age_max
            from classification
            where survey = ?1 and child_labour is null and ?2 = 'unclear'
    ),
    chosen as (
        select c.household, c.survey, c.member, c.area, k.id, k.folio, k.state, k.changed
        from keys c
        left join child_case k on k.household = c.household and k.survey = c.survey
                              and k.member = c.member
        where coalesce(c.in_scope, 1) = 1
          and case ?2
                when 'unclear' then 1
                when '' then 1
                when 'both' then c.cti = 'both'
                when 'below_minimum_age' then c.occupation = ?2
                when 'hazardous' then c.occupation = ?2
                when 'prolonged' then c.chores = ?2
                when 'dangerous' then c.chores = ?2
                else 0
              end
          and (?3 = '' or c.area = ?3)
          and (?4 = '' or c.sex = ?4)
          and (?5 is null or (c.age_min between ?5 and ?6 and c.age_max between ?5 and ?6))
          and (?7 = '' or k.state = ?7)
    )";

/// How many children the filters find.
pub fn count(conn: &Connection, survey: &str, filters: &Filters) -> rusqlite::Result<u64> {
    let (min, max) = filters.ages().unzip();
    let asked = params![
        survey,
        filters.clase,
        filters.area,
        filters.sexo,
        min,
        max,
        filters.estado
    ];
    let n: i64 = conn
        .prepare_cached(&format!("{CHOSEN} select count(*) from chosen"))?
        .query_row(asked, |row| row.get(0))?;
    Ok(n.unsigned_abs())
}

/// The children that the filters find: proposed cases first, then by AGEB and folio.
pub fn find(
    conn: &Connection,
    survey: &str,
    filters: &Filters,
    skip: u64,
    rows: u64,
) -> rusqlite::Result<Vec<Found>> {
    let (min, max) = filters.ages().unzip();
    let (rows, skip) = (
        i64::try_from(rows).unwrap_or(i64::MAX),
        i64::try_from(skip).unwrap_or(i64::MAX),
    );
    let mut statement = conn.prepare_cached(&format!(
        "{CHOSEN}, page as (
             select * from chosen
             order by case state when 'proposed' then 0 when 'open' then 1 else 2 end,
                      area, household, member
             limit ?8 offset ?9
         )
         select {COLUMNS}
         from page k
         join classification c on c.household = k.household and c.survey = k.survey
                              and c.member = k.member
         join household h on h.id = k.household and h.survey = k.survey
         order by case k.state when 'proposed' then 0 when 'open' then 1 else 2 end,
                  k.area, k.household, k.member"
    ))?;
    let asked = params![
        survey,
        filters.clase,
        filters.area,
        filters.sexo,
        min,
        max,
        filters.estado,
        rows,
        skip
    ];
    statement.query_map(asked, found)?.collect()
}

const COLUMNS: &str =
    "k.id, k.folio, h.folio, k.state, coalesce(k.changed, 0), c.occupation, c.chores,
    c.sector, c.sex, c.age_min, c.age_max, c.area, c.grounds, c.verdict";

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    let (id, folio): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
    Ok(Found {
        case: id.zip(folio),
        household: row.get(2)?,
        state: row.get(3)?,
        changed: row.get(4)?,
        occupation: row.get(5)?,
        chores: row.get(6)?,
        sector: row.get(7)?,
        sex: row.get(8)?,
        age_min: row.get(9)?,
        age_max: row.get(10)?,
        area: row.get(11)?,
        grounds: row.get(12)?,
        verdict: row.get(13)?,
    })
}

/// The AGEBs in which children were found, for the filter: key and colonias.
pub fn areas(conn: &Connection, survey: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement = conn.prepare_cached(
        "select c.area, coalesce((select group_concat(name, ', ') from neighbourhood n
                                  where n.kind || ':' || n.key = c.area), '')
         from (select area from classification where survey = ?1 and child_labour = 1
               union select area from classification where survey = ?1 and child_labour is null) c
         order by c.area",
    )?;
    statement
        .query_map([survey], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// One child's case with everything known of how it came about.
pub fn one(conn: &Connection, case: &str) -> rusqlite::Result<Option<OneChild>> {
    let mut statement = conn.prepare_cached(&format!(
        "select {COLUMNS}, k.proposed_at, k.opened_at, opener.name, k.closed_reason,
                c.household, c.survey, c.member, h.block, h.dwelling_number, h.content_id,
                h.updated_at, asker.name, c.facts, c.edition, c.classified_at
         from child_case k
         join classification c on c.household = k.household and c.survey = k.survey
                              and c.member = k.member
         join household h on h.id = k.household and h.survey = k.survey
         left join person opener on opener.id = k.opened_by
         left join person asker on asker.id = h.last_by
         where k.id = ?1"
    ))?;
    statement.query_row([case], one_child).optional()
}

fn one_child(row: &Row<'_>) -> rusqlite::Result<OneChild> {
    let found = found(row)?;
    Ok(OneChild {
        folio: found
            .case
            .as_ref()
            .map(|case| case.1.clone())
            .unwrap_or_default(),
        state: found.state.clone().unwrap_or_default(),
        proposed_at: row.get(14)?,
        opened_at: row.get(15)?,
        opened_by: row.get(16)?,
        closed_reason: row.get(17)?,
        household: row.get(18)?,
        survey: row.get(19)?,
        member: row.get(20)?,
        home: Home {
            folio: found.household.clone(),
            block: row.get(21)?,
            dwelling_number: row.get(22)?,
            content_id: row.get(23)?,
            updated_at: row.get(24)?,
            last_by: row.get(25)?,
        },
        facts: row.get(26)?,
        edition: row.get(27)?,
        classified_at: row.get(28)?,
        found,
    })
}

/// The record behind one child: its own answers, its jobs', the household's, and the names of
/// whoever else lives there is left out.
pub fn record(
    conn: &Connection,
    household: &str,
    survey: &str,
    member: &str,
) -> rusqlite::Result<Vec<KeptValue>> {
    let mut statement = conn.prepare_cached(
        "select a.subject, a.code, a.value, p.name, a.given_at
         from answer a left join person p on p.id = a.person
         where a.household = ?1 and a.survey = ?2
           and (a.subject = '' or a.subject = ?3 or a.subject like ?3 || '.j%')
         order by a.subject, a.code, a.n",
    )?;
    let rows = statement.query_map([household, survey, member], |row| {
        Ok(KeptValue {
            subject: row.get(0)?,
            code: row.get(1)?,
            value: row.get(2)?,
            person: row.get(3)?,
            given_at: row.get(4)?,
        })
    })?;
    rows.collect()
}

/// The questionnaire's text of a content id, if the server holds it.
pub fn questionnaire(conn: &Connection, content_id: &str) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("select json from questionnaire where content_id = ?1")?
        .query_row([content_id], |row| row.get(0))
        .optional()
}
