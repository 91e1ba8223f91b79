"""Posts: where a text names an office that somebody holds, such as `Director of Children's Services`, and whether its holder is public.

Posts come from reference/glossary.csv and from the pattern of council posts. Front-line posts are named as roles, but
never make anybody who holds them a person of ours (see `is_public`).
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from linking.gazetteer import Gazetteer
from linking.prose import Prose

GLOSSARY_POST = "posts.glossary@2"
PATTERN = "posts.pattern@3"
OF_BODY = "posts.of_body@1"
NOMINAL = "posts.nominal@2"
BARE = "posts.bare@1"
RULES = (GLOSSARY_POST, PATTERN, OF_BODY, NOMINAL, BARE)

# Those whom these posts name work with children, speak for parents or young people, or sit as judges: no names.
_PRIVATE = frozenset(
    {
        "Co-optee",
        "Personal adviser",
        "Advocate and independent visitor",
        "Children's guardian",
        "Independent reviewing officer",
        "Child protection chair",
        "Local authority designated officer",
        "Designated family judge",
        "Agency decision-maker",
    }
)
# Bodies of young people, parents and carers, and of schools: who chairs them is no public figure.
_PRIVATE_BODY = re.compile(
    r"\b(?:youth (?:council|parliament|forum)|in care council|care leavers'? (?:forum|council)|young people's (?:forum|council|board|panel)|"
    r"parents?|carers?|govern(?:or|ing)s?|pupils?|students?)\b",
    re.IGNORECASE,
)
_REST_OF_NAME = re.compile(r"(?: (?:in|of|and|for|the|[A-Z][\w']{0,30})){1,6}")
# Rows that are forms of address, or too short to stand alone.
_NOT_POSTS = frozenset({"Councillor", "Committee chair"})

# Whose posts they are, where the glossary says that they are no council's.
_NATIONAL = {"Ofsted": "Ofsted", "DfE": "Department for Education"}

_LEVEL = (
    r"(?:(?:former|ex|previous|then|interim|acting|deputy|assistant|executive|corporate|strategic|service|divisional|operational|"
    r"group|joint|associate|senior|principal|statutory|independent|regional|national|managing|shadow|vice|temporary|caretaker)[ -])"
)
_OFFICE = (
    r"(?:director|head|chief officer|(?:service|divisional|operations|area|group|locality) manager|cabinet member|portfolio holder|lead member"
    r"|(?:strategic|service|programme|delivery|commissioning|transformation) lead|executive member|(?-i:AD|HoS))"
)
# What council posts are for; nothing else may follow `Director of`, so that a name after a comma stays a name.
_FIELD = (
    r"(?:(?:children's|children|child|young people's|young people|people's|people|families|family|adults?|schools?|education|learning|"
    r"skills|lifelong|early (?:help|years)|help|services?|social (?:care|work)|care|safeguarding|protection|inclusion|send|health|"
    r"wellbeing|well-being|communities|community|culture|finance|financial|resources|improvement|performance|quality|assurance|youth|"
    r"justice|corporate|parenting|commissioning|standards|prevention|partnerships?|integration|policy|strategy|transformation|"
    r"governance|legal|law|democratic|public|housing|place|fostering|adoption|permanence|looked after|residential|independent|"
    r"reviewing|audit|internal|highways|environment|operations|practice|support|provision|virtual school|human resources|workforce|"
    r"development|scrutiny|committee|board|panel|cabinet|council|overview|select|leaving|leavers'?|permanence|insight|intelligence|placements?|assessment|"
    r"front door|mash|exploitation|contextual|transport|intervention|admissions|attendance|participation|engagement|business|property|estates|procurement|"
    r"contracts?|digital|data|information|technology|it|risk|insurance|revenues|benefits|customer|safety|libraries|leisure|planning|growth|economy|economic|"
    r"regeneration|climate|waste|disability|disabilities|disabled|complex|needs|special educational|special|therapeutic|sufficiency|organisational|change|"
    r"programmes?|delivery|operational|strategic|kinship|asylum|unaccompanied|nurser(?:y|ies)|childcare|hubs?|localit(?:y|ies)|district|duty|edge of|access|"
    r"pupils?|achievement|attainment|effectiveness|outcomes|wellness|homes|placement|carers?|contact|missing|domestic abuse|crime|resilience|people and|"
    r"(?-i:SEN)|vulnerable|learners?|inclusive|alternative|aspirations?|ambition|opportunit(?:y|ies)|inspection|regulatory|looked-after|communications?|partnership|"
    r"members?|member services|elections?|electoral|hr|nursing|neighbourhoods?|equalit(?:y|ies)|accountancy|accounting|treasury|pensions?|funding|capital|assets?|facilities|specialist|targeted|in care)\b(?!'s))"
)
# A word that only its company makes one of them: `Aspiration, Children and Lifelong Learning`, `SEN and Vulnerable Learners`.
_UNKNOWN = (
    r"(?-i:[A-Z][a-zA-Z]{2,20})(?=,? (?:(?:and|&|to) )?(?:(?-i:[A-Z][a-zA-Z]{2,20})? ?)"
    rf"(?!(?:county |city |borough )?(?:council|committee|board|panel|cabinet|scrutiny)\b){_FIELD})"
)
_JOINT = r"(?:,| and| &| of(?: the)?| for| to|, and| and for)?"
_KNOWN_FIELDS = rf"(?:the )?{_FIELD}(?:{_JOINT} {_FIELD}){{0,8}}"
_FIELDS = rf"(?:the )?(?:{_FIELD}|{_UNKNOWN})(?:{_JOINT} (?:{_FIELD}|{_UNKNOWN})(?! directors?\b)){{0,8}}"
# `Assistant Director of Children's Social Care`, `Cabinet Member for Finance and Resources`, `Head of Internal Audit`,
# `Service Manager, Independent Reviewing Service`, `Chair of the Children and Families Scrutiny Committee`.
_PATTERN = re.compile(
    rf"\b{_LEVEL}{{0,3}}(?:(?:director|cabinet member|head of service|AD) \({_FIELDS}\)|(?P<office>{_OFFICE})(?P<joint> of| for| with responsibility for|,| -)? {_FIELDS}|chair(?:man|woman|person)? of {_KNOWN_FIELDS})",
    re.IGNORECASE,
)
# `Schools Finance Manager`, `Finance Business Partner`, `SEND Strategic Director`, `education boss`: the end is looked for first.
# Team managers work with families, as social workers do; an improvement partner is another council.
_MANAGER = re.compile(
    r"\b(?:[Mm]anager|(?:[Bb]usiness |(?<![Ii]mprovement ))[Pp]artner|[Ll]ead [Oo]fficer|[Dd]irector(?! for\b)|[Bb]oss"
    r"|[Cc]hief(?! (?:[Ee]xecutive|[Oo]fficer|[Oo]perating|[Cc]onstable|[Ii]nspector|[Nn]urs|[Ss]ocial|[Ff]inanc|[Mm]edical|[Ii]nformation|[Ll]egal)))\b(?! of\b)"
)
_MANAGED = re.compile(rf"\b{_LEVEL}{{0,2}}(?:{_FIELD}(?: and| &|,)? ){{1,4}}{_LEVEL}{{0,2}}$", re.IGNORECASE)
_MANAGED_WINDOW = 70
# Who runs a nursery or a home is no council's.
_OF_A_FIRM = re.compile(
    r"(?:nurser(?:y|ies)|childcare|homes?|(?<!social )care|schools?|placements?) (?:[Dd]irector|[Bb]oss|[Cc]hief)\Z",
    re.IGNORECASE,
)
# `(Chair)`, as attendance lists mark it; `(Secondary head, Chair)`; `Chairman: Jane Smith`; `the Chair, Councillor Smith`; `the Chair thanked her`.
_MARKED = re.compile(
    r"(?:(?<=\()|(?<=, ))(?:Vice-|Deputy |Vice )?Chair(?:man|woman|person)?(?=\))"
    r"|(?:^|(?<= ))(?:Vice-|Deputy |Vice )?Chair(?:man|woman|person)?(?=: [A-Z])|^(?:Vice-|Deputy |Vice )?Chair(?:man|woman|person)?(?=, (?:the )?[A-Z])"
    r"|\b(?:[Vv]ice[- ]|[Dd]eputy )?[Cc]hair(?:man|woman|person)?(?=,? \(?(?:County )?(?:Councillor|Cllr|CC|Coun)\b)"
    r"|(?<=[Tt]he )(?:Vice[- ]|Deputy )?Chair(?:man|woman|person)?\b(?! of\b|'s\b)"
    r"|(?<='s )(?:vice[- ])?chair(?:man|woman|person)?(?=, [A-Z])",
    re.MULTILINE,
)
# `education scrutiny chairman`, `Improvement Board chair`.
_CHAIRS = re.compile(
    r"\b(?:[\w']{1,30} )?(?:scrutiny|select committee|improvement board|committee|board|panel|cabinet) (?:vice-)?chair(?:man|woman|person)?\b(?! of\b)(?=,? [A-Z]|,)",
    re.IGNORECASE,
)
# Posts at the top of a council, a department, an inspectorate, that the glossary has only in company.
_TOP = re.compile(
    r"\b(?:[Ss]ecretary of [Ss]tate(?: for (?:[A-Z][a-z]+(?:,? and |, | )?){1,6}(?<! ))?"
    r"|(?:[Pp]rime|[Hh]ealth|[Ee]ducation|[Ss]chools|[Cc]ommunities|[Ll]ocal government) [Mm]inister\b|Minister (?:of State )?for (?:[A-Z][a-z]+(?:,? and |, | )?){1,6}(?<! )"
    r"|\b[Aa] senior civil servant|Committee (?:Services )?Officer|(?:[Ss]enior )?HMI(?= Ofsted)|[Ss]enior Ofsted [Ii]nspector|Regulatory Inspection Manager|[Cc]hildren's (?:services )?director(?: of social care)?"
    r"|(?<!traffic )(?<!nformation )(?<!police )(?<!crime )[Cc]ommissioner(?= (?:Sir |Dame )?[A-Z][a-z]+ [A-Z][a-z])|(?:(?<=[Ii]ts )|(?<=[Tt]he ))commissioner(?=, (?:Sir |Dame )?[A-Z][a-z]+ [A-Z][a-z])|(?<=one of the )(?:assistant|deputy|corporate|executive) directors"
    r"|[Hh]ealth [Ss]ecretary|[Cc]ommunities [Ss]ecretary|[Hh]ome [Ss]ecretary"
    r"|[Cc]abinet [Mm]ember(?! (?:for|with)\b)(?=,? (?:[A-Z]|\()|,|\b)|[Ll]ead [Mm]ember(?! (?:for|with)\b)|[Pp]ortfolio [Hh]older(?=,? \(?(?:Councillor|Cllr|Coun|[A-Z][a-z]+ [A-Z]))"
    r"|[Dd]eputy (?:[Cc]ouncil )?[Ll]eader(?: of the (?:[Cc]ounty |[Cc]ity |[Bb]orough )?[Cc]ouncil)?"
    r"|(?:(?:Labour|Conservative|Tory|Liberal Democrat|Lib Dem|Green|Independent|Reform(?: UK)?|[Oo]pposition|[Mm]inority|[Mm]ajority) )(?:[Gg]roup )?[Ll]eader(?! of the (?:[Cc]ounty |[Cc]ity |[Bb]orough )?[Cc]ouncil)"
    r"|[Ll]eader of the (?:(?:Labour|Conservative|Liberal Democrat|Lib Dem|Green|Independent|Reform(?: UK)?|[Mm]inority) [Gg]roup|[Oo]pposition)"
    r"|(?<=[Cc]ouncil's )(?:[Dd]eputy )?[Ll]eader\b|[Ll]eader(?= of [A-Z])|(?<=[Tt]he )Leader(?=,? \(?(?:Councillor|Cllr|Coun|CC|Sir|Dame)\b)|(?<=Councillor )Leader"
    r"|(?:[Ii]nterim|[Aa]cting|[Ee]xecutive|[Cc]orporate|[Ss]trategic|[Aa]ssistant|[Dd]eputy|[Ss]ervice|[Mm]anaging) [Dd]irector\b(?! (?:of|for|with)\b|[,:-] ?[A-Z][a-z]+ (?:and|&|of|for|in|Care|Services?|Help))"
    r"|(?<=[Tt]he )(?:Lord |Deputy )?Mayor(?=,? \(?(?:Councillor|Cllr|Coun)\b)|(?:Deputy |Lord )?Mayor(?= of [A-Z])"
    r"|(?<=appointed )[Cc]ommissioner\b|[Rr]egional [Ss]chools [Cc]ommissioner|[Cc]hief [Nn]urse|[Cc]hief [Mm]edical [Oo]fficer|(?<=as )mayor\b|[Pp]olice and [Cc]rime [Cc]ommissioner|[Cc]hief [Cc]onstable|(?<=Ofsted's )[Cc]hief [Ii]nspector|(?<=Ofsted )[Cc]hief [Ii]nspector"
    r"|(?<=Ofsted's )[Nn]ational [Dd]irector(?: (?:of|for) [A-Z]\w+(?:,? (?:and )?[A-Z]\w+){0,4})?"
    r"|(?<=\()Clerk(?=\)| to )|(?:Assistant )?[Cc]hief [Oo]perating [Oo]fficer|[Aa]ssistant [Cc]hief [Ee]xecutive|[Dd]irector-[Gg]eneral|[Dd]irector [Gg]eneral|[Tt]own [Cc]lerk)"
)
# `president of the ADCS`, `chair of the improvement board`: where a body is named right after.
_PRESIDES = re.compile(
    r"\b(?:[Ll]ay |[Vv]ice[- ]|[Dd]eputy |[Cc]o-)?(?:[Cc]hair(?:man|woman|person)?|[Pp]resident|[Gg]eneral [Ss]ecretary)(?= of (?:the |its |our |an? |(?:[A-Z][\w-]{1,20} ){0,3}[A-Z][\w-]{1,20}'s )?(?P<body>)\S)"
)
# `Labour committee member`.
_PARTY = re.compile(
    r"\b(?:Labour|Conservative|Liberal Democrat|Lib Dem|Green|Independent|Reform UK) (?:committee member|group leader|spokes\w+)\b"
)
# `inspector Susan Myers`; `an adviser - Tony Crane`: posts only with a name after them.
_INSPECTOR = re.compile(
    r"\b(?:(?:Ofsted|OFSTED) [Ii]nspector|(?<!Chief )(?<!Detective )(?<!Police )(?<!Det )[Ii]nspector)(?= [A-Z][a-z])"
)
_ADVISER = re.compile(
    r"\b(?:improvement |DfE |independent )?advis[eo]r(?= - [A-Z][a-z])|(?<=LGA )advis[eo]r(?=, [A-Z][a-z])"
    r"|(?:(?<=[Dd]epartment's )|(?<=Education's )|(?<=DfE's ))(?:improvement )?advis[eo]r\b"
)
# `GMB organiser Len Pardoe`: who speaks for a union.
_UNION = re.compile(
    r"(?:(?<=Unison )|(?<=UNISON )|(?<=GMB )|(?<=Unite )|(?<=NEU )|(?<=NASUWT )|(?<=union ))(?:(?:regional|branch|area|national) )?(?:organiser|secretary|official)(?=,? [A-Z])"
)
# `the city's own director, Jane Smith`, `before director Jane Smith left`, `the current director`: whose director it is says the text around.
_BARE = re.compile(r"\b(?:[Dd]irector|(?P<leader>[Ll]eader|[Bb]oss))\b(?! (?:of|for|with|general)\b|-)")
_QUALIFIED = r"current|permanent|new|next|outgoing|incoming|departing|previous|substantive"
_BARE_BEFORE = re.compile(
    r"(?:\A|(?<=\n)|(?<=[.:;(\"] )|(?<=[(\"])|\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Yy]our|[Bb]efore|[Aa]fter|[Ww]hen|[Ww]hile|that|with|by|from|and|as|told|said|says|another)"
    r" |, |\b(?:council|city|county|borough|authority|department|service|[A-Z][a-z]+)'s )"
    rf"(?:(?:own|(?P<qualified>(?i:{_QUALIFIED}))) ){{0,2}}(?P<level>(?i:{_LEVEL}){{0,2}})\Z"
)
_NAME_NEXT = re.compile(
    r",? (?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Cllr|Coun|Councillor)\.? )?[A-Z][\w-]+ [A-Z]"
)
_NAME_JUST_BEFORE = re.compile(r"[A-Z][\w-]+ [A-Z][\w-]+, \Z")
_OF_A_COUNCIL = re.compile(
    r"[Cc]ouncil\b|[Cc]hildren's (?:[Ss]ervices|[Ss]ocial [Cc]are|[Dd]epartment)|local authority|[Ii]mprovement [Nn]otice"
)
_OF_OTHERS = re.compile(
    r"\b(?:[Ff]ilm|[Cc]harit(?:y|able)|[Cc]ompany|[Ff]irm|[Tt]heatre|[Mm]useum|[Ff]estival|[Cc]lub|[Cc]onsultancy|[Cc]onsultants|Ltd|Limited|[Hh]ospice|[Uu]nion|[Cc]ampaign|[Cc]hurch|[Gg]ang|[Ss]couts?|[Ww]orship)\b"
)
_BARE_AROUND, _BARE_BESIDE = 800, 120
# `her deputy, Jane Smith`; `has been number two at the council`; `deputy head of the combined service`.
_SECOND = re.compile(
    r"\bdeputy(?<=[Hh]er deputy|[Hh]is deputy)(?=,? (?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Coun|Councillor)\.? )?[A-Z][a-z]+ [A-Z])|\bdeputy(?<='s deputy)(?=,? [A-Z][a-z]+ [A-Z])"
    r"|\b[Dd]eputy head(?= of (?:the |its |their |our )?(?:combined |joint |new |shared |children's )*(?:service|department|directorate)\b)"
    r"|\b[Dd]eputy [Mm]ayor(?=,? [A-Z][a-z]+ [A-Z])"
)
_NUMBER_TWO = re.compile(
    r"\bnumber two(?:(?<=been number two)|(?<= as number two)|(?<=the number two)|(?<='s number two))(?= (?:at|in|since|to|there|of|for|until)\b|[,.])"
)
_TOP_OFFICER = re.compile(r"\btop officer(?:(?<=the top officer)|(?<='s top officer)|(?<= as top officer))\b")
_MINISTER = re.compile(
    r"\bMinister(?<=[Tt]he Minister)(?! (?:of|at|for)\b)\b|\b[Mm]inister(?:(?<=then [Mm]inister)|(?<=[Ff]ormer [Mm]inister)|(?<=ex-minister))(?=,? (?:Sir |Dame |Lord |Baroness )?[A-Z])"
)
_HMI = re.compile(r"\b(?:[Ll]ink|[Ll]ead|[Ss]enior) HMI\b")
_SCRUTINEER = re.compile(
    r"\b(?:(?:[Ii]ndependent|[Ss]afeguarding|[Pp]artnership|[Cc]hildren's|[Cc]hildren) ){1,3}[Ss]crutineer\b"
)
# Those before which `interim` and its kin are read back.
_LEVELLED = (_TOP, _MINISTER, _SCRUTINEER)
# `Her vice-chair, Jane Smith`; `as Chair`; `the Leader reported`, `Leader, Estmere Council`; `Cabinet Assistant`; `LGA Challenge Manager`.
_VICE_CHAIR = re.compile(
    r"\b(?:vice-chair(?:man|woman)?|deputy chair)(?:(?<=er vice-chair)|(?<=is vice-chair)|(?<=er deputy chair)|(?<=is deputy chair))(?=,? [A-Z][a-z]+ [A-Z])"
)
_AS_CHAIR = re.compile(
    r"\b(?:(?:Vice-|Deputy |Independent )?Chair|(?:vice-|independent )?chair)(?:man|woman|person)?(?:(?<=as Chair)|(?<= as chair)|(?<=as Chairman)|(?<=as chairman)|(?<=as Vice-Chair))\b(?! of\b)"
)
_THE_LEADER = re.compile(
    r"\bLeader(?<=[Tt]he Leader)\b(?! of\b|'s [A-Z])|^Leader(?=,? (?:of )?[A-Z][\w ]{2,40}[Cc]ouncil)",
    re.MULTILINE,
)
_ASSISTANT = re.compile(r"\b(?:Cabinet (?:Assistant|Support Member|Adviser)|[Cc]hallenge [Mm]anager)\b")
# Dear ones, each with words (in small letters) of which it always has one, and how far around one it can reach.
_COMMON = (
    (
        _PATTERN,
        ("director", "head", "officer", "manager", "cabinet member", "portfolio holder", "lead member", " lead", "executive member", "chair", " ad ", "(ad ", "hos "),
        (60, 320),
    ),
    (
        _TOP,
        ("minister", "secretary", "servant", "officer", "hmi", "inspector", "manager", "director", "commissioner", "member", "portfolio", "leader", "mayor", "nurse", "constable", "clerk", "executive"),
        (60, 180),
    ),
)  # fmt: skip
# Rare ones, each with the letters without which a text holds none.
_RARE = (
    (("Labour", "Conservative", "Lib", "Green", "Independent", "Reform UK"), _PARTY),
    (("hair", "HAIR"), _MARKED),
    (("hair", "HAIR"), _CHAIRS),
    (("union ", "UNISON ", "Unison ", "GMB ", "Unite ", "NEU ", "NASUWT "), _UNION),
    (("nspector",), _INSPECTOR),
    (("dvis",), _ADVISER),
    (("eputy",), _SECOND),
    (("number two",), _NUMBER_TWO),
    (("top officer",), _TOP_OFFICER),
    (("inister",), _MINISTER),
    ((" HMI",), _HMI),
    (("chair",), _VICE_CHAIR),
    (("as Chair", "as chair"), _AS_CHAIR),
    (("Leader",), _THE_LEADER),
    (("Cabinet A", "hallenge"), _ASSISTANT),
    (("crutineer",), _SCRUTINEER),
)
_COMMISSIONER = "Children's services commissioner"
# Commissioners of whom texts about children's services speak without saying so, and of other matters.
_OF_CHILDREN = re.compile(
    r"\b(?:Ofsted|OFSTED|Department for Education|DfE|DCS|[Mm]onitoring visit|[Cc]hildren's (?:services|social care)|statutory direction|the Direction|further Direction)\b"
)
_OF_OTHER_MATTERS = re.compile(
    r"\b(?:[Pp]olice and [Cc]rime|PCC|[Cc]hildren's|[Ii]nformation|[Vv]ictims'?|[Tt]raffic|[Cc]harity|[Tt]ransport) [Cc]ommissioner|\b[Cc]ommissioner for\b"
)
_THE_COMMISSIONER = re.compile(r"\b[Tt]he (?P<called>[Cc]ommissioner)\b(?! (?:for|of)\b)")
_BODIES = {_INSPECTOR: "Ofsted", _ADVISER: "Department for Education"}
_LEVELS_BEFORE = re.compile(rf"\b{_LEVEL}{{1,3}}$", re.IGNORECASE)
_LEVELS_WINDOW = 60
# A deputy holds another post than the one that he or she deputises for.
_DEPUTY = re.compile(r"\b(?:deputy|assistant|associate|vice|shadow)\b", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:former|ex|previous|then)\b", re.IGNORECASE)
_STATUS = re.compile(
    r"^(?:(?:former|ex|previous|then|interim|acting|temporary|caretaker)[ -])+", re.IGNORECASE
)
_INTERIM = re.compile(r"\b(?:interim|temporary|caretaker)\b", re.IGNORECASE)
_ACTING = re.compile(r"\bacting\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post named in a text: its span in `smooth`, the glossary's name for it, and whose post it is if not a council's."""

    start: int
    end: int
    words: str
    canonical: str | None
    body: str | None
    is_public: bool
    rule: str

    @property
    def status(self) -> str:
        """`current`, `former`, `interim` or `acting`, as the words say."""
        for status, pattern in (("former", _FORMER), ("interim", _INTERIM), ("acting", _ACTING)):
            if pattern.search(self.words):
                return status
        return "current"

    @property
    def title(self) -> str:
        """The post without the words that only say whether somebody holds it now."""
        return _STATUS.sub("", self.words)


