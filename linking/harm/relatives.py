"""Relatives: whether a sentence tells of the family of somebody whom it names, or lets a parent speak.

Members declare interests and send apologies, parents ask committees: what they tell of their own child names the child.
"""

import re
from collections.abc import Iterator

from linking.harm.ages import AGE
from linking.harm.cues import TROUBLE, Sentence, everything
from linking.names import GIVEN_NAME
from linking.prose import Span

# Who is named, or holds an office that one person holds. "Councillor Bevan", "Mrs L", "the Virtual School Head", "Anil Rowe asked".
_SOMEBODY_NAMED = re.compile(
    r"\b(?:Cllrs?|Councillors?|Couns?|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Prof|Professor|Rev)\b\.? [A-Z](?:[a-z']|\.? ?[A-Z])"
    # a letter stands for a name where somebody is answered; in an ombudsman's decision it stands for nobody
    r"|\b(?:answer|reply|letter|response|question)(?: to| from| by) (?:Mr|Mrs|Ms|Miss)\b\.? [A-Z]\b"
    r"|\b[Tt]he (?:[A-Z][\w'-]+ (?:of |for )?){0,4}(?:Head|Director|Portfolio Holder|Cabinet Member|Chair|Vice-Chair|Chairman|Leader|Chief Executive|Lead Member|Member|Commissioner|Secretary|Mayor|Minister|Monitoring Officer)\b"
    r"|\b[A-Z][a-z]+(?: [A-Z]\.?)? [A-Z][\w'-]+,? (?:asked|said|told|spoke|addressed|declared|explained|wrote|stated|thanked|disclosed|sent|gave|left|withdrew|noted)\b"
    # as in: Stephanie Marr (parent); "Q6. Anil Rowe: Why has"; "the Adeyemi family"
    r"|\b[A-Z][a-z]+ [A-Z][\w'-]+ \((?:parent|mother|father|carer|foster carer|resident|grandparent|grandmother|grandfather)\)|\bQ(?:uestion)? ?\d{1,2}[.:)]? [A-Z][a-z]+ [A-Z]"
    r"|\b[A-Z][a-z]+ [A-Z][\w'-]+(?:, [^:.\n]{1,40})?: ['\"]?(?:Why|What|When|Will|How|Can|Could|Would|My|Our)\b|\b[Tt]he [A-Z][a-z]+ family\b"
    r"|\b(?:[Qq]uestion|[Ss]tatement|[Pp]etition|[Dd]eputation|[Aa]sked|[Pp]resented|[Aa]pologies) (?:\d{1,2} )?(?:was |were )?(?:received )?(?:from|by|of) [A-Z](?:[a-z]+|\.) [A-Z]"
)
# The child, or children, of whoever is named. "her grandson", "our autistic son", "his two nephews", "her 12-year-old", "whose daughter".
_OWN_CHILD = re.compile(
    rf"\b(?:(?:his|her|my|whose|own) (?:(?!(?:and|or|the|a|an|of|to|in|for|with|as|by|at|on|was|is|had|has|report|team|service)\b)[\w'-]+ ){{0,3}}?"
    rf"(?:(?:step|grand|foster |god)?(?:sons?|daughters?)|grandchild(?:ren)?|stepchild(?:ren)?|nephews?|nieces?|twins|triplets|baby|toddler|boys?|girls?|lads?|lass|teenager|youngster|youngest|eldest|oldest|foster child|little (?:boy|girl|one)|(?:{AGE}|\d)[- ]years?[- ]old(?!s))\b"
    r"|(?:his|her|my) (?:own |adopted |youngest |eldest |only |autistic |disabled )*child\b|(?:his|her) (?:own )?children\b|(?:his|her|my|our) (?:own |[a-z]+ )?(?:kids|babies|grandbabies|grandkids|little ones|wee ones|bairns)\b"
    r"|(?:our|your) (?:(?!(?:and|or|the|looked|children)\b)[\w'-]+ ){0,2}?(?:step|grand|foster )?(?:sons?|daughters?|nephews?|nieces?|twins|grandchild(?:ren)?|little (?:boy|girl))\b"
    rf"|(?:Mr|Mrs|Ms|Miss|Cllr|Councillor)\b\.? (?:[A-Z][\w'-]*\.? ?){{1,3}}['’]s (?:[a-z-]+ ){{0,2}}?(?:(?:step|grand|foster )?(?:sons?|daughters?|child)|nephew|niece|twins?|baby|boy|girl|grandchildren|children))\b",
    re.IGNORECASE,
)
# "her Callum, sent home": a first name where a child's word would stand.
_OWN_NAMED = re.compile(
    rf"\b(?:for|to|of|that|with|about|and|our|my) (?:her|his|my|our) (?!Honour|Majesty|Excellency|Lordship|Ladyship|Worship|Royal|Grace)(?:{GIVEN_NAME})(?=[,.;]|'s\b| (?:is|was|has|had|who|could|cannot|does|did|should|needs)\b)"
)
# Who speaks in public without a name: a parent's own words tell who he or she is.
_SPEAKER = re.compile(
    r"\b(?:an?|the|one|another) (?:[\w-]+ ){0,2}?(?:member of the public|petitioner|questioner|speaker|deputation|mother|father|mum|dad|parent|grandparent|grandmother|grandfather|carer|guardian|resident|whistleblower|campaigner)\b|\bname (?:withheld|supplied|and address supplied)\b",
    re.IGNORECASE,
)
# What ails whoever is named: "complications in her pregnancy".
_OWN_ILLNESS = re.compile(
    r"\b(?:his|her|my) (?:own |recent |serious |long )?(?:pregnancy|miscarriage|cancer|depression|breakdown|illness|chemotherapy|stroke|overdose|divorce|addiction|diagnosis|IVF|maternity complications|mental health)\b"
)
# A child by first name, where a parent is answered: "about Joe's exclusion", "Ruby's transport, Mrs Shah".
_NAMED_MATTER = re.compile(
    r"\b(?!Council|Ofsted|Authority|Department|Committee|Government|Labour|Director|School|Children)[A-Z][a-z]+'s (?:exclusion|transport|placement|diagnosis|taxi|one-to-one|autism|epilepsy|appeal|EHCP|EHC plan|school place|case|assessment|needs|carers?|anxiety|tribunal|schooling|condition)\b"
)
_PARENT_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b\.? [A-Z]")
# Others of the family, of whom illness and death are told: "his terminally ill wife", "the death of her mother".
_OWN_RELATIVE = re.compile(
    r"\b(?:his|her|my|whose) (?:(?!(?:and|or|the|a|of|to|in|for|with)\b)[\w'-]+ ){0,3}?(?:wife|husband|partner|spouse|mother|father|mum|dad|parents?|sister|brother|sibling|mother-in-law|father-in-law|sister-in-law|brother-in-law|aunt|uncle|cousin)\b",
    re.IGNORECASE,
)
_ILL = re.compile(
    r"\b(?:ill|illness|unwell|cancer|dementia|stroke|hospital\w*|hospice|surgery|operation|treatment|dying|died|death|funeral|bereave\w*|terminal\w*|diagnos\w+|psychiatric|sectioned|breakdown|bedside|loss|accident|injured|anorexia|sick|overdose|suicide|addict\w+|abuse|abused|arrested|disab\w+|guardianship|foster(?:ing|ed)|adopt(?:ion|ed|ing)|in care|taken (?:away|his|her|their|my|our))\b",
    re.IGNORECASE,
)
# A child whom the context makes the named one's. "(interest: daughter on the pathway)", "the parent of a child with", "having adopted
# two brothers", "a relative, aged 9,", "the toddler she had looked after", "a foster carer, asked why the girl".
_CHILD_WORD = r"(?:(?:step|grand)?(?:son|daughter)s?|(?:grand)?child|nephews?|nieces?|boys?|girls?|baby|toddler|infant|twins|brothers|sisters|siblings|teenager|under[- ](?:\w+)s|pupil|student|young person|kids)"
_IN_PRIVATE = re.compile(
    rf"\b(?:interests?|apologies|absence|leave|withdrew|stepp?(?:s|ed|ing)? (?:back|down|aside))\b[^.\n]{{0,90}}?\b{_CHILD_WORD}\b"
    rf"|\b(?:parent|mother|mum|father|dad|grandparent|grandmother|grandfather|guardian|carer|aunt|uncle) (?:of|to) (?:an?|two|three|four|his|her|twin) (?:[\w-]+ ){{0,3}}?{_CHILD_WORD}\b"
    r"|\b(?:himself|herself|myself|themselves) (?:an?|the) (?:[\w-]+ ){0,2}?(?:carer|guardian|adopter|adoptive parent|grandparent|parent|mother|father) (?:for|of|to)\b"
    rf"|\b(?:adopt(?:ed|s|ing)?|foster(?:ed|s|ing)?|bring(?:s|ing)? up|brought up|rais(?:ed|es|ing)) (?:an?|two|three|his|her|the) (?:[\w-]+ ){{0,2}}?{_CHILD_WORD}\b"
    rf"|\b(?:partner|wife|husband|ex-wife|ex-husband|family|sister|brother)\b[^.\n]{{0,30}}?\b(?:children|{_CHILD_WORD})\b"
    rf"|\b(?:care|custody|charge) of (?:his|her|the|two|three|four|five|their) (?:[\w-]+ ){{0,2}}?(?:{_CHILD_WORD}|children|little ones|grandchildren)\b"
    rf"|\b(?:a|his|her) (?:close |young )?(?:relative|family member|family friend),? (?:aged|who|with|has|is)\b"
    rf"|\b(?:the|a) {_CHILD_WORD} (?:(?:who|whom|that) )?(?:s?he|they|I|we) (?:had |has |have )?(?:been )?(?:looked after|looks? after|car(?:ed|es?|ing) for|fostered|adopted)\b"
    rf"|\b(?:foster carer|kinship carer|special guardian|adopter|grandmother|grandfather|mother|father),? [^.\n]{{0,60}}?\b(?:asked|said|told|wished|wanted)\b[^.\n]{{0,60}}?\b(?:the|a|her|his) (?:[\w-]+ ){{0,2}}?{_CHILD_WORD}\b",
    re.IGNORECASE,
)
# "Donna Rice, his mum": whoever is named so is known by the child.
_NAMED_BY_CHILD = re.compile(
    r"\b[A-Z][a-z]+ [A-Z][\w'-]+,? (?:\()?(?:his|her|their|the (?:child|boy|girl|pupil|baby)'s) (?:own |foster |adoptive |birth |step)?-?(?:mum|mother|dad|father|gran\w*|nan|aunt|uncle|guardian|carer|sister|brother|parents?)\b"
)
# Of what a grown child lives: no harm in it. "his daughter works for the council".
_AT_WORK = re.compile(
    r"\b(?:works?|worked|working|employ\w*|job|teacher|teaches|governor|director of|trustee|volunteers?|social worker|nurse|doctor|officer|tenant|landlord|company|shareholder|member of (?!the public))\b",
    re.IGNORECASE,
)
_NEAR_CHILD = 60
# "my daughter", "our son": whoever says so in public tells of a child; of "his son" others tell much that is harmless.
_FIRST_PERSON = re.compile(r"\b(?:my|our|your)\b", re.IGNORECASE)
# Where what is told of the family begins: "as her son", "owing to the admission of her child", "(interest: his niece", "asked: 'My son".
_CLAUSE = re.compile(
    r"(?:[,;:(]|[.?!]|\b(?:as|because|owing to|due to|while|whilst|since|that|when|(?<!look )(?<!looks )(?<!looking )after|for|following))(?= ['\"]?)['\" ]+"
)
# "a mother told the committee that", "one father asked why".
_PARENT_SPEAKS = re.compile(
    r"\b(?:an?|one|the|another) (?:[\w-]+ ){0,2}?(?:mother|father|mum|dad|parent|grandmother|grandfather|grandparent|carer|foster carer|aunt|uncle|resident)(?: (?:of|from) [\w-]+)?,? (?:who [^.\n]{1,50}?,? )?(?:told|asked|said|says|addressed|wished|wanted|explained|described|spoke|wrote|complained|questioned|presented)\b",
    re.IGNORECASE,
)
_RELATIVE = r"(?:mother|father|mum|dad|step-?father|step-?mother|grandmother|grandfather|partner|uncle|aunt)"
# "the mother, a teaching assistant at", "their father is a serving police officer", "the twins' stepfather, who keeps the post office"
_RELATIVE_AT_WORK = re.compile(
    rf"\b(?:the|their|her|his|[\w-]+(?:s['’]|['’]s)) (?:[\w-]+['’]?s? )?{_RELATIVE}(?:,? who (?:is|was|keeps|runs|owns|works|worked|drives|teaches|manages|preaches|plays|sings|farms|coaches|sells)|, (?:an? |the )| (?:is|was|works|worked) (?:as |at |in |for )?(?:an? )?)",
    re.IGNORECASE,
)


