"""Quotes: who said what, in the text's own words; nobody is guessed, and nobody private is named."""

import time

import pytest

from domain.fact import Fact
from tests.linking.texts import facts, read

LEADER = "Councillor Tobias Penhallow, Leader of the Council"


def said(text: str) -> list[tuple[str | None, str]]:
    """Speaker and words of the quotes of a news story."""
    return [(fact.speaker, str(fact.fields["words"])) for fact in _quotes(text)]


def _quotes(text: str) -> list[Fact]:
    return facts(read(text, kind="article", published="2026-11-20"), "quote")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("{who}, said: “We are not there yet.”", "Tobias Penhallow"),
        ("“We are not there yet,” said {who}.", "Tobias Penhallow"),
        ("“We are not there yet,” Cllr Penhallow, the leader, told members.", None),
        ("{who}, told members that “we are not there yet”.", "Tobias Penhallow"),
        ("‘We are not there yet,’ said {who}.", "Tobias Penhallow"),
        ("“We are not there yet,” the report notes.", "the report"),
        ("But Ofsted found that “we are not there yet”.", "Ofsted"),
        ("A council spokesperson said: “We are not there yet.”", "A council spokesperson"),
        ("It was judged good after inspectors found that “we are not there yet”.", "inspectors"),
        ("Members heard that “we are not there yet”.", None),
        ("The committee was told that “we are not there yet”.", None),
        ("“We are not there yet,” was how {who}, put it.", "Tobias Penhallow"),
        ("In the words of {who}, “we are not there yet”.", "Tobias Penhallow"),
        (
            "It is true that “we are not there yet”, according to the inspectors' letter.",
            "the inspectors' letter",
        ),
        ("The plan was described by {who}, as “we are not there yet”.", "Tobias Penhallow"),
        ("The plan was branded “we are not there yet” by inspectors.", "inspectors"),
        ("The letter, sent last week, says “we are not there yet”.", "The letter"),
        ("{who}, criticised the plan, saying “we are not there yet”.", "Tobias Penhallow"),
        ("Asked by Councillor Margery Aldous, {who}, replied: “We are not there yet.”", "Tobias Penhallow"),
        (
            "{who}, who spoke after Councillor Margery Aldous, said “we are not there yet”.",
            "Tobias Penhallow",
        ),
        ("{who}, spoke of his regret.\n\n“We are not there yet.”", "Tobias Penhallow"),
        ("In a statement, the council said ‘we are not there yet’.", "the council"),
        ("The charity Homes for Wolden said “we are not there yet”.", "The charity Homes for Wolden"),
    ],
)
def test_who_says_it(text: str, speaker: str | None) -> None:
    """The speaker stands before or after the words: a person in a public role, else a role or body."""
    found = said(text.format(who=LEADER))

    assert [words.rstrip(".,").lower() for _, words in found] == ["we are not there yet"]
    assert speaker is None or found[0][0] == speaker


def test_a_speech_goes_on() -> None:
    """After `he said` in the same line, and over paragraphs whose marks do not close."""
    text = f"“We have begun,” said {LEADER}. “We are not there yet.\n\n“We will be there soon.”"

    assert [speaker for speaker, _ in said(text)] == ["Tobias Penhallow"] * 3


def test_a_speech_goes_on_over_what_a_page_sets_between() -> None:
    """An advertisement between two paragraphs of a speech is none of it."""
    text = f"“We have begun,” said {LEADER}.\n\nSign up to our daily newsletter\n\n“We are not there yet.”"

    assert [speaker for speaker, _ in said(text)] == ["Tobias Penhallow"] * 2


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("But independent member Col Wetherby warned that it was “a bad year”. Mr Wetherby added: “I am cross.”", ["Col Wetherby"] * 2),
        ("That was refused by the chairman, Edmund Quill-Ford, who said it was “a bad year”.", ["Edmund Quill-Ford"]),
        ("It is “a bad year”, England's chief inspector told directors.\n\nSir Lionel Aspen said: “I am cross.”", ["Lionel Aspen"] * 2),
        ("A FAMILY court judge spoke of “a bad year”.\n\nHer Honour Judge Patience Moor said more.", ["Patience Moor"]),
        (f"The leader called it “a bad year”.\n\n{LEADER}, spoke.", ["Tobias Penhallow"]),
        ("The chairman of the tenants' association, Edmund Quill, said it was “a bad year”.", []),
    ],
)  # fmt: skip
def test_a_post_beside_a_name_says_who_speaks(text: str, speakers: list[str]) -> None:
    """A post makes a name public where it stands beside it, and at the beginning of an article where it stands before it."""
    assert [speaker for speaker, _ in said(text)] == speakers


def test_each_of_two_in_one_sentence_has_own_words() -> None:
    """`and Jane Smith said it was` begins the words of another."""
    text = f"{LEADER}, called it “a good day” and Councillor Margery Aldous said it was “a bad one”."

    assert said(text) == [("Tobias Penhallow", "a good day"), ("Margery Aldous", "a bad one")]


def test_it_is_what_was_read() -> None:
    """`It` is the report, and `she` never is."""
    text = f"{LEADER}, spoke.\n\nThe report found “a lack of grip”. It said it was “a bad year”.\n\nHe said: “We accept that.”"

    assert [speaker for speaker, _ in said(text)] == ["The report", "The report", "Tobias Penhallow"]


def test_she_is_the_one_whom_the_text_speaks_of() -> None:
    """A pronoun means the only person of the line above; where two are named there, the one who spoke; else nobody."""
    one = f"{LEADER}, answered questions.\n\n“We are not there yet,” he said."
    spoke = f"In a letter to {LEADER}, Councillor Margery Aldous said much remains.\n\nShe said: “We are not there yet.”"
    two = f"{LEADER}, and Councillor Margery Aldous came.\n\n“We are not there yet,” they said."

    assert [said(text)[0][0] for text in (one, spoke, two)] == ["Tobias Penhallow", "Margery Aldous", None]


@pytest.mark.parametrize(
    "text",
    [
        "The council's “requires improvement” grade stands.",
        "Her book, “The Long Road Home Again”, is out.",
        "“We are not there yet,” said Jane Doe, a mother of two.",
        "Jane Doe said: “We are not there yet.”",
        "It was called “the worst of all”.",
        f"{LEADER}, came.\n\nJane Doe was not convinced.\n\n“We are not there yet,” she said.",
        f"{LEADER}, met the mother.\n\n“We are not there yet,” she said.",
        "Her family said they were “not there yet”.",
        "The programme, entitled “all of us together”, said nothing.",
        f"{LEADER}, said the “front door” service was safe.",
    ],
)
def test_what_is_no_quote_of_ours(text: str) -> None:
    """Grades and titles are said by nobody; what private people say is not told under their names."""
    assert said(text) == []


def test_the_proof_holds_the_words_and_who_says_them() -> None:
    """The evidence is the words with the attribution, as they stand."""
    (found,) = _quotes(f"Before. “We are not there yet,” said {LEADER}. After.")

    assert getattr(found.evidence, "quote", "").startswith("“We are not there yet,” said Councillor Tobias")
    assert found.modality == "reported"


def test_time_grows_with_length() -> None:
    """A heap of quotation marks takes no longer for each of them."""
    seconds = []
    for size in (500, 2_000):
        began = time.process_time()
        said("“Some words here,” she said. " * size)
        seconds.append(time.process_time() - began)

    assert seconds[1] < 12 * seconds[0] + 0.5
