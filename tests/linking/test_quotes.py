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


def test_she_is_the_one_whom_the_text_speaks_of() -> None:
    """A pronoun means the only person of the line above; where two are named there, the one who spoke; else nobody."""
    one = f"{LEADER}, answered questions.\n\n“We are not there yet,” he said."
    spoke = f"In a letter to {LEADER}, Councillor Margery Aldous said much remains.\n\nShe said: “We are not there yet.”"
    two = f"{LEADER}, and Councillor Margery Aldous came.\n\n“We are not there yet,” they said."
    unknown = f"{LEADER}, came.\n\nJane Doe was not convinced.\n\n“We are not there yet,” she said."

    assert [said(text)[0][0] for text in (one, spoke, two, unknown)] == [
        "Tobias Penhallow", "Margery Aldous", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "The council's “requires improvement” grade stands.",
        "Her book, “The Long Road Home Again”, is out.",
        "“We are not there yet,” said Jane Doe, a mother of two.",
        "Jane Doe said: “We are not there yet.”",
        "It was called “the worst”.",
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
