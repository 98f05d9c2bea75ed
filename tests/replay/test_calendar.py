"""A read-only field that opens a calendar: the day is chosen there, as a customer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.replay.shop import serving
from tests.replay.walking import QUICK, plan, walk

from frictionaudit.evidence.visit import VisitOutcome
from frictionaudit.replay.acting.calendar import _date_of, _month_in

PICKER = """<!doctype html><html lang=de><meta charset=utf-8><title>Lieferung</title><h1>Lieferung</h1>
<label>Wunschtermin <input id=day readonly></label><button id=go>Weiter</button><p id=said></p>
<div id=picker role=dialog aria-label="Tag wählen" hidden
  style="position: fixed; top: 20px; left: 20px; width: 320px; background: #eee">
  <div><span id=head></span><button id=back title="Voriger Monat"><i class=icon-prev></i>‹</button>
  <button id=on title="Nächster Monat"><i class=icon-next></i>›</button></div>
  <div id=grid role=grid></div><button id=no>Abbrechen</button><button id=ok>OK</button></div>
<script>
let shown = new Date(2026, 10, 1), chosen = null;
const draw = () => {
  head.textContent = shown.toLocaleDateString('de', {month: 'long', year: 'numeric'});
  const before = (shown.getDay() + 6) % 7;
  grid.replaceChildren(...Array.from({length: 42}, (_, at) => {
    const day = new Date(shown.getFullYear(), shown.getMonth(), at - before + 1);
    const cell = document.createElement('button');
    cell.setAttribute('role', 'gridcell');
    cell.append(String(day.getDate()), document.createElement('span'));
    cell.disabled = day.getDate() === 24;
    cell.onclick = () => { chosen = day; CHOSEN };
    return cell;
  }));
};
const leaf = by => { shown = new Date(shown.getFullYear(), shown.getMonth() + by, 1); draw() };
const take = () => { day.value = chosen.toLocaleDateString('de'); picker.hidden = true };
on.onclick = () => leaf(1); back.onclick = () => leaf(-1);
no.onclick = () => { picker.hidden = true }; ok.onclick = take;
day.onclick = () => { draw(); picker.hidden = false };
go.onclick = () => { said.textContent = 'Am ' + day.value };
</script>"""
STEPS = "\n  - {step: Tell, goto: /, fill: {Wunschtermin: 15.1.2027}, click: Weiter, expect: {see: Am 15.1.2027}}\n"


@pytest.mark.browser
@pytest.mark.parametrize("persona", ["mobile-first", "desktop-careful"])
@pytest.mark.parametrize(
    ("chosen", "field", "opens"),
    [
        ("", "readonly", "hidden = false"),
        ("take()", "readonly", "hidden = false"),
        ("take()", "", "hidden = false; ok.focus()"),  # it takes the keys, and the field stays empty
    ],
)
def test_the_day_is_chosen_in_the_calendar(tmp_path: Path, persona: str, chosen: str, field: str, opens: str) -> None:
    page = PICKER.replace("CHOSEN", chosen).replace("id=day readonly", f"id=day {field}")
    page = page.replace("draw(); picker.hidden = false", f"draw(); picker.{opens}")
    with serving({"/": page}) as shop:
        given = plan(tmp_path, shop.url, STEPS, persona=persona)
        given = replace(given, journey=given.journey.model_copy(update={"locale": "de-DE"}))
        (visit,) = walk([given], tmp_path, replace(QUICK, pictures=False))
    assert visit.outcome is VisitOutcome.COMPLETED, visit.reason


@pytest.mark.browser
@pytest.mark.parametrize("words", ["24.12.2026", "15.1.2029", "next week"])
def test_a_day_that_the_calendar_does_not_take_is_told(tmp_path: Path, words: str) -> None:
    steps = STEPS.replace("15.1.2027", words)
    with serving({"/": PICKER.replace("CHOSEN", "take()")}) as shop:
        given = plan(tmp_path, shop.url, steps, patience_s=20)
        given = replace(given, journey=given.journey.model_copy(update={"locale": "de-DE"}))
        (visit,) = walk([given], tmp_path, replace(QUICK, pictures=False))
    assert "takes no words" in visit.reason


@pytest.mark.parametrize(
    ("words", "locale", "read"),
    [
        ("15.12.2026", "de-DE", date(2026, 12, 15)),
        ("12/05/2026", "en-US", date(2026, 12, 5)),
        ("12/05/2026", "en-GB", date(2026, 5, 12)),
        ("2026-12-05", "fi-FI", date(2026, 12, 5)),
        ("31/02/2026", "en-GB", None),
        ("tomorrow", "en-GB", None),
    ],
)
def test_dates_are_read_as_the_locale_writes_them(words: str, locale: str, read: date | None) -> None:
    assert _date_of(words, locale) == read


@pytest.mark.parametrize(
    ("header", "language", "month"),
    [
        ("Dezember 2026 Mo Di Mi", "de", (2026, 12)),
        ("joulukuu 2026", "fi", (2026, 12)),
        ("diciembre de 2026 lun mar mié", "es", (2026, 12)),
        ("December 2026", "fi", (2026, 12)),
        ("2026", "en", None),
    ],
)
def test_the_month_that_a_calendar_shows(header: str, language: str, month: tuple[int, int] | None) -> None:
    assert _month_in(header, (language, "en")) == month
