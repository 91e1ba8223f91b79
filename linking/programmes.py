"""Programmes: business to come, line by line, as work programmes, forward plans and statutory notices list it.

A text whose title or heading says that it is a programme goes in; out comes an action for each line: what is to come,
where, when and who brings it. No other text is read so: a table with dates in a report is no programme.

Notices: The Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012,
regulations 5 (meetings in private), 10 (general exception) and 11 (special urgency).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.actions import PlanKind
from domain.council import Council
from domain.document import DocumentKind
from domain.evidence import quote
from domain.fact import Fact, FactType, Modality
from domain.findings import Circumstances
from domain.mention import JsonValue
from domain.plans import Procedure
from domain.text import Page, Text
from linking import times
from linking.names import FULL_NAME
from linking.prose import Prose

LISTED = "programmes.listed@1"
PLANNED = "programmes.planned@1"
NOTICE = "programmes.notice@1"
PROCEDURE = "programmes.procedure@1"
RULES = (LISTED, PLANNED, NOTICE, PROCEDURE)

# --- Which texts are programmes ---------------------------------------------------------------------------------------

# What papers are kept as; agendas, minutes and decisions speak of programmes and are none.
_KINDS = frozenset({None, DocumentKind.REPORT, DocumentKind.OTHER, DocumentKind.NOTICE})
# `Work programme 2026/27`, `Children's Select Committee forward work plan`, `Programme of business`.
_WORK_PROGRAMME = re.compile(
    r"\bwork(?:ing)?[ -]?(?:programmes?|plans?)\b|\bprogramme of (?:work|business)\b", re.IGNORECASE
)
# `Forward plan`, `Notice of forthcoming key decisions`.
_FORWARD_PLAN = re.compile(
    r"\bforward (?:plans?|programmes?)\b|\b(?:notice|schedule|list) of (?:forthcoming |future )?(?:key |executive )?decisions\b",
    re.IGNORECASE,
)
# Works that are built, staff, and papers about meetings past.
_NOT_A_PROGRAMME = re.compile(
    r"\b(?:capital|maintenance|building|construction|highways?|resurfacing|minutes|workforce)\b",
    re.IGNORECASE,
)
# So many lines at the top of a text can be its heading, if they are short.
_HEADING_LINES = 4
_LONGEST_HEADING = 120

# --- Lines ------------------------------------------------------------------------------------------------------------

_LINE = re.compile(r"[^\n]+")
# `Page 2`, `Page 2 of 7`, `2`
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
_CELL_BREAK = re.compile(r" ?\| ?")
# `Report to: Cabinet`, `Decision maker | Cabinet`
_LABELLED = re.compile(r"(?P<label>[A-Z][\w ,/'()?-]{1,70}?) ?(?::[ |]*|\| ?)(?P<value>[^\s|].*)")
# Where a PDF ran the next label on: `Cabinet Meeting date: 19 January 2027`.
_NEXT_LABEL = re.compile(r" (?=(?:Meeting date|Date|Report of|Part|Agenda item):)")
# `• Budget`, `1. Budget`, `(b) Budget`
_MARK = re.compile(r"(?:[•●○▪■◦‣·–*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]) +(?=\S)")
_BULLET = re.compile(r"(?:^| )[•●○▪■◦] ")
# Running text between tables: that many words, and the end of a sentence.
_SENTENCE = 9
# Titles of business are no longer than this, and the cells of one date fill no more lines.
_MOST_WORDS = 60
_MOST_LINES = 40
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z][\w'-]*")

# Where a paper goes on after its list: `4. Recommendations`.
_SECTION = re.compile(
    r"(?:\d{1,2}\.? )?(?:recommendations?|background|purpose|introduction|conclusions?|appendi(?:x|ces)|next steps|(?:legal|financial|equality|resource) implications?)\b",
    re.IGNORECASE,
)

# What every agenda has tells nothing of a programme.
_ROUTINE = re.compile(
    r"(?:apologies|declarations?|disclosures?|minutes|(?:forward )?work(?:ing)? ?(?:programme|plan)|forward (?:programme|plan)|dates? of|"
    r"any other|urgent business|public (?:questions?|participation)|chair's (?:announcements?|report)|no items?|n/?a|none|tb[acd])\b"
    r"(?: (?:20\d\d[/–-]\d\d|for absence|of interests?|of (?:the )?(?:last|previous) meeting|of next meeting|next meeting|business|review|update))*\W*",
    re.IGNORECASE,
)

# --- Heads of columns -------------------------------------------------------------------------------------------------

# What a column holds by the words of its head; the first that matches. `""`: nothing that is read.
_HEADS = (
    ("issue", re.compile(r"\b(?:issue|plan) (?:ref(?:erence)?|number|no|id)\b", re.IGNORECASE)),
    ("", re.compile(r"\b(?:no|number|ref(?:erence)?|id|added|requested|raised|last|deadline|witness\w*|attend\w*|invite\w*|guests?)\b", re.IGNORECASE)),
    ("who", re.compile(r"\b(?:lead|officers?|author|presented by|report of|responsible|contact)\b", re.IGNORECASE)),
    ("forum", re.compile(r"\bdecision[ -](?:maker|taker)\b|\b(?:decided|taken) by\b|^(?:committee|body|forum|panel|board)$", re.IGNORECASE)),
    ("due", re.compile(r"\b(?:date|when|month|timescale|due|scheduled)\b|\bmeetings?$", re.IGNORECASE)),
    ("what", re.compile(r"\b(?:items?|topics?|subjects?|titles?|issues?|reports?|business|matters?|decisions?)\b", re.IGNORECASE)),
)  # fmt: skip
_LONGEST_HEAD = 6  # words
# The same heads where a PDF keeps no cells: `Date of meeting Item Lead officer`.
_BARE_HEAD = re.compile(
    r"(?:(?:date|meeting|month)(?: of (?:the )?meeting)?(?: date)?|committee date) (?:agenda )?(?:items?|topics?|subjects?|titles?|issues?|reports?|business)\b"
    r"(?P<rest>(?: [\w/()&-]+){0,8})",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"\b(?:lead|officer|author|report of|responsible|contact)\b", re.IGNORECASE)

# --- When -------------------------------------------------------------------------------------------------------------

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH}|{_SHORT_MONTH})"
_DIGITS = r"\d{1,2}[./]\d{1,2}[./](?:20)?\d\d"
# Words that are nothing but a date: `Tuesday 19 January 2027, 6.00 pm`, `Meeting of 19 January`, `January 2027`, `2027-01`.
_WHEN = re.compile(
    r"(?:(?:(?:special|extra|additional|informal) )?(?:meeting|committee)(?: date)?(?: on| of)?:? )?"
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},? )?"
    rf"(?P<when>(?:{_DAY}|{_MONTH})(?:,? 20\d\d)?|{_DIGITS}|20\d\d-\d\d(?:-\d\d)?|(?:Spring|Summer|Autumn|Winter)(?: term)? 20\d\d)\b"
    r"(?:,? (?:at )?\d{1,2}(?:[.:]\d\d)? ?(?:[ap]\.?m\.?|noon)?)?(?: ?\([^()]{1,40}\))?:?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b20\d\d-\d\d(?:-\d\d)?\b")
# `19.01.2027`, `19/01/27`: what the rules of times do not read.
_IN_DIGITS = re.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?:20)?(?P<year>\d\d)\b")
# `TBC`, `Date to be agreed`, `Not yet scheduled`
_UNDATED = re.compile(
    r"(?:tb[acd]|(?:date )?to be (?:confirmed|agreed|arranged|scheduled|determined|decided)|unscheduled|not (?:yet )?scheduled)\b.{0,40}",
    re.IGNORECASE,
)
# `Work programme 2026/27`: the years of committees begin in May.
_YEARS = re.compile(r"\b(?P<first>20\d\d) ?[/–-] ?(?:20)?\d\d\b")
_MAY = 5

# --- Who --------------------------------------------------------------------------------------------------------------

_POST = (
    r"(?:(?:Executive|Corporate|Strategic|Assistant|Deputy|Interim|Service|Joint) )*"
    r"(?:Director|Head of|Service Manager|Cabinet Member|Lead Member|Portfolio Holder|Monitoring Officer|Chief Executive)\b"
)
_POST_LINE = re.compile(rf"{_POST}.{{0,80}}")
_NAME_LINE = re.compile(rf"{FULL_NAME}(?:(?: and|,| ?/) ?{FULL_NAME})*(?:, {_POST}.{{0,80}})?")
_NEXT_ROW = re.compile(rf"(?<= )(?P<who>{FULL_NAME}) (?={_WHEN.pattern})")
_NAME_AT_END = re.compile(rf" (?P<who>{FULL_NAME})$")
# `Budget 2027/28 – Director of Finance`, `Budget 2027/28 (Jane Smith)`
_AFTER_DASH = re.compile(rf" (?:[–-] |\()(?P<who>{_NAME_LINE.pattern}|{_POST}[^()]{{0,80}}?)\)?$")
# Where a post in the next line belongs to the title: `Questions to the`.
_WANTS_NOUN = re.compile(r"\b(?:the|a|an|our|its|of)$", re.IGNORECASE)
# What cannot end a title: `Update on`, `Report of the`.
_OPEN_END = re.compile(r"(?:\b(?:on|of|for|the|and|to|in|at|with|by|from|a|an|our)|[:,–&/-])$", re.IGNORECASE)

# --- Notices ----------------------------------------------------------------------------------------------------------

_PROCEDURES = (
    (Procedure.GENERAL_EXCEPTION, re.compile(r"\bgeneral exception\b", re.IGNORECASE)),
    (Procedure.SPECIAL_URGENCY, re.compile(r"\bspecial urgency\b", re.IGNORECASE)),
    (Procedure.PRIVATE_MEETING, re.compile(r"\bnotice of\b.{0,60}\bprivate\b|\bprivate meeting\b.{0,20}\bnotice\b", re.IGNORECASE)),
)  # fmt: skip
# A register or a report of past notices is none.
_ABOUT_NOTICES = re.compile(
    r"\b(?:quarterly|annual|register|report on|decisions taken|notices)\b", re.IGNORECASE
)
# `Notice of general exception: award of contract`
_BEFORE_SUBJECT = re.compile(
    r"^.*?\b(?:notice|general exception|special urgency|private)(?: (?:notice|procedure|meeting|session))*(?: ?[:–-]| (?:for|regarding|in respect of)) +(?=\S)",
    re.IGNORECASE,
)
_LABELS = (
    ("issue", re.compile(r"issue(?: (?:ref(?:erence)?|number|no|id))?", re.IGNORECASE)),
    ("key", re.compile(r"(?:is (?:it|this) a )?key decision\??", re.IGNORECASE)),
    ("procedure", re.compile(r"procedure", re.IGNORECASE)),
    ("forum", re.compile(r"decision[ -]?(?:maker|taker|making body)|(?:decision )?(?:to be )?(?:taken|made|decided) by", re.IGNORECASE)),
    ("due", re.compile(r"(?:decision )?due(?: date)?|(?:proposed |expected )?date of (?:the )?(?:decision|meeting)|(?:meeting|decision) date|date (?:the )?decision (?:is )?(?:due|to be (?:taken|made))", re.IGNORECASE)),
    ("who", re.compile(r"(?:lead|report|contact) officer|report (?:of|author)|author", re.IGNORECASE)),
    ("what", re.compile(r"title|subject|matter|item|(?:proposed )?decision|what is to be decided|decision to be (?:taken|made)|title of (?:the )?(?:report|decision)|report title", re.IGNORECASE)),
)  # fmt: skip
# What only the items of a plan have; dates and authors stand at the head of every report.
_OF_A_PLAN = frozenset({"forum", "issue", "key", "procedure"})
# `This decision is taken under the general exception procedure`, `The report comes as a case of special urgency`.
_TAKEN_UNDER = re.compile(
    r"\b(?:[Tt]his|[Tt]he) (?:key )?(?:decision|report|item|matter)\b[^.;]{0,100}?\b(?:under|using|through|by|as) (?:the |a )?"
    r"(?:(?:rules?|provisions?|procedures?|case|matter) (?:on|of|for) )?(?P<how>general exception|special urgency)\b",
    re.IGNORECASE,
)
_ONLY_PERHAPS = re.compile(
    r"\b(?:not|no|if|where|when|may|might|could|would|unless|whether|decisions)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A line of a text with its place."""

    start: int
    end: int
    words: str

    @property
    def is_row(self) -> bool:
        """Whether it is the row of a table that keeps its cells."""
        return "|" in self.words

    @property
    def is_running_text(self) -> bool:
        """Whether it is a sentence rather than a title or a piece of a cell."""
        return self.words.endswith((".", ";")) and len(self.words.split()) >= _SENTENCE


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """A line of a programme: the span that proves it, what is to come, when, and who brings it to whom."""

    start: int
    end: int
    what: str
    due: str | None = None
    who: str | None = None
    forum: str | None = None
    issue: str | None = None
    procedure: str | None = None
    key: bool | None = None


