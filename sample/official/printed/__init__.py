"""The papers of the official sites in the layout of the real ones: a paper as the script describes it goes in, a PDF comes out.

Made-up councils and people, and words of our own between the headings and fixed sentences that make the format.
"""

from functools import cache
from typing import Annotated

from pydantic import Field

from sample.official.printed import area_send, inspection, instrument, letter
from sample.official.printed.area_send import AreaSend
from sample.official.printed.inspection import Inspection
from sample.official.printed.instrument import Instrument
from sample.official.printed.letter import Visit

Paper = Annotated[Inspection | Visit | AreaSend | Instrument, Field(discriminator="kind")]


@cache
def pdf(paper: Paper) -> bytes:
    """The paper as a PDF: real text, fixed stamps, the same bytes every time."""
    match paper:
        case Inspection():
            return inspection.pdf(paper)
        case Visit():
            return letter.pdf(paper)
        case AreaSend():
            return area_send.pdf(paper)
        case Instrument():
            return instrument.pdf(paper)
