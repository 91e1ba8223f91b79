"""Inspections: an Ofsted report or letter read as a whole: framework, dates, lead inspector and the grade of each aspect.

Which formats there are stands in reference/frameworks.csv, how each aspect and grade is labelled in
reference/judgement_vocab.csv. Grades are taken only from the cells and headings in which a report gives them, never
from narrative, where an earlier grade may be quoted. What is not understood is said in `warnings` and left empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType
from domain.inspection import ASPECTS, Inspection, OverallStatus
from domain.mention import Mention, MentionType
from linking import grades, times
from linking.prose import Prose, Span

CELL = "inspections.cell@1"
OVERALL_SENTENCE = "inspections.overall_sentence@1"
DATES = "inspections.dates@1"
RULES = (CELL, OVERALL_SENTENCE, DATES)

OFSTED = "Ofsted"

# How far down a report its title may stand, and how far down its dates and table of judgements.
_HEADING = 1500
_FRONT = 6000
# No inspection took longer from its first day to its last, pauses included; more means that the dates were misread.
_LONGEST = 200
# In a title of reference/frameworks.csv: `(of|to)`, `[<LA>]` that may be missing, `(the response to ...)` for any words, `<LA>`.
_PLACEHOLDER = re.compile(
    r"\((?P<either>[\w ]+\|[\w ]+)\)|\[(?P<optional>[^\]]+)\] ?|\((?P<some>[^)]+)\) |<[^>]+>"
)
# A title that names its subject in words of its own.
_INSPECTION_OF = re.compile(r"\bInspection of [^.\n]{2,100}")
# So many labels with grades beneath them make a table of judgements.
_TABLE = 3
# What only a letter has.
_LETTER = re.compile(r"\bDear\b|\bYours (?:sincerely|faithfully)\b|\bThis letter summarises\b")
# The kinds that a source lists as such.
_KINDS = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER)
# The review of the safeguarding board is often printed in a report of its own.
_ELSEWHERE = "lscb"
_NOT_JUDGED = "not judged"
# Shorter titles, such as `Inspection of <provision>`, say nothing without more.
_TELLING = 30

# `Inspection dates: 8 - 12 July 2013`.
_DATES = re.compile(rf"\bInspection dates?:? (?P<days>{times.DAYS_PRINTED})")
# In a letter: `the visit to Northshire children's services on 15 and 16 September 2026`.
_VISIT_DATES = re.compile(
    rf"\b(?:visit|inspection)\b[^.]{{0,200}}? (?:on|from|between) (?P<days>{times.DAYS_PRINTED})"
)
_LINE_END = re.compile(r"[ .]{0,3}(?:\n|$)")
_NOT_A_NAME = (
    r"(?!(?:Her|His|HMI|SHMI|Deputy|Team|Senior|Shadow|Social|Regulatory|Quality|Ofsted|Judgement|Age|Published|Report|"
    r"Inspect\w*|Additional)\b)"
)
_NAME = rf"{_NOT_A_NAME}[A-ZÀ-Þ][\w'-]{{0,30}}(?: {_NOT_A_NAME}[A-ZÀ-Þ][\w'.-]{{0,30}}){{1,4}}"
# `Lead inspector: Lorna Schlechte, Her Majesty's Inspector`; `Lead inspectors: A B HMI and C D HMI`.
_LEAD = re.compile(
    rf"\b(?:Lead|Reporting) inspectors?:? (?P<first>{_NAME})(?:,? S?HMI)?(?:(?:,? and|,) (?P<second>{_NAME}))?"
)
# The end of a letter: `Yours sincerely` and the name above `His Majesty's Inspector`.
_SIGNED = re.compile(
    rf"\bYours (?:sincerely|faithfully),? (?P<first>{_NAME}),? (?:H(?:er|is) Majesty's|Ofsted|HMI)"
)

# The five forms of the single framework's first line: `Children's services in Northshire are inadequate`, `The overall
# judgement is that children's services are good`, `The overall judgement is requires improvement`, ...
_SUBJECT = r"children's services?(?: in .{2,80}?)?"
_OVERALL_SENTENCE = re.compile(
    rf"\b(?:The overall judgement(?: is)?(?: that)?:? )?(?:{_SUBJECT} (?:are|is) (?P<a>{grades.GRADE})"
    rf"|{_SUBJECT} (?P<b>requires? improvement(?: to be good)?))\b"
    rf"|\bThe overall judgement is:? (?P<c>{grades.GRADE})",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A grade where the report gives it: the span of label and grade together, and of the grade alone, in `smooth`."""

    aspect: str
    grade: str
    span: Span
    grade_span: Span
    rule: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report or letter as a whole; `dates` is where its days are printed; `published` is what it prints (EDTF)."""

    inspection: Inspection
    kind: DocumentKind
    title: str
    published: str | None
    cells: tuple[Cell, ...]
    dates: Span | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Framework:
    """A row of reference/frameworks.csv as a reader needs it; `keys` are the aspects that it grades."""

    id: str
    family: str
    first: str
    last: str
    titles: tuple[tuple[int, re.Pattern[str]], ...]
    keys: tuple[str, ...]

    def covers(self, day: str) -> bool:
        """Whether inspections under this framework began on such a day; its bounds may be years or months."""
        return self.first <= day and (not self.last or day[: len(self.last)] <= self.last)


def read(prose: Prose) -> Report | None:
    """The report or letter that the text is, or `None` where it has not the look of one.

    A text that the source itself lists as a report is never passed over in silence: its warnings say what is missing.
    """
    known_as_report = prose.circumstances.kind in _KINDS
    family, title = _titled(prose) or _tabled(prose) or (None, None)
    if family is None or title is None:
        return _not_understood("inspection: title of no known framework") if known_as_report else None
    frameworks = tuple(row for row in _frameworks() if row.family == family)
    patterns = _cell_patterns(family)
    is_letter = not patterns
    dates, days = _days(prose, letter=is_letter)
    warnings: list[str] = []
    cells = _cells(prose, patterns, after=dates[1] if dates else title[1], warnings=warnings)
    if not known_as_report and not (_LETTER.search(prose.smooth, 0, _FRONT) if is_letter else dates or cells):
        return None
    if not days:
        printed = prose.smooth[slice(*dates)] if dates else "no line with its dates"
        warnings.append(f"inspection: dates not understood: {printed}")
    found = {cell.aspect: cell.grade for cell in cells}
    start = days[0].isoformat() if days else None
    framework = _framework(frameworks, start, found, warnings)
    missing = [
        key for key in framework.keys if key in dict(patterns) and key not in found and key != _ELSEWHERE
    ]
    if missing:
        warnings.append(f"inspection: no grade read for {', '.join(missing)}, which {framework.id} gives")
    return Report(
        inspection=Inspection(
            framework=family,
            start=start,
            end=days[-1].isoformat() if days else None,
            lead_inspector=_lead(prose, letter=is_letter),
            judgements={aspect: found.get(aspect) for aspect in ASPECTS},
            overall_status=_overall_status(found, framework),
        ),
        kind=DocumentKind.INSPECTION_LETTER if is_letter else DocumentKind.INSPECTION_REPORT,
        title=" ".join(prose.evidence(*title).quote.split()),
        published=times.published(prose),
        cells=cells,
        dates=dates,
        warnings=tuple(warnings),
    )


def facts(prose: Prose, report: Report, council: Council | None) -> Iterator[Fact]:
    """The inspection as an event, and a judgement for each grade that the report gives."""
    inspection = report.inspection
    about = council.uid if council else None
    inspected = f"{inspection.start}/{inspection.end}" if inspection.start else None
    if report.dates:
        what = {"ILACS_FOCUSED": "focused_visit", "ILACS_MONITORING": "monitoring_visit"}
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*report.dates),
            rule=DATES,
            about=about,
            stated=inspected,
            fields={
                "what": what.get(inspection.framework or "", "inspection"),
                "ordinal": None,
                "by": OFSTED,
                "on": inspected,
                "duration": None,
            },
        )
    for cell in report.cells:
        yield Fact(
            type=FactType.JUDGEMENT,
            evidence=prose.evidence(*cell.span),
            rule=cell.rule,
            about=about,
            stated=inspected,
            fields={
                "aspect": cell.aspect,
                "grade": cell.grade,
                "previous": None,
                "body": OFSTED,
                "inspected": inspected,
                "published": report.published,
                "claim_date": None,
            },
        )


def mentions(prose: Prose, report: Report) -> Iterator[Mention]:
    """The grades of the report's own table."""
    for cell in report.cells:
        yield prose.mention(MentionType.GRADE, *cell.grade_span, rule=cell.rule, value=cell.grade)


