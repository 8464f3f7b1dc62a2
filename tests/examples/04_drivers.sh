#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs examples/04_drivers on SQLite, and on PostgreSQL where the environment names a server.
set -e
"$1"
if [ -n "${SQLALLOY_POSTGRESQL_URL:-}" ]; then "$1" "$SQLALLOY_POSTGRESQL_URL"; fi
