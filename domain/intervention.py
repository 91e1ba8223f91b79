"""Intervention: what government has done about a council's children's services, as four parallel dated facts.

Instrument (none, improvement notice, statutory direction), appointed person (adviser, commissioner), delivery model
(council, trust) and support partner are no ladder: a trust is a way of delivering and no level, and a notice that
follows a direction is a step down. The official record is told first; what others say stands beside it, as agreeing
or as differing. Statements go in, spells, steps and claims come out; nothing is guessed that nobody said.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.cited import Cited, Stated, bounds, overlap
from domain.dates import NotADate, parse
from domain.fact import Modality
from domain.source import Channel
from domain.spoken import plain_day, span


class Track(StrEnum):
    """One of the four facts that run beside one another."""

    INSTRUMENT = "instrument"
    PERSON = "person"
    DELIVERY = "delivery"
    SUPPORT = "support"


class Direction(StrEnum):
    """Which way a change of instrument goes; a change to an instrument of the same force goes sideways."""

    UP = "up"
    DOWN = "down"
    SIDEWAYS = "sideways"


# What each kind of event is called, and on which track it runs.
_CALLED = {
    "improvement_notice": (Track.INSTRUMENT, "improvement notice"),
    "direction": (Track.INSTRUMENT, "statutory direction"),
    "commissioner": (Track.PERSON, "commissioner"),
    "adviser": (Track.PERSON, "adviser"),
    "trust": (Track.DELIVERY, "trust"),
    "support_partner": (Track.SUPPORT, "support partner"),
}
NOTICE, DIRECTION, COMMISSIONER = (
    _CALLED[what][1] for what in ("improvement_notice", "direction", "commissioner")
)
# That intervention as a whole has ended is only ever somebody's claim: the record is of instruments.
ENDED_AS_A_WHOLE = "intervention"
EVENTS = (*_CALLED, ENDED_AS_A_WHOLE)

# A direction is made under section 497A of the Education Act 1996; a notice has no force of law.
_FORCE = {NOTICE: 1, DIRECTION: 2}
_BEGINS = ("issued", "revised", "in_force", "appointed", "in_post", "established")
_ENDS = ("lifted", "closed", "ended")
# What changed so lately is told with its day.
_LATELY = timedelta(days=90)
# So near to a title's month the day of an instrument without a title is that instrument's.
_NEAR_MONTH = timedelta(days=62)
# A claim without a day is about what happened so near to it.
_NEAR_CLAIM = timedelta(days=60)
_A_DAY = timedelta(days=1)
CHILDREN = "children"


@dataclass(frozen=True, kw_only=True)
class Spell:
    """One thing on its track from a day (EDTF, as exact as anybody said) to a day (`None`: no end is known).

    `services` is `children` or `send`; `name` is the trust's or partner's. Only the record makes spells: the department's
    own words, or (without `proof`) a reference table, which `table` names.
    """

    track: Track
    what: str
    since: str | None
    until: str | None = None
    services: str = CHILDREN
    name: str | None = None
    began: str = "issued"
    ended: str | None = None
    official: bool = True
    proof: Cited | None = None
    ended_proof: Cited | None = None
    table: str | None = None

    @property
    def first(self) -> date:
        """The first day on which it can have been in force."""
        return _first(self.since) or date.min

    @property
    def over(self) -> date:
        """The first day on which it was in force no more; the end of time while none is known."""
        if self.until is None:
            return date.max
        found = bounds(self.until)
        return found[0] if found else (_last(self.until) or date.max)

    def holds(self, day: date) -> bool:
        """Whether it was in force on a day."""
        return self.first <= day < self.over

    @property
    def words(self) -> str:
        """`statutory direction since May 2024, lifted 12 November 2026`"""
        since = f" since {span(self.since)}" if self.since else ""
        if self.until is None:
            return f"{self._called}{since}"
        if self.until.startswith("../"):
            return f"{self._called}{since}, {self.ended} by {span(self.until.removeprefix('../'))}"
        return f"{self._called}{since}, {self.ended} {span(self.until)}"

    @property
    def begins(self) -> str:
        """`trust (Estmere Children First) established`, `statutory direction issued`"""
        return f"{self._called} {self.began.replace('_', ' ')}"

    @property
    def _called(self) -> str:
        head = f"{self.what} ({self.name})" if self.name else self.what
        return f"{head} for SEND services" if self.services == "send" else head


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change of instrument: from which to which (`None`: none), on which day, and which way it goes."""

    day: str
    direction: Direction
    before: Spell | None
    after: Spell | None

    @property
    def words(self) -> str:
        """`statutory direction replaced by improvement notice: step down`"""
        if self.before and self.after:
            return f"{self.before.what} replaced by {self.after.what}: step {self.direction}"
        if self.before:
            return f"{self.before.what} {self.before.ended or 'ended'}: step {self.direction}"
        return f"{self.after.what if self.after else 'nothing'} issued: step {self.direction}"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """What a text that is not the official record says, beside what the record says; `differs` where they cannot both be so.

    `point` is what it is about with the text's own words for it: `issued “this week”`.
    """

    says: str
    record: str
    differs: bool
    cited: Cited
    point: str
    spell: Spell | None = None  # of which it speaks

    @property
    def words(self) -> str:
        """`differing: Estmere Echo, 20 Nov 2026, says that ... (“...”); the official record: ...`"""
        quoted = self.cited.words
        return (
            f"{'differing' if self.differs else 'agreeing'}: {self.cited.whose}, {self.cited.when}, says {self.says} "
            f"(“{quoted}”); the official record: {self.record}"
        )


