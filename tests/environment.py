"""What the processes that tests start get to see: nothing that happens to be set on this machine."""

import os


def environment(**settings: str) -> dict[str, str]:
    """PATH, where coverage writes if it is measured, and these settings; one that is "" is not set."""
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {"PATH": os.environ["PATH"], **measured, **{name: value for name, value in settings.items() if value}}
