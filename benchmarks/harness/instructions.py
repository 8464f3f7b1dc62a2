"""Instructions and allocations of one point select, as callgrind and the programs themselves count them."""

import json
import re
import tempfile

from .tools import Missing, need, run

FEW, MANY = 1000, 3000


def count(program, mode):
    """(instructions, allocations, sum over the rows) of one of the queries that the mode runs.

    What the program does besides is in both runs and cancels out. The kernel's part of a system call is not counted.
    """
    need("valgrind", "valgrind")
    totals = {}
    for n in (FEW, MANY):
        with tempfile.NamedTemporaryFile(prefix="callgrind.") as log:
            run([
                "valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={log.name}",
                program, mode, str(n),
            ])  # fmt: skip
            found = re.search(r"Collected : (\d+)", log.read().decode())
        if not found:
            raise Missing(f"callgrind counted nothing in {program.name} {mode}")
        totals[n] = int(found.group(1))
    said = json.loads(run([program, mode, str(MANY)]))
    return (totals[MANY] - totals[FEW]) / (MANY - FEW), said["allocations"], said["sum"]


def measure(program, modes):
    """The figures of each mode; all modes must have read the same rows."""
    figures = {}
    sums = set()
    for mode in modes:
        instructions, allocations, total = count(program, mode)
        figures[mode] = {"instructions": instructions, "allocations": allocations}
        sums.add(total)
    if len(sums) > 1:
        raise Missing(f"the modes of {program.name} read different rows")
    return figures


SQLITE = ["c", "c_on_equal_terms", "c_at_call_site", "library", "library_at_call_site"]
POSTGRESQL = ["c", "library", "library_at_call_site"]
MARIADB = ["c", "library", "library_at_call_site"]
