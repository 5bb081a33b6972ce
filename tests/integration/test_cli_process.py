"""The command as a process: pipes, terminals, encodings, signals."""

import json
import os
import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from integration.command import ROOT, Cli, on_a_terminal
from rich.cells import cell_len

PIG_FARM = ROOT / "examples" / "pig-farm.yaml"
COMMAND = [sys.executable, "-m", "penaltybench"]
STANDARD = "cn.hunan.environment.facilities-not-built"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def environment(**variables: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "PENALTYBENCH_LANG")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), **variables}


def process(
    *arguments: str | Path, data: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        input=data,
        capture_output=True,
        env=environment(**variables),
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("columns", [36, 80, 120])
@pytest.mark.parametrize(
    "arguments", [["list", "environment"], ["show", STANDARD], ["recommend", str(PIG_FARM)]]
)
def test_no_line_is_wider_than_the_terminal(arguments: list[str], columns: int) -> None:
    out = on_a_terminal(*arguments, columns=columns)
    assert "\x1b[" in out
    for line in STYLE.sub("", out).split("\n"):
        assert cell_len(line) <= columns, line


def test_a_terminal_gets_boxes_and_colour_unless_it_refuses() -> None:
    assert "╭" in on_a_terminal("recommend", PIG_FARM, columns=80)
    plain = on_a_terminal("recommend", PIG_FARM, columns=80, NO_COLOR="1")
    assert "\x1b[36m" not in plain


def test_a_pipe_gets_the_same_whatever_the_width(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    outputs = set()
    for width in ("40", "200"):
        monkeypatch.setenv("COLUMNS", width)
        outputs.add(cli("show", STANDARD).out)
    assert len(outputs) == 1
    assert "\x1b" not in outputs.pop()


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    ],
)
def test_no_encoding_stops_it(variables: dict[str, str]) -> None:
    ran = process("recommend", PIG_FARM, **variables)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_json_is_in_utf_8_whatever_the_locale(encoding: str) -> None:
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    ran = process("recommend", PIG_FARM, "--format", "json", **variables)
    assert json.loads(ran.stdout.decode("utf-8"))["format"] == "penaltybench/recommendation/1"
    assert "表2-1".encode() in ran.stdout


def test_a_locale_in_chinese_gets_its_own_encoding() -> None:
    out = process("list", "facilities", PYTHONIOENCODING="gbk", PYTHONUTF8="0").stdout
    assert "现行有效" in out.decode("gbk")


CASE = {
    "ruleset": "cn.hunan.planning.building-without-permit",
    "conduct": "2023-05-10",
    "facts": {"party": "citizen", "construction_cost": 20000, "correctable": True},
    "circumstances": [],
}


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(CASE).encode(),
        json.dumps(CASE, indent="\t").encode("utf-8-sig"),
        (ROOT / "examples" / "building-without-permit.yaml").read_bytes(),
        b"{ruleset: cn.hunan.planning.building-without-permit, conduct: 2023-05-10, circumstances: [],"
        b" facts: {party: citizen, construction_cost: 20000, correctable: true}}",
    ],
)
def test_a_case_from_standard_input(cli: Cli, data: bytes) -> None:
    ran = cli("recommend", "-", "--format", "json", data=data)
    assert ran.code == 0, ran.err
    fine = ran.data["respondents"][0]["fine"]
    assert (fine["low"], fine["high"]) == (100_000, 200_000)


def test_standard_input_of_a_process() -> None:
    ran = process("recommend", "-", "--format", "json", data=json.dumps(CASE).encode())
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "PB0203"),
        (b"[1, 2]", "PB0203"),
        (b"a: b: c", "<stdin>:1:5: PB0104"),
        (b'{"ruleset": 1,', "PB0104"),
        (b"\xff\xfea", "PB0102"),
        ("ruleset: 案件".encode("gbk"), "GBK"),
        (b"a: &x 1", "PB0105"),
        (b"[" * 100_000, "PB0"),
        (b"a" * (5 * 1024 * 1024), "PB0103"),
    ],
)
def test_standard_input_that_is_no_case(cli: Cli, data: bytes, said: str) -> None:
    ran = cli("recommend", "-", data=data)
    assert (ran.code, ran.out) == (3, "")
    assert said in ran.err


@pytest.mark.parametrize("arguments", [f"recommend {PIG_FARM}", "--help"])
def test_a_reader_that_goes_away(arguments: str) -> None:
    ran = subprocess.run(
        f"'{sys.executable}' -m penaltybench {arguments} | true",
        shell=True,
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert ran.stderr == b""


def test_streams_that_are_closed() -> None:
    for redirection in (">&- <&-", "2>&-"):
        ran = subprocess.run(
            f"'{sys.executable}' -m penaltybench --help {redirection}",
            shell=True,
            capture_output=True,
            env=environment(),
            check=False,
            timeout=60,
        )
        assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_device_that_is_full() -> None:
    ran = subprocess.run(
        f"'{sys.executable}' -m penaltybench list > /dev/full",
        shell=True,
        capture_output=True,
        env=environment(),
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1
    assert b"No space" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_an_interruption() -> None:
    running = subprocess.Popen(
        [*COMMAND, "ask", ROOT / "examples" / "interview.yaml"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(PYTHONUTF8="1"),
    )
    assert running.stdout is not None
    # Once it has asked it waits for an answer.
    asked = [running.stdout.readline().decode() for _ in range(7)]
    assert "金额" in asked[-1]
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert err.decode() == "penaltybench: 已中断\n"


def test_the_four_lines(capfd: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(ROOT / "examples" / "four_lines.py"), run_name="__main__")
    assert "360,000元" in capfd.readouterr().out
