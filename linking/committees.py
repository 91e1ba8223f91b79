"""Committees: bodies that meet, by the council's own list, by the names that such bodies really carry, and by their pattern."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from domain import reference
from domain.council import Council
from domain.known import Known, KnownCommittee
from domain.mention import Mention, MentionType
from linking.gazetteer import Gazetteer
from linking.prose import Prose
from linking.time_words import FULL_MONTHS

KNOWN_TITLE = "committees.known_title@1"
COMMON_NAME = "committees.common_name@3"
PATTERN = "committees.pattern@4"
IN_SMALL = "committees.in_small@3"
WHOLE = "committees.whole_council@2"
EXECUTIVE = "committees.executive@1"
NOMINAL = "committees.nominal@2"
RULES = (KNOWN_TITLE, COMMON_NAME, PATTERN, IN_SMALL, WHOLE, EXECUTIVE, NOMINAL)

# What a body is: the end of its name is looked for first, the name is read back from it.
_KIND = re.compile(
    r"\b(?:Committee|Commission|Board|Panel|Forum|Group|Party)\b"
    r"(?: \((?:\d|(?:Children|Young|Adults?|Health|People|Place|Schools|Education|Families|Communities|Resources|Care|Housing|Environment)\b[\w ,&']{0,40})\))?"
)
# `Health and Adult Care Scrutiny Sub-`: words with capitals before it.
_BEFORE_KIND = re.compile(r"(?<![\w'&-])(?:[A-Z][\w'&-]{0,30},? (?:(?:and|&|of|for) )?){0,9}(?:Sub-)?\Z")
_WINDOW = 130
# `North Wolden and Vale ` before the name of a body that every place has.
_PLACE_BEFORE = re.compile(r"(?<![\w'-])[A-Z][\w'-]+ (?:(?:and|upon|of|[A-Z][\w'-]+) ){0,4}\Z")
_LONGEST_PLACE = 40
# What a board, panel or forum of a council is for; so is a group's work. Others are companies, parties and the state's.
_OF_BOARDS = re.compile(
    r"\b(?:Scrutiny|Overview|Parenting|Improvement|Assurance|Policy|Advisory|Review|Performance|Placements?|Safeguarding|Adults?|Executive|Strategic|Steering|Transformation|Programme|"
    r"Delivery|Oversight|Commissioning|Finance|Budget|Audit|Governance|Risk|Standards|Partnership|Management|Leadership|Workforce|Inclusion|SEND|Admissions|Permanence|Permanency|Sufficiency|"
    r"Exploitation|Complaints|Appeals?|Grants|Shareholder|Consultative|Liaison|Participation|Wellbeing|Prevention|Help|Members?|Cabinet|Joint|Practice|Contracts?|Employment|Appointments?|"
    r"Pensions?|Licensing|Planning|Resources|Justice|Offending|Recovery|Accountability|Change|Gateway)(?: \w+)? \Z"
)
_OF_COMMISSIONS = re.compile(
    r"\b(?:Scrutiny|Select|Overview|Parenting|Improvement|Assurance)(?: Management)? \Z"
)
_OF_GROUPS = re.compile(
    r"\b(?:Working|Steering|Reference|Task and Finish|Task & Finish|Advisory|Review|Improvement|Oversight|Executive|Delivery|Liaison|Strategic|Strategy|Scrutiny|Monitoring|Assurance|Leadership|Management|"
    r"Implementation|Transformation|Programme|Project|Performance|Governance|Parenting|Safeguarding|Planning|Partnership|Coordination|Co-ordination|Operational|Sub|Corporate) \Z"
)
# A board of the state or the health service, or a party's group, is no committee.
_NO_COMMITTEE = re.compile(
    r"(?:.* )?(?:Integrated Care|Health|Parole|Youth Justice|National \w+(?: \w+)?|Labour|Conservative|Liberal Democrat|Child Safeguarding Practice Review|Independent Review|Planning Policy) \Z"
)
_NEEDED = {
    "Board": _OF_BOARDS, "Panel": _OF_BOARDS, "Forum": _OF_BOARDS, "Commission": _OF_COMMISSIONS, "Group": _OF_GROUPS,
    "Party": re.compile(r"\bWorking \Z"), "Committee": re.compile(r""),
}  # fmt: skip
# `EMPLOYMENT COMMITTEE`, as headings print it.
_KIND_IN_CAPITALS = re.compile(
    r"\b(?:(?:SUB-)?COMMITTEE|SELECT COMMISSION|(?:SCRUTINY|PARENTING|IMPROVEMENT|OVERVIEW)(?: MANAGEMENT)? (?:BOARD|PANEL|COMMISSION|FORUM))\b"
)
_BEFORE_CAPITALS = re.compile(r"(?<![\w'&-])(?:[A-Z][A-Z'&-]{2,30},? (?:(?:AND|&|OF|FOR) )?){0,9}\Z")
_LEADING_CAPITALS = re.compile(
    r"(?:[A-Z' ]+ (?:OF|FOR) )?(?:THE|MINUTES|AGENDA|MEETING|REPORT|DRAFT)(?: OF| TO)? "
    r"|(?:[A-Z'-]+ (?:(?:AND|OF|UPON) )?){1,5}COUNCIL(?:'S)? (?=[A-Z])"
)
# `the licensing committee`, `the authority's children and learning overview committee`: what such bodies are for.
_KIND_IN_SMALL = re.compile(r"(?:(?:sub-|select )?committee|scrutiny (?:panel|commission|board))\b")
_BEFORE_SMALL = re.compile(
    r"(?:(?<=\b[Tt]he )|(?<='s )|(?<=\bits )|(?<=\bto )|(?<=\bby )|(?<=\btold ))(?:(?:bi-monthly|monthly|quarterly|weekly|next|last|first|new|same|special|relevant|joint|recent) )?"
    r"(?P<name>(?:(?!(?:of|the|to|by|at|for|in|on|chair\w*|council|authority|its|and|a|an|their|this|that|each|every|another)\b)[a-z'-]{2,20}(?:,| and|,? &)? ){0,6}?(?:children|people|scrutiny|overview|licensing|planning|audit|employment|"
    r"standards|governance|pensions?|appointments|health|education|families|learning|care|communities|place|policy|resources|finance|housing|adults?|young|schools|youth)\b"
    r"(?:'s)?(?:(?:,| and|,? &)? (?!(?:of|the|to|by|at|for|on|a|an|with|from)\b)[a-z']{2,20}){0,5}? )\Z"
)
_ITSELF_IN_SMALL = re.compile(r"(?:(?<=\b[Tt]he )|(?<='s )|(?<=\bits )|(?<=\bto )|(?<=\bby )|(?<=\btold ))\Z")
# `told Monday's cabinet`, `went to cabinet`, `the cabinet agreed`: in small letters, where a body is meant and no furniture.
_SMALL_CABINET = re.compile(
    r"\bcabinet\b(?! (?:members?|ministers?|posts?|portfolios?|reshuffle|colleagues?|office|papers?|secretary|lead|system|roles?|positions?|seats?|team|advis\w+|holders?|jobs?|committee)\b|-)"
)
_TO_CABINET = re.compile(
    r"(?:\b(?:to|by|at|before|told|asked|urged|full|from|of|council|authority)|(?:day|night|month|week|year|council|authority|\b[A-Z][a-z]+)'s|\b[A-Z][a-z]+day) \Z"
)
# `holds a brief on the council's cabinet`: a seat, no deed of the body.
_ON_CABINET = re.compile(r"\bon (?:the )?[\w ]{2,40}'s \Z")
_THE_CABINET = re.compile(r"\b[Tt]he(?: council's)? \Z")
_CABINET_DOES = re.compile(
    r"[,.;:)\"]|\Z|\n| (?:will|has|had|agree[sd]?|approve[sd]?|decide[sd]?|heard|hears|met|meets|meeting|is|was|voted|votes|endorse[sd]|backed|signed|consider(?:s|ed)|discuss(?:es|ed)|noted|on \w+day|on \d|last|this|next|and|that|to|in [A-Z]|at its)\b"
)
# `the Executive agreed`, `report to Executive`, and at the head of a line what it does: with its capital the body.
_EXECUTIVE = re.compile(
    r"Executive\b(?! (?:[A-Z]|summary|directors?|team|members?|head|search|function|arrangements|officers?|powers?|support|is a\b|-)|'s|-|:)"
)
_TO_EXECUTIVE = re.compile(r"\b(?:[Tt]he|to|by) \Z")
_EXECUTIVE_DOES = re.compile(r" (?:is|are|was|RESOLVED|resolved|agreed|approved|noted|received|considered)\b")
# `recommend to Council`, `report to Council`, `the January Council`, `ahead of the February budget Council`: the whole of it.
_COUNCIL = re.compile(r"Council\b(?! [A-Z]|'s| tax\b| house)")
_TO_COUNCIL = re.compile(
    rf"(?:\b[Tt]o|\bby|\bat|\bof [Ff]ull|\b(?:{FULL_MONTHS}|[Bb]udget|[Aa]nnual|[Ee]xtraordinary)(?: [Bb]udget)?) \Z"
)
# `That Council approve`, `Council is asked to`.
_THAT_COUNCIL = re.compile(r"(?:\b[Tt]hat |\n|[.:;] |\A)\Z")
_COUNCIL_DOES = re.compile(
    r" (?:RESOLVED|resolve[sd]?|is (?:asked|recommended|requested|invited)|be (?:asked|recommended|requested)|approve[sd]?|note[sd]?|adopts?|adopted|agree[sd]?|receive[sd]?|considered)\b"
)
# `and cabinet is to get a report`: without its article it is always the body.
_CABINET_ACTS = re.compile(
    r" (?:is to|is due|is expected|is asked|was told|was asked|will|would|has|had|agreed|approved|decided|resolved|heard|met|meets|voted|backed|signed|considered|discussed|noted|rejected|endorsed)\b"
)
# A board whose name says nothing of its kind, by what it does: `The Good and Beyond Board would receive reports`.
_BOARD_ACTS = re.compile(
    r"(?:,[^,.\n]{3,80},)? (?:(?:would|will|shall|is to|was to|should|must) (?:also |now |then |continue to )?(?:retain|receive|meet|monitor|oversee|consider|scrutinise|review|report|track|sign off|hold|agree|be chaired)"
    r"|has (?:met|agreed|considered|asked)|m(?:et|eets)|agreed|resolved|considered|heard|noted|endorsed|scrutinises|oversees|is chaired|was chaired)\b"
)
_NO_BOARD = re.compile(
    r"(?:.* )?(?:Trust|Hospitals?|Governing|NHS|Care|Health|Water|Examinations?|Awarding|Parole|Editorial|Fire|Tourist|Notice|White|Company|Trade|Justice|Review|\w+shire) \Z"
)
_JUST_BEFORE = 30
_FULL_COUNCIL = "Full council"
# The cabinet of a `Cabinet Member` is part of a post.
_A_POST = re.compile(r"(?<=[Cc]abinet) [Mm]embers?\b|(?<=CABINET) MEMBERS?\b")
# The cabinet in the heading of its papers.
_CABINET = re.compile(r"(?<![\w'-])CABINET\b(?! (?:MEMBER|[A-Z]+ COMMITTEE))")
_HEAD = 300
# Words with a capital before a name that are no part of it.
_LEADING = re.compile(
    r"(?:The|A|An|This|That|Its|Our|Their|At|To|By|In|On|From|For|Of|Report|Chair|Chairman|Minutes|Agenda|Members?|Meeting|"
    r"Councillor|Cllr|Coun|Draft|DRAFT|RESOLVED|Resolved|Decision|"
    # what is asked of it: `Ensure Improvement Board papers go out`
    r"Ensure|Ask|Asked|Invite|Request|Consider|Brief|Update|Attend|Give|Send|Submit|Present|Provide|Establish|Strengthen|Reset|Refresh|Review|Use|Make|Bring|Take|Hold|Publish|Recommend|"
    r"Following|After|Before|Since|During|When|While|Until|Once|If|As|And|But|Both|With|Through|Via|Under|Any|Each|Every|No)(?:,| of| to| for| and)? "
    # `Cabinet, Audit Committee`: another body before it
    r"|(?:[A-Z][\w'-]+ ){0,4}(?:Cabinet|Council|Executive|Committee|Board|Trust|(?!SEND?\b|CYP\b|YOT\b)[A-Z]{3,5})(?:,| and|, and) "
    # `Jane Smith, Chair of`: who has it
    r"|(?:[A-Z][\w'-]+,? ){1,6}(?:of|to|for) (?<=(?:Chair|ector|ember|eader|Clerk) (?:of|to) )"
    # `Northshire County Council Corporate Parenting Board`: whose it is
    r"|(?:[A-Z][\w'-]+ (?:(?:and|of|upon) )?){1,5}Council(?:'s)? (?=[A-Z])"
)
# `the committee heard`: the one named before.
_NOMINAL = re.compile(
    r"\b[Tt]he ((?:[Ss]ub-)?[Cc]ommittee|[Bb]oard|[Pp]anel|Commission|Forum)\b(?! (?:of|on|for|members?|room|papers?)\b)"
)

# Names that are common words in small letters.
_WITH_CAPITALS = frozenset(
    {"Cabinet", "Annual Council", "Schools Forum", "School Forum", "Executive Board", "Executive Committee"}
)
# So general that they name no body.
_GENERAL = frozenset(
    {
        "the Executive",
        "Working Group",
        "Task Group",
        "multi-agency safeguarding arrangements",
        "Budget Council",
    }
)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A place where a committee is meant: its span in `smooth`, its name as listed or printed, its public id if it has one."""

    start: int
    end: int
    name: str
    uid: str | None
    rule: str


