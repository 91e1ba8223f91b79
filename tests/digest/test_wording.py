"""Words of the e-mail: no reader meets a sign that a calendar of machines uses."""

import pytest

from digest import wording


@pytest.mark.parametrize(
    ("edtf", "said"),
    [("R/P6M", "every 6 months"), ("R/P1Y", "every year"), ("2027-01", "January 2027"), ("", "")],
)
def test_how_often_something_is_due_is_said_in_words(edtf: str, said: str) -> None:
    """As a date is: `every 6 months` in place of `R/P6M`; what is no date at all stays as it is."""
    assert wording.stated(edtf) == said
