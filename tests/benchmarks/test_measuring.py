"""Time and memory of whole processes, with all that they start."""

import sys

import pytest

from benchmarks.measuring import CommandFailed, run

MB = 2**20
_HOLD = "held = b'x' * ({mb} << 20); import time; time.sleep(0.4)"


def test_memory_of_started_processes_counts(tmp_path):
    inner = _HOLD.format(mb=60)
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"

    measured = run((sys.executable, "-c", outer), tmp_path, memory=True)

    assert 60 * MB < measured.memory < 160 * MB


def test_a_command_that_fails_says_what_it_printed(tmp_path):
    with pytest.raises(CommandFailed, match="no such registry"):
        run((sys.executable, "-c", "raise SystemExit('no such registry')"), tmp_path)