def place(prose: Prose, known: Known, own: Council | None) -> tuple[Placed, ...]:
    """Where committees are meant, in order; of two names at one place the longer stands."""
    listed, uids = _listed(known.committees_of(own.slug if own else None))
    found = [
        *_by_names(prose.smooth, listed, KNOWN_TITLE),
        *_by_pattern(prose.flow),
        *_by_words(prose.flow),
    ]
    found += [
        (_with_place(prose.smooth, start, known.short_names), end, rule)
        for names in _common_names()
        for start, end, rule in _by_names(prose.smooth, names, COMMON_NAME)
    ]
    kept: list[Placed] = []
    for start, end, rule in sorted(found, key=lambda one: (one[0], -one[1])):
        if (not kept or start >= kept[-1].end) and not _A_POST.match(prose.smooth, end):
            name = _FULL_COUNCIL if rule == WHOLE else prose.smooth[start:end]
            kept.append(Placed(start=start, end=end, name=name, uid=uids.get(_folded(name)), rule=rule))
    return tuple(sorted((*kept, *_nominal(prose.smooth, kept)), key=attrgetter("start")))


def find(prose: Prose, placed: tuple[Placed, ...]) -> Iterator[Mention]:
    """Mentions of committees; those that the archive does not list are numbered within the text."""
    local: dict[str, str] = {}
    for one in placed:
        entity = one.uid or local.setdefault(_folded(one.name), f"committee/{len(local) + 1}")
        yield prose.mention(MentionType.COMMITTEE, one.start, one.end, rule=one.rule, entity=entity)


