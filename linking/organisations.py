"""Organisations: national and regional bodies of the trade, by the names of reference/glossary.csv."""

from collections.abc import Iterator
from functools import lru_cache

from domain import reference
from domain.mention import Mention, MentionType
from domain.uid import public_id
from linking.gazetteer import Gazetteer
from linking.prose import Prose

GLOSSARY_NAME = "organisations.glossary_name@1"
RULES = (GLOSSARY_NAME,)


def find(prose: Prose) -> Iterator[Mention]:
    """Mentions of organisations, each with the glossary's name for it and the public id made of that."""
    for start, end, name in _names().find(prose.smooth):
        entity = public_id("organisation", name)
        yield prose.mention(
            MentionType.ORGANISATION, start, end, rule=GLOSSARY_NAME, entity=entity, value=name
        )


@lru_cache(maxsize=1)
def _names() -> Gazetteer[str]:
    return Gazetteer(
        {
            alias: row["canonical"]
            for row in reference.table("glossary")
            if row["kind"] == "body"
            for alias in (row["canonical"], *reference.cells(row["aliases"]))
            if alias[0].isupper() and alias not in reference.cells(row["ambiguous_aliases"])
        }
    )
