#!/bin/sh
# Twenty kills of a loaded server, or NHIP_ROUNDS of them; NHIP_SEED repeats a run.
set -eu
cd "$(dirname "$0")/.."

. scripts/with-setup.sh

NHIP_ROUNDS="${NHIP_ROUNDS:-20}" exec node_modules/.bin/vitest run test/crash
