"""Posts that people hold: which words name one post, on which side of the table its holder sits, and what the post is for.

Words of titles in, names out. What the trade calls one post stands in reference/glossary.csv.
"""

import re
from enum import StrEnum
from functools import lru_cache

from domain import reference


class Capacity(StrEnum):
    """As what somebody appears: nobody is two of these in one council, unless a person says so."""

    MEMBER = "member"
    OFFICER = "officer"
    INSPECTOR = "inspector"
    PARTNER = "partner"


# Posts that one person holds at a time, as the glossary names them.
_HELD_BY_ONE = frozenset(
    {
        "Director of children's services",
        "Lead member for children's services",
        "Leader of the council",
        "Elected mayor",
        "Chief executive",
        "Monitoring officer",
        "Section 151 officer",
        "Virtual school head",
        "Principal social worker",
    }
)
# `Executive Director of Education and Children's Services`, `Strategic Director for Children and Young People's Services`.
_DIRECTOR = re.compile(
    r"dcs|(?:(?:executive|corporate|strategic|statutory|group) )*director (?:of|for) (?:education(?: skills)? and )?"
    r"children(?:'s)?(?: (?:and )?(?:young people|families)(?:'s)?)?(?: services?(?: and [a-z ]{1,40})?| and (?:education|learning)(?: services?)?)"
)
_INSPECTOR = re.compile(r"\b(?:inspectors?|s?hmi)\b")
# Who is neither of the council nor of its inspectors: improvement boards' chairs, the department's advisers, ministers.
_PARTNER = re.compile(
    r"\b(?:independent (?:chair\w*|scrutineer)|advis[eo]r|commissioner|minister|secretary of state|education secretary"
    r"|(?:improvement|safeguarding)(?: children)?(?: improvement)? (?:board|partnership))\b"
)
# Leaders and chairs that are elected by nobody.
_STAFF = re.compile(r"\b(?:(?:practice|team|project) leader|child protection|conference chair)\b")
_MEMBER = re.compile(
    r"\b(?:leader|(?:cabinet|lead|executive|committee) member|portfolio holder|mayor|(?:vice-?)?chair(?:man|woman|person)?|convenor"
    r"|councillor|alder(?:man|woman)|spokes\w+|whip|opposition)\b"
)
_OFFICER = re.compile(
    r"\b(?:director|heads?|headteacher|chief|officer|manager|solicitor|clerk|social worker|leader|treasurer|registrar|administrator"
    r"|dcs|dcas|ad|s151|psw)\b"
)
# Words of a title that say how high somebody stands, not what for.
_RANK = re.compile(
    r"\b(?:an?|and|the|of|for|at|to|in|on|with|responsibility|directors?|heads?|chief|executive|officer|manager|assistant|deputy|vice"
    r"|interim|acting|former|corporate|strategic|statutory|senior|principal|group|joint|associate|lead|members?|cabinet|portfolio"
    r"|holder|chair(?:man|woman|person)?|convenor|services?|councils?|county|city|borough|sub|committee|board|panel|overview|select"
    r"|scrutiny|leader|councillor|inspectors?|hmi|advis[eo]r|operational|divisional|regional|national|independent|shadow|new|then"
    r"|labour|conservatives?|liberal|lib|democrats?|dem|green|reform|uk|party|opposition|majority|minority|spokes\w+)\b"
)
_WORD = re.compile(r"[a-z]+")
# What belongs to children's services: who rises within them changes title, not field.
_CHILDREN = re.compile(
    r"child(?:ren)?|young|famil(?:y|ies)|youth|fostering|adoption|permanence|safeguarding|social|care|looked|leaving|parenting|education"
    r"|schools?|learning|send|inclusion|help|early|residential|virtual|dcs"
)


def named(title: str) -> str:
    """The post that a title names: the glossary's name for it where it is held by one at a time, else the title as it is.

    Heads of service are many, and so are chairs: of those the title itself is the post.
    """
    words = _folded(title)
    canonical = _aliases().get(words)
    if canonical in _HELD_BY_ONE:
        return canonical
    return "Director of children's services" if _DIRECTOR.fullmatch(words) else " ".join(title.split())


def titled(title: str, body: str | None) -> str:
    """A title with the body whose post it is, where that is no council's: `Chair, Cabinet`, `adviser, Department for Education`."""
    return title if body is None or body.casefold() in title.casefold() else f"{title}, {body}"


def is_held_by_one(title: str) -> bool:
    """Whether one person holds the post at a time."""
    return named(title) in _HELD_BY_ONE


def key(title: str) -> str:
    """What two titles of one post have in common: `Head of Fostering` and `Head, Fostering` are one."""
    return " ".join(word for word in _folded(named(title)).split() if word not in ("of", "for", "the"))


def is_specific(title: str) -> bool:
    """Whether the title says which post it is: `Head of Fostering`, `Leader of the Council`; not `Chair` nor `Head of Service`."""
    return is_held_by_one(title) or bool(fields(title))


def fields(title: str) -> frozenset[str]:
    """What a post is for, in words; all of children's services is one field."""
    words = _WORD.findall(_RANK.sub(" ", key(title).replace("'s", "")))
    return frozenset("children" if _CHILDREN.fullmatch(word) else word for word in words)


def capacity(title: str) -> Capacity | None:
    """As what somebody appears who holds this post; `None` where the title does not say."""
    words = _folded(title)
    if _INSPECTOR.search(words):
        return Capacity.INSPECTOR
    if _PARTNER.search(words):
        return Capacity.PARTNER
    if not _STAFF.search(words) and _MEMBER.search(words):
        return Capacity.MEMBER
    return Capacity.OFFICER if _OFFICER.search(words) else None


def _folded(title: str) -> str:
    plain = title.replace("’", "'").replace("&", " and ").replace(",", " ").casefold()
    return " ".join(plain.split())


@lru_cache(maxsize=1)
def _aliases() -> dict[str, str]:
    """What the glossary calls each post, by its names; those that may mean another post are left out."""
    rows = [row for row in reference.table("glossary") if row["kind"] == "role"]
    ambiguous = {_folded(alias) for row in rows for alias in reference.cells(row["ambiguous_aliases"])}
    names = {
        _folded(alias): row["canonical"]
        for row in rows
        for alias in (row["canonical"], *reference.cells(row["aliases"]))
    }
    return {alias: canonical for alias, canonical in names.items() if alias not in ambiguous}
