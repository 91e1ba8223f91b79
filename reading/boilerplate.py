"""Boilerplate: the lines of a news page that are no part of its story; lines in, the story's lines out.

Newspapers mix their own calls into a text: teasers of other stories, gaps left by advertisements, newsletters, apps,
and captions that scrapers take twice. A line is dropped only as a whole, and only by a rule that stands here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A pattern that a whole line fits, and a line that it is for."""

    pattern: re.Pattern[str]
    example: str


def _rule(pattern: str, example: str) -> Rule:
    return Rule(pattern=re.compile(pattern, re.IGNORECASE), example=example)


# A line of at least so many letters that stands twice is a caption; "Yes" and "0" may stand twice.
_CAPTION = 20
# Longer lines are paragraphs of a story, whatever they begin with.
_LONGEST = 600

RULES = (
    _rule(r"(?:hide|close) ad\b.{0,20}|advertise?ment(?: feature)?|sponsored(?: content)?", "Hide Ad"),
    _rule(
        r"(?:article|story) continues below.{0,40}|continue reading|read full article",
        "Story continues below",
    ),
    _rule(
        r"(?:most (?:popular|read)|promoted stories|more (?:on|from) [^.?!]{1,60}|recommended(?: reading)?)",
        "Most Popular",
    ),
    _rule(
        r"read (?:more|also|next|this)(?: here)?\s*(?:[:|>–-].*)?", "READ MORE: Bridge to close for a month"
    ),
    _rule(
        r"(?:you can )?(?:sign up|subscribe|register (?:for|here|now|to))\b.{0,160}\b(?:newsletters?|e-?mails?|inbox|updates?|alerts?)\b.*",
        "Sign up to our daily newsletter",
    ),
    _rule(
        r"(?:don't|never) miss\b.{0,120}\b(?:news(?:letter)?|stories|updates)\b.*",
        "Don't miss the latest news from Northshire - sign up",
    ),
    _rule(r"thank(?:s| you) for (?:subscribing|signing up).*", "Thank you for subscribing!"),
    _rule(
        r"(?:for (?:all )?the latest .{0,60}news|get the latest .{0,60}news|for more (?:news|stories)).{0,40}\b(?:visit|click|follow|sent|straight|go to)\b.*",
        "For all the latest news, visit our homepage here",
    ),
    _rule(
        r"(?:join|follow|like|find) (?:us|our|the)\b.{0,80}\b(?:whatsapp|facebook|twitter|instagram|tiktok|telegram|threads|on x)\b.*",
        "Join our Northshire breaking news service on WhatsApp",
    ),
    _rule(
        r"(?:click (?:this|the) link|if you're on a desktop|all you have to do is click).{0,120}\b(?:qr code|join community)\b.*",
        "Click this link or scan the QR code to receive breaking news",
    ),
    _rule(
        r"you(?:'ll| will) receive .{0,80}\b(?:updates|news|headlines)\b.*",
        "You will receive the day's headlines at noon.",
    ),
    _rule(
        r"no one will be able to see who (?:is|has) signed up.*",
        "No one will be able to see who has signed up.",
    ),
    _rule(
        r"(?:we also treat|to leave) our community\b.*",
        "To leave our community click on its name and choose 'exit group'.",
    ),
    _rule(
        r"(?:if you're curious, )?you can read our privacy (?:notice|policy).*",
        "If you're curious, you can read our Privacy Notice.",
    ),
    _rule(r"try .{1,40} premium for free\b.*", "Try Gazette Premium for FREE by clicking here for no ads"),
    _rule(
        r"(?:watch more of our videos|and live on freeview|visit shots! now|watch:? .{0,40}video).*",
        "Watch more of our videos here",
    ),
    _rule(
        r"(?:share|comment|comments|share this(?: article| story)?|have your say|copy link|bookmark|save|print)",
        "Share this article",
    ),
    _rule(r"(?:report this (?:comment|ad)|view \d* ?comments?|\d+ comments?)", "View 12 comments"),
    _rule(r"(?:image|picture|photo|pic|video)s?(?: credits?)?\s*:\s*.{1,60}", "Picture: Northshire Gazette"),
)

# A line on its own that announces the headline of another story on the next line.
_ANNOUNCES = re.compile(r"read (?:more|also|next)\s*:?", re.IGNORECASE)
# A teaser is cut off, or is a headline: it ends without the stop of a sentence.
_SENTENCE = re.compile(r"[.!?][”\"’')]*$")
_CUT_OFF = re.compile(r"(?:\.\.\.|…)$")


def is_boilerplate(line: str) -> bool:
    """Whether a line is none of the story's."""
    return len(line) <= _LONGEST and any(rule.pattern.fullmatch(line.replace("’", "'")) for rule in RULES)


def without(lines: list[str]) -> list[str]:
    """The lines of a story: no boilerplate, no teasers of other stories, no caption twice running."""
    told = [_once(line.strip()) for line in lines]
    kept = [
        line
        for above, line in pairwise(["", *told])
        if not is_boilerplate(line) and not _is_teaser(above, line)
    ]
    return list(_unrepeated(kept))


def _once(line: str) -> str:
    """A caption that a scraper joined to itself: "Caption.Caption." is "Caption."."""
    half = len(line) // 2
    return line[:half] if half >= _CAPTION and line[:half] == line[half:] else line


def _is_teaser(above: str, line: str) -> bool:
    if not _ANNOUNCES.fullmatch(above):
        return False
    return bool(_CUT_OFF.search(line)) or not _SENTENCE.search(line)


def _unrepeated(lines: list[str]) -> Iterator[str]:
    yield from (line for above, line in pairwise(["", *lines]) if line != above or len(line) < _CAPTION)
