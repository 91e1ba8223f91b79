"""Harm: words that could point to one child, whoever published them. What matches is left out of the e-mail for a person to judge.

Figures under five, the age of one person, and the letters that reviews use for names (research/users.md, "Never").
"""

import re

_SOMEBODY = (
    r"(?:child|children|young person|young people|boys?|girls?|baby|babies|infants?|toddlers?|teenagers?|"
    r"siblings?|pupils?|famil(?:y|ies)|mothers?|fathers?|care leavers?)"
)
_RULES = (
    # "three young people", "one looked-after child", but not "two children's homes" or "one in four children"
    re.compile(
        rf"(?<!in )\b(?:one|two|three|four|[1-4]) (?:(?!in )[\w-]+ ){{0,2}}{_SOMEBODY}\b(?!['’])",
        re.IGNORECASE,
    ),
    # "aged 12", "a 12-year-old", but not "aged 16 and 17", "aged 0 to 25" or "12-year-olds"
    re.compile(r"\baged \d{1,2}\b(?! ?(?:to|and|or|-|–|/|,|\+))", re.IGNORECASE),
    re.compile(r"\b\d{1,2}[- ]years?[- ]old\b(?!s)", re.IGNORECASE),
    # "Child T", "Young Person AB"
    re.compile(r"\b(?:Child|Baby|Sibling|Young Person|Family) [A-Z]{1,2}\b(?!['’])"),
)


def identifies(words: str) -> bool:
    """Whether words could point to one child or family."""
    flat = " ".join(words.split())
    return any(rule.search(flat) for rule in _RULES)
