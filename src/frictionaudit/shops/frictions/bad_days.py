"""What shows only on a bad day or on a side way: a refused card, a provider that fails, Back, a reload, a link."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Friction

__all__ = ["BAD_DAYS"]

_EMPTY_ON_RELOAD = """
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  document.querySelector("main").innerHTML = '<div class="band"><h1>[[cart.title]]</h1><p>[[cart.empty]]</p></div>';
}
"""

_WHEN_DECLINED = """
new MutationObserver(() => {
  const message = document.querySelector("[data-pay] .message");
  if (message && !message.hidden) onDeclined(message);
}).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
"""

BAD_DAYS = (
    Friction(
        name="unclear-decline",
        rule="payment/unclear-decline",
        pages=("frame",),
        description="A refused card shows the provider's code, and nothing else.",
        script="""
const onDeclined = (message) => {
  if (message.textContent !== "card_declined") message.textContent = "card_declined";
};
"""
        + _WHEN_DECLINED,
    ),
    Friction(
        name="decline-dead-end",
        rule="payment/decline-dead-end",
        pages=("frame", "review"),
        description="After a refused card the checkout is gone: nothing lets the customer try again.",
        script="""
const isShop = document.body.classList.contains("review");
const onDeclined = () => parent.postMessage({declined: true}, document.body.dataset.shop);
if (isShop) addEventListener("message", ({ data }) => {
  if (!data.declined) return;
  document.querySelector(".progress")?.remove();
  const words = "<h1>[[review.frame]]</h1><p>[[review.declined]]</p>";
  document.querySelector("main").innerHTML = `<div class="band prose">${words}</div>`;
});
"""
        + _WHEN_DECLINED,
    ),
    Friction(
        name="unhandled-gateway-failure",
        rule="payment/unhandled-gateway-failure",
        pages=("frame",),
        description="When the payment provider fails, the page stays busy for ever.",
        script="""
const honest = window.fetch;
window.fetch = (address, { signal, ...options } = {}) =>
  honest(address, options).then((answer) => (answer.ok ? answer : new Promise(() => {})));
""",
    ),
    Friction(
        name="double-charge",
        rule="payment/double-charge",
        pages=("frame",),
        description="A second press of the pay button sends a second payment.",
        script="""
const once = window.fetch;
window.fetch = (address, options) => {
  document.querySelector("[data-pay] .button").removeAttribute("aria-busy");
  const body = new URLSearchParams(options.body);
  body.append("payment", address.split("/").pop());
  return once("/charge", { ...options, body });
};
""",
    ),
    Friction(
        name="abandoned-authentication",
        rule="payment/abandoned-authentication",
        pages=("review",),
        description="Who gives up at the bank is thanked for the order.",
        script="""
if (location.search.includes("payment=cancelled")) {
  document.querySelector("main").innerHTML = '<div class="band prose"><h1>[[confirmation.title]]</h1></div>';
}
""",
    ),
    Friction(
        name="lost-on-back",
        rule="navigation/lost-on-back",
        pages=("details",),
        description="Back to the contact details, and all of them are empty.",
        script="""
addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll(".fields input")) field.value = "";
});
""",
    ),
    Friction(
        name="lost-on-reload",
        rule="navigation/lost-on-reload",
        pages=("payment",),
        description="Reloading the choice of payment empties the cart.",
        script=_EMPTY_ON_RELOAD,
    ),
    Friction(
        name="broken-deep-link",
        rule="navigation/broken-deep-link",
        pages=("product",),
        description="Who comes to a product by a link from another site lands on the front page.",
        script="""
if (document.referrer && new URL(document.referrer).origin !== location.origin) location.replace("/");
""",
    ),
    Friction(
        name="confirmation-lost-on-reload",
        rule="confirmation/lost-on-reload",
        pages=("confirmation",),
        description="Reloading the confirmation shows an empty cart.",
        script=_EMPTY_ON_RELOAD,
    ),
    Friction(
        name="invalid-data-accepted",
        rule="validation/invalid-data-accepted",
        pages=("details",),
        description="An e-mail address without @ is taken as it is.",
        script="""
document.querySelector("[data-checks]").addEventListener("submit", ({ target }) => {
  if (!target.email.value.includes("@")) target.email.value += "@mail.invalid";
});
""",
    ),
)
