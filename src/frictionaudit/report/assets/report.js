// All of the report works without this: it filters the findings, opens what a link points at, and closes a picture by Esc.
"use strict";

const form = document.querySelector("form.filter");
const findings = [...document.querySelectorAll("#findings .severity details.finding:not(.is-under)")];

function reveal() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  if (target instanceof HTMLDetailsElement) target.scrollIntoView();
}

function filter() {
  const { severity, who, words } = Object.fromEntries(new FormData(form));
  const wanted = words.trim().toLowerCase();
  let shown = 0;
  for (const finding of findings) {
    const fits = (!severity || finding.dataset.severity === severity)
      && (!who || finding.dataset.who.split(" ").includes(who))
      && (!wanted || finding.textContent.toLowerCase().includes(wanted));
    finding.classList.toggle("is-out", !fits);
    shown += fits ? 1 : 0;
  }
  for (const part of document.querySelectorAll("#findings .severity, #findings .rest")) {
    const has = part.querySelector("details.finding:not(.is-out):not(.is-under)") !== null;
    part.classList.toggle("is-out", !has);
    if (part instanceof HTMLDetailsElement && has && (severity || who || wanted)) part.open = true;
  }
  form.querySelector("output").textContent = form.dataset.shown.replace("%s", shown).replace("%a", findings.length);
}

if (form && findings.length > 1) {
  const toggle = form.querySelector("button");
  form.hidden = false;
  form.addEventListener("input", filter);
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
