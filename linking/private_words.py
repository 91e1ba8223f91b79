"""The words that say whose a name is: those beside which it is private, those beside which it is public.

Words are data (reference/private_cues.csv); how they are looked for is in private_people.py.
"""

import re
from enum import StrEnum, auto
from functools import lru_cache

from domain import reference
from linking.gazetteer import Gazetteer
from linking.names import HONORIFIC


class Cue(StrEnum):
    """What the words beside a name say of whose it is."""

    KIN = auto()  # relatives: a first name alone may follow
    CHILD = auto()  # children and young people, who are not named by relation
    OTHER = auto()  # carers, front-line staff, the public: only a full name may follow
    OF = auto()  # `the family of`: whose name follows
    OF_MUCH = auto()  # the same, where much else may follow than a name
    COURT = auto()  # what courts do to those who stand before them
    FAMILY = auto()  # `the Sample family`
    QUESTION = auto()  # of the public, whose name follows
    LIFE = auto()  # what happens in families and in care
    THEM = auto()  # `the last of them, Jo Pike,`
    AGED = auto()
    YEARS_OLD = auto()
    HEADING = auto()  # of minutes, under which the public asks


# Offices, and those who speak for a body, write, judge or work for the law: beside these a name is public.
_OFFICE = (
    r"(?:[Bb]oss|[Cc]hief|[Dd]irector|[Ll]eader|[Cc]hair(?:man|woman|person)?|[Cc]o-chair|[Ee]xecutive|[Mm]anager|[Hh]ead|[Ff]ounder|[Tt]rustee|"
    r"[Ss]pokes(?:man|woman|person)|[Mm]inister|[Ss]ecretary|[Cc]ommissioner|MPs?|MEP|[Bb]aroness|[Ll]ord|[Ll]ady|[Jj]udge|[Jj]ustice|"
    r"[Rr]ecorder|[Cc]oroner|[Mm]agistrate|[Bb]arrister|[Ss]olicitor|[Ll]awyer|KC|QC|[Pp]rosecut(?:or|ing)|[Dd]efending|[Dd]etective|[Dd]et|"
    r"Sgt|[Ss]ergeant|Supt|[Ss]uperintendent|[Cc]onstable|PC|DC|DS|DI|DCI|[Pp]rofessor|Prof|[Aa]uthor|[Oo]mbudsman|[Ii]nspector|HMI|"
    r"[Cc]ouncillor|[Cc]llr|[Cc]oun|[Mm]ayor|[Bb]ishop|[Pp]resident|[Tt]reasurer|[Aa]cademic|[Rr]eporter|[Jj]ournalist|[Ee]ditor|"
    r"[Cc]orrespondent|[Hh]eadteacher|[Cc]hampion)"
)
OFFICE_BEFORE = re.compile(
    rf"\b(?:(?:Cllr|Coun|Det|Prof|Sgt|Supt)\.|{_OFFICE}(?: (?:was|is|has been|will be) (?:named|identified|announced) as)?"
    rf"(?:(?: (?:of|for|at) [\w' &-]{{1,50}})?,)?) (?:{HONORIFIC} )?$"
)
# Words that lead from somebody to another who holds an office: `Zoe Sample, who was told by the director`.
_TO_ANOTHER = r"(?!(?:and|whose|mum|mother|dad|father|parent|son|daughter|by|with|told|asked|said|says|against|after|before|when|from|where|about)\b)"
_APPOINTED = r"(?:has been |was |is |will be |is to be )(?:(?:re-)?(?:appointed|elected|named|made) )?(?:as )?(?=the\b|an?\b|its\b|interim\b|[a-z'-]+ director|[A-Zcdlmh])"
# `Zoe Sample MP`; `Zoe Sample, 52, the charity's chief executive`; `Zoe Sample, who chairs the board`; `Zoe Sample, for the union`.
OFFICE_AFTER = re.compile(
    r" (?:MP|MEP|KC|QC|HMI|SHMI)\b"
    rf"|(?: OBE| MBE| CBE)?(?:, \d{{2}})?(?:(?:,| -| \()(?: who)?|(?= (?:is|was|has|will)\b)) (?:{_APPOINTED})?(?:{_TO_ANOTHER}[\w'&-]+ ){{0,5}}{_OFFICE}\b"
    r"|,? who (?:chairs|leads|runs|heads|founded)\b"
    r"|, (?:from|of|for|at) (?:the )?(?:[\w'&-]+ ){0,4}(?:[Cc]harity|[Uu]nion|[Tt]rust|[Ff]oundation|[Aa]ssociation|[Ss]ociety|[Ff]ederation|[Nn]etwork|[Ii]nstitute|Unison|UNISON|NSPCC|BASW)\b"
)


@lru_cache(maxsize=1)
def cues() -> Gazetteer[Cue]:
    """The words beside which a name is private, with what they say of it."""
    return Gazetteer({row["word"]: Cue(row["cue"]) for row in reference.table("private_cues")}, any_case=True)


@lru_cache(maxsize=1)
def no_names() -> frozenset[str]:
    """Capitalised words that are no part of a person's name, though the pattern of a name takes them; the cues too."""
    cue_words = (
        row["word"].capitalize() for row in reference.table("private_cues") if " " not in row["word"]
    )
    return frozenset([*(row["word"] for row in reference.table("no_names")), *cue_words])
