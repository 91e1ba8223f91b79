"""Redactions undone by the words beside them: a name after `[redacted]`, an address after a bar, letters spelt out once.

They fail for whoever reads, and need no copying: what was taken out of one place stands in another. Redactions that fail in a
PDF are found where its pages are read (reading/redactions.py).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from domain import reference
from linking.harm.cues import FAMILY, Cue, Sentence, everything
from linking.names import FULL_NAME, GIVEN_NAME
from linking.private_words import no_names
from linking.prose import Span

# Of whom such papers are.
OF_FAMILY = re.compile(
    r"\b(?:child|children|boys?|girls?|baby|infant|toddler|pupils?|young (?:person|people)|teenagers?|siblings?|mothers?|fathers?|mum|dad|daddy|mummy|parents?|sons?|daughters?|sisters?|brothers?|twins?|"
    r"gran|granny|grand(?:ma|ad|mother|father|parents?|son|daughter|child)|stepfather|stepmother|aunt|uncle|nan|cousin|foster|adopt\w+|guardians?|carers?|family|surname|advocate|social worker|interviewer|nursery)\b",
    re.IGNORECASE,
)
_TAKEN_OUT = r"(?:redact|remov|withh[eo]ld|delet|anonymis|omit|blank|hidden|conceal|obscur)"
# "[REDACTED]", "[name removed]", "(text redacted)", bars of blocks, crosses and stars.
_MARK = re.compile(
    rf"[\[(<](?:[^\])>\n]{{0,30}} )?{_TAKEN_OUT}[^\])>\n]{{0,30}}[\])>]|[█▇■▓]{{2,}}|\*{{3,}}|\bX{{3,}}\b|\bREDACTED\b|_{{3,}}"
    r"|\[(?:[Ff]irst |[Ff]ull )?(?:[Nn]ame|[Ss]urname|[Ss]chool|[Aa]ddress|DOB|[Ii]nitials)[ \w]{0,12}\]|\bcalls? (?:him|her|the (?:child|boy|girl|baby|pupil|young person)) ['\"‘“]"
    r"|\[(?:YP|Child|Person|Pupil|Mother|Father|Sibling|Key worker)[ \w]{0,6}\]"
    r"|\b(?:names?|address|details?|identity|identities)\b[^.\n]{0,40}\b(?:been|are|is|was|were) (?:redacted|removed|withheld|deleted|anonymised|hidden|concealed|blacked out|taken out)"
    r"|\bnames? (?:(?:was|were|is|are|had been|has been|have been) )?(?:redacted|removed|withheld|deleted|anonymised|blanked out|blacked out|taken out|left out|changed|covered|masked|obscured|painted over|taped over)\b|\bblanked\b|\b(?:sticker|masking tape)\b"
    # "pls blank out", "to come out before this is published", "black boxes had been drawn over"
    r"|\b(?:pls|please|to be|must be|needs? to be|should (?:be|have been)|to) (?:\w+ )?(?:redact(?:ed)?|blank(?:ed)? out|removed?|taken? out|come out|deleted?|anonymised?)\b"
    r"|\bblack(?:ed)?[- ](?:box(?:es)?|bars?|out|lines?|strips?|pen)\b|\bREDACTED\b|\bunredacted\b|\banonymised\b|\bXX\b"
    # "tracked changes were still in the file", "a hidden column", "blurred", "could be read through"
    r"|\btrack(?:ed)? changes\b|\bhidden (?:rather|columns?|rows?|sheets?|text|slides?|comments?|cells?|layer)\b|\b(?:margin|marginal) (?:comment|note)s?\b|\bcomments? (?:was |were |had been )?left\b"
    r"|\b(?:bookmarks?|document properties|metadata|alt(?:ernative)? text|file ?names?)\b|\b(?:blurred|pixelated|greyed out|struck through|crossed out|scored out|whited? out|tippex\w*)\b"
    r"|\b(?:legible|(?:can|could) (?:still )?be (?:read|seen|made out|copied|recovered)|shows? through|still (?:shows?|lists?|gives?|reads?|says?)|cop(?:y|ied) and paste\w*|pasted into|overlooked|slipped through)\b"
    # "who cannot be named for legal reasons", "identified only as 'a Year 6 girl'"
    r"|\b(?:not|cannot|could not|may not) be (?:named|identified)\b|\blegal reasons\b|\banonymity\b|\breporting restrictions?\b"
    r"|(?-i:\b(?:Child|Baby|Sibling|Pupil|Twin|Young Person) (?:[A-Z]|\d)\b)"
    r"|\b(?:identified|referred to|described|known|given|shown|appears?) (?:here |there |in \w+ \w+ )?only as\b|\bwe (?:shall |will )?call\b|(?-i:\b(?:called|known as|named|to as) (?:Mr|Mrs|Ms|Miss) [A-Z]\b)|\binitials? (?:only|of the|is given)\b|\bnames? (?:still |once )?(?:appears?|remains?|survives?|was missed|were missed|is (?:still )?(?:given|there|visible)|can (?:still )?be)\b",
    re.IGNORECASE,
)
# What is taken out of papers of business, and by whom: prices and bidders.
_BUSINESS = re.compile(
    r"\b(?:commercial\w*|compan(?:y|ies)|plc|ltd|limited|llp|bidders?|bid|tenderers?|tenders?|suppliers?|contractors?|price|holdings|landlord|shares?|site|engineers|key|targets?|actual|baseline|rates?)\b",
    re.IGNORECASE,
)
_GIVEN = rf"(?!(?:Child|Baby|Sibling|Young|Pupil|Twin|Family|Mother|Father|Adult|Person|Year|Section|Part|Page)\b)(?:{GIVEN_NAME})(?![\w-])"
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
    # as in: Harriet (mum); Statement of Kelly-Ann Dodd (mother); "J Whitlock care file"
    rf"|\b(?:{_GIVEN})(?: [A-Z][\w'-]+)? \((?:birth |step|foster |maternal |paternal )?-?(?:mum|mother|dad|father|gran\w*|nan|aunt|uncle|sister|brother|carer|child|son|daughter|pupil|sibling)\b"
    rf"|\b[A-Z]\.? [A-Z][a-z]+(?:['’]s)? (?:care |case |social work |school |pupil )?(?:file|records?|chronology|genogram|EHCP|assessment|minutes of)\b"
    # "gives him as Kieran throughout", "congratulates Imani on", "shows that 'Aaliyah' had been", "lists Abigail Stott", "read Ffion"
    rf"|\b(?:as|is|was|read|reads|says|names?|named|calls?|called|gives?|lists?|listed|shows?|that|re|begins|Dear|mentions?|congratulates?|thanks?|signed|cc) ['\"‘“]?(?P<alone>{_GIVEN})(?: [A-Z][\w'-]+)?(?=['\"’”,.;)]| (?:on|at|throughout|in|had|has|was|is|and|by|who|for|from)\b|$)"
    # as in "the grandson of the late Canon Pettifer", "her grandfather, the former mayor Alderman Tripp"
    r"|\b(?:son|daughter|grand\w+|nephew|niece|child|cousin|wife|husband|partner|mother|father|grandfather|grandmother|brother|sister|twin|baby)(?: of|,) (?:the |a |an )?(?:[a-z-]+ ){0,4}[A-Z][a-z]+ [A-Z][a-z]"
    # as in: initials TBW
    r"|\b[Ii]nitials,? (?:are |were )?['\"]?[A-Z]\.?[A-Z]"
)
# Any word with a capital in the midst of such a sentence: a first name, a school, a town; a council is known anyway.
_LONE = re.compile(rf"(?<=[a-z,;:(] )['\"‘“]?(?P<alone>(?=[A-Z][a-z]{{2}}){_GIVEN})")
# What else than a name tells neighbours who is meant: "head girl at Fallowfield Grammar", "the only", "teaches at Thornby Primary".
_KNOWN_BY = re.compile(
    r"\b(?:attends?|attended|at|of|from|to|for|in) (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}? (?:Primary|Infants?|Juniors?|Academy|School|High|Grammar|College|Nursery|Unit|Club|FC|Hospital|Church)\b"
    r"|\bthe only (?:[\w-]+ ){1,4}(?:in|at|of) (?:the )?(?:[A-Z]|borough|village|town|county|district|island|ward|parish|city|valley)|\bthe only (?:child|boy|girl|pupil|family|one|twins?|mother|black|Asian|Muslim|Jewish|deaf|blind|wheelchair|Roma|Traveller)\b|\bhead (?:boy|girl)\b|\bcaptain of\b|\bchampion\b"
    r"|\b(?:teacher|nurse|doctor|police officer|vicar|councillor|publican|footballer|magistrate|teaching assistant|caretaker|driver|GP) (?:at|in|of|for|with) (?:the )?[A-Z]"
)
# "does not conceal who the pupil is", "anybody in the village will know which family".
_KNOWABLE = re.compile(
    r"\b(?:(?:does|do|did|will|would|could) not (?:conceal|hide|disguise|protect)|(?:can|could|will|would|may|might) (?:still |easily |readily )?be (?:identified|recognised|worked out|guessed)|easily (?:identified|recognised|identifiable)|"
    r"(?:any(?:body|one)|every(?:body|one)|neighbours|locals|villagers|classmates|readers) (?:[\w']+ ){0,5}?(?:knows?|will know|would know|recognise[sd]?|can tell))\b[^.\n]{0,60}?\b(?:(?:the|which|whose|that) (?:child|pupil|boy|girl|family|mother|father|baby)|who (?:he|she|the)|him|her|whom)\b"
    r"|\b(?:child|pupil|boy|girl|family|mother|father|he|she)\b[^.\n]{0,40}?\b(?:well[- ]known|familiar|recognisable|identifiable) (?:to|in|from)\b",
    re.IGNORECASE,
)
_CODE = r"(?:(?:Child|Baby|Young Person|Sibling|Boy|Girl|Mother|Father|Family|Mr|Mrs|Ms|Miss|Pupil|YP|Adult) ?)?(?<![\w.&-])[A-Z]{1,2}\d?(?![\w.&-])"
_QUOTED = r"['\"“‘]?"
# "B = Bethany", "Child A is Callum", "Y below; Imogen in the chronology", "C (Callum)", "JT stands for Jayden Thorpe".
_SPELT = re.compile(
    rf"(?:\b[XYZ] - |{_QUOTED}{_CODE}{_QUOTED} ?(?:=|:|, (?:that is|i\.e\.|namely|viz\.?|aka|a\.k\.a\.|also known as|better known as|really|in fact|known (?:at home |locally |to \w+ )?as),? (?:the )?| is really | is in fact | stands for | means | refers to | denotes |\((?:i\.e\. |[a-z]+ )?| (?:below|above|here|elsewhere|throughout|in (?:this|the) \w+)[;,:]? (?:is |and |but |or )?) ?){_QUOTED}(?:{_GIVEN})"
    # as in: Bethany, in brackets B; "Imogen, called Y in this report"; "Bethany is Child B in the report"
    rf"|\b(?:{_GIVEN})(?: [A-Z][\w'-]+)?,? (?:\(|(?:is |was |who is )?(?:hereafter|henceforth|(?:here |below |hereafter )?(?:called|named|known|referred to|shown|anonymised|described|identified)[^.()]{{0,30}}?(?: as)?|is|as) ){_QUOTED}{_CODE}{_QUOTED}(?=[),.;]| (?:in|below|above|here|throughout|elsewhere)\b)"
    # as in: where it says the boy read Dewi; "Child A (K.M., born"
    rf"|\b(?:child|sibling|boy|girl|pupil|baby|person|mother|father)['\"’”]? (?:read|should read|means|is to be read as|stands for) ['\"‘“]?(?:{_GIVEN})"
    rf"|\b[Tt]he (?:Girl|Boy|Child|Baby|Mother|Father|Subject|Pupil|Twins?)['\"’”]? (?:in (?:this|the) \w+ )?(?:is|was|are|means) ['\"‘“]?(?:{_GIVEN})"
    rf"|(?:\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling|[Pp]upil|YP) ?(?:[A-Z]|\d)) ?[\[(](?:initials |i\.e\. |real initials )?(?:[A-Z]\.? ?){{1,2}}[A-Z]\b"
    rf"|\b(?:real|actual|true|birth|full|own) names?,? (?:is|was|are|being|of)? ?(?:\w+ )?(?:{_GIVEN})"
)


# "the Child Q review", "the review of Child Q": public, and about the work of services.
_REVIEW = re.compile(
    r"\b(?:Child|Baby|Family) [A-Z]{1,2}\b(?= (?:[Rr]eview|[Rr]eport|LCSPR|CSPR|SCR|[Cc]ase [Rr]eview|[Aa]ction [Pp]lan|[Ii]nquiry))|"
    r"(?<=\breview of )(?:Child|Baby|Family) [A-Z]{1,2}\b|(?<=\breview into )(?:Child|Baby|Family) [A-Z]{1,2}\b|(?<=\bknown as )(?:Child|Baby|Family) [A-Z]{1,2}\b|(?<=\blearning from )(?:Child|Baby|Family) [A-Z]{1,2}\b"
)
# Rows of a data file, where what is withheld is a field: "Active,REDACTED,REDACTED,East Midlands".
_ROW = re.compile(r",[^\s,]*,[^\s,]*,")
# "'Poppy' is a pseudonym for Saskia Vance", "where 'M' appears the original has 'Maddison'".
_FALSE_NAME = re.compile(
    rf"\b(?:pseudonym|alias|code ?name|false name|invented name|made-up name|stand-in|cover name) (?:is |was )?(?:for|of|given to|used for) (?:{_GIVEN})"
    rf"|\b[Ww]here(?:ver)? {_QUOTED}{_CODE}{_QUOTED} (?:appears|stands|is used|is written|occurs)[^.\n]{{0,50}}? ['\"‘“]?(?:{_GIVEN})"
)
# "the initials E.W.-P. were left in the heading".
_INITIALS_LEFT = re.compile(r"\binitials\b[^.\n]{0,25}\b[A-Z]\.[A-Z]\.")
_HE_OR_SHE = re.compile(r"\b(?:he|she|him|her|his)\b")
_SOMEBODY = FAMILY | {Cue.KIN, Cue.RECORD, Cue.YEAR}


def undone(sentence: Sentence) -> Iterator[Span]:
    """The sentence, where what a mark or a letter stands for is told beside it."""
    words = sentence.words
    if _BUSINESS.search(words) or _ROW.search(words):
        return
    of_somebody = sentence.has(_SOMEBODY) or _HE_OR_SHE.search(words)
    is_told = of_somebody and _hides(words) and (_names_somebody(words) or _KNOWN_BY.search(words))
    if (
        is_told
        or (_SPELT.search(words) and OF_FAMILY.search(f"{sentence.before}\n{words}\n{sentence.after}"))
        or _FALSE_NAME.search(words)
        or (of_somebody and _KNOWABLE.search(words))
        or (sentence.has(FAMILY) and _INITIALS_LEFT.search(words))
    ):
        yield from everything(sentence)


def _hides(words: str) -> bool:
    """Whether something is taken out of a sentence; a review that is known by a letter hides nobody."""
    return _MARK.search(_REVIEW.sub("", words)) is not None


def _names_somebody(words: str) -> bool:
    """Whether somebody is named, or something else by its own name that is no council and none of the words that never are."""
    return any(
        not found["alone"] or _is_own_name(found["alone"])
        for pattern in (_PERSON, _LONE)
        for found in pattern.finditer(words)
    )


def _is_own_name(name: str) -> bool:
    return name not in no_names() and name not in councils()


@lru_cache(maxsize=1)
def councils() -> frozenset[str]:
    """Councils and regions by their short names."""
    places = [row["name"] for row in reference.table("places")]
    return frozenset([*places, *(row["short_name"] for row in reference.table("authorities"))])