@dataclass(frozen=True, kw_only=True)
class Differing:
    """In which points what one source says differs from the official record."""

    whose: str
    points: tuple[str, ...]

    @property
    def words(self) -> str:
        """`Estmere Echo claims differ: control (“free of government control”); issued “this week”`"""
        return f"{self.whose} claims differ: {'; '.join(self.points)}"


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What others say happened on a track of which there is no official record here: it makes nothing be in force.

    `on` is the day that the text gives (EDTF), if it gives one.
    """

    track: Track
    what: str
    status: str
    on: str | None
    cited: Cited

    @property
    def day(self) -> str | None:
        """The day that it stands at (EDTF): as stated, else that of the text; none where the text is undated."""
        return self.on or (self.cited.published if self.cited.is_dated else None)

    @property
    def happened(self) -> str:
        """`improvement notice issued`"""
        return f"{self.what} {self.status.replace('_', ' ')}"

    @property
    def words(self) -> str:
        """`reported: improvement notice issued 19 May 2016 (“...”, title, 27 May 2016); no official record of it here`"""
        on = f" {span(self.on)}" if self.on else ""
        quoted = self.cited.words
        where = f"“{quoted}”, {self.cited.title or self.cited.source}, {self.cited.when}"
        return f"reported: {self.happened}{on} ({where}); no official record of it here"


@dataclass(frozen=True, kw_only=True)
class Intervention:
    """Everything known of intervention in a council on a day, by date; what is in force stands under its track's name."""

    council: str
    council_name: str
    day: date
    spells: tuple[Spell, ...] = ()
    steps: tuple[Step, ...] = ()
    claims: tuple[Claim, ...] = ()
    reported: tuple[Reported, ...] = ()

    @property
    def instrument(self) -> Spell | None:
        """The instrument in force for children's social care: the one with the greater force where there are two."""
        return _strongest(self.spells, self.day)

    @property
    def person(self) -> Spell | None:
        """Who is appointed."""
        return self._now(Track.PERSON)

    @property
    def delivery(self) -> Spell | None:
        """Who delivers services, where it is not the council itself."""
        return self._now(Track.DELIVERY)

    @property
    def support(self) -> Spell | None:
        """Who helps."""
        return self._now(Track.SUPPORT)

    def _now(self, track: Track) -> Spell | None:
        found = [spell for spell in self.spells if spell.track is track and spell.holds(self.day)]
        return found[-1] if found else None

    @property
    def differing(self) -> tuple[Differing, ...]:
        """The sources whose claims differ from the official record, each with its points, in the order of their claims."""
        points: dict[str, dict[str, None]] = {}
        for claim in self.claims:
            if claim.differs:
                points.setdefault(claim.cited.whose, {})[claim.point] = None
        return tuple(Differing(whose=whose, points=tuple(found)) for whose, found in points.items())

    @property
    def words(self) -> str:
        """`Estmere: instrument=statutory direction; person=commissioner; delivery=trust`; what changed lately with its day."""
        said = [f"instrument={self._told(self.instrument) or 'none known'}"]
        said += [
            f"{spell.what.removeprefix('statutory ')} {spell.ended} {spell.until}"
            for spell in self.spells
            if spell.track is Track.INSTRUMENT
            and spell.until
            and self.day - _LATELY <= spell.over <= self.day
        ]
        for track in (Track.PERSON, Track.DELIVERY, Track.SUPPORT):
            if words := self._told(self._now(track)):
                said.append(f"{track}={words}")
        if self.steps and (_first(self.steps[-1].day) or date.min) >= self.day - _LATELY:
            said.append(f"direction of travel=step {self.steps[-1].direction}")
        return f"{self.council_name}: {'; '.join(said)}"

    def _told(self, spell: Spell | None) -> str | None:
        if spell is None:
            return None
        return f"{spell.what} since {spell.since}" if spell.first >= self.day - _LATELY else spell.what

    @property
    def lines(self) -> tuple[str, ...]:
        """Below the head: every spell with its days, each step, whose claims differ in what, and what each of them says."""
        return (
            *(f"{spell.track}: {spell.words}" for spell in self.spells),
            *(f"{step.day}: {step.words}" for step in self.steps),
            *(each.words for each in self.differing),
            *(claim.words for claim in self.claims if claim.differs),
            *(each.words for each in self.reported),
        )


