"""Mentions: a text names somebody or something, here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

# What a value may be: EDTF text, a number, a canonical word, or an amount with its currency.
JsonValue: TypeAlias = "str | int | float | bool | list[JsonValue] | dict[str, JsonValue] | None"


class MentionType(StrEnum):
    """What is mentioned."""

    PERSON = "person"
    ROLE = "role"
    COUNCIL = "council"
    COMMITTEE = "committee"
    ORGANISATION = "organisation"
    PROVIDER = "provider"
    PLACE = "place"
    DATE = "date"
    MONEY = "money"
    QUANTITY = "quantity"
    GRADE = "grade"


@dataclass(frozen=True, kw_only=True)
class Mention:
    """Words of a text that name something: `entity` is whom (an id of ours, or local to the text such as `person/1`), `value` what it comes to.

    `rule` names the rule that found it and its version: `people.title_name@1`.
    """

    type: MentionType
    start: int
    end: int
    text: str
    rule: str
    entity: str | None = None
    value: JsonValue = None
