"""Figures: money with what it is per and for, and numbers with what they count, on which day, out of what."""

import pytest

from tests.linking.texts import KNOWN, facts, fields, mentions, read, words


@pytest.mark.parametrize(
    ("text", "words", "amount", "per"),
    [
        ("£4.6m", "£4.6m", 4_600_000, None),
        ("a cost of £41m per year", "£41m per year", 41_000_000, "year"),
        ("£7,000 a year", "£7,000 a year", 7_000, "year"),
        ("£6,870 a week", "£6,870 a week", 6_870, "week"),
        ("£2.84 billion", "£2.84 billion", 2_840_000_000, None),
        ("£1,234.56", "£1,234.56", 1234.56, None),
        ("£500k pa", "£500k pa", 500_000, "year"),
        ("£450 per child per week", "£450 per child per week", 450, "week"),
        ("a £7k-a-week place", "£7k-a-week", 7_000, "week"),
        ("£5000/week", "£5000/week", 5_000, "week"),
        ("£230 weekly", "£230 weekly", 230, "week"),
        ("£12.50 an hour", "£12.50 an hour", 12.5, "hour"),
        ("£9,000 per place", "£9,000 per place", 9_000, "place"),
        ("4.6 million pounds", "4.6 million pounds", 4_600_000, None),
        ("half a million pounds", "half a million pounds", 500_000, None),
        ("£1½m", "£1½m", 1_500_000, None),
        ("45p a mile", "45p a mile", 0.45, "mile"),
    ],
)
def test_sums(text: str, words: str, amount: float, per: str | None) -> None:
    """Sums keep their size and what they are per."""
    found = mentions(read(text), "money")

    assert [(m.text, m.value) for m in found] == [(words, {"amount": amount, "currency": "GBP", "per": per})]


def test_a_range_keeps_both_ends() -> None:
    """`£2.5 to £3 million` is two and a half to three million."""
    assert mentions(read("£2.5 to £3 million"), "money")[0].value == {
        "amount": 2_500_000, "currency": "GBP", "per": None, "to": 3_000_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("between £2m and £3m", [(2_000_000, 3_000_000)]),
        ("It rose from £7m to £9m.", [(7_000_000, None), (9_000_000, None)]),
        ("ranging from £100 to £200", [(100, 200)]),
        ("£2m and £3m", [(2_000_000, None), (3_000_000, None)]),
        ("£250 - 12 places", [(250, None)]),
        ("£000", []),
    ],
)
def test_a_range_is_none_where_two_sums_are_meant(text: str, ends: list[tuple[float, float | None]]) -> None:
    """What rises from one sum to another lies at both, not between them."""
    values = [mention.value for mention in mentions(read(text), "money")]

    assert [(value["amount"], value.get("to")) for value in values if isinstance(value, dict)] == ends


def test_a_date_is_no_sum() -> None:
    """`19 May` and `May 19` are no money."""
    assert mentions(read("issued on May 19, and on 19 May 2016, at 11.58 pm"), "money") == []


@pytest.mark.parametrize(
    ("text", "kind", "approximate", "modality", "meaning"),
    [
        ("The change will save an estimated £7,000 per year.", "saving", True, "planned", None),
        (
            "The council has allocated £4.6m for extra staffing, it said.",
            "budget",
            False,
            "actual",
            "for extra staffing",
        ),
        ("The team has identified potential savings of almost £3m.", "saving", True, "planned", None),
        ("The service overspent by £6.2m.", "overspend", False, "actual", None),
        ("A review of the £3.2m contract took place.", "contract", False, "actual", None),
        (
            "The budget for children's services is £132m.",
            "budget",
            False,
            "actual",
            "for children's services",
        ),
        ("The service is forecast to overspend by £6.2m.", "overspend", False, "planned", None),
        ("Spend is forecast at about £6.2m.", "spend", True, "planned", None),
        ("It is forecast at £6.2m.", "forecast", False, "planned", None),
        ("The plan did not save £2m.", "saving", False, "denied", None),
    ],
)
def test_what_money_means(
    text: str, kind: str, approximate: bool, modality: str, meaning: str | None
) -> None:
    """What plainly happens to a sum is said; planned sums are not told as spent."""
    found = read(text)

    assert fields(found, "money", "kind", "approximate", "meaning") == [(kind, approximate, meaning)]
    assert facts(found, "money")[0].modality == modality