def told(sentence: Sentence) -> Iterator[Span]:
    """The clause that tells of the child, or the ill relative, of somebody who is named in the sentence or the one before.

    Whoever is named stays to be seen: members hold a public office whatever is said of their families.
    """
    words = sentence.words
    if _NAMED_BY_CHILD.search(words):
        yield from everything(sentence)
        return
    family = _family(sentence)
    if not family or not any(map(_SOMEBODY_NAMED.search, (words, sentence.before))):
        family = family if family and _SPEAKER.search(words) else None
    if not family:
        return
    begins = [found.end() for found in _CLAUSE.finditer(words, 0, family.start())]
    yield begins[-1] if begins else family.start(), len(words)


def _family(sentence: Sentence) -> re.Match[str] | None:
    """The words for somebody of the named one's family, where harm is told of them."""
    words = sentence.words
    if (matter := _NAMED_MATTER.search(words)) and _PARENT_TITLE.search(words):
        return matter
    own = _OWN_CHILD.search(words) or _OWN_NAMED.search(words)
    if own and _FIRST_PERSON.search(own[0]):
        return own
    is_ill = _ILL.search(words) is not None
    child = own or _IN_PRIVATE.search(words)
    if child:
        clause_ends = words.find(";", child.end(), child.end() + _NEAR_CHILD)
        is_at_work = _AT_WORK.search(
            words, child.start(), clause_ends if clause_ends > 0 else child.end() + _NEAR_CHILD
        )
        return child if (is_ill or sentence.has(TROUBLE)) and not is_at_work else None
    return (_OWN_RELATIVE.search(words) if is_ill else None) or _OWN_ILLNESS.search(words)


def names_somebody(sentence: Sentence) -> bool:
    """Whether somebody is named in it, or holds an office of which there is one."""
    return _SOMEBODY_NAMED.search(sentence.words) is not None


def parent_speaks(sentence: Sentence) -> bool:
    """Whether one parent, or one who stands for a parent, speaks in public."""
    return _PARENT_SPEAKS.search(sentence.words) is not None


def at_work(sentence: Sentence) -> bool:
    """Whether it tells what a relative of a child does for a living."""
    return _RELATIVE_AT_WORK.search(sentence.words) is not None
