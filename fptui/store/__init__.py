"""The office's records on disk: the only room that knows TinyDB."""

from fptui.store.about import About
from fptui.store.backup import backup, restore, verify_backup
from fptui.store.belongings import belongs_to_an_office
from fptui.store.changes import Change
from fptui.store.check import Report, check_office
from fptui.store.drafts import Draft, DraftFile
from fptui.store.lists import lists_along, lists_of, use_lists_of, write_lists
from fptui.store.locking import Holder, user_name
from fptui.store.office import Office, create_office
from fptui.store.past import PastOffice
from fptui.store.reading import Reading
from fptui.store.replacing import followed, refuse_taken
from fptui.store.salvage import salvage

__all__ = [
    "About",
    "Change",
    "Draft",
    "DraftFile",
    "Holder",
    "Office",
    "PastOffice",
    "Reading",
    "Report",
    "backup",
    "belongs_to_an_office",
    "check_office",
    "create_office",
    "followed",
    "lists_along",
    "lists_of",
    "refuse_taken",
    "restore",
    "salvage",
    "use_lists_of",
    "user_name",
    "verify_backup",
    "write_lists",
]
