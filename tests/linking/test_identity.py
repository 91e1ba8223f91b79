"""Identity: two people are never made one, and one person is known again where role and name say so."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import Evidence
from domain.fact import Fact, FactType
from domain.identity import Appearance, Namesakes, Sighting, Split
from domain.known import KnownPerson
from domain.members import Term
from domain.mention import JsonValue, Mention, MentionType
from domain.post import Capacity
from linking import identity, names
from linking.identity import Agreement
from tests.linking.texts import KNOWN, NORTHSHIRE, read

DCS = "Director of Children's Services"
SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_numbers = count(1)


def told(
    name: str,
    day: str | None = "2026-05-12",
    *posts: str,
    capacity: Capacity | None = Capacity.OFFICER,
    document: str | None = None,
    **said: object,
) -> Sighting:
    """A text of Northshire's tells of somebody."""
    number = next(_numbers)
    return Sighting(
        number=number,
        appearance=Appearance(
            whom=f"person/{number}",
            name=name,
            surname=identity.surname(name),
            council="northshire",
            capacity=capacity,
            posts=posts,
            day=day,
            **said,  # type: ignore[arg-type]
        ),
        document=document or f"document {number}",
        text=number,
        seen=SEEN + timedelta(minutes=number),
    )


def councillor(name: str, day: str | None = "2026-05-12", *posts: str, **said: object) -> Sighting:
    """A paper of Northshire's tells of a member."""
    return told(name, day, *posts, capacity=Capacity.MEMBER, **said)  # type: ignore[arg-type]


def listed(uid: str, name: str, *terms: tuple[str, str | None]) -> KnownPerson:
    """Northshire lists a member, with these terms of office."""
    return KnownPerson(
        uid=uid,
        name=name,
        council="northshire",
        terms=tuple(
            Term(first=date.fromisoformat(first), last=date.fromisoformat(last) if last else None)
            for first, last in terms
        ),
    )


def who(
    *sightings: Sighting,
    members: tuple[KnownPerson, ...] = (),
    splits: tuple[Split, ...] = (),
    listed_from: date | None = date(2026, 1, 1),
    same: dict[str, str] | None = None,
) -> list[str | None]:
    """Whom each sighting means, in the order given."""
    block = Namesakes(
        council="northshire",
        surname=sightings[0].appearance.surname,
        sightings=sightings,
        members=members,
        listed_from=listed_from,
        splits=splits,
        same=same or {},
    )
    meant = {each.number: each.uid for each in identity.join(block)}
    return [meant[sighting.number] for sighting in sightings]


def are_one(*sightings: Sighting, **known: object) -> bool:
    """Whether all are one person of the archive."""
    meant = who(*sightings, **known)  # type: ignore[arg-type]
    return None not in meant and len(set(meant)) == 1


def test_the_same_post_and_name_are_one_person() -> None:
    """A director is known again from paper to paper, whatever the title is in full."""
    first = told("Sally Allen", "2018-03-20", DCS)
    again = told("Sally Allen", "2018-10-22", "Executive Director of Education and Children's Services")

    assert are_one(first, again)


def test_who_rises_within_children_s_services_stays_the_same_person() -> None:
    """A head of fostering who becomes director is one person: surname, given name and field of work agree."""
    assert are_one(
        told("Jane Smith", "2016-05-01", "Head of Fostering"), told("Jane Smith", "2019-05-01", DCS)
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sonia Malik", "Sobia Malik"),
        ("John Smith", "Joan Smith"),
        ("Jon Smith", "John Smith"),
        ("Lesley Carr", "Wesley Carr"),
        ("Mark Hale", "Marc Hale"),
        ("Marie Hale", "Maria Hale"),
        ("John Paul Dunn", "John Peter Dunn"),
        ("Sarah-Jane Poole", "Sarah Poole"),
        ("Francis Poole", "Frances Poole"),
        ("Stephen Poole", "Stephanie Poole"),
    ],
)
def test_names_that_look_alike_are_two_people(one: str, other: str) -> None:
    """Nobody is joined on likeness, not even in one post."""
    meant = who(told(one, "2026-05-01", DCS), told(other, "2026-05-08", DCS))

    assert meant[0] != meant[1]


@pytest.mark.parametrize(
    ("one", "other"), [("Readman", "Reedman"), ("Smith", "Smyth"), ("O'Brien", "O'Bryen")]
)
def test_surnames_that_look_alike_are_two_people(one: str, other: str) -> None:
    """Readman and Reedman are not even looked at together."""
    assert identity.surname(one) != identity.surname(other)
    assert identity.agree(names.parse(f"John {one}"), names.parse(f"John {other}")) is None


