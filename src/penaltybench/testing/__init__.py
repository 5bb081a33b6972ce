"""For authors of rulesets and of extensions: Hypothesis strategies for rulesets and cases.

Needs the extra ``penaltybench[testing]``. :func:`rulesets` draws whole rulesets as trees,
:func:`library_of` loads them, :func:`cases` draws cases for an edition.
"""

from penaltybench.boundaries import boundary_values, given_facts, literal
from penaltybench.testing.cases import case_data, cases, complete_facts, findings
from penaltybench.testing.inspections import inspection_rulesets, plans, proposals
from penaltybench.testing.records import records
from penaltybench.testing.rulesets import monotone_rulesets, rulesets
from penaltybench.testing.time_limits import limit_case_data, limit_rulesets
from penaltybench.testing.trees import Tree, library_of, ruleset_text, write_rulesets

__all__ = [
    "Tree",
    "boundary_values",
    "case_data",
    "cases",
    "complete_facts",
    "findings",
    "given_facts",
    "inspection_rulesets",
    "library_of",
    "limit_case_data",
    "limit_rulesets",
    "literal",
    "monotone_rulesets",
    "plans",
    "proposals",
    "records",
    "ruleset_text",
    "rulesets",
    "write_rulesets",
]
