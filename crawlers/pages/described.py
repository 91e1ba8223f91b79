"""What a source file's `[pages]` table says of a site's pages, checked: a table in, a model out."""

from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from domain.errors import MinutewatchError
from domain.mention import JsonValue


class PagesWrong(MinutewatchError):
    """The `[pages]` table of a source file cannot be used: `pages.meeting needs date`."""


class Described(BaseModel):
    """What a table may say, and nothing else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_Description = TypeVar("_Description", bound=Described)


def described(model: type[_Description], table: Mapping[str, JsonValue]) -> _Description:
    """What the table says.

    Raises:
        PagesWrong: it cannot be used; the message names each key that is wrong.
    """
    try:
        return model.model_validate(dict(table))
    except ValidationError as exc:
        raise PagesWrong("; ".join(map(_said, exc.errors()))) from exc


def _said(problem: ErrorDetails) -> str:
    *above, last = ("pages", *map(str, problem["loc"]))
    if problem["type"] == "missing":
        return f"{'.'.join(above)} needs {last}"
    if problem["type"] == "extra_forbidden":
        return f"{'.'.join(above)}: {last} is no key that we know"
    said = problem["msg"].removeprefix("Value error, ")
    return f"{'.'.join([*above, last])} = {problem['input']!r}: {said[0].lower()}{said[1:]}"
