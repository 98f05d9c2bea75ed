"""Strings of the journey map, the waterfall, and of what stands below a finding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["PAGE"]

PAGE: Mapping[str, str] = MappingProxyType(
    {
        "score.aside.one": "{number} finding is set aside by the shop and counts nowhere.",
        "score.aside.other": "{number} findings are set aside by the shop and count nowhere.",
        "map.heading": "The journey at a glance",
        "map.intro": "The line is how many of 100 are still willing, drawn from {floor} to 100. Pictures: {who}.",
        "map.region": "Journey map, scrolls sideways",
        "map.left": "{left} of 100 left, {lost} leave here.",
        "map.stay": "{left} of 100 left, nobody leaves here.",
        "map.unscored": "Not scored.",
        "map.promise": "promise {state}",
        "map.ready": "ready in {seconds}",
        "map.no_picture": "No picture",
        "waterfall.heading": "Where the time went",
        "waterfall.intro": "{who}. The clock starts with the press.",
        "waterfall.scale": "0 to {seconds}",
        "waterfall.feedback": "First sign to the customer",
        "waterfall.server": "Server begins to answer",
        "waterfall.lcp": "Main content shown",
        "waterfall.settled": "Ready to go on",
        "waterfall.span": "from {start}, takes {length}",
        "waterfall.third": "from another site",
        "waterfall.open": "still open",
        "limit.over": "{value}; friction begins over {good}.",
        "limit.over_poor": "{value}; friction begins over {good}, and weighs heavier over {poor}.",
        "limit.under": "{value}; friction begins under {good}.",
        "limit.under_poor": "{value}; friction begins under {good}, and weighs heavier under {poor}.",
        "unit.ratio": "{number} : 1",
        "unit.screens": "{number} screenfuls",
        "finding.limit": "Against its line",
        "finding.device": "Seen on",
        "finding.mender": "Who mends it",
        "finding.sure": "How sure",
        "finding.explain": "In a terminal: {command}",
        "finding.aside": "How to set it aside",
        "finding.aside.how": "Known, and to be lived with for a time? Put these lines into the journey file or into "
        "frictionaudit.yaml, with your own reason and date. It then counts neither in the score nor in the gates, "
        "and stands apart in this report.",
        "finding.aside.reason": "Why we live with it",
        "finding.link": "Link to this finding",
        "finding.copy": "Copy as ticket",
        "finding.copied": "Copied",
        "finding.not_copied": "Could not copy: mark the text by hand",
        "device.phone": "phone",
        "device.tablet": "tablet",
        "device.desktop": "desktop",
        "device.one": "{kind} ({width} × {height}): {browsers}",
        "mender.shop": "The shop: who builds its pages (developer, agency, shop software)",
        "mender.payment": "The payment provider, or who keeps its settings",
        "mender.it": "IT: who keeps the servers, the mail and the systems behind",
        "mender.content": "Content: who writes words, pictures, prices and terms",
        "mender.shop.short": "Shop",
        "mender.payment.short": "Payment provider",
        "mender.it.short": "IT",
        "mender.content.short": "Content",
        "sure.measured": "Measured: the browser gave the figure or the fact.",
        "sure.read": "Read: it rests on the words of the page, in a language that we know.",
        "sure.inferred": "Inferred: several signs together mean it. Look at it yourself before you mend it.",
        "findings.filter.criterion": "What customers care about",
        "findings.filter.step": "Step",
        "findings.filter.mender": "Who mends it",
        "findings.filter.any": "all",
        "findings.sort": "Order",
        "findings.sort.severity": "worst first",
        "findings.sort.gain": "wins back most",
        "findings.sort.step": "as the path goes",
        "findings.reset": "Show all",
        "aside.heading": "Set aside by the shop",
        "aside.intro": "Known and lived with for a time, by the shop's own decision. They count neither in the score "
        "nor in the gates.",
        "aside.reason": "Why",
        "aside.until": "Until",
        "aside.follows": "follows from another one that was set aside",
    }
)
