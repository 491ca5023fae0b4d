#!/bin/sh
# Applies the diff on standard input to the copy at $1, whole or not at all.
set -eu
export GIT_DIR=/backsmith/git GIT_WORK_TREE="$1" GIT_INDEX_FILE=/tmp/index
cd "$1"
git -c core.protectNTFS=true -c core.protectHFS=true apply --whitespace=nowarn -p1 -
