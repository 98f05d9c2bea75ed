"""A run as a real one would come out: 12 steps walked in 6 visits, with pictures; and runs at the edges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.report.books import BOOKS, TARGET
from tests.report.pictures import button_box, draw_page

from frictionaudit.evidence.action import ActionEvidence, ElementEvidence
from frictionaudit.evidence.common import Box, Party, Subject
from frictionaudit.evidence.step import (
    ConsoleEvidence,
    ExpectationEvidence,
    NavigationEvidence,
    RequestEvidence,
    ScreenshotEvidence,
    StepEvidence,
    StepStatus,
    TransitionEvidence,
    VitalsEvidence,
)
from frictionaudit.evidence.visit import EngineEvidence, JourneyFacts, PlannedStep, VisitEvidence, VisitOutcome
from frictionaudit.findings.guidance import Limit, Mender, Sureness, Unit
from frictionaudit.findings.model import (
    Criterion,
    Finding,
    FindingEvidence,
    Outcome,
    RuleOutcome,
    Severity,
    fingerprint_of,
    identity_of,
)
from frictionaudit.findings.promise import Happened, Price, PromiseCard, Promised
from frictionaudit.journey.model import ActionKind, Commitment, Persona, Stage, Viewport
from frictionaudit.report.guide import RuleGuide
from frictionaudit.results import (
    Run,
)
from frictionaudit.scoring.assemble import assemble

__all__ = ["GUIDES", "JOURNEY", "Sample", "make_sample"]

JOURNEY = "buy-a-mug"
DESKTOP, PHONE = Viewport(width=1350, height=940), Viewport(width=412, height=823)

STEPS = (
    ("Open the shop", Stage.ARRIVE, ActionKind.GOTO, "", "/"),
    ("Find the mug", Stage.FIND, ActionKind.SEARCH, "", "muki"),
    ("Look at the mug", Stage.CHOOSE, ActionKind.CLICK, "Sininen muki", None),
    ("Choose the size", Stage.CHOOSE, ActionKind.SELECT, "Koko", "3 dl"),
    ("Put it in the cart", Stage.CART, ActionKind.CLICK, "Lisää ostoskoriin", None),
    ("Open the cart", Stage.CART, ActionKind.CLICK, "Ostoskori", None),
    ("Go to the checkout", Stage.CHECKOUT, ActionKind.CLICK, "Kassalle", None),
    ("Give my details", Stage.CHECKOUT, ActionKind.FILL, "Sähköposti", "m***@example.com"),
    ("Choose the delivery", Stage.CHECKOUT, ActionKind.CHECK, "Nouto", None),
    ("Choose how to pay", Stage.PAY, ActionKind.CHECK, "Kortti", None),
    ("Pay", Stage.PAY, ActionKind.CLICK, "Maksa 29,80 €", None),
    ("See that it is done", Stage.CONFIRM, ActionKind.CLICK, "Jatka", None),
)

_PAY = 10

PERSONAS = (
    Persona(name="desktop-careful", title="At the desk, reading everything", viewport=DESKTOP, traffic_share=0.4),
    Persona(name="mobile-first", title="On the phone, in the tram", viewport=PHONE, traffic_share=0.45),
    Persona(
        name="mobile-slow", title="An old phone on a slow line", viewport=PHONE, traffic_share=0.12, cpu_slowdown=4
    ),
    Persona(name="keyboard-only", title="By keyboard alone", viewport=DESKTOP, traffic_share=0.03),
)
WALKS = (
    ("desktop-careful", "chromium"),
    ("desktop-careful", "firefox"),
    ("mobile-first", "chromium"),
    ("mobile-first", "firefox"),
    ("mobile-slow", "chromium"),
    ("keyboard-only", "chromium"),
)

GUIDES: Mapping[str, RuleGuide] = {
    "action/keyboard-unreachable": RuleGuide(
        title="The action cannot be used with the keyboard",
        why="Customers who cannot use a mouse stop here for good. The European Accessibility Act asks shops to serve "
        "them.",
        how_to_fix="Use a real radio input, so that Tab reaches it and Space chooses it. Test it once without a mouse.",
        references=("https://www.w3.org/TR/WCAG22/#keyboard", "Directive (EU) 2019/882"),
        link="https://example.org/rules/action/keyboard-unreachable",
    ),
    "commitment/missing-obligation-wording": RuleGuide(
        title="The order button does not say that it obliges to pay",
        why="Without the words the consumer is not bound by the order, and who doubts what the button does leaves.",
        how_to_fix="Label the button with words that say so, for example “Tilaa ja maksa”. Keep other words beside it.",
        references=("Directive 2011/83/EU Art. 8(2)", "CJEU C-249/21 Fuhrmann-2"),
    ),
    "navigation/silent-cart": RuleGuide(
        title="Nothing confirms that the product is in the cart",
        why="Who is not sure presses again, buys two by mistake, or looks for the cart instead of the checkout.",
        how_to_fix="Say “Lisätty ostoskoriin” beside the button and let the number on the cart grow.",
    ),
    "access/wcag-violation": RuleGuide(
        title="The page breaks a WCAG 2.2 rule",
        why="Customers with a screen reader, a zoomed window or a shaking hand meet a wall that others do not see.",
        how_to_fix="Give each field a label element that names it. The help page of the rule shows how.",
        references=("https://dequeuniversity.com/rules/axe/4.10/label", "Directive (EU) 2019/882"),
    ),
    "confirmation/missing-reference": RuleGuide(
        title="The confirmation shows no order number",
        why="Without a number the customer cannot ask about the order, and support cannot find it.",
        how_to_fix="Show the order number as text on the confirmation page and in the message.",
    ),
    "errors/broken-image": RuleGuide(
        title="A picture does not load",
        why="Nobody buys what they cannot see.",
        how_to_fix="Put the file back or mend its address.",
    ),
    "speed/slow-page": RuleGuide(
        title="The page shows its main content late",
        why="Every second before the product is seen costs patience; phones feel it most.",
        how_to_fix="Send the product picture in the size it is shown, and load it first.",
        references=("https://web.dev/articles/lcp",),
    ),
    "speed/slow-server": RuleGuide(
        title="The server answers late",
        why="Nothing can be shown before the first byte comes.",
        how_to_fix="Find what the server does before it answers, and cache what is the same for all.",
        references=("https://web.dev/articles/ttfb",),
        sureness=Sureness.MEASURED,
        limit=Limit(parameter="ttfb_ms", unit=Unit.MILLISECONDS, good=800, poor=1_800),
    ),
    "action/small-target": RuleGuide(
        title="The target is too small for a thumb",
        why="A thumb covers about nine millimetres; smaller targets are missed.",
        how_to_fix="Give the control at least 44 by 44 CSS px, padding included.",
        references=("https://www.w3.org/TR/WCAG22/#target-size-minimum",),
    ),
}


@dataclass(frozen=True)
class Sample:
    """A run with its evidence, saved pictures and rule guides."""

    run: Run
    visits: tuple[VisitEvidence, ...]
    folder: Path
    guides: Mapping[str, RuleGuide]


@dataclass(frozen=True)
class Spot:
    """One friction of the sample: where it is and who meets it."""

    rule: str
    severity: Severity
    step: int
    message: str
    customer: str
    subject: Subject
    who: Callable[[str, str], bool] = lambda persona, browser: True
    on_button: bool = False
    explained_by: str | None = None
    blocks: bool = False


def _phone(persona: str, browser: str) -> bool:
    return persona.startswith("mobile")


SPOTS = (
    Spot("speed/slow-server", Severity.SERIOUS, 0, "The server needed {ms} before it answered.", "Is it loading?",
         Subject(role="page", name="Kuppi & Kannu"), lambda p, b: p == "mobile-slow"),
    Spot("speed/slow-page", Severity.MODERATE, 0, "The main content came after {ms}; 2.5 s is good.", "Come on…",
         Subject(role="page", name="Kuppi & Kannu"), lambda p, b: p == "mobile-slow",
         explained_by="speed/slow-server"),
    Spot("errors/broken-image", Severity.MODERATE, 1, "The picture of “Muki 3” does not load.",
         "I can't see what I am buying.", Subject(role="img", name="Muki 3", locator="#goods img:nth-of-type(3)",
         box=Box(x=680, y=140, width=300, height=300)), lambda p, b: not _phone(p, b)),
    Spot("action/small-target", Severity.MODERATE, 3, "“Koko” is 20 by 20 px: too small to hit with a thumb.",
         "I keep hitting the wrong thing.", Subject(role="combobox", name="Koko", locator="#size",
         box=Box(x=24, y=620, width=20, height=20)), _phone),
    Spot("navigation/silent-cart", Severity.SERIOUS, 4, "After “Lisää ostoskoriin” nothing says that the mug is in the "
         "cart.", "Is it in the cart or not?", Subject(role="button", name="Lisää ostoskoriin", locator="#add"),
         on_button=True),
    Spot("speed/slow-transition", Severity.MODERATE, 6, "It took {ms} until the checkout could be used.",
         "I have been waiting a while.", Subject(role="link", name="Kassalle", locator="#to-checkout"), _phone,
         on_button=True),
    Spot("validation/missing-autocomplete", Severity.MINOR, 7, "“Katuosoite” asks for the street without autocomplete.",
         "My phone could fill this in.", Subject(role="textbox", name="Katuosoite", locator="#street",
         box=Box(x=24, y=342, width=676, height=44))),
    Spot("access/wcag-violation", Severity.SERIOUS, 7, "Form elements must have labels: 2 places.",
         "My screen reader says nothing here.", Subject(role="textbox", name="", locator="#phone",
         box=Box(x=24, y=510, width=676, height=44))),
    Spot("errors/console-error", Severity.MINOR, 8, "A script of the shop complained: TypeError: rates is undefined",
         "", Subject(role="page", name="Toimitus")),
    Spot("action/keyboard-unreachable", Severity.CRITICAL, 9, "Tab never reaches “Kortti”, so it cannot be chosen "
         "without a mouse.", "I can't use a mouse.", Subject(role="radio", name="Kortti", locator="#pay-card"),
         lambda p, b: p == "keyboard-only", on_button=True, blocks=True),
    Spot("commitment/missing-obligation-wording", Severity.SERIOUS, 10, "The order button says “Jatka”; it does not "
         "say that it obliges to pay.", "Is this free, or do I owe money now?", Subject(role="button", name="Jatka",
         locator="#pay"), lambda p, b: p != "keyboard-only", on_button=True),
    Spot("confirmation/missing-reference", Severity.SERIOUS, 11, "The confirmation shows no order number.",
         "What do I say if I call them?", Subject(role="page", name="Kiitos"), lambda p, b: p != "keyboard-only"),
    Spot("speed/layout-shift", Severity.MODERATE, 2, "The page jumped by 0.31 while it loaded; under 0.1 is good.",
         "It jumped just as I was about to tap.", Subject(role="page", name="Sininen muki"),
         lambda p, b: _phone(p, b) and b == "chromium"),
)  # fmt: skip


def make_sample(folder: Path, *, pictures: bool = True) -> Sample:
    """Make the run and draw its pictures into the folder's evidence."""
    visits = tuple(_visit(folder, persona, browser, pictures) for persona, browser in WALKS)
    findings = tuple(_explained([_finding(spot, visit) for visit in visits for spot in SPOTS if _meets(spot, visit)]))
    return Sample(run_of(visits, findings), visits, folder, GUIDES)