def intervention(
    council: str, name: str, told: Sequence[Stated], *, day: date, known: Sequence[Spell] = ()
) -> Intervention:
    """What is known of a council on a day from statements, oldest first, and from reference tables (`known`)."""
    actual = [each for each in told if each.modality is Modality.ACTUAL and each.word("what") in EVENTS]
    record = [each for each in actual if _is_record(each.cited)]
    others = [each for each in actual if not _is_record(each.cited)]
    instruments = _instruments(record)
    found = (*instruments, *_persons(record, instruments), *(known or _delivery(record)), *_support(record))
    spells = sorted(
        (spell for spell in found if spell.first <= day),
        key=lambda spell: (spell.first, list(Track).index(spell.track), spell.what),
    )
    return Intervention(
        council=council,
        council_name=name,
        day=day,
        spells=tuple(spells),
        steps=tuple(_steps(spells, day)),
        claims=tuple(_claims(others, spells)) if any(map(_is_instrument, spells)) else (),
        reported=tuple(_reported(others, {spell.track for spell in spells})),
    )


def _reported(told: Sequence[Stated], known: Collection[Track]) -> Iterator[Reported]:
    """What others say of tracks without a record, a text once for each thing; the most exact day of those that it gives."""
    found: dict[tuple[str, str, str], Reported] = {}
    for each in told:
        what, status = each.word("what") or "", each.word("status") or "issued"
        track, called = _CALLED.get(what, (Track.INSTRUMENT, ENDED_AS_A_WHOLE))
        if track in known:
            continue
        key = each.cited.document, what, status
        if key not in found or _width(each.word("on")) < _width(found[key].on):
            found[key] = Reported(
                track=track, what=called, status=status, on=each.word("on"), cited=each.cited
            )
    yield from sorted(found.values(), key=lambda each: (_first(each.day) or date.max, each.track, each.what))


def _is_record(cited: Cited) -> bool:
    """Whether it is the department's own word: Ofsted's reports tell of notices that may be long over."""
    return cited.official and cited.channel == Channel.GOVUK


# --- Instruments ------------------------------------------------------------------------------------------------------


def _instruments(told: Sequence[Stated]) -> list[Spell]:
    """The spells of notices and directions: each instrument once, however often it is told of."""
    groups: dict[tuple[str, str], list[Stated]] = {}
    loose: list[Stated] = []
    for each in told:
        what = each.word("what") or ""
        if what not in ("improvement_notice", "direction"):
            continue
        if each.word("title"):
            month = each.word("month") or (each.word("noted") or "")[:7]
            groups.setdefault((what, month), []).append(each)
        else:
            loose.append(each)
    for each in loose:
        if each.word("status") in _BEGINS and (on := _exact(each.word("on"))):
            groups.setdefault(_nearest(groups, each.word("what") or "", on), []).append(each)
    spells = [_spell(what, month, group) for (what, month), group in groups.items()]
    spells = [_ended(spell, loose) for spell in sorted(spells, key=lambda spell: spell.first)]
    return list(_replaced(spells))


