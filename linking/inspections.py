"""Inspections: an Ofsted report or letter read as a whole: framework, dates, lead inspector and the grade of each aspect.

Which formats there are stands in reference/frameworks.csv, how each aspect and grade is labelled in
reference/judgement_vocab.csv. Grades are taken only from the table and the headings in which a report gives them
(linking/judgement_table.py), never from narrative, where an earlier grade may be quoted. What is not understood is said
in `warnings` and left empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType
from domain.inspection import ASPECTS, Inspection, OverallStatus
from domain.mention import Mention, MentionType
from linking import area_send, findings, grades, judgement_table, letters, report_head, times
from linking.findings import Finding
from linking.frameworks import Framework, frameworks, labels, of_family
from linking.judgement_table import Cell
from linking.letters import Visit
from linking.posts import Post
from linking.prose import Prose, Span
from linking.report_head import FRONT, HEADING, Titled

OVERALL_SENTENCE = "inspections.overall_sentence@2"
DATES = "inspections.dates@2"
RULES = (OVERALL_SENTENCE, DATES)

OFSTED = "Ofsted"

# A title that names its subject in words of its own.
_INSPECTION_OF = re.compile(r"\bInspection of [^.\n]{2,100}")
# So many aspects with grades make a table of judgements.
_TABLE = 3
# What only a letter has.
_LETTER = re.compile(
    r"\bDear\b|\bYours (?:sincerely|faithfully)\b|\bThis letter summarises\b|\bcarried out by inspectors from Ofsted\b"
)
# The kinds that a source lists as such.
_KINDS = (DocumentKind.INSPECTION_REPORT, DocumentKind.INSPECTION_LETTER)
# The review of the safeguarding board is often printed in a report of its own.
_ELSEWHERE = "lscb"
_NOT_JUDGED = "not judged"
# From this day on frameworks may give no overall judgement (Ofsted, 27 November 2025).
_NO_OVERALL_SINCE = "2026-04-01"

# A title that ends in a council's name was found by its first word.
_NAME_LENGTH = 60
# What each family of reports tells of, if it is no inspection.
_EVENTS = {
    "ILACS_FOCUSED": "focused_visit",
    "ILACS_MONITORING": "monitoring_visit",
    "JTAI": "jtai",
    "AREA_SEND_2016": "area_send",
    "AREA_SEND_2023": "area_send",
}

# What an overall sentence stands behind: a line's begin, a date, a number, the end of a sentence.
_SENTENCE_BEGIN = re.compile(r"(?:^|[\n.:\d]\s?|\bBoard\s)$")
# What it ends with: the line, a full stop, a footnote; in a text without line ends the next row's number or sentence.
_SENTENCE_END = re.compile(r"[.\d]{0,3}(?:\n|$| (?=[A-Z\d]))")


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report or letter as a whole; `dates` is where its days are printed; `published` is what it prints (EDTF)."""

    inspection: Inspection
    kind: DocumentKind
    title: str
    published: str | None
    cells: tuple[Cell, ...]
    dates: Span | None
    title_span: Span | None
    warnings: tuple[str, ...]
    visit: Visit
    findings: tuple[Finding, ...]

    @property
    def subject(self) -> tuple[Span, ...]:
        """Where a letter names whom it is about: its title and the sentence with its days. A report's head names nobody else."""
        places = (self.title_span, self.dates) if self.is_letter else ()
        return tuple((start, end + _NAME_LENGTH) for start, end in filter(None, places))

    @property
    def is_letter(self) -> bool:
        """Whether it is a letter, which gives no grades."""
        return self.kind is DocumentKind.INSPECTION_LETTER


