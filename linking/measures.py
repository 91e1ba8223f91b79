"""Measures: the figures that children's services are known by, and the concepts by whose words texts tell of them; no text is read here.

A measure is a concept in a unit: `children in care` counted is one, of every 10,000 another. A concept has the words by
which it is named anywhere in a sentence, before its number or after it, each said once; how a number is bound to one is
in figures.py. Ids are those of the table `measures`, where the official statistics have the measure too.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import ahocorasick


class Unit(StrEnum):
    """What the number of a measure is: how many, a share, a rate of ten thousand, an average."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "per 10,000"
    AVERAGE = "average"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A measure: its unit, the measure that it is part of, and whether it runs over a time."""

    unit: Unit
    part_of: str | None = None
    over_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Concept:
    """What figures are told of: its words, and its measures by unit.

    A concept without measures is there so that its words are not taken for another's: an adoption panel adopts nobody.
    None of the words stands where none of the `stems` does (in small letters), which is quick to see. `in_time` is the measure of a share of it that was done in time, which takes words for that beside its own; `lead`
    must stand before its number where the words alone say too little.
    """

    stems: tuple[str, ...]
    words: tuple[str, ...]
    measures: Mapping[Unit, str] = field(default_factory=dict)
    in_time: str | None = None
    lead: re.Pattern[str] | None = None


def _count(part_of: str | None = None, *, over_time: bool = False) -> Measure:
    return Measure(unit=Unit.COUNT, part_of=part_of, over_time=over_time)


_LOOKED_AFTER = "children_looked_after"
_PER_10_000, _AVERAGE = Measure(unit=Unit.RATE), Measure(unit=Unit.AVERAGE)
_SHARE, _SHARE_OVER_TIME = Measure(unit=Unit.PERCENT), Measure(unit=Unit.PERCENT, over_time=True)

MEASURES: Mapping[str, Measure] = {
    _LOOKED_AFTER: _count(),
    "children_looked_after_rate": _PER_10_000,
    "children_in_need": _count(),
    "children_in_need_rate": _PER_10_000,
    "child_protection_plans": _count(),
    "child_protection_plans_rate": _PER_10_000,
    "adoptions": _count(_LOOKED_AFTER, over_time=True),
    "special_guardianship_orders": _count(_LOOKED_AFTER, over_time=True),
    "in_foster_families": _count(_LOOKED_AFTER),
    "in_childrens_homes": _count(_LOOKED_AFTER),
    "with_parents": _count(_LOOKED_AFTER),
    "external_residential_placements": _count(_LOOKED_AFTER),
    "children_placed_outside_the_boundary": _count(_LOOKED_AFTER),
    "children_placed_outside_the_boundary_share": _SHARE,
    "placed_over_20_miles_from_home": _count(_LOOKED_AFTER),
    "unaccompanied_asylum_seeking_children": _count(_LOOKED_AFTER),
    "children_starting_to_be_looked_after": _count(over_time=True),
    "children_ceasing_to_be_looked_after": _count(over_time=True),
    "care_leavers": _count(),
    "care_leavers_in_bed_and_breakfast": _count(),
    "care_leavers_in_education_employment_or_training_share": _SHARE,
    "care_leavers_in_suitable_accommodation_share": _SHARE,
    "three_or_more_placements_share": _SHARE_OVER_TIME,
    "same_carer_two_years_share": _SHARE,
    "referrals": _count(over_time=True),
    "rereferrals_share": _SHARE_OVER_TIME,
    "assessments_in_time_share": _SHARE_OVER_TIME,
    "repeat_child_protection_plans_share": _SHARE_OVER_TIME,
    "visits_in_time_share": _SHARE_OVER_TIME,
    "return_home_interviews_in_time_share": _SHARE_OVER_TIME,
    "initial_health_assessments_in_time_share": _SHARE_OVER_TIME,
    "review_health_assessments_in_time_share": _SHARE_OVER_TIME,
    "personal_education_plans_up_to_date_share": _SHARE,
    "ehc_plans": _count(),
    "ehc_plans_in_time_share": _SHARE_OVER_TIME,
    "social_workers_in_post": _count(),
    "agency_social_workers": _count(),
    "agency_social_worker_rate": _SHARE,
    "social_worker_vacancy_rate": _SHARE,
    "social_worker_turnover_rate": _SHARE_OVER_TIME,
    "social_worker_caseload": _AVERAGE,
    "personal_adviser_caseload": _AVERAGE,
    "fostering_households": _count(),
    "unallocated_cases": _count(),
}  # fmt: skip

_WHO = r"(?:children and young people|children|young people|youngsters)"
_IS = r"(?:(?:are|were|is|was|being|been|be|currently|now|who|had|has|have|all|still) )*"
_LIVE = rf"{_IS}(?:liv(?:e|es|ed|ing)|placed|remain(?:ed)?|stay(?:ed|ing)?|staying)"
_OURS = r"(?:(?:our|its|their|the|(?-i:[A-Z])?[\w']+'s|(?:city|county|borough|town) council's|local authority|council|authority) ){0,2}"
_PLANS = r"(?:education,? health and care plans?|EHC plans?|EHCPs?)"
_PLACES = r"(?:local authority(?: area)?|local authority's area|council's area|authority's area|county|city|borough|town|district|authority|area)(?:'s)?(?: boundar(?:y|ies)| borders?)?"

# `plans` of a kind that was said before; without that only those that fall due in so many weeks are known.
SOME_PLANS = "some plans"
CONCEPTS: Mapping[str, Concept] = {
    "none": Concept(
        stems=("adopt", "agency", "conference", "academy", "degree", "posts", "foster", "subject", "waiting", "headcount", "health assessments", "care leaver", "referral", "vacancies in", "turnover of £", "neet", "not in ", "out of ", "placed ", "advis", "iro ", "iros", "officer", "caseworker", "visitor", "psychologist", " said", " told", " took", " wait"),
        words=(
            r"adopt(?:ion|ive) (?:panels?|agenc\w+|teams?|services?|support|scheme|of|parents?|breakdowns?|match\w*)",
            r"adopted (?:a|an|the|by|as|in full|unanimously)\b",
            r"agency (?:plan|decision|carers?|foster|spend|costs?|budget|fees|partners|safeguarding)",
            r"(?:multi-|inter-|multi|inter)agency",
            r"(?-i:NEET)\b|not in (?:education|employment|training|work)[^.;:\n\d]{0,30}(?:training|employment|work|education)\b",
            r"out of (?:work|education|training|employment|school)\b[^.;:,\n\d]{0,24}(?:education|training|employment|work)?\b",
            rf"{_LIVE} (?:here |in [a-z]+ )?by other (?:local )?(?:authorities|councils|boroughs)",
            r"initial child protection conferences?",
            r"children's social work(?:ers)? (?:degree|posts?|academy)",
            r"foster(?:ing)? (?:panels?|fees?|allowances?|services?|agenc\w+)",
            rf"made (?:the )?subjects? (?:of|to) (?:an? )?(?:new |repeat )?(?:child protection )?(?:plans?|{_PLANS})",
            r"(?:children|young people|families|people|parents) (?:waiting|who (?:took|said|told)|wait)",
            r"care (?:leavers'? (?:forum|council|week|covenant|offer|hub)|leavers? (?:panel|team|service))",
            r"headcount",
            r"(?:(?-i:IROs?)|reviewing officers?|caseworkers?|SEND officers?|health visitors?|psychologists?)[^.;:\n]{0,60}?(?:cases|caseloads?)\b(?: (?:each|on average))?",
            r"referral (?:orders?|teams?|units?|forms?)",
            r"vacancies in (?:schools?|nurser\w+|care homes?)",
            r"(?:staff|team|business|company) turnover of £",
        )
    ),
    "unaccompanied": Concept(
        stems=("unaccompanied", "separated", "uasc", "alone", "on their own"),
        words=(
            rf"{_IS}(?:unaccompanied(?:,? asylum[- ]seeking)?|separated migrant)(?: {_WHO}| minors)?\b(?! (?:by|visits?))(?: in (?:{_OURS})?care\b| looked after)?",
            r"(?-i:UASC)\b",
            rf"{_IS}(?:arrived|arriving|come|came|coming) (?:in|to|into) (?:the UK|(?:this|the) country|England|Britain) (?:alone|unaccompanied|on their own)",
        ),
        measures={Unit.COUNT: "unaccompanied_asylum_seeking_children"},
    ),
    "miles": Concept(
        stems=(" miles",),
        words=(rf"(?:{_LIVE} )?(?:at a distance of )?(?:(?:more than|over|further than|beyond|at least|greater than) (?:20|twenty) miles|(?:20|twenty) miles or (?:more|further)|20\+ miles)(?: (?:from (?:their (?:own )?)?(?:family )?homes?|away|off|distant))?",),
        measures={Unit.COUNT: "placed_over_20_miles_from_home"},
    ),
    "external": Concept(
        stems=("external", "independent", "private"),
        words=(
            rf"(?:{_LIVE} )?(?:in )?(?:external|independent|private|privately run)(?: \w+)? (?:residential|children's homes?)(?: (?:placements?|care|homes))?",
            rf"(?:{_LIVE} )?in (?:private|privately[- ]run|privately[- ]owned|externally[- ]run|independently[- ]run) homes|(?:{_LIVE} )?in homes (?:run|owned|operated) by (?:private|independent|external) (?:companies|firms|providers|operators)",
            r"residential placements (?:with|bought from|purchased from|provided by) (?:external|independent|private) (?:providers|firms|companies|operators)",
        ),
        measures={Unit.COUNT: "external_residential_placements"},
    ),
    "homes": Concept(
        stems=("homes", "residential care"),
        words=(
            rf"(?:{_LIVE} )?in (?:an? |residential |our |our own |registered )*children's homes?",
            rf"{_WHO} in residential (?:care|homes|placements)",
            rf"{_LIVE} in (?:residential (?:care|homes)|homes run by)",
            r"residential (?:children's )?homes (?:are )?(?:care|cared|caring|looking after|look after)(?: for)?",
        ),
        measures={Unit.COUNT: "in_childrens_homes"},
    ),
    "fostered": Concept(
        stems=("foster",),
        words=(
            rf"(?:{_LIVE} )?(?:with|in) (?:an? |our |(?:independent )?agency |in-house |approved |kinship )*foster(?:ing)? (?:famil(?:ies|y)|carers?|care|homes?|parents|households|placements?)",
            rf"{_IS}fostered\b(?! by)",
        ),
        measures={Unit.COUNT: "in_foster_families"},
    ),
    "cared for": Concept(
        stems=("caring for", "care for", "cares for", "cared for", "looking after", "look after", "looked after"),
        words=(r"(?:caring|cares?) for\b|(?:cared for|look(?:ing|s|ed)? after)(?= (?:about |around |nearly |almost |over |some )?[\d,]{1,6} )",),
        measures={Unit.COUNT: "in_foster_families"},
        lead=re.compile(r"\bfoster(?:ing)? (?:households|carers|families|homes)\b", re.IGNORECASE),
    ),
    "parents": Concept(
        stems=("parent", "mum "),
        words=(rf"(?:{_LIVE} )?{_IS}(?:at home )?with (?:their )?(?:own )?(?:birth )?(?:parents\b|mum (?:or|and) dad|a parent\b)(?!,? (?:or|and|/)? ?(?:other |with )?(?:connected|relatives|relations|kin|famil|friends|carers|grandparents))",
            rf"{_LIVE} at home (?:on|under|subject to) (?:an? |full )*(?:interim )?care orders?",),
        measures={Unit.COUNT: "with_parents"},
    ),
    "outside": Concept(
        stems=("outside", "out of", "out-of", "beyond", "another", "in other ", "neighbouring", "different", "elsewhere"),
        words=(
            rf"(?:{_WHO} |{_LIVE} |placements )+(?:(?:in|at) [^.;:\n\d]{{1,40}} )?(?:outside|out of|beyond) (?:(?:the|its|our|their) (?:own )?(?:{_PLACES}|boundar(?:y|ies)|borders?)|area|county|borough|city|district|(?-i:[A-Z][a-z]+))",
            rf"{_LIVE} (?:in (?:another|other|neighbouring|different) (?:local )?(?:boroughs?|count(?:y|ies)|authorit(?:y|ies)|councils?(?:' areas?)?|council areas?|areas|parts of the country)|elsewhere in (?:the country|England))",
            r"out[- ]of[- ](?:area|county|borough) placements",
        ),
        measures={
            Unit.COUNT: "children_placed_outside_the_boundary",
            Unit.PERCENT: "children_placed_outside_the_boundary_share",
        },
    ),
    "starting": Concept(
        stems=("to be", "became", "care", "start"),
        words=(
            r"(?:started|starting|began|beginning|begun) to be(?: looked after)?\b",
            r"started(?= and [\d,]+ (?:ceased|stopped|left))",
            r"(?:became|becoming|become) looked after|(?:new )?(?:entrants|entries) (?:in)?to (?:our )?care\b|received into (?:our )?care\b|care (?:entrants|admissions)",
            r"(?:c[oa]me|coming|comes|entered|enter|entering|entries|taken|brought|admitted|admissions) (?:in)?to (?:our |the council's |its )?care\b|enter(?:ed|ing)? (?:our |its )?care\b",
        ),
        measures={Unit.COUNT: "children_starting_to_be_looked_after"},
    ),
    "guardianship": Concept(
        stems=("guardian", "sgo"),
        words=(r"(?:became (?:the )?subjects? (?:of|to) |left (?:our |its )?care (?:to|under|through|on|for) )?(?:an? )?special guardian(?:ship(?: orders?)?|s)|(?-i:SGOs?)\b",),
        measures={Unit.COUNT: "special_guardianship_orders"},
    ),
    "ceasing": Concept(
        stems=("ceas", "stopp", "left", "leaving", "exit", "discharged", "departures"),
        words=(
            r"(?:ceased|ceasing|ceases?|stopped) (?:to be|being) looked after|(?:exits?|exited|exiting|discharged|departures) (?:from )?(?:our )?care\b",
            rf"left (?:our |its |the council's )?care\b(?! and| to | under| team| on )|{_WHO} leaving care",
        ),
        measures={Unit.COUNT: "children_ceasing_to_be_looked_after"},
    ),
    "suitable": Concept(
        stems=("suitabl", "appropriate "),
        words=(rf"(?:{_LIVE} )?(?:in )?(?:an? )?(?:suitable|appropriate) (?:accommodation|housing|homes?|place to live)|somewhere suitable to live|suitably (?:housed|accommodated)|(?:{_LIVE} )?(?:in )?(?:accommodation|housing|homes) (?:that (?:was|is|were|are) |which (?:was|is) )?(?:judged|deemed|considered|assessed as|regarded as|classed as|rated|thought|said to be)(?: to be)? suitable",),
        measures={Unit.PERCENT: "care_leavers_in_suitable_accommodation_share"},
    ),
    "eet": Concept(
        stems=("education", "employment", "training", "work", "eet", "studying", "learning", "job"),
        words=(
            r"in (?:(?:education|employment|training|work)(?:,| or| and)? ?){2,3}(?:or (?:education|employment|training))?",
            r"in (?:education|employment|training|work),? (?:education|employment|training|work),? (?:or|and) (?:education|employment|training|work)",
            r"(?:in )?(?-i:EET)\b",
            r"(?:working|in work|in a job) or (?:studying|training|learning|in education|at college)",
            r"(?:studying|learning|training|in education) or (?:working|in work|in a job)",
            r"had a (?:job|place at college|college place)[^.;:\n\d]{0,20} or (?:an )?(?:apprenticeship|training|job|course|college place|place at college)",
            r"in (?:work|employment|a job|jobs),? (?:training|education|learning|study|college)? ?or (?:an )?(?:apprenticeships?|stud(?:y|ying)|learning|college)",
        ),
        measures={Unit.PERCENT: "care_leavers_in_education_employment_or_training_share"},
    ),
    "same carer": Concept(
        stems=("same ", "long-term", "long term", "settled", "stable"),
        words=(
            r"(?:in|with) (?:the same|their current|one|a single) (?:carers?|placements?|homes?|foster carers?|foster famil(?:y|ies)|famil(?:y|ies))[^.;%\n]{0,25}? (?:two|2)(?: or more)? years(?: or (?:more|longer))?",
            r"long[- ]term (?:placement )?stability",
            r"(?:been )?(?:settled|stable|in (?:a )?(?:stable|long-term|settled) placements?|in the same place)(?: for)? (?:more than |over |at least )?(?:two|2) years(?: or (?:more|longer))?",
        ),
        measures={Unit.PERCENT: "same_carer_two_years_share"},
    ),
    "moves": Concept(
        stems=("three ", "3 ", "times", "stability"),
        words=(
            r"(?:(?:three|3) or more (?:different )?(?:placements?|placement moves|changes of placement|moves|homes|addresses)|(?:three|3) (?:placements|moves|homes) or more|at least three (?:placements|moves|homes))(?: (?:in|during|within) (?:a|the|one|that) (?:\w+ )?year|(?: (?:in|during|within|over) the (?:previous|last|past|preceding) (?:12|twelve) months))?",
            r"moved (?:home |placement )?(?:three|3)(?: or more)? times(?: or more)?",
            r"(?:short[- ]term )?placement (?:in)?stability",
        ),
        measures={Unit.PERCENT: "three_or_more_placements_share"},
    ),
    "repeat plans": Concept(
        stems=("repeat", "second", "had been", "previously"),
        words=(
            r"(?:repeat|second or (?:subsequent|later|further)|second and subsequent) (?:child protection )?(?:plans?|times?)",
            r"(?:for )?a (?:second|repeat) (?:or (?:subsequent|further|third) )?(?:time|plan)\b|previously (?:been )?(?:on|subject to|the subject of) (?:a|such a) (?:child protection )?plan",
            r"had been (?:on one|on a plan|the subject of a plan|subject to a plan) (?:before|previously)",
        ),
        measures={Unit.PERCENT: "repeat_child_protection_plans_share"},
    ),
    "repeat referrals": Concept(
        stems=("refer", "within", "inside", "in under"),
        words=(
            r"(?:re-?referrals?|repeat referrals?)(?: rate)?",
            r"referrals (?:had been |have been |were |are |being )?(?:repeats?|repeated|made again)(?: (?:ones|referrals))?(?: (?:with)?in (?:a|12|twelve|the same) (?:months?|year))?",
            r"(?:(?:concern(?:ed|ing)?|involv(?:ed|ing)|related to|were about) (?:children|families|a child) (?:who |that )?(?:had |were )?)?(?:already|previously) (?:been )?referred(?: (?:to (?:us|the council|social care) )?(?:with)?in the (?:past|previous|last|preceding|same) (?:year|12 months|twelve months))?",
            r"(?:re-?referred|referred (?:to (?:us|the council|social care) )?(?:back|again|before))",
            r"(?:within|inside|in under) (?:a|the|12|twelve) (?:months?|year) of (?:an? )?(?:earlier|previous|prior|last)(?: referral| one)?",
            r"followed (?:another|an (?:earlier|other) (?:one|referral)|a previous (?:one|referral)) (?:within|inside) (?:the|a|12|twelve) (?:months?|year)",
        ),
        measures={Unit.PERCENT: "rereferrals_share"},
    ),
    "plans": Concept(
        stems=("protection", "plan", "register"),
        words=(
            r"plan rate",
            rf"{_IS}(?:the )?subjects? (?:of|to) (?:an? |the )?(?:active |open |current )?(?:child protection|(?-i:CP)) (?:plans?|planning)",
            rf"{_IS}(?:on|with|under|had|have|having|supported by|supported through) (?:an? )?(?:active |open |current )?(?:child )?protection plans?|(?:child protection|protection|(?-i:CP)) (?:plans?|planning)",
            rf"{_WHO} (?:{_IS})?on (?:an? )?plans?\b",
            rf"{_IS}on (?:the |our )?(?:child protection|at[- ]risk) register|child protection numbers|{_IS}in (?:the )?child protection(?: system)?\b",
        ),
        measures={
            Unit.COUNT: "child_protection_plans",
            Unit.RATE: "child_protection_plans_rate",
        },
    ),
    "need": Concept(
        stems=("in need",),
        words=(
            r"(?:identified [^.;\n\d]{0,40}? )?formally in need",
            rf"{_IS}(?:assessed|identified|classed|classified|recorded|regarded) (?:as )?(?:being |to be )?(?:(?:a )?child(?:ren)? )?in need\b(?! of)",
            r"(?:(?-i:[Cc]hild(?:ren)?|young people) )(?-i:in need)\b(?! of)(?: (?:cases|plans))?",
        ),
        measures={Unit.COUNT: "children_in_need", Unit.RATE: "children_in_need_rate"},
    ),
    "in care": Concept(
        stems=("care", "look", "lac ", "lac:", "cla ", "cla:", "cic ", "corporate parent", "responsible for"),
        words=(
            rf"(?:{_WHO} )?{_IS}(?:looked[- ]after|cared[- ]for)(?: {_WHO})?(?! (?:by (?:our|foster|agency|family|relatives)|well\b|themselves))",
            rf"(?:{_WHO} )?{_IS}in (?:{_OURS})?care\b(?! (?:of|homes?|leavers?|plans?|proceedings|orders?|records?|system|council|and support))",
            r"looked[- ]after (?:population|numbers|cohort)|(?:care|in[- ]care) (?:numbers|cohort)",
            r"corporate parents? (?:to|of|for)\b",
            r"responsible for(?= [\d,]+ (?:looked|children (?:in care|(?:at|on) (?:the end|\ue000))))",
            rf"{_WHO} {_IS}in the care of (?:the|our|{_OURS})",
            rf"{_WHO} (?:that |whom |who )?we (?:now |currently )?(?:look(?:ed)? after|care(?:d)? for)",
            r"(?:council|authority|borough|county|city|it|we|who|you) (?:(?:currently|now|are|is) )*look(?:s|ed|ing)? after",
            r"(?-i:LAC|CLA|CiC)\b|care population",
        ),
        measures={Unit.COUNT: _LOOKED_AFTER, Unit.RATE: "children_looked_after_rate"},
    ),
    "eet plans": Concept(
        stems=("personal education", "pep"),
        words=(rf"(?:had|have|with|has) (?:an? )?(?:up[- ]to[- ]date|current|completed) (?:personal education plans?|(?-i:PEPs?))|(?:an? )?(?:up[- ]to[- ]date |current |completed )?(?:personal education plans?|(?-i:PEPs?)\b)(?:[.:]? {_IS}(?:up[- ]to[- ]date|current|in place|in time|complete|completed))?(?: in place)?",),
        measures={Unit.PERCENT: "personal_education_plans_up_to_date_share"},
    ),
    "adopted": Concept(
        stems=("adopt",),
        words=(rf"adoptions\b|adoption orders|{_IS}adopted\b",),
        measures={Unit.COUNT: "adoptions"},
    ),
    "bed and breakfast": Concept(
        stems=("breakfast", "b&b"),
        words=(rf"(?:young )?care leavers (?:who )?{_IS}(?:(?:living|lived|housed|accommodated|staying|put up|placed) )?in (?:[\w-]+,? ){{0,4}}?(?:bed[- ]and[- ]breakfasts?|(?-i:B&Bs?))(?: accommodation| hotels?| placements?)?",),
        measures={Unit.COUNT: "care_leavers_in_bed_and_breakfast"},
    ),
    "care leavers": Concept(
        stems=("leavers", "left "),words=(
            r"(?:young )?care leavers\b(?!')(?: (?:aged|between) (?:16|17|18)(?: to | and |-)(?:21|24|25))?",
            r"(?:(?:young people|young adults|those|adults) )?who (?:have |had )?left (?:our |its |the council's )?care\b(?! (?:in|during|over|since|between|last|this|and|to|under|team|on)\b)",
        ), measures={Unit.COUNT: "care_leavers"}),
    "review health assessments": Concept(
        stems=("health assessment", " rha", "(rha"),
        words=(r"(?:review|annual|repeat) health assessments?|(?-i:RHAs?)\b",),
        in_time="review_health_assessments_in_time_share",
    ),
    "health assessments": Concept(
        stems=("health assessment", "iha", "health check", "medical "),
        words=(r"(?:(?:initial|first) )?health assessments?|(?:initial|first) (?:health|medical) (?:checks?|medicals?|appointments?)|(?-i:IHAs?)\b",),
        in_time="initial_health_assessments_in_time_share",
    ),
    "assessments": Concept(
        stems=("assessment",),
        words=(
            r"(?:single |social work |children and families |child and family |children's |statutory )?assessments(?! (?:of|for) (?:need|EHC|education|carers))|assessment timeliness",
        ),
        in_time="assessments_in_time_share",
    ),
    "visits": Concept(
        stems=("visits",),
        words=(r"(?:statutory |social work |children's |child protection )?visits(?: to (?:children|families)(?: on (?:an? )?(?:child protection )?plans?)?)?",),
        in_time="visits_in_time_share",
    ),
    "interviews": Concept(
        stems=("return", "rhi", "missing interview", "independent interview"),
        words=(r"return(?: from missing|-from-missing)?[- ](?:home )?(?:interviews?|conversations?|discussions?)|(?:independent|missing) (?:return )?interviews|(?-i:RHIs?)\b",), in_time="return_home_interviews_in_time_share"
    ),
    "ehc plans": Concept(
        stems=("plan", "ehc", "20-week"),
        words=(rf"{_PLANS}|plans (?:were |are )?(?:being |currently )*maintained|20-week (?:timeliness|performance)",),
        measures={Unit.COUNT: "ehc_plans"},
        in_time="ehc_plans_in_time_share",
    ),
    "agency": Concept(
        stems=("agenc", "locum", "interim s", "temporary s", " temps"),
        words=(
            r"(?:agency|locum|interim|temporary) social work(?:ers?|s)?(?: staff)?(?: rate)?|(?:agency|locum) (?:staff(?:ing)?|workers?|practitioners|rates?|use|usage|cover|workforce)(?: rate)?",
            rf"{_IS}(?:supplied|provided|filled|covered|held|engaged|employed|occupied|taken) (?:by|through|via) (?:an? )?(?:agency|agencies|locums?)\b(?: (?:staff|workers|social workers))?",
            r"(?:were|are|was|is|from|through) (?:agency|agencies|locums?|temps)\b(?! [a-z]+s\b)",
            r"rel(?:y|ies|ied|ying) on (?:agencies|agency (?:staff|workers)|locums) for",
        ),
        measures={Unit.COUNT: "agency_social_workers", Unit.PERCENT: "agency_social_worker_rate"},
    ),
    "vacancies": Concept(
        stems=("vacan", "unfilled", "empty"),
        words=(rf"{_IS}(?:vacanc(?:y|ies)|vacant|unfilled)(?: posts| positions)?(?: rates?)?(?: (?:among|for|of|in) (?:children's )?social work(?:ers?)?)?|(?:lie|lying|stand|standing|posts (?:are|were)) empty",),
        measures={Unit.PERCENT: "social_worker_vacancy_rate"},
    ),
    "turnover": Concept(
        stems=("turnover",),
        words=(r"(?:staff |social worker )?turnover(?: rate)?(?: (?:of|among) social workers)?",),
        measures={Unit.PERCENT: "social_worker_turnover_rate"},
    ),
    "advisers": Concept(
        stems=("personal advis", "pas "),
        words=(
            r"(?:personal advis[eo]rs?|(?-i:PAs))(?:'|'s)? (?:\w+ ){0,3}?(?:had|have|has|held|hold|holds|holding|carry|carried|carries|work(?:ed)? with|support(?:ed|s)?|(?:average )?caseloads?)\b(?: (?:average )?caseloads?)?",
        ),
        measures={Unit.AVERAGE: "personal_adviser_caseload"},
    ),
    "caseload": Concept(
        stems=("caseload", "case-load", "case load", "cases ", "children ", "responsible for"),
        words=(
            r"(?:(?:average|mean|typical) )?case-?loads?(?: (?:of|for) social workers| per (?:social )?worker)?",
            r"responsible for (?:about |around )?an average of(?= [\d.]+ (?:children|cases|families)\b)",
            r"cases (?:each\b|apiece\b|on average\b|per (?:social )?(?:worker|practitioner)|a (?:social )?worker|for (?:each|every) (?:social )?worker)",
            r"children (?:apiece\b|on average per worker|per (?:social )?(?:worker|practitioner)|for (?:each|every) (?:social )?worker|to (?:each|every) (?:social )?worker|allocated to (?:them|each (?:of them|worker|social worker)))",
        ),
        measures={Unit.AVERAGE: "social_worker_caseload"},
    ),
    "households": Concept(
        stems=("foster",),
        words=(r"(?:approved |mainstream |in-house )*(?:foster(?:ing)? (?:households|homes|families))\b(?! for)",),
        measures={Unit.COUNT: "fostering_households"},
    ),
    "unallocated": Concept(
        stems=("allocat", "no social worker", "without", "given", " worker", "waiting for"),
        words=(
            r"(?:backlog of )?unallocated (?:cases|children|work)",
            rf"(?:cases|children|families) {_IS}(?:unallocated|not allocated|(?:without|(?:had|have|has|with) no|did not (?:yet )?have|do not (?:yet )?have) (?:an? )?(?:allocated |named |assigned |designated )?(?:social )?worker|(?:awaiting|waiting for|awaited) (?:allocation|an? (?:allocated |named )?social worker|to be allocated))",
            r"(?:cases|children) (?:had|have) not been (?:given|allocated) to",
        ),
        measures={Unit.COUNT: "unallocated_cases"},
    ),
    "in post": Concept(
        stems=("in post", "employed"),
        words=(
            r"(?:permanent |full-time equivalent |FTE |children's )*(?:social work(?:er)?s?|practitioners) (?:are |were |directly |now )*(?:in post|employed)",
        ),
        measures={Unit.COUNT: "social_workers_in_post"},
    ),
    "social workers": Concept(
        stems=("social workers",),
        words=(r"(?:full-time equivalent |FTE |children's |permanent |qualified )*social workers(?! (?:through|via|from|by))",),
        measures={Unit.COUNT: "social_workers_in_post"},
        lead=re.compile(r"\b(?:employ\w*|headcount|payroll|workforce|(?:council|authority|department|directorate|borough|county|city) (?:now |only )?(?:had|has))\b", re.IGNORECASE),
    ),
    "referrals": Concept(
        stems=("referrals",),
        words=(r"(?:new )?referrals(?: (?:received|made))?(?: (?:to|by|for|into) (?:(?:the )?(?:children's )?social care|us|the council|the front door|(?:the |our )?(?:children's )?services?))?(?! (?:to|from|about|into|by|for)\b)",),
        measures={Unit.COUNT: "referrals"},
    ),
    SOME_PLANS: Concept(
        stems=("plan",),
        words=(r"(?:(?:active|new|final|finished|completed|children|young people|with|on|a|the) )*plans?\b(?! (?:to|for|that|which|said|rate)\b)",),
        in_time="ehc_plans_in_time_share",
    ),
}  # fmt: skip

# Words for `in time`, which make of a share of visits or assessments the share that was done in time.
IN_TIME = re.compile(
    r"\b(?:(?:with)?in|inside|under) (?:the )?(?!(?:\d{1,3}|[a-z]+) (?:months?|years?|miles)\b)(?:\d{1,3}|twenty|forty-five|statutory|target|required|legal|set)(?:[- ](?:working|week|day|hour|legal|statutory)\b)*[ -]?(?:days?|weeks?|hours?|time[- ]?(?:scales?|limits?|frames?)|deadline|limits?)?"
    r"|\b(?:with)?in (?:the )?time[- ]?(?:scales?|limits?|frames?)\b|\b(?:in|on) time\b|\b(?:met|meet|meeting) the (?:[\w-]+ ){0,3}(?:deadline|limit|timescale)|\btimeliness\b|\bon schedule\b",
    re.IGNORECASE,
)


_WORDS = tuple(
    (name, re.compile(rf"\b(?:{'|'.join(concept.words)})", re.IGNORECASE))
    for name, concept in CONCEPTS.items()
)


def _stems() -> ahocorasick.Automaton:
    """Finds the stems in small letters, each with the concepts that it is of."""
    names: dict[str, list[str]] = {}
    for name, concept in CONCEPTS.items():
        for stem in concept.stems:
            names.setdefault(stem, []).append(name)
    automaton = ahocorasick.Automaton()
    for stem, some in names.items():
        automaton.add_word(stem, some)
    automaton.make_automaton()
    return automaton


_STEMS = _stems()


@dataclass(frozen=True, kw_only=True)
class Named:
    """A concept where a text names it."""

    start: int
    end: int
    concept: str


def _is_led(name: str, words: str, start: int, begin: int) -> bool:
    """Whether what must stand before the words of a concept, if anything must, does."""
    lead = CONCEPTS[name].lead
    return lead is None or lead.search(words, start, begin) is not None


def named(words: str, start: int, end: int) -> tuple[Named, ...]:
    """The concepts that a stretch names, in order; where two overlap, the one that begins first, else the one said first above."""
    stand = {name for _, names in _STEMS.iter(words[start:end].lower()) for name in names}
    if not stand:
        return ()
    found = sorted(
        (
            (match.start(), order, match.end(), name)
            for order, (name, pattern) in enumerate(_WORDS)
            if name in stand
            for match in pattern.finditer(words, start, end)
            if _is_led(name, words, start, match.start())
        )
    )
    kept: list[Named] = []
    for begin, _, stop, name in found:
        if not kept or begin >= kept[-1].end:
            kept.append(Named(start=begin, end=stop, concept=name))
    return tuple(kept)
