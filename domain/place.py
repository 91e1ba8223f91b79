"""Place: of where in England a story tells."""

from enum import StrEnum


class Place(StrEnum):
    """Whether a story tells of an English council, of England as a whole, or of neither."""

    COUNCIL = "council"
    ENGLAND = "england"
    NONE = "none"
