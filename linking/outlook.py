"""Outlook: what a sentence tells of a time ahead though no wording of a deed is known in it. Prose and dates in, deeds out.

A sentence counts where a cue of duty, promise, demand or timetable stands before a time that lies ahead of the text's own
day, and nothing in it forecasts, doubts, tells of staff, visits or money. It is the net below linking/deeds.py, which
reads more exactly and goes first.
"""

import re
from collections.abc import Sequence

from linking import deeds, due
from linking.deed_signs import Strength
from linking.deeds import Deed
from linking.prose import Prose, Span, within
from linking.times import Found

# What leads to a time ahead, by how firmly it is meant: `demanding to know by`, `is down for`, `promised ... by`, `resume on`.
_CUES = {
    Strength.REQUIRED: r"must|shall|have until|has until|had until|requires|(?<!the )(?<!a )(?<!all )(?<!any )requir(?:ed|ing)|insist(?:s|ed|ing)(?: on| that)?|direct(?:s|ed|ing)|instruct(?:s|ed|ing)|falls? due|deadlines?|(?:has|have|had|(?<!the )(?<!a )(?<!any )(?<!no )needs?|needed) to|falls to|bound to|obliged to|under orders to",
    Strength.PROMISED: r"promis(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|vow(?:s|ed)|undertak(?:es?|en|ing) to|undertook to|commit(?:s|ted)|guarantee(?:s|d)|(?:gave|given|gives) (?:its|his|her|their) word|assur(?:es|ed|ing) [a-z]+ that",
    Strength.ASKED: r"demand(?:s|ed|ing)|ask(?:s|ed|ing)? (?:for|that|to)|call(?:s|ed|ing)? for|press(?:es|ed|ing)? for|request(?:s|ed|ing)|urg(?:es|ed|ing)|should|wants?|wanted to|expects?|looks? to|invit(?:es|ed|ing)|seek(?:s|ing)?|sought|wanted|suggest(?:s|ed)|recommend(?:s|ed)",
    Strength.AIMED: r"aim(?:s|ed|ing)? to|hop(?:es|ed|ing) to|intend(?:s|ed|ing)? to|target(?:s|ed)?|working (?:to|towards)|(?:is|are) looking to|ambition (?:is )?to|hopeful (?:of|that)",
    Strength.PLANNED: (
        r"will|'ll|would|(?:is|are|was|were) to|(?:(?<=, )|(?<=: )|(?<=[.)] )|(?<=demanding )|(?<=[a-z]; ))to [a-z]{2,12}"
        r"|down for|timetabled|scheduled|programmed|slated|earmarked|booked|pencilled in|lined up|set for|due (?:on|by|at|in(?= [A-Z]))|brought forward to|put back to|put off (?:to|until)|held over (?:to|until)|deferred (?:to|until)|postponed (?:to|until)"
        r"|resumes?|reconvenes?|adjourned (?:to|until)|follows|has moved to|lands?|kicks? (?:in|off)|gets? under way|gets? going|rolls? out|starts? in|starts? from|opens? (?:its|on|in)|reports? in|reports? back|phased in|lined up|in the diary|on the agenda|planned|expected back|up for (?:renewal|review|decision|approval|debate)|(?:target|revised|new|completion|start|launch|go-live|opening|closing) date|to (?:commence|start|begin|conclude|launch|finish|follow)|(?:complete|completed|finished|done|in place|ready|live|operational|signed off|resolved|cleared|delivered)(?= (?:by|before) )|follow|returns?|takes? place|moved? to an?|goes? (?:to|before|out|live)|comes? (?:to|before|back)"
    ),
}
_CUE = re.compile("|".join(rf"(?P<{strength}>\b(?:{words})(?= ))" for strength, words in _CUES.items()))
# What speaks against it: forecasts, ifs and denials; staff, visits and meetings, which are events; money; headings.
_AGAINST = re.compile(
    r"\b(?:forecast|predicts?|prediction|predicted to|predicted that|targets? of|assum\w+|project(?:ed|ion)|estimat\w+|likely|[Ii]f|[Uu]nless|[Ww]hether|could|may(?! \d|,)|might|not|never|nobody|no longer|cannot|(?:on|at|by|in|from|to|under) which|\w+n't"
    r"|leav(?:e|es|ing)|step(?:s|ped|ping)? down|stand(?:s|ing)? down|retir\w+|join(?:s|ed|ing)?|appoint(?:s|ed|ment)|in post|take[sn]? up|took up|inspect\w*|re-?inspect\w*|(?:monitoring|focused) visits?|held (?:on|in|at)"
    r"|[Nn]ext meeting|ends? (?:in|on)|expir\w+|aged|amendment|voted|election|trial|inquest|weather|match|concert|film|birthday|overspend\w*|underspend\w*|saving|deficit|reserves?|grow\w*|rise|fall|higher|lower|better|worse"
    r"|start(?:s|ed|ing)? (?:on|as|work)|(?:due|set|expected) to (?:start|begin|join|leave|go|return)|asked (?:when|why|how|what|who|where)|assurances?|over the|(?:has|have) been (?:published|completed|circulated|issued|delivered|implemented|closed|provided|received|introduced|launched|established|recruited|made|done)|so far|last year|compared|since)\b|[£%?]|n't\b"
)
# What makes a duty of something that comes back: `must be reviewed weekly`, not `to present at the weekly panel`.
_BINDS = re.compile(
    r"will|'ll|would|shall|must|should|wants?|(?:has|have|needs?) to|(?:undertak|undertook|promis|pledg|vow|commit|requir|request|insist|demand).*",
    re.DOTALL,
)
# Whose business it is at the beginning of a sentence, and nobody's here: `A mother`, `The county show`.
_OF_OTHERS = re.compile(
    r"(?:(?:the|an?|some|many|all|most) )?(?:[a-z]+ )?(?:mothers?|mums?|dads?|fathers?|parents?|famil(?:y|ies)|residents?|neighbours|campaigners?|unions?|schools?|pupils?|students?|courts?|judge|"
    r"show|festival|fair|concert|match|term|trains?|buses|shops?|compan(?:y|ies)|firms?|developers?|labour|conservatives?|reform|greens?|lib dems?)\b",
    re.IGNORECASE,
)
# `by 13 February`: such a day lies ahead though its year is not told.
_LAST_DAY = re.compile(r"\b(?:by|before|until|no later than)(?: the)? $")
# Accounts, and years alone, are no times at which anything is done.
_NO_TIME = re.compile(r"\d{4}(?:-04/\d{4}-03)?~?")


