#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs examples/blog on SQLite, and on the servers that the environment names: it says the same on each."""

import os
import subprocess
import sys

EXPECTED = """\
Ada has 2 posts
Ada: On engines #machines #maths
  - Can it think?
    - It can follow.
      - Not anticipate.
Ada: Drafts
sqlalloy: Post::author is not loaded; say .options(sa::selectin(sa::col<&Post::author>)) with the query, or \
session.load(object, sa::col<&Post::author>)
by Ada
it is called Sketches now
1 post, 0 comments, 0 tagged
"""

program = sys.argv[1]
for url in ["sqlite://", *(os.environ.get(name) for name in ("SQLALLOY_POSTGRESQL_URL", "SQLALLOY_MARIADB_URL"))]:
    if not url:
        continue
    done = subprocess.run([program, url], capture_output=True, text=True, timeout=60)
    if done.returncode != 0 or done.stdout != EXPECTED:
        sys.exit(f"{url.split(':')[0]}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
print("the same on each")