def place(prose: Prose, bodies: Collection[int] = ()) -> tuple[Post, ...]:
    """The posts that a text names, in order; of two at one place the longer stands. `bodies` is where names of bodies begin."""
    found = [*_by_glossary(prose.smooth), *_by_pattern(prose), *_of_managers(prose.flow)]
    found += _of_bodies(prose.flow, bodies)
    found += [*_commissioner(prose.flow, found), *_bare(prose.flow)]
    kept: list[Post] = []
    for post in sorted(found, key=lambda one: (one.start, -one.end, one.canonical is None)):
        if not kept or post.start >= kept[-1].end:
            kept.append(post)
    return tuple(kept)


def find(prose: Prose, posts: tuple[Post, ...]) -> Iterator[Mention]:
    """Mentions of posts, each with the glossary's name for it as value."""
    for post in posts:
        yield prose.mention(MentionType.ROLE, post.start, post.end, rule=post.rule, value=post.canonical)


def _by_glossary(smooth: str) -> Iterator[Post]:
    for gazetteer in _glossary():
        for start, end, row in gazetteer.find(smooth):
            level = _LEVELS_BEFORE.search(smooth, max(0, start - _LEVELS_WINDOW), start)
            begin = level.start() if level else start
            yield Post(
                start=begin,
                end=end,
                words=smooth[begin:end],
                canonical=None if level and _DEPUTY.search(level[0]) else row["canonical"],
                body=_NATIONAL.get(row["applies_to"]),
                is_public=row["canonical"] not in _PRIVATE,
                rule=GLOSSARY_POST,
            )


