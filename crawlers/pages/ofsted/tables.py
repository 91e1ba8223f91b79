"""Ofsted's official tables of providers: the children's homes in them and how they were last judged, however they are laid out.

Columns are known by their headings, which are looked for in the first rows: between 2014 and 2025 they were renamed, moved,
and put under titles and notes. A table whose headings are not understood is refused, and so is one with grades in a column
that we do not know. Neither addresses nor places are read. Source of the layouts: Ofsted, children's social care data in
England, provider level (OGL v3).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from crawlers.pages import printed
from crawlers.pages.errors import PageChanged
from crawlers.pages.ofsted.sheets import Cell, Sheet, sheets
from crawlers.pages.rows import UnreadableRow, readable
from domain.provider import HomeJudgement, HomeTable, ListedHome, ProviderKind, provider_kind

# Titles, notes and a row of groups stand above the headings; never more than so many.
_FIRST_ROWS = 12
# One row in so many may be a slip; more, and the table is not what we take it for.
_SLIPS = 20
# The headings of each field, whole and in lower case, as they read in 2014, 2015, 2016, 2023 and 2025. Of a heading that
# is there twice ("Registration status (as at ...)") the last counts: it is the later day's.
_HEADINGS: Mapping[str, re.Pattern[str]] = {
    "urn": re.compile(r"urn"),
    "type": re.compile(r"provision type"),
    "authority": re.compile(r"la|local authority"),
    "link": re.compile(r"web link"),
    "name": re.compile(r"name|setting name"),
    "status": re.compile(r"reg status|registration status(?: \(as at [^()]{1,30}\))?"),
    "sector": re.compile(r"sector"),
    "owner": re.compile(r"organisation which owns the provider"),
    "inspection": re.compile(r"inspection id|(?:latest full inspection )?event number"),
    "inspected": re.compile(r"inspection date|latest full inspection date"),
    "published": re.compile(r"(?:latest full inspection )?publication date"),
}
_NEEDED = {"urn": "URN", "type": "Provision type", "authority": "Local authority"}
# The headings of what is judged, by the key of the aspect: until 2017 homes had a framework of their own.
_ASPECTS: Mapping[str, re.Pattern[str]] = {
    "overall": re.compile(
        r"overall effectiveness|overall experiences and progress of children(?: and young people)?"
    ),
    "help_protection": re.compile(
        r"how well children(?: and young people)? are helped and protected"
        r"|(?:safeguarding|the safety of) children and young people"
    ),
    "leaders": re.compile(r"the effectiveness of leaders and managers|leadership and management"),
    "quality_of_care": re.compile(r"quality of care"),
    "outcomes": re.compile(r"outcomes for children and young people"),
    "education": re.compile(r"outcomes in education and related learning activities"),
    "health": re.compile(r"health services"),
}
_GRADES = frozenset(
    {
        "outstanding",
        "good",
        "adequate",
        "satisfactory",
        "requires improvement",
        "requires improvement to be good",
        "inadequate",
    }
)
# What stands where nothing was judged.
_NOTHING = frozenset({"", "-", "null", "n/a", "not applicable", "not judged", "not yet inspected"})
_WITHHELD = "redacted"
# "SC035805", "2616605"
_URN = re.compile(r"(?:SC)?\d{5,8}", re.ASCII | re.IGNORECASE)
# "... as at 31 March 2023", "... at 31 March 2023"
_AS_AT = re.compile(r"\bat\b", re.IGNORECASE)
# The name of a sheet: "Provider_level_at_30_09_25"
_SHEET_DAY = re.compile(r"_at_(\d{2})_(\d{2})_(\d{2})$", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class TableNotUnderstood(PageChanged):
    """A table's headings are not those that we know, or it holds what we do not know: nothing of it is guessed."""


@dataclass(frozen=True, kw_only=True)
class _Layout:
    """Where things stand in a sheet: the number of the row of headings, columns by field, and aspect and heading by column."""

    row: int
    columns: Mapping[str, int]
    aspects: Mapping[int, tuple[str, str]]


def homes(body: bytes, url: str) -> HomeTable:
    """The children's homes of an official table; of several sheets, those of the first that tells how they were judged.

    Raises:
        TableNotUnderstood: no sheet has the headings that we know, or one holds grades under a heading that we do not.
        PageChanged: it is no table file.
    """
    understood = [(sheet, layout) for sheet in sheets(body, url) if (layout := _layout(sheet))]
    if not understood:
        needed = ", ".join(_NEEDED.values())
        raise TableNotUnderstood(
            f"{url}: no table of providers (looked for the headings {needed} in the first {_FIRST_ROWS} rows of each sheet)"
        )
    sheet, layout = next(((each, where) for each, where in understood if where.aspects), understood[0])
    if layout.aspects and "inspected" not in layout.columns:
        raise TableNotUnderstood(f"{url}: judgements without a day (looked for the heading Inspection date)")
    _refuse_unknown_grades(sheet, layout, url)
    return _table(sheet, layout, url)


