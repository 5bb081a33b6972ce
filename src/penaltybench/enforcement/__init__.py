"""The enforcement record (执法记录): typed events of enterprises, read from files, rows or a database."""

from penaltybench.enforcement.events import (
    Approval,
    Complaint,
    Correction,
    Decision,
    Event,
    Filing,
    Inspection,
    Order,
    Payment,
    PlanEntered,
    Protection,
    Registration,
)
from penaltybench.enforcement.read import (
    read_record,
    record_from_cursor,
    record_from_rows,
    record_from_tree,
)
from penaltybench.enforcement.record import Record
from penaltybench.enforcement.span import looked_back

__all__ = [
    "Approval",
    "Complaint",
    "Correction",
    "Decision",
    "Event",
    "Filing",
    "Inspection",
    "Order",
    "Payment",
    "PlanEntered",
    "Protection",
    "Record",
    "Registration",
    "looked_back",
    "read_record",
    "record_from_cursor",
    "record_from_rows",
    "record_from_tree",
]