def test_a_surname_is_one_however_it_is_printed() -> None:
    """Accents, capitals and the shape of an apostrophe make no other name."""
    assert identity.surname("Councillor Mary O’Brien OBE") == identity.surname("Mary O'BRIEN")
    assert identity.surname("County Councillor Zoë Brontë") == identity.surname("Zoe Bronte")


def test_father_and_son_are_two() -> None:
    """Who was elected in 2021 is not the councillor of that name of 2012, nor one of whom nobody says when."""
    son = listed("son", "Councillor John Carter", ("2021-05-06", None))
    meant = who(
        councillor("John Carter", "2012-03-01"),
        councillor("John Carter", "2026-05-12"),
        councillor("John Carter", None),
        councillor("John Carter", "2026-05-12", "Leader of the Council", is_former=True),
        members=(son,),
    )

    assert meant[1] == "son"
    assert meant[0] not in (None, "son")
    assert meant[2:] == [None, None]


def test_father_and_son_whom_no_list_tells_apart_are_two() -> None:
    """Sightings further apart than a term of office are not joined."""
    meant = who(councillor("John Carter", "2009-03-01"), councillor("John Carter", "2024-05-12"))

    assert None not in meant
    assert meant[0] != meant[1]


def test_two_members_of_one_name_stay_unresolved() -> None:
    """Where the council lists two John Carters no text says which is meant."""
    members = (listed("one", "Councillor John Carter"), listed("two", "County Councillor J Carter"))

    assert who(councillor("John Carter"), members=members) == [None]


def test_two_entries_that_a_person_called_one_are_one() -> None:
    """A member who was elected again under another id is one person to a text once somebody said so."""
    members = (listed("one", "Councillor John Carter"), listed("two", "Councillor John Carter"))

    assert who(councillor("John Carter"), members=members, same={"two": "one"}) == ["one"]


def test_a_member_and_an_officer_of_one_name_are_two() -> None:
    """A councillor is not the council's officer."""
    meant = who(councillor("Jane Smith"), told("Jane Smith", "2026-05-12", DCS))

    assert None not in meant
    assert meant[0] != meant[1]


def test_two_officers_of_one_name_in_other_fields_are_two() -> None:
    """The head of highways is not the head of fostering; who is only called an officer is neither."""
    meant = who(
        told("John Carter", "2026-05-12", "Head of Fostering"),
        told("John Carter", "2026-05-13", "Head of Highways"),
        told("John Carter", "2026-05-14", "Officer"),
    )

    assert meant[0] != meant[1]
    assert None not in meant[:2]
    assert meant[2] is None


def test_an_initial_is_the_holder_of_the_post_only_where_nobody_else_could_be() -> None:
    """`J Readman, Director` is John Readman as long as there is no Jane."""
    john = told("John Readman", "2026-05-01", DCS)
    initial = told("J Readman", "2026-06-01", DCS)
    jane = told("Jane Readman", "2026-07-01", DCS)

    assert are_one(john, initial)
    assert who(john, initial, jane)[1] is None
    assert who(john, told("J Readman", "2026-06-01", "Head of Fostering"))[1] is None
    assert who(john, told("J Readman", "2031-06-01", DCS))[1] is None
    assert who(initial) == [None]


def test_a_surname_alone_is_nobody() -> None:
    """`Cllr Penhallow` is not enough, though the council lists one member of that name."""
    members = (listed("penhallow", "Councillor Tobias Penhallow"),)

    assert who(councillor("Penhallow"), members=members) == [None]


def test_an_initial_is_a_listed_member_once_the_whole_list_is_known() -> None:
    """Before we knew the list there may have been another."""
    members = (listed("penhallow", "Councillor Tobias Penhallow", ("2013-05-02", None)),)
    meant = who(
        councillor("T Penhallow", "2026-05-12"), councillor("T Penhallow", "2014-05-12"), members=members
    )

    assert meant == ["penhallow", None]


def test_a_short_form_is_the_same_person_in_the_same_post() -> None:
    """Mike Brown and Michael Brown, head of fostering; not where a Michaela... or a second Michael could be meant."""
    mike = told("Mike Brown", "2026-05-01", "Head of Fostering")
    michael = told("Michael Brown", "2026-06-01", "Head of Fostering")
    legal = told("Michael Brown", "2026-06-01", "Head of Legal")

    assert are_one(mike, michael)
    assert not are_one(mike, legal)
    assert len({*who(mike, michael, legal)}) == 3