def read(prose: Prose) -> Report | None:
    """The report or letter that the text is, or `None` where it has not the look of one.

    A text that the source itself lists as a report is never passed over in silence: its warnings say what is missing.
    """
    known_as_report = prose.circumstances.kind in _KINDS
    inspected = report_head.inspected(prose)
    first = inspected.days[0].isoformat() if inspected.days else None
    titled = _which(prose, first)
    if titled is None:
        return _not_understood("inspection: title of no known framework") if known_as_report else None
    family = titled.family
    is_letter = not labels(family)
    published = times.published(prose)
    dates = inspected
    if is_letter and not inspected.days:
        dates = report_head.visited(prose, published=prose.circumstances.published or published)
    is_area_send = family == area_send.FAMILY
    table = area_send.outcome(prose) if is_area_send else judgement_table.read(prose, labels(family))
    warnings = list(table.warnings)
    after = dates.span[1] if dates.span else titled.span[1]
    cells = _with_overall(prose, table.cells, after=after) if _gives_overall(family) else table.cells
    looks_so = _LETTER.search(prose.smooth, 0, FRONT) if is_letter else dates.span or len(cells) >= _TABLE
    if not known_as_report and not looks_so:
        return None
    if not dates.days:
        printed = prose.smooth[slice(*dates.span)] if dates.span else "no line with its dates"
        warnings.append(f"inspection: dates not understood: {printed}")
    found = {cell.aspect: cell.grade for cell in cells}
    start = dates.days[0].isoformat() if dates.days else None
    framework = _framework(family, start, found, warnings)
    given = {label.aspect for label in labels(family)} - {_ELSEWHERE}
    missing = [key for key in framework.keys if key in given and key not in found]
    if missing:
        warnings.append(f"inspection: no grade read for {', '.join(missing)}, which {framework.id} gives")
    visit = letters.read(prose) if is_letter else Visit()
    listed = findings.read(prose)
    warnings += listed.warnings
    return Report(
        inspection=Inspection(
            framework=family,
            start=start,
            end=dates.days[-1].isoformat() if dates.days else None,
            lead_inspector=report_head.lead(prose, signed=is_letter),
            focus=next(iter(visit.focus), None),
            judgements={aspect: found.get(aspect) for aspect in ASPECTS},
            overall_status=_overall_status(found, framework, start),
        ),
        kind=DocumentKind.INSPECTION_LETTER if is_letter else DocumentKind.INSPECTION_REPORT,
        title=" ".join(prose.evidence(*titled.span).quote.split()),
        published=published,
        cells=cells,
        dates=dates.span,
        title_span=titled.span,
        warnings=tuple(warnings),
        visit=visit,
        findings=listed.items,
    )


