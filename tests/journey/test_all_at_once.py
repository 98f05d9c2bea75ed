"""One pass tells everything: mistakes do not hide one another."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.journey.writing import CASES, HEAD, STEPS, mistakes_of, write

from frictionaudit.errors import JourneyFileError
from frictionaudit.journey import check, load_journey, load_journeys

STEP_CASES = [
    ("    ▸clik: A\n", "unknown action 'clik'"),
    ("    click: {rol▸e: 5}\n".replace("rol▸e: ", "role: ▸"), "'role' must be a text"),
    ("    stage: ▸chekout\n    goto: /\n", "unknown stage"),
    ("    patience: ▸soon\n    goto: /\n", "bad duration"),
    ("    fill: {E-mail: ▸$emial}\n", "'$emial' leads nowhere"),
    ("    fill: {CVC: ▸123}\n", "'CVC' must be a text"),
    ("    ▸commits: order\n    goto: /\n", "commits to order"),
    ("    goto: /\n    expect: {url: ▸/thanks}\n", "can match no whole address"),
    ("    goto: /\n    expect: {▸heding: A}\n", "unknown key 'heding'"),
    ("    press: ▸Entr\n", "no keyboard key 'Entr'"),
]


@pytest.mark.parametrize("seed", range(20))
def test_mistakes_of_all_steps_are_told_together(tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed).sample(STEP_CASES, k=6)
    steps = "".join(f"  - step: Stop {index}\n{body}" for index, (body, _) in enumerate(chosen))
    top = "curency: EUR\nversion: 1\n"

    found = mistakes_of(tmp_path, "▸" + top + "journey: x\nlocale: ▸fi_FI\nbase_url: ▸shop\nsteps:\n" + steps)

    told = [mistake.what for mistake in found[3:]]
    for what, (_, words) in zip(told, chosen, strict=True):
        assert words in what


def test_several_in_one_step_and_below_the_steps(tmp_path: Path) -> None:
    text = (
        HEAD + "▸curency: EUR\npersonas: [▸mobile, desktop-quick, ▸keybord]\ndata: {postcode: ▸00100, zip: ▸01234}\n"
        "steps:\n  - step: Pay\n    ▸clik: Pay\n    fill: {A: ▸$nme, B: ▸5}\n    ▸commits: payment\n    patience: ▸x\n"
        "detours:\n  - {back: ▸Pya}\ndrills:\n  - {session_expired: ▸Pya}\n  - ▸{payment_error: Pay}\n"
    )

    assert len(mistakes_of(tmp_path, text)) == 13


def test_error_holds_all_mistakes_and_no_warning(tmp_path: Path) -> None:
    file, places = write(tmp_path, HEAD + STEPS + "    ▸clik: A\n  - {step: Pay, click: Pay now}\n  - ▸{step: B}\n")

    with pytest.raises(JourneyFileError) as failure:
        load_journey(file, env={})

    assert [(each.line, each.column) for each in failure.value.mistakes] == places
    assert "journey.yaml:7:5: unknown action 'clik'" in str(failure.value)


def test_all_files_are_told_of_at_once(tmp_path: Path) -> None:
    for index, (text, _) in enumerate(CASES.values()):
        write(tmp_path, text, f"{index:03}.yaml")

    with pytest.raises(JourneyFileError) as failure:
        load_journeys([tmp_path / f"{index:03}.yaml" for index in range(len(CASES))], env={"SHOP_URL": "https://a.fi"})

    assert {each.file.name for each in failure.value.mistakes} == {f"{index:03}.yaml" for index in range(len(CASES))}


def test_a_missing_variable_is_told_once_and_nothing_more_of_its_value(tmp_path: Path) -> None:
    text = HEAD + "locale: ▸${LOCALE}\ndata: {card: {number: ▸'${CARD}'}}\n" + STEPS

    assert [each.what for each in mistakes_of(tmp_path, text)] == [
        "the environment has no LOCALE",
        "the environment has no CARD",
    ]


def test_real_card_from_the_environment_is_told_without_its_number(tmp_path: Path) -> None:
    text = HEAD + "data: {card: {number: ▸'${CARD}'}}\n" + STEPS

    [mistake] = mistakes_of(tmp_path, text, env={"CARD": "4539148803436467"})

    assert "4539" not in str(mistake)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"journey: k\xe4ynti\n", "this is not UTF-8"),
        (b"a: b\n" * 60_000, "the file is larger than 256 KiB"),
        (b"[" * 5_000, "groups within groups too deep"),
        (b"- " * 5_000 + b"a", "groups within groups too deep"),
        (b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
            b"%c: &%c [%s]\n" % (98 + i, 98 + i, b",".join([b"*%c" % (97 + i)] * 9)) for i in range(8)
        ), "too much to read here"),
    ],
    ids=["latin-1", "huge", "brackets", "dashes", "anchors"],
)  # fmt: skip
def test_files_that_cannot_be_read(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "journey.yaml"
    file.write_bytes(content)

    assert what in [mistake.what for mistake in check([file], env={})]


def test_place_of_what_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "journey.yaml"
    file.write_bytes("version: 1\njournéy: k".encode() + b"\xe4\n")

    [mistake] = check([file], env={})

    assert (mistake.line, mistake.column) == (2, 11)


def test_file_that_is_not_there_and_its_neighbour(tmp_path: Path) -> None:
    write(tmp_path, HEAD + STEPS, "guest.yaml")

    [mistake] = check([tmp_path / "gest.yaml"], env={})

    assert "cannot be read" in mistake.what
    assert "guest.yaml" in mistake.mend


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "journey.yaml"
    text = (HEAD + STEPS).replace("\n", "\r\n") + "    clik: A\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())

    [mistake] = check([file], env={})

    assert (mistake.line, mistake.column) == (7, 5)
