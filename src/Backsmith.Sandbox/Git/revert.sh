#!/bin/bash
# Puts the paths on standard input (NUL-separated) of the copy at $2 back to the tree $1; paths that the tree lacks are deleted.
set -euo pipefail
export GIT_DIR=/backsmith/git GIT_WORK_TREE="$2" GIT_INDEX_FILE=/tmp/index
cd "$2"
git read-tree "$1"
while IFS= read -r -d '' path; do
  rm -rf -- "$path"
  if git ls-files --error-unmatch -- ":(literal)$path" > /dev/null 2>&1; then
    git ls-files -z -- ":(literal)$path" | git checkout-index --force --quiet -z --stdin
  fi
done