def _by_pattern(prose: Prose) -> Iterator[Post]:
    flow = prose.flow
    common = [(pattern, tuple(prose.near(words, *reach))) for pattern, words, reach in _COMMON]
    rare = [
        (pattern, ((0, len(flow)),)) for letters, pattern in _RARE if any(each in flow for each in letters)
    ]
    for pattern, spans in (*common, *rare):
        for found in (found for span in spans for found in pattern.finditer(flow, *span)):
            if (pattern is _PATTERN and _is_list(found)) or (pattern is _INSPECTOR and not of_ofsted(flow)):
                continue
            level = _LEVELS_BEFORE.search(flow, max(0, found.start() - _LEVELS_WINDOW), found.start())
            start = level.start() if level and pattern in _LEVELLED else found.start()
            yield Post(
                start=start,
                end=found.end(),
                words=flow[start : found.end()],
                canonical=None,
                body=None if flow.endswith("LGA ", 0, found.start()) else _BODIES.get(pattern),
                is_public=not _PRIVATE_BODY.search(flow, found.start(), _name_end(flow, found.end())),
                rule=PATTERN,
            )


def _commissioner(flow: str, found: Sequence[Post]) -> Iterator[Post]:
    """`the Commissioner`, in a text that has named the department's for children's services or speaks of no other."""
    named = next((post for post in found if post.canonical == _COMMISSIONER), None)
    calls = tuple(_THE_COMMISSIONER.finditer(flow))
    if calls and not named and (_OF_OTHER_MATTERS.search(flow) or not _OF_CHILDREN.search(flow)):
        return
    for called in calls:
        start, end = called.span("called")
        yield Post(
            start=start,
            end=end,
            words=called["called"],
            canonical=named.canonical if named else None,
            body=named.body if named else _NATIONAL["DfE"],
            is_public=True,
            rule=NOMINAL,
        )


