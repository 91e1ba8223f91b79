"""The command line among careless neighbours: closed streams, pipes that end early, odd files, several starts at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import command

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose path has a space and a letter beyond ASCII."""
    home = tmp_path_factory.mktemp("streams") / "Müller & co"
    assert command("init", home=home).returncode == 0
    return home


def _shell(line: str, home: Path) -> subprocess.CompletedProcess[str]:
    """A line of shell in which `$M` is the program."""
    return subprocess.run(
        ["bash", "-c", line],
        env=os.environ | {"MINUTEWATCH_HOME": str(home), "M": f"{sys.executable} -m minutewatch"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_nothing_but_json_goes_to_standard_output(home: Path) -> None:
    """Each line of `--json` is an object, also when nobody is at the keyboard."""
    done = _shell("$M status --json <&-", home)

    assert all(isinstance(json.loads(line), dict) for line in done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_who_leaves_early_gets_no_traceback(home: Path) -> None:
    """`| head -n 0` ends the program, not in a traceback."""
    done = _shell("$M sources list --json | head -n 0", home)

    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", [b"caf\xe9.txt", "Bericht für März.txt".encode()])
def test_a_file_may_have_any_name(home: Path, tmp_path: Path, name: bytes) -> None:
    """A name that is no Unicode is no reason not to read the file."""
    path = tmp_path / os.fsdecode(name)
    path.write_text("Minutes of the Children and Families Scrutiny Committee\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "minutewatch", "read", str(path), "--json"],
        env=os.environ | {"MINUTEWATCH_HOME": str(home)},
        capture_output=True,
        timeout=120,
        check=False,
    )

    assert json.loads(done.stdout.decode("utf-8", "replace"))["text"].startswith("Minutes of")
    assert done.returncode == 0


def test_a_folder_is_no_file(home: Path, tmp_path: Path) -> None:
    """One line that says so, and exit code 1."""
    done = command("read", str(tmp_path), home=home)

    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


def test_several_may_start_a_new_home_at_once(tmp_path: Path) -> None:
    """The schema is made once, whoever comes first."""
    home = tmp_path / "home"
    assert command("init", home=home).returncode == 0
    (home / "archive.db").unlink()
    starting = [
        subprocess.Popen(
            [sys.executable, "-m", "minutewatch", "status", "--json", "--home", str(home)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120)[1] for process in starting]

    assert said == ["", "", ""]
