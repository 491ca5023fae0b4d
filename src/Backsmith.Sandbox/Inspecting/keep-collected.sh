#!/bin/bash
# Keeps what a design-time build wrote into the copy at $1 in the folder /backsmith/collected/objects.
set -euo pipefail
mkdir /backsmith/collected/objects
cd "$1"
find . \( -name .git -o -name node_modules \) -prune -o -type d -name obj -prune -print0 | tar -c --null --verbatim-files-from -T - | tar -x -C /backsmith/collected/objects
