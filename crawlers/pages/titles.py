"""What the title of a paper says where a site prints nothing else of it. Titles in, values out.

Agenda, decisions and minutes are files like any other on many sites, and a file has no id that outlives a new version:
its title tells what it is, and which paper it is however often it is revised.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from crawlers.pages import printed
from domain.document import DocumentKind

# "Minutes", "Draft minutes 3 November", "Printed minutes"
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
# "Agenda", "Agenda Document Pack", "Public reports pack"; not "Agenda item 4 - Budget"
_AGENDA = re.compile(r"\bagendas?\b(?! items?\b)|\b(?:document|reports?|papers?) pack\b", re.IGNORECASE)
# "Decisions", "Decision notice", "Decision list 4 May", "Record of decisions", "Resolutions"; not "Decision on school places"
_DECISIONS = re.compile(
    r"\Adecisions\b|\bdecisions? (?:lists?|notices?|sheets?|statements?|records?|summary)\b|\bresolutions?\Z"
    r"|\b(?:list|notice|record|statement|summary) of (?:the )?(?:decisions?|resolutions?)\b",
    re.IGNORECASE,
)
# "Minutes of the previous meeting", "Minutes of last meeting", "Matters arising from the minutes"
_EARLIER = re.compile(r"\b(?:previous|preceding|last)\b|\bmatters arising\b", re.IGNORECASE)
# "20.7.26", "01/09/2026" and "01-09-26"; "16042026"
_SHORT_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](20\d{2}|\d{2})\b", re.ASCII)
_SOLID_DAY = re.compile(r"\b(\d{2})(\d{2})(20\d{2})\b", re.ASCII)
# The bodies that meet; of "Schools Forum" the word before says which.
_BODIES = frozenset({"committee", "board", "forum", "panel", "partnership"})
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FILLERS = frozenset("a and at draft final for from meeting minutes of on printed sub the this to".split())  # noqa: SIM905
# What is said of minutes until they are signed.
_STATES = re.compile(
    r"\b(?:draft|final|approved|unapproved|confirmed|unconfirmed|agreed|signed|printed)\b", re.IGNORECASE
)
# What is said of a paper that takes the place of another: "Report (amended)", "REVISED Appendix A", "Report - v2"
_REVISED = r"(?:amended|revised|updated|corrected|replacement|republished|v(?:ersion)? ?\d{1,2})"
_REVISION = re.compile(
    rf"\A{_REVISED}\b[ :-]{{0,3}}|[(\[] ?{_REVISED}(?: (?:version|copy|paper|report))? ?[)\]]|(?:,| -|:) ?{_REVISED}\Z",
    re.IGNORECASE,
)
_WORDS_AND_NUMBERS = re.compile(r"\w+")
# What stands behind the title of a paper that is not for the public: "(Private: Paragraph 3)", "(exempt, Paragraph 3)"
_PRIVATE = re.compile(
    r"\s{0,9}[(\[](?:private|exempt|confidential|restricted|not for publication|paragraphs? \d)[^()\[\]]{0,80}[)\]]\Z",
    re.IGNORECASE,
)
# What a list writes beside the name of a body: "CANCELLED - Cabinet", "Schools Forum (Postponed)", "Cabinet - Cancelled"
_MARK = r"(?P<mark>cancelled|canceled|postponed|abandoned|withdrawn|rescheduled)"
_MARK_BEFORE = re.compile(rf"[(\[*]{{0,3}}{_MARK}[)\]*]{{0,3}} ?[:–-]{{0,2}} ", re.IGNORECASE)
_MARK_AFTER = re.compile(rf"(?: ?[:–-] ?| ?[(\[*]{{1,3}}){_MARK}[)\]*]{{0,3}}\Z", re.IGNORECASE)
# The headings under which CMIS and others put papers: "Agendas", "Public Agenda", "Minutes", "Resolutions/Actions"; not
# "Agenda and minutes", which says neither, nor "Report a problem".
_SECTIONS = {
    DocumentKind.MINUTES: re.compile(
        r"(?:(?:draft|final|approved|public|printed|meeting) )?minutes(?: documents?)?", re.IGNORECASE
    ),
    DocumentKind.DECISION: re.compile(
        r"(?:decisions?|resolutions?)(?: (?:lists?|notices?|sheets?|records?))?(?:(?: ?/ ?| and )actions?)?",
        re.IGNORECASE,
    ),
    DocumentKind.AGENDA: re.compile(
        r"(?:(?:public|supplementary|meeting|printed) )?agendas?(?: (?:items?|documents?|packs?))?",
        re.IGNORECASE,
    ),
    DocumentKind.REPORT: re.compile(r"(?:(?:public|supplementary) )?reports?(?: documents?)?", re.IGNORECASE),
}


def section_of(heading: str) -> DocumentKind | None:
    """What a heading says of the papers below it; `None` where it says nothing ("Documents")."""
    words = heading.strip(" :")
    return next((kind for kind, said in _SECTIONS.items() if said.fullmatch(words)), None)


def kind_of(
    title: str, *, committee: str | None = None, day: date | None = None, section: DocumentKind | None = None
) -> DocumentKind:
    """What a paper of a meeting is: its agenda, its decisions, its minutes, or a report to it.

    `section` (what the heading above it says) comes before the title. The minutes of an earlier meeting, or of another
    body, are a report: they are before this meeting to be approved or noted.
    """
    if section in {DocumentKind.MINUTES, DocumentKind.DECISION}:
        return section
    if section is None and _MINUTES.search(title):
        elsewhere = _EARLIER.search(title) or _is_earlier(title, day) or _is_of_another(title, committee)
        return DocumentKind.REPORT if elsewhere else DocumentKind.MINUTES
    if _AGENDA.search(title):
        return DocumentKind.AGENDA
    if section is None and _DECISIONS.search(title):
        return DocumentKind.DECISION
    return DocumentKind.REPORT


def identity(title: str) -> str:
    """What stays of a title when the paper is revised: case, spaces and words of state left out.

    "Draft Minutes" and "Minutes" are one paper, as are "Report" and "Report (amended)".
    """
    line = " ".join(unicodedata.normalize("NFKC", title).split())
    if _MINUTES.search(line):
        line = _STATES.sub(" ", line)
    name, words = line.casefold(), _without_revision(line)
    while words and words != name:  # `V:2 Plan`: a version once its words stand apart
        name, words = words, _without_revision(words)
    return name


def _without_revision(line: str) -> str:
    return " ".join(_WORDS_AND_NUMBERS.findall(_REVISION.sub(" ", line).casefold()))


def without_reason(title: str) -> str:
    """The title of a paper without the "(Private: Paragraph 3)" that goes when the paper is made public."""
    return _PRIVATE.sub("", title) or title


def unmarked(line: str) -> tuple[str, str]:
    """The name of a body without "CANCELLED" and the like beside it, and that mark (`Cancelled`, or empty)."""
    found = _MARK_BEFORE.match(line) or _MARK_AFTER.search(line)
    if found is None:
        return line, ""
    rest = (line[: found.start()] + line[found.end() :]).strip()
    return (rest, found["mark"].capitalize()) if rest else (line, "")


def _is_earlier(title: str, day: date | None) -> bool:
    """Whether the title names a day before the meeting's: the minutes of that day's meeting."""
    return day is not None and any(named < day for named in _days(title))


def _days(title: str) -> Iterator[date]:
    if spelled := printed.day_and_time(title):
        yield spelled[0]
    for found in (*_SHORT_DAY.finditer(title), *_SOLID_DAY.finditer(title)):
        year = int(found[3])
        try:
            yield date(year if year > 99 else 2000 + year, int(found[2]), int(found[1]))
        except ValueError:
            continue


def _is_of_another(title: str, committee: str | None) -> bool:
    """Whether the title names a body that has no word in common with this one: "Minutes of the Schools Forum" at Cabinet."""
    own = {word.casefold() for word in _WORD.findall(committee or "")}
    name: set[str] = set()
    for word in map(str.casefold, _WORD.findall(title)):
        if own and ((word == "cabinet" and word not in own) or (word in _BODIES and name and not name & own)):
            return True
        name = set() if word in _FILLERS else name | {word}
    return False
