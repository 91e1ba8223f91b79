"""The rules of relevance: words that speak for or against a story being about children's services in England.

Each rule says what its words speak of (`reason`, shown beside the score), why that counts (`because`), a sentence whose
verdict hangs on it (`example`), and one that sounds alike and must leave it silent (`twin`). The weights have three
sizes: 3 for a term that the trade alone uses, 2 for words that need one companion, 1 for the companions; what speaks
against a story takes away as much as such a term gives, so that only a story with more to show for itself still passes.

Gaps between two words are bounded, and `reading.relevance` shows the rules no more than an opening: no text, however
long or hostile, takes more than time linear in its length.
"""

import re
from dataclasses import dataclass

from domain.elsewhere import ABROAD, IN_ANOTHER_NATION, IN_ENGLAND


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Words that speak for a story (`weight` above zero) or against it.

    With `beside` they count only where those words stand as well, with `unless` only where those do not.
    """

    reason: str
    because: str
    weight: float
    words: re.Pattern[str]
    example: str
    twin: str
    beside: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def fits(self, told: str) -> bool:
        """Whether the rule speaks of a text whose apostrophes are straight."""
        return bool(
            self.words.search(told)
            and (self.beside is None or self.beside.search(told))
            and not (self.unless and self.unless.search(told))
        )


# Words for a child, up to the care leaver of 25; a bare age is a child's up to seventeen: `the 16-year-old`, `girl, 2`.
_CHILD = (
    r"(?:child(?:ren)?|kids?|young(?:sters?| people| persons?| adults?)|teen(?:ager)?s?|school(?:boy|girl)s?|boys?|girls?"
    r"|bab(?:y|ies)|newborns?|toddlers?|infants?|siblings?|daughters?|sons?|brothers?|sisters?|twins"
    r"|grand(?:children|child|sons?|daughters?)|nephews?|nieces?|(?:1[0-7]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen)-year-olds?)\b"
)
# Whose business it is: `the council`, `councillors`, `County Hall`, `the county`, `cabinet`.
_COUNCIL = (
    r"(?:council(?:s|lors?|'s|s')?\b(?! (?:tax|house|estate|flat)s?\b)|local authorit(?:y|ies)\b|(?:county|town|city) hall\b"
    r"|civic centre\b|(?:the|county|city|borough)'s? (?:cabinet|bosses|chiefs|leaders|pays|offers|plans)\b|cabinet\b"
    r"|(?:the|our|their|against|out of|every) (?:county|borough|authority)\b(?! courts?\b)|in (?:the )?county's\b|county (?:bosses|leaders|pays|offers)\b)"
)
_ANY_CHILD = rf"\b{_CHILD}"
_ANY_COUNCIL = rf"\b{_COUNCIL}"

# `in care`, `taken into council care`, `in its care`; not `in care homes` nor `care of the elderly`.
_THE_CARE = (
    r"(?:(?:in|into|from|leav(?:e|es|ing)|left|entering|enter|out of) "
    r"(?:council |local authority |foster |state |residential |its |their |the (?:council|county|city|borough)'s )?care)"
)
_NOT_OTHER_CARE = r"(?! (?:homes?|workers?|of|for|packages?|staff)\b)"


def _near(one: str, other: str, *, within: int = 40) -> str:
    """Two wordings in one sentence, in either order, with at most so many characters between them."""
    gap = rf"[^.!?\n]{{0,{within}}}?"
    return rf"\b(?:{one}){gap}\b(?:{other})|\b(?:{other}){gap}\b(?:{one})"


def _rule(  # the fields of a rule, its words as they are written here
    reason: str,
    weight: float,
    words: str,
    *,
    because: str,
    example: str,
    twin: str,
    beside: str | None = None,
    unless: str | None = None,
    flags: re.RegexFlag = re.IGNORECASE,
) -> Rule:
    return Rule(
        reason=reason,
        because=because,
        weight=weight,
        words=re.compile(words, flags),
        example=example,
        twin=twin,
        beside=re.compile(beside, re.IGNORECASE) if beside else None,
        unless=re.compile(unless, re.IGNORECASE) if unless else None,
    )


# What shows that a school, a nursery or a hospital stands in a story of the trade.
_TRADE = (
    r"\bchildren's services\b|\bsocial (?:workers?|care)\b|\bin care\b|\bcare[- ]leavers?\b|\blooked[- ]after\b|\bfoster\w*\b"
    r"|\bspecial (?:educational needs|needs|schools?)\b|\behc(?:ps?)?\b|\beducation,? health and care\b|\bvirtual school\b"
    r"|\bhigh needs\b|\bsafety valve\b|\bsafeguarding\b"
)

RULES = (
    # What the trade alone says.
    _rule(
        "names children's services",
        3,
        r"\bchild(?:ren)?'?s?'? (?:and (?:famil(?:y|ies)'?|young people'?s?|adults?'?|education) )?"
        r"(?:services?\b|social (?:care|work(?:ers?)?)\b|(?:services )?trust\b|(?:services )?(?:departments?|directorates?|directors?|chiefs?|boss(?:es)?)\b)"
        r"|\bservices for (?:vulnerable )?(?:children|young people)\b(?! with cancer)"
        r"|\b(?:director|cabinet member|lead member|portfolio holder|head|executive member) (?:of|for) children\b"
        r"|\bchildren and (?:families|young people)(?:'s)? (?:services?|department|directorate|scrutiny|committee|panel|select|overview)\b"
        r"|\bsocial care (?:services )?for children\b|\bcouncil'?s?'? care of (?:its )?(?:vulnerable )?children\b",
        because="the department, or the person who answers for it, is called so and nothing else is",
        example="Wolden's children’s services told to improve",
        twin="Children's librarian retires after 30 years of service",
    ),
    _rule(
        "speaks of children in care",
        3,
        r"\blooked[- ]after (?:child|young|kids|youngsters|teen)"
        rf"|\b{_CHILD}[^.!?\n]{{0,50}}?\b(?:looked after by|{_THE_CARE})\b{_NOT_OTHER_CARE}"
        rf"|\b{_THE_CARE}\b{_NOT_OTHER_CARE}[^.!?\n]{{0,40}}?\b{_CHILD}"
        r"|\bin(?:to)? the care of (?:\w+ ){0,3}(?:council|local authority|social services|the (?:county|city|state))\b"
        rf"|\bcare (?:system|leaver)\b(?=[^.!?\n]{{0,60}}\b{_CHILD})|\b{_CHILD}[^.!?\n]{{0,60}}\bcare system\b",
        because="whoever is in care, comes into it or leaves it is in the care of a council",
        example="More teenagers in care are placed far from home",
        twin="Child in intensive care after crash",
    ),
    _rule(
        "speaks of care leavers",
        3,
        r"\bcare[- ]leavers?\b|\bcare[- ]experienced?\b|\b(?:people|those|adults|anyone|youngsters) (?:who (?:have )?)?(?:leave|leaves|left|leaving) care\b",
        because="support after care is a council's duty and has a name of its own",
        example="Care leavers to pay no council tax until 25",
        twin="Carers leave flowers at the gate",
    ),
    _rule(
        "speaks of a life in care",
        2,
        r"\b(?:missing from|grew up in|growing up in|raised in|brought up in|time in|been in|years in|life in|taken into|put into"
        rf"|going into|placed in|entering|leaving|left) care\b{_NOT_OTHER_CARE}"
        r"|\bcare system\b|\btak(?:e|en|ing) (?:\w+ ){1,3}into care\b",
        because="said of adults too, so that it needs a companion",
        example="'I left care with a bin bag': councillors hear of life in care",
        twin="Driver taken into custody",
    ),
    _rule(
        "speaks of fostering",
        3,
        r"\bfoster(?:[- ](?:care|carers?|child(?:ren)?|kids?|youngsters?|famil(?:y|ies)|homes?|parents?|mums?|dads?|mothers?|fathers?|couples?|placements?|allowances?|fees|payments|agenc(?:y|ies)|boys?|girls?|siblings|brothers?|sisters?|service|team)\b)"
        r"|\bfostering\b(?! (?:a|an|the|our|their|its|good|new|great\w*|better|clos\w+|strong\w*|positive|talent|links?|communit\w+|creativity|innovation|\w*relationships?|hope|inclusion|unity|love|pride|growth)\b)"
        rf"|\b(?:can|could|would|who|to|they|we) (?:you |also )?foster(?:ed)? (?:{_CHILD}|siblings)|\b(?:could|can|would) you foster\b|\bfostered (?:more than |over |about |nearly )?(?:\d+|dozens|hundreds|{_CHILD})",
        because="fostering of children is a council's service; the verb with another object is left out",
        example="County short of foster carers",
        twin="Fostering a love of cricket at the village club",
    ),
    _rule(
        "speaks of adoption as a service",
        3,
        r"\badoption (?:agenc(?:y|ies)|panels?|orders?|allowances?|support|breakdowns?|services?|teams?|figures|rates)\b|\badopters\b"
        r"|\badoptive (?:parents?|famil(?:y|ies)|mums?|dads?|couples?|mothers?|fathers?)\b"
        r"|\b(?:placed|put (?:forward|up)|waiting|up|approved) for adoption\b|\badopted (?:children|teenagers|young people)\b",
        because="agencies, panels and orders are those of councils",
        example="Fewer adopters come forward in Northshire",
        twin="Adoption of the local plan delayed",
    ),
    _rule(
        "speaks of the adoption of a child",
        2,
        rf"\b{_CHILD}(?!'s)[^.!?\n]{{0,40}}?\badopt(?:ed|ion)\b|\badopt(?:ed|ing|ion of)? (?:a |two |three |four |through |from )?(?:{_CHILD}|agency|care)"
        r"|\badoptions\b|\bfamil(?:y|ies) who (?:have )?adopted\b|\b(?:who can|could|wish(?:ing)? to|want(?:ing)? to|hop(?:e|ing) to|able to|allowed to) adopt\b(?! (?:a|an|the|this|new|its|plans?|polic\w+)\b)"
        r"|\badoption\b(?! of (?:the |a |its )?(?:\w+ )?(?:plans?|polic(?:y|ies)|strategy|budget|roads?|rules)\b)[^.!?\n]{0,60}\b(?:couples?|famil(?:y|ies)|parents?|mothers?|agency)\b",
        because="of one family it may be told as a private matter, so that it needs a companion",
        example="Children adopted last year wait for council's help",
        twin="Children's games day adopted as village tradition",
        unless=r"\bto be formally adopted\b|\bplan\b[^.]{0,20}\badopted\b",
    ),
    _rule(
        "speaks of children's homes",
        3,
        r"\bchildren's (?:residential )?(?:care )?homes?\b|\bchildren's residential\b|\b(?:boys|girls)'? homes?\b|\bsecure (?:children's|training) (?:homes?|units?|cent(?:re|er)s?)\b"
        r"|\bhomes? for (?:up to |as many as )?(?:(?:one|two|three|four|five|six|\d+|vulnerable|troubled|disabled|autistic|older|young|local) ){0,2}(?:child(?:ren)?|people in care|people aged|teenagers?|youngsters?|boys|girls)\b(?!'s)"
        r"|\bhomes? for (?:up to )?(?:\w+ )?young people\b"
        r"|\b(?:unregulated|unregistered|illegal|unlawful) (?:children's |care )?(?:homes?|placements?|settings?|provision)\b"
        r"|\bchildren's care (?:homes?|places|costs?|bills?|firms?|compan(?:y|ies)|providers?|market|placements?)\b",
        because="homes for children in care are inspected, paid for and often run by councils",
        example="Plan for two new children's homes",
        twin="Retirement homes for sale near children's playground",
    ),
    _rule(
        "speaks of a childhood in a care home",
        3,
        r"\bcare homes?\b",
        beside=rf"\b{_CHILD}[^.!?\n]{{0,120}}\b(?:abus\w+|rais\w+|grew|grow\w*|brought|lived?|living|plac\w+|looked|historic\w*|19[4-9]0s)\b"
        rf"|\b(?:abus\w+|rais\w+|plac\w+)\b[^.!?\n]{{0,60}}\b{_CHILD}",
        because="a care home in which children lived or were abused was a children's home",
        example="Brothers raised in Marlbridge care homes tell of the 1980s",
        twin="Children sing carols at care home",
    ),
    _rule(
        "speaks of supported accommodation for the young",
        3,
        r"\b(?:supported|semi-independent|unregulated|unregistered) (?:accommodation|lodgings|living)\b",
        beside=rf"\b{_CHILD}|\b16\b|\bin care\b|\bcare[- ]leavers?\b",
        because="where 16- and 17-year-olds in care live is registered with Ofsted and paid for by councils",
        example="Supported accommodation for teenagers planned in old bank",
        twin="Supported living flats for over-55s open",
    ),
    _rule(
        "speaks of secure places for children",
        3,
        r"\bdeprivation of liberty\b|\bsecure (?:bed|place|placement|accommodation|home|unit)s?\b|\bdeprived of (?:her|his|their) liberty\b",
        beside=_ANY_CHILD,
        because="a child is locked up for its welfare only at a council's request",
        example="Deprivation of liberty orders for children treble",
        twin="Secure units for start-up firms open on trading estate",
    ),
    _rule(
        "speaks of kinship care",
        3,
        r"\bkinship (?:care(?:rs?)?|famil(?:y|ies)|allowances?|local offer|placements?|fosterers?)\b|\bspecial guardian(?:s|ship)?\b|\bconnected carers?\b|\bfamily and friends care\b",
        because="the trade's words for children who live with relatives by order or agreement",
        example="Grandparents win special guardianship",
        twin="Guardian of the old mill retires",
    ),
    _rule(
        "speaks of relatives who bring up a child",
        2,
        r"\b(?:look(?:s|ing)? after|rais(?:e|ing)|bring(?:ing)? up) (?:\w+ )?relatives?'?s?'? children\b"
        r"|\b(?:grandparents|relatives|aunts|uncles)\b[^.!?\n]{0,40}\b(?:raising|bringing up|bring up|raise|looking after|stepp(?:ed|ing) in)\b"
        r"|\b(?:rais(?:e|es|ed|ing)|bring(?:s|ing)? up|brought up|(?:tak(?:e|es|ing)|took) in|car(?:e|es|ing) for) (?:(?:my|our|her|his|their|\w+) ){0,2}(?:grandchild(?:ren)?|grandson|granddaughter|nephews?|nieces?)\b",
        because="kinship carers in a reporter's words",
        example="'We gave up work to bring up our nephew': call on council for help",
        twin="Gran aged 90 sees her grandchildren in Australia by video",
    ),
    _rule(
        "speaks of who is to bring a child up",
        3,
        r"\bcare (?:orders?|proceedings|cases?)\b(?=[^.]{0,120}\b(?:judge|court|child|baby|parents?|council|family)\b)"
        r"|\bfamily (?:court|division)\b[^.]{0,100}\bcare (?:case|order|proceeding)"
        rf"|\b(?:legal|child's) guardian\b|\b(?:custody|care) of (?:her|his|their) {_CHILD}"
        rf"|\b{_CHILD}[^.!?\n]{{0,40}}?\b(?:removed|taken)(?: away)? (?:at birth|from (?:her|him|them) (?:at birth|by)|from (?:(?:their|his|her|its|the) )?(?:birth )?(?:parents?|mothers?|mums?|famil(?:y|ies)|care of))\b"
        r"|\bparents in care cases\b|\bpre-proceedings\b"
        rf"|\b(?:reunited with|returned to|given back)[^.!?\n]{{0,20}}\b(?:{_CHILD}|parents?|mother|father|family)\b[^.!?\n]{{0,40}}\b(?:judges?|court)\b"
        rf"|\b(?:judges?|court)\b[^.!?\n]{{0,60}}\b{_CHILD}[^.!?\n]{{0,30}}\b(?:reunited with|returned to|given back)\b",
        because="who brings up a child is decided by a family court at a council's request",
        example="Court fight over the care of their children won by couple",
        twin="Custody suite reopens at police station",
    ),
    _rule(
        "speaks of the family courts",
        2,
        r"\bfamily (?:courts?|division|judges?)\b",
        because="most of what is heard there that reaches a newspaper is a council's case",
        example="Family court: council sorry for hiding papers",
        twin="Family enjoys day at crown court open day",
    ),
    _rule(
        "speaks of children seeking asylum",
        3,
        rf"\b(?:unaccompanied|lone|separated) (?:asylum|migrant|refugee|minors?|{_CHILD})|\bchild (?:asylum[- ]seekers?|refugees?|migrants?)\b|\basylum[- ]seeking {_CHILD}|\b{_CHILD}[^.!?\n]{{0,50}}\b(?:alone|without (?:their )?parents)\b[^.!?\n]{{0,20}}\basylum\b|\bnational transfer scheme\b|\bmigrant children\b",
        because="children who come alone are looked after by the council where they are found",
        example="County reaches its limit for unaccompanied children",
        twin="Unaccompanied luggage closes airport",
    ),
    _rule(
        "speaks of youth justice services",
        3,
        r"\byouth (?:justice|offending)\b(?! (?:band|film))",
        because="councils run these services with the police and others",
        example="Youth justice service upgraded to good",
        twin="Youth orchestra does justice to Elgar",
    ),
    _rule(
        "speaks of children kept in custody",
        2,
        rf"\b{_CHILD}[^.!?\n]{{0,40}}\b(?:custody|police cells?|remanded?|young offender institutions?)\b",
        because="a child on remand is looked after by its council",
        example="Council plan to keep children out of custody cells",
        twin="Man in custody after burglary",
        unless=r"\b(?:charged|arrested|murder)\b",
    ),
    _rule(
        "speaks of a case review",
        3,
        r"\bserious case reviews?\b|\b(?:child |children's |local child )safeguarding (?:practice )?reviews?\b|\bsafeguarding practice reviews?\b",
        because="written when a child known to services died or was badly hurt",
        example="Failings found by serious case review",
        twin="Review: a serious case of stage fright",
        unless=r"\badults? (?:safeguarding|review)\b|\bsafeguarding adults?\b",
    ),
    _rule(
        "speaks of a review after a case",
        2,
        r"\bcase reviews?\b|\bsafeguarding reviews?\b|\brapid review\b",
        because="there are such reviews of adults too, so that it needs a companion",
        example="Safeguarding review: toddler could have been saved",
        twin="Review of parking rules goes to committee",
        unless=r"\badults? (?:safeguarding|review)\b|\bsafeguarding adults?\b",
    ),
    _rule(
        "speaks of child protection",
        2,
        rf"\bchild[- ]protection\b|\bprotection plans?\b(?=[^.]{{0,80}}\b{_CHILD})|\b{_CHILD}[^.]{{0,80}}\bprotection plans?\b"
        r"|\b(?:child|children's) safeguarding\b|\bsafeguarding (?:children|board|partnership|cases?|concerns|reports?|inquir(?:y|ies)|failings)\b|\bchildren board\b|\bchildren partnership\b"
        rf"|\bsafeguard(?:ing)? {_CHILD}",
        because="clubs and schools speak of it too, so that it needs a companion",
        unless=r"\b(?:church|diocese|bishops?|football|swimming|club|choir)\b",
        example="Child safeguarding: council's year in figures",
        twin="Deal safeguards 300 jobs at plant",
    ),
    _rule(
        "speaks of where referrals come in",
        3,
        r"\bmulti[- ]agency safeguarding\b|\bsafeguarding hubs?\b|\bintegrated front door\b",
        because="the trade's words for the team that decides which child is helped",
        example="Children missed by safeguarding hub",
        twin="Multi-agency exercise tests flood plan",
        unless=r"\badult safeguarding hub\b",
    ),
    _rule(
        "speaks of the front door of services",
        2,
        r"\bfront[- ]door(?: (?:team|service|calls|contacts|referrals)|: )|\b(?:council|service|department)'?s?'? '?front[- ]door\b|\bfront[- ]door\b(?=[^.]{0,80}\b(?:ofsted|referrals?|social work))",
        beside=rf"\b{_CHILD}|\b(?:referrals?|social work\w*|safeguarding|ofsted|threshold)\b",
        because="the trade's word for where referrals come in, and anybody's for a door",
        example="'Unsafe': front-door team of council missed signs about children",
        twin="Burglar kicked in front door while children slept",
    ),
    _rule(
        "speaks of special educational needs plans",
        3,
        r"\beducation,? health and care\b|\bEHC(?:P|Ps|NA)?\b|\behc (?:plans?|needs)\b",
        because="plans under this name are made, and fought over, by councils",
        example="Mother's fight for EHCP ends at tribunal",
        twin="Health and care awards for volunteers",
    ),
    _rule(
        "speaks of the deficit in high needs",
        3,
        r"\bhigh[- ]needs (?:block|funding|budget|deficit|spending|cash|places)\b|\bdedicated schools grant\b|\bDSG\b|\bdelivering better value\b|\bstatutory override\b"
        r"|\bsafety[- ]valve\b(?=[^.]{0,120}\b(?:council|schools?|special|send|deficit|county|education|agreement|deal|government)\b)"
        r"|\b(?:council|schools?|special|send|deficit|county|education)\b[^.]{0,80}\bsafety[- ]valve\b",
        because="the agreements and deficits of councils over special needs are called so",
        example="County's safety valve agreement put under review",
        twin="Faulty safety valve blamed for boiler blast",
    ),
    _rule(
        "speaks of SEND",
        2,
        r"(?<![\w'])(?:SEND|SENCOs?)\b(?! (?:IN|US|YOUR|OFF|HELP|ME|THEM|HIM|HER|TO|FOR)\b)"
        # As the BBC and the Guardian print it: "the Send system", "(Send)", "Send: Parents protest".
        r"|(?:(?<=[a-z,;'-] )|(?<=\())Send\b(?! (?:us|your|in|a|the|me|them|him|her|off)\b)|(?:^|(?<=\n))Send:",
        because="with a capital where none is due the word stands for special educational needs and disabilities",
        flags=re.MULTILINE,  # and not in any case: "send" is a verb
        example="Council answers parents on SEND",
        twin="Send us your pictures of the snow",
    ),
    _rule(
        "speaks of special educational needs",
        2,
        r"\bspecial educational needs\b|\bspecial needs (?:plans?|support|services?|children|pupils|transport|education|places|funding)\b|\b(?:children|pupils|youngsters|young people) with (?:special|additional|complex) needs\b"
        r"|\bsend (?:services?|provision|deficits?|funding|system|reforms?|overspend|crisis|transport|tribunals?|inspections?|partnership|appeals?|budgets?|teams?|department)\b",
        because="schools and charities speak of them too, so that they need a companion",
        example="Special educational needs: council's budget overspent",
        twin="Send crews home, says fire chief",
    ),
    _rule(
        "speaks of special needs as a council's service",
        1,
        r"\b(?:[Pp]arents?|[Mm]others?|[Mm]ums?|[Ff]amil(?:y|ies))\b[^.!?\n]{0,90}\b(?:SEND|Send|[Ss]pecial (?:educational )?needs|additional needs)\b|\b(?:SEND|Send) (?:parents|mums|families)\b|\bSend: [Pp]arents\b"
        r"|\b(?:SEND|[Ss]pecial (?:educational )?needs)\b(?:[^.!?\n]{0,40}?)\b(?:services?|provision|system|inspect\w+|failings?|overspend\w*|deficits?|transport|taxis|tribunals?|crisis|reforms?|appeals?|funding|budgets?|waits?|waiting|out of school|action plan|shake-up|cuts|bills?)\b"
        r"|\b(?:waits? for|waiting|deficits?|tribunals?|appeals?|crisis|shortage|failings?|overspend\w*|out of school)\b[^.!?\n]{0,50}?\b(?:SEND|[Ss]pecial (?:educational )?needs)\b",
        because="waits, tribunals, transport and deficits are the council's part in special needs, and parents' fight is with it",
        flags=re.NOFLAG,
        example="SEND taxis to be cut",
        twin="SEND art show at village school",
    ),
    _rule(
        "speaks of special schools",
        2,
        r"\bspecial[- ]schools?\b",
        because="places in them are planned and paid for by councils",
        example="Council to build special school",
        twin="Special day at village school",
    ),
    _rule(
        "speaks of early help",
        3,
        r"\bearly help\b|\bfamily hubs\b|\bfamily hub (?:network|opens?|to|in|at|for|plans?|scheme)\b|\bchildren's centres?\b|\bsure start\b|\bfamily help (?:teams?|services?|workers?|partnerships?)\b"
        r"|\bfamily support (?:workers?|services?|teams?)\b|\btroubled families\b|\bfamilies first (?:for children|partnership)\b",
        because="help before protection is needed is a council's service under these names",
        example="Family hubs to open in six towns",
        twin="Family hub? No, just a kitchen table",
    ),
    _rule(
        "speaks of breaks for disabled children",
        3,
        r"\b(?:respite|short[- ]breaks?)\b",
        beside=rf"\bdisabled {_CHILD}|\b{_CHILD} with (?:(?:learning )?disabilities|special|complex|additional)|\bparents of disabled\b|\bdisabled (?:son|daughter)",
        because="short breaks for disabled children are a council's duty",
        example="Respite centre for disabled children saved",
        twin="Short breaks in the Lakes from £99",
    ),
    _rule(
        "speaks of corporate parents",
        3,
        r"\bcorporate parent(?:s|ing)?\b",
        because="what the council and its members are to children in care",
        example="Corporate parenting panel meets in public",
        twin="Corporate away days for working parents",
    ),
    _rule(
        "speaks of virtual schools",
        2,
        r"\bvirtual (?:school|head(?:teacher)?)\b",
        beside=r"\b(?:in care|looked[- ]after|social worker|council)\b",
        because="the council's officer for the schooling of children in care",
        example="Virtual school of council praised",
        twin="Virtual school trip to Mars for pupils",
    ),
    _rule(
        "speaks of what the care of a child costs",
        3,
        rf"(?:\b(?:costs?|bills?|spen[dt]\w*|pays?|paid|paying|prices?|overspends?|fees?|profits?)|£\S{{1,12}})[^.!?\n]{{0,60}}\b(?:caring for|care for|care of|looking after|care placements?|placements?|accommodating|keeping)\b[^.!?\n]{{0,30}}\b{_CHILD}(?!'s)"
        rf"|(?:\b(?:costs?|bills?|spen[dt]\w*|pays?|paid|paying|prices?|overspends?|fees?|profits?)|£\S{{1,12}})[^.!?\n]{{0,60}}\b{_CHILD}(?:'s)?[^.!?\n]{{0,15}}\bplacements?\b",
        because="the price of placements is the greatest single cause of councils' overspending",
        example="Caring for one child costs £20,000 a week: £20,000 for the care of a child",
        twin="Children's shoes cost more than ever",
    ),
    # Words that need one companion.
    _rule(
        "speaks of social workers or social services",
        2,
        r"\bsocial (?:services|work(?:ers?)?)\b",
        because="adults have them too, so that it needs a companion",
        example="Social services knew of boy",
        twin="Social evening for shift workers",
    ),
    _rule(
        "speaks of social workers' posts and work",
        1,
        r"\b(?:caseloads?|vacan\w+|agency|strike|walk ?outs?|walk out|shortage|recruit\w*|posts?|locums?|overseas|industrial action|ballot\w*|backlogs?|quit\w*|unallocated|newly qualified|golden hello|referrals|many cases|workloads?|inspect\w+)\b",
        beside=r"\bsocial work(?:ers?)?\b|\bchild protection\b",
        because="who is there to do the work is the council's trouble",
        example="Social workers to walk out over caseloads",
        twin="Nurses vote to strike over vacancies",
    ),
    _rule(
        "tells of what social services are blamed for",
        1,
        _near(
            r"social (?:services|work(?:ers?)?)",
            r"(?:fail\w*|ignor\w+|missed|criticis\w+|knew|known|blam\w+|apolog\w+|sorry|warn(?:ed|ings?)|let down)",
            within=60,
        ),
        because="what they did or left undone is asked about their care of children, and sometimes of adults",
        example="Social services failed to act on twenty warnings about violent father",
        twin="Social services awards night",
    ),
    _rule(
        "tells of a child known to services",
        1,
        _ANY_CHILD,
        beside=r"\bsocial (?:services|work(?:ers?)?)\b|\bsafeguarding (?:reviews?|board|partnership|reports?)\b|\bcase reviews?\b|\bcare order\b|\bsocial care\b",
        because="with a child beside them, the words for social work mean that of children",
        example="Social services and a baby's first year",
        twin="Baby photo contest winners named",
        unless=r"\badult social care\b",
    ),
    _rule(
        "speaks of placements of children",
        2,
        _near(r"(?<!work )(?<!student )(?<!job )placements?", _CHILD, within=50)
        + r"|\b(?:care|residential|out[- ]of[- ](?:area|county|borough)|external|costly) placements?\b",
        because="schools place children too, so that it needs a companion",
        example="Judge criticises council over placement of girl",
        twin="Work placements for young people at airport",
    ),
    _rule(
        "speaks of children placed far away",
        2,
        rf"\b{_CHILD}[^.!?\n]{{0,60}}?\b(?:placed|sent|moved|housed|taken|living|live)\b[^.!?\n]{{0,30}}?\b(?:miles|out of (?:the )?(?:county|area|borough|city)|outside (?:the|their) (?:\w+ )?(?:county|area|borough|city)|caravans?|hotels?|airbnbs?|holiday (?:parks?|lets?|cottages?)|bed and breakfasts?|b&bs?|tents?|unlawful|illegal)\b",
        because="a child whom somebody sends away from home is one in care",
        example="Council says children were sent 200 miles away",
        twin="Children walked two miles for charity",
        unless=r"\btemporary accommodation\b|\bhomeless\b|\bmums? and\b|\bmother and\b",
    ),
    _rule(
        "speaks of care for children away from home",
        2,
        rf"\b{_CHILD}(?!'s)[^.!?\n]{{0,30}}\b(?:split up|removed|unlawfully placed|placed with)\b|\b(?:care for|looks after|looking after) (?:vulnerable|its most vulnerable) {_CHILD}",
        because="brothers and sisters are parted, and children placed, by councils",
        example="Siblings split up by council",
        twin="Siblings open rival cafes",
    ),
    _rule(
        "speaks of vulnerable children",
        2,
        rf"\b(?:vulnerable|troubled|at[- ]risk|neglected|abused|maltreated) (?:\w+ )?{_CHILD}|\b{_CHILD} (?:at risk of (?:harm|abuse|neglect|exploitation|going into care|being)|in need of (?:help|protection)|in need plans?|suffering (?:abuse|neglect))|\b{_CHILD} (?:who need|needing) (?:help|protection)\b|\bvulnerable families\b|\b(?:support|help|services?|protection|care) (?:for|of) (?:\w+ ){{0,2}}{_CHILD} (?:at risk|in need|in danger)\b|\b(?:protection|safeguarding) of (?:\w+ ){{0,2}}{_CHILD}(?!'s)|\b{_CHILD} in danger\b",
        because="the law's words for whom the services are for; charities use them too",
        example="Council to check on vulnerable young people",
        twin="Vulnerable old oak to be felled",
    ),
    _rule(
        "speaks of neglect or abuse reported to services",
        1,
        r"\bchild (?:neglect|abuse|criminal exploitation|sexual exploitation)\b|\bgrooming (?:gangs?|scandal)\b|\bcounty lines\b",
        because="mostly a matter of police and courts, sometimes of services",
        example="Vulnerable girls at mercy of grooming gangs",
        twin="Garden neglected for years wins prize",
    ),
    _rule(
        "speaks of a failure to protect a child",
        2,
        rf"\b(?:fail(?:ed|ing|ings|ure|ures)?|missed (?:chances|opportunit\w+|warnings?|signs)|opportunit\w+|ignored|chances|lessons)\b[^.!?\n]{{0,40}}?\b(?:protect|safeguard|save|help|warnings?|learned|let down)\b[^.!?\n]{{0,40}}?\b(?:her|him|them|{_CHILD})"
        rf"|\b(?:let down|failed)\b[^.!?\n]{{0,20}}?\b{_CHILD}|\b{_CHILD}[^.!?\n]{{0,30}}?\b(?:let down|failed) by\b",
        because="to protect children is the services' first task; others fail in it too",
        example="Chances to save baby: county hall report",
        twin="Goalkeeper failed to save penalty",
        unless=r"\b(?:exams?|gcses?|a-levels?|penalt(?:y|ies)|goal\w*)\b",
    ),
    _rule(
        "tells of a child's schooling or support that was missed",
        1,
        rf"\b{_CHILD}[^.!?\n]{{0,60}}?\b(?:without|missed|out of|denied)[^.!?\n]{{0,20}}?\b(?:education|school(?:ing)?|support|help|assess\w+)\b|\b(?:assess|support)\w*\b[^.!?\n]{{0,30}}\b(?:young carers?|disabled (?:child|son|daughter|boy|girl))",
        because="who has a right to support and does not get it turns to the ombudsman or the press",
        example="Ombudsman tells council of teenager without education",
        twin="Teenager missed last bus home",
    ),
    _rule(
        "speaks of a finding by the ombudsman",
        1,
        r"\bombudsman\b|\bwatchdog\b",
        beside=_ANY_CHILD,
        because="with a child in the story, it is a finding about a council's care or schooling of it",
        example="Ombudsman tells council of boy without schooling",
        twin="Ombudsman: council at fault over roof",
    ),
    _rule(
        "speaks of a council's care or protection of children",
        2,
        _near(
            r"(?:protects?|protecting|protected|safeguards?|looks? after|looking after|cares? for|caring for|tak(?:e|es|ing) in|placed|placing|moved|housed|removed?)\b",
            rf"(?:\w+ ){{0,2}}{_CHILD}(?!'s)",
            within=25,
        ),
        beside=rf"{_ANY_COUNCIL}|\bdepartment\b",
        unless=r"\b(?:traffic|roads?|parking|crossings?|dogs?|vap\w+|pollution|playgrounds?|play areas?|sun|online|measles|flu)\b",
        because="a council that protects, places or looks after children does so as their services",
        example="Council told to improve the way it protects children",
        twin="Council told to protect newts",
    ),
    _rule(
        "speaks of disabled children and a council",
        2,
        rf"\b(?:disabled|autistic) {_CHILD}|\b{_CHILD} with (?:disabilit(?:y|ies)|autism|complex needs)",
        beside=rf"{_ANY_COUNCIL}|\bombudsman\b",
        unless=r"\b(?:playgrounds?|play (?:area|park)s?|swings?|pools?|theatre|cinema|sports?|panto\w*)\b",
        because="assessment, schooling and support of disabled children are a council's duty",
        example="Disabled children lose out in council's cuts",
        twin="Disabled children enjoy new swings from council",
    ),
    _rule(
        "speaks of agencies that failed a child",
        3,
        r"\b(?:failed|let down) by (?:\w+ ){0,3}(?:agenc(?:y|ies)|services|authorities|system|professionals|state|those)\b|\bagencies (?:failed|missed|let down)\b",
        beside=_ANY_CHILD,
        unless=r"\b(?:hospitals?|nhs|police|maternity|exams?|travel|talent|modelling)\b",
        because="agencies that fail a child are those that were to protect it",
        example="Boy who was starved was failed by every agency, inquiry finds",
        twin="Travel agencies failed: children's holidays lost",
    ),
    _rule(
        "speaks of a child for whom there is no place",
        2,
        r"\bnowhere (?:else )?(?:suitable )?(?:for (?:her|him|them|\w+ \w+) )?to (?:go|live|stay|send|place|put|be placed)\b|\bno (?:\w+ )?(?:placement|bed|home|place)s? (?:(?:can|could|to) be found|was found|were found|anywhere)\b",
        beside=_ANY_CHILD,
        because="where a child is to live is looked for by its council when nobody else can",
        example="Girl had nowhere to go, council says",
        twin="Nowhere to go for bored dogs this half term",
    ),
    _rule(
        "speaks of a wrong that a council did to a child",
        2,
        _near(
            _COUNCIL,
            r"apologis\w+|sorry|fail(?:ed|ing|ings|s|ures?)?|wrong(?:ly|ed)?|unlawful\w*|illegal\w*|at fault|let down|(?:told|ordered) to pay|ration\w*|not getting|turned away|left (?:\w+ ){0,3}(?:waiting|without|with no)",
            within=80,
        ),
        beside=_ANY_CHILD,
        unless=r"\b(?:parking|pothole|playground|bins?|planning|bus(?:es)?|swimming|pitch(?:es)?)\b",
        because="where a council says sorry to a child, it is for its care, schooling or protection",
        example="Council wrongly treated boy as adult",
        twin="Council apologises for bin mix-up",
    ),
    _rule(
        "speaks of a review of a child's death or abuse",
        3,
        _near(
            r"reviews?",
            r"deaths?|murder(?:ed)?|killing|killed|abuse|(?:opportunit\w+|chances|signs|warnings)[^.!?\n]{0,80}missed|missed (?:opportunit\w+|chances|signs)",
            within=60,
        ),
        beside=_ANY_CHILD,
        unless=r"\b(?:maternity|hospitals?|nhs|film|album|book|theatre|adult|crossings?|roads?|safety|festival|bus(?:es)?|drown\w*)\b",
        because="who reviews the death or abuse of a child asks what services knew",
        example="Review into six-year-old's death",
        twin="Review: murder mystery delights children at hospital fete",
    ),
    _rule(
        "speaks of the young among those who seek asylum",
        2,
        _near(rf"teenage|{_CHILD}", r"asylum|home office hotels?|refugees?", within=50)
        + r"|\bage assessments?\b|\byoung (?:refugees|asylum seekers|migrants)\b",
        because="whoever may be a child is looked after by a council, which also decides on the age",
        example="Teenage asylum seeker's age: council told to think again",
        twin="Teenage kicks at refuge for donkeys",
        unless=r"\bprotest(?:s|ers)?\b",
    ),
    _rule(
        "speaks of children taught at home or missing from school rolls",
        2,
        r"\bhome[- ](?:school|educat)(?:ed|ing|ion)\b|\bchildren missing (?:from )?education\b|\belective home education\b",
        because="councils answer for children who are on no school's roll",
        example="Home-schooled children: council asks to see them",
        twin="Home school for dog owners opens",
    ),
    _rule(
        "speaks of youth services",
        1,
        r"\byouth (?:services?|workers?)\b",
        because="mostly leisure, sometimes the last help before care",
        example="Youth service cuts: vulnerable teenagers lose help",
        twin="Service for youth at cathedral",
    ),
    _rule(
        "speaks of a tribunal between a family and a council",
        2,
        _near(r"tribunals?", _COUNCIL, within=60),
        beside=rf"{_ANY_CHILD}|\bparents?\b|\bschool",
        unless=r"\b(?:employment|unfair|sacked|dismissed|waitress|whistle-?blower)\b",
        because="who goes to a tribunal with a council over a child fights for its special needs",
        example="Tribunal orders council to pay for boy's school",
        twin="Employment tribunal: council's school cook sacked unfairly",
    ),
    _rule(
        "speaks of young carers",
        2,
        r"\byoung carers?\b",
        because="to assess their needs is a council's duty; charities help them too",
        example="Council failed to count young carers",
        twin="Young cares for old ground as head groundsman",
    ),
    _rule(
        "speaks of young people's mental health",
        2,
        _near(_CHILD + r"(?:'s)?", r"mental[- ]health|camhs|autism assessments?|adhd assessments?"),
        because="shared between the NHS and councils, so that it needs a companion",
        example="Council to employ staff to help young people with mental health problems",
        twin="Mental health day at the office",
    ),
    _rule(
        "speaks of an inspection by Ofsted of a council",
        2,
        _near(
            r"ofsted",
            rf"{_COUNCIL}|county\b|local area\b|partnership\b|social (?:care|work\w*)\b",
            within=120,
        )
        + "|"
        + _near(
            r"ofsted", rf"{_CHILD} (?:at risk|in danger|in need)\b|vulnerable|abuse\b|neglect\b", within=120
        )
        + r"|\bofsted(?:'s)? (?:letter|monitoring visit|focused visit)\b|\b(?:monitoring|focused) visits?\b",
        because="Ofsted inspects councils, and far more often schools: those are left out",
        example="Ofsted returns to council",
        twin="Ofsted praises village school",
        unless=r"\b(?:primary|secondary|grammar|private|independent|faith|high|infant|junior) schools?\b|\bacadem(?:y|ies)\b|\bnurser(?:y|ies)\b|\bpre-?schools?\b|\bchild-?minders?\b|\bhead ?teachers?\b|\bpupils\b|\bcollege\b",
    ),
    _rule(
        "speaks of inspectors' findings on those cared for",
        1,
        r"\b(?:inspectors|inspection|watchdog|ofsted|rated|judged|report)\b",
        beside=rf"\b(?:vulnerable|looked[- ]after|in care)\b[^.]{{0,40}}\b{_CHILD}|\b{_CHILD}[^.]{{0,40}}\b(?:in care|social care|protection|in danger|at risk)\b|\bsocial care teams\b|\byoung people'?s? in care\b",
        because="an inspection of how children are cared for is one of a council",
        example="Inspectors meet vulnerable girls",
        twin="Inspectors look at the new bridge",
    ),
    _rule(
        "speaks of intervention in a council",
        2,
        _near(
            r"improvement (?:notice|board|adviser|plan)",
            r"child(?:ren)?|department for education|dfe|ofsted|social care|social workers?",
            within=120,
        )
        + r"|\bchildren's commissioners?\b|\b(?:government|ministers?|dfe)\b[^.!?\n]{0,60}\b(?:commissioner|direction|takes? over|intervention)\b",
        because="ministers step in where services for children are inadequate; elsewhere too, so that it needs a companion",
        example="DfE improvement notice for council",
        twin="Home improvement plan for pensioners",
        unless=r"\b(?:hygiene|health and safety|hse|police|fire service)\b",
    ),
    _rule(
        "speaks of the law on children's care",
        2,
        r"\bchildren's wellbeing\b|\bchildren (?:and social work )?act\b|\bsocial work (?:agency|england)\b",
        because="acts and bills name the trade, and schools beside it",
        example="Children's wellbeing bill: council leaders' fears",
        twin="Children play the wellbeing game",
    ),
    # Companions: they say little alone.
    _rule(
        "speaks of social care",
        1,
        r"(?<!adult )\bsocial care\b",
        because="of adults as well as children",
        example="Ofsted on social care",
        twin="Social club cares for its trophies",
    ),
    _rule(
        "names a council or its people",
        1,
        _ANY_COUNCIL + r"|\bdirector of children\b",
        because="services for children are a council's; so is much else",
        example="Council answers questions on vulnerable children",
        twin="Council tax bills are in the post",
    ),
    _rule(
        "speaks of a court or a judge",
        1,
        r"\b(?:high court|court of appeal|appeal judges?|president of the family|supreme court|judges?)\b",
        beside=rf"{_ANY_COUNCIL}|\b(?:in care|into care|placements?|secure|bed|foster\w*|adopt\w*|asylum)\b",
        because="where a council stands before a judge over a child, it is its care that is tried",
        example="High Court: council to think again on girl's wait for help at school: out of school for a year",
        twin="Judges pick best scone at show",
        unless=r"\bfine[sd]?\b|\bplanning\b",
    ),
    _rule(
        "speaks of England as a whole",
        1,
        r"\bengland\b(?! (?:under|u2|coach|squad|captain|striker|international|cricket|rugby|women|manager|fans|debut))|\b(?:ministers?|government|MPs)\b",
        because="national news is about England's services only where it says so",
        example="Vulnerable children in England cut adrift, say MPs",
        twin="England captain wins toss",
    ),
    # What speaks against a story.
    _rule(
        "is set in another nation of these islands",
        -9,
        IN_ANOTHER_NATION.pattern,
        unless=IN_ENGLAND.pattern,
        because="services for children elsewhere answer to other laws and inspectors",
        example="Scottish council short of foster carers",
        twin="Duke of Edinburgh's award for young people in care",
    ),
    _rule(
        "is set abroad",
        -9,
        ABROAD.pattern,
        unless=rf"{IN_ENGLAND.pattern}|\b(?:county|borough) council\b|\bcouncil (?:to |wants |plans )|\bfrom overseas\b|\basylum\b|\bunaccompanied\b",
        because="services for children abroad are not ours",
        example="Texas agency places foster children in hotels",
        twin="Indian restaurant feeds foster families",
    ),
    _rule(
        "speaks of the care of adults",
        -3,
        r"\b(?:elderly|older people|pensioners?|dementia|nursing homes?|adults? (?:care|social care|services|with)|adult safeguarding|safeguarding adults|vulnerable adults?|learning difficulties|retirement (?:home|village)s?|(?:care home|home's|frail) residents?|residents (?:of|at|in) (?:a |the )?care home|over-[5-9]\ds|widow|widower|home care|(?:man|woman|gran|mum|dad|great-gran\w*), (?:[6-9]\d|10\d))\b",
        unless=r"\bchildren's (?:services|homes?|residential|social|placements?)\b|\bfoster\w*\b|\bchildren in care\b|\bhomes? for (?:\w+ ){0,3}(?:children|young people|teenagers)\b|\bcare[- ]leavers?\b",
        because="social workers, care homes and neglect are words for the care of adults too",
        example="Social workers' strike may shut nursing homes, councils say",
        twin="Older children's homes to be rebuilt",
    ),
    _rule(
        "speaks of nurseries or childcare",
        -3,
        r"\b(?:nurser(?:y|ies)|childcare|child-?minders?|pre-?schools?|playgroups?)\b",
        unless=_TRADE,
        because="Ofsted and councils deal with them, but they are no service for children in need of help",
        example="Child protection breach: nursery shut by council",
        twin="Foster carers meet at nursery",
    ),
    _rule(
        "speaks of schools",
        -3,
        r"\b(?:(?:primary|secondary|free|faith|private|grammar|high|boarding|village|infant|junior) schools?|head ?teachers?|gcses?|a-levels|school (?:places|meals|uniforms?|admissions)|academy trust|academ(?:y|ies)|sixth form|classrooms?)\b",
        unless=_TRADE,
        because="Ofsted and councils deal with them, but schooling is not the trade",
        example="Young people's mental health: council visits grammar school",
        twin="Virtual school helps children in care to better GCSE results",
    ),
    _rule(
        "praises or blames one school",
        -2,
        r"\b(?:a|the|our|this|village|special(?: needs)?|inadequate|outstanding) school\b[^.!?\n]{0,80}\b(?:praised?|rated|judged|inspectors?|ofsted|awards?|special measures|celebrat\w+|hails?|head)\b"
        r"|\b(?:inspectors?|ofsted)\b[^.!?\n]{0,40}\b(?:a|the|special(?: needs)?) school\b|\bschool (?:judged|rated|praised|hails|celebrates)\b",
        unless=rf"{_ANY_COUNCIL}|\bservices\b|\bin care\b|\behc|\btribunal\b",
        because="what inspectors say of one school, special or not, says nothing of the council's services",
        example="Village school praised by minister for help for pupils with special needs",
        twin="Virtual school praised for work with children in care",
    ),
    _rule(
        "speaks of holidays in term time",
        -3,
        r"\bterm[- ]time\b|\b(?:holiday|truancy|attendance) fines?\b|\bfine[sd]?\b[^.]{0,40}\b(?:holiday|trip|absence|truancy)\b",
        because="a penalty for absence from school is no service to a child in need",
        example="Family court: council may fine parents for term-time trips",
        twin="Long-term plan for foster care",
    ),
    _rule(
        "speaks of a charity or an appeal",
        -3,
        r"\bchildren in need\b(?= (?:appeal|edition|night|show|special|telethon|day|challenge|ramble|fundrais\w+|concert|single|total|raises?)\b)|\bin children in need\b|\bpudsey\b|\btelethon\b|\bfundrais\w+\b|\bcharity (?:shop|run|walk|match|night|gig|single|appeal|event|ball|cycle|ride|concert|auction|bike)\b"
        r"|\brais(?:es?|ed|ing) (?:[£\d]\S{0,12}|money|hundreds|thousands|record|cash|funds)\b|\bsponsored\b|\btoy appeal\b|\bchildren's (?:charity|hospices?)\b|\bjoin the challenge\b",
        because="fundraisers name the children whom they raise money for",
        example="Runners raise money for vulnerable children of the county",
        twin="Children in need wait longer for social workers",
    ),
    _rule(
        "speaks of a hospital",
        -3,
        r"\bchildren's (?:hospitals?|ward|a&e|unit at)\b|\b(?:nhs|hospital|mental health|maternity|foundation) trusts?\b|\bhospital for sick children\b|\b(?:wards?|infirmary|radiographers?|mri|scanner|maternity|intensive care|midwi(?:fe|ves))\b",
        unless=r"\bsocial (?:services|workers?)\b|\bsecure\b|\bcare order\b|\bin council care\b|\bfoster\w*\b",
        because="children's wards and services for sick children are the NHS's",
        example="Maternity and children's services to move to city hospital",
        twin="Judge: nowhere but a ward for girl who needs a secure bed",
    ),
    _rule(
        "speaks of one person's crime",
        -2,
        r"\b(?:jailed|pleaded|pleading|spared (?:jail|prison)|behind bars|stand trial|indecent images|paedophile (?:who|jailed))\b|\bsentenced to\b|\b(?:charged|convicted) (?:after|in|of|over|with)\b|\badmit(?:s|ted)\b|\baccused of (?:rape|murder|killing)\b",
        unless=r"\b(?:case|safeguarding|practice) review\b|\bchildren's homes?\b|\bcouncil (?:failed|apolog\w+|sorry)\b|\binquiry\b",
        because="a crime against a child is the court's matter until somebody asks what services did",
        example="Mother jailed for neglect of children known to social workers",
        twin="Jail library gets new books",
    ),
    _rule(
        "speaks of one person's misconduct",
        -2,
        r"\bstruck off\b|\bmisconduct\b|\bsuspended from the register\b",
        because="the conduct of one worker says nothing of the service, and names a private person",
        example="Social worker for children struck off",
        twin="Pier struck by off-course yacht",
    ),
    _rule(
        "speaks of another kind of improvement notice",
        -3,
        _near(
            r"(?:improvement|enforcement) notice",
            r"mine|quarry|hygiene|kitchen|restaurant|takeaway|factory|health and safety|hse|worker's|fairground|fire service|landlord|food",
            within=120,
        ),
        because="health and safety and food inspectors serve notices under the same name",
        example="Food hygiene improvement notice for council's canteen: children in care ate there",
        twin="Improvement notice for council's fostering team",
    ),
    _rule(
        "speaks of a book, a stage or a screen",
        -2,
        r"\b(?:memoirs?|novels?|bestsell\w+|theatre|stage|actors?|actress(?:es)?|comedians?|singers?|charts|soap star|tv star|shortlisted|box office|documentary|panto(?:mime)?)\b",
        unless=rf"{_ANY_COUNCIL}|\bsocial (?:workers?|services)\b|\binquiry\b|\bofsted\b",
        because="lives in care and adoptions are told in books and on stages, which is no news of a service",
        example="Memoir of a childhood in foster care",
        twin="Council stages open day for foster carers at theatre",
    ),
    _rule(
        "speaks of animals",
        -4,
        r"\b(?:dogs?|cats?|kittens?|pupp(?:y|ies)|otters?|hedgehogs?|pon(?:y|ies)|rspca|animal (?:rescue|sanctuary|shelter)|wildlife|rescue (?:centre|cat|dog)|-legged)\b",
        unless=r"\bsocial (?:services|workers?)\b|\bcare (?:orders?|leavers?)\b|\bchildren's (?:services|homes?)\b|\bfoster (?:carers?|famil\w+|child\w*)\b",
        because="animals are fostered, adopted, neglected and up for adoption too",
        example="Kittens up for adoption",
        twin="Foster carers and their dog",
    ),
    _rule(
        "speaks of sport",
        -3,
        r"\b(?:football(?:er)?|goals?|striker|midfielder|defender|goalkeeper|rovers|fc|premier league|cup (?:tie|final|holders)|hat-trick|penalty shoot|wicket|test match|rugby)\b",
        unless=r"\b(?:foster (?:carers?|care|famil\w+)|care[- ]leavers?|children's (?:services|homes?)|social workers?|looked[- ]after)\b",
        because="players are called Foster, sent off and put in care of the ball",
        example="Rovers fostering: spirit high before cup tie",
        twin="Football club signs up as employer of care leavers",
    ),
)

# The words by which a story shows that it comes to the trade after its opening.
IN_THE_TRADE = re.compile(
    r"\b(?:children's (?:services|social care|homes?)|social workers?|children in care|looked[- ]after children"
    r"|care leavers?|foster(?:ing| carers?| care)|child protection|safeguarding)\b",
    re.IGNORECASE,
)
