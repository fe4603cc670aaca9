"""The corpus: one small form for each type, appearance, function and column that the field uses,
and one for each construct that we refuse.

A row is `type | name | label | column=value | …`. Start at FORMS. A form whose name begins with
`refuse-` is one that our import must refuse; whether pyxform refuses it too stands beside it.
"""

CHOICES = """
yes_no | yes | Sí
yes_no | no | No
crop | coffee | Café | region=high
crop | corn | Maíz | region=low
crop | cocoa | Cacao | region=low
"""

TYPES = [
    "text", "integer", "decimal", "date", "time", "dateTime", "note", "acknowledge", "geopoint",
    "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "range",
    "select_one yes_no", "select_multiple crop", "rank crop", "select_one yes_no or_other",
]  # fmt: skip
META = ["start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit"]
APPEARANCES = {
    "select_one crop": ["minimal", "quick", "autocomplete", "likert", "columns", "columns-pack", "no-buttons"],
    "select_multiple crop": ["minimal", "columns-2"],
    "date": ["no-calendar", "month-year", "year"],
    "text": ["multiline", "numbers", "masked"],
    "integer": ["thousands-sep", "counter", "bearing"],
    "image": ["signature", "draw", "annotate"],
    "geopoint": ["placement-map", "maps"],
    "range": ["vertical", "picker"],
}
# On: a text, n: an integer, d: a date, c: crops, p: people with an age, and fit: yes or no.
FUNCTIONS = [
    "selected(${c}, 'corn')", "selected-at(${c}, 0)", "count-selected(${c})", "if(${n} > 1, 'a', 'b')",
    "coalesce(${t}, 'x')", "once(uuid())", "not(true())", "false()", "boolean-from-string('1')",
    "boolean(${n})", "string(${n})", "concat(${t}, '-', ${n})", "join(' ', ${age})", "substr(${t}, 0, 2)",
    "substring-before(${t}, '-')", "substring-after(${t}, '-')", "string-length(${t})", "contains(${t}, 'a')",
    "starts-with(${t}, 'a')", "ends-with(${t}, 'a')", "normalize-space(${t})", "translate(${t}, 'a', 'b')",
    "regex(${t}, '^[a-z]+$')", "number(${t})", "int(${n} div 2)", "round(${n} div 3, 2)", "abs(0 - ${n})",
    "pow(${n}, 2)", "sqrt(${n})", "exp(1)", "log(2)", "${n} mod 2", "sum(${age})", "min(${age})",
    "max(${age})", "count(${p})", "count-non-empty(${age})", "position(${p})",
    "instance('crop')/root/item[name = ${fit}]/label", "indexed-repeat(${age}, ${p}, 1)", "today()", "now()",
    "date(${t})", "date-time(${t})", "format-date(${d}, '%Y-%m-%d')", "format-date-time(now(), '%H:%M')",
    "decimal-date-time(${d})", "decimal-time(now())", "jr:choice-name(${fit}, '${fit}')",
    "pulldata('crops', 'label', 'name', ${t})", "uuid()", "random()", "checklist(1, 2, true(), false())",
    "distance(${g})", "area(${g})", "geofence(${place}, ${g})", "digest(${t}, 'SHA-256')",
    "weighted-checklist(1, 2, true(), 1)", "base64-decode(${t})",
]  # fmt: skip
ON = """
text | t | Texto
integer | n | Número
date | d | Fecha
select_multiple crop | c | Cultivos
select_one yes_no | fit | Apto
select_one crop | one | Cultivo
geoshape | g | Parcela
geopoint | place | Lugar
begin repeat | p | Persona
integer | age | Edad
end repeat
"""