@dataclass(frozen=True, kw_only=True)
class _Calendar:
    """What dates without a year count from: the day of the paper, and the year that its heading names."""

    day: date | None
    year: int | None

    def read(self, words: str) -> str | None:
        """The first date (EDTF) in words such as `19 January 2027`, `19 January` or `19/01/27`."""
        if iso := _ISO.search(words):
            return iso[0]
        words = _IN_DIGITS.sub(r"\g<day>/\g<month>/20\g<year>", words)
        # Business lies ahead: `by` makes `19 January` the next one after the day that it counts from.
        text = Text(words=f"by {words}", pages=(), reader="programmes")
        anchor = date(self.year, _MAY, 1) if self.year else self.day
        found = times.in_prose(Prose(text=text, circumstances=Circumstances()), anchor)
        return next((each.value for each in found if each.value and each.value[0] not in "PR"), None)


def find(prose: Prose, council: Council | None, *, day: str | None) -> Iterator[Fact]:
    """An action for each line of a programme, plan or notice; none for any other text."""
    if prose.circumstances.kind not in _KINDS:
        return
    lines = _lines(prose.text)
    heading = _heading(prose, lines)
    calendar = _Calendar(day=times.anchor_of(day), year=_year(heading))
    forum = None
    if plan := _plan_of(heading):
        entries, rule, forum = tuple(_planned(prose.text, lines, calendar)), PLANNED, _forum(lines)
        if not entries:
            entries, rule = _listed(lines, calendar), LISTED
    elif procedure := _procedure_of(heading):
        entries, rule = tuple(_noticed(lines, heading, procedure, calendar)), NOTICE
    else:
        entries, rule = tuple(_taken_under(prose)), PROCEDURE
    for entry in entries:
        fields: dict[str, JsonValue] = {
            "who": entry.who,
            "what": entry.what,
            "due": entry.due,
            "issue": entry.issue,
            "plan": plan or PlanKind.NOTICE,
        }
        known = {"forum": entry.forum or forum, "procedure": entry.procedure, "key": entry.key}
        yield Fact(
            type=FactType.ACTION,
            evidence=quote(prose.text, entry.start, entry.end),
            rule=rule,
            about=council.uid if council else None,
            stated=day,
            modality=Modality.PLANNED,
            fields=fields | {name: value for name, value in known.items() if value is not None},
        )


