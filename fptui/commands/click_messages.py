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
    N_("No such option {name!r}."),
    N_("default: {default}"),
    N_("Aborted!"),
    N_("Error: invalid input"),
    N_("Missing option"),
    N_("Option {name!r} does not take a value."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not one of {choice}."),
    N_("No such command {name!r}."),
    N_("Missing argument"),
    N_("Missing command."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Option {name!r} requires an argument."),
    N_("{value!r} is not a valid {number_type}."),
    N_("Got unexpected extra argument ({args})"),
)