def _titled(prose: Prose) -> tuple[str, Span] | None:
    """The family of the format whose title stands in the heading, and where; the more telling title wins."""
    best: tuple[int, str, Span] | None = None
    for row in _frameworks():
        for telling, title in row.titles:
            found = title.search(prose.smooth, 0, _HEADING)
            if found and (best is None or telling > best[0]):
                best = telling, row.family, found.span()
    return best[1:] if best else None


def _tabled(prose: Prose) -> tuple[str, Span] | None:
    """The family whose table of judgements the text begins with, under a title of its own such as `Inspection of <a trust>`."""
    title = _INSPECTION_OF.search(prose.flow, 0, _HEADING)
    if not title:
        return None
    front = prose.flow[:_FRONT]
    tables = {
        family: [len(cell[0]) for _, pattern in _cell_patterns(family) if (cell := pattern.search(front))]
        # Frameworks share labels: of those that account for the same words the newest comes first.
        for family in dict.fromkeys(row.family for row in reversed(_frameworks()))
    }
    family, cells = max(tables.items(), key=lambda table: sum(table[1]))
    return (family, title.span()) if len(cells) >= _TABLE else None


def _days(prose: Prose, *, letter: bool) -> tuple[Span | None, tuple[date, ...]]:
    """Where the days of the inspection are printed, and which they are; none where the words do not make sense."""
    found = _DATES.search(prose.smooth, 0, _FRONT)
    if not found and letter:
        found = _VISIT_DATES.search(prose.smooth, 0, _FRONT)
    if not found:
        return None, ()
    days = times.days_printed(found["days"])
    makes_sense = days and list(days) == sorted(days) and (days[-1] - days[0]).days <= _LONGEST
    return found.span(), days if makes_sense else ()


