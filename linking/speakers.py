"""Speakers: who says words in quotation marks, by what stands before and after them. Never a name that no public role makes known.

The speaker is the full name of a person whom the text names in a public role, or the text's own words for a role, a body or
a document. `She said` is whom the text was speaking of. Where two could be meant, or the text does not say who told members,
the speaker is open; where it is somebody private, or whom nobody knows, the words are not told at all.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from linking import bearers
from linking.bearers import Bearer
from linking.names import ANY_NAME, FULL_NAME, HONORIFIC
from linking.people import Named
from linking.private_words import Cue, cues
from linking.prose import Prose, Span, within
from linking.quotation_marks import Quoted
from linking.saying import VERB

_ADVERB = r"(?:(?:also|then|later|however|further|has|have|had|previously|since|earlier|[a-z]{3,12}ly) ){0,3}"
# `She added that the service was "`: the verb; its subject stands before it.
_SAYING = re.compile(rf",? (?P<adverb>{_ADVERB})(?P<verb>{VERB})\b")
# A name's point ends no sentence: `Cllr. Smith`.
_NO_STOP = r"(?:[^\"\n;:.!?]|(?<=\bCllr)\.|(?<=\bCoun)\.|(?<=\bMrs)\.|(?<=\bMr)\.|(?<=\bMs)\.|(?<=\bDr)\.|(?<=\bSt)\.)"
# `," she said`, `" Cllr Jane Smith, the leader, told members`, `" was how Jane Smith put it`
_AFTER = re.compile(
    rf",? (?:-+ )?(?:(?:was|is|are|were) (?:how|what) )?(?P<who>{_NO_STOP}{{2,160}}?),? {_ADVERB}(?P<verb>{VERB})\b"
)
# `" said Jane Smith, director of children's services.`
_VERB_FIRST = re.compile(
    rf",? (?P<verb>{VERB}) (?P<who>{_NO_STOP}{{2,120}}?)(?=[.;:!?\"\n]|, (?:who|adding|as|and|in|at|on|after|speaking)\b| (?:in (?:a|an|his|her|their) |on [A-Z]\w+day|at (?:a|the) |last |yesterday|today|this )|$)"
)
# `", according to the report`, `", in the words of Jane Smith`; of a verb that is suffered, `was described as "..." by inspectors`.
_ACCORDING_AFTER = re.compile(
    rf",? (?:according to|in the words of) (?P<who>{_NO_STOP}{{2,90}}?)(?=[.,;:!?\"\n]|$)"
)
_BY_AFTER = re.compile(
    rf" by (?P<who>{_NO_STOP}{{2,90}}?)(?=[.,;:!?\"\n]| (?:in|on|at|after|for|when|and|but|as|last|this)\b|$)"
)
# `" was the blunt assessment of Jane Smith`, `" is the promise from the council`
_VERDICT_AFTER = re.compile(
    rf",? (?:was|is|were|came|runs?) (?:the|her|his|their|its|one|a) (?:[a-z-]+ ){{0,3}}?(?:assessment|verdict|view|message|promise|warning|description|response|reply|conclusion|question|plea|cry|reaction|claim|answer|phrase|words?|judgement|judgment|summary|boast|pledge|advice) "
    rf"(?:of|from|by|given by|delivered by|offered by) (?P<who>{_NO_STOP}{{2,90}}?)(?=[.;:!?\"\n]|, (?!the\b|an?\b|who\b|its\b|[A-Z])| (?:on|after|when|as|last|yesterday|today)\b|$)"
)
# `According to Councillor Jane Smith, the service is "`, `In the words of the report, it was "`
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ii]n the words of) (?P<who>[^\"\n;:!?,]{2,90}(?:,[^\"\n;:!?,]{2,60})?)(?=,)"
)
# `Jane Smith's verdict was "`, `the council's response: "`
_VERDICT = re.compile(
    r"(?P<who>[^\"\n;:!?,.]{2,90})'s? (?:own |latest |formal |official )?(?:words|verdict|message|assessment|response|reply|answer|comment|statement|conclusion|advice)\b[^\"\n;:!?,.]{0,40}[,:]? $"
)
_COLON = re.compile(r": $")
_SUFFERED = re.compile(
    r"\b(?:was|were|is|are|been|being|be|as)(?: (?:also|then|later|once|[a-z]{3,12}ly))? ?\Z"
)
# `were said by the judge to have shown`: who does it stands behind a verb that is suffered.
_BY = re.compile(r" by (?P<who>[^\"\n;:!?,]{2,60}?)(?= (?:to|as|that|for|in|on|of)\b|,|\"| ?$)")
# `members were told`, `the committee heard`: whose words they are, nobody says.
_HEARD = re.compile(
    r"\b(?:[Mm]embers|[Cc]ouncillors|[Mm]eeting|[Cc]ommittee|[Bb]oard|[Pp]anel|[Cc]abinet|[Cc]ouncil|[Ee]xecutive|[Ff]orum|[Hh]earing|[Ii]nquiry|[Tt]ribunal|[Cc]ourt) (?:also |then |previously )?(?:heard|learned|learnt)\b"
)
_PUBLIC_EARS = re.compile(
    r"\b(?:[Mm]embers|[Cc]ouncillors|[Mm]eeting|[Cc]ommittee|[Bb]oard|[Pp]anel|[Cc]abinet|[Cc]ouncil|[Ee]xecutive|[Ff]orum|[Hh]earing|[Ii]nquiry|[Tt]ribunal|[Cc]ourt)\b"
)
_BREAK = re.compile(r"[;:!?]")
# What stands between two parts of one speech: `," he said. "`; or nothing but the end of a sentence.
_AND_ON = re.compile(
    rf",? {_NO_STOP}{{1,140}}? {VERB}\b{_NO_STOP}{{0,80}}[.,]? ?|,? {VERB} {_NO_STOP}{{2,140}}?[.,] ?|[.,]? ?(?:and )?"
)
# `" and Jane Smith said it was "`: another's.
_ANOTHER = re.compile(
    rf"[^\n]* (?:and|but|while|whereas|although|though|as|which|after|when) [^\n]* {VERB}\b"
)
# What web pages set between the paragraphs of an article.
_FURNITURE = re.compile(
    r"\n(?:(?:Sign up|Subscribe|Hide Ad|Read [Mm]ore|Advertisement|Image (?:source|caption)|Related|Join our|Click here|Get the latest|Don't miss)\b[^\n]{0,120}\n)+"
)
# `told members: "... ." She said: "`: what follows is another sentence's.
_FULL_STOP = re.compile(r"\.(?:\.\.)?$")

# What may begin a clause and is none of its subject: `But`, `In a letter to Jane Smith,`, `Asked by members,`.
_LEADING = re.compile(
    r"(?:[, -]*(?:(?:But|And|However|Meanwhile|Yet|So|Still|Then|Later|Today|Yesterday|Last night|Instead|Now|but|and|yet|so|while|that|whereas|then)\b,?(?= )"
    r"|(?:In|At|On|After|Following|Before|During|Asked|Speaking|Responding|Commenting|Writing|Reacting|Replying|Addressing|Introducing|Presenting|Opening|Closing|Summing|Despite|Since|Under|"
    r"Of|For|With|To|From|By|As|When|While|Although|Though|Because|Where|If|Until|Unlike|Among|Asking|Turning|Pressed|Questioned|Challenged|Concluding|Elsewhere|Earlier|Late|Last|This|Admitting|Welcoming|"
    r"Describing|Explaining|Citing|Apologising|Praising|Criticising|Noting|Outlining|Summarising|Moving|Seconding|Proposing|Warning|Only|Just|Also|Separately|Finally|Speaking)\b[^,]{0,120},))+ ?"
)
# `after inspectors found`: the subject is the last clause's.
_CLAUSE = re.compile(
    r".*(?:\b(?:after|when|as|because|while|before|since|although|where|that|if|whether|how|why|which|what)|, (?:and|but|yet|so)|(?<=[a-z]) (?:but|and)(?= (?:the|its?|an?|[a-z]+s) [a-z ]{2,40}$)) "
)
# `Jane Smith, who said`: the one before it.
_WHO_DOES = re.compile(r",? (?:and )?(?:who|which|that)(?: (?:has|have|had|also))?$")
_PARTICIPLE = re.compile(r"ing\b")
_AND = re.compile(r"(?:(?<![\w-])(?:and|but|then|also|or|to|yet|by|of|for|without|not)|^),? ?$")
_PRONOUN = re.compile(r"(?P<word>[Ss]he|[Hh]e|[Tt]hey|[Ii]t)\b(?: both| each)?")

# What may stand between a person and the verb: `(Lab, Westvale)`, `, the leader,`, `who chairs the board`, `in her letter`.
_TAIL = re.compile(
    r"(?:,? (?:OBE|MBE|CBE|JP|KC|QC|MP|HMI|SHMI))*(?: \([^()]{1,60}\))?"
    r"(?:(?:,| -)(?! and\b)(?: (?!and\b|after\b|when\b)[^,]{1,100}(?:,[^,]{1,80}){0,2})?(?:,| -)|,)?"
    r"(?:,? who [^,]{1,100},?)?"
    r"(?: (?:in|of|for|from|at|on|during) [^,]{1,70}| (?:himself|herself|last night|yesterday|today|this week|too|again|both|all))?[ ,-]*"
)
# The same where the verb stands before the name: `said Jane Smith, director of children's services`.
_AFTER_NAME = re.compile(
    r"(?:(?:,| \(| (?:of|from|for|at|in|on|as|when|while|after|before|to|during|outside|amid|about|over|through|with|yesterday|today|OBE|MBE|MP|KC|QC)\b).*)?"
)
# What makes a name before the verb somebody else's than the speaker's: `after`, `the report by`, `instead of`.
_NOT_THE_ONE = re.compile(
    r"\b(?:of|to|by|from|with|against|about|for|than|like|or|after|succeeded|replaced|replacing|told|asked|when|as|that|because|while|where|before)(?: (?:the|former|fellow|then|new|its|their|a|an))*(?: (?:Cllr|Councillor|Coun|councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness)\b\.?)? ?$"
)
_FROM_THE_ONE = re.compile(
    r"\b(?:statement|letter|email|e-mail|message|post|blog|tweet|note|speech) (?:from|by)\b"
)
_WITH_THE_ONE = re.compile(
    r"\band(?: (?:the|her|his|their|fellow))*(?: (?:Cllr|Councillor|Coun|councillor|Mr|Mrs|Ms|Dr|Sir|Dame)\b\.?)? ?$"
)

# Who speaks without a name: those who hold a public post or speak for a body, bodies, and what is written.
_HEAD = (
    r"(?:spokes(?:man|woman|person|people|persons)|inspectors?|regulators?|watchdogs?|ombudsman|ombudsmen|minister|ministers|government|secretary|councils?|authority|authorities|"
    r"leaders?|leadership|director|directors|executive|executives|chief|chiefs|boss|bosses|chair|chairman|chairwoman|chairperson|councillors?|member|members|officers?|officials?|mayor|MPs?|"
    r"auditors?|adviser|advisers|advisor|advisors|commissioners?|judge|judges|coroner|magistrates?|tribunal|court|committee|board|panel|commission|partnership|forum|cabinet|opposition|administration|"
    r"group|groups|party|unions?|charity|charities|trust|association|federation|alliance|network|agency|department|ministry|police|force|service|services|team|teams|hall|head ?teachers?|principals?|lawyers?|solicitors?|barristers?|consultants?|economists?|academics?|researchers?|campaigners|bosses|managers?|leader|"
    r"reports?|letters?|reviews?|notices?|statement|statements|document|documents|papers?|minutes|plans?|strategy|strategies|summary|assessment|judgment|judgement|ruling|verdict|findings|guidance|"
    r"briefing|audit|evaluation|inspection|study|survey|motion|petition|email|e-mail|memo|memorandum|newsletter|website|direction|decision|response|submission|policy|protocol|foreword|blog|advice|"
    r"Ofsted|OFSTED|DfE|Unison|UNISON|ADCS|LGA|CQC|NSPCC|Conservatives|Tories|Labour|Greens|Democrats|Dems|Downing Street|Whitehall|source|sources|experts?|peers|company|firm|provider|operator|spokespersons|practitioners|reviewers?|assessors?|author|authors)"
)
_DETERMINED = r"(?:(?:An?|The|a|an|the|One|one|Another|another|Its|its|Their|their|Our|our|This|this|That|that|Both|both|His|his|Her|her|Some|some|Many|Several|several|Senior|senior|Local|local|Council|council|Labour|Tory|Conservative) )"
_ATTACHED = r"(?: (?:of|for|from|at|to|on|into|by|with|about|behind)(?: [\w'&.-]+){1,12})"
# `A spokesperson for the Department for Education`, `the council's own internal auditors`, `inspectors`.
_SPEAKERS = re.compile(
    rf"{_DETERMINED}?(?:(?!of\b|for\b|who\b|and\b|by\b|to\b)[\w'’&-]+ ){{0,7}}?{_HEAD}{_ATTACHED}?"
)
# Whom `it said` means: `insists the city council`.
_A_BODY = re.compile(
    r"\b(?i:the) (?:(?:county|city|borough|district|town|local|county's|city's|regional|health|water|care|housing) )?(?:council|authority|trust|union|department|charity|company|provider|firm|government|watchdog|regulator|force|partnership)\b(?! tax)"
)
# `The charity Home for Wolden`
_NAMED_BODY = re.compile(
    r"(?:[Tt]he )?(?:[a-z]+ )?(?:charity|union|group|company|firm|provider|agency|network|think tank|body)(?: [A-Z][\w'&-]+(?: (?:for|of|in|the|and)(?= ))*){1,6}"
)
# A role that one person holds.
_ONE_PERSON = re.compile(
    r"(?:man|woman|person|minister|secretary|leader|director|executive|chief|boss|chair|councillor|member|officer|official|mayor|MP|adviser|advisor|commissioner|judge|coroner|ombudsman|inspector|manager|head|headteacher|source|author)\b(?!s)"
)
# A post that one person has, as the beginning of an article speaks of it: `England's chief inspector`, `a family court judge`.
_ONE_POST = re.compile(
    r"(?:(?!One|Another|Some)[\w'’-]+ ){0,4}?(?P<post>chief inspector|chief executive|leader|director|judge|coroner|ombudsman|minister|commissioner|mayor|chair(?:man|woman|person)?|boss|chief|cabinet member|councillor)"
)
# A post that a story names one holder of, and then speaks of by the post alone: `The judge replied`.
_THE_POST = re.compile(
    r"[Tt]he (?P<post>judge|coroner|minister|ombudsman|peer|commissioner|mp|barrister|organiser)",
    re.IGNORECASE,
)
# `Sir John Smith said` at the head of a paragraph, and which posts such people hold.
_KNIGHTED = re.compile(rf"\n(?:Sir|Dame) (?P<name>{FULL_NAME})(?: also)? {VERB}\b")
_KNIGHTS = frozenset({"chief inspector", "commissioner", "judge", "ombudsman", "minister"})
# What is written: whoever wrote it, the words are its own.
_DOCUMENT = re.compile(
    r"\b(?:reports?|letter|email|memo|review|notice|statement|document|summary|assessment|judgment|judgement|audit|study)(?: (?:from|by|to|on|of)(?: [a-z'-]+){1,8})?\Z"
)
# The article before a body's name.
_ARTICLE = re.compile(r"(?:The|the|An?|an?) ")
# What is said of the words for a speaker and is none of them.
_SAID_OF_IT = re.compile(
    r" (?:in (?:a|an|his|her|its|their|response|reply|turn|part)\b|on [A-Z][a-z]+day|yesterday|today|tonight|last |this |earlier|later|published|sent|issued|released|signed|written|seen|prepared|obtained|"
    r"commissioned|circulated|presented|tabled|leaked|dated|adopted|agreed|put before|going|went|by (?!the )|who |which |whose |himself|herself|itself|themselves|speaking|responding|also\b|then\b|has\b|have\b|had\b|at the time).*$"
)
_NO_NOUN = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been|be|being|will|would|can|could|not|should|may|might|did|does|said|says|told|came|went|met|voted|he|she|they|it|we|I)\b"
)
_CAPITALS = re.compile(r"\b[A-Z][\w'-]+")
_COMMON = frozenset({"A", "An", "The", "One", "Another", "Its", "Their", "Our", "This", "That", "Both", "His", "Her", "Some", "Many", "Several", "Senior", "Local",
                     "Inspectors", "Members", "Officers", "Councillors", "Council", "Ministers", "Auditors", "Officials", "Ofsted", "OFSTED", "DfE", "Unison", "UNISON",
                     "ADCS", "LGA", "CQC", "NSPCC", "Conservatives", "Conservative", "Tories", "Tory", "Labour", "Liberal", "Democrat", "Democrats", "Lib", "Dem", "Dems", "Green",
                     "Greens", "Reform", "Independent", "Independents", "Opposition", "Government", "Police", "MP", "MPs", "HMI", "Downing", "Street", "Whitehall", "County", "Town",
                     "City", "Hall", "Unions", "Regulators", "Judges", "Chief", "Executive", "Director", "Cabinet", "Leader", "Leaders", "Chair", "Report", "High", "Court"})  # fmt: skip
# What newspapers and broadcasters are called, no names of people: `told the Wolden Argus`.
_NEWSPAPERS = frozenset({"Argus", "Gazette", "Post", "Mail", "Mercury", "Telegraph", "Echo", "Herald", "Chronicle", "Times", "Guardian", "Observer", "Courier", "Express", "Star", "News",
                         "Journal", "Advertiser", "Press", "Standard", "Examiner", "Independent", "Mirror", "Record", "Reporter", "Recorder", "Today", "Online", "Live", "Radio", "Citizen", "Bulletin"})  # fmt: skip
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_PLACE_OWNS = re.compile(r"(?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+'s?(?= )")
_ANY_NAME = re.compile(rf"(?<![\w'-])(?:{HONORIFIC} {ANY_NAME}|{FULL_NAME})")
# How much of an article is its beginning, which says `the chief inspector` of whom it names below; and how far below.
_BEGINNING = 600
_NAMED_BELOW = 500
_BESIDE = 60
_PRIVATE = frozenset({Cue.KIN, Cue.CHILD, Cue.OTHER})
# Whom a pronoun may mean beside the words of the reference table; and which of those words say no one person.
_PERSON = re.compile(r"\b(?:woman|man|lady|gentleman|tribute)\b")
_MEN = frozenset({"dad", "daddy", "father", "stepfather", "stepdad", "grandfather", "grandad", "son", "brother", "uncle", "husband", "boy", "boyfriend", "nephew", "man", "gentleman", "foster father", "foster dad"})  # fmt: skip
_WOMEN = frozenset({"mum", "mam", "mummy", "mother", "stepmum", "stepmother", "grandmother", "grandma", "gran", "nan", "daughter", "sister", "aunt", "wife", "girl", "girlfriend", "niece", "widow", "woman", "lady", "foster mum", "foster mother"})  # fmt: skip
_OF_ALL = frozenset({"child", "children", "pupil", "pupils", "student", "baby", "young person", "young people", "partner", "infant", "newborn"})  # fmt: skip
_MALE, _FEMALE = (
    re.compile(r"\b(?:Mr|Sir|Lord)\b\.? ?(?:[A-Z][\w'-]+ )?$"),
    re.compile(r"\b(?:Ms|Mrs|Miss|Dame|Lady|Baroness)\b\.? ?(?:[A-Z][\w'-]+ )?$"),
)
_ANY_SAYING = re.compile(rf"(?:,? [^,;.\"\n]{{2,90}},)? {_ADVERB}{VERB}\b")

_LONGEST_LINE = 3000
# How far before or after its words a speaker may be named.
_FARTHEST = 320
# How far above a pronoun the person may be named.
_LINES_ABOVE = 4


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who says the words, if that can be told, and the span of what says so; `is_private` of those whose words are not told."""

    name: str | None
    span: Span
    is_private: bool = False
    is_person: bool = False


