from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

SKIPS = """
import pytest

def test_runs():
    pass

@pytest.mark.skipif(True, reason="durable-rules is not installed")
def test_skipped():
    pass

@pytest.mark.xfail(reason="known", strict=True)
def test_known_failure():
    assert False
"""


@pytest.fixture(autouse=True)
def plugin_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def run(pytester: pytest.Pytester) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "expected_skips")


def test_an_unexpected_skip_fails_the_run(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(SKIPS)
    result = run(pytester)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*test_skipped: durable-rules is not installed"])
    result.stdout.no_fnmatch_line("*test_known_failure:*")


def test_an_expected_skip_passes(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nexpected_skips =\n  ^durable-rules is not")
    pytester.makepyfile(SKIPS)
    assert run(pytester).ret == pytest.ExitCode.OK


def test_a_module_that_is_skipped_whole_counts_too(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("import pytest\npytest.importorskip('no_such_module')")
    assert run(pytester).ret == pytest.ExitCode.TESTS_FAILED
