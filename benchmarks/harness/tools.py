"""What the measurements need: tools, a build of the benchmarks, and one line where that is not to be had."""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "bench"

# What the figures are about.
OPTIMISED = ["-O2", "-DNDEBUG"]


class Missing(Exception):
    """Why it cannot go on, in one line."""


def need(command, package):
    if not shutil.which(command):
        raise Missing(f"{command} is missing (Debian: {package})")


def need_compiler(name):
    need(name, name.replace("clang++", "clang"))


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it says nothing"


def first_error(text):
    lines = [line for line in text.splitlines() if "error" in line.lower()]
    return lines[0] if lines else last_line(text)


def run(command, **options):
    """What the command printed; a `Missing` where it failed."""
    result = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if result.returncode != 0:
        said = last_line(result.stderr or result.stdout)
        raise Missing(f"{Path(str(command[0])).name} failed: {said}")
    return result.stdout


def build(*programs):
    """Builds programs of benchmarks/ and returns their folder."""
    for command, package in (("g++", "g++"), ("cmake", "cmake"), ("ninja", "ninja-build")):
        need(command, package)
    configure = [
        "cmake", "-S", ROOT, "-B", BUILD, "-G", "Ninja", "--log-level=WARNING",
        "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_COMPILER=g++",
        f"-DCMAKE_CXX_FLAGS_RELEASE={' '.join(OPTIMISED)}",
        "-DSQLALLOY_BUILD_BENCHMARKS=ON", "-DSQLALLOY_BUILD_TESTS=OFF", "-DSQLALLOY_BUILD_EXAMPLES=OFF",
    ]  # fmt: skip
    for command in (configure, ["cmake", "--build", BUILD, "--target", *programs]):
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            raise Missing(f"the benchmarks do not build: {first_error(result.stdout + result.stderr)}")
    return BUILD / "benchmarks"


def server_url(database):
    return os.environ.get(f"SQLALLOY_{database.upper()}_URL", "")
