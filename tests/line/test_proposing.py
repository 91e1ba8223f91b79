"""`propose`: people whom no rule found, guessed for a person to look at."""

import json
from pathlib import Path

import pytest

from tests.conftest import command


@pytest.mark.slow
def test_guesses_are_told_and_nothing_else(tmp_path: Path) -> None:
    """Whoever the rules did not find is named with the place in the file, as unreviewed; a missing file makes it fail."""
    paper = tmp_path / "minutes.txt"
    paper.write_text("Councillor Jane Sample thanked David Sidaway, who runs the choir.", encoding="utf-8")
    blank = tmp_path / "blank.txt"
    blank.write_text(" \n", encoding="utf-8")
    ran = command("propose", str(paper), str(blank), str(tmp_path / "none.txt"), "--json", home=tmp_path)
    told = [json.loads(line) for line in ran.stdout.splitlines()]

    assert (ran.returncode, [(one["text"], one["start"], one["status"]) for one in told]) == (
        1,
        [("David Sidaway", 31, "unreviewed")],
    )
    assert "none.txt" in ran.stderr
    assert "blank.txt: it has no text" in ran.stderr
