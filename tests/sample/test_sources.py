"""The source files lead a service to the running world and promise no more than it has."""

import tomllib
from pathlib import Path

from sample import sources
from sample.server import Server
from sample.site import Site
from sample.world import World
from tests.sample.asking import get

# What a source file calls the system of a site.
SYSTEMS = {"moderngov": "moderngov", "cmis": "cmis", "jadu": "bespoke", "plain": "bespoke"}


def _councils(world: World) -> list[Site]:
    return [history.before for history in world.histories.values()]


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


def test_every_site_has_a_file(world: World, server: Server, tmp_path: Path) -> None:
    """Each with its own address, folder and all, and with name, code and system as the script has them."""
    paths = sources.write_all(tmp_path, server.urls)
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}

    assert {slug: written["url"] for slug, written in files.items()} == server.urls
    for site in _councils(world):
        written = files[site.slug]
        assert written["system"] == SYSTEMS[site.system]
        assert {key: written["council"][key] for key in ("name", "gss", "slug")} == {
            "name": site.name,
            "gss": site.gss,
            "slug": site.slug,
        }


def test_successors_begin_when_the_council_before_them_has_ended(world: World, tmp_path: Path) -> None:
    """The files name the same successors as the script, and the days follow one another."""
    urls = dict.fromkeys(("wolden", "east-wolden", "west-wolden"), "http://127.0.0.1:1")
    files = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sources.write_all(tmp_path, urls)
    }
    ended, *begun = (files[slug]["council"] for slug in urls)
    (last,) = {history.sites[-1].successors for slug, history in world.histories.items() if slug == "wolden"}

    assert tuple(ended["successors"]) == last == tuple(council["slug"] for council in begun)
    assert {(council["valid_from"] - ended["valid_to"]).days for council in begun} == {1}


def test_writing_again_changes_the_address(tmp_path: Path) -> None:
    """A second run of the world overwrites the file of the first."""
    sources.write(tmp_path, "http://127.0.0.1:1111")
    (path,) = sources.write(tmp_path, "http://127.0.0.1:2222")

    assert "http://127.0.0.1:2222" in path.read_text(encoding="utf-8")
    assert "1111" not in path.read_text(encoding="utf-8")
