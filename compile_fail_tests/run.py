#!/usr/bin/env python3
"""Checks that a wrong line is refused with one sentence that a person can read.

run.py [--refused] [--precompiled <folder>] [--lines <file>] <file> -- <compiler> <flag>...

The file's first line is '// expect: sqlalloy: <sentence>' (continued by comment lines that are indented by three
spaces or more), and the wrong line ends with '// the line at fault'. Then:

  with -DREJECT=0 the file compiles: it is that line and nothing else that is refused;
  with -DREJECT=1 it does not, the first error is the sentence, the line at fault is shown, and all that the compiler
  says is twelve lines at most. How many they are is written into the file of --lines, for who adds them up.

With --refused it is only the second that is looked at; accepted.py sees to the first, for many files at once.

With --precompiled the folder holds what the compiler made of headers in precompiled/, and it need not read them again
where the file includes them.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests/structure"))
from source import expectation, includes  # noqa: E402

MOST_LINES = 12


def compile_file(file, command, reject):
    """The compiler's exit code and what it said."""
    environment = dict(os.environ, LC_ALL="C")
    result = subprocess.run(
        [*command, f"-DREJECT={reject}", "-std=c++20", "-fsyntax-only", str(file)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    return result.returncode, (result.stdout + result.stderr).rstrip("\n")


def includes_of_ours(file):
    """(line number, name) of each header of the library that the file includes."""
    return [(line, name) for line, kind, name in includes(file.read_text()) if name.startswith("sqlalloy")]


def precompiled_for(file, folder):
    """Of the headers that are precompiled in the folder, the one that has most of the library. It may have nothing of
    the library but what the file includes first: what is in it, and who included what, is then as without it."""
    names = [name for line, name in includes_of_ours(file)]
    fitting = []
    for header in HERE.glob("precompiled/*.hpp"):
        its = [name for line, name in includes_of_ours(header)]
        if its == names[: len(its)] and (folder / f"{header.name}.gch").is_file():
            fitting.append((len(its), header))
    return max(fitting, default=(0, None))[1]


def as_if_included(said, file, header):
    """What the compiler said, with the lines of the file where it names the lines of the precompiled header."""
    # clang says that the header was included, from a line 1 that does not include it.
    by = "In file included from"
    said = said.replace(f"{by} {file}:1:\n{by} {header}:", f"{by} {header}:")
    lines = {name: line for line, name in includes_of_ours(file)}
    for line, name in includes_of_ours(header):
        said = said.replace(f"{header}:{line}:", f"{file}:{lines[name]}:")
        said = said.replace(f"{header}:{line},", f"{file}:{lines[name]},")
    return said


def compile_refused(file, command, folder):
    """As compile_file(), faster where the folder has a precompiled header for the file."""
    header = precompiled_for(file, folder) if folder else None
    if not header:
        return compile_file(file, command, 1)
    code, said = compile_file(file, [*command, "-include", str(folder / header.name)], 1)
    return code, as_if_included(said, file, header)


def first_error(said):
    return next((line for line in said.split("\n") if re.search(r":\d+:\d+: (fatal )?error: ", line)), "")


def faults_of(file, sentence, code, said):
    """What is wrong with a refusal; nothing if it is as it should be."""
    if code == 0:
        return ["with -DREJECT=1 it compiles"]
    faults = []
    if sentence not in first_error(said):
        faults.append(f"the first error is not '{sentence}'")
    marked = [
        number
        for number, line in enumerate(file.read_text().split("\n"), 1)
        if line.rstrip().endswith("// the line at fault")
    ]
    if not any(re.search(rf"\b{re.escape(file.name)}:{number}\b", said) for number in marked):
        faults.append("the line at fault is not shown" if marked else "no line ends with '// the line at fault'")
    lines = len(said.split("\n"))
    if lines > MOST_LINES:
        faults.append(f"the compiler says {lines} lines; {MOST_LINES} are the most that one reads")
    return faults


def main():
    split = sys.argv.index("--") if "--" in sys.argv else 0
    own, command = sys.argv[1:split], sys.argv[split + 1 :]
    is_accepted_elsewhere = own[:1] == ["--refused"]
    own = own[is_accepted_elsewhere:]
    options = {}
    while own[:1] in (["--precompiled"], ["--lines"]) and len(own) > 1:
        options[own[0]] = Path(own[1])
        own = own[2:]
    lines = options.get("--lines")
    if len(own) != 1 or not command:
        print(__doc__)
        return 2
    file = Path(own[-1]).resolve()
    sentence = expectation(file)
    if not sentence:
        print(f"{file}:1: the first line is '// expect: sqlalloy: <sentence>'")
        return 1

    if not is_accepted_elsewhere:
        code, said = compile_file(file, command, 0)
        if code != 0:
            print(f"{file}: with -DREJECT=0 it does not compile:\n{said}")
            return 1
    code, said = compile_refused(file, command, options.get("--precompiled"))
    faults = faults_of(file, sentence, code, said)
    if lines and not faults:
        lines.parent.mkdir(parents=True, exist_ok=True)
        lines.write_text(str(len(said.split("\n"))))
    for fault in faults:
        print(f"{file}: {fault}")
    print(said)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
