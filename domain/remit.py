"""The remit: whether what a plan, an issue or a decision is about concerns children's services, by the words of its title."""

import re

# As in "Foster carer allowances 2026/27", "Residential placements contract", "Ofsted Focused Visit", "SEND sufficiency";
# not in "Adoption of the local plan", "The council's parent company" or "Send-off for the mayor".
_CHILDREN = re.compile(
    r"\b(?:child|children|children's|young people|young person|young people's|youths?|famil(?:y|ies)|foster(?:ing|ed)?"
    r"|adopt(?:ers?|ive)|adoption (?:agency|panel|services?|support|allowances?)|kinship|special guardian(?:s|ship)?"
    r"|care[- ](?:leavers?|experienced)|looked[- ]after|corporate parent(?:s|ing)?|safeguarding|ofsted"
    r"|(?:residential|supported) (?:placements?|accommodation)|placements?|schools?|academ(?:y|ies)|pupils?|nurser(?:y|ies)"
    r"|early (?:years|help)|education(?:al)?|dedicated schools grant|sure start|social work(?:ers?)?|unaccompanied)\b",
    re.IGNORECASE,
)
_SEND = re.compile(r"\b(?:SEND|SEN|EHC|EHCPs?|DSG|SACRE|UASC|CAMHS)\b")


def concerns_children(*words: str | None) -> bool:
    """Whether any of these titles is about children's services or schools."""
    return any(
        title and (_CHILDREN.search(title.replace("’", "'")) or _SEND.search(title)) for title in words
    )
