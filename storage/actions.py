"""Actions as of a moment: what councils promised and planned, and what became of it, from facts and versions as first seen.

Nothing here is stored but what people decided: the same archive asked for the same moment gives the same answer. So many
councils are read at once with a dozen statements, however much they planned. Words that name private people, and those of
anonymous sources, are not followed: nothing is joined across the jigsaw wall.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cached_property
from itertools import chain
from typing import Any

from sqlalchemy import Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from domain.actions import (
    Action,
    Due,
    Edition,
    Held,
    Outcome,
    Outlook,
    PlanKind,
    Progress,
    Proof,
    Ruling,
    Search,
    Sighting,
    Standing,
    State,
    Station,
    Subject,
    follow,
)
from domain.dates import NotADate, parse
from domain.document import DocumentKind
from domain.fact import FactType, Modality
from domain.instants import london_date
from domain.uid import public_id
from domain.wall import shown_title, touches
from storage import diary, private, rulings, subjects
from storage.diary import SHOWN, CouncilKnown, ItemKnown, MeetingKnown, batches, day_of, is_newest
from storage.schema import (
    ArticleRow,
    Attachment,
    CommitteeRow,
    DocumentRow,
    Entity,
    FactRow,
    MeetingRow,
    PageRow,
    RegisterEntry,
    SourceRow,
    TextRow,
    VersionRow,
)
from storage.sights import Sight, sights
from storage.subjects import asked_for, stated_deed, stems, subject
from storage.words import key, plain_words, stem

# What stands on every agenda: no business comes to it, though its papers name a lot.
_ROUTINE = re.compile(
    r"^(?:apolog|declaration|disclosure|minutes\b|matters arising|chair|urgent|any other|public (?:question|participation)|exclusion|"
    r"dates? of|membership|substitut|welcome|(?:forward )?work(?:ing)? ?(?:programme|plan)|forward (?:plan|programme)|action (?:log|tracker|sheet)|"
    r"recommendations? (?:log|tracker|monitor))",
    re.IGNORECASE,
)
# `the item be deferred`, `Deferred to a special meeting on 21 June`
_DEFERRED = re.compile(
    r"[^.\n]*\b(?:(?:be|was|were|been|is|to) deferred|^deferred|\ndeferred)\b[^.\n]*", re.IGNORECASE
)
# `4. Health histories for care leavers`: the heading of an item in printed minutes.
_NUMBERED = re.compile(r"^\d{1,3}[a-z]?\.? ([A-Z][^\n]{3,120}[^.\n])$", re.MULTILINE)
# Bodies that minutes name by their own kind alone: `the meeting of the Committee`.
_OWN_BODY = re.compile(
    r"^(?:(?:the|this|its|a|next|special|budget) )*(?:meeting|committee|sub-committee|board|panel|forum|commission)$",
    re.IGNORECASE,
)
_COUNCIL = re.compile(r"^(?:the )?(?:full |county |city )?council$", re.IGNORECASE)
# Resolutions bind; what was only recommended is for another body to decide.
_BINDING = "resolved"
# What lists all the business of a body: what the next edition leaves out is on it no longer.
_PLANS = (PlanKind.WORK_PROGRAMME, PlanKind.FORWARD_PLAN)
_LISTS = (*_PLANS, PlanKind.TRACKER)
# What an action is called that a meeting gives somebody to do; commitments say by their strength how they bind.
_GIVEN = "action"
# What came of a promise may come without a date or a meeting: whoever promised is asked.
_PROMISED = "promised"
# What texts are called; all others are documents.
_TEXTS = {
    DocumentKind.ARTICLE: "article",
    DocumentKind.MINUTES: "minutes",
    DocumentKind.REPORT: "report",
    DocumentKind.DECISION: "decision",
    DocumentKind.INSPECTION_REPORT: "inspection report",
    DocumentKind.INSPECTION_LETTER: "inspection letter",
    DocumentKind.NOTICE: "notice",
}
# Events that are said to come and told of when they came, as sentences name them.
_EVENTS = {
    "focused_visit": re.compile(r"\bfocused visit\b", re.IGNORECASE),
    "monitoring_visit": re.compile(r"\bmonitoring visit\b", re.IGNORECASE),
    "peer_review": re.compile(r"\bpeer (?:review|challenge|diagnostic)\b", re.IGNORECASE),
    "jtai": re.compile(r"\bjoint targeted area inspection\b|\bJTAI\b"),
}
# When rules of procedure say that something is done: so long after each case, `within five working days`.
_IN_EACH_CASE = re.compile(
    r"(?:within )?(?:\w+ ){1,3}?(?:working |school |clear )?(?:days?|hours?|weeks?)\b", re.IGNORECASE
)
# Leave to act is nothing that anybody is to do.
_LEAVE = re.compile(r"^be authorised\b", re.IGNORECASE)
# What every sentence about a council may name.
_BODIES = ("council", "councils", "authority", "county")
# So many words make a query that still finds something.
_MOST_ASKED = 6
# The agendas of so many councils stand in memory together.
_AT_ONCE = 80
# Subjects of fewer words mean what the item or motion is about: `an annual report on what has been done`.
_FEWEST_WORDS = 2


@dataclass(frozen=True, kw_only=True)
class ActionSeen:
    """An action with what became of it: `council` and `owed_by` are slugs, `committee` the body that is to have it.

    `target` is how decisions name it.
    """

    uid: str
    council: str
    owed_by: tuple[str, ...]
    committee: str | None
    action: Action
    outcome: Outcome
    target: str = field(repr=False)

    @property
    def title(self) -> str:
        """What to call it."""
        return self.action.title

    @property
    def state(self) -> State:
        """What became of it."""
        return self.outcome.state

    @property
    def first_due(self) -> str | None:
        """The date first stated (EDTF or recurrence)."""
        return self.outcome.first_due

    @property
    def due(self) -> str | None:
        """The date last stated; of a recurrence the round in question."""
        return self.outcome.due


def actions(
    session: Session,
    councils: Collection[str] | None = None,
    *,
    as_of: datetime,
    words: str = "",
    only_stated: bool = False,
    ruled_out: bool = False,
) -> tuple[ActionSeen, ...]:
    """The actions of these councils (slugs; all without), by council and date first stated, and what became of each by a moment.

    With `words` only those whose titles hold all of them, in any form. What a council owed that has ended is found
    under its own name and under its successors'. What no plan, tracker or resolution names but only some text states, be
    it a letter, an article or a report, is among them with `only_stated`; what a person decided to be none, with `ruled_out`.
    """
    known = diary.councils(session)
    wanted = frozenset(stem(word) for word in plain_words(words))
    lines = [(council, diary.heirs(known, council)) for council in diary.concerned(known, councils)]
    found = []
    for first in range(0, len(lines), _AT_ONCE):
        for own in of_councils(session, lines[first : first + _AT_ONCE], as_of=as_of).values():
            found += [
                each
                for each in own
                if (only_stated or not each.action.is_only_stated)
                and (ruled_out or not each.outcome.is_ruled_out)
                and (not wanted or _is_about(each.action, wanted))
            ]
    return tuple(found)


def council_owing(session: Session, uid: str, *, as_of: datetime) -> str | None:
    """The council (slug) of an action by its public id; nothing if there is none."""
    slugs = {each.id: each.slug for each in diary.councils(session).values()}
    for council, fact in session.execute(_naming(slugs, as_of, Entity.council_id, FactRow.uid)):
        if public_id("action", fact) == uid:
            return slugs[council]
    return None


def put_off(words: str) -> tuple[int, int] | None:
    """Where in the words of a decision or minute the sentence stands that puts an item off; nothing if none does."""
    found = _DEFERRED.search(words)
    if found is None:
        return None
    start = found.end() - len(found[0].lstrip())
    return start, start + len(found[0].strip())


def of_councils(
    session: Session, lines: Sequence[tuple[CouncilKnown, Sequence[CouncilKnown]]], *, as_of: datetime
) -> dict[str, tuple[ActionSeen, ...]]:
    """The actions of councils, by slug, each looked for in its own papers and in those of its heirs (itself among them), also
    those of which a person decided that they are none.
    """
    stock = _Stock(
        session=session,
        lines={council.id: tuple(each.id for each in heirs) for council, heirs in lines},
        as_of=as_of,
    )
    return {
        council.slug: tuple(_Shelf(stock=stock, council=council, heirs=heirs).actions())
        for council, heirs in lines
    }


def _is_about(action: Action, wanted: frozenset[str]) -> bool:
    return any(wanted <= stems(each.subject.title) for each in action.sightings)


# A fact that names business to come or reports on it, with its version and document, and whether the title of these
# gives private people away.
_Named = tuple[FactRow, VersionRow, DocumentRow, bool]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A fact that names business to come or reports on it, with its version and document and the meeting that these are of."""

    fact: FactRow
    version: VersionRow
    document: DocumentRow
    title_withheld: bool
    meeting: MeetingKnown | None
    printed: date | None

    @property
    def day(self) -> date:
        """The day on which the version came out: as its source prints it, if that can be, else as first seen."""
        seen = london_date(self.version.first_seen_at)
        return self.printed if self.printed and self.printed <= seen else seen

    @property
    def stated(self) -> date | None:
        """The last day that can be meant by when the text itself says that it speaks, if that can be."""
        try:
            last = parse(self.fact.stated or "").last
        except NotADate:
            return None
        return last if last and last <= london_date(self.version.first_seen_at) else None

    @property
    def kind(self) -> PlanKind:
        """What names it: a plan or tracker, a resolution, or some other statement."""
        if plan := self.field("plan"):
            return PlanKind(plan)
        return PlanKind.RESOLUTION if self.field("strength") == _BINDING else PlanKind.STATEMENT

    @property
    def edition(self) -> str:
        """Its document and version."""
        return f"{self.document.uid}/{self.version.number}"

    @property
    def proof(self) -> Proof:
        """What proves it."""
        return Proof(
            document=self.document.uid,
            version=self.version.number,
            title=shown_title(self.version.title, names_private=self.title_withheld),
            page=self.fact.page,
            quote=self.fact.quote,
        )

    def field(self, name: str) -> str | None:
        """A field of the fact as words."""
        value = self.fact.fields.get(name)
        return str(value) if value is not None else None


