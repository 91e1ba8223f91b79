"""Proposals: people whom a model guesses and no rule found."""

import re
from collections.abc import Iterator

import pytest

from domain.mention import Mention, MentionType
from domain.text import Text
from linking import proposals
from tests.linking.texts import read

WORDS = "Councillor Jane Sample spoke. Odo Finch, who was there, agreed. Zoe Pike, whose son has autism, wept. Odo Finch left."


class TwoCapitals:
    """Guesses that any two words with capitals are a person."""

    def people(self, words: str) -> Iterator[tuple[int, int]]:
        yield from (found.span() for found in re.finditer(r"[A-Z][a-z]+ [A-Z][a-z]+", words))


def test_only_whom_no_rule_found_is_proposed() -> None:
    """Neither a councillor whom the rules found nor a parent whom they know as private; each is marked by its rule."""
    findings = read(WORDS, kind="article")
    text = Text.of_pages([(None, WORDS)], reader="made up")

    assert list(proposals.propose(text, findings, TwoCapitals())) == [
        Mention(type=MentionType.PERSON, start=start, end=start + 9, text="Odo Finch", rule=proposals.SPACY)
        for start in (30, WORDS.rindex("Odo"))
    ]


def test_another_model_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights other than those measured, or none, are an error that says what to install."""
    monkeypatch.setattr(proposals, "_WEIGHTS", {"ner/model": "0" * 64})
    with pytest.raises(
        proposals.NoModel, match=r"not the weights that were measured; install minutewatch\[ner\]"
    ):
        proposals.load.__wrapped__()

    monkeypatch.setattr(proposals, "_PACKAGE", "no_such_model")
    with pytest.raises(proposals.NoModel, match=r"install minutewatch\[ner\]"):
        proposals.load.__wrapped__()


@pytest.mark.slow
def test_the_model_proposes() -> None:
    """The small English model guesses names at their places, in the second piece of a long text too."""
    pytest.importorskip("spacy")
    words = "\n" * 100_001 + "David Sidaway, who chairs the charity, spoke of his work."
    people = [words[start:end] for start, end in proposals.load().people(words)]

    assert "David Sidaway" in people
