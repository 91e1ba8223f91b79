"""The names of children and young people in no public role: beside their role or age, and in lists of those present."""

import re
from collections.abc import Iterator

from linking.harm.ages import AGE
from linking.harm.cues import TROUBLE, Cue, Sentence
from linking.harm.marks import councils
from linking.names import ANY_NAME, FULL_NAME, GIVEN_NAME
from linking.private_words import no_names
from linking.prose import Span

_YOUNG_ROLE = (
    r"(?:[Yy]oung (?:[Pp]erson|[Pp]eople)(?:['’]?s['’]?)? [Rr]epresentatives?|[Yy]ou(?:ng|th) (?:[Rr]epresentatives?|[Aa]mbassadors?|[Ii]nspectors?|[Mm]ayor)|"
    r"[Cc]are (?:[Ll]eavers?|[Ee]xperienced)(?:['’]s?)?(?: [Rr]epresentatives?| [Yy]oung [Pp]erson)?|[Cc]hildren in [Cc]are [Cc]ouncil(?: [Rr]epresentatives?| [Mm]embers?)?|"
    r"[Yy]outh (?:[Cc]ouncil(?:lors?)?|[Pp]arliament)(?: [Rr]epresentatives?| [Mm]embers?)?|(?:[Pp]upil|[Ss]tudent) [Rr]epresentatives?|MYP|Member of (?:the )?(?:UK )?Youth Parliament)"
)
_NAMES = rf"(?P<name>{FULL_NAME})(?:(?:,? (?:and|&)|,) (?P<second>{FULL_NAME}))?"
# Names before a role or an age: "Mia Tarrow (Young Person Representative)", "Kofi Denby, care leaver representative", "Ella, aged 15".
_NAME_ENDS = re.compile(rf"{_NAMES}(?:,? \(|, | - )(?:an? |the |our )?$")
_ANY_NAME_ENDS = re.compile(rf"(?<![\w-])(?P<name>{ANY_NAME})$")
# "a project from Lower Sampling, aged 15": no name of a person's.
_PLACE_ENDS = re.compile(r"\b(?:from|in|at|near|of) (?:[A-Z][\w'’-]+ ){0,3}$")
# "Oakhill Primary, nine years old", "M Block, aged 14": houses and bodies have an age too.
_HOUSE_ENDS = re.compile(
    r"\b(?:Primary|Infants?|Juniors?|Academy|School|High|Grammar|College|Nursery|Block|House|Hall|Court|Centre|Park|Estate|Building|Bridge|Hospital|Infirmary|Church|Farm|Lodge|Wing|Fund|Scheme|Project|Programme|Contract)$"
)
_LONGEST_NAMES = 70
_ROLE = re.compile(rf"\b{_YOUNG_ROLE}(?![\w-])")
_AGE_BESIDE = re.compile(
    rf",? (?:\(|aged )(?:aged )?{AGE}[),]|, {AGE},|,? [(-]?(?:(?:age|Age):? {AGE}\b|{AGE} ?(?:yrs?|y/?o|years old)\b|(?:Yr|Y|Year) ?\d{{1,2}}\b(?! to)|(?:dob|DOB|d\.o\.b))"
)
# What a letter, an e-mail or a file is about, where that is somebody's own matter: "Subject: Tyler Brannigan, section 20 request".
_ABOUT = re.compile(
    rf"(?:\b(?:Subject|RE|Re|FW|Fwd|FAO|Client|Case name|Regarding|Your (?:son|daughter|child|grandson|granddaughter|pupil)|[Ff]ile note (?:on|of|re)):? )(?:FW: |Re: |RE: )?(?P<name>{FULL_NAME})(?=[ ,:(/|-]+(?:\w+ ){{0,3}}?"
    r"(?:EHCP?|EHC plan|annual review|section (?:17|20|47)|[Ss](?:17|20|47)\b|LAC|CLA|CP|PEP|CIN|ICPC|RCPC|LADO|child protection|placement|exclusion|transport|referral|chronology|assessment|strategy|tribunal|appeal|allegation|contact|disclosure|genogram|case conference)\b)"
)
# "Ellie-Mae_Prosser_chronology_FINAL.docx": files of a child's case begin with the name.
_FILE = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)?[_ -][A-Z][a-z]+(?:-[A-Z][a-z]+)?)[_ -]{1,3}(?:[A-Za-z]?\d{1,8}[_ -])?"
    r"(?:chronology|EHCP?|genogram|bruis\w*|injur\w*|[Ss]?(?:47|17|20)|LAC|CLA|CIN|PEP|ICPC|RCPC|CP|LADO|dob|DOB|disclosure|(?:care|case|child|birth|school|social|medical)[_ -]?\w*)[\w .'-]{0,40}\.(?:docx?|pdf|xlsx?|msg|eml|jpe?g|png|rtf|odt)\b",
)
# "saved as 'Hollis_twins_draft7'"
_HOUSEHOLD_FILE = re.compile(
    r"(?<![\w-])(?P<name>[A-Z][a-z]{2,})_(?:twins|siblings|children|family|baby|boys|girls|brothers|sisters|case|CP|LAC|EHCP)(?=[_.'\"’”]|\b)"
)
_NAME = re.compile(FULL_NAME)
# Names behind what says whose they are.
_NAME_FOLLOWS = re.compile(
    # as in "Young Person Representative: Mia Tarrow", "youth council member Tilly Harbottle"
    rf"\b(?:{_YOUNG_ROLE}(?: member)?(?::| -|,)?"
    # as in "Name of child: Jordan Pellow"
    r"|(?:[Nn]ame of (?:the )?(?:[Cc]hild|[Pp]upil|[Yy]oung [Pp]erson)|(?:[Cc]hild|[Pp]upil|[Yy]oung [Pp]erson)['’]s (?:full )?name):?"
    # as in "The pupil, Sam Okafor-Wren, had been"
    rf"|[Tt]he (?:pupil|child|boy|girl|baby|toddler|teenager|young person),"
    # as in "young person Jack Pike was", never "pupil Referral Unit"
    rf"|\b(?:pupil|child|boy|girl|baby|toddler|young person|care leaver)(?=[^.]{{3,40}}(?: was| is| has| had| who| said|,| \()))(?! \w+ (?:Unit|Service|Team|Plan|Board|Exploitation|Panel|Centre|Review|Officer|Conference|Protection)\b) {_NAMES}(?![\w-])"
)
# Lists of those who were there: "Young people: Ottilie Sample and Barnaby Pike, both 15", "Care leavers present: Ann Pike".
_YOUNG_LIST = re.compile(
    r"(?:\b[Yy]oung (?:[Pp]eople|[Pp]ersons?|[Ii]nspectors|[Aa]dvisers)|\bYOUNG PEOPLE|\b[Cc]are (?:[Ll]eavers|[Ee]xperienced (?:[Yy]oung )?(?:[Pp]eople|[Aa]dults))|"
    r"\b[Cc]hildren(?: in [Cc]are(?: [Cc]ouncil)?| [Pp]resent)?|\bYouth (?:Council|Voice|Parliament|Forum))"
    r"(?: (?:[Ii]n [Aa]ttendance|[Pp]resent|[Aa]ttending|[Rr]epresentatives|[Mm]embers)| \([^()\n]{1,40}\)){0,2}(?::| -) ?"
)
_LISTED = re.compile(
    rf"(?:,? and |, | & |; )?(?P<name>{FULL_NAME})(?![\w-])(?:,? \(?(?:both |all )?(?:aged )?\d{{1,2}}\)?(?!\d))?"
)
# Whoever is listed with work or office is none of the young people: "Care leavers: Jane Sample, Director of Housing".
_WITH_WORK = re.compile(
    r",? \(?(?:[A-Z][\w'’]+ ){0,4}(?:Director|Manager|Officer|Head|Worker|Lead|Councillor|Chair|Adviser|Advisor|Member|Minister)\b"
)
_BESIDE_AGE = frozenset({Cue.NAMED, Cue.CHILD, Cue.ONE, Cue.NEED, Cue.PLIGHT})


