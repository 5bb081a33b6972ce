"""``penaltybench schema``: the JSON Schema of ruleset files."""

from __future__ import annotations

from penaltybench.cli.options import Code, Lang, LangOption

HELP = "输出规则集文件的 JSON Schema|print the JSON Schema of ruleset files"
EXAMPLES = "penaltybench schema > ruleset.schema.json"


def run(lang: LangOption = Lang.ZH) -> int:
    """Print the schema; it is the same in every language."""
    from penaltybench.cli.console import print_json
    from penaltybench.ruleset.schema import json_schema

    print_json(json_schema())
    return Code.OK
