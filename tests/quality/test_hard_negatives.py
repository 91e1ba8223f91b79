"""What looks like a finding and is none, with its twin that is one (hard_negatives.toml); the same thing in many words (wordings.toml)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.fact import Fact
from domain.findings import Circumstances, Findings
from domain.mention import JsonValue, Mention
from domain.text import Text
from linking.find import find
from tests.quality.annotations import known

Looked = Mapping[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A sentence, what must not be found in it, and what must."""

    why: str
    words: str
    no: tuple[Looked, ...]
    yes: tuple[Looked, ...]


def cases_of(name: str) -> Iterator[Case]:
    """The cases of a file beside this one."""
    for one in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["case"]:
        yield Case(
            why=one["why"], words=one["words"], no=tuple(one.get("no", ())), yes=tuple(one.get("yes", ()))
        )


CASES = (*cases_of("hard_negatives.toml"), *cases_of("wordings.toml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.why)
def test_it_is_what_it_is(case: Case) -> None:
    """What only looks like it is not found; what is meant is."""
    found = find(
        Text.of_pages([(None, case.words)], reader="made up"),
        circumstances=Circumstances(kind="article", published="2026-06-12"),
        known=known(),
    )

    assert [looked for looked in case.no if _seen(looked, found)] == []
    assert [looked for looked in case.yes if not _seen(looked, found)] == []


def _seen(looked: Looked, found: Findings) -> bool:
    if "topic" in looked:
        return looked["topic"] in found.topics
    if "merged" in looked:
        return _are_one(looked["merged"], found)
    if "fact" in looked:
        return any(_is_fact(looked, fact) for fact in found.facts)
    seen = [mention for mention in found.mentions if _is_mention(looked, mention)]
    return len(seen) == looked["times"] if "times" in looked else bool(seen)


def _is_fact(looked: Looked, fact: Fact) -> bool:
    fields = {**fact.fields, "modality": fact.modality.value, "speaker": fact.speaker}
    return fact.type == looked["fact"] and all(
        fields.get(name) == value for name, value in looked.items() if name != "fact"
    )


def _is_mention(looked: Looked, mention: Mention) -> bool:
    slugs = {council.uid: council.slug for council in known().councils}
    says: dict[str, JsonValue] = {
        "mention": mention.type.value,
        "text": mention.text,
        "value": mention.value,
        "council": slugs.get(mention.entity or ""),
    }
    return all(says[name] == value for name, value in looked.items() if name != "times")


def _are_one(names: JsonValue, found: Findings) -> bool:
    """Whether two people named have one entity."""
    assert isinstance(names, list)
    entities = {
        mention.entity for mention in found.mentions if mention.type == "person" and mention.text in names
    }
    return len(entities) < len(names)