def test_a_short_form_that_may_mean_two_is_neither() -> None:
    """Sam Hale is neither Samuel nor Samantha where both are members."""
    members = (
        listed("samuel", "Councillor Samuel Hale", ("2013-05-02", None)),
        listed("samantha", "Councillor Samantha Hale", ("2013-05-02", None)),
    )

    assert who(councillor("Sam Hale"), members=members) == [None]


def test_a_councillor_in_the_newspaper_may_be_a_district_s() -> None:
    """Called councillor by a newspaper, nobody becomes a person of the county unless it lists that very name."""
    paper = councillor("Jane Doe", is_placed=False)
    member = listed("doe", "Councillor Jane Doe", ("2021-05-06", None))

    assert who(paper) == [None]
    assert who(paper, members=(member,)) == ["doe"]


def test_two_of_one_name_in_one_text_are_nobody() -> None:
    """A text that tells two John Carters apart tells nobody else which is which."""
    one = councillor("John Carter")
    other = Sighting(
        number=next(_numbers),
        appearance=Appearance(
            whom="person/x",
            name="John Carter",
            surname="carter",
            council="northshire",
            capacity=Capacity.MEMBER,
        ),
        document=one.document,
        text=one.text,
        seen=one.seen,
    )

    assert who(one, other) == [None, None]


def test_a_split_moves_what_some_documents_say_to_somebody_else() -> None:
    """What a person split off stays split off whatever is added."""
    one = told("Jane Smith", "2026-05-01", DCS, document="d1")
    other = told("Jane Smith", "2026-06-01", DCS, document="d2")
    (uid, same) = who(one, other)
    assert uid is not None
    assert uid == same
    split = Split(entity=uid, documents=frozenset({"d2"}))
    meant = who(one, other, told("Jane Smith", "2026-07-01", DCS, document="d3"), splits=(split,))

    assert meant == [uid, identity.split_uid(split), uid]


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("J Smith", "John Smith", Agreement.INITIAL),
        ("J.P. Smith", "John Smith", Agreement.INITIAL),
        ("J.P. Smith", "John Mark Smith", None),
        ("JP Smith", "John Paul Smith", Agreement.INITIAL),
        ("Bernie Brown", "Bernadette Brown", Agreement.SHORT_FORM),
        ("John A Smith", "John Smith", Agreement.FULL),
        ("John A Smith", "John B Smith", None),
        ("Smith", "John Smith", Agreement.UNKNOWN),
        ("Tony Crane", "Anthony Crane", Agreement.SHORT_FORM),
    ],
)
def test_how_names_agree(one: str, other: str, agreement: Agreement | None) -> None:
    """The same whichever name comes first."""
    assert identity.agree(names.parse(one), names.parse(other)) is agreement
    assert identity.agree(names.parse(other), names.parse(one)) is agreement


GIVEN = st.sampled_from(
    ["John", "Joan", "Jane", "J", "Jon", "Jonathan", "Sam", "Samuel", "Samantha", "S", "John Paul", "John P"]
)
POSTS = st.sampled_from(
    [(), (DCS,), ("Head of Fostering",), ("Head of Highways",), ("Leader of the Council",), ("Chair",)]
)


@st.composite
def sightings(draw: st.DrawFn) -> list[Sighting]:
    """Whatever texts may tell of the Smiths of a council."""
    made = []
    for _ in range(draw(st.integers(1, 8))):
        year = draw(st.sampled_from([2010, 2014, 2018, 2022, 2026]))
        made.append(
            told(
                f"{draw(GIVEN)} Smith",
                draw(st.sampled_from([f"{year}-05-12", f"{year}-06", None])),
                *draw(POSTS),
                capacity=draw(st.sampled_from([*Capacity, None])),
                is_former=draw(st.booleans()),
                is_placed=draw(st.booleans()),
            )
        )
    return made


LISTED = st.lists(
    st.builds(
        listed,
        st.sampled_from(["m1", "m2", "m3"]),
        GIVEN.map(lambda given: f"Councillor {given} Smith"),
        st.sampled_from([("2009-05-07", "2013-05-01"), ("2017-05-04", None)]),
    ),
    max_size=3,
    unique_by=lambda member: member.uid,
)


