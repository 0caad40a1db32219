# Read by start.sh (and test.sh) from the project's folder: runs the set-up, then puts the project's Node first on PATH.
# The set-up runs in the background because a shell that waits for a foreground program does not act on signals.
machine_node=${npm_node_execpath:-node}
if ! command -v "$machine_node" >/dev/null 2>&1; then
  echo "Nhịp needs Node 20 or newer with npm, and found none. Install it (https://nodejs.org), then run this again." >&2
  exit 1
fi
setup_pid=
stop_setup() {
  trap '' TERM INT HUP
  if [ -n "$setup_pid" ]; then
    kill -TERM "$setup_pid" 2>/dev/null || :
    wait "$setup_pid" 2>/dev/null || :
  fi
  exit "$1"
}
trap 'stop_setup 143' TERM
trap 'stop_setup 130' INT
trap 'stop_setup 129' HUP
"$machine_node" scripts/setup.mjs &
setup_pid=$!
setup_status=0
wait "$setup_pid" || setup_status=$?
trap - TERM INT HUP
[ "$setup_status" -eq 0 ] || exit "$setup_status"
PATH=$PWD/node_modules/.bin:$PATH
export PATH
