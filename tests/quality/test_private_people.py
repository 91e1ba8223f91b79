"""Private people in the news: made-up sentences and headlines that name them are all caught; their harmless twins are not.

Each case marks with [brackets] what nobody may see. The people, places and papers are made up.
"""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evidence import Evidence
from domain.findings import Circumstances, Findings
from domain.mention import MentionType
from domain.text import Text
from domain.wall import touches
from linking.find import find
from tests.linking.texts import KNOWN, mentions, read

# What an article says: every bracketed name is caught, wherever in the text it stands.
TEXTS = [
    "Mum-of-two [Zoe Sample] said that the wait had been too long.",
    "[Zoe Sample], 34, told the Post that she had given up hope.",
    "Her son [Jack], six, has been out of school since May. [Jack] misses his friends.",
    "[Zoe Sample], whose son has autism, said that nobody had called.",
    "Foster carer [Ann Specimen] has looked after 40 children.",
    "Social worker [Jo Pike] told the tribunal of her caseload. Ms [Pike] had 31 cases.",
    "The family of [Ann Specimen] said that they were heartbroken.",
    "The parents, [Zoe] and [Tom Sample], were not told. Mr [Sample] wept. [Zoe] left the room.",
    "Her sons [Jack], six, and [Tom], four, were moved twice.",
    "[Zoe Sample], of Mill Lane, Wolden, pleaded guilty to child neglect.",
    "[Zoe] and [Tom Sample], of Mill Lane, Wolden, wrote to the council.",
    "“My son was let down,” said [Zoe Sample].",
    "[Zoe Sample] said her daughter had waited for two years.",
    "The [Sample] family said it was wrong. The [Sample] family's case goes on.",
    "[Zoe Sample], a mother of three, has written to the council.",
    "[Zoe Sample], from Wolden, said: “We asked and asked. My daughter has had no teaching.”",
    "Tributes have been paid to [Jack Sample], 6, who was found in the river.",
    "An inquest into the death of [Jack Sample] was opened.",
    "Three-year-old [Jack Sample] was known to social services. [Jack]'s case was closed.",
    "The 34-year-old mum [Zoe Sample] appealed.",
    "[Zoe Sample] was jailed for four years for cruelty.",
    "[Zoe Sample] and [Tom Specimen] appeared before Wolden Magistrates' Court.",
    "[Tom Specimen] denied causing or allowing the death of a child.",
    "[Zoe Sample], a foster carer for 12 years, said that the allowance was too low.",
    "Grandmother [Zoe Sample] looks after three children under a special guardianship order.",
    "Kinship carer [Zoe Sample] gets no allowance at all.",
    "Care leaver [Tom Specimen] lives in a bedsit.",
    "[Tom Specimen], a care leaver, lives in a bedsit. [Tom] has no cooker.",
    "Teaching assistant [Jo Pike] found him in tears.",
    "[Jo Pike], a newly qualified social worker, left after six weeks.",
    "Adoptive parents [Zoe] and [Tom Sample] went to the ombudsman.",
    "[Zoe Sample] and her two young sons were moved to a hotel.",
    "[Zoe Sample]'s daughter has an education, health and care plan.",
    "[Zoe Sample] (parent) asked when the school would open.",
    "The victim's mother, [Zoe Sample], was in court.",
    "Her husband [Tom] drives 40 miles a day.",
    "His older brother [Jack], 14, was placed in Torbay.",
    "[Zoe Sample], aged 41, lost her appeal.",
    "Baby [Jack] was two weeks old. The death of [Jack] could have been prevented.",
    "“I told them about my boy,” [Zoe Sample] said.",
    "Wolden resident [Tom Specimen] handed in the petition.",
    "Campaigner [Zoe Sample] will march on Monday.",
    "[Zoe Sample], who lives in Wolden, has appealed three times.",
    "The mother of [Jack Sample] has spoken out.",
    "Twins [Jack] and [Lucy Sample] were born at 27 weeks.",
    "“They took my children,” [Zoe Sample] told the Echo.",
    "[Zoe Sample], a single mum, relies on taxis. Councillor Jane Specimen said that she was sorry for Ms [Sample].",
    "Health visitor [Jo Pike] raised the alarm.",
    "Youth worker [Jo Pike] and foster mum [Ann Specimen] gave evidence.",
    "[Tom Specimen], 17, has been moved nine times. “Nobody asks,” [Tom] said.",
    "The family had six social workers. The last of them, [Jo Pike], was kind.",
    "[Zoe Sample], 34, was told by the council's director that her son must wait.",
    "[Zoe Sample], who was told by a director that there was no place, said her daughter cried.",
    "She met the director. [Zoe Sample], 34, cried.",
    "Ms [Sample], 34, has had enough. Mr and Mrs [Sample] will appeal.",
    "[Lucy]'s mum said that the school was full. [Jack]'s family is broken.",
    "Nurse [Jo Pike] was suspended, and so was school caretaker [Tom Specimen].",
    "[Tom Specimen], who grew up in care, wrote to the minister.",
    "[Lucy], 15, has been in care since she was three.",
    "The toddler, named locally as [Jack Sample], died on Monday.",
    "Stepfather [Tom Specimen], 29, was convicted of murder.",
]  # fmt: skip

