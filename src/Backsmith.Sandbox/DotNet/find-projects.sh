#!/bin/bash
# Prints the solutions, solution filters and projects of the copy at $1, relative, NUL-separated.
set -euo pipefail
cd "$1"
find . \( -name .git -o -name node_modules -o -name bin -o -name obj -o -name artifacts \) -prune -o -type f \( -iname '*.sln' -o -iname '*.slnx' -o -iname '*.slnf' -o -iname '*.csproj' -o -iname '*.fsproj' -o -iname '*.vbproj' \) -printf '%P\0'
