"""Places: towns, districts, counties and regions where a text means the area; never a council, never a line of an address.

A known name of a council is a place where it is no council; towns and regions stand in reference/places.csv; any other
name counts only after words that say where (`a kitchen in Selwick`) and where nothing speaks against it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from linking.councils import Named
from linking.gazetteer import Gazetteer
from linking.private_words import no_names
from linking.prose import Prose, Span

AREA = "places.area@3"
LISTED = "places.listed@2"
WHERE = "places.where@3"
HALL = "places.hall@2"
RULES = (AREA, LISTED, WHERE, HALL)

# `Selwick`, `Upper Thale`, `Stanner Cross`, `Wolden-on-Sea`: how a name that stands in no table is made.
_NAME = (
    r"(?:(?:Upper|Lower|Great|Little|Castle|Market|Old|New|Saint|St|High|Long|Mount|Port|Nether|Much|Temple|Abbots) )?[A-Z][a-z]{3,}(?:-(?:[a-z]+-)?[A-Z][a-z]+)?"
    r"(?: (?:Cross|Bank|Green|Heath|Common|Bay|Marsh|Moor|Vale|Regis|Magna|Parva|End|Wells|Spa|Bridge|Ferry|Haven|Sands|Edge|Fold|Dale|Major|Minor|Abbey|Mills)\b)?"
)
# `in Selwick`, `the town of Selwick`, `as far as Selwick`, `the family hub at Selwick`, `residents of Selwick`, `the move of the panel to Selwick`;
# `Selwick town centre`.
_WHERE = re.compile(
    r"\b(?:(?:in|near|outside|across|around|throughout)(?: (?:the )?(?:nearby|neighbouring|north|south|east|west|central|rural))?"
    r"|(?:town|village|city|parish|suburb|areas?) of|as far (?:away |afield |north |south )?as"
    r"|(?:hub|homes?|centres?|offices?|sites?|clinic|unit|nursery|library|station|depot|court|premises|land|base|hearing|inquest|meeting|sitting|session|tribunal|drop-in|event|rally|house|flat|bungalow|farm|estate) (?:at|in)"
    r"|(?:sits|based|sat|sitting|held|lives|lived|living|met|meets|opens|opened|takes place) at"
    r"|(?:m[ae]n|wom[ae]n|[Rr]esidents|[Ff]amilies|family|[Pp]eople|[Cc]hildren|couple|homes|[Cc]arers|[Pp]arents) (?:of|from)"
    r"|[Mm]ov(?:e|ed|ing)(?: (?:of )?(?:the|its|his|her|their|an?) [\w' -]{2,30})? to|[Rr]elocat(?:ion|ed|ing)(?: (?:of )?the [\w' -]{2,30})? to) "
    rf"(?P<after>{_NAME})(?![\w'’&-])"
    r"|(?<![\w-])(?P<before>[A-Z][a-z]{3,})(?: (?:town centre|city centre|town hall|seafront|high street|market place)\b|'s (?:MPs?|town centre|high street|streets|seafront|market place)\b)"
    r"|\b(?:at|in|near|outside) (?P<beside>[A-Z][a-z]{3,}) (?:library|police station|fire station|railway station|bus station|leisure centre|harbour|docks|market|crown court|magistrates' court|hospital)\b"
)
# `a house in Laurel Grove, Selwick, becoming a home`: in running text the town of a street, no line of an address.
_IN_STREET = re.compile(
    rf"\b(?:in|on|at|off) (?:[A-Z][a-z]+ ){{1,2}}(?:Street|Road|Lane|Avenue|Close|Drive|Crescent|Grove|Terrace|Gardens|Square|Hill|Way), (?P<place>{_NAME})(?=[.,;] [^A-Z]|\.? |\.?\n|\.?$)(?!,? [A-Z]{{1,2}}\d)"
)
# `Selwick Village Hall`: the place whose hall it is.
_HALL = re.compile(
    r"(?<![\w'-])(?<![A-Z][a-z] )(?P<place>[A-Z][a-z]{3,}) (?:Town Hall|Village Hall|Parish Hall|Community (?:Hall|Centre)|Memorial Hall|Civic Centre|(?:Methodist|Baptist|Parish) (?:Hall|Church|Chapel))\b"
)
# `in Penfold, Castle Marsden or Upper Thale`: what goes on from a place.
_AND_ON = re.compile(
    r"(?:, | and | or |, and )(?P<next>[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})?)(?=,| (?:and|or|in|on|from|for|by|where|who|which|is|are|was|were|to|will|have|has|had|over|this|next|last|during|before|after)\b|[.;:)]|\n|$)"
)
# Names that are words too: places only after words that lead to one.
_WORDS = frozenset(
    {"Reading", "Bury", "Rugby", "Nelson", "Battle", "Deal", "Hull", "Ware", "Boston", "Lincoln"}
)
# `the London pledge`: a name before a noun says which pledge, not where.
_NOUN_AFTER = re.compile(
    r" (?!(?:and|or|area|region|borough|city|county|in|is|was|has|had|where|with|who|which|at|to|on|for|of|from)\b)[a-z]"
)
_LEADS = re.compile(r"\b(?:in|of|to|from|near|across|for|at|around|outside|and|through) $")
# What goes on as a longer name: `Mill Lane`, `Selwick Primary`.
_GOES_ON = re.compile(r"(?: |-)(?:[A-Z]|\d|and [A-Z])")
_CAPITAL_AFTER = re.compile(r" ([A-Z][a-z]+)\b")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'&-]* $")
# An address: a number and a street before, a postcode or another part of it after.
_STREET = r"(?:Street|St|Road|Rd|Lane|Avenue|Close|Drive|Way|Crescent|Grove|Terrace|Gardens|Square|Place|Court|Walk|Row|Hill|Mews|Park|Parade|Quay|Gate|House|Hall|Centre|Floor)"
_ADDRESS_BEFORE = re.compile(
    rf"(?:\b{_STREET},?|\b\d+[A-Za-z]?,? (?:[A-Z][\w']+ ){{1,3}}{_STREET},?(?: [A-Z][\w']+,)?),? $"
)
_POSTCODE_AFTER = re.compile(r"(?:,? [A-Z][a-z]+)?,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
# A council by the name of its area alone: `Selwick told the board`, `Not represented: Selwick`.
_ACTS = re.compile(
    r" (?:told|said|says|spends|spent|agreed|plans? to|wants|hopes|promised|pledged|apologised|accept(?:s|ed)|argue[sd]|claim(?:s|ed)|pays|paid|employ(?:s|ed)|recruited|refused|insist(?:s|ed)|"
    r"den(?:ies|ied)|confirmed|declined|responded|abstained|voted|withdrew|joined|signed|offered|asked)\b"
)
_LABEL = re.compile(
    r"\b(?:[Rr]epresented|[Aa]pologies|[Pp]resent|[Aa]bsent|[Mm]embers|[Cc]ouncils|[Aa]uthorities|[Pp]artners): (?:[A-Z][\w-]+(?:,| and) ){0,8}$"
)
# `has given Selwick a fortnight`, `the adviser at Selwick`; `Selwick's children's chief`.
_DONE_TO = re.compile(
    r"(?:\b(?:g[ai]ven?|gives|giving|told|tells?|order(?:ed|s|ing)|ask(?:ed|s|ing)|urg(?:ed|es|ing)|warn(?:ed|s|ing)|fined|sued|prais(?:ed|es|ing)|critici[sz](?:ed|es|ing)|rated|judged|accus(?:ed|es|ing)|inspected|instruct(?:ed|s|ing)|direct(?:ed|s|ing)|invited|forced)"
    r"|\b(?:advis[eo]rs?|directors?|leaders?|chiefs?|boss(?:es)?|officers?|managers?|social workers|staff|bosses|commissioners?|executives?|councillors|services|department) (?:at|with)) \Z"
)
_ITS = re.compile(
    r"'s? (?:(?:own|new|former|interim|acting|chief|deputy|children's|social|adult|legal|improvement|cabinet|political|ruling) )*(?:chief|director|leader(?:ship)?|cabinet|councillors?|services?|department|social (?:workers|care)|executive|boss(?:es)?|plan|budget|council|scrutiny|deficit|accounts|action plan|self-evaluation|improvement)\b"
)
_DONE_WINDOW = 40
_LABEL_WINDOW = 120
_BODY_WORDS = frozenset(
    {
        "Council",
        "Borough",
        "City",
        "County",
        "District",
        "Town",
        "Parish",
        "Constabulary",
        "Police",
        "Hospital",
        "Hospitals",
        "Combined",
        "Metropolitan",
        "Unitary",
    }
    | {
        "Primary",
        "Secondary",
        "High",
        "Grammar",
        "Academy",
        "College",
        "University",
        "North",
        "South",
        "East",
        "West",
        "Central",
        "Safeguarding",
        "Children",
        "Youth",
    }
)
# Words that stand after `in` with a capital and are no place.
_NO_PLACES = frozenset(
    {
        "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Spring", "Summer", "Autumn", "Winter", "Easter", "Christmas",
        "Year", "Years", "Reception", "Appendix", "Annex", "Table", "Figure", "Section", "Part", "Paragraph", "Chapter", "Item", "Schedule", "Phase", "Stage",
        "Quarter", "Term", "Tier", "Level", "Band", "Group", "Option", "Page", "Volume", "Annexe", "Parliament", "Westminster", "Whitehall", "Council",
        "Cabinet", "Committee", "Children", "Childrens", "Care", "Need", "Foster", "Fostering", "Adoption", "Education", "Health", "Housing", "Social", "Public",
        "Private", "Early", "Help", "Family", "Families", "Safeguarding", "Partnership", "Practice", "English", "Welsh", "Mathematics", "Maths", "Science",
        "England", "Wales", "Scotland", "Ireland", "Britain", "Europe", "Ofsted", "Government", "Local", "National", "Regional", "Schools", "School",
        "Special", "Statutory", "Appendices", "Working", "Keeping", "Putting", "Every", "Independent", "Youth", "Young", "Central", "Northern",
        "Southern", "Eastern", "Western", "Full", "Residential", "Short", "Supported", "Court", "Attendance", "Accordance", "Member", "Members", "Leader", "Chair",
        "General", "Corporate", "Strategic", "Finance", "Budget", "Annual", "Improvement", "Work", "Code", "That", "This", "These", "They", "There", "Their",
        "Which", "When", "What", "With", "Some", "Many", "Most", "Other", "Total", "Summary", "Conclusion", "Response", "Addition", "Order", "Paris", "Canada",
        "Australia", "America", "Germany", "France", "India", "Ukraine", "Afghanistan", "Syria", "Brussels", "Pakistan", "Focus", "Mind", "Touch",
        "Good", "Outstanding", "Inadequate", "Requires", "Amber", "Green", "Teams", "Zoom", "Excel", "Town", "Village", "Civic", "Methodist", "Baptist",
        "Great", "Little", "Memorial", "Community", "Monthly", "Quarterly", "Weekly", "Black", "Asian", "Minority", "White", "Roma", "Gypsy", "Poland", "Spain", "Italy",
        "Action", "Stable", "Staying", "Kinship", "Permanence", "Permanency", "Unit", "Ward", "Class", "Unison", "Whom", "Those", "Where", "Shape",
    }
)  # fmt: skip


def find(prose: Prose, named: Sequence[Named], taken: Sequence[Span]) -> Iterator[Mention]:
    """Mentions of places; `named` are the known names of councils, `taken` the spans (in order of place) of what has been found to be something else."""
    flow = prose.flow
    of_councils = {(one.start, one.end) for one in named if one.bare}
    kept: list[tuple[Span, str]] = [(span, AREA) for span in of_councils]
    kept += [((start, end), LISTED) for start, end, _ in _listed().find(flow)]
    told = [found.span(found.lastgroup or "after") for found in _WHERE.finditer(flow)]
    words = {flow[slice(*span)] for span in told} - _NO_PLACES - no_names()
    places = words - _given_names(flow, words)
    kept += [(span, WHERE) for span in told if flow[slice(*span)] in places]
    halls = [found.span("place") for found in _HALL.finditer(flow)]
    halls += [found.span("place") for found in _IN_STREET.finditer(flow)]
    kept += [(span, HALL) for span in halls if flow[slice(*span)] not in _NO_PLACES]
    done = 0
    for (start, end), rule in sorted(kept, key=lambda one: (one[0][0], -one[0][1])):
        if (
            start < done
            or _touches(taken, start, end)
            or ((start, end) in of_councils and _is_body(flow, start, end))
        ):
            continue
        if rule == HALL or _is_area(flow, start, end):
            yield prose.mention(MentionType.PLACE, start, end, rule=rule, value=flow[start:end])
            done = end
            while _LEADS.search(flow, max(0, start - 10), start) and (more := _AND_ON.match(flow, done)):
                first, done = more.span("next")
                if more["next"] in _NO_PLACES or _touches(taken, first, done):
                    break
                yield prose.mention(MentionType.PLACE, first, done, rule=WHERE, value=more["next"])


def _is_body(flow: str, start: int, end: int) -> bool:
    """Whether the name of an area means its council, by what it does or among whom it is listed."""
    return bool(
        _ACTS.match(flow, end)
        or _ITS.match(flow, end)
        or _DONE_TO.search(flow, max(0, start - _DONE_WINDOW), start)
        or _LABEL.search(flow, max(0, start - _LABEL_WINDOW), start)
    )


def _given_names(flow: str, words: Collection[str]) -> set[str]:
    """Those of the words that the text gives to a person: `confidence in Chris`, where it says `Chris Sample`."""
    given: set[str] = set()
    for _, end, word in Gazetteer({word: word for word in words}).find(flow):
        follows = _CAPITAL_AFTER.match(flow, end)
        if follows and follows[1] not in no_names() and follows[1] not in _BODY_WORDS:
            given.add(word)
    return given


def _is_area(flow: str, start: int, end: int) -> bool:
    """Whether a name is whole where it stands, in running text, and no part of an address."""
    if _GOES_ON.match(flow, end) and not flow.startswith(" and ", end):
        return False
    if _CAPITAL_BEFORE.search(flow, max(0, start - 30), start) and not _begins_sentence(flow, start):
        return False
    if (
        flow.endswith(("the ", "The "), 0, start)
        and " " not in flow[start:end]
        and _NOUN_AFTER.match(flow, end)
    ):
        return False
    if flow[start:end] in _WORDS and not _LEADS.search(flow, max(0, start - 10), start):
        return False
    line = flow.rfind("\n", 0, start) + 1
    stop = flow.find("\n", end)
    if not flow[line:start].strip() and not flow[end : stop if stop >= 0 else len(flow)].strip(" ,."):
        return False  # a line of its own: an address, a heading
    return not (
        _ADDRESS_BEFORE.search(flow, max(line, start - 60), start) or _POSTCODE_AFTER.match(flow, end)
    )


def _begins_sentence(flow: str, start: int) -> bool:
    """Whether the capitalised word before is only the first of its sentence: `In Selwick`."""
    word = flow.rfind(" ", 0, start - 1) + 1
    line = flow.rfind("\n", 0, start) + 1
    return word <= line or flow[max(0, word - 2) : word] in (". ", "? ", "! ", '" ')


def _touches(spans: Sequence[Span], start: int, end: int) -> bool:
    place = bisect_left(spans, (end, 0))
    return any(start < last for _, last in spans[max(0, place - 4) : place])


@lru_cache(maxsize=1)
def _listed() -> Gazetteer[str]:
    return Gazetteer({row["name"]: row["name"] for row in reference.table("places")})
