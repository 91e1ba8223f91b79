"""Redactions undone by the words beside them: a name after `[redacted]`, an address after a bar, letters spelt out once.

They fail for whoever reads, and need no copying: what was taken out of one place stands in another. Redactions that fail in a
PDF are found where its pages are read (reading/redactions.py).
"""

import re
from collections.abc import Iterator

from linking.harm.cues import FAMILY, Cue, Sentence, everything
from linking.names import FULL_NAME, GIVEN_NAME
from linking.prose import Span

_TAKEN_OUT = r"(?:redact|remov|withh[eo]ld|delet|anonymis|omit|blank|hidden|conceal|obscur)"
# "[REDACTED]", "[name removed]", "(text redacted)", bars of blocks, crosses and stars.
_MARK = re.compile(
    rf"[\[(<](?:[^\])>\n]{{0,30}} )?{_TAKEN_OUT}[^\])>\n]{{0,30}}[\])>]|[█▇■▓]{{2,}}|\*{{3,}}|\bX{{3,}}\b|\bREDACTED\b|_{{5,}}"
    r"|\[(?:YP|Child|Person|Pupil|Mother|Father|Sibling|Key worker)[ \w]{0,6}\]"
    r"|\b(?:names?|address|details?|identity|identities)\b[^.\n]{0,40}\b(?:been|are|is|was|were) (?:redacted|removed|withheld|deleted|anonymised|hidden|concealed|blacked out|taken out)"
    # "pls blank out", "to come out before this is published", "black boxes had been drawn over"
    r"|\b(?:pls|please|to be|must be|needs? to be|should (?:be|have been)|to) (?:\w+ )?(?:redact(?:ed)?|blank(?:ed)? out|removed?|taken? out|come out|deleted?|anonymised?)\b"
    r"|\bblack(?:ed)?[- ](?:box(?:es)?|bars?|out|lines?|strips?|pen)\b|\bREDACTED\b|\bunredacted\b",
    re.IGNORECASE,
)
# What is taken out of papers of business, and by whom: prices and bidders.
_BUSINESS = re.compile(
    r"\b(?:commercial\w*|compan(?:y|ies)|plc|ltd|limited|llp|bidders?|bid|tenderers?|tenders?|suppliers?|contractors?|price|holdings|landlord|shares?|site|engineers|key|targets?|actual|baseline|rates?)\b",
    re.IGNORECASE,
)
_GIVEN = rf"(?:{GIVEN_NAME})(?![\w-])"
_PERSON = re.compile(
    # "(Jayden T.)" behind a mark, "Mr and Mrs Dalby", "her father's name, Petrov", "known as Bethany"
    rf"[\])█▇■▓*] ?[\[(,:-] ?(?:{_GIVEN})"
    r"|\b(?:Mr|Mrs|Ms|Miss)\b\.?(?: (?:and|&) (?:Mr|Mrs|Ms|Miss)\b\.?)? [A-Z][a-z]"
    rf"|\b(?:name|surname|forename|called|known as|named|nickname(?:d)?),? \(?(?:is |was |being )?(?:{_GIVEN})"
    # "her brother Callum", "the mother, Zoe", "son of Zoe Pike"
    rf"|\b(?:mother|father|mum|dad|sister|brother|sibling|son|daughter|child|boy|girl|baby|aunt|uncle|grand\w+|twin|carers?|cousin|partner|niece|nephew)s?(?: of|,)? (?:{_GIVEN})"
    # "of 5 Glebe Row", "at 12 Mill Lane"
    r"|\b\d{1,4}[A-Za-z]? [A-Z][a-z]+ (?:[A-Z][a-z]+ )?(?:Close|Road|Street|Lane|Avenue|Drive|Rise|Grove|Way|Court|Crescent|Gardens|Place|Terrace|Hill|Walk|Row|Square|Mews|Green)\b"
    # "Connor Haig Yr9", "Oscar Lindqvist, dob 2012", "'Kiera disclosed to her"
    rf"|\b{FULL_NAME},? \(?(?:[Yy](?:ea)?r? ?\d|[Dd][Oo][Bb]|d\.o\.b|aged \d|born)"
    rf"|['\"](?:{_GIVEN}) (?:disclosed|said|told|alleged|was|has|had|is)\b"
    # "opposite the Co-op in Nether Poole"
    r"|\b(?:opposite|next to|near|above|behind|beside) (?:the )?[A-Z][\w'-]+"
    rf"|\b{FULL_NAME}(?='s (?:mother|father|mum|dad|sister|brother|son|daughter|aunt|uncle|school))"
)
_CODE = r"(?:(?:Child|Baby|Young Person|Sibling|Boy|Girl|Mother|Father|Family|Mr|Mrs|Ms|Miss|Pupil|YP|Adult) ?)?(?<![\w.&-])[A-Z]{1,2}\d?(?![\w.&-])"
_QUOTED = r"['\"“‘]?"
# "B = Bethany", "Child A is Callum", "Y below; Imogen in the chronology", "C (Callum)", "JT stands for Jayden Thorpe".
_SPELT = re.compile(
    rf"(?:\b[XYZ] - |{_QUOTED}{_CODE}{_QUOTED} ?(?:=|:| is really | stands for | means | refers to | denotes |\((?:i\.e\. |[a-z]+ )?| (?:below|above|here|elsewhere|throughout|in (?:this|the) \w+)[;,:]? (?:is |and |but |or )?) ?){_QUOTED}(?:{_GIVEN})"
    # as in: Bethany, in brackets B; "Imogen, called Y in this report"; "Bethany is Child B in the report"
    rf"|\b(?:{_GIVEN})(?: [A-Z][\w'-]+)?,? (?:\(|(?:is |was |who is )?(?:hereafter|henceforth|(?:here |below |hereafter )?(?:called|named|known|referred to|shown|anonymised|described|identified)[^.()]{{0,30}}?(?: as)?|is|as) ){_QUOTED}{_CODE}{_QUOTED}(?=[),.;]| (?:in|below|above|here|throughout|elsewhere)\b)"
    rf"|\b(?:real|actual|true|birth|full|own) names?,? (?:is|was|are|being|of)? ?(?:\w+ )?(?:{_GIVEN})"
)


# "the initials E.W.-P. were left in the heading".
_INITIALS_LEFT = re.compile(r"\binitials\b[^.\n]{0,25}\b[A-Z]\.[A-Z]\.")
_SOMEBODY = FAMILY | {Cue.KIN, Cue.RECORD, Cue.YEAR}


def undone(sentence: Sentence) -> Iterator[Span]:
    """The sentence, where what a mark or a letter stands for is told beside it."""
    words = sentence.words
    if _BUSINESS.search(words):
        return
    is_told = sentence.has(_SOMEBODY) and _MARK.search(words) and _PERSON.search(words)
    if is_told or _SPELT.search(words) or (sentence.has(FAMILY) and _INITIALS_LEFT.search(words)):
        yield from everything(sentence)
