"""Harm: what in a text could point to one child. A text in; the words to be held out, each with the rule and its reason.

A rule looks at one sentence, sometimes with its neighbours, and only where words of its cues stand in it
(reference/harm_cues.csv). What is doubtful is held: a person decides. Rules never look a thing up and never say whom they
found. They are for texts of bodies and newspapers alike; names of private people are the business of `private_people`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, auto
from functools import lru_cache

from domain import reference
from domain.harm import Held, Rule, folded
from linking import headlines
from linking.gazetteer import Gazetteer
from linking.names import ANY_NAME, FULL_NAME
from linking.private_words import no_names
from linking.prose import Prose, Span


class Cue(StrEnum):
    """What a word near others says of them."""

    CHILD = auto()  # one child
    CHILDREN = auto()
    ONE = auto()  # one person, whose age may follow
    PARENT = auto()
    NEED = auto()  # what a child needs, did or suffered
    LIVING = auto()  # where children live whom others look after
    RECORD = auto()  # of numbers that stand for one person
    NAMED = auto()  # of roles that young people hold
    WORK = auto()  # a living that neighbours know of somebody
    CASE = auto()  # what happens in proceedings
    CONTRACT = auto()
    NUMBER = auto()  # to 25: an age, or a few
    ALONE = auto()  # one and no other
    YEAR = auto()  # of a school


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    """A sentence with what its cues say, and the sentences before and after it."""

    words: str
    cues: frozenset[Cue]
    before: str
    after: str


_Finder = Callable[[_Sentence], Iterator[Span]]

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TEENS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
# The age of a child: a care leaver's or a parent's says less.
_AGE = rf"(?:1[0-7]|[1-9]|(?:{_TEENS})\b)"
_ONE_CHILD = (
    r"(?:child|boy|girl|lad|lass|baby|infant|toddler|tot|teenager|teen|youngster|juvenile|pupil|student|young (?:person|woman|man|carer)|son|daughter|twins?|triplets|"
    r"siblings?|sisters?|brothers?|youth|schoolboy|schoolgirl|grandson|granddaughter|nephew|niece|newborn)"
)
_YOUNG_ADULT = r"(?:1[5-9]|2[0-5])"
_OF_WHOM = (
    rf"(?:{_ONE_CHILD}\b(?!['’]?s? home)|(?:mother|father|mum|dad|parent)\b(?! and baby)|(?:[a-z]+ )?user|victim|witness|suspect|offender|survivor|resident|"
    r"patient|runaway|carer|unaccompanied|asylum[- ]seeker|refugee)"
)
_GOES_ON = (
    r"(?:who\b|was\b|had\b|has\b|is\b|in\b|from\b|with\b|at\b|self|died\b|could\b|must\b|waited\b|[,.;)]|$)"
)
# "a 12-year-old girl", "our 9 year old daughter", "a fourteen year old who", "an eleven-week-old baby"; never "12-year-olds" or "the ten-year-old strategy".
_YEARS_OLD = rf"\b{_AGE}(?:[- ](?:years?|months?|weeks?|days?)[- ]old| ?(?:y/?o|yrs?)(?:[- ]old)?\b)(?!s)(?:(?: [a-z-]+(?<!and)){{0,3}}? {_OF_WHOM}| ?{_GOES_ON})"
# "the child, aged seven", "one child aged 12", "a baby aged five weeks", never "children aged seven to eleven".
_AGED = rf"\b(?:{_ONE_CHILD}|individual|person|resident|patient)\b[^.;()]{{0,40}}?,? ?\(?aged (?:just |only |about )?{_AGE}(?! ?(?:to|and|or|-|/|\+)(?! was| is| had| has))"
# "two children aged four and six", "the brothers, aged 9 and 11"; never "children aged 5 and 6".
_ALL_AGED = rf"\b(?:two|three|four|five|both|the|her|his|their|our) (?:[a-z-]+ )?(?:children|boys|girls|siblings|brothers|sisters|twins|sons|daughters),? \(?(?:aged )?{_AGE}(?:, {_AGE})*,? and {_AGE}\b(?! to)"
# "a boy of 15", "the teenager, 13, who", "a girl, 8, was", "the young person (16)".
_OF_AGE = rf"\b{_ONE_CHILD}(?: of {_AGE}\b(?! (?:heritage|origin|and over|or over|to))|,? \(?(?:who (?:is|was) )?{_AGE}(?=[,);.]| and\b| when\b))"
# "a care leaver of 19", "a 22-year-old care leaver".
_LEAVER = rf"\b{_YOUNG_ADULT}[- ]years?[- ]old care leaver|\bcare leaver(?: of|,)? \(?(?:aged )?{_YOUNG_ADULT}\b(?! ?(?:to|and|or|-))"
# "the boy had turned six when", "was eleven weeks old", "she is 12 and".
_WAS = rf"\b(?:had (?:just )?turned|(?:is|was) (?:just |only |aged )?) ?{_AGE}(?: (?:years|months|weeks)(?: old)?)?(?=[,.;]| and\b| when\b)"
_ONE_AGE = re.compile(
    rf"{_YEARS_OLD}|{_AGED}|{_ALL_AGED}|{_OF_AGE}|{_LEAVER}|\b(?:he|she) {_WAS[2:]}", re.IGNORECASE
)
_AGE_TOLD = re.compile(_WAS, re.IGNORECASE)
_A_CHILD = re.compile(
    rf"\b{_ONE_CHILD}\b(?!['’]?s? (?:home|services))|\bone of (?:the|our|these|those) (?:[a-z-]+ )?(?:children|pupils|boys|girls|babies|young people)\b",
    re.IGNORECASE,
)
_NO_PLACE = (
    rf"(?!{_MONTH}\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Year|Key|Stage|Phase|Ofsted|England|Wales|English|Britain|UK|Children|Child|Court|Council|"
    r"Cabinet|Committee|Board|Members?|Section|Part|Appendix|Annex|Table|Schedule|Act|The|This|That|His|Her|Government|Parliament|"
    r"Education|Social|Health|NHS|Family|Crown|Department|Mental|Autumn|Spring|Summer|Winter|Christmas|Easter|Mr|Mrs|Ms|Miss|Dr|EHCP|DfE|CIN|CLA)\b)"
)
# "in Ambleford", "from the village of Thornby", "at Nethercombe Primary School".
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Aa]t|[Nn]ear|around|outside|of|to|attends|[Bb]etween|across|through) (?:the )?(?:(?:village|town|city|ward|parish|estate|area) of )?(?:her |his |a )?"
    rf"{_NO_PLACE}(?P<place>[A-Z][a-z][\w'’-]+(?: [A-Z][\w'’-]+){{0,4}})"
)
_SCHOOL = r"(?:Primary|Infants?|Juniors?|Academy|School|High|Grammar|College|Nursery)"
# Wards, villages and schools: fewer than five there are known to their neighbours.
_SMALL_PLACE = re.compile(
    rf"\b[Vv]illage of [A-Z]|\b[A-Z][\w'’-]+ (?:ward|estate|parish)\b|\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}}? {_SCHOOL}\b|"
    rf"\b(?:from|in) (?:the )?{_NO_PLACE}(?P<place>[A-Z][a-z][\w'’-]+)"
)

_STREET = (
    r"(?:Close|Road|Street|Lane|Avenue|Drive|Rise|Grove|Way|Court|Crescent|Gardens|Place|Terrace|Hill|Walk|Row|Square|Mews|Green|"
    r"Parade|Fold|Croft|Cottages|Wharf|Gate|Rd|Ave|Cres)"
)
_STREET_NAME = rf"(?:[A-Z][\w'’-]+ ){{1,3}}{_STREET}\b"
# "14 Alder Close", "Flat 2, 51 Mill Lane, Ambleford, AM1 2CD", "The Larches, Back Lane", "Orchard Road, number 22".
_ADDRESS = re.compile(
    rf"\b(?:(?:(?:Flat|Unit|Apartment) \d{{1,3}}[A-Za-z]?,? )?\d{{1,4}}[A-Za-z]?,? (?P<numbered>{_STREET_NAME})"
    rf"|(?:The (?:[A-Z][a-z]+ )?[A-Z][a-z]+|[A-Z][a-z]+ (?:House|Lodge|Cottage|Farm|Villa|View|Barn)), (?P<named>{_STREET_NAME})"
    rf"|(?P<after>{_STREET_NAME}), (?:at )?[Nn](?:umber|o\.?) \d{{1,4}})"
    r"(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?=,? [A-Z]{1,2}\d))?(?:,? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)?"
)
# Whose letter paper it is: "Director of Children's Services, Estmere Council, 14 Castle Street, EM1 2AB".
_INSTITUTION = re.compile(
    r"\b(?:council|director(?:ate)?|department|committee|services|trust|ombudsman|contact|telephone|tel|e-?mail|www|enquiries|"
    r"limited|ltd|agency|headteacher|chair|secretary)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
# What the public goes to. "the library, 51 Mill Lane", "at 6 Tannery Court, the council's reception".
_PUBLIC_BUILDING = re.compile(
    r"\b(?:library|offices?|reception|(?:family|youth|community|children'?s|sports|leisure|health|service|day|contact|town|customer service) (?:centre|hub)|hub|school|academy|town hall|"
    r"civic|headquarters|clinic|hospital|museum|church|venue|playground|park|shop|supermarket|post office|hall|theatre|cinema|pool|gym|caf[eé]|restaurant|pub|garage|market|depot|station|meetings?|inspected|charity|surgery|nursery|magistrates)\b",
    re.IGNORECASE,
)
_NEAR_ADDRESS = 45
# "the children's home in Orchard Road", "residents of Pinfold Lane fear that the children's home".
_STREET_ALONE = re.compile(rf"\b(?:in|at|on|of|off|near|from) (?P<street>{_STREET_NAME})")
_HOME = re.compile(
    r"\b(?:children['’]?s|child(?:ren)?|residential care|foster|solo|short breaks) home\b|\bhome for (?:children|young people|looked[- ]after)\b|\bC2\b",
    re.IGNORECASE,
)
# What a house is to be, in its own sentence or the one beside: "residential home for up to two young people (C2)", "home to children".
_PURPOSE = re.compile(
    r"\bhome to (?:\w+ ){0,3}(?:children|young people)\b|\b(?:children['’]?s|child(?:ren)?) (?:care |residential )?home\b"
    r"|\b(?:residential|care) home for (?:[\w-]+ ){0,5}(?:children|young (?:people|persons?))\b|\bC3\b[^.\n]{0,90}\bC2\b",
    re.IGNORECASE,
)
# In the sentence after or before: "one young person lives there".
_THERE = re.compile(
    r"\b(?:there|(?:the|this|that) (?:property|home|house|site|dwelling|address|premises|building|flat))\b",
    re.IGNORECASE,
)

_ADJECTIVES = r"(?:(?!(?:in|of|to|for|who|and|protection|poverty)\b)[a-z][\w-]* ){0,3}?"
_CHILD_ALONE = rf"(?:child|boy|girl|baby|infant|toddler|teenager|pupil|student|young (?:person|woman|man))\b(?!['’]s (?:nurse|home))(?! (?:in (?:every |each )?(?:\d|{_TEENS})|protection|poverty|premium|referral|admissions?|places?|numbers?|level|data|welfare|health|care|minder|development|exploitation|sexual|safety|death review|practice)\b)"
_ONE = r"(?:one|1|a single|single|an individual|individual|(?:only|just) (?:one|1))"
_SINGLE_CHILD = re.compile(
    # "one young person lives there at present"
    rf"\b(?:one|1|a single) {_ADJECTIVES}(?:child|young person|boy|girl|baby|teenager) (?:(?:currently|presently|already|now) )?(?:lives|is living|resides|is (?:currently |presently )?(?:placed|accommodated|resident|in secure))\b"
    # "placement required for one child", "registered for one child", "wraparound care package for an individual young person"
    rf"|\b(?:placement|package|provision|accommodation|care|support|home|contract|registered|staffing|education)\b[^.\n]{{0,40}}? for {_ONE} {_ADJECTIVES}{_CHILD_ALONE}"
    # "a bespoke solo placement for a child"
    rf"|\b(?:solo|bespoke|emergency|single-occupancy|[2-4]:1) {_ADJECTIVES}(?:placement|package|provision|home|accommodation|arrangement) for (?:an?|the|this) {_ADJECTIVES}{_CHILD_ALONE}"
    # "a single child's secure placement"
    r"|\b(?:one|a single|an individual|individual) (?:child|young person|boy|girl|pupil)['’]s (?:[\w-]+ )?(?:placement|package|care|transport|provision)\b"
    # "only one child in the cohort did not"
    rf"|\b(?:only|just) (?:one|1) {_ADJECTIVES}{_CHILD_ALONE}"
    # "the only Eritrean boy in foster care"
    rf"|\bthe only (?:[\w-]+ ){{0,2}}?{_CHILD_ALONE}"
    # "only one resident, a boy"; "the sole girl on the programme", "one child only", "there is one baby"
    rf"|\b(?:only|just) (?:one|1) {_ADJECTIVES}(?:resident|occupant)"
    rf"|\b(?:sole|lone|a single) {_ADJECTIVES}{_CHILD_ALONE}|\bone {_ADJECTIVES}{_CHILD_ALONE} only\b|\bthere (?:is|was) (?:currently |now )?one {_ADJECTIVES}{_CHILD_ALONE}"
    rf"|\bfor {_ONE} individual\b"
    # "£612,000 for one young person", "an individual child's package of care"
    rf"|£[\d,.]+(?: ?(?:k|m|million|thousand))?[^.\n£]{{0,30}}? (?:for|on) {_ONE} {_ADJECTIVES}{_CHILD_ALONE}"
    # "the school has one pupil with an EHCP"
    rf"|\b(?:has|have|had|includes?|is|was) (?:only |just |currently |now )?(?:one|a single) {_ADJECTIVES}{_CHILD_ALONE} (?:with|who|whose|from)\b"
    # "one family accounts for all four of the children"
    r"|\b(?:one|a single) (?:family|sibling group|household) (?:accounts?|accounted|makes? up|is responsible)\b"
    # "one looked after child of Roma heritage"
    rf"|\bone {_ADJECTIVES}{_CHILD_ALONE} (?:of|from an?) [A-Z]\w+ (?:heritage|origin|background|family)"
    # "one sibling group of three"
    rf"|\b(?:one|a single) (?:sibling group|family) of (?:{_TEENS}|\d)\b",
    re.IGNORECASE,
)
# "One boy in a rented cottage", "one of our children in care is in hospital", "one pupil's needs"; of whoever is only asked and
# answers, as in "one child told us", nothing is given away.
_ONE_OF_THEM = re.compile(
    rf"(?<!than )(?<!least )(?<!no )(?<!for example, )(?<!example )(?<!case )(?<!cases )\bone (?:{_ADJECTIVES}{_CHILD_ALONE}|of (?:our|the|these|those|its) (?:[a-z-]+ ){{0,2}}?(?:children|pupils|boys|girls|babies|young people)\b)"
    r"(?! (?:said|says|told|tells|commented|asked|described|explained|wrote|felt|feels|suggested|summed|put|added|spoke|shared|interviewed|at a time|or\b|and\b|per\b|to\b|who (?:spoke|told|said|met)))",
    re.IGNORECASE,
)
# In a notice: "care package at home for a child with a life-limiting illness".
_FOR_A_CHILD = re.compile(
    rf"\bfor (?:an?|the) {_ADJECTIVES}{_CHILD_ALONE},? (?:with|aged|who|in|from|of)\b", re.IGNORECASE
)
# "Child T", "Young Person B", "Sibling 2", "K.M.", "LW", "their son Y".
_LETTERED = r"(?:\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling|[Ff]amily) (?:[A-Z]{1,2}\d?|\d)\b|\b[A-Z]\.[A-Z]\.(?! ?[A-Z])|\b[A-Z]{1,2}\b(?!['’.])|\bYP ?\d\b)"
_INITIALS = re.compile(
    rf"{_LETTERED}(?:'s)?,? (?:\((?:aged? )?{_AGE}(?: (?:years|months|weeks))?\)|(?:who (?:is|was) )?(?:aged )?{_AGE}(?=[,;.)]| and\b| when\b)|aged {_AGE}\b|a {_AGE}[- ]year[- ]old|(?:who )?(?:is|was) (?:just |only |aged )?{_AGE}(?: (?:years|months|weeks)(?: old)?)?(?=[,.;]| and\b| when\b)|turned {_AGE}\b(?! (?:million|per|%)))"
)
# "K.M. (13)": the stop behind the letters ends a sentence, for whoever splits sentences.
_INITIALS_END = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_AGE_BEGINS = re.compile(rf"\((?:aged? )?{_AGE}(?: (?:years|months|weeks))?\)")
_NO_INITIALS = re.compile(
    r"\b(?:Appendix|Annex|Part|Section|Table|Recommendation|Option|Item|Priority|Schedule|Year|Stage|Figure|Group|Class|Block|Phase|Grade|Level|Article|Paragraph|"
    r"Standard|Plan|Form|Lots?|Band|Unit|Team|House|Ward|Zone|Area|Site|Tier|Wave|Cohort|Category|Theme|Strand|Objective|Outcome|Domain|Action|Question|Scenario|"
    r"Model|School|Programme|Document|Map|Route|Line|Hepatitis|Vitamin|Scheme|Bay|Project|Version|Contract|Building) $"
)

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
_LONGEST_NAMES = 70
_ROLE = re.compile(rf"\b{_YOUNG_ROLE}(?![\w-])")
_AGE_BESIDE = re.compile(rf",? (?:\(|aged )(?:aged )?{_AGE}[),]|, {_AGE},")
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

# "DOB 12/03/2014", "NHS number 943 476 5919", "UPN A820200412345", "Mosaic ID 1187234", "ZE25C50123"
_DATE = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}})"
_RECORD = re.compile(
    rf"\b(?:DOB|[Dd]\.[Oo]\.[Bb]\.?|[Dd]ate of [Bb]irth):? ?\(?{_DATE}"
    r"|\bNHS (?:[Nn]umber|[Nn]o\.?|ID):? ?\d{3}[ -]?\d{3}[ -]?\d{4}\b"
    r"|\b(?:UPN|[Uu]nique [Pp]upil [Nn]umber):? ?\(?[A-Z]\d{11}[\dA-Z]\b"
    r"|\b(?:Mosaic|Liquid ?[Ll]ogic|LCS|ICS|EHM|[Ss]ystem|[Cc]hild|[Pp]upil) (?:ID|id|[Nn]umber|[Nn]o\.?|[Rr]ef(?:erence)?\.?):? ?\d{4,}\b"
    r"|\b[A-Z]{2}\d{2}[CPZ]\d{5}\b"
    rf"|\b(?:child|boy|girl|baby|twins|son|daughter|pupil|young person|children|[Hh]e|[Ss]he|siblings)\b (?:was|were) born (?:on|in) (?:\w+ )?(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH},? |\d{{1,2}}[/.-]\d{{1,2}}[/.-])20\d\d"
    # as in "Age: 12; gender: F; needs: autism"
    r"|\b[Aa]ge:? (?:1[0-7]|[1-9])\b[^.\n]{0,80}\b(?:[Gg]ender|[Ss]ex|[Ee]thnicity|SEN|[Nn]eeds?|[Dd]iagnosis|[Pp]lacement|[Ll]ocation):",
)
# "D.O.B. 4.11.2016": the stop behind the letters ends a sentence.
_BIRTH_ENDS = re.compile(r"\bD\.O\.B\.$")
_DATE_BEGINS = re.compile(_DATE)
# "Ring mum, Dawn, on 07700 900482"
_MOBILE = re.compile(r"\b07\d{3}[ -]?\d{3}[ -]?\d{3}\b")

_FEW = re.compile(
    rf"(?<![\d.,£%] )(?<![\d.,£])(?<!in )\b(?:one|two|three|four|[1-4]) {_ADJECTIVES}(?:child|children|pupils?|girls?|boys?|young (?:people|person)|siblings|babies|teenagers?|infants?)\b"
    r"(?!['’])(?! (?:in (?:every |each )?(?:\d|one|two|three|four|five|six|seven|eight|nine|ten)\b|protection|centres?|homes?))",
    re.IGNORECASE,
)

_RELATIVE = r"(?:mother|father|mum|dad|step-?father|step-?mother|grandmother|grandfather|partner|uncle|aunt)"
# "the mother, a teaching assistant at", "their father is a serving police officer", "the twins' stepfather, who keeps the post office"
_RELATIVE_AT_WORK = re.compile(
    rf"\b(?:the|their|her|his|[\w-]+(?:s['’]|['’]s)) (?:[\w-]+['’]?s? )?{_RELATIVE}(?:,? who (?:is|was|keeps|runs|owns|works|worked|drives|teaches|manages|preaches|plays|sings|farms|coaches|sells)|, (?:an? |the )| (?:is|was|works|worked) (?:as |at |in |for )?(?:an? )?)",
    re.IGNORECASE,
)

# "A Year 5 pupil", "the only wheelchair user in Year 9"
_PUPIL = re.compile(
    r"\b(?:a|one|the|the only) (?:[\w-]+ ){0,2}?(?:Year \d{1,2}|Reception) (?:pupil|child|boy|girl|student)\b|\b(?:a|one|the) (?:[\w-]+ ){0,2}?(?:pupil|child|boy|girl|student) in (?:Year \d{1,2}|Reception)\b|\bthe only (?:[\w-]+ ){1,4}in (?:Year \d{1,2}|Reception)\b",
    re.IGNORECASE,
)
_AT_SCHOOL = re.compile(rf"\b[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){{0,4}}? {_SCHOOL}\b")

# How contract notices say what they are, within the first words.
_NOTICE = re.compile(
    r"\b(?:(?:contract|award|tender|procurement|planned procurement|opportunity|direct award|transparency) notice|contract award|invitation to (?:tender|quote)|find a tender|contracts finder|CPV)\b",
    re.IGNORECASE,
)
_HEAD = 1200


def _everything(sentence: _Sentence) -> Iterator[Span]:
    """All of a sentence: what points to a child is what stands in it together."""
    yield 0, len(sentence.words)


def _combination(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    aged = _ONE_AGE.search(words) or (_A_CHILD.search(words) and _AGE_TOLD.search(words))
    if aged and any(map(_PLACE.search, (words, sentence.before, sentence.after))):
        yield from _everything(sentence)


def _single_child(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    if (
        _SINGLE_CHILD.search(words)
        or (not sentence.cues.isdisjoint(_TROUBLE) and _ONE_OF_THEM.search(words))
        or (Cue.CONTRACT in sentence.cues and _FOR_A_CHILD.search(words))
    ):
        yield from _everything(sentence)


def _initials(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    lettered = any(
        not _NO_INITIALS.search(words, max(0, found.start() - 20), found.start())
        for found in _INITIALS.finditer(words)
    )
    if lettered or (_AGE_BEGINS.match(words) and _INITIALS_END.search(sentence.before)):
        yield from _everything(sentence)


def _record(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    if _RECORD.search(words) or (_BIRTH_ENDS.search(sentence.before) and _DATE_BEGINS.match(words)):
        yield from _everything(sentence)


def _contact(sentence: _Sentence) -> Iterator[Span]:
    if _MOBILE.search(sentence.words):
        yield from _everything(sentence)


def _few(sentence: _Sentence) -> Iterator[Span]:
    if _FEW.search(sentence.words) and _SMALL_PLACE.search(sentence.words):
        yield from _everything(sentence)


def _family(sentence: _Sentence) -> Iterator[Span]:
    if _RELATIVE_AT_WORK.search(sentence.words):
        yield from _everything(sentence)


def _pupil(sentence: _Sentence) -> Iterator[Span]:
    if _PUPIL.search(sentence.words) and _AT_SCHOOL.search(sentence.words):
        yield from _everything(sentence)


def _named(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    for follows in _NAME_FOLLOWS.finditer(words):
        yield from _groups(follows)
    for head in _YOUNG_LIST.finditer(words):
        yield from _listed(words, head.end())
    for role in _ROLE.finditer(words):
        if ends := _NAME_ENDS.search(words, max(0, role.start() - _LONGEST_NAMES), role.start()):
            yield from _groups(ends)
    if not sentence.cues.isdisjoint({Cue.NAMED, Cue.CHILD, Cue.ONE, Cue.NEED}):
        for age in _AGE_BESIDE.finditer(words):
            ends = _ANY_NAME_ENDS.search(words, max(0, age.start() - _LONGEST_NAMES), age.start())
            if (
                ends
                and no_names().isdisjoint(ends["name"].split())
                and not _PLACE_ENDS.search(words, 0, ends.start())
            ):
                yield from _groups(ends)


def _listed(words: str, start: int) -> Iterator[Span]:
    """The names of a list that begins at a place, without those who are there for their work."""
    while found := _LISTED.match(words, start):
        if not _WITH_WORK.match(words, found.end()) and no_names().isdisjoint(found["name"].split()):
            yield found.span("name")
        start = found.end()


def _groups(found: re.Match[str]) -> Iterator[Span]:
    """Where the names of a pattern stand: all of its groups are names."""
    return (found.span(group) for group in found.re.groupindex if found[group])


def _address(sentence: _Sentence) -> Iterator[Span]:
    words = sentence.words
    of_family = not sentence.cues.isdisjoint(_FAMILY) and not _INSTITUTION.search(words)
    of_home = Cue.LIVING in sentence.cues or any(map(_THERE.search, (sentence.before, sentence.after)))
    is_planned = _PURPOSE.search(words) or (
        not _INSTITUTION.search(words) and any(map(_PURPOSE.search, (sentence.before, sentence.after)))
    )
    if of_family or of_home or is_planned:
        for pattern in (_ADDRESS, _POSTCODE):
            yield from _not_public(words, (found.span() for found in pattern.finditer(words)))
    if _HOME.search(words):
        yield from _not_public(words, (found.span("street") for found in _STREET_ALONE.finditer(words)))


def _not_public(words: str, places: Iterable[Span]) -> Iterator[Span]:
    return (place for place in places if not _is_public(words, *place))


def _is_public(words: str, start: int, end: int) -> bool:
    """Whether the words beside an address say that the public goes there."""
    near = words[max(0, start - _NEAR_ADDRESS) : start], words[end : end + _NEAR_ADDRESS]
    return any(map(_PUBLIC_BUILDING.search, near))


def _street(words: str) -> str:
    """What of an address gives it away wherever it stands: the street without its number."""
    found = _ADDRESS.fullmatch(words)
    return next(words[slice(*span)] for span in _groups(found)) if found else words


@dataclass(frozen=True, kw_only=True)
class _Gate:
    """A rule with how it is applied: to sentences that hold a cue of each of these sets.

    `beside`: a cue of the first set may stand in the sentence before or after. `secret` makes of words found those that are
    held wherever they stand in the text; where there is none, the words are held at their place alone.
    """

    rule: Rule
    needs: tuple[frozenset[Cue], ...]
    find: _Finder
    beside: bool = False
    secret: Callable[[str], str] | None = None


_SOMEBODY = frozenset({Cue.CHILD, Cue.CHILDREN})
_FAMILY = _SOMEBODY | {Cue.PARENT}
_TROUBLE = frozenset({Cue.NEED, Cue.CASE})
_COMBINATION = Rule(
    name="age_place_need",
    version=1,
    reason="the age of one child with a place and what befell or ails the child",
    example="A 12-year-old girl from Ambleford with autism had been sleeping in an office.",
    twin="Children aged 5 to 11 in Ambleford may have swimming lessons.",
)
_SINGLE = Rule(
    name="single_child",
    version=1,
    reason="one child alone is meant",
    example="The contract is for a solo placement for one child with complex needs.",
    twin="One child in four was placed outside the county.",
)
_GATES = (
    _Gate(
        rule=Rule(
            name="home_address",
            version=2,
            reason="the address of a place where children live",
            example="Change of use of 14 Alder Close, Ambleford from a dwelling to a children's home.",
            twin="The Family Hub at 14 Alder Close, Ambleford is open to parents on weekdays.",
        ),
        needs=(frozenset({Cue.LIVING, Cue.CHILD, Cue.CHILDREN, Cue.PARENT}),),
        find=_address,
        beside=True,
        secret=_street,
    ),
    _Gate(
        rule=Rule(
            name="named_child",
            version=2,
            reason="the name of a child or young person in no public role",
            example="Also present: Mia Tarrow (Young Person Representative).",
            twin="Also present: Mia Tarrow (Participation Manager).",
        ),
        needs=(frozenset({Cue.NAMED, Cue.CHILD, Cue.CHILDREN, Cue.ONE, Cue.NEED}),),
        find=_named,
        secret=str,
    ),
    _Gate(
        rule=Rule(
            name="record_number",
            version=1,
            reason="a date of birth or a number that stands for one child",
            example="DOB 12/03/2014, NHS number 943 476 5919.",
            twin="Please give your date of birth and NHS number on the form.",
        ),
        needs=(frozenset({Cue.RECORD}),),
        find=_record,
        beside=True,
    ),
    _Gate(
        rule=Rule(
            name="family_contact",
            version=1,
            reason="the telephone number of a child's family",
            example="Ring mum on 07700 900482 after school.",
            twin="Ring the Family Information Service on 0117 496 0482.",
        ),
        needs=(frozenset({Cue.PARENT, Cue.CHILD}),),
        find=_contact,
    ),
    _Gate(
        rule=Rule(
            name="initials_and_age",
            version=1,
            reason="the age of a child who is named by a letter",
            example="Child T, aged 14, lived with her grandmother until the spring.",
            twin="The review known as Child T was published by the partnership.",
        ),
        needs=(frozenset({Cue.CHILD, Cue.CHILDREN, Cue.NEED, Cue.PARENT, Cue.ONE}), frozenset({Cue.NUMBER})),
        find=_initials,
    ),
    _Gate(
        rule=_COMBINATION,
        needs=(_SOMEBODY | {Cue.ONE}, frozenset({Cue.NUMBER}), _TROUBLE),
        find=_combination,
    ),
    _Gate(
        rule=_SINGLE,
        needs=(_SOMEBODY, frozenset({Cue.ALONE, Cue.CONTRACT})),
        find=_single_child,
    ),
    _Gate(
        rule=Rule(
            name="family_at_work",
            version=1,
            reason="a child's parent who can be known by his or her work",
            example="The mother, a teaching assistant at Samplby Primary, had four children removed before.",
            twin="Mothers who work as teaching assistants told the survey that they need childcare.",
        ),
        needs=(frozenset({Cue.PARENT}), frozenset({Cue.WORK}), _TROUBLE),
        find=_family,
    ),
    _Gate(
        rule=Rule(
            name="one_pupil",
            version=1,
            reason="one pupil of a named school and year",
            example="A Year 5 pupil at St Werburgh's Primary with an EHCP has been taught in a corridor.",
            twin="Year 5 pupils at St Werburgh's Primary planted a tree.",
        ),
        needs=(frozenset({Cue.YEAR}), _TROUBLE),
        find=_pupil,
    ),
    _Gate(
        rule=Rule(
            name="few_in_small_place",
            version=1,
            reason="fewer than five children of a small place with what befell or ails them",
            example="In the village of Thornby three children are the subject of a child protection plan.",
            twin="In the county three hundred children are the subject of a child protection plan.",
        ),
        needs=(_SOMEBODY, frozenset({Cue.NUMBER}), _TROUBLE),
        find=_few,
    ),
)
_REDACTION = Rule(
    name="failed_redaction",
    version=1,
    reason="a PDF hides words that whoever copies from it can read",
    example="a black box drawn over a name that is still there",
    twin="a black box over nothing, or in place of the words",
)
_SINGLE_CHILD_NOTICE = Rule(
    name="single_child_notice",
    version=1,
    reason="a contract notice for one child's care",
    example="Contract notice: emergency placement for one child aged 12, Ambleford.",
    twin="Contract notice: framework of residential placements for children aged 8 to 17.",
)
SENTENCE_RULES = tuple(gate.rule for gate in _GATES)
HARM_RULES = (*SENTENCE_RULES, _REDACTION, _SINGLE_CHILD_NOTICE)
RULES = tuple(rule.id for rule in HARM_RULES)
_SECRETS = frozenset(gate.rule.id for gate in _GATES if gate.secret)


def find(prose: Prose, *, is_official: bool = False) -> tuple[Held, ...]:
    """What of a text must not be shown before a person has seen it; each secret once, in order of the rules.

    Of an official report or letter of Ofsted (`is_official`) no sentence is held: what identifies is taken out of these
    before they are published.
    """
    title = prose.circumstances.title
    found: list[Held] = []
    if prose.text.redactions:
        found.append(_whole(_REDACTION, page=prose.text.redactions[0].page))
    if not is_official:
        found += _of_sentences(prose)
        known = {(held.rule, folded(held.words)) for held in found}
        found += [held for held in _of_title(prose) if (held.rule, folded(held.words)) not in known]
    of_one_child = {_SINGLE.id, _COMBINATION.id}
    if any(held.rule in of_one_child for held in found) and _NOTICE.search(f"{title}\n{prose.flow[:_HEAD]}"):
        found.append(_whole(_SINGLE_CHILD_NOTICE))
    shown = folded(title)
    return tuple(replace(held, in_title=held.is_whole or folded(held.words) in shown) for held in found)


def in_force(found: Iterable[Held], prose: Prose) -> tuple[Span, ...]:
    """The spans of a text that nobody may be shown: of all that is held and not released.

    Of a text that is no document of the archive's, but a file in its reader's hands, these are names and addresses alone.
    """
    circumstances = prose.circumstances
    places: list[Span] = []
    for held in found:
        if held.uid(circumstances.document) in circumstances.released:
            continue
        if not circumstances.document and held.rule not in _SECRETS:
            continue
        places += [(0, len(prose.text.words))] if held.is_whole else held.places
    return joined(places)


def _of_title(prose: Prose) -> Iterator[Held]:
    """What the title alone gives away: it has no place in the text."""
    head = headlines.of(prose)
    return (replace(held, places=(), page=None) for held in _of_sentences(head))


def _whole(rule: Rule, page: int | None = None) -> Held:
    return Held(rule=rule.id, reason=rule.reason, page=page, is_whole=True)


def _of_sentences(prose: Prose) -> Iterator[Held]:
    cued = _cued(prose)
    taken: set[int] = set()  # one reason is enough to hold a whole sentence
    for gate in _GATES:
        found: dict[str, list[Span]] = {}
        for number in _where(gate, cued, len(prose.sentences)):
            if number in taken:
                continue
            start, end = prose.sentences[number]
            sentence = _Sentence(
                words=prose.flow[start:end],
                cues=cued.get(number, frozenset()),
                before=_neighbour(prose, number - 1),
                after=_neighbour(prose, number + 1),
            )
            for first, last in gate.find(sentence):
                words = sentence.words[first:last]
                if words == sentence.words:
                    taken.add(number)
                found.setdefault(gate.secret(words) if gate.secret else words, []).append(
                    (start + first, start + last)
                )
        for words, places in found.items():
            everywhere = [*places, *_again(prose, words)] if gate.secret else places
            spans = tuple(prose.span(*place) for place in joined(everywhere))
            page = prose.text.page_at(spans[0][0])
            yield Held(
                rule=gate.rule.id,
                reason=gate.rule.reason,
                words=words,
                places=spans,
                page=page.number if page else None,
            )


def _cued(prose: Prose) -> dict[int, frozenset[Cue]]:
    """The cues of each sentence that has any, by its number."""
    begins = [start for start, _ in prose.sentences]
    found: dict[int, set[Cue]] = {}
    for start, _, cues in _cues().find(prose.flow):
        found.setdefault(bisect_right(begins, start) - 1, set()).update(cues)
    return {number: frozenset(cues) for number, cues in found.items()}


@lru_cache(maxsize=1)
def _cues() -> Gazetteer[frozenset[Cue]]:
    """The words that rules need, with all that each says."""
    says: dict[str, set[Cue]] = {}
    for row in reference.table("harm_cues"):
        says.setdefault(row["word"], set()).add(Cue(row["cue"]))
    return Gazetteer({word: frozenset(cues) for word, cues in says.items()}, any_case=True)


def _where(gate: _Gate, cued: dict[int, frozenset[Cue]], sentences: int) -> list[int]:
    """The numbers of the sentences that a rule looks at."""
    first, *others = gate.needs
    having = {number for number, cues in cued.items() if cues & first}
    if gate.beside:
        having |= {number + step for number in having for step in (-1, 1)}
    return sorted(
        number
        for number in having
        if 0 <= number < sentences and all(cued.get(number, frozenset()) & need for need in others)
    )


def _neighbour(prose: Prose, number: int) -> str:
    """The sentence before or after one; nothing beyond the ends of the text."""
    if not 0 <= number < len(prose.sentences):
        return ""
    start, end = prose.sentences[number]
    return prose.flow[start:end]


def _again(prose: Prose, words: str) -> Iterator[Span]:
    """Where a secret stands again, in capitals too."""
    flow, wanted = prose.flow, words.casefold()
    small = flow.casefold()
    if len(small) != len(flow):
        small, wanted = flow, words
    at = small.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if not (flow[at - 1 : at].isalnum() or flow[end : end + 1].isalnum()):
            yield at, end
        at = small.find(wanted, end)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
