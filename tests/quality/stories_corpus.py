"""The labelled stories: made-up documents of made-up councils as material for the rules, each telling with its label."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from domain.cited import bounds
from domain.council import Council
from domain.evidence import Evidence
from domain.findings import Circumstances
from domain.known import Known
from domain.story import Item, Material, Placed, Statement
from domain.text import Text
from domain.wall import Side
from linking import find, stories

FOLDER = Path(__file__).parent / "stories"
COUNCILS = tuple(
    Council(slug=slug, gss=f"E1000090{number}", name=name, short_name=name.partition(" ")[0])
    for number, (slug, name) in enumerate(
        (
            ("estmere", "Estmere County Council"),
            ("northshire", "Northshire County Council"),
            ("westvale", "Westvale Council"),
            ("saltmarsh", "Saltmarsh Borough Council"),
        )
    )
)
_OFFICIAL = ("ofsted/", "govuk/")


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """A telling as the rules made it, with the development that a person says it tells of (empty: of none here)."""

    placed: Placed
    story: str
    half: str


@cache
def labelled() -> tuple[Labelled, ...]:
    """All tellings of the corpus that have a label."""
    return tuple(each for path in sorted(FOLDER.glob("*.toml")) for each in _of_file(path))


def _of_file(path: Path) -> Iterator[Labelled]:
    with path.open("rb") as file:
        table = tomllib.load(file)
    for document in table["document"]:
        labels = {f"#item:{item['number']}": item["story"] for item in document.get("items", ())}
        labels[""] = document.get("story", "")
        published = bounds(document["published"])
        assert published is not None
        for telling in stories.tellings(_material(document, table["council"])):
            yield Labelled(
                placed=Placed(
                    telling=telling,
                    first_seen=datetime.combine(published[1], time(12), tzinfo=UTC),
                    side=Side(document=telling.document),
                ),
                story=labels[telling.key.removeprefix(document["key"])],
                half=table["half"],
            )


def _material(document: dict[str, Any], slug: str) -> Material:
    items = document.get("items", ())
    text = Text.of_pages(
        [(item["number"], item["text"]) for item in items] or [(None, document["text"].strip())],
        reader="made-up@1",
    )
    council = next(each for each in COUNCILS if each.slug == slug)
    found = find.find(
        text,
        circumstances=Circumstances(
            title=document["title"],
            kind=document["kind"],
            published=document["published"],
            council=None if document["source"].startswith("news/") else slug,
            covers=(slug,) if document["source"].startswith("news/") else (),
        ),
        known=Known(councils=COUNCILS),
    )
    return Material(
        document=document["key"],
        kind=document["kind"],
        source=document["source"],
        council=slug,
        title=document["title"],
        published=document["published"],
        text=text,
        statements=[
            Statement(
                type=fact.type,
                fields=fact.fields,
                modality=fact.modality,
                start=fact.evidence.start if isinstance(fact.evidence, Evidence) else None,
            )
            for fact in found.facts
            if fact.about == council.uid or fact.about is None
        ],
        private=found.private,
        items=_items(document),
        committee=document.get("committee"),
        framework=found.inspection.framework if found.inspection else None,
        official=document["source"].startswith(_OFFICIAL),
    )


def _items(document: dict[str, Any]) -> list[Item]:
    if "items" in document:
        return [
            Item(
                number=item["number"],
                key=item["key"],
                title=item["title"],
                issues=(item["issue"],) if "issue" in item else (),
            )
            for item in document["items"]
        ]
    if "item" in document or "issue" in document:
        issues = (document["issue"],) if "issue" in document else ()
        return [Item(number="", key=document.get("item", ""), issues=issues)]
    return []
