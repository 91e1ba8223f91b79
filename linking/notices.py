"""Notices: events of inspection and intervention that a text tells of: visits with their number, notices, directions,
who is appointed, who delivers services.

Other bodies serve "improvement notices" too (on landlords, kitchens, employers), and schools and homes have visits of
their own: what stands in such company is left out. Words for people, trusts and partners are data
(reference/intervention_cues.csv), each with the company that it needs and the company that speaks against it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.council import Council
from domain.document import DocumentKind
from domain.fact import Fact, FactType, Modality
from domain.mention import JsonValue
from linking import councils, focuses, modality, times, visits
from linking.councils import Placed
from linking.numbers import CARDINAL_WORD, ORDINAL_WORD, cardinal, ordinal
from linking.prose import Prose, Span, within
from linking.time_words import FULL_MONTHS
from linking.times import Found

VISIT = "notices.visit@7"
INSTRUMENT = "notices.instrument@8"
OWN = "notices.own@1"
APPOINTED = "notices.appointed@5"
REVIEW = "notices.review@5"
RULES = (VISIT, INSTRUMENT, OWN, APPOINTED, REVIEW)

_OFSTED, _DFE = "Ofsted", "Department for Education"
VISITS = frozenset({"monitoring_visit", "focused_visit"})
OF_OFSTED = VISITS | {"inspection"}
INSTRUMENTS = frozenset({"improvement_notice", "direction"})
_TRUST = "trust"


@dataclass(frozen=True, kw_only=True)
class _Kind:
    """A kind of event: the words that tell of it, who acts in it, and the company in which the words mean something else.

    `needs` must stand near, where it is given; `status` is what became of an instrument or appointment; one that is named
    by its day (`is_named`) was issued then, whatever the sentence says of it.
    """

    what: str
    by: str | None
    rule: str
    words: re.Pattern[str]
    unless: re.Pattern[str]
    status: str | None = None
    needs: re.Pattern[str] | None = None
    is_named: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Notices of other regulators, on others than councils.
_OTHER_NOTICE = _words(
    r"health and safety|\bhse\b|food|hygiene|environmental health|landlord|housing act|fire|possession|planning|enforcement|stop notice|council-run|cremator|cemeter|takeaway|restaurant|hotel"
)
# Visits to others than councils.
_OTHER_VISIT = _words(
    r"\b(?:school|academy|nursery|children's homes?|foster|regulation 44|reg 44|contract|placement|provider)\b"
)
_NOTHING_ELSE = re.compile(r"(?!)")

_NUMBERED = rf"(?:{ORDINAL_WORD}|\d{{1,2}}(?:st|nd|rd|th))"
_ORDINAL = rf"(?:(?P<ordinal>{_NUMBERED}) )?"
# What a direction of the department is about: directions are given by courts too, and in plays.
_OF_CHILDREN = _words(
    r"children|ofsted|department for education|\bdfe\b|secretary of state|commissioner|\bsend\b|improvement notice"
)
# `was issued in May 2016 and lifted in June 2018`, `..., which was lifted in`, `that the department issued ... was lifted`
_LIFTED_LATER = (
    r"\b[^.;\n]{0,90}?(?:,? (?:and|but|before|until|then|only to be)|, which)(?: it)?(?: (?:was|has been|had been|is|being))?"
    r"(?: (?:formally|later|then|since|finally|subsequently|eventually|now))* (?:lifted|removed|withdrawn|revoked|discharged|closed)\b"
)
_WHICH_LIFTED = (
    r" (?:that|which) [^,.;\n]{3,80}? (?:was|has been|had been|is)(?: (?:formally|later|then|since|finally|subsequently|eventually|now))* "
    r"(?:lifted|removed|withdrawn|revoked|discharged|closed)\b"
)
_KINDS = (
    # `the fifth monitoring visit paid to the service`, `an Ofsted monitoring visit`
    _Kind(
        what="monitoring_visit",
        by=_OFSTED,
        rule=VISIT,
        words=_words(
            rf"\b{_ORDINAL}(?:and (?:final|last) )?(?:ofsted )?monitoring visit\b(?=(?: (?:to|of|at) [\w' ]{{3,40}}?)?(?: by ofsted| by inspectors)?(?: (?:in|on) [\w ]{{3,20}})?, (?:the|its|their|our|a) (?P<ordinal_after>{_NUMBERED})\b(?! (?:quarter|week|time|year)))?"
        ),
        unless=_OTHER_VISIT,
    ),
    # `the fifth of six visits by Ofsted`, `Ofsted's third visit since`, `the sixth is due on 30 April`
    _Kind(
        what="monitoring_visit",
        by=_OFSTED,
        rule=VISIT,
        words=_words(
            rf"\b(?P<ordinal>{_NUMBERED})(?: and (?:final|last))? of (?:the |its |their |those |our |a planned )?(?:(?:{CARDINAL_WORD}|\d) )?(?:monitoring |planned |such |ofsted )?visits\b"
            rf"|\b(?:previous|last|earlier|most recent|latest|next) visit\b(?=,? (?:in|on) (?:\d|[a-z]+\b(?! school)))"
            rf"|\bthe (?:latest|most recent|last)(?: of these| one)?(?=,? (?:in|on) (?:\d|(?:early |late |mid-)?(?:{FULL_MONTHS})\b))"
            rf"|\b(?:ofsted's|inspectors') (?P<ordinal_his>{_NUMBERED}) visit\b|\b(?P<ordinal_by>{_NUMBERED}) visit (?:by|from) (?:ofsted|inspectors)\b"
            rf"|\bthe (?P<ordinal_due>{_NUMBERED})(?: visit| of these| one)?(?= (?:(?:was|is|being|now|had been) )*(?:scheduled|due|expected|planned|booked|took place|followed|will (?:follow|take place|be)|would (?:follow|take place|be))\b)"
        ),
        unless=_OTHER_VISIT,
        needs=_words(
            r"\bmonitoring (?:visit|inspection)s?\b|\bvisits?\b[^.]{0,80}\binadequate\b|\bofsted\b[^.]{0,40}\bvisits\b|\bvisits\b[^.]{0,40}\bofsted\b"
        ),
    ),
    # `a focused visit`, `Ofsted visited on 15 and 16 September to look at care leavers`
    _Kind(
        what="focused_visit",
        by=_OFSTED,
        rule=VISIT,
        words=_words(
            rf"\b{_ORDINAL}(?:ofsted )?(?:ilacs )?focuss?ed visit\b|\bofsted (?:had |has )?visited\b[^.;]{{0,80}}?\bto look at\b"
        ),
        unless=_OTHER_VISIT,
    ),
    # `issued with an improvement notice`, `the improvement notice was issued on 19 May`, `an improvement notice takes its place`
    _Kind(
        what="improvement_notice",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\b(?:issued|served|hit|slapped)(?: (?:the |it\b)?[\w' ]{0,40}?)? with an? (?:revised |new |dfe )?improvement notice\b"
            r"|\b(?:issues?|issued|issuing|serves?|served|received?) (?:the council |it )?(?:an?|its|the) (?:revised |new |further |second |dfe )?improvement notice\b"
            r"|\bimprovement notice,? (?:(?:was|has been|is being|had been|which was) )?(?:issued|served)\b"
            r"|\bimprovement notice takes (?:its|their) place\b|\breplaced (?:by|with) an? (?:dfe )?improvement notice\b"
            r"|\bthe notice,? (?:(?:which )?(?:was|has been) )?(?:signed|issued|served|dated)\b"
            r"|\bdetails of the notice, which was issued\b|\bsuch a notice could be (?:served|issued)\b"
        ),
        unless=_OTHER_NOTICE,
    ),
    # `the improvement notice of 4 March 2024`
    _Kind(
        what="improvement_notice",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\bimprovement notice,? (?:of|dated|from|issued (?:on|in)|signed (?:on|in)) (?=(?:\d{1,2} )?[a-z]{3,9} (?:19|20)\d\d)"
        ),
        unless=_OTHER_NOTICE,
        is_named=True,
    ),
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\bstatutory direction,? (?:of|dated|from|(?:issued|made|given) (?:on|in)) (?=(?:\d{1,2} )?[a-z]{3,9} (?:19|20)\d\d)"
        ),
        unless=_NOTHING_ELSE,
        is_named=True,
    ),
    # `are subject to an improvement notice from the Department for Education`
    _Kind(
        what="improvement_notice",
        by=_DFE,
        rule=INSTRUMENT,
        status="in_force",
        words=_words(
            r"\b(?<!longer )(?<!longer be )(?:under|subject to) (?:an? |the |its )?(?:new |revised |dfe )?improvement notice\b"
        ),
        unless=_OTHER_NOTICE,
    ),
    # `the improvement notice was lifted`, `moved ... to 'Closed notices'`
    _Kind(
        what="improvement_notice",
        by=_DFE,
        rule=INSTRUMENT,
        status="lifted",
        words=_words(
            r"\bimprovement notice(?: (?:for|on|over|at|covering) [\w' ]{3,40}?)?(?:,[^,;.\n]{3,70},)? (?:(?:issued|served|given) (?:to|on) [\w' ]{3,60}? )?(?:(?:of|in|on) (?:\d{1,2} )?[a-z]+ \d{4} )?(?:(?:was|has been|is|had been) )?(?:formally )?(?:lifted|removed|withdrawn|closed|ended)\b"
            r"|\b(?:lift(?:s|ed|ing)?|remov(?:es|ed|ing)|withdr[ae]wn?|closed)(?: of)? (?:the |its |an? )?(?:dfe )?improvement notice\b|\bno longer (?:be )?(?:subject to|under) (?:an? |the |its )?(?:dfe )?improvement notice\b"
            rf"|\bimprovement notice(?:{_LIFTED_LATER}|{_WHICH_LIFTED})"
        ),
        unless=_OTHER_NOTICE,
    ),
    # `subject to a statutory direction`: it stands, whenever it was issued
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="in_force",
        words=_words(
            r"\b(?<!longer )(?<!longer be )(?:under|subject to) (?:an? |the |its )?(?:new |revised |further )?statutory direction\b"
        ),
        unless=_NOTHING_ELSE,
    ),
    # `issued with a statutory direction`, `direction issued to Northshire`
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\b(?:given|issued with|issued|issues) (?:an? |the |its )?(?:new |revised |further )?statutory direction\b"
            r"|\bstatutory direction (?:was |has been |had been )?issued\b|\bdirections? issued to\b|\bdirections? notice\b"
            r"|\bissu(?:e|ing) (?:an? |the |its )?(?:new |revised |further )?statutory direction\b"
            r"|\b(?:statutory )?direction (?:has|had) been made\b|\breceiv(?:ed|es|ing) (?:an? |its |the )?(?:new |second |revised |further )?statutory direction\b|\bmade (?:the )?subject (?:of|to) a (?:statutory )?direction\b"
            r"|\breplaced (?:by|with) an? (?:statutory )?direction\b"
            r"|\bdirected by the secretary of state\b|\bsecretary of state(?: for education)? (?:has )?(?:directed|issued a direction)\b"
        ),
        unless=_NOTHING_ELSE,
    ),
    # `the statutory direction was lifted`, `the direction of May 2024 is lifted`
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="lifted",
        words=_words(
            r"\b(?:statutory )?direction(?: (?:for|on|over|covering) [\w' ]{3,40}?)?(?:,[^,;.\n]{3,70},)? (?:of [a-z]+ \d{4} )?(?:(?:was|has been|is|had been) )?(?:formally )?(?:lifted|removed|revoked|discharged|ended)\b"
            r"|\b(?:secretary of state|education secretary|ministers?|department(?: for education)?|dfe|government) (?:has |have |had |also |now )*(?:lifted|removed|revoked|discharged|withdrawn|withdrew|ended) (?:the|its|their|a) direction\b"
            r"|\b(?:revok|remov|withdraw)(?:es|ed|ing|n)? (?:the |its |an? )?statutory direction\b"
            r"|\blift(?:s|ed|ing)?(?: of)? (?:the |its |an? )?(?:statutory direction|direction (?:imposed|issued|placed|on|over))\b"
            r"|\bno longer (?:be )?(?:subject to|under) (?:an? |the |its )?(?:statutory )?direction\b"
            rf"|\bstatutory direction(?:{_LIFTED_LATER}|{_WHICH_LIFTED})"
        ),
        unless=_NOTHING_ELSE,
    ),
    # `the Secretary of State issued a further Direction`, `made a second direction`, `since the first direction (October 2023)`
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\b(?:secretary of state|minister|department(?: for education)?|dfe|government)(?: for (?:education|children)[\w ]{0,20})? (?:has |had |also |then |subsequently )*(?:issued|made|gave|given|served|imposed) (?:an?|the|its|two) (?:(?:new|further|second|third|fresh|revised|first|amended|statutory|formal) )*directions?\b"
            r"|\b(?:first|original|initial|second|third|further|previous|earlier|latest|current|statutory) direction(?= \((?:(?:of|issued|made|dated|from|in) )*(?:\d{1,2} )?[a-z]{3,9} (?:19|20)\d\d\))"
        ),
        unless=_words(r"\b(?:court|judge|traffic|stage|art|travel|practice) direction|direction of travel"),
        needs=_OF_CHILDREN,
    ),
    # `replaced with a direction issued on 9 November`; `Jan 2023  Statutory direction`, as chronicles have it
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="issued",
        words=_words(
            r"\bdirection,? (?:(?:which )?(?:was|has been|had been|being) )?(?:issued|served|made)(?= (?:on|in|by the (?:secretary|department|minister|dfe)|to|under|after|following)\b)"
            r"|(?<=20\d\d )(?:- )?statutory direction(?=[;,.:]| (?-i:[-(A-Z]))"
        ),
        unless=_words(
            r"\b(?:court|judge|traffic|stage|art|travel|practice) direction|direction of travel|direction hearing"
        ),
        needs=_OF_CHILDREN,
    ),
    # `the direction was varied on 2 April`
    _Kind(
        what="direction",
        by=_DFE,
        rule=INSTRUMENT,
        status="revised",
        words=_words(
            r"\bdirection (?:to [\w' ]{3,40} )?(?:(?:was|has been|had been|is) )?(?:formally )?(?:varied|amended|revised|updated|extended|renewed|strengthened)\b"
        ),
        unless=_words(
            r"\b(?:court|judge|traffic|stage|art|travel|practice) direction|direction of travel|direction hearing"
        ),
        needs=_OF_CHILDREN,
    ),
    # `the Local Government Association will facilitate a safeguarding peer review`
    _Kind(
        what="peer_review",
        by=None,
        rule=REVIEW,
        words=_words(
            r"\b(?:safeguarding |corporate |lga )?peer (?:review|challenge)\b(?!ed)"
            r"|\b(?:return |follow-up |second |week-long )?(?:visit|review|health check) (?:by|from) (?:an? |the |its )?(?:(?:lga|local government association)(?: peer)?(?: team)?|peers|peer (?:team|reviewers))\b"
            r"|\b(?:lga|local government association)(?:'s)? (?:peer )?(?:team|reviewers) (?:visited|will visit|is to visit|spent|returned|will return|is due)\b"
            r"|\b(?:peers|peer team)(?: who| that)? (?:(?:was|were|will be|are|is|had been) (?:back )?on[- ]?site|(?:visited|spent|returned|came|arrived))\b"
            r"|\b(?:lga|local government association|peers|peer team)(?:'s)? (?:(?:team|reviewers) )?(?:(?:will|would|is|are|plans?|expects?|intends?|due|hopes?|to) )+(?:come back|return|revisit)\b"
            r"|\b(?:lga|peer) (?:progress review|follow-up|revisit)\b"
        ),
        unless=_words(r"\bpeer[- ]reviewed\b"),
    ),
)

# A notice or direction itself: its heading, who issues it, the day below its signature.
_OWN_HEADING = re.compile(
    r"\A(?:[^\n]{0,80}\n{1,3}){0,3}?[^\n.]{0,80}?\b(?P<what>improvement notice|statutory direction|direction)\b[^\n]{0,120}(?=\n)",
    re.IGNORECASE,
)
_OWN_DAY = re.compile(
    rf"(?:^|(?<=\n))(?:Dated?:? (?:this )?)?(?P<days>{times.DAYS_PRINTED}|\d{{1,2}}(?:st|nd|rd|th)? day of [A-Z][a-z]{{2,8}} 20\d\d)\s*(?=\n|\Z)"
)
_ISSUED_BY_DFE = re.compile(
    r"\b(?:issued|given|made) by the Secretary of State\b|\bon behalf of the Secretary of State\b"
)
# `two focused visits, looking at the front door (June 2023) and at care leavers (March 2024)`
_SEVERAL = re.compile(
    rf"\b(?P<number>{CARDINAL_WORD}|\d) (?:further |ofsted )?(?P<kind>focuss?ed|monitoring) visits\b",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/|$)")
_SINCE_THEN = re.compile(r"\b(?:since|until|before|following|after|judged)\b[^,;.(]{0,60}$")
# `the statutory direction of January 2025`: the day is that one's.
_OF_ANOTHER = re.compile(r"\b(?:notice|direction) (?:of|dated|from) $", re.IGNORECASE)
# `has been working with a commissioner since January`: since when, whatever else is dated.
_SINCE = re.compile(r"\bsince (?:early |late )?$")
# ... but never when that ended: `the notice, in place since 2021, has been lifted`.
_OVER = frozenset({"lifted", "ended", "closed", "revised"})
# A heading names an event and tells of none.
_LONGEST_HEADING = 60
# Words of which every wording of a kind has one: nothing else is looked at.
_SAYING = {
    "monitoring_visit": ("visit",),
    "focused_visit": ("visit",),
    "improvement_notice": ("improvement notice", "the notice", "a notice"),
    "direction": ("direction", "directed"),
    "peer_review": ("peer", "lga", "local government association"),
    "commissioner": ("commissioner",),
    "adviser": ("adviser", "advisor"),
    _TRUST: (
        "trust",
        "children first",
        "company",
        "delivery model",
        "back in",
        "back under",
        "back to",
        "council control",
    ),
    "support_partner": ("improvement partner", "support partner", "intervention partner"),
    "intervention": ("intervention", "control"),
}

# So far around one of those its wording can reach.
_REACH = (200, 200)
# How far around its words the company of an event may speak against it, and for it.
_COMPANY = 80
_NEAR = 400
_WITH_EFFECT = ("with effect from ", "effective from ", "with effect on ")
# `Estmere Children First`, `Northshire Children's Trust`: a trust by its name.
_TRUST_NAME = re.compile(
    r"\b(?:[A-Z][\w'-]+ ){1,3}(?:Children First|Children's (?:Services )?Trust|Children and Families Trust)\b|\bAchieving for Children\b"
)


def find(
    prose: Prose,
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    *,
    day: str | None = None,
    leave_out: frozenset[str] = frozenset(),
    lead: str = "",
) -> Iterator[Fact]:
    """Events, one of each kind, number and status a sentence, with the whole sentence as evidence.

    `leave_out` are kinds that the text itself is the record of: another finder reads them. `lead` is the beginning of
    the article whose headline is read: what words need near them may stand there.
    """
    known = set()
    for fact in _of_kinds(prose, placed, own, dates, leave_out, lead, day=day):
        known.add(_told(fact))
        yield fact
    yield from _each(prose, placed, own, dates, leave_out, day=day)
    yield from _own(prose, own, leave_out)
    if "inspection" not in leave_out:
        found = visits.find(prose, placed, own, dates, day=day)
        yield from (fact for fact in found if _told(fact) not in known)


def _told(fact: Fact) -> tuple[object, ...]:
    """What a fact tells of, by which the same visit found by other words is known."""
    return fact.evidence, fact.fields["what"], fact.fields["on"]


def _of_kinds(
    prose: Prose,
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    leave_out: frozenset[str],
    lead: str,
    *,
    day: str | None,
) -> Iterator[Fact]:
    seen: set[tuple[Span, str, int | None, str | None]] = set()
    near = {
        what: tuple(prose.near(words, *_REACH)) for what, words in _SAYING.items() if what not in leave_out
    }
    for kind in (*_KINDS, *_cues()):
        told = [
            found for span in near.get(kind.what, ()) for found in kind.words.finditer(prose.smooth, *span)
        ]
        for found in told:
            sentence = prose.sentence_at(found.start())
            number = _number(found)
            key = sentence, kind.what, number, kind.status
            if key in seen or not _means_it(prose.smooth, kind, sentence, found, lead):
                continue
            seen.add(key)
            rivals = [other for other in told if other is not found and _number(other) != number]
            yield _fact(prose, kind, placed, own, dates, sentence, found, number, rivals, day=day)


def _number(found: re.Match[str]) -> int | None:
    """Which visit it is, wherever its words say so."""
    words = (word for name, word in found.groupdict().items() if name.startswith("ordinal") and word)
    return next((ordinal(word) for word in words), None)


def _fact(
    prose: Prose,
    kind: _Kind,
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    sentence: Span,
    found: re.Match[str],
    number: int | None,
    rivals: Sequence[re.Match[str]],
    *,
    day: str | None,
) -> Fact:
    dated = _dated(prose, kind, dates, sentence, found, rivals)
    on = dated.value if dated else None
    council = councils.meant_at(placed, sentence, found.start()) or own
    fields: dict[str, JsonValue] = {
        "what": kind.what,
        "ordinal": number,
        "by": kind.by,
        "on": on,
        "duration": None,
    }
    if kind.status:
        fields["status"] = kind.status
    if prose.circumstances.kind == DocumentKind.ARTICLE:  # a claim is told in its own words
        fields["said"] = found[0]
        fields["said_when"] = prose.smooth[dated.start : dated.end] if dated else None
    if kind.what in VISITS:
        start, end = sentence
        fields["focus"] = list(focuses.of(prose.smooth[start:end]))
    if kind.what == _TRUST:
        name = _TRUST_NAME.search(prose.smooth, *sentence)
        fields["name"] = name[0] if name else None
    return Fact(
        type=FactType.EVENT,
        evidence=prose.evidence(*sentence),
        rule=kind.rule,
        about=council.uid if council else None,
        stated=on,
        modality=_held(prose, kind, sentence, found, dated, day=day),
        fields=fields,
    )


def _held(
    prose: Prose, kind: _Kind, sentence: Span, found: re.Match[str], dated: Found | None, *, day: str | None
) -> Modality:
    if "could be" in found[0]:
        return Modality.COUNTERFACTUAL
    if kind.is_named:
        return Modality.ACTUAL
    held = modality.around(prose.smooth, sentence, found.span())
    # `is lifted with effect from 12 November`: done when it is said, though it counts from then.
    if dated and prose.smooth.endswith(_WITH_EFFECT, 0, dated.start):
        return held
    return modality.on_day(held, dated.value if dated else None, day)


def _each(
    prose: Prose,
    placed: tuple[Placed, ...],
    own: Council | None,
    dates: Sequence[Found],
    leave_out: frozenset[str],
    *,
    day: str | None,
) -> Iterator[Fact]:
    """Each of several visits told of at once, where as many days follow: `two focused visits, in June 2023 and March 2024`."""
    for found in (
        found
        for span in prose.near(("d visits", "g visits"), *_REACH)
        for found in _SEVERAL.finditer(prose.smooth, *span)
    ):
        what = f"{found['kind'].lower().replace('ss', 's')}_visit"
        sentence = prose.sentence_at(found.start())
        days = [
            one
            for one in within(dates, (found.end(), sentence[1]))
            if one.value
            and _ONE_DAY.match(one.value)
            and not _SINCE_THEN.search(prose.smooth, found.end(), one.start)
        ]
        if what in leave_out or len(days) < 2 or len(days) != int(cardinal(found["number"])):
            continue
        council = councils.meant_at(placed, sentence, found.start()) or own
        held = modality.around(prose.smooth, sentence, found.span())
        for one in days:
            yield Fact(
                type=FactType.EVENT,
                evidence=prose.evidence(*sentence),
                rule=VISIT,
                about=council.uid if council else None,
                stated=one.value,
                modality=modality.on_day(held, one.value, day),
                fields={
                    "what": what,
                    "ordinal": None,
                    "by": _OFSTED,
                    "on": one.value,
                    "duration": None,
                    "focus": list(focuses.of(prose.smooth[slice(*sentence)])),
                },
            )


def _own(prose: Prose, own: Council | None, leave_out: frozenset[str]) -> Iterator[Fact]:
    """The event that a notice or direction itself is, on the day below its signature."""
    heading = _OWN_HEADING.match(prose.flow)
    what = heading["what"].lower().replace(" ", "_").removeprefix("statutory_") if heading else ""
    if heading is None or what in leave_out or not _ISSUED_BY_DFE.search(prose.smooth):
        return
    printed = [
        day
        for found in _OWN_DAY.finditer(prose.flow)
        for day in times.days_printed(found["days"].replace(" day of ", " "))
    ]
    on = printed[-1].isoformat() if printed else None
    yield Fact(
        type=FactType.EVENT,
        evidence=prose.evidence(*heading.span("what")),
        rule=OWN,
        about=own.uid if own else None,
        stated=on,
        fields={"what": what, "ordinal": None, "by": _DFE, "on": on, "duration": None, "status": "issued"},
    )


def _means_it(smooth: str, kind: _Kind, sentence: Span, found: re.Match[str], lead: str) -> bool:
    """Whether nothing near the words speaks against what they seem to say, and what they need is near."""
    start, end = sentence
    if kind.what in VISITS and _is_heading(smooth, sentence, found):
        return False
    if kind.unless.search(smooth, max(start, found.start() - _COMPANY), min(end, found.end() + _COMPANY)):
        return False
    return kind.needs is None or bool(
        kind.needs.search(smooth, max(0, found.start() - _NEAR), found.end() + _NEAR)
        or kind.needs.search(lead)
    )


def _is_heading(smooth: str, sentence: Span, found: re.Match[str]) -> bool:
    """Whether a visit is only named: `4. Ofsted monitoring visit`."""
    words = smooth[sentence[0] : sentence[1]]
    return (
        len(words) < _LONGEST_HEADING
        and not found.groupdict().get("ordinal")
        and not words.rstrip("\"' ").endswith((".", "!", "?"))
        and not re.search(r"\d{4}|\b(?:in|on) [A-Z]", words)
    )


def _dated(
    prose: Prose,
    kind: _Kind,
    dates: Sequence[Found],
    sentence: Span,
    event: re.Match[str],
    rivals: Sequence[re.Match[str]] = (),
) -> Found | None:
    """The date nearest to the event in its sentence; one within its words only where there is no other, none of another visit or instrument."""
    return min(
        (
            found
            for found in within(dates, sentence)
            if found.value
            and found.value[0] not in "PR"
            and not (kind.status in _OVER and _SINCE.search(prose.smooth, sentence[0], found.start))
            and (kind.is_named or not _OF_ANOTHER.search(prose.smooth, sentence[0], found.start))
            and all(_gap(found, event) <= _gap(found, rival) for rival in rivals)
        ),
        key=lambda found: (
            event.start() <= found.start < event.end(),
            not (kind.rule == APPOINTED and _SINCE.search(prose.smooth, sentence[0], found.start)),
            _gap(found, event),
            found.value or "",
        ),
        default=None,
    )


def _gap(found: Found, event: re.Match[str]) -> int:
    return min(abs(found.start - event.end()), abs(event.start() - found.end))


@lru_cache(maxsize=1)
def _cues() -> tuple[_Kind, ...]:
    """The kinds that are data: who is appointed, who delivers services, who helps."""
    return tuple(
        _Kind(
            what=row["what"],
            by=row["by"] or None,
            rule=APPOINTED,
            status=row["status"],
            words=_words(row["regex"]),
            unless=_words(row["negative_regex"]) if row["negative_regex"] else _NOTHING_ELSE,
            needs=_words(row["context_regex"]) if row["context_regex"] else None,
        )
        for row in reference.table("intervention_cues")
    )
