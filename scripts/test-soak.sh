#!/bin/sh
# A million messages of real clients, then a million of rubbish at each door; takes minutes.
# NHIP_MESSAGES and NHIP_PACKETS set other numbers; NHIP_SEED repeats a flood.
set -eu
cd "$(dirname "$0")/.."

. scripts/with-setup.sh
node scripts/ensure-program.ts mosquitto mosquittoClients

NHIP_SOAK=1 exec node_modules/.bin/vitest run "$@"
