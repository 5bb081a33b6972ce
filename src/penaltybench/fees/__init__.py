"""Administrative fees (行政事业性收费): what is due for an item on a day, and whether what was charged is.

The line: a case (:mod:`~penaltybench.fees.case`) → the item and its layers
(:mod:`~penaltybench.fees.layers`) → why it is not charged (:mod:`~penaltybench.fees.refuse`), or the rules and
facts (:mod:`~penaltybench.fees.rules`) → what is possible (:mod:`~penaltybench.fees.possible`), each way of it
reckoned (:mod:`~penaltybench.fees.reckon`) → :class:`~penaltybench.fees.assessment.Assessment`.
"""

from penaltybench.fees.assess import assess
from penaltybench.fees.assessment import Assessment
from penaltybench.fees.audit import ChargeAudit, audit_charges
from penaltybench.fees.case import (
    FeeCase,
    fee_case_from_data,
    fee_case_from_tree,
    read_fee_case,
)
from penaltybench.fees.catalogue import FeeCatalogue, fee_catalogue
from penaltybench.fees.charges import Charge, ChargeTable, charges_from_rows
from penaltybench.fees.table import read_charges

__all__ = [
    "Assessment",
    "Charge",
    "ChargeAudit",
    "ChargeTable",
    "FeeCase",
    "FeeCatalogue",
    "assess",
    "audit_charges",
    "charges_from_rows",
    "fee_case_from_data",
    "fee_case_from_tree",
    "fee_catalogue",
    "read_charges",
    "read_fee_case",
]