# What headlines say; the text below it is harmless.
HEADLINES = [
    "Mum [Zoe Sample] tells of two-year wait for school place",
    "[Zoe Sample]: 'My son was failed by the council'",
    "Family of [Jack Sample], 6, pay tribute",
    "Tributes to [Jack Sample] after crash near school",
    "Foster carer [Ann Specimen] wins award",
    "[Zoe Sample], 34, jailed for neglect",
    "Social worker [Jo Pike] struck off",
    "Mum [Zoe]'s fight for son [Jack]",
    "Parents [Zoe] and [Tom Sample] win ombudsman case",
    "Six-year-old [Jack Sample] still has no school",
    "[Sample] family's fury at council",
    "Murder of [Jack Sample]: review finds missed chances",
    "[Tom Specimen], 17, moved nine times in care",
    "Grandmother [Zoe Sample] to lose allowance",
    "Father [Tom Specimen] denies neglect at Wolden Crown Court",
]

# The same words where nobody private is named; at most one in twenty may be taken for it.
HARMLESS = [
    "A mum of two said that the wait had been too long.",
    "Councillor Jane Specimen, 34, told the Post that she had given up hope.",
    "Her son, who is six, has been out of school since May.",
    "Director of Children's Services Jane Specimen, whose team was praised, said that nobody had called.",
    "Foster carers in Northshire have looked after 40 children.",
    "Social workers told Ofsted of their caseloads. Wolden had 31 cases.",
    "The family of a girl from Wolden said that they were heartbroken.",
    "The parents were not told. Northshire County Council apologised.",
    "Children in Wolden and Torbay were moved twice.",
    "The company, of Mill Lane, Wolden, pleaded guilty to a breach of safety law.",
    "The home, of Mill Lane, Wolden, wrote to the council.",
    "“Our children deserve better,” said Jane Specimen, chief executive of the charity Family Voices.",
    "Children's minister Jane Specimen said her department had waited for two years.",
    "The Estmere family hub said it was open. The Wolden family court sits on Monday.",
    "Jane Specimen, leader of the council, has written to mothers.",
    "Inspector Jane Specimen wrote: “Children have had no teaching.”",
    "Tributes have been paid to the team, who were found to be outstanding.",
    "A review into the death of a child was opened.",
    "A three-year-old boy was known to social services. The case was closed.",
    "The council's 34-year-old leisure centre closed.",
    "Wolden Homes Limited was fined for breaches.",
    "The council appeared before the scrutiny committee.",
    "Northshire County Council denied that it was late.",
    "Jane Specimen, head of fostering, said that the allowance was too low.",
    "A grandmother looks after three children under a special guardianship order.",
    "Kinship carers get no allowance at all, Kinship Voices says.",
    "Care leavers in Northshire live in bedsits, the Care Leavers Covenant heard.",
    "Jane Specimen, the Children's Commissioner for England, visited a care leaver.",
    "Teaching assistants at Wolden High School found it hard.",
    "Social Work England has opened a case.",
    "Adoptive parents went to the Local Government and Social Care Ombudsman.",
    "Council leader Jane Specimen and her cabinet met on Monday.",
    "Northshire's daughter company has a plan.",
    "A parent asked when Estmere Academy would open.",
    "The victim's mother was in Wolden Crown Court.",
    "Foster parents drive 40 miles a day to Torbay.",
    "Children aged 14 were placed in Torbay.",
    "Wards: Preston Rural, 12, Mill Hill, 9.",
    "Baby banks opened in Wolden and in Estmere Town Hall.",
    "“I told them about my plan,” Councillor Jane Specimen said.",
    "Wolden residents handed in the petition on Tuesday.",
    "Campaigners will march on Wolden Town Hall on Monday.",
    "Jane Specimen MP, who lives in Wolden, has asked the minister three times.",
    "The mother of all reviews has begun, County Hall says.",
    "Twin towns Northshire and Torbay share a service.",
    "“They took my advice,” improvement board chair Jane Specimen told the Echo.",
    "Jane Specimen, cabinet member for children, a mother herself, said that she was sorry.",
    "Health visitors raised the alarm with NHS England.",
    "Youth workers and foster carers gave evidence to the Education Committee.",
    "Young people have been moved nine times. “Nobody asks,” the Children's Society said.",
    "Three inspectors came. One of them, Jane Specimen HMI, was kind.",
    "Jane Specimen, 52, has been appointed director of children's services.",
    "Jane Specimen is the council's director. Ms Specimen, whose son is at school, starts in May.",
    "Jane Specimen was appointed chief executive in May. Jane Specimen, 51, starts in June.",
    "The new director was named as Jane Specimen.",
    "Headteacher Jane Specimen said that the school, which has 34 pupils, was sad.",
    "Mum's the word as the Little Theatre opens. Father Christmas will come to Wolden Road.",
    "Prosecutor Jane Specimen told the jury that the boy had been hurt.",
    "Alder Lane Primary School in Wolden has places for 30 children.",
    "Chief nurse Jane Specimen said that mothers were tired.",
    "Lord Specimen, 69, chaired the inquiry.",
    "The authority was convicted of nothing. Estmere was rated inadequate.",
    "Solicitor Jane Specimen, for the parents, said that the judgement was right.",
    "Jane Specimen, general secretary of the union, said that social workers were leaving.",
    "Her Majesty's Inspector Jane Specimen led the team.",
    "Professor Jane Specimen, an author and mother, wrote the review.",
]  # fmt: skip
HARMLESS_HEADLINES = [
    "Mum tells of two-year wait for school place",
    "Council leader: 'We failed our children'",
    "Foster carers in Northshire to get more",
    "Estmere free of government control",
    "Social workers to strike in Wolden",
    "Councillor Jane Specimen jailed for fraud",
    "Wolden's children's services rated inadequate",
    "Parents win Ombudsman case against Wolden",
    "Director Jane Specimen to leave Northshire",
    "Family hubs open in Estmere and Wolden",
    "Ofsted: Northshire parents let down",
    "Children's Commissioner Jane Specimen visits Wolden",
    "Grandparents Plus wins award",
    "Murder trial: review of Wolden children's services",
    "Six Estmere schools still have no head",
]
_MARK = re.compile(r"\[([^\]]+)\]")
# A floor that only rises: of the harmless ones so many at the most may be taken for what names somebody.
FALSE_ALARMS = 0.05


