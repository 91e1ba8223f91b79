"""Rolls: the lists of a meeting's minutes of who was there, line by line, however they are laid out.

A text in; its lines, or the pieces of a line that stand under headings of their own (`Present: ... Apologies: ...`), with
what their heading says of those on them. Who they are is for attendance.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from linking.names import COUNCILLOR, COUNCILLORS, HONORIFIC
from linking.prose import Prose, Span


class Status(StrEnum):
    """How somebody stands to a meeting."""

    PRESENT = "present"
    IN_ATTENDANCE = "in_attendance"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a list or a piece of one, in `lines`: what its heading says of those on it, and whether they are councillors or officers all."""

    start: int
    end: int
    status: Status
    members: bool = False
    officers: bool = False
    private: bool = False


# Until a heading says otherwise.
_UNKNOWN = Line(start=0, end=0, status=Status.PRESENT)
# Headings of lists. The last three say nothing of how those below attended.
_BODY = r"(?: (?:of|on) the (?:\w+ ){0,4}\w+)?"
_HOW = r"(?: in person| in the (?:room|chamber)| remotely| virtually| online| by invitation| (?:on|via|by|through) (?:ms |microsoft )?(?:teams|zoom|video(?: ?link)?|phone|telephone))?"
_KINDS = (
    rf"(?P<apologies>(?:apolog(?:ies|y)|apols|regrets)(?: for (?:absence|non-attendance))?(?: (?:were |have been |was )?(?:received|rec'd|given|noted|accepted|submitted|sent|tendered))?(?: from)?{_BODY}|(?:sent|with|giving) apologies|sorry(?:,? i can't come)?(?=[ ]?:)|(?:can't|cannot|couldn't|could not) (?:come|attend|make it|be there))"
    rf"|(?P<absent>absent(?: without apolog(?:y|ies))?|(?:members|councillors) (?:absent|not present)|did not attend|(?:also )?not (?:present|in attendance|attending)|non-attend(?:ance|ees)|unable to attend|absences?|absentees|no apologies(?: received)?(?: from)?(?=:))"
    r"|(?P<substitute>(?:named )?(?:substitut(?:es?|ions?|ing)|deput(?:ies|ising))(?: members?)?(?: (?:present|in attendance|attending))?)"
    r"|(?P<officers>(?:(?:council |lead |other |supporting |advising |relevant |senior |la |local authority |support |committee |also )?officers|staff|officials|officer support|officers and advis[eo]rs|advis[eo]rs|in support|supporting)(?: (?:also )?(?:present|in attendance|attending|in support))?)"
    rf"|(?P<beside>(?:also|others?|others? also|other (?:members|councillors|attendees)|non-committee members|(?:cabinet|executive|lead) members?|portfolio holders?)(?: (?:in attendance|present|attending|there)){_HOW}|in attendance{_HOW}|other attendees|by invitation|invited|invitees? from the (?:cabinet|executive))"
    rf"|(?P<present>(?:(?:committee |board |panel |forum |elected |voting |council |core |partnership )?(?:members|councillors)(?: of the (?:\w+ ){{0,5}}\w+)? )?(?:present|in attendance|attending|attended|joining|there){_HOW}(?: at the meeting)?"
    r"|(?:(?:attending|joining|joined|attended) )?(?:in person|in the (?:room|chamber)|remotely|virtually|online|(?:on|via|by) (?:ms |microsoft )?(?:teams|zoom|video(?: link)?|phone|telephone))(?=[ ]?:)"
    r"|attendance(?: details| list| record)?|attendees|attending|attended(?: by)?|participants|those (?:present|attending|in attendance)|(?:who was )?there(?=[ ]?:)|here(?=[ ]?:)|roll call|membership present)"
    r"|(?P<private>(?:(?:statutory |voting |non-voting |added )*co-?opt(?:ed|ive)? ?(?:members?|representatives?)?|co-?optees?|young (?:people|person)[\w' ]{0,30}|"
    r"youth[\w' ]{0,30}|(?:members of the )?public(?: present)?|guests?(?: speakers?)?|observers?|witnesses|parents?[\w' ]{0,30}|"
    r"[\w' ]{0,30}representatives|governors?|invitees|visitors|speakers)(?: (?:present|in attendance))?)"
    r"|(?P<members>(?:(?:county|borough|city) )?(?:councillors|cllrs)|(?:(?:elected |voting |committee |board |panel |commission |call-in )members|members)(?=[ ]?:|[ ]?$)|(?:elected |voting |committee |board |panel |commission |call-in )members|executive)"
    r"|(?P<chair>(?:vice-? ?|deputy )?chair(?:man|woman|person)?|in the chair|presiding)(?=[ ]?:)"
)
_TITLE = rf"(?:{COUNCILLOR}|{COUNCILLORS}|{HONORIFIC})"
# A whole line, the words before a colon or a dash, or before the first title: `Present  Cllr Jane Smith`.
_HEADING = re.compile(
    rf"^(?:{_KINDS})[ ]?(?::\s?|-[ ]|\t|\|[ ]?|$|(?<=[a-zA-Z]) (?=(?-i:{_TITLE})[ ]))",
    re.IGNORECASE | re.MULTILINE,
)
# ... and within a line, after another list: `Cllr Smith. Apologies: Cllr Jones`.
_WITHIN = re.compile(rf"(?:(?<=[.;,)\]] )|(?<=\t))(?:{_KINDS})[ ]?:[ ]?", re.IGNORECASE)
# `The Chair opened the meeting. Apologies: Cllr Jones`
_AFTER = re.compile(
    r"(?:(?P<apologies>[Aa]pologies(?: for absence)?(?: received)?(?: from)?)|(?P<present>Present)|(?P<beside>(?:Also in|[Ii]n) attendance|Also present))(?= ?:)"
)
# How a line ends that says of one person how he or she attended: `Councillor Smith - apologies`, `Cllr Jones  Present (virtual)`.
_ROW = re.compile(
    r"(?:(?P<present>[Pp]resent|PRESENT|[Aa]ttended|[Aa]ttending|[Ii]n attendance)|(?P<apologies>(?:[Ss]ent [Aa]|[Gg]ave [Aa]|[Aa])pologies(?: received| given| sent)?|APOLOGIES)|(?P<absent>[Aa]bsent|ABSENT|[Dd]id not attend|[Nn]ot present)|(?P<substitute>[Ss]ubstitute))"
    r"(?: \([^()\n]{1,40}\))?$",
    re.MULTILINE,
)
_ROW_ENDS = (
    "resent",
    "RESENT",
    "ttended",
    "ttending",
    "attendance",
    "pologies",
    "POLOGIES",
    "received",
    "given",
    "sent",
    "bsent",
    "BSENT",
    "attend",
    "ubstitute",
    ")",
)
# ... and what stands before that: a space, a dash, a column's edge.
_EDGE = " \t|-:,"
_ROW_OF = re.compile(
    rf"(?:[-•*] ?)?(?:{COUNCILLOR} |(?=[A-Z][^\n]*(?:\t| \| )))(?:(?!{COUNCILLOR})[^;.\n]){{3,60}}"
)
# What stands between columns.
_GAP = re.compile(r"\t| ?\| ?")
# `1. Apologies for absence`, and on the next line nothing but titles and names.
_ITEM = re.compile(
    rf"^(?:item )?\d{{1,3}}(?:\.\d)?[.):]?[ \t]?(?:-[ ])?(?:apologies|apols)(?: for (?:absence|non-attendance))?[ ]?:?\n(?=(?-i:{COUNCILLOR}|{COUNCILLORS})[ ])",
    re.IGNORECASE | re.MULTILINE,
)
# Where a list ends: the first item of business, a paragraph.
_NUMBERED = re.compile(
    r"(?:item )?\d{1,3}[.):]? ?[A-Z(]|[a-z]\)|RESOLVED|Resolved|The meeting|Minutes|MINUTES|Agenda|AGENDA",
    re.ASCII,
)
_SAYS = re.compile(
    r"\b(?:was|were|is|are|has|have|had|attended|replaced|substituted|noted|reported|welcomed|joined|left|opened|declared|asked|agreed|resolved|raised|spoke|said|queried|proposed|moved|thanked)\b"
)
# `Apologies for absence:`, and on the next line `were submitted on behalf of Councillors ...`.
_GOES_ON = re.compile(r"(?:were|was|had been|have been|from|received|submitted)\b")
_LONGEST_LINE = 400
_MOST_LINES = 90
# So many lines without a name stand between names: parties, wards, `(Chair)`.
_MOST_BETWEEN = 2
_A_NAME = re.compile(r"[A-Z][a-z'A-Z-]+ ?(?:\(|,|-|$)|[A-Z]\.? [A-Z]|[A-Z][a-z]+ [A-Z]")
_TITLED = re.compile(rf"(?<![\w-])(?:{COUNCILLOR}|{COUNCILLORS})(?![\w-])")