class Speakers:
    """Who says each of a text's quotations, asked for in order of place: one speech goes on from the last."""

    def __init__(
        self, prose: Prose, quoted: Sequence[Quoted], persons: Sequence[Named], public: Sequence[Span]
    ) -> None:
        """`public` are the spans in the text (in order) of bodies and posts: their capitals are no private name."""
        self._prose = prose
        self._flow = prose.flow
        self._quoted = quoted
        self._starts = [each.start for each in quoted]
        self._persons = persons
        self._public = public
        self._last: tuple[Quoted, Speaker] | None = None

    @cached_property
    def _bearers(self) -> Sequence[Bearer]:
        """Those whom a post beside their names makes public, whom the finder of people does not know; in order of place."""
        known = [(each.start, each.end) for each in self._persons]
        found = {each.start: each for each in bearers.find(self._flow)}
        return [
            found[start]
            for start in sorted(found)
            if not any(first < found[start].end and start < last for first, last in known)
        ]

    @cached_property
    def _told(self) -> dict[str, str]:
        """Their surnames, with the names as they are first given."""
        return {each.name.rpartition(" ")[2]: each.name for each in reversed(self._bearers)}

    def of(self, quote: Quoted) -> Speaker | None:
        """Who says the words; nothing where nobody says them."""
        speaker = self._of(quote)
        if speaker:
            self._last = quote, speaker
        return None if speaker and speaker.is_private else speaker

    def _of(self, quote: Quoted) -> Speaker | None:
        line = self._line_start(quote.start)
        if self._last and self._goes_on(self._last[0], quote, line):
            return Speaker(
                name=self._last[1].name,
                span=(quote.start, quote.end),
                is_private=self._last[1].is_private,
                is_person=self._last[1].is_person,
            )
        sentence = max(line, self._prose.sentence_at(quote.start)[0], quote.start - _FARTHEST)
        begins = not self._flow[sentence : quote.start].strip(" -")
        if not begins:
            return self._before(sentence, quote) or self._after(quote, begins=False)
        return self._after(quote, begins=True) or self._above(line, quote)

    def _goes_on(self, before: Quoted, quote: Quoted, line: int) -> bool:
        """Whether a speech goes on: in the same line after `he said`; in the next where the marks did not close, or that is all quote."""
        between = self._flow[before.end : quote.start]
        if before.end > line:
            goes_on = _AND_ON.fullmatch(between) and not _BREAK.search(between)
            return bool(goes_on) and not _ANOTHER.match(between)
        ends = self._flow[quote.end : quote.end + 1] in ("", "\n") and quote.start == line
        between = _FURNITURE.sub("\n", between)
        adjoins = (
            between.count("\n") == 1 and len(between) <= _FARTHEST and not between.rstrip().endswith(":")
        )
        return (not before.closes and not between.strip()) or (ends and adjoins)

    def _after(self, quote: Quoted, *, begins: bool) -> Speaker | None:
        """Whom the words behind the quotation name: `," she said`, `" said Jane Smith`, `", according to inspectors`."""
        flow = self._flow
        end = flow.find("\n", quote.end, quote.end + _FARTHEST)
        end = min(len(flow), quote.end + _FARTHEST) if end < 0 else end
        if not quote.closes:
            return None
        if (
            said := _VERB_FIRST.match(flow, quote.end, end)
            or _ACCORDING_AFTER.match(flow, quote.end, end)
            or _VERDICT_AFTER.match(flow, quote.end, end)
        ):
            return self._named(said.span("who"), (quote.end, said.end()), is_after_verb=True)
        if _FULL_STOP.search(flow, quote.words[1] - 3, quote.words[1]):
            return None
        begins = begins or flow.endswith(",", *quote.words)  # `Soon "they can have them back," Smith adds`
        said = _AFTER.match(flow, quote.end, end)
        if (
            said is None
            or flow.startswith(":", said.end())
            or _SUFFERED.search(flow, said.start(), said.start("verb"))
        ):
            return None
        first, last = said.span("who")
        is_pronoun = _PRONOUN.fullmatch(flow, first, last)
        if not is_pronoun and (
            not begins or _NO_NOUN.search(flow, first, last)
        ):  # `" in its work, inspectors said`
            comma = flow.rfind(", ", quote.end, last)
            if comma < 0:
                return None
            first = comma + 2
        return self._named((first, last), (quote.end, said.end()))

    def _before(self, start: int, quote: Quoted) -> Speaker | None:
        """Whom the sentence names before the quotation: the subject of the nearest verb that has one."""
        flow = self._flow
        proof = start, quote.start
        found = self._by_verbs(start, quote.start, quote)
        if found:
            return found
        if told := next(_ACCORDING.finditer(flow, start, quote.start), None):
            return self._named(told.span("who"), proof, is_after_verb=True)
        if told := _VERDICT.search(flow, start, quote.start):
            return self._named(told.span("who"), proof, is_after_verb=True)
        if _COLON.search(flow, quote.start - 2, quote.start):
            named = [
                each for each in within(self._persons, (start, quote.start)) if each.end == quote.start - 2
            ]
            if named and named[0].person and quote.start - start < _FARTHEST // 4:
                return self._speaker(named[0], proof)
        if _HEARD.search(flow, start, quote.start):
            return Speaker(name=None, span=proof)
        return None

    def _above(self, line: int, quote: Quoted) -> Speaker | None:
        """Whom the sentence before names, where a quotation stands for itself: in its line, else at the end of the line above."""
        flow = self._flow
        end = quote.start
        if quote.start == line:
            whole = flow[quote.end : quote.end + 1] in ("", "\n") or not quote.closes
            if not line or not (whole or flow.endswith(":\n", 0, line)):
                return None
            end = line - 1
        before = self._prose.sentence_at(max(0, end - 2))
        start = max(before[0], end - _FARTHEST, self._line_start(end - 1))
        if start >= end or (quote.start != line and not quote.closes):
            return None
        found = self._by_verbs(start, end, quote)
        if found and found.name is None and not found.is_private:
            return None
        return found

    def _by_verbs(self, start: int, end: int, quote: Quoted) -> Speaker | None:
        """The subject of the last verb of saying in a stretch that has one."""
        verbs = [
            each
            for each in _SAYING.finditer(self._flow, start, end)
            if not self._is_quoted(each.start("verb"))
        ]
        verbs = [  # of `Jane Smith, who wrote the review, says` the last
            each
            for each in verbs
            if each is verbs[-1] or not self._flow.endswith((", who", ", who also"), start, each.start())
        ]
        for before, verb in reversed(list(pairwise([None, *verbs]))):
            if verb is None:
                continue
            found = self._subject(before.end() if before else start, verb, (start, end), quote)
            if found:
                return found
        return None

    def _subject(self, start: int, verb: re.Match[str], sentence: Span, quote: Quoted) -> Speaker | None:
        """Who does what a verb says; nothing where its subject stands before an earlier verb."""
        flow = self._flow
        proof = sentence[0], max(sentence[1], verb.end())
        if _SUFFERED.search(flow, start, verb.start("verb")):
            if by := _BY.match(flow, verb.end(), sentence[1]) or (
                _BY_AFTER.match(flow, quote.end) if sentence[1] == quote.start else None
            ):
                return self._named(by.span("who"), (sentence[0], max(proof[1], by.end())), is_after_verb=True)
            is_told = verb["verb"] == "told" and _PUBLIC_EARS.search(flow, start, verb.start())
            return Speaker(name=None, span=proof) if is_told else None
        breaks = list(_BREAK.finditer(flow, start, verb.start()))
        if breaks:
            start = breaks[-1].end()
        stop = verb.start()
        if flow.endswith(" -", start, stop) and (aside := flow.rfind(" - ", start, stop - 1)) > start:
            stop = aside
        if inner := self._quotes_within(start, stop):
            start = inner[-1].end
        if stop - start <= 1 or _AND.search(flow, start, stop):
            return None
        if _PARTICIPLE.search(verb["verb"]):  # `, saying it was`: the subject of the sentence
            named = [
                each for each in within(self._persons, (start, stop)) if _ANY_SAYING.match(flow, each.end)
            ]
            start = self._past_leading(start, stop)
            return self._speaker(named[0], proof) if named else self._first(start, stop, proof)
        return self._named((start, stop), proof)

    def _first(self, start: int, stop: int, proof: Span) -> Speaker | None:
        """Who stands at the head of a sentence, where a participle goes on from it."""
        named = within(self._persons, (start, min(stop, start + 60)))
        if (
            named
            and not self._flow.startswith("'s", named[0].end)
            and not _NO_NOUN.search(self._flow, start, named[0].start)
        ):
            return self._speaker(named[0], proof)
        return None

    def _named(self, who: Span, proof: Span, *, is_after_verb: bool = False) -> Speaker | None:
        """Whom these words name: a person in a public role, a pronoun's, else a role or body; nothing where they name nobody."""
        flow, smooth = self._flow, self._prose.smooth
        start = self._past_leading(*who)
        if smooth.startswith(("As ", "as "), start):  # `As the inspectors put it`
            start += len("As ")
        if relative := _WHO_DOES.search(flow, start, who[1]):
            who = who[0], relative.start()
        end = who[1]
        named = [
            each
            for each in within(self._persons, (start, end))
            if each.end <= end + 1 and (each.end == end or not smooth.startswith("'s", each.end))
        ]
        for each in named:
            head = flow[start : each.start]
            tail = _AFTER_NAME if is_after_verb else _TAIL
            if not tail.fullmatch(flow, each.end, max(end + flow.startswith(",", end), each.end)):
                continue
            if _WITH_THE_ONE.search(head):
                return Speaker(name=None, span=proof)
            if not _NOT_THE_ONE.search(head) or _FROM_THE_ONE.search(head):
                return self._speaker(each, proof)
        if name := self._by_post(start, end, is_after_verb=is_after_verb):
            return Speaker(name=name, span=proof, is_person=True)
        words = smooth[start:end].strip(" ,-")
        clause = _CLAUSE.match(smooth, start, end)
        own = smooth[clause.end() : end].strip(" ,-") if clause else words
        last = words.rpartition(", ")[2]
        for part in (words, own, last):
            if pronoun := _PRONOUN.fullmatch(part):
                return self._meant(pronoun["word"].lower(), smooth.rindex(part, start, end), proof)
        role = self._role(clause.end() if clause else start, end) or (
            self._role(start, end) if clause else None
        )
        unknown = any(True for _ in self._unknown((start, end), named))
        if role and (not unknown or _DOCUMENT.search(role)):
            holder = self._holder(role, proof)
            return Speaker(name=holder or role, span=proof, is_person=holder is not None)
        if unknown or any(True for _ in self._privates(start, end)):
            return Speaker(name=None, span=proof, is_private=True)
        return None

    def _by_post(self, start: int, end: int, *, is_after_verb: bool) -> str | None:
        """Who speaks by a post beside the name, or by a surname that a post stood beside before."""
        flow = self._flow
        stop = end + flow.startswith(",", end)
        tail = _AFTER_NAME if is_after_verb else _TAIL
        for each in self._bearers:
            if start <= each.start < end and tail.fullmatch(flow, each.end, max(stop, each.end)):
                return each.name
        for surname, name in self._told.items():
            place = flow.rfind(surname, start, end)
            after = place + len(surname)
            if place >= 0 and tail.fullmatch(flow, after, max(stop, after)):
                return name
        return None

    def _holder(self, role: str, proof: Span) -> str | None:
        """Who holds a post: the one judge of a story, or whom the beginning of an article speaks of before it names anybody.

        That is the first below who is called so, or is knighted and speaks.
        """
        flow = self._flow
        if one := _THE_POST.fullmatch(role):
            names = {
                each.name
                for each in self._bearers
                if each.post.endswith(one["post"]) and each.start < proof[0]
            }
            return names.pop() if len(names) == 1 else None
        held = _ONE_POST.fullmatch(role)
        if held is None or proof[0] > _BEGINNING:
            return None
        for each in within(self._persons, (proof[1], proof[1] + _NAMED_BELOW)):
            beside = flow[max(0, each.start - _BESIDE) : each.end + _BESIDE].lower()
            if each.person and held["post"] in beside:
                return each.person.name
        for bearer in self._bearers:
            if proof[1] <= bearer.start < proof[1] + _NAMED_BELOW and held["post"] in bearer.post:
                return bearer.name
        knighted = _KNIGHTED.search(flow, proof[1], proof[1] + _NAMED_BELOW)
        if knighted is None or held["post"] not in _KNIGHTS:
            return None
        self._told[knighted["name"].rpartition(" ")[2]] = knighted["name"]
        return knighted["name"]

    def _speaker(self, named: Named, proof: Span) -> Speaker:
        return Speaker(name=named.person.name if named.person else None, span=proof, is_person=True)

    def _role(self, start: int, end: int) -> str | None:
        """The words for a role, a body or a document in a clause: its first part, or what stands behind its last comma."""
        smooth = self._prose.smooth
        first = smooth.find(", ", start, end)
        parts = [(start, end if first < 0 else first)]
        if first >= 0:
            parts.append((smooth.rindex(", ", start, end) + 2, end))
        for begin, stop in parts:
            begin += len(smooth[begin:stop]) - len(smooth[begin:stop].lstrip(" ,-"))
            whole = smooth[begin:stop].rstrip(" ,-")
            for words in (_SAID_OF_IT.sub("", whole), whole):  # `A leaked letter`
                if self._is_speaker(words, begin):
                    return words
        return None

    def _is_speaker(self, words: str, start: int) -> bool:
        if not words or _NO_NOUN.search(words):
            return False
        body = _ARTICLE.match(words)
        covered = self._covers(start + (body.end() if body else 0), start + len(words))
        if _NAMED_BODY.fullmatch(words):
            return True
        if (
            not covered
            and not _SPEAKERS.fullmatch(words)
            and not _SPEAKERS.fullmatch(words[0].lower() + words[1:])
        ):
            return False
        owner = _PLACE_OWNS.match(words)
        return all(
            capital[0] in _COMMON
            or _ACRONYM.fullmatch(capital[0])
            or (owner is not None and capital.start() < owner.end())
            or self._covers(start + capital.start(), start + capital.end())
            for capital in _CAPITALS.finditer(words)
        )

    def _meant(self, pronoun: str, place: int, proof: Span) -> Speaker | None:
        """Whom a pronoun means: the person who is named last, or who spoke last; open where it could be two."""
        end = place
        for _ in range(_LINES_ABOVE):
            start = self._line_start(max(0, end - 1))
            done = max(self._last[0].end, self._last[1].span[1]) if self._last else 0
            is_last = self._last is not None and start <= done <= end and _may_go_on(pronoun, self._last[1])
            found = self._in_line(pronoun, (done if is_last else start, end), proof)
            if found and not (is_last and found.is_private and self._is_one_sentence(done, end)):
                return found
            if self._last and is_last:
                last = self._last[1]
                return Speaker(
                    name=last.name, span=proof, is_private=last.is_private, is_person=last.is_person
                )
            if start == 0:
                break
            end = start
        return Speaker(name=None, span=proof, is_private=pronoun != "it")

    def _is_one_sentence(self, start: int, end: int) -> bool:
        """Whether no other sentence begins in a stretch: whoever spoke in it stays its subject, whom else it may name."""
        return self._prose.sentence_at(start - 1)[0] == self._prose.sentence_at(max(start, end - 3))[0]

    def _in_line(self, pronoun: str, span: Span, proof: Span) -> Speaker | None:
        """Whom a pronoun means of those whom a stretch names outside quotation marks."""
        flow = self._flow
        if pronoun == "it":
            bodies = {body[0] for body in _A_BODY.finditer(flow, *span) if not self._is_quoted(body.start())}
            return Speaker(name=bodies.pop(), span=proof) if len(bodies) == 1 else None
        named = [each for each in within(self._persons, span) if not self._is_quoted(each.start)]
        fitting = [each for each in named if each.person and _can_be(pronoun, flow, each)]
        others = [*self._unknown(span, named), *self._privates(*span, pronoun=pronoun)]
        if others or len({each.person for each in fitting}) > 1:  # the one who says something there
            fitting = [each for each in fitting if _ANY_SAYING.match(flow, each.end)]
        told = [each for each in self._bearers if span[0] <= each.start < span[1]]
        if others and not fitting and len(told) == 1 and _ANY_SAYING.match(flow, told[0].end):
            return Speaker(name=told[0].name, span=proof, is_person=True)
        if others and (not fitting or self._speaks_after(max(others), fitting[-1])):
            return Speaker(name=None, span=proof, is_private=True)
        people = {each.person.name for each in fitting if each.person}
        people |= {name for surname, name in self._told.items() if self._flow.find(surname, *span) >= 0}
        if len(people) == 1:
            return Speaker(name=people.pop(), span=proof, is_person=True)
        return Speaker(name=None, span=proof) if named or people else None

    def _speaks_after(self, place: int, named: Named) -> bool:
        """Whether somebody else begins a sentence after the one in which a person is named."""
        return self._prose.sentence_at(place)[0] > named.start

    def _unknown(self, span: Span, named: Sequence[Named]) -> Iterator[int]:
        """Where words that look like a name, which no finder knows, stand in a span outside quotation marks."""
        for found in _ANY_NAME.finditer(self._prose.smooth, *span):
            is_known = any(each.start < found.end() and found.start() < each.end for each in named)
            is_public = found[0].split()[0] in _COMMON or self._covers(*found.span())
            last = found[0].rpartition(" ")[2]
            is_public = is_public or last in self._told or last in _NEWSPAPERS
            if not (is_known or is_public or self._is_quoted(found.start())):
                yield found.start()

    def _privates(self, start: int, end: int, *, pronoun: str | None = None) -> Iterator[int]:
        """Where a private person is spoken of outside quotation marks, whom a pronoun may mean."""
        smooth = self._prose.smooth[start:end]
        spoken = [(first, smooth[first:last]) for first, last, cue in cues().find(smooth) if cue in _PRIVATE]
        spoken += [(found.start(), found[0]) for found in _PERSON.finditer(smooth)]
        for place, word in spoken:
            first = start + place
            is_meant = pronoun is None or _can_mean(pronoun, word.lower())
            if is_meant and not self._is_quoted(first) and not self._covers(first, first + len(word)):
                yield first

    def _covers(self, start: int, end: int) -> bool:
        """Whether one of the public spans holds a place; of those that begin before it the last few can."""
        place = self._prose.span(start, end)
        index = bisect_right(self._public, (place[0], sys.maxsize))
        return any(last >= place[1] for _, last in self._public[max(0, index - 4) : index])

    def _is_quoted(self, place: int) -> bool:
        index = bisect_right(self._starts, place)
        return index > 0 and place < self._quoted[index - 1].end

    def _quotes_within(self, start: int, end: int) -> Sequence[Quoted]:
        return self._quoted[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]

    def _past_leading(self, start: int, end: int) -> int:
        leading = _LEADING.match(self._prose.smooth, start, end)
        return leading.end() if leading else start

    def _line_start(self, place: int) -> int:
        least = max(0, place - _LONGEST_LINE)
        return max(self._flow.rfind("\n", least, place) + 1, least)


def _may_go_on(pronoun: str, last: Speaker) -> bool:
    """Whether a pronoun may mean who spoke last: `it` a body or a document, `she` a person or who holds a post."""
    if last.name is None:
        return last.is_private
    if pronoun == "it":
        return not last.is_person
    return last.is_person or pronoun == "they" or bool(_ONE_PERSON.search(last.name))


def _can_mean(pronoun: str, word: str) -> bool:
    """Whether a pronoun may mean a private person whom a word tells of; words of people in general mean no one."""
    if word in _OF_ALL:
        return False
    if pronoun == "they":
        return word in ("couple", "parents", "family") or not word.endswith("s")
    if word.endswith("s"):
        return False
    return word not in (_MEN if pronoun == "she" else _WOMEN)


def _can_be(pronoun: str, flow: str, named: Named) -> bool:
    before = flow[max(0, named.start - 24) : named.start]
    if pronoun == "she":
        return not _MALE.search(before)
    return pronoun != "he" or not _FEMALE.search(before)
