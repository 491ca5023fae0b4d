#!/bin/bash
# Prints an archive of the files of the copy at $1 whose paths come NUL-separated on standard input; what is not there is left out.
set -euo pipefail
cd "$1"
while IFS= read -r -d '' path; do
  if [ -f "$path" ] || [ -L "$path" ]; then printf '%s\0' "$path"; fi
done > /tmp/paths
tar -c --format=pax --null --no-recursion --verbatim-files-from -T /tmp/paths