def run_of(
    visits: tuple[VisitEvidence, ...],
    findings: tuple[Finding, ...],
    *,
    status: Literal["complete", "partial"] = "complete",
    reason: str = "",
) -> Run:
    """Give the run of these visits, scored as any run is."""
    return assemble(
        run_id="20261121-215501-buy-a-mug",
        started="2026-11-21T21:55:01+00:00",
        seconds=212.4,
        visits=visits,
        findings=findings,
        outcomes=_outcomes(visits, findings),
        promises=tuple(_promise(visit) for visit in visits if visit.steps[_PAY].status is not StepStatus.NOT_REACHED),
        notes=("Chromium ran without its sandbox: this machine gives root only",),
        status=status,
        status_reason=reason,
        books=(BOOKS,),
    )


def _visit(folder: Path, persona_name: str, browser: str, pictures: bool) -> VisitEvidence:
    persona = next(persona for persona in PERSONAS if persona.name == persona_name)
    id = f"{JOURNEY}.{persona.name}.{browser}"
    stops_at = 9 if persona.name == "keyboard-only" else None
    return VisitEvidence(
        id=id,
        journey=JourneyFacts(
            name="Buy a mug as a guest",
            id=JOURNEY,
            base_url="http://127.0.0.1:8000",
            locale="fi-FI",
            target=TARGET,
            steps=tuple(PlannedStep(name=s[0], id=f"step-{i}", stage=s[1]) for i, s in enumerate(STEPS)),
        ),
        persona=persona,
        engine=EngineEvidence(name=browser, engine=browser, version="156.0.1" if browser == "chromium" else "153.2",
                              source="Debian"),
        locale="fi-FI",
        outcome=VisitOutcome.FAILED if stops_at else VisitOutcome.COMPLETED,
        reason="'Kortti' could not be chosen" if stops_at else "",
        is_throttled=None if persona.cpu_slowdown == 1 else browser == "chromium",
        started="2026-11-21T21:55:01+00:00",
        seconds=31.5,
        steps=tuple(_step(folder, persona, browser, index, stops_at, pictures) for index in range(len(STEPS))),
    )  # fmt: skip


