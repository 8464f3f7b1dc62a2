# Sourced by the scripts: `need <what shows that it is there> <Debian package>` notes a package that is missing,
# `install_needed` installs what was noted. What shows it is a command, or a file with its whole path (a pattern may
# stand for parts of it).

needed=()

fail() {
  echo "$0: $*" >&2
  exit 1
}

need() {
  case $1 in
    /*) compgen -G "$1" >/dev/null || needed+=("$2") ;;
    *) command -v "$1" >/dev/null || needed+=("$2") ;;
  esac
}

install_needed() {
  [ ${#needed[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "missing, and there is no apt-get to install it with: ${needed[*]}"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "missing, and neither root nor sudo to install it: ${needed[*]}"
    root=(sudo)
    [ -t 0 ] || root+=(-n)
  fi
  echo "-- installing ${needed[*]}"
  local log
  log=$(mktemp)
  # Without --no-remove, apt would rather take away another version of Boost's headers than fail.
  if ! { "${root[@]}" apt-get update -qq && "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
    --no-remove --no-install-recommends "${needed[@]}" </dev/null; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    fail "could not install: ${needed[*]}"
  fi
  rm -f "$log"
  hash -r
}

need_to_build() {
  need g++ g++
  need cmake cmake
  need ninja ninja-build
  need /usr/include/boost/pfr.hpp libboost1.81-dev
  need /usr/include/sqlite3.h libsqlite3-dev
}