def _with_place(smooth: str, start: int, places: frozenset[str]) -> int:
    """Where a name begins: with the place before it, whose body it is, as in `Northshire Health and Wellbeing Board`."""
    before = _PLACE_BEFORE.search(smooth, max(0, start - _LONGEST_PLACE), start)
    words = before[0].split() if before else []
    for count in range(len(words), 0, -1):
        place = " ".join(words[-count:])
        if place in places:
            return start - len(place) - 1
    return start


def _by_names(smooth: str, names: Gazetteer[str], rule: str) -> Iterator[tuple[int, int, str]]:
    for start, end, _ in names.find(smooth):
        yield start, end, rule


def _by_pattern(flow: str) -> Iterator[tuple[int, int, str]]:
    """Words with capitals that end in what such a body is, and are of its kind."""
    done = 0
    for kind in _KIND.finditer(flow):
        before = _BEFORE_KIND.search(flow, max(done, kind.start() - _WINDOW), kind.start())
        done = kind.end()
        if before is None:
            continue
        start = before.start()
        while leading := _LEADING.match(flow, start, kind.end()):
            start = leading.end()
        is_one = _NEEDED[kind[0].split()[0]].search(flow, start, kind.start())
        if not is_one and kind[0] == "Board" and _BOARD_ACTS.match(flow, kind.end()):
            is_one = None if _NO_BOARD.fullmatch(flow, start, kind.start()) else kind
        if start < kind.start() and is_one and not _NO_COMMITTEE.fullmatch(flow, start, kind.start()):
            yield start, kind.end(), PATTERN