# --- The heading ------------------------------------------------------------------------------------------------------


def _lines(text: Text) -> list[_Line]:
    """The lines of a text, white space trimmed, without page numbers."""
    found = []
    for match in _LINE.finditer(text.words):
        words = match[0].strip()
        if words and not _PAGE_NUMBER.fullmatch(words):
            start = match.start() + match[0].index(words)
            found.append(_Line(start=start, end=start + len(words), words=words))
    return found


def _heading(prose: Prose, lines: Sequence[_Line]) -> str:
    """The title that a paper is listed under and the headings that it bears itself, one below the other; no sentence, row or label."""
    own = [
        line.words
        for line in lines[:_HEADING_LINES]
        if len(line.words) <= _LONGEST_HEADING
        and not (line.is_row or line.words.endswith(".") or _LABELLED.fullmatch(line.words))
    ]
    return "\n".join([prose.circumstances.title, *own])


def _plan_of(heading: str) -> PlanKind | None:
    """Which kind of plan a heading names."""
    for line in heading.split("\n"):
        if _NOT_A_PROGRAMME.search(line):
            continue
        if _WORK_PROGRAMME.search(line):
            return PlanKind.WORK_PROGRAMME
        if _FORWARD_PLAN.search(line):
            return PlanKind.FORWARD_PLAN
    return None


