import pytest
from integration.command import Cli, runner


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs the command in this process and returns its code and what it printed."""
    return runner(capfd, monkeypatch)