def _in_capitals(flow: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for kind in _KIND_IN_CAPITALS.finditer(flow):
        before = _BEFORE_CAPITALS.search(flow, max(done, kind.start() - _WINDOW), kind.start())
        start = before.start() if before else kind.start()
        done = kind.end()
        while leading := _LEADING_CAPITALS.match(flow, start, kind.end()):
            start = leading.end()
        if " " in flow[start : kind.end()]:
            yield start, kind.end(), PATTERN


def _in_small(flow: str) -> Iterator[tuple[int, int, str]]:
    done = 0
    for kind in _KIND_IN_SMALL.finditer(flow):
        least = max(done, kind.start() - _WINDOW)
        before = _BEFORE_SMALL.search(flow, least, kind.start())
        if before or (" " in kind[0] and _ITSELF_IN_SMALL.search(flow, least, kind.start())):
            yield before.start("name") if before else kind.start(), kind.end(), IN_SMALL
            done = kind.end()
    for found in _SMALL_CABINET.finditer(flow):
        least = max(0, found.start() - _WINDOW)
        if _TO_CABINET.search(flow, least, found.start()):
            is_meant = not _ON_CABINET.search(flow, least, found.start())
        else:
            is_meant = bool(_CABINET_ACTS.match(flow, found.end())) or bool(
                _THE_CABINET.search(flow, least, found.start()) and _CABINET_DOES.match(flow, found.end())
            )
        if is_meant:
            yield found.start(), found.end(), IN_SMALL


def _by_words(smooth: str) -> Iterator[tuple[int, int, str]]:
    """Names in capitals, in small letters, and the full council by the way it is spoken of."""
    yield from _in_capitals(smooth)
    yield from _in_small(smooth)
    for found in _CABINET.finditer(smooth[:_HEAD]):
        yield found.start(), found.end(), PATTERN
    for found in _COUNCIL.finditer(smooth):
        least = max(0, found.start() - _JUST_BEFORE)
        if _TO_COUNCIL.search(smooth, least, found.start()) or (
            _COUNCIL_DOES.match(smooth, found.end()) and _THAT_COUNCIL.search(smooth, least, found.start())
        ):
            yield found.start(), found.end(), WHOLE
    for found in _EXECUTIVE.finditer(smooth):
        least = max(0, found.start() - _JUST_BEFORE)
        if _TO_EXECUTIVE.search(smooth, least, found.start()) or (
            smooth[found.start() - 1 : found.start()] in ("", "\n")
            and _EXECUTIVE_DOES.match(smooth, found.end())
        ):
            yield found.start(), found.end(), EXECUTIVE


def _nominal(smooth: str, named: list[Placed]) -> Iterator[Placed]:
    """`the committee`, where the nearest name before it is a committee's and not a board's."""
    for found in _NOMINAL.finditer(smooth):
        before = bisect_left(named, found.start(), key=attrgetter("start"))
        kind = found[1].lower().removeprefix("sub-")
        if before and kind in named[before - 1].name.lower():
            meant = named[before - 1]
            yield Placed(start=found.start(1), end=found.end(1), name=meant.name, uid=meant.uid, rule=NOMINAL)


@lru_cache(maxsize=8)
def _listed(own: tuple[KnownCommittee, ...]) -> tuple[Gazetteer[str], dict[str, str]]:
    """The committees that a council lists: to look for, and their public ids by title."""
    return Gazetteer({one.title: one.title for one in own if " " in one.title}), {
        _folded(one.title): one.uid for one in own
    }


@lru_cache(maxsize=1)
def _common_names() -> tuple[Gazetteer[str], Gazetteer[str]]:
    """Names that bodies carry in many councils: those that count in any case, and those that need their capitals."""
    rows = [row for row in reference.table("glossary") if row["kind"] == "committee"]
    names = {name for row in rows for name in (row["canonical"], *reference.cells(row["aliases"]))} - _GENERAL
    names |= {row["name"] for row in reference.table("committee_names")}
    any_case = {name: name for name in names - _WITH_CAPITALS if " " in name}
    with_capitals = {name: name for name in names if name not in any_case}
    return Gazetteer(any_case, any_case=True), Gazetteer(with_capitals)


def _folded(name: str) -> str:
    return name.replace("&", "and").casefold()
