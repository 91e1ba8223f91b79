"""Inspections and visits: what Ofsted published of them, in its own words: judgements, outcome, findings, focus, what comes next.

A judgement of before stands beside one of now only where both are of the same framework; nothing is called better or worse.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace

from digest import wording
from digest.item import Item, Quote
from digest.period import Period
from digest.telling import differences, due, judgements, visits
from digest.telling.common import first, links, place_name, telling_quotes, where
from digest.telling.findings import Findings
from digest.telling.judgements import Earlier
from domain.fact import FactType, Modality
from domain.inspection import OverallStatus, focuses
from storage.developments import Happening
from storage.passages import Statement
from storage.schema import JsonObject

_INSPECTION, _FOCUSED, _MONITORING, _JTAI, _AREA_SEND = (
    "inspection",
    "focused_visit",
    "monitoring_visit",
    "jtai",
    "area_send",
)
# How each is told; `{place}` is whom it is about, `{days}` when it was, `{ordinal}` which one of several.
_SENTENCES = {
    _INSPECTION: "Ofsted published its inspection report on {place}{inspected}.",
    _FOCUSED: "Ofsted published its letter on a focused visit to {place}{days}.",
    _MONITORING: "Ofsted published its letter on {ordinal} monitoring visit to the council in {place}{days}.",
    _JTAI: "Ofsted and the inspectorates that it works with published their letter on a joint targeted area inspection in {place}{days}.",
    _AREA_SEND: "Ofsted and the Care Quality Commission published their report on the area SEND inspection of the local area "
    "partnership in {place}{inspected}.",
}
_LETTER = "Ofsted published a letter on {place}{inspected}."
_SHORT = {
    _INSPECTION: "Ofsted inspection report",
    _FOCUSED: "Ofsted letter on a focused visit",
    _MONITORING: "Ofsted letter on a monitoring visit",
    _JTAI: "letter on a joint inspection",
    _AREA_SEND: "area SEND inspection report",
}
# What a listing calls a full inspection (domain.provider.ReportKind).
_LISTED = {"inspection_report": _INSPECTION}
_BY_FRAMEWORK = {
    "ILACS_FOCUSED": _FOCUSED,
    "ILACS_MONITORING": _MONITORING,
    "JTAI": _JTAI,
    "AREA_SEND_2016": _AREA_SEND,
    "AREA_SEND_2023": _AREA_SEND,
}
_ORDINALS = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)


def report(item: Item, happening: Happening, period: Period) -> Item:
    """A report: each judgement as its own line, what is to be improved, what stood before, what is due."""
    return _told(item, happening, period, default=_INSPECTION)


def letter(item: Item, happening: Happening, period: Period) -> Item:
    """A letter: no grades; its focus, what Ofsted calls for, what the council was judged before on the same thing."""
    return _told(item, happening, period, default="")


def named(happening: Happening) -> str:
    """What a publication of Ofsted is called that is not there to be read: `inspection report`, as it was listed."""
    what = _LISTED.get(happening.listed_as or "", happening.listed_as or "")
    return _SHORT.get(what, "publication").removeprefix("Ofsted ")


def _told(item: Item, happening: Happening, period: Period, *, default: str) -> Item:
    event = _event(happening, period)
    said = period.desk.inspection(happening.version) if happening.version else {}
    what = _what(event, said, happening) or default
    grades = judgements.given(happening, period)
    findings = Findings(happening, period)
    quotes = (*grades, *findings.quotes) or telling_quotes(happening, period, most=2)
    quotes = (*quotes, *_said_first(happening, period))
    if happening.replaces:  # told before, but for what is different now
        quotes, before = (), Earlier()
    before = _earlier(what, event, said, happening, period)
    instead = differences.in_place(happening, period)
    focus = _focus_named(event, said) if what == _FOCUSED else ""
    return replace(
        item,
        what=f"{_sentence(what, event, said, happening)}{focus}{'' if happening.replaces else findings.counted}",
        quotes=quotes,
        earlier=before.quotes,
        earlier_said=before.said,
        differences=instead.shown,
        different=_joined(
            _reissued(happening),
            instead.summary,
            _overall(said) if what == _INSPECTION else "",
            before.not_comparable,
        ),
        where=where(happening, period, _title(happening)),
        links=(*links(happening, at=first(quotes)), *before.links),
        next=due.words(happening, period),
        short=_short(what, event, said),
        weight=100 if grades else 98,
    )


# --- What it is ---


def _event(happening: Happening, period: Period) -> Statement | None:
    """The inspection or visit itself, as the document states it."""
    found = period.desk.statements(happening.version) if happening.version else ()
    return next(
        (
            each
            for each in found
            if each.type is FactType.EVENT
            and each.modality is Modality.ACTUAL
            and each.fields.get("what") in _SENTENCES
        ),
        None,
    )


def _what(event: Statement | None, said: JsonObject, happening: Happening) -> str | None:
    """What kind of inspection or visit it was: as the document says, else as it is listed."""
    listed = _LISTED.get(happening.listed_as or "", happening.listed_as)
    framework = str(said.get("framework") or "")
    if event and event.fields["what"] != _INSPECTION:
        return str(event.fields["what"])
    if framework in _BY_FRAMEWORK:
        return _BY_FRAMEWORK[framework]
    return listed if listed in _SENTENCES else str(event.fields["what"]) if event else None


def _sentence(what: str, event: Statement | None, said: JsonObject, happening: Happening) -> str:
    days = _days(event, said)
    ordinal = event.fields.get("ordinal") if event else None
    told = _SENTENCES.get(what, _LETTER).format(
        place=place_name(happening),
        days=f", {days}" if days else "",
        inspected=f", inspected {days}" if days else "",
        ordinal=_ordinal(ordinal),
    )
    return f"{told.removesuffix('.')}, again." if happening.replaces else told


def _ordinal(number: object) -> str:
    """`its fifth`; where no number is printed, `a`."""
    if not isinstance(number, int) or number < 1:
        return "a"
    return f"its {_ORDINALS[number]}" if number < len(_ORDINALS) else f"monitoring visit {number}: a"


def _days(event: Statement | None, said: JsonObject) -> str:
    """`15 and 16 September 2026`, `4 to 28 June 2018`"""
    on = str(event.fields.get("on") or "") if event else ""
    start, end = said.get("start"), said.get("end")
    if not on and start:
        on = f"{start}/{end}" if end else str(start)
    return wording.days(on) if on else ""


def _short(what: str, event: Statement | None, said: JsonObject) -> str:
    named = _names(_focuses(event, said)) if what == _FOCUSED else []
    return f"{_SHORT.get(what, 'Ofsted letter')}{f' ({named[0]})' if len(named) == 1 else ''}"


def _title(happening: Happening) -> str:
    return wording.titled(happening.version.title) if happening.version else "A document"


def _reissued(happening: Happening) -> str:
    """That the file was put in place of another, under the same listing."""
    return "It was put in place of the file that Ofsted listed before." if happening.replaces else ""


def _earlier(
    what: str, event: Statement | None, said: JsonObject, happening: Happening, period: Period
) -> Earlier:
    """What the inspection before judged: of a report all, of a monitoring visit all, of a focused visit what it looked at."""
    aspects = {
        _FOCUSED: judgements.looked_at_by(_focuses(event, said)),
        _MONITORING: frozenset(judgements.ASPECT_NAMES),
        _INSPECTION: None,
        _AREA_SEND: None,
    }
    start = str(said.get("start") or "")
    if what not in aspects or not start:
        return Earlier()
    framework = str(said.get("framework") or "")
    return judgements.earlier(happening, period, framework=framework, start=start, aspects=aspects[what])


def _said_first(happening: Happening, period: Period) -> Iterator[Quote]:
    """The council's own words on the visit, where it told of it before the letter was published."""
    document = happening.document
    if document and (found := period.first_notices.get(document.uid)):
        yield visits.said_first(*found)


# --- What it says ---


def _focuses(event: Statement | None, said: JsonObject) -> tuple[str, ...]:
    stated = event.fields.get("focus") if event else None
    if isinstance(stated, list) and stated:
        return tuple(map(str, stated))
    return (str(said["focus"]),) if said.get("focus") else ()


def _names(ids: Collection[str]) -> list[str]:
    return [focus.name for focus in focuses() if focus.id in ids]


def _focus_named(event: Statement | None, said: JsonObject) -> str:
    """` Its focus: care leavers.`; one that is none of Ofsted's own in its words."""
    named = _names(_focuses(event, said))
    words = event.fields.get("focus_words") if event else None
    if named:
        return f" Its focus: {wording.listed(named)}."
    return f" Its focus, as stated: {wording.titled(str(words))}." if words else ""


def _overall(said: JsonObject) -> str:
    """That a report gives no overall judgement, and why."""
    match said.get("overall_status"):
        case OverallStatus.NOT_GIVEN_POST_APRIL_2026:
            return "No overall judgement is given (inspections from April 2026)."
        case OverallStatus.NOT_JUDGED:
            return "Ofsted did not judge overall effectiveness."
        case _:
            return ""


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)
