"""Made-up local stories, and what newspapers do to a story: cut it, top it, tail it, print its background again.

Every place, person and paper here is fictional. The sentences are put together of short phrases out of large lists, so
that two stories share five words in a row about as seldom as two real ones; the same seed gives the same story.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

_LISTS: Mapping[str, tuple[str, ...]] = {
    name: tuple(words.strip() for words in joined.split("|"))
    for name, joined in {
        "place": "Aldermoor|Brackwater|Cawsby|Dunleigh|Estover|Fennick|Garrowby|Hexley|Inglethorpe|Jarnsea|Kelmouth|Lowick Bar|Marrowdale|Netherfold|Oxmere|Pellingham|Quarrendale|Rushcombe|Selwick|Thornby|Ulverdale|Vickerstone|Wolden|Yarrowby|Ashlund|Birkenfell|Coldharrow|Dapplewick",
        "person": "Orla Prentice|Dafydd Marlow|Sanjay Brook|Winifred Oakes|Tomas Hale|Ruth Okafor|Piers Lonsdale|Marta Quill|Aled Harcourt|Bridget Sowerby|Imran Castell|Nell Draycott|Cyril Penhale|Joan Abiola|Leo Farnaby|Greta Moss|Ewan Tindall|Priya Holroyd|Hugh Varley|Maud Ellery|Kofi Standish|Iris Bellweather|Otto Crane|Fay Lindqvist",
        "post": "cabinet member|scrutiny chair|opposition leader|ward councillor|assistant director|head of service|board chair|interim director|finance chief|safeguarding lead|parish chairman|union organiser|deputy leader|service manager|committee vice-chair|lead member",
        "body": "the county council|the town hall|the trust|the borough|the scrutiny panel|the board|the fostering service|the authority|the partnership|the working group|the youth service|the commissioners' office|the family hub|the improvement board|the task force|the cabinet|the audit committee|the transport team|the school forum|the housing department",
        "said": "said|told members|warned|insisted|added|explained|conceded|argued|told the meeting|stressed|admitted|replied|pointed out|told residents|suggested|maintained|wrote|announced",
        "thing": "two children's homes|a fostering scheme|the respite centre|its bus contract|the old library|a new front door team|an advice line|the duty rota|a recruitment drive|school transport passes|the youth club grant|its caseload limit|the early help budget|a leaving care flat|the review backlog|an agency contract|the playing field lease|its music service|the short breaks offer|a training academy|the visitor centre|a family court protocol|the travel allowance|its kinship policy|the street lighting plan|a mentoring project|the harbour ferry|its complaints process|the swimming pool roof|a speech therapy waiting list",
        "did": "will close|has bought|plans to double|agreed to review|is to sell|voted to keep|has shelved|wants to expand|will outsource|has reopened|is rethinking|refused to fund|will trial|has lost|failed to inspect|is consulting on|has approved|may abandon|will take over|has delayed|intends to merge|is bringing back|cut spending on|has named|promised to repair|will no longer run",
        "when": "by Easter|next autumn|before the summer break|within six weeks|last Thursday|on Tuesday night|in the new year|from September|after the half term|over two years|at the March sitting|earlier this month|in early May|by the end of June|since last winter|during the recess|ahead of polling day|this financial year|on the eve of the vote|three months late",
        "why": "because costs have soared|after a damning letter|despite loud protests|to save money|following a petition|since staff keep leaving|amid a hiring freeze|after months of talks|to meet new rules|owing to falling numbers|in spite of advice|so that families wait less|as rents climb|to win back trust|given the size of the deficit|while inspectors look on|on the advice of lawyers|after a near miss",
        "people": "parents|foster carers|care leavers|shopkeepers|social workers|teachers|bus drivers|young carers|neighbours|head teachers|health visitors|grandparents|volunteers|residents of the estate|campaigners|trustees|tenants|youth workers|governors|market traders",
        "felt": "were furious|welcomed the news|asked for proof|had seen it coming|feel left behind|are divided|want more time|were told nothing|fear the worst|signed a letter|packed the gallery|remain hopeful|doubt the sums|called for calm|breathed again|walked out|clapped politely|demand an apology",
        "figure": "£%d,000|%d cases|%d places|a total of %d families|%d per cent|£%dm|%d vacancies|nearly %d children|%d miles|some %d calls|%d working days|about %d homes",
        "happened": "were spent|were counted|remain empty|have been lost|went unanswered|were found|are at stake|had been promised|came up short|were written off|have doubled|were set aside|are needed|changed hands|were missed",
        "where": "at County Hall|in the civic centre|behind closed doors|at a packed meeting|in Dock Street|on the Fenwick estate|across the district|outside the chamber|by the old mill|in three wards|along the seafront|at the leisure centre|in a written answer|beside the station|over the border",
        "feel": "proud of|worried about|honest about|tired of|clear on|open about|ashamed of|confident in|frank about|cautious over|behind on|united on",
        "hope": "the long view|plain speaking|the basics|our own staff|every single child|local knowledge|steady hands|real choice|the numbers|what comes next|those who stayed|simple kindness|proper oversight|quicker answers|fair pay|good neighbours",
        "must": "we must mend|nobody should forget|we never hid|I would gladly defend|they have ignored|we owe them|people here deserve|it takes years to build|one meeting cannot fix|we cannot simply buy|auditors keep praising|I still question",
        "link": "Meanwhile|Even so|By contrast|For now|Elsewhere|In private|On paper|Until then|Oddly|In reply|Since then|At the same time|Behind the scenes|To the surprise of many|Later|Not for the first time",
        "report": "a leaked memo|the annual report|a briefing note|the minutes|an independent review|a survey of staff|the risk register|a letter to ministers|the budget book|a survey by students|papers for the panel|an internal audit|the equality statement|a dossier",
        "shows": "shows|reveals|sets out|leaves out|confirms|hints|makes plain|records|disputes|spells out|underlines|plays down",
        "adj": "bitter|quiet|long-running|costly|popular|half-finished|troubled|modest|bold|overdue|contested|welcome|narrow|sudden",
        "row": "dispute|experiment|compromise|reshuffle|campaign|inquiry|rescue plan|change of heart|vote|handover|standoff|overhaul|pilot|settlement",
    }.items()
}
_PATTERNS = (
    "{body} in {place} {did} {thing} {when}, {why}.",
    "{post} {person} {said} {people} {felt} {when}.",
    "“We are {feel} {hope} and {must},” {person} {said}, “{why}.”",
    "{link}, {figure} {happened} {where}, {report} {shows}.",
    "{people} {where} {felt} {why}, and {people} {felt}.",
    "{report} {shows} that {body} {did} {thing} {why}.",
    "“{must} {hope}, and I am {feel} {thing},” {person}, {post}, {said} {where}.",
    "The {adj} {row} over {thing} {where} began {when}, when {figure} {happened}.",
    "{link} {body} {did} {thing} while {people} {felt}.",
    "{figure} {happened} {when} and {figure} more {happened} {why}.",
    "{person} of {place} {said}: “{must} {thing}. Nobody is {feel} {hope}.”",
    "{place} lost {thing} {when}; {people} {felt}, {report} {shows}.",
    "Asked about {thing}, {person} {said} {body} was {feel} {hope}.",
    "A {adj} {row} {where} means {body} {did} {thing}, {person} {said}.",
    "{why}, {body} {did} {thing} and {did} {thing} {when}.",
)
_HEADLINES = (
    "{place} {row} as {body} {did} {thing}",
    "{people} {felt} over {thing}",
    "{adj} {row} at {body}",
)
# What a title's own pages put between and below the lines of any story.
_BOILERPLATE = (
    "Hide Ad",
    "Read More",
    "Sign up to our daily newsletter for the news of the day, every day, in your inbox.",
    "County Hall, where the meeting was held",
    "Follow the Brackwater Gazette on Facebook and never miss a story.",
    "This story comes from the Local Democracy Reporting Service.",
    "Picture: Brackwater Gazette",
    "Join the conversation below.",
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story: its headline and its paragraphs."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """What a reader of its page gets, the headline aside."""
        return "\n\n".join(self.paragraphs)

    @property
    def words(self) -> int:
        """How long it is."""
        return len(self.text.split())


def story(seed: str, *, paragraphs: int | None = None) -> Story:
    """The story of this seed, of 6 to 20 paragraphs if not told otherwise: about 150 to 650 words."""
    random = Random(f"story {seed}")
    told = tuple(_paragraph(random) for _ in range(paragraphs or random.randint(6, 20)))
    return Story(headline=_filled(random.choice(_HEADLINES), random), paragraphs=told)


def cut(original: Story, random: Random, *, share: float) -> Story:
    """The story cut from the bottom to a share of its words; at least its first paragraph."""
    kept: list[str] = []
    words = 0
    for paragraph in original.paragraphs:
        words += len(paragraph.split())
        if kept and words > share * original.words:
            break
        kept.append(paragraph)
    return Story(headline=_filled(random.choice(_HEADLINES), random), paragraphs=tuple(kept))


def retitled(original: Story, random: Random) -> Story:
    """The story under a headline that its page repeats as the first line."""
    headline = _filled(random.choice(_HEADLINES), random)
    return Story(headline=headline, paragraphs=(headline, *original.paragraphs))


def new_intro(original: Story, random: Random) -> Story:
    """The story with a first paragraph of the title's own; two where the first is one sentence."""
    gone = 1 if len(original.paragraphs[0].split()) > 0.15 * original.words else 2
    return Story(headline="", paragraphs=(_paragraph(random), *original.paragraphs[gone:]))


