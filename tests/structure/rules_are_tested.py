#!/usr/bin/env python3
"""Turning a rule off makes its test fail.

rules_are_tested.py [<part of a file's name>...] -- <compiler> <flag>...

In a copy of the headers, the static_asserts that say a sentence of a file in compile_fail_tests/ get the condition
`true`, all of them. The test of each rule, run over that copy, must miss its sentence.
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
import precompile  # noqa: E402
import run  # noqa: E402
import source  # noqa: E402


def without(text, sentences):
    """The header with the assertions of these sentences switched off, and the sentences that it has said."""
    said = set()
    for assertion in reversed(source.assertions(text)):
        if assertion.sentence in sentences:
            said.add(assertion.sentence)
            begin, end = assertion.condition
            text = text[:begin] + "true" + text[end:]
    return text, said


def copy_without(sentences, folder):
    """Writes the headers without the assertions of these sentences; gives the sentences that they have said."""
    said = set()
    for path in checks.headers(ROOT):
        text, said_here = without(path.read_text(), sentences)
        said |= said_here
        copy = folder / path.relative_to(ROOT / "include")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text)
    return said


def fault(file, sentence, command):
    code, said = run.compile_file(file, command, 1)
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
    files = [file for file in files if not wanted or any(part in file.name for part in wanted)]
    expected = {file: checks.expectation(file) for file in files}
    faults = [f"{file}: expects nothing" for file, sentence in expected.items() if not sentence]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "include"
        said = copy_without(set(expected.values()), copy)
        faults += [
            f"{file}: no static_assert says '{sentence}'"
            for file, sentence in expected.items()
            if sentence and sentence not in said
        ]
        command = [command[0], "-I", str(copy), *command[1:]]
        command += precompile.use(precompile.precompile(Path(folder) / "precompiled", command))
        with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
            found = pool.map(lambda file: fault(file, expected[file], command), [file for file in files if expected[file]])
            faults += [one for one in found if one]
    for said in faults:
        print(said)
    print(f"{len(files)} rules switched off, {len(faults)} of them not missed by their tests")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
