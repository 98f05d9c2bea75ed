"""Every fixed string of the terminal by its key: what a run tells while it goes on and when it is over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["TERMINAL"]

TERMINAL: Final[Mapping[str, str]] = {
    "terminal.score": "{value} of 100 willing customers left.",
    "terminal.score.span": "{value} of 100 willing customers left ({low} to {high}).",
    "terminal.score.judged": "{value} of 100 willing customers left, {judged} could be judged.",
    "terminal.score.span_judged": "{value} of 100 willing customers left ({low} to {high}), {judged} could be judged.",
    "terminal.score.none": "Nothing could be judged.",
    "terminal.can_buy.yes": "They can buy.",
    "terminal.can_buy.some": "Some cannot buy.",
    "terminal.can_buy.no": "They cannot buy.",
    "terminal.can_buy.so_far": "The walk stopped before the order, as designed.",
    "terminal.can_buy.unknown": "Whether they can buy was not seen.",
    "terminal.can_buy.nothing": "Nobody walked.",
    "terminal.partial": "Partial: {reason}",
    "terminal.partial.no_reason": "not all visits were made",
    "terminal.findings.none": "Nothing to mend was found.",
    "terminal.findings.one": "{number} finding:",
    "terminal.findings.other": "{number} findings:",
    "terminal.findings.worst": "Worst of {number} findings:",
    "terminal.finding.spread": "{met} of {visits} visits",
    "terminal.visits": "Visits: {counted}",
    "terminal.visits.none": "No visit was made.",
    "terminal.visits.more": "and {number} more visits: see the report",
    "terminal.gates.more": "and {number} more gates: see the report",
    "terminal.gate.fell": "Gate fell: {gate}. Wanted: {wanted}; got: {got}.",
    "terminal.gate.fell_of": "Gate of {journey} fell: {gate}. Wanted: {wanted}; got: {got}.",
    "terminal.report": "Report: {path} (run.json beside it)",
    "terminal.note": "Note: {note}",
    "terminal.ending": "Exit code {code}: {why}",
    "terminal.ending.0": "no gate fell",
    "terminal.ending.1": "a gate fell",
    "terminal.ending.2": "the command or a file is wrong",
    "terminal.ending.3": "part of the path could not be audited",
    "terminal.ending.130": "interrupted; what was seen until then is kept",
    "terminal.interrupted": "Interrupted.",
    "terminal.outcome.completed": "completed",
    "terminal.outcome.failed": "failed",
    "terminal.outcome.stopped_for_safety": "stopped for safety",
    "terminal.outcome.blocked_by_bot_wall": "blocked by bot wall",
    "terminal.outcome.login_required": "login required",
    "terminal.outcome.out_of_stock": "out of stock",
    "terminal.outcome.no_way_found": "no way found",
    "terminal.outcome.timed_out": "timed out",
    "terminal.outcome.crashed": "crashed",
    "terminal.over": "{what} in {seconds} s",
    "terminal.steps.one": "{number} step",
    "terminal.steps.other": "{number} steps",
    "terminal.walking": "Walking {journey} in the demo shop at {address}",
    "terminal.doctor.not_usable": "not usable",
}
