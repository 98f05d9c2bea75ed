"""An English shop in the manner of Shopify: collections, a cart drawer, three pages of checkout, the card in a frame."""

from __future__ import annotations

from tests.discover.shops.server import Answer, Request, Session, as_json, missing, picture, to

GOODS = {
    "gift-card": ("Gift card", "£25.00"),
    "harbour-candle": ("Harbour candle", "£18.00"),
    "moss-candle": ("Moss candle", "£18.00"),
    "ember-candle": ("Ember candle", "£21.00"),
}
SOLD_OUT = "harbour-candle"

STYLE = """<style>
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;color:#121212}
.hdr{display:flex;gap:20px;align-items:center;padding:16px 24px;border-bottom:1px solid #eee;position:relative}
.hdr a{color:#121212;text-decoration:none}.wrap{max-width:1100px;margin:0 auto;padding:24px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:16px}
.btn{display:block;width:100%;padding:14px;border:1px solid #121212;background:#fff;font:inherit}
.btn--main{background:#121212;color:#fff}
.drawer{position:fixed;top:0;right:0;bottom:0;width:340px;max-width:100%;background:#fff;box-shadow:0 0 40px #0004;padding:20px;z-index:50;visibility:hidden;transform:translateX(110%)}
.drawer.open{visibility:visible;transform:none}
.sw{position:absolute;opacity:0}.sw+label{border:1px solid #888;padding:8px 14px;display:inline-block}
.sw:checked+label{background:#121212;color:#fff}.fld{display:block;margin:0 0 12px}.fld input,.fld select{display:block;width:100%;padding:10px}
.pop{position:fixed;left:20px;bottom:20px;width:280px;background:#f4f0ff;padding:16px;box-shadow:0 0 20px #0003;z-index:40}
</style>"""