@dataclass(frozen=True, kw_only=True)
class _Stock:
    """What the archive holds of the business of several councils, read for all at once, as of a moment.

    `lines` are the numbers of each council and of those who come after it.
    """

    session: Session
    lines: dict[int, tuple[int, ...]]
    as_of: datetime

    @cached_property
    def facts(self) -> dict[int, list[_Named]]:
        """The facts that name business to come, with the version and document that they stand in, by council."""
        rows = self.session.execute(
            _naming(self.lines, self.as_of, Entity.council_id, FactRow, VersionRow, DocumentRow, ArticleRow)
        ).all()
        stated = {fact.text_id for _, fact, *_ in rows if fact.text_id and _is_free_text(fact)}
        veiled = private.spans_by_text(self.session, stated)
        found: dict[int, list[_Named]] = defaultdict(list)
        for council, fact, version, document, article in rows:
            if not touches(veiled.get(fact.text_id or 0, ()), fact.starts or 0, fact.ends or 0):
                found[council].append((fact, version, document, private.gives_away(article)))
        return found

    @cached_property
    def rulings(self) -> dict[str, Ruling]:
        """What people decided of actions."""
        return rulings.rulings(self.session, as_of=self.as_of)

    @cached_property
    def councils(self) -> frozenset[int]:
        """The councils in whose papers anything is looked for."""
        return frozenset(heir for council in self.facts for heir in self.lines[council])

    @cached_property
    def under(self) -> dict[int, tuple[int, str | None]]:
        """The meeting that a paper was for first, where it hung under several, and the day printed for it there, by document."""
        rows = self.session.execute(
            select(Attachment.document_id, Attachment.meeting_id, Attachment.published)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .where(
                Attachment.document_id.in_(_naming(self.lines, self.as_of, DocumentRow.id)),
                Attachment.first_seen_at <= self.as_of,
            )
            .order_by(MeetingRow.starts_local.desc(), MeetingRow.id.desc())
        )
        return {document: (meeting, printed) for document, meeting, printed in rows if document}

    @cached_property
    def contexts(self) -> dict[int, str]:
        """What resolutions that name no subject of their own are about: the motion above them, else the item that they stand under."""
        bare = [fact for some in self.facts.values() for fact, *_ in some if _is_bare(fact)]
        moved: dict[int, list[FactRow]] = defaultdict(list)
        for some in batches({fact.version_id for fact in bare}):
            for motion in self.session.scalars(
                select(FactRow)
                .where(
                    FactRow.version_id.in_(some),
                    FactRow.type == FactType.MOTION,
                    FactRow.until_run.is_(None),
                )
                .order_by(FactRow.starts)
            ):
                moved[motion.version_id].append(motion)
        pages = {
            (page.text_id, page.number): page
            for some in batches({fact.text_id or 0 for fact in bare})
            for page in self.session.scalars(select(PageRow).where(PageRow.text_id.in_(some)))
        }
        found = {}
        for fact in bare:
            page = pages.get((fact.text_id or 0, fact.page or 1))
            context = _motion_above(fact, moved[fact.version_id]) or _heading(fact, page)
            if context:
                found[fact.id] = context
        return found

    @cached_property
    def meetings(self) -> dict[int, list[MeetingKnown]]:
        """The meetings, by council, in order."""
        found: dict[int, list[MeetingKnown]] = defaultdict(list)
        for each in diary.meetings(self.session, self.councils, as_of=self.as_of):
            found[each.council_id].append(each)
        return found

    @cached_property
    def items(self) -> dict[int, list[ItemKnown]]:
        """The items of their agendas, by meeting."""
        return diary.items(self.session, self.councils, as_of=self.as_of)

    @cached_property
    def papers(self) -> dict[int, list[Attachment]]:
        """Papers that hang under a meeting itself, by meeting: systems without items list all of theirs so."""
        found: dict[int, list[Attachment]] = defaultdict(list)
        for paper in self.session.scalars(
            select(Attachment)
            .join(MeetingRow, MeetingRow.id == Attachment.meeting_id)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .where(
                SourceRow.council_id.in_(self.councils),
                Attachment.item_ref == "",
                Attachment.first_seen_at <= self.as_of,
            )
            .order_by(Attachment.meeting_id, Attachment.ref)
        ):
            found[paper.meeting_id].append(paper)
        return found

    @cached_property
    def registered(self) -> dict[int, list[tuple[RegisterEntry, DocumentRow, VersionRow]]]:
        """The registered decisions, by council."""
        found: dict[int, list[tuple[RegisterEntry, DocumentRow, VersionRow]]] = defaultdict(list)
        for council, entry, document, version in self.session.execute(
            select(SourceRow.council_id, RegisterEntry, DocumentRow, VersionRow)
            .join(DocumentRow, DocumentRow.source_id == SourceRow.id)
            .join(RegisterEntry, RegisterEntry.document_id == DocumentRow.id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(
                SourceRow.council_id.in_(self.councils),
                is_newest(self.as_of),
                VersionRow.access.in_(SHOWN),
            )
            .order_by(DocumentRow.id)
        ):
            found[council or 0].append((entry, document, version))
        return found

    @cached_property
    def deferred(self) -> dict[tuple[int, str], str]:
        """The words that put an item off, by meeting and item, from decisions and minutes."""
        rows = self.session.execute(
            select(MeetingRow.id, PageRow.item, PageRow.words)
            .join(DocumentRow, DocumentRow.meeting_id == MeetingRow.id)
            .join(SourceRow, SourceRow.id == MeetingRow.source_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .join(TextRow, TextRow.version_id == VersionRow.id)
            .join(PageRow, PageRow.text_id == TextRow.id)
            .where(
                SourceRow.council_id.in_(self.councils),
                DocumentRow.kind.in_((DocumentKind.DECISION, DocumentKind.MINUTES)),
                is_newest(self.as_of),
                VersionRow.access.in_(SHOWN),
                TextRow.is_current,
                func.lower(PageRow.words).like("%deferred%"),
            )
        )
        found = {}
        for meeting, item, words in rows:
            said = words or ""
            if span := put_off(said):
                found[meeting, (item or "").rstrip(" .")] = said[slice(*span)]
        return found

    @cached_property
    def sights(self) -> tuple[Sight, ...]:
        """When the sources could be looked at."""
        return tuple(sights(self.session, self.councils, as_of=self.as_of).values())

    @cached_property
    def documents(self) -> dict[int, list[date]]:
        """When something was last new of each document that a council published or that is about it, by council."""
        found: dict[int, list[date]] = defaultdict(list)
        whose = func.coalesce(DocumentRow.council_id, SourceRow.council_id)
        for council, seen in self.session.execute(
            select(whose, func.max(VersionRow.first_seen_at))
            .select_from(DocumentRow)
            .join(SourceRow, SourceRow.id == DocumentRow.source_id)
            .join(VersionRow, VersionRow.document_id == DocumentRow.id)
            .where(
                whose.in_(self.councils),
                VersionRow.first_seen_at <= self.as_of,
                VersionRow.access.in_(SHOWN),
            )
            .group_by(whose, DocumentRow.id)
        ):
            found[council or 0].append(london_date(seen))
        return found

    @cached_property
    def bodies(self) -> dict[int, list[tuple[bool, int, str]]]:
        """The committees, by council: whether one has expired, its number and title."""
        found: dict[int, list[tuple[bool, int, str]]] = defaultdict(list)
        for council, expired, number, title in self.session.execute(
            select(SourceRow.council_id, CommitteeRow.expired, CommitteeRow.id, CommitteeRow.title)
            .join(SourceRow, SourceRow.id == CommitteeRow.source_id)
            .where(SourceRow.council_id.in_(self.councils))
        ):
            found[council or 0].append((expired, number, title))
        return found


@dataclass(frozen=True, kw_only=True)
class _Shelf:
    """One council's business. Bodies are known by `committee/<id>` or by their name."""

    stock: _Stock
    council: CouncilKnown
    heirs: Sequence[CouncilKnown]

    @property
    def as_of(self) -> datetime:
        """The moment as of which all is told."""
        return self.stock.as_of

    @property
    def line(self) -> tuple[int, ...]:
        """The council and those who come after it."""
        return self.stock.lines[self.council.id]

    @property
    def day(self) -> date:
        """The day in England."""
        return london_date(self.as_of)

    def actions(self) -> Iterator[ActionSeen]:
        """Every action with its outcome, those first stated for the earliest day first."""
        if not self.sightings:
            return
        followed = follow(self.sightings, self.stations, self.progress)
        outlook = Outlook(followed, editions=self.editions, held=self.held, day=self.day, blind=self.blind)
        for action in sorted(followed, key=_by_date):
            outcome = outlook.outcome(action)
            if outcome.state is State.NO_UPDATE:
                outcome = replace(outcome, search=self._search(action, outcome))
            if ruling := self._ruling(action):
                outcome = outcome.ruled(ruling)
            last = action.last
            yield ActionSeen(
                uid=public_id("action", action.first.fact),
                council=self.council.slug,
                owed_by=self.council.owed_by(self.day),
                committee=self.bodies.get(last.body or "", last.body_name),
                action=action,
                outcome=outcome,
                target=self._targets[action.first.fact],
            )

    # --- What people decided ---

    def _ruling(self, action: Action) -> Ruling | None:
        """The last decision on any line of an action."""
        if not self.stock.rulings:
            return None
        targets = {self._targets[each.fact] for each in action.sightings}
        decided = [self.stock.rulings[each] for each in targets if each in self.stock.rulings]
        return max(decided, key=lambda each: each.number, default=None)

    @cached_property
    def _targets(self) -> dict[str, str]:
        """How decisions name each line, by its fact."""
        editions: dict[str, list[_Line]] = defaultdict(list)
        for line, _ in self._named:
            editions[line.edition].append(line)
        return {
            line.fact.uid: target
            for lines in editions.values()
            for line, target in zip(
                lines,
                rulings.targets((each.document.uid, each.fact.quote) for each in lines),
                strict=True,
            )
        }

    # --- Where business to come is named ---

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """The lines that name business to come, with what they are about."""
        return tuple(sighting for _, sighting in self._named)

    @cached_property
    def _named(self) -> list[tuple[_Line, Sighting]]:
        """Each line with what it is about; what does not say what, or is resolved and neither comes back nor is due, is left out.

        What a text states twice is stated once.
        """
        named = []
        told: set[tuple[str, frozenset[str], str | None]] = set()
        for line in self._lines:
            kind, about = self._about(line)
            if about is None or not about.words:
                continue
            if kind is PlanKind.STATEMENT and (_is_rule(line) or not self._tells(about)):
                continue
            statement = (line.edition, about.words, line.field("due"))
            if kind is PlanKind.STATEMENT and statement in told:
                continue
            told.add(statement)
            named.append((line, self._sighting(line, about, kind)))
        return named

    def _tells(self, about: Subject) -> bool:
        """Whether a sentence says enough to be followed: more than that the council will decide, or that something is put off."""
        return len(set(about.said) - self._own_words) >= _FEWEST_WORDS and not put_off(about.title)

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """What every sentence about the council may name."""
        return frozenset((*plain_words(self.council.name), *_BODIES))

    def _about(self, line: _Line) -> tuple[PlanKind, Subject | None]:
        """What names a line, and what it is about; a resolution that asks for nothing to come back is a deed to be done."""
        what, kind = line.field("what") or "", line.kind
        if kind is PlanKind.RESOLUTION:
            asked = asked_for(what)
            if asked or not line.field("due"):
                return kind, _in_context(asked, self.stock.contexts.get(line.fact.id))
            kind = PlanKind.STATEMENT
        if kind is PlanKind.STATEMENT:
            return kind, stated_deed(subjects.put_off(what) or what, line.field("due_words"))
        return kind, (asked_for(what) if kind is PlanKind.TRACKER else None) or subject(what)

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """What trackers and other texts report of business."""
        return tuple(
            Progress(
                fact=line.fact.uid,
                edition=line.edition,
                day=line.stated or line.day,
                standing=Standing(status),
                said=line.field("said") or " ".join(line.fact.quote.split()),
                source=line.field("log") or _text(line.document),
                subject=stated_deed(line.field("what") or "", None),
                proof=line.proof,
                on=line.field("on"),
                by=line.field("by"),
            )
            for line in self._all
            if line.fact.type != FactType.EVENT and (status := line.field("status"))
        ) + tuple(self._events())

    def _events(self) -> Iterator[Progress]:
        """What texts tell has taken place, of what others said would."""
        for line in self._all:
            if line.fact.type == FactType.EVENT:
                said = " ".join(line.fact.quote.split())
                yield Progress(
                    fact=line.fact.uid,
                    edition=line.edition,
                    day=line.day,
                    standing=Standing.OPEN,
                    said=said,
                    source=_text(line.document),
                    subject=subject(said),
                    proof=line.proof,
                    on=line.field("on"),
                    event=line.field("what"),
                )

    @property
    def _lines(self) -> Iterator[_Line]:
        """The lines that name business to come."""
        return (line for line in self._all if line.fact.type in (FactType.ACTION, FactType.COMMITMENT))

    @cached_property
    def _all(self) -> list[_Line]:
        facts, under = self.stock.facts.get(self.council.id, []), self.stock.under
        by_id = {each.id: each for each in self.meetings}
        printed = {(document.id, version.number): version.published for _, version, document, _ in facts}
        found = []
        for fact, version, document, title_withheld in facts:
            meeting, listed_on = under.get(document.id, (0, None))
            published = version.published or (listed_on if version.number == 1 else None)
            # A version under the day of the one before it came later than that day says.
            is_stale = published == printed.get((document.id, version.number - 1)) and version.number > 1
            found.append(
                _Line(
                    fact=fact,
                    version=version,
                    document=document,
                    title_withheld=title_withheld,
                    meeting=by_id.get(document.meeting_id or meeting),
                    printed=None if is_stale else day_of(published),
                )
            )
        return found

    def _sighting(self, line: _Line, about: Subject, kind: PlanKind) -> Sighting:
        forum, due = line.field("forum"), line.field("due")
        # What a text states without naming a body is for none.
        body = self._body(forum, line.meeting) if forum or kind is not PlanKind.STATEMENT else None
        issue = line.field("issue")
        day = line.day
        if kind is PlanKind.RESOLUTION:
            day = day_of(line.fact.stated) or (line.meeting.day if line.meeting else day)
        elif kind is PlanKind.STATEMENT:
            day = line.stated or day
        return Sighting(
            fact=line.fact.uid,
            kind=kind,
            edition=line.edition,
            day=day,
            at=line.version.first_seen_at,
            subject=about,
            body=body,
            body_name=self.bodies.get(body or "", forum),
            due=Due(edtf=due, first_round=line.field("first")) if due else None,
            proof=line.proof,
            who=line.field("who"),
            issue=f"{line.document.source_id}/{issue}" if issue else None,
            procedure=line.field("procedure"),
            dated=bool(line.stated or line.printed or line.meeting),
            source=line.field("log") or _text(line.document),
            event=_event(about.title) if kind is PlanKind.STATEMENT else None,
            how=(line.field("strength") or _GIVEN) if kind is PlanKind.STATEMENT else "",
            puts_off=kind is PlanKind.STATEMENT and subjects.put_off(line.field("what") or "") is not None,
        )

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The plans, each with the bodies for which it speaks, and from which day on."""
        lines: dict[str, list[tuple[_Line, Sighting]]] = defaultdict(list)
        for line, sighting in self._named:
            if sighting.kind in _LISTS:
                lines[sighting.edition].append((line, sighting))
        return tuple(_edition(some) for some in lines.values())

    # --- Where it may have come to ---

    @cached_property
    def meetings(self) -> list[MeetingKnown]:
        """The meetings of the council and of those who came after it."""
        found = chain.from_iterable(self.stock.meetings.get(number, ()) for number in self.line)
        return sorted(found, key=lambda each: (each.day, each.at or time.min, each.uid))

    @cached_property
    def stations(self) -> tuple[Station, ...]:
        """What business may have come to: items of agendas, papers of meetings without items, registered decisions."""
        return (*self._of_agendas(), *self._of_papers(), *self._of_registers())

    def _of_agendas(self) -> Iterator[Station]:
        for meeting in self.meetings:
            for item in self.stock.items.get(meeting.id, ()) if not meeting.called_off else ():
                if not _ROUTINE.search(item.title):
                    yield Station(
                        key=f"{meeting.uid}/{item.number}/{item.title}",
                        day=meeting.day,
                        public=min(meeting.day, london_date(meeting.agenda_at or item.seen_at)),
                        subject=subject(item.title),
                        words=stems(f"{item.title} {item.text}"),
                        body=_committee_key(meeting.committee_id),
                        body_name=meeting.committee,
                        item=item.number,
                        issue=f"{meeting.source_id}/{item.issue}" if item.issue else None,
                        meeting=meeting.uid,
                        deferred=self.stock.deferred.get((meeting.id, item.number or "")),
                    )

    def _of_papers(self) -> Iterator[Station]:
        """Papers that hang under a meeting itself: systems without items list all of theirs so."""
        open_ = sorted((each for each in self.meetings if not each.called_off), key=lambda each: each.id)
        for meeting, paper in (
            (each, paper) for each in open_ for paper in self.stock.papers.get(each.id, ())
        ):
            if not _ROUTINE.search(paper.title):
                yield Station(
                    key=f"{meeting.uid}/{paper.ref}",
                    day=meeting.day,
                    public=min(meeting.day, london_date(paper.first_seen_at)),
                    subject=subject(paper.title),
                    words=stems(paper.title),
                    body=_committee_key(meeting.committee_id),
                    body_name=meeting.committee,
                    meeting=meeting.uid,
                )

    def _of_registers(self) -> Iterator[Station]:
        registered = chain.from_iterable(self.stock.registered.get(number, ()) for number in self.line)
        for entry, document, version in sorted(registered, key=lambda each: each[1].id):
            seen = london_date(document.first_seen_at)
            day = entry.decided or entry.published or seen
            body = self._body(entry.maker, None)
            yield Station(
                key=document.uid,
                day=day,
                public=min(day, seen),
                subject=subject(version.title),
                words=stems(version.title),
                body=body,
                body_name=self.bodies.get(body or "", entry.maker or ""),
                issue=f"{document.source_id}/{entry.issue_ref}" if entry.issue_ref else None,
                is_decided=True,
            )

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """The meetings at which business can be due."""
        return tuple(
            Held(
                day=each.day,
                body=_committee_key(each.committee_id),
                body_name=each.committee,
                items=len(self.stock.items.get(each.id, ())) or None,
                called_off=each.called_off,
                uid=each.uid,
            )
            for each in self.meetings
        )

    # --- What could not be looked at, and what was searched ---

    @property
    def blind(self) -> tuple[date, str] | None:
        """Since when and why nobody could look, if that is so: of a council that ended, at those who came after it."""
        looking = {each.id for each in diary.looked_for_at(self.heirs, self.day)}
        gaps = [sight.blind for sight in self.stock.sights if sight.council_id in looking]
        first = gaps[0] if gaps and all(gaps) else None
        return (first.first, first.why) if first else None

    def _search(self, action: Action, outcome: Outcome) -> Search:
        """What was searched since it could be due: its words in all that was first seen since."""
        due = Due(edtf=outcome.due or "")
        # Of a week or month any day can be the day; of a year only its end is late.
        begun = due.span[0 if due.is_near else 1] if due.span else action.last.day
        meetings = [each.day for each in outcome.held if not each.called_off]
        since = max(meetings, default=begun)
        said = _most_telling(action.last.subject, self._own_words)
        return Search(
            query=f"{' '.join(said)} council:{self.council.slug} seen:{since}..{self.day}",
            since=since,
            documents=sum(
                seen >= since for number in self.line for seen in self.stock.documents.get(number, ())
            ),
        )

    # --- Bodies ---

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The council's committees: key and title; those that still meet come last, for they win."""
        found = chain.from_iterable(self.stock.bodies.get(number, ()) for number in self.line)
        ordered = sorted(found, key=lambda each: (not each[0], each[1]))
        return {_committee_key(number): title for _, number, title in ordered}

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The committees by their titles, however these are written; full council also by that name."""
        titles = {_folded(title): number for number, title in self.bodies.items()}
        full = next((number for number, title in self.bodies.items() if _COUNCIL.match(title)), None)
        return titles | ({"council": full, "full-council": full} if full else {})

    def _body(self, forum: str | None, meeting: MeetingKnown | None) -> str | None:
        """Which body is meant by a name; without one, or by its kind alone, the body whose meeting it is."""
        own = _committee_key(meeting.committee_id) if meeting else None
        if not forum or _OWN_BODY.match(forum):
            return own
        folded = _folded(forum)
        known = [title for title in self._titles if folded == title or folded.startswith(f"{title}-")]
        if known:
            return self._titles[max(known, key=len)]
        return f"body/{folded}"


def _naming(councils: Iterable[int], as_of: datetime, *columns: Any) -> Select[Any]:
    """Facts about councils that name business to come: lines of plans, and what meetings resolved to be brought to them."""
    plan, due = FactRow.fields["plan"].as_string(), FactRow.fields["due"].as_string()
    # A notice without a date says how business is decided, not that it is to come.
    action = and_(
        FactRow.type == FactType.ACTION, or_(plan.is_(None), plan != PlanKind.NOTICE, due.is_not(None))
    )
    # What has neither a date nor a place to come to could not be followed, but for what was promised or resolved.
    commitment = and_(
        FactRow.type == FactType.COMMITMENT,
        or_(
            due.is_not(None),
            FactRow.fields["forum"].as_string().is_not(None),
            FactRow.fields["strength"].as_string().in_((_BINDING, _PROMISED)),
        ),
    )
    took_place = and_(
        FactRow.type == FactType.EVENT,
        FactRow.fields["what"].as_string().in_(list(_EVENTS)),
        FactRow.fields["on"].as_string().is_not(None),
        FactRow.modality.in_((Modality.ACTUAL, Modality.REPORTED)),
    )
    return (
        select(*columns)
        .select_from(FactRow)
        .join(Entity, Entity.id == FactRow.about)
        .join(VersionRow, VersionRow.id == FactRow.version_id)
        .join(DocumentRow, DocumentRow.id == VersionRow.document_id)
        .join(SourceRow, SourceRow.id == DocumentRow.source_id)
        .outerjoin(ArticleRow, ArticleRow.document_id == DocumentRow.id)
        .where(
            Entity.kind == "council",
            Entity.council_id.in_(councils),
            FactRow.type.in_((FactType.ACTION, FactType.COMMITMENT, FactType.PROGRESS, FactType.EVENT)),
            FactRow.until_run.is_(None),
            VersionRow.first_seen_at <= as_of,
            VersionRow.access.in_(SHOWN),
            not_(SourceRow.anonymous),
            or_(action, commitment, FactRow.type == FactType.PROGRESS, took_place),
        )
        .order_by(VersionRow.id, FactRow.starts, FactRow.id)
    )


def _is_free_text(fact: FactRow) -> bool:
    """Whether a fact quotes what somebody wrote rather than a line of a plan."""
    return not fact.fields.get("plan")


def _is_bare(fact: FactRow) -> bool:
    """Whether a resolution names no subject of its own."""
    is_resolved = fact.type == FactType.COMMITMENT and fact.fields.get("strength") == _BINDING
    own = asked_for(str(fact.fields.get("what") or "")) if is_resolved else None
    return own is not None and len(own.words) < _FEWEST_WORDS


def _is_rule(line: _Line) -> bool:
    """Whether a sentence says how things are always done or since when (`from 1 April`), or gives leave: nothing to be followed."""
    when, what = line.field("due_words") or "", line.field("what") or ""
    since = when.startswith("from ") or bool(when and f"from {when}" in what)
    return since or bool(_LEAVE.match(what) or _IN_EACH_CASE.fullmatch(when))


def _event(what: str) -> str | None:
    """The event that a sentence says is to take place."""
    return next((event for event, named in _EVENTS.items() if named.search(what)), None)


def _text(document: DocumentRow) -> str:
    """What a text is called: `article`, `minutes`."""
    return _TEXTS.get(DocumentKind(document.kind), "document")


def _most_telling(about: Subject, own: frozenset[str]) -> tuple[str, ...]:
    """The words by which to search for business: of a whole sentence the longest but for the council's `own` name."""
    if not about.is_sentence:
        return about.said
    longest = sorted((word for word in about.said if word not in own), key=len, reverse=True)[:_MOST_ASKED]
    return tuple(word for word in about.said if word in longest) or about.said


def _in_context(own: Subject | None, context: str | None) -> Subject | None:
    """What is asked for, told by what it is about where its own words do not say."""
    if own is None or context is None:
        return own
    about = subject(context)
    title = f"{own.title}: {about.title}" if " " in own.title else about.title
    return Subject(
        title=title, words=own.words | about.words, serial=own.serial, said=(*own.said, *about.said)
    )


def _motion_above(fact: FactRow, moved: Sequence[FactRow]) -> str | None:
    """The motion that was put last above a resolution."""
    above = [each for each in moved if (each.starts or 0) < (fact.starts or 0)]
    return str(above[-1].fields["what"]) if above else None


def _heading(fact: FactRow, page: PageRow | None) -> str | None:
    """The heading that a resolution stands under: its item's, else the last numbered line above it on its page."""
    if page is None or not page.words:
        return None
    if page.item:
        return page.words.partition("\n")[0].removeprefix(f"{page.item} ")
    above = page.words[: (fact.starts or 0) - page.starts]
    headings = _NUMBERED.findall(above)
    return headings[-1] if headings else None


def _edition(lines: Sequence[tuple[_Line, Sighting]]) -> Edition:
    """A paper on an agenda speaks from its own day on; a plan from the first date that it lists for a body; a tracker of all."""
    line, first = lines[0]
    since: dict[str | None, date] = {}
    for _, sighting in lines:
        from_day = date.min if first.kind is PlanKind.TRACKER else first.day
        if line.meeting is None and sighting.due and sighting.due.span and first.kind in _PLANS:
            from_day = sighting.due.span[0]
        since[sighting.body] = min(from_day, since.get(sighting.body, from_day))
    return Edition(
        key=first.edition,
        kind=first.kind,
        day=first.day,
        order=(line.document.first_seen_at, line.version.number),
        speaks_for=since,
    )


def _by_date(action: Action) -> tuple[date, date, str]:
    due = action.first_due.span if action.first_due else None
    return (due[1] if due else date.max, action.first.day, action.first.fact)


def _committee_key(number: int) -> str:
    return f"committee/{number}"


def _folded(name: str) -> str:
    return key(name.replace("&", " ")).replace("-and-", "-").removeprefix("the-")
