"""Measures: the words by which texts tell the figures that children's services are known by; no text is read here.

Each measure has the words that stand right after its number (`1,986 children being looked after`, `83% of assessments
were completed within 45 working days`) and those that lead up to it (`the number of children in care rose to 1,120`,
`vacancy rate: 18.2%`). Ids are those of the table `measures`, where the official statistics have the measure too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What the number of a measure is: how many, a share, a rate of ten thousand, an average."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "per 10,000"
    AVERAGE = "average"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure: its unit, the measure that it is part of, its words after and before a number, and whether it runs over a time."""

    unit: Unit
    part_of: str | None = None
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    over_time: bool = False


_WHO = r"(?:children and young people|children|young people|youngsters)"
_LIVE = r"(?:(?:are |were )?liv(?:e|ed|ing)|(?:are |were |being )?placed|remain(?:ed)?|stayed?)"
_OUR = r"(?:(?:our|the|its|all|all the) )?"
# How a share goes on to what it is a share of; never over the end of its clause, nor another share.
_ON = r"[^.;%\n]{0,50}?"
_IN_TIME = r"(?:(?:with)?in (?:the )?(?:\d{1,3}|twenty|forty-five|statutory|target|required)(?: working)? ?(?:days?|weeks?|hours?|time[- ]?(?:scales?|limits?))|(?:in|on) time(?:scales?)?\b)"
_PLANS = r"(?:education, health and care plans?|EHC plans?|EHCPs?)"
_SOCIAL_WORKERS = r"social work(?:er)?s?"
_LOOKED_AFTER = "children_looked_after"
_IN_CARE = rf"(?:{_WHO} (?:being |currently |who (?:are|were) )*(?:looked after|in (?:the council's |the authority's |our |the |its )?care)\b|(?:looked[- ]after|cared[- ]for) {_WHO}|children we (?:look after|care for))"
_CHILD_PROTECTION = rf"(?:{_WHO} (?:[\w']+ ){{0,6}}?(?:subjects? (?:of|to)|on|with) (?:an? )?child protection plans?|child protection plans)"
_CARE_LEAVERS = rf"{_OUR}care leavers\b"

