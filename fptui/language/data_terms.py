"""Terms that stand in `data/` and not in the code, marked so that the catalogs hold them."""

from fptui.language import N_

INDICATOR_NAMES = (
    N_("Planned birth rate"),
    N_("Multi-child rate"),
    N_("Sex ratio at birth"),
    N_("Joint governance"),
    N_("Statistics accuracy"),
    N_("Village-led ratio"),
    N_("Long-term measures"),
    N_("Fee collection"),
    N_("Health monitoring"),
    N_("Informed choice"),
    N_("Case-file accuracy"),
    N_("Timely payment"),
)
"""The English names of `data/indicators.toml`."""
