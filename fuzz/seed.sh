#!/bin/sh
# Copies the documents of the tests into the corpora that the targets start from.
set -eu
cd "$(dirname "$0")"
for target in load pipeline; do
  mkdir -p "corpus/$target"
  find ../codegen/tests/reject ../codegen/tests/reject_types ../tests/accept ../tests/behaviour -maxdepth 1 \( -name '*.yaml' -o -name '*.json' \) -size -24k \
    | while read -r document; do
        cp "$document" "corpus/$target/seed-$(basename "$document")"
      done
done
mkdir -p corpus/values
for value in values/*.json; do
  cp "$value" "corpus/values/seed-$(basename "$value")"
done