def _cells(
    prose: Prose, patterns: tuple[tuple[str, re.Pattern[str]], ...], *, after: int, warnings: list[str]
) -> tuple[Cell, ...]:
    """The first grade given for each aspect, in order of place; says so where a later heading gives another."""
    first: dict[str, Cell] = {}
    for key, pattern in patterns:
        for found in pattern.finditer(prose.flow):
            if found.start() > _FRONT and not _is_line(prose.flow, found):
                continue
            cell = _cell(key, found, found.span("grade"), CELL)
            if first.setdefault(key, cell).grade != cell.grade:
                warnings.append(f"inspection: two grades for {key}: {first[key].grade} and {cell.grade}")
    if "overall" not in first and "overall" in dict(patterns):
        table = min((cell.span[0] for cell in first.values()), default=_FRONT)
        if found_sentence := _OVERALL_SENTENCE.search(prose.smooth, after, table):
            group = next(name for name, words in found_sentence.groupdict().items() if words)
            first["overall"] = _cell("overall", found_sentence, found_sentence.span(group), OVERALL_SENTENCE)
    return tuple(sorted(first.values(), key=lambda cell: cell.span))


def _cell(aspect: str, found: re.Match[str], grade_span: Span, rule: str) -> Cell:
    grade = grades.canonical(found.string[slice(*grade_span)])
    return Cell(aspect=aspect, grade=grade, span=found.span(), grade_span=grade_span, rule=rule)


def _is_line(flow: str, found: re.Match[str]) -> bool:
    """Whether label and grade fill a line of their own, as a heading does and narrative does not."""
    begins = found.start() == 0 or flow[found.start() - 1] == "\n"
    return begins and bool(_LINE_END.match(flow, found.end()))


def _framework(
    frameworks: tuple[_Framework, ...], start: str | None, found: dict[str, str], warnings: list[str]
) -> _Framework:
    """The row that the first day of the inspection decides for; where several fit, the one whose aspects were found."""
    fitting = [row for row in frameworks if start and row.covers(start)]
    if start and not fitting:
        warnings.append(f"inspection: {start} lies outside the dates of {frameworks[0].family}")
    return max(fitting or frameworks, key=lambda row: 2 * len(found.keys() & set(row.keys)) - len(row.keys))


