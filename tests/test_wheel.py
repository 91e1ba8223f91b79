"""A built wheel, installed outside the checkout, runs the demo: templates, migrations, sources and tables travel with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow


def _run(*command: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=600, **options)  # type: ignore[call-overload, no-any-return]


def test_the_wheel_runs_the_demo_far_from_the_checkout(tmp_path: Path) -> None:
    """Built without a network, installed without its dependencies' help, run in another folder."""
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"), cwd=ROOT)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    _run(
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--no-index", "--target", str(installed), str(wheel),
    )  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(installed), "NO_COLOR": "1"}
    where = _run(
        sys.executable, "-c", "import minutewatch, sample, storage; print(minutewatch.__file__, sample.__file__, storage.__file__)",
        cwd=tmp_path, env=environment,
    ).stdout.split()  # fmt: skip
    said = _run(
        sys.executable,
        "-m",
        "minutewatch",
        "demo",
        "--out",
        str(tmp_path / "home"),
        cwd=tmp_path,
        env=environment,
    ).stdout

    assert all(path.startswith(str(installed)) for path in where)
    assert "7 digests were sent" in said
    assert len(list((tmp_path / "home/inbox").glob("*.eml"))) == 7
