#!/bin/sh
# A million messages of real clients, then a million of rubbish at each door; takes minutes and needs mosquitto-clients.
# NHIP_MESSAGES and NHIP_PACKETS set other numbers; NHIP_SEED repeats a flood.
set -eu
cd "$(dirname "$0")/.."

. scripts/with-setup.sh

NHIP_SOAK=1 exec node_modules/.bin/vitest run "$@"
