//! What of XLSForm is read, what is left out and what is refused, as tables. Start with [`SURVEY`]
//! and [`TYPES`]; `docs/xlsform.md` says the same for people, and a test holds it to these. Knows
//! nothing of how a row becomes a question.

mod types;

pub use types::{TYPES, TypeIs};

/// What becomes of a column that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treated {
    Read,
    /// Left out, with a finding: why, in Spanish and in English.
    LeftOut(&'static str, &'static str),
    /// Refused: what to use instead, in Spanish and in English.
    Refused(&'static str, &'static str),
}

/// One column of a sheet.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    /// Other headers that mean the same, in lower case.
    pub aliases: &'static [&'static str],
    /// Whether it is written once for each language.
    pub translated: bool,
    pub treated: Treated,
}

const fn read(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        name,
        aliases,
        translated: false,
        treated: Treated::Read,
    }
}

const fn said(name: &'static str, aliases: &'static [&'static str]) -> Column {
    Column {
        translated: true,
        ..read(name, aliases)
    }
}

const fn left_out(
    name: &'static str,
    aliases: &'static [&'static str],
    es: &'static str,
    en: &'static str,
) -> Column {
    Column {
        name,
        aliases,
        translated: true,
        treated: Treated::LeftOut(es, en),
    }
}

const fn refused(
    name: &'static str,
    aliases: &'static [&'static str],
    es: &'static str,
    en: &'static str,
) -> Column {
    Column {
        name,
        aliases,
        translated: true,
        treated: Treated::Refused(es, en),
    }
}

const NO_MEDIA: (&str, &str) = (
    "la tableta no muestra imágenes, sonidos ni videos: diga con palabras, en label, lo que muestran",
    "the tablet shows no images, sounds or videos: say in words, in label, what they show",
);

/// The columns of the sheet `survey`.
pub static SURVEY: [Column; 27] = [
    read("type", &["command"]),
    read("name", &["tag", "value"]),
    said("label", &["caption"]),
    said("hint", &[]),
    said("guidance_hint", &[]),
    read("required", &["bind::required"]),
    read("relevant", &["relevance", "bind::relevant"]),
    read("constraint", &["bind::constraint"]),
    said(
        "constraint_message",
        &["constraining_message", "bind::jr:constraintmsg"],
    ),
    read("calculation", &["calculate", "bind::calculate"]),
    read("choice_filter", &[]),
    read("appearance", &["control::appearance", "body::appearance"]),
    read("repeat_count", &["count", "jr:count", "control::jr:count"]),
    read("read_only", &["readonly", "bind::readonly"]),
    read("disabled", &[]),
    read("rayuela", &[]),
    left_out(
        "required_message",
        &["requiredmsg", "bind::jr:requiredmsg"],
        "la tableta dice con sus propias palabras que falta una respuesta",
        "the tablet says in its own words that an answer is missing",
    ),
    left_out(
        "default",
        &[],
        "ninguna respuesta viene escrita de antemano: la persona que entrevista pregunta",
        "no answer is filled in beforehand: the person who interviews asks",
    ),
    left_out(
        "parameters",
        &[],
        "no se usan parámetros; ordene las opciones en la hoja choices y limite los números con constraint",
        "no parameters are used; order the options in the sheet choices and limit numbers with constraint",
    ),
    left_out(
        "image",
        &["media::image", "big-image", "media::big-image"],
        NO_MEDIA.0,
        NO_MEDIA.1,
    ),
    left_out(
        "audio",
        &[
            "media::audio",
            "autoplay",
            "control::autoplay",
            "body::autoplay",
        ],
        NO_MEDIA.0,
        NO_MEDIA.1,
    ),
    left_out("video", &["media::video"], NO_MEDIA.0, NO_MEDIA.1),
    left_out(
        "save_to",
        &["bind::entities:saveto"],
        "los hogares y los casos los guarda el servidor sin listas de entidades",
        "the server keeps households and cases without lists of entities",
    ),
    left_out(
        "rows",
        &[
            "control::rows",
            "body::rows",
            "noapperrorstring",
            "no_app_error_string",
        ],
        "la tableta da a cada texto el espacio que necesita",
        "the tablet gives each text the room that it needs",
    ),
    left_out(
        "sms_field",
        &[
            "sms_option",
            "sms_separator",
            "sms_allow_media",
            "sms_date_format",
            "sms_datetime_format",
            "sms_response",
            "compact_tag",
            "instance::odk:tag",
        ],
        "las respuestas no se envían por mensaje de texto",
        "answers are not sent by text message",
    ),
    refused(
        "trigger",
        &[],
        "borre esta celda: un calculate se calcula de nuevo cada vez que cambia una respuesta que usa",
        "empty this cell: a calculate is worked out anew whenever an answer that it uses changes",
    ),
    refused(
        "intent",
        &["control::intent", "body::intent"],
        "no se abren otras aplicaciones: haga la pregunta aquí",
        "no other apps are opened: ask the question here",
    ),
];

