"""Frameworks of inspection: how a report or letter of each is titled, which days it covers and how it labels what it grades.

Everything stands in reference/frameworks.csv and reference/judgement_vocab.csv: a new framework, its labels and its
grades are rows there. This file only turns rows into patterns over plain words (see linking/prose.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain import reference

# In a title: `(of|to)`, `[<LA>]` that may be missing, `(the response to ...)` for any words, `<LA>`.
_PLACEHOLDER = re.compile(
    r"\((?P<either>[\w ]+(?:\|[\w ]+)+)\)|\[(?P<optional>[^\]]+)\] ?|\((?P<some>[^)]+)\) |<[^>]+>"
)
# A council or trust in a title: no sentence, though `St. Helens` has a full stop.
_NAME = r"(?:[^.]|(?<=\bSt)\.){2,80}?"
# Shorter titles, such as `Inspection of <provision>`, say nothing without more.
_TELLING = 24
# Whole words that are printed in one way only, without apostrophe or hyphen.
_WORDS = re.compile(r"(?<![\w'-])[a-z]+(?![\w'-])")
# What a footnote's number looks like that stands at the end of a label: `(LSCB)1`.
_FOOTNOTE = r"[\d*†]{0,2}"


@dataclass(frozen=True, kw_only=True)
class Title:
    """What a report's title looks like; the more letters of it are fixed, the more telling it is.

    `needs` are words in lower case that it cannot do without: where one of them is missing the pattern need not be tried.
    """

    pattern: re.Pattern[str]
    telling: int
    needs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A row of reference/frameworks.csv: its dates (ISO; days, months or years; `last` empty while it is in use), its titles and the aspects that it grades."""

    id: str
    family: str
    first: str
    last: str
    titles: tuple[Title, ...]
    keys: tuple[str, ...]

    def covers(self, day: str) -> bool:
        """Whether inspections under this framework began on such a day."""
        return self.first <= day and (not self.last or day[: len(self.last)] <= self.last)


@dataclass(frozen=True, kw_only=True)
class Label:
    """What the label of an aspect looks like in a report."""

    aspect: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def frameworks() -> tuple[Framework, ...]:
    """All frameworks, in order of the table."""
    return tuple(
        Framework(
            id=row["framework_id"],
            family=row["family"] or row["framework_id"],
            first=row["from_inspection_start"],
            last=row["to_inspection_end"],
            titles=tuple(_titles(row["title_pattern"])),
            keys=tuple(key.strip() for key in row["judgement_keys"].split(";") if key.strip()),
        )
        for row in reference.table("frameworks")
    )


def of_family(family: str) -> tuple[Framework, ...]:
    """The frameworks that share a name on reports, such as the three of ILACS."""
    return tuple(row for row in frameworks() if row.family == family)


@lru_cache(maxsize=32)
def labels(family: str) -> tuple[Label, ...]:
    """The labels of the aspects that a family grades; of two at one place the longer is meant."""
    rows = of_family(family)
    keys = {key for row in rows for key in row.keys}
    ids = {family, *(row.id for row in rows)}
    return tuple(
        Label(aspect=row["key"], pattern=_label(row))
        for row in reference.table("judgement_vocab")
        if row["key"] in keys and _applies(row["framework"], ids)
    )


def wording(words: str) -> str:
    """A pattern for words as printed: any white space between them, apostrophes of any kind or none, a hyphen with or without a space."""
    return _any_apostrophe(r"\s".join(map(re.escape, words.split()))).replace(r"\-", r"-\s?")


def _any_apostrophe(pattern: str) -> str:
    return pattern.replace("'", "['`´]?")


def _titles(cell: str) -> Iterator[Title]:
    """The titles of a cell such as `Monitoring visit (of|to) <LA> children's services | ...`."""
    for title in re.split(r" [|/] ", cell):
        telling = len(_PLACEHOLDER.sub("", title))
        if telling < _TELLING:
            continue
        parts: list[str] = []
        fixed = _WORDS.findall(_PLACEHOLDER.sub("\n", title).lower())
        done = 0
        for found in _PLACEHOLDER.finditer(title):
            parts += (_spaced(title[done : found.start()]), _placeholder(found))
            done = found.end()
        parts.append(_spaced(title[done:]))
        pattern = rf"\b{''.join(parts)}".removesuffix(r"\s")
        yield Title(
            pattern=re.compile(pattern, re.IGNORECASE), telling=telling, needs=tuple(dict.fromkeys(fixed))
        )


def _spaced(part: str) -> str:
    """The pattern for a part of a title, with the spaces at its ends."""
    inner = wording(part)
    return (r"\s" if part[:1] == " " else "") + inner + (r"\s" if inner and part[-1:] == " " else "")


def _placeholder(found: re.Match[str]) -> str:
    if found["either"]:
        return rf"(?:{'|'.join(map(wording, found['either'].split('|')))})"
    if found["optional"]:
        # Words that may follow need not be looked for; a name that may stand between does.
        return rf"(?:{_NAME}\s)?" if "<" in found["optional"] else ""
    if found["some"]:
        return r"(?:.{2,120}?\s)?"
    return r"\S+" if found.end() == len(found.string) else _NAME


def _label(row: reference.Row) -> re.Pattern[str]:
    """The label's variants, and the wordings that the column `regex` allows, to be safe from slips of a template."""
    variants = sorted(reference.cells(row["label_variants"]), key=len, reverse=True)
    patterns = [wording(variant) for variant in variants]
    if row["regex"]:
        patterns.append(_any_apostrophe(row["regex"].replace(" ", r"\s")))
    return re.compile(rf"\b(?:{'|'.join(patterns)}){_FOOTNOTE}(?![\w-])", re.IGNORECASE)


def _applies(cell: str, ids: set[str]) -> bool:
    """Whether a cell such as `SIF+ILACS_2023+ILACS_2026` or `ILACS to Mar 2026, SIF (sentence)` speaks of one of them."""
    named = re.findall(r"[A-Z][A-Z_\d]{2,}", cell)
    # The review of a safeguarding board alone was part of the single framework.
    known = ids | ({"SIF"} if "LSCB_REVIEW" in ids else set())
    return any(one.startswith(word) or word.startswith(one) for one in known for word in named)
