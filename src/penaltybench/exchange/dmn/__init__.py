"""Rulesets as OMG DMN 1.3 models: decision tables that a DMN modeler shows and edits."""

from penaltybench.exchange.dmn.read import read_dmn
from penaltybench.exchange.dmn.write import dmn_xml

__all__ = ["dmn_xml", "read_dmn"]
