"""The source files by which a service reaches this world; the addresses of the running server are written into them."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

SHIPPED = Path(__file__).parent
NO_PORT = re.compile(r"http://127\.0\.0\.1:0\b")  # what the files say before a server runs
NO_HOST = re.compile(r"http://127\.0\.0\.1:0/([a-z]+)\b")  # the same, with the host that is meant
# Which council votes when; it lies in the home itself, beside its settings.
ELECTIONS = "elections.csv"


def write(folder: Path, url: str, slug: str = "northshire") -> list[Path]:
    """Write one council's source file into an operator's `sources` folder and return its path.

    `url` is the address of its site, such as `http://127.0.0.1:40123`.
    """
    return write_all(folder, {slug: url})


def write_all(folder: Path, urls: Mapping[str, str], *, off: Collection[str] = ()) -> list[Path]:
    """Write the source files of all these sites (`Server.urls`) and return their paths.

    Councils whose slug is in `off` are switched off: known, and not looked at.
    """
    names = {f"councils/{slug}.toml": url for slug, url in urls.items()}
    return [
        _write(folder, name, _switched(off, name, NO_PORT.sub(url, _shipped(name))))
        for name, url in names.items()
    ]


def write_official(home: Path, addresses: Mapping[str, str], *, off: Collection[str] = ()) -> list[Path]:
    """Write into a home what the official sites (`Server.official`) are looked at with, and return the paths.

    The source files of these sites, those of councils that have no site of their own, and the table of elections. Those
    whose stem is in `off` (`explore-education`) are switched off.
    """
    named = (path.relative_to(SHIPPED).as_posix() for path in sorted(SHIPPED.glob("*/*.toml")))
    files = {name: _shipped(name) for name in named}
    return [
        *(
            _write(
                home / "sources",
                name,
                _switched(off, name, NO_HOST.sub(lambda host: addresses[host[1]], said)),
            )
            for name, said in files.items()
            if name.startswith("official/") or not NO_PORT.search(said)
        ),
        _write(home, ELECTIONS, _shipped(ELECTIONS)),
    ]


def write_news(folder: Path, addresses: Mapping[str, str]) -> list[Path]:
    """Write the source files of the news sites (`Server.news`) into an operator's `sources` folder and return their paths."""
    return [
        _write(folder, name, NO_HOST.sub(lambda host: addresses[host[1]], _shipped(name)))
        for name in (path.relative_to(SHIPPED).as_posix() for path in sorted(SHIPPED.glob("news/*.toml")))
    ]


def _switched(off: Collection[str], name: str, said: str) -> str:
    return f"enabled = false\n{said}" if Path(name).stem in off else said


def _shipped(name: str) -> str:
    return (SHIPPED / name).read_text(encoding="utf-8")


def _write(folder: Path, name: str, said: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(said, encoding="utf-8")
    return path
