#!/usr/bin/env bash
# restore.sh FILE: put a backup into this empty installation and look whether it is well.
set -euo pipefail

file=${1:?restore.sh FILE}
loa=${LOA_BIN:-loa}

"$loa" restore "$file"
"$loa" check
