#!/usr/bin/env python3
"""Turning a rule off makes its test fail.

rules_are_tested.py [<part of a file's name>...] -- <compiler> <flag>...

The static_asserts that say the sentence of a <rule>.cpp in compile_fail_tests/ get the condition `true`, in a copy of
the headers, which the compiler finds first. Over that copy the test of the rule must miss its sentence.

An assertion does nothing but say its sentence, so all of them are turned off in one copy, and many tests are one
compilation, each in a namespace of its own. With the rules on, all the sentences must be said there; with the rules off,
it must compile. Where it does not, and where a sentence is not said, each test is compiled alone.
"""

import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "compile_fail_tests"))
import accepted  # noqa: E402
import checks  # noqa: E402
import run  # noqa: E402
import source  # noqa: E402


def without(text, sentences):
    """The header with the assertions of those sentences switched off."""
    for assertion in reversed(source.assertions(text)):
        if assertion.sentence in sentences:
            begin, end = assertion.condition
            text = text[:begin] + "true" + text[end:]
    return text


def batches(sentences):
    """The files, of which those that go together have a sentence each."""
    left = dict(sentences)
    while left:
        batch = {}
        for file, sentence in left.items():
            if len(batch) < accepted.AT_ONCE and sentence not in batch.values():
                batch[file] = sentence
        left = {file: sentence for file, sentence in left.items() if file not in batch}
        yield batch


def still_said(batch, on, off):
    """The files of the batch whose sentence is said though its rule is off; on and off are the compiler's commands."""
    said = accepted.compile_together(list(batch), on, 1)[1]
    errors = "\n".join(line for line in said.split("\n") if run.first_error(line))
    code, _ = accepted.compile_together(list(batch), off, 1)
    alone = [file for file, sentence in batch.items() if code != 0 or sentence not in errors]
    return [file for file in alone if batch[file] in run.first_error(run.compile_file(file, off, 1)[1])]


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
    sentences = {file: source.expectation(file) for file in files}
    asserted, faults = set(), []
    with tempfile.TemporaryDirectory() as folder:
        for path in checks.headers(ROOT):
            text = path.read_text()
            asserted |= {assertion.sentence for assertion in source.assertions(text)}
            copy = Path(folder) / path.relative_to(ROOT / "include")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(without(text, set(sentences.values())))
        for file in [file for file, sentence in sentences.items() if sentence not in asserted]:
            faults.append(f"{file}: no static_assert says '{sentences.pop(file)}'")
        off = [command[0], "-I", folder, *command[1:]]
        with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
            for batch in pool.map(lambda batch: still_said(batch, command, off), list(batches(sentences))):
                faults += [f"{file}: without the rule the compiler still says '{sentences[file]}'" for file in batch]
    for said in faults:
        print(said)
    print(f"{len(files)} rules switched off, {len(faults)} of them not missed by their tests")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main())
