"""``penaltybench audit-charges``: a table of charges that were made, held against what was due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from penaltybench.cli.options import Code, Form, FormOption, Lang, LangOption, RulesetsOption

if TYPE_CHECKING:
    from penaltybench.fees import ChargeAudit, ChargeTable

HELP = (
    "核对一张收费表：每笔收费是否多收、少收，为什么，合计多少"
    "|audit a table of charges: which are too high or too low, why, and what they add up to"
)
EXAMPLES = """penaltybench audit-charges examples/fees/charges.csv --rulesets examples/fees/rulesets
penaltybench audit-charges charges.json --format json"""


def run(
    table: Annotated[
        str,
        typer.Argument(
            metavar="TABLE",
            help="收费表（CSV、JSON 或者 YAML）：fee、on、charged 和各要素；- 为标准输入"
            "|the table (CSV, JSON or YAML): fee, on, charged and facts; - reads standard input",
        ),
    ],
    rulesets: RulesetsOption = None,
    form: FormOption = Form.TEXT,
    lang: LangOption = Lang.ZH,
) -> int:
    """Print the audit of a table of charges."""
    from penaltybench.cli.console import print_bytes, print_json, print_text
    from penaltybench.cli.faults import report
    from penaltybench.cli.libraries import errors_of, opened, warn_of_errors

    as_json = form is Form.JSON
    read = _read(table)
    if read.diagnostics and not read.charges:
        report(read.diagnostics, lang.value, as_json=as_json)
        unreadable = all(fault.code == "PB0101" for fault in read.diagnostics)
        return Code.FAILED if unreadable else Code.INVALID
    library = opened(rulesets)
    audit = library.audit_charges(read)
    if as_json:
        print_json(audit.to_dict())
    elif form is Form.MARKDOWN:
        print_bytes(audit.explain(lang.value, "markdown"))
    else:
        print_text(audit.explain(lang.value))
    # The report has the faults of the table itself.
    if not as_json:
        warn_of_errors(library, lang.value)
    elif errors_of(library):
        report(errors_of(library), lang.value, as_json=True)
    return exit_code(audit)


def exit_code(audit: ChargeAudit) -> Code:
    """Return the exit code: overcharges first, then faults of the table, then what is undecided."""
    if audit.totals.overcharged.number:
        return Code.NEGATIVE
    if audit.diagnostics:
        return Code.INVALID
    return Code.UNDETERMINED if audit.totals.undecided.number else Code.OK


def _read(name: str) -> ChargeTable:
    """Return the charges in the file ``name``; ``-`` is standard input, a JSON list or else CSV."""
    import sys
    import tempfile
    from pathlib import Path

    from penaltybench.cli.cases import STANDARD_INPUT
    from penaltybench.fees import read_charges

    if name != STANDARD_INPUT:
        return read_charges(name)
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    as_list = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{"))
    with tempfile.TemporaryDirectory(prefix="penaltybench-") as folder:
        copy = Path(folder) / f"charges{'.json' if as_list else '.csv'}"
        copy.write_bytes(data)
        return read_charges(copy, "<stdin>")
