"""What a source file may say, key by key: a file in, a source out, or what is wrong with it. Nothing is fetched."""

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, time
from pathlib import Path
from pkgutil import iter_modules
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PositiveInt,
    ValidationError,
)
from pydantic_core import ErrorDetails

from crawlers import spiders
from crawlers.pages import bespoke, cmis, govuk, news, ofsted, statistics
from crawlers.pages.described import PagesWrong
from domain.council import Council, all_councils, by_gss
from domain.deadlines import Deadline, DeadlineKind, Unit
from domain.errors import MinutewatchError
from domain.source import BESPOKE, Channel, Licence, Source
from storage.sources import ADDED

# Folders, and the channel of what lies in them; official sources say theirs.
CHANNELS = {"councils": Channel.COMMITTEE, "news": Channel.NEWS, "official": None}
_OFFICIAL = (Channel.OFSTED, Channel.GOVUK, Channel.STATISTICS)
# Spiders that look at no kind of site of their own: what was added by hand, and any site that is probed.
_OF_NO_SYSTEM = frozenset({ADDED.system, "probe"})
# The systems of which a file may say where things stand on their pages, and who says whether it can be used.
_PAGES: Mapping[str, Callable[[Mapping[str, JsonValue]], object]] = {
    BESPOKE: bespoke.layout,
    "cmis": cmis.place,
    "govuk": govuk.looks,
    "news": news.site,
    "ofsted": ofsted.site,
    "ofsted_tables": ofsted.releases,
    "statistics": statistics.series,
}
# Those of which it need not say so: where a council's papers are may be found out, or still be open.
_PAGES_ARE_OPEN = frozenset({BESPOKE, "cmis"})
# What a file may promise of a system: what lists that are had as a whole hold at the least.
_PROMISES: Mapping[str, frozenset[str]] = {
    "moderngov": frozenset({"committees", "meetings"}),
    "ofsted": frozenset({"providers"}),
}
# The stem of a file's name becomes half of a key: "blackburn-with-darwen"
_STEM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
# Stands for the address of a site that nobody has found yet.
_UNKNOWN = "unknown"
# The hour of a deadline: "12:00"
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


class SourcesBroken(MinutewatchError):
    """Source files that cannot be used; the message has a line for each, such as `lancashire.toml: needs url`."""


def systems() -> frozenset[str]:
    """The kinds of site that we can look at: one for each spider."""
    return frozenset(module.name for module in iter_modules(spiders.__path__)) - _OF_NO_SYSTEM


def source_of(path: Path) -> Source:
    """The source that a file describes.

    Raises:
        SourcesBroken: the file cannot be used; the message names file and key.
    """
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
        promise=_promise(path, written),
        watch_committees=tuple(written.watch_committees),
        skip_committees=tuple(written.skip_committees),
        other_urls=tuple(written.other_urls),
        pages=_pages(path, written),
        deadlines=tuple(map(_deadline, written.deadlines)),
        note=written.note,
        name=written.name,
        publisher=written.publisher,
        covers=_covers(path, written, channel),
        anonymous=written.anonymous,
    )


