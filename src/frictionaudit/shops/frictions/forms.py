"""What the forms ask for, how they answer, and which ways to pay and to deliver they leave."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Friction

__all__ = ["FORMS"]

_ADD_FIELD = """
const addField = (name, label, kind = "text") => document.querySelector(".fields").insertAdjacentHTML("beforeend",
  `<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" type="${kind}"></div>`);
"""
_REFUSE = """
document.querySelector("[data-checks]").addEventListener("submit", (event) => {
  const field = document.getElementById("%s");
  if (%s.test(field.value)) return;
  event.preventDefault();
  %s
});
"""
_SAY_AT_FIELD = """
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `${field.id}-error`);
  field.insertAdjacentHTML("afterend", `<p class="error" id="${field.id}-error">%s</p>`);
  field.focus();
"""
_KEEP_ONLY = """
for (const option of document.querySelectorAll(".option")) if (!option.querySelector("[value=%s]")) option.remove();
"""


def _refuse_email(answer: str) -> str:
    """Refuse an address without @, and answer so."""
    return _REFUSE % ("email", "/^[^@]+@[^@]+$/", answer)


FORMS = (
    Friction(
        name="missing-label",
        rule="validation/missing-label",
        pages=("details",),
        description="What the name's field is for stands only inside it.",
        script="""{
const field = document.getElementById("name");
const label = document.querySelector("label[for=name]");
field.placeholder = label.textContent;
label.remove();
}""",
    ),
    Friction(
        name="missing-autocomplete",
        rule="validation/missing-autocomplete",
        pages=("details",),
        description="No browser can fill in the street.",
        script='document.getElementById("street").removeAttribute("autocomplete");',
    ),
    Friction(
        name="wrong-keyboard",
        rule="validation/wrong-keyboard",
        pages=("details",),
        description="On a phone the postcode opens the letters.",
        script='document.getElementById("postcode").removeAttribute("inputmode");',
    ),
    Friction(
        name="many-fields",
        rule="validation/many-fields",
        pages=("details",),
        description="Seven more questions that no mug needs an answer to.",
        script="{" + _ADD_FIELD + "for (let n = 1; n < 8; n += 1) addField(`more${n}`, `[[friction.question]] ${n}`);}",
    ),
    Friction(
        name="asked-twice",
        rule="validation/asked-twice",
        pages=("details",),
        description="The e-mail address has to be typed twice.",
        script="{" + _ADD_FIELD + 'addField("email_repeat", "[[friction.repeat]]", "email");'
        'document.getElementById("email_repeat").autocomplete = "email";}',
    ),
    Friction(
        name="unmarked-required",
        rule="validation/unmarked-required",
        pages=("details",),
        description="Nothing says that the phone number is optional.",
        script='document.querySelector("label[for=phone] small").remove();',
    ),
    Friction(
        name="valid-data-refused",
        rule="validation/valid-data-refused",
        pages=("details",),
        description="A name may hold only letters from A to Z.",
        script=_REFUSE % ("name", "/^[A-Za-z ]*$/", _SAY_AT_FIELD % "[[friction.letters]]"),
        is_passable=False,
    ),
    Friction(
        name="backend-mismatch",
        rule="validation/backend-mismatch",
        pages=("details",),
        description="The server refuses the contact details, and nobody learns why.",
        script="""
document.querySelector("[data-checks]").addEventListener("submit", async (event) => {
  event.preventDefault();
  await fetch("/api/refuse", { method: "POST" });
  event.target.insertAdjacentHTML("beforeend", '<p class="message bad" role="alert">[[friction.wrong]]</p>');
});
""",
        is_passable=False,
    ),
    Friction(
        name="vague-error",
        rule="validation/vague-error",
        pages=("details",),
        description="A wrong e-mail address is told that its value is invalid, no more.",
        script=_refuse_email(_SAY_AT_FIELD % "[[friction.invalid]]"),
    ),
    Friction(
        name="distant-error",
        rule="validation/distant-error",
        pages=("details",),
        description="What is wrong with the e-mail address stands at the very end of the page.",
        script=_refuse_email(
            """document.body.insertAdjacentHTML("beforeend",
    '<p class="error" style="margin-top: 60rem">[[details.bad_email]]</p>');"""
        ),
    ),
    Friction(
        name="lost-input",
        rule="validation/lost-input",
        pages=("details",),
        description="Whoever mistypes the e-mail address finds the other fields empty.",
        script=_refuse_email(
            _SAY_AT_FIELD % "[[details.bad_email]]"
            + 'for (const other of event.target.querySelectorAll("input")) if (other !== field) other.value = "";'
        ),
    ),
    Friction(
        name="credit-first",
        rule="payment/credit-first",
        pages=("payment",),
        description="The invoice stands first among the ways to pay.",
        script="""
document.querySelector(".options").prepend(document.querySelector(".option [value=invoice]").closest(".option"));
""",
    ),
    Friction(
        name="missing-method",
        rule="payment/missing-method",
        pages=("payment",),
        description="The promised invoice is not among the ways to pay.",
        script='document.querySelector(".option [value=invoice]")?.closest(".option").remove();',
    ),
    Friction(
        name="unusable-method",
        rule="payment/unusable-method",
        pages=("payment",),
        description="The online bank is offered and cannot be chosen.",
        script="""{
const bank = document.querySelector(".option [value=bank]");
bank.disabled = true;
bank.closest(".option").querySelector(".option-text > span").remove();
}""",
    ),
    Friction(
        name="valid-payment-refused",
        rule="payment/valid-payment-refused",
        pages=("frame",),
        description="Every card is refused.",
        script="""
window.fetch = async () => Response.json({ status: "declined", errors: {}, message: "[[review.declined]]" });
""",
        is_passable=False,
    ),
    Friction(
        name="one-way-to-pay",
        rule="help/one-way-to-pay",
        pages=("payment",),
        description="There is only the card to pay with.",
        script=_KEEP_ONLY % "card",
    ),
    Friction(
        name="one-way-to-deliver",
        rule="help/one-way-to-deliver",
        pages=("delivery",),
        description="There is only the parcel locker.",
        script=_KEEP_ONLY % "locker",
    ),
)