def of(prose: Prose, sentence: Span, dates: Sequence[Found], *, day: str | None) -> Deed | None:
    """The deed of a sentence with a time ahead (`dates` of the text); none where the text's own day is unknown."""
    if day is None:
        return None
    ahead = [each for each in within(dates, sentence) if _is_ahead(prose, sentence, each, day)]
    cue = _CUE.search(prose.smooth, sentence[0], ahead[-1].start) if ahead else None
    if cue is None or _AGAINST.search(prose.smooth, *sentence):
        return None
    recurs = (ahead[-1].value or "").startswith("R/")
    return _deed(prose, sentence, cue) if _BINDS.fullmatch(cue[0]) or not recurs else None


def _is_ahead(prose: Prose, sentence: Span, found: Found, day: str) -> bool:
    """Whether a wording of time lies wholly ahead, or recurs; what stands in a quotation within the sentence is another's."""
    value = found.value or ""
    is_last_day = _LAST_DAY.search(prose.smooth, max(sentence[0], found.start - 30), found.start)
    is_ahead = due.lies_ahead(found, day) or (is_last_day and due.next_round(prose, found, day))
    if not is_ahead or _NO_TIME.fullmatch(value):
        return False
    has_begun = "/" in value and value[0] != "R" and value[:7] <= day[:7]
    return not has_begun and prose.smooth.count('"', sentence[0], found.start) % 2 == 0


def _deed(prose: Prose, sentence: Span, cue: re.Match[str]) -> Deed | None:
    subject = deeds.subject(prose, sentence, cue.start())
    is_of_others = _OF_OTHERS.match(subject) or (deeds.is_private(subject) and not subject.startswith("no "))
    if not subject or is_of_others or not deeds.is_of_services(prose, sentence):
        return None
    return Deed(
        sentence=sentence,
        clause=sentence,
        verb=cue.end() + 1,
        who=None,
        strength=Strength(cue.lastgroup or ""),
        is_plain=False,
    )
