"""Signs of deeds to come: the words that lead to a verb, ask for, promise or timetable something, and those that speak against it;
no text is read here."""

import re
from enum import StrEnum

from linking.time_words import FULL_MONTHS


class Strength(StrEnum):
    """How firmly a deed is meant, from a duty to a hope."""

    REQUIRED = "required"
    PROMISED = "promised"
    PLANNED = "planned"
    ASKED = "asked"
    AIMED = "aimed"


_IS = r"(?:is|are|was|were|been|be)(?: (?:now|also|both|all|therefore|formally|being|currently))?"
# `until 30 June`, `six months`, `a deadline of 1 May`
_TIME = r"(?:until|till) [\w ,]{3,30}?|(?:a deadline of [\w ,]{3,30}?|(?:[a-z]+|\d{1,3}) (?:working days|days|weeks|months|years?))"
_AUDIENCE = r"(?: (?:members|the [Cc]ommittee|the [Cc]ouncil|the [Bb]oard|the meeting|parents|families|staff|councillors))?"
# What leads to the verb of a deed, by how firmly it is meant.
_LEADS = {
    # `must publish`, `is required to`, `has been told to`, `the council is expected to`, `has until 30 June to`, `gave it six months to`
    Strength.REQUIRED: (
        rf"must|shall|(?:will|would) (?:now |also |then )?have to|{_IS} (?:required|ordered|told|instructed|directed|obliged) (?:by [\w' ]{{3,60}}? )?to|(?:has|have) (?:now )?to"
        rf"|(?:has|have|had|given|gives|gave|set (?:itself|themselves))(?: (?:now|only|(?P<given>the council|it|them|the authority|leaders|[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,3}})))? (?:{_TIME}) (?:in which )?to"
    ),
    # `undertook to write`, `has pledged to`, `The Council undertakes to`, `agreed to circulate`, `promised that it would`
    Strength.PROMISED: (
        rf"(?:undertook|undertakes?|(?:has|have|had) undertaken|promise[sd]?|pledge[sd]?|vow(?:s|ed)|(?:has|have|had) committed|commit(?:s|ted) (?:itself|themselves)|agree[sd]?|"
        rf"(?:gave|given|gives) (?:a|an|its) (?:commitment|undertaking|assurance|promise)){_AUDIENCE}(?:,[^,.;]{{3,60}},)? (?:to|that [^.;:]{{3,80}}? (?:would|will))"
    ),
    # `is asked to report`, `was invited to attend`
    Strength.ASKED: rf"should|needs? to|{_IS} (?:asked|requested|invited|urged|encouraged|called on|recommended) to",
    # `aims to publish`, `hopes to open`
    Strength.AIMED: r"(?:aim|hope|intend|expect|want|seek|wish)(?:s|es|d|ed)? to|(?:is|are|remains?) committed to(?= [a-z]+ing )|(?:is|are|was|were) (?:aiming|hoping|intending|keen|looking|seeking|working) to",
    # `will publish`, `is to be published`, `is due to open`, `plans to consult`, `is expected to be published`
    Strength.PLANNED: (
        rf"(?<=, )to(?= be [a-z]+(?:ed|en|d|ld)(?: out| up| back)? (?:by|in|before|on|from|at|each|every|ahead|prior|during|next|this) )|will|'ll|would|{_IS} (?:to|(?:due|set|scheduled|planned|timetabled|going|preparing|planning|anticipated|intended|likely|on course|on track) to)"
        rf"|(?:{_IS} )?expected to|(?<=s )due to(?= (?:be|take|begin|start|open|report|meet|finish|publish|go|come|return)\b)|(?<=\bwe )plan to|(?<=\bleaders )plan to|(?<=\bofficers )plan to|(?:(?:unveil|announce|approve|back|outline)\w* (?:its |new )?plans|set out (?:its |new )?plans|plans|planned|proposes?|proposed) to"
    ),
}
LEAD = re.compile(
    "|".join(rf"(?P<{strength}>\b(?:{pattern})(?= |: [a-z]))" for strength, pattern in _LEADS.items())
)
# Of whom something is expected that is to do it: `the council is expected to provide monthly reports`.
EXPECTED = re.compile(r"\b(?:council|authority|trust|partnership|leaders|directors?)$", re.IGNORECASE)
# What tells of the past: what was to come then may be past now.
WAS = re.compile(r"\b(?:was|were|had|gave|would|[a-z]+ed) (?:to\b|\w)|\bwould$")
# `was due to be completed in September, has been delayed`
CAME_OTHERWISE = re.compile(
    r"\b(?:delayed|postponed|slipped|now|but|did not|has not|not been|missed|failed|deferred)\b"
)
# The verb, and what may stand before it: `will also now be brought`, `will, by March 2027, publish`, `must continue to work`.
VERB = re.compile(
    r":?(?:,? (?:also|now|soon|then|next|again|therefore|shortly|formally|jointly|each|both|all|still|first|further|always|fully|"
    r"continue to|instead|only|either|urgently|immediately|in turn|together|finally|at once|itself|himself|herself|themselves)\b,?){0,3}"
    r"(?:,? (?:by|in|from|on|within|over|during|before) [^,;.]{3,40},)?"
    r" (?P<be>be |have been )?(?:have (?=(?:had|held|met|made|put|set|[a-z]{3,12}ed) ))?(?:[a-z]{3,20}ly )?(?P<verb>[a-z][a-z-]{1,20})\b"
)
# `requires the Director to report`, `asked officers to bring`, `called on ministers to publish`
TOLD_TO = re.compile(
    r"\b(?:(?P<required>requires?|required|instruct(?:s|ed)?|directs?|directed|orders?|ordered|tells?|told)|"
    r"(?P<asked>asks?|asked|requests?|requested|invite[sd]?|urge[sd]?|call(?:s|ed) (?:up)?on))"
    r" (?P<who>(?:the |its |all |both )?(?!by\b|members\b|residents\b|people\b|parents\b|them\b|us\b|you\b|reporters\b|improvement\b|further\b|focused\b|attention\b)[A-Za-z][\w'&-]*(?:,? [\w'&-]+){0,8}?),? to (?P<verb>[a-z]{2,20})\b"
)
# `asked that the figures be reported`, `requested that officers bring`
ASKED_THAT = re.compile(
    r"\b(?:asks?|asked|requests?|requested|suggested|recommended|recommends|urged|demanded|(?P<required>ordered|directed|required|instructed)) that (?P<who>[\w',& -]{3,80}?) "
    r"(?:(?P<be>be) (?P<verb_be>[a-z]{2,20})|(?P<verb>bring|come|provide|report|publish|circulate|send|write|confirm|present|prepare|produce|share|"
    r"attend|review|respond|receive|return|submit|consult|meet|set|give|make|consider|include|ensure|explain)s?)\b"
)
# `asked for a full report in September`
_ASKED_FOR = re.compile(
    r"\b(?:(?:asks?|asked|called|calls|pressed) for|requested) (?P<verb>(?:an?|the|another|more|further|regular|monthly|quarterly|annual)\b"
    r"(?: [a-z-]+){0,4}? (?:reports?|updates?|reviews?|papers?|briefings?|figures|data|breakdown|plans?|information|presentation|analysis))\b"
)
# A line or a sentence without a verb of its own: `Head of Children in Care to finish the review by 14 March 2025`,
# `Officers to come back with a cheaper model in the new year`, `not agreed; JS to cost two other venues for the next board`
TO_DO = re.compile(
    r"(?:(?:\A|(?<=\n)|(?<=[.;:] ))[^\w\n]{0,4}(?P<who>(?:(?:The|All|Each|Every|Both) )?(?:[A-Z][\w'&.-]{1,30}|[Oo]fficers|partners?|agenc(?:y|ies)|schools?|headteachers?|members?|providers?|managers?|(?:team|service) managers?|heads of service|social workers?|teams?|services?|authorit(?:y|ies))(?:,? (?:[A-Z][\w'&.-]{0,30}|of|for|and|the|in|&)){0,9})"
    r"|(?<=: )(?P<group>[a-z][\w' -]{3,60}? (?:group|panel|team|board|committee|officers|service))) to (?P<verb>(?!be\b|date\b|the\b|a\b)[a-z]{2,15}) "
)
# What may follow a verb, and follows no noun: `Letter to parents by May`
DOES = re.compile(
    r"(?:the|an?|all|its|their|with|to|on|at|back|members|in|up|out|for|from|by|each|every|two|three|another|further|round|details|figures|[A-Z\d])\b"
)
# `Audit to be repeated in Q3`, `Every file to be sampled by 3 May`
TO_BE = re.compile(
    r"(?:\A|(?<=\n)|(?<=[.;:] ))[^\w\n]{0,4}(?P<what>(?!(?:The )?(?:[a-z]+ )?[Tt]argets? )[A-Z][^.;:\n]{3,90}?) to (?P<verb>be [a-z]{2,12}(?:ed|en|wn|ght|ut|ld)) "
)
MANAGERS = re.compile(
    r"\b(?:managers|leaders|bosses|chiefs|officers|ministers|councillors|the (?:council|authority|trust|department))$"
)
DIGIT = re.compile(r"\d")
# A verb that tells: such a line is a sentence.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|must|should|[a-z]{3,}ed)\b|[£%?]|\b(?:born|aged|meeting held)\b",
    re.IGNORECASE,
)
FEWEST, MOST = 3, 30
# `Recommendation 3. The Trust to amend its checklist`
RECOMMENDATION = re.compile(r"\bRecommendation \d{1,2}[.:)]? (?:- )?$")
# What ends before `to` and is no doer: `Approach to`, `Duty to`, `Opportunities to`
THINGS_TO = re.compile(
    r"\b(?:Approach(?:es)?|Dut(?:y|ies)|Opportunit(?:y|ies)|Plans?|Proposals?|Powers?|Right|Rights|Need|Failure|Failing|Ability|Access|Steps?|Actions?|Work|How|What|When|Where|Ways?|Time|Times|Due|Next|Responses?|Introduction|Changes?|Recommendations?|Decisions?|Capacity|Commitments?|Able|Subject|According|Prior|From|Welcome|Addition|Addendum|Appendix|Amendments?|Monday|Tuesday|Wednesday|Thursday|Friday) to [a-z]+ $"
)
# `The audit framework is now expected by 28 February`
EXPECTED_BY = re.compile(
    r"\b(?:is|are|was|were|been|be) (?:now |currently |provisionally |also |already ){0,2}(?P<verb>expected|anticipated|scheduled|planned|pencilled in|targeted|slated|lined up|timetabled|booked|programmed|fixed|set|promised|due back|down(?= for)|arranged|organised|diarised|convened|(?:required|requested|awaited|sought|needed)(?= (?:by|before|no later than|ahead of)\b))"
    r"(?: back)?(?: in person)? (?=(?:by|before|for|in|on|at|from|no later than|ahead of)\b)"
)
# `Ms Sample was given until the end of the year`
_GIVEN_UNTIL = re.compile(
    r"\b(?:is|are|was|were|been) (?:now |only )?(?P<verb>given) (?:until|till|up to) (?=\d|[A-Z]|(?:the|next|mid|early|late)\b)(?![^.;,]{2,40}? to [a-z])"
)
# `Please have your returns in by Friday 23 January`
_PLEASE = re.compile(
    r"\b[Pp]lease (?:can you |could you |will you )?(?:all )?(?!see\b|note\b|refer\b|contact\b|visit\b|click\b|ask\b|find\b|do\b|be\b|ensure you have read\b)(?P<verb>[a-z]{3,12}) (?=[^.;]{0,120}\b(?:by|before|no later than|until|on)\b)"
)
# `They have committed to reviewing all files by the end of the month`
_COMMITTED = re.compile(
    r"\b(?:(?:has|have|had|is|are) (?:now |also |all )?)?committed to (?P<verb>(?!being|having|living|improving|reducing|ensuring|supporting)[a-z]{4,14}ing) "
)
# `promised its own figures by Friday`
FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e) $")  # `I promised you an answer by Christmas`: it may be over
PROMISED_THING = re.compile(
    r"\b(?P<verb>promise[sd]?|pledge[sd]?|undertook|offered) (?=(?:an?|the|its|their|his|her|more|further|regular|another|you an?|(?!to\b|that\b|by\b|in\b|on\b|for\b|it\b)[a-z]{5,}(?= [^.;:]{0,60}?\bby (?:the |[A-Z\d]))|to (?:me|us|members|the \w+) an?) [^.;:]{0,80}?\b(?:by|before|within|in|on|next|each|every|at)\b)"
)
# `we anticipate welcoming the first two in the week beginning 2 February`
_ANTICIPATES = re.compile(
    r"\b(?:[Ww]e|[Tt]he (?:council|authority|service|trust|board)|[Oo]fficers|[Ll]eaders|I) (?:anticipates?|envisages?|foresees?|expects?|proposes?|intends?|plans?) (?:on )?(?P<verb>(?!being|having|spending|saving|seeing)[a-z]{4,14}ing) "
)
# `A report back to the Committee in March was requested`
_REQUESTED = re.compile(
    r"\b(?P<verb>(?:reports?|updates?|briefings?|papers?|notes?|reviews?|breakdown|presentation|analysis|response|figures|data)\b [^.;:]{0,100}?) (?:was|were|is|are|has been|had been) (?:also |then )?(?:requested|asked for|promised|offered|commissioned)\b"
)
# `consultation opens soon, with a decision due in July`
_WITH_DUE = re.compile(
    r"\bwith (?:an?|the|its|their|further|more|both|final) [^,.;:]{3,60}? (?P<verb>due|expected|planned|scheduled|anticipated|pencilled in|to follow|to be [a-z]{3,12}ed) (?=(?:by|in|on|at|before|for|from|no later than|next|this)\b)"
)
# `By 30 June: refresh the strategy`
_BY_FIRST = re.compile(
    r"(?:\A|(?<=\n))[^\w\n]{0,3}(?:By|by|Before|before) [^\n:]{3,30}(?:: | - )(?P<verb>[a-zA-Z][a-z]{2,12}) (?=[a-z])"
)
# `the adviser will stay, with formal reviews every four months`
_WITH_OFTEN = re.compile(
    r"\bwith (?:[a-z]+ ){0,2}?(?P<verb>reviews?|reports?|updates?|meetings|visits|checks|audits|briefings|stocktakes?) (?=(?:every|each|once|twice|weekly|monthly|quarterly|annually|termly|at least)\b)"
)
# `requested assurance from partners by the next meeting`
_SOUGHT = re.compile(
    r"\b(?:asked for|requested|sought) (?P<verb>(?:further |more |written |additional )?(?:assurances?|clarification|details|evidence|confirmation|feedback|information|data|figures))\b(?=[^.;]{0,120}?\b(?:by|before|in time for|ahead of|at the next|for the next|within)\b)"
)
# `- Strategy to Cabinet, by 3 September`, `- Audit of files (due 31 May)`: a line that ends with its day
BY_THE_END = re.compile(
    r"(?: - |[ ,]\(|, |: )(?P<verb>by|due(?: by)?|deadline|before|no later than|for completion by):? [^\n()]{4,30}\)?\.?(?=\n| ?\Z)"
)
# `asked to see all three back in January`, `asked for the Head of Service to return in May`
_ASKED_TO_SEE = re.compile(
    r"\b(?:asked|requested|wished|wanted) to (?P<verb>see|receive|have|hear|be (?:given|sent|told|shown)) "
)
# The timetable as it stands: `An invitation to tender goes out in the autumn`, `the committee returns to the matter on 4 May`
TIMETABLED = re.compile(
    r"(?<=[a-z)]) (?P<verb>returns|goes|opens|begins|starts|resumes|reconvenes|meets|closes|comes|looks (?:at|again)|gets under way|kicks off|reports back|rolls out|arrives|launches|takes (?:place|effect|over)|sits|publishes|"
    r"follows|bites|lands|falls due|reports|kicks in|gets going|is back|swings into action|(?<=[a-z]s )(?:go|come|return|begin|open|start|take place|take effect|resume|reconvene|follow|close)) "
    rf"(?=[^.;:]{{0,70}}?\b(?:on|in|at|from|by|with|next|this)(?: (?:the|early|late|mid|following))? (?:\w+day )?(?:\d{{1,2}}\b|{FULL_MONTHS}|spring|summer|autumn|winter|year|month|week|new|\w+day\b))"
)
# `The review was deferred to March 2027`
MOVED = re.compile(
    r"(?:: |\b(?:was|were|been|is|are) )(?:now )?(?P<verb>moved|slipped|postponed|deferred|delayed|put back|rescheduled|brought forward)"
    rf"(?: from [\w ]{{3,30}}?)? (?:to|until|for) (?=(?:the )?[\w ]{{0,20}}(?:\d|{FULL_MONTHS}|next|spring|summer|autumn|winter))"
)
# `1. Publish a neglect strategy by November` below `What we will do next`
OUGHT = re.compile(
    r"(?<=\n)[^\w\n]{0,3}(?:\(?(?:\d{1,2}|[a-z])[.)] |(?<=[^\w\s] ))(?P<verb>(?!The\b|All\b|Any\b|Every\b|Each\b|Both\b|Our\b|Its\b|Their\b|This\b|These\b)[A-Z][a-z-]{2,15}) (?![^\n]*[£%])"
)
TO_COME = re.compile(
    r"(?:\A|(?<=\n))[^\n]{0,60}\b(?:will do|next steps|what happens next|(?:our|the) (?:priorities|plans|commitments|promises|pledges)|actions|action plan)\b[^\n]{0,30}\n",
    re.IGNORECASE,
)
# So far below their heading such lines may stand.
BELOW = 2500
# `We ask that you: 1. tell us by 5 December; 2. bring the strategy back in March`
ASKS_FOR = re.compile(
    r"\b(?:(?P<asked>asks?|asked|requests?|requested|urges?|calls? on|recommends?|should|(?:need|would like|want|expect)s?(?: to (?:see|have|receive))?)|(?P<required>must|requires?)|will|undertakes?|pledges?|promises?|agree[sd]? to)\b"
    r"[^\n:.]{0,80}:(?=\s)"
)
ASKED = re.compile(
    r"(?:(?:(?<=\n)|(?<=[;,:] )|(?<=and ))[^\w\n]{0,3}\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?<=\n)[•●▪■◦·*\uf0b7-]) (?:[Tt]o )?(?P<verb>(?!the\b|any\b|all\b|every\b|each\b|how\b|what\b|that\b|whether\b|there\b|children\b|those\b|for\b|with\b|our\b|its\b|their\b)[a-z]{3,15}) "
)
# `I shall need to see: (i) a workforce plan by 19 December`
ASKED_NOUN = re.compile(
    r"(?:(?<=\n)|(?<=[;:] )|(?<=and ))[^\w\n]{0,3}\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] (?P<verb>an?|your|evidence|details|confirmation|regular|weekly|monthly|quarterly) "
)
# `We ask for three things: that no post be cut; that the figures be shared with us monthly`
ASKED_THAT_BE = re.compile(
    r"(?<=[;:] )(?:and )?that (?P<group>(?!no\b)[\w' ,-]{3,80}?) be (?P<verb>[a-z]{2,12}(?:ed|en|wn|ght|ut|eld)) "
)
# So far below the words that ask such a list may go on.
LIST = 1200
# In a direction: `c. To send a draft plan to the Commissioner by 28 February 2025`
LISTED_DUTY = re.compile(r"(?<=\n)[^\w\n]{0,3}(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] To (?P<verb>[a-z]{2,15}) ")
DIRECTS = re.compile(
    r"\b(?:directs?|requires?|orders?) (?:the )?[\w' ]{3,60}? (?:as follows|to take the following)"
)
# `The scrutiny commission takes up the question again on Monday`
_SITS = re.compile(
    r"\b(?P<who>[Cc]ommittee|[Cc]ommission|[Bb]oard|[Cc]abinet|[Cc]ouncil|[Pp]anel|[Ff]orum) (?:next |then )?"
    r"(?P<verb>considers?|decides?|votes?|takes up|debates?|discusses|reviews?|hears|receives) (?=[^.;:]{0,120}?\b(?:on|in|at|by|next)\b)"
)
# `Review date: January 2027`
_REVIEW_DATE = re.compile(
    r"\b(?P<verb>[Rr]eview date|[Dd]ate of (?:next )?review|[Nn]ext (?:review|update|report|progress report|refresh)(?: date| due)?)(?: is)?: "
)
# `The first report is due by the end of May`, `an answer is due on 12 February`
_DUE = re.compile(
    r"\b(?P<verb>reports?|reviews?|plans?|answers?|response|reply|decision|update|letter|return|strategy|evaluation|consultation|audit|opinion|results|"
    r"assessment|statement|submission|actions?|milestone|proposals|findings|visit|inspection|briefing|paper)"
    r"(?: [^.;:,]{1,80}?)? (?:is|are|falls|fall)(?: now| next| then)? due(?: back| out| in)?(?! to [a-z])\b"
)
# `The deadline for the action plan is 30 June`
_DEADLINE = re.compile(
    r"\b[Dd]eadline for (?P<verb>[^.;:]{4,90}?) (?:is|was|has been set for|was set for|will be) "
)