def _step(
    folder: Path, persona: Persona, browser: str, index: int, stops_at: int | None, pictures: bool
) -> StepEvidence:
    name, stage, kind, target, value = STEPS[index]
    if stops_at is not None and index > stops_at:
        return StepEvidence(index=index, name=name, id=f"step-{index}", stage=stage, status=StepStatus.NOT_REACHED)
    failed = index == stops_at
    slow = 4.0 if persona.name == "mobile-slow" else 1.0
    path = f"screenshots/{persona.name}-{browser}-{index:02}.jpg"
    scale = 1.75 if persona.viewport.width < 600 else 1.0
    if pictures:
        note = f"{persona.name} {browser}"
        draw_page(folder / "evidence" / path, persona.viewport, stage, name, target or "Osta", note, index, scale)
    subject = Subject(role="button", name=target or "Osta", locator=f"#step-{index}", box=button_box(persona.viewport))
    return StepEvidence(
        index=index,
        name=name,
        id=f"step-{index}",
        stage=stage,
        commits=Commitment.PAYMENT if name == "Pay" else Commitment.NONE,
        status=StepStatus.FAILED if failed else StepStatus.PASSED,
        failure="'Kortti' was never reached with Tab" if failed else "",
        failure_kind="action" if failed else None,
        has_navigated=stage is not Stage.CHOOSE,
        actions=(
            ActionEvidence(
                kind=kind,
                target=f"'{target}'" if target else "",
                value=value,
                is_primary=True,
                element=ElementEvidence(subject=subject, tag="button", first_box=subject.box) if target else None,
                failure="Tab never reached it" if failed else None,
            ),
        ),
        expectations=(ExpectationEvidence(kind="see", wanted=name, has_held=not failed),),
        transition=TransitionEvidence(feedback_ms=90 * slow, settled_ms=640 * slow + 40 * index, patience_ms=20_000),
        vitals=VitalsEvidence(
            lcp_ms=980 * slow, cls=0.02, tbt_ms=60 * slow, ttfb_ms=180 * slow, bytes=840_000 + index * 21_000,
            requests=31,
        ),
        navigations=(NavigationEvidence(url=f"http://127.0.0.1:8000/{index}", status=200),),
        requests=_requests(index, slow),
        console=(ConsoleEvidence(level="error", text="TypeError: rates is undefined"),) if index == 8 else (),
        screenshots=(
            (ScreenshotEvidence(path=path, kind="after", width=persona.viewport.width, height=persona.viewport.height,
                                scale=scale),) if pictures else ()
        ),
    )  # fmt: skip


