#!/usr/bin/env python3
"""Checks that a wrong line is refused with one sentence that a person can read.

run.py [--refused] [--lines <file>] <file> -- <compiler> <flag>...

The file's first line is '// expect: sqlalloy: <sentence>' (continued by comment lines that are indented by three
spaces or more), and the wrong line ends with '// the line at fault'. Then:

  with -DREJECT=0 the file compiles: it is that line and nothing else that is refused;
  with -DREJECT=1 it does not, the first error is the sentence, the line at fault is shown, and all that the compiler
  says is twelve lines at most. How many they are is written into the file of --lines, for who adds them up.

With --refused it is only the second that is looked at; accepted.py sees to the first, for many files at once.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/structure"))
from source import expectation  # noqa: E402

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
    lines = Path(own[1]) if own[:1] == ["--lines"] and len(own) > 1 else None
    if len(own) != (3 if lines else 1) or not command:
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
    code, said = compile_file(file, command, 1)
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
