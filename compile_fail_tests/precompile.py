#!/usr/bin/env python3
"""Precompiles the library, for compilations of which nobody reads what the compiler says.

precompile.py <folder> <dependency file> -- <compiler> <flag>...

writes <folder>/library.hpp, and what the compiler makes of it: .gch or .pch, as it is called by g++ and by clang.
"""

import subprocess
import sys
from pathlib import Path

INCLUDED = ("sqlalloy.hpp", "sqlalloy/orm.hpp", "sqlalloy/driver/sqlite3.hpp")


def precompile(folder, command, *flags):
    """The header that `use()` wants."""
    header = Path(folder) / "library.hpp"
    header.parent.mkdir(parents=True, exist_ok=True)
    header.write_text("".join(f"#include <{file}>\n" for file in INCLUDED))
    made = f"{header}.pch" if "clang" in Path(command[0]).name else f"{header}.gch"
    subprocess.run([*command, *flags, "-std=c++20", "-x", "c++-header", str(header), "-o", made], check=True)
    return header


def use(header):
    """The flags that have a compilation begin with it."""
    made = Path(f"{header}.pch")
    return ["-include-pch", str(made)] if made.exists() else ["-include", str(header)]


def main():
    split = sys.argv.index("--") if "--" in sys.argv else 0
    if split != 3 or len(sys.argv) <= split + 1:
        print(__doc__)
        return 2
    folder, dependencies = sys.argv[1:split]
    precompile(folder, sys.argv[split + 1 :], "-MD", "-MF", dependencies, "-MT", f"{folder}/library.hpp")
    return 0


if __name__ == "__main__":
    sys.exit(main())
