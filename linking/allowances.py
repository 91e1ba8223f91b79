"""Allowances: what foster carers are paid for a child by age band and year, from tables and sentences of any text.

A table in, as readers write it: a line a row, its cells parted by ` | ` or by spaces; the bands may stand in its rows or
in its head. Each amount becomes a figure with its band, its year and the row as proof. A cell that says nothing gives
none; a column of which nothing says what it is gives none; no band is ever guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.council import Council
from domain.evidence import quote
from domain.fact import Fact, FactType
from domain.mention import JsonValue
from linking.prose import Prose

TABLE = "allowances.table@1"
SENTENCE = "allowances.sentence@1"
RULES = (TABLE, SENTENCE)

MEASURE = "fostering_allowance"
WEEKLY, UNSAID = "GBP a week", "GBP"

_FOSTERING = re.compile(r"[Ff]oster")
_ALLOWANCE = re.compile(r"[Aa]llowance")
# Allowances of others, and what is paid beside the allowance.
_OTHERS = re.compile(
    r"\b(?:special guardian\w*|adopt\w+|staying put|members'?|councillors'?|car|clothing|fees?)\b",
    re.IGNORECASE,
)
_NATIONAL = re.compile(r"\bnational minimum\b", re.IGNORECASE)
_WEEKLY = re.compile(r"\b(?:a week|per week|weekly|each week|pw)\b", re.IGNORECASE)

# `0 to 2`, `aged 3-4`, `11 to 15 years`, `16+`, `Babies`
_BAND = (
    r"(?:(?:aged?|ages) )?(?:(?P<low>\d{1,2})(?: ?- ?| to | and )(?P<high>\d{1,2})(?: years?(?: olds?)?)?|(?P<over>1[5-8])(?:\+| and over)"
    r"|(?P<word>Babies|Baby|Pre-primary|Primary|Secondary))"
)
_AMOUNT = r"(?:£ ?(?:\d{1,3},\d{3}|\d{2,4})(?:\.\d\d)?|\d{2,3}(?:\.\d\d)?)(?![\d/%]|[.,]\d| ?-\d| to \d|\+)"
_CELL = rf"(?:{_AMOUNT}|(?:not (?:stated|given|set|applicable|paid)|n/?a|tbc|to be confirmed|-)(?![\w]))"
_GAP = r"(?: ?\| ?|[ \t]+)"
# A row: `0 to 2 | £158 | £165`. Readers of PDF files put two short rows into one line at times.
_ROW = re.compile(
    rf"(?:(?<=\n)|(?<=\d )|\A)(?:[|•-] ?)?{_BAND}:?(?P<cells>(?:{_GAP}{_CELL}){{1,6}})(?=\s|$)", re.IGNORECASE
)
_ONE_CELL = re.compile(_CELL, re.IGNORECASE)
# The head of a table that has its bands side by side, and a row below it: `London | £185 | £188 | ...`.
_BANDS = re.compile(
    rf"(?:{_GAP}?\b{_BAND.replace('?P<low>', '').replace('?P<high>', '').replace('?P<over>', '').replace('?P<word>', '')}\b(?=\s|\||$)){{3,8}}"
)
_ONE_BAND = re.compile(rf"\b{_BAND}(?=\s|\||$)")
_WIDE_ROW = re.compile(
    rf"(?P<label>[A-Za-z][A-Za-z '&/()-]{{0,50}}?)?:?(?P<cells>(?:{_GAP}?{_CELL}){{3,8}})\s*$"
)
# `£165 a week for children aged 0 to 2`
_SAID = re.compile(
    rf"(?P<amount>£ ?\d{{2,4}}(?:\.\d\d)?)(?: (?:a|per|each) week| weekly)? (?:for|to) (?:(?:a child|each child|children|those|a young person) )?(?=age|\d){_BAND}(?![\w%])"
)

# `2026/27`, `2026-27`; `from 5 April 2027`
_YEAR = re.compile(r"\b(?P<first>20\d\d)(?:/|-| to )(?:20)?(?P<last>\d\d)\b")
_FROM = re.compile(r"\bfrom (?:\d{1,2}(?:st|nd|rd|th)? )?April (?P<first>20\d\d)\b")
_HEAD_LINES, _CONTEXT_LINES = 3, 14

# How old the children are whom the government calls so in its own table.
_WORDS = {"babies": "0-2", "baby": "0-2", "pre-primary": "3-4", "primary": "5-10", "secondary": "11-15"}
_OLDEST = 21


@dataclass(frozen=True, kw_only=True)
class _Table:
    """What the lines above a table say of it: the year of each column, whether each is the national minimum, and per what."""

    years: tuple[str | None, ...]
    national: tuple[bool, ...]
    unit: str


def find(prose: Prose, council: Council | None) -> Iterator[Fact]:
    """The allowances that a text gives; what is about no council and calls itself the national minimum is England's."""
    words, title = prose.plain, prose.circumstances.title
    if not (_ALLOWANCE.search(words) and (_FOSTERING.search(words) or _FOSTERING.search(title))):
        return
    yield from _by_rows(prose, council)
    yield from _by_columns(prose, council)
    yield from _said(prose, council)


def _by_rows(prose: Prose, council: Council | None) -> Iterator[Fact]:
    table: _Table | None = None
    end = -1
    for row in _ROW.finditer(prose.plain):
        band, cells = _band(row), _ONE_CELL.findall(row["cells"])
        if band is None:
            continue
        if prose.plain[end : row.start()].strip() or end < 0:  # the first row of a table
            table = _table(prose, row.start(), len(cells), council)
        end = row.end()
        if table is None or len(cells) != len(table.years):
            continue
        for cell, year, national in zip(cells, table.years, table.national, strict=True):
            if (value := _amount(cell)) is not None:
                span = (row.start(), row.end())
                yield _fact(
                    prose, span, value, band, year, table.unit, council, national=national, rule=TABLE
                )


