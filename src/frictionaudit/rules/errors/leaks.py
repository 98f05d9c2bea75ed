"""Texts that leak a program's inside: placeholders, empty values, error texts, untranslated keys, filler."""

from __future__ import annotations

import re
from functools import cache

import tldextract

__all__ = ["leak_in", "value_in"]

LABEL = 60
LABEL_WORDS = 8
SENTENCE_WORDS = 6
"""Characters and words of a label at most; with a full stop, so many words are a sentence. Project's choice."""

_CURRENCY = r"(?:€|\$|£|¥|zł|kr\.?|eur|usd|gbp|sek|nok|dkk|pln|chf)"
_EMPTY = r"(?:undefined|null|NaN)"

# Small words before a name, in the languages of the lexicon: "Woven by undefined", "Hej undefined".
_BEFORE_A_NAME = (
    r"(?:by|from|for|to|with|of|hello|hi|hey|welcome|back|dear|av|från|för|till|med|hej|von|für|bis|mit|hallo|par|pour|de"
    r"|bonjour|di|da|per|ciao|por|para|hola|door|voor|van|af|fra|til|przez|dla|do|tere|hei|moi)"
)

_VALUE = re.compile(
    rf"\[object [A-Z]\w{{0,30}}\]"
    rf"|^[^\w\n]{{0,3}}{_EMPTY}[^\w\n]{{0,3}}$"
    rf"|(?<![\w.]){_EMPTY}\s{{0,2}}(?i:{_CURRENCY})(?!\w)"
    rf"|(?<!\w)(?i:{_CURRENCY})\s{{0,2}}{_EMPTY}(?![\w.])"
    rf"|^[^\d\n:]{{1,40}}:\s{{0,3}}{_EMPTY}(?:\s[^\W\d]{{1,4}})?\.?$"  # "In stock: null pcs"
    r"|\s[·•|–—]\s(?:undefined|NaN)(?=$|\s?[·•|–—(])"  # "To your door · undefined"
    rf"|^[^\W\d]{{2,20}}(?:\s[^\W\d]{{2,20}})?\sNaN$|#(?:undefined|NaN|null)(?![\w-])"
    # Two at once, between which a template wrote little: "undefined × undefined", "null, null".
    rf"|(?<![\w.]){_EMPTY}(?:\s?[×x*/,–-]\s?|\s)\b{_EMPTY}(?![\w.])|\((?:undefined|NaN)(?:\s[^\W\d]{{1,20}})?\)"
    rf"|(?i:\b(?:no|nr|nro|num|núm)\.|n[°º])\s{{0,2}}{_EMPTY}$"
    rf"|^(?:[^\W\d]{{1,20}}[\s,]{{1,2}}){{0,3}}(?i:{_BEFORE_A_NAME})[\s,]{{1,2}}"
    rf"(?:undefined|(?<![Vv]on )(?<![Bb]is )null)[!.]?$"
    rf"|(?<![\w.])(?:undefined|NaN)\s?/\s?\d|(?<![\w.])null[.,]\d\d(?!\d)"
    rf"|(?<!\w)-?(?:Infinity|None)\s{{0,2}}(?i:{_CURRENCY})(?!\w)"
    rf"|\bArray\s?\(\s{{0,9}}\[|\bstdClass Object\b"
)
# Where a number stands: "undefined items", "Save NaN%", "2 x undefined", "In undefined Werktagen".
_COUNTED = (
    r"(?:days?|hours?|min|left|items?|pieces|pcs|units?|points|(?:work|business)|tage?n?|werktage?n?|std|stunden|st(?:ück|k)?"
    r"|artikel|punkte|auf lager|päiv|kpl|tuot|dagar?|dage|dagen|arbetsdag|hverdag|werkdag|uur|stuks|op voorraad|jours?"
    r"|heures?|pièces?|articles?|en stock|días?|horas?|unidades|puntos|giorni|ore|pezzi|articoli|dias?|pontos|dni|godz"
    r"|szt|päeva|tk|in stock|i lager|på lager|varastossa|disponib)"
)
_IN_LABEL = re.compile(
    r"^(?:undefined|NaN)(?:\s[^\W\d]\w*|\s\d{1,3}\b){1,4}$|(?<![\w.])(?:undefined|NaN)\s?%|(?<![\w.])NaN\s[^\W\d]"
    r"|\d\s?[x×]\s?undefined\b|^undefined\s?[x×]\s"
    rf"|(?<![\w.])undefined\s(?i:{_COUNTED})"
    r"|^(?!.*\b(?i:err|feh|fel|chyb|błąd|virhe))[^\d\n]{1,40}[\s:]Invalid Date\b(?!\s\w)"  # alone a form says it
)
_AFTER_A_LABEL = re.compile(rf"(?<=:\s)(?:undefined|NaN)\s(?i:{_COUNTED})")  # "In stock: undefined pcs, with you in …"
_PLACEHOLDER = re.compile(
    r"\{\{\s{0,3}['\"]?[\w$][\w$.|:()'\" \-]{0,60}\}\}"
    r"|\$\{\s{0,3}[A-Za-z_$][\w$.\[\]()]{0,60}\s{0,3}\}"
    r"|\{%\s{0,3}[a-z][^%\n]{0,80}%\}|\{%[A-Z]\w{1,60}\}"
    # Smarty and its kin: a variable, a function with its arguments, the end of a block.
    r"|\[?\{\s?(?:\$[A-Za-z_]\w{0,40}(?:(?:\.|->|\||\[)[^{}\n]{0,80})?|[a-z]\w{0,30}(?:\s\w{1,20}=['\"$][^{}\n]{0,120})"
    r"|/(?:if|foreach|block|section))\s?\}\]?"
    r"|<\?(?:php|=)\s[^>\n]{1,120}|__\(['\"][^'\"\n]{1,80}['\"](?:,[^)\n]{0,60})?\)|#\{[a-z_]\w{0,30}(?:\.\w{1,30}){0,4}\}"
    r"|<%=?[^%\n]{1,80}%>"
    r"|\[\[\s?(?:[A-Za-z_$]\w{0,30}(?:\.\w{1,30}){1,5}|[a-z]{1,20}(?:_[a-z]{1,20}|[A-Z][a-z]{0,20}){1,4})\s?\]\]|#{3}[A-Z][A-Z_]{1,40}#{3}|%[a-z]\w{0,30}(?:\.\w{1,30}){1,5}%"
    r"|\$t\(['\"]?[\w.\-]{1,80}['\"]?\)"
    # In single braces only what programmers write: a number, two words run together, or the name of a value.
    r"|\{(?:\d|[a-z]{1,20}(?:_[a-z]{1,20}|[A-Z][a-z]{0,20}){1,4}|name|count|amount|price|total|quantity|qty|number|date|"
    r"email|product|customer|order|currency|days|min|max)\}"
    r"|(?<![\w%])(?<!\d[ \u00a0])%(?:\d\$)?[sd](?!\w)|%\(\w{1,40}\)[sd]\b"
    r"|\{\s?\w{1,30},\s?(?:plural|select|selectordinal),[^\n]{0,160}"  # ICU messages
)
_TRACE = re.compile(
    r"Traceback \(most recent call last\)"
    r"|\bat [\w$.<>\[\] ]{1,80} ?\([^()\s]{1,200}\.\w{1,5}:\d{1,6}(?::\d{1,6})?\)"
    r"|\bat (?:https?|file)://\S{1,200}:\d{1,6}:\d{1,6}"
    r"|(?:Warning|Notice|Deprecated|Fatal error|Parse error): .{1,200} in \S{1,150} on line \d+"
    r"|#\d{1,3} /\S{1,150}\.php\(\d+\)"
    r"|\bPHP (?:Warning|Notice|Fatal error|Parse error)\b"
    r"|\bUncaught (?:\w{1,40})?(?:Error|Exception)\b"
    r"|\b(?:Type|Reference|Syntax|Range|Key|Value|Attribute|Name|Index|Import|ModuleNotFound|ZeroDivision|Runtime|"
    r"Assertion|Operational|Programming|Integrity)Error: \S"
    r"|\bSQLSTATE\[|You have an error in your SQL syntax|\bORA-\d{5}\b"
    r"|\bPG::\w{1,40}|\bpsycopg2?\.\w"
    r"|\bmysqli?_\w{3,30}\("
    r"|\b(?:[a-z_]\w{0,30}\.){2,8}[A-Z]\w{0,60}(?:Exception|Error)\b"
    # In a sentence it is what a book is about: "A history of the NullPointerException and its cures".
    r"|(?:^|[:(]\s?)(?:NullPointer|NullReference|IllegalArgument|IllegalState|ClassCast|IndexOutOfBounds)Exception\b"
    r"|\b(?:NullPointer|NullReference|IllegalArgument|IllegalState|ClassCast|IndexOutOfBounds)Exception(?=\s?[:(]|\sat\s)"
    r"|\.(?:cs|vb):line \d+|\bUnhandled exception\b|\bServer Error in '/\S{0,40}' Application"
    r"|\bLiquid (?:syntax )?error(?: \(|:)|\bTwig\\{1,2}Error"
    r"|\bUndefined (?:index|variable|array key|offset|property)[: ]\S"
)
_FILLER = re.compile(r"\blorem ipsum dolor\b|^\W{0,3}lorem ipsum\W{0,3}$", re.IGNORECASE)

