"""What killed programs leave behind goes, and nothing that a living one still needs."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from fptui.store import Office
from fptui.store.leftovers import UNPACKED, prefix_of, remove_leftovers


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def of_process(name: str, process: int) -> str:
    """What a process would call its temporary file for a file of this name."""
    return prefix_of(name).replace(f"-{os.getpid()}-", f"-{process}-") + "x1"


def test_only_what_the_dead_left_for_this_file_goes(tmp_path: Path, dead: int) -> None:
    host = socket.gethostname().encode().hex()[:16]
    gone = [tmp_path / of_process("office.json", dead)]
    stay = [
        tmp_path / name
        for name in (
            of_process("office.json", os.getpid()),
            of_process("office.json", os.getppid()),
            of_process("other.json", dead),
            of_process("office.json", dead).replace(host, "00" + host[2:]),
            of_process("office.json", dead)[1:],
            ".office.json.x",
            "office.json",
        )
    ]
    for path in (*gone, *stay):
        path.write_text("personal")
    folder = tmp_path / (of_process("office.json", dead) + "f")
    (folder / "inside").mkdir(parents=True)
    (folder / "inside" / "office.json").write_text("personal")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("personal")
    link = tmp_path / (of_process("office.json", dead) + "l")
    link.symlink_to(elsewhere)
    remove_leftovers(tmp_path, "office.json")
    assert not [path for path in (*gone, folder) if path.exists()]
    assert not link.is_symlink()
    assert all(path.exists() for path in (*stay, elsewhere / "kept"))
    remove_leftovers(tmp_path / "nowhere", "office.json")


def test_a_process_of_another_user_lives(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / of_process("office.json", dead)
    left.write_text("personal")

    def not_ours(_process: int, _signal: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patch:
        patch.setattr(os, "kill", not_ours)
        remove_leftovers(tmp_path, "office.json")
    assert left.exists()
    remove_leftovers(tmp_path, "office.json")
    assert not left.exists()


def test_opening_to_write_tidies_up_and_reading_does_not(path: Path, dead: int) -> None:
    left = path.with_name(of_process(path.name, dead))
    unpacked = path.with_name(of_process(UNPACKED, dead))

    def leave() -> None:
        left.write_text("personal")
        unpacked.mkdir(exist_ok=True)

    leave()
    Office(path, read_only=True).close()
    assert left.exists() and unpacked.exists()
    Office(path).close()
    assert not left.exists() and not unpacked.exists()
