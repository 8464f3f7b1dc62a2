"""Times of the library beside those of the C API by hand, from Google Benchmark, repetitions in random order."""

import json
import statistics

from .tools import run

# Google Benchmark reports interleaved benchmarks in any order.
ORDER = ["point select, prepared", "point select, at the call site", "insert", "scan"]

IN_NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def measure(program, repetitions, only="", take=statistics.median):
    """{what: {"c": ns, "library": ns}}, medians; of one row where a benchmark reads many. `only` is a pattern of names,
    `take` makes one figure of those of all repetitions.

    Processor time, so that others on the machine disturb little; of what waits for a server the time of the wall.
    """
    report = json.loads(
        run([
            program, "--benchmark_format=json", f"--benchmark_repetitions={repetitions}",
            "--benchmark_enable_random_interleaving=true", "--benchmark_min_time=0.1",
            *([f"--benchmark_filter={only}"] if only else []),
        ])  # fmt: skip
    )
    figures = {what: {} for what in ORDER}
    for entry in report["benchmarks"]:
        if entry["run_type"] != "iteration":
            continue
        name = entry["run_name"].removesuffix("/real_time")
        what, who = name.rsplit("/", 1)
        kind = "cpu_time" if name == entry["run_name"] else "real_time"
        time = entry[kind] * IN_NANOSECONDS[entry["time_unit"]]
        if "items_per_second" in entry:
            time = 1e9 / entry["items_per_second"]
        figures.setdefault(what, {}).setdefault(who, []).append(time)
    return {what: {who: take(all) for who, all in of.items()} for what, of in figures.items() if of}


def counter(program, only, name):
    """What benchmarks count beside their time: one figure for each."""
    report = json.loads(run([program, "--benchmark_format=json", f"--benchmark_filter={only}"]))
    return [entry[name] for entry in report["benchmarks"]]
