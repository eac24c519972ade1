"""What people do with an office, each once: its questions, its plan, its doing, its words."""

from __future__ import annotations

from fptui.jobs.explain_eligibility import EXPLAIN_ELIGIBILITY
from fptui.jobs.find_doubts import FIND_DOUBTS
from fptui.jobs.job import Job
from fptui.jobs.look_ahead import LOOK_AHEAD
from fptui.jobs.move_files import MOVE_FILES
from fptui.jobs.open_round import OPEN_ROUND
from fptui.jobs.settle_doubts import SETTLE_DOUBTS
from fptui.jobs.verify_files import VERIFY_FILES

JOBS: dict[str, Job] = {
    job.name: job
    for job in (
        MOVE_FILES,
        VERIFY_FILES,
        EXPLAIN_ELIGIBILITY,
        LOOK_AHEAD,
        FIND_DOUBTS,
        SETTLE_DOUBTS,
        OPEN_ROUND,
    )
}
"""All jobs by the words of their command, in the order of help and menus."""


def jobs_of(register: str) -> list[Job]:
    """The jobs in the menu of a register."""
    return [job for job in JOBS.values() if register in job.menus]
