// Kaarna & Kuppi. Every page works without this file; it saves page loads and shows what is going on.
"use strict";

const wantsJson = { Accept: "application/json" };
const send = (form, button) => {
  const body = new URLSearchParams(new FormData(form));
  if (button?.name) body.append(button.name, button.value);
  return fetch(form.action, { method: "POST", headers: wantsJson, body });
};
const setBusy = (button, isBusy) => {
  if (!button) return;
  if (isBusy) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
};

// A pressed button says that it is at work until the next page is there.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method !== "dialog") {
    setBusy(event.submitter ?? event.target.querySelector("button"), true);
  }
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[aria-busy]")) setBusy(button, false);
});

// Product: choices change price and picture, and the cart confirms without a page load.
const buy = document.querySelector(".buy");
buy?.addEventListener("change", ({ target }) => {
  if (target.dataset.price) document.querySelector("[data-price].price").textContent = target.dataset.price;
  if (target.dataset.picture) document.querySelector(".product-picture").src = target.dataset.picture;
});
buy?.addEventListener("submit", async (event) => {
  event.preventDefault();
  setBusy(event.submitter, true);
  const refusal = buy.querySelector("[data-part=refusal]");
  refusal.hidden = true;
  try {
    const response = await send(buy);
    const answer = await response.json();
    if (response.ok) showAdded(answer);
    else {
      refusal.textContent = answer.message;
      refusal.hidden = false;
    }
  } catch {
    buy.submit();
  } finally {
    setBusy(event.submitter, false);
  }
});
const showAdded = ({ count, items, html }) => {
  const badge = document.querySelector(".count");
  badge.dataset.count = count;
  badge.innerHTML = `<span aria-hidden="true">${count}</span><span class="unseen">, ${items}</span>`;
  const drawer = document.getElementById("added");
  drawer.innerHTML = html;
  drawer.showModal();
};
document.getElementById("added")?.addEventListener("click", (event) => {
  if (event.target === event.currentTarget) event.target.close();
});

// Contact details: a field that was left wrong says so, and stops saying so once it is right.
const isRight = (field) => field.value.trim() !== "" || !field.required;
for (const field of document.querySelectorAll("[data-checks] [aria-invalid]")) {
  field.addEventListener("input", () => {
    if (!isRight(field)) return;
    field.removeAttribute("aria-invalid");
    document.getElementById(`${field.id}-error`)?.remove();
  });
}
document.querySelector("[data-part=errors]")?.focus();

// Cookies: remember the answer, go on reading.
document.querySelector(".consent form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target, event.submitter);
  event.target.closest(".consent").remove();
});

// Payment: the provider's frame tells its height and when it is done; the shop asks the provider itself what came of it.
const frame = document.querySelector(".pay-frame");
addEventListener("message", ({ origin, data }) => {
  if (!frame || origin !== new URL(frame.src).origin) return;
  if (data.height) frame.style.height = `${data.height}px`;
  if (data.paid) location.assign(`${frame.dataset.return}?payment=${encodeURIComponent(data.paid)}`);
});
