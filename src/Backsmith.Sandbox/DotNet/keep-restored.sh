#!/bin/bash
# Keeps what a restore wrote into the copy at $1 as the layer $2 in the folder /backsmith/restored.
set -euo pipefail
layer=/backsmith/restored/$2
fresh=$layer.$$
rm -rf -- "$layer" "$fresh"
mkdir "$fresh"
cd "$1"
find . \( -name .git -o -name node_modules \) -prune -o -type d -name obj -prune -print0 | tar -c --null --verbatim-files-from -T - | tar -x -C "$fresh"
mv -- "$fresh" "$layer"
