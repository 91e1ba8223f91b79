"""News titles in and out: those that are followed as OPML, and source files of the operator's own made of OPML."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crawlers import opml
from crawlers.opml import NoOpml, Title
from crawlers.sources import SourcesBroken
from crawlers.sources.written import source_of
from domain.source import Channel
from minutewatch.jobs import Home

__all__ = ["NoOpml", "Taken", "export", "take"]

_NEWS = "news"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of a title of an OPML file: the source that it is now, or why it is none."""

    name: str
    source: str | None = None
    path: Path | None = None
    why_not: str | None = None


def export(home: Home, *, everything: bool = False) -> bytes:
    """The news titles that are switched on, or all there are, as OPML."""
    sources = sorted(home.shelf.sources.items())
    return opml.written(
        opml.title_of(source)
        for key, source in sources
        if source.channel is Channel.NEWS and (everything or key in home.on)
    )


def take(home: Home, path: Path, *, covers: tuple[str, ...] = (), national: bool = False) -> list[Taken]:
    """Make source files of the titles of an OPML file; one that is known already, or has a file, is left as it is.

    `covers` (slugs) and `national` are said of those that say neither themselves.

    Raises:
        NoOpml: the file cannot be read, or is none.
    """
    try:
        body = path.read_bytes()
    except OSError as exc:
        raise NoOpml(f"{path}: {exc.strerror}; name a file that can be read") from exc
    known = {address: key for key, addresses in _known(home) for address in addresses}
    taken: list[Taken] = []
    for title in opml.titles_in(body, path.name):
        if not (title.covers or title.national):
            title = replace(title, covers=covers, national=national)
        taken.append(_one(home, title, known))
    return taken


def _known(home: Home) -> Iterator[tuple[str, frozenset[str]]]:
    for key, source in home.shelf.sources.items():
        if source.channel is Channel.NEWS:
            yield key, opml.title_of(source).lists


def _one(home: Home, title: Title, known: dict[str, str]) -> Taken:
    if strange := sorted({*title.covers} - home.shelf.councils):
        return Taken(name=title.name, why_not=f"covers {', '.join(strange)}: no council is known by this")
    keys = {known.get(address) for address in title.lists}
    if title.lists and None not in keys:
        return Taken(name=title.name, why_not=f"known already: {', '.join(sorted(filter(None, keys)))}")
    folder = home.settings.home / "sources" / _NEWS
    path = folder / f"{title.stem}.toml"
    if path.exists():
        return Taken(name=title.name, why_not=f"{path} is there already; take it away or change it")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        path.write_text(opml.as_file(title), encoding="utf-8")
        source = source_of(path)
    except (OSError, SourcesBroken) as exc:
        path.unlink(missing_ok=True)
        return Taken(name=title.name, why_not=str(exc))
    return Taken(name=title.name, source=source.key, path=path)
