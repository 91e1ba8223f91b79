"""The source files lead a service to the running world and promise no more than it has."""

import tomllib
from pathlib import Path

from sample import sources
from sample.server import Server
from sample.site import Site
from tests.sample.asking import get


def test_the_files_lead_to_the_running_server(server: Server, tmp_path: Path) -> None:
    """The address in the written file answers."""
    (path,) = sources.write(tmp_path / "sources", server.url)
    written = tomllib.loads(path.read_text(encoding="utf-8"))

    assert path == tmp_path / "sources" / "councils" / "northshire.toml"
    assert get(written["url"], "/mgListCommittees.aspx").status == 200


def test_the_file_tells_the_council_as_the_world_has_it(northshire: Site, tmp_path: Path) -> None:
    """Name, code and system agree with the script, and the promise is kept."""
    (path,) = sources.write(tmp_path, "http://127.0.0.1:8765")
    written = tomllib.loads(path.read_text(encoding="utf-8"))
    council = {key: getattr(northshire, key) for key in ("name", "gss", "slug")}

    assert written["council"] == {**council, "short_name": "Northshire", "aliases": ["Northshire"]}
    assert written["system"] == northshire.system
    assert written["promise"]["committees"] <= sum(not each.expired for each in northshire.committees)
    assert written["promise"]["meetings"] <= len(northshire.meetings)


def test_writing_again_changes_the_address(tmp_path: Path) -> None:
    """A second run of the world overwrites the file of the first."""
    sources.write(tmp_path, "http://127.0.0.1:1111")
    (path,) = sources.write(tmp_path, "http://127.0.0.1:2222")

    assert "http://127.0.0.1:2222" in path.read_text(encoding="utf-8")
    assert "1111" not in path.read_text(encoding="utf-8")
