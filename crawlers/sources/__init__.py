"""Source files: one small TOML file for each place that Minutewatch looks at. Folders in, sources out; nothing is fetched.

`councils/lancashire.toml` is the source `committee/lancashire`, `news/<stem>.toml` is `news/<stem>`, and a file in
`official/` names its channel itself. An operator's file comes before a shipped one of the same key. What a file may
say stands in `written.py`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from crawlers.sources.written import CHANNELS, SourcesBroken, source_of, systems
from domain.council import Council, all_councils, slug_of
from domain.errors import MinutewatchError
from domain.source import Channel, Source
from storage.sources import ADDED

__all__ = ["SHIPPED", "Shelf", "SourcesBroken", "UnknownSource", "load", "read", "systems"]

SHIPPED = Path(__file__).parent
# The watch list that names every council.
ALL = "all"


class UnknownSource(MinutewatchError):
    """There is no source of this key or name."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All source files of all folders, by key: those that can be used, and what is wrong with the others.

    `own` are the keys of the operator's own files.
    """

    sources: dict[str, Source]
    problems: dict[str, str]
    own: frozenset[str] = frozenset()

    def one(self, name: str) -> Source:
        """The source of a key (`committee/lancashire`) or of a council's name or slug (`lancashire`).

        Raises:
            SourcesBroken: its file cannot be used.
            UnknownSource: there is none; the message names those that come close.
        """
        if name == ADDED.key:
            return ADDED
        key = self._keys(name)[0]
        if key in self.problems:
            raise SourcesBroken(self.problems[key])
        return self.sources[key]

    def switched_on(self, watch: Sequence[str]) -> frozenset[str]:
        """The keys of the sources that are looked at without being named, where the watch list names these councils.

        A council that is watched is watched on in its successors, and news of it goes with it. The list is one of
        councils: an operator's own files, and official sources, are on unless their file says otherwise.

        Raises:
            UnknownSource: a name on the list is none of a source.
        """
        watched = self._watched(watch)
        councils = frozenset(
            council for key in watched if (source := self.sources.get(key)) and (council := source.council)
        )
        return frozenset(
            key
            for key, source in self.sources.items()
            if source.enabled and (key in watched or key in self.own or self._goes_with(source, councils))
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is no mistake yet may be one: successors that no file and no table knows."""
        councils = [source.council for source in self.sources.values() if source.council]
        known = {council.slug for council in (*all_councils(), *councils)}
        return tuple(
            f"{council.slug}: its successor {slug} is no council that is known yet; give it a file of its own"
            for council in councils
            for slug in council.successors
            if slug not in known
        )

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all files, usable or not."""
        return frozenset(self.sources) | frozenset(self.problems)

    def _goes_with(self, source: Source, councils: frozenset[Council]) -> bool:
        """Whether a source is on because of what it is, where these councils are watched.

        News of all England is so where a council of England is watched: a world of an operator's own needs none.
        """
        if source.channel is Channel.NEWS:
            covered = {*source.covers, *self._after(source.covers)}
            return bool(covered & {council.slug for council in councils}) or (
                source.is_national and not councils.isdisjoint(all_councils())
            )
        return source.channel is not Channel.COMMITTEE

    @property
    def councils(self) -> frozenset[str]:
        """The slugs of all councils that are known."""
        return _slugs(self.sources.values())

    def _watched(self, watch: Sequence[str]) -> frozenset[str]:
        try:
            named = [key for name in watch if name != ALL for key in self._keys(name)]
        except UnknownSource as exc:
            raise UnknownSource(f"watch: {exc}; put it right in the setting `watch`") from exc
        if ALL in watch:
            return self.keys
        owners = [source.council for key in named if (source := self.sources.get(key))]
        after = self._after(council.slug for council in owners if council)
        heirs = [
            key for key, source in self.sources.items() if source.council and source.council.slug in after
        ]
        return frozenset(named) | frozenset(heirs)

    def _after(self, slugs: Iterable[str]) -> frozenset[str]:
        """The slugs of those who come after these councils, and after them."""
        heirs = self._heirs
        found: set[str] = set()
        waiting = [heir for slug in slugs for heir in heirs.get(slug, ())]
        while waiting:
            slug = waiting.pop()
            if slug not in found:
                found.add(slug)
                waiting += heirs.get(slug, ())
        return frozenset(found)

    @cached_property
    def _heirs(self) -> dict[str, tuple[str, ...]]:
        own = [source.council for source in self.sources.values() if source.council]
        return {council.slug: council.successors for council in (*all_councils(), *own)}

    def _keys(self, name: str) -> list[str]:
        """The keys that a key, name or slug means; there is at least one."""
        keys = [key for key in (name, f"{Channel.COMMITTEE}/{_slug(name)}") if key in self.keys]
        keys += [
            source.key
            for source in self.sources.values()
            if source.council and source.council.is_called(name)
        ]
        if keys:
            return keys
        meant = _slug(name.rpartition("/")[2])
        close = [key for key in sorted(self.keys) if meant in key]
        close = close or get_close_matches(f"{Channel.COMMITTEE}/{meant}", sorted(self.keys), cutoff=0.85)
        ask = f"did you mean {', '.join(close)}?" if close else "`minutewatch sources list` names them all"
        raise UnknownSource(f"{name}: no such source; {ask}")


def read(*folders: Path) -> Shelf:
    """All sources of the operator's folders and of the shipped one; the first file of a key counts, even a broken one.

    A folder that is not there holds no files.
    """
    sources: dict[str, Source] = {}
    problems: dict[str, str] = {}
    own: set[str] = set()
    for path in _first_of_each(folders):
        is_shipped = path.parent.parent == SHIPPED
        try:
            source = _shipped(path) if is_shipped else source_of(path)
        except SourcesBroken as exc:
            problems[f"{CHANNELS[path.parent.name] or 'official'}/{path.stem}"] = str(exc)
            continue
        sources[source.key] = source
        if not is_shipped:
            own.add(source.key)
    councils = _slugs(sources.values())
    for key, source in list(sources.items()):
        if unknown := [slug for slug in source.covers if slug not in councils]:
            del sources[key]
            name = f"{key.rpartition('/')[2]}.toml"
            problems[key] = (
                f"{name}: covers {', '.join(unknown)}: no council is known by this; `minutewatch sources list` names them all"
            )
    return Shelf(sources=sources, problems=problems, own=frozenset(own & sources.keys()))


def load(*folders: Path) -> dict[str, Source]:
    """All sources by key, where every file has to be in order.

    Raises:
        SourcesBroken: some are not; the message has a line for each.
    """
    shelf = read(*folders)
    if shelf.problems:
        raise SourcesBroken("\n".join(shelf.problems.values()))
    return shelf.sources


def _first_of_each(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The files of all folders, each name once: from the first folder that has it."""
    seen: set[tuple[str, str]] = set()
    for folder in (*folders, SHIPPED):
        for path in sorted(path for kind in CHANNELS for path in (folder / kind).glob("*.toml")):
            if (path.parent.name, path.stem) not in seen:
                seen.add((path.parent.name, path.stem))
                yield path


@cache
def _shipped(path: Path) -> Source:
    """A shipped source; there are hundreds of files, and they stay as they are while we run."""
    return source_of(path)


def _slugs(sources: Iterable[Source]) -> frozenset[str]:
    """All councils that are known: those of the reference tables, and those of source files."""
    own = {source.council.slug for source in sources if source.council}
    return frozenset(own | {council.slug for council in all_councils()})


def _slug(name: str) -> str:
    return slug_of(name.strip())
