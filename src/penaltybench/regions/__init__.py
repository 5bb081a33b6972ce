"""Regions of cases: what conditions hold for, exactly, over the declared domains of facts.

A :class:`Space` has an :class:`Axis` for each fact; a ``Box`` gives each fact a set of values as a
bitmask of cells; a :class:`Region` is a union of boxes. ``space.region(condition)`` turns a
condition into a region; regions have ``&``, ``|``, ``-``, ``in`` and ``is_empty``; :func:`cover` states
one in the fewest, widest boxes, :func:`describe_box` writes a box in the words of the law, and
:func:`witness` gives one case in it. Work that is too long raises :class:`NotDecided`.
"""

from penaltybench.regions.axis import Axis, Mask, Slice, axis_of
from penaltybench.regions.cover import MAX_STATED, Cover, cover, lazily
from penaltybench.regions.region import Region, Space, union
from penaltybench.regions.split import (
    MAX_STEPS,
    Box,
    NotDecided,
    covers,
    first_uncovered,
    meet,
    uncovered,
    without,
)
from penaltybench.regions.wording import (
    condition_of,
    describe_box,
    describe_region,
    plain_value,
    witness,
)

__all__ = [
    "MAX_STATED",
    "MAX_STEPS",
    "Axis",
    "Box",
    "Cover",
    "Mask",
    "NotDecided",
    "Region",
    "Slice",
    "Space",
    "axis_of",
    "condition_of",
    "cover",
    "covers",
    "describe_box",
    "describe_region",
    "first_uncovered",
    "lazily",
    "meet",
    "plain_value",
    "uncovered",
    "union",
    "without",
    "witness",
]
