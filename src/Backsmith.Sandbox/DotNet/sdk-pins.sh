#!/bin/bash
# Prints each global.json of the copy at $1 that no installed SDK satisfies, relative, what it holds in base64, and the version of the SDK
# that runs where nothing pins one; NUL-separated. Asking dotnet itself keeps to its own rules of rolling forward.
set -euo pipefail
cd "$1"
find . \( -name .git -o -name node_modules -o -name bin -o -name obj -o -name artifacts \) -prune -o -type f -name global.json -size -64k -printf '%P\0' |
  while IFS= read -r -d '' pin; do
    if ! (cd "$(dirname -- "$pin")" && dotnet --version) > /dev/null 2>&1; then
      printf '%s\0%s\0%s\0' "$pin" "$(base64 -w0 -- "$pin")" "$(cd / && dotnet --version)"
    fi
  done
