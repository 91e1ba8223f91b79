"""Names left in a paper that hides who is meant: a first name in the sentence beside `Child C`, a surname beside `[redacted]`.

Papers that put letters for names, or take names out, are about somebody's private life throughout; a first name that stands there
as relatives, teachers and nurses use it was overlooked. Only what is used so is taken for a name: whose mother, whose brother,
who said and who asked. Places and bodies stand there too.
"""

import re
from collections.abc import Iterator

from linking.harm.cues import Sentence
from linking.harm.marks import OF_FAMILY, councils
from linking.names import FULL_NAME, GIVEN_NAME
from linking.private_words import no_names
from linking.prose import Span

# That names were taken out, or letters put for them: "[name removed]", "Child C", "names ... have been changed", "XXXXX".
_HIDES = re.compile(
    r"\[(?:[Tt]he )?(?i:child|boy|girl|mother|father|parent|pupil|sibling|young person|name|school|address)[^\]\n]{0,20}\]|[\[(<][^\])>\n]{0,40}(?:redact|remov|withh[eo]ld|delet|anonymis|omit|blank)[^\])>\n]{0,30}[\])>]|[█▇■▓]{2,}|\*{3,}|\bX{2,}\b|_{4,}|\b(?:un)?redact\w+|\b[Aa]nonym\w+|\bhereafter\b|\bhenceforth\b"
    r"|\bnames?\b[^.\n]{0,40}\b(?:withheld|removed|taken out|replaced|hidden|blacked out|left out|not been used|not used|not given)\b|\b(?:not|cannot|could not|may not) be (?:named|identified)\b|\blegal reasons\b|\bcalls? (?:him|her|the (?:child|boy|girl|baby|pupil|young person)) ['\"‘“]|\b[Ss](?:ection )?40\b"
    r"|\b(?:identified|referred to|described|known) only as\b|\bblack(?:ed)?[- ](?:boxe?s?|out|bars?)\b"
    r"|\b(?:[Cc]hild|[Bb]aby|[Yy]oung [Pp]erson|[Ss]ibling|[Pp]upil|[Tt]win|[Ff]amily) (?:[A-Z]{1,2}|\d)\b|\bYP ?\d\b"
)
# "Names have been changed", "not her real name": the names that follow are nobody's, but for those that stand beside one in quotes.
_CHANGES = re.compile(
    r"\bnames?\b[^.\n]{0,40}\b(?:been|are|is|was|were) changed\b|\bpseudonym\w*|\breal names?\b",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(r"['\"‘“]([A-Z][\w-]+)['\"’”]")
_BUSINESS = re.compile(
    r"\b(?:commercial\w*|compan(?:y|ies)|plc|ltd|limited|llp|bidders?|tender\w*|suppliers?|contractors?|landlord|engineers|shares?)\b",
    re.IGNORECASE,
)
_KIN = (
    r"(?:mother|father|mum|mummy|dad|daddy|step-?(?:father|mother|dad|mum)|sister|brother|sibling|twin|son|daughter|aunt|aunty|uncle|nan|nanny|gran\w*|cousin|partner|nephew|niece|"
    r"foster (?:carer|mother|father|brother|sister)|carer|guardian|boyfriend|girlfriend)s?"
)
_OWNED = (
    r"(?:(?:[a-z-]+ )?(?:class teacher|form tutor|teacher|tutor|bedroom|bed|behaviour|bruis\w+|injur\w+|arm|leg|thigh|hand|back|wrist|cheek|ear|eye|knee|foot|hair|face|body|clothes|birthday|death|adoption|EHCP|EHC plan|PEP|"
    r"social worker|key ?worker|health visitor|personal adviser|GP|therapist|adopters|diagnosis|disclosure|allegation|surname|file|folder|coat|phone|parents|best friend|wishes|siblings|"
    r"school (?:had|has|was|is|did|said|told|made|rang|called|wrote|noticed|reported|raised))"
    rf"|{_KIN})\b"
)
_SAYS = (
    r"(?:told|said|says|asked|disclosed|cried|wanted|wants|refused|alleged|replied|ran|went|moved|lives|lived|attends|attended|began|started|stopped|came|hates|loves|likes|misses|missed|slept|sleeps|"
    r"drew|wrote|felt|feels|thinks|thought|knows|does not|did not|doesn't|didn't|then|also|now|still|never|often)"
)
# "had not been the same since", "has since moved", "was taken": behind a name in the midst of what is told.
_IS = r"(?:(?:had|has|was|is|were|will|would|could|can|may|must|should|did) (?!(?:also )?(?:judged|inspected|rated|a council|published|agreed|approved|one of the)\b))"
# Words that stand at the beginning of sentences, and for people, and are nobody's name.
_NO_NAME = (
    r"(?!(?:Mother|Father|Mum|Dad|Parents|Police|School|Staff|Placement|Contact|Nursery|Hospital|Social|Everyone|Nobody|Someone|Somebody|Neither|Both|One|Another|"
    r"Each|Counsel|Judge|Court|Section|Page|Paragraph|Appendix|Names|Name|Information|Therapy|Medical|Care|Initial|Later|Today|Yesterday|There|Then|When|"
    r"While|After|Before|Although|However|Because|Since|What|Who|Where|Which|How|Why|Inspectors|Professionals|Practitioners|Agencies|Services|Siblings|"
    r"Grandmother|Grandfather|Maternal|Paternal|Nothing|Something|Everything|Some|Many|Most|Few|Several|Two|Three|Four|Five|Six|Such|Any|Every|Midwife|"
    r"Health|Headteacher|Teacher|Teachers|Nurse|Doctor|Visitor|Worker|Workers|Officers|Chair|Members|Evidence|Records|Research|Concerns|Contractor|Adult|Boy|"
    r"Girl|Baby|Infant|Pupil|Sibling|Twin|Family|Person|Subject|Her|His|My|Our|Your|Their|She|He|They|It)\b)"
)
_GIVEN = rf"(?P<name>{_NO_NAME}{GIVEN_NAME})(?![\w-])"
_TITLED = (
    r"(?<!Mr )(?<!Mrs )(?<!Ms )(?<!Miss )(?<!Dr )(?<!Cllr )(?<!Councillor )(?<!Judge )(?<!Justice )(?<!Sir )"
)
_USED = re.compile(
    # "her brother Mason", "the twins, Ava"
    rf"\b(?:{_KIN}|twins|[Tt]he (?:boy|girl|child|baby|toddler|pupil)|[Bb]aby|[Ll]ittle),? (?!Child|Baby|Sibling|Young|Pupil)(?:called |named )?{_GIVEN}(?! (?:[A-Z]|\d)\b)"
    # "Jaxon's teacher"
    rf"|{_TITLED}(?<!St )\b{_GIVEN.replace('P<name>', 'P<owner>')}['’]s (?={_OWNED})"
    # "Toby then asked"
    rf"|{_TITLED}(?<![a-z] of )(?<![A-Z][a-z] )\b{_GIVEN.replace('P<name>', 'P<speaker>')} (?={_SAYS}\b)"
    # "added that Ryan had not been", "; Chelsea has since"
    rf"|(?:\b(?:that|and|but|when|while|as|because|after|before|if|since|how|why|for|about|to)|[;:,'\"‘“(])\s?{_GIVEN.replace('P<name>', 'P<subject>')} (?={_IS})"
    rf"|['\"‘“]{_GIVEN.replace('P<name>', 'P<hailed>')}, (?:do|are|can|could|what|how|would|will|you|it|please|don)\b"
    # "he asked for Amber to be brought", "And how is school, Destiny?"
    rf"|\b(?:[Aa]sked (?:for|after|about)|miss(?:es|ed|ing)?|hugged|kissed|hit|bit|kicked|hurt|[Ll]ove(?:s|d)?|[Hh]ate[sd]?) {_GIVEN.replace('P<name>', 'P<asked>')}(?=[.,;?!]| (?:to|and|at|when|because|so|again|very)\b)(?! [A-Z])"
    rf"|\b(?:[Hh]ow|[Ww]hat|[Ww]hy|[Tt]ell|[Ww]ell|[Oo]kay|[Hh]ello|[Tt]hank)[^.?!\n]{{0,40}}, {_GIVEN.replace('P<name>', 'P<addressed>')}[?!]"
    # "Chelsea has since moved there and her"
    rf"|^{_GIVEN.replace('P<name>', 'P<first>')} (?=[a-z]+ [^\n]{{0,120}}?\b(?:his|her|he|she|himself|herself)\b)"
    rf"|\b{_KIN} \({_GIVEN.replace('P<name>', 'P<bracketed>')}\)|\b(?:says|said|that) {_GIVEN.replace('P<name>', 'P<befallen>')} (?=(?:bitten|hit|hurt|bruised|crying|upset|missing|excluded|sent home|absent|unwell|refusing|taken)\b)"
    # as in: Harriet (mum); "her grandfather, the former mayor Alderman Tripp"
    rf"|\b{_GIVEN.replace('P<name>', 'P<called>')} \((?:birth |foster |maternal |paternal )?{_KIN}\b"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir|child['’]s|boy['’]s|girl['’]s) {_KIN},? (?:the |an? )?(?:[a-z-]+ ){{0,4}}(?P<relative>{FULL_NAME})"
    # "Dear Mr and Mrs Lindgren", of those with whom children live
    rf"|\b(?:Mr and Mrs|Mr & Mrs|the) (?P<household>[A-Z][a-z]+)(?=s of [A-Z]|,| household|[.;] )"
)


def left(sentence: Sentence) -> Iterator[Span]:
    """Where names stand that were overlooked."""
    words = sentence.words
    around = f"{sentence.before}\n{words}\n{sentence.after}"
    pseudonyms = set(_IN_QUOTES.findall(around))
    is_hiding = _HIDES.search(around) or (pseudonyms and _CHANGES.search(around))
    if not is_hiding or not OF_FAMILY.search(around) or _BUSINESS.search(words):
        return
    for found in _USED.finditer(words):
        group = found.lastgroup or ""
        name = found[group]
        if not (name in pseudonyms or name.isupper() or name in councils() or name in no_names()):
            yield found.span(group)
