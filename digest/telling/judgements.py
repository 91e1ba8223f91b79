"""Judgements: the grade of each aspect in Ofsted's own words, and what the inspection before judged.

A judgement of before stands beside one of now only where both are of one framework; nothing is called better or worse.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from digest import wording
from digest.item import Link, Quote
from digest.period import Period
from digest.quoting import Excerpt, beginning, sentence_around
from digest.telling.common import copy_of, first, quote_at, state_of
from domain.fact import FactType, Modality
from domain.inspection import ASPECTS
from domain.visits import ASPECT_OF
from storage.developments import Happening
from storage.passages import Cited, Judged

# What each aspect of an inspection is called beside its judgement; an area SEND inspection has one outcome and no grades.
ASPECT_NAMES = {
    "overall": "overall",
    "leaders": "leaders",
    "help_protection": "help and protection",
    "care_and_leavers": "children in care and care leavers",
    "in_care": "children in care",
    "care_leavers": "care leavers",
    "adoption": "adoption",
    "lscb": "safeguarding children board",
    "send_outcome": "outcome",
}
_OUTCOME = "send_outcome"
_ORDER = (*ASPECTS, _OUTCOME)

_SEND = "AREA_SEND_2023"
# `Children's services in Northshire are inadequate`: a sentence, no row of a table.
_VERB = re.compile(r"\b(?:is|are|was|were|be)$", re.IGNORECASE)
# `Inspection outcome`, a line above the sentence
_HEADING = re.compile(r"Inspection outcome\s+", re.IGNORECASE)
# What a grade may be printed as: `Requires improvement to be good`, `require / improvement` over a line's end.
_GRADE = {
    "requires improvement": re.compile(r"requires?\s+improvement(?:\s+to\s+be\s+good)?", re.IGNORECASE),
}


def given(happening: Happening, period: Period) -> tuple[Quote, ...]:
    """The judgement of each aspect in the words of the report, in the order in which Ofsted gives them."""
    document, reported = happening.document, happening.version
    if document is None or reported is None:
        return ()
    by_number = {page.number: page for page in period.desk.pages(reported)}
    found: dict[str, Quote] = {}
    for each in period.desk.statements(reported):
        aspect = str(each.fields.get("aspect"))
        if each.type is not FactType.JUDGEMENT or each.modality is not Modality.ACTUAL or aspect in found:
            continue
        if aspect in ASPECT_NAMES and each.page in by_number:
            cell = Cited(statement=each, page=by_number[each.page], version=reported, document=document)
            found[aspect] = replace(_row(cell, aspect), aspect=aspect)
    return tuple(found[aspect] for aspect in _ORDER if aspect in found)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What the inspection before judged: the grades in its own words and when that was, or that the two cannot be compared."""

    quotes: tuple[Quote, ...] = ()
    said: str = ""
    not_comparable: str = ""
    links: tuple[Link, ...] = ()


def earlier(
    happening: Happening,
    period: Period,
    *,
    framework: str,
    start: str,
    aspects: Collection[str] | None = None,
) -> Earlier:
    """What the last inspection of the same council judged before one that began on a day.

    A report is held beside one of its own framework alone; a visit (`aspects`: what it looked at) beside the inspection
    that it follows.
    """
    last = next(
        (each for each in _before(happening, period, start) if _is_send(each) == (framework == _SEND)), None
    )
    if last is None:
        return Earlier()
    of_another = aspects is None and last.inspection.get("framework") != framework
    day = wording.days(_span(last))
    cells = {str(each.statement.fields.get("aspect")): each for each in reversed(last.cells)}
    wanted = [each for each in _ORDER if each in cells and (aspects is None or each in aspects)]
    quotes = () if of_another else tuple(_grade(cells[each], ASPECT_NAMES[each]) for each in wanted)
    if not quotes and not of_another:
        return Earlier()
    copy = copy_of(last.document.uid, last.version.number, first(quotes))
    return Earlier(
        quotes=quotes,
        said=f"The inspection of {day} judged" if quotes else "",
        not_comparable=(
            f"The inspection before, of {day}, was under another framework: not directly comparable."
            if of_another
            else ""
        ),
        links=(Link(words="The report before", url=copy),),
    )


def looked_at_by(focuses: Iterable[str]) -> frozenset[str]:
    """The aspects that focused visits with these focuses look at again."""
    return frozenset(aspect for focus in focuses for aspect in ASPECT_OF.get(focus, ()))


def _before(happening: Happening, period: Period, start: str) -> Iterator[Judged]:
    """The other reports on the council whose inspection began before a day (ISO), the last first."""
    own = happening.document.id if happening.document else 0
    for each in period.desk.judged(happening):
        began = each.inspection.get("start")
        if each.document.id != own and began and start and str(began) < start:
            yield each


def _is_send(report: Judged) -> bool:
    return report.inspection.get("framework") == _SEND


def _row(cell: Cited, aspect: str) -> Quote:
    """A row of a table of judgements: what was judged, in the report's own words, before its grade; a sentence as a whole."""
    words = cell.statement.quote
    if aspect == _OUTCOME:  # one of three sentences of Ofsted's; what was stated may be its heart alone
        return _quote(cell, 0, len(words), ASPECT_NAMES[aspect], whole=True)
    begins, ends = _graded(cell)
    named = " ".join(words[:begins].split()).rstrip(" :.–-")
    if not named or words[ends:].strip(" .") or _VERB.search(named):
        return _quote(cell, 0, len(words), ASPECT_NAMES[aspect])
    return _quote(cell, begins, ends, named)


def _grade(cell: Cited, label: str) -> Quote:
    """The words of the grade alone: the label beside them says of what."""
    return _quote(cell, *_graded(cell), label)


def _graded(cell: Cited) -> tuple[int, int]:
    """Where in the words of a judgement its grade stands; all of them where it is no word of theirs."""
    words, grade = cell.statement.quote, str(cell.statement.fields.get("grade") or "")
    pattern = _GRADE.get(grade) or re.compile(r"\s+".join(map(re.escape, grade.split())), re.IGNORECASE)
    found = list(pattern.finditer(words)) if grade else []
    return found[-1].span() if found else (0, len(words))


def _quote(cell: Cited, begins: int, ends: int, label: str, *, whole: bool = False) -> Quote:
    """These words of a judgement; `whole`: the sentence in which they stand."""
    statement, page = cell.statement, cell.page
    start = statement.starts - page.starts
    excerpt = _sentence_of if whole else beginning
    return quote_at(
        cell.document,
        cell.version,
        page,
        excerpt(page.words or "", start + begins, start + ends),
        state=state_of(cell.document, cell.version),
        label=label,
        fact=statement.uid,
        kept=statement.quote[begins:ends],
    )


def _sentence_of(words: str, start: int, end: int) -> Excerpt:
    """The sentence around a stretch, without the heading that it stands under."""
    found = sentence_around(words, start, end)
    heading = _HEADING.match(words, found.start, start)
    return replace(found, start=heading.end()) if heading else found


def _span(report: Judged) -> str:
    start, end = report.inspection.get("start"), report.inspection.get("end")
    return f"{start}/{end}" if end else str(start)
