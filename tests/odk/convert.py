"""Converts every NAME.xlsx of a folder with pyxform and compares the result with our NAME.xml.

Usage: python convert.py DIR [--only-convert]. Writes NAME.pyxform.xml. A NAME.md does where there
is no NAME.xlsx. Differences that are meant stand in convert.allowed.tsv with their reasons. Start
at main. Knows nothing of how our XForm came to be; xform.py reads both.
"""

import sys
import time
from fnmatch import fnmatchcase
from pathlib import Path

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

import xform

ALLOWED = Path(__file__).with_name("convert.allowed.tsv")
SHOWN = 40


def allowed_rules():
    """Lines of `form <tab> place <tab> reason`; form and place may hold * for anything."""
    rules = []
    for line in ALLOWED.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            form, place, reason = line.split("\t")
            rules.append((form, place, reason))
    return rules


def is_allowed(rules, name, place):
    return any(fnmatchcase(name, form) and fnmatchcase(place, where) for form, where, _ in rules)


def workbooks(folder):
    """One workbook a name; the .xlsx before the .md."""
    found = {path.stem: path for path in sorted(folder.glob("*.md"))}
    found.update({path.stem: path for path in sorted(folder.glob("*.xlsx"))})
    return sorted(found.items())


def convert_one(path):
    """Pyxform's XForm of a workbook, and its warnings."""
    result = convert(xlsform=str(path), validate=False, pretty_print=True)
    return result.xform, result.warnings


def compare_one(name, folder, theirs, rules):
    """Prints what is different by place; gives the number of faults."""
    ours = folder / f"{name}.xml"
    if not ours.exists():
        print(f"  ✗ {name}: there is no {ours.name} to compare with")
        return 1
    found = list(xform.differences(xform.facts(ours.read_text(encoding="utf-8")), xform.facts(theirs)))
    faults = [one for one in found if not is_allowed(rules, name, one[0])]
    for place, our, their in faults[:SHOWN]:
        print(f"  ✗ {name}: {place}\n      ours:    {our}\n      pyxform: {their}")
    if len(faults) > SHOWN:
        print(f"  … and {len(faults) - SHOWN} more")
    print(f"  {name}: {len(faults)} differences, {len(found) - len(faults)} allowed")
    return len(faults)


def main(folder, only_convert=False):
    folder, faults, began = Path(folder), 0, time.monotonic()
    rules = allowed_rules()
    books = workbooks(folder)
    for name, path in books:
        try:
            theirs, warnings = convert_one(path)
        except PyXFormError as refusal:
            print(f"  ✗ {name}: pyxform refuses it: {refusal}")
            faults += 1
            continue
        for warning in warnings:
            print(f"  {name}: pyxform warns: {' '.join(str(warning).split())}")
        (folder / f"{name}.pyxform.xml").write_text(theirs, encoding="utf-8")
        if not only_convert:
            faults += compare_one(name, folder, theirs, rules)
    print(f"  pyxform: {len(books)} workbooks in {time.monotonic() - began:.1f} s, {faults} faults")
    return 1 if faults or not books else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], "--only-convert" in sys.argv))
