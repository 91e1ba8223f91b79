"""Read the JSON of strangers: bytes in, a checked model out, or our own error. What a model does not name is passed over."""

from datetime import UTC, datetime
from typing import Annotated, TypeAlias, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, ValidationError

from crawlers.pages.errors import unlike
from crawlers.pages.rows import UnreadableRow
from reading.clean import clean

# No record of ours is older, and what is younger is a slip; beyond, calendars of zones give out.
_YEARS = range(1900, 2200)


class Answered(BaseModel):
    """What an answer must have to be the one that was asked for; all else in it may come and go."""

    model_config = ConfigDict(extra="ignore", frozen=True)


_Model = TypeVar("_Model", bound=Answered)


def _in_utc(moment: datetime) -> datetime:
    if moment.year not in _YEARS:
        raise ValueError("is no moment of our time")
    return moment.astimezone(UTC)


def _cleaned(words: str) -> str:
    return clean(words).strip()


def _one_line(words: str) -> str:
    return " ".join(clean(words).split())


Moment: TypeAlias = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Words: TypeAlias = Annotated[str, AfterValidator(_cleaned)]
Line: TypeAlias = Annotated[str, AfterValidator(_one_line)]


def json_of(model: type[_Model], body: bytes, url: str, looked_for: str) -> _Model:
    """What an answer says.

    Raises:
        PageChanged: it is no JSON, or lacks what the model must have; the message names it.
    """
    try:
        return model.model_validate_json(body)
    except ValidationError as exc:
        problem = exc.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, problem["loc"]))
        lacks = f"{looked_for} ({where}: {problem['msg'].lower()})" if where else looked_for
        raise unlike(body, url, lacks) from exc


def row_of(model: type[_Model], row: object) -> _Model:
    """What one row of a listing says.

    Raises:
        UnreadableRow: it lacks what the model must have.
    """
    try:
        return model.model_validate(row)
    except ValidationError as exc:
        problem = exc.errors(include_input=False, include_url=False)[0]
        raise UnreadableRow(f"{'.'.join(map(str, problem['loc']))}: {problem['msg'].lower()}") from exc
