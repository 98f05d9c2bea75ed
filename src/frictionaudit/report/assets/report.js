// All of the report works without this: it narrows and orders the findings, opens what a link points at, copies a
// finding as a ticket, and closes a picture by Esc.
"use strict";

const form = document.querySelector("form.filter");
const sorted = document.querySelector("#findings .sorted");
const findings = [...document.querySelectorAll("#findings .severity details.finding:not(.is-under)")];
const homes = findings.map((finding) => finding.parentElement);
const said = (node) => node.textContent.replace(/\s+/g, " ").trim();

function reveal() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  if (target instanceof HTMLDetailsElement) target.scrollIntoView();
}

function fits({ dataset, textContent }, { severity, who, criterion, step, mender, words }) {
  return (!severity || dataset.severity === severity)
    && (!who || dataset.who.split(" ").includes(who))
    && (!criterion || dataset.criterion === criterion)
    && (!step || dataset.step === step)
    && (!mender || dataset.mender === mender)
    && textContent.toLowerCase().includes(words.trim().toLowerCase());
}

function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  const isNarrowed = Object.entries(wanted).some(([name, value]) => name !== "order" && value);
  let shown = 0;
  for (const finding of findings) {
    const has = fits(finding, wanted);
    finding.classList.toggle("is-out", !has);
    shown += has ? 1 : 0;
  }
  for (const part of document.querySelectorAll("#findings .severity, #findings .rest")) {
    const has = part.querySelector("details.finding:not(.is-out):not(.is-under)") !== null;
    part.classList.toggle("is-out", !has);
    if (part instanceof HTMLDetailsElement && has && isNarrowed) part.open = true;
  }
  form.querySelector("output").textContent = form.dataset.shown.replace("%s", shown).replace("%a", findings.length);
}

function arrange() {
  const order = form.elements.order.value;
  const steps = form.elements.step ? [...form.elements.step.options].map((option) => option.value) : [];
  if (order === "gain") sorted.append(...findings.toSorted((a, b) => b.dataset.gain - a.dataset.gain));
  if (order === "step") sorted.append(...findings.toSorted((a, b) => steps.indexOf(a.dataset.step) - steps.indexOf(b.dataset.step)));
  if (order !== "severity") return;
  for (const home of new Set(homes)) {
    home.append(...findings.filter((_, place) => homes[place] === home), ...home.querySelectorAll(":scope > .rest"));
  }
}

// What a shop wrote is text in Markdown too: no tag, no mention, no link. The sources of our rules stay links.
const literal = (words) => words.replace(/[\\`*_[\]<>#|~@!]/g, "\\$&").replaceAll("://", "\\://");
const item = (node) => (node.querySelector("a") ? said(node) : literal(said(node)));

function ticketOf(finding) {
  const title = said(finding.querySelector(".finding-message"));
  const lines = [`# ${literal(title)}`, "", `**${said(finding.querySelector(".chip"))}**`, ""];
  for (const row of finding.querySelectorAll(":scope > .finding-body > dl > div")) {
    const words = row.querySelector("dd").cloneNode(true);
    const items = [...words.querySelectorAll("li")].map(item);
    for (const list of words.querySelectorAll("ul")) list.remove();
    const told = said(words);
    if (told && !(row.matches(".finding-seen") && told === title)) lines.push(`- **${literal(said(row.querySelector("dt")))}:** ${literal(told)}`);
    for (const one of items) lines.push(`  - ${one}`);
  }
  const file = location.pathname.split("/").pop();
  return [...lines, "", `${literal(decodeURIComponent(file))}#${finding.id}`, ""].join("\n");
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = words;
    field.select();
    const has = document.execCommand("copy");
    field.remove();
    return has;
  }
}

function offerTicket(finding) {
  const place = finding.querySelector(":scope > .finding-body > .finding-more");
  if (!place || place.querySelector("button")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = form.dataset.copy;
  button.addEventListener("click", async () => {
    const has = await copy(ticketOf(finding));
    button.textContent = has ? form.dataset.copied : form.dataset.failed;
    button.focus();
    setTimeout(() => { button.textContent = form.dataset.copy; }, 3000);
  });
  place.prepend(button);
}

if (form) {
  document.querySelector("#findings").addEventListener("toggle", ({ target }) => {
    if (target.open && target.matches("details.finding")) offerTicket(target);
  }, true);
}

if (form && findings.length > 1) {
  const toggle = form.querySelector("button[data-open]");
  form.hidden = false;
  form.addEventListener("input", () => { arrange(); filter(); });
  form.addEventListener("reset", () => setTimeout(() => { arrange(); filter(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === toggle.dataset.open;
    for (const finding of findings) finding.open = open;
    toggle.textContent = open ? toggle.dataset.close : toggle.dataset.open;
  });
  filter();
}

addEventListener("hashchange", reveal);
addEventListener("keydown", (event) => {
  const picture = document.querySelector(".zoom:target");
  if (event.key === "Escape" && picture) picture.querySelector(".zoom-close").click();
});
reveal();
