"""Which committees are watched: those where children's services answer in public, by the words of titles and headings.

A committee too many costs a few requests, one too few costs its news: what is doubtful is watched, and says why.
Titles: reference/committee_names.csv and the committee lists of Lancashire and Manchester.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Titles have up to 150 characters; what is longer than this has said enough.
_LONGEST = 300


class _Rule(NamedTuple):
    """Why, and the words by which it is known."""

    why: str
    words: re.Pattern[str]


def _rule(why: str, words: str) -> _Rule:
    return _Rule(why, re.compile(words, re.IGNORECASE))


# These are out, whatever else a title says. Cases of single families are heard in private: nothing of them is collected.
_NEVER = (
    _rule(
        "individual cases",
        r"\bappeals?\b|\bcomplaints?\b|\bchild death\b|\b(?:adoption|fostering|permanence|placement)(?: (?:and|&) [a-z]+)? panel\b",
    ),
    _rule("pensions", r"\bpensions?\b"),
    _rule("religious education", r"\breligious education\b|\bsacre\b"),
    _rule("school governors", r"\bgovernors?\b"),
    _rule("adults", r"^(?!.*\b(?:child|young|health)).*\b(?:adults?|learning disabilit(?:y|ies))\b"),
    _rule(
        "another authority",
        r"\bcombined (?:county )?authority\b|\b(?:fire|police)\b.*\b(?:authority|panel|commissioner)\b|\bnational park\b",
    ),
)
# Where children's services answer, by name.
_ALWAYS = (
    _rule("children's services", r"\b(?:child(?:ren)?(?:'s)?|young people(?:'s)?|youth|families|family)\b"),
    _rule(
        "corporate parenting",
        r"\bcorporate (?:strategic )?(?:parent|carer)|\b(?:looked[ -]after|care[ -]leavers?|care[ -]experienced)\b",
    ),
    _rule("schools and education", r"\b(?:schools?|education|learning)\b"),
    _rule("special educational needs", r"\b(?:send|special educational needs)\b"),
    _rule("safeguarding", r"\bsafeguarding\b"),
)
# These meet about something else, unless a rule above names them.
_OUT = (
    _rule(
        "planning and licensing",
        r"\b(?:planning|licensing|regulatory|regulation|development (?:control|management)|highways|rights of way|village green|taxi)\b",
    ),
    _rule(
        "appointments and conduct",
        r"(?<!audit and )(?<!audit & )\b(?:appointments?|employment|staffing|disciplinary|standards|conduct|remuneration) (?:(?:and|&) [a-z]+ )?(?:sub|committee|panel|board)\b",
    ),
    _rule("companies", r"\b(?:limited|ltd|shareholders?|company|companies)\b"),
    _rule(
        "another portfolio",
        r"\b(?:cabinet|executive|lead) (?:member|councillor) for\b|\bportfolio holder for\b",
    ),
)
_IN = (
    _rule("health and wellbeing", r"\bhealth (?:and|&) well-?being\b"),
    _rule(
        "improvement after an inspection",
        r"\bimprovement (?:(?:and|&) [a-z]+ )?board\b|\bperformance improvement\b|\b(?:accountability|assurance) board\b",
    ),
    _rule("audit", r"\baudit\b"),
    # "Cabinet", "Mayor and Cabinet", "Executive Board", "Cabinet (Special)"; never "... Cabinet Committee": that advises
    # or decides for one company or portfolio. Councils without a cabinet: "Policy Committee".
    _rule(
        "cabinet",
        r"^(?:the )?(?:(?:city )?mayor and )?(?:cabinet|executive)(?: board| cabinet| committee)?(?<!cabinet committee)(?: meeting| \(.*| - .*)?$"
        r"|^(?:policy|(?:policy|strategy) (?:and|&) resources) committee$",
    ),
    # "Cabinet Member Decisions", "Officer Delegated Decisions", of every portfolio
    _rule(
        "decisions of single members and officers",
        r"^(?:individual |key |urgent |delegated )*(?:cabinet|executive|leader|lead|officer|portfolio)(?:'s)?(?: (?:executive|delegated|officer|members?|holders?))*'? decisions?$",
    ),
    # "Council", "Full Council", "Annual Council", "Northshire County Council", "Council Forum", "Council Assembly"
    _rule(
        "full council",
        r"^(?:full |annual |extraordinary |special |budget |finance |policy |the )*(?:(?:[a-z'-]+ ){0,4}(?:county|city|borough) )?council(?: assembly| forum| meeting| \(.*| - .*)?$|\bcourt of common council\b",
    ),
)
# Scrutiny under its many names: of everything, of people, or of one department.
_SCRUTINY = re.compile(
    r"\b(?:scrutiny|overview|select (?:committee|commission)|policy (?:and|&) (?:accountability|performance)|policy (?:development|review))\b",
    re.IGNORECASE,
)
# What a scrutiny committee may be about that is none of children's services ...
_OTHER_MATTERS = re.compile(
    r"\b(?:environment(?:al)?|climate|transport|place|housing|homes|growth|econom(?:y|ic)|regeneration|infrastructure|flood|waste|crime|tourism|leisure|streets?)\b",
    re.IGNORECASE,
)
# ... unless it is about this as well.
_AND_MORE = re.compile(
    r"\b(?:people|health|social|communit(?:y|ies)|corporate|resources|finance|budget|performance|management|care|skills|inclusion|poverty)\b",
    re.IGNORECASE,
)
# Headings under which nothing is the council's own, or nothing meets any more.
_FOREIGN = re.compile(
    r"\b(?:outside bod(?:y|ies)|parish|town councils?|combined authority|joint authorit(?:y|ies)|archived?|former)\b",
    re.IGNORECASE,
)


def choose(
    title: str, *, category: str | None = None, watch: tuple[str, ...] = (), skip: tuple[str, ...] = ()
) -> tuple[bool, str]:
    """Whether a committee of this title is watched, and why.

    `category` is the heading under which the source lists it; `watch` and `skip` are a source file's own titles, and
    win.
    """
    name, heading = _spaced(title), _spaced(category or "")
    if title in skip:
        return False, "left out by the source file"
    if title in watch:
        return True, "named in the source file"
    if why := _first(_NEVER, name):
        return False, f"about {why}"
    if why := _first(_ALWAYS, name):
        return True, why
    if _FOREIGN.search(heading):
        return False, f"listed under {heading}"
    if why := _first(_OUT, name):
        return False, f"about {why}"
    if why := _first(_IN, name):
        return True, why
    if _SCRUTINY.search(name):
        return _scrutiny(name, "scrutiny")
    if why := _first(_ALWAYS, heading):
        return True, f"{why}, by its heading {heading}"
    if _SCRUTINY.search(heading):
        return _scrutiny(name, f"scrutiny, by its heading {heading}")
    return False, "no rule names it"


def _spaced(words: str) -> str:
    """White space made even, and the apostrophe of a typewriter for all others."""
    return " ".join(words[:_LONGEST].replace("’", "'").split())


def _scrutiny(name: str, why: str) -> tuple[bool, str]:
    if _OTHER_MATTERS.search(name) and not _AND_MORE.search(name):
        return False, "scrutiny of other matters"
    return True, why


def _first(rules: Iterable[_Rule], words: str) -> str | None:
    return next((rule.why for rule in rules if rule.words.search(words)), None)
