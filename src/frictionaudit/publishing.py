"""From runs to their files: the report and what stands beside it, made once and again; comparisons; prints."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from jinja2 import TemplateError

from frictionaudit.errors import AuditError, EvidenceError, UsageError
from frictionaudit.evidence.store import EvidenceStore
from frictionaudit.evidence.visit import VisitEvidence
from frictionaudit.files import json_of, write_whole
from frictionaudit.journey import read_config
from frictionaudit.journey.config import Brand
from frictionaudit.loops import run_to_end
from frictionaudit.replay.printing import print_pdf
from frictionaudit.report.brand import brand_of, keep_templates, own_templates
from frictionaudit.report.comparison.compare import MOST_SIDES, compare
from frictionaudit.report.comparison.film import Film, film_of
from frictionaudit.report.comparison.model import Comparison
from frictionaudit.report.comparison.page import render_comparison
from frictionaudit.report.guide import RuleGuide
from frictionaudit.report.outputs import write_outputs
from frictionaudit.report.run_json import load_run, save_run
from frictionaudit.report.summary_md import build_address
from frictionaudit.report.texts import text
from frictionaudit.results import Run
from frictionaudit.rules.guidance import LIMITS, sureness_of
from frictionaudit.rules.localized import localized
from frictionaudit.rules.registry import all_rules
from frictionaudit.tongues import LANGUAGES, speaking, translatable

__all__ = ["compare_runs", "copy_evidence", "printed", "publish", "render"]


def publish(
    run: Run,
    visits: Sequence[VisitEvidence],
    folder: Path,
    templates: Path | None = None,
    notes: Sequence[str] = (),
) -> Run:
    """Write a run and all that is made of it into its folder.

    Args:
        run: The run.
        visits: Its evidence.
        folder: Its folder.
        templates: A folder of the brand's own templates, which are kept with the run.
        notes: What is to be told of this making, beside the run's own notes.

    Returns:
        The run, with notes on what could not be made.

    Raises:
        AuditError: something could not be written.
    """
    keep_templates(templates, folder)
    return write_outputs(
        run, visits, folder, guides=_guides(run.language), build=build_address(os.environ), notes=notes
    )


def render(
    folder: str | Path,
    *,
    out: str | Path | None = None,
    language: str | None = None,
    pdf: bool = False,
    brand: str | Path | None = None,
) -> Run:
    """Make the files of a run anew from its run.json and its evidence: nothing is walked and nothing judged again.

    Args:
        folder: The folder of a run.
        out: Where the new files go; into the folder itself when None.
        language: Of the new report; None: that of the run.
        pdf: Print report.pdf too, which needs a Chromium.
        brand: A file of the shape of frictionaudit.yaml whose `brand:` goes before the run's own.

    Raises:
        EvidenceError: there is no run, or it cannot be read.
        UsageError: the brand's file is wrong, or the language is none of ours.
        AuditError: something could not be written or printed.
    """
    source = Path(folder)
    target = Path(out) if out is not None else source
    _known(language)
    run = load_run(source)
    run = localized(run, language) if language else run
    templates = own_templates(source)
    if brand is not None:
        given = _brand(Path(brand))
        run, templates = run.model_copy(update={"brand": brand_of(given)}), given.templates
    visits, notes = _evidence(source)
    if target.resolve() != source.resolve():
        copy_evidence(source, target)
    made = publish(run, visits, target, templates, notes)
    if pdf:
        run_to_end(_print(made, target))
    return made


def compare_runs(
    paths: Sequence[str | Path],
    *,
    out: str | Path,
    names: Sequence[str] = (),
    language: str | None = None,
    brand: str | Path | None = None,
) -> Comparison:
    """Hold runs against each other and write compare.html and compare.json.

    Args:
        paths: Folders of runs, or their run.json files: first where we come from, last where we are.
        out: Where the files go.
        names: What the first runs are called.
        language: Of the page and of all findings in it; None: that of the last run.
        brand: A file of the shape of frictionaudit.yaml whose `brand:` goes before the runs' own.

    Raises:
        EvidenceError: there is no run, or it cannot be read.
        UsageError: too few or too many runs, a brand's file that is wrong, or a language that is none of ours.
        AuditError: something could not be written.
    """
    if not 2 <= len(paths) <= MOST_SIDES:
        one = translatable(f"1 run given; name two to {MOST_SIDES}: the earlier one first")
        raise UsageError(
            one if len(paths) == 1 else f"{len(paths)} runs given; name two to {MOST_SIDES}: the earlier one first"
        )
    _known(language)
    runs = [load_run(Path(path)) for path in paths]
    spoken = language or runs[-1].language
    if len(names) > len(paths):
        raise UsageError(f"{len(names)} names given for {len(paths)} runs; leave out what is too many")
    # A run in that language already stays as it was saved, whatever its rules say today.
    runs = [run if run.language == spoken else localized(run, spoken) for run in runs]
    with speaking(spoken):  # sides that have no name are called after their time
        told = compare(runs, names)
    folders = [path if path.is_dir() else path.parent for path in map(Path, paths)]
    film = film_of(told.sides, told.lanes, runs, folders)
    templates = next((own for folder in reversed(folders) if (own := own_templates(folder))), None)
    if brand is not None:
        given_brand = _brand(Path(brand))
        told, templates = told.model_copy(update={"brand": brand_of(given_brand)}), given_brand.templates
    told, page = _compared(told, film, templates)
    write_whole(Path(out) / "compare.json", json_of(told, indent=1) + b"\n")
    write_whole(Path(out) / "compare.html", page.encode())
    return told


def _compared(told: Comparison, film: Film, templates: Path | None) -> tuple[Comparison, str]:
    """Give the page; where the brand's own templates fail, it comes out with ours and says so."""
    guides = _guides(told.language)
    if templates is not None:
        with contextlib.suppress(TemplateError, ArithmeticError, LookupError, TypeError, ValueError):
            return told, render_comparison(told, guides, film=film, templates=templates)
        told = told.model_copy(update={"cautions": (*told.cautions, "templates")})
    return told, render_comparison(told, guides, film=film)


