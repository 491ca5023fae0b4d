#!/bin/bash
# Brings the packages that were installed into the folder $2 of the copy at $1 to /backsmith/installed, at the same place below it.
set -euo pipefail
cd "$1"
find "$2" -name .git -prune -o -type d -name node_modules -prune -print0 | tar -c --null --verbatim-files-from -T - | tar -x -C /backsmith/installed