def _overall_status(found: dict[str, str], framework: _Framework) -> OverallStatus | None:
    if "overall" in found:
        return OverallStatus.NOT_JUDGED if found["overall"] == _NOT_JUDGED else OverallStatus.GIVEN
    is_graded = bool(framework.keys) and "overall" not in framework.keys
    return OverallStatus.NOT_GIVEN_POST_APRIL_2026 if is_graded and framework.family == "ILACS" else None


def _lead(prose: Prose, *, letter: bool) -> str | None:
    found = _LEAD.search(prose.smooth) or (_SIGNED.search(prose.smooth) if letter else None)
    if not found:
        return None
    names = (found["first"], found.groupdict().get("second"))
    return " and ".join(name.rstrip(".") for name in names if name)


def _not_understood(warning: str) -> Report:
    return Report(
        inspection=Inspection(framework=None, start=None, end=None, lead_inspector=None),
        kind=DocumentKind.INSPECTION_REPORT,
        title="",
        published=None,
        cells=(),
        dates=None,
        warnings=(warning,),
    )


@lru_cache(maxsize=1)
def _frameworks() -> tuple[_Framework, ...]:
    return tuple(
        _Framework(
            id=row["framework_id"],
            family=row["family"] or row["framework_id"],
            first=row["from_inspection_start"],
            last=row["to_inspection_end"],
            titles=tuple(_titles(row["title_pattern"])),
            keys=tuple(key.strip() for key in row["judgement_keys"].split(";") if key.strip()),
        )
        for row in reference.table("frameworks")
    )


def _titles(cell: str) -> Iterator[tuple[int, re.Pattern[str]]]:
    """The titles of a cell such as `Monitoring visit (of|to) <LA> children's services | ...`, with how telling each is."""
    for title in re.split(r" [|/] ", cell):
        literal = _PLACEHOLDER.sub("", title)
        if len(literal) < _TELLING:
            continue
        parts: list[str] = []
        done = 0
        for found in _PLACEHOLDER.finditer(title):
            parts += (re.escape(title[done : found.start()]), _placeholder(found))
            done = found.end()
        parts.append(re.escape(title[done:]))
        yield len(literal), re.compile(rf"\b{''.join(parts)}".removesuffix(r"\ "), re.IGNORECASE)


def _placeholder(found: re.Match[str]) -> str:
    if found["either"]:
        return rf"(?:{found['either']})"
    if found["optional"]:
        # Words that may follow need not be looked for; a name that may stand between does.
        return r"(?:[^.]{2,80}? )?" if "<" in found["optional"] else ""
    if found["some"]:
        return r"(?:.{2,120}? )?"
    return r"\S+" if found.end() == len(found.string) else r"[^.]{2,80}?"


@lru_cache(maxsize=32)
def _cell_patterns(family: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """For each aspect that the family grades, what label and grade look like: `2.1 Adoption performance Good`."""
    keys = {key for row in _frameworks() if row.family == family for key in row.keys}
    return tuple(
        (row["key"], _cell_pattern(reference.cells(row["label_variants"])))
        for row in reference.table("judgement_vocab")
        if row["key"] in keys and _applies(row["framework"], family)
    )


def _cell_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (r"\s".join(map(re.escape, label.split())) for label in sorted(labels, key=len, reverse=True))
    return re.compile(
        rf"\b(?:{'|'.join(spaced)})(?:\s(?:is|are))?:?\s(?P<grade>{grades.GRADE})", re.IGNORECASE
    )


def _applies(frameworks: str, family: str) -> bool:
    """Whether a cell such as `SIF+ILACS_2023+ILACS_2026` or `ILACS to Mar 2026, SIF (sentence)` speaks of the family."""
    # The review of a safeguarding board alone was part of the single framework.
    named = "SIF" if family == "LSCB_REVIEW" else family
    return any(
        named.startswith(word) or word.startswith(named)
        for word in re.findall(r"[A-Z][A-Z_\d]{2,}", frameworks)
    )