def _procedure_of(heading: str) -> Procedure | None:
    """Which notice a heading gives."""
    for line in heading.split("\n"):
        if not _ABOUT_NOTICES.search(line):
            for procedure, words in _PROCEDURES:
                if words.search(line):
                    return procedure
    return None


def _year(heading: str) -> int | None:
    found = _YEARS.search(heading)
    return int(found["first"]) if found else None


def _forum(lines: Sequence[_Line]) -> str | None:
    """The body that a paper says it is for: `Report to: Children and Families Scrutiny Committee`."""
    for line in lines[: 2 * _HEADING_LINES]:
        found = _LABELLED.fullmatch(line.words)
        if found and found["label"].lower() in ("report to", "to", "committee", "meeting of"):
            return _NEXT_LABEL.split(found["value"], maxsplit=1)[0]
    return None


# --- Papers: tables and lists -----------------------------------------------------------------------------------------


def _listed(lines: Sequence[_Line], calendar: _Calendar) -> tuple[_Entry, ...]:
    """The entries of tables, with cells or broken up by a PDF, else those below the dates of meetings."""
    found = [*_of_tables(lines, calendar), *_of_broken_tables(lines, calendar)]
    found = found or [*_below_dates(lines, calendar)]
    return tuple(entry for entry in found if _is_business(entry.what))


