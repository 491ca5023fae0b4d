#!/bin/bash
# Prints the solutions and projects of the copy at $1, relative, NUL-separated.
set -euo pipefail
cd "$1"
find . \( -name .git -o -name node_modules -o -name bin -o -name obj -o -name artifacts \) -prune -o -type f \( -iname '*.sln' -o -iname '*.slnx' -o -iname '*.csproj' \) -printf '%P\0'
