"""Click's own messages that a user can meet, marked so that the catalogs hold them."""

from fptui.language import N_

CLICK_MESSAGES = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Missing argument"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Option {name!r} requires an argument."),
    N_("{value!r} is not a valid {number_type}."),
    N_("Got unexpected extra argument ({args})"),
)
