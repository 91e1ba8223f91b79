"""Documents named by address: fetched with the same manners, kept like any other, fetched again only if they changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sample.answers import LOOKS
from sample.server import Server
from sample.world import World
from tests.conftest import command

CONTACT = "ops@example.org"


@pytest.fixture
def server() -> Iterator[Server]:
    """The sample council's site."""
    with Server(World.load(), LOOKS[2]) as server:
        yield server


@pytest.mark.slow
def test_an_address_is_fetched_kept_and_rebuilt(server: Server, tmp_path: Path) -> None:
    """With the date that the operator gives; asked for again, the site says that nothing changed."""
    home, url = tmp_path / "home", f"{server.url}/mgConvert2PDF.aspx?ID=60201"
    command("init", home=home)
    first = command("add", url, "--published", "2026-09-14", home=home, MINUTEWATCH_CONTACT=CONTACT)
    again = command("add", url, home=home, MINUTEWATCH_CONTACT=CONTACT)
    rebuilt = command("check", "--rebuild", str(tmp_path / "rebuilt"), home=home)

    assert (first.returncode, first.stderr) == (0, "")
    assert "already there" in again.stdout
    assert [asked.status for asked in server.log if "ID=60201" in asked.path] == [200, 304]
    assert (rebuilt.returncode, rebuilt.stdout.strip()) == (0, "All is as it should be.")


@pytest.mark.slow
def test_what_robots_txt_forbids_is_not_fetched_for_an_operator_either(
    server: Server, tmp_path: Path
) -> None:
    """It says why, and the others named are added."""
    home = tmp_path / "home"
    command("init", home=home)
    done = command(
        "add",
        f"{server.url}/ecSDDisplay.aspx?id=1",
        f"{server.url}/mgConvert2PDF.aspx?ID=60201",
        home=home,
        MINUTEWATCH_CONTACT=CONTACT,
    )

    assert (done.returncode, "robots.txt forbids" in done.stderr) == (1, True)
    assert "1 text linked" in done.stdout
    assert [asked.path for asked in server.log if "ecSD" in asked.path] == []
