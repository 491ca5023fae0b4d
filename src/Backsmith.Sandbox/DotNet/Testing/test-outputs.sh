#!/bin/bash
# Looks through folders of built tests, given as arguments. Prints, NUL-separated, "extension" and a path for what the test console would load
# into itself, and "foreign" and a path for a file of the test platform or of a test framework that is not the one of its package.
set -euo pipefail
shopt -s nullglob
packages=({/backsmith/packages,/backsmith/user-packages}/{xunit,nunit,mstest,microsoft.testplatform,microsoft.net.test.sdk,microsoft.testing}*)
: > /tmp/known
[ ${#packages[@]} -eq 0 ] || find "${packages[@]}" -type f \( -iname '*.dll' -o -iname '*.exe' \) -printf '%f\t%p\n' > /tmp/known
for folder in "$@"; do
  find "$folder" -maxdepth 1 \( -iname '*TestLogger.dll' -o -iname '*Collector.dll' -o -iname '*RuntimeProvider.dll' \) -printf 'extension\0%p\0'
  find "$folder" -maxdepth 1 \( -iname 'testhost*.dll' -o -iname 'testhost*.exe' -o -iname 'Microsoft.TestPlatform.*.dll' -o -iname 'Microsoft.VisualStudio.TestPlatform.*.dll' \
    -o -iname 'Microsoft.Testing.*.dll' -o -iname 'xunit*.dll' -o -iname 'nunit*.dll' -o -iname 'MSTest*.dll' \) -print0 |
    while IFS= read -r -d '' file; do
      name=${file##*/} found='' named=''
      while IFS=$'\t' read -r _ package; do
        named=1
        if cmp -s -- "$file" "$package"; then found=1; break; fi
      done < <(awk -F '\t' -v name="$name" 'tolower($1) == tolower(name)' /tmp/known)
      case ${name,,} in testhost*) named=1 ;; esac
      if [ -n "$named" ] && [ -z "$found" ]; then printf 'foreign\0%s\0' "$file"; fi
    done
done
