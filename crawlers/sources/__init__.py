"""Source files: one small TOML file for each place that Minutewatch looks at. Folders in, sources out; nothing is fetched.

`councils/lancashire.toml` is the source `committee/lancashire`, `news/<stem>.toml` is `news/<stem>`, and a file in
`official/` names its channel itself. An operator's file comes before a shipped one of the same key.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PositiveInt, ValidationError
from pydantic_core import ErrorDetails

from crawlers import spiders
from domain.council import Council, all_councils, by_gss, slug_of
from domain.errors import MinutewatchError
from domain.source import Channel, Licence, Source
from storage.sources import ADDED

SHIPPED = Path(__file__).parent

# Folders, and the channel of what lies in them; official sources say theirs.
_CHANNELS = {"councils": Channel.COMMITTEE, "news": Channel.NEWS, "official": None}
_OFFICIAL = (Channel.OFSTED, Channel.GOVUK, Channel.STATISTICS)
# The stem of a file's name becomes half of a key: "blackburn-with-darwen"
_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


class SourcesBroken(MinutewatchError):
    """Source files that cannot be used; the message has a line for each, such as `lancashire.toml: needs url`."""


class UnknownSource(MinutewatchError):
    """There is no source of this key or name."""


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All source files of all folders, by key: those that can be used, and what is wrong with the others."""

    sources: dict[str, Source]
    problems: dict[str, str]

    def one(self, name: str) -> Source:
        """The source of a key (`committee/lancashire`) or of a council's name or slug (`lancashire`).

        Raises:
            SourcesBroken: its file cannot be used.
            UnknownSource: there is none; the message names those that come close.
        """
        if name == ADDED.key:
            return ADDED
        keys = [key for key in (name, f"{Channel.COMMITTEE}/{_slug(name)}") if key in self.keys]
        keys += [
            source.key for source in self.sources.values() if source.council and _names(source.council, name)
        ]
        if not keys:
            close = [key for key in sorted(self.keys) if _slug(name.rpartition("/")[2]) in key]
            ask = (
                f"did you mean {', '.join(close)}?" if close else "`minutewatch sources list` names them all"
            )
            raise UnknownSource(f"{name}: no such source; {ask}")
        if keys[0] in self.problems:
            raise SourcesBroken(self.problems[keys[0]])
        return self.sources[keys[0]]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all files, usable or not."""
        return frozenset(self.sources) | frozenset(self.problems)


def read(*folders: Path) -> Shelf:
    """All sources of the operator's folders and of the shipped one; the first file of a key counts, even a broken one.

    A folder that is not there holds no files.
    """
    sources: dict[str, Source] = {}
    problems: dict[str, str] = {}
    for path in _first_of_each(folders):
        try:
            source = _source(path)
        except SourcesBroken as exc:
            problems[f"{_CHANNELS[path.parent.name] or 'official'}/{path.stem}"] = str(exc)
        else:
            sources[source.key] = source
    return Shelf(sources=sources, problems=problems)


def load(*folders: Path) -> dict[str, Source]:
    """All sources by key, where every file has to be in order.

    Raises:
        SourcesBroken: some are not; the message has a line for each.
    """
    shelf = read(*folders)
    if shelf.problems:
        raise SourcesBroken("\n".join(shelf.problems.values()))
    return shelf.sources


def systems() -> frozenset[str]:
    """The kinds of site that we can look at: one for each spider."""
    return frozenset(module.name for module in iter_modules(spiders.__path__)) - {ADDED.system}


def _web_address(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no web address")
    return url.strip().rstrip("/")


def _known_system(system: str) -> str:
    if system not in systems():
        raise ValueError(f"is none of {', '.join(sorted(systems()))}")
    return system


def _known_gss(gss: str) -> str:
    if gss not in by_gss():
        raise ValueError(
            "is no code of an authority with children's services; a council of another kind needs a [council] table"
        )
    return gss


def _of_its_own(slug: str) -> str:
    if not _STEM.fullmatch(slug):
        raise ValueError("is no slug: lower-case letters, digits and hyphens")
    if any(council.slug == slug for council in all_councils()):
        raise ValueError("is the slug of a real authority: give its code as gss instead of a table")
    return slug


_Address: TypeAlias = Annotated[str, AfterValidator(_web_address)]
_System: TypeAlias = Annotated[str, AfterValidator(_known_system)]
_Gss: TypeAlias = Annotated[str, AfterValidator(_known_gss)]
_Slug: TypeAlias = Annotated[str, AfterValidator(_of_its_own)]


class _Written(BaseModel):
    """What a file may say, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _WrittenCouncil(_Written):
    name: str = Field(min_length=1)
    short_name: str | None = None
    gss: str | None = None
    slug: _Slug
    aliases: list[str] = []


