"""A pytest plugin for CI: a skipped test fails the run, unless its reason is expected.

Expected reasons are regular expressions in the ini option `expected_skips`, one a line.
"""

import re

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("expected_skips", "reasons for which a test may be skipped", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    reasons = [re.compile(line) for line in config.getini("expected_skips")]
    config.pluginmanager.register(_Watch(reasons), "expected-skips-watch")


class _Watch:
    def __init__(self, reasons: list[re.Pattern[str]]) -> None:
        self.reasons = reasons
        self.unexpected: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._look_at(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._look_at(report)

    def _look_at(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        # An expected failure is reported as skipped too; it did run.
        if not report.skipped or hasattr(report, "wasxfail"):
            return
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        reason = reason.removeprefix("Skipped: ")
        if not any(pattern.search(reason) for pattern in self.reasons):
            self.unexpected.append(f"{report.nodeid}: {reason}")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unexpected and session.exitstatus in (
            pytest.ExitCode.OK,
            pytest.ExitCode.NO_TESTS_COLLECTED,
        ):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unexpected:
            terminalreporter.section("unexpected skips", red=True)
            for line in self.unexpected:
                terminalreporter.line(line)