# "apologised to Ms Day that Harvey had waited so long for his wheelchair": a first name, where a parent is heard or answered.
_WAITS = re.compile(
    rf"\b(?:that|how|why|sorry|whether) (?P<name>(?=[A-Z][a-z]{{2}}){GIVEN_NAME})(?![\w.'’-]) (?:had|has|was|is|did|could|cannot|would|needs?|waited|still)\b"
    r"(?=[^.\n]{0,80}\b(?:his|her|social worker|school|placement|EHCP?|wheelchair|taxi|transport|carer|respite|therapist|key ?worker)\b)"
)
_PARENT_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.? [A-Z]")
_HEARD = frozenset({Cue.NAMED_PERSON})
_OF_THE_YOUNG = frozenset({Cue.NAMED, Cue.CHILD})
_WITH_NUMBER = frozenset({Cue.NUMBER, Cue.YEAR, Cue.RECORD})


def named(sentence: Sentence) -> Iterator[Span]:
    """Where the names of children and young people stand in a sentence."""
    words = sentence.words
    if sentence.has(_OF_THE_YOUNG):
        for follows in _NAME_FOLLOWS.finditer(words):
            yield from _groups(follows)
    if ":" in words or " -" in words:
        for head in _YOUNG_LIST.finditer(words):
            yield from _listed(words, head.end())
    if Cue.NAMED in sentence.cues:
        for role in _ROLE.finditer(words):
            if ends := _NAME_ENDS.search(words, max(0, role.start() - _LONGEST_NAMES), role.start()):
                yield from _groups(ends)
    if sentence.has(_BESIDE_AGE) and sentence.has(_WITH_NUMBER):
        yield from _of_age(words)
    if sentence.has(_HEARD) and sentence.has(TROUBLE) and _PARENT_TITLE.search(words):
        for waits in _WAITS.finditer(words):
            if waits["name"] not in no_names() and waits["name"] not in councils():
                yield waits.span("name")
    if Cue.MATTER in sentence.cues:
        yield from _of_matters(words)


