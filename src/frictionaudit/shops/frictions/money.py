"""Prices that grow, differ or say too little, and products that do."""

from __future__ import annotations

from frictionaudit.shops.frictions.model import Edit, Friction

__all__ = ["MONEY"]

# Amounts are written anew in the page's own manner; each script stands in a block of its own.
_RAISE = """
const written = /\\d+([.,])\\d\\d/;
const raise = (element, by) => {
  const [found, point] = element.textContent.match(written);
  const price = (Number(found.replace(point, ".")) + by).toFixed(2).replace(".", point);
  element.textContent = element.textContent.replace(written, price);
};
const raiseAll = (selector, by) => document.querySelectorAll(selector).forEach((element) => raise(element, by));
const priceOf = (amount) => {
  const like = document.querySelector(".price, [data-part=total]").cloneNode(true);
  const [found, point] = like.textContent.match(written);
  return like.textContent.replace(written, amount.toFixed(2).replace(".", point));
};
"""

# The amount to be charged, wherever a page shows it.
_TOTALS = ".sum dd, .total strong, .pay-total strong, [data-part=pay], .order-facts div:nth-of-type(2) dd"

MONEY = (
    Friction(
        name="rising-price",
        rule="commitment/rising-price",
        pages=("review", "frame", "confirmation"),
        description="A handling fee comes up on the last page, and no page before named it.",
        script=f"""{{{_RAISE}
const sum = document.querySelector(".sums-list .sum");
if (sum) {{
  const line = document.createElement("div");
  line.innerHTML = "<dt>[[friction.fee]]</dt><dd></dd>";
  line.lastChild.textContent = priceOf(3.9);
  sum.before(line);
}}
raiseAll("{_TOTALS}", 3.9);
}}
""",
    ),
    Friction(
        name="sneaked-item",
        rule="commitment/sneaked-item",
        pages=("review", "frame", "confirmation"),
        description="A parcel insurance that nobody asked for stands among the goods on the last page.",
        script=f"""{{{_RAISE}
const lines = document.querySelector(".review-items .mini-lines, .confirmation .mini-lines");
if (lines) {{
  const line = document.createElement("li");
  line.innerHTML = '<span><b>[[friction.insurance]]</b></span><span class="price"></span>';
  line.lastChild.textContent = priceOf(1.95);
  lines.querySelector("li").after(line);
}}
raiseAll(".sums-list div:first-of-type dd, {_TOTALS}", 1.95);
}}
""",
    ),
    Friction(
        name="hidden-renewal",
        rule="commitment/hidden-renewal",
        pages=("review",),
        description="That the coffee will come, and be charged, every month stands in tiny letters.",
        css=".renewal{font-size:9px}",
        edits=(Edit(r'(</div>\s*<dl class="facts">)', r'<p class="renewal">[[friction.renewal]]</p>\n\1'),),
    ),
    Friction(
        name="unproven-discount",
        rule="commitment/unproven-discount",
        pages=("product",),
        description="The mug is 20 % off, and nothing says off what.",
        edits=(Edit(r'(<p class="product-price">)', r"<p><strong>−20 %</strong></p>\n\1"),),
    ),
    Friction(
        name="differing-total",
        rule="confirmation/differing-total",
        pages=("confirmation",),
        description="The confirmation names a higher amount than the button did.",
        script=f"""{{{_RAISE}
raiseAll(".order-facts div:nth-of-type(2) dd", 2);
}}
""",
    ),
    Friction(
        name="missing-next-steps",
        rule="confirmation/missing-next-steps",
        pages=("confirmation",),
        description="The confirmation thanks, and says neither when the goods come nor that a message does.",
        edits=(Edit(r'<p>[^<]*</p>\s*<h2>[^<]*</h2>\s*<ol class="next-steps">.*?</ol>', ""),),
    ),
    Friction(
        name="unclear-price",
        rule="help/unclear-price",
        pages=("product",),
        description="The product page writes its prices without a currency.",
        script="""
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replace(/\\s?€\\s?/g, "");
""",
    ),
    Friction(
        name="missing-product-facts",
        rule="help/missing-product-facts",
        pages=("product",),
        description="The product page has no description, and tells machines nothing.",
        edits=(
            Edit(r'<div class="product-story">.*?</div>', ""),
            Edit(r'<script type="application/ld\+json">.*?</script>', ""),
        ),
    ),
)
