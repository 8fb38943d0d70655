"""Builds killed at any moment: the shown site is the old or the new one, and the next is right."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("POBRATYM_KILLS", "40"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing a build needs fork")
def test_no_killed_build_leaves_a_torn_site(tmp_path):
    """POBRATYM_KILLS and POBRATYM_SEED choose how many and which; one failing seed is enough."""
    seed = os.environ.get("POBRATYM_SEED", "1")
    harness = Path(__file__).with_name("killed_builds.py")

    run = subprocess.run(
        [sys.executable, harness, "--kills", str(KILLS), "--seed", seed, tmp_path],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )

    assert run.returncode == 0, run.stderr
    figures = json.loads(run.stdout)
    assert figures["kills"] >= KILLS
    assert figures["killed under exchange"] > 0
    assert figures["killed under journal"] > 0
