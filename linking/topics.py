"""Topics: the few themes of children's services that a text dwells on, by counting their words."""

import re
from collections import Counter

from linking.prose import Prose

BY_WORDS = "topics.by_words@1"
RULES = (BY_WORDS,)

# Each word counts once for its topic; `send` is a verb unless in capitals.
_WORDS = {
    "children in care": r"children in (?:our )?care|looked[- ]after (?:children|child)|children looked after|child in care|corporate parent(?:s|ing)?|placements?",
    "care leavers": r"care leavers?|care[- ]experienced|leaving care|pathway plans?|staying put",
    "send": r"(?-i:SEND|EHCPs?)|special educational needs|EHC plans?|education, health and care plans?|high needs|safety valve|short breaks",
    "safeguarding": r"safeguarding|child protection|section 47|multi-agency safeguarding hub|exploitation|risk of (?:significant )?harm|neglect",
    "fostering": r"foster(?:ing| carers?| families| households| placements?| care)|kinship care(?:rs)?",
    "adoption": r"adoptions?|adopters?|adopted|special guardianship",
    "workforce": r"(?:agency |newly qualified )?social workers?|caseloads?|recruitment|retention|vacanc(?:y|ies)|turnover|agency staff",
    "finance": r"budgets?|overspend(?:ing|s)?|underspend|savings?|deficit|reserves?|funding|grants?|£",
    "education": r"virtual school|attendance|exclusions?|suspensions?|attainment|school places|home education|pupil premium",
    "early help": r"early help|family hubs?|family support|children's centres?|families first",
    "youth justice": r"youth (?:justice|offending)|first[- ]time entrants|reoffending",
    "inspection": r"ofsted|inspections?|inspectors?|focused visit|monitoring visit|improvement plan|improvement notice|improvement board",
}
_ANY = re.compile(
    r"(?<!\w)(?:"
    + "|".join(rf"(?P<t{number}>{words})" for number, words in enumerate(_WORDS.values()))
    + ")",
    re.IGNORECASE,
)
_NAMES = tuple(_WORDS)

# So many words of a topic, and so large a share of all topic words, make a text dwell on it.
_LEAST = 2
_SHARE = 0.08


def find(prose: Prose) -> tuple[str, ...]:
    """The topics of a text, the most spoken of first."""
    counted: Counter[str] = Counter(
        _NAMES[int(found.lastgroup[1:])] for found in _ANY.finditer(prose.smooth) if found.lastgroup
    )
    titled = {
        _NAMES[int(found.lastgroup[1:])]
        for found in _ANY.finditer(prose.circumstances.title)
        if found.lastgroup
    }
    least = max(_LEAST, _SHARE * counted.total())
    return tuple(topic for topic, count in counted.most_common() if count >= least or topic in titled)
