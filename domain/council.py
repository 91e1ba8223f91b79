"""Councils: the English authorities that run children's services, as they stand, stood and are to stand.

Tables: reference/authorities.csv, former_authorities.csv, future_authorities.csv.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from domain import reference
from domain.dates import parse as parse_date
from domain.uid import public_id

# The cell may go on to name who comes after.
_ENDS = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, kw_only=True)
class Council:
    """An authority: its name, code (`None` until given out) and the days between which it exists (ISO; `None`: open).

    `aliases` match alone; `weak_aliases` only beside a full name. `successors` are slugs.
    """

    slug: str
    gss: str | None
    name: str
    short_name: str
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    former_gss: tuple[str, ...] = ()
    ofsted_urn: str | None = None
    domain: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()

    @cached_property
    def uid(self) -> str:
        """The council's public id; of its slug while it has no code."""
        return public_id("council", self.gss or self.slug)

    def is_called(self, name: str) -> bool:
        """Whether a name that somebody typed is one of its own, capital letters aside."""
        return name.strip().casefold() in {
            words.casefold() for words in (self.slug, self.name, self.short_name, *self.aliases)
        }


def slug_of(short_name: str) -> str:
    """`Kingston upon Hull` becomes `kingston-upon-hull`."""
    return _NOT_SLUG.sub("-", short_name.lower().replace("'", "")).strip("-")


@lru_cache(maxsize=1)
def all_councils() -> tuple[Council, ...]:
    """Every council of the reference tables: the present ones first, then former ones, then those to come."""
    return (*_present(), *_former(), *_future())


@lru_cache(maxsize=1)
def by_gss() -> dict[str, Council]:
    """Councils by code; a code that changed leads to the council that bears it now or bore it last."""
    found: dict[str, Council] = {}
    for council in reversed(all_councils()):
        for gss in (*council.former_gss, *([council.gss] if council.gss else [])):
            found[gss] = council
    return found


def _present() -> list[Council]:
    return [
        Council(
            slug=slug_of(row["short_name"]),
            gss=row["gss_code"],
            name=row["name"],
            short_name=row["short_name"],
            aliases=reference.cells(row["aliases"]),
            weak_aliases=reference.cells(row["aliases_weak"]),
            former_gss=tuple(reference.cells(row["gss_code_alt"])),
            ofsted_urn=row["ofsted_urn"] or None,
            domain=row["domain"] or None,
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to_planned"]),
            successors=tuple(slug_of(coming["short_name"]) for coming in _coming_after(row["gss_code"])),
        )
        for row in reference.table("authorities")
    ]


def _former() -> list[Council]:
    slugs = {row["gss_code"]: slug_of(row["short_name"]) for row in reference.table("authorities")}
    return [
        Council(
            # Buckinghamshire, North Yorkshire and Somerset live on under the same short name.
            slug=slug_of(row["name"])
            if slug_of(row["name"]) not in slugs.values()
            else f"{slug_of(row['name'])}-former",
            gss=row["gss_code"],
            name=row["name"],
            short_name=row["short_name"].removesuffix(" (county)"),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            successors=tuple(slugs[gss] for gss in reference.cells(row["successor_gss"])),
        )
        for row in reference.table("former_authorities")
    ]


def _future() -> list[Council]:
    return [
        Council(
            slug=slug_of(row["short_name"]),
            gss=row["gss_code"] or None,
            name=row["name"],
            short_name=row["short_name"],
            valid_from=_day(row["valid_from"]),
        )
        for row in reference.table("future_authorities")
    ]


def _coming_after(gss: str) -> list[reference.Row]:
    return [
        row for row in reference.table("future_authorities") if gss in reference.cells(row["predecessor_gss"])
    ]


def _day(words: str) -> str | None:
    found = _ENDS.match(words)
    return str(parse_date(found["day"])) if found else None
