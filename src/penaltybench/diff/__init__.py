"""What changes in results from one edition of a penalty standard to another.

:func:`compare` gives the regions of cases whose grade, fine, other penalties or orders change, each with
a case that both engines decided; and, apart from that, what else changes in the text.
"""

from penaltybench.diff.compare import compare
from penaltybench.diff.model import KINDS, Change, Difference, Example, Kind, Other, Undecided
from penaltybench.diff.weigh import PARTS

__all__ = [
    "KINDS",
    "PARTS",
    "Change",
    "Difference",
    "Example",
    "Kind",
    "Other",
    "Undecided",
    "compare",
]