@settings(max_examples=200, deadline=None)
@given(sightings(), LISTED, st.randoms())
def test_nobody_is_two_people(told_of: list[Sighting], members: list[KnownPerson], random) -> None:  # type: ignore[no-untyped-def]
    """Whoever is one person bears names that agree, in one capacity; and the order of texts changes nothing."""
    known = tuple(members)
    meant = who(*told_of, members=known)
    shuffled = list(told_of)
    random.shuffle(shuffled)
    again = dict(zip([each.number for each in shuffled], who(*shuffled, members=known[::-1]), strict=True))

    assert [again[each.number] for each in told_of] == meant
    for one, uid in zip(told_of, meant, strict=True):
        for other, same in zip(told_of, meant, strict=True):
            if uid is not None and uid == same:
                agreed = identity.agree(names.parse(one.appearance.name), names.parse(other.appearance.name))
                assert agreed is not None
                assert one.appearance.capacity == other.appearance.capacity
    names_of = {member.uid: identity.listed_name(member.name) for member in members}
    for sighting, uid in zip(told_of, meant, strict=True):
        if uid in names_of:
            assert sighting.appearance.capacity is Capacity.MEMBER
            assert identity.agree(names.parse(sighting.appearance.name), names_of[uid]) is not None


@settings(max_examples=100, deadline=None)
@given(sightings(), sightings())
def test_an_address_goes_on_meaning_whom_it_meant(before: list[Sighting], later: list[Sighting]) -> None:
    """What is added later takes no address away to give it to somebody else: who was first keeps it, or nobody has it."""
    firsts: dict[str | None, Sighting] = {}
    for sighting, uid in zip(before, who(*before), strict=True):
        firsts.setdefault(uid, sighting)
    after = dict(zip([each.number for each in (*before, *later)], who(*before, *later), strict=True))

    for uid, first in firsts.items():
        if uid is not None and uid in after.values():
            assert after[first.number] in (uid, None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_no_words_break_a_name(words: str) -> None:
    """Whatever stands where a name should is a name or none, and never an error."""
    assert isinstance(identity.surname(words or "x") if words.split() else "", str)


def test_a_junior_is_nobody_s_namesake() -> None:
    """Where a text says junior or senior there are two of that name."""
    found = read("Cllr Peter Hale Jr asked about foster carers.", published="2026-05-12", kind="minutes")

    assert [each.capacity for each in found.appearances] == [None]


def test_a_text_tells_as_what_its_people_appear() -> None:
    """Members by title, officers by post; whoever was director elsewhere is among that council's people."""
    found = read(
        "Cllr Tobias Penhallow asked. Sally Allen, Director of Children's Services, answered. "
        "Jane Doe, former Director of Children's Services at Lancashire County Council, spoke.",
        published="2026-05-12",
        kind="minutes",
    )
    told_of = {each.name: each for each in found.appearances}

    assert (told_of["Tobias Penhallow"].capacity, told_of["Tobias Penhallow"].whom) == (
        Capacity.MEMBER,
        "dddddddddddddddd",
    )
    assert (told_of["Sally Allen"].capacity, told_of["Sally Allen"].day) == (Capacity.OFFICER, "2026-05-12")
    assert (told_of["Jane Doe"].council, told_of["Jane Doe"].is_former) == ("lancashire", True)


def test_who_chairs_a_committee_is_of_its_council_and_who_leads_a_district_is_not() -> None:
    """A post of a committee is the council's; of a charity or of another council it is not."""
    roles = {
        "Ada Brook": ("Chair", "Children and Families Scrutiny Committee", "northshire", Capacity.MEMBER),
        "John Smith": ("leader", "Millrow Borough Council", None, Capacity.MEMBER),
        "Jane Doe": ("chief executive", "Harbour Children's Trust", None, Capacity.OFFICER),
        "Tony Crane": ("adviser", "Department for Education", "northshire", Capacity.PARTNER),
    }
    mentions, facts = [], []
    for number, (name, (title, body, *_)) in enumerate(roles.items(), start=1):
        whom = f"person/{number}"
        at = Evidence(page=1, start=number, end=number + 1, quote="q")
        mentions.append(
            Mention(
                type=MentionType.PERSON, start=1, end=2, text=name, rule="people.post_name@1", entity=whom
            )
        )
        fields: dict[str, JsonValue] = {
            "person": name,
            "post": title,
            "organisation": body,
            "status": "current",
        }
        facts.append(Fact(type=FactType.ROLE, evidence=at, rule="r", about=whom, fields=fields))
    found = identity.appearances(mentions, facts, NORTHSHIRE, KNOWN, kind="report", day="2026-05-12")

    assert [(each.council, each.capacity) for each in found] == [
        (slug, side) for *_, slug, side in roles.values()
    ]