# --- What speaks against one ------------------------------------------------------------------------------------------

NOT = re.compile(
    r"\b(?:not|never|no longer|unlikely|hardly|nobody|nothing|none|nor)\b|n't\b|^no (?!later)", re.IGNORECASE
)
# `no care leaver will be placed there after 31 January`
NO_MORE = re.compile(r"(?:^|that )no [\w' -]{3,60}$", re.IGNORECASE)
FROM_THEN = re.compile(r"\b(?:after|beyond) ")
# `if councillors agree`, `asked whether the plan would`, `could`, `what the council will do`, `the date at which it will open`
IF = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|whether|[Ii]n case|could|might|may|[Pp]rovided that|as long as|[Aa]ssuming|in the event|predict(?:s|ed)|forecast|projected|estimated|[Ww]hat|[Ww]hy|[Hh]ow|[Ww]hen|[Ww]here|until|"
    r"(?:at|by|on|in|for|to|from|under) which)\b|^[\W\d]*[Tt]hat "
)
IF_AFTER = re.compile(
    r"\b(?:if|unless|provided that|as long as|should (?:the|it|they)|assuming|in the event)\b"
)
# `asked for a review in July but the idea was voted down`
REFUSED = re.compile(r"\b(?:voted down|rejected|refused|turned down|dismissed)\b")
# What tells of others' words, so that `would` is of things to come: `members were told that`
TOLD_OF = re.compile(
    r"\b(?:said|told|heard|confirmed|advised|explained|reported|noted|announced|informed|assured|added|stated|revealed|understood|agreed|indicated|"
    r"responded|replied|outlined|reassured|reminded|clarified|according to|meant|went on|continued|insisted|promised|pledged|vowed|wrote)\b"
)
# `Last year I told you that we would`: that time may be over.
LONG_AGO = re.compile(
    r"\b(?:[Ll]ast (?:year|month|summer|autumn|winter|spring|time)|years? ago|months ago|back in)\b"
)
# `our plans to open six homes`, `the pledge to children`: nouns, not verbs.
NOUN = re.compile(
    r"(?:\b(?:an?|the|its|our|their|this|that|these|of|for|on|with|about|no|any|new|has|have|had|made)|'s?) $"
)
NOUNS = re.compile(r"(?:plan|pledge|promise|hope|aim|intend|commit|need)s? to")
# `the Committee is asked to note the report`: what every paper asks of its readers.
PROPOSED = re.compile(
    r"note|agree|consider|comment|approve|endorse|receive|review|discuss|support|adopt|recommend"
)
READERS = re.compile(
    r"\b(?:committee|board|cabinet|council|panel|commission|forum|members|councillors|executive)$",
    re.IGNORECASE,
)
# Of whom others expect something: `Ofsted is expected to return next year`
WATCHERS = re.compile(r"\b(?:ofsted|inspectors|government|ministers?|inspectorate)\b", re.IGNORECASE)
# ... and what others do: it is an event to come.
WATCHED = re.compile(r"\b(?:visit|inspection|ofsted|judgment|ruling|snow|rain|baby)$", re.IGNORECASE)
# One whose care is the council's: what is to be done for one child alone is nobody's to follow.
ONE_IN_CARE = re.compile(
    r"^(?:(?:the|an?|this|that|one|each of the|his|her|their) )?(?:[a-z-]+ )?(?:young person|child|boy|girl|baby|teenager|sibling|mother|father|parent|family|case)(?:'s [a-z ]{2,30})?$",
    re.IGNORECASE,
)
NO_ONE_CASE = re.compile(r"\b(?:business|every|each|any|no|serious)\b", re.IGNORECASE)
# `It is predicted that`: nobody says that it will be done.
FORECAST = re.compile(r"\b(?:predict(?:s|ed)?|forecasts?|projected|estimate[sd]?) that\b[^;.]{0,80}$")
# Who goes or comes is told by events.
GOES = re.compile(r"(?:leav|start|join|retir|return|depart|begin|resign|step)(?:e|ing|ning)?|taking|take")
GOES_LAST = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Councillor|Cllr|[A-Z][a-z]+) [A-Z][\w'-]+(?: \(?[\w' -]{2,40}\)?,)?$"
    r"|\b(?:workers|staff|recruits|starters|practitioners|graduates)$"
)
PERSON = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Councillor|Cllr|[Hh]e\b|[Ss]he\b|[A-Z][a-z]+ [A-Z][\w-]+$)"
)
# What stands where a verb should, and is none: `committed to the plan`.
NO_VERB = re.compile(
    r"in|on|at|for|of|by|with|and|or|it|that|this|the|an|children|young|all|our|us|them|everyone|people|four|(?!bring\b|ring\b)[a-z-]+ing"
)
NEVER = r"(?!)"
# How participles end: `be published`, not `be good`.
PARTICIPLE = re.compile(r"[a-z-]*(?:ed|en|wn|ght|ilt|ung|un|ut|et|old|aid|ade|eld|ent|one|ead)")
# Whose plans nobody here follows: private people, firms, parties, buses, and savings.
PRIVATE = re.compile(
    r"\b(?:(?:care )?leavers|children|young people|young person|child|youngsters|teenagers?|pupils|students|parents?|famil(?:y|ies)|mother|father|carers|adopters|residents?|"
    r"campaigners?|protesters?|unions?|members of the public|people|neighbours|landlords?|tenants|owners?|compan(?:y|ies)|firms?|developers?|charit(?:y|ies)|"
    r"Labour|Conservatives?|Tor(?:y|ies)|Lib(?:eral)? Dem(?:ocrat)?s?|Reform(?: UK)?|Greens?|opposition|parties|MPs?|schools?|academ(?:y|ies)|colleges?|"
    r"clubs?|church|choir|trains?|bus(?:es)?|shops?|(?:head ?)?teachers?|applicants?|visitors|motorists|drivers|workers|savings?|changes?|cuts?|money|costs?|prices?|"
    r"numbers?|figures|rates?|levels?|referrals|caseloads?|proportion|percentage|demand|spending|pressures?|population|events?|festival|match|game|concert|show|parade|fair|film|tickets?|parking|weather|roads?|fans|trial|inquest|hearing)$"
    r"|^(?:anyone|everyone|anybody|everybody|someone|somebody|nobody|this|that|these|those|there|which|who|what|they)$",
    re.IGNORECASE,
)
# `every child in care will have a named social worker`
GIVEN_TO = re.compile(
    r"(?:every|each|all) (?:[\w'-]+ ){0,2}?(?:child|children|young|care leavers?|famil|carers?)",
    re.IGNORECASE,
)
# Rules for everybody: `each home must be registered`
GENERAL = re.compile(r"^(?:each|every|any|an?|all|no|such)\b", re.IGNORECASE)
# ... and of procedure: `questions must be submitted by noon on 3 May`
PROCEDURE = re.compile(
    r"\b(?:questions?|petitions?|requests?|applications?|nominations?|vouchers?|bids?|comments?|declarations?|speakers?|applicants?|interests?|"
    r"representations?|substitutes?|apologies|objections?)\b",
    re.IGNORECASE,
)
# Whom and what it is all about.
CARE = re.compile(
    r"\b(?:child(?:ren)?(?:'s)?|young|famil(?:y|ies)|care|carers?|foster\w*|adoption|homes?|social work\w*|pupils|schools?|Ofsted|DfE|inquiry|caseloads?|safeguarding)\b",
    re.IGNORECASE,
)
# Who has duties, or what is worked on, that count without a day.
PUBLIC = re.compile(
    r"\b(?:councils?|authority|(?:county|town|city) hall|partnership|board|committee|commission|panel|cabinet|executive|manage(?:ment|rs)|leaders(?:hip)?|trust|"
    r"officers?|directors?|head of|departments?|services?|ofsted|government|ministers?|secretary of state|dfe|advisers?|commissioner|chair(?:man|woman)?|leader|"
    r"partners|inspectors|association|agency|plan|report|review|strategy|inspections?|audits?|consultation|evaluation|attention|views|improvements?|progress|"
    r"policy|programme|arrangements|findings|recommendations|training|update)\b",
    re.IGNORECASE,
)
# --- Where the words of a deed begin and end --------------------------------------------------------------------------

