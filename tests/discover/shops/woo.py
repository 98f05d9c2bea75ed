"""A Finnish shop in the manner of WooCommerce: classic pages, a notice after the add, one long checkout."""

from __future__ import annotations

from tests.discover.shops.server import Answer, Request, Session, missing, picture, to

GOODS = {
    "villasukat": ("Villasukat Aino", "24,90 €", False),
    "huopatossut": ("Huopatossut Väinö", "49,00 €", True),
    "lapaset": ("Lapaset Ilmatar", "19,50 €", True),
    "pipo": ("Pipo Tapio", "29,00 €", True),
}

STYLE = """<style>
body{font:16px/1.5 Georgia,serif;margin:0;color:#222}
.site-header,.site-footer{background:#f3efe8;padding:12px 20px}
.site-header a{margin-right:14px;color:#333}.content-area{max-width:1000px;margin:0 auto;padding:20px}
ul.products{list-style:none;display:flex;flex-wrap:wrap;gap:18px;padding:0}ul.products li{width:210px}
.button{background:#7f54b3;color:#fff;border:0;padding:10px 18px;border-radius:3px;text-decoration:none;display:inline-block}
.woo-message{border-top:3px solid #8fae1b;background:#f7f6f7;padding:12px;margin:12px 0}
.form-row{margin:0 0 10px}.form-row label{display:block}.required{color:#b22}
.promo{background:#ffe9c7;padding:20px;margin:0 0 16px}
</style>"""

CARD = """<form method=post><p>Maksettavaa 24,90 €</p>
<p><label>Kortin numero <input name=cardnumber autocomplete=cc-number></label></p>
<p><label>Voimassa (KK/VV) <input name=exp autocomplete=cc-exp></label></p>
<p><label>Turvakoodi <input name=cvc autocomplete=cc-csc></label></p><button class=button>Maksa 24,90 €</button></form>"""
"""The provider asks for the card behind the order."""


