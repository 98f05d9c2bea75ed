"""Drive the browser as the customer would, and gather what was seen. The only room that imports Playwright."""

from frictionaudit.replay.run import ReplaySettings, replay
from frictionaudit.replay.visit import VisitPlan

__all__ = ["ReplaySettings", "VisitPlan", "replay"]
