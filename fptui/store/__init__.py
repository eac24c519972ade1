"""The office's records on disk: the only room that knows TinyDB."""

from fptui.store.office import About, Edit, Office, create_office

__all__ = ["About", "Edit", "Office", "create_office"]
