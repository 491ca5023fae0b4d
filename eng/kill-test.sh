#!/bin/bash
# Kills `review` at random moments and looks at what is left: nothing of the user's tree or package cache may have changed, nothing
# may run or be mounted any more, and `tasks resume` must finish with the patch of a run that nobody disturbed, byte for byte.
# With SIGINT or SIGTERM it must also end by itself with exit code 130 and take its temporary folders away.
# Usage: eng/kill-test.sh [KILLS] [SEED] [KILL|INT|TERM]        default: 20 kills, a seed from the clock, KILL; prints one line for each and ends with 1 when anything is wrong.
set -euo pipefail
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
kills=${1:-20} seed=${2:-$(date +%s)} signal=${3:-KILL}
RANDOM=$seed
"$root/backsmith" --version > /dev/null
read -r dotnet < "$root/artifacts/product/.built"
scratch=$(mktemp -d /var/tmp/backsmith-kill.XXXXXX)
mark=${scratch##*/}
trap 'rm -rf "$scratch"' EXIT
# Another build of the product must not reach into a test that is running.
cp -r "$root/artifacts/product" "$scratch/product"
mkdir -p "$scratch/tmp" "$scratch/packages"
export TMPDIR=$scratch/tmp NUGET_PACKAGES=$scratch/packages DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_EnableDiagnostics=0

# A service with tests and two flaws that have a fix. Its packages are restored once, so that there is a cache that must not change; one of them is
# taken away again, so that each run has something to restore.
make_repository() {
  mkdir -p "$1/src/Clinic" "$1/tests/Clinic.Tests"
  printf '<Solution>\n  <Project Path="src/Clinic/Clinic.csproj" />\n  <Project Path="tests/Clinic.Tests/Clinic.Tests.csproj" />\n</Solution>\n' > "$1/Clinic.slnx"
  printf 'bin/\nobj/\n' > "$1/.gitignore"
  cat > "$1/src/Clinic/Clinic.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>
</Project>
XML
  cat > "$1/src/Clinic/Dosage.cs" <<'CS'
using Microsoft.Extensions.Logging;

namespace Clinic;

public sealed class Dosage(ILogger<Dosage> logger)
{
    public int PerDay(int weight, int milligrams)
    {
        return weight * milligrams;
    }

    public bool SignIn(string user, string password)
    {
        logger.LogInformation("Sign-in of {User} with {Password}", user, password);
        return user.Length > 0 && password.Length > 3;
    }

    public bool Reset(string user, string newPassword)
    {
        logger.LogWarning("Reset of {User} to {NewPassword}", user, newPassword);
        return newPassword.Length > 3;
    }
}
CS
  cat > "$1/tests/Clinic.Tests/Clinic.Tests.csproj" <<'XML'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
  <ItemGroup>
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
    <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
    <PackageReference Include="xunit" Version="2.9.3" />
    <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
    <ProjectReference Include="../../src/Clinic/Clinic.csproj" />
  </ItemGroup>
</Project>
XML
  cat > "$1/tests/Clinic.Tests/DosageTests.cs" <<'CS'
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Clinic.Tests;

public sealed class DosageTests
{
    private readonly Dosage _dosage = new(NullLogger<Dosage>.Instance);

    [Fact]
    public void Multiplies() => Assert.Equal(20, _dosage.PerDay(2, 10));

    [Fact]
    public void Signs_in() => Assert.True(_dosage.SignIn("ada", "secret"));

    [Fact]
    public void Resets() => Assert.True(_dosage.Reset("ada", "secret"));
}
CS
  git -C "$1" init -q
  git -C "$1" add -A
  git -C "$1" -c user.name=Test -c user.email=test@example.org commit -q -m Begin
  (cd "$1" && "$dotnet" restore -v:quiet > /dev/null && find . -type d -name obj -prune -exec rm -rf {} +)
  rm -rf "$NUGET_PACKAGES"/xunit.assert "$TMPDIR"/*
  # What is not committed and not staged must stay so.
  printf '\n// edited\n' >> "$1/src/Clinic/Dosage.cs"
  printf 'staged\n' > "$1/notes.txt"
  git -C "$1" add notes.txt
}

# Everything about the tree and the package cache but access times; the change time shows a write whatever it put back.
picture() {
  find "$tree" "$NUGET_PACKAGES" -printf '%p %y %m %U:%G %s %n %i %T@ %C@ %l\n' | LC_ALL=C sort
  find "$tree" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
  git -C "$tree" --no-optional-locks for-each-ref
}

# Processes that carry the name of this test in their command line or in one of their mounts.
leftovers() {
  local process
  for process in /proc/[0-9]*; do
    [ "${process#/proc/}" != $$ ] || continue
    if grep -q -s -F -z "$mark/" "$process/cmdline" || { [ "$(readlink "$process/ns/mnt")" != "$own" ] && grep -q -s -F "$mark/" "$process/mountinfo"; }; then
      printf '%s:%s\n' "${process#/proc/}" "$(tr '\0' ' ' < "$process/cmdline" | cut -c -60)"
    fi
  done 2> /dev/null
}

# What a finished run has no use for.
litter() {
  find "$BACKSMITH_HOME" "$TMPDIR" -mindepth 1 -regextype posix-extended \( -name '*.tmp' -o -name 'write-trial-*' -o -regex '.*/sandbox/runs/[^/]*' -o -regex '.*/(trees|restored|collected)/[^/]*\.[^/]*' -not -name '*.inputs' -o -path "$TMPDIR/*" \) -print
  find "$scratch" -maxdepth 1 -name '*.partial'
}

own=$(readlink /proc/self/ns/mnt)
backsmith() { (cd "$tree" && exec "$dotnet" "$scratch/product/backsmith.dll" "$@"); }
tree=$scratch/clinic
make_repository "$tree"
before=$(picture)
mounts=$(cat /proc/self/mountinfo)

export BACKSMITH_HOME=$scratch/state
start=$(date +%s%N)
expected=0; backsmith review --output "$scratch/undisturbed" > /dev/null 2> "$scratch/undisturbed.log" || expected=$?
whole=$((($(date +%s%N) - start) / 1000000))
[ -s "$scratch/undisturbed/changes.patch" ] || { echo "kill-test: the undisturbed run made no patch; exit code $expected"; cat "$scratch/undisturbed.log"; exit 1; }
echo "seed $seed; undisturbed: $whole ms, exit code $expected, patch $(sha256sum < "$scratch/undisturbed/changes.patch" | cut -c -16)"
[ "$(picture)" = "$before" ] || { echo "kill-test: the undisturbed run changed the tree or the package cache"; exit 1; }
litter | sed "s|^$scratch/|left by the undisturbed run: |"

# Waits for what a kill leaves to be gone, 5 s at most, then looks for traces of it.
look() {
  local left
  for _ in $(seq 50); do left=$(leftovers); [ -n "$left" ] || break; sleep 0.1; done
  [ -z "$left" ] || echo "there runs: $left"
  [ "$(picture)" = "$before" ] || echo 'the tree or the package cache changed'
  [ "$(cat /proc/self/mountinfo)" = "$mounts" ] || echo 'the mounts changed'
}

# Each execution is killed up to four times: first as a review, then while it is being resumed, and then left to finish.
done_=0 bad=0 execution=0
while [ "$done_" -lt "$kills" ]; do
  execution=$((execution + 1))
  export BACKSMITH_HOME=$scratch/state-$execution
  output=$scratch/delivery-$execution
  command=(review --output "$output")
  for _ in 1 2 3 4; do
    [ "$done_" -lt "$kills" ] || break
    moment=$(((RANDOM * 32768 + RANDOM) % (whole * 6 / 10)))
    # In a session of its own, so that its process group can be killed as a whole.
    (cd "$tree" && exec setsid "$dotnet" "$scratch/product/backsmith.dll" "${command[@]}") > "$scratch/run.out" 2> "$scratch/run.log" &
    run=$!
    sleep "$((moment / 1000)).$(printf %03d $((moment % 1000)))"
    if [ $((done_ % 2)) = 0 ]; then how=process target=$run; else how=group target=-$run; fi
    kill -s "$signal" -- "$target" 2> /dev/null || break
    code=0; wait "$run" 2> /dev/null || code=$?
    done_=$((done_ + 1))
    wrong=$(look)
    if [ "$signal" != KILL ]; then
      [ "$code" = 130 ] || wrong="$wrong exit code $code: $(tail -n 1 "$scratch/run.log")"
      left=$(litter | head -n 5 | tr '\n' ' '); [ -z "$left" ] || wrong="$wrong litter: $left"
    fi
    printf '%2d  execution %d  %6d ms  %-7s  %-8s %-45.45s %s\n' "$done_" "$execution" "$moment" "$how" "${command[0]}" "$(tail -n 1 "$scratch/run.log" | cut -c 12-)" "${wrong:-ok}"
    [ -z "$wrong" ] || bad=$((bad + 1))
    # Killed before anything was written down, there is nothing to go on with.
    if backsmith tasks > /dev/null 2>&1; then command=(tasks resume); fi
  done
  code=0; backsmith "${command[@]}" > "$scratch/run.out" 2> "$scratch/run.log" || code=$?
  # It may have ended before the last kill.
  if [ "$code" = 4 ] && [ -s "$output/changes.patch" ] && grep -q 'no execution to go on with' "$scratch/run.log"; then code=$expected; fi
  wrong=$(look)
  [ "$code" = "$expected" ] || wrong="$wrong exit code $code: $(tail -n 1 "$scratch/run.log")"
  cmp -s "$scratch/undisturbed/changes.patch" "$output/changes.patch" || wrong="$wrong another patch"
  left=$(litter | head -n 5 | tr '\n' ' '); [ -z "$left" ] || wrong="$wrong litter: $left"
  twice=$(tr -d ' \n' < "$output/tasks.json" | grep -o '"key":"[^"]*"' | sort | uniq -d | tr '\n' ' ') || true; [ -z "$twice" ] || wrong="$wrong doubled: $twice"
  echo "    execution $execution finished: ${wrong:-the same patch, nothing left}"
  [ -z "$wrong" ] || bad=$((bad + 1))
  chmod -R u+rwX "$BACKSMITH_HOME" 2> /dev/null || true
  rm -rf "$BACKSMITH_HOME" "$output"
done
echo "$done_ kills in $execution executions, $bad with a trace"
[ "$bad" = 0 ]
