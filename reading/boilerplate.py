"""Boilerplate: the lines of a news page that are no part of its story; lines in, the story's lines out.

Newspapers mix their own calls into a text: teasers of other stories, gaps left by advertisements, newsletters, apps,
and captions that scrapers take twice. A line is dropped only as a whole, and only by a rule that stands here.
"""

import re
from dataclasses import dataclass


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
        r"read (?:more|also|next|this|now)(?: here| on this)?\s*(?:[:|>'\"–-].*)?",
        "READ MORE: Bridge to close for a month",
    ),
    _rule(
        r"(?:more|latest|watch|related|recommended reading|in pictures|full story|see also|top stor(?:y|ies)|trending)\s?:\s.{1,200}",
        "MORE: Bridge to close for a month",
    ),
    _rule(
        r"(?:read more|more) (?:related (?:articles|stories)|(?:of )?(?:today's |the )?(?:top |latest |big )?(?:news|stories|headlines)\b.{0,120}|about .{1,60}|on this story)",
        "Read more of today's top stories here",
    ),
    _rule(
        r"(?:related(?: (?:topics|articles|stories|content|internet links|links|news|posts))?|(?:more|also) (?:on|in) this (?:story|section)|recommended (?:stories|reading|articles)|(?:top|latest|today's|more) (?:news )?(?:stories|headlines)(?: today)?|latest news|you may also like|more for you|editor's picks|from our network|related topics:.{0,200})\s?:?",
        "Related Internet Links",
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
    _rule(
        r"(?:follow|listen to|watch|like|contact|find|e-?mail|message|hear more from) (?:the )?(?:bbc|us|our|@)\b.{0,200}\b(?:facebook|twitter|x|instagram|sounds|whatsapp|tiktok|nextdoor|youtube|e-?mail|ideas|newsletter)\b.{0,160}",
        "Follow BBC Northshire on Facebook, X and Instagram. Send your story ideas to northshire@bbc.example",
    ),
    _rule(
        r"follow (?:[a-z0-9.]+ ){1,4}(?:on|across)\b.{0,60}\b(?:facebook|twitter|instagram|whatsapp|tiktok|youtube|social)\b.{0,160}",
        "Follow Gazette Sport across our social channels, on Facebook and Instagram.",
    ),
    _rule(
        r"(?:do you have|have you got|got|if you(?:'ve| have) (?:got )?) ?(?:a |any |an )?(?:news |interesting |celebrity )?(?:story|stories|tip|view|question|news)\b.{0,40}?(?:\?|to share|suggestion|for us|idea).{0,300}",
        "Do you have a story suggestion for BBC Northshire?",
    ),
    _rule(
        r"(?:get in touch (?:with (?:us|our|the news)|by e-?mail)|contact (?:our|the) (?:news(?:room|desk)?|reporters?)|you can (?:contact|e-?mail|get in touch with|follow) (?:us|our|the newsroom|me)|send us your (?:story|stories|photos|views|news))\b.{0,300}",
        "Get in touch with our news team by emailing news@gazette.example",
    ),
    _rule(
        r"(?:keep up[- ]to[- ]date|stay (?:informed|up[- ]to[- ]date|ahead)|to (?:keep|stay) (?:updated|up[- ]to[- ]date)|keep updated)\b.{0,200}\b(?:follow|sign|newsletters?|app|e-?mails?|inbox|facebook|whatsapp|subscrib\w{1,4})\b.*",
        "To keep updated, follow the Gazette on Facebook and X",
    ),
    _rule(
        r"(?:download|get|install) (?:the|our) .{0,60}\bapp\b.{0,160}",
        "Download the Gazette app for free on iPhone and Android",
    ),
    _rule(
        r"(?:for more (?:stories|news|like this|from)|check out (?:our|more)|see more|browse) .{0,160}\b(?:here|page|website|homepage|newsletters?|section|channel|news)\.?",
        "For more stories like this, check our news page.",
    ),
    _rule(
        r"(?:subscribe|support (?:our|local|independent) journalism|become a (?:member|subscriber)|this article is (?:for|exclusive to) subscribers|already a subscriber|continue reading|to continue reading|you(?:'ve| have) (?:reached|read) .{0,40}(?:free )?articles?|log in to (?:read|continue)|register to read)\b.{0,300}",
        "Subscribe now for unlimited access to local news",
    ),
    _rule(
        r"(?:last updated|published|updated|posted)\s?:?|(?:\d+|a few) (?:seconds?|minutes?|hours?|days?) ago|(?:\d+ )?(?:min(?:ute)?s? )read",
        "3 hours ago",
    ),
    _rule(
        r"(?:what do you think|let us know|have your say|tell us|share your (?:views|thoughts|opinion)|join the (?:conversation|discussion)|comments? are)\b.{0,200}\b(?:comments?|closed|poll)\b.*",
        "What do you think? Tell us in the comments below",
    ),
    _rule(
        r"additional reporting by .{1,80}|(?:©|copyright ©?\s?\d{4}).{0,80}|all rights reserved\.?",
        "Additional reporting by Robin Hale",
    ),
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
    return parted(lines)[0]


def parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines of a story, and those that are none of it (boilerplate, teasers, a caption's second time), each in order."""
    told: list[str] = []
    left: list[str] = []
    above = ""
    for line in (_once(line.strip()) for line in lines):
        if not line:
            told.append(line)
            continue
        again = line == above and len(line) >= _CAPTION
        (left if is_boilerplate(line) or _is_teaser(above, line) or again else told).append(line)
        above = line
    return told, left


def _once(line: str) -> str:
    """A caption that a scraper joined to itself: "Caption.Caption." is "Caption."."""
    half = len(line) // 2
    return line[:half] if half >= _CAPTION and line[:half] == line[half:] else line


def _is_teaser(above: str, line: str) -> bool:
    if not _ANNOUNCES.fullmatch(above):
        return False
    return bool(_CUT_OFF.search(line)) or not _SENTENCE.search(line)