def _web_address(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("is no web address")
    return url.strip().rstrip("/")


def _web_address_if_known(url: str) -> str:
    return "" if url == _UNKNOWN else _web_address(url)


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


def _known_slug(slug: str) -> str:
    if slug not in _by_slug():
        raise ValueError(
            "is no authority of the reference tables; give its code as gss, or a [council] table"
        )
    return slug


def _slug_shaped(slug: str) -> str:
    if not _STEM.fullmatch(slug):
        raise ValueError("is no slug: lower-case letters, digits and hyphens")
    return slug


def _of_its_own(slug: str) -> str:
    if _slug_shaped(slug) in _by_slug():
        raise ValueError("is the slug of a real authority: give its code as gss instead of a table")
    return slug


def _shown(words: str) -> str:
    if not words.isprintable() or not words.strip():
        raise ValueError("cannot be shown: it is empty, or holds line breaks or control characters")
    return words.strip()


def _iso_day(words: object) -> object:
    """A day, written as TOML's own date or as text; kept as text."""
    if isinstance(words, date):
        return words.isoformat()
    if isinstance(words, str):
        try:
            return date.fromisoformat(words).isoformat()
        except ValueError as exc:
            raise ValueError("is no day such as 2027-04-01") from exc
    return words


def _hour(words: object) -> object:
    """An hour, written as TOML's own time or as text."""
    if isinstance(words, str):
        if not _HOUR.fullmatch(words):
            raise ValueError("is no hour such as 12:00")
        return time.fromisoformat(words)
    return words


_Address: TypeAlias = Annotated[str, AfterValidator(_web_address)]
_AddressIfKnown: TypeAlias = Annotated[str, AfterValidator(_web_address_if_known)]
_System: TypeAlias = Annotated[str, AfterValidator(_known_system)]
_Gss: TypeAlias = Annotated[str, AfterValidator(_known_gss)]
_KnownSlug: TypeAlias = Annotated[str, AfterValidator(_known_slug)]
_Shown: TypeAlias = Annotated[str, AfterValidator(_shown)]
_Slug: TypeAlias = Annotated[str, AfterValidator(_slug_shaped)]
_OwnSlug: TypeAlias = Annotated[str, AfterValidator(_of_its_own)]
_Day: TypeAlias = Annotated[str, BeforeValidator(_iso_day)]
_Hour: TypeAlias = Annotated[time, BeforeValidator(_hour)]


class _Written(BaseModel):
    """What a file may say, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _WrittenCouncil(_Written):
    name: str = Field(min_length=1)
    short_name: str | None = None
    gss: str | None = None
    slug: _OwnSlug
    aliases: list[str] = []
    valid_from: _Day | None = None
    valid_to: _Day | None = None
    successors: list[str] = []


class _WrittenPromise(_Written):
    committees: PositiveInt | None = None
    meetings: PositiveInt | None = None
    providers: PositiveInt | None = None


class _WrittenDeadline(_Written):
    kind: DeadlineKind = Field(strict=False)
    before: int = Field(ge=0, le=100)
    unit: Unit = Field(strict=False)
    at: _Hour | None = None
    bodies: list[str] = []
    source: _Address


class WrittenSource(_Written):
    """What stands in a source file, each key checked."""

    system: _System
    url: _AddressIfKnown
    other_urls: list[_Address] = []
    licence: Licence = Field(strict=False)
    channel: Channel | None = Field(default=None, strict=False)
    gss: _Gss | None = None
    slug: _KnownSlug | None = None
    council: _WrittenCouncil | None = None
    delay: float = Field(default=2.0, gt=0, le=600)
    enabled: bool = True
    note: str | None = None
    name: _Shown | None = None
    publisher: _Shown | None = None
    covers: list[_Slug] = []
    anonymous: bool = False
    watch_committees: list[str] = []
    skip_committees: list[str] = []
    promise: _WrittenPromise = _WrittenPromise()
    pages: dict[str, JsonValue] = {}
    deadlines: list[_WrittenDeadline] = []


def _written(path: Path, content: bytes) -> WrittenSource:
    if not _STEM.fullmatch(path.stem):
        raise SourcesBroken(f"{path.name}: call it by lower-case letters, digits and hyphens")
    try:
        return WrittenSource.model_validate(tomllib.loads(content.decode()))
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


def _channel(path: Path, written: WrittenSource) -> Channel:
    by_folder = CHANNELS[path.parent.name]
    if by_folder is None:
        if written.channel not in _OFFICIAL:
            raise SourcesBroken(f"{path.name}: needs channel (one of {', '.join(_OFFICIAL)})")
        return written.channel
    if written.channel is not None:
        raise SourcesBroken(f"{path.name}: channel goes without saying in {path.parent.name}/; take it out")
    return by_folder


def _council(path: Path, written: WrittenSource, channel: Channel) -> Council | None:
    said = {"gss": written.gss, "slug": written.slug, "[council]": written.council}
    given = [key for key, value in said.items() if value is not None]
    if len(given) > 1:
        raise SourcesBroken(f"{path.name}: has both {' and '.join(given)}; one says whose site it is")
    if written.council:
        return _own_council(written.council)
    if written.gss:
        return by_gss()[written.gss]
    if written.slug:
        return _by_slug()[written.slug]
    if channel is Channel.COMMITTEE:
        raise SourcesBroken(f"{path.name}: needs gss (the authority's code), or a [council] table")
    return None


def _covers(path: Path, written: WrittenSource, channel: Channel) -> tuple[str, ...]:
    """The councils that a title writes about; that there are such councils is for the shelf to say, who knows them all."""
    if written.covers and channel is not Channel.NEWS:
        raise SourcesBroken(f"{path.name}: covers is a key of news titles alone")
    return tuple(written.covers)


def _pages(path: Path, written: WrittenSource) -> dict[str, JsonValue]:
    """What the file says of the site's pages, once the parser that is to use it has found it right."""
    if not written.pages and (written.system in _PAGES_ARE_OPEN or written.system not in _PAGES):
        return {}
    if written.system not in _PAGES:
        raise SourcesBroken(f"{path.name}: pages is no key of a {written.system} site")
    try:
        _PAGES[written.system](written.pages)
    except PagesWrong as exc:
        raise SourcesBroken(f"{path.name}: {exc}") from exc
    return written.pages


def _promise(path: Path, written: WrittenSource) -> dict[str, int]:
    """What a list that is had as a whole has at the least; a calendar of all committees comes from ModernGov's web service only."""
    promise = written.promise.model_dump(exclude_none=True)
    empty = sorted(promise.keys() - _PROMISES.get(written.system, frozenset()))
    if empty and written.system in _PAGES_ARE_OPEN:
        raise SourcesBroken(
            f"{path.name}: promise is no key of a {written.system} site: its pages show a month"
        )
    if empty:
        raise SourcesBroken(f"{path.name}: promise.{empty[0]} is nothing that a {written.system} site lists")
    return promise


def _own_council(written: _WrittenCouncil) -> Council:
    return Council(
        slug=written.slug,
        gss=written.gss,
        name=written.name,
        short_name=written.short_name or written.name,
        aliases=tuple(written.aliases),
        valid_from=written.valid_from,
        valid_to=written.valid_to,
        successors=tuple(written.successors),
    )


def _deadline(written: _WrittenDeadline) -> Deadline:
    return Deadline(
        kind=written.kind,
        before=written.before,
        unit=written.unit,
        at=written.at,
        bodies=tuple(written.bodies),
        source=written.source,
    )


def _by_slug() -> dict[str, Council]:
    return {council.slug: council for council in all_councils()}
