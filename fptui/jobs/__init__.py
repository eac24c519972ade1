"""What people do with an office, each once: its questions, its plan, its doing, its words."""

from __future__ import annotations

from fptui.jobs.backup_office import BACKUP_OFFICE
from fptui.jobs.blank_form import BLANK_FORM
from fptui.jobs.check_office import CHECK_OFFICE
from fptui.jobs.enter_rows import ENTER_ROWS
from fptui.jobs.explain_eligibility import EXPLAIN_ELIGIBILITY
from fptui.jobs.find_doubts import FIND_DOUBTS
from fptui.jobs.found_office import FOUND_OFFICE
from fptui.jobs.import_list import IMPORT_LIST
from fptui.jobs.job import Job
from fptui.jobs.look_ahead import LOOK_AHEAD
from fptui.jobs.move_files import MOVE_FILES
from fptui.jobs.open_round import OPEN_ROUND
from fptui.jobs.post_notice import POST_NOTICE
from fptui.jobs.reissue_payments import REISSUE_PAYMENTS
from fptui.jobs.restore_office import RESTORE_OFFICE
from fptui.jobs.settle_doubts import SETTLE_DOUBTS
from fptui.jobs.show_history import SHOW_HISTORY
from fptui.jobs.show_round import SHOW_ROUND
from fptui.jobs.show_table import EXPORT_TABLE, SHOW_TABLE
from fptui.jobs.show_targets import SHOW_TARGETS
from fptui.jobs.take_bank_answers import TAKE_BANK_ANSWERS
from fptui.jobs.undo_change import REDO, UNDO
from fptui.jobs.verify_files import VERIFY_FILES
from fptui.jobs.write_bank_list import WRITE_BANK_LIST

JOBS: dict[str, Job] = {
    job.name: job
    for job in (
        FOUND_OFFICE,
        SHOW_TABLE,
        SHOW_TARGETS,
        EXPORT_TABLE,
        IMPORT_LIST,
        ENTER_ROWS,
        BLANK_FORM,
        POST_NOTICE,
        MOVE_FILES,
        VERIFY_FILES,
        EXPLAIN_ELIGIBILITY,
        LOOK_AHEAD,
        FIND_DOUBTS,
        SETTLE_DOUBTS,
        OPEN_ROUND,
        SHOW_ROUND,
        WRITE_BANK_LIST,
        TAKE_BANK_ANSWERS,
        REISSUE_PAYMENTS,
        CHECK_OFFICE,
        SHOW_HISTORY,
        UNDO,
        REDO,
        BACKUP_OFFICE,
        RESTORE_OFFICE,
    )
}
"""All jobs by the words of their command, in the order of help and menus."""


def jobs_of(register: str) -> list[Job]:
    """The jobs in the menu of a register."""
    return [job for job in JOBS.values() if register in job.menus]
