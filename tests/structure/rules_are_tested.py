#!/usr/bin/env python3
"""Turning a rule off makes its test fail.

rules_are_tested.py [<part of a file's name>...] -- <compiler> <flag>...

For each <rule>.cpp in compile_fail_tests/: the static_asserts that say its sentence get the condition `true`, in a copy of
the headers that they stand in, which the compiler finds first. The test of the rule, run over that copy, must miss the
sentence.
"""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "compile_fail_tests"))
import checks  # noqa: E402
import run  # noqa: E402
import source  # noqa: E402


def without(text, sentence):
    """The header with the assertions of that sentence switched off."""
    for assertion in reversed(source.assertions(text)):
        if assertion.sentence == sentence:
            begin, end = assertion.condition
            text = text[:begin] + "true" + text[end:]
    return text


def fault(file, headers, command):
    sentence = checks.expectation(file)
    if not sentence:
        return f"{file}: expects nothing"
    with tempfile.TemporaryDirectory() as folder:
        changed = 0
        for path, text in headers.items():
            mutant = without(text, sentence)
            if mutant != text:
                copy = Path(folder) / path.relative_to(ROOT / "include")
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(mutant)
                changed += 1
        if not changed:
            return f"{file}: no static_assert says '{sentence}'"
        code, said = run.compile_file(file, [command[0], "-I", folder, *command[1:]], 1)
        if sentence in run.first_error(said):
            return f"{file}: without the rule the compiler still says '{sentence}'"
    return None


def main():
    split = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    wanted, command = sys.argv[1:split], sys.argv[split + 1 :]
    if not command:
        print(__doc__)
        return 2
    files = checks.compile_fail_files(ROOT)
    # More cases of a rule, <rule>.<case>.cpp, have its sentence.
    files = [file for file in files if file.name.count(".") == 1]
    files = [file for file in files if not wanted or any(part in file.name for part in wanted)]
    headers = {path: path.read_text() for path in checks.headers(ROOT)}
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        faults = [said for said in pool.map(lambda file: fault(file, headers, command), files) if said]
    for said in faults:
        print(said)
    print(f"{len(files)} rules switched off, {len(faults)} of them not missed by their tests")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