_KEY = re.compile(r"[a-zA-Z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*(?:\.[a-zA-Z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*){1,7}")
_UNTRANSLATED = re.compile(
    r"\btranslation missing: ?[\w\-]{2,40}(?:\.[\w\-]{1,40}){1,7}"
    r"|\[missing ['\"][\w.\-]{2,120}['\"] translation\]",
    re.IGNORECASE,
)
_SHORT_KEY_SPACES = frozenset({
    "account", "action", "actions", "address", "app", "auth", "basket", "button", "buttons", "cart", "catalog",
    "category", "checkout", "common", "component", "components", "confirmation", "contact", "content", "cookie",
    "cookies", "customer", "delivery", "discount", "dialog", "error", "errors", "field", "fields", "filter",
    "footer", "form", "forms", "general", "global", "header", "help", "home", "i18n", "input", "label", "labels",
    "layout", "link", "links", "login", "menu", "message", "messages", "modal", "nav", "navigation", "newsletter",
    "notification", "order", "orders", "page", "pages", "payment", "placeholder", "popup", "price", "product",
    "products", "profile", "register", "review", "search", "section", "shared", "shipping", "shop", "site", "step",
    "store", "strings", "submit", "success", "summary", "t", "text", "texts", "title", "total", "translation",
    "translations", "ui", "user", "validation", "view", "wishlist"
})  # fmt: skip
_SPACES_OF_NOUNS = frozenset({
    "alert", "alerts", "availability", "badge", "banner", "billing", "body", "breadcrumb", "breadcrumbs", "btn",
    "caption", "card", "coupon", "description", "details", "err", "feedback", "giftcard", "guest", "heading",
    "headings", "headline", "hint", "hints", "info", "invoice", "item", "items", "lbl", "legal", "legend", "list",
    "minicart", "msg", "note", "notice", "option", "options", "overview", "promo", "quantity", "recommendations",
    "returns", "saved", "select", "service", "sidebar", "size", "status", "stock", "subtitle", "subtotal",
    "support", "table", "tabs", "terms", "toast", "tooltip", "tooltips", "txt", "variant", "voucher", "warning",
    "bestellung", "kasse", "konto", "produkt", "versand", "warenkorb", "zahlung", "betalning", "kassa", "leverans",
    "varukorg", "maksu", "ostoskori", "tilaus", "toimitus", "tuote", "commande", "livraison", "paiement", "panier",
    "produit", "carrito", "envio", "pago", "pedido", "producto", "carrello", "ordine", "pagamento", "prodotto",
    "spedizione", "bestelling", "betaling", "winkelwagen", "dostawa", "koszyk", "platnosc", "zamowienie"
})  # fmt: skip
"""Names that brands and people bear too: only before what nobody signs with, words joined as programmers join them."""
_JOINED = re.compile(r"[a-z]{2,20}(?:_[a-z]{2,20}){1,5}|[a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,5}")