def _layout(sheet: Sheet) -> _Layout | None:
    """Where things stand in a sheet, if it is a table of providers."""
    for number, row in sheet.rows.items():
        if number > _FIRST_ROWS:
            return None
        headings = {column: cell.words.lower() for column, cell in enumerate(row)}
        columns = {
            field: column
            for column, heading in headings.items()
            for field, pattern in _HEADINGS.items()
            if pattern.fullmatch(heading)
        }
        if _NEEDED.keys() <= columns.keys():
            aspects = {
                column: (aspect, row[column].words)
                for column, heading in headings.items()
                for aspect, pattern in _ASPECTS.items()
                if pattern.fullmatch(heading)
            }
            return _Layout(row=number, columns=columns, aspects=aspects)
    return None


def _refuse_unknown_grades(sheet: Sheet, layout: _Layout, url: str) -> None:
    known = {*layout.columns.values(), *layout.aspects}
    headings = sheet.rows[layout.row]
    for _, row in _below(sheet, layout):
        for column, cell in enumerate(row):
            if column not in known and cell.words.lower() in _GRADES:
                heading = headings[column].words if column < len(headings) else ""
                raise TableNotUnderstood(
                    f"{url}: grades under the heading {heading!r}, which we do not know; looked for "
                    f"{', '.join(pattern.pattern for pattern in _ASPECTS.values())}"
                )


def _below(sheet: Sheet, layout: _Layout) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    return ((number, row) for number, row in sheet.rows.items() if number > layout.row)


def _table(sheet: Sheet, layout: _Layout, url: str) -> HomeTable:
    above = [
        cell.words for number, row in sheet.rows.items() if number < layout.row for cell in row if cell.words
    ]
    rows = [(number, row) for number, row in _below(sheet, layout) if _word(row, layout, "urn")]
    wanted = [
        (number, row)
        for number, row in rows
        if provider_kind(_word(row, layout, "type")) is ProviderKind.CHILDRENS_HOME
    ]
    found = readable(wanted, partial(_home, layout=layout), url=url, what="children's home")
    if len(wanted) - len(found) > len(wanted) // _SLIPS:
        raise TableNotUnderstood(
            f"{url}: {len(wanted) - len(found)} of {len(wanted)} rows cannot be read as a children's home"
        )
    return HomeTable(
        homes=tuple(found),
        rows=len(rows),
        title=next(iter(above), None),
        as_of=_as_of(above, sheet.name),
    )


def _home(numbered: tuple[int, Sequence[Cell]], *, layout: _Layout) -> ListedHome:
    number, row = numbered
    word = partial(_word, row, layout)
    urn, authority, name = word("urn").upper(), word("authority"), word("name")
    if not _URN.fullmatch(urn):
        raise UnreadableRow(f"row {number}: {urn[:20]!r} is no number of a provider")
    if not authority:
        raise UnreadableRow(f"row {number}: {urn} is in no local authority's area")
    link = layout.columns.get("link")
    judgements = tuple(_judgements(row, layout, number))
    inspected = _day(word("inspected"), number)
    if judgements and inspected is None:
        raise UnreadableRow(f"row {number}: {urn} was judged on no day")
    return ListedHome(
        row=number,
        ref=urn,
        listed_type=word("type"),
        local_authority=authority,
        name=name if name and name.lower() != _WITHHELD else None,
        url=row[link].link if link is not None and link < len(row) else None,
        status=word("status") or None,
        sector=word("sector") or None,
        owner=owner if (owner := word("owner")) and owner.lower() != _WITHHELD else None,
        inspection=word("inspection") or None,
        inspected=inspected,
        published=_day(word("published"), number),
        judgements=judgements,
    )


def _judgements(row: Sequence[Cell], layout: _Layout, number: int) -> Iterator[HomeJudgement]:
    for column, (aspect, heading) in layout.aspects.items():
        words = row[column].words if column < len(row) else ""
        if words.lower() in _NOTHING:
            continue
        if words.lower() not in _GRADES:
            raise UnreadableRow(f"row {number}: {words[:40]!r} is no grade that we know")
        yield HomeJudgement(aspect=aspect, heading=heading, words=words)


def _word(row: Sequence[Cell], layout: _Layout, field: str) -> str:
    """What stands in a row under a field's heading; empty where the table has no such column."""
    column = layout.columns.get(field)
    return row[column].words if column is not None and column < len(row) else ""


def _day(words: str, number: int) -> date | None:
    if words.lower() in _NOTHING:
        return None
    if _ISO_DAY.fullmatch(words):
        try:
            return date.fromisoformat(words)
        except ValueError:
            raise UnreadableRow(f"row {number}: {words!r} is no day") from None
    named = printed.day_and_time(words)
    if named is None:
        raise UnreadableRow(f"row {number}: {words[:40]!r} is no day")
    return named[0]


def _as_of(above: Iterable[str], sheet: str) -> date | None:
    """The day that a table shows: by its title, else by the name of its sheet."""
    for words in above:
        if (said := _AS_AT.search(words)) and (named := printed.day_and_time(words[said.end() :])):
            return named[0]
    if found := _SHEET_DAY.search(sheet):
        return printed.day(f"{found[1]}/{found[2]}/20{found[3]}")
    return None