async def printed(run: Run, folder: Path) -> Run:
    """Print a run's report.html as report.pdf; where that fails, the run comes back with a note that says so."""
    try:
        await _print(run, folder)
    except AuditError as trouble:
        told = run.model_copy(update={"notes": (*run.notes, str(trouble))})
        save_run(told, folder)
        return told
    return run


def copy_evidence(source: Path, target: Path) -> None:
    """Copy the evidence of a run into another folder.

    Raises:
        AuditError: a file could not be written.
    """
    for path in (source / "evidence").rglob("*"):
        if path.is_file():
            write_whole(target / path.relative_to(source), path.read_bytes())


async def _print(run: Run, folder: Path) -> None:
    names = ", ".join(journey.name for journey in run.journeys)
    with speaking(run.language):
        title = text("title", journey=names) if names else text("title.empty")
    owner = (run.brand.name or run.brand.agency) if run.brand else ""
    try:
        await print_pdf(folder / "report.html", folder / "report.pdf", footer=" · ".join(filter(None, (owner, title))))
    except AuditError as trouble:
        raise AuditError(f"report.pdf was not printed: {trouble}") from trouble


def _known(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"unknown language '{language}'; languages: {', '.join(LANGUAGES)}")


def _brand(file: Path) -> Brand:
    brand = read_config(file).brand
    if brand == Brand():
        raise UsageError(f"{file}: says nothing of a brand; write 'brand: {{name: …, logo: …}}' in it")
    return brand


def _evidence(source: Path) -> tuple[list[VisitEvidence], list[str]]:
    """Give what was seen, or none and why: run.json alone is enough for most of a report."""
    try:
        return EvidenceStore(source).load_visits(), []
    except EvidenceError as trouble:
        return [], [translatable(f"made without the evidence: {trouble}")]


def _guides(language: str) -> dict[str, RuleGuide]:
    with speaking(language):
        return {
            each.id: RuleGuide(
                each.told("title"),
                each.told("why"),
                each.told("how_to_fix"),
                each.references,
                sureness=sureness_of(each.id, each.criterion),
                limit=LIMITS.get(each.id),
            )
            for each in all_rules().values()
        }