_KEY_KINDS = (
    "btn", "button", "column", "entry", "err", "error", "heading", "help", "label", "lbl", "msg", "placeholder", "str",
    "tab", "text", "title", "tooltip", "txt",
)  # fmt: skip
_UNDERSCORED = re.compile(rf"(?:{'|'.join(_KEY_KINDS)})(?:_[a-z0-9]{{1,20}}){{1,6}}(?=:?(?:\s|$))")
"""Keys of templates that name what they are the text of: "text_stock", "button_confirm"; a value may follow."""
_BESIDE_A_KEY = re.compile(r"^(?:\d{1,2}[.):]?|[^\w\s]{1,2})\s+|\s*[*:>→›»…]+$|\s+[(\[]?\d{1,3}[)\]]?$")
"""The number of a step, an icon, a star, a count: what a template puts beside the text that it looks up."""

_FILE_ENDINGS = frozenset({
    "asp", "aspx", "bmp", "css", "csv", "doc", "docx", "eps", "exe", "gif", "gz", "htm", "html", "ico", "ics",
    "jpeg", "jpg", "js", "json", "jsp", "jsx", "md", "mjs", "mov", "mp", "mp3", "mp4", "odt", "pdf", "php", "png",
    "ppt", "pptx", "psd", "py", "rar", "rtf", "svg", "tar", "tif", "tiff", "ts", "tsx", "txt", "vue", "wav", "webm",
    "webp", "woff", "woff2", "xls", "xlsx", "xml", "yaml", "yml", "zip"
})  # fmt: skip
_COMMON_DOMAINS = frozenset(
    {"com", "net", "org", "info", "biz", "shop", "store", "online", "app", "dev", "example", "test"}
)

