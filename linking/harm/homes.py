"""Addresses of places where children live: with their family, with carers, in a home, now or soon.

An address gives a home away by what the sentence says of it, or the one beside it: that somebody of a family is spoken of,
that children live there, that it is to be a children's home. Where the public goes, and the head of a letter, is no
such address; nor is a home that is closed.
"""

import re
from collections.abc import Iterable, Iterator

from linking.harm.cues import FAMILY, SOMEBODY, Cue, Sentence
from linking.prose import Span

_STREET = (
    r"(?:Close|Road|Street|Lane|Avenue|Drive|Rise|Grove|Way|Court|Crescent|Gardens|Place|Terrace|Hill|Walk|Row|Square|Mews|Green|"
    r"Parade|Fold|Croft|Cottages|Wharf|Gate|Rd|Ave|Cres)"
)
_STREET_NAME = rf"(?:[A-Z][\w'’-]+ ){{1,3}}{_STREET}\b"
_HOUSE = r"(?:House|Lodge|Cottage|Farm|Farmhouse|Villa|View|Barn|Bungalow|Rectory|Vicarage|Manor)"
# Streets that only a number before them tells from other places: "31 Quarry Bank".
_SELDOM_STREET = r"(?:[A-Z][\w'’-]+ ){1,3}(?:Bank|Brow|Dale|Dene|Vale|View|Park|Side|Garth|Wynd|Yard|Quay|Passage|Approach|Broadway|Circus|Ridge|Lea|Leys|Meadows?|Orchard|Paddock|Spinney|Copse|Hollow|Chase|Common|End|Heights|Woods?|Fields?|Leas|Acres?|Mead|Link|Ridings|Drove|Loke|Brae|Cliff|Dell|Glebe|Glade|Corner|Knoll|Maltings|Moorings|Villas|Bungalows|Stables|Lawns?|Mount|Reach|Nook|Ginnel|Mansions|Buildings|Tower|Point)\b"
# "9 The Paddocks": only such words, for "in 2024 The Council" is none.
_THE_STREET = (
    r"The (?:Old [A-Z][a-z]+|Paddocks?|Spinney|Green|Larches|Laurels|Elms|Oaks|Limes|Firs|Beeches|Birches|Poplars|Willows|Crescent|Close|Drive|Grove|Lane|Street|Square|Row|Avenue|Mews|Terrace|Croft|Orchards?|"
    r"Meadows?|Leas?|Leys|Chase|Hollow|Dell|Glebe|Ridings?|Rise|Mount|Courtyard|Maltings|Moorings|Nook|Wharf|Quay|Cottages|Bungalows|Gables|Cedars|Hawthorns|Rowans|Maples|Pines|Hollies|Copse|Dene|Heath|Common|"
    r"Hill|Ridge|Banks?|Gardens|Parade|Park|Pastures?|Fairway|Brambles|Sidings|Granary|Stables|Mill|Vale|Coppice|Glade|Heights|Knoll|Lawns?|Walk|Way|Weir|Woodlands?|Rookery|Maisonettes|Flats|Warren|Link|Circle)\b"
)
_PITCH = r"(?:[Pp]itch|[Pp]lot|[Bb]erth|[Mm]ooring|[Cc]aravan|[Cc]halet) \d{1,3}"
# "14 Alder Close", "Flat 2, 51 Mill Lane, Ambleford, AM1 2CD", "The Larches, Back Lane", "Orchard Road, number 22", "the Greenacre site, pitch 11".
_ADDRESS = re.compile(
    rf"\b(?:(?:(?:Flat|Unit|Apartment) \d{{1,3}}[A-Za-z]?,? )?(?:[Nn](?:umber|o\.?) )?\d{{1,4}}[A-Za-z]?,? (?P<numbered>{_STREET_NAME}|{_SELDOM_STREET}|{_THE_STREET})"
    rf"|(?:The (?:[A-Z][a-z]+ )?[A-Z][a-z]+|[A-Z][a-z]+ {_HOUSE}), (?P<named>{_STREET_NAME})"
    rf"|(?P<villa>[A-Z][a-z]+ (?:Villa|Cottage|Farm|Farmhouse|Bungalow|Barn|Rectory|Vicarage|View), [A-Z][\w'’]+(?: [A-Z][\w'’]+)?)"
    rf"|(?P<site>[A-Z][\w'’]+(?: [A-Z][\w'’]+)? (?:[a-z]+ )?(?:[Ss]ite|[Pp]ark|[Mm]arina|[Ff]arm)),? (?:on )?{_PITCH}"
    rf"|{_PITCH},? (?:(?:at|on|of) )?(?:the )?(?P<pitched>[A-Z][\w'’]+(?: [A-Z][\w'’]+){{0,2}})"
    rf"|(?:Flat|Apartment|Room) \d{{1,3}}[A-Za-z]?,? (?P<block>(?:The )?[A-Z][\w'’]+(?: [A-Z][\w'’]+)? (?:{_HOUSE}|Court|Mansions|Tower|Point|Heights|Buildings))\b"
    rf"|(?P<after>{_STREET_NAME}),? \(?(?:at )?[Nn](?:umber|o\.?) \d{{1,4}}\)?)"
    r"(?:, [A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}(?=,? [A-Z]{1,2}\d))?(?:,? [A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b)?"
)
# Whose letter paper it is: "Director of Children's Services, Estmere Council, 14 Castle Street, EM1 2AB".
_INSTITUTION = re.compile(
    r"\b(?:council|director(?:ate)?|department|committee|services|trust|ombudsman|contact|telephone|tel|e-?mail|www|enquiries|university|"
    r"limited|ltd|llp|plc|agency|headteacher|chair|secretary)\b|& (?:sons?|daughters?)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
# Its end, which is found in half the time.
_INWARD = re.compile(r"\d[A-Z]{2}\b")
# What the public goes to. "the library, 51 Mill Lane", "at 6 Tannery Court, the council's reception".
_PUBLIC_BUILDING = re.compile(
    r"\b(?:library|(?:head |registered )?offices?|reception|(?:family|youth|community|children'?s|sports|leisure|health|service|day|contact|town|customer service) (?:centre|hub)|hub|(?<!to )(?<!to the )(?<!from )school|academy|town hall|"
    r"civic|headquarters|clinic|(?<!to )(?<!in )(?<!from )hospital|museum|church|hotel|venue|playground|park|shops?|supermarket|post office|hall|theatre|cinema|pool|gym|caf[eé]|restaurant|pub|garage|market|depot|station|meetings?|inspected|charity|society|association|surgery|nursery|magistrates|"
    r"team(?=,)|showroom|warehouse|mast|takeaway|substation|nightclub|salon|bakery|factory|premises of|sessions?|drop-ins?|open days?)\b",
    re.IGNORECASE,
)
_NEAR_ADDRESS = 45
# "our house, 4 Hawthorn Way", "lives at", "the family's home in": whatever else stands near is no public building.
_AT_HOME = re.compile(
    r"(?:\b(?:lives?|lived|living|resides?|resided|residing|(?:stay|remain)(?:s|ed|ing)? with \w+|(?:re)?housed|placed|moved|(?:children|boys?|girls?|child|baby|family|mother|father|siblings|twins|they) (?:is|are|was|were)(?: now| then| still| both)?|house|flat|bungalow|maisonette|caravan|refuge|hostel|shelter|lodgings|placement|unregistered home|"
    r"(?:our|my|her|his|their|the family|family['’]s|the family['’]s|mother['’]s|father['’]s|grand\w+['’]s|carers?['’]s?|child['’]s|parental|parents['’]) (?:own )?(?:home|house|flat|bungalow|cottage|caravan|address)|home address)"
    r"\b(?: \w+){0,4},?:? (?:(?:in|at|on|off|near|is|of) )?(?:the )?)$",
    re.IGNORECASE,
)
# "the children's home in Orchard Road", "residents of Pinfold Lane fear that the children's home".
_STREET_ALONE = re.compile(rf"\b(?:in|at|on|of|off|near|from) (?P<street>{_STREET_NAME})")
# "in the bungalow facing Tanswick Methodist chapel", "lives above the Red Lion": a house that neighbours find.
_DWELLING = r"(?:bungalow|house|flat|cottage|farm(?:house)?|caravan|maisonette|mobile home|barge|boat)"
_FACING = r"(?:facing|opposite(?: to)?|above|next(?: door)? to|adjoining|alongside|backing onto|overlooking|in front of|across (?:the (?:road|street) )?from|(?:two|three) doors from|on the corner of)"
_NEAR = rf"(?:{_FACING}|beside|behind|below|before|after|past|by|near|close to|at the (?:end|top|bottom|foot|back|side|corner) of)"
_PUBLIC_PLACE = (
    r"(?:the |a )?(?:[a-z]+ ){0,5}(?:(?:in|at|on|of) )?[A-Z][\w'’]+(?: (?:[A-Z][\w'’]+|and|of|the)){0,5}"
    r"(?: (?:chapel|church|school|pub|shop|station|green|park|pond|mill|farm|mosque|temple|post office|surgery|library|garage|club|"
    r"crossing|bridge|roundabout|inn|hotel|works|quarry|canal|estate))?"
)
_LANDMARK = re.compile(
    rf"\b(?P<house>{_DWELLING},? (?:[\w-]+ ){{0,3}}?{_NEAR} {_PUBLIC_PLACE})"
    rf"|\b(?P<spot>{_DWELLING} (?:at|on|in) (?:the )?[A-Z][\w'’]+(?: [A-Z][\w'’]+)? (?:Farm|Site|Park|Marina|Quay|Yard|Estate|Lane|Wood|Common|Mill))\b"
    rf"|\b(?:aunt|uncle|nan|gran\w*|mum|mother|dad|father|cousin|carer|guardian|adopter|friend)s?['’]s?,? (?:home |house |flat |place )?(?P<above>{_FACING} {_PUBLIC_PLACE})"
    rf"|\b(?:live[sd]?|living|resid(?:es|ed|ing)|staying|moved|housed|(?:her|his|their|our|my|family) home) (?:[a-z]+ ){{0,4}}?(?P<facing>{_FACING} {_PUBLIC_PLACE})"
)
_HOME = re.compile(
    r"\b(?:children['’]?s|child(?:ren)?|residential(?: care)?|foster|solo|short breaks|(?:un)?registered|secure) home\b|\bhome for (?:children|young people|looked[- ]after)\b|\bC2\b",
    re.IGNORECASE,
)
# "youngsters at the home in Larch Road"
_THE_HOME = re.compile(r"\b(?:the|this|that|our|their) (?:[a-z-]+ )?home,? (?:in|at|on|off) ")
# "The former children's home at", "the home, which closed in 2009,": nobody lives there any more.
_NO_HOME_NOW = re.compile(
    r"\b(?:former|disused|redundant|vacant|empty|old) (?:[\w'’]+ ){0,3}home\b|\b(?:stood|standing|stands|lain|been) (?:empty|vacant|derelict|unused)\b|\bhome\b[^.\n]{0,60}\b(?:closed (?:in|on|since|its)|surplus|demolish\w*|pulled down|auction\w*)",
    re.IGNORECASE,
)
_LIVED_IN = re.compile(
    r"\b(?:lives?|living|resid(?:es?|ents?)|placed|reopen\w*|again|stays?)\b", re.IGNORECASE
)
# What a house is to be, in its own sentence or the one beside: "residential home for up to two young people (C2)", "home to children".
_PURPOSE = re.compile(
    r"\bhome to (?:\w+ ){0,3}(?:children|young people)\b|\b(?:children['’]?s|child(?:ren)?) (?:care |residential )?home\b"
    # "which the council rents for care leavers", "bought for a teenager who"
    r"|\b(?:rent(?:s|ed)?|leases?d?|lets?|bought|buys?|acquire[sd]?|use[sd]?|runs?|kept|converted|adapted|furnished|earmarked)\b[^.\n]{0,40}?\b(?:for|to|as|by) (?:its |two |three |four |some |an? )?(?:care leavers?|children|young (?:people|person)|looked[- ]after|teenagers?|boy|girl|child|unaccompanied|mothers? and bab)"
    # "HMO at 18 Ferry Road to be let to the council for 16 and 17 year olds"
    r"|\b(?:let|leased?|used|hmo|house in multiple occupation|accommodation|lodgings|flats?|house|property|dwelling)\b[^.\n]{0,90}\bfor (?:up to )?(?:\w+ ){0,2}(?:children|young people|care leavers|(?:16|17|18)[^.\n]{0,12}year[- ]olds)\b"
    r"|\b(?:residential|care) home for (?:[\w-]+ ){0,5}(?:children|young (?:people|persons?))\b|\bC3\b[^.\n]{0,90}\bC2\b",
    re.IGNORECASE,
)
# In the sentence after or before: "one young person lives there".
_THERE = re.compile(
    r"\b(?:there|(?:the|this|that) (?:property|home|house|site|dwelling|address|premises|building|flat))\b",
    re.IGNORECASE,
)


def addresses(sentence: Sentence) -> Iterator[Span]:
    """Where a sentence gives the address of children away."""
    words = sentence.words
    if Cue.WHERE not in sentence.cues and not (_INWARD.search(words) and _POSTCODE.search(words)):
        return
    if _NO_HOME_NOW.search(words) and not _LIVED_IN.search(words):
        return
    of_family = sentence.has(FAMILY)
    of_home = Cue.LIVING in sentence.cues or any(map(_THERE.search, (sentence.before, sentence.after)))
    is_planned = _PURPOSE.search(words) or (
        not _INSTITUTION.search(words) and any(map(_PURPOSE.search, (sentence.before, sentence.after)))
    )
    if of_home or is_planned or (of_family and not _INSTITUTION.search(words)):
        for pattern in (_ADDRESS, _POSTCODE):
            yield from _not_public(words, (found.span() for found in pattern.finditer(words)))
    elif of_family:
        yield from _at_home(words, (found.span() for found in _ADDRESS.finditer(words)))
    if of_family or of_home:
        streets = (found.span("street") for found in _STREET_ALONE.finditer(words))
        yield from _at_home(words, streets)
        yield from (found.span(found.lastgroup or 0) for found in _LANDMARK.finditer(words))
    if _HOME.search(words) or (sentence.has(SOMEBODY) and _THE_HOME.search(words)):
        yield from _not_public(words, (found.span("street") for found in _STREET_ALONE.finditer(words)))


def street(words: str) -> str:
    """What of an address gives it away wherever it stands: the street without its number."""
    found = _ADDRESS.fullmatch(words)
    return next((found[group] for group in found.re.groupindex if found[group]), words) if found else words


def _at_home(words: str, places: Iterable[Span]) -> Iterator[Span]:
    """The addresses of which the words before say that somebody lives there."""
    return (place for place in places if _is_home(words, place[0]))


def _is_home(words: str, start: int) -> bool:
    return _AT_HOME.search(words, max(0, start - 2 * _NEAR_ADDRESS), start) is not None


def _not_public(words: str, places: Iterable[Span]) -> Iterator[Span]:
    return (place for place in places if _is_home(words, place[0]) or not _is_public(words, *place))


def _is_public(words: str, start: int, end: int) -> bool:
    """Whether the words beside an address say that the public goes there."""
    near = words[max(0, start - _NEAR_ADDRESS) : start], words[end : end + _NEAR_ADDRESS]
    return any(map(_PUBLIC_BUILDING.search, near))
