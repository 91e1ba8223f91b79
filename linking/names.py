"""Names: what a person's name looks like, and when two of them can be one person's. Patterns and parts only; who is meant is for people.py."""

from dataclasses import dataclass

from linking.time_words import FULL_MONTHS

# Words with a capital that are part of no name: bodies, posts, forms of address, the furniture of papers.
_FURNITURE = (
    r"(?!(?:An|The|This|That|These|Those|And|But|If|In|On|At|By|To|For|From|Of|With|As|It|He|She|They|We|Our|His|Her|Their|Its|All|Also|"
    r"County|City|Borough|District|Town|Council|Councillors?|Cllrs?|Couns?|Committee|Sub|Co-opted|Co-optees?|Since|Absent|Outgoing|Former|Apology|Substitutes?|Board|Panel|Cabinet|Executive|Forum|Commission|"
    r"Members?|Chair|Chairman|Chairwoman|Chairperson|Vice|Deputy|Leader|Mayor|Lead|Portfolio|Opposition|Group|Party|"
    r"Labour|Conservatives?|Liberal|Democrats?|Independents?|Reform|Alliance|UK|Director|Chief|Assistant|Interim|Acting|Corporate|"
    r"Strategic|Senior|Principal|Scrutiny|Overview|Hon|Rt|Officers?|Constable|Superintendent|Commissioner|Manager|Team|Services?|Children|Children's|Youth|People|People's|Person|Representatives?|"
    r"Parents?|Carers?|Governors?|Social|Workers?|Education|Schools?|Health|Safeguarding|Ofsted|OFSTED|HMI|SHMI|Inspectors?|Inspection|"
    r"Majesty's|Department|Secretary|Minister|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Present|Apologies|Attendance|"
    r"Agenda|Minutes|Meeting|Item|Report|RESOLVED|Resolved|Agreed|Decision|Action|Recommendation|Date|Time|Venue|Contact|Read|More|Hide|"
    r"Ad|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Centre|England|English|National|Government|Local|Authority|Association|Public|Democratic|Homes?|"
    r"Trust|Ltd|Limited|Partnerships?|Learners?|Learning|Vulnerable|Inclusion|Access|Standards|Provision|Skills|Families|Fostering|Adoption|"
    r"Performance|Quality|Assurance|Finance|Resources|Improvement|Transformation|Commissioning|Communities|Adults|Wellbeing|Prevention|Intervention|Support|Permanence|Placements?|"
    r"Governance|Operations|Participation|Sufficiency|Disabilities|Alternative|Lifelong|Academy|College|University|NHS|Constabulary|Police|Union|Review|Plan|Strategy|Act|Framework)\b)"
)
_MONTH = rf"(?!(?:{FULL_MONTHS})\b)"
# Surnames, and June a given name, beside a title; without one they begin something else: `Young People`, `West Street`.
_NO_FIRST_WORD = (
    rf"{_MONTH}(?!(?:Young|Green|Foster|Care|Head|Hall|House|Street|Road|North|South|East|West)\b)"
)
_INITIAL = r"[A-ZÀ-Þ]\.?"
_GIVEN_WORD = r"[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ][a-zß-ÿ]+)?"
_PARTICLE = r"(?:[Dd]e(?: la)?|[Vv]an(?: der?| den)?|[Vv]on|[Ll]e|[Ll]a|[Aa]l|[Ee]l|[Dd]i|[Dd]u|ap|ab|St)"
_SURNAME_WORD = rf"(?:{_PARTICLE} )?(?:Mc|Mac|O'|D'|Fitz)?[A-ZÀ-Þ][a-zß-ÿ]+(?:-[A-ZÀ-Þ]?[a-zß-ÿ]+|'(?!s\b)[a-zß-ÿ]+){{0,2}}"
# `J HARROP`, `O'DELL`, as minutes print surnames; what follows a name in capitals is none.
_CAPITAL_SURNAME = (
    r"(?!(?:AND|CC|OBE|MBE|CBE|JP|MP|KC|QC|LAB|CON|THE|IN|OF|TO|FOR|PRESENT|APOLOGIES|ALSO|OFFICERS|CHAIR|VICE|CHAIRMAN|MEMBERS|SUBSTITUTES?)\b)"
    r"(?:Mc|Mac|O'|D')?[A-ZÀ-Þ]{2,}(?:[-'][A-ZÀ-Þ]{2,}){0,2}"
)
_GIVEN = rf"{_FURNITURE}(?:{_GIVEN_WORD}|{_INITIAL})"
# `J.P.`, `JP`: together only after a title.
_INITIALS = r"(?!CC )[A-ZÀ-Þ]\.?[A-ZÀ-Þ]\.?(?![\w'])"
_SURNAME = rf"{_FURNITURE}{_MONTH}{_SURNAME_WORD}"

HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Rev|Reverend)\b\.?"
# `Susan`, as it stands before a surname.
GIVEN_NAME = rf"{_NO_FIRST_WORD}{_GIVEN}"
# `Susan Myers`, `J. Smith`, `Mary Anne O'Brien`.
FULL_NAME = rf"{_NO_FIRST_WORD}{_GIVEN}(?: {_GIVEN})? {_SURNAME}(?![\w-])"
# The same, or a surname alone, as it may stand after a title.
ANY_NAME = rf"(?:{_GIVEN} ){{0,2}}{_SURNAME}(?![\w-])"
# The same after `Councillor`, where surnames stand in capitals too.
MEMBER_NAME = (
    rf"(?:(?:{_GIVEN}|{_FURNITURE}{_INITIALS}) ){{0,2}}(?:{_SURNAME}|{_FURNITURE}{_CAPITAL_SURNAME})(?![\w-])"
)
# `Councillor`, `Cllr.`, `County Coun`, `CC`; `Couns`.
COUNCILLOR = r"(?:(?:(?:County|Borough|City|COUNTY) )?(?:Councillor|COUNCILLOR|Cllr|CLLR|Clr|Coun)\b\.?|councillor|CC|Ald(?:erman|erwoman)?\b\.?)"
COUNCILLORS = r"(?:(?:(?:County|Borough|City|COUNTY) )?(?:Councillors|COUNCILLORS|Cllrs|CLLRS|Couns)\b\.?|councillors|CCs):?"
# What may stand after a name and belongs to it: `OBE`, `MP`.
HONOURS = r"(?:,? (?:OBE|MBE|CBE|JP|BEM|DL|KC|QC|MP|QPM|FRSA|CPFA|CIPFA)\b)"


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name in parts; `given` is empty where only the surname is known, `suffix` where there is no `Jr` or the like."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (*self.given, self.surname, self.suffix) if part)

    def can_be(self, other: "Name") -> bool:
        """Whether nothing in the two names speaks against one person: same surname and suffix, given names equal or one the other's initial.

        Where one has no given name this says only that it is possible.
        """
        if self.surname.casefold() != other.surname.casefold():
            return False
        if not (self.given and other.given):
            return True
        return self.suffix == other.suffix and _agree(self.given[0], other.given[0])


def parse(words: str) -> Name:
    """A name that `FULL_NAME` or `ANY_NAME` found, in parts; a particle such as `de` belongs to the surname."""
    parts = [_uncapitalised(part) for part in words.split()]
    suffix = parts.pop() if len(parts) > 1 and parts[-1] in _SUFFIXES else ""
    first_of_surname = len(parts) - 1
    while first_of_surname > 0 and parts[first_of_surname - 1] in _PARTICLES:
        first_of_surname -= 1
    return Name(
        given=tuple(part.rstrip(".") for part in parts[:first_of_surname]),
        surname=" ".join(parts[first_of_surname:]),
        suffix=suffix,
    )


_SUFFIXES = frozenset({"Jr", "Jnr", "Snr", "Sr", "Junior", "Senior"})
_PARTICLES = frozenset(
    {"de", "De", "van", "Van", "der", "den", "von", "Von", "le", "Le", "la", "La", "al", "Al", "el", "El"}
    | {"di", "Di", "du", "Du", "ap", "ab", "St"}
)


def _uncapitalised(part: str) -> str:
    """`HARROP` as `Harrop`; initials stay, and so do names as people write them."""
    return part.title() if len(part) > 2 and part.isupper() and "." not in part else part


def _agree(one: str, other: str) -> bool:
    if _is_initial(one) or _is_initial(other):
        return one[0].casefold() == other[0].casefold()
    return one.casefold() == other.casefold()


def _is_initial(given: str) -> bool:
    """`J`, `J.P`, `JP`."""
    return len(given) == 1 or "." in given or (len(given) == 2 and given.isupper())
