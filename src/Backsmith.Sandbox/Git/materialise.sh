#!/bin/sh
# Writes the files of the tree $1 to /backsmith/tree.
set -eu
export GIT_DIR=/backsmith/git GIT_WORK_TREE=/backsmith/tree GIT_INDEX_FILE=/tmp/index
git read-tree "$1"
git checkout-index --all --force --quiet
