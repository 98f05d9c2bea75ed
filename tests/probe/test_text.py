"""The words of a page: in reading order, with what kind of words they are and whether they can be seen."""

from __future__ import annotations

from tests.probe.bench import BOTH, Bench, page_named

from frictionaudit.evidence.common import TextBlock


def _blocks(bench: Bench) -> dict[str, TextBlock]:
    bench.open(page_named("text"), height=1400)
    return {block.text: block for block in bench.collect().blocks}


@BOTH
def test_runs_are_read_as_a_customer_reads_them(bench: Bench) -> None:
    assert list(_blocks(bench)) == [
        "Shop", "Cart 2", "Mugs", "Cups", "Blue mug", "Price: 24,90 € incl. VAT", "undefined €", "Total", "29,90 €",
        "Total 19,90", "24,90 €", "null == undefined", "First line", "Second line", "Ceramic", "Sizes M", "Small",
        "Sum", "{{ total }}", "E-mail", "Sweden", "Place order", "Pay now", "Card refused", "Added", "Top",
        "Deep terms", "Under a layer", "By Maija", "More", "In the shadow slotted words", "At the bottom", "Terms",
    ]  # fmt: skip


@BOTH
def test_roles_and_regions_of_runs(bench: Bench) -> None:
    blocks = _blocks(bench)
    assert {text: (blocks[text].role, blocks[text].region, blocks[text].tag) for text in (
        "Shop", "Mugs", "Blue mug", "null == undefined", "{{ total }}", "E-mail", "Sweden", "Place order", "Pay now",
        "Card refused", "Added", "By Maija", "More", "Terms", "Ceramic",
    )} == {
        "Shop": ("link", "header", "a"), "Mugs": ("link", "nav", "a"), "Blue mug": ("heading", "main", "h1"),
        "null == undefined": ("code", "main", "pre"), "{{ total }}": ("cell", "main", "td"),
        "E-mail": ("label", "main", "label"), "Sweden": ("option", "main", "select"),
        "Place order": ("button", "main", "input"), "Pay now": ("button", "main", "button"),
        "Card refused": ("alert", "main", "div"), "Added": ("status", "main", "div"),
        "By Maija": ("", "main", "header"),
        "More": ("button", "main", "summary"), "Terms": ("link", "footer", "a"), "Ceramic": ("", "main", "li"),
    }  # fmt: skip


def test_words_inside_a_heading_are_the_headings(bench: Bench) -> None:
    bench.open("<main><h1><span>Blue</span></h1><h2>Also <b>bought</b></h2></main>")
    assert [(block.text, block.tag) for block in bench.collect().blocks] == [("Blue", "h1"), ("Also bought", "h2")]


@BOTH
def test_whole_labels_and_parts(bench: Bench) -> None:
    blocks = _blocks(bench)
    wholes = {text for text, block in blocks.items() if block.is_whole_label}
    parts = {"First line", "Second line"}
    assert wholes == set(blocks) - parts


@BOTH
def test_in_viewport_means_half_of_it_and_not_under_something(bench: Bench) -> None:
    blocks = _blocks(bench)
    unseen = {text for text, block in blocks.items() if not block.is_in_viewport}
    assert unseen == {"Deep terms", "Under a layer", "At the bottom", "Terms"}


@BOTH
def test_contents_of_a_view_are_counted(bench: Bench) -> None:
    bench.open("<body style='margin:0;background:#fff'></body>")
    empty = bench.collect().viewport_content
    assert (empty.text_length, empty.images, empty.painted) == (0, 0, 0)
    bench.open(
        "<canvas width=90 height=90></canvas><img src=/picture width=40 height=40><p style='margin-top:3000px'>x"
    )
    drawn = bench.collect().viewport_content
    assert (drawn.text_length, drawn.images, drawn.painted) == (0, 1, 1)
    bench.open("<div style='height:400px;background:url(/picture)'></div>")
    assert bench.collect().viewport_content.painted == 1


def test_too_many_blocks_are_told(bench: Bench) -> None:
    bench.open("<p>Words</p>" * 40)
    page = bench.ask("collect", {"max_blocks": 30})["page"]
    assert (len(page["blocks"]), page["is_truncated"]) == (30, True)


@BOTH
def test_view_of_a_commit_action_holds_only_what_is_in_sight(bench: Bench) -> None:
    bench.open("<p>Total 24,90 €</p><div style='height:2000px'></div><p>Fee 3 €</p><button id=pay>Pay</button>")
    raw = bench.ask_element("#pay", "examine", {"press": True, "needs_view": True})
    assert [block["text"] for block in raw["view"]] == ["Fee 3 €", "Pay"]
    assert bench.ask_element("#pay", "examine", {"press": True})["view"] is None


@BOTH
def test_structure_makes_the_signature(bench: Bench) -> None:
    def signature(body: str) -> str:
        bench.open(body)
        return bench.collect().signature

    ten = signature("<h1>Mugs</h1><ul>" + "<li><a href=/1>One</a>" * 10 + "</ul>")
    assert ten == signature("<h1>Cups</h1><ul>" + "<li><a href=/2>Two</a>" * 11 + "</ul>")
    assert ten != signature("<h1>Mugs</h1><form><input></form>")
    assert ten != signature("<h1>Mugs</h1><ul>" + "<li><button>One</button>" * 10 + "</ul>")
    assert bench.ask("signature") == bench.collect().signature
