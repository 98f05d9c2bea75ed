"""White label: the brand is in the page, cannot break it, and its own templates go before ours."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from pydantic import ValidationError
from tests.report.sample import Sample
from tests.scoring.makers import make_finding, make_run, make_visit

from frictionaudit.journey.colours import READABLE, WHITE, contrast
from frictionaudit.journey.config import Brand
from frictionaudit.report.brand import brand_of, brand_style, keep_templates, own_templates
from frictionaudit.report.html import render_html
from frictionaudit.report.outputs import write_outputs
from frictionaudit.results import BrandShown, Run

HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}\u202e'
RUN = make_run([make_visit()], [make_finding()])


def page(brand: BrandShown | None, folder: Path) -> BeautifulSoup:
    return BeautifulSoup(render_html(branded(brand), [make_visit()], folder), "lxml")


def branded(brand: BrandShown | None) -> Run:
    return RUN.model_copy(update={"brand": brand})


def test_names_words_and_contact_stand_in_the_page(tmp_path: Path) -> None:
    brand = BrandShown(
        name="Polku", agency="Polku Oy", client="Kuppi & Kannu", contact="apu@polku.example", intro="Hei.\n\nMoi.",
        closing="Kiitos.",
    )  # fmt: skip
    found = page(brand, tmp_path)
    head, intro, foot = (found.select_one(each) for each in (".brand-head", ".brand-words", ".brand-foot"))
    assert head is not None
    assert head.get_text(" ", strip=True) == "Polku For Kuppi & Kannu By Polku Oy"
    assert intro is not None
    assert [each.get_text() for each in intro.select("p")] == ["Hei.", "Moi."]
    assert foot is not None
    assert foot.get_text(" ", strip=True) == "Kiitos. Questions? apu@polku.example"
    assert [link["href"] for link in foot.select("a")] == ["mailto:apu@polku.example"]


def test_without_a_brand_nothing_of_it_is_there(tmp_path: Path) -> None:
    assert not page(None, tmp_path).select(".brand-head, .brand-words, .brand-foot")
    assert brand_of(Brand()) is None
    assert brand_style(None) == brand_style(BrandShown(name="x")) == ""


def test_hostile_words_of_a_brand_are_text(tmp_path: Path) -> None:
    keys = ("name", "agency", "client", "contact", "intro", "closing")
    found = page(BrandShown(**dict.fromkeys(keys, HOSTILE), logo=f'data:image/png;base64,AA"{HOSTILE}'), tmp_path)
    assert len(found.select("script")) == 1
    assert not found.select(".brand-foot a")
    logo = found.select_one(".brand-logo img")
    assert logo is not None
    assert logo["src"] == ""
    assert "{{ 7*7 }}" in found.get_text()


def test_a_large_logo_is_made_small_and_an_svg_stays(tmp_path: Path) -> None:
    Image.effect_noise((3000, 1000), 80).convert("RGB").save(tmp_path / "logo.jpg", exif=b"Exif\x00\x00secret")
    brand = brand_of(Brand(logo=tmp_path / "logo.jpg"))
    assert brand is not None
    kind, _, content = brand.logo.partition(",")
    with Image.open(io.BytesIO(base64.b64decode(content))) as small:
        assert (kind, small.format, small.size) == ("data:image/png;base64", "PNG", (640, 213))
        assert not small.getexif()
    (tmp_path / "logo.svg").write_text("<svg></svg>", encoding="utf-8")
    drawn = brand_of(Brand(logo=tmp_path / "logo.svg"))
    assert drawn is not None
    assert base64.b64decode(drawn.logo.partition(",")[2]) == b"<svg></svg>"
    gone = brand_of(Brand(name="x", logo=tmp_path / "gone.png"))
    assert gone is not None
    assert gone.logo == ""


@pytest.mark.parametrize("colour", ["#ffcc00", "#0a5c36", "#ffffff", "#000000", "#808080", "#e05a00"])
def test_every_colour_can_be_read_in_both_windows(colour: str) -> None:
    light, dark = brand_style(BrandShown(primary=colour, accent=colour)).split("@media")
    for style, ground in ((light, "#eef2f1"), (dark, "#152124")):
        values = dict(re.findall(r"--([\w-]+): (#\w+);", style))
        assert contrast(values["link"], ground) >= READABLE
        assert contrast(values["deep"], values["on-deep"]) >= READABLE
        assert contrast(values["deep"], values["on-deep-quiet"]) >= READABLE
        assert contrast(values["deep-card"], values["on-deep-quiet"]) >= READABLE
        assert values["on-deep"] == WHITE


def test_a_colour_of_a_run_is_a_colour() -> None:
    with pytest.raises(ValidationError, match="primary"):
        BrandShown.model_validate({"primary": "red;} body{display:none"})


def test_own_templates_go_before_ours_and_are_kept_with_the_run(tmp_path: Path, sample: Sample) -> None:
    own = tmp_path / "ours"
    own.mkdir()
    (own / "brand_head.html.j2").write_text("<p id=own>{{ run.findings[0].message }}</p>", encoding="utf-8")
    (own / "notes.txt").write_text("not taken along", encoding="utf-8")
    folder = tmp_path / "run"
    run = make_run([make_visit()], [make_finding(message="<b>bold</b>")])
    keep_templates(own, folder)
    told = write_outputs(run, [make_visit()], folder, guides={})
    assert told.notes == run.notes
    head = BeautifulSoup((folder / "report.html").read_text(encoding="utf-8"), "lxml").select_one("#own")
    assert head is not None
    assert head.get_text() == "<b>bold</b>"
    kept = own_templates(folder)
    assert kept is not None
    assert [path.name for path in kept.iterdir()] == ["brand_head.html.j2"]
    keep_templates(kept, folder)
    assert own_templates(folder) == kept
    keep_templates(None, folder)
    assert own_templates(folder) is None


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("\n{{ pge.title }}", "brand_head.html.j2:2: 'pge' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "brand_head.html.j2:1: access to attribute '__class__'"),
        ("{% if %}", "brand_head.html.j2:1: Expected an expression"),
        ("{{ 1/0 }}", "brand_head.html.j2:1: division by zero"),
    ],
)
def test_an_own_template_that_fails_or_reaches_out_gives_way_to_ours(tmp_path: Path, template: str, why: str) -> None:
    own = tmp_path / "brand-templates"
    own.mkdir()
    (own / "brand_head.html.j2").write_text(template, encoding="utf-8")
    told = write_outputs(branded(BrandShown(name="Polku")), [make_visit()], tmp_path, guides={})
    assert told.notes[-1].startswith(f"the brand's own template failed, so ours was used: {why}")
    assert "<strong><bdi>Polku</bdi></strong>" in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert write_outputs(told, [make_visit()], tmp_path, guides={}).notes == told.notes
