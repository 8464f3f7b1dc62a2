"""Instructions and allocations of one point select, or of one object of a session, as callgrind and the programs
themselves count them."""

import json
import re
import tempfile

from .tools import Missing, need, run

FEW, MANY = 1000, 3000


def collected(program, mode, n):
    """Instructions of all that the program does. The kernel's part of a system call is not counted."""
    with tempfile.NamedTemporaryFile(prefix="callgrind.") as log:
        run([
            "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log.name}",
            program, mode, str(n),
        ])  # fmt: skip
        found = re.search(r"Collected : (\d+)", log.read().decode())
    if not found:
        raise Missing(f"callgrind counted nothing in {program.name} {mode}")
    return int(found.group(1))


def count(program, mode, runs):
    """(instructions, allocations, sum over the rows) of one of the queries that the mode runs.

    What the program does besides is in both runs and cancels out. A server's answer that is not there yet costs the
    client another call, as often as the machine is busy: so the fewest of several runs count.
    """
    need("valgrind", "valgrind")
    few, many = (min(collected(program, mode, n) for _ in range(runs)) for n in (FEW, MANY))
    said = json.loads(run([program, mode, str(MANY)]))
    return (many - few) / (MANY - FEW), said["allocations"], said["sum"]


def measure(program, modes, runs=1):
    """The figures of each mode; all modes must have read the same rows."""
    figures = {}
    sums = set()
    for mode in modes:
        instructions, allocations, total = count(program, mode, runs)
        figures[mode] = {"instructions": instructions, "allocations": allocations}
        sums.add(total)
    if len(sums) > 1:
        raise Missing(f"the modes of {program.name} read different rows")
    return figures


SQLITE = ["c", "c_on_equal_terms", "c_at_call_site", "library", "library_at_call_site"]
POSTGRESQL = ["c", "library", "library_at_call_site"]
MARIADB = ["c", "c_on_equal_terms", "library", "library_at_call_site"]
ORM = ["insert_by_core", "insert_by_session", "fill", "load_by_core", "load_by_session", "untouched"]
