"""Random queries, in the form in which the reader makes them: no And straight inside an And, no Or inside an Or."""

from datetime import date

from hypothesis import strategies as st

from storage.query import And, Field, FieldName, Near, Not, Or, Phrase, Prefix, Query, Range, Word

Plain = st.SearchStrategy[str]
Queries = st.SearchStrategy[Query]


def terms(plain: Plain, prefix: Plain) -> Queries:
    """Words, phrases, beginnings and neighbours."""
    pairs = st.lists(plain, min_size=2, max_size=2, unique=True)
    return st.one_of(
        st.builds(Word, plain),
        st.builds(Phrase, st.lists(plain, min_size=2, max_size=3).map(tuple)),
        st.builds(Prefix, prefix),
        st.builds(lambda pair, distance: Near(pair[0], pair[1], distance), pairs, st.integers(1, 8)),
    )


def some_field(name: FieldName, *values: str) -> Queries:
    """A field with one of these values."""
    return st.builds(Field, st.just(name), st.sampled_from(values))


def ranges(days: st.SearchStrategy[date]) -> Queries:
    """From a day, to a day, seen on a day or since, as they can be typed."""
    return st.one_of(
        st.builds(Range, st.just("date"), days, st.none()),
        st.builds(Range, st.just("date"), st.none(), days),
        st.builds(Range, st.just("seen"), days, st.none()),
        st.builds(lambda day: Range("seen", day, day), days),
    )


def trees(leaves: Queries) -> Queries:
    """All that AND, OR and NOT can make of leaves."""
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(_joined, inner, st.lists(st.tuples(inner, st.booleans()), min_size=1, max_size=3))
            | st.lists(inner, min_size=2, max_size=3).map(_either)
        ),
        max_leaves=10,
    )


def _joined(query: Query, others: list[tuple[Query, bool]]) -> Query:
    parts: list[Query | Not] = list(_parts(query))
    for other, left_out in others:
        parts.extend([Not(other)] if left_out else _parts(other))
    return And(tuple(parts))


def _parts(query: Query) -> tuple[Query | Not, ...]:
    return query.parts if isinstance(query, And) else (query,)


def _either(alternatives: list[Query]) -> Query:
    flat = [query.parts if isinstance(query, Or) else (query,) for query in alternatives]
    return Or(tuple(part for parts in flat for part in parts))
