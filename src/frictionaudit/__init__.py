"""Replay the purchase path to the very end, and show where customers give up.

import frictionaudit
result = frictionaudit.run("journey.yaml", personas=["mobile-first"])
print(result.score.value, [finding.message for finding in result.findings])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frictionaudit.pipeline import audit, run, run_async
    from frictionaudit.results import Run

__version__ = "0.1.0"

__all__ = ["Run", "__version__", "audit", "run", "run_async"]


def __getattr__(name: str) -> Any:
    """Load the house only when a door is opened: `--help` must not wait for it."""
    if name in ("audit", "run", "run_async"):
        from frictionaudit import pipeline

        return getattr(pipeline, name)
    if name == "Run":
        from frictionaudit.results import Run

        return Run
    raise AttributeError(f"module 'frictionaudit' has no attribute '{name}'")