_TELLS = (
    r"said|says|told|heard|confirmed|advised|explained|reported|noted|announced|informed|assured|added|stated|revealed|understood|warned|agreed|"
    r"indicated|responded|replied|outlined|reassured|reminded|clarified|means|shows|adds|notes|reveals|warns|promises|announces|advises|reports|confirms|explains|states"
)
# `; `, `: `, ` - `, an opening quotation mark, `said that `, `because `
BEGINS = re.compile(
    rf"[;:] |(?<= )- |(?P<quote>(?<=\s)\")|\(|\b(?:{_TELLS})(?: [^,;:.\"]{{0,60}}?)? that (?!(?:was|were|are|is|has|have|had|will|would)\b)|\b(?:reveals?|revealed|said|confirmed|announced|heard|says|added|means) (?=(?:the|an?|it|they|he|she|[A-Z][\w'&-]*)\b)"
    r"|\b(?:assurances?|confirmation|confident|hope[sd]?|hopeful|concern(?:s|ed)?|fear(?:s|ed)?|clear|important|essential) that |\b(?:but|while|because|although|though|whereas|so) |, with (?=the )|\btold (?=(?:it|they|he|she) )|(?<!\bon )(?<!\bat )(?<!\bby )(?<!\bin )(?<!\bto )(?<!\bfor )(?<!\bfrom )(?<!\bunder )\bwhich (?=(?:the|it|they|we|officers|members) )"
)
ENDS = re.compile(
    r"; | - |[,.!?]\" |, (?:which|who|when|but|while|because|although|though|after|as|so|where|whereas|said|says|according|in which|the|(?:and|but) (?:the|an?|it|they|that|there|this|its|we)) "
    r"|\b(?:because|although|so that|whereas|unless|but|when(?! (?:it|they|the [a-z]+|members) (?:next )?(?:sits?|meets?|reconvenes?|returns?)\b)|once(?! (?:an?|every|each|in|more)\b)|(?<!\bin )(?<!\bon )(?<!\bby )(?<!\bfor )(?<!\bto )(?<!\bwith )(?<!\bfrom )(?<!\bof )(?<!\bat )(?<!\bunder )which) "
    r"|,? and (?:(?:that )?(?:[\w'-]+ ){0,4}?(?:will|must|shall|would)|is|are|has|have) "
)
LONGEST_CLAUSE = 400
# So far from its beginning a sentence says whom it is about.
OPENING_WORDS = 60
_MONTH = rf"(?:{FULL_MONTHS})"
# What says when or why before the doer: `In October 2016, `, `However, `, `From April `, a bullet, a number
OPENING = re.compile(
    rf"(?:and|but|so|also|then|however|meanwhile|therefore|additionally|furthermore|first(?:ly)?|second(?:ly)?|third(?:ly)?|moreover|subsequently|finally|instead|now|that),? "
    r"|(?:in|on|by|from|at|following|after|as|under|over|during|within|to|before|with|for|until|next|this|later|early|since)\b[^,]{0,120}, "
    r"|within (?:\d{1,3}|[a-z]+) (?:working )?(?:days?|weeks?|months?)(?: of [^,]{3,60},)? "
    rf"|(?:in|by|from|on|next|this|last|yesterday|today|earlier|(?:a|one|two|three|four|five|six) (?:years?|months?|weeks?) ago|of|the end of|early|late|mid|{_MONTH}|\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}|spring|summer|autumn|winter|year|month|week|term|Easter|Christmas)\b[ -]?"
    r"|[^\w\"'(£]+",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:[^\w\"'(£]+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] |\d{1,2}(?:\.\d{1,2}){1,3}\.? )")
RELATIVE = re.compile(
    r",? (?:which|who|that|and|then|also|but|now|each|both|all|has|have|had|will|would|may|was|were|is|are|been|being)$"
)
ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
# The doer ends where a verb of his or her own follows: `Bernie Brown, the Assistant Director of Care, will`
DOER = re.compile(
    r"[^,;:\"(]{2,90}?(?:, [A-Z][a-z'-]+(?: [A-Z][\w'-]+){1,2}(?=,|$))?(?=$|,| (?:which|who|that|is|are|was|were|has|have|had|will|must|would|should|meets|also|now|therefore|already) | \()"
)
# The first noun of the doer: `parents` of `parents of children with special needs`
HEAD = re.compile(r" (?:who|which|that|with|in|at|from|for|of(?! the public)|between|on|to|aged|living)\b")
# `The Chair thanked officers and a further report`: whose verb follows stands after the `and`
TOLD_BEFORE = re.compile(
    r"^[^,]{2,80}? [a-z]+(?:ed|old|aid|ook|ave|ent) (?:[^,]{2,80}? )?and (?=(?:an?|the|that|further) )"
)
PRONOUN = re.compile(r"it|they|he|she|I|we|this|both|there(?: (?:is|are|were))?", re.IGNORECASE)
BODY = re.compile(r"\b(?:[Cc]ouncil|[Aa]uthority|[Tt]rust|[Pp]artnership|[Bb]oard|[Cc]ommittee)\b")
# `I have asked officers to let`: a clause of its own, and no doer
TELLS_MORE = re.compile(r"(?:it|they|he|she|I|we) [a-z]", re.IGNORECASE)
# `Members met the adviser, who`, `letters go to Jane Sample, who`: whom it goes on about is named last.
WHO = re.compile(r",? (?:who|which)$")
ANTECEDENT = re.compile(
    r".*(?:(?<! of)(?<! for)(?<! and)(?<! in)(?<! at)(?<! from) (?=(?:the|an?|its|our|their|his|her) [\w' -]{2,60}\Z)|\b(?:to|by|with|met|thanked|welcomed|appointed) (?=[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3}\Z))",
    re.DOTALL,
)
AGENT = re.compile(
    rf"\bby (?:the )?(?!{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Christmas|Easter|Spring|Summer|Autumn|Winter)"
    r"(?P<who>[A-Z][\w'&-]+(?: (?:[A-Z][\w'&-]+|of|and|for|the)){0,8}|council|officers|inspectors|authority|committee)"
)

# Things that are named with their date: how firmly they are meant, and the words without one of which they are not there.
NAMED: dict[re.Pattern[str], tuple[Strength, tuple[str, ...]]] = {
    _DUE: (Strength.REQUIRED, (" due",)),
    _DEADLINE: (Strength.REQUIRED, ("eadline for",)),
    _REVIEW_DATE: (Strength.PLANNED, ("eview", "ext ")),
    EXPECTED_BY: (Strength.PLANNED, ("is ", "are ", "was ", "were ", "been ", "be ")),
    MOVED: (
        Strength.PLANNED,
        (
            "moved",
            "slipped",
            "postponed",
            "deferred",
            "delayed",
            "put back",
            "rescheduled",
            "brought forward",
        ),
    ),
    _GIVEN_UNTIL: (Strength.REQUIRED, ("given ",)),
    _PLEASE: (Strength.ASKED, ("lease ",)),
    _COMMITTED: (Strength.PROMISED, ("ommitted to ",)),
    PROMISED_THING: (Strength.PROMISED, ("promise", "pledge", "undertook", "offered")),
    _ANTICIPATES: (Strength.PLANNED, ("nticipate", "nvisage", "oresee", "xpect", "ropose", "ntend", "plan")),
    _ASKED_TO_SEE: (Strength.ASKED, ("ed to ",)),
    _REQUESTED: (Strength.ASKED, ("requested", "asked for", "promised", "offered", "commissioned")),
    TO_BE: (Strength.PLANNED, (" to be ",)),
    _WITH_DUE: (Strength.PLANNED, ("with ",)),
    _BY_FIRST: (Strength.PLANNED, ("y ", "efore ")),
    _WITH_OFTEN: (Strength.PLANNED, ("with ",)),
    _SOUGHT: (Strength.ASKED, ("asked for ", "requested ", "sought ")),
    BY_THE_END: (
        Strength.PLANNED,
        (" by ", "(by ", "due", "deadline", "before ", "no later than ", "for completion by "),
    ),
    TIMETABLED: (Strength.PLANNED, ()),
    TO_DO: (Strength.PLANNED, (" to ",)),
    _SITS: (Strength.PLANNED, ("ommittee ", "ommission ", "oard ", "abinet ", "ouncil ", "anel ", "orum ")),
    _ASKED_FOR: (Strength.ASKED, (" for ", "requested ")),
}
# Lines of a list, which a dash does not end: `Consultation with carers - by 30 June`.
LINES = frozenset({_BY_FIRST, OUGHT, BY_THE_END, TO_DO})
# Of these it must be asked whose they are: their doer stands before them.
OF_SOMEBODY = frozenset({_GIVEN_UNTIL, _COMMITTED, PROMISED_THING, _ASKED_TO_SEE, TIMETABLED})
# What only is so again and again, or is told as it went: `usually opens in May`, `who meets them on Fridays`
HABIT = re.compile(
    r"\b(?:usually|normally|often|always|typically|generally|sometimes|never|who|that|when|whenever|as|each|every|ever|to|already|currently)\b (?=[a-z ]{0,20}$)|\b(?:was|were|had|since|last|ago|yesterday|compared)\b"
)
# What is on a timetable though no body is named: the work itself.
WORK = re.compile(
    r"\b(?:tender|procurement|recruitment|pilot|project|phase|roll-?out|scheme|campaign|course|survey|service|form|system|home|centre|hub|unit|team|contract|notice|"
    r"invitation|document|draft|proposals?|budget|academy|works?|building|formula|model|line|website|register|framework|process|interviews?|session|briefing|workshop|summit|stage|talks|negotiations|hearings|paper|note|responses?|findings|results)\b",
    re.IGNORECASE,
)
# `Due date: 30 January 2026`, as inspectors put it after what must be done
DUE_DATE = re.compile(
    r"\b(?:Due date|Timescale|Deadline|Target date|Completion date|To be completed by|By when|Date for completion): ?(?=\S)"
)
DUTY = re.compile(r"\b(?:must|should|shall|to ensure|is required to|are required to)\b")
# What counts without a date: `annual inspections`, `within two weeks`, `will now take place`
UNDATED = re.compile(
    r"\b(?:annual|yearly|half-yearly|biannual|twice-yearly|within|will (?:now|soon)|next meeting)\b"
)
# A time that somebody is given, though nobody can tell from when: `within two weeks of the decision`
WITHIN = re.compile(r"\bwithin (?:\d{1,3}|[a-z]+) (?:working days|days|weeks|months)\b")
NEXT_MEETING = re.compile(r"\b(?:next|future|each|every|a later) meeting\b")
# What a sentence may hold in place of a date: a stretch of time, a round of business, a number of a recommendation.
TIMED = re.compile(
    r"meeting\b|annual|yearly|weeks?\b|months?\b|year\b|[Bb]udget|half[- ]term|Council\b|Cabinet\b|Board\b|Committee\b|Panel\b|Forum\b|Easter|Christmas|summer|autumn|by return|Recommendation \d{1,2}[.:)]? [A-Z]|\bQ\d"
)
