"""Relevance: a headline and its summary in, how likely the story is about children's services in England and why out.

A first, cheap look, made before a story is fetched; no story is judged by this alone. The rules stand in
`reading/relevance_rules.py`, what the score leads to in `domain/relevance.py`.
"""

from reading.relevance_rules import IN_THE_TRADE, RULES

# No headline is longer; what is, is no headline.
LONGEST_TITLE = 400

# As much of a long text as tells what it is about: a headline's summary, or the first paragraphs of a story.
OPENING = 800

# So many words of the trade further down say that a story comes to its subject late, which speaks for it as much as
# a word that needs a companion.
_LATE = 4
_LATE_WEIGHT = 2.0
LATE_REASON = "goes on to speak of the trade"


def score(title: str, summary: str = "") -> tuple[float, tuple[str, ...]]:
    """The sum of the rules that fit the title and the opening, each once, and their reasons in the order of the table.

    `summary` may be the whole text of a story: beyond its opening only the words of the trade are counted.
    """
    told = _straight(f"{title[:LONGEST_TITLE]}\n{summary[:OPENING]}")
    fitting = [rule for rule in RULES if rule.fits(told)]
    total, reasons = sum(rule.weight for rule in fitting), tuple(rule.reason for rule in fitting)
    if len(summary) > OPENING and _comes_to_it_late(_straight(summary[OPENING:])):
        return total + _LATE_WEIGHT, (*reasons, LATE_REASON)
    return float(total), reasons


def _comes_to_it_late(rest: str) -> bool:
    found = IN_THE_TRADE.finditer(rest)
    return sum(1 for _ in zip(found, range(_LATE), strict=False)) == _LATE


def _straight(words: str) -> str:
    return words.replace("’", "'").replace("‘", "'")
