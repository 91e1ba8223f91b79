"""Light words: those that lead from what a figure is of to its number and say nothing of what it is of. Words in, yes or no out.

`The number of children in care | in the county stood, at the end of March, at | 412`: whatever stands there of time and
place, of state and change, leaves the number one of children in care; any other word may make something else of it.
"""

import re
from collections.abc import Sequence

_JOINING = """
    a an the this that these those it its it's their our his her there there's here which who whom what we they in of on at to for from with by as
    than and or but while though although so yet since per each every both all any some other also too only just even still already now then
    about around approximately roughly nearly almost over below above under some well far very slightly sharply steadily significantly
    considerably again once itself themselves respectively overall altogether marginally gradually modestly substantially dramatically markedly notably barely narrowly unusually encouragingly
    fifth true understand opposed meeting increase decrease improvement reduction deterioration rise disappointingly pleasingly regrettably unfortunately fortunately rapidly quickly slowly noticeably fractionally close towards nearer
    together apiece respectively between among across within through during after before until
    when where whereas against compared compares comparing versus vs contrast including excluding likewise similarly meanwhile however
    additionally consistently broadly mostly further equally alone thus hence hand latter former is are was were be been being has have had having do does did us you them no i e g"""
_OF_FIGURES = """
    figure figures number numbers total totals count tally rate rates proportion proportions share shares percentage percentages percent level
    levels average averages mean median typical equivalent equal high low peak record performance result results data value position picture
    trend more fewer less point points cent headline best worst better worse poorer poorest highest lowest higher lower fewest most least good bad"""
_STATE_AND_CHANGE = """
    stand stands stood standing remain remains remained stay stays stayed rise rises rose risen rising fall falls fell fallen falling drop drops
    dropped dropping decline declines declined declining decrease decreases decreased decreasing increase increases increased increasing grow
    grows grew grown growing climb climbs climbed climbing go goes went gone going come comes came coming down up upwards downwards reach reaches
    reached reaching hit touched peaked peaking totalled totalling numbered numbering averaged averaging amounted amounting reduce reduces reduced
    reducing cut brought lowered raised lifted slipped creep crept creeping improve improved improving worsened worsening recovered eased dipped
    jumped doubled halved leapt soared shrank shrunk swollen move moved moves changed change unchanged stable steady recorded reported measured
    show shows showed shown works worked out make makes made making give gives gave given giving put puts equates equals represents representing
    means meant end ends ended began start leaving based according stated said reports became bringing take takes took taking get getting got
    compiled accounted accounts received maintained issued granted followed subject fared hold holds held holding noted heard saw seen topped topping passed passing exceeded exceeding edged edging
    tumbled tumbling plunged slid sliding swelled swelling surged surging soared soaring jumping leaping shrinking ballooned mushroomed inched
    inching nudged nudging settled plateaued levelled bottomed hovered hovering fluctuated tripled trebled quadrupled halving doubling plummeted
    slumped rocketed spiked mounted mounting climbed lengthened shortened flat static constant stubborn stubbornly becoming supporting supported
    accepted running dipping rallied sank sunk retreated advanced backed turned ballooning expanded contracted rebounded overtaken overtook
    outdone surpassed fill fills filled filling occupy occupied occupying cover covers covered covering"""
_TIME_AND_PLACE = """
    year years year's month months month's months' week weeks quarter quarters quarter's day days date time times period today tonight yesterday
    last last's latest recent previous prior preceding earlier later late early mid ago same next first second third fourth half financial
    calendar ending year-end month-end quarter-end midnight beginning spring summer autumn winter new old long moment past monthly yearly annual annually quarterly currently
    presently latterly recently previously formerly nationally locally regionally inspection visit visited visiting line neighbour neighbours
    neighbours' neighbouring capital coast statistical similar comparator comparators comparable peers counterparts others elsewhere region regions regional
    sub-region national country county county's borough borough's city city's town council councils council's authority authorities authority's
    area areas local whole"""
_WHOM = """
    children child young people youngsters persons cases receiving service services case active open live approved mainstream permanent"""
# Numbers that are no figures: `twelve months previously`.
_NUMERALS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred thousand million"""
_LIGHT = frozenset(
    f"{_JOINING} {_OF_FIGURES} {_STATE_AND_CHANGE} {_TIME_AND_PLACE} {_WHOM} {_NUMERALS}".split()
)

_OTHER_TIME = """
    last previous previously earlier ago before now today currently year years month months quarter later then prior preceding same was were had been"""
_OTHER_PLACE = """
    nationally regionally regional national neighbours neighbour statistical comparators average elsewhere there"""
_SET_AGAINST = "opposed increase decrease improvement reduction deterioration to from against compared compares comparing versus vs than while whereas respectively"
# What makes of a second number one of the same measure.
_CONTRAST = frozenset(f"{_OTHER_TIME} {_OTHER_PLACE} {_SET_AGAINST}".split())

# A word, a date that is blotted out, or a year; other numbers are no words.
_WORD = re.compile(r"[A-Za-z][\w'-]*|[\ue000\ue001]+|\b(?:19|20)\d\d(?:'s)?\b")
_DATE = "\ue000"


def words_in(text: str, start: int, end: int) -> list[str]:
    """The words of a stretch; dates and sums stand as one word each."""
    return _WORD.findall(text, start, end)


def are_light(words: Sequence[str]) -> bool:
    """Whether all are light: words that join, of state and change, of time and place, and names."""
    return all(_is_name(word) or word.lower() in _LIGHT or word.endswith("-year") for word in words)


def are_contrast(words: Sequence[str]) -> bool:
    """Whether any of them tells of another time or place."""
    return any(_is_name(word) or word.lower() in _CONTRAST for word in words)


def _is_name(word: str) -> bool:
    """Whether it is a date or a year, or a name of somebody or somewhere."""
    return word[0] == _DATE or word[0].isupper() or word[0].isdigit()