# Name: (survey, settings, does pyxform convert it?)
WRITTEN = {
    "languages": ("text | a | label::Español (es)=Hola | label::Tsotsil (tzo)=Liote", "default_language=Español (es)", True),
    "hints": ("text | a | A | hint=Una pista | guidance_hint=Para quien pregunta", "", True),
    "media": ("note | a | A | media::image=a.png | media::audio=a.mp3", "", True),
    "messages": ("integer | a | A | required=yes | required_message=Falta | constraint=. > 0 | constraint_message=Más", "", True),
    "required-when": ("integer | a | A\ntext | b | B | required=${a} > 1", "", True),
    "readonly": ("text | a | A | readonly=yes | default=x", "", True),
    "default-computed": ("date | a | A | default=today()", "", True),
    "trigger": ("integer | a | A\ncalculate | b | | calculation=now() | trigger=${a}", "", True),
    "choice-filter": ("text | a | A\nselect_one crop | b | B | choice_filter=region = ${a}", "", True),
    "choice-filter-in-a-row": (
        "begin repeat | r | R\ntext | a | A\nselect_one crop | b | B | choice_filter=region = ${a}\nend repeat", "", True),
    "choices-randomized": ("select_one crop | a | A | parameters=randomize=true", "", True),
    "choices-from-rows": ("begin repeat | r | R\ntext | a | A\nend repeat\nselect_one ${a} | b | B", "", True),
    "choices-from-csv": ("select_one_from_file crops.csv | a | A", "", True),
    "choices-from-csv-several": ("select_multiple_from_file crops.csv | a | A | choice_filter=region = 'low'", "", True),
    "label-and-list": (
        "begin group | g | G | appearance=field-list\nselect_one yes_no | h | H | appearance=label\n"
        "select_one yes_no | a | A | appearance=list-nolabel\nend group", "", True),
    "group-of-groups": ("begin group | g | G | relevant=1 = 1\nbegin group | h | H\ntext | a | A\nend group\nend group", "", True),
    "repeat-counted": ("integer | n | N\nbegin repeat | r | R | repeat_count=${n}\ntext | a | A\nend repeat", "", True),
    "repeat-counted-fixed": ("begin repeat | r | R | repeat_count=3\ntext | a | A\nend repeat", "", True),
    "repeat-nested": (
        "begin repeat | r | R\nbegin repeat | s | S\ninteger | a | A\nend repeat\n"
        "calculate | b | | calculation=sum(${a})\nend repeat", "", True),
    "repeat-last-saved": ("text | a | A | default=${last-saved#a}", "", True),
    "position-current": ("begin repeat | r | R\ncalculate | a | | calculation=position(..)\nend repeat\ntext | b | B", "", True),
    "output-in-label": ("text | a | A\nnote | b | Usted dijo **${a}**", "", True),
    "settings": ("text | a | A", "style=pages | instance_name=concat('H-', ${a}) | client_editable=yes", True),
    "public-key": ("text | a | A", "public_key=MIIBIjAN | submission_url=https://example.org/s", True),
    "range": ("range | a | A | parameters=start=0 end=10 step=2", "", True),
    "text-rows": ("text | a | A | parameters=rows=4", "", True),
    "geopoint-accuracy": ("geopoint | a | A | parameters=capture-accuracy=10 warning-accuracy=50", "", True),
    "audit-parameters": ("audit | audit | | parameters=track-changes=true\ntext | a | A", "", True),
    "hidden-calculate": ("calculate | a | | calculation=1 + 1\nhidden | b | B\ntext | c | C", "", True),
    "refuse-unknown-type": ("telepathy | a | A", "", False),
    "refuse-no-name": ("text | | A", "", False),
    "refuse-twice-the-name": ("text | a | A\ntext | a | B", "", False),
    "refuse-bad-name": ("text | 1 a | A", "", False),
    "refuse-unknown-reference": ("text | a | A | relevant=${b} = 1", "", False),
    "refuse-unknown-list": ("select_one planets | a | A", "", False),
    "refuse-open-group": ("begin group | g | G\ntext | a | A", "", False),
    "refuse-closed-twice": ("text | a | A\nend group", "", False),
    "refuse-crossed-ends": ("begin group | g | G\nbegin repeat | r | R\ntext | a | A\nend group\nend repeat", "", False),
    "refuse-open-bracket": ("text | a | A\ntext | b | B | relevant=(${a} = 'x'", "", True),
    "refuse-cycle": ("calculate | a | | calculation=${b}\ncalculate | b | | calculation=${a}\ntext | c | C", "", True),
    "refuse-unknown-function": ("calculate | a | | calculation=zount(1)\ntext | c | C", "", True),
    "refuse-search": ("select_one crop | a | A | appearance=search('crops')", "", True),
    "refuse-osm": ("osm crop | a | A", "", True),
    "refuse-csv-external": ("csv-external | crops\ntext | a | A", "", True),
    "refuse-xml-external": ("xml-external | crops\ntext | a | A", "", True),
    "refuse-loop": ("begin loop over crop | l | L\ninteger | a | A\nend loop", "", True),
    "refuse-include": ("include | other\ntext | a | A", "", False),
    "refuse-external-app": ("text | a | A | appearance=ex:org.example.app(x=1)", "", True),
}  # fmt: skip


def forms():
    """Yields (name, survey, settings, converts): everything above, one form each."""
    for number, kind in enumerate(TYPES + META, start=1):
        parameters = " | parameters=start=0 end=5 step=1" if kind == "range" else ""
        name = "audit" if kind == "audit" else "a"
        yield f"type-{number:02}-{kind.replace(' ', '-')}", f"{kind} | {name} | A{parameters}\ntext | z | Z", "", True
    for kind, looks in APPEARANCES.items():
        for look in looks:
            name = f"appearance-{kind.split()[0]}-{look}"
            yield name, f"{kind} | a | A | appearance={look}", "", True
    for source in FUNCTIONS:
        function = source.split("(")[0].replace(":", "-") if "(" in source else "mod"
        prefix = "refuse-" if function in ("digest", "weighted-checklist") else ""
        yield f"{prefix}function-{function}", f"{ON.strip()}\ncalculate | x | | calculation={source}", "", True
    for name, (survey, settings, converts) in WRITTEN.items():
        yield name, survey, settings, converts
