"""The kinds of values a journey file holds, checked one by one; each knows its JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from frictionaudit.journey.loading.document import Filled
from frictionaudit.journey.loading.near import did_you_mean
from frictionaudit.journey.loading.yaml import resolve_plain

__all__ = [
    "FROM_ENV",
    "HEADER_VALUE",
    "KEYS",
    "MODIFIERS",
    "ROLES",
    "Address",
    "Amount",
    "BaseAddress",
    "Colour",
    "Count",
    "Country",
    "Css",
    "Currency",
    "DurationS",
    "Flag",
    "HeaderName",
    "HeaderValue",
    "HostGlob",
    "Key",
    "Language",
    "Proxy",
    "Role",
    "Shape",
    "Share",
    "Status",
    "Text",
    "Timezone",
    "UrlGlob",
    "listed",
    "one_of",
    "trouble",
]


def trouble(what: str, mend: str = "") -> PydanticCustomError:
    """Make the error that carries our own words through pydantic."""
    return PydanticCustomError("frictionaudit", "{what}", {"what": what, "mend": mend})


def one_of(choices: tuple[str, ...] | Callable[[], tuple[str, ...]], noun: str, nouns: str) -> AfterValidator:
    """Check a word against a list; near matches are named."""

    def check(word: str) -> str:
        known = choices if isinstance(choices, tuple) else choices()
        if word not in known:
            raise trouble(f"unknown {noun} '{word}'", did_you_mean(word, known, nouns))
        return word

    return AfterValidator(check)


def listed(choices: tuple[str, ...]) -> WithJsonSchema:
    """Put the list into the schema, so that editors offer it."""
    return WithJsonSchema({"type": "string", "enum": [*choices]})


def by_shape(value: object) -> str:
    """Name the branch of a union: what YAML gave decides, so that a mistake is told of one branch only."""
    return "a group" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"


Shape = Discriminator(by_shape)


def _typed(value: object) -> object:
    """Read a variable's words as YAML reads the file's own: `allow_order: ${ALLOW:-false}`."""
    return resolve_plain(value) if isinstance(value, Filled) else value


def _seconds(value: object) -> float:
    value = _typed(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        amount, unit = float(value), "s"
    elif isinstance(value, str) and (found := DURATION.fullmatch(value)):
        amount, unit = float(found[1].replace(",", ".")), found[2] or "s"
    else:
        shown = (
            f"'{value}'" if isinstance(value, str) else by_shape(value) if isinstance(value, (dict, list)) else value
        )
        raise trouble(f"bad duration: {shown}", DURATION_MEND)
    seconds = amount * UNIT_SECONDS[unit]
    if not 0 < seconds <= LONGEST_S:
        raise trouble(f"a duration of {value} is no patience", f"write more than 0 and at most {LONGEST_S // 60} min")
    return seconds


UNIT_SECONDS = {"ms": 0.001, "s": 1, "sec": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60}
DURATION = re.compile(r"\s*([0-9]+(?:[.,][0-9]+)?)\s*(ms|seconds|second|sec|s|minutes|minute|min)?\s*")
DURATION_MEND = "write 20s, 1500ms or 2 min; a bare number means seconds"
LONGEST_S = 3600
"""Nobody waits an hour for a page."""


def _base_address(value: str) -> str:
    """Take the shop's address without its trailing slash."""
    value = _address(value)
    parts = urlsplit(value)
    if parts.username or parts.password:
        raise trouble("the address holds a user name", "write it under http_credentials:, the password as ${NAME}")
    if parts.query or parts.fragment:
        raise trouble("a base_url ends with its path", "take away what follows ? or #")
    return value.rstrip("/")


