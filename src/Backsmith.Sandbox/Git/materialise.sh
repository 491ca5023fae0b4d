#!/bin/bash
# Writes the files of the tree $1 to /backsmith/tree and prints a digest of what decides its projects' command lines: every path, and what each file
# holds, except for sources and pages, which a build passes on by name. Where build logic may run code or read files of its own, everything counts.
# Then the blob and path of each file from which other stacks than .NET know what to install; paths that git would quote are left out.
set -euo pipefail
export GIT_DIR=/backsmith/git GIT_WORK_TREE=/backsmith/tree GIT_INDEX_FILE=/tmp/index
git read-tree "$1"
git checkout-index --all --force --quiet
passed='\.(cs|cshtml|razor|md|css|scss|js|ts|html|svg|png|jpg)$'
if git grep --cached -qiE 'UsingTask|TaskFactory|<Exec|System\.IO\.' -- '*.csproj' '*.proj' '*.props' '*.targets' '*.tasks'; then passed='^$'; fi
git ls-files --stage -z | tr '\n\0' '\001\n' | LC_ALL=C awk -F '\t' -v passed="$passed" '{ if (tolower($2) ~ passed) sub(/ [0-9a-f]+ /, " - ", $1); print $1 "\t" $2 }' | sha256sum | cut -d' ' -f1
echo manifests
git -c core.quotePath=false ls-files --stage | LC_ALL=C awk -F '\t' '$2 ~ /(^|\/)(package\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|\.npmrc|pyproject\.toml|setup\.py|setup\.cfg|[^\/]*(requirements?|reqs)[^\/]*\.txt|requirements\/[^\/]*\.txt)$/ { split($1, facts, " "); print facts[2] " " $2 }'
