// Siltamaksu: pays without leaving the page, and tells the shop's window how tall the frame is and when it is done.
"use strict";

// A customer who watches a spinner longer than this would rather be told.
const PATIENCE_MS = 5000;

const shop = document.body.dataset.shop;
const tell = (message) => parent !== self && parent.postMessage(message, shop);
const tellHeight = () => tell({ height: document.querySelector("main").offsetHeight });
const form = document.querySelector("[data-pay]");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector(".button");
  if (button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams(new FormData(form));
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body, signal });
    if (!response.ok) throw new Error(`answer ${response.status}`);
    show(await response.json());
  } catch {
    say(form.dataset.failed);
  }
  tellHeight();
});

const show = ({ status, errors, message, next }) => {
  if (status === "approved") return tell({ paid: form.action.split("/").pop() });
  if (status === "authenticate") return location.assign(next);
  for (const field of form.querySelectorAll("input")) mark(field, errors[field.name]);
  form.querySelector("[aria-invalid=true]")?.focus();
  return say(message);
};
const say = (text) => {
  const message = form.querySelector(".message");
  message.textContent = text ?? "";
  message.hidden = !text;
  form.querySelector(".button").removeAttribute("aria-busy");
};
const mark = (field, text) => {
  const error = document.getElementById(`${field.id}-error`);
  error.textContent = text ?? "";
  error.hidden = !text;
  field.toggleAttribute("aria-invalid", Boolean(text));
  if (text) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", error.id);
  } else field.removeAttribute("aria-describedby");
};

tellHeight();
