"""A ruleset as the workbook that an office edits, and back: nothing hidden, nothing lost."""
