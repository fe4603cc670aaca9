//! Functions of other tools, with what to use instead. Start with [`REFUSED`].

/// Functions of other tools that are not computed here: name, what to do instead in Spanish and in
/// English.
pub(super) static REFUSED: [(&str, &str, &str); 26] = [
    (
        "area",
        "calcule la superficie después, con los datos exportados",
        "work the area out later, from the exported data",
    ),
    (
        "enclosed-area",
        "calcule la superficie después, con los datos exportados",
        "work the area out later, from the exported data",
    ),
    (
        "geofence",
        "revise el lugar después, con el mapa de la supervisión",
        "check the place later, on the supervisor's map",
    ),
    (
        "intersects",
        "revise el trazo después, con los datos exportados",
        "check the line later, from the exported data",
    ),
    (
        "jr:itext",
        "escriba el texto en la columna label",
        "write the text in the column label",
    ),
    (
        "random",
        "el azar se decide en la muestra, no en el cuestionario",
        "chance is settled in the sample, not in the questionnaire",
    ),
    (
        "randomize",
        "ordene las opciones en la hoja choices",
        "order the options in the sheet choices",
    ),
    (
        "checklist",
        "sume condiciones con if(…, 1, 0) y compare",
        "add up if(…, 1, 0) for each condition and compare",
    ),
    (
        "weighted-checklist",
        "sume condiciones con if(…, peso, 0) y compare",
        "add up if(…, weight, 0) for each condition and compare",
    ),
    ("search", "use choice_filter", "use choice_filter"),
    (
        "digest",
        "use uuid() si necesita una clave",
        "use uuid() if you need a key",
    ),
    ("base64-decode", "use texto sin codificar", "use plain text"),
    (
        "property",
        "use una pregunta de tipo deviceid o username",
        "use a question of the type deviceid or username",
    ),
    (
        "version",
        "escriba la versión en la hoja settings",
        "write the version in the sheet settings",
    ),
    (
        "depend",
        "quítela: los nombres usados ya se siguen",
        "leave it out: the names used are followed anyway",
    ),
    ("last", "use count(${nombre})", "use count(${name})"),
    (
        "is-selected",
        "use selected(${pregunta}, 'opción')",
        "use selected(${question}, 'option')",
    ),
    (
        "substring",
        "use substr(texto, desde, hasta), que cuenta desde 0",
        "use substr(text, from, to), which counts from 0",
    ),
    (
        "floor",
        "use int(…), o int(…) - 1 bajo cero",
        "use int(…), or int(…) - 1 below zero",
    ),
    (
        "ceiling",
        "use int(… + 0.999…) o round(…)",
        "use int(… + 0.999…) or round(…)",
    ),
    ("sqrt", "use pow(…, 0.5)", "use pow(…, 0.5)"),
    ("exp10", "use pow(10, …)", "use pow(10, …)"),
    (
        "exp",
        "use pow(2.718281828459045, …)",
        "use pow(2.718281828459045, …)",
    ),
    ("pi", "escriba 3.141592653589793", "write 3.141592653589793"),
    (
        "name",
        "use jr:choice-name(${pregunta}, '${pregunta}')",
        "use jr:choice-name(${question}, '${question}')",
    ),
    (
        "current",
        "escriba ${nombre}, o current()/../nombre",
        "write ${name}, or current()/../name",
    ),
];