def read(prose: Prose) -> tuple[Line, ...]:
    """The lines of the text's attendance lists, in order."""
    flow = prose.lines
    found = [*_lines(flow), *_items(flow), *_after_sentences(flow)]
    for start, end in _ends_so(flow):
        row = _ROW.search(flow, start, end)
        if row and flow[row.start() - 1 : row.start()] in _EDGE and _is_row(flow, start, row.start()):
            found.append(Line(start=start, end=row.start(), status=_of_row(row)))
    return tuple(_apart(found))


def _items(flow: str) -> Iterator[Line]:
    """The names that stand alone below an item of business called `Apologies`."""
    if "pologies" not in flow and "POLOGIES" not in flow:
        return
    for item in _ITEM.finditer(flow):
        end = _line_end(flow, item.end())
        if not _SAYS.search(flow, item.end(), end):
            yield Line(start=item.end(), end=end, status=Status.APOLOGIES)


def _after_sentences(flow: str) -> Iterator[Line]:
    """The names under a heading that follows a sentence on its line."""
    for heading in _AFTER.finditer(flow):
        end = _line_end(flow, heading.end())
        if flow.endswith(". ", 0, heading.start()) and flow[heading.start() - 3].islower():
            start = flow.index(":", heading.end()) + 1
            under = _under(heading, heading[0], _UNKNOWN)
            listed = _listed_until(flow, start, end) if _A_NAME.search(flow, start, end) else start
            yield from (line for line in _pieces(flow, start, listed, under) if not line.private)


