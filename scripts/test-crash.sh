#!/bin/sh
# Faults on a loaded server: twenty kills (or NHIP_ROUNDS; NHIP_SEED repeats a run), a full disk, random bytes at both doors.
# Arguments name single files, such as disk-full.
set -eu
cd "$(dirname "$0")/.."

# One of them mounts a small disk, which nobody else shall see.
if [ -z "${NHIP_OWN_MOUNTS:-}" ]; then
  if [ "$(id -u)" = 0 ]; then own="unshare --mount --propagation private"
  else own="unshare --user --map-current-user --keep-caps --mount --propagation private"; fi
  if ! $own true; then
    echo "test:crash: a mount namespace is needed for the round with the full disk and cannot be made here («$own»)" >&2
    echo "run it as root, or allow user namespaces (sysctl user.max_user_namespaces)" >&2
    exit 1
  fi
  NHIP_OWN_MOUNTS=1
  export NHIP_OWN_MOUNTS
  exec $own sh scripts/test-crash.sh "$@"
fi

. scripts/with-setup.sh
node scripts/ensure-program.ts mosquitto

NHIP_ROUNDS="${NHIP_ROUNDS:-20}"
export NHIP_ROUNDS
[ $# -gt 0 ] || set -- test/crash/
exec node_modules/.bin/vitest run --maxWorkers=1 "$@"
