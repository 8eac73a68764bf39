"""The square that is looked at first never leaves out a place inside the circle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cauce.directory.nearness import kilometres, square_around


@given(
    st.tuples(st.floats(-80, 80), st.floats(-179, 179)),
    st.floats(-1, 1),
    st.floats(-1, 1),
    st.floats(0.001, 200),
)
def test_whatever_is_near_enough_stands_in_the_square(middle, north_of, east_of, km):
    other = (middle[0] + north_of, middle[1] + east_of)
    (south, west), (north, east) = square_around(middle, km)
    if kilometres(middle, other) <= km:
        assert south <= other[0] <= north and west <= other[1] <= east


def test_the_square_leaves_out_what_is_far():
    (south, west), (north, east) = square_around((29.76, -95.37), 50)
    assert north - south < 1 and east - west < 1.1


def test_at_the_line_of_the_date_and_at_a_pole_no_longitude_is_left_out():
    (_, west), (_, east) = square_around((10.0, 179.9), 100)
    assert east > 180 and west < 179.9  # whoever looks leaves longitudes aside then
    (south, west), (north, east) = square_around((89.9, 0.0), 100)
    assert north == 90 and (west, east) == (-360, 360) and south < 89.9
