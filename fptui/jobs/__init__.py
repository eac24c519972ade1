"""What people do with an office, each once: its questions, its plan, its doing, its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from fptui.language import N_

if TYPE_CHECKING:
    from fptui.jobs.job import Job

_PLACES = {
    "init": "found_office.FOUND_OFFICE",
    "show": "show_table.SHOW_TABLE",
    "targets": "show_targets.SHOW_TARGETS",
    "export": "export_table.EXPORT_TABLE",
    "group": "group_rows.GROUP_ROWS",
    "import": "import_list.IMPORT_LIST",
    "enter": "enter_rows.ENTER_ROWS",
    "template": "blank_form.BLANK_FORM",
    "edit": "edit_records.EDIT_RECORDS",
    "report": "write_summary.WRITE_SUMMARY",
    "notice": "post_notice.POST_NOTICE",
    "move": "move_files.MOVE_FILES",
    "verify": "verify_files.VERIFY_FILES",
    "eligible": "explain_eligibility.EXPLAIN_ELIGIBILITY",
    "forecast": "look_ahead.LOOK_AHEAD",
    "doubts": "find_doubts.FIND_DOUBTS",
    "doubts settle": "settle_doubts.SETTLE_DOUBTS",
    "warnings": "list_warnings.LIST_WARNINGS",
    "warnings explain": "explain_warning.EXPLAIN_WARNING",
    "pay open": "open_round.OPEN_ROUND",
    "pay status": "show_round.SHOW_ROUND",
    "pay bank-file": "write_bank_list.WRITE_BANK_LIST",
    "pay results": "take_bank_answers.TAKE_BANK_ANSWERS",
    "pay reissue": "reissue_payments.REISSUE_PAYMENTS",
    "lists": "show_lists.SHOW_LISTS",
    "lists add": "add_to_list.ADD_TO_LIST",
    "lists remove": "take_off_list.TAKE_OFF_LIST",
    "year begins": "begin_year.BEGIN_YEAR",
    "year open": "open_year.OPEN_YEAR",
    "check": "check_office.CHECK_OFFICE",
    "check --repair": "repair_references.REPAIR_REFERENCES",
    "history": "show_history.SHOW_HISTORY",
    "undo": "undo_change.UNDO",
    "redo": "undo_change.REDO",
    "backup": "backup_office.BACKUP_OFFICE",
    "restore": "restore_office.RESTORE_OFFICE",
}
"""Where each job is declared, by the words of its command, in the order of help and menus."""

FAMILIES = {
    "pay": N_("Rounds of payments: who is due, the bank, its answers."),
    "year": N_("The statistical year: with which month it begins, and opening a new one."),
}
"""What the first word of several commands says in the help, where it is no job itself."""


class _Jobs(Mapping[str, "Job"]):
    """Each job is imported when it is asked for: a command needs one, and must start at once."""

    def __getitem__(self, name: str) -> Job:
        module, constant = _PLACES[name].split(".")
        job: Job = getattr(import_module(f"fptui.jobs.{module}"), constant)
        return job

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


JOBS = _Jobs()
"""All jobs by the words of their command."""


def jobs_of(register: str) -> list[Job]:
    """The jobs in the menu of a register: its own, then those of several registers."""
    jobs = [job for job in JOBS.values() if register in job.menus]
    return sorted(jobs, key=lambda job: len(job.menus))