def edited_middle(original: Story, random: Random) -> Story:
    """The story with the middle third worked over: every tenth word another, a paragraph dropped, one put in."""
    third = max(1, len(original.paragraphs) // 3)
    middle = [_reworded(paragraph, random, every=10) for paragraph in original.paragraphs[third:-third]]
    if len(middle) > 2:
        middle.pop(random.randrange(len(middle)))
    middle.insert(len(middle) // 2, _paragraph(random))
    paragraphs = (*original.paragraphs[:third], *middle, *original.paragraphs[-third:])
    return Story(headline=original.headline, paragraphs=paragraphs)


def subbed(original: Story, random: Random) -> Story:
    """The story as another desk's sub-editor leaves it: every thirtieth word another, quotes straight, paragraphs joined."""
    lines = [_reworded(paragraph, random, every=30) for paragraph in original.paragraphs]
    joined = [" ".join(lines[start : start + 2]) for start in range(0, len(lines), 2)]
    straight = str.maketrans("“”’‘", "\"\"''")
    return Story(headline=original.headline, paragraphs=tuple(line.translate(straight) for line in joined))


def boilerplated(original: Story, random: Random) -> Story:
    """The story with a title's own lines between its paragraphs and a byline on top."""
    lines = ["By Robin Hale, Local Democracy Reporter"]
    calls = random.sample(_BOILERPLATE, k=6)
    for number, paragraph in enumerate(original.paragraphs):
        lines.append(paragraph)
        if number < len(calls):
            lines.append(calls[number])
    return Story(headline=original.headline, paragraphs=tuple(lines))


def updated(original: Story, random: Random) -> Story:
    """The story three fifths longer: what is new on top, a little between, the rest below."""
    new = max(3, round(0.6 * len(original.paragraphs)))
    fresh = [_paragraph(random) for _ in range(new)]
    top, between = fresh[: new // 2], fresh[new // 2 : new // 2 + 1]
    half = len(original.paragraphs) // 2
    paragraphs = (
        *top,
        *original.paragraphs[:half],
        *between,
        *original.paragraphs[half:],
        *fresh[new // 2 + 1 :],
    )
    return Story(headline=original.headline, paragraphs=paragraphs)


def syndicated(original: Story, random: Random) -> Story:
    """All at once: cut to seven tenths, worked over, another headline, the title's own lines between."""
    shorter = cut(original, random, share=0.7)
    return boilerplated(retitled(subbed(shorter, random), random), random)


VARIANTS: Mapping[str, Callable[[Story, Random], Story]] = {
    "cut to 60 %": lambda original, random: cut(original, random, share=0.6),
    "cut to 35 %": lambda original, random: cut(original, random, share=0.35),
    "new headline": retitled,
    "new intro": new_intro,
    "edited middle": edited_middle,
    "sub-edited": subbed,
    "boilerplate": boilerplated,
    "heavy update": updated,
    "syndicated": syndicated,
}


def reusing(donor: Story, random: Random) -> Iterator[tuple[str, Story]]:
    """Different stories that print paragraphs of the donor again as their background, by how they do it."""
    own = tuple(_paragraph(random) for _ in range(random.randint(6, 14)))
    lead, tail = donor.paragraphs[:3], donor.paragraphs[-3:]
    yield "its lead at the end", Story(headline="", paragraphs=(*own, *lead))
    yield "its lead between", Story(headline="", paragraphs=(*own[:3], *lead, *own[3:]))
    yield "its end at the end", Story(headline="", paragraphs=(*own, *tail))
    yield "a quote at the head", Story(headline="", paragraphs=(own[0], lead[-1], *own[1:]))


def _paragraph(random: Random) -> str:
    count = random.choice((1, 1, 2))
    return " ".join(_filled(random.choice(_PATTERNS), random) for _ in range(count))


def _filled(pattern: str, random: Random) -> str:
    """A pattern with each place filled by a choice of its own."""
    words = ""
    rest = pattern
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        words += before + random.choice(_LISTS[name])
    words += rest
    numbered = "".join(part + str(random.randint(11, 989)) for part in words.split("%d")[:-1])
    words = numbered + words.split("%d")[-1]
    return words[0].upper() + words[1:]


def _reworded(paragraph: str, random: Random, *, every: int) -> str:
    """A paragraph with one word in so many replaced."""
    words = paragraph.split()
    start = random.randrange(every)
    for place in range(start, len(words), every):
        words[place] = random.choice(("recently", "local", "reportedly", "already", "also", "now", "further"))
    return " ".join(words)
