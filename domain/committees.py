"""Which committees are watched: those where children's services answer in public, by the words of their titles."""

import re

# Each rule: why, what the title says. The first that matches decides. Titles: reference/committee_names.csv.
_IN = (
    (
        "children's services",
        re.compile(
            r"\b(?:child|children|children's|young people|young people's|youth|families|family)\b",
            re.IGNORECASE,
        ),
    ),
    ("corporate parenting", re.compile(r"\bcorporate (?:strategic )?(?:parent|carer)", re.IGNORECASE)),
    (
        "schools and education",
        re.compile(r"\b(?:schools? forum|education|schools|learning|sacre)\b", re.IGNORECASE),
    ),
    ("special educational needs", re.compile(r"\b(?:SEND|special educational needs)\b", re.IGNORECASE)),
    ("safeguarding", re.compile(r"\bsafeguarding\b", re.IGNORECASE)),
    ("health and wellbeing", re.compile(r"\bhealth (?:and|&) well-?being\b", re.IGNORECASE)),
    ("scrutiny", re.compile(r"\b(?:scrutiny|select (?:committee|commission))\b", re.IGNORECASE)),
    ("improvement after an inspection", re.compile(r"\bimprovement (?:and [a-z]+ )?board\b", re.IGNORECASE)),
    ("audit", re.compile(r"\baudit\b", re.IGNORECASE)),
    (
        "cabinet",
        re.compile(
            r"^(?:mayor and )?(?:cabinet|executive|executive board|policy committee)\b(?! committee)",
            re.IGNORECASE,
        ),
    ),
    (
        "full council",
        re.compile(
            r"^(?:full |county |city |annual |extraordinary )?(?:council|council assembly|county council)$",
            re.IGNORECASE,
        ),
    ),
)
# These meet about something else, whatever other word their title holds.
_OUT = (
    ("pensions", re.compile(r"\bpension", re.IGNORECASE)),
    ("planning and licensing", re.compile(r"\b(?:planning|licensing|regulatory|highways|development control)\b", re.IGNORECASE)),
    ("adults", re.compile(r"\badult (?:social )?(?:care|services)\b(?!.*\bchild)", re.IGNORECASE)),
)  # fmt: skip


def choose(title: str, *, watch: tuple[str, ...] = (), skip: tuple[str, ...] = ()) -> tuple[bool, str]:
    """Whether a committee of this title is watched, and why; `watch` and `skip` are a source file's own titles, and win."""
    if title in skip:
        return False, "left out by the source file"
    if title in watch:
        return True, "named in the source file"
    for why, pattern in _OUT:
        if pattern.search(title):
            return False, f"about {why}"
    for why, pattern in _IN:
        if pattern.search(title):
            return True, why
    return False, "no rule names it"
