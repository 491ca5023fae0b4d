#!/bin/bash
# Prints the files of the copy at $1 that say which stacks it holds and where their tests are, relative, NUL-separated.
set -euo pipefail
cd "$1"
find . \( -name .git -o -name node_modules -o -name bower_components -o -name bin -o -name obj -o -name artifacts -o -name .venv -o -name venv -o -name __pycache__ -o -name .tox -o -name site-packages \) -prune \
  -o -type f \( -iname '*.sln' -o -iname '*.slnx' -o -iname '*.slnf' -o -iname '*.csproj' -o -iname '*.fsproj' -o -iname '*.vbproj' \
  -o -name package.json -o -name package-lock.json -o -name npm-shrinkwrap.json -o -name yarn.lock -o -name pnpm-lock.yaml -o -name tsconfig.json \
  -o -name pyproject.toml -o -name setup.cfg -o -name '*requirements*.txt' -o -name pytest.ini -o -name tox.ini \
  -o -name '*.py' -o -name '*.js' -o -name '*.mjs' -o -name '*.cjs' -o -name '*.jsx' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.tsx' \) -printf '%P\0'