def _article(text: str, title: str = "") -> Findings:
    return find(
        Text.of_pages([(None, text)], reader="made up"),
        circumstances=Circumstances(kind="article", title=title, published="2026-12-14"),
        known=KNOWN,
    )


def _plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A case without its brackets, and where the bracketed names stand."""
    words, places = "", []
    for piece, is_name in ((piece, place % 2 == 1) for place, piece in enumerate(_MARK.split(marked))):
        if is_name:
            places.append((len(words), len(words) + len(piece)))
        words += piece
    return words, places


@pytest.mark.parametrize("marked", TEXTS)
def test_private_people_in_texts_are_caught(marked: str) -> None:
    """Every name of somebody private is found where it stands, however it is named, and nobody is a person of ours."""
    words, places = _plain(marked)
    found = _article(words)

    assert found.names_private
    assert [words[start:end] for start, end in places if not _is_covered(found.private, start, end)] == []
    assert not any(
        touches(places, mention.start, mention.end)
        for mention in found.mentions
        if mention.type is MentionType.PERSON
    )


@pytest.mark.parametrize("marked", HEADLINES)
def test_private_people_in_headlines_are_caught(marked: str) -> None:
    """A headline that names somebody private is withheld, also where the text names nobody."""
    words, _ = _plain(marked)
    found = _article("The council has been asked for comment. A meeting follows in January.", title=words)

    assert (found.names_private, found.headline_private) == (True, True)


def test_harmless_twins_are_left_alone() -> None:
    """The same words about nobody private, and people in public roles, give no alarm but in one case of twenty at the most."""
    alarms = [words for words in HARMLESS if _article(words).names_private]
    alarms += [
        title for title in HARMLESS_HEADLINES if _article("The council met.", title=title).names_private
    ]

    assert len(alarms) / (len(HARMLESS) + len(HARMLESS_HEADLINES)) <= FALSE_ALARMS, alarms


def test_enough_is_tried() -> None:
    """At least sixty of each."""
    assert min(len(TEXTS) + len(HEADLINES), len(HARMLESS) + len(HARMLESS_HEADLINES)) >= 60


PUBLIC = [
    ("Councillor Jane Sample, 34, whose son is autistic, spoke.", ["Jane Sample"]),
    ("Director of Children's Services Jane Sample, a mother of two, spoke.", ["Jane Sample"]),
    ("Jane Sample, independent chair of the improvement board and a foster carer, spoke.", ["Jane Sample"]),
    ("The education secretary, Jane Sample, 51, spoke of her daughter.", ["Jane Sample"]),
    ("Inspector Jane Sample wrote of parents and of social worker Jo Pike.", ["Jane Sample"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PUBLIC)
def test_people_in_public_roles_stay_named(text: str, names: list[str]) -> None:
    """Councillors, directors, inspectors, ministers and chairs are named, also where their families are spoken of."""
    found = _article(text)

    assert [mention.text for mention in mentions(found, "person")] == names
    assert not any(
        touches(found.private, mention.start, mention.end) for mention in mentions(found, "person")
    )


def test_a_harmless_headline_stays() -> None:
    """A mother in the ninth paragraph is kept back; the headline about the council is not."""
    found = _article(
        "The plan was agreed. Mum-of-two Zoe Sample said it was late.", title="Council agrees SEND plan"
    )

    assert (found.names_private, found.headline_private) == (True, False)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Mum tells of two-year wait for school place", ""),
        ("Family's anger at council", ""),
        ("Wait goes on", "https://woldenpost.example/news/24801234.mum-zoe-tells-wait/"),
        ("Sample case goes on", ""),
    ],
)
def test_a_headline_about_the_named_family_is_withheld(title: str, address: str) -> None:
    """A headline about the family that the text names, or an address that has their names, gives them away."""
    found = find(
        Text.of_pages([(None, "Mum-of-two Zoe Sample said it was late.")], reader="made up"),
        circumstances=Circumstances(kind="article", title=title, address=address),
        known=KNOWN,
    )

    assert found.headline_private


def test_no_fact_rests_on_a_private_persons_words() -> None:
    """What can only be proved with a sentence that names a mother is no fact of ours; what stands beside it is."""
    named = "Mum Zoe Sample said that Northshire's children's services were rated inadequate by Ofsted in May 2015."
    found = _article(f"{named} Northshire's children's services were rated good by Ofsted in May 2019.")

    assert [fact.fields["grade"] for fact in found.facts if fact.type == "judgement"] == ["good"]


@pytest.mark.parametrize(
    "minutes",
    [
        "MINUTES\nPRESENT:\nCouncillor Jane Specimen\n4. Public Questions\nMr [Tom Sample] asked when the hub would open.\nMrs A [Sample] asked about buses.\n5. Budget\nRESOLVED: That it be noted.",
        "Question 3 from Mrs [Zoe Sample] to the Cabinet Member: when will it open?",
        "A petition was presented by [Tom Sample] on school transport.",
        "Mr T [Sample], a local resident, spoke against the closure.",
    ],
)  # fmt: skip
def test_public_questioners_are_private(minutes: str) -> None:
    """Whoever asks a question of a committee is nobody's to name; the councillors are."""
    words, places = _plain(minutes)
    found = read(words, kind="minutes")

    assert [words[start:end] for start, end in places if not _is_covered(found.private, start, end)] == []
    assert not any(touches(places, mention.start, mention.end) for mention in mentions(found, "person"))


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Writer",
        "By Jane Writer, Local Democracy Reporter",
        "Jane Writer, Local Democracy Reporter",
        "Jane Writer Education Correspondent",
        "By Margery Aldous\nChief Reporter",
    ],
)
def test_reporters_are_nobody_of_ours(byline: str) -> None:
    """A byline in a scraped text makes no person, and no private one, even where a member of the council has that name."""
    found = read(f"Council agrees plan\n\n{byline}\n\nThe plan was agreed on Monday.", kind="article")

    assert (mentions(found, "person"), found.names_private) == ([], False)


_SENTENCES = st.lists(
    st.sampled_from([*TEXTS, *HARMLESS, *(text for text, _ in PUBLIC)]), min_size=1, max_size=6
)


@given(_SENTENCES, st.sampled_from([*HEADLINES, *HARMLESS_HEADLINES]))
def test_nobody_is_both_private_and_ours(sentences: list[str], title: str) -> None:
    """However sentences are mixed: no person of ours stands where somebody private is named, and no proof holds a name."""
    words, _ = _plain(" ".join(sentences))
    found = _article(words, title=_plain(title)[0])

    assert not any(touches(found.private, one.start, one.end) for one in mentions(found, "person"))
    assert not any(
        touches(found.private, fact.evidence.start, fact.evidence.end)
        for fact in found.facts
        if isinstance(fact.evidence, Evidence)
    )


@given(st.text(alphabet=st.sampled_from("Zoe SampleJack son,'.\n-12()mudhrof:“”’ "), max_size=300))
def test_whatever_the_words_spans_lie_in_them(words: str) -> None:
    """Any text ends in spans that lie in it, in order and apart."""
    found = _article(words, title=words[:80]).private

    assert all(0 <= start < end <= len(words) for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def _is_covered(private: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in private)
