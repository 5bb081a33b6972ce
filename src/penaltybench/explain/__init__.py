"""Explanations: traced from an outcome as data, then rendered for people."""

from penaltybench.explain.model import Explanation
from penaltybench.explain.render import Form, render
from penaltybench.explain.statement import statement
from penaltybench.explain.trace import trace

__all__ = ["Explanation", "Form", "render", "statement", "trace"]