class Woo:
    name = "woo"

    def answer(self, request: Request, session: Session) -> Answer | str:
        path = request.path.rstrip("/") or "/"
        if path == "/robots.txt":
            return Answer("User-agent: *\nDisallow: /wp-admin/\nDisallow: /kassa/\n", kind="text/plain")
        if path == "/":
            return self._page(session, "Lämpöä pohjoisesta", self._front())
        if path.startswith("/tuote/"):
            slug = path.removeprefix("/tuote/")
            if slug == "lahjakortti":
                return self._page(
                    session,
                    "Lahjakortti",
                    "<p>50,00 €</p><form method=post><button class=button>Lisää ostoskoriin</button></form>",
                )
            if slug not in GOODS:
                return missing()
            if request.method == "POST":
                return self._added(session, slug, request)
            return self._page(session, GOODS[slug][0], self._product(slug))
        if path == "/ostoskori":
            return self._page(session, "Ostoskori", self._cart(session))
        if path == "/kassa":
            return self._order(request, session) if request.method == "POST" else self._checkout(session)
        if path == "/kassa/maksu":
            return to("/kassa/kiitos/") if request.form.get("cardnumber") else self._page(session, "Maksu", CARD)
        if path == "/kassa/kiitos":
            return self._page(session, "Tilaus vastaanotettu", "<p>Kiitos tilauksestasi. Tilausnumero: 10432</p>")
        if path in ("/blogi", "/oma-tili", "/yhteystiedot"):
            return self._page(session, "Sivu", "<p>Tekstiä.</p>")
        return missing()

    def _page(self, session: Session, title: str, body: str) -> str:
        return f"""<!doctype html><html lang="fi"><head><meta name=viewport content="width=device-width,initial-scale=1">
<title>{title} – Pohjan Villa</title>{STYLE}</head><body>
<header class="site-header"><a href="/">Pohjan Villa</a><nav aria-label="Päävalikko"><a href="/">Etusivu</a>
<a href="/blogi/">Blogi</a><a href="/oma-tili/">Oma tili</a>
<a class="cart-contents" href="/ostoskori/" title="Näytä ostoskori"><span>0,00 €</span> <span class=count>{len(session.cart)} tuotetta</span></a></nav>
<form role="search" action="/"><input type="search" name="s" placeholder="Etsi tuotteita…"><button>Haku</button></form></header>
<main class="content-area"><h1>{title}</h1>{body}</main>
<footer class="site-footer"><form action="/uutiskirje" method="post"><label>Tilaa uutiskirje <input type="email" name="nl" required></label>
<button>Tilaa</button></form><a href="/yhteystiedot/">Yhteystiedot</a></footer></body></html>"""

    def _front(self) -> str:
        cards = ""
        for slug, (name, price, has_stock) in GOODS.items():
            act = (
                f'<a href="?add-to-cart={slug}" data-quantity="1" class="button" aria-label="Lisää ostoskoriin: {name}">Lisää ostoskoriin</a>'
                if slug == "lapaset" and has_stock
                else f'<a href="/tuote/{slug}/" class="button">{"Valitse vaihtoehdoista" if has_stock else "Lue lisää"}</a>'
            )
            sold = "" if has_stock else "<p>Loppunut varastosta</p>"
            cards += f"""<li class="product"><a href="/tuote/{slug}/">{picture("#c9b8a0", name)}<h2>{name}</h2>
<span class="price">{price}</span></a>{sold}{act}</li>"""
        return f"""<section class="promo"><h2>Lahjakortti on helppo lahja</h2><a class="button" href="/tuote/lahjakortti/">Osta lahjakortti 50,00 €</a></section>
<ul class="products">{cards}</ul>"""

    def _product(self, slug: str) -> str:
        name, price, has_stock = GOODS[slug]
        if not has_stock:
            return f"<p class=price>{price}</p><p class=stock>Loppunut varastosta</p>"
        return f"""{picture("#c9b8a0", name)}<p class="price">{price}</p>
<form class="cart" method="post"><table><tr><th><label for="koko">Koko</label></th><td><select id="koko" name="koko">
<option value="">Valitse vaihtoehto</option><option value="s" disabled>36–38</option><option value="m">39–41</option></select></td></tr></table>
<label>Määrä <input type="number" name="quantity" value="1" min="1"></label>
<button type="submit" class="button" id="lisaa" disabled>Lisää ostoskoriin</button></form>
<button>Lisää toivelistalle</button>
<script>koko.onchange = () => {{ lisaa.disabled = !koko.value; }}</script>
<h2>Tutustu myös</h2><ul class="products"><li class="product"><a href="/tuote/pipo/"><h3>Pipo Tapio</h3>29,00 €</a>
<a class="button" href="/tuote/pipo/">Lisää ostoskoriin</a></li></ul>"""

    def _added(self, session: Session, slug: str, request: Request) -> str:
        if not request.form.get("koko"):
            return self._page(
                session,
                GOODS[slug][0],
                '<div class="woo-error" role="alert">Valitse vaihtoehto.</div>' + self._product(slug),
            )
        session.cart.append(slug)
        note = f"""<div class="woo-message" role="alert">“{GOODS[slug][0]}” on lisätty ostoskoriin. <a href="/ostoskori/" class="button">Näytä ostoskori</a></div>"""
        return self._page(session, GOODS[slug][0], note + self._product(slug))

    def _cart(self, session: Session) -> str:
        if not session.cart:
            return "<p>Ostoskorisi on tyhjä.</p>"
        rows = "".join(
            f"<tr><td><a href='/poista'>×</a></td><td>{GOODS[s][0]}</td><td>{GOODS[s][1]}</td></tr>"
            for s in session.cart
        )
        return f"""<form method="post"><table>{rows}</table><label>Kuponki <input name="coupon_code" placeholder="Kuponkikoodi"></label>
<button class="button">Käytä kuponki</button></form><h2>Ostoskori yhteensä</h2><p>Yhteensä {GOODS[session.cart[0]][1]}</p>
<button type="button" style="background:#ffc439;padding:12px" onclick="location='/paypal'">Maksa PayPalilla</button><br>
<a class="button" href="/kassa/">Siirry kassalle</a>"""

    def _checkout(self, session: Session, error: str = "") -> str:
        if not session.cart:
            return self._page(session, "Kassa", "<p>Ostoskorisi on tyhjä.</p>")
        rows = "".join(
            f'<p class="form-row"><label for="{key}">{label} <abbr class="required" title="pakollinen">*</abbr></label><input id="{key}" name="{key}" type="{kind}"></p>'
            for key, label, kind in (
                ("billing_first_name", "Etunimi", "text"), ("billing_last_name", "Sukunimi", "text"),
                ("billing_address_1", "Katuosoite", "text"), ("billing_postcode", "Postinumero", "text"),
                ("billing_city", "Postitoimipaikka", "text"), ("billing_phone", "Puhelin", "tel"),
                ("billing_email", "Sähköpostiosoite", "email"),
            )
        )  # fmt: skip
        return self._page(
            session,
            "Kassa",
            f"""{error}<div>Onko sinulla jo tili? <a href="#login">Kirjaudu sisään</a></div>
<form name="checkout" method="post" action="/kassa/" novalidate><h2>Laskutustiedot</h2>{rows}
<p class="form-row"><label for="country">Maa <abbr class="required" title="pakollinen">*</abbr></label><select id="country" name="country"><option value="">Valitse maa…</option><option value="SE">Ruotsi</option><option value="FI">Suomi</option></select></p>
<p class="form-row"><label for="company">Yrityksen nimi (valinnainen)</label><input id="company" name="company"></p>
<p><label><input type="checkbox" name="createaccount"> Luo tili?</label></p>
<p class="form-row"><label for="notes">Tilauksen lisätiedot (valinnainen)</label><textarea id="notes" name="notes"></textarea></p>
<h2>Tilauksesi</h2><p>{GOODS[session.cart[0]][0]}</p><p>Yhteensä {GOODS[session.cart[0]][1]}</p>
<ul><li><input type="radio" id="bacs" name="payment_method" value="bacs"><label for="bacs">Tilisiirto</label></li>
<li><input type="radio" id="cod" name="payment_method" value="cod"><label for="cod">Postiennakko</label></li></ul>
<p><label><input type="checkbox" name="terms"> Olen lukenut ja hyväksyn käyttöehdot <abbr class="required" title="pakollinen">*</abbr></label></p>
<p><label><input type="checkbox" name="news"> Haluan uutiskirjeen</label></p>
<button type="submit" class="button" name="place_order">Lähetä tilaus</button></form>""",
        )

    def _order(self, request: Request, session: Session) -> Answer | str:
        wanted = (
            "billing_first_name",
            "billing_address_1",
            "billing_postcode",
            "billing_email",
            "country",
            "payment_method",
            "terms",
        )
        lacking = [key for key in wanted if not request.form.get(key)]
        if lacking:
            return self._checkout(session, f'<div role="alert">Täytä pakolliset kentät: {", ".join(lacking)}</div>')
        session.orders += 1
        return to("/kassa/maksu/")