def _nearest(groups: Iterable[tuple[str, str]], what: str, on: str) -> tuple[str, str]:
    """The instrument that a day without a title belongs to: one of a month near it, else one of its own."""
    day = _first(on) or date.min
    near = [(abs((_first(month) or date.min) - day), (kind, month)) for kind, month in groups if kind == what]
    distance, key = min(near, default=(timedelta.max, (what, on[:7])))
    return key if distance <= _NEAR_MONTH else (what, on[:7])


def _spell(what: str, month: str, group: Sequence[Stated]) -> Spell:
    begins = [each for each in group if each.word("status") in _BEGINS]
    ends = [each for each in group if each.word("status") in _ENDS]
    begin = min(begins, key=lambda each: _width(each.word("on")), default=group[0])
    since = begin.word("on") if begins else month or None
    end = min(ends, key=lambda each: _width(each.word("on")), default=None)
    return Spell(
        track=Track.INSTRUMENT,
        what=_CALLED[what][1],
        since=since or month or None,
        until=_end_of(end) if end else None,
        services="send" if any(each.word("services") == "send" for each in group) else CHILDREN,
        began=begin.word("status") or "issued",
        ended=end.word("status") if end else None,
        proof=begin.cited,
        ended_proof=end.cited if end else None,
    )


def _end_of(end: Stated) -> str | None:
    """The day of an end; by when it was over where only the day of the note is known."""
    if on := end.word("on"):
        return on
    return f"../{end.word('noted') or end.cited.day.isoformat()}"


def _ended(spell: Spell, loose: Sequence[Stated]) -> Spell:
    """A spell with the end that a text without its title tells of, on a day."""
    if spell.until and not spell.until.startswith("../"):
        return spell
    for each in loose:
        on = _exact(each.word("on"))
        is_same = _CALLED[each.word("what") or ""][1] == spell.what
        if is_same and on and each.word("status") in _ENDS and (_first(on) or date.min) >= spell.first:
            return replace(spell, until=on, ended=each.word("status"), ended_proof=each.cited)
    return spell


def _replaced(spells: Sequence[Spell]) -> Iterator[Spell]:
    """Spells in order of their first day, with the ends and beginnings that follow from one taking another's place.

    A revised direction takes the place of the one before it. What the list closed without a day was over when the
    next one began. A notice of a month that the list added as it closed another, lifted on a day of that month,
    began on that day.
    """
    for place, spell in enumerate(spells):
        later = [each for each in spells[place + 1 :] if each.services == spell.services]
        same = next((each for each in later if each.what == spell.what), None)
        if spell.until is None and same and same.began == "revised":
            yield replace(spell, until=same.since, ended="revised", ended_proof=same.proof)
        elif spell.until and spell.until.startswith("../") and later and later[0].first < spell.over:
            yield replace(spell, until=later[0].since, ended="replaced")
        else:
            yield _begun_in_place(spell, spells)


def _begun_in_place(spell: Spell, spells: Sequence[Spell]) -> Spell:
    month = bounds(spell.since)
    if month is None or month[0] == month[1]:
        return spell
    for other in spells:
        over = bounds(other.until)
        in_one_note = spell.proof and other.ended_proof and spell.proof.document == other.ended_proof.document
        if (
            other is not spell
            and over
            and over[0] == over[1]
            and month[0] <= over[0] <= month[1]
            and in_one_note
        ):
            return replace(spell, since=other.until)
    return spell


def _steps(spells: Sequence[Spell], day: date) -> Iterator[Step]:
    """The changes of instrument for children's social care until a day, in order."""
    turns: dict[date, str] = {}
    for spell in spells:
        if spell.track is Track.INSTRUMENT and spell.services == CHILDREN:
            turns.setdefault(spell.first, spell.since or "")
            if spell.until and spell.over <= day:
                turns[spell.over] = spell.until
    for turn in sorted(turn for turn in turns if date.min < turn <= day):
        before, after = _strongest(spells, turn - _A_DAY), _strongest(spells, turn)
        if before is after:
            continue
        change = (_FORCE[after.what] if after else 0) - (_FORCE[before.what] if before else 0)
        way = Direction.UP if change > 0 else Direction.DOWN if change else Direction.SIDEWAYS
        yield Step(day=turns[turn], direction=way, before=before, after=after)


