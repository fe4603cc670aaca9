#!/usr/bin/env bash
# ODK's own programs judge our forms: tests/odk/run.sh [DIR].
# Sets itself up under target/odk, tests the drivers on forms with known answers, converts the
# corpus, and, where a DIR is given, judges NAME.xlsx, NAME.xml, NAME.jsonl and NAME.ours.jsonl in it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/target/odk
given=${1:+$(cd "$1" && pwd)}
cd "$root"
# shellcheck source=../../.ci/steps.sh
source .ci/steps.sh
need java "Install a Java runtime (Debian: default-jre-headless) and run this again."
need node "Install Node 20 and run this again."
need python3 "Install Python 3.10 or later with venv (Debian: python3-venv) and run this again."

# What is pinned is installed once; a change of the pins installs again.
set_up_python() {
  if cmp -s "$here/requirements.txt" "$work/requirements.txt"; then say "Nothing to install."; return; fi
  rm -rf "$work/venv"
  python3 -m venv "$work/venv" &&
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" &&
    cp "$here/requirements.txt" "$work/requirements.txt"
}

set_up_node() {
  mkdir -p "$work/node"
  if cmp -s "$here/package-lock.json" "$work/node/installed"; then say "Nothing to install."; return; fi
  cp "$here/package.json" "$here/package-lock.json" "$work/node/"
  npm_packages "$work/node" && cp "$here/package-lock.json" "$work/node/installed"
}

python() { "$work/venv/bin/python" "$@"; }

javarosa() {
  java -XX:TieredStopAtLevel=1 -Duser.timezone=UTC -cp "$ODK_VALIDATE" "$here/Interview.java" "$1"
}

webforms() {
  cp "$here/interview.mjs" "$work/node/"
  TZ=UTC node "$work/node/interview.mjs" "$1"
}

# interviews DIR EXPECTED: both engines play the scripts; JavaRosa is held to NAME.EXPECTED.jsonl,
# the web engine to JavaRosa, on the first scripts of each form: it takes far longer.
WEB_MOST=12
interviews() {
  local dir=$1 expected=$2 web=$1/web script name faults=0
  javarosa "$dir" || return 1
  rm -rf "$web" && mkdir "$web" && cp "$dir"/*.xml "$web/" || return 1
  cp "$dir"/*.csv "$web/" 2>/dev/null || true
  for script in "$dir"/*.javarosa.jsonl; do
    name=$(basename "$script" .javarosa.jsonl)
    head -n "$WEB_MOST" "$dir/$name.jsonl" >"$web/$name.jsonl"
  done
  webforms "$web" || return 1
  for script in "$dir"/*.javarosa.jsonl; do
    name=$(basename "$script" .javarosa.jsonl)
    if [ -e "$dir/$name.$expected.jsonl" ]; then
      python "$here/compare.py" "$dir/$name.$expected.jsonl" "$script" "$here/javarosa.allowed.tsv" || faults=1
    fi
    python "$here/compare.py" --only "$web/$name.jsonl" "$script" "$web/$name.webforms.jsonl" "$here/webforms.allowed.tsv" || faults=1
  done
  return $faults
}

# The forms of this folder, through pyxform, with their known traces.
known_forms() {
  local dir=$work/known form
  rm -rf "$dir" && mkdir -p "$dir" && cp "$here"/forms/* "$dir/" || return 1
  python "$here/convert.py" "$dir" --only-convert || return 1
  for form in "$dir"/*.pyxform.xml; do mv "$form" "${form%.pyxform.xml}.xml"; done
  "$here/validate" "$dir" && interviews "$dir" expected
}

mkdir -p "$work"
step "pyxform and ODK Validate" set_up_python
step "ODK's web engine" set_up_node
ODK_VALIDATE=$(echo "$work"/venv/lib/python3*/site-packages/pyxform/validators/odk_validate/bin/ODK_Validate.jar)
export ODK_VALIDATE
step "The reader and the comparer themselves" python -m unittest discover -b -q -s "$here" -p 'test_*.py'
step "Forms with known answers, on both engines" known_forms
step "The corpus through pyxform" python "$here/corpus.py" "$work/corpus"
step "The corpus through ODK Validate" "$here/validate" "$work/corpus"
if [ -n "$given" ]; then
  step "Our workbooks through pyxform, against our XForms" python "$here/convert.py" "$given"
  step "Our XForms through ODK Validate" "$here/validate" "$given"
  step "Our interviews on both engines" interviews "$given" ours
fi