def _bare(flow: str) -> Iterator[Post]:
    """`the city's own director`, in words about a council: with a name after it, or told apart from those before and after."""
    for found in _BARE.finditer(flow):
        before = _BARE_BEFORE.search(flow, max(0, found.start() - _LEVELS_WINDOW), found.start())
        if before is None:
            continue
        is_told_apart = not found["leader"] and (before["qualified"] or before["level"])
        if not (
            is_told_apart
            or _NAME_NEXT.match(flow, found.end())
            or _NAME_JUST_BEFORE.search(flow, max(0, before.start() - _LEVELS_WINDOW), before.start())
        ):
            continue
        around = (max(0, found.start() - _BARE_AROUND), found.end() + _BARE_AROUND // 2)
        beside = (max(0, found.start() - _BARE_BESIDE), found.end() + _BARE_BESIDE)
        if _OF_A_COUNCIL.search(flow, *around) and not _OF_OTHERS.search(flow, *beside):
            yield Post(
                start=before.start("level"),
                end=found.end(),
                words=flow[before.start("level") : found.end()],
                canonical=None,
                body=None,
                is_public=True,
                rule=BARE,
            )


def of_ofsted(flow: str) -> bool:
    """Whether the inspectors of a text are Ofsted's: in one that speaks of the police and never of Ofsted they are not."""
    if any(name in flow for name in ("Ofsted", "OFSTED", "HMI")):
        return True
    return not any(word in flow for word in ("olice", "arrest", "Constable", "Detective", "Sgt"))


def _of_managers(flow: str) -> Iterator[Post]:
    """`Schools Finance Manager`: who manages a field of the council's work."""
    for found in _MANAGER.finditer(flow):
        field = _MANAGED.search(flow, max(0, found.start() - _MANAGED_WINDOW), found.start())
        if field and not _OF_A_FIRM.search(flow, field.start(), found.end()):
            yield Post(
                start=field.start(),
                end=found.end(),
                words=flow[field.start() : found.end()],
                canonical=None,
                body=None,
                is_public=True,
                rule=PATTERN,
            )


def _of_bodies(flow: str, bodies: Collection[int]) -> Iterator[Post]:
    """`president of the ADCS`: who presides over a body that the text names right after."""
    for found in _PRESIDES.finditer(flow):
        if found.start("body") in bodies:
            yield Post(
                start=found.start(),
                end=found.end(),
                words=found[0],
                canonical=None,
                body=None,
                is_public=not _PRIVATE_BODY.search(flow, found.start(), _name_end(flow, found.end())),
                rule=OF_BODY,
            )


def _name_end(flow: str, end: int) -> int:
    """Where the body's name ends of which a pattern may know only the beginning: `Chair of the Children | in Care Council`."""
    rest = _REST_OF_NAME.match(flow, end)
    return rest.end() if rest else end


def _is_list(found: re.Match[str]) -> bool:
    """Whether the words list things, as `a head, families ...` does and `Director, Families` does not."""
    return bool(found["office"]) and found["joint"] in (None, ",", " -") and not found[0][0].isupper()


@lru_cache(maxsize=1)
def _glossary() -> tuple[Gazetteer[reference.Row], Gazetteer[reference.Row]]:
    """Names of posts: those of several words in any case, and abbreviations and single words as they are written."""
    rows = [
        row
        for row in reference.table("glossary")
        if row["kind"] == "role" and row["canonical"] not in _NOT_POSTS
    ]
    names = {alias: row for row in rows for alias in reference.cells(row["aliases"])}
    several = {name: row for name, row in names.items() if " " in name}
    single = {name: row for name, row in names.items() if name not in several}
    return Gazetteer(several, any_case=True), Gazetteer(single)
