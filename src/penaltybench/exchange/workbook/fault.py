"""What is wrong with a cell."""

from __future__ import annotations

from penaltybench.text import Text


class CellFault(ValueError):
    """A cell cannot be read: the code, what is wrong, what to do."""

    def __init__(self, message: Text, remedy: Text, code: str = "PB0804") -> None:
        super().__init__(message.en)
        self.message = message
        self.remedy = remedy
        self.code = code
