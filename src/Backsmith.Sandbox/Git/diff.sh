#!/bin/sh
# Prints what changed in the copy at $2 against the tree $1, in git's form.
set -eu
export GIT_DIR=/backsmith/git GIT_WORK_TREE="$2" GIT_INDEX_FILE=/tmp/index GIT_OBJECT_DIRECTORY=/tmp/objects GIT_ALTERNATE_OBJECT_DIRECTORIES=/backsmith/git/objects
mkdir -p /tmp/objects
cd "$2"
git read-tree "$1"
# What tools install or leave behind is no change, whatever the tree ignores.
printf '%s\n' node_modules/ __pycache__/ .pytest_cache/ > /tmp/excludes
git -c core.excludesFile=/tmp/excludes add --all
git diff --cached --binary --full-index --find-renames --no-color --no-ext-diff --no-textconv --src-prefix=a/ --dst-prefix=b/ "$1"
