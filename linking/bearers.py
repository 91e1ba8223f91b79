"""Bearers: names that words beside them make public in a story: a post, a party, a court, a union. A text's `flow` in, names with their places out.

People in the posts of councils are for people.py, which the facts about people rest on. Those here are only told as speakers:
judges, members of parliament, organisers of unions, barristers, the heads of other bodies.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from linking.names import ANY_NAME, FULL_NAME, HONORIFIC

# The last word of a post that stands before a name: `the area coroner, Jane Smith`, `regional organiser Jane Smith`.
_POSTS = (
    "[Cc]hair(?:man|woman|person)?", "[Cc]o-?chair", "[Ll]eader", "[Dd]irector", "[Cc]hief", "[Bb]oss", "[Ee]xecutive", "[Ii]nspector", "[Cc]ommissioner", "[Oo]mbudsman", "[Cc]oroner",
    "[Jj]udge", "[Mm]agistrate", "[Bb]arrister", "[Cc]ounsel", "[Ss]olicitor", "[Mm]inister", "[Ss]ecretary", "[Mm]ayor", "[Ss]heriff", "[Pp]eer", "MP", "MS", "MSP", "[Pp]resident", "[Oo]rganiser",
    "[Cc]onvenor", "[Ss]teward", "[Ss]pokes(?:man|woman|person)", "[Hh]ead ?[Tt]eacher", "[Pp]rincipal", "[Pp]rofessor", "[Bb]ishop", "[Cc]onstable", "[Ss]uperintendent", "[Ss]ergeant",
    "(?:[Cc]abinet|[Ll]ead|[Ee]xecutive|[Ii]ndependent|[Ll]ay|[Cc]o-opted|[Cc]ommittee|[Pp]anel|[Bb]oard|[Oo]pposition|[Ff]ormer|[Ww]ard) (?:[Mm]ember|[Cc]ouncillor)", "[Pp]ortfolio [Hh]older",
    "(?:[Mm]onitoring|[Ss]ection 151|[Ff]inance|[Pp]ress|[Ee]ducation|[Rr]egional|[Uu]nion|[Bb]ranch|[Ee]lectoral|[Cc]hief [Oo]perating) [Oo]fficer", "[Aa]dvis[eo]r", "[Rr]eviewer", "[Ff]ounder",
)  # fmt: skip
POST = rf"(?:{'|'.join(_POSTS)})"
_PARTY = r"(?:Liberal Democrats?|Lib Dems?|Labour|Conservatives?|Tory|Tories|Greens?|Green Party|Reform(?: UK)?|Independents?|Independent Group|Plaid(?: Cymru)?)"
_UNION = r"(?:GMB|Unison|UNISON|Unite|NEU|NASUWT|NAHT|ASCL|BASW|PCS|TUC|RCN|BMA|LGA|ADCS|NSPCC|Barnardo's|Ofsted|Coram|Become)"
_COURT = r"(?:M(?:r|rs|s) Justice|L(?:ord|ady) Justice|(?:(?:His|Her) Honour|District|Recorder|Senior) Judge|Judge|Recorder)"
# Bodies that somebody who `heads` or `leads` them heads in public.
_HEADED = r"(?:department|directorate|service|services|council|authority|committee|panel|commission|board|cabinet|group|opposition|party|Greens|Conservatives|Tories|Labour|Liberal Democrats|Lib Dems|review|inquiry|inspection|inspectorate|trust|union|branch|partnership|team|report)"
_BEARS = (
    # `Mrs Justice Smith`, `Judge Smith`
    rf"{_COURT} (?P<court>{ANY_NAME})",
    # `Liberal Democrat Jane Smith`, `Reform's Jane Smith`, `Labour group leader Jane Smith`, `the GMB's Jane Smith`
    rf"(?:{_PARTY}(?:'s?)?|{_UNION}'s) (?P<party>{FULL_NAME})",
    # `the area coroner, Jane Smith`, `barrister Jane Smith`
    rf"(?P<post>{POST}),? (?:{HONORIFIC} )?(?P<after>{FULL_NAME})",
)
_BEFORE_NAME = re.compile(rf"(?<![\w'-])(?:{'|'.join(_BEARS)})")
# `Jane Smith of the GMB`, `Jane Smith, from Unison`, `Jane Smith (Lab)`, `Jane Smith, who heads the department`, `Jane Smith KC`, `Jane Smith, the union's organiser`
_AFTER_NAME = re.compile(
    rf"(?<![\w'-])(?P<before>{FULL_NAME})(?=,? (?:of|from|for) (?:the )?(?:trade union )?{_UNION}\b|,? (?:KC|QC|MP|MSP)\b| \((?:Lab|Con|Lib Dem|LD|Green|Grn|Ind|Reform|Ref)\b"
    rf"|, who (?:also )?(?:heads?|leads?|led|chairs?|chaired|runs?|ran|oversees|directs|wrote|represents|presided over) (?:the|its|his|her|their|a|an)? ?(?:[\w'-]+ ){{0,4}}{_HEADED}\b"
    rf"|, who (?:tabled|moved|proposed|seconded|brought) (?:it|the|that|this)\b|, who (?:took on|holds?|held|has) the (?:[\w'-]+ ){{0,3}}(?:brief|portfolio)\b"
    rf"|, (?:the |an? |its |their |our )?(?P<posted>(?:[\w'&-]+ ){{0,5}}?{POST})\b)"
)
# `In her letter Jane Smith describes`, `In the adviser's latest report, sent in May, Jane Smith found`: whose letter it is, the post says
_WRITING = r"(?:letter|email|report|review|statement|ruling|judgment|judgement|submission|speech|evidence|foreword|memo|article|blog|post)"
_AUTHOR = re.compile(
    rf"\bIn (?:(?P<own>his|her)|the (?:[a-z'-]+ ){{0,3}}?(?P<whose>{POST})'s) (?:[a-z]+ ){{0,2}}{_WRITING}(?: to [^,.\n]{{3,60}}?)?,?(?: [^,.\n]{{3,80}},)? (?P<author>{FULL_NAME}) (?=[a-z])"
)
_POST_ACTS = re.compile(
    rf"\b(?P<post>{POST}) (?:has |have |had )?(?:also )?(?:written|wrote|published|issued|told|said|warned|demanded|accused|called|urged|found|asked|criticised|ruled|given|gave|set)\b"
)
# Who is private, whatever a story says they lead: `Teenager Jane Smith, president of the youth council`, `Mum Jane Smith`
_PRIVATE_WORD = re.compile(
    r"(?:Mum|Mother|Mam|Dad|Father|Parents?|Grandmother|Grandfather|Gran|Nan|Aunt|Uncle|Sister|Brother|Teenager|Teen|Pupil|Student|Schoolgirl|Schoolboy|Carer|Resident|Neighbour|Campaigner|Activist|Volunteer|Survivor|Victim|Widow) "
)
_OF_PRIVATE = re.compile(
    r"\b(?:youth|young|parents?'?|pupils?'?|students?'?|schoolchildren's|residents'?|survivors'?|victims'?|families'|tenants'?|carers'?)\b|\b(?:mum|mother|dad|father|teenager|schoolgirl|schoolboy|pupil|student)\b"
)
# `Bishop Jane Smith, the president`: a post with a capital is no first name
_POST_FIRST = re.compile(rf"{POST} ")
_CLAUSE_END = re.compile(
    r"[.;:\"\n]|, (?!who\b|the\b|an?\b|of\b|from\b|its\b)| (?:said|says|told|added|wrote|called)\b"
)
_BESIDE = 60
# How far above `in her letter` the post may act.
_ABOVE = 400


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """A name in `flow`, and the last word of the post that makes it public; empty of parties and unions."""

    start: int
    end: int
    name: str
    post: str


def find(flow: str) -> Iterator[Bearer]:
    """Those whom a text names beside what makes them public, not in order; never one whom it also tells of as somebody private."""
    for each in _named(flow):
        before = max(flow.rfind(stop, 0, each.start) for stop in '\n."') + 1
        after = _end_of_clause(flow, each.end)
        if _PRIVATE_WORD.match(flow, each.start):
            continue
        if not _OF_PRIVATE.search(flow, max(before, each.start - _BESIDE), after):
            yield each


def _end_of_clause(flow: str, start: int) -> int:
    found = _CLAUSE_END.search(flow, start, start + _BESIDE)
    return found.start() if found else start + _BESIDE


def _named(flow: str) -> Iterator[Bearer]:
    for found in _BEFORE_NAME.finditer(flow):
        group = "court" if found["court"] else "party" if found["party"] else "after"
        yield _bearer(found, group, "judge" if found["court"] else found["post"] or "")
    for found in _AFTER_NAME.finditer(flow):
        yield _bearer(found, "before", found["posted"] or "")
    for found in _AUTHOR.finditer(flow):
        acts = list(_POST_ACTS.finditer(flow, max(0, found.start() - _ABOVE), found.start()))
        if found["whose"] or acts:
            yield _bearer(found, "author", found["whose"] or acts[-1]["post"])


def _bearer(found: re.Match[str], group: str, post: str) -> Bearer:
    start, end = found.span(group)
    if before := _POST_FIRST.match(found.string, start, end):
        start = before.end()
    return Bearer(start=start, end=end, name=found.string[start:end], post=post.lower())