def _address(value: str) -> str:
    try:
        parts = urlsplit(value.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise trouble(f"'{value}' is no web address", ADDRESS_MEND) from None
    if parts.scheme not in ("http", "https") or not host or re.search(r"\s", value.strip()):
        raise trouble(f"'{value}' is no web address", ADDRESS_MEND)
    return value.strip()


ADDRESS_MEND = "write it whole: https://shop.example"


def _proxy(value: str) -> str:
    if not re.match(r"(https?|socks[45]?)://\S+$", value):
        raise trouble(f"'{value}' is no proxy", "write http://proxy.example:3128")
    return value


def _header_name(value: str) -> str:
    if not re.fullmatch(r"[\w!#$%&'*+.^`|~-]+", value, re.ASCII):
        raise trouble(f"'{value}' is no name of an HTTP header", "write letters, digits and hyphens: X-Audit")
    if value.lower() in ("host", "connection", "content-length", "transfer-encoding", "upgrade"):
        raise trouble(f"'{value}' is the browser's own to say", "take it out; for another host change base_url")
    return value


def _header_value(value: str) -> str:
    if not HEADER_VALUE.fullmatch(value):
        raise trouble("an HTTP header holds one line of plain ASCII", "take away accents, signs and line breaks")
    return value


HEADER_VALUE = re.compile(r"[\t -~]*")


def _url_glob(value: str) -> str:
    if re.search(r"\s", value):
        raise trouble(f"the pattern '{value}' holds a space", "an address has none; write %20")
    for opening, closing in ("{}", "[]"):
        if value.count(opening) != value.count(closing):
            raise trouble(f"bad pattern '{value}': '{opening}' and '{closing}' do not match", GLOB_MEND)
    if not re.match(r"[*{\[?]|[a-z]+:", value):
        star = value if value.startswith("/") else "/" + value
        raise trouble(f"the pattern '{value}' can match no whole address", f'write "**{star}"')
    return value


GLOB_MEND = "patterns are Playwright's globs: * within a part of the path, ** over all, {a,b} for a choice"


def _host_glob(value: str) -> str:
    if "/" in value or re.search(r"\s", value):
        host = re.sub(r"^\w+://", "", value.strip()).split("/", maxsplit=1)[0]
        mend = f'write "{host}"' if HOST_GLOB.fullmatch(host) else "write the name alone: *.example.com"
        raise trouble(f"'{value}' is more than a host name", mend)
    if value.strip("*.") == "":
        raise trouble(f"'{value}' lets the visit go anywhere", "name the hosts, for example *.stripe.com")
    if not HOST_GLOB.fullmatch(value):
        raise trouble(f"bad host '{value}'", "write a name, or *.example.com for all below it")
    return value.lower()


HOST_GLOB = re.compile(r"(\*\.)?([\w*-]+\.)*[\w*-]+\.?(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        language, *rest = value.replace("_", "-").split(".")[0].split("-")
        fixed = "-".join([language.lower(), *(part.upper() if len(part) == 2 else part.title() for part in rest)])
        mend = f"write {fixed}" if LANGUAGE.fullmatch(fixed) else "write the language and the country: fi-FI, en-GB"
        raise trouble(f"bad locale '{value}'", mend)
    return value


LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


def _country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}|EEA", value):
        mend = f"write {value.upper()}" if len(value) == 2 else "write two capitals, FI or US, or EU, EEA, UK"
        raise trouble(f"bad market '{value}'", mend)
    return value


def _currency(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", value):
        raise trouble(f"bad currency '{value}'", "write its three letters: EUR, SEK, GBP")
    return value


def _colour(value: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        raise trouble(f"bad colour '{value}'", 'write "#0a5c36", quoted: a bare # begins a comment')
    return value


def _timezone(value: str) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(value)
    except (KeyError, OSError, ValueError):
        known = available_timezones()
        if known:  # else this machine knows no zones at all, and the browser may know better
            raise trouble(f"unknown timezone '{value}'", did_you_mean(value, sorted(known), "timezones")) from None
    return value


def _css(value: str) -> str:
    if re.match(r"(xpath|text|css|id|role)=|//|\.\./", value):
        raise trouble(
            f"'{value}' is no CSS selector", "css: takes CSS only; text, role and test_id have keys of their own"
        )
    bare = re.sub(r"\\.|\"[^\"]*\"|'[^']*'", "", value)
    for opening, closing in ("()", "[]"):
        if bare.count(opening) != bare.count(closing):
            raise trouble(f"bad CSS selector '{value}'", f"'{opening}' and '{closing}' do not match")
    if "'" in bare or '"' in bare:
        raise trouble(f"bad CSS selector '{value}'", "a quotation mark is not closed")
    return value


def _key(value: str) -> str:
    *modifiers, last = [value] if value in ("+", " ") else re.split(r"(?<=.)\+(?=.)", value)
    for modifier in modifiers:
        if modifier not in MODIFIERS:
            raise trouble(
                f"no keyboard key '{modifier}' in '{value}'", did_you_mean(modifier, MODIFIERS, "to hold down")
            )
    if len(last) > 1 and last not in KEYS:
        raise trouble(f"no keyboard key '{last}'", did_you_mean(last, KEYS, "keys"))
    return value


MODIFIERS = ("Shift", "Control", "Alt", "Meta", "ControlOrMeta")
KEYS = (
    *("Enter", "Tab", "Space", "Escape", "Backspace", "Delete", "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight"),
    *("Home", "End", "PageUp", "PageDown", "Insert", *MODIFIERS, *(f"F{n}" for n in range(1, 13))),
    *(f"Digit{n}" for n in range(10)),
    *(f"Key{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)
"""Playwright's names; a single character stands for itself."""

ROLES = (
    *("button", "link", "textbox", "searchbox", "combobox", "checkbox", "radio", "switch", "option", "listbox"),
    *("menuitem", "menuitemradio", "menuitemcheckbox", "tab", "spinbutton", "slider", "heading", "img", "list"),
    *("listitem", "row", "cell", "gridcell", "columnheader", "rowheader", "table", "grid", "dialog", "alertdialog"),
    *("alert", "status", "form", "search", "navigation", "main", "banner", "contentinfo", "complementary", "region"),
    *("article", "group", "radiogroup", "tablist", "tabpanel", "menu", "menubar", "toolbar", "tree", "treeitem"),
    *("progressbar", "paragraph", "figure", "term", "definition", "separator", "log", "note", "timer", "tooltip"),
)
"""WAI-ARIA 1.2 roles that a customer can meet."""

Text = Annotated[str, StringConstraints(strict=True, min_length=1)]
FROM_ENV = BeforeValidator(_typed)
"""Before a number or a yes or no: the environment gives texts."""

Flag = Annotated[bool, Field(strict=True), FROM_ENV]
Count = Annotated[int, Field(strict=True, ge=0), FROM_ENV]
Status = Annotated[int, Field(strict=True, ge=100, le=599), FROM_ENV]
Amount = Annotated[float, Field(strict=True, gt=0), FROM_ENV]
Share = Annotated[float, Field(strict=True, ge=0, le=100), FROM_ENV]
Address = Annotated[Text, AfterValidator(_address)]
BaseAddress = Annotated[Text, AfterValidator(_base_address)]
HeaderName = Annotated[Text, AfterValidator(_header_name)]
HeaderValue = Annotated[Text, AfterValidator(_header_value)]
UrlGlob = Annotated[Text, AfterValidator(_url_glob)]
HostGlob = Annotated[Text, AfterValidator(_host_glob)]
Language = Annotated[Text, AfterValidator(_language)]
Country = Annotated[Text, AfterValidator(_country)]
Currency = Annotated[Text, AfterValidator(_currency)]
Timezone = Annotated[Text, AfterValidator(_timezone)]
Css = Annotated[Text, AfterValidator(_css)]
Proxy = Annotated[Text, AfterValidator(_proxy)]
Colour = Annotated[Text, AfterValidator(_colour), WithJsonSchema({"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"})]
Key = Annotated[Text, AfterValidator(_key), WithJsonSchema({"type": "string", "examples": ["Enter", "Tab", "Escape"]})]
Role = Annotated[Text, one_of(ROLES, "role", "roles"), listed(ROLES)]

DURATION_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "number", "exclusiveMinimum": 0},
        {"type": "string", "pattern": rf"^{DURATION.pattern}$|\$\{{"},
    ],
    "examples": ["20s", "1500ms", "2 min"],
}
DurationS = Annotated[float, BeforeValidator(_seconds), WithJsonSchema(DURATION_SCHEMA)]
