#!/bin/bash
# Writes the files of the archive on standard input to the copy at $1, keeping the mode of files that stand. The archive holds
# "files/<path>" for new content and "deleted" with the NUL-separated paths that go.
set -euo pipefail
mkdir /tmp/edit
tar -x -C /tmp/edit --no-same-owner
cd "$1"
if [ -d /tmp/edit/files ]; then
  (cd /tmp/edit/files && find . -type f -printf '%P\0') | while IFS= read -r -d '' path; do
    mkdir -p -- "$(dirname -- "$path")"
    cat -- "/tmp/edit/files/$path" > "$path"
  done
fi
while IFS= read -r -d '' path; do rm -f -- "$path"; done < /tmp/edit/deleted
