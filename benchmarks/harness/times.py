"""Times of the library beside those of the C API by hand, from Google Benchmark, repetitions in random order."""

import json

from .tools import run

# Google Benchmark reports interleaved benchmarks in any order.
ORDER = ["point select, prepared", "point select, at the call site", "insert", "scan"]

IN_NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def measure(program, repetitions):
    """{what: {"c": ns, "library": ns}}, medians; of one row where a benchmark reads many.

    Processor time, so that others on the machine disturb little; of what waits for a server the time of the wall.
    """
    report = json.loads(
        run([
            program, "--benchmark_format=json", f"--benchmark_repetitions={repetitions}",
            "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0.1",
        ])  # fmt: skip
    )
    figures = {what: {} for what in ORDER}
    for entry in report["benchmarks"]:
        if entry.get("aggregate_name") != "median":
            continue
        name = entry["run_name"].removesuffix("/real_time")
        what, who = name.rsplit("/", 1)
        kind = "cpu_time" if name == entry["run_name"] else "real_time"
        time = entry[kind] * IN_NANOSECONDS[entry["time_unit"]]
        if "items_per_second" in entry:
            time = 1e9 / entry["items_per_second"]
        figures.setdefault(what, {})[who] = time
    return {what: of for what, of in figures.items() if of}
