"""Seconds and memory that a compiler takes for one file with N distinct queries, and for one with a session."""

import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from . import programs, session_program
from .tools import ROOT, Missing, first_error, last_line, need_compiler

COUNTS = (1, 10, 50)
LEVELS = {"-O0": [], "-O2": ["-DNDEBUG"]}
WRITERS = {"c": programs.by_hand, "library": programs.library}


def compile_once(command, output):
    """(exit code, what it took) of one run of the compiler."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=output, stderr=output, env=dict(os.environ, CCACHE_DISABLE="1"))
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    took = {
        "seconds": seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / 1024,
    }
    return process.returncode, took


def text_kilobytes(object_file):
    """What the code and its constants take, as `size` counts them; nothing where there is no `size`."""
    try:
        said = subprocess.run(["size", object_file], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(last_line(said).split()[0]) / 1024


def medians(samples):
    keys = samples[0].keys()
    return {key: None if samples[0][key] is None else statistics.median(of[key] for of in samples) for key in keys}


def measure_sources(compiler, rounds, sources):
    """{level: {name: {"seconds", "cpu_seconds", "megabytes", "text"}}}, medians of interleaved rounds."""
    need_compiler(compiler)
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, text in sources.items():
            (folder / f"{name}.cpp").write_text(text)
        for level, flags in LEVELS.items():
            samples = {}
            for _ in range(rounds):
                for name in sources:
                    source, target, log = (folder / f"{name}{end}" for end in (".cpp", ".o", ".log"))
                    command = [
                        compiler, "-std=c++20", level, *flags, "-I", ROOT / "include", "-c", source, "-o", target
                    ]  # fmt: skip
                    with log.open("w") as output:
                        code, took = compile_once(command, output)
                    if code != 0:
                        raise Missing(f"{compiler} does not compile {source.name}: {first_error(log.read_text())}")
                    samples.setdefault(name, []).append(took | {"text": text_kilobytes(target)})
            figures[level] = {name: medians(samples[name]) for name in sources}
    return figures


def measure(compiler, rounds):
    """{level: {who: {N: {"seconds", "cpu_seconds", "megabytes", "text"}}}} of N queries."""
    sources = {f"{who}_{n}": write(n) for who, write in WRITERS.items() for n in COUNTS}
    return {
        level: {who: {n: of[f"{who}_{n}"] for n in COUNTS} for who in WRITERS}
        for level, of in measure_sources(compiler, rounds, sources).items()
    }


def measure_session(compiler, rounds):
    """{level: {program: {"seconds", "cpu_seconds", "megabytes", "text"}}} of a session of three structs."""
    return measure_sources(compiler, rounds, session_program.PROGRAMS)


def per_query(of_counts, key="seconds"):
    """Milliseconds that one more query costs."""
    least, most = COUNTS[0], COUNTS[-1]
    return 1000 * (of_counts[most][key] - of_counts[least][key]) / (most - least)