def _strongest(spells: Iterable[Spell], day: date) -> Spell | None:
    found = [
        spell
        for spell in spells
        if spell.track is Track.INSTRUMENT and spell.services == CHILDREN and spell.holds(day)
    ]
    return max(found, key=lambda spell: (_FORCE[spell.what], spell.first), default=None)


def _is_instrument(spell: Spell) -> bool:
    return spell.track is Track.INSTRUMENT


# --- People, delivery, support ----------------------------------------------------------------------------------------


def _persons(told: Sequence[Stated], instruments: Sequence[Spell]) -> list[Spell]:
    """Who was appointed, from when to when; a commissioner's appointment ends with the direction that made it."""
    found: list[Spell] = []
    for what in ("commissioner", "adviser"):
        runs = _runs([each for each in told if each.word("what") == what])
        found += [_until_direction(_since_direction(spell, told, instruments), instruments) for spell in runs]
    return found


def _since_direction(spell: Spell, told: Sequence[Stated], instruments: Sequence[Spell]) -> Spell:
    """A commissioner's spell, from the direction on that made the appointment where no day is stated for it.

    The day on which the text came out stands in its place only where it can be that day.
    """
    is_stated = any(spell.proof == each.cited and each.word("on") for each in told)
    directions = [each for each in instruments if each.what == DIRECTION]
    if spell.what != COMMISSIONER or is_stated or not directions or spell.proof is None:
        return spell
    day = spell.proof.day
    under = min(directions, key=lambda each: abs(each.first - day)).since
    return spell if overlap(spell.since, under) else replace(spell, since=under)


def _delivery(told: Sequence[Stated]) -> list[Spell]:
    """Trusts, where a text says since when, or names one."""
    return _runs(
        [
            each
            for each in told
            if each.word("what") == "trust" and (each.word("on") or each.word("status") == "ended")
        ]
    )


def _support(told: Sequence[Stated]) -> list[Spell]:
    return _runs([each for each in told if each.word("what") == "support_partner"])


def _runs(told: Sequence[Stated]) -> list[Spell]:
    """Spells of one kind: one begins with the first statement that it began, and ends with the next that it ended."""
    found: list[Spell] = []
    for each in sorted(told, key=lambda each: _first(each.word("on")) or each.cited.day):
        track, called = _CALLED[each.word("what") or ""]
        on = each.word("on") or each.cited.published or each.cited.day.isoformat()
        is_open = bool(found) and found[-1].until is None
        if each.word("status") in _ENDS:
            if is_open:
                found[-1] = replace(found[-1], until=each.word("on"), ended="ended", ended_proof=each.cited)
        elif not is_open:
            found.append(
                Spell(
                    track=track,
                    what=called,
                    since=on,
                    name=each.word("name"),
                    began=each.word("status") or "appointed",
                    proof=each.cited,
                )
            )
        elif found[-1].name is None and each.word("name"):
            found[-1] = replace(found[-1], name=each.word("name"))
    return found


def _until_direction(spell: Spell, instruments: Sequence[Spell]) -> Spell:
    """A commissioner's spell, with the end of the direction under which they were appointed where no other is stated."""
    if spell.what != COMMISSIONER or spell.until:
        return spell
    directions = [each for each in instruments if each.what == DIRECTION]
    last = max(directions, key=lambda each: each.over, default=None)
    if last is None or last.until is None or last.over <= spell.first:
        by_then = spell.ended_proof and f"../{spell.ended_proof.day}"
        return replace(spell, until=by_then) if by_then else spell
    proof = spell.ended_proof or last.ended_proof
    return replace(spell, until=last.until, ended="ended with the direction", ended_proof=proof)


# --- Claims -----------------------------------------------------------------------------------------------------------


def _claims(told: Sequence[Stated], official: Sequence[Spell]) -> Iterator[Claim]:
    """What others say of instruments and people, beside the record; what a text says twice, as in its headline, once."""
    said: set[tuple[str, str]] = set()
    for claim in _each_claim(told, official):
        if (key := (claim.cited.document, claim.says)) not in said:
            said.add(key)
            yield claim