def test_a_sum_whose_meaning_is_not_plain_is_a_mention_only() -> None:
    """No meaning is made up."""
    assert facts(read("He mentioned £5m and left."), "money") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a random selection of 200 cases", [("200 cases", 200)]),
        ("1,986 looked-after children", [("1,986 looked-after children", 1986)]),
        ("twelve agency social workers", [("twelve agency social workers", 12)]),
        (
            "58% of checks, 63 per cent and 80.5 per 10,000",
            [("58%", 58), ("63 per cent", 63), ("80.5 per 10,000", 80.5)],
        ),
        ("In 2015 children were seen on 19 May.", []),
        ("four days reviewing cases", []),
    ],
)
def test_numbers_with_what_they_count(text: str, expected: list[tuple[str, float]]) -> None:
    """A number counts something; years, days and durations count nothing."""
    assert [(m.text, m.value) for m in mentions(read(text), "quantity")] == expected


LIST = """At 31 May 2030, 1,512 children are being looked after by the local authority (a rate of 61.2 per 10,000 children).
This is an increase from 1,400 at 31 March 2029. Of this number:
– 820 live with foster families
– 131 live in residential children’s homes, of whom 30% live outside the authority area

7
– 3 live with parents
In the last 12 months:
– there have been 61 adoptions
At 31 May 2030, 1,302 children had been identified through assessment as being formally in need of a specialist service.
"""


def test_a_list_of_figures_shares_its_day_and_its_whole() -> None:
    """Parts of a total name the total, its measure and its day; counts below five are not told."""
    assert fields(read(LIST), "statistic", "measure", "value", "of", "as_of", "period") == [
        ("children_looked_after", 1512, None, "2030-05-31", None),
        ("children_looked_after_rate", 61.2, None, "2030-05-31", None),
        ("children_looked_after", 1400, None, "2029-03-31", None),
        ("in_foster_families", 820, 1512, "2030-05-31", None),
        ("in_childrens_homes", 131, 1512, "2030-05-31", None),
        ("adoptions", 61, 1512, "2030-05-31", "P12M"),
        ("children_in_need", 1302, None, "2030-05-31", None),
    ]


STATED = [
    ("The number of children in care rose from 1,050 in March 2029 to 1,120 in March 2030.", [("children_looked_after", 1050, "2029-03"), ("children_looked_after", 1120, "2030-03")]),
    ("The social worker vacancy rate was 18.2% and turnover 14.9%.", [("social_worker_vacancy_rate", 18.2, None), ("social_worker_turnover_rate", 14.9, None)]),
    ("83% of assessments were completed within 45 working days, below the target of 90%.", [("assessments_in_time_share", 83, None)]),
    ("Average caseloads stood at 17.4 at 28 February 2030, down from 22.1 a year before.", [("social_worker_caseload", 17.4, "2030-02-28"), ("social_worker_caseload", 22.1, None)]),
    ("The number of children in care rose by 38.", []),
    ("By March the number of children in care must be 900.", []),
    ("The number of children in care at 16 is falling.", []),
    ("Of 754 care leavers, 60 were met.", []),
    ("The plan helps care leavers up to 25 and care leavers over 18.", []),
    ("Fifty-two children in care took part in workshops.", []),
    ("It was written with 120 children in care.", []),
    ("We expect between 1,060 and 1,110 children in care in March 2029.", []),
    ("Forty-four in a hundred child protection plans are for neglect.", []),
    ("Fewer agency social workers (from 96 to 60 by March 2031).", [("agency_social_workers", 96, None)]),
    ("Children in care 5 Maternity leave", []),
]  # fmt: skip