def _ends_so(flow: str) -> Iterator[Span]:
    """The lines that may end by saying how somebody attended."""
    start = 0
    while start < len(flow):
        end = _line_end(flow, start)
        if flow.endswith(_ROW_ENDS, start, end):
            yield start, end
        start = end + 1


def _is_row(flow: str, start: int, end: int) -> bool:
    return bool(_ROW_OF.fullmatch(flow, start, end)) and not _SAYS.search(flow, start, end)


def _line_end(flow: str, start: int) -> int:
    end = flow.find("\n", start)
    return len(flow) if end < 0 else end


def _apart(lines: list[Line]) -> Iterator[Line]:
    """Lines in order, of two at one place the first that was found."""
    end = 0
    for line in sorted(lines, key=lambda line: line.start):
        if line.start >= end:
            end = line.end
            yield line


def _of_row(row: re.Match[str]) -> Status:
    return Status(row.lastgroup or Status.PRESENT)


def _lines(flow: str) -> Iterator[Line]:
    done = 0
    for heading in _HEADING.finditer(flow):
        if heading.start() < done:
            continue
        if heading.lastgroup in (None, "members", "private", "chair") and not _columns(
            flow, heading.start(), _line_end(flow, heading.start()), _UNKNOWN
        ):
            continue  # a list begins where its heading says how people attended
        for line in _list(flow, heading):
            done = line.end + 1
            if not line.private:
                yield line


