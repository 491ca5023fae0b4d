#!/bin/bash
# Measures and prints medians and ratios. Usage: bench/run.sh [quick|full]; as root, because staging mounts is measured as root does it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
mode=${1:-quick}
rounds=${ROUNDS:-11}
sonar=${SONAR:-9.32.0.97167}
[ "$mode" = quick ] || [ "$mode" = full ] || { echo "usage: bench/run.sh [quick|full]" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "bench: run as root" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BACKSMITH_HOME=$work/home

# Median wall time in milliseconds of running "$2..." $1 times.
median() {
  local times=$1 begin end i; shift
  for ((i = 0; i < times; i++)); do
    begin=$(date +%s%N); "$@" > "$work/output" 2>&1 || [ $? = 1 ] || return 3; end=$(date +%s%N)
    echo $(((end - begin) / 1000))
  done | sort -n | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); printf "%.1f", (NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2) / 1000 }'
}

row() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-58s %10.1f ms %10.1f ms   x %.2f\n", n, a, b, a / b }'; }

boxed() {
  bwrap --unshare-user --unshare-ipc --unshare-pid --unshare-uts --unshare-net --cap-drop ALL --die-with-parent --new-session --clearenv \
    --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev --tmpfs /tmp -- /bin/true
}
staged() { unshare --mount --propagation private -- /bin/sh "$root/src/Backsmith.Sandbox/Copies/stage.sh" /mnt 4294967296 - "$work/tree" < /dev/null; }
copied() { rm -rf "$work/copied"; cp -a "$work/tree" "$work/copied"; }
version() { "$root/backsmith" --version; }
bare() { /bin/true; }

reviewed() { "$root/backsmith" review "$work/reviewed" --no-fix --output "$work/delivery"; }
reviewed_first() { rm -rf "$work/home" "$work/reviewed"; bare_copy "$work/reviewed"; reviewed; }
reviewed_changed() { change "$work/reviewed"; reviewed; }
build() { (cd "$work/built" && dotnet build -nodeReuse:false -v:quiet -p:TreatWarningsAsErrors=false -p:EnableNETAnalyzers=true -p:AnalysisMode=Recommended); }
built_first() {
  rm -rf "$work/built"; bare_copy "$work/built"
  sed -i "s|</Project>|<ItemGroup><GlobalPackageReference Include=\"SonarAnalyzer.CSharp\" Version=\"$sonar\" /></ItemGroup></Project>|" "$work/built/Directory.Packages.props"
  build
}
built_changed() { change "$work/built"; build; }
# The sources of the sample without anything built.
bare_copy() { mkdir "$1" && tar -C "$root/samples/bookshop" -c --exclude=bin --exclude=obj . | tar -x -C "$1"; }
# One more type in one file of the project that the others refer to: everything after it is compiled again.
change() { number=$((${number:-0} + 1)); echo "internal static class Added$number$RANDOM { internal static int Twice(int value) => value * 2; }" >> "$(find "$1/src/Bookshop.Data" -name '*.cs' | sort | head -n 1)"; }

# A conversation of 500 steps: a model that takes no time, and a tool that runs no command. Prints when each step began, in microseconds.
stepped() {
  mkdir "$work/stepped"
  echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>' > "$work/stepped/Steps.csproj"
  echo 'public static class Steps { public static int One() => 1; }' > "$work/stepped/Steps.cs"
  cat > "$work/plan.json" << 'END'
{"requirement":"Look.","acceptanceCriteria":["It was looked at"],"constraints":[],"data":[],"endpoints":[],"schemaChanges":[],"externalServices":[],"security":[],"edgeCases":[],"testPlan":[],"claim":"preserve",
 "steps":[{"key":"look","phase":"investigation","title":"Look","description":"Look.","rationale":"To measure.","kind":"plan","blockedBy":[],"effort":"S","done":["It was looked at"]}]}
END
  echo '{"calls":[{"name":"recall","arguments":{"topic":"topic {{n}}"}}],"repeat":499}' > "$work/story.jsonl"
  echo '{"calls":[{"name":"finish","arguments":{"summary":"Looked.","analysis":"Nothing.","decision":"","alternatives":[],"performance":"","security":"","scaling":"","risks":[],"nextSteps":[],"blockers":[]}}]}' >> "$work/story.jsonl"
  "$root/backsmith" solve "Look" --repo "$work/stepped" --plan "$work/plan.json" --model "scripted/$work/story.jsonl" 2>&1 > "$work/output" |
    while IFS= read -r line; do case $line in *'asking the model'*) echo "${EPOCHREALTIME/./}" ;; esac; done
}
# Median of the time between the lines $1 to $2 of the beginnings, in milliseconds.
between() { sed -n "$1,$2p" "$work/steps" | awk 'NR > 1 { print $1 - last } { last = $1 }' | sort -n | awk '{ v[NR] = $1 } END { printf "%.1f", v[int((NR + 1) / 2)] / 1000 }'; }

version > "$work/output"
for folder in $(seq 1 60); do
  mkdir -p "$work/tree/$folder"
  for file in $(seq 1 100); do echo "internal sealed class C${folder}_$file;" > "$work/tree/$folder/$file.cs"; done
done

printf '%-58s %13s %13s\n' "median of $rounds" measured against
row "namespaces of bubblewrap / bare process" "$(median "$rounds" boxed)" "$(median "$rounds" bare)"
row "stage a copy of 6,000 files / cp -a" "$(median "$rounds" staged)" "$(median "$rounds" copied)"
row "backsmith --version / bare process" "$(median "$rounds" version)" "$(median "$rounds" bare)"
[ "$mode" = full ] || exit 0
rounds=${FULL_ROUNDS:-3}
# Once for each side, so that packages and file caches are warm for both.
reviewed_first > "$work/first.log" 2>&1 || [ $? = 1 ]
built_first > "$work/first.log" 2>&1 || { tail -n 5 "$work/first.log" >&2; echo "bench: the build with SonarAnalyzer.CSharp $sonar failed" >&2; exit 3; }
review=$(median "$rounds" reviewed_first); changed=$(median "$rounds" reviewed_changed)
whole=$(median "$rounds" built_first); again=$(median "$rounds" built_changed)
row "review --no-fix / dotnet build with Sonar, median of $rounds" "$review" "$whole"
row "review after one file changed / the same build" "$changed" "$whole"
row "review after one file changed / build after it, too" "$changed" "$again"
stepped > "$work/steps"
[ "$(wc -l < "$work/steps")" = 500 ] || { tail -n 5 "$work/output" >&2; echo "bench: the conversation has $(wc -l < "$work/steps") steps, not 500" >&2; exit 3; }
row "a step of the loop, 401 to 500 / 2 to 101" "$(between 401 500)" "$(between 2 101)"
