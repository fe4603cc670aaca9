//! The types of rows, with what becomes of each. Start with [`TYPES`]. Knows no column.

/// What a `type` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeIs {
    Text,
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    Point,
    SelectOne,
    SelectMultiple,
    Acknowledge,
    Note,
    Calculate,
    /// When the interview begins or ends: the tablet writes it.
    Moment,
    /// The day of the interview: the tablet writes it.
    Today,
    BeginGroup,
    EndGroup,
    BeginRepeat,
    EndRepeat,
    /// The tablet or the server keeps it anyway.
    KeptAnyway,
    /// What to use instead, in Spanish and in English.
    Refused(&'static str, &'static str),
}

const NO_FILES: (&str, &str) = (
    "las fotos, sonidos, videos y archivos no se guardan: use text y describa lo que se ve",
    "photos, sounds, videos and files are not kept: use text and describe what is seen",
);
const NO_LINES: (&str, &str) = (
    "use geopoint: se guarda un punto, no una línea ni una superficie",
    "use geopoint: a point is kept, not a line or an area",
);
const NO_FILE_LISTS: (&str, &str) = (
    "todavía no se leen listas de otro archivo: copie las opciones a la hoja choices y use select_one o select_multiple",
    "lists in another file are not read yet: copy the options to the sheet choices and use select_one or select_multiple",
);
const NO_LOOPS: (&str, &str) = (
    "escriba las preguntas una por una, o use begin_repeat con el nombre member, job o visit",
    "write the questions one by one, or use begin_repeat with the name member, job or visit",
);

use TypeIs::Refused as No;

/// The types, with their other spellings; blanks and `_` are the same, capitals make no difference.
pub static TYPES: [(&str, &[&str], TypeIs); 45] = [
    (
        "text",
        &["string", "q string", "add text prompt"],
        TypeIs::Text,
    ),
    ("barcode", &["q barcode"], TypeIs::Text),
    (
        "integer",
        &["int", "q int", "add integer prompt"],
        TypeIs::Integer,
    ),
    (
        "decimal",
        &["q decimal", "add decimal prompt"],
        TypeIs::Decimal,
    ),
    ("date", &["q date", "add date prompt"], TypeIs::Date),
    ("time", &["q time"], TypeIs::Time),
    (
        "datetime",
        &["q datetime", "add datetime prompt"],
        TypeIs::DateTime,
    ),
    (
        "geopoint",
        &[
            "gps",
            "location",
            "q geopoint",
            "q location",
            "add location prompt",
        ],
        TypeIs::Point,
    ),
    (
        "select one",
        &["select one from", "select1", "add select one prompt using"],
        TypeIs::SelectOne,
    ),
    (
        "select multiple",
        &[
            "select all that apply",
            "select all that apply from",
            "add select multiple prompt using",
        ],
        TypeIs::SelectMultiple,
    ),
    (
        "acknowledge",
        &["trigger", "q acknowledge", "add acknowledge prompt"],
        TypeIs::Acknowledge,
    ),
    ("note", &["q note", "add note prompt"], TypeIs::Note),
    (
        "calculate",
        &["calculation", "q calculate", "add calculate prompt"],
        TypeIs::Calculate,
    ),
    ("start", &["start time"], TypeIs::Moment),
    ("end", &["end time"], TypeIs::Moment),
    ("today", &["get today"], TypeIs::Today),
    ("begin group", &[], TypeIs::BeginGroup),
    ("end group", &[], TypeIs::EndGroup),
    (
        "begin repeat",
        &["begin lgroup", "begin looped group"],
        TypeIs::BeginRepeat,
    ),
    (
        "end repeat",
        &["end lgroup", "end looped group"],
        TypeIs::EndRepeat,
    ),
    (
        "deviceid",
        &["device id", "imei", "get device id"],
        TypeIs::KeptAnyway,
    ),
    ("username", &["user name"], TypeIs::KeptAnyway),
    ("audit", &[], TypeIs::KeptAnyway),
    ("email", &[], TypeIs::KeptAnyway),
    (
        "phonenumber",
        &["phone number", "get phone number"],
        TypeIs::KeptAnyway,
    ),
    (
        "subscriberid",
        &[
            "subscriber id",
            "simserial",
            "sim id",
            "get subscriber id",
            "get sim id",
        ],
        TypeIs::KeptAnyway,
    ),
    (
        "start geopoint",
        &[
            "start-geopoint",
            "background-geopoint",
            "background geopoint",
        ],
        No(
            "use geopoint, con una pregunta que la persona vea",
            "use geopoint, as a question that the person sees",
        ),
    ),
    (
        "background audio",
        &["background-audio"],
        No(NO_FILES.0, NO_FILES.1),
    ),
    (
        "image",
        &[
            "photo",
            "q image",
            "q picture",
            "add image prompt",
            "add photo prompt",
        ],
        No(NO_FILES.0, NO_FILES.1),
    ),
    (
        "audio",
        &["q audio", "add audio prompt"],
        No(NO_FILES.0, NO_FILES.1),
    ),
    (
        "video",
        &["q video", "add video prompt"],
        No(NO_FILES.0, NO_FILES.1),
    ),
    ("file", &["add file prompt"], No(NO_FILES.0, NO_FILES.1)),
    ("geotrace", &[], No(NO_LINES.0, NO_LINES.1)),
    ("geoshape", &[], No(NO_LINES.0, NO_LINES.1)),
    ("osm", &[], No(NO_LINES.0, NO_LINES.1)),
    (
        "range",
        &[],
        No(
            "use integer o decimal, con los límites en constraint",
            "use integer or decimal, with the limits in constraint",
        ),
    ),
    (
        "rank",
        &[],
        No(
            "use select_multiple, o un select_one por lugar (primero, segundo…)",
            "use select_multiple, or one select_one for each place (first, second, …)",
        ),
    ),
    (
        "select one from file",
        &[],
        No(NO_FILE_LISTS.0, NO_FILE_LISTS.1),
    ),
    (
        "select multiple from file",
        &[],
        No(NO_FILE_LISTS.0, NO_FILE_LISTS.1),
    ),
    (
        "select one external",
        &[],
        No(NO_FILE_LISTS.0, NO_FILE_LISTS.1),
    ),
    (
        "csv-external",
        &["xml-external", "csv external", "xml external"],
        No(NO_FILE_LISTS.0, NO_FILE_LISTS.1),
    ),
    (
        "begin loop",
        &["end loop", "begin table list", "end table list"],
        No(NO_LOOPS.0, NO_LOOPS.1),
    ),
    (
        "cascading select",
        &[],
        No(
            "use select_one con choice_filter",
            "use select_one with choice_filter",
        ),
    ),
    (
        "include",
        &[],
        No(
            "copie aquí las filas de ese otro cuestionario",
            "copy the rows of that other form here",
        ),
    ),
    ("hidden", &[], No("use calculate", "use calculate")),
];