def _each_claim(told: Sequence[Stated], official: Sequence[Spell]) -> Iterator[Claim]:
    for each in told:
        what, status = each.word("what") or "", each.word("status") or ""
        if not each.cited.is_dated and not each.word("on"):
            continue  # nobody can say of which time it speaks
        if what == ENDED_AS_A_WHOLE:
            yield _claim_of_end(each, official)
        elif _CALLED[what][0] is Track.INSTRUMENT:
            spells = [spell for spell in official if spell.what == _CALLED[what][1]]
            yield (
                _claim_of_lifting(each, spells)
                if status in _ENDS
                else _claim_of_standing(each, spells)
                if status == "in_force"
                else _claim_of_issue(each, spells)
            )


def _claim_of_end(each: Stated, official: Sequence[Spell]) -> Claim:
    standing = _strongest(official, each.cited.day)
    record = f"{standing.words}, in force" if standing else "no instrument in force"
    return Claim(
        says="that intervention has ended",
        record=record,
        differs=standing is not None,
        cited=each.cited,
        point=_point("control", each),
        spell=standing,
    )


def _claim_of_issue(each: Stated, spells: Sequence[Spell]) -> Claim:
    called, on = _CALLED[each.word("what") or ""][1], each.word("on")
    day = _first(on) or each.cited.day
    nearest = min(spells, key=lambda spell: abs(spell.first - day), default=None)
    point = _point("issued", each)
    says = f"that the {called} was issued {span(on)}" if on else f"that the {called} was issued"
    if nearest is None:
        return Claim(says=says, record=f"no {called}", differs=True, cited=each.cited, point=point)
    near = nearest.holds(day) or abs(day - nearest.first) <= _NEAR_CLAIM
    agrees = overlap(on, nearest.since) if on else near
    return Claim(
        says=says,
        record=f"issued {span(nearest.since or '')}",
        differs=agrees is False,
        cited=each.cited,
        point=point,
        spell=nearest,
    )


def _claim_of_lifting(each: Stated, spells: Sequence[Spell]) -> Claim:
    called, on = _CALLED[each.word("what") or ""][1], each.word("on")
    day = _first(on) or each.cited.day
    says = f"that the {called} was lifted {span(on)}" if on else f"that the {called} was lifted"
    began = [spell for spell in spells if spell.first <= day]
    point = _point("lifted", each)
    if not began:
        return Claim(says=says, record=f"no {called}", differs=True, cited=each.cited, point=point)
    last = began[-1]
    if last.until is None:
        record, agrees = f"{last.words}, in force", False
    else:
        record = last.words
        agrees = overlap(on, last.until) is not False if on else last.over <= each.cited.day
    return Claim(says=says, record=record, differs=not agrees, cited=each.cited, point=point, spell=last)


def _claim_of_standing(each: Stated, spells: Sequence[Spell]) -> Claim:
    called = _CALLED[each.word("what") or ""][1]
    standing = next((spell for spell in spells if spell.holds(each.cited.day)), None)
    record = standing.words if standing else f"no {called} in force on {plain_day(each.cited.day)}"
    return Claim(
        says=f"that the {called} is in force",
        record=record,
        differs=standing is None,
        cited=each.cited,
        point=_point("in force", each),
        spell=standing,
    )


def _point(about: str, each: Stated) -> str:
    """What a claim is about, in the claim's own words: `issued “this week”`, `control (“free of government control”)`."""
    if when := each.word("said_when"):
        return f"{about} “{when}”"
    said = each.word("said")
    return f"{about} (“{said}”)" if said else about


# --- Dates ------------------------------------------------------------------------------------------------------------


def _first(edtf: str | None) -> date | None:
    try:
        return parse(edtf or "").first
    except NotADate:
        return None


def _last(edtf: str | None) -> date | None:
    try:
        return parse(edtf or "").last
    except NotADate:
        return None


def _exact(edtf: str | None) -> str | None:
    """A date of a month or a day; a longer stretch says too little."""
    found = bounds(edtf)
    return edtf if found and found[1] - found[0] < timedelta(days=32) else None


def _width(edtf: str | None) -> timedelta:
    """How little a date says: nothing for a day, the most for no date."""
    found = bounds(edtf)
    return found[1] - found[0] if found else timedelta.max
