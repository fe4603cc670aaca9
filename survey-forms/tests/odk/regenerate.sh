#!/bin/sh
# Computes `it/expressions/javarosa.tsv` anew with JavaRosa. Its first column is kept, as are its
# marks of chosen divergences. Needs Java 17 and the JAR of ODK Validate, which the wheel of
# pyxform 4.5.0 carries:  sh regenerate.sh path/to/ODK_Validate.jar
set -eu
here=$(dirname "$0")
# One zone without summer time, so that the table is the same on every machine.
java -Duser.timezone=GMT-06:00 -Duser.language=en -Duser.country=US -cp "$1" \
    "$here/Evaluate.java" "$here/expressions.xml" "$here/../it/expressions/javarosa.tsv"