def _by_columns(prose: Prose, council: Council | None) -> Iterator[Fact]:
    words = prose.plain
    for head in _BANDS.finditer(words):
        bands = [_band(each) for each in _ONE_BAND.finditer(words, *head.span())]
        table = _table(prose, head.start(), 1, council)
        if table is None or None in bands:
            continue
        place = words.find("\n", head.end()) + 1
        while place > 0:
            stop = words.find("\n", place)
            stop = len(words) if stop < 0 else stop
            row = _WIDE_ROW.match(words, place, stop)
            cells = _ONE_CELL.findall(row["cells"]) if row else []
            if row is None or len(cells) != len(bands):
                break
            area = (row["label"] or "").strip(" |:") if table.national[0] else ""
            for cell, band in zip(cells, bands, strict=True):
                if (value := _amount(cell)) is not None and band:
                    yield _fact(
                        prose, (place, stop), value, band, table.years[0], table.unit, council,
                        national=table.national[0], rule=TABLE, area=area or None,
                    )  # fmt: skip
            place = stop + 1 if stop < len(words) else 0


def _said(prose: Prose, council: Council | None) -> Iterator[Fact]:
    for found in _SAID.finditer(prose.smooth):
        sentence = prose.sentence_at(found.start())
        band, value = _band(found), _amount(found["amount"])
        if band is None or value is None or not _ALLOWANCE.search(prose.smooth, *sentence):
            continue
        span = prose.span(*sentence)
        said = prose.smooth[slice(*sentence)]
        year = _year_of(said) or _year_of(_context(prose, span[0]))
        unit = WEEKLY if _WEEKLY.search(said) else UNSAID
        national = bool(_NATIONAL.search(said)) and council is None
        yield _fact(prose, span, value, band, year, unit, council, national=national, rule=SENTENCE)


def _table(prose: Prose, start: int, columns: int, council: Council | None) -> _Table | None:
    """What stands above a table; nothing where it is no table of fostering allowances, or its columns stay unknown."""
    above = prose.plain[max(0, start - 1500) : start].rstrip("\n").split("\n")[-_CONTEXT_LINES:]
    context = "\n".join([prose.circumstances.title, *above])
    if not (_FOSTERING.search(context) and _ALLOWANCE.search(context)):
        return None
    heads = above[-_HEAD_LINES:]
    if any(_OTHERS.search(line) and not _FOSTERING.search(line) for line in heads):
        return None
    unit = WEEKLY if _WEEKLY.search(context) else UNSAID
    is_national = council is None and bool(_NATIONAL.search(context))
    for line in reversed(heads):
        named = [cell.strip() for cell in line.split("|")[1:]]
        if (
            len(named) == columns
            and columns > 1
            and any(_YEAR.search(cell) or _NATIONAL.search(cell) for cell in named)
        ):
            years = tuple(_year_of(cell) or _year_of(context) for cell in named)
            return _Table(
                years=years,
                national=tuple(is_national or bool(_NATIONAL.search(cell)) for cell in named),
                unit=unit,
            )
        years = tuple(_fiscal(each) for each in _YEAR.finditer(line))
        if len(years) == columns and all(years):
            return _Table(years=years, national=(is_national,) * columns, unit=unit)
    if columns > 1:
        return None
    return _Table(years=(_year_of(context),), national=(is_national,), unit=unit)


def _context(prose: Prose, start: int) -> str:
    above = prose.plain[max(0, start - 1500) : start].split("\n")[-_CONTEXT_LINES:]
    return "\n".join([prose.circumstances.title, *above])


def _year_of(words: str) -> str | None:
    """The financial year that words name last, or the one that begins on the day from which something is paid."""
    begins = list(_FROM.finditer(words))
    if begins:
        first = int(begins[-1]["first"])
        return f"{first}-04/{first + 1}-03"
    years = [year for found in _YEAR.finditer(words) if (year := _fiscal(found))]
    return years[-1] if years else None


def _fiscal(found: re.Match[str]) -> str | None:
    first = int(found["first"])
    return f"{first}-04/{first + 1}-03" if (first + 1) % 100 == int(found["last"]) else None


def _band(found: re.Match[str]) -> str | None:
    """`0-2`, `16+`; nothing for numbers that are no ages."""
    if found["low"]:
        low, high = int(found["low"]), int(found["high"])
        return f"{low}-{high}" if low < high <= _OLDEST else None
    return f"{found['over']}+" if found["over"] else _WORDS[found["word"].lower()]


def _amount(cell: str) -> int | float | None:
    plain = cell.replace("£", "").replace(",", "").strip()
    if not plain[:1].isdecimal():
        return None
    amount = Decimal(plain)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _fact(
    prose: Prose,
    span: tuple[int, int],
    value: float,
    band: str,
    year: str | None,
    unit: str,
    council: Council | None,
    *,
    national: bool,
    rule: str,
    area: str | None = None,
) -> Fact:
    fields: dict[str, JsonValue] = {
        "measure": MEASURE,
        "value": value,
        "of": None,
        "part_of": None,
        "unit": unit,
        "as_of": None,
        "period": year,
        "breakdown": band,
    }
    if national:
        fields |= {"national": True, "area": area or "England"}
    return Fact(
        type=FactType.STATISTIC,
        evidence=quote(prose.text, *span),
        rule=rule,
        about=council.uid if council and not national else None,
        stated=year,
        fields=fields,
    )