def _is_business(what: str) -> bool:
    named = any(letter.isalpha() for letter in what)
    return named and len(what.split()) <= _MOST_WORDS and not _ROUTINE.fullmatch(what)


def _of_tables(lines: Sequence[_Line], calendar: _Calendar) -> Iterator[_Entry]:
    """Rows with cells. A date that is empty, or missing where cells were joined, is the one above; without a head it comes first."""
    columns: dict[str, int] = {}
    width, due = 0, None
    for line in lines:
        if not line.is_row:
            # A date across the whole table holds for the rows below it.
            due = _when(line.words, calendar) or due
            columns = {} if line.is_running_text else columns
            continue
        cells = [cell.strip() for cell in _CELL_BREAK.split(line.words)]
        if heads := _columns(cells):
            columns, width, due = heads, len(cells), None
            continue
        if not columns and _when(cells[0], calendar):
            columns, width = {"due": 0, "what": 1}, len(cells)
        if not columns:
            continue
        if columns["due"] == 0 and len(cells) == width - 1 and not _WHEN.fullmatch(cells[0]):
            cells = ["", *cells]
        if stated := _cell(cells, columns["due"]):
            due = calendar.read(stated)
        yield from _of_cells(line, cells, columns, due)


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what, where these cells are the head of a programme's table; nothing where they are not."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        words = cell.strip(" :*")
        if words and len(words.split()) <= _LONGEST_HEAD:
            name = next((name for name, head in _HEADS if head.search(words)), "")
            found.setdefault(name, place)
    return found if {"due", "what"} <= found.keys() else {}


def _of_cells(
    line: _Line, cells: Sequence[str], columns: dict[str, int], due: str | None
) -> Iterator[_Entry]:
    """What the cells of a row say; one cell may hold several items with bullets."""
    what, issue = _cell(cells, columns["what"]), _cell(cells, columns.get("issue"))
    several = [item.strip(" ;") for item in _BULLET.split(what)] if _BULLET.search(what) else []
    for item in filter(None, several or [what]):
        start = line.start + line.words.index(item) if several else line.start
        yield _Entry(
            start=start,
            end=start + len(item) if several else line.end,
            what=_unmarked(item),
            due=due,
            who=_cell(cells, columns.get("who")) or None,
            forum=_cell(cells, columns.get("forum")) or None,
            issue=issue if issue.isdecimal() else None,
        )


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _unmarked(words: str) -> str:
    """An item without its bullet or number."""
    found = _MARK.match(words)
    return words[found.end() :] if found else words


def _when(words: str, calendar: _Calendar) -> str | None:
    """The date that words are, and nothing else."""
    found = _WHEN.fullmatch(words)
    return calendar.read(found["when"]) if found else None


def _of_broken_tables(lines: Sequence[_Line], calendar: _Calendar) -> Iterator[_Entry]:
    """Rows of a table whose cells a PDF broke over lines: each begins with its date and ends where the next one begins."""
    small = frozenset(word for line in lines for word in _SMALL_WORD.findall(line.words))
    head: re.Match[str] | None = None
    row: list[_Line] = []
    tables: list[tuple[bool, list[_Line]]] = []
    for line in lines:
        begins = _BARE_HEAD.fullmatch(line.words)
        if begins or line.is_row or line.is_running_text:
            head, row = begins, []
            continue
        for piece in _parted(line, small) if head else ():
            if _begins_with_date(piece.words):
                row = [piece]
                tables.append((bool(head and _ANSWERS.search(head["rest"])), row))
            elif row:
                row.append(piece)
    for with_names, cells in tables:
        if len(cells) <= _MOST_LINES:
            yield from _of_broken_row(cells, calendar, small if with_names else None)


