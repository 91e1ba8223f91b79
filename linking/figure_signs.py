"""Signs of figures: the words around a number by which it is a measure's figure, a part, a change, an aim or somebody else's; no text is read here."""

import re

# `by 38`, `up 4%`, `an increase of about 38`, `another 12`, `the rise of 14`: a difference.
DIFFERENCE_BEFORE = re.compile(
    r"(?:\b(?:by|(?<!make )(?<!makes )(?<!made )(?<!making )up|down|another|further|additional|extra|plus|minus|net|gained|lost|recruited|every|each|difference|gap)"
    r"|\b(?:increase|decrease|rise|fall|reduction|drop|growth|loss|gain|change|improvement|decline|jump|cut) (?:\([^()\d]*\) |in [a-z' ]{2,40} )?(?:of|was|is|by))(?: (?:about|around|some|nearly|almost|over|just|just over|just under|the))* $|(?<!\w)[-+]$",
    re.IGNORECASE,
)
# `38 more than`, `4% higher`, `a 5% rise`, `5.2 percentage points`
DIFFERENCE_AFTER = re.compile(
    r" (?:percentage |net )?(?:more|fewer|less|higher|lower|above|below|up|down|points?|percentage points?|extra|additional|increase|decrease|rise|fall|reduction|drop|growth|cut)\b(?! (?:from|to)\b)|-(?:point|year|week|day|bed|hour|month)",
    re.IGNORECASE,
)
# `below 2,000`, `up to 25`, `at least 90%`, `at most 15`: a bound, whichever it is of.
BOUND_BEFORE = re.compile(
    r"\b(?:below|under|above|up to|at least|at most|no more than|no fewer than|not more than|fewer than|less than|maximum of|minimum of|limit of|cap of|capped at|limited to|set on|beyond|exceed\w*|topp(?:ed|ing)|pass(?:ed|ing)|surpass\w*|approach\w*|establishment of)(?: (?:a|the|about|around))? $",
    re.IGNORECASE,
)
# `one in five`, `seven out of ten`
IN_SO_MANY = re.compile(r"\b(?:in|out of)(?: every| each)? $")
# `aged 16`, `year 6`, `page 4`, `Q4`, `per 10,000`
NAMES_BEFORE = re.compile(
    r"\b(?:(?:aged?|ages|aged between)(?: \d{1,2}(?: to| or| and|,))*|years?|page|item|section|table|figure|appendix|level|stage|band|grade|tier|phase|priority|paragraph|question|recommendation|ward|per|the age of|or) $",
    re.IGNORECASE,
)
# `16-year-olds`, `20 weeks`, `20 miles`, `5 to 10`
MEASURED_AFTER = re.compile(
    r"[- ](?:working |school |full |clear )?(?:years?|months?|weeks?|days?|hours?|minutes?|miles?|times?|nights?|beds?)\b|-? ?(?:st|nd|rd|th)\b|(?:,| or| and|-)? ?(?:\d+)?-year|[:.]\d|(?:, \d{1,2})? or \d",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# `between 1,060 and 1,110`, `50 to 70`
RANGE_END = re.compile(r"\bbetween [\d,.%]+ (?:and|to) $|[^\w.]\d+ to $")
RANGE_BEGIN = re.compile(r" to \d| ?- ?\d")
BETWEEN = re.compile(r"\bbetween $")
FROM = re.compile(r"\bfrom (?:about |around |just |over |under |a peak of )*$")
DIGITS = re.compile(r"[\d,]+\b")
FROM_SOME = re.compile(r"\bfrom [^;.]*$")
# `187 of the 466`, `of 754 care leavers`: the whole of a part, and the part.
PART_OF = re.compile(
    r" (?:\([^()]{1,16}\) )?(?:out )?of (?:the |its |our |their |these |those |them|this|whom|which|all )?(?:[\w']+'s )?(?=[\d\ue000-]|them|whom|which|these|those)"
)
WHOLE_OF = re.compile(r"\bof (?:the |its |our |their |these |those |all )?(?:[\w']+'s? )?$", re.IGNORECASE)

# A count in brackets behind the number: `641 (62%) are`.
BRACKETS = re.compile(r" ?\((?:or |equivalent to )?[\d.]+ ?(?:%|per ?cent)\)")
PEOPLE = re.compile(r" children and young people(?= )")
# How the clause of a number goes on with another matter.
CLAUSE_END = re.compile(
    r"[.,;:!?()\"\n](?!\d)|\d|[£%]| - | (?:and|but|while|whereas|which|who|because|although|though|so|as|when|where|since|with|after|before|following|including|plus|or|giving|leaving|despite|due|in line|at an? (?:(?:weekly|typical|mean) |average )?(?:cost|average|price|fee|rate of £))\b",
    re.IGNORECASE,
)
# Without one of these between them a number beside a measure is none of it: `children in care at 16`.
LINKS = re.compile(
    r"[:(,]| - |\b(?:is|are|was|were|be|been|stand\w*|stood|remain\w*|rose|risen|rises|rising|fell|fall\w*|gr[eo]wn?|growing|increas\w+|decreas\w+|reduc\w+|dropp?\w*|reach\w*|hit|peaked|total\w*|number\w*|averag\w+|"
    r"fill(?:s|ed|ing)?|cover(?:s|ed|ing)?|occup(?:y|ies|ied|ying)|had|has|have|cut|down|from|to|topp\w*|pass(?:ed|ing)|exceed\w*|edg(?:ed|ing)|tumbl\w+|plung\w+|slid|sliding|swell\w*|swollen|surg\w+|soar\w*|leapt|jump\w*|shrank|shrunk|crept|creeping|balloon\w*|inch(?:ed|ing)|nudg\w+|settl\w+|plateaued|levelled|hover\w*|tripled|trebled|halving|doubling|plummet\w*|slump\w*|rocketed|spik\w+|mount(?:ed|ing)|bec[ao]me|coming|went|going|put|leaving|made|makes|make|that|of|at|by|for|it|after|up|touched|recovered|eased|dipped|climbed|shows?|came|comes?|puts?|slipped|improved|worsened|doubled|halved|lowered|went|goes)\b",
    re.IGNORECASE,
)
FIRM_LINKS = re.compile(
    r"[:(]| - |\b(?:is|are|was|were|be|been|stands?|standing|stood|remain\w*|rose|risen|rises|rising|fell|fall\w*|gr[eo]wn?|growing|increas\w+|decreas\w+|reduced|dropp\w*|reached|hit|peaked|total\w*|numbered|averag\w+|"
    r"fill(?:s|ed|ing)?|cover(?:s|ed|ing)?|occup(?:y|ies|ied|ying)|had|has|have|cut|down|up|from|to|topp\w*|pass(?:ed|ing)|exceed\w*|edg(?:ed|ing)|tumbl\w+|plung\w+|slid|sliding|swell\w*|swollen|surg\w+|soar\w*|leapt|jump\w*|shrank|shrunk|crept|creeping|balloon\w*|inch(?:ed|ing)|nudg\w+|settl\w+|plateaued|levelled|hover\w*|tripled|trebled|halving|doubling|plummet\w*|slump\w*|rocketed|spik\w+|mount(?:ed|ing)|bec[ao]me|coming|went|going|put|leaving|offered|looked|looks?|looking|touched|recovered|eased|dipped|climbed|shows?|came|comes|slipped|doubled|halved|lowered|went)\b",
    re.IGNORECASE,
)
# `leaves the number of children in care | at 412`: what makes of `at` what leads to a number.
PUT = re.compile(
    r"\b(?:put(?:s|ting)?|leav(?:es?|ing)|left|keep(?:s|ing)?|kept|br(?:ings?|inging|ought)|set(?:s|ting)?) (?:the|its|our|their) [^.;:\d]{0,30}$"
)
# `a painful 29%`: whoever writes it is moved, and the number stays what it is.
MOVED = re.compile(
    r"\ban? (?!(?:target|planned|forecast|possible|potential|budgeted|predicted|projected|notional|maximum|minimum|theoretical)\b)[a-z]+ $"
)
# `Mrs Sample said that`: who tells a figure is not whose it is.
REPORTS = re.compile(
    r"(?:[A-Z][\w'.-]* ){1,4}(?:said|reported|replied|responded|explained|confirmed|answered|advised|added|noted|stated|told [\w' ]{1,30}?)(?: that)? "
)
# `looks after 412`: the words are themselves the verb.
LEADS_ITSELF = re.compile(
    r"\b(?:look(?:s|ed|ing)? after|car(?:e|es|ed|ing) for|employ\w*|responsible for|an average of|corporate parents? (?:to|of|for))$",
    re.IGNORECASE,
)
CHANGES_SIDE = re.compile(r", (?:at|now|currently|where) ")
SAYS_SO = re.compile(
    r"\b(?:are|were|is|was|been|being|liv\w+|placed|remain\w*|stay\w*|became|ceased|stopped|started|entered|came|left|maintained|had|have|has|filled|supplied|began)\b",
    re.IGNORECASE,
)
# `there are 45`, `looks after 45`, `the council has 131`: how many there are, not some of them.
THERE_ARE = re.compile(
    r"\b(?:(?-i:With)|there (?:are|were|have been|had been)|look(?:s|ed)? after|cares? for|caring for|support(?:s|ed|ing)?|help(?:s|ed|ing)?|work(?:s|ed|ing)? with|look after|looking after|fund(?:s|ed|ing)?|accept(?:s|ed)|includ(?:es|ed|ing)|parents? (?:to|of|for)|received|has|have|had|employ(?:s|ed|ing)?|maintain(?:s|ed|ing)?|responsib\w+ for|recorded|registered|record of|number of|total of|held|holds?|handled)(?: (?:now|also|just|around|about|only|some|over|almost|nearly|more than|a|total|of|all|currently|approximately)){0,4} $|(?:'s|s'|\bour|\bits|\btheir|\bof the) $",
    re.IGNORECASE,
)
# `- 2,204 referrals`, `• 598 children in care`: what a line of a list begins with.
LISTED = re.compile(r"(?:\A|\n|^) ?[-•*●▪■◦‣·–] ?$")
# `did you have`, `does the council look after`: how such a question ends that asks for nothing narrower.
QUESTION = re.compile(
    r" (?:did|do|does|had|have|has|were|are) (?:you|we|it|they|there|the [a-z ]{3,24}?|your [a-z]{3,20})(?: (?:have|had|employ(?:ed)?|hold|look(?:ed|ing)? after|support(?:ed)?|engage[d]?|use[d]?|fund(?:ed)?|maintain(?:ed)?))?\b"
)
# How such a line may go on: it ends, or tells what the figure was before.
GOES_ON = re.compile(
    r"[^.;:,()\d\n]*(?:[.;]?(?:\n|\Z)|;| ?\(|,? (?:up|down|an? (?:increase|rise|fall|reduction|drop)|compared|against|from|[\d-]))"
)
# `30 September 2024: `, `2023/24 - `: what a line begins with that tells a figure of a time and nothing else, and how it ends.
DATED_LINE = re.compile(r"(?:[-•*] ?)?[\ue000\d/–-]{4,}(?: ?[:=,–-]|) ?")
LINE_END = re.compile(r" ?[.;,]?(?:\n|\Z)")
# `How many ... did you have on ...?`, `Number of`: what asks for the figures below.
ASKED = re.compile(r"\b(?:[Hh]ow many|[Nn]umbers?(?: of)?|[Tt]otal)\b[^.;\n]{0,40}$")
# What makes of a measure some of it: `52 children in care took part`, `71 children in children's homes live outside the area`.
NARROWS = re.compile(
    r"[^.;:,\n\d]{0,12}? for (?:(?:more|less|longer) than |over |under |at least )?(?:\d+|one|two|three|four|five|six|twelve|several|a) (?:or more )?(?:years?|months?|weeks?)\b|[^.;:,\n\d]{0,45}?\b(?:took|take|taking|attend(?:ed|ing)?|respon(?:d|ded|ses)|answered|said|told|live|lived|living|went|moved|met|spoke|seen|visited|wait(?:ed|ing)?|"
    r"missed|missing|(?:had|have|has|having)(?! an? (?:\w+ ){0,3}plan)|who|whom|whose|got|get|received|achieved|passed|joined|left|came|went|want(?:ed)?|asked|surveyed|interviewed|aged|issued|finalised|requested|refused|started|ended|ceased|closed|turning|turned)\b",
)
# A change, not a number of anything, or a sample: `lost 38 carers`, `written with 120 children in care`.
SOME_BEFORE = re.compile(
    r"\b(?:by|additional|extra|another|further|lost|gained|recruited|set on|with|in|met|spoke to|saw|sampled|reviewed|visited|(?:surveys?|samples?|groups?|audits?|selection|class) of)(?: about| around| some)? $"
)
NOT_BEFORE = re.compile(r"\b(?:not|no longer|never|without|neither)\s(?:\w+ ){0,2}$", re.IGNORECASE)
# `complaints about children in care`: what is told is the number of another thing, unless that is a number itself.
HEAD = re.compile(
    r"\b(?P<head>[A-Za-z'-]+) (?:of|about|for|from|with|by|to|on|among|against|in|into|over|regarding|concerning)(?: (?:all|both|our|the|its|their|those|these|new|[\w]+'s?))* $"
)
HEADS = frozenset(
    [
        "number",
        "numbers",
        "rate",
        "rates",
        "proportion",
        "share",
        "percentage",
        "total",
        "totals",
        "figure",
        "figures",
        "level",
        "levels",
        "average",
        "count",
        "volume",
        "population",
        "cohort",
        "increase",
        "increases",
        "rise",
        "fall",
        "drop",
        "decrease",
        "reduction",
        "decline",
        "growth",
        "change",
        "caseload",
        "caseloads",
        "timeliness",
        "performance",
        "completion",
        "is",
        "was",
        "are",
        "were",
        "had",
        "has",
        "up",
        "down",
        "stood",
    ]
)
COSTS = frozenset(
    (
        "cost",
        "costs",
        "spend",
        "spending",
        "spent",
        "bill",
        "budget",
        "budgets",
        "expenditure",
        "satisfaction",
    )
)
# `Of the 30 children in care surveyed, 28 felt safe`: a whole that is a sample.
SAMPLE = re.compile(
    r" (?:\w+ ){0,2}?(?:surveyed|sampled|audited|interviewed|reviewed|asked|seen|met|spoken to|responding|attending|who (?:responded|replied|answered|took part|attended|were (?:asked|seen|surveyed)))\b"
)
# `that the proportion was down to 12%`, `its number creeping up to 131`
THAT_FIGURE = re.compile(
    r"\b(?:the|that|this|its|their) (?:figure|number|rate|proportion|share|total|average|percentage)\b(?! of\b| for\b| who\b| that\b)"
)
# `Penfold (`
OF_PLACE = re.compile(r"\b[A-Z][\w']+ \($")
OF_SO_MANY = re.compile(r" (?:per|for every|in every) (?:10,000|ten thousand|10k)\b", re.IGNORECASE)
RATE = re.compile(r"\brates?\b|\bper (?:10,000|ten thousand|10k)\b", re.IGNORECASE)
# ` children (71.6 per 10,000)`, `, a rate of `, `; its rate of `
ITS_RATE = re.compile(
    r"[^.\n\d]{0,70}?(?: \(|\brate (?:of|was|is|at)|[Tt]he rate,? at|equivalent to|equal to|, or|or|makes?|that is|[Tt]hat is|works out at) (?:about |around |a rate of |just (?:over|under) )?|[^.\n\d]{0,70}?\((?:a rate of |or |rate:? )?|[^.\n\d]{0,70}?,? (?:although|though|but|while|and) at "
)
# `Eastmere's rate per 10,000 was 66.8`, `the equivalent rate was 59.6`, `the rate, 296.0, was the lowest`: a bare number that is a rate.
RATE_SAID = re.compile(
    r"\brate(?: (?:per|for every|in every) (?:10,000|ten thousand|10k)(?: (?:children|under-18s|young people))?)?(?:,| (?:\w+ ){0,2}?(?:was|is|of|at|to|has been|had been|remains|remained|equals|from)) $",
    re.IGNORECASE,
)
# `the percentage of`, `the proportion of`, up to a number that stands bare.
SHARE_SAID = re.compile(r"\b(?:percentage|proportion) of (?:[^.;:()]|\.(?=\d)){3,}$")
STANDS_BARE = re.compile(
    r"(?:[.,;)](?!\d)|$| (?:in|to|from|at|by|last|a year|and|compared|against|now|this|on) |\ue000)"
)
KNOWN_OF_OTHERS = re.compile(
    r" (?:recorded|reported|seen|found|achieved|average|(?:for|in|across|of) (?:England|the region|London|similar|neighbouring|last year)|nationally|regionally|a year (?:ago|earlier|before)|last year)\b"
)
# Whose figure it is where it is not the council's own: `the England average of 67`, `67 nationally`.
_AREA = r"(?P<area>England|national(?:ly)?|the country|region(?:al(?:ly)?)?|(?:statistical )?neighbours?|comparators?|similar councils|peers)"
ELSEWHERE = re.compile(rf"\b{_AREA}\b", re.IGNORECASE)
# `its statistical neighbours (`
ELSEWHERE_BEFORE = re.compile(rf"\b{_AREA} \($", re.IGNORECASE)
# A number between whose figure it is and it, other than a year.
ANY_DIGIT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d")
ELSEWHERE_AFTER = re.compile(
    rf"[^.;,:()\n\d]{{0,45}}?(?: in| across| for| of| among) (?:the |our |its |their )?(?:{_AREA}|(?P<whole>country))\b|[^.;,:()\n\d]{{0,12}}? (?P<adverb>nationally|regionally)\b",
    re.IGNORECASE,
)
JOINED = frozenset((" and ", " or ", ", and ", " and/or ", " plus ", " and children ", " and those "))
# `across England as a whole, where the proportion fell to 58%`, `In England, the rate was 67`
FRAME = re.compile(
    r"\b(?:across|in|for|throughout) (?P<area>England|the country|the region)(?: as a whole| overall)?,(?: where)? (?:the|it|there|they)\b(?:[^.;\d]|\b\d+ (?:week|working day|day)s?\b)*$",
    re.IGNORECASE,
)
# What parts a number from what is named behind it.
PARTS = re.compile(r"[,;:.()\n\"]|\b(?:and|or|but|than|from|to|against|where|when|whenever|if)\b")
# What a share is of or does before it comes to what it is a share in: `92% of assessments were completed within 45 days`.
OVER_TO = re.compile(r"[^.;:%\n]{0,90}?")

# What figures of a workforce are said to be of.
OF_STAFF = frozenset(
    ("posts", "staff", "workforce", "workers", "social", "work", "roles", "establishment", "positions")
)
STAFF_MEASURES = ("agency_social_worker", "social_worker")
# What figures of places to live are said to be of.
OF_PLACEMENT = frozenset(("placed", "placement", "placements", "places", "such", "homes", "beds"))
# What goes on with what is counted and narrows it no further.
OF_SERVICES = frozenset(
    (
        "specialist",
        "party",
        "providers",
        "plan",
        "plans",
        "named",
        "worker",
        "children's",
        "service",
        "services",
        "support",
        "force",
        "place",
        "books",
        "social",
        "care",
        "completed",
        "made",
        "agency",
        "basis",
        "working",
        "employed",
        "us",
        "new",
        "register",
        "adopted",
        "looking",
        "after",
    )
)
# What is said of things done in time.
DONE = re.compile(
    r"\b(?:completed|finished|done|carried|undertaken|finalised|conducted|place|offered|delivered|progressed|produced|written|agreed|returned|sent)\b"
)
