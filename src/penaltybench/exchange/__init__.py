"""Rulesets in the forms in which offices keep them: YAML text, workbooks, tables."""