def _parted(line: _Line, small: frozenset[str]) -> Iterator[_Line]:
    """A line in which a PDF ran two rows together, parted where a date follows a name."""
    start = 0
    for found in _NEXT_ROW.finditer(line.words):
        if _is_name(found["who"], small):
            yield _piece(line, start, found.end("who"))
            start = found.end("who") + 1
    yield _piece(line, start, len(line.words))


def _piece(line: _Line, start: int, end: int) -> _Line:
    return _Line(start=line.start + start, end=line.start + end, words=line.words[start:end])


def _begins_with_date(words: str) -> bool:
    found = _WHEN.match(words)
    return found is not None and words[found.end() : found.end() + 1] in ("", " ")


def _of_broken_row(
    row: Sequence[_Line], calendar: _Calendar, small: frozenset[str] | None
) -> Iterator[_Entry]:
    """The items of one date. Where the last column is for those who answer, a name or post ends each item.

    `small` are the words that the text writes small somewhere: such a word is no name.
    """
    date_words = _WHEN.match(row[0].words)
    if date_words is None:
        return
    due = calendar.read(date_words["when"])
    rest = row[0].words[date_words.end() :].strip()
    first = [_Line(start=row[0].start, end=row[0].end, words=rest)] if rest else []
    item: list[_Line] = []
    who: list[_Line] = []
    for line in (*first, *row[1:]):
        is_who = small is not None and bool(item) and _answers(line.words, item, who, small)
        if who and not is_who:
            yield _joined(item, who, due, small)
            item, who = [], []
        (who if is_who else item).append(line)
    if item:
        yield _joined(item, who, due, small)


def _answers(words: str, item: Sequence[_Line], who: Sequence[_Line], small: frozenset[str]) -> bool:
    """Whether a line below an item says who brings it: a post, a name, or the rest of a post that goes on in a second line."""
    if who and (_OPEN_END.search(who[-1].words) or words[0].islower()):
        return True
    if _POST_LINE.fullmatch(words):
        return not _WANTS_NOUN.search((who or item)[-1].words)
    return bool(_NAME_LINE.fullmatch(words)) and _is_name(words, small)


def _is_name(words: str, small: frozenset[str]) -> bool:
    return small.isdisjoint(word.strip(",").lower() for word in words.split() if word != "and")


def _joined(
    item: Sequence[_Line], who: Sequence[_Line], due: str | None, small: frozenset[str] | None
) -> _Entry:
    what = _unmarked(" ".join(line.words for line in item))
    names = " ".join(line.words for line in who)
    if not names and small is not None and (found := _NAME_AT_END.search(what)):
        before = what[: found.start()]
        if _is_name(found["who"], small) and not _OPEN_END.search(before):
            what, names = before, found["who"]
    return _Entry(start=item[0].start, end=(*item, *who)[-1].end, what=what, due=due, who=names or None)


def _below_dates(lines: Sequence[_Line], calendar: _Calendar) -> Iterator[_Entry]:
    """Items below lines that are a date: those with bullets or numbers; without any, all lines, if there are several dates."""
    # All of them first: what stands below a date is known when the next one is read.
    blocks = [(due, below) for due, below in list(_blocks(lines, calendar)) if below]
    for due, below in blocks:
        marked = any(_MARK.match(line.words) for line in below)
        if marked or len(blocks) > 1:
            yield from _items(below, due, marked=marked)


def _blocks(lines: Sequence[_Line], calendar: _Calendar) -> Iterator[tuple[str | None, list[_Line]]]:
    """What stands below each date, to the next heading, table or running text; the paper's own date opens nothing."""
    below: list[_Line] | None = None
    for place, line in enumerate(lines):
        when = _when(line.words, calendar)
        is_own = place < 2 * _HEADING_LINES and when == str(calendar.day)
        if (when and not is_own) or _UNDATED.fullmatch(line.words):
            below = []
            yield when, below
        elif (
            line.is_row
            or line.is_running_text
            or _LABELLED.fullmatch(line.words)
            or _SECTION.match(line.words)
        ):
            below = None
        elif below is not None:
            below.append(line)


