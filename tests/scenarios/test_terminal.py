"""The installed command in a real pseudo-terminal: start, look, press keys, quit."""

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from fptui.exchange.founding import found_office

WIDTH, HEIGHT = 80, 24


class Terminal:
    """A command in a pseudo-terminal, and the screen it draws."""

    def __init__(self, arguments: list[str], folder: Path, command: str = "fptui") -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self.screen)
        self.process = pexpect.spawn(
            str(Path(sys.executable).parent / command),
            arguments,
            dimensions=(HEIGHT, WIDTH),
            cwd=str(folder),
            env={
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "PATH": "/usr/bin:/bin",
                "HOME": str(folder),
            },
        )

    def until(self, condition: Callable[[str], bool], seconds: float = 60) -> str:
        """Read what the command draws until the screen fulfils a condition; return the screen."""
        end = time.monotonic() + seconds
        text = ""
        while time.monotonic() < end:
            try:
                self._stream.feed(self.process.read_nonblocking(65536, timeout=0.2))
            except pexpect.TIMEOUT:
                pass
            except pexpect.EOF:
                break
            text = "\n".join(self.screen.display)
            if condition(text):
                return text
        raise AssertionError(f"the screen never came:\n{text}")

    def press(self, keys: str) -> None:
        self.process.send(keys)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    found_office(tmp_path / "office.json", sample=True).close()
    terminal = Terminal(["--db", "office.json", "--lang", "en"], tmp_path)
    yield terminal
    terminal.process.close(force=True)


def test_read_the_targets_find_a_recipient_and_quit(terminal: Terminal) -> None:
    targets = terminal.until(lambda text: "Planned birth rate" in text and "99.76%" in text)
    assert "44 births" in targets
    terminal.press("2")
    terminal.until(lambda text: "05-0001" in text or "File no." in text)
    terminal.press("q")
    terminal.until(lambda text: "Planned birth rate" in text)
    terminal.press("q")
    terminal.until(lambda text: "Leave fptui?" in text)
    terminal.press("q")
    terminal.process.expect(pexpect.EOF, timeout=60)
    terminal.process.close()
    assert terminal.process.exitstatus == 0


@pytest.mark.parametrize("ends", [signal.SIGHUP, signal.SIGTERM])
def test_what_is_typed_outlives_the_terminal(terminal: Terminal, tmp_path: Path, ends: int) -> None:
    terminal.until(lambda text: "Planned birth rate" in text)
    terminal.press("2a")
    terminal.until(lambda text: "ID number" in text and "Ctrl+S" in text)
    terminal.press("43029919400315")
    terminal.until(lambda text: "43029919400315" in text)
    terminal.process.kill(ends)
    terminal.process.expect(re.escape("\x1b[?1049l"), timeout=60)  # the screen as it was before
    terminal.process.expect(pexpect.EOF, timeout=60)
    terminal.process.close()
    assert terminal.process.exitstatus == 0
    (draft,) = tmp_path.glob(".office.json.draft-form-*")
    assert draft.stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "office.json.lock").exists()


def test_who_is_not_told_of_a_lost_terminal_ends_too(tmp_path: Path) -> None:
    """A program begun by another one (a shell, make) reads an end of input, and hears no signal."""
    found_office(tmp_path / "office.json", sample=True).close()
    fptui = Path(sys.executable).with_name("fptui")
    begun = f"{fptui} --db office.json --lang en; true"
    terminal = Terminal(["-c", f"trap '' HUP; {begun}"], tmp_path, "/bin/sh")
    terminal.until(lambda text: "Planned birth rate" in text)
    assert (tmp_path / "office.json.lock").exists()
    os.close(terminal.process.child_fd)
    end = time.monotonic() + 30
    while (tmp_path / "office.json.lock").exists() and time.monotonic() < end:
        time.sleep(0.1)
    left = (tmp_path / "office.json.lock").exists()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(terminal.process.pid, signal.SIGKILL)
    assert not left


def test_chinese_is_drawn_in_two_cells(tmp_path: Path) -> None:
    found_office(tmp_path / "office.json", sample=True).close()
    terminal = Terminal(["--db", "office.json", "--lang", "zh-Hans"], tmp_path)
    try:
        terminal.until(lambda text: "计划生育率" in text.replace(" ", "") and "99.76%" in text)
    finally:
        terminal.process.close(force=True)


DEFECT = """
import sys
from fptui.commands.cli import main
from fptui.screens.targets_screen import TargetsScreen

def broken(screen):
    private = "430299194001010014"
    raise RuntimeError(private)

TargetsScreen.action_explain = broken
main()
"""


def test_a_defect_in_the_screens_is_one_line_and_logs_no_record(tmp_path: Path) -> None:
    found_office(tmp_path / "office.json", sample=True).close()
    arguments = ["-c", DEFECT, "--db", "office.json", "--lang", "en"]
    terminal = Terminal(arguments, tmp_path, "python")
    terminal.until(lambda text: "Planned birth rate" in text)
    terminal.press("e")
    terminal.process.expect(pexpect.EOF, timeout=60)
    text = terminal.process.before.decode()
    terminal.process.close()
    assert terminal.process.exitstatus == 2
    assert "Something went wrong inside the program (RuntimeError)" in text
    assert "Traceback" not in text
    (log,) = tmp_path.rglob("fptui.log")
    assert "RuntimeError at " in log.read_text()
    assert "430299194001010014" not in log.read_text() + text