def facts(prose: Prose, report: Report, council: Council | None, offices: tuple[Post, ...]) -> Iterator[Fact]:
    """The inspection as an event, a judgement for each grade, a finding for each item listed, and what a letter adds."""
    inspection = report.inspection
    about = council.uid if council else None
    inspected = f"{inspection.start}/{inspection.end}" if inspection.start else None
    if place := report.dates or report.title_span:
        yield Fact(
            type=FactType.EVENT,
            evidence=prose.evidence(*place),
            rule=DATES,
            about=about,
            stated=inspected,
            fields={
                "what": _EVENTS.get(inspection.framework or "", "inspection"),
                "ordinal": report.visit.ordinal,
                "by": OFSTED,
                "on": inspected,
                "duration": None,
                "focus": list(report.visit.focus),
                "focus_words": _focus_words(prose, report.visit),
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
    yield from findings.facts(prose, report.findings, council, inspected)
    if inspection.framework == area_send.FAMILY:
        yield from area_send.facts(prose, council)
    if report.is_letter:
        day = times.day_of(prose.circumstances.published or report.published)
        # Letters about one council's services go to its officers, those about a partnership to several bodies'.
        addressed = council if report.visit.focus_span else None
        yield from letters.addressees(prose, offices, addressed, day=day)
        yield from letters.to_send(prose, council)


def _focus_words(prose: Prose, visit: Visit) -> str | None:
    """Ofsted's own words for what a visit looked at, in one line."""
    if not visit.focus_span:
        return None
    lines = prose.text.words[slice(*visit.focus_span)].split("\n")
    return " ".join(" ".join(findings.unmarked(line.strip()) for line in lines).split()).rstrip(".")


def mentions(prose: Prose, report: Report) -> Iterator[Mention]:
    """The grades of the report's own table."""
    for cell in report.cells:
        yield prose.mention(MentionType.GRADE, *cell.grade_span, rule=cell.rule, value=cell.grade)


def _which(prose: Prose, first: str | None) -> Titled | None:
    """The format that the text has: by its title, else by its table, else by a sentence that names it."""
    titled = report_head.titled(prose, first)
    return titled if titled and titled.is_title else _tabled(prose) or titled


def _tabled(prose: Prose) -> Titled | None:
    """The family whose table of judgements the text begins with, under a title of its own such as `Inspection of <a trust>`."""
    title = _INSPECTION_OF.search(prose.flow, 0, HEADING)
    if not title:
        return None
    best, family = 0, ""
    # Frameworks share labels: of those that account for the same words the newest comes first.
    for name in dict.fromkeys(row.family for row in reversed(frameworks())):
        cells = [cell for cell in judgement_table.read(prose, labels(name)).cells if cell.span[0] < FRONT]
        words = sum(cell.grade_span[0] - cell.span[0] for cell in cells)
        if len(cells) >= _TABLE and words > best:
            best, family = words, name
    return Titled(family=family, span=title.span(), is_title=True) if family else None


def _gives_overall(family: str) -> bool:
    return any(label.aspect == "overall" for label in labels(family))


def _with_overall(prose: Prose, cells: tuple[Cell, ...], *, after: int) -> tuple[Cell, ...]:
    """The cells and, where none is the overall judgement, the one that the sentence above the table gives."""
    if any(cell.aspect == "overall" for cell in cells):
        return cells
    table = min((cell.span[0] for cell in cells), default=FRONT)
    for found in _overall_sentence().finditer(prose.smooth, after, max(after, table)):
        if not _SENTENCE_BEGIN.search(prose.flow, max(0, found.start() - 10), found.start()):
            continue
        if not _SENTENCE_END.match(prose.flow, found.end()):
            continue
        group = next(name for name, words in found.groupdict().items() if words)
        cell = Cell(
            aspect="overall",
            grade=grades.canonical(found[group]),
            span=found.span(),
            grade_span=found.span(group),
            rule=OVERALL_SENTENCE,
        )
        return (cell, *cells)
    return cells


@lru_cache(maxsize=1)
def _overall_sentence() -> re.Pattern[str]:
    """The forms of the single framework's first line.

    `Children's services in Northshire are inadequate`, `The overall judgement is that children's services are good`,
    `The overall judgement is requires improvement`, `Children's service requires improvement`, ...
    """
    grade = grades.printed()
    subject = r"(?:children['`´]?s (?:social care )?services?|services for children)(?: (?:in|provided by|for) .{2,80}?)?"
    overall = r"the overall judge?ment(?: for .{2,60}?)?"
    verb = r"(?:are|is)(?: (?:judged|graded)(?: to be| as)?)?"
    return re.compile(
        rf"\b(?:{overall}(?: is)?(?: that)?:? )?(?:{subject} {verb} (?P<a>{grade})|{subject} (?P<b>requires? improvement(?: to be good)?))\b"
        rf"|\b{overall}(?: is|:) (?P<c>{grade})",
        re.IGNORECASE,
    )


def _framework(family: str, start: str | None, found: dict[str, str], warnings: list[str]) -> Framework:
    """The row that the first day of the inspection decides for; where several fit, the one whose aspects were found."""
    rows = of_family(family)
    fitting = [row for row in rows if start and row.covers(start)]
    if start and not fitting:
        warnings.append(f"inspection: {start} lies outside the dates of {family}")
    return max(fitting or rows, key=lambda row: 2 * len(found.keys() & set(row.keys)) - len(row.keys))


def _overall_status(found: dict[str, str], framework: Framework, start: str | None) -> OverallStatus | None:
    if "overall" in found:
        return OverallStatus.NOT_JUDGED if found["overall"] == _NOT_JUDGED else OverallStatus.GIVEN
    gives_none = bool(framework.keys) and "overall" not in framework.keys
    is_since = start is not None and start >= _NO_OVERALL_SINCE and framework.covers(start)
    return OverallStatus.NOT_GIVEN_POST_APRIL_2026 if gives_none and is_since else None


def _not_understood(warning: str) -> Report:
    return Report(
        inspection=Inspection(framework=None, start=None, end=None, lead_inspector=None),
        kind=DocumentKind.INSPECTION_REPORT,
        title="",
        published=None,
        cells=(),
        dates=None,
        title_span=None,
        warnings=(warning,),
        visit=Visit(),
        findings=(),
    )