def _items(below: Sequence[_Line], due: str | None, *, marked: bool) -> Iterator[_Entry]:
    """The items of a list; a line that begins none goes on with the one above."""
    item: list[_Line] = []
    for line in below:
        if _MARK.match(line.words) if marked else not line.words[0].islower():
            if item:
                yield _listed_item(item, due)
            item = [line]
        elif item:
            item.append(line)
    if item:
        yield _listed_item(item, due)


def _listed_item(item: Sequence[_Line], due: str | None) -> _Entry:
    what, who = _unmarked(" ".join(line.words for line in item)), None
    if found := _AFTER_DASH.search(what):
        what, who = what[: found.start()], found["who"]
    return _Entry(start=item[0].start, end=item[-1].end, what=what, due=due, who=who)


# --- Plans and notices: lines with labels -----------------------------------------------------------------------------


def _planned(text: Text, lines: Sequence[_Line], calendar: _Calendar) -> Iterator[_Entry]:
    """The items of a forward plan: each a title with labelled lines below it, such as who decides and when."""
    for page in text.pages:
        for title, said, last in _labelled(line for line in lines if _is_on(line, page)):
            what = said.get("what") or (title.words if title else "")
            first = title or last
            if _OF_A_PLAN.isdisjoint(said) or not _is_business(what):
                continue
            yield _Entry(
                start=min(first.start, last.start),
                end=last.end,
                what=_unmarked(what),
                due=calendar.read(said.get("due", "")),
                who=said.get("who"),
                forum=said.get("forum"),
                issue=said.get("issue"),
                procedure=_procedure_of(said.get("procedure", "")),
                key=said["key"].lower().startswith("y") if "key" in said else None,
            )


def _is_on(line: _Line, page: Page) -> bool:
    return page.start <= line.start < page.end


def _labelled(lines: Iterable[_Line]) -> Iterator[tuple[_Line | None, dict[str, str], _Line]]:
    """Labelled lines that belong together, with the last other line above them and their own last line."""
    title: _Line | None = None
    above: _Line | None = None
    said: dict[str, str] = {}
    last: _Line | None = None
    for line in lines:
        name, value = _label(line.words)
        if name is None:
            above = line
            continue
        if name in said and last:
            yield title, said, last
            said = {}
        if not said:
            title, above = above, None
        said[name], last = value, line
    if last:
        yield title, said, last


def _label(words: str) -> tuple[str | None, str]:
    """What a line is a label of (`due`, `forum` ...) and what it says."""
    found = _LABELLED.fullmatch(words)
    if not found:
        return None, words
    name = next((name for name, label in _LABELS if label.fullmatch(found["label"])), None)
    return name, found["value"].strip()


def _noticed(
    lines: Sequence[_Line], heading: str, procedure: Procedure, calendar: _Calendar
) -> Iterator[_Entry]:
    """What a notice is about, by its labelled lines or its title."""
    said: dict[str, str] = {}
    labelled: list[_Line] = []
    for line in lines:
        name, value = _label(line.words)
        if name and name not in said:
            said[name] = value
            labelled.append(line)
    subject = _BEFORE_SUBJECT.match(heading)
    named = heading[subject.end() :].partition("\n")[0] if subject else ""
    what = said.get("what") or named
    proof = labelled or list(lines[:1])
    if not proof or not _is_business(what):
        return
    yield _Entry(
        start=proof[0].start,
        end=proof[-1].end,
        what=what,
        due=calendar.read(said.get("due", "")),
        who=said.get("who"),
        forum=said.get("forum"),
        issue=said.get("issue"),
        procedure=procedure,
        key=said["key"].lower().startswith("y") if "key" in said else None,
    )


def _taken_under(prose: Prose) -> Iterator[_Entry]:
    """What a report says of itself: that it is decided without the full notice."""
    title = prose.circumstances.title
    for found in _TAKEN_UNDER.finditer(prose.smooth):
        sentence = prose.sentence_at(found.start())
        if title and not _ONLY_PERHAPS.search(prose.smooth, *sentence):
            start, end = prose.span(*sentence)
            yield _Entry(start=start, end=end, what=title, procedure=_procedure_of(found["how"]))
            return
