#!/usr/bin/env bash
# Runs a small demo twice with one seed: both summaries must be byte-equal, every household
# acknowledged, and the classes must equal the generator's own truth (`rayuela demo` exits with 1
# where they do not).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() {
  target/debug/rayuela demo --households 80 --devices 4 --seed 7 --data "$work/$1" \
    --summary "$work/$1.json" --exit >"$work/$1.log" 2>&1 || {
    tail -40 "$work/$1.log"
    exit 1
  }
}

run first
run second
cmp "$work/first.json" "$work/second.json"
tail -45 "$work/first.log"
node - "$work/first.json" <<'JS'
const summary = JSON.parse(require("node:fs").readFileSync(process.argv[2], "utf8"));
const must = (what, holds) => {
  if (!holds) { console.error(`✗ ${what}`); process.exit(1); }
  console.log(`  ${what}`);
};
must("80 households visited, 80 in the rows", summary.households.visited_by_fleet === 80 && summary.households.listed === 80);
must("every household and every correction acknowledged", summary.households.changes_acknowledged === 80 + 2 * summary.corrected_apart);
must("no household quarantined", summary.households.quarantined === 0);
must("children were classified", summary.children.classified > 0);
must("the classes equal the generator's truth", summary.children.differ_from_truth === 0);
must("some are in child labour, some are not, of some nobody can tell", ["none", "only_occupation", "only_chores", "cannot_tell"].every((code) => summary.children.by_class[code] > 0));
must("every child of the snapshot is on the list", Object.values(summary.list).reduce((a, b) => a + b, 0) === summary.children.classified);
must("two enumerators' corrections left a discrepancy", summary.discrepancies > 0);
JS