_PATTERNS = (
    ("trace", _TRACE),
    ("key", _UNTRANSLATED),
    ("placeholder", _PLACEHOLDER),
    ("value", _VALUE),
    ("filler", _FILLER),
)


def leak_in(text: str, *, is_whole_label: bool) -> tuple[str, str] | None:
    """Give what leaks and its words, or None.

    Args:
        text: One run of visible text.
        is_whole_label: The text is all that its control, label, heading, cell or item says.
    """
    line = text.strip()
    for kind, pattern in _PATTERNS:
        match = pattern.search(line)
        if match:
            return kind, match.group().strip()
    key = _BESIDE_A_KEY.sub("", line)
    if is_whole_label and len(line) <= 100 and _is_key(key):
        return "key", key
    named = _UNDERSCORED.match(key)
    return ("key", named.group()) if named is not None and len(line) <= 100 else None


def value_in(text: str) -> str | None:
    """Give the empty value that stands for a number or a name in a short label: "undefined items", "Save NaN%".

    Longer texts may speak of such a thing, unless it stands between a label and a unit; null is a number in half of
    the languages.
    """
    line = text.strip()
    words = len(line.split())
    is_sentence = line.endswith(".") and words >= SENTENCE_WORDS
    match = _IN_LABEL.search(line) if len(line) <= LABEL and words <= LABEL_WORDS and not is_sentence else None
    match = match or _AFTER_A_LABEL.search(line)
    return match.group() if match else None


def _is_key(text: str) -> bool:
    """Tell whether a dotted word is the key of a text, and not a host, a file, a name or an abbreviation."""
    if not _KEY.fullmatch(text):
        return False
    parts = text.split(".")
    if parts[-1].lower() in _FILE_ENDINGS or any(len(part) < 2 for part in parts[1:]) or parts[0] == "www":
        return False
    # Two parts are also how people sign and brands write (about.you), and capitals are how names do: only in a name
    # space that shops use.
    first = parts[0].lower()
    is_in_space = not _SHORT_KEY_SPACES.isdisjoint(re.split("[_-]", first))
    is_in_space |= first in _SPACES_OF_NOUNS and _JOINED.fullmatch(parts[-1]) is not None
    if (len(parts) == 2 or text[0].isupper()) and not is_in_space:
        return False
    if text[0].isupper() and len(parts) == 2 and not text.isupper():
        return False
    return not _is_host(parts)


def _is_host(parts: list[str]) -> bool:
    """Tell whether it is a host name. Words such as pay are domains too: in a shop's name space only common ones."""
    last = parts[-1].lower()
    if parts[0].lower() in _SHORT_KEY_SPACES and len(last) != 2 and last not in _COMMON_DOMAINS:
        return False
    return bool(_suffixes()(".".join(parts).lower()).suffix)


@cache
def _suffixes() -> tldextract.TLDExtract:
    """Give the list of public suffixes that the library carries: nothing is fetched."""
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
