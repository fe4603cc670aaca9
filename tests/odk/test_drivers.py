"""The reader of XForms and the comparers see what they must, and nothing else."""

import json
import tempfile
import unittest
from pathlib import Path

import compare
import convert
import xform

HERE = Path(__file__).parent


def sample():
    return convert.convert_one(HERE / "forms" / "sample.md")[0]


def places(ours, theirs):
    return [place for place, _, _ in xform.differences(xform.facts(ours), xform.facts(theirs))]


class Expressions(unittest.TestCase):
    CASES = [
        ("  ../age>=5 ", "/data/person/age >= 5"),
        (". >= 1 and .<=30", ". >= 1 and . <= 30"),
        ('selected(., "none")', "selected ( . , 'none' )"),
        ("instance('t')/root/item[state = current()/../state]", None),
        ("current()/../age", "/data/person/age"),
        ("position(..)", "position ( /data/person )"),
        ("../age - 5 div 2.5", "/data/person/age - 5 div 2.5"),
        ("'../age'", "'../age'"),
    ]

    def test_paths_become_absolute_and_blanks_fold(self):
        for source, wanted in self.CASES:
            wanted = wanted or "instance ( 't' ) /root/item [ state = /data/person/state ]"
            self.assertEqual(xform.expression(source, "/data/person/name"), wanted, source)


class Forms(unittest.TestCase):
    def test_a_form_equals_itself_written_otherwise(self):
        written = sample()
        otherwise = written.replace(" ../name ", "/data/person/name").replace(" /data/consent ", "/data/consent")
        otherwise = otherwise.replace("yes_no-0", "text_1").replace("\n", "\n ")
        self.assertNotEqual(written, otherwise)
        self.assertEqual(places(written, otherwise), [])

    def test_each_change_is_seen_at_its_place(self):
        cases = [
            ("<rooms/>", "<rooms>3</rooms>", ["instance /data/home/rooms default"]),
            ('type="decimal"', 'type="int"', ["bind /data/person/job/hours type"]),
            (". &gt;= 1", ". &gt; 1", ["bind /data/home/rooms constraint"]),
            ("From 1 to 30", "1 to 30", ["bind /data/home/rooms constraintMsg"]),
            ("<value>Farm</value>", "<value>Field</value>", ["choices sector row 1"]),
            ('appearance="minimal"', "", ["select1 /data/home/state appearance"]),
            ("How many rooms", "How many beds", ["input /data/home/rooms label"]),
            ("[state = ", "[state != ", ["select1 /data/home/town itemset"]),
            ('lang="English (en)"', 'lang="English (en)" default="true()"', ["language English (en)"]),
            (' version="1"', ' version="2"', ["instance /data version"]),
        ]
        written = sample()
        for before, after, wanted in cases:
            self.assertIn(before, written)
            self.assertEqual(places(written.replace(before, after), written), wanted, after)

    def test_order_and_templates_are_part_of_the_form(self):
        written = sample()
        without = written.replace('<person jr:template="">', "<person>")
        self.assertIn("instance /data", places(without, written))
        moved = written.replace("<visited/>", "", 1).replace("<meta>", "<visited/><meta>", 1)
        self.assertEqual(places(moved, written), ["instance /data"])


class Traces(unittest.TestCase):
    def compare(self, first, second, allowed=""):
        """The exit code of comparing two nodes."""
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / name for name in ("form.a.jsonl", "form.b.jsonl", "allowed.tsv")]
            for path, node in zip(paths, (first, second)):
                line = {"id": "x", "step": 1, "outcomes": ["ok"], "nodes": [node]}
                path.write_text(json.dumps(line))
            paths[2].write_text(allowed)
            return compare.main(*map(str, paths))

    def test_numbers_are_equal_as_numbers_and_words_as_words(self):
        node = {"path": "/data/p[2]/x", "relevant": True, "value": "0.3"}
        self.assertEqual(self.compare(node, {**node, "value": "0.30000000000000004"}), 0)
        self.assertEqual(self.compare(node, {**node, "value": "0.31"}), 1)
        self.assertEqual(self.compare(node, {**node, "value": ""}), 1)

    def test_a_difference_may_be_allowed_by_place_and_kind(self):
        node = {"path": "/data/p[2]/x", "relevant": True, "value": "0"}
        other = {**node, "value": ""}
        self.assertEqual(self.compare(node, other, "form\t/data/p/x\tvalue\ta reason\n"), 0)
        self.assertEqual(self.compare(node, other, "form\t/data/p/x\trelevant\ta reason\n"), 1)
        self.assertEqual(self.compare(node, other, "other\t/data/p/x\tvalue\ta reason\n"), 1)


if __name__ == "__main__":
    unittest.main()
