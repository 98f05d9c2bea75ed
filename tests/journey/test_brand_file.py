"""The brand of frictionaudit.yaml: what cannot be shown to a client is told before anything is walked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from tests.journey.writing import write

from frictionaudit.errors import Mistake
from frictionaudit.journey import check, find_config
from frictionaudit.journey.colours import BLACK, READABLE, WHITE, contrast, mixed, readable

NAME = "frictionaudit.yaml"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


def told(folder: Path, brand: str) -> list[Mistake]:
    write(folder, f"brand: {brand}\n", NAME)
    return check([folder / NAME], env={})


def test_a_whole_brand_is_taken_in(tmp_path: Path) -> None:
    Image.new("RGBA", (400, 100)).save(tmp_path / "logo.png")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "brand_head.html.j2").write_text("<p>{{ brand.name }}</p>", encoding="utf-8")
    written = (
        "brand:\n  name: Polku\n  agency: Polku Oy\n  client: Kuppi\n  logo: logo.png\n  templates: ours\n"
        "  colours: {primary: '#0a5c36', accent: '#8a1f5c'}\n  contact: a@b.example\n  closing: Moi.\n"
        "  intro: |\n    Hei.\n\n    Moi.\n"
    )
    write(tmp_path, written, NAME)
    config = find_config(tmp_path, env={})
    assert config is not None
    assert check([tmp_path / NAME], env={}) == []
    brand = config.brand
    assert (brand.name, brand.agency, brand.client, brand.closing) == ("Polku", "Polku Oy", "Kuppi", "Moi.")
    assert brand.colours == {"primary": "#0a5c36", "accent": "#8a1f5c"}
    assert (brand.logo, brand.templates) == (tmp_path / "logo.png", tmp_path / "ours")
    assert brand.intro == "Hei.\n\nMoi.\n"


def test_a_colour_that_is_too_light_is_a_warning_and_the_rest_holds(tmp_path: Path) -> None:
    primary, accent = told(tmp_path, "{colours: {primary: '#ffcc00', accent: '#ffcc00'}}")
    assert primary.is_warning
    assert primary.what == ("'#ffcc00' is too light: white words on it have a contrast of 1.5:1, and 4.5:1 is needed")
    assert primary.mend == "the report darkens it to '#8f7200'; name a darker one to choose"
    assert "links in it on white have a contrast of 1.5:1" in accent.what
    config = find_config(tmp_path, env={})
    assert config is not None
    assert config.brand.colours == {"primary": "#ffcc00", "accent": "#ffcc00"}


def test_the_threshold_and_either_side_of_it() -> None:
    assert contrast("#767676", WHITE) >= READABLE > contrast("#777777", WHITE)
    assert contrast(WHITE, BLACK) == pytest.approx(21)
    assert readable("#767676", WHITE, BLACK) == "#767676"
    assert contrast(readable("#ffcc00", WHITE, BLACK), WHITE) >= READABLE
    assert contrast(readable("#000000", "#152124", WHITE), "#152124") >= READABLE
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("logo.png", b"no picture", "'logo.png' is no PNG, JPEG or WebP picture"),
        ("logo.svg", b"<html></html>", "'logo.svg' is no SVG picture"),
        ("logo.svg", SVG.replace("<circle", "<script>1</script><circle").encode(), "holds more than a drawing"),
        ("logo.svg", SVG.replace("<circle", '<circle onclick="x"').encode(), "holds more than a drawing"),
        ("logo.svg", SVG.replace("<circle", '<image href="https://a.example/x.png"/><circle').encode(), "elsewhere"),
        ("logo.svg", (SVG + " " * 100_000).encode(), "is 100 kB large"),
        ("logo.png", b"x" * 1_000_001, "is 1.0 MB large"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_a_mistake(tmp_path: Path, name: str, content: bytes, what: str) -> None:
    (tmp_path / name).write_bytes(content)
    (mistake,) = told(tmp_path, f"{{logo: {name}}}")
    assert what in mistake.what
    assert mistake.mend == "save the logo as PNG, JPEG, WebP or plain SVG, under 1 MB"


def test_a_plain_svg_is_fine_and_a_missing_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(f'<?xml version="1.0"?>\n<!DOCTYPE svg>\n{SVG}', encoding="utf-8")
    assert told(tmp_path, "{logo: logo.svg}") == []
    (mistake,) = told(tmp_path, "{logo: loge.svg}")
    assert mistake.mend == "did you mean 'logo.svg'?"
    (mistake,) = told(tmp_path, "{logo: ../../etc/passwd}")
    assert "lies outside" in mistake.what


def test_templates_are_read_before_they_are_needed(tmp_path: Path) -> None:
    (mistake,) = told(tmp_path, "{templates: ours}")
    assert mistake.what == "there is no folder 'ours' beside this file"
    (tmp_path / "ours").mkdir()
    (mistake,) = told(tmp_path, "{templates: ours}")
    assert mistake.what == "'ours' holds no templates"
    (tmp_path / "ours" / "hero.html.j2").write_text("<p>\n{{ brand.name }", encoding="utf-8")
    (mistake,) = told(tmp_path, "{templates: ours}")
    assert mistake.what.startswith("ours/hero.html.j2:2: ")
