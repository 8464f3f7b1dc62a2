#!/usr/bin/env python3
"""Checks that the files of a folder compile with -DREJECT=0: that it is the line at fault, and nothing else, which
run.py --refused sees refused.

accepted.py <folder> -- <compiler> <flag>...

Many files are one compilation, each of them in a namespace of its own, so that the library is read once. What cannot
stand in a namespace (it specialises a template of the library) is compiled alone.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import run  # noqa: E402

AT_ONCE = 32


def together(files):
    """One source that has all of them; what they include comes first, because it may not stand in a namespace."""
    lines = [line for file in files for line in file.read_text().split("\n")]
    included = sorted({line for line in lines if line.startswith("#include")})
    cases = [f'namespace case_{number} {{\n#include "{file}"\n}}' for number, file in enumerate(files)]
    return "\n".join([*included, *cases, ""])


def compile_together(files, command, reject):
    """The compiler's exit code and what it said."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "together.cpp"
        source.write_text(together(files))
        result = subprocess.run(
            [*command, f"-DREJECT={reject}", "-std=c++20", "-fsyntax-only", str(source)],
            capture_output=True,
            text=True,
            env=dict(os.environ, LC_ALL="C"),
            check=False,
        )
    return result.returncode, result.stdout + result.stderr


def to_compile_alone(files, command):
    """Those that do not compile together with the others; None and what was said, where nobody knows which."""
    alone = []
    while files:
        code, said = compile_together(files, command, 0)
        if code == 0:
            break
        named = [file for file in files if re.search(rf"^{re.escape(str(file))}:\d+:\d+: ", said, re.MULTILINE)]
        if not named:
            return None, said
        alone += named
        files = [file for file in files if file not in named]
    return alone, ""


def main():
    split = sys.argv.index("--") if "--" in sys.argv else 0
    if split != 2 or len(sys.argv) <= split + 1:
        print(__doc__)
        return 2
    files, command = sorted(Path(sys.argv[1]).resolve().glob("*.cpp")), sys.argv[split + 1 :]
    faults = 0
    for first in range(0, len(files), AT_ONCE):
        alone, said = to_compile_alone(files[first : first + AT_ONCE], command)
        if alone is None:
            print(said)
            return 1
        for file in alone:
            code, said = run.compile_file(file, command, 0)
            if code != 0:
                print(f"{file}: with -DREJECT=0 it does not compile:\n{said}")
                faults += 1
    print(f"{len(files)} files compile without their lines at fault, but for {faults}")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