def _of_age(words: str) -> Iterator[Span]:
    """The names that an age stands beside."""
    for age in _AGE_BESIDE.finditer(words):
        ends = _ANY_NAME_ENDS.search(words, max(0, age.start() - _LONGEST_NAMES), age.start())
        if (
            ends
            and no_names().isdisjoint(ends["name"].split())
            and not _PLACE_ENDS.search(words, 0, ends.start())
            and not _HOUSE_ENDS.search(ends["name"])
        ):
            yield from _groups(ends)


def _of_matters(words: str) -> Iterator[Span]:
    """The names by which letters and files are called."""
    for matter in _ABOUT.finditer(words):
        if no_names().isdisjoint(matter["name"].split()):
            yield matter.span("name")
    for household in _HOUSEHOLD_FILE.finditer(words):
        if household["name"] not in no_names():
            yield household.span("name")
    for file in _FILE.finditer(words):
        name = file["name"].replace("_", " ")
        if _NAME.fullmatch(name) and no_names().isdisjoint(name.split()):
            yield file.span("name")


def _listed(words: str, start: int) -> Iterator[Span]:
    """The names of a list that begins at a place, without those who are there for their work."""
    while found := _LISTED.match(words, start):
        if not _WITH_WORK.match(words, found.end()) and no_names().isdisjoint(found["name"].split()):
            yield found.span("name")
        start = found.end()


def _groups(found: re.Match[str]) -> Iterator[Span]:
    """Where the names of a pattern stand: all of its groups are names."""
    return (found.span(group) for group in found.re.groupindex if found[group])
