#!/bin/sh
# Pictures of every page in every state, size, theme and language into NHIP_PICTURES (var/pictures), and what a machine sees wrong
# with them; takes most of an hour. NHIP_ONLY narrows it: a regular expression over names, e.g. NHIP_ONLY='^rules-.*-1366x768-light-vi'.
set -eu
cd "$(dirname "$0")/.."

. scripts/with-setup.sh

NHIP_EVERY_PICTURE=1 exec node_modules/.bin/vitest run "$@"
