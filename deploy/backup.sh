#!/usr/bin/env bash
# backup.sh FOLDER [KEEP]: one more backup in FOLDER; the newest KEEP (30) stay.
# Copy FOLDER to another building: a backup beside the server burns with it.
set -euo pipefail

folder=${1:?backup.sh FOLDER [KEEP]}
keep=${2:-30}
loa=${LOA_BIN:-loa}

"$loa" backup "$folder"

# Old ones go only after the new one is whole: `loa backup` failed otherwise.
find "$folder" -maxdepth 1 -name 'loa-*.tar.gz' -printf '%f\n' | sort -r |
    tail -n "+$((keep + 1))" | while IFS= read -r old; do
    rm -f -- "$folder/$old"
done