def _requests(index: int, slow: float) -> tuple[RequestEvidence, ...]:
    """The page, what it asks of the shop, and what it asks of others: sent 300 ms after the step began."""

    def sent(
        url: str, resource: str, start: float, length: float | None, party: Party = Party.FIRST
    ) -> RequestEvidence:
        path = "/" + url.partition("//")[2].partition("/")[2]
        return RequestEvidence(
            method="GET",
            url=url,
            template=path,
            resource=resource,
            party=party,
            by_action=True,
            start_ms=300 + start,
            duration_ms=length,
            end_ms=300 + start + length if length else None,
        )

    shop = "http://127.0.0.1:8000"
    return (
        sent(f"{shop}/{index}", "document", 0, 190 * slow),
        sent(f"{shop}/app.js", "script", 200 * slow, 110 * slow),
        sent(f"{shop}/api/prices", "fetch", 330 * slow, 240 * slow),
        sent("https://fonts.example/a.woff2", "font", 210 * slow, 160 * slow, Party.THIRD),
        sent("https://ads.example/wait", "script", 220 * slow, None, Party.THIRD),
    )  # fmt: skip


def _promise(visit: VisitEvidence) -> PromiseCard:
    """The phone is told another amount afterwards."""
    step = visit.steps[_PAY]
    is_kept = visit.persona.viewport.width > 600
    price = Price(text="29,80 €", value=29.8, currencies=("EUR",))
    confirmed = price if is_kept else Price(text="34,70 €", value=34.7, currencies=("EUR",))
    return PromiseCard(
        visit=visit.id, journey=visit.journey.id, step=step.name, step_id=step.id, step_index=step.index,
        commits=Commitment.PAYMENT,
        promised=Promised(label="Maksa 29,80 €", amount=price, next_steps="Toimitus 2–4 arkipäivässä"),
        happened=Happened(status=step.status, heading="Kiitos tilauksesta", amount=confirmed, has_reference=is_kept),
        is_kept=is_kept,
    )  # fmt: skip


