"""Lines that a compiler says about each wrong program under compile_fail_tests/."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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


def name_of(file):
    return str(file.relative_to(ROOT))


def recorded(folder):
    """The same, as the tests of these programs have written it down; nothing where one of them has not."""
    files = sorted((ROOT / "compile_fail_tests").rglob("*.cpp"))
    lines = {file: folder / ".".join(file.relative_to(ROOT / "compile_fail_tests").with_suffix("").parts) for file in files}
    return {name_of(file): int(of.read_text()) for file, of in lines.items()} if all(map(Path.exists, lines.values())) else {}


def measure(compiler):
    """{file: lines}; None for one that compiles."""
    need_compiler(compiler)
    files = sorted((ROOT / "compile_fail_tests").rglob("*.cpp"))
    with ThreadPoolExecutor(os.cpu_count()) as several:
        counted = several.map(lambda file: lines_of(compiler, file), files)
    return {name_of(file): lines for file, lines in zip(files, counted)}
