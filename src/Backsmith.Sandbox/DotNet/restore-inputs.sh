#!/bin/bash
# Prints a digest of everything in the copy at $1 that a restore reads.
set -euo pipefail
cd "$1"
find . \( -name .git -o -name node_modules -o -name bin -o -name obj -o -name artifacts \) -prune -o -type f \
  \( -iname '*.csproj' -o -iname '*.fsproj' -o -iname '*.vbproj' -o -iname '*.slnf' -o -iname '*.props' -o -iname '*.targets' -o -iname '*.sln' -o -iname '*.slnx' -o -iname 'nuget.config' -o -iname 'global.json' -o -iname 'packages.lock.json' -o -iname '*.rsp' \) -print0 |
  LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1
