"""Compares the traces of two engines for the same scripts:
python compare.py [--only SCRIPTS] FIRST SECOND [ALLOWED]; with SCRIPTS, those of its interviews.

Start at main. README.md defines a trace. A difference that is known stands in ALLOWED with its
reason; any other makes the exit code 1. Knows no engine.
"""

import json
import re
import sys
from itertools import zip_longest
from pathlib import Path

SHOWN = 30


def traces(path):
    """Every line of a trace by interview and step."""
    lines = map(json.loads, Path(path).read_text(encoding="utf-8").splitlines())
    return {(line["id"], line["step"]): line for line in lines}


def same(first, second):
    """Texts that read as numbers are compared as numbers: engines write 0.1 + 0.2 differently."""
    if first == second:
        return True
    try:
        a, b = float(first), float(second)
    except (TypeError, ValueError):
        return False
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def differences(first, second):
    """Yields (interview, step, place, what, first, second)."""
    for key in sorted(first.keys() | second.keys(), key=str):
        a, b = first.get(key), second.get(key)
        if a is None or b is None:
            yield *key, "-", "line", a is not None, b is not None
            continue
        if a.get("error") != b.get("error"):
            yield *key, "-", "error", a.get("error"), b.get("error")
        pairs = zip_longest(a["outcomes"], b["outcomes"])
        for action, (one, other) in enumerate(pairs, start=1):
            if one != other:
                yield *key, f"action {action} of the line", "outcome", one, other
        nodes = [{node["path"]: node for node in line.get("nodes", [])} for line in (a, b)]
        for path in sorted(nodes[0].keys() | nodes[1].keys()):
            pair = [by_path.get(path, {}) for by_path in nodes]
            if not all(pair):
                yield *key, path, "node", bool(pair[0]), bool(pair[1])
                continue
            for what in ("relevant", "required", "valid", "value", "choices"):
                if not same(pair[0].get(what), pair[1].get(what)):
                    yield *key, path, what, pair[0].get(what), pair[1].get(what)


def allowed_rules(path):
    """Lines of `form <tab> place <tab> what <tab> reason`; places without positions, * for any."""
    rules = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            form, place, what, reason = line.split("\t")
            rules.append((form, place, what, reason))
    return rules


def is_allowed(rules, form, place, what):
    plain = re.sub(r"\[\d+\]", "", place)
    wanted = (form, plain, what)
    return any(all(a in ("*", b) for a, b in zip(rule, wanted)) for rule in rules)


def scripted(path, lines):
    """The lines whose interview stands in a file of scripts."""
    scripts = Path(path).read_text(encoding="utf-8").splitlines()
    ids = {json.loads(script)["id"] for script in scripts if script.strip()}
    return {key: line for key, line in lines.items() if key[0] in ids}


def main(*arguments):
    only = None
    if arguments[0] == "--only":
        only, arguments = arguments[1], arguments[2:]
    first, second, *allowed = arguments
    rules = allowed_rules(allowed[0]) if allowed else []
    form = Path(first).name.split(".")[0]
    left, right = traces(first), traces(second)
    if only:
        left, right = scripted(only, left), scripted(only, right)
    found = list(differences(left, right))
    faults = [one for one in found if not is_allowed(rules, form, one[2], one[3])]
    for interview, step, place, what, a, b in faults[:SHOWN]:
        print(f"  ✗ {form}, interview {interview}, step {step}, {place}: {what}: {a!r} against {b!r}")
    if len(faults) > SHOWN:
        print(f"  … and {len(faults) - SHOWN} more")
    names = f"{Path(first).name} against {Path(second).name}"
    print(f"  {names}: {len(left)} lines, {len(faults)} differences, {len(found) - len(faults)} allowed")
    return 1 if faults or not left else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