def _list(flow: str, heading: re.Match[str]) -> Iterator[Line]:
    """The lines of the list under a heading, until business begins; headings within it change what its lines say."""
    under = _UNKNOWN
    columns: list[Line] = []
    between, position = 0, heading.start()
    for _ in range(_MOST_LINES):
        stop = flow.find("\n", position)
        end = len(flow) if stop < 0 else stop
        if side_by_side := _columns(flow, position, end, under):
            columns, position, between = side_by_side, end, 0
        elif found := _HEADING.match(flow, position, end):
            under, columns = _under(found, flow[position:end], under), []
            position, between = found.end(), 0
        if position < end:
            listed = _listed_until(flow, position, end)
            if listed <= position:
                return
            if not _A_NAME.search(flow, position, listed):
                between += 1
                if between > _MOST_BETWEEN:
                    return
            else:
                between = 0
                yield from (
                    _in_columns(flow, position, listed, columns)
                    if columns
                    else _pieces(flow, position, listed, under)
                )
            if listed < end:
                return
        if stop < 0:
            return
        position = end + 1


def _columns(flow: str, start: int, end: int, under: Line) -> list[Line]:
    """What each of the headings says that stand side by side over columns; none where the line is no such row of headings."""
    cells = [cell.strip() for cell in _GAP.split(flow[start:end])]
    if len(cells) == 1:
        return []
    found = [_HEADING.fullmatch(cell) for cell in cells]
    if not all(found):
        return []
    return [_under(heading, cell, under) for heading, cell in zip(found, cells, strict=True) if heading]


def _in_columns(flow: str, start: int, end: int, columns: Sequence[Line]) -> Iterator[Line]:
    """The cells of a row; one that stands alone is taken for a member's only where it has a member's title."""
    cells = list(_cells(flow, start, end))
    if len(cells) == len(columns):
        for (begin, stop), column in zip(cells, columns, strict=True):
            yield replace(column, start=begin, end=stop)
    elif len(cells) == 1:
        begin, stop = cells[0]
        column = columns[0] if _TITLED.match(flow, begin) else columns[-1]
        yield replace(column, start=begin, end=stop)


def _cells(flow: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for gap in _GAP.finditer(flow, start, end):
        if gap.start() > position:
            yield position, gap.start()
        position = gap.end()
    if position < end:
        yield position, end


def _pieces(flow: str, start: int, end: int, under: Line) -> Iterator[Line]:
    """A line, cut where another heading stands in it; of what stands under one for private people nothing."""
    row = _ROW.search(flow, start, end)
    if row and row.end() == end and not _TITLED.search(flow, row.start(), end):
        under, end = replace(under, status=_of_row(row)), row.start()
    position = start
    for heading in _WITHIN.finditer(flow, start, end):
        if heading.start() > position:
            yield replace(under, start=position, end=heading.start())
        under = _under(heading, heading[0], under)
        position = heading.end()
    if position < end:
        yield replace(under, start=position, end=end)


def _listed_until(flow: str, start: int, end: int) -> int:
    """Where a line's list of names ends; at its beginning, where it is the first item of the meeting or a paragraph."""
    if _NUMBERED.match(flow, start) or end - start > _LONGEST_LINE:
        return start
    says = None if _GOES_ON.match(flow, start) else _SAYS.search(flow, start, end)
    return flow.rfind(". ", start, says.start()) + 1 if says else end


def _under(heading: re.Match[str], words: str, under: Line) -> Line:
    """What a heading says of those under it; `Councillors:` and the like leave open how they attended."""
    named = heading[0].lower()
    is_titled = "councillor" in named or "cllr" in named or "elected" in named
    # `Members present: J Smith, B Jones`: where councillors have their title, a name without one is no councillor's.
    are_members = is_titled or (
        "members" in named and not _TITLED.search(words, heading.end() - heading.start())
    )
    match heading.lastgroup:
        case "apologies":
            return Line(start=0, end=0, status=Status.APOLOGIES, members=is_titled)
        case "absent":
            return Line(start=0, end=0, status=Status.ABSENT, members=is_titled)
        case "substitute":
            return Line(start=0, end=0, status=Status.SUBSTITUTE)
        case "officers":
            return Line(start=0, end=0, status=Status.IN_ATTENDANCE, officers=True)
        case "beside":
            return Line(start=0, end=0, status=Status.IN_ATTENDANCE, members=is_titled)
        case "present":
            return Line(start=0, end=0, status=Status.PRESENT, members=are_members)
        case "members":
            return Line(start=0, end=0, status=under.status, members=True)
        case "chair":
            return replace(under, private=False)
        case _:
            return replace(under, members=False, officers=False, private=True)