STATED += [
    # what leads to the number, and what it is set against
    ("LAC numbers stood at 455, against 448 in March 2029.", [("children_looked_after", 455, None), ("children_looked_after", 448, "2029-03")]),
    ("As of 31 May 2030 we had 612 children in our care (May 2029: 587).", [("children_looked_after", 612, "2030-05-31"), ("children_looked_after", 587, "2029-05")]),
    ("Children in care numbered 412. A year earlier it was 388.", [("children_looked_after", 412, None), ("children_looked_after", 388, None)]),
    ("There were 412 children in care and 198 on child protection plans. The year before these figures were 388 and 240 respectively.", [("children_looked_after", 412, None), ("child_protection_plans", 198, None), ("children_looked_after", 388, None), ("child_protection_plans", 240, None)]),
    ("There were 41 adoptions in 2028/29 and 38 in 2029/30.", [("adoptions", 41, None), ("adoptions", 38, None)]),
    ("Social workers carry 17 cases on average.", [("social_worker_caseload", 17, None)]),
    ("Each child waits long; the council says that the figure was down to 12.", []),
    # shares that are named before, behind, in brackets, council by council
    ("Almost a quarter of social work posts (24.1%) were vacant.", [("social_worker_vacancy_rate", 24.1, None)]),
    ("Penfold (25%) and Eastmere (22%) had the highest vacancy rates.", [("social_worker_vacancy_rate", 25, None), ("social_worker_vacancy_rate", 22, None)]),
    ("Return home interviews are made within 72 hours for 81% of children.", [("return_home_interviews_in_time_share", 81, None)]),
    ("Children are offered return home interviews; 86% take place within 72 hours.", [("return_home_interviews_in_time_share", 86, None)]),
    ("EHCP timeliness was 34.1% in 2029.", [("ehc_plans_in_time_share", 34.1, None)]),
    ("28.1 per cent of care leavers were not in employment, education or training.", []),
    # rates
    ("There are 412 children in care, or 64 for every 10,000 children.", [("children_looked_after", 412, None), ("children_looked_after_rate", 64, None)]),
    ("The rate of children in care per 10,000 is 78.", [("children_looked_after_rate", 78, None)]),
    # the number of something else, or of some of them
    ("Complaints about children in care fell from 41 to 30.", []),
    ("Requests for EHC plans rose from 610 to 861.", []),
    ("The average age of children in care is 12.", []),
    ("At 31 March 2030 there were 52 children in care in residential special schools.", []),
    ("In 2029, 52 care leavers were in custody.", []),
    ("A survey of 120 care leavers was taken in 2029.", []),
    ("The council received 45 referrals to its licensing panel.", []),
    ("There were 412 children in care. The home has 12 beds and 30 staff.", [("children_looked_after", 412, None)]),
    ("Some 412 children were in care in March 2030, and 96% of parents said they were happy.", [("children_looked_after", 412, "2030-03")]),
    # bounds, aims and differences
    ("Agency use was below 16% in March 2030.", []),
    ("The model assumes 610 children in care by 2032, against 574 now.", [("children_looked_after", 574, None)]),
    ("We want vacancy rates at 9% by 2032.", []),
    ("The rise in child protection plans was 23 per cent.", []),
    # rows of a table of which children there are how many
    ("3.1 The number of children in care has risen.\n\nAge Children in care Share\nUnder 1 44 4%\n1 to 4 141 14%", []),
    # lines below a question or a heading
    ("How many agency social workers did you have on 30 September in each of the last two years?\n30 September 2028: 58\n30 September 2029: 66", [("agency_social_workers", 58, "2028-09-30"), ("agency_social_workers", 66, "2029-09-30")]),
    ("How many complaints about children in care did you receive?\n2028: 58\n2029: 66", []),
    ("How many children in care went missing in each year?\n2028: 58\n2029: 66", []),
    ("- 2,204 referrals, 3% fewer than the year before\n- 178 children with a child protection plan at 31 March 2029", [("referrals", 2204, None), ("child_protection_plans", 178, "2029-03-31")]),
    ("- 60 children in care went on a trip\n- 40 children in care, with their carers, enjoyed a day out", []),
    # whose cases, whose children, a share of which of them
    ("Personal advisers had 27 cases each; social workers had 18 cases each.", [("personal_adviser_caseload", 27, None), ("social_worker_caseload", 18, None)]),
    ("At 31 March 2029 there were 96 fostering households, caring for 128 children.", [("fostering_households", 96, "2029-03-31"), ("in_foster_families", 128, "2029-03-31")]),
    ("34% of Eastmere children were placed outside the county's boundary.", [("children_placed_outside_the_boundary_share", 34, None)]),
    ("187 live with foster families, of whom 31% live out of the authority area.", [("in_foster_families", 187, None)]),
    ("Of 619 children in care, 248 are placed outside the city.", [("children_looked_after", 619, None), ("children_placed_outside_the_boundary", 248, None)]),
    ("79% of review health assessments were on time.", [("review_health_assessments_in_time_share", 79, None)]),
    # what stands between: a feeling, who says it, a verb of filling posts
    ("Turnover stood at a painful 29%.", [("social_worker_turnover_rate", 29, None)]),
    ("Turnover stood at a target 12%.", []),
    ("In 2029, 60% of initial health assessments were done in time. Mrs Sample said that 68% had been in May 2028.", [("initial_health_assessments_in_time_share", 60, None), ("initial_health_assessments_in_time_share", 68, "2028-05")]),
    ("Agency staff filled 112 posts.", [("agency_social_workers", 112, None)]),
    ("Agency staff covered 40 shifts.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_figures_as_sentences_state_them(text: str, expected: list[tuple[str, float, str | None]]) -> None:
    """What leads up to a number says what it is; changes, targets and samples are no figures."""
    assert fields(read(text), "statistic", "measure", "value", "as_of") == expected


def test_labels_with_numbers_take_the_day_of_their_heading() -> None:
    """`Measures at 31 December 2029` heads the lines below it."""
    found = read(
        "Measures at 31 December 2029\nAgency social workers: 38% (target 30%)\nChildren in care: 529\n"
    )

    assert fields(found, "statistic", "measure", "value", "as_of") == [
        ("agency_social_worker_rate", 38, "2029-12-31"),
        ("children_looked_after", 529, "2029-12-31"),
    ]


def test_of_two_numbers_one_may_be_the_whole_of_the_other() -> None:
    """`52 of the borough's 604 looked-after children` says how many of how many, though its whole is named behind it."""
    found = read("He said that 52 of the borough's 604 looked-after children lived in children's homes.")

    assert fields(found, "statistic", "measure", "value", "of") == [
        ("in_childrens_homes", 52, 604),
        ("children_looked_after", 604, None),
    ]


def test_what_is_told_beside_englands_figure_is_englands_too() -> None:
    """A year before, without another name, is of the same place; what the clause names is of that."""
    found = read("At 31 March 2030, 81,770 children were looked after in England, up from 80,080 in 2029.")
    share = read("Agency staff make up 19% of social workers, compared with 17.8% nationally.")

    assert [fact.fields.get("area") for fact in facts(found, "statistic")] == ["England", "England"]
    assert [fact.fields.get("area") for fact in facts(share, "statistic")] == [None, "nationally"]


def test_figures_of_others_are_not_the_councils() -> None:
    """England's rate is England's; another council's figure is that council's."""
    text = "The council had a rate of 74.6 per 10,000 children in care at 31 March 2030. The rate for England was 67 at 31 March 2030."
    england = facts(
        read(f"The rate of children in care was 74.6 per 10,000. {text.partition('. ')[2]}"), "statistic"
    )
    other = facts(
        read("Lancashire County Council looked after 1,900 children at 31 March 2030."), "statistic"
    )

    assert [(fact.fields.get("area"), fact.about is None) for fact in england] == [
        (None, False),
        ("England", True),
    ]
    assert [fact.about for fact in other] == [
        council.uid for council in KNOWN.councils if council.slug == "lancashire"
    ]


def test_a_sample_is_no_statistic() -> None:
    """The few whom inspectors met are not how many there are."""
    assert facts(read("Inspectors met eight care leavers and 24 children in care."), "statistic") == []


def test_notices_of_other_regulators_are_no_intervention() -> None:
    """Kitchens and landlords get improvement notices too."""
    found = read("The health and safety regulator issued an improvement notice to a bakery.")

    assert facts(found, "event") == []


EVENTS = [
    ("The council has been issued with an improvement notice.", "improvement_notice", None, "actual", None),
    ("The improvement notice was lifted on 21 December 2023.", "improvement_notice", None, "actual", "2023-12-21"),
    ("The council is subject to a statutory direction.", "direction", None, "actual", None),
    ("The department appointed a children's services commissioner in May 2024.", "commissioner", None, "actual", "2024-05"),
    ("It followed the fifth monitoring visit in June 2018.", "monitoring_visit", 5, "actual", "2018-06"),
    ("Ofsted had visited on 15 and 16 September 2026 to look at the arrangements for care leavers.", "focused_visit", None, "actual", "2026-09-15/2026-09-16"),
    ("The council will prepare for a peer review in May 2027.", "peer_review", None, "planned", "2027-05"),
    ("It was possible that such a notice could be served.", "improvement_notice", None, "counterfactual", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what", "ordinal", "modality", "on"), EVENTS)
def test_events(text: str, what: str, ordinal: int | None, modality: str, on: str | None) -> None:
    """Visits with their number, notices and directions, with their day, and whether they took place."""
    found = read(text)

    assert fields(found, "event", "what", "ordinal", "on") == [(what, ordinal, on)]
    assert facts(found, "event")[0].modality == modality


@pytest.mark.parametrize(
    "text",
    [
        "The Police and Crime Commissioner was appointed.",
        "The school had a monitoring visit.",
        "The Children's Commissioner for England was appointed.",
        "The paper was peer reviewed.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    """Other commissioners, other visits."""
    assert facts(read(text), "event") == []


def test_topics_are_what_a_text_dwells_on() -> None:
    """A passing word makes no topic; `send` is a verb."""
    found = read(
        "Foster carers and fostering households. We send letters. Foster carers met. Budgets were named once."
    )

    assert found.topics == ("fostering",)
    assert words(found, "quantity") == []


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Permanent exclusions had risen from 31 to 47 in 2024/25.", ["47"]),
        ("The number of care leavers has grown by a fifth to 318.", ["318"]),
        ("It will cut the number of children placed far away from 87 to no more than 60 by March 2026.", ["60"]),
        ("The number who need a home has climbed to 1,121.", ["1,121"]),
        ("It lost 37 carers, leaving 214.", ["37 carers", "214"]),
        ("Of 14 audits completed since April, three had received limited assurance.", ["14 audits", "three"]),
        ("It was good in 29 records; in six it was poor.", ["29 records", "six"]),
        ("It lost 17 fostering households and recruited nine.", ["17 fostering households", "nine"]),
        ("It promised 20 homes; so far it has managed seven.", ["20 homes", "seven"]),
        ("We saw five in which nothing had happened.", ["five"]),
        ("The longest wait was 94 weeks.", ["94 weeks"]),
        ("How many agency workers did you have?\n30 September 2023: 58\n30 September 2024: 66\n", ["58", "66"]),
        ("He said that 52 of the borough's 604 looked-after children lived far away.", ["52", "604 looked-after children"]),
        ("About 60 of the workforce came from overseas.", ["60 of the workforce"]),
        ("Of 318 households, 27 left: fifteen did so in May, 9 in June.", ["318 households", "27", "fifteen", "9"]),
        ("It has 45 homes, 12 of them new.", ["45 homes", "12"]),
    ],
)  # fmt: skip
def test_a_number_whose_thing_was_named_before_counts(text: str, counted: list[str]) -> None:
    """Where a change leads to a number, or it is some of what was counted, it counts though the thing is left out."""
    assert [each for each in counted if each not in words_of(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "The pay band rose from grade 3 to 4.",
        "The age was increased from 18 to 21.",
        "The centre is open from 9 to 5.",
        "Spending fell from 2019 to 2023.",
        "Numbers have fallen compared with 2019.",
        "30 September 2023: 58",
        "The vote was put on item 5 and 6 was deferred.",
        "Training lasted 12 weeks and it was 3 weeks late.",
    ],
)
def test_a_bare_number_counts_nothing(text: str) -> None:
    """Grades, ages, hours, years, numbers of items and lengths of time are no quantities."""
    assert words_of(text) == []


def words_of(text: str) -> list[str]:
    """The quantities of a text as they stand there."""
    return words(read(text), "quantity")
