#!/bin/bash
# Keeps what a restore wrote into the copy at $1 as the folder /backsmith/restored/layer.
set -euo pipefail
fresh=/backsmith/restored/fresh
rm -rf -- "$fresh" /backsmith/restored/layer
mkdir "$fresh"
cd "$1"
find . \( -name .git -o -name node_modules \) -prune -o -type d -name obj -prune -print0 | tar -c --null --verbatim-files-from -T - | tar -x -C "$fresh"
mv -- "$fresh" /backsmith/restored/layer