class _WrittenPromise(_Written):
    committees: PositiveInt | None = None
    meetings: PositiveInt | None = None


class _WrittenSource(_Written):
    system: _System
    url: _Address
    licence: Licence = Field(strict=False)
    channel: Channel | None = Field(default=None, strict=False)
    gss: _Gss | None = None
    council: _WrittenCouncil | None = None
    delay: float = Field(default=2.0, gt=0, le=600)
    enabled: bool = True
    note: str | None = None
    watch_committees: list[str] = []
    skip_committees: list[str] = []
    promise: _WrittenPromise = _WrittenPromise()


def _first_of_each(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The files of all folders, each name once: from the first folder that has it."""
    seen: set[tuple[str, str]] = set()
    for folder in (*folders, SHIPPED):
        for path in sorted(path for kind in _CHANNELS for path in (folder / kind).glob("*.toml")):
            if (path.parent.name, path.stem) not in seen:
                seen.add((path.parent.name, path.stem))
                yield path


def _source(path: Path) -> Source:
    content = path.read_bytes()
    written = _written(path, content)
    channel = _channel(path, written)
    return Source(
        key=f"{channel}/{path.stem}",
        channel=channel,
        system=written.system,
        url=written.url,
        licence=written.licence,
        file_sha256=hashlib.sha256(content).hexdigest(),
        council=_council(path, written, channel),
        delay=written.delay,
        enabled=written.enabled,
        promise=written.promise.model_dump(exclude_none=True),
        watch_committees=tuple(written.watch_committees),
        skip_committees=tuple(written.skip_committees),
        note=written.note,
    )


def _written(path: Path, content: bytes) -> _WrittenSource:
    if not _STEM.fullmatch(path.stem):
        raise SourcesBroken(f"{path.name}: call it by lower-case letters, digits and hyphens")
    try:
        return _WrittenSource.model_validate(tomllib.loads(content.decode()))
    except UnicodeDecodeError as exc:
        raise SourcesBroken(f"{path.name}: is not UTF-8 text") from exc
    except tomllib.TOMLDecodeError as exc:
        raise SourcesBroken(f"{path.name}: {exc}") from exc
    except ValidationError as exc:
        raise SourcesBroken("; ".join(_said(path, problem) for problem in exc.errors())) from exc


def _said(path: Path, problem: ErrorDetails) -> str:
    """One problem in our words: `lancashire.toml: needs url`."""
    key = ".".join(map(str, problem["loc"]))
    if problem["type"] == "missing":
        return f"{path.name}: needs {key}"
    if problem["type"] == "extra_forbidden":
        return f"{path.name}: {key} is no key that we know"
    said = problem["msg"].removeprefix("Value error, ")
    return f"{path.name}: {key} = {problem['input']!r}: {said[0].lower()}{said[1:]}"


def _channel(path: Path, written: _WrittenSource) -> Channel:
    by_folder = _CHANNELS[path.parent.name]
    if by_folder is None:
        if written.channel not in _OFFICIAL:
            raise SourcesBroken(f"{path.name}: needs channel (one of {', '.join(_OFFICIAL)})")
        return written.channel
    if written.channel is not None:
        raise SourcesBroken(f"{path.name}: channel goes without saying in {path.parent.name}/; take it out")
    return by_folder


def _council(path: Path, written: _WrittenSource, channel: Channel) -> Council | None:
    if written.gss and written.council:
        raise SourcesBroken(f"{path.name}: has both gss and [council]; one says whose site it is")
    if written.council:
        return Council(
            slug=written.council.slug,
            gss=written.council.gss,
            name=written.council.name,
            short_name=written.council.short_name or written.council.name,
            aliases=tuple(written.council.aliases),
        )
    if written.gss:
        return by_gss()[written.gss]
    if channel is Channel.COMMITTEE:
        raise SourcesBroken(f"{path.name}: needs gss (the authority's code), or a [council] table")
    return None


def _slug(name: str) -> str:
    return slug_of(name.strip())


def _names(council: Council, name: str) -> bool:
    return name.strip().casefold() in {
        words.casefold() for words in (council.name, council.short_name, council.slug, *council.aliases)
    }