class Drawer:
    name = "drawer"

    def answer(self, request: Request, session: Session) -> Answer | str:
        path = request.path.rstrip("/") or "/"
        if path == "/robots.txt":
            return Answer(
                "User-agent: *\nDisallow: /cart\nDisallow: /checkouts/\nDisallow: /collections/secret\n",
                kind="text/plain",
            )
        if path == "/":
            return self._page(
                session,
                "Wick & Tide",
                """<section><h1>Light the quiet hours</h1><a class="btn" href="/collections/secret">Members' sale</a>
<a class="btn" href="/collections/all">Shop all candles</a><a href="/products/gift-card">Buy a gift card</a></section>
<div class="pop" role="dialog" aria-label="Newsletter">Get 10% off your first order<input type="email" placeholder="Email"><button>Sign up</button><button onclick="this.parentNode.remove()" aria-label="Close">×</button></div>""",
            )
        if path.startswith("/collections/"):
            return self._page(session, "Candles", self._grid())
        if path.startswith("/products/") and path.rsplit("/", 1)[1] in GOODS:
            return self._page(session, GOODS[path.rsplit("/", 1)[1]][0], self._product(path.rsplit("/", 1)[1]))
        if path == "/cart/add":
            session.cart.append(request.form.get("id", ""))
            session.told["plan"] = request.form.get("plan", "")
            return as_json({"count": len(session.cart), "title": GOODS[request.form["id"]][0]})
        if path == "/cart":
            return self._page(
                session,
                "Your cart",
                "<p>Your cart is empty</p>" if not session.cart else "<a class=btn href=/checkouts/c1>Check out</a>",
            )
        if path.startswith("/checkouts/") and session.cart:
            return self._checkout(request, session)
        if path == "/card-frame":
            return '<!doctype html><html lang=en><body><form><label>Card number <input autocomplete="cc-number" name=number></label><label>Expiry <input autocomplete="cc-exp"></label><label>Security code <input autocomplete="cc-csc"></label></form></body></html>'
        return missing()

    def _page(self, session: Session, title: str, body: str) -> str:
        return f"""<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>{STYLE}</head><body>
<header class="hdr"><a href="/">Wick &amp; Tide</a><nav><a href="/collections/all">Candles</a> <a href="/pages/about">About</a></nav>
<a href="/account/login">Log in</a><a href="/cart" id="bag" aria-label="Cart, {len(session.cart)} items">Cart (<span>{len(session.cart)}</span>)</a></header>
<main class="wrap">{body}</main>
<footer class="wrap"><form action="/contact" method="post"><h2>Join our newsletter</h2><input type="email" name="contact[email]" placeholder="Email address" required><button>Subscribe</button></form></footer></body></html>"""

    def _grid(self) -> str:
        cards = "".join(
            f"""<div><div class="card">{picture("#d8cfe8", name)}<h3><a href="/products/{slug}?variant=1">{name}</a></h3><div>{"<s>£24.00</s> " if slug == "moss-candle" else ""}{price}</div>
{"<span>Sold out</span>" if slug == SOLD_OUT else f'<button class="btn" onclick="location=&quot;/products/{slug}&quot;">Quick view</button>'}</div></div>"""
            for slug, (name, price) in GOODS.items()
        )
        return f'<h1>Candles</h1><div class="grid">{cards}</div>'

    def _product(self, slug: str) -> str:
        name, price = GOODS[slug]
        if slug == SOLD_OUT:
            return f"<h1>{name}</h1><p>{price}</p><button class='btn btn--main' disabled>Sold out</button><button class='btn'>Notify me when available</button>"
        return f"""{picture("#d8cfe8", name)}<h1>{name}</h1><p>{price}</p>
<form id="buy" action="/cart/add" method="post"><fieldset><legend>Size</legend>
<input class="sw" type="radio" name="size" id="s1" value="S" disabled><label for="s1">Small</label>
<input class="sw" type="radio" name="size" id="s2" value="L"><label for="s2">Large</label></fieldset>
<fieldset><legend>Purchase type</legend><label><input type="radio" name="plan" value="monthly" checked> Subscribe &amp; save 10%</label>
<label><input type="radio" name="plan" value="once"> One-time purchase</label></fieldset>
<label>Quantity <input type="number" name="quantity" value="1"></label>
<button class="btn" type="submit">Add to cart</button></form>
<button class="btn btn--main" onclick="location='/express'">Buy it now</button>
<button class="btn" style="background:#ffc439" aria-label="PayPal" onclick="location='/express'">PayPal</button>
<button class="btn">♡ Add to wishlist</button>
<aside class="drawer" id="drawer" role="dialog" aria-label="Your cart" aria-modal="true"></aside>
<script>
buy.onsubmit = async event => {{
  event.preventDefault();
  if (!buy.size.value) {{ if (!document.querySelector('.err')) buy.insertAdjacentHTML('beforeend', '<p class="err" role="alert">Please select a size</p>'); return; }}
  const sent = await fetch('/cart/add', {{method: 'POST', body: JSON.stringify({{id: '{slug}', plan: buy.plan.value}})}});
  const got = await sent.json();
  bag.querySelector('span').textContent = got.count; bag.setAttribute('aria-label', `Cart, ${{got.count}} items`);
  drawer.innerHTML = `<h2>Your cart</h2><p>${{got.title}}</p><p>Subtotal {price}</p><button class="btn" style="background:#5a31f4;color:#fff" onclick="location='/express'">Shop Pay</button>
    <a class="btn btn--main" href="/checkouts/c1a2b3c4d5e6">Check out</a><button class="btn" onclick="drawer.classList.remove('open')">Continue shopping</button>`;
  drawer.classList.add('open');
}};
</script>"""

    def _checkout(self, request: Request, session: Session) -> Answer | str:
        place = request.path.rstrip("/").rsplit("/", 1)[1]
        if request.method == "POST":
            session.told |= request.form
            base = "/checkouts/c1a2b3c4d5e6"
            if place == "pay":
                session.orders += 1
                return to("/checkouts/c1a2b3c4d5e6/thanks")
            lacking = [key for key in ("email", "last", "address", "zip", "city") if not session.told.get(key)]
            return to(
                f"{base}/shipping"
                if place.startswith("c1") and not lacking
                else f"{base}/payment"
                if place == "shipping"
                else base
            )
        if place == "shipping":
            return self._page(
                session,
                "Shipping",
                """<h1>Shipping method</h1><form method="post"><label><input type="radio" name="rate" value="std" checked> Standard £3.95</label>
<label><input type="radio" name="rate" value="exp"> Express £7.95</label><button class="btn btn--main">Continue to payment</button></form>""",
            )
        if place == "payment":
            return self._page(
                session,
                "Payment",
                """<h1>Payment</h1><form method="post" action="/checkouts/c1a2b3c4d5e6/pay"><label><input type="radio" name="how" value="card" checked> Credit card</label>
<label><input type="radio" name="how" value="pp"> PayPal</label><iframe src="/card-frame" title="Card details" style="width:100%;height:180px;border:0"></iframe>
<label><input type="checkbox" name="remember"> Save my information for a faster checkout</label><button class="btn btn--main">Pay now</button></form>""",
            )
        if place == "thanks":
            return self._page(session, "Thank you", "<h1>Thank you for your order</h1><p>Order number WT-2041</p>")
        return self._page(
            session,
            "Information",
            """<section><h2>Express checkout</h2><button class="btn" style="background:#ffc439" onclick="location='/express'">PayPal</button></section>
<h1>Contact</h1><p>Have an account? <a href="/account/login">Log in</a></p><form method="post">
<label class="fld">Email<input name="email" type="email" required></label><label><input type="checkbox" name="news"> Email me with news and offers</label>
<h2>Shipping address</h2><label class="fld">Country/Region<select name="country" autocomplete="country"><option value="GB" selected>United Kingdom</option><option value="IE">Ireland</option></select></label>
<label class="fld">First name (optional)<input name="first" autocomplete="given-name"></label><label class="fld">Last name<input name="last" autocomplete="family-name" required></label>
<label class="fld">Address<input name="address" autocomplete="address-line1" required></label><label class="fld">Apartment, suite, etc. (optional)<input name="apt" autocomplete="address-line2"></label>
<label class="fld">City<input name="city" autocomplete="address-level2" required></label><label class="fld">Postcode<input name="zip" autocomplete="postal-code" required></label>
<button class="btn btn--main">Continue to shipping</button></form>""",
        )
