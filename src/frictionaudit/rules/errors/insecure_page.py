"""Rule: personal and card data travel encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from frictionaudit.evidence.common import Subject
from frictionaudit.evidence.page import FieldEvidence, FormEvidence, PageEvidence
from frictionaudit.findings.model import Criterion, Severity
from frictionaudit.rules.common import page_subject, path_of, shortened
from frictionaudit.rules.registry import Context, Friction, Inapplicable, Verdict, rule

_PERSONAL_KINDS = frozenset({"email", "tel", "password"})

# autocomplete tokens that are not about the person: off and on, searches, quantities.
_PERSONAL_TOKENS = ("name", "email", "tel", "address", "postal-code", "country", "cc-", "bday", "username", "password",
                    "organization", "sex", "one-time-code")  # fmt: skip


@rule(
    id="errors/insecure-page",
    reads=PageEvidence,
    criterion=Criterion.ERRORS,
    severity=Severity.SERIOUS,
    title="Personal data is asked for without encryption",
    message="{url} asks for personal data and is served over http, unencrypted.",
    variants={
        "posts": "The form sends what the customer typed to {address} over http, unencrypted.",
        "scripts": "A page that takes personal data loads {address} over http: anyone on the way can change it.",
    },
    customer="My browser says this is not safe.",
    why="Browsers mark such pages as not secure. 19 % of US shoppers who left a checkout did not trust the site with "
    "their card data (Baymard 2025, self-reported).",
    how_to_fix="Serve every page, script and form target over https, and redirect http to https.",
    references=(
        "https://baymard.com/lists/cart-abandonment-rate",
        "https://developer.mozilla.org/docs/Web/Security/Mixed_content",
    ),
)
def insecure_page(page: PageEvidence, context: Context) -> Iterator[Verdict]:
    """Yield findings for a page with personal fields: served, posting or borrowing scripts over http."""
    forms = [form for form in page.forms if any(_is_personal(field) for field in form.fields)]
    if not forms:
        yield Inapplicable()
        return
    if not page.is_secure:
        yield Friction(at=page_subject(page.url), parameters={"url": page.url})
        return  # the form and the scripts follow the page; one finding says it
    for form in forms:
        if _is_plain_http(form.action):
            yield Friction(at=_form_subject(form), variant="posts", parameters={"address": shortened(form.action)})
    for url in page.mixed_scripts[:1]:
        yield Friction(
            at=Subject(role="script", name=path_of(url), locator=url),
            variant="scripts",
            parameters={"address": shortened(url), "count": len(page.mixed_scripts)},
        )


def _is_personal(field: FieldEvidence) -> bool:
    if field.is_sensitive or field.purpose is not None or field.kind in _PERSONAL_KINDS:
        return True
    return any(token in field.autocomplete.lower() for token in _PERSONAL_TOKENS)


def _form_subject(form: FormEvidence) -> Subject:
    first = form.fields[0].subject
    return Subject(role="form", name=path_of(form.action), locator=first.locator, box=first.box)


def _is_plain_http(url: str) -> bool:
    """Tell whether an address is http on a host where that matters."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme != "http" or host == "localhost" or host.endswith((".localhost", ".test")):
        return False
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return True
