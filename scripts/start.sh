#!/bin/sh
# Installs what is missing, builds page and server, and starts it: see docs/operations.md.
# Arguments are passed on to the server. `npm start` runs this; SIGTERM to npm ends everything.
set -eu
cd "$(dirname "$0")/.."

# When npm itself is killed the hard way, nobody would end the server: the kernel then sends SIGTERM instead.
if [ -n "${npm_lifecycle_event:-}" ] && [ -z "${NHIP_ENDS_WITH_NPM:-}" ]; then
  NHIP_ENDS_WITH_NPM=1
  export NHIP_ENDS_WITH_NPM
  if setpriv --pdeathsig TERM true 2>/dev/null; then exec setpriv --pdeathsig TERM sh scripts/start.sh "$@"; fi
fi

. scripts/with-setup.sh

# `env` looks the program up itself; this shell may remember the machine's own, older node.
# What was read and compiled once is not compiled again at the next start: that halves what loading takes.
NODE_COMPILE_CACHE=${NODE_COMPILE_CACHE:-$PWD/node_modules/.cache/compiled}
export NODE_COMPILE_CACHE

# The room for what lives shortly grows at once to what it grows to anyway: a start fills it again and again.
exec env node --semi-space-growth-factor=16 dist/server/main.cjs "$@"
