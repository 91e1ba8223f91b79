"""Which committees are watched: those where children's services answer in public, by the words of their titles."""

import re

# Each rule: why, what the title says. The first that matches decides. Titles: reference/committee_names.csv.
_IN = (
    (
        "children's services",
        re.compile(
            r"\b(?:child|children|children's|young people|young people's|youth|families|family)\b", re.I
        ),
    ),
    ("corporate parenting", re.compile(r"\bcorporate (?:parent|carer)", re.I)),
    ("schools and education", re.compile(r"\b(?:schools? forum|education|schools|learning|sacre)\b", re.I)),
    ("special educational needs", re.compile(r"\b(?:SEND|special educational needs)\b", re.I)),
    ("safeguarding", re.compile(r"\bsafeguarding\b", re.I)),
    ("health and wellbeing", re.compile(r"\bhealth (?:and|&) well-?being\b", re.I)),
    ("scrutiny", re.compile(r"\b(?:scrutiny|select committee)\b", re.I)),
    ("audit", re.compile(r"\baudit\b", re.I)),
    (
        "cabinet",
        re.compile(
            r"^(?:mayor and )?(?:cabinet|executive|executive board|policy committee)\b(?! committee)", re.I
        ),
    ),
    (
        "full council",
        re.compile(
            r"^(?:full |county |city |annual |extraordinary )?(?:council|council assembly|county council)$",
            re.I,
        ),
    ),
)
# These meet about something else, whatever other word their title holds.
_OUT = (
    ("pensions", re.compile(r"\bpension", re.I)),
    ("planning and licensing", re.compile(r"\b(?:planning|licensing|regulatory|highways|development control)\b", re.I)),
    ("adults", re.compile(r"\badult (?:social )?(?:care|services)\b(?!.*\bchild)", re.I)),
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
