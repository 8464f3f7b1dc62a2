"""Lines that a compiler says about each wrong program under compile_fail_tests/."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from .tools import ROOT, need_compiler


def lines_of(compiler, file):
    result = subprocess.run(
        [compiler, "-std=c++20", "-DREJECT=1", "-I", ROOT / "include", "-fsyntax-only", file],
        capture_output=True,
        text=True,
        env=dict(os.environ, LC_ALL="C"),
        check=False,
    )
    said = (result.stdout + result.stderr).strip("\n")
    return len(said.split("\n")) if result.returncode != 0 else None


def measure(compiler):
    """{file: lines}; None for one that compiles."""
    need_compiler(compiler)
    files = sorted((ROOT / "compile_fail_tests").rglob("*.cpp"))
    with ThreadPoolExecutor(os.cpu_count()) as several:
        counted = several.map(lambda file: lines_of(compiler, file), files)
    return {str(file.relative_to(ROOT)): lines for file, lines in zip(files, counted)}
