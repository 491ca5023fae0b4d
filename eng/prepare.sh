# Sourced by ./backsmith and ./test: makes sure that the tools are there. Sets "dotnet" to the SDK's program.
# Installs Debian packages when it may; otherwise prints the exact line and ends with 3.

prepare_packages() {
  missing=''
  command -v bwrap > /dev/null || missing="$missing bubblewrap"
  command -v git > /dev/null || missing="$missing git"
  command -v rg > /dev/null || missing="$missing ripgrep"
  ldconfig -p 2> /dev/null | grep -q 'libsqlite3\.so\.0' || [ -e /usr/lib/"$(uname -m)"-linux-gnu/libsqlite3.so.0 ] || missing="$missing libsqlite3-0"
  install_missing
}

# Installs the packages that "missing" names.
install_missing() {
  [ -n "$missing" ] || return 0
  line="apt-get update && apt-get install -y --no-install-recommends$missing"
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "backsmith: installing$missing" >&2
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } > /dev/null 2>&1 && return 0
    echo "backsmith: installing failed" >&2
  fi
  echo "backsmith: missing$missing. Run as root: $line" >&2
  exit 3
}

# What the tests need beside it: they build and test projects of other stacks too.
prepare_stacks() {
  missing=''
  command -v node > /dev/null || missing="$missing nodejs"
  command -v npm > /dev/null || missing="$missing npm"
  [ -x /usr/bin/python3 ] || missing="$missing python3"
  /usr/bin/python3 -c 'import pytest' 2> /dev/null || missing="$missing python3-pytest"
  install_missing
}

# The SDK that global.json accepts: the one on PATH, else one of our own below .dotnet.
prepare_dotnet() {
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  dotnet=$(command -v dotnet || true)
  if [ -n "$dotnet" ] && (cd "$root" && "$dotnet" --version > /dev/null 2>&1); then
    return 0
  fi
  dotnet=$root/.dotnet/dotnet
  if [ ! -x "$dotnet" ]; then
    echo "backsmith: installing the .NET SDK into .dotnet/" >&2
    command -v curl > /dev/null || { echo "backsmith: missing curl. Run as root: apt-get install -y curl" >&2; exit 3; }
    curl -sSfL https://dot.net/v1/dotnet-install.sh -o "$root/.dotnet-install.sh" &&
      bash "$root/.dotnet-install.sh" --channel 10.0 --install-dir "$root/.dotnet" --no-path > /dev/null || {
      rm -f "$root/.dotnet-install.sh"
      echo "backsmith: the .NET 10 SDK could not be installed. Install it and put dotnet on PATH: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
      exit 3
    }
    rm -f "$root/.dotnet-install.sh"
  fi
}
