"""From journey files to a report, and from saved evidence to a report again."""

from frictionaudit.pipeline.auditing import audit
from frictionaudit.pipeline.language import language_for
from frictionaudit.pipeline.running import run, run_async

__all__ = ["audit", "language_for", "run", "run_async"]
