"""Place: of an English council, of England as a whole, or of neither; by what a story names and whom its title writes for.

Only news needs it: a digest tells of no story without a place. What a text is about says `councils.about`.
"""

import re

from domain.council import Council
from domain.elsewhere import is_elsewhere
from domain.place import Place
from linking import councils
from linking.prose import Prose

PLACE = "place.of@2"
RULES = (PLACE,)

# Where a story says at the latest where it is set.
_OPENING = 800

# "children in England", "ministers will", "Ofsted said": those who answer for, or look at, England as a whole.
_NATIONAL = re.compile(
    r"\b(?:[Ee]ngland(?:'s)?|Department for Education|DfE|[Mm]inisters?|[Gg]overnment|MPs|Ofsted|Children's Commissioner"
    r"|Local Government Association|ADCS|Association of Directors of Children's Services|County Councils Network"
    r"|Social Work England|High Court|Court of Appeal|Supreme Court|[Oo]mbudsman)\b"
)
# "the council", "County Hall", "councillors": in a local paper, its own; not "councils in England".
_LOCAL = re.compile(
    r"\b(?:(?:[Tt]he|[Cc]ounty|[Cc]ity|[Bb]orough|[Tt]own) [Cc]ouncil|[Cc]ouncil (?:has|is|was|will|says|said|bosses|leaders?|to)"
    r"|[Cc]ouncillors?|[Tt]he (?:local )?authority|(?:[Cc]ounty|[Tt]own|[Cc]ity) [Hh]all|[Tt]he (?:county|borough))\b"
)


def of(prose: Prose, own: Council | None, placed: tuple[councils.Placed, ...]) -> Place:
    """Where a story is set. A local paper's story is set where the paper is read, unless it names another place."""
    circumstances = prose.circumstances
    told = f"{circumstances.title}\n{prose.smooth[:_OPENING]}"
    if own:
        return Place.COUNCIL
    if is_elsewhere(told):
        return Place.NONE
    if placed or (circumstances.covers and _LOCAL.search(told)):
        return Place.COUNCIL
    if _NATIONAL.search(told):
        return Place.ENGLAND
    return Place.COUNCIL if circumstances.covers else Place.NONE