/// The columns of the sheet `choices`. Any other column stands behind the option, for
/// `choice_filter` and for what the office counts by.
pub static CHOICES: [Column; 8] = [
    read("list_name", &["list name"]),
    read("name", &["value"]),
    said("label", &["caption"]),
    read("rayuela", &[]),
    left_out(
        "image",
        &["media::image", "big-image", "media::big-image"],
        NO_MEDIA.0,
        NO_MEDIA.1,
    ),
    left_out("audio", &["media::audio"], NO_MEDIA.0, NO_MEDIA.1),
    left_out("video", &["media::video"], NO_MEDIA.0, NO_MEDIA.1),
    left_out(
        "sms_option",
        &[],
        "las respuestas no se envían por mensaje de texto",
        "answers are not sent by text message",
    ),
];

const BY_SERVER: (&str, &str) = (
    "esto lo decide el servidor que recibe las respuestas, no el cuestionario",
    "the server that takes the answers decides this, not the questionnaire",
);

/// The columns of the sheet `settings`.
pub static SETTINGS: [Column; 13] = [
    said("form_title", &["set_form_title", "set form title", "title"]),
    read("form_id", &["set_form_id", "set form id", "id_string"]),
    read("version", &[]),
    read("default_language", &[]),
    read("notice_version", &[]),
    read("rayuela", &[]),
    left_out(
        "instance_name",
        &[],
        "un hogar se conoce por su folio",
        "a household is known by its folio",
    ),
    left_out(
        "style",
        &["attribute::style"],
        "la tableta muestra cada sección a su manera",
        "the tablet shows each section in its own way",
    ),
    left_out("public_key", &[], BY_SERVER.0, BY_SERVER.1),
    left_out("submission_url", &[], BY_SERVER.0, BY_SERVER.1),
    left_out(
        "auto_send",
        &["auto_delete", "client_editable"],
        BY_SERVER.0,
        BY_SERVER.1,
    ),
    left_out(
        "name",
        &[
            "instance_xmlns",
            "namespaces",
            "prefix",
            "delimiter",
            "omit_instanceid",
            "clean_text_values",
            "compact_prefix",
            "compact_delimiter",
        ],
        "esto es de la forma del archivo XML, que aquí no se elige",
        "this is about the form of the XML file, which is not chosen here",
    ),
    refused(
        "allow_choice_duplicates",
        &[],
        "borre esta columna y dé a cada opción de una lista un código propio",
        "remove this column and give each option of a list its own code",
    ),
];

/// How a question may ask to be shown. All are kept for other apps; the tablet heeds none.
pub const APPEARANCES: [&str; 17] = [
    "minimal",
    "multiline",
    "numbers",
    "quick",
    "autocomplete",
    "likert",
    "label",
    "list-nolabel",
    "list",
    "field-list",
    "no-calendar",
    "month-year",
    "year",
    "placement-map",
    "maps",
    "columns",
    "signature",
];

/// Appearances that would change what is asked, with what to use instead.
pub const APPEARANCES_REFUSED: [(&str, &str, &str); 4] = [
    (
        "search(",
        "copie las opciones a la hoja choices y use choice_filter",
        "copy the options to the sheet choices and use choice_filter",
    ),
    (
        "ex:",
        "no se abren otras aplicaciones: haga la pregunta aquí",
        "no other apps are opened: ask the question here",
    ),
    (
        "printer:",
        "no se abren otras aplicaciones: imprima desde la oficina",
        "no other apps are opened: print in the office",
    ),
    (
        "intent:",
        "no se abren otras aplicaciones: haga la pregunta aquí",
        "no other apps are opened: ask the question here",
    ),
];

/// Headers in Spanish, and other words that people write for a column, with the column meant.
pub(super) const MEANT: [(&str, &str); 16] = [
    ("tipo", "type"),
    ("nombre", "name"),
    ("etiqueta", "label"),
    ("pregunta", "label"),
    ("texto", "label"),
    ("ayuda", "hint"),
    ("pista", "hint"),
    ("obligatorio", "required"),
    ("obligatoria", "required"),
    ("requerido", "required"),
    ("relevante", "relevant"),
    ("restricción", "constraint"),
    ("cálculo", "calculation"),
    ("lista", "list_name"),
    ("título", "form_title"),
    ("versión", "version"),
];

/// Functions that expressions have and a questionnaire cannot compute, with what to use instead.
pub const FUNCTIONS_REFUSED: [(&str, &str, &str); 4] = [
    (
        "now",
        "use today(), o una pregunta de tipo start o end",
        "use today(), or a question of the type start or end",
    ),
    (
        "uuid",
        "cada hogar tiene su folio; quite la clave",
        "each household has its folio; remove the key",
    ),
    (
        "indexed-repeat",
        "use sum(), max(), min(), count() o join() sobre la pregunta",
        "use sum(), max(), min(), count() or join() over the question",
    ),
    (
        "pulldata",
        "use choice_filter, o if(…) con cada opción",
        "use choice_filter, or if(…) with each option",
    ),
];
