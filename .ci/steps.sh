# Sourced by ./demo and ./check: steps with times, and the system packages they need.
# shellcheck shell=bash

STARTED=$SECONDS
STEP=0

# say TEXT: one line about what happens next.
say() { printf '%s\n' "$*"; }

# clock SECONDS: prints 3m05s.
clock() { printf '%dm%02ds' $(($1 / 60)) $(($1 % 60)); }

# step "what it does" command…: announces, runs, and prints how long it took.
step() {
  local what=$1 began=$SECONDS
  shift
  STEP=$((STEP + 1))
  printf '\n── %d. %s\n' "$STEP" "$what"
  if ! "$@"; then
    printf '\n✗ %s (%s)\n' "$what" "$(clock $((SECONDS - began)))"
    printf '  The command was: %s\n' "$*"
    exit 1
  fi
  printf '✓ %s (%s; %s since the start)\n' "$what" "$(clock $((SECONDS - began)))" "$(clock $((SECONDS - STARTED)))"
}

# as_root command…: runs it as root, through sudo where needed.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# debian_packages NAME…: installs those that are missing.
debian_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null)" = "install ok installed" ] || missing+=("$name")
  done
  if [ ${#missing[@]} -eq 0 ]; then
    say "Nothing to install."
    return 0
  fi
  say "Installing: ${missing[*]}"
  as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# npm_packages DIR: what its lock file names. npm 10 cannot install Vite 8, so 11 is used.
npm_packages() {
  local major
  major=$(npm --version | cut -d. -f1)
  if [ "$major" -ge 11 ]; then
    (cd "$1" && npm ci --no-audit --no-fund --loglevel=error)
  else
    (cd "$1" && npx --yes npm@11 ci --no-audit --no-fund --loglevel=error)
  fi
}

# need COMMAND ADVICE: stops with the advice when a tool is not there.
need() {
  command -v "$1" >/dev/null || {
    say "Missing: $1. $2"
    exit 1
  }
}
