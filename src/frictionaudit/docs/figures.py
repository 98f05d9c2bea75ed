"""docs/figures.md: the formats of figures and feedback, from the vocabulary that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from frictionaudit.docs.markdown import GENERATED, table
from frictionaudit.figures.read import MOST_ANSWERS
from frictionaudit.journey.metrics import FIGURES, MEASURED, OWN, Metric

__all__ = ["EXAMPLE", "FEEDBACK", "figures_page"]

EXAMPLE = """\
# From our analytics, without bots; orders from the till
period,metric,step,value,unit
2026-10,sessions,,42600,
2026-10,sessions,cart,4180,
2026-10,sessions,checkout,2390,
2026-10,sessions,pay,1560,
2026-10,orders,,1090,
2026-10,order_value,,37.40,EUR
2026-10,contacts,,310,
2026-10,contact_cost,,4.80,EUR
2026-10,own.newsletter,,240,subscribers
"""

FEEDBACK = """\
period,nps,step,text
2026-10,9,,
2026-10,2,pay,I did not dare to press the button.
2026-10,,,The mug is lovely.
"""


def figures_page() -> str:
    """Give the page: its words stand in figures.md.j2."""
    template = files("frictionaudit.docs").joinpath("figures.md.j2").read_text(encoding="utf-8")
    shown = Environment(undefined=StrictUndefined, keep_trailing_newline=True).from_string(template)
    own = (f"`{OWN}…`", "", "Any other figure of yours: `own.newsletter`", "yes")
    words = {
        "example": EXAMPLE,
        "feedback": FEEDBACK,
        "answers": str(MOST_ANSWERS),
        "metrics": table(
            ("Metric", "Counted in", "What it says", "By step"),
            [*((*row, "yes" if FIGURES[name].has_steps else "") for name, row in _rows(FIGURES).items()), own],
        ),
        "measured": table(("Metric", "Counted in", "What it says"), _rows(MEASURED).values()),
    }
    return f"{GENERATED}\n\n{shown.render(words)}"


def _rows(metrics: Mapping[str, Metric]) -> dict[str, tuple[str, str, str]]:
    return {name: (f"`{name}`", str(each.unit), each.meaning) for name, each in metrics.items()}