def _meets(spot: Spot, visit: VisitEvidence) -> bool:
    reached = visit.steps[spot.step].status is not StepStatus.NOT_REACHED
    return reached and spot.who(visit.persona.name, visit.engine.name)


def _finding(spot: Spot, visit: VisitEvidence) -> Finding:
    step = visit.steps[spot.step]
    picture = step.screenshots[0] if step.screenshots else None
    subject = spot.subject
    if spot.on_button:
        subject = subject.model_copy(update={"box": button_box(visit.persona.viewport)})
    elif subject.box is not None and visit.persona.viewport.width < 600:
        width = min(subject.box.width, 364)
        subject = subject.model_copy(update={"box": subject.box.model_copy(update={"x": 24, "width": width})})
    identity = identity_of(subject)
    return Finding(
        rule=spot.rule,
        criterion=Criterion(spot.rule.partition("/")[0]),
        severity=spot.severity,
        journey=visit.journey.id,
        visit=visit.id,
        step=step.name,
        step_id=step.id,
        step_index=step.index,
        stage=step.stage,
        message_key=spot.rule,
        message=spot.message.format(ms="3.4 s" if visit.engine.name == "chromium" else "4.1 s"),
        customer=spot.customer,
        subject=identity,
        fingerprint=fingerprint_of(spot.rule, visit.journey.id, step.id, identity),
        parameters={"ttfb_ms": 2_900} if spot.rule == "speed/slow-server" else {},
        explained_by=spot.explained_by,
        blocks=spot.blocks,
        mender=Mender.IT if spot.rule == "speed/slow-server" else Mender.SHOP,
        evidence=FindingEvidence(
            visit_file=f"evidence/{visit.id}.json",
            screenshot=f"evidence/{picture.path}" if picture else "",
            subject=subject,
            screenshot_scale=picture.scale if picture else 1.0,
        ),
    )


def _explained(findings: list[Finding]) -> list[Finding]:
    """Put the cause's fingerprint where the spots name its rule."""
    by_rule = {(f.visit, f.rule): f.fingerprint for f in findings}
    return [
        f.model_copy(update={"explained_by": by_rule.get((f.visit, f.explained_by))}) if f.explained_by else f
        for f in findings
    ]


def _outcomes(visits: tuple[VisitEvidence, ...], findings: tuple[Finding, ...]) -> tuple[RuleOutcome, ...]:
    failed = {(f.rule, f.visit, f.step_index) for f in findings}
    rules = sorted({f.rule for f in findings} | {"speed/blocked-main-thread", "payment/unclear-decline"})
    outcomes = []
    for visit in visits:
        for rule in rules:
            if rule == "payment/unclear-decline":
                outcomes.append(RuleOutcome(rule=rule, visit=visit.id, step=None, outcome=Outcome.INCOMPLETE,
                                            reason="the journey has no drill payment_declined"))  # fmt: skip
                continue
            for step in visit.steps:
                if step.status is StepStatus.NOT_REACHED:
                    continue
                blind = visit.engine.name == "firefox" and rule in ("speed/blocked-main-thread", "speed/layout-shift")
                outcome = Outcome.FAILED if (rule, visit.id, step.index) in failed else Outcome.PASSED
                outcomes.append(
                    RuleOutcome(rule=rule, visit=visit.id, step=step.index,
                                outcome=Outcome.INCOMPLETE if blind else outcome,
                                reason="this browser does not report long tasks and layout shifts" if blind else "")
                )  # fmt: skip
    return tuple(outcomes)
