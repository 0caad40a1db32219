#!/bin/sh
# Installs what is missing, builds the page, then checks everything. `npm test` runs this; arguments name single stages.
set -eu
cd "$(dirname "$0")/.."

. scripts/with-setup.sh

exec env node scripts/check.ts "$@"
