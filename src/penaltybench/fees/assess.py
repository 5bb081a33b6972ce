"""The line: case → item → layers → refusal, or else rules → facts → what is possible → assessment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from penaltybench.diagnostics import CaseError, Diagnostic, Place, Severity
from penaltybench.facts import Facts, derived_from
from penaltybench.fees.assessment import Assessment
from penaltybench.fees.case import FeeCase
from penaltybench.fees.layers import layers_of
from penaltybench.fees.possible import explore
from penaltybench.fees.refuse import Refusal, refusal_of
from penaltybench.fees.rules import Rules, facts_of, rules_of
from penaltybench.result import Question
from penaltybench.ruleset.fee import FeeEdition
from penaltybench.ruleset.load import Catalogue
from penaltybench.text import Text, closest


def assess(catalogue: Catalogue, case: FeeCase, faults: Sequence[Diagnostic] = ()) -> Assessment:
    """Return what is due for the item of ``case`` on its day.

    ``faults`` are those that were found while the catalogue was loaded. Raises CaseError if the case cannot be
    read, if the item had no edition in force on the day, or if the item is missing because of a fault.
    """
    item = _item(catalogue, case, faults)
    if item is None:
        meant = closest(case.fee, catalogue.fees)
        return Assessment(case, None, refused=Refusal("unlisted", case.fee, closest=meant))
    layers = layers_of(catalogue, item, case.on)
    refused = refusal_of(catalogue, layers, case.on)
    if refused is not None:
        return Assessment(case, item, layers, refused)
    rules = rules_of(layers, case.on)
    facts = facts_of(case, rules)
    possible = explore(rules, facts)
    questions = tuple(_questions(rules, facts, possible.asked))
    return Assessment(case, item, layers, None, rules, facts, possible, questions)


def _item(catalogue: Catalogue, case: FeeCase, faults: Sequence[Diagnostic]) -> FeeEdition | None:
    """Return the edition in force on the day; None if the catalogue does not list the item."""
    standard = catalogue.fees.get(case.fee)
    if standard is None:
        left_out = [fault for fault in faults if _is_of(fault, case.fee)]
        if left_out:
            raise CaseError([_left_out(case.fee), *left_out])
        return None
    return standard.in_force(case.on, "on")


def _is_of(fault: Diagnostic, fee: str) -> bool:
    """Return whether an error is in a file of the item, which was then left out."""
    folder = "/" + fee.replace(".", "/") + "/"
    path = Path(fault.place.file).absolute().as_posix()
    return bool(fee) and fault.severity is Severity.ERROR and folder in path


def _left_out(fee: str) -> Diagnostic:
    return Diagnostic(
        "PB0301",
        Text(f"收费项目 {fee} 有错误，没有载入", f"the fee item {fee} has errors and was left out"),
        Text("请先改正下列错误", "mend the errors that follow first"),
        Place("case", path="fee"),
    )


def _questions(rules: Rules, facts: Facts, names: Sequence[str]) -> Iterator[Question]:
    asked: dict[str, None] = {}
    for name in names:
        known = derived_from(rules.declaring(name), name)
        # Instead of a derived fact, the date from which it is derived and which is missing.
        asked.update(dict.fromkeys([one for one in known if one not in facts.values] or known))
    for name in asked:
        yield Question.of_fact(rules.fact(name))
