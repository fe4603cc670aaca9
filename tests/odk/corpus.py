"""Writes the corpus as workbooks and says of each whether pyxform converts it: corpus.py OUT.

For every form of corpus_forms.py: OUT/NAME.xlsx, OUT/NAME.md, and OUT/NAME.xml where pyxform
converts it and we mean to; OUT/corpus.tsv lists them all. Exit code 1 where pyxform does other than is noted.
The source distribution of pyxform holds no workbooks, so these are our own. Start at main.
"""

import shutil
import sys
import time
from pathlib import Path

from openpyxl import Workbook
from pyxform.errors import PyXFormError

from convert import convert_one
from corpus_forms import CHOICES, forms


def rows(text, first):
    """Rows of `cell | cell | column=value` by column; the first cells by their position."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        row = {}
        for place, cell in enumerate(cell.strip() for cell in line.split("|")):
            column, sign, value = cell.partition("=")
            if place >= len(first) or (sign and "::" in column):
                row[column] = value
            else:
                row[first[place]] = cell
        found.append(row)
    return found


def sheets(survey, settings):
    """The three sheets of a form, each a header and its rows."""
    tables = {
        "survey": rows(survey, ["type", "name", "label"]),
        "choices": rows(CHOICES, ["list_name", "name", "label"]),
        "settings": [dict({"form_title": "Corpus", "form_id": "corpus"}, **row) for row in rows(settings, []) or [{}]],
    }
    for name, table in tables.items():
        header = list(dict.fromkeys(column for row in table for column in row))
        yield name, [header] + [[row.get(column, "") for column in header] for row in table]


def write_markdown(path, tables):
    lines = []
    for name, table in tables:
        lines.append(f"| {name} |")
        lines += ["| | " + " | ".join(row) + " |" for row in table]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_workbook(path, tables):
    book = Workbook()
    book.remove(book.active)
    for name, table in tables:
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append([cell or None for cell in row])
    book.save(path)


def main(out):
    out, began = Path(out), time.monotonic()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    listed, converted, surprises = [], 0, 0
    for name, survey, settings, expected in forms():
        tables = list(sheets(survey, settings))
        write_markdown(out / f"{name}.md", tables)
        write_workbook(out / f"{name}.xlsx", tables)
        try:
            written, _ = convert_one(out / f"{name}.xlsx")
            if not name.startswith("refuse-"):
                (out / f"{name}.xml").write_text(written, encoding="utf-8")
            converts, why = True, ""
        except PyXFormError as refusal:
            converts, why = False, " ".join(str(refusal).split())
        converted += converts
        listed.append(f"{name}\t{'converts' if converts else 'refused'}\t{why}\n")
        if converts != expected:
            surprises += 1
            print(f"  ✗ {name}: {'converts' if converts else 'is refused'}, which is not what is noted. {why}")
    (out / "corpus.tsv").write_text("".join(listed), encoding="utf-8")
    took = time.monotonic() - began
    print(f"  corpus: {len(listed)} forms, pyxform converts {converted}, {surprises} surprises, {took:.1f} s")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