MEASURES: Mapping[str, Measure] = {
    _LOOKED_AFTER: Measure(
        unit=Unit.COUNT,
        after=(
            rf"(?:{_WHO} (?:(?:are|were|who are|who were|being|currently|now) ){{0,3}}(?:looked after|in (?:the council's |our |the |its )?care)\b|(?:looked[- ]after|cared[- ]for) {_WHO})",
        ),
        before=(_IN_CARE, r"(?:council|authority|borough|county|city|it|we) (?:currently )?look(?:s|ed)? after"),
    ),
    "children_looked_after_rate": Measure(unit=Unit.RATE, before=(_IN_CARE,)),
    "children_in_need": Measure(
        unit=Unit.COUNT,
        after=(rf"{_WHO} (?:(?:[\w']+ ){{0,9}}?formally in need|(?-i:in need)\b(?! of))",),
        before=(rf"{_WHO} (?-i:in need)\b(?! of)",),
    ),
    "children_in_need_rate": Measure(unit=Unit.RATE, before=(rf"{_WHO} (?-i:in need)\b(?! of)",)),
    "child_protection_plans": Measure(unit=Unit.COUNT, after=(_CHILD_PROTECTION,), before=(_CHILD_PROTECTION,)),
    "child_protection_plans_rate": Measure(unit=Unit.RATE, before=(_CHILD_PROTECTION,)),
    "adoptions": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:adoptions\b|{_WHO} (?:who )?(?:had |have |has )?(?:been |were )adopted)",),
        before=(r"adoptions",),
        over_time=True,
    ),
    "special_guardianship_orders": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} became (?:the )?subjects? of )?special guardianship orders",),
        before=(r"special guardianship orders",),
        over_time=True,
    ),
    "in_foster_families": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} )?{_LIVE} (?:with|in) foster (?:families|carers|care|homes|placements)", rf"{_WHO} in foster (?:care|homes|placements)"),
        before=(
            rf"{_WHO} (?:{_LIVE} )?(?:in foster (?:care|homes|placements)|with foster (?:carers|families))",
            r"foster(?:ing)? (?:households|carers)[^.;\n]{0,40} (?:caring|care|cared) for",
        ),
    ),
    "in_childrens_homes": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} )?{_LIVE} in (?:residential )?children's homes", rf"{_WHO} in (?:residential )?children's homes", rf"(?:{_WHO} )?{_LIVE} in homes run by"),
        before=(rf"{_WHO} (?:{_LIVE} )?in (?:residential )?children's homes",),
    ),
    "with_parents": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} )?{_LIVE} (?:at home )?with (?:their )?parents",),
        before=(rf"{_WHO} (?:{_LIVE} )?(?:at home )?with (?:their )?parents",),
    ),
    "external_residential_placements": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} (?:are |were )?(?:{_LIVE} )?(?:in )?)?(?:external|independent|private)(?: \w+)? (?:residential|children's homes?)(?: (?:placements|care|homes))?",),
        before=(r"external residential (?:placements|care|homes)",),
    ),
    "outside_the_area": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:\((?:or )?[\d.]+%\) )?(?:{_WHO} )?(?:{_LIVE} )?(?:outside|out of) the (?:local authority(?: area)?|local authority's area|county|city|borough|council's area|area)",),
        before=(rf"{_WHO} (?:{_LIVE} )?(?:outside|out of) (?:the (?:local authority(?: area)?|county|city|borough|area)|area|(?-i:[A-Z][a-z]+))",),
    ),
    "placed_over_20_miles_from_home": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} )?{_LIVE} (?:more than|over) (?:20|twenty) miles",),
        before=(rf"{_WHO} (?:{_LIVE} )?(?:more than|over) (?:20|twenty) miles (?:from home|away)",),
    ),
    "unaccompanied_asylum_seeking_children": Measure(
        unit=Unit.COUNT,
        part_of=_LOOKED_AFTER,
        after=(rf"(?:{_WHO} )?(?:are |were )?(?:unaccompanied asylum[- ]seeking|separated migrant) (?:{_WHO}|young people)",),
        before=(rf"unaccompanied asylum[- ]seeking {_WHO}",),
    ),
    "children_starting_to_be_looked_after": Measure(
        unit=Unit.COUNT,
        after=(rf"{_WHO} (?:started to be looked after|came into (?:our )?care|entered care|became looked after)",),
        before=(rf"{_WHO} (?:coming into|entering) care",),
        over_time=True,
    ),
    "children_ceasing_to_be_looked_after": Measure(
        unit=Unit.COUNT,
        after=(rf"{_WHO} (?:ceased to be looked after|left (?:our )?care|stopped being looked after)(?! and moved)",),
        before=(rf"{_WHO} leaving care",),
        over_time=True,
    ),
    "care_leavers": Measure(unit=Unit.COUNT, after=(r"care leavers\b",), before=(r"care leavers",)),
    "care_leavers_in_education_employment_or_training_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_CARE_LEAVERS}{_ON} )?(?:are |were |is |was )?in (?:education,? (?:employment|training)|employment, (?:education|training)|EET\b)",),
        before=(rf"care leavers{_ON} in (?:education,? (?:employment|training)[\w ]{{0,30}}?|employment, education[\w ]{{0,20}}?|EET)",),
    ),
    "care_leavers_in_suitable_accommodation_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_CARE_LEAVERS}{_ON} )?(?:lived? |are |were |is |was )?(?:(?:lived?|living) )?in suitable (?:accommodation|housing)",),
        before=(rf"(?:care leavers{_ON} )?in suitable (?:accommodation|housing)",),
    ),
    "three_or_more_placements_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_OUR}(?:children|looked after children){_ON} )?(?:had |have had |with |who had |experienced )?three or more (?:placements|placement moves|moves|homes)",),
        before=(rf"three or more (?:placements|placement moves|moves){_ON}", r"(?:short[- ]term )?placement (?:in)?stability"),
    ),
    "same_carer_two_years_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_OUR}(?:children|looked after children){_ON} )?(?:had )?(?:lived?|living|been|stayed)[^.;%\n]{{0,25}} same (?:carers?|placement|home|foster carers?)[^.;%\n]{{0,20}} (?:two|2) years",),
        before=(r"long[- ]term (?:placement )?stability",),
    ),
    "referrals": Measure(
        unit=Unit.COUNT,
        after=(r"(?:new )?referrals\b(?! (?:order|team|unit))",),
        before=(r"(?<!re-)(?<!re)(?<!repeat )referrals(?: received| to (?:children's )?social care)?",),
        over_time=True,
    ),
    "rereferrals_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_OUR}referrals )?(?:(?:are|were|was|had been) )?(?:re-?referrals|repeat referrals|referred (?:again|before))",),
        before=(r"re-?referral rate", r"repeat referrals", r"re-?referrals"),
    ),
    "assessments_in_time_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:single |social work |children and families |child and family )?assessments {_ON}{_IN_TIME}",),
        before=(rf"assessments {_ON}{_IN_TIME}", r"(?:timeliness of )?assessments (?:timeliness|in time)"),
    ),
    "repeat_child_protection_plans_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:new )?(?:children|child protection plans|plans){_ON} (?:second or (?:subsequent|later) (?:time|plan)|repeat)",),
        before=(r"(?:repeat|second or subsequent) child protection plans?",),
    ),
    "visits_in_time_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:statutory |social work |children's |child protection )?visits {_ON}{_IN_TIME}",),
        before=(rf"(?:statutory )?visits {_ON}{_IN_TIME}", r"visits in time"),
    ),
    "return_home_interviews_in_time_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}return (?:home )?interviews {_ON}{_IN_TIME}",),
        before=(rf"return (?:home )?interviews {_ON}{_IN_TIME} (?:to|for|with)", rf"return (?:home )?interviews {_ON}{_IN_TIME}"),
    ),
    "initial_health_assessments_in_time_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:initial )?health assessments {_ON}{_IN_TIME}",),
        before=(rf"initial health assessments {_ON}{_IN_TIME}",),
    ),
    "personal_education_plans_up_to_date_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:children{_ON} (?:had|have|with) (?:an? )?(?:up[- ]to[- ]date|current) personal education plans?|personal education plans {_ON}(?:up[- ]to[- ]date|current|in time))",),
        before=(r"(?:up[- ]to[- ]date )?personal education plans?",),
    ),
    "ehc_plans": Measure(
        unit=Unit.COUNT,
        after=(rf"(?:active |current |live )?(?:{_PLANS}\b|plans maintained|(?:children|children and young people|pupils|young people) (?:had|have|with|who have) (?:an )?{_PLANS})",),
        before=(_PLANS,),
    ),
    "ehc_plans_in_time_share": Measure(
        unit=Unit.PERCENT,
        after=(rf"of {_OUR}(?:new |final )?(?:{_PLANS}|plans) {_ON}{_IN_TIME}",),
        before=(rf"(?:{_PLANS}) {_ON}{_IN_TIME}", r"20[- ]week (?:timeliness|performance)"),
    ),
    "social_workers_in_post": Measure(
        unit=Unit.COUNT,
        after=(rf"(?:permanent |full-time equivalent |FTE )?{_SOCIAL_WORKERS} (?:are |were )?(?:in post|employed)",),
        before=(rf"{_SOCIAL_WORKERS} in post",),
    ),
    "agency_social_workers": Measure(
        unit=Unit.COUNT,
        after=(rf"(?:agency|locum) {_SOCIAL_WORKERS}\b", r"(?:posts? |vacancies )?(?:(?:are|were|is|was) )?(?:filled|covered|held) by (?:agency|locum)\b"),
        before=(rf"(?:agency|locum) {_SOCIAL_WORKERS}", r"agency (?:staff|workers) (?:filled|cover(?:ed)?|hold|held)"),
    ),
    "agency_social_worker_rate": Measure(
        unit=Unit.PERCENT,
        after=(
            rf"(?:of {_OUR}(?:{_SOCIAL_WORKERS}|workforce|posts|staff|social work (?:posts|workforce)){_ON} )(?:agency|locum|temporary)\b",
            rf"(?:agency|locum) (?:staff|{_SOCIAL_WORKERS}|workers|rate)",
            r"(?:of posts )?(?:are|is|were) (?:filled|covered|held) by (?:agency|locum)\b",
        ),
        before=(rf"(?:agency|locum) (?:{_SOCIAL_WORKERS}|staff|workers|rate|use)(?: rate)?",),
    ),
    "social_worker_vacancy_rate": Measure(
        unit=Unit.PERCENT,
        after=(rf"(?:of {_OUR}(?:{_SOCIAL_WORKERS} )?posts {_ON})?(?:vacant\b|vacancy rate|unfilled\b)",),
        before=(r"vacancy rates?(?: (?:among|for|of) social workers)?", r"vacancies"),
    ),
    "social_worker_turnover_rate": Measure(
        unit=Unit.PERCENT, after=(r"(?:staff )?turnover",), before=(r"turnover(?: rate)?(?: of social workers)?",)
    ),
    "social_worker_caseload": Measure(
        unit=Unit.AVERAGE,
        after=(r"cases (?:each\b|per (?:social )?worker|a (?:social )?worker|for each (?:social )?worker)",),
        before=(r"(?:average )?case-?loads?(?: average| of social workers| for social workers| per (?:social )?worker)?",),
    ),
    "fostering_households": Measure(
        unit=Unit.COUNT,
        after=(r"(?:approved |mainstream |in-house )*(?:foster(?:ing)? (?:households|homes|families))\b",),
        before=(r"(?:approved |mainstream )?foster(?:ing)? households",),
    ),
    "unallocated_cases": Measure(
        unit=Unit.COUNT,
        after=(
            r"unallocated (?:cases|children)",
            r"(?:cases|children) (?:(?:were |are |was )?(?:unallocated|not allocated|without (?:an? )?(?:allocated )?social worker)|(?:had|have) not been (?:given|allocated) to)",
        ),
        before=(r"(?:backlog of )?unallocated (?:cases|children)",),
    ),
}  # fmt: skip


def after_number(*units: Unit) -> re.Pattern[str]:
    """What stands right after the number of a measure in these units; the group that matches is the measure's id."""
    return _either({name: each.after for name, each in MEASURES.items() if each.unit in units and each.after})


def before_number(*units: Unit) -> re.Pattern[str]:
    """The words that lead up to the number of a measure in these units, in the same way."""
    return _either(
        {name: each.before for name, each in MEASURES.items() if each.unit in units and each.before}
    )


def _either(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?P<{name}>{'|'.join(some)})" for name, some in words.items()), re.IGNORECASE
    )
